"""Tables of a plan: measures, losses before and after, money by year, gaps and targets."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from valuechain.analysis.markings import highest_marking
from valuechain.analysis.provenance import provenance_of, settings_of
from valuechain.analysis.scenario_facts import texts_of
from valuechain.analysis.source_table import source_table
from valuechain.kernels.arrays import Floats
from valuechain.plans.demand import Customer
from valuechain.plans.money import purse_of
from valuechain.plans.targets import Checked
from valuechain.questions.plan.contracts import (
    CASES,
    CONTRACTS,
    CUSTOMERS,
    FRONTIER,
    MEASURES,
    PLAN,
    READINGS,
    SIDES,
    STEPS,
    TARGETS,
    USES,
    YEARS,
)
from valuechain.questions.plan.study import Planned
from valuechain.questions.plan.words import MEANING, TITLE
from valuechain.results.contract import Table
from valuechain.results.result import Result
from valuechain.results.supply import SOURCES
from valuechain.schema import Measure
from valuechain.vocab.tolerances import UNFELT_GAIN
from valuechain.vocab.words import STATUSES


def findings(
    plan: Planned,
    *,
    customers: Sequence[Customer],
    checked: Sequence[Checked],
    overlays: Sequence[str] = (),
) -> Result:
    """Put a plan, what it leaves and its alternatives in tables.

    Parameters
    ----------
    plan : Planned
        The numbers.
    customers : sequence of Customer
        Who buys what.
    checked : sequence of Checked
        Targets, checked.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.
    """
    bench, wishes = plan.bench, plan.wishes
    frames = {
        "plan": _plan_table(plan),
        "years": _year_table(plan),
        "uses": _use_table(plan),
        "cases": _case_table(plan),
        "frontier": _frontier_table(plan),
        "measures": _measure_table(plan),
        "next_steps": _frame(
            STEPS,
            [
                (s.measure, s.price_eur, s.gain, s.gain / max(s.price_eur, 1.0) * 1e7)
                for s in plan.steps
            ],
        ),
        "launching_customer": _customer_table(plan, customers),
        "readings": _frame(
            READINGS,
            [(r.reading, r.regret, r.gap, ";".join(sorted(r.best))) for r in plan.regrets],
        ).astype({"regret": "float64"}),
        "targets": target_table(checked),
        "sources": source_table(bench.model),
    }
    return Result(
        question="plan",
        title=TITLE,
        meaning=MEANING,
        settings=settings_of(bench),
        provenance=provenance_of(
            bench,
            counts={"runs": plan.runs, "cases": len(plan.losses.cases)},
            overlays=overlays,
        ),
        model=bench.model,
        model_title=texts_of(bench.model.title),
        as_of=bench.model.as_of,
        options={
            "budget_eur": plan.budget.eur,
            "a_year": plan.budget.a_year,
            "years": list(plan.budget.years),
            "objective": wishes.objective,
            "must": sorted(wishes.must),
            "never": sorted(wishes.never),
            "actors": sorted(wishes.actors),
            "levers": sorted(wishes.levers),
            "coalition": list(wishes.coalition),
            "uses": [u for u, w in zip(plan.losses.uses, plan.losses.use_weight, strict=True) if w],
            "loss_before": plan.total(plan.base),
            "loss_after": plan.best.value,
            "loss_low_effect": plan.total(plan.reaches["low"]),
            "loss_high_effect": plan.total(plan.reaches["high"]),
            "bound": plan.best.bound,
            "gap": plan.best.gap,
            "unfelt": [case.id for case in plan.unfelt],
            "schedule_proved": plan.timeline.optimal,
        },
        contracts=(*CONTRACTS, SOURCES),
        frames=frames,
        marking=highest_marking(bench.model),
    )


def _frame(table: Table, rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    frame = pd.DataFrame([list(row) for row in rows], columns=list(table.names))
    return frame.sort_values(list(table.key), kind="stable", ignore_index=True)


def target_table(checked: Sequence[Checked]) -> pd.DataFrame:
    """Where each target stands today and under the plan."""
    rows = [
        (t.name, t.title["en"], t.title["nl"], t.below, t.by, t.now, t.then, t.then_high, t.verdict)
        for t in checked
    ]
    return _frame(TARGETS, rows).astype({"then": "float64", "then_high": "float64"})


def weakest_status(measure: Measure) -> str:
    """Give the weakest status of what a measure is said to change."""
    return max((str(one.status) for one in measure.changes), key=[*map(str, STATUSES)].index)


def _plan_table(plan: Planned) -> pd.DataFrame:
    measures, starts = plan.prepared.measures, plan.timeline.starts
    order = [*starts, *plan.timeline.left_out]
    rows = []
    for place, name in enumerate(order, start=1):
        one, share = measures[name], plan.shares[name]
        start = starts.get(name)
        prices = _prices(plan, one)
        rows.append(
            (
                place, name, one.title.en, one.title.nl or one.title.en, one.layer, start,
                None if start is None else round(start + plan.purses[name].lead_years, 2),
                ";".join(one.actors), ";".join(one.levers), *prices, share.value, share.error,
                weakest_status(one), ";".join(one.needs_first), ";".join(one.jointly_with),
            )
        )  # fmt: skip
    frame = _frame(PLAN, rows)
    return frame.astype({"start": "Int64"})


def _prices(plan: Planned, one: Measure) -> tuple[float, float, float]:
    years = plan.budget.years
    low, mode, high = (purse_of(one, cost=c).total(years) for c in ("low", "mode", "high"))
    return low, mode, high


def _sides(plan: Planned) -> dict[str, Floats]:
    """Weight of every case by side, each summing to what that side has."""
    weights = plan.losses.case_weight
    return {
        side: np.where([case.side == side for case in plan.losses.cases], weights, 0.0)
        for side in SIDES
    }


def _year_table(plan: Planned) -> pd.DataFrame:
    line, sides = plan.timeline, _sides(plan)
    rows = []
    for number, year in enumerate(line.years):
        lost = plan.total(line.losses[number])
        by_case = line.losses[number] @ plan.losses.use_weight
        rows.append(
            (
                year, float(line.spent[number]), float(line.expected[number]), lost,
                lost - float(line.expected[number]),
                *(float(by_case @ weights) for weights in sides.values()),
            )
        )  # fmt: skip
    return _frame(YEARS, rows)


def _use_table(plan: Planned) -> pd.DataFrame:
    rows = []
    losses = {0: plan.base} | dict(zip(plan.timeline.years, plan.timeline.losses, strict=True))
    for side, weights in _sides(plan).items():
        whole = float(weights.sum())
        if whole <= 0:
            continue
        for year, lost in losses.items():
            mean = weights @ lost / whole
            rows += [(use, side, year, float(mean[n])) for n, use in enumerate(plan.losses.uses)]
    return _frame(USES, rows)


def _case_table(plan: Planned) -> pd.DataFrame:
    weights = plan.losses.use_weight
    before, after = plan.base @ weights, plan.best.losses @ weights
    low, high = plan.reaches["low"] @ weights, plan.reaches["high"] @ weights
    now, ever = plan.lowest_now @ weights, plan.lowest_ever @ weights
    rows = []
    for n, case in enumerate(plan.losses.cases):
        money = max(0.0, float(after[n] - now[n]))
        time = max(0.0, float(min(after[n], now[n]) - ever[n]))
        none = max(0.0, float(after[n]) - money - time)
        rows.append(
            (
                case.id, case.side, case.tie, case.weight, float(before[n]), float(low[n]),
                float(after[n]), float(high[n]), money, time, none,
                _why(float(before[n]), float(after[n]), money, time=time, none=none),
            )
        )  # fmt: skip
    return _frame(CASES, rows)


def _why(before: float, after: float, money: float, *, time: float, none: float) -> str:
    if after <= 0.05 * before:
        return "solved"
    if before - none <= 0.01 * before:
        return "nobody"
    return max({"money": money, "time": time, "none": none}.items(), key=lambda one: one[1])[0]


def _frontier_table(plan: Planned) -> pd.DataFrame:
    rows = [
        (b.budget, b.cost, b.value, b.bound, b.gap, len(b.taken), ";".join(sorted(b.taken)))
        for b in plan.frontier
        if b.budget > 0
    ]
    nothing = plan.total(plan.base)
    rows.append((0.0, 0.0, nothing, nothing, 0.0, 0, ""))
    return _frame(FRONTIER, rows)


def _measure_table(plan: Planned) -> pd.DataFrame:
    doing = [best for best in plan.frontier if best.taken]
    rows = []
    for name, one in plan.prepared.measures.items():
        count_of = sum(name in best.taken for best in doing)
        why = "chosen" if name in plan.best.taken else plan.why_not.get(name, "")
        if not why:
            why = "no-effect" if plan.alone.get(name, 0.0) <= UNFELT_GAIN else "others-better"
        ties = plan.by_tie.get(name, {})
        rows.append(
            (
                name, one.layer, plan.prices[name], plan.alone.get(name),
                ties.get("site"), ties.get("owner"), count_of,
                bool(doing) and count_of == len(doing),
                sum(name in regret.best for regret in plan.regrets), why,
            )
        )  # fmt: skip
    return _frame(MEASURES, rows).astype(
        dict.fromkeys(("alone", "alone_site", "alone_owner"), "float64")
    )


def _customer_table(plan: Planned, customers: Sequence[Customer]) -> pd.DataFrame:
    moved: dict[str, list[str]] = {}
    for name in sorted(plan.best.taken):
        one: Measure = plan.prepared.measures[name]
        if "procurement" not in one.levers:
            continue
        for change in one.changes:
            product = getattr(change, "product", None) or getattr(change, "input", None)
            if product is not None and name not in moved.setdefault(str(product), []):
                moved[str(product)].append(name)
    rows = [
        (c.product, c.use, c.body, c.demand_share, c.outside_share, c.movable_share,
         c.together_share, c.smallest_supplier, ";".join(moved.get(c.product, [])), c.carries)
        for c in customers
    ]  # fmt: skip
    return _frame(CUSTOMERS, rows).astype({"smallest_supplier": "float64"})
