"""Our verdicts beside the indicators of others: what each would miss, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pandas as pd

from valuechain.analysis.evidence import judged_weeks
from valuechain.analysis.question_frame import checked_theta, chosen_uses, conclude
from valuechain.analysis.workbench import Progress, Workbench, prepare
from valuechain.errors import AnalysisError
from valuechain.exchange.trade import read_trade
from valuechain.indicators.exposure import Exposures
from valuechain.indicators.verdicts import Verdict
from valuechain.questions.comparison.contracts import (
    AGREEMENT,
    COMPARISON,
    MATERIALS,
    TIERS,
    TRADE,
    USES,
    VERDICTS,
)
from valuechain.questions.comparison.foreign_indicators import others
from valuechain.questions.comparison.screening import screen, tally
from valuechain.questions.comparison.tables import (
    agreement_table,
    comparison_table,
    material_table,
    trade_table,
    verdict_table,
)
from valuechain.questions.comparison.uses import tier_table, use_table
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.vocab.words import ATTRIBUTES, Attribute

_QUESTION: Final = "compare-indicators"


def compare_indicators(
    model: Model | None = None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    uses: str | Iterable[str] | None = None,
    attribute: Attribute = "any",
    theta: float | None = None,
    trade: str | Path | None = None,
    overlays: Sequence[str] = (),
    progress: Progress | None = None,
) -> Result:
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
    if attribute not in ATTRIBUTES:
        message = f"unknown attribute {attribute!r}."
        raise AnalysisError("VA718", message, f"Use one of {', '.join(ATTRIBUTES)}.")
    bench, changed = _judging(prepare(model, home=home, trusted=trusted), theta)
    asked = chosen_uses(bench, uses)
    _somebody_else(bench)
    products, home_countries = bench.stack.product_ids, bench.perspective.home
    rows = read_trade(trade, products=products, home=home_countries) if trade else ()
    said = others(bench, rows)
    judged = screen(bench, asked, attribute=attribute, progress=progress)
    compared = comparison_table(bench, judged, said=said, attribute=attribute)
    frames = {
        "agreement": agreement_table(compared),
        "comparison": compared,
        "products": verdict_table(bench, judged),
        "uses": use_table(bench, judged, said=said),
        "tiers": tier_table(bench, asked, said=said),
        "materials": material_table(said),
    }
    contracts = [AGREEMENT, COMPARISON, VERDICTS, USES, TIERS, MATERIALS]
    if trade:
        frames["trade"] = trade_table(said)
        contracts.append(TRADE)
    return conclude(
        bench,
        _QUESTION,
        contracts=contracts,
        frames=frames,
        options={
            "attribute": attribute,
            "theta": 1.0 - bench.model.thresholds.exposure.value,
            "uses": [bench.stack.producer_ids[row] for row in asked],
            "weeks": judged_weeks(bench),
            "trade": Path(trade).name if trade else None,
        },
        counts={"removals": judged.removals},
        overlays=(*overlays, *changed),
    )


def _judging(bench: Workbench, theta: float | None) -> tuple[Workbench, tuple[str, ...]]:
    """The same with another exposure threshold, and what that replaces."""
    if theta is None:
        return bench, ()
    limits = bench.model.thresholds
    asked = 1.0 - checked_theta(bench, theta)
    exposure = limits.exposure.model_copy(update={"value": asked})
    thresholds = limits.model_copy(update={"exposure": exposure})
    model = bench.model.model_copy(update={"thresholds": thresholds})
    changed = f"thresholds.exposure.value: {limits.exposure.value:g} -> {asked:g}"
    return replace(bench, model=model), (changed,)


def headline(
    bench: Workbench,
    every: Sequence[Verdict],
    *,
    found: Exposures,
    attribute: Attribute = "any",
) -> pd.DataFrame:
    """Table ``agreement`` from verdicts that are there already, as a nulmeting has them.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    every : sequence of Verdict
        All verdicts.
    found : Exposures
        The exposures they rest on, of countries' parts of products.
    attribute : str
        Which country of a supplier counts.
    """
    judged = tally(bench, every, found=found, uses=bench.uses, attribute=attribute)
    said = others(bench)
    return agreement_table(comparison_table(bench, judged, said=said, attribute=attribute))


def _somebody_else(bench: Workbench) -> None:
    named = frozenset[str]().union(*bench.stack.place_members)
    if named <= bench.perspective.home:
        raise AnalysisError(
            "VA643",
            "home holds every country that the model names: nobody is left to depend on.",
            "Choose a smaller home.",
        )
