"""Options that many commands have, and the model that they ask for."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from valuechain.cli._gate import say

if TYPE_CHECKING:
    from valuechain.errors import Problem
    from valuechain.files import Loaded

Decorator = Callable[[Callable[..., None]], Callable[..., None]]
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
home_option = click.option(
    "--home", metavar="PLACES", help="Own countries or groups [default: the model's]."
)
trusted_option = click.option(
    "--trusted", metavar="PLACES", help="Partners counted apart [default: the model's]."
)
use_option = click.option(
    "uses",
    "--use",
    multiple=True,
    metavar="USE",
    help="Only this use, or the uses of this group; may be given more than once.",
)
theta_option = click.option(
    "--theta",
    type=float,
    metavar="LEVEL",
    help="Level below which it counts as down, above 0 and at most 1 [default: the model's].",
)
folder_option = click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder for tables and manifest; an earlier result there is replaced.",
)
csv_option = click.option(
    "--csv",
    type=click.Choice(["plain", "excel-nl"]),
    default="plain",
    show_default=True,
    help="How tables are written: excel-nl has semicolons, decimal commas and a byte order mark, "
    "as Excel opens them where the comma is the decimal mark.",
)
json_option = click.option("as_json", "--json", is_flag=True, help="Answer for machines.")


def attribute_option(default: str) -> Decorator:
    """Offer the choice of which country of a supplier counts."""
    return click.option(
        "--attribute",
        type=click.Choice(["site", "headquarters", "owner", "any"]),
        default=default,
        show_default=True,
        help="Which country of a supplier counts.",
    )


def week_of(ctx: click.Context, parameter: click.Parameter, given: str | None) -> int | None:
    """Read a week, counted from 1, or ``limit``."""
    del ctx, parameter
    if given is None:
        return None
    if given == "limit":
        return 0
    if not given.isdecimal() or len(given) > 6 or int(given) == 0:
        raise click.BadParameter("a number of weeks from 1, or limit.")
    return int(given)


def weeks_option(default: int) -> Decorator:
    """Offer the choice of the week that is looked at, on the command line."""
    return click.option(
        "--weeks",
        metavar="WEEK",
        callback=week_of,
        default=str(default),
        show_default=True,
        help="Weeks after the loss, from 1; or limit: in the end.",
    )


def question_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that every strategic question has."""
    for option in (
        folder_option,
        lang_option,
        theta_option,
        use_option,
        trusted_option,
        home_option,
        overlay_option,
        model_option,
    ):
        command = option(command)
    return command


def read_model(model: Path | None, overlays: tuple[Path, ...]) -> "Loaded":
    """Read the model asked for, or the shipped one, and say what overlays replaced."""
    from valuechain.files import load, shipped_model

    loaded = load(model or shipped_model(), overlays)
    for line in loaded.log:
        say(line, err=True)
    return loaded


def seen_by_home(loaded: "Loaded", home: str | None) -> "Loaded":
    """Leave out the country packs of others, so that texts and tables are about one model."""
    from dataclasses import replace

    from valuechain.schema.packs import seen_from
    from valuechain.shocks.perspective import make_perspective

    places = None if home is None else home.replace(",", " ").split()
    perspective = make_perspective(loaded.model, home=places)
    return replace(loaded, model=seen_from(loaded.model, perspective.home))


def problem_row(problem: "Problem") -> dict[str, Any]:
    """Give a problem in a file as a row for other programs."""
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
