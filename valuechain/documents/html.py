"""Documents as one self-contained web page, rendered from their blocks."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from valuechain.documents.paper import kind_of, stepped
from valuechain.presentation.blocks import Document, FigureBlock
from valuechain.presentation.names import Names
from valuechain.presentation.svg import inline_svg
from valuechain.questions.nulmeting.page import document
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES: Final = Path(__file__).parent / "templates"


def nulmeting_page(base: Result, *, model: Model, lang: Lang) -> str:
    """Make the page of a nulmeting as one HTML file that needs nothing else.

    Parameters
    ----------
    base : Result
        The result.
    model : Model
        The model it was computed from, for titles, roles and sources.
    lang : str
        Language of the page: ``nl`` or ``en``.

    Returns
    -------
    str
        One HTML document that needs nothing else: no network, no script, no other file.
    """
    return html_page(document(base, Names(model, lang)))


def html_page(told: Document) -> str:
    """Render a document as one HTML file that needs nothing else.

    Parameters
    ----------
    told : Document
        What it says.

    Returns
    -------
    str
        Everything is inside: style, script and pictures. What the document holds is escaped, so
        that no title of a model becomes markup.
    """
    sections = tuple(replace(one, blocks=tuple(stepped(one.blocks))) for one in told.sections)
    told = replace(told, sections=sections)
    return _template().render(document=told, label=lambda word, of: label(told.lang, word, of=of))


def html(told: Document) -> bytes:
    """Render a document as one HTML file, encoded."""
    return html_page(told).encode()


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["kind"] = kind_of
    environment.filters["plain"] = _plain
    environment.filters["svg"] = _svg
    return environment.get_template("page.html")


def _plain(amount: float) -> str:
    """Write a number for sorting and for widths: six digits are more than a page shows."""
    return f"{amount:.6g}"


def _svg(figure: FigureBlock) -> str:
    return inline_svg(
        figure.draw(), title=figure.title, description=figure.description, prefix=figure.name
    )
