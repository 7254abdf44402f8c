"""Minimal cut sets of uses under both bounds, and what each set does, week by week."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

import numpy as np

from valuechain.analysis.binding_routes import followed_back
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.citations import Tie, tie_of
from valuechain.indicators.cut_sets import CutSets, cut_sets
from valuechain.indicators.evidence import Support, route_figures, support
from valuechain.indicators.joint_losses import JointLosses
from valuechain.indicators.reach import Reached
from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.batches import batches
from valuechain.kernels.levels import is_below
from valuechain.kernels.plan import Plan
from valuechain.questions.chokepoints import MOST_RESPONSES
from valuechain.shocks.joint_removals import JointRemovals, SetSort
from valuechain.shocks.suppliers import BOUNDS, Bound
from valuechain.stack import Stack
from valuechain.stack.columns import Flags
from valuechain.vocab.tolerances import EXACT, WHOLE
from valuechain.vocab.words import HORIZONS, Attribute, Mode, Progress

SetStanding = Literal["certain", "figure", "undecided"]
MOST_AT_HIGH: Final = 1_500
"""Responses for one search of sets that are undecided: most of them are only counted."""
MOST_SETS: Final[dict[Bound, int]] = {"value": 500, "high": 100}
"""Sets of several members of one use after which a search stops."""
_DIGITS: Final = 9
"""Digits to which two losses are told apart."""
MOST_LISTED: Final = 40
"""Undecided sets of one use and size that are listed; more are counted only."""


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What a search for the smallest sets is asked: of which uses, below which level, by when."""

    uses: tuple[int, ...]
    theta: float
    weeks: int
    effects: Effects

    @property
    def n_weeks(self) -> int:
        """Weeks that are followed: up to the horizon, three years for the limit."""
        return self.weeks or HORIZONS[-1]


@dataclass(frozen=True, slots=True)
class Cutting:
    """One search: what is taken away, in which mode, and what was found per use and bound."""

    by: SetSort
    mode: Mode
    elements: JointRemovals
    losses: JointLosses
    found: dict[Bound, list[CutSets]]
    """By bound searched (``value``, ``high``), one per use; one bound where nothing is unknown."""

    def name(self, members: Sequence[int]) -> tuple[str, ...]:
        """Names of the countries, firms or producers in a set."""
        return tuple(self.elements.ids[e] for e in members)


@dataclass(frozen=True, slots=True)
class ListedSet:
    """A set that is listed for one use: its position among those watched, and how sure it is."""

    use: int
    members: tuple[int, ...]
    standing: SetStanding

    @property
    def mask(self) -> int:
        """The set written as a whole number, one bit for each member."""
        return sum(1 << e for e in self.members)

    @property
    def bound(self) -> Bound:
        """Bound on unlisted supply at which the set brings the use down."""
        return "high" if self.standing == "undecided" else "value"


def search(
    bench: Workbench,
    asked: SearchTerms,
    *,
    by: SetSort,
    attribute: Attribute,
    mode: Mode,
    size: int,
    most_responses: int = MOST_RESPONSES,
    progress: Progress | None = None,
) -> Cutting:
    """Find the minimal cut sets of all uses asked about, at the value and at the upper bound.

    Raises
    ------
    ConvergenceError
        A response did not converge: there is no result.
    """
    elements = JointRemovals(bench.stack, bench.perspective, by=by, attribute=attribute, mode=mode)
    losses = JointLosses(
        bench.engine, elements, effects=asked.effects, watch=asked.uses, weeks=asked.weeks
    )
    bounds: tuple[Bound, ...] = ("value",) if by == "producers" else ("value", "high")
    found: dict[Bound, list[CutSets]] = {}
    for bound in bounds:
        budget = most_responses if bound == "value" else min(most_responses, MOST_AT_HIGH)
        singles = [1 << e for e in range(elements.size)]
        harm = 1.0 - losses.lowest(singles, bound).min(axis=1, initial=1.0)

        step = f"{by} {mode} {bound}"
        ask = partial(_ask, losses, bound, asked.theta, step, budget, progress)
        found[bound] = cut_sets(
            ask,
            elements.size,
            n_watched=len(asked.uses),
            # Any firm may be in every remainder: pairs of them would be made of crumbs.
            most=1 if bound == "high" and by == "firms" else size,
            order=np.argsort(harm, kind="stable").tolist(),
            most_responses=max(budget, elements.size + 2),
            most_sets=MOST_SETS[bound],
        )
    return Cutting(by, mode, elements, losses, found)


def _ask(
    losses: JointLosses,
    bound: Bound,
    theta: float,
    step: str,
    budget: int,
    progress: Progress | None,
    sets: Sequence[int],
) -> Flags:
    below = losses.below(sets, bound, theta=theta)
    if progress:
        progress(step, losses.counts[bound], budget)
    return below


def listed(cutting: Cutting, asked: SearchTerms) -> list[ListedSet]:
    """Choose the sets to list: all that cut at the value, and those only at the upper bound.

    Where the latter are very many they are counted, and left out; who does it alone is always
    listed, so that "nothing does" is never said of what is undecided.
    """
    rows: list[ListedSet] = []
    for use, at_value in enumerate(cutting.found["value"]):
        masks = [sum(1 << e for e in one) for one in at_value.sets]
        sure = cutting.losses.below(masks, "low", theta=asked.theta)[:, use].tolist()
        rows += [
            ListedSet(use, one, "certain" if low else "figure")
            for one, low in zip(at_value.sets, sure, strict=True)
        ]
        perhaps = undecided(cutting, use)
        sizes = [len(one) for one in perhaps]
        rows += [ListedSet(use, one, "undecided") for one in perhaps if is_listed(len(one), sizes)]
    return rows


def is_listed(size: int, sizes: Sequence[int]) -> bool:
    """Tell whether undecided sets of a size are listed, given the sizes of all of them."""
    return size == 1 or sizes.count(size) <= MOST_LISTED


def undecided(cutting: Cutting, use: int) -> list[tuple[int, ...]]:
    """Minimal sets that cut a use at the upper bound only."""
    if "high" not in cutting.found:
        return []
    sure = set(cutting.found["value"][use].sets)
    return [one for one in cutting.found["high"][use].sets if one not in sure]


@dataclass(frozen=True, slots=True)
class SetEffect:
    """What a set does to one use; weeks are 0 where it is not below theta in those followed."""

    loss: tuple[float, float, float]
    """Deepest loss within the weeks at the lower bound, the value and the upper bound."""
    first_week: tuple[int, int, int]
    """First week below theta at the same."""
    deepest_week: int
    """Week whose routes carry it: the last with the lowest level, 0 for the limit."""
    with_substitution: float
    """Level in the last week if others step in."""
    fills: Literal["yes", "partly", "no", "later"]


def effects_of(
    cutting: Cutting, rows: Sequence[ListedSet], *, asked: SearchTerms
) -> list[SetEffect]:
    """Follow every listed set week by week, at all bounds and with substitution.

    Raises
    ------
    ConvergenceError
        A response did not converge.
    """
    masks = list(dict.fromkeys(row.mask for row in rows))
    if not masks:
        return []
    place = {mask: n for n, mask in enumerate(masks)}
    losses = cutting.losses
    paths = [losses.paths(masks, bound, n_weeks=asked.n_weeks) for bound in BOUNDS]
    lowest = [losses.lowest(masks, bound) for bound in BOUNDS]
    helped: dict[Bound, Floats] = {}
    for bound in sorted({row.bound for row in rows}):
        some = list(dict.fromkeys(row.mask for row in rows if row.bound == bound))
        last = losses.with_substitution(some, bound, n_weeks=asked.n_weeks)[:, :, -1]
        helped[bound] = np.ones(lowest[0].shape)
        helped[bound][[place[mask] for mask in some]] = last
    found = []
    for row in rows:
        at = (place[row.mask], row.use)
        # Equal losses differ in their last digits by what was followed beside them, and are ranked.
        low, middle, high = (round(1.0 - float(one[at]), _DIGITS) for one in lowest)
        path = paths[BOUNDS.index(row.bound)][at]
        level = float(helped[row.bound][at])
        found.append(
            SetEffect(
                loss=(min(low, middle), middle, max(high, middle)),
                first_week=tuple(_first(one[at], asked.theta) for one in paths),  # type: ignore[arg-type]
                deepest_week=_deepest(path) if asked.weeks else 0,
                with_substitution=level,
                fills=_fills(level, float(path[-1]), asked),
            )
        )
    return found


def _first(path: Floats, theta: float) -> int:
    below = is_below(path, theta)
    return int(below.argmax()) + 1 if below.any() else 0


def _deepest(path: Floats) -> int:
    return int(np.flatnonzero(path <= path.min() + EXACT)[-1]) + 1


def _fills(
    level: float, alone: float, asked: SearchTerms
) -> Literal["yes", "partly", "no", "later"]:
    if asked.weeks == 0 and not is_below(alone, asked.theta):
        return "later"
    if not is_below(level, asked.theta):
        return "yes"
    return "partly" if level > alone + WHOLE else "no"


_MOST = 96
"""Sets that are followed back at once."""
Through = tuple[str, ...]


def routes_of(
    bench: Workbench,
    cutting: Cutting,
    *,
    rows: Sequence[ListedSet],
    effects: Sequence[SetEffect],
    asked: SearchTerms,
) -> list[tuple[Through, Support]]:
    """Follow the loss by each listed set back to its suppliers, in the week that it is deepest.

    Returns
    -------
    list of (tuple of str, Support)
        Per row the products of what is taken away on its binding routes, nearest to the use
        first, and the figures on those routes.

    Raises
    ------
    ConvergenceError
        A response did not converge.
    """
    tie: Tie = "" if cutting.by == "producers" else tie_of(cutting.elements.attribute)
    groups: dict[tuple[str, int], dict[int, list[int]]] = {}
    for place, (row, effect) in enumerate(zip(rows, effects, strict=True)):
        group = groups.setdefault((row.bound, effect.deepest_week), {})
        group.setdefault(row.mask, []).append(place)
    found: dict[int, tuple[Through, Support]] = {}
    for (bound, week), places in sorted(groups.items()):
        for chunk in batches(list(places), _MOST):
            shocks = cutting.elements.shocks(chunk, bound)  # type: ignore[arg-type]
            wanted = [
                (column, asked.uses[rows[place].use], place)
                for column, mask in enumerate(chunk)
                for place in places[mask]
            ]
            for one in followed_back(
                bench.engine, shocks, asked=wanted, effects=asked.effects, week=week
            ):
                plan, reached, column = one.routes.trace.plan, one.reached, one.column
                figures = route_figures(
                    plan, bench.citations, reached=reached, column=column, tie=tie
                )
                products = _products(bench.stack, plan, reached, column)
                found[one.asked] = (products, support(figures))
    return [found[place] for place in range(len(rows))]


def _products(stack: Stack, plan: Plan, reached: Reached, column: int) -> Through:
    """Products at which the routes end, nearest to the use first."""
    ends = np.flatnonzero(reached.removed[:, column])
    far = reached.far[ends, column]
    products = stack.producer_product[plan.touched[ends]]
    nearest: dict[int, int] = {}
    for product, steps in zip(products.tolist(), far.tolist(), strict=True):
        nearest[product] = min(nearest.get(product, steps), steps)
    order = sorted(nearest.items(), key=lambda pair: (pair[1], stack.product_ids[pair[0]]))
    return tuple(stack.product_ids[product] for product, _ in order)


@dataclass(frozen=True, slots=True)
class FoundCutSets:
    """What one search found: the smallest sets, what each does, and how complete the search was."""

    cutting: Cutting
    size: int
    rows: tuple[ListedSet, ...]
    effects: tuple[SetEffect, ...]
    routes: tuple[tuple[tuple[str, ...], Support], ...]

    @property
    def case(self) -> dict[str, object]:
        """What was searched (members, tie and mode), as the first columns of every table say it."""
        cutting = self.cutting
        return {"by": cutting.by, "attribute": cutting.elements.attribute, "mode": cutting.mode}


def answer(
    bench: Workbench,
    asked: SearchTerms,
    *,
    by: SetSort,
    attribute: Attribute,
    mode: Mode,
    size: int,
    most_responses: int,
    progress: Progress | None,
) -> FoundCutSets:
    """Search for the sets of one sort in one mode, and follow those that are listed.

    Raises
    ------
    ConvergenceError
        A response did not converge: there is no result.
    """
    cutting = search(
        bench,
        asked,
        by=by,
        attribute=attribute,
        mode=mode,
        size=size,
        most_responses=most_responses,
        progress=progress,
    )
    rows = listed(cutting, asked)
    effects = effects_of(cutting, rows, asked=asked)
    routes = routes_of(bench, cutting, rows=rows, effects=effects, asked=asked)
    return FoundCutSets(cutting, size, tuple(rows), tuple(effects), tuple(routes))
