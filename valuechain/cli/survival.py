"""`valuechain survival`: how long each use holds out, and the stock that bridges the gap."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from valuechain.cli._options import question_options, read_model, seen_by_home

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang
    from valuechain.vocab.words import Attribute


@click.command(name="survival")
@question_options
@click.option(
    "--by",
    type=click.Choice(["countries", "firms", "producers", "parts"]),
    multiple=True,
    default=("countries",),
    show_default=True,
    help="What is gone: a country, a firm, one producer, a country's part of one product.",
)
@click.option(
    "--removed",
    multiple=True,
    metavar="NAME",
    help="Only this country, firm or producer; may be given more than once.",
)
@click.option(
    "--attribute",
    type=click.Choice(["site", "headquarters", "owner", "any", "all"]),
    default="any",
    show_default=True,
    help="Which country of a supplier counts; all: each apart.",
)
@click.option(
    "--mode",
    type=click.Choice(["lost", "withheld"]),
    help="Gone for everybody, or refused to us [default: both].",
)
@click.option(
    "--weeks",
    type=click.IntRange(1, 520),
    default=520,
    show_default=True,
    help="Weeks that are followed.",
)
@click.option("--no-stocks", "alone", is_flag=True, help="Times only, which is faster.")
def command(
    model: Path | None,
    attribute: "Attribute | Literal['all']",
    lang: "Lang",
    out: Path | None,
    overlays: tuple[Path, ...],
    *,
    alone: bool,
    **asked: Any,
) -> None:
    """Show how long each use holds out after a loss, when others have taken over, and the gap.

    TTS is how long a use stays at its level with what is in stock, TTR how long it takes others to
    step in. Where there is a gap, the stock that would close it is found, or why none does.
    """
    from valuechain.cli._answering import deliver
    from valuechain.cli._progress import shown
    from valuechain.report.survival_pictures import survival_pictures
    from valuechain.report.survival_text import survival_text
    from valuechain.results.folder import check_folder
    from valuechain.studies.survival import survival

    if out is not None:
        check_folder(out)
    loaded = seen_by_home(read_model(model, overlays), asked["home"])
    with shown() as show:
        found = survival(
            loaded.model,
            attribute=None if attribute == "all" else attribute,
            stocks=not alone,
            overlays=loaded.log,
            progress=show,
            **asked,
        )
    pictures = survival_pictures(found, loaded.model, lang=lang) if out is not None else {}
    deliver(
        found, screen=survival_text(found, loaded.model, lang=lang), out=out, documents=pictures
    )
