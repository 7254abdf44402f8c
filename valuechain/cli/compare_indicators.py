"""`valuechain compare-indicators`: our verdicts beside the indicators that others use."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._options import attribute_option, question_options, read_model, seen_by_home

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang
    from valuechain.vocab.words import Attribute


@click.command(name="compare-indicators")
@question_options
@attribute_option("any")
@click.option(
    "--trade",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Trade of home, for CDI1-3: columns year, product, flow, partner, amount.",
)
def command(
    model: Path | None,
    overlays: tuple[Path, ...],
    uses: tuple[str, ...],
    attribute: "Attribute",
    theta: float | None,
    trade: Path | None,
    lang: "Lang",
    out: Path | None,
    **perspective: str | None,
) -> None:
    """Set our verdicts beside concentration, government, supply risk and trade dependence.

    Which of our dependencies would each of these miss, which would it flag that weigh less here,
    and why: location hides ownership, a measure without a use, a slow mineral, a table that does
    not know the product.
    """
    from valuechain.cli._answering import deliver
    from valuechain.cli._progress import shown
    from valuechain.report.comparing_documents import documents
    from valuechain.report.comparing_text import comparing_text
    from valuechain.results.folder import check_folder
    from valuechain.studies.comparing import compare_indicators

    if out is not None:
        check_folder(out)
    loaded = seen_by_home(read_model(model, overlays), perspective["home"])
    with shown() as show:
        found = compare_indicators(
            loaded.model,
            home=perspective["home"],
            trusted=perspective["trusted"],
            uses=uses or None,
            attribute=attribute,
            theta=theta,
            trade=trade,
            overlays=loaded.log,
            progress=show,
        )
    pictures = documents(found, loaded.model, lang=lang) if out is not None else {}
    screen = comparing_text(found, loaded.model, lang=lang)
    deliver(found, screen=screen, out=out, documents=pictures)
