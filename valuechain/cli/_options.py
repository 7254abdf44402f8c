"""Options that many commands have, and the model that they ask for."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from valuechain.errors import Problem
    from valuechain.files import Loaded

model_argument = click.argument("model", required=False, type=click.Path(path_type=Path))
model_option = click.option(
    "--model",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Root file of a model [default: the shipped model].",
)
overlay_option = click.option(
    "overlays",
    "--overlay",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Lay this file over the model; may be given more than once.",
)
lang_option = click.option(
    "--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True
)
json_option = click.option("as_json", "--json", is_flag=True, help="Answer for machines.")


def read_model(model: Path | None, overlays: tuple[Path, ...]) -> "Loaded":
    """Read the model asked for, or the shipped one, and say what overlays replaced."""
    from valuechain.files import load, shipped_model

    loaded = load(model or shipped_model(), overlays)
    for line in loaded.log:
        click.echo(line, err=True)
    return loaded


def problem_row(problem: "Problem") -> dict[str, Any]:
    """Give a problem as machines read it."""
    place = problem.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "keys": problem.keys,
        "message": problem.message,
        "remedy": problem.remedy,
    }
