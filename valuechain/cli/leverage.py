"""`valuechain leverage`: what others lose if home refuses, beside what home loses by them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._options import (
    attribute_option,
    question_options,
    read_model,
    seen_by_home,
    weeks_option,
)

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang
    from valuechain.vocab.words import Attribute


@click.command(name="leverage")
@question_options
@click.option(
    "partners",
    "--partner",
    multiple=True,
    metavar="PARTNER",
    help="Country, group or others (everyone outside home); may be given more than once "
    "[default: all in the tables, the most telling on the screen].",
)
@attribute_option("any")
@weeks_option(52)
def command(
    model: Path | None,
    partners: tuple[str, ...],
    uses: tuple[str, ...],
    attribute: "Attribute",
    weeks: int,
    theta: float | None,
    lang: "Lang",
    out: Path | None,
    overlays: tuple[Path, ...],
    **perspective: str | None,
) -> None:
    """What home can stop elsewhere, where dependence is mutual, in what home is indispensable.

    Buyers at each partner are refused by home alone, and home by each partner alone. The folder of
    --out gets the tables and a picture per partner.
    """
    from valuechain.cli._answering import deliver
    from valuechain.cli._progress import shown
    from valuechain.report.leverage_pictures import pictures
    from valuechain.report.leverage_text import leverage_text
    from valuechain.results.folder import check_folder
    from valuechain.studies.leverage import leverage

    if out is not None:
        check_folder(out)
    loaded = seen_by_home(read_model(model, overlays), perspective["home"])
    with shown() as show:
        found = leverage(
            loaded.model,
            home=perspective["home"],
            trusted=perspective["trusted"],
            partners=partners or None,
            uses=uses or None,
            attribute=attribute,
            weeks=weeks,
            theta=theta,
            overlays=loaded.log,
            progress=show,
        )
    screen = leverage_text(found, loaded.model, lang=lang)
    documents = pictures(found, loaded.model, lang=lang) if out is not None else {}
    deliver(found, screen=screen, out=out, documents=documents)
