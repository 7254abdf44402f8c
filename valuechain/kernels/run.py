"""One batch of shocks under way: stocks, installed bases and levels, week by week."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from valuechain.kernels.arrays import ConvergenceError, Effects, Floats, Ints, refuse_nan
from valuechain.kernels.circles import settle
from valuechain.kernels.plan import CAPITAL, MINOR, Block, Draw, Gather, Plan, Rows

SERVICE, IMPORTANT = 2, 1


def clocks(*lags: Floats) -> Floats:
    """Different lags after which something is there, shape (lags, 1)."""
    every = np.unique(np.concatenate([np.ravel(some) for some in lags]))
    found: Floats = every[np.isfinite(every)][:, None]
    return found


@dataclass(frozen=True, slots=True)
class State:
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


class Run:
    """One batch under way: stocks, installed bases and levels."""

    def __init__(self, plan: Plan, effects: Effects) -> None:
        self.plan = plan
        columns, lumped, shocks = plan.lumped.columns, plan.lumped, plan.shocks
        refuse_nan(columns, shocks, effects=effects)
        option = lumped.alternative_original[plan.alternative_lumped]
        slot = lumped.slot_original[plan.slot_lumped]
        self.size = size = shocks.size
        self._read_slots(slot, effects)
        self.scale = columns.alternative_capacity[option][:, None]
        self.scaled = bool((self.scale != 1).any())
        self.buffer = columns.alternative_buffer[option][:, None]
        self.lifetime = columns.alternative_lifetime[option][:, None]
        kind = np.asarray(columns.alternative_kind)[option]
        self.capital = np.flatnonzero(kind == CAPITAL)
        self.stock = np.repeat(self.buffer, size, axis=1)
        service = np.flatnonzero(kind == SERVICE)
        self.stock[np.ix_(service, np.flatnonzero(~shocks.grace))] = 0.0
        self.base = np.ones((len(option), size))
        self.start: Floats = np.zeros(1)
        """Weeks before the clocks of the fallbacks start."""
        self.fresh = np.zeros(size, dtype=bool)
        """Columns in which a fallback or substitute came in this week."""
        self.moved = True
        """Whether anything is not as it was in the week that was solved last."""
        self.circles = any(block.circular for block in plan.blocks)
        self.last: State | None = None
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

    def _read_slots(self, slot: Ints, effects: Effects) -> None:
        columns = self.plan.lumped.columns
        self.fallback = columns.slot_fallback[slot][:, None]
        self.after = np.where(self.fallback[:, 0] > 0, columns.slot_fallback_after[slot], np.inf)
        self.available = np.isfinite(self.after)[:, None]
        """Which fallbacks are there; in the limit all that there are."""
        self.clocks = clocks(self.after)
        importance = np.asarray(columns.slot_essentiality)[slot]
        effect = np.where(importance == IMPORTANT, effects.important, 1.0)
        effect[importance == MINOR] = effects.minor
        self.effect = self.minor_effect = effect[:, None]
        """What a slot costs that is wholly missing, and what a minor one does."""

    def watched(self, watch: Sequence[int]) -> Floats:
        """Levels of some producers; whoever is not touched stays at 1."""
        place = self.position[list(watch)]
        levels = np.ones((len(place), self.size))
        # Shares that sum to a little over 1 would leave a little less than nothing.
        levels[place >= 0] = np.maximum(0.0, self.h[place[place >= 0]])
        return levels

    def shares(self, supplies: Rows) -> tuple[Rows, Rows, Floats]:
        """Links of some supplies: position in the list, supplier, and share, shape (links, 1)."""
        drawn = self.plan.lumped.supply[supplies].tocoo()
        return drawn.row.astype(np.intp), drawn.col.astype(np.intp), drawn.data[:, None]

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
        self.last = State(self.stock, self.base, self.capacity, self.opening)

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
            level[several.owners] = 1.0 - reduced(np.maximum, loss, several=several)
        for several in block.minor:
            kept = np.maximum(0.0, 1.0 - reduced(np.add, loss, several=several))
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


def reduced(how: np.ufunc, table: Floats, *, several: Gather) -> Floats:
    """Combine the members of every owner."""
    members = several.of(table)
    one: Floats = members[:, 0] if members.shape[1] == 1 else how.reduce(members, axis=1)
    return one
