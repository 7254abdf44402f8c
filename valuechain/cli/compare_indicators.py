"""`valuechain compare-indicators`: our verdicts beside the indicators that others use."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._options import attribute_option, question_options, read_model

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
    from valuechain.questions.comparison.pictures import documents
    from valuechain.questions.comparison.screen import comparing_text
    from valuechain.questions.comparison.study import compare_indicators
    from valuechain.results.folder import check_folder

    if out is not None:
        check_folder(out)
    loaded = read_model(model, overlays)
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
