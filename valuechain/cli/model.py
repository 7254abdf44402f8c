"""`valuechain model`: write a model to start from."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._options import lang_option

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang

command = click.Group(name="model", help="Write a model to start from.")


@command.command(name="new")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@lang_option
def new(file: Path | None, lang: "Lang") -> None:
    """Write a small model with a comment at every key, to FILE or to the screen.

    It loads as it stands, and never replaces a file.
    """
    from valuechain.texts.model_template import model_template

    if file is None:
        click.echo(model_template(lang), nl=False)
        return
    fit = re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", file.stem)
    text = model_template(lang, file.stem if fit else "my-model")
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise click.UsageError(f"{file} exists already: name another file.") from None
    click.echo(file)
