"""A batch of removals followed week by week: stocks, installed bases and levels."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from valuechain.kernels.arrays import ConvergenceError, Effects, Floats, Ints
from valuechain.kernels.circles import settle
from valuechain.kernels.plan import Plan
from valuechain.kernels.response import Response


def clocks(*lags: Floats) -> Floats:
    """Different lags after which something is there, shape (lags, 1)."""
    every = np.unique(np.concatenate([np.ravel(some) for some in lags]))
    found: Floats = every[np.isfinite(every)][:, None]
    return found


@dataclass(frozen=True, slots=True)
class WeekState:
    """Stocks, machines, capacities and open routes of one week, to compare the next week with."""

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


class Run(Response):
    """A batch of shocks on its way through the weeks, with its stocks and machines."""

    def __init__(self, plan: Plan, effects: Effects) -> None:
        super().__init__(plan, effects)
        self.clocks = clocks(self.after)
        self.start: Floats = np.zeros(1)
        """Weeks before the clocks of the fallbacks start."""
        self.fresh = np.zeros(self.size, dtype=bool)
        """Columns in which a fallback or substitute came in this week."""
        self.moved = True
        """Whether anything is not as it was in the week that was solved last."""
        self.circles = any(block.circular for block in self.blocks)
        self.last: WeekState | None = None

    @cached_property
    def stocked(self) -> Ints:
        """Alternatives of which anyone holds a stock; no other ever has one."""
        return np.flatnonzero((self.buffer > 0).any(axis=1)).astype(np.int32)

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
        for block in self.blocks:
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
        self.last = WeekState(self.stock, self.base, self.capacity, self.opening)

    def _nowhere_better(self) -> NDArray[np.bool_]:
        """Columns in which nothing got better since the last week: none of its levels rises.

        The response is monotone, so their largest fixed point is at or below the last one, and
        the way down may begin there.
        """
        if self.last is None or not self.circles:
            return np.zeros(self.size, dtype=bool)
        return ~self.fresh & self.last.holds(self.stock, self.base, self.capacity, self.opening)

    def advance(self) -> None:
        """Stocks and installed bases at the end of a week."""
        if not self.moved:
            return
        self.arrivals(self.installed_draws)
        some = self.capital
        topped = self.arrive[some] + self.stock[some]
        np.minimum(topped, 1.0, out=topped)
        base = self.base[some]
        topped -= base
        topped /= self.lifetime[some]
        topped += base
        stock = np.zeros_like(self.stock)
        held = self.stock[self.stocked] + self.arrive[self.stocked]
        held -= 1.0
        np.maximum(held, 0.0, out=held)
        stock[self.stocked] = np.minimum(held, self.buffer[self.stocked], out=held)
        self.renew(stock, topped)

    def renew(self, stock: Floats, capital: Floats) -> None:
        """Take new stocks and installed bases; the old ones are left as they were."""
        base = self.base
        if len(self.capital):
            base = base.copy()
            base[self.capital] = capital
        self.moved = not (np.array_equal(stock, self.stock) and np.array_equal(base, self.base))
        self.stock, self.base = stock, base
