"""How losses spread through a stack in whole arrays: many removals at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import ModuleType

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from valuechain.kernels.arrays import (
    Columns,
    ConvergenceError,
    Effects,
    Floats,
    Ints,
    Shocks,
    refuse_nan,
)
from valuechain.kernels.gains import slow_circles
from valuechain.kernels.lump import Lumped, depths, lump, reach, upstream_of
from valuechain.kernels.plan import CAPITAL, Plan, Rows, make_plan
from valuechain.kernels.run import Run
from valuechain.kernels.units import KeptStates, follow, loops, stated


@dataclass(frozen=True, slots=True)
class Trace:
    """State of all rows of a plan in one week (0 is the limit), to follow a loss back.

    ``level`` has one row per touched producer; ``row_level``, ``slot_usable`` and ``arrive`` one
    per row, slot and alternative of the plan; the batch is the last axis.
    """

    plan: Plan
    week: int
    level: Floats
    row_level: Floats
    slot_usable: Floats
    arrive: Floats

    def columns(self, columns: Sequence[int]) -> "Trace":
        """Keep the state of some shocks of the batch only, as a copy."""
        some = list(columns)
        plan = self.plan
        return Trace(
            replace(
                plan,
                capacity=plan.capacity[:, some],
                opening=plan.opening[:, :, some],
                row_of=plan.row_of if plan.alike else plan.row_of[:, some],
            ),
            self.week,
            self.level[:, some],
            self.row_level[:, some],
            self.slot_usable[:, some],
            self.arrive[:, some],
        )


def side_by_side(traces: "Sequence[Trace]") -> Trace:
    """Put traces of one batch beside each other, whatever their weeks (the first is kept)."""
    plans = [one.plan for one in traces]
    return Trace(
        replace(
            plans[0],
            capacity=np.hstack([plan.capacity for plan in plans]),
            opening=np.concatenate([plan.opening for plan in plans], axis=2),
            row_of=(
                plans[0].row_of if plans[0].alike else np.hstack([plan.row_of for plan in plans])
            ),
        ),
        traces[0].week,
        np.hstack([one.level for one in traces]),
        np.hstack([one.row_level for one in traces]),
        np.hstack([one.slot_usable for one in traces]),
        np.hstack([one.arrive for one in traces]),
    )


class Engine:
    """Computes how far producers fall when something is taken away, for many shocks at once.

    Parameters
    ----------
    columns : Columns
        The stack.
    """

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.most_sweeps = 0
        """Sweeps that the slowest batch needed to settle its circles in the limit."""
        self._upstream: dict[tuple[int, ...], NDArray[np.bool_]] = {}

    @cached_property
    def compiled(self) -> ModuleType | None:
        """The compiled loops; without them all is computed in whole arrays."""
        return loops()

    @cached_property
    def lumped(self) -> Lumped:
        """Producers that cannot differ, grouped, so that each group is computed once."""
        return lump(self.columns)

    @cached_property
    def pattern(self) -> sparse.csr_array:
        """Which producers every supply depends on, nobody stepping in for another."""
        return reach(self.lumped, pooled=False)

    @cached_property
    def weekly_order(self) -> tuple[Ints, Ints]:
        """Order of computation within a week: installed bases do not bind in the same week."""
        kinds = np.asarray(self.columns.alternative_kind)[self.lumped.alternative_original]
        return depths(
            self.lumped, np.flatnonzero(kinds != CAPITAL).astype(np.int32), pattern=self.pattern
        )

    @cached_property
    def limit_order(self) -> tuple[Ints, Ints]:
        """Order in which groups are computed for the limit: suppliers before customers."""
        every = np.arange(len(self.lumped.alternative_original), dtype=np.int32)
        return depths(self.lumped, every, pattern=self.pattern)

    def _plan(self, shocks: Shocks, watch: Sequence[int], *, in_the_limit: bool) -> Plan:
        key = tuple(watch)
        if key not in self._upstream:
            self._upstream[key] = upstream_of(
                self.lumped, np.array(key, dtype=np.int32), pattern=self.pattern
            )
        return make_plan(
            self.lumped,
            shocks,
            order=self.limit_order if in_the_limit else self.weekly_order,
            in_the_limit=in_the_limit,
            pattern=self.pattern,
            upstream=self._upstream[key],
        )

    def _distinct(
        self, shocks: Shocks, effects: Effects, *, watch: Sequence[int], in_the_limit: bool
    ) -> tuple[Plan, Rows]:
        """Plan of the shocks that are felt differently, and which stands for each."""
        # Before any is left out: one that is no number anywhere is refused.
        self.refuse(shocks, effects)
        return self._plan(shocks, watch, in_the_limit=in_the_limit).distinct()

    def refuse(self, shocks: Shocks, effects: Effects) -> None:
        """Refuse figures from which no level follows.

        Raises
        ------
        ConvergenceError
            A figure is not a number, or a machine lasts no time.
        """
        refuse_nan(self.columns, shocks, effects=effects)
        installed = np.asarray(self.columns.alternative_kind) == CAPITAL
        if (self.columns.alternative_lifetime[installed] <= 0).any():
            raise ConvergenceError("a lifetime is not above 0 weeks")

    def limit(self, shocks: Shocks, effects: Effects, *, watch: Sequence[int]) -> Floats:
        """Level of the watched producers in the limit, shape (watched, batch).

        Raises
        ------
        ConvergenceError
            A circle did not settle within the tolerance.
        """
        return self._levels(shocks, effects, watch=watch, n_weeks=0)[:, 0]

    def weeks(
        self, shocks: Shocks, effects: Effects, *, watch: Sequence[int], n_weeks: int
    ) -> Floats:
        """Output of the watched producers week by week, shape (watched, weeks, batch).

        Raises
        ------
        ConvergenceError
            A circle did not settle within the tolerance.
        """
        return self._levels(shocks, effects, watch=watch, n_weeks=n_weeks)[:, :n_weeks]

    def _levels(
        self, shocks: Shocks, effects: Effects, *, watch: Sequence[int], n_weeks: int
    ) -> Floats:
        """Levels week by week, or in the limit (0 weeks): what is felt alike is followed once."""
        plan, back = self._distinct(shocks, effects, watch=watch, in_the_limit=n_weeks == 0)
        if self.compiled is None:
            levels = self._in_arrays(plan, effects, watch=watch, n_weeks=n_weeks)
            return np.take(levels, back, axis=2)
        found = follow(
            self.compiled, plan, figures=stated(plan, effects), watch=watch, n_weeks=n_weeks
        )
        self.most_sweeps = max(self.most_sweeps, found.passes)
        if len(found.slow):
            some = plan.narrowed(found.slow.tolist())
            found.levels[:, :, found.slow] = self._in_arrays(
                some, effects, watch=watch, n_weeks=n_weeks
            )
        if plan.size == shocks.size:
            return found.levels
        return found.levels.transpose(2, 0, 1)[back].transpose(1, 2, 0)

    def _in_arrays(
        self, plan: Plan, effects: Effects, *, watch: Sequence[int], n_weeks: int
    ) -> Floats:
        """Levels of a whole batch at once: for slow circles, and where nothing is compiled."""
        run = Run(plan, effects)
        if n_weeks == 0:
            run.solve(None)
            self.most_sweeps = max(self.most_sweeps, run.sweeps)
            return run.watched(watch)[:, None]
        levels = np.empty((len(watch), n_weeks, plan.size))
        for week in range(1, n_weeks + 1):
            run.follow(week)
            levels[:, week - 1] = run.watched(watch)
            run.advance()
        return levels

    def slow_circles(self, effects: Effects, *, product_ids: Sequence[str]) -> tuple[str, ...]:
        """Circles whose gain is above 0.99, as the products in them.

        They collapse in the limit only by accumulation: each turn loses a little.
        """
        return slow_circles(
            self.lumped, self.limit_order[1], effects=effects, product_ids=product_ids
        )

    def trace(self, shocks: Shocks, effects: Effects, *, week: int) -> Trace:
        """State of everything in one week; week 0 is the limit.

        Raises
        ------
        ConvergenceError
            A circle did not settle within the tolerance.
        """
        last = week == 0
        self.refuse(shocks, effects)
        order = self.limit_order if last else self.weekly_order
        plan = make_plan(self.lumped, shocks, order=order, in_the_limit=last, pattern=self.pattern)
        if self.compiled is not None:
            keep = [(column, week) for column in range(shocks.size)]
            found = follow(
                self.compiled, plan, figures=stated(plan, effects), n_weeks=week, keep=keep
            )
            if not len(found.slow):
                return kept_trace(plan, found.states, week=week, rows=range(shocks.size))
        run = Run(plan, effects)
        for past in range(1, week):
            run.follow(past)
            run.advance()
        if last:
            run.solve(None)
        else:
            run.follow(week)
            run.arrivals(run.installed_draws)
        return Trace(run.plan, week, run.h, run.row_level[:-1], run.slot_usable, run.arrive)


def kept_trace(plan: Plan, states: KeptStates, *, week: int, rows: Sequence[int]) -> Trace:
    """Give some of the states that the loops kept as a trace: one column of the plan for each."""
    some = list(rows)
    return Trace(
        plan,
        week,
        states.level[some].T,
        states.row_level[some].T,
        states.slot_usable[some].T,
        states.arrive[some].T,
    )


def limit(columns: Columns, shocks: Shocks, *, effects: Effects, watch: Sequence[int]) -> Floats:
    """Output that is left in the end, when stocks and machines are gone, in whole arrays."""
    return Engine(columns).limit(shocks, effects, watch=watch)


def weeks(
    columns: Columns, shocks: Shocks, *, effects: Effects, watch: Sequence[int], n_weeks: int
) -> Floats:
    """Output that is left week by week, in whole arrays."""
    return Engine(columns).weeks(shocks, effects, watch=watch, n_weeks=n_weeks)
