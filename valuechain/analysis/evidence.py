"""Verdicts and evidence: each judged exposure traced back to what carries it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

import numpy as np

from valuechain.analysis.binding_routes import followed_back
from valuechain.analysis.fallbacks import FallbackSpread, spread
from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.indicators.citations import tie_of
from valuechain.indicators.evidence import Support, route_figures, support
from valuechain.indicators.exposure import Exposures
from valuechain.indicators.reach import Reached, Routes
from valuechain.indicators.replacement import Replacement, TakenSupply, bought, slowest
from valuechain.indicators.verdicts import Dependency, Verdict, VerdictRule
from valuechain.indicators.worst_tie import worst_tie
from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.batches import batches
from valuechain.kernels.levels import is_above
from valuechain.shocks.removals import BOUNDS, Bound, Cut, Removal, to_shocks
from valuechain.vocab.words import HORIZONS, Attribute, RiskQuestion

_MOST: Final = 192
"""Cuts that are followed back at once."""


@dataclass(frozen=True, slots=True)
class UseAndRemoval:
    """One use and one removal whose exposure at the horizon is worth following back."""

    position: int
    use: int


@dataclass(slots=True)
class RouteEvidence:
    """What was found on the binding routes of each case."""

    support: dict[UseAndRemoval, Support] = field(default_factory=dict)
    replacement_weeks: dict[UseAndRemoval, float | None] = field(default_factory=dict)


def _horizon(bench: Workbench) -> int:
    """Position of the judged horizon among those at which exposure is reported."""
    weeks = round(bench.model.thresholds.horizon.value)
    if weeks not in HORIZONS:
        known = ", ".join(map(str, HORIZONS))
        raise AnalysisError(
            "VA608",
            f"dependencies cannot be judged at {weeks} weeks, where nothing is measured.",
            f"Set thresholds.horizon of the model to one of {known} weeks.",
        )
    return HORIZONS.index(weeks)


def judged_weeks(bench: Workbench) -> int:
    """Weeks at which dependencies are judged.

    Raises
    ------
    AnalysisError
        VA608: the model states a horizon at which exposure is not measured.
    """
    return HORIZONS[_horizon(bench)]


def follow(
    bench: Workbench, found: Exposures, *, cases: Sequence[UseAndRemoval], effects: Effects
) -> RouteEvidence:
    """Trace the binding routes of many cases, chunk by chunk.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    found : Exposures
        The exposures the cases refer to; its first watched rows are the uses.
    cases : sequence of UseAndRemoval
        What to follow; the removal's figure is followed, or its upper bound where the figure
        loses nothing.
    effects : Effects
        The importance rule with which the exposures were computed.
    """
    at = judged_at(bench, found)
    by_cut: dict[tuple[int, Cut], list[UseAndRemoval]] = {}
    for case in cases:
        removal = found.removals[case.position]
        bound: Bound = "value" if at[case.position, 1, case.use] > 0 else "high"
        week = _week(bench, found, case, bound)
        by_cut.setdefault((week, bench.removals.cut(removal, bound)), []).append(case)
    order = sorted(by_cut, key=lambda of: (of[0], len(of[1].classes)))
    followed = RouteEvidence()
    for some in batches(order, _MOST, alike=lambda of: (of[0], len(of[1].classes))):
        chunk = [(cut, by_cut[week, cut]) for week, cut in some]
        _follow_chunk(bench, found, followed, effects=effects, week=some[0][0], chunk=chunk)
    return followed


def judged_at(bench: Workbench, found: Exposures) -> Floats:
    """Exposure on which uses are judged: within the window where there is one, else the horizon.

    Returns
    -------
    ndarray, shape (removals, bounds, uses)
        0..1.
    """
    return found.judged(_horizon(bench))[:, :, : len(bench.uses)]


def _week(bench: Workbench, found: Exposures, case: UseAndRemoval, bound: Bound) -> int:
    """Week in which the judged loss of a case stands."""
    if found.windows and found.windows[case.use] and found.window_week is not None:
        return int(found.window_week[case.position, BOUNDS.index(bound), case.use])
    return judged_weeks(bench)


def _follow_chunk(
    bench: Workbench,
    found: Exposures,
    followed: RouteEvidence,
    *,
    effects: Effects,
    week: int,
    chunk: Sequence[tuple[Cut, list[UseAndRemoval]]],
) -> None:
    shocks = to_shocks(bench.stack, [cut for cut, _ in chunk])
    asked = [
        (column, bench.uses[case.use], case)
        for column, (_, cases) in enumerate(chunk)
        for case in cases
    ]
    for one in followed_back(bench.engine, shocks, asked=asked, effects=effects, week=week):
        removal = found.removals[one.asked.position]
        figures = route_figures(
            one.routes.trace.plan,
            bench.citations,
            reached=one.reached,
            column=one.column,
            tie=tie_of(removal.attribute),
        )
        followed.support[one.asked] = support(figures)
        followed.replacement_weeks[one.asked] = _replacement(
            bench, one.routes, reached=one.reached, removal=removal, column=one.column
        )


def _replacement(
    bench: Workbench, routes: Routes, *, reached: Reached, removal: Removal, column: int
) -> float | None:
    """Largest substitution time among the binding slots of the removed product; None: unknown."""
    if removal.product is None:
        return None
    stack, plan = bench.stack, routes.trace.plan
    product = bench.removals.product[removal.product]
    options = plan.lumped.alternative_original[plan.alternative_lumped]
    on_route = reached.slots[plan.alternative_slot, column]
    mine = np.flatnonzero(on_route & (stack.alternative_product[options] == product))
    slots = plan.lumped.slot_original[plan.slot_lumped[plan.alternative_slot[mine]]]
    return slowest(stack, slots, enough=bench.model.thresholds.replacement.value)


def _anywhere(bench: Workbench) -> dict[str, float | None]:
    """Largest substitution time of every product among all its customers; None: unknown."""
    stack, enough = bench.stack, bench.model.thresholds.replacement.value
    return {
        product: slowest(stack, stack.alternative_slot[bought(stack, number)], enough=enough)
        for number, product in enumerate(stack.product_ids)
    }


def verdicts(bench: Workbench, found: Exposures) -> tuple[list[Verdict], RouteEvidence]:
    """Judge every dependency that has a route to a use, even if only in the limit.

    Returns
    -------
    verdicts : list of Verdict
        One per use, product, country, attribute and question; under ``any`` that of the tie with
        the worst class.
    followed : RouteEvidence
        Evidence of those exposed above the threshold at least at the upper bound, or at the
        lowest level of a fallback; the others are judged with the largest substitution time of
        the product anywhere.
    """
    threshold = bench.model.thresholds.exposure.value
    reached = np.argwhere(found.at[:, 2].max(axis=2) > 0)
    every = [UseAndRemoval(int(position), int(use)) for position, use in reached]
    at = judged_at(bench, found)
    ends, later = spread(bench, found, horizons=HORIZONS[: _horizon(bench) + 1])
    above = is_above(at[:, 2], threshold)
    deep = [
        c
        for c in every
        if above[c.position, c.use]
        or any(is_above(three[2], threshold) for three in ends.ends.get((c.position, c.use), ()))
    ]
    followed = follow(bench, found, cases=deep, effects=bench.effects())
    judge = _Judge(bench, found, followed=followed, ends=ends, later=later)
    judged: dict[UseAndRemoval, Verdict] = {}
    ties: dict[UseAndRemoval, list[Verdict]] = {}
    whatever = _whatever_tie(found.removals)
    for case in every:
        position = whatever[case.position]
        if position != case.position:
            judged[case] = judge.verdict(case)
            if position is not None:
                ties.setdefault(UseAndRemoval(position, case.use), []).append(judged[case])
    for case in every:
        if case in ties:
            judged[case] = _worst(ties[case])
    return [judged[case] for case in every if case in judged], followed


def _whatever_tie(removals: Sequence[Removal]) -> list[int | None]:
    """Position of the removal of the same by any tie, for each of many; None if it is not asked."""
    known = {one: place for place, one in enumerate(removals) if one.attribute == "any"}
    return [known.get(replace(one, attribute="any")) for one in removals]


@dataclass(frozen=True, slots=True)
class _RemovedPart:
    """A country's part of one product: who may take it away, and what is left to be replaced."""

    product: str
    country: str
    attribute: Attribute
    question: RiskQuestion
    taken: TakenSupply
    most: TakenSupply
    """The same at the upper bound."""
    spare: float | None
    """What the other suppliers could add, as a part of the supply."""


class _Judge:
    """Judges the cases of one measurement, within their window and at the horizon."""

    def __init__(
        self,
        bench: Workbench,
        found: Exposures,
        *,
        followed: RouteEvidence,
        ends: FallbackSpread,
        later: FallbackSpread,
    ) -> None:
        self.bench, self.found, self.followed = bench, found, followed
        self.ends, self.later = ends, later
        self.at = judged_at(bench, found)
        self.rule = VerdictRule(bench.model, circle=bench.perspective.circle)
        self.anywhere, self.replacement = _anywhere(bench), Replacement(bench.removals)
        self._removed = cache(self._removed_by)

    def verdict(self, case: UseAndRemoval) -> Verdict:
        """Judge a case; where it is judged within a window, at the horizon beside it."""
        at = self.at[case.position, :, case.use]
        name = self.bench.stack.producer_ids[self.bench.uses[case.use]]
        window = self.bench.model.uses[name].critical_window
        week = _week(self.bench, self.found, case, "value")
        measured = self._measured(case, at, self.ends, window_weeks=window, judged_week=week)
        if window is None:
            return self.rule.judge(measured)
        there = self.found.at[case.position, :, case.use, _horizon(self.bench)]
        year = self._measured(case, there, self.later, window_weeks=None, judged_week=0)
        return self.rule.judge(measured, at_horizon=self.rule.judge(year))

    def _measured(
        self,
        case: UseAndRemoval,
        at: Floats,
        spread: FallbackSpread,
        *,
        window_weeks: float | None,
        judged_week: int,
    ) -> Dependency:
        removed = self._removed(case.position)
        key = case.position, case.use
        low, middle, high = at.tolist()
        return Dependency(
            use=self.bench.stack.producer_ids[self.bench.uses[case.use]],
            product=removed.product,
            country=removed.country,
            attribute=removed.attribute,
            question=removed.question,
            exposure=(min(low, middle), middle, max(middle, high)),
            replacement_weeks=self.followed.replacement_weeks.get(
                case, self.anywhere[removed.product]
            ),
            lost_share=removed.taken.share,
            spare=removed.spare,
            lost_high=removed.most.share,
            needed=removed.taken.needed,
            needed_high=removed.most.needed,
            window_weeks=window_weeks,
            judged_week=judged_week,
            at_fallback_ends=spread.ends.get(key, ()),
            flips=spread.flips.get(key, ()),
        )

    def _removed_by(self, position: int) -> _RemovedPart:
        """What one removal takes of its product, the same for every use."""
        removal = self.found.removals[position]
        product = str(removal.product)
        taken, most = (self.replacement.taken(removal, bound) for bound in ("value", "high"))
        spare = self.bench.model.products[product].spare_capacity
        return _RemovedPart(
            product=product,
            country=removal.removed,
            attribute=removal.attribute,
            question="disaster" if removal.mode == "lost" else "coercion",
            taken=taken,
            most=most,
            spare=None if spare is None else spare.mode * (1.0 - taken.share),
        )


def _worst(by_tie: Sequence[Verdict]) -> Verdict:
    """Worst tie of a dependency, within the window and, apart from it, at the horizon."""
    verdict = worst_tie(by_tie)
    years = [one.at_horizon for one in by_tie if one.at_horizon is not None]
    return replace(verdict, at_horizon=worst_tie(years)) if years else verdict
