"""The sample and what decides it, as tables."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

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
from valuechain.kernels.arrays import Floats
from valuechain.questions.uncertainty.contracts import (
    ASSUMED,
    BREAK_EVEN,
    CERTAINTY,
    DRAWN,
    FIND_OUT,
    HOLDING_DRAWS,
    INTERACTIONS,
    RANKS,
    SCENARIO_DRAWS,
    SURVEYS,
    TORNADO,
    UNCERTAINTY,
)
from valuechain.questions.uncertainty.headline import WEEKS
from valuechain.questions.uncertainty.study import Decisive, SourceFigure, Uncertain
from valuechain.questions.uncertainty.words import both, figure_title, request, who_knows
from valuechain.results.columns import CLASSES
from valuechain.results.contract import Table
from valuechain.studies.judging import judged_weeks
from valuechain.texts.languages import LANGUAGES

Row = dict[str, object]
_NAMES: Final = ("p05", "p50", "p95")
_TOP: Final = 10
_FIFTH: Final = 0.2
_IN_TORNADO: Final = 5
_SCENARIOS: Final = ("deepest-loss", "loss-weeks", "first-loss-week", "survival")


def _frame(table: Table, rows: Sequence[Row]) -> pd.DataFrame:
    """Rows as a table of its contract, sorted by its key."""
    kinds = {"number": "float64", "integer": "Int64", "string": "object", "boolean": "bool"}
    frame = pd.DataFrame(rows, columns=list(table.names))
    frame = frame.astype({column.name: kinds[column.type] for column in table.columns})
    return frame.sort_values(list(table.key), kind="stable", ignore_index=True)


def _what(one: Quantity) -> Row:
    return {
        "use": one.use,
        "product": one.product,
        "removed": one.removed,
        "attribute": one.attribute,
        "mode": one.mode,
    }


def _verdict(one: Quantity) -> Row:
    row = _what(one)
    question = "disaster" if row.pop("mode") == "lost" else "coercion"
    return {**row, "country": row["removed"], "question": question}


def _finite(amount: float) -> float | None:
    return float(amount) if np.isfinite(amount) else None


def _cells(found: Quantiles, number: int) -> Row:
    """Quantiles of one quantity, each with its ends."""
    row: Row = {}
    for level, name in enumerate(_NAMES):
        row[name] = _finite(found.figure[level, number])
        row[f"{name}_least"] = _finite(found.least[level, number])
        row[f"{name}_most"] = _finite(found.most[level, number])
    return row


def uncertainty_table(found: Uncertain) -> pd.DataFrame:
    """Exposure as stated, its bounds, and its quantiles."""
    places = found.sample.where(kind="exposure")
    amounts = found.sample.amounts[places]
    spread = quantiles(amounts, LEVELS)
    settled = spread.settled
    question = found.question
    removals = {
        (one.product or "", one.removed, one.attribute, one.mode): number
        for number, one in enumerate(question.removals)
    }
    rows = []
    for number, place in enumerate(places):
        one = found.sample.quantities[place]
        week = WEEKS.index(one.week) if one.week else len(WEEKS)
        removal = removals[one.product, one.removed, one.attribute, one.mode]
        low, middle, high = found.bounds[removal, :, question.uses.index(one.use), week].tolist()
        rows.append(
            {
                **_what(one),
                "horizon_weeks": str(one.week) if one.week else "limit",
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
    return _frame(UNCERTAINTY, rows)


def certainty_table(found: Uncertain) -> pd.DataFrame:
    """How sure every class is."""
    verdicts = found.verdicts
    chance = found.chances(verdicts)
    rows = []
    for number, place in enumerate(verdicts):
        likeliest = int(chance.likeliest()[number])
        most = float(chance.chance[number, likeliest])
        rows.append(
            {
                **_verdict(found.sample.quantities[place]),
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
    return _frame(CERTAINTY, rows)


def survival_table(found: Uncertain) -> pd.DataFrame:
    """Weeks that every use holds."""
    places = [
        place
        for place in found.sample.where(kind="survival", scenario="")
        if np.isfinite(found.sample.amounts[place]).any() or np.isfinite(found.stated[place])
    ]
    amounts = found.sample.amounts[places]
    spread = quantiles(amounts)
    rows = [
        {
            **_what(found.sample.quantities[place]),
            "tts": _finite(found.stated[place]),
            **_cells(spread, number),
            "chance_to_fall": float(np.isfinite(amounts[number]).mean()),
        }
        for number, place in enumerate(places)
    ]
    return _frame(HOLDING_DRAWS, rows)


def rank_table(found: Uncertain) -> pd.DataFrame:
    """How sure it is that each dependency is among the ten worst."""
    week = judged_weeks(found.bench)
    asked = [one for one in found.question.removals if one.product is not None]
    if not asked:
        return _frame(RANKS, [])
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
    return _frame(RANKS, rows)


def scenario_table(found: Uncertain) -> pd.DataFrame:
    """What scenarios do to every use."""
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
    return _frame(SCENARIO_DRAWS, rows)


def assumed_table(found: Uncertain) -> pd.DataFrame:
    """Exposure at the judged week under each importance rule."""
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
    return _frame(ASSUMED, rows)


def _figure(one: Factor) -> Row:
    return {
        "figure": one.name,
        "sort": one.sort,
        "low": one.low,
        "stated": one.mode,
        "high": one.high,
        "source": one.source,
        "status": one.status,
    }


def _said(found: Uncertain, one: Factor) -> Row:
    return {
        f"figure_{lang}": figure_title(lang, one, model=found.bench.model) for lang in LANGUAGES
    }


def drawn_table(found: Uncertain) -> pd.DataFrame:
    """Every figure that is drawn."""
    rows = [
        {
            **_figure(one),
            "credibility": one.credibility,
            "reliability": one.reliability,
            "ranged": one.ranged,
            "drawn_with": one.stream,
        }
        for one in (found.factors.every[position] for position in found.factors.drawn())
    ]
    return _frame(DRAWN, rows)


def find_out_table(found: Uncertain, decided: Decisive, *, count: int) -> pd.DataFrame:
    """The figures to find first."""
    model, rows = found.bench.model, []
    for number, figure in enumerate(decided.figures[:count]):
        one, worth = figure.first(found.factors), decided.worth[number]
        stake = [found.sample.quantities[place] for place in decided.at_stake[number]]
        rows.append(
            {
                "rank": number + 1,
                **_figure(one),
                **_said(found, one),
                "worth": worth.evppi,
                "worth_error": worth.error,
                "places": len(figure.positions),
                "verdicts": len(stake),
                "at_stake": "; ".join(f"{q.use}, {q.product}, {q.removed}" for q in stake),
                **{f"who_{lang}": who_knows(lang, one, model=model) for lang in LANGUAGES},
                **{f"request_{lang}": request(lang, one, model=model) for lang in LANGUAGES},
            }
        )
    return _frame(FIND_OUT, rows)


def survey_table(found: Uncertain, decided: Decisive, *, count: int = 5) -> pd.DataFrame:
    """Sources that yield most together."""
    known = found.bench.model.sources
    rows = [
        {
            "source": source,
            "title": known[source].title if source in known else source,
            "worth": worth.evppi,
            "worth_error": worth.error,
            "figures": figures,
        }
        for source, worth, figures in decided.sources[:count]
        if source
    ]
    return _frame(SURVEYS, rows)


def break_even_table(found: Uncertain, decided: Decisive) -> pd.DataFrame:
    """Where verdicts flip."""
    rows = [
        {
            **_verdict(found.sample.quantities[flip.verdict]),
            "class": CLASSES[flip.before],
            "becomes": CLASSES[flip.after],
            **_figure(one),
            **_said(found, one),
            "flips_at": flip.at,
            "change": flip.change,
        }
        for flip in decided.flips
        for one in [found.factors.every[flip.figure]]
    ]
    return _frame(BREAK_EVEN, rows)


def worst_quantities(found: Uncertain) -> dict[str, int]:
    """By use, the exposure to a dependency at the judged week that is largest as stated."""
    week = judged_weeks(found.bench)
    worst: dict[str, int] = {}
    for place in found.sample.where(kind="exposure", week=week):
        one = found.sample.quantities[place]
        best = worst.get(one.use)
        if one.product and (best is None or found.stated[place] > found.stated[best]):
            worst[one.use] = place
    return {use: place for use, place in worst.items() if found.stated[place] > 0}


def tornado_table(found: Uncertain, decided: Decisive) -> pd.DataFrame:
    """What we assume beside what we do not know."""
    drawn = found.headline.sampler.draw(range(found.sample.n_draws))
    exposure = uncertainty_table(found).set_index(
        ["use", "product", "removed", "attribute", "mode", "horizon_weeks"]
    )
    assumed = assumed_table(found).set_index(["use", "product", "removed", "attribute", "mode"])
    rows: list[Row] = []
    for use, place in worst_quantities(found).items():
        one = found.sample.quantities[place]
        what = _what(one)
        key = (use, one.product, one.removed, one.attribute, one.mode)
        row, rule = exposure.loc[(*key, str(one.week))], assumed.loc[key]
        ends: list[tuple[str, float, float]] = [
            ("assumption", float(rule["lenient"]), float(rule["strict"])),
            ("unlisted", float(row["bound_low"]), float(row["bound_high"])),
            ("all-figures", float(row["p05"]), float(row["p95"])),
        ]
        for kind, low, high in ends:
            said = both(kind)
            rows.append(
                {
                    **what,
                    "kind": kind,
                    "name": kind,
                    "figure_nl": said["nl"],
                    "figure_en": said["en"],
                    "value": float(row["value"]),
                    "low": min(low, high),
                    "high": max(low, high),
                    "first_order": None,
                }
            )
        for figure, first, _ in decided.indices.get(place, [])[:_IN_TORNADO]:
            rows.append(
                {
                    **what,
                    **_said(found, figure.first(found.factors)),
                    "kind": "figure",
                    "name": figure.first(found.factors).name,
                    "value": float(row["value"]),
                    **_swing(drawn[figure.positions[0]], found.sample.amounts[place]),
                    "first_order": min(1.0, max(0.0, first)),
                }
            )
    return _frame(TORNADO, rows)


def _swing(figure: Floats, amount: Floats) -> Row:
    """Mean of a quantity where a figure is in its lowest, and in its highest, fifth."""
    order = np.argsort(figure, kind="stable")
    fifth = max(1, int(_FIFTH * len(order)))
    ends = [float(amount[order[:fifth]].mean()), float(amount[order[-fifth:]].mean())]
    return {"low": min(ends), "high": max(ends)}


def interaction_table(found: Uncertain, decided: Decisive) -> pd.DataFrame:
    """First and total indices, where they were asked for."""
    if decided.sobol is None:
        return _frame(INTERACTIONS, [])
    place, figures, sobol = decided.sobol
    one = found.sample.quantities[place]
    given: dict[SourceFigure, float] = {
        figure: first for figure, first, _ in decided.indices[place]
    }
    rows = [
        {
            **_what(one),
            "horizon_weeks": str(one.week),
            "figure": figure.first(found.factors).name,
            "sort": figure.first(found.factors).sort,
            **_said(found, figure.first(found.factors)),
            "first": float(sobol.first[number]),
            "first_error": float(sobol.first_error[number]),
            "total": float(sobol.total[number]),
            "total_error": float(sobol.total_error[number]),
            "given_data": given[figure],
        }
        for number, figure in enumerate(figures)
    ]
    return _frame(INTERACTIONS, rows)
