"""`valuechain country`: start the pack of a country."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._new_file import offer
from valuechain.cli._options import lang_option, model_option, overlay_option, read_model

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang


command = click.Group(
    name="country", help="Start the pack of a country: what it adds to the chain that all share."
)


@command.command(name="new")
@click.argument("code", metavar="XXX")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@model_option
@overlay_option
@lang_option
def new(
    code: str, file: Path | None, model: Path | None, overlays: tuple[Path, ...], lang: "Lang"
) -> None:
    """Write a pack of country XXX (alpha-3) to start from, with comments.

    It goes to FILE or to the screen, is right as it stands as an overlay, and never replaces a
    file.
    """
    from valuechain.files.country_start import start_country

    text = start_country(read_model(model, overlays).model, code, lang=lang)
    offer(text, file)
