"""`valuechain what-to-find-out`: the figures to find first, and where verdicts flip."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from valuechain.cli._options import read_model
from valuechain.cli._options_ensembles import asked_options, ensemble_options

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang


@click.command(name="what-to-find-out")
@asked_options
@ensemble_options
@click.option(
    "--count",
    type=click.IntRange(1, 1000),
    default=10,
    show_default=True,
    help="How many figures.",
)
@click.option(
    "--interactions",
    type=click.IntRange(0, 100_000),
    default=0,
    show_default=True,
    metavar="N",
    help="Total indices from N base draws; fourteen times as many are measured.",
)
def command(
    model: Path | None,
    lang: "Lang",
    out: Path | None,
    overlays: tuple[Path, ...],
    **asked: Any,
) -> None:
    """Show which figures to find first: those that would take away most wrong verdicts.

    An ensemble that is stored is used; else one is drawn, as `valuechain uncertainty` does. With
    each figure: who could know it, a sentence for a data request, and the level at which it alone
    flips a verdict.
    """
    from valuechain.cli._answering import deliver
    from valuechain.cli._progress import shown
    from valuechain.ensembles.factors import factors_of
    from valuechain.questions.uncertainty.answer import what_to_find_out
    from valuechain.questions.uncertainty.figure import find_out_pictures
    from valuechain.questions.uncertainty.screen import find_out_text
    from valuechain.results.folder import check_folder

    if out is not None:
        check_folder(out)
    loaded = read_model(model, overlays)
    with shown() as show:
        found = what_to_find_out(loaded.model, overlays=loaded.log, progress=show, **asked)
    pictures = find_out_pictures(found, loaded.model, lang=lang) if out is not None else {}
    screen = find_out_text(found, loaded.model, lang=lang, factors=factors_of(loaded.model))
    deliver(found, screen=screen, out=out, documents=dict(pictures))
