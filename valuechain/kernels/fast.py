"""The response in whole arrays: rows of a plan at once, the batch along the last axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

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
from valuechain.kernels.circles import settle
from valuechain.kernels.gains import slow_circles
from valuechain.kernels.lump import Lumped, depths, lump, reach, upstream_of
from valuechain.kernels.plan import Block, Draw, Gather, Plan, make_plan

CAPITAL, SERVICE, IMPORTANT, MINOR = 1, 2, 1, 2


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


class Engine:
    """A stack made ready for many batches of shocks.

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
    def lumped(self) -> Lumped:
        """The cells of the stack."""
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
        """Order of computation of the limit."""
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

    def limit(self, shocks: Shocks, effects: Effects, *, watch: Sequence[int]) -> Floats:
        """Level of the watched producers in the limit, shape (watched, batch).

        Raises
        ------
        ConvergenceError
            A circle did not settle within the tolerance.
        """
        run = _Run(self._plan(shocks, watch, in_the_limit=True), effects)
        run.solve(None)
        self.most_sweeps = max(self.most_sweeps, run.sweeps)
        return run.watched(watch)

    def weeks(
        self, shocks: Shocks, effects: Effects, *, watch: Sequence[int], n_weeks: int
    ) -> Floats:
        """Level of the watched producers, shape (watched, weeks, batch).

        Raises
        ------
        ConvergenceError
            A circle did not settle within the tolerance.
        """
        run = _Run(self._plan(shocks, watch, in_the_limit=False), effects)
        levels = np.empty((len(watch), n_weeks, shocks.size))
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
        order = self.limit_order if last else self.weekly_order
        run = _Run(
            make_plan(self.lumped, shocks, order=order, in_the_limit=last, pattern=self.pattern),
            effects,
        )
        for past in range(1, week):
            run.follow(past)
            run.advance()
        if last:
            run.solve(None)
        else:
            run.follow(week)
            run.arrivals(run.plan.capital)
        return Trace(run.plan, week, run.h, run.row_level[:-1], run.slot_usable, run.arrive)


class _Run:
    """One batch under way: stocks, installed bases and levels."""

    def __init__(self, plan: Plan, effects: Effects) -> None:
        self.plan = plan
        columns, lumped, shocks = plan.lumped.columns, plan.lumped, plan.shocks
        refuse_nan(columns, shocks, effects=effects)
        option = lumped.alternative_original[plan.alternative_lumped]
        slot = lumped.slot_original[plan.slot_lumped]
        kind = np.asarray(columns.alternative_kind)[option]
        size = shocks.size
        self.size = size
        self.scale = columns.alternative_capacity[option][:, None]
        self.scaled = bool((self.scale != 1).any())
        self.buffer = columns.alternative_buffer[option][:, None]
        self.lifetime = columns.alternative_lifetime[option][:, None]
        self.capital = np.flatnonzero(kind == CAPITAL)
        self.stock = np.repeat(self.buffer, size, axis=1)
        service = np.flatnonzero(kind == SERVICE)
        self.stock[np.ix_(service, np.flatnonzero(~shocks.grace))] = 0.0
        self.base = np.ones((len(option), size))
        self.fallback = columns.slot_fallback[slot][:, None]
        self.after = np.where(self.fallback[:, 0] > 0, columns.slot_fallback_after[slot], np.inf)
        importance = np.asarray(columns.slot_essentiality)[slot]
        self.effect = np.where(importance == IMPORTANT, effects.important, 1.0)
        self.effect[importance == MINOR] = effects.minor
        self.effect = self.effect[:, None]
        self.start: Floats = np.zeros(1)
        """Weeks before the clocks of the fallbacks start."""
        self.available = np.isfinite(self.after)[:, None]
        """Which fallbacks are there; in the limit all that there are."""
        self.clocks = self._clocks(self.after)
        self.fresh = np.zeros(size, dtype=bool)
        """Columns in which a fallback or substitute came in this week."""
        self.moved = True
        """Whether anything is not as it was in the week that was solved last."""
        self.circles = any(block.circular for block in plan.blocks)
        self.last: _State | None = None
        self.sweeps = 0
        self.capacity = plan.capacity
        self.opening = plan.opening
        self.concave = True
        """Whether the response bends one way only, so that Newton steps are safe."""
        self.h = plan.capacity.copy()
        self.row_level = np.ones((plan.n_rows + 1, size))
        self.slot_usable = np.ones((len(slot), size))
        self.arrive = np.ones((len(option), size))
        self.position = np.full(columns.n_producers, -1, dtype=np.intp)
        self.position[plan.touched] = np.arange(len(plan.touched))

    def watched(self, watch: Sequence[int]) -> Floats:
        """Levels of some producers; whoever is not touched stays at 1."""
        place = self.position[list(watch)]
        levels = np.ones((len(place), self.size))
        # Shares that sum to a little over 1 would leave a little less than nothing.
        levels[place >= 0] = np.maximum(0.0, self.h[place[place >= 0]])
        return levels

    @staticmethod
    def _clocks(*lags: Floats) -> Floats:
        """Lags after which something is there, shape (lags, 1)."""
        every = np.unique(np.concatenate([np.ravel(some) for some in lags]))
        return every[np.isfinite(every)][:, None]

    def begin(self, week: int) -> bool:
        """What holds in a week; whether it differs from the week before."""
        elapsed = week - self.start
        fresh = (self.clocks < elapsed) & (self.clocks >= elapsed - 1)
        self.fresh = np.broadcast_to(fresh.any(axis=0), (self.size,))
        first = week == 1
        if first or self.fresh.any():
            self.available = np.asarray(self.after[:, None] < elapsed)
        return first or bool(self.fresh.any())

    def follow(self, week: int) -> None:
        """Levels of the next week; if nothing moved, they are what they were."""
        self.moved = self.begin(week) or self.moved
        if self.moved:
            self.solve(week)

    def solve(self, week: int | None) -> None:
        """Levels of one week (None: the limit), block by block."""
        np.copyto(self.h, self.capacity)
        worse = self._nowhere_better()
        self.row_level[:, ~worse] = 1.0
        top = self.row_level.copy() if worse.any() else None
        for block in self.plan.blocks:
            if block.circular:
                settle(self, block, week=week)
                continue
            self.evaluate(block, week)
            if top is not None:
                level = self.row_level[block.rows]
                np.minimum(level, top[block.rows], out=level)
                self.publish(block)
        if not np.isfinite(self.row_level).all():
            raise ConvergenceError("a level is not a number")
        self.last = _State(self.stock, self.base, self.capacity, self.opening)

    def _nowhere_better(self) -> NDArray[np.bool_]:
        """Columns in which nothing got better since the last week: none of its levels rises.

        The response is monotone, so their largest fixed point is at or below the last one, and
        the way down may begin there.
        """
        if self.last is None or not self.circles:
            return np.zeros(self.size, dtype=bool)
        return ~self.fresh & self.last.holds(self.stock, self.base, self.capacity, self.opening)

    def arrivals(self, draws: tuple[Draw, ...]) -> None:
        """What arrives of some alternatives at the present levels."""
        for draw in draws:
            lack = self.h[draw.suppliers]
            if draw.row:
                lack *= self.opening[draw.row, draw.suppliers]
            np.subtract(1.0, lack, out=lack)
            missing: Floats = draw.matrix @ lack
            np.subtract(1.0, missing, out=missing)
            self.arrive[draw.place] = missing[draw.supply]

    def usable(self, block: Block, week: int | None) -> Floats:
        """What the slots of a block can use."""
        span = block.alternatives
        if week is None:
            useful = self.arrive[span]
        else:
            useful = self.arrive[span] + self.stock[span]
            np.minimum(useful, 1.0, out=useful)
            useful[block.installed - span.start] = self.base[block.installed]
        if self.scaled:
            useful = useful * self.scale[span]
        if block.options:
            chosen = np.empty((block.slots.stop - block.slots.start, self.size))
            chosen[block.singles.owners] = useful[block.singles.members[:, 0]]
            for several in block.options:
                chosen[several.owners] = useful[several.members].max(axis=1)
            useful = chosen
        ready = self.available[block.slots]
        if ready.any():
            better = np.maximum(useful, self.fallback[block.slots])
            useful = np.where(ready, better, useful)
        return useful

    def evaluate(self, block: Block, week: int | None) -> None:
        """Levels of a block from the levels of its suppliers."""
        self.arrivals(block.draws)
        useful = self.usable(block, week)
        self.slot_usable[block.slots] = useful
        loss = 1.0 - useful
        loss *= self.effect[block.slots]
        level = self.row_level[block.rows]
        level[:] = 1.0
        for several in block.strong:
            level[several.owners] = 1.0 - _reduce(np.maximum, loss, several)
        for several in block.minor:
            kept = np.maximum(0.0, 1.0 - _reduce(np.add, loss, several))
            level[several.owners] = np.minimum(level[several.owners], kept)
        self.publish(block)

    def publish(self, block: Block) -> None:
        """Levels of the producers of a block from the levels of their rows."""
        who = block.producers
        row_of = self.plan.row_of[who]
        if row_of.shape[1] == 1:
            received = self.row_level[row_of[:, 0]]
        else:
            received = np.take_along_axis(self.row_level, row_of, axis=0)
        self.h[who] = np.minimum(self.capacity[who], received)

    def advance(self) -> None:
        """Stocks and installed bases at the end of a week."""
        if not self.moved:
            return
        self.arrivals(self.plan.capital)
        some = self.capital
        topped = self.arrive[some] + self.stock[some]
        np.minimum(topped, 1.0, out=topped)
        base = self.base[some]
        topped -= base
        topped /= self.lifetime[some]
        topped += base
        stock = self.stock + self.arrive
        stock -= 1.0
        np.maximum(stock, 0.0, out=stock)
        np.minimum(stock, self.buffer, out=stock)
        self.renew(stock, topped)

    def renew(self, stock: Floats, capital: Floats) -> None:
        """Take new stocks and installed bases; the old ones are left as they were."""
        base = self.base
        if len(self.capital):
            base = base.copy()
            base[self.capital] = capital
        self.moved = not (np.array_equal(stock, self.stock) and np.array_equal(base, self.base))
        self.stock, self.base = stock, base


@dataclass(frozen=True, slots=True)
class _State:
    """What held in a week."""

    stock: Floats
    base: Floats
    capacity: Floats
    opening: Floats

    def holds(self, *now: Floats) -> NDArray[np.bool_]:
        """Columns in which all that holds now is at most what held then."""
        worse = np.ones(self.stock.shape[-1], dtype=bool)
        for new, old in zip(now, (self.stock, self.base, self.capacity, self.opening), strict=True):
            if new is not old:
                worse &= np.all(new <= old, axis=tuple(range(new.ndim - 1)))
        return worse


def _reduce(how: np.ufunc, table: Floats, several: Gather) -> Floats:
    """Combine the members of every owner."""
    members = several.of(table)
    reduced: Floats = members[:, 0] if members.shape[1] == 1 else how.reduce(members, axis=1)
    return reduced


def limit(columns: Columns, shocks: Shocks, *, effects: Effects, watch: Sequence[int]) -> Floats:
    """Levels in the limit; see :func:`valuechain.kernels.reference.limit`."""
    return Engine(columns).limit(shocks, effects, watch=watch)


def weeks(
    columns: Columns, shocks: Shocks, *, effects: Effects, watch: Sequence[int], n_weeks: int
) -> Floats:
    """Levels week by week; see :func:`valuechain.kernels.reference.weeks`."""
    return Engine(columns).weeks(shocks, effects, watch=watch, n_weeks=n_weeks)
