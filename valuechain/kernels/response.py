"""The response of one batch of shocks: what arrives, what is usable, and the levels that follow."""

from collections.abc import Sequence

import numpy as np

from valuechain.kernels.arrays import Effects, Floats, Ints
from valuechain.kernels.blocks import (
    AlternativeGroup,
    Gather,
    RowBlock,
    blocks_of,
    installed_draws,
)
from valuechain.kernels.plan import CAPITAL, MINOR, Plan, Rows

SERVICE, IMPORTANT = 2, 1


class Response:
    """Levels of the rows of a plan, at the stocks and installed bases of one moment.

    Parameters
    ----------
    plan : Plan
        What the shocks can touch, in the order of computation.
    effects : Effects
        The importance rule.
    """

    def __init__(self, plan: Plan, effects: Effects) -> None:
        self.plan = plan
        columns, lumped = plan.lumped.columns, plan.lumped
        option = lumped.alternative_original[plan.alternative_lumped]
        slot = lumped.slot_original[plan.slot_lumped]
        self.size = size = plan.size
        self._read_slots(slot, effects)
        self.scale = columns.alternative_capacity[option][:, None]
        self.scaled = bool((self.scale != 1).any())
        self.buffer = columns.alternative_buffer[option][:, None]
        self.lifetime = columns.alternative_lifetime[option][:, None]
        kind = np.asarray(columns.alternative_kind)[option]
        self.blocks = blocks_of(plan)
        self.installed_draws = installed_draws(plan)
        """What installed bases draw on at the end of a week."""
        self.capital = np.flatnonzero(kind == CAPITAL)
        self.stock = np.repeat(self.buffer, size, axis=1)
        service = np.flatnonzero(kind == SERVICE)
        self.stock[np.ix_(service, np.flatnonzero(~plan.grace))] = 0.0
        self.base = np.ones((len(option), size))
        self.sweeps = 0
        """Sweeps made so far to settle circles."""
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
        self._kept: dict[tuple[str, int], tuple[Floats, Floats]] = {}
        self._rows: dict[int, Rows] = {}

    def _read_slots(self, slot: Ints, effects: Effects) -> None:
        columns = self.plan.lumped.columns
        self.fallback = columns.slot_fallback[slot][:, None]
        self.after = np.where(self.fallback[:, 0] > 0, columns.slot_fallback_after[slot], np.inf)
        self.available = np.isfinite(self.after)[:, None]
        """Which fallbacks are there; in the limit all that there are."""
        importance = np.asarray(columns.slot_essentiality)[slot]
        effect = np.where(importance == IMPORTANT, effects.important, 1.0)
        effect[importance == MINOR] = effects.minor
        self.effect = effect[:, None]
        """What a slot costs that is wholly missing."""

    def watched(self, watch: Sequence[int]) -> Floats:
        """Levels of some producers; whoever is not touched stays at 1."""
        place = self.position[list(watch)]
        levels = np.ones((len(place), self.size))
        # Shares that sum to a little over 1 would leave a little less than nothing.
        levels[place >= 0] = np.maximum(0.0, self.h[place[place >= 0]])
        return levels

    def arrivals(self, draws: tuple[AlternativeGroup, ...]) -> None:
        """Work out what still arrives of what is bought, at the present levels of its suppliers."""
        for draw in draws:
            lack = np.take(self.h, draw.suppliers, axis=0)
            if draw.row:
                lack *= self._opening_of(draw)
            np.subtract(1.0, lack, out=lack)
            missing: Floats = draw.matrix @ lack
            np.subtract(1.0, missing, out=missing)
            if isinstance(draw.place, slice):
                np.take(missing, draw.supply, axis=0, out=self.arrive[draw.place], mode="clip")
            else:
                self.arrive[draw.place] = missing[draw.supply]

    def _opening_of(self, draw: AlternativeGroup) -> Floats:
        """What is open to a draw; gathered anew only when the openings are others."""
        key = "opening", id(draw)
        source, found = self._kept.get(key, (None, None))
        if found is None or source is not self.opening:
            found = self.opening[draw.row, draw.suppliers]
            self._kept[key] = self.opening, found
        return found

    def usable(self, block: RowBlock, week: int | None) -> Floats:
        """Work out what customers can use of each need: what arrives, stock, fallback."""
        span = block.alternatives
        if week is None:
            useful = self.arrive[span].copy()
        else:
            useful = self.arrive[span] + self.stock[span]
            np.minimum(useful, 1.0, out=useful)
            useful[block.installed - span.start] = self.base[block.installed]
        if self.scaled:
            useful = useful * self.scale[span]
        if block.options:
            chosen = np.take(useful, block.first, axis=0)
            for several in block.options:
                chosen[several.owners] = useful[several.members].max(axis=1)
            useful = chosen
        ready = self.available[block.slots]
        rows = np.flatnonzero(ready.any(axis=1))
        if len(rows):
            some = useful[rows]
            better = np.maximum(some, self.fallback[block.slots][rows])
            useful[rows] = np.where(ready[rows], better, some)
        return useful

    def evaluate(self, block: RowBlock, week: int | None) -> None:
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

    def publish(self, block: RowBlock) -> None:
        """Levels of the producers of a block from the levels of their rows."""
        rows = self._rows_of(block)
        levels = self.row_level if rows.ndim == 1 else self.row_level.ravel()
        received = np.take(levels, rows, axis=0)
        self.h[block.producers] = np.minimum(self._capacity_of(block), received, out=received)

    def _rows_of(self, block: RowBlock) -> Rows:
        """Row of every producer of a block; where columns differ, place in the flat table."""
        key = block.rows.start
        if key not in self._rows:
            row_of = self.plan.row_of[block.producers].astype(np.intp)
            alike = (row_of == row_of[:, :1]).all()
            self._rows[key] = row_of[:, 0] if alike else row_of * self.size + np.arange(self.size)
        return self._rows[key]

    def _capacity_of(self, block: RowBlock) -> Floats:
        """Own capacity of the producers of a block; gathered anew only when it is another."""
        key = "capacity", block.rows.start
        source, found = self._kept.get(key, (None, None))
        if found is None or source is not self.capacity:
            found = self.capacity[block.producers]
            self._kept[key] = self.capacity, found
        return found


def reduced(how: np.ufunc, table: Floats, *, several: Gather) -> Floats:
    """Bring the losses of all needs of a row together: the largest, or their sum."""
    members = several.of(table)
    one: Floats = members[:, 0] if members.shape[1] == 1 else how.reduce(members, axis=1)
    return one
