"""`valuechain uncertainty`: how sure each headline is."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from valuechain.cli._options import read_model
from valuechain.cli._options_ensembles import asked_options, ensemble_options

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang


@click.command(name="uncertainty")
@asked_options
@ensemble_options
@click.option(
    "scenarios",
    "--scenario",
    multiple=True,
    metavar="NAME",
    help="Follow this scenario too, by name or path; may be given more than once.",
)
@click.option("--limit", is_flag=True, help="Measure the limit too, which takes twice as long.")
def command(
    model: Path | None,
    lang: "Lang",
    out: Path | None,
    overlays: tuple[Path, ...],
    **asked: Any,
) -> None:
    """Show how sure each headline is: what the figures we have could change.

    Every figure of the model is drawn from its range, many times; each draw is measured. The
    5-95 % interval stands beside the bounds of unlisted suppliers and is never merged with them.
    A verdict is firm if one class has at least 0.9, leaning from 0.6, else open.
    """
    from valuechain.cli._answering import deliver
    from valuechain.cli._progress import shown
    from valuechain.questions.uncertainty.answer import uncertainty
    from valuechain.questions.uncertainty.figure import uncertainty_pictures
    from valuechain.questions.uncertainty.screen import uncertainty_text
    from valuechain.results.folder import check_folder

    if out is not None:
        check_folder(out)
    loaded = read_model(model, overlays)
    with shown() as show:
        found = uncertainty(loaded.model, overlays=loaded.log, progress=show, **asked)
    pictures = uncertainty_pictures(found, loaded.model, lang=lang) if out is not None else {}
    deliver(
        found,
        screen=uncertainty_text(found, loaded.model, lang=lang),
        out=out,
        documents=dict(pictures),
    )
