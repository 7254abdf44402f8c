"""Pictures of a nulmeting: those that stand on its page, one by one."""

import dataclasses
from collections.abc import Iterator

from valuechain.presentation.blocks import FigureBlock
from valuechain.presentation.names import Names
from valuechain.presentation.picture_files import picture_of
from valuechain.questions.nulmeting.page import document
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.languages import Lang


def pictures(found: Result, model: Model, *, lang: Lang) -> dict[str, bytes]:
    """Draw what the page shows, in the order of the page.

    Parameters
    ----------
    found : Result
        The nulmeting.
    model : Model
        The model it was measured on, for names.
    lang : str
        Language.

    Returns
    -------
    dict of str to bytes
        By file name.
    """
    made = {}
    for block in _figures(document(found, Names(model, lang))):
        for kind, content in picture_of(block.draw(), found.marking, lang=lang).items():
            made[f"figures/{block.name}.{kind}"] = content
    return made


def _figures(part: object) -> Iterator[FigureBlock]:
    """Find the figures of a document, wherever they stand."""
    if isinstance(part, FigureBlock):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _figures(one)
    elif dataclasses.is_dataclass(part):
        for entry in dataclasses.fields(part):
            yield from _figures(getattr(part, entry.name))
