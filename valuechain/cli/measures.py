"""`valuechain measures`: list what could be done, check a file of measures, write one to begin."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._gate import marked, marking_of, say
from valuechain.cli._new_file import offer
from valuechain.cli._options import lang_option, model_option, overlay_option, read_model

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang


@click.group(name="measures", invoke_without_command=True)
@model_option
@overlay_option
@click.option("--layer", multiple=True, metavar="LAYER", help="Only of this layer.")
@click.option("--actor", multiple=True, metavar="NAME", help="Only where this one takes part.")
@click.option("--lever", multiple=True, metavar="LEVER", help="Only by this lever.")
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    model: Path | None,
    overlays: tuple[Path, ...],
    layer: tuple[str, ...],
    actor: tuple[str, ...],
    lever: tuple[str, ...],
    lang: "Lang",
) -> None:
    """List what could be done about dependencies, by layer, actor and lever."""
    if ctx.invoked_subcommand is not None:
        return
    from valuechain.questions.plan.answer import chosen_measures, prices_of
    from valuechain.questions.plan.screen import list_text

    about = read_model(model, overlays).model
    found = chosen_measures(about, layer=layer, actor=actor, lever=lever)
    text = list_text(found, about, prices=prices_of(found, about), lang=lang)
    say(marked(text, marking_of(about), lang=lang))


@command.command(name="check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@model_option
@overlay_option
@click.pass_context
def check(
    ctx: click.Context, files: tuple[str, ...], model: Path | None, overlays: tuple[Path, ...]
) -> None:
    """Say everything that is wrong with files of measures.

    What they need first may stand in the shipped ones. The exit status is 0 if nothing is wrong
    and 2 otherwise.
    """
    from valuechain.errors import FileProblems
    from valuechain.files.measures import all_measures, load_measures

    about = read_model(model, overlays).model
    shipped = all_measures(about)
    wrong = False
    for name in files:
        try:
            loaded = load_measures(name, model=about, beside=shipped)
        except FileProblems as found:
            wrong = True
            say(str(found))
            continue
        for warning in loaded.warnings:
            say(str(warning), err=True)
        say(f"{name}: {len(loaded.file.measures)}")
    ctx.exit(2 if wrong else 0)


@command.command(name="new")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@model_option
@overlay_option
def new(file: Path | None, model: Path | None, overlays: tuple[Path, ...]) -> None:
    """Write a file of one measure to start from, to FILE or to the screen.

    It is about the model, loads as it stands, and never replaces a file.
    """
    from valuechain.files.measure_start import start_measures

    about = read_model(model, overlays).model
    text = start_measures(about, "my-measures" if file is None else file.stem)
    offer(text, file)
