"""`valuechain partners`: which partners are worth most, and what a coalition covers."""

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


@click.command(name="partners")
@question_options
@click.option(
    "--candidates",
    metavar="PLACES",
    help="Countries or groups that could be trusted [default: like-minded groups of the model].",
)
@click.option(
    "coalitions",
    "--coalition",
    multiple=True,
    metavar="PLACES",
    help="A group, or places joined by + or commas; may be given more than once "
    "[default: D9+, Semicon-Coalition, EU27+EFTA and G7].",
)
@click.option(
    "--size",
    type=int,
    default=3,
    show_default=True,
    metavar="K",
    help="Most members of the best coalitions, 1 to 4.",
)
@attribute_option("owner")
@weeks_option(52)
def command(
    model: Path | None,
    coalitions: tuple[str, ...],
    size: int,
    uses: tuple[str, ...],
    attribute: "Attribute",
    weeks: int,
    theta: float | None,
    lang: "Lang",
    out: Path | None,
    overlays: tuple[Path, ...],
    **places: str | None,
) -> None:
    """Whom to trust: what each partner or coalition takes off our exposure, and what it covers.

    PLACES are ISO 3166-1 alpha-3 codes or groups of the model, separated by commas. Who is
    like-minded is a political choice: name the candidates yourself if yours is another.
    """
    from valuechain.cli._answering import deliver
    from valuechain.cli._progress import shown
    from valuechain.report.partners_pictures import partner_pictures
    from valuechain.report.partners_text import partners_text
    from valuechain.results.folder import check_folder
    from valuechain.studies.partners import partners

    if out is not None:
        check_folder(out)
    loaded = seen_by_home(read_model(model, overlays), places["home"])
    with shown() as show:
        found = partners(
            loaded.model,
            home=places["home"],
            trusted=places["trusted"],
            candidates=places["candidates"],
            coalitions=coalitions or None,
            size=size,
            uses=uses or None,
            attribute=attribute,
            weeks=weeks,
            theta=theta,
            overlays=loaded.log,
            progress=show,
        )
    screen = partners_text(found, loaded.model, lang=lang)
    drawn = {} if out is None else partner_pictures(found, loaded.model, lang=lang)
    deliver(found, screen=screen, out=out, documents=drawn)
