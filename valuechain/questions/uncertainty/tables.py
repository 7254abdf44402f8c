"""Tables of how sure headlines are: their range over the draws, and how often a class holds."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from valuechain.analysis.evidence import judged_weeks
from valuechain.analysis.question_frame import conclude
from valuechain.ensembles.factors import Factor
from valuechain.ensembles.quantity import Quantity
from valuechain.ensembles.statistics import (
    LEVELS,
    Quantiles,
    quantiles,
    sureness,
    telling_draws,
    tied,
    top_share,
)
from valuechain.questions.uncertainty.contracts import (
    ASSUMED,
    CERTAINTY,
    DRAWN,
    HOLDING_DRAWS,
    RANKS,
    SCENARIO_DRAWS,
    UNCERTAINTY,
)
from valuechain.questions.uncertainty.headline import WEEKS
from valuechain.questions.uncertainty.study import Uncertain
from valuechain.questions.uncertainty.words import WORDS
from valuechain.results.columns import CLASSES
from valuechain.results.contract import RowCells, Table
from valuechain.results.result import Result
from valuechain.texts.phrases import Phrases
from valuechain.vocab.words import WINDOW

_NAMES: Final = ("p05", "p50", "p95")
_TOP: Final = 10
WINDOW_AT: Final = -1
"""Where the loss within the window stands among exposures as stated."""
_SCENARIOS: Final = ("deepest-loss", "loss-weeks", "first-loss-week", "survival")


def result(found: Uncertain, *, overlays: Sequence[str] = ()) -> Result:
    """Put in tables how sure each loss and verdict is.

    Parameters
    ----------
    found : Uncertain
        The sample.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.

    Raises
    ------
    AnalysisError
        VA503: a table breaks its contract.
    """
    return concluded(
        found,
        "uncertainty",
        said=WORDS,
        frames={
            UNCERTAINTY: uncertainty_table(found),
            CERTAINTY: certainty_table(found),
            HOLDING_DRAWS: survival_table(found),
            RANKS: rank_table(found),
            SCENARIO_DRAWS: scenario_table(found),
            ASSUMED: assumed_table(found),
            DRAWN: drawn_table(found),
        },
        options={},
        overlays=overlays,
    )


def concluded(
    found: Uncertain,
    question: str,
    *,
    said: Phrases,
    frames: Mapping[Table, pd.DataFrame],
    options: Mapping[str, object],
    overlays: Sequence[str],
) -> Result:
    """Put an answer together that rests on a sample, with how the sample was drawn."""
    asked = found.question
    return conclude(
        found.bench,
        question,
        said=said,
        contracts=tuple(frames),
        frames={table.name: frame for table, frame in frames.items()},
        options={
            "draws": found.sample.n_draws,
            **options,
            "seed": asked.seed,
            "uses": list(asked.uses),
            "scenarios": [one.id for one in asked.scenarios],
            "limit": asked.limit,
        },
        counts={
            "draws": found.sample.n_draws,
            "figures": len(found.factors.drawn()),
            "quantities": len(found.sample.quantities),
        },
        overlays=overlays,
        scenarios=asked.scenarios,
    )


def framed(table: Table, rows: Sequence[RowCells]) -> pd.DataFrame:
    """Rows as a table of its contract, sorted by its key."""
    kinds = {"number": "float64", "integer": "Int64", "string": "object", "boolean": "bool"}
    frame = pd.DataFrame(rows, columns=list(table.names))
    frame = frame.astype({column.name: kinds[column.type] for column in table.columns})
    return frame.sort_values(list(table.key), kind="stable", ignore_index=True)


def what_of(one: Quantity) -> RowCells:
    """Which use loses and what is taken away, as columns of a table."""
    return {
        "use": one.use,
        "product": one.product,
        "removed": one.removed,
        "attribute": one.attribute,
        "mode": one.mode,
    }


def verdict_of(one: Quantity) -> RowCells:
    """Which dependency is judged, as columns of a table."""
    row = what_of(one)
    question = "disaster" if row.pop("mode") == "lost" else "coercion"
    return {**row, "country": row["removed"], "question": question}


def horizon_of(one: Quantity) -> str:
    """When a loss is measured: after so many weeks, in the limit, or within a window."""
    if one.kind == "in-window":
        return WINDOW
    return str(one.week) if one.week else "limit"


def _week_at(one: Quantity) -> int:
    """Where the week of an exposure stands among those as stated; the limit follows the weeks."""
    return WEEKS.index(one.week) if one.week else len(WEEKS)


def _finite(amount: float) -> float | None:
    return float(amount) if np.isfinite(amount) else None


def _cells(found: Quantiles, number: int) -> RowCells:
    """Quantiles of one quantity, each with its ends."""
    row: RowCells = {}
    for level, name in enumerate(_NAMES):
        row[name] = _finite(found.figure[level, number])
        row[f"{name}_least"] = _finite(found.least[level, number])
        row[f"{name}_most"] = _finite(found.most[level, number])
    return row


def uncertainty_table(found: Uncertain) -> pd.DataFrame:
    """Losses as stated, with their bounds and how far they spread over the draws."""
    places = sorted(found.sample.where(kind="exposure") + found.sample.where(kind="in-window"))
    amounts = found.sample.amounts[places]
    spread = quantiles(amounts, LEVELS)
    settled = spread.settled
    question = found.question
    removals = question.places
    rows = []
    for number, place in enumerate(places):
        one = found.sample.quantities[place]
        week = WINDOW_AT if one.kind == "in-window" else _week_at(one)
        removal = removals[one.product, one.removed, one.attribute, one.mode]
        low, middle, high = found.bounds[removal, :, question.uses.index(one.use), week].tolist()
        rows.append(
            {
                **what_of(one),
                "horizon_weeks": horizon_of(one),
                "bound_low": min(low, middle),
                "value": middle,
                "bound_high": max(middle, high),
                **_cells(spread, number),
                "settled": bool(settled[number]),
                **{
                    f"draw_{name}": draw
                    for name, draw in zip(_NAMES, telling_draws(amounts[number]), strict=True)
                },
            }
        )
    return framed(UNCERTAINTY, rows)


def certainty_table(found: Uncertain) -> pd.DataFrame:
    """How often each dependency was judged in each class, and so how sure its class is."""
    verdicts = found.verdicts
    chance = found.chances(verdicts)
    rows = []
    for number, place in enumerate(verdicts):
        likeliest = int(chance.likeliest()[number])
        most = float(chance.chance[number, likeliest])
        rows.append(
            {
                **verdict_of(found.sample.quantities[place]),
                "class": CLASSES[int(found.stated[place])],
                "likeliest": CLASSES[likeliest],
                "sureness": sureness(most),
                "chance": most,
                "chance_error": float(chance.error[number, likeliest]),
                **{
                    f"p_{name.replace('-', '_')}": float(chance.chance[number, klass])
                    for klass, name in enumerate(CLASSES)
                },
            }
        )
    return framed(CERTAINTY, rows)


def survival_table(found: Uncertain) -> pd.DataFrame:
    """How many weeks every use holds out, with the spread over the draws."""
    places = [
        place
        for place in found.sample.where(kind="survival", scenario="")
        if np.isfinite(found.sample.amounts[place]).any() or np.isfinite(found.stated[place])
    ]
    amounts = found.sample.amounts[places]
    spread = quantiles(amounts)
    rows = [
        {
            **what_of(found.sample.quantities[place]),
            "tts": _finite(found.stated[place]),
            **_cells(spread, number),
            "chance_to_fall": float(np.isfinite(amounts[number]).mean()),
        }
        for number, place in enumerate(places)
    ]
    return framed(HOLDING_DRAWS, rows)


def rank_table(found: Uncertain) -> pd.DataFrame:
    """How sure it is that each dependency is among the ten worst."""
    week = judged_weeks(found.bench)
    asked = [one for one in found.question.removals if one.product is not None]
    if not asked:
        return framed(RANKS, [])
    places = [
        found.sample.where(
            kind="exposure",
            week=week,
            product=one.product,
            removed=one.removed,
            attribute=one.attribute,
            mode=one.mode,
        )
        for one in asked
    ]
    worst = np.stack([found.sample.amounts[some].max(axis=0) for some in places])
    stated = [float(found.stated[some].max()) for some in places]
    spread, share = quantiles(worst), top_share(worst, _TOP)
    equal = {first for first, _ in tied(worst)}
    order = np.argsort(-np.median(worst, axis=1), kind="stable").tolist()
    rows = [
        {
            "product": one.product,
            "country": one.removed,
            "attribute": one.attribute,
            "mode": one.mode,
            "rank": order.index(number) + 1,
            "value": stated[number],
            **_cells(spread, number),
            "top_ten": float(share[number]),
            "tied": number in equal,
        }
        for number, one in enumerate(asked)
    ]
    return framed(RANKS, rows)


def scenario_table(found: Uncertain) -> pd.DataFrame:
    """What scenarios do to every use, with the spread over the draws."""
    places = [
        place
        for place, one in enumerate(found.sample.quantities)
        if one.scenario and one.kind in _SCENARIOS
    ]
    spread = quantiles(found.sample.amounts[places]) if places else None
    rows = [
        {
            "scenario": one.scenario,
            "use": one.use,
            "measure": one.kind,
            "value": _finite(found.stated[place]),
            **_cells(spread, number),
        }
        for number, place in enumerate(places)
        for one in [found.sample.quantities[place]]
        if spread is not None
    ]
    return framed(SCENARIO_DRAWS, rows)


def assumed_table(found: Uncertain) -> pd.DataFrame:
    """Losses under each reading of *important*, which is assumed and not drawn."""
    week = judged_weeks(found.bench)
    at = WEEKS.index(week)
    rows = [
        {
            "use": use,
            "product": one.product or "",
            "removed": one.removed,
            "attribute": one.attribute,
            "mode": one.mode,
            "horizon_weeks": str(week),
            "value": float(found.by_rule["default"][removal, place, at]),
            "strict": float(found.by_rule["strict"][removal, place, at]),
            "lenient": float(found.by_rule["lenient"][removal, place, at]),
        }
        for removal, one in enumerate(found.question.removals)
        for place, use in enumerate(found.question.uses)
    ]
    return framed(ASSUMED, rows)


def figure_of(one: Factor) -> RowCells:
    """A figure with its range, source and grade, as columns of a table."""
    return {
        "figure": one.name,
        "sort": one.sort,
        "low": one.low,
        "stated": one.mode,
        "high": one.high,
        "source": one.source,
        "status": one.status,
    }


def drawn_table(found: Uncertain) -> pd.DataFrame:
    """Every figure that is drawn, with its range and on what it rests."""
    rows = [
        {
            **figure_of(one),
            "credibility": one.credibility,
            "reliability": one.reliability,
            "ranged": one.ranged,
            "drawn_with": one.stream,
        }
        for one in (found.factors.every[position] for position in found.factors.drawn())
    ]
    return framed(DRAWN, rows)
