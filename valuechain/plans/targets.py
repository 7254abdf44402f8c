"""Targets: what is to be less by a year, and whether a plan gets there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from valuechain.analysis.workbench import Workbench
from valuechain.indicators.exposure import exposures
from valuechain.kernels.fast import Engine
from valuechain.plans.effects import Prepared, TakenMeasures
from valuechain.schema import TargetFile
from valuechain.schema.measure import Aim
from valuechain.shocks.perspective import countries_of, make_perspective
from valuechain.shocks.removals import Removal, Removals, RemovedKind

TargetVerdict = Literal["reached", "on-track", "off-track", "cannot-tell"]
"""Where a target stands."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One target of a plan, and whether the plan meets it."""

    name: str
    title: Mapping[str, str]
    below: float
    by: int
    now: float
    then: float | None
    """In its year with the plan; None if the plan does not go that far."""
    then_high: float | None
    """What it is in that year with the plan, if unlisted supply belongs to them too."""
    verdict: TargetVerdict


def check_targets(
    bench: Workbench, prepared: Prepared, *, file: TargetFile, by_year: Mapping[int, TakenMeasures]
) -> tuple[Checked, ...]:
    """Say of every target where it stands, and whether a plan meets it.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    prepared : Prepared
        The same with measures.
    file : TargetFile
        The targets.
    by_year : mapping of int to mapping
        How far each measure works in each year of the plan; empty without a plan.

    Returns
    -------
    tuple of Checked
        ``reached``: below already, at the upper bound too; ``on-track``: so in its year;
        ``off-track``: not even at the value; ``cannot-tell``: the year lies outside the plan, or
        the bounds disagree.
    """
    found = []
    for name, aim in sorted(file.targets.items()):
        now, now_high = _stands(bench, prepared, aim, {})
        then, then_high = None, None
        if aim.by in by_year:
            then, then_high = _stands(bench, prepared, aim, by_year[aim.by])
        found.append(
            Checked(
                name,
                {"en": aim.title.en, "nl": aim.title.nl or aim.title.en},
                aim.below,
                aim.by,
                now,
                then,
                then_high,
                _verdict(aim.below, (now, now_high), (then, then_high)),
            )
        )
    return tuple(found)


def _verdict(
    below: float, now: tuple[float, float], then: tuple[float | None, float | None]
) -> TargetVerdict:
    if now[1] < below:
        return "reached"
    if then[0] is None or then[1] is None:
        return "cannot-tell"
    if then[1] < below:
        return "on-track"
    return "off-track" if then[0] >= below else "cannot-tell"


def _stands(
    bench: Workbench, prepared: Prepared, aim: Aim, taken: TakenMeasures
) -> tuple[float, float]:
    """Figure of a target and its upper bound, 0..1."""
    model, stack = prepared.model, prepared.apply(taken)
    members = countries_of(model, [aim.removed])
    trusted = (*bench.trusted, *prepared.trusted(taken))
    perspective = make_perspective(model, home=bench.home, trusted=trusted)
    removals = Removals(stack, perspective)
    if aim.use is None:
        return _share(removals, aim, members)
    kind: RemovedKind = "country" if members == {aim.removed} else "group"
    removal = Removal(kind, aim.removed, aim.attribute, aim.mode, members, aim.product)
    if not removals.defined(removal):
        return 0.0, 0.0
    found = exposures(
        Engine(stack),
        [removal],
        builder=removals,
        effects=bench.effects(),
        watch=[stack.position(aim.use)],
        threshold=model.thresholds.exposure.value,
        horizons=[aim.weeks],
    )
    value, high = (float(found.at[0, bound, 0, 0]) for bound in (1, 2))
    return value, max(value, high)


def _share(removals: Removals, aim: Aim, members: frozenset[str]) -> tuple[float, float]:
    """Share of a product, and with what of the remainder could be theirs."""
    stack, suppliers = removals.stack, removals.suppliers
    product = removals.product[str(aim.product)]
    value, high = 0.0, 0.0
    for bound in ("value", "high"):
        mine = suppliers.in_countries(members, bound, attribute=aim.attribute)
        mine &= suppliers.scope(bound) & (stack.producer_product == product)
        share = float(stack.producer_share[np.flatnonzero(mine)].sum())
        if bound == "value":
            value = share
        else:
            left = suppliers.left_by_countries([product], members=members, attribute=aim.attribute)
            more = sum((1.0 - part) * float(stack.producer_share[n]) for n, part in left.items())
            high = min(1.0, share + more)
    return value, max(value, high)
