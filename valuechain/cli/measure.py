"""`valuechain measure`: one measure, what it costs, what it changes and which losses it eases."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._gate import marked, marking_of, say
from valuechain.cli._options import lang_option, model_option, overlay_option, read_model

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang


@click.command(name="measure")
@click.argument("name")
@model_option
@overlay_option
@click.option("--cases", multiple=True, metavar="CASE", help="As in `valuechain plan`.")
@click.option(
    "--measures",
    "files",
    multiple=True,
    metavar="FILE",
    help="A file of measures beside the shipped ones.",
)
@lang_option
def command(
    name: str,
    model: Path | None,
    overlays: tuple[Path, ...],
    cases: tuple[str, ...],
    files: tuple[str, ...],
    lang: "Lang",
) -> None:
    """Explain one measure: taken alone and wholly working, which losses does it ease."""
    from valuechain.cli._progress import shown
    from valuechain.questions.plan.answer import helped
    from valuechain.questions.plan.screen import measure_text
    from valuechain.questions.plan.study import DEFAULT_CASES

    about = read_model(model, overlays).model
    with shown() as show:
        found = helped(about, name, cases=cases or DEFAULT_CASES, files=files, progress=show)
    text = measure_text(name, found.measure, helps=found.changes, count=found.count, lang=lang)
    say(marked(text, marking_of(about), lang=lang))
