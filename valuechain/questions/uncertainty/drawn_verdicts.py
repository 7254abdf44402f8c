"""Dependencies followed and judged in many draws at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from valuechain.analysis.evidence import judged_weeks
from valuechain.analysis.workbench import Workbench
from valuechain.ensembles.application import Application
from valuechain.indicators.reach import Routes
from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.batches import batches
from valuechain.kernels.drawn import DrawnState, Figures
from valuechain.kernels.levels import first_lowest, is_above
from valuechain.questions.uncertainty.classes import (
    class_table,
    exposed_answers,
    likely,
    limited_answers,
    worst_of_ties,
)
from valuechain.questions.uncertainty.drawn_replacement import DrawnReplacement
from valuechain.shocks.removals import BOUNDS, Bound, Cut, Removal, Removals, to_shocks
from valuechain.stack.columns import Codes, Flags
from valuechain.vocab.tolerances import EXACT
from valuechain.vocab.words import HORIZONS, Attribute

_WHOLLY: Final = Effects(important=1.0, minor=1.0)
LOW, MIDDLE, HIGH = range(3)
_TOGETHER: Final = 16
"""Dependencies that are followed at once: in a chunk of draws they take some 200 MB."""
TIES: Final[tuple[Attribute, ...]] = ("site", "headquarters", "owner")


def _ties(removal: Removal) -> list[Removal]:
    """By which ties a dependency is judged: its own, or each apart."""
    if removal.attribute != "any":
        return [removal]
    return [replace(removal, attribute=tie) for tie in TIES]


def _n_classes(one: tuple[tuple[object, ...], dict[Removal, None]]) -> int:
    """Classes of customers of a cut, which a batch has as many of."""
    return int(str(one[0][0]))


def drawn_binding(state: DrawnState) -> Flags:
    """Slots that set the level of their customer, as `binding_slots` has them for one draw."""
    trace, plan = state.trace, state.trace.plan
    empty = 1.0 - trace.slot_usable
    loss = state.effect * empty
    reached = loss.copy()
    some = np.flatnonzero((state.minor_effect > 0).any(axis=1))
    small = state.minor_effect[some] * empty[some]
    total = np.zeros_like(trace.row_level)
    np.add.at(total, plan.slot_row[some], small)
    weak = state.minor_effect[some] > 0
    loss[some] = np.where(weak, small, loss[some])
    reached[some] = np.where(weak, total[plan.slot_row[some]], loss[some])
    deepest = 1.0 - trace.row_level[plan.slot_row]
    found: Flags = (deepest > EXACT) & (loss > EXACT) & (reached >= deepest - EXACT)
    return found


@dataclass(slots=True)
class _Judged:
    """What was followed under one bound; the axes are uses, draws and removals."""

    at_week: Floats
    """Exposure at the horizon, or the deepest within its window where a use has one."""
    routes: Floats
    """Largest substitution time on the binding routes; not a number where it is not known."""


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What dependencies are judged by."""

    at_week: Floats
    """Shape (bounds, uses, draws, removals)."""
    routes: Floats
    """Under the figure and the upper bound, shape (2, uses, draws, removals)."""


@dataclass(slots=True)
class DrawnVerdicts:
    """Judges the chosen dependencies anew in every draw.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    application : Application
        Where its figures stand.
    watch : sequence of int
        Rows of the uses.
    windows : sequence of int
        Weeks of the critical window of each; 0 for those without one.
    """

    bench: Workbench
    application: Application
    watch: Sequence[int]
    windows: Sequence[int]
    _week: int = field(init=False)
    _supply: DrawnReplacement = field(init=False)
    _classes: dict[tuple[int, int], Codes] = field(default_factory=dict)
    """Classes by the row of the use, and by whether supply problems are likely."""

    def __post_init__(self) -> None:
        self._week = judged_weeks(self.bench)
        self._supply = DrawnReplacement(self.application)

    def judged(
        self,
        asked: Sequence[Removal],
        builders: Sequence[Removals],
        *,
        cells: Figures,
        figures: Floats,
        n_weeks: int = HORIZONS[-1],
    ) -> tuple[Floats, Floats]:
        """Follow dependencies and judge them: within their window, or at the horizon.

        Parameters
        ----------
        asked : sequence of Removal
            A country's part of one product each, with equally many classes of customers.
        builders : sequence of Removals
            One for every draw, with its shares.
        cells : Figures
            Figures of the cells.
        figures : ndarray, shape (figures, draws)
            All figures.
        n_weeks : int
            Weeks that are followed under the figure, to the last judged one at least.

        Returns
        -------
        levels : ndarray, shape (uses, weeks, draws, removals)
            Under the figure.
        classes : ndarray, shape (removals, uses, draws)
            Numbers of the classes; of any tie the worst by site, headquarters and owner.
        """
        levels, found = self._followed(
            asked, builders, cells=cells, figures=figures, n_weeks=n_weeks
        )
        classes = np.empty((len(asked), len(self.watch), figures.shape[1]))
        for place, removal in enumerate(asked):
            if removal.attribute == "any":
                alone = self.classes([removal], builders, cells=cells, figures=figures)
                classes[place] = alone[0]
            else:
                possible = self._possible(removal, builders, found, place=place, figures=figures)
                classes[place] = worst_of_ties([possible])
        return levels, classes

    def classes(
        self,
        asked: Sequence[Removal],
        builders: Sequence[Removals],
        *,
        cells: Figures,
        figures: Floats,
    ) -> Floats:
        """Judge any dependencies; ties by which the same is taken are followed once.

        Returns
        -------
        ndarray, shape (removals, uses, draws)
            Numbers of the classes.
        """
        same: dict[tuple[object, ...], dict[Removal, None]] = {}
        for removal in asked:
            for one in _ties(removal):
                cuts = (tuple(self._cuts([one], builders, bound)) for bound in BOUNDS)
                n_classes = len(self.bench.removals.cut(one, "value").classes)
                same.setdefault((n_classes, one.product, *cuts), {})[one] = None
        possible: dict[Removal, Codes] = {}
        for run in batches(sorted(same.items(), key=_n_classes), _TOGETHER, alike=_n_classes):
            first = [next(iter(some)) for _, some in run]
            _, found = self._followed(first, builders, cells=cells, figures=figures, n_weeks=0)
            for place, (_, some) in enumerate(run):
                for one in some:
                    possible[one] = self._possible(
                        one, builders, found, place=place, figures=figures
                    )
        shape = len(asked), len(self.watch), figures.shape[1]
        table = [worst_of_ties([possible[one] for one in _ties(removal)]) for removal in asked]
        return np.array(table, dtype=np.float64).reshape(shape)

    def _followed(
        self,
        asked: Sequence[Removal],
        builders: Sequence[Removals],
        *,
        cells: Figures,
        figures: Floats,
        n_weeks: int,
    ) -> tuple[Floats, _Bounds]:
        """Levels under the figure, and what dependencies are judged by."""
        judged = max(self._week, *self.windows)
        middle = self._cuts(asked, builders, "value")
        levels, found = self._under(
            asked, middle, cells=cells, figures=figures, weeks=max(n_weeks, judged)
        )
        at_week, routes = np.stack([found.at_week] * 3), np.stack([found.routes] * 2)
        for bound in (LOW, HIGH):
            cuts = self._cuts(asked, builders, BOUNDS[bound])
            every = range(len(asked))
            some = [n for n in every if cuts[n :: len(asked)] != middle[n :: len(asked)]]
            if not some:
                continue
            mine = [cuts[d + n] for d in range(0, len(cuts), len(asked)) for n in some]
            _, other = self._under(
                [asked[n] for n in some], mine, cells=cells, figures=figures, weeks=judged
            )
            at_week[bound][..., some] = other.at_week
            if bound == HIGH:
                routes[1][..., some] = other.routes
        return levels, _Bounds(at_week, routes)

    def _under(
        self,
        asked: Sequence[Removal],
        cuts: Sequence[Cut],
        *,
        cells: Figures,
        figures: Floats,
        weeks: int,
    ) -> tuple[Floats, _Judged]:
        """Levels of shape (uses, weeks, draws, removals), and what is judged, under one bound."""
        shape = (len(self.watch), len(cuts) // len(asked), len(asked))
        shocks, engine = to_shocks(self.bench.stack, cuts), self.application.engine
        levels = engine.drawn_weeks(shocks, cells, watch=self.watch, n_weeks=weeks)
        exposure = 1.0 - np.clip(levels, 0.0, 1.0)
        weeks_of = np.full((len(self.watch), shocks.size), self._week)
        for use, window in enumerate(self.windows):
            if window:
                weeks_of[use] = first_lowest(-exposure[use, :window].T) + 1
        every = np.arange(shocks.size)
        at_week = np.stack([path[weeks_of[use] - 1, every] for use, path in enumerate(exposure)])
        # Where a use with a window loses nothing, no route binds and none is looked for.
        counts = (at_week > 0) | ~np.array([bool(window) for window in self.windows])[:, None]
        routes = np.full(at_week.shape, np.nan)
        wanted = {
            int(week): np.flatnonzero((counts & (weeks_of == week)).any(axis=0)).tolist()
            for week in np.unique(weeks_of[counts])
        }
        for state in engine.drawn_states(shocks, cells, watch=self.watch, wanted=wanted):
            mine = counts[:, state.columns] & (weeks_of[:, state.columns] == state.trace.week)
            uses = np.flatnonzero(mine.any(axis=1)).tolist()
            slowest = self._replacement(state, asked, figures, uses=uses)
            for number, use in enumerate(uses):
                some = np.array(state.columns)[mine[use]]
                routes[use, some] = slowest[number, mine[use]]
        found = _Judged(at_week.reshape(shape), routes.reshape(shape))
        return levels.reshape(shape[0], weeks, *shape[1:]), found

    def _cuts(
        self, asked: Sequence[Removal], builders: Sequence[Removals], bound: Bound
    ) -> list[Cut]:
        return [one.cut(removal, bound) for one in builders for removal in asked]

    def _replacement(
        self, state: DrawnState, asked: Sequence[Removal], figures: Floats, *, uses: Sequence[int]
    ) -> Floats:
        """Largest substitution time on the binding routes, shape (uses, columns of the state)."""
        routes = Routes(state.trace, _WHOLLY, binding=drawn_binding(state))
        plan, stack = state.trace.plan, self.bench.stack
        options = plan.lumped.alternative_original[plan.alternative_lumped]
        bought = stack.alternative_product[options]
        slots = plan.lumped.slot_original[plan.slot_lumped[plan.alternative_slot]]
        draw, place = np.divmod(np.array(state.columns), len(asked))
        found = np.empty((len(uses), len(place)))
        every = []
        for nth in np.unique(place).tolist():
            product = self.bench.removals.product[str(asked[nth].product)]
            mine, columns = np.flatnonzero(bought == product), np.flatnonzero(place == nth)
            at = np.ix_(plan.alternative_slot[mine], columns)
            times = self._supply.times(slots[mine], figures[:, draw[columns]])
            every.append((columns, at, times))
        enough = self.bench.model.thresholds.replacement.value
        for number, use in enumerate(uses):
            reached = routes.reached_from(self.watch[use]).slots
            for columns, at, times in every:
                found[number, columns] = times.slowest(reached[at], enough=enough)
        return found

    def _possible(
        self,
        removal: Removal,
        builders: Sequence[Removals],
        found: _Bounds,
        *,
        place: int,
        figures: Floats,
    ) -> Codes:
        """Worst and mildest class that a dependency may have, shape (2, uses, draws)."""
        model, stack = self.bench.model, self.bench.stack
        threshold = model.thresholds.exposure.value
        longest = model.thresholds.replacement.value
        product = self.bench.removals.product[str(removal.product)]
        lost, needed = self._supply.taken(removal, builders, figures=figures, bound="value")
        lost_high, needed_high = self._supply.taken(
            removal, builders, figures=figures, bound="high"
        )
        spare = None
        if model.products[str(removal.product)].spare_capacity is not None:
            spare = self.application.column("product_spare", figures)[product] * (1.0 - lost)
        answer = likely(model, removal, circle=self.bench.perspective.circle)
        anywhere = self._supply.anywhere(product, figures, enough=longest)
        possible = np.empty((2, len(self.watch), figures.shape[1]), dtype=np.int8)
        for number, row in enumerate(self.watch):
            low, middle, high = found.at_week[:, number, :, place]
            routes = np.where(
                middle > 0, found.routes[0, number, :, place], found.routes[1, number, :, place]
            )
            limited = limited_answers(
                replacement_weeks=np.where(is_above(high, threshold), routes, anywhere),
                spare=spare,
                lost=(lost, lost_high),
                needed=(needed, needed_high),
                longest=longest,
            )
            exposure = np.stack([np.minimum(low, middle), middle, np.maximum(middle, high)])
            exposed = exposed_answers(exposure, threshold=threshold)
            if (row, answer) not in self._classes:
                name = stack.producer_ids[row]
                self._classes[row, answer] = class_table(model, name, likely_answer=answer)
            possible[:, number] = self._classes[row, answer][:, exposed, limited]
        return possible
