"""`valuechain briefing`: a notebook run with parameters, as a page, PDF or slides without code."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._gate import say
from valuechain.cli._options import home_option, model_option, overlay_option

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang


@click.command(name="briefing")
@click.argument("name", required=False)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@home_option
@click.option(
    "--lang",
    type=click.Choice(["nl", "en"]),
    help="Language, of those it is written in [default: the notebook's].",
)
@model_option
@overlay_option
@click.option(
    "settings",
    "--set",
    multiple=True,
    metavar="NAME=VALUE",
    help="Another parameter of the notebook, as `list` names them; may be given more than once.",
)
@click.option(
    "formats",
    "--format",
    default="html",
    show_default=True,
    metavar="FORMATS",
    help="Beside the page: pdf, pptx (slides), separated by commas.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("briefing"),
    show_default=True,
    metavar="DIR",
    help="Folder for the documents; an earlier briefing of that name there is replaced at the end.",
)
def command(
    name: str | None,
    file: Path | None,
    home: str | None,
    lang: "Lang | None",
    model: Path | None,
    overlays: tuple[Path, ...],
    settings: tuple[str, ...],
    formats: str,
    out: Path,
) -> None:
    """Run the notebook NAME and write what it says, without code, as one page.

    Without NAME, or with `list`: which notebooks there are, and what each can be asked. With `new
    FILE`: a notebook of your own to start from; NAME may be such a file.
    """
    from valuechain.cli._gate import marked
    from valuechain.cli._new_file import offer
    from valuechain.documents.briefing import new_briefing, notebooks, write_briefing

    if name == "new":
        offer(new_briefing(), file)
        return
    if file is not None:
        raise click.UsageError("only `briefing new` takes a FILE.")

    if name in (None, "list"):
        for one in notebooks():
            asked = ", ".join(f"{key}={value!r}" for key, value in one.parameters.items())
            say(f"{one.name:<22}{one.title}\n{'':<22}{asked}; {', '.join(one.languages)}")
        return
    given = dict(_setting(one) for one in settings)
    given |= {} if home is None else {"home": home}
    given |= {} if lang is None else {"lang": lang}
    given |= {} if model is None else {"model": str(model.absolute())}
    given |= {"overlays": tuple(str(one.absolute()) for one in overlays)} if overlays else {}
    kinds = formats.replace(",", " ").split()
    paths, marking = write_briefing(str(name), out, given=given, formats=kinds)
    say(marked("\n".join(map(str, paths)), marking, lang=lang or "en"))


def _setting(text: str) -> tuple[str, object]:
    """Read one parameter: a Python literal, or words."""
    import ast

    key, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter("write NAME=VALUE.", param_hint="--set")
    try:
        return key.strip(), ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return key.strip(), value
