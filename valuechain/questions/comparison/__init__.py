"""Comparison: our verdicts beside the indicators that others use, and why they differ."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from valuechain.questions.question import STRATEGIC, Option, Question, attribute_option

if TYPE_CHECKING:
    from pathlib import Path

    from valuechain.results.result import Result
    from valuechain.schema import Model
    from valuechain.vocab.words import Attribute, Progress

QUESTION: Final = Question(
    name="compare-indicators",
    package="comparison",
    function="compare_indicators",
    headline=True,
    help="""Set our verdicts beside concentration, government, supply risk and trade dependence.

    Which of our dependencies would each of these miss, which would it flag that weigh less here,
    and why: location hides ownership, a measure without a use, a slow mineral, a table that does
    not know the product.
    """,
    options=(
        *STRATEGIC,
        attribute_option("any"),
        Option(
            name="trade",
            form="path",
            metavar="FILE.csv",
            help="Trade of home, for CDI1-3: columns year, product, flow, partner, amount.",
        ),
    ),
)


def compare_indicators(
    model: "Model | None" = None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    uses: str | Iterable[str] | None = None,
    attribute: "Attribute" = "any",
    theta: float | None = None,
    trade: "str | Path | None" = None,
    overlays: Sequence[str] = (),
    progress: "Progress | None" = None,
) -> "Result":
    """Set our verdicts beside the indicators that others use, and say where they differ and why.

    Parameters
    ----------
    model : Model, optional
        The shipped model if left out.
    home, trusted : str or iterable of str, optional
        Own countries and partners; the model's own if left out.
    uses : str or iterable of str, optional
        Uses whose dependencies count; all of home if left out.
    attribute : str
        Which country of a supplier counts in our verdicts.
    theta : float, optional
        Level below which a use counts as exposed in our verdicts, above 0 and below 1; 1 minus the
        model's exposure threshold if left out.
    trade : str or pathlib.Path, optional
        CSV file of home's trade (`valuechain.exchange.trade`), for CDI1 to CDI3.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.
    progress : callable, optional
        Called with (step, done, all).

    Returns
    -------
    Result
        Tables ``agreement`` (per indicator), ``comparison`` (per product and indicator),
        ``products``, ``uses``, ``tiers``, ``materials`` and, with trade, ``trade``.

    Raises
    ------
    FileProblems
        VC001, VC002, VA710, VA716, VA717: all that is wrong with the trade rows.
    AnalysisError
        VA601, VA602, VA608, VA640 to VA643: an unknown or empty home, a horizon that is not
        measured, no such use, or nobody outside home; VA718: an unknown attribute.
    ConvergenceError
        A response did not converge.
    """
    from valuechain.analysis.workbench import prepare
    from valuechain.questions.comparison.study import measure
    from valuechain.questions.comparison.tables import result

    measured = measure(
        prepare(model, home=home, trusted=trusted),
        uses=uses,
        attribute=attribute,
        theta=theta,
        trade=trade,
        progress=progress,
    )
    return result(measured, overlays=overlays)
