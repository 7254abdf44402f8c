"""`valuechain report`: a result as a report, on screen, on paper, as a workbook and as slides."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._options import (
    home_option,
    lang_option,
    model_option,
    overlay_option,
    read_model,
    seen_by_home,
    trusted_option,
)

if TYPE_CHECKING:
    from valuechain.results.result import Result
    from valuechain.texts.languages import Lang


@click.command(name="report")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@home_option
@trusted_option
@model_option
@overlay_option
@lang_option
@click.option(
    "formats",
    "--format",
    default="html,pdf",
    show_default=True,
    metavar="FORMATS",
    help="Some of html, pdf, docx, xlsx and pptx, separated by commas.",
)
@click.option(
    "--chapters",
    metavar="NAMES",
    help="Only these chapters, separated by commas; an unknown name lists all.",
)
@click.option("--brief", is_flag=True, help="Two pages for a director in the place of the report.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("report"),
    show_default=True,
    metavar="DIR",
    help="Folder for the documents; an earlier report there is replaced at the end.",
)
def command(
    folder: Path | None,
    home: str | None,
    trusted: str | None,
    model: Path | None,
    overlays: tuple[Path, ...],
    lang: "Lang",
    formats: str,
    chapters: str | None,
    brief: bool,
    out: Path,
) -> None:
    """Write a report of a nulmeting, from the FOLDER of its result without measuring again.

    Without FOLDER it is measured first.
    """
    from valuechain.cli._gate import marked, say
    from valuechain.cli._progress import shown
    from valuechain.documents.formats import check_formats, check_place, write_report
    from valuechain.results.result import Result

    asked = check_formats(_listed(formats))
    check_place(out, folder)
    if folder is not None and (home or trusted or model or overlays):
        raise click.UsageError("a stored result has its model and its home: leave out the others.")
    with shown() as show:
        found = (
            _measured(home, trusted=trusted, model=model, overlays=overlays, show=show)
            if folder is None
            else Result.read(folder)
        )
        made = write_report(
            found,
            out,
            lang=lang,
            formats=asked,
            chapters=_listed(chapters or ""),
            brief=brief,
            progress=show,
        )
    say(marked("\n".join(map(str, made)), found.marking, lang=lang))


def _listed(text: str) -> list[str]:
    """Read words that are separated by commas."""
    return [word for word in text.replace(",", " ").split() if word]


def _measured(
    home: str | None,
    *,
    trusted: str | None,
    model: Path | None,
    overlays: tuple[Path, ...],
    show: object,
) -> "Result":
    from valuechain.questions.nulmeting.answer import nulmeting

    loaded = seen_by_home(read_model(model, overlays), home)
    return nulmeting(
        loaded.model,
        home=home,
        trusted=trusted,
        rules=("default",),
        overlays=loaded.log,
        progress=show,  # type: ignore[arg-type]
    )
