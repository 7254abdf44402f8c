"""The stock that carries a use over the time until others have stepped in.

References
----------
Simchi-Levi et al. (2015), Interfaces 45(5), doi 10.1287/inte.2015.0804: the gap between time to
recover and time to survive, and the inventory that closes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from valuechain.indicators.endurance import Endured, Moments, endure
from valuechain.indicators.reach import Reached, Routes
from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.unfold import CourseEngine
from valuechain.shocks.removal_course import lasting
from valuechain.shocks.removals import Cut
from valuechain.stack.columns import SERVICE, Flags, Stack

StockPlace = Literal["source", "use"]
PLACES: Final[tuple[StockPlace, ...]] = ("source", "use")
"""Where a stock may lie: with those who buy from what is gone, or with the use itself."""
_MOST_ROUNDS: Final = 40
_BATCH: Final = 160


@dataclass(frozen=True, slots=True, order=True)
class StockHolding:
    """One input of one kind of customer: what a stock can be held of.

    ``customer`` is a product (all its producers), or -1 - row for a use.
    """

    customer: int
    product: int
    kind: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A use that falls and is back after some weeks."""

    cut: Cut
    row: int
    weeks: int
    """Weeks until it is back with the stocks that there are, at least 1."""
    place: StockPlace


@dataclass(frozen=True, slots=True)
class Closed:
    """Stock that would carry a use until others have stepped in, or why no stock does."""

    holdings: tuple[StockHolding, ...]
    """Inputs of which a stock is needed, in the order in which they turned out to bind."""
    extra_weeks: int | None
    """Weeks of each of them, on top of what there is; None: no stock closes it."""
    obstacles: tuple[StockHolding, ...]
    """Services that bind, of which there is no stock; empty where it is closed."""


def holding_of(stack: Stack, slot: int) -> StockHolding:
    """Say which customers buy which product through a slot: what a stock would be of."""
    first = stack.alternative_start[slot]
    customer = int(stack.slot_customer[slot])
    made = int(stack.producer_product[customer])
    return StockHolding(
        made if made >= 0 else -1 - customer,
        int(stack.alternative_product[first]),
        int(stack.alternative_kind[first]),
    )


class BindingInputs:
    """What binds uses in some moments: with those who buy from what is gone, or with the use."""

    def __init__(self, stack: Stack, moments: Moments, effects: Effects) -> None:
        self.stack = stack
        self.moments = moments
        self.routes = Routes(moments.trace, effects)
        self._reached: dict[int, Reached] = {}
        self._slots: dict[tuple[int, StockPlace], Flags] = {}

    def reached(self, row: int) -> Reached:
        """What carries the loss of a use, in every moment."""
        if row not in self._reached:
            self._reached[row] = self.routes.reached_from(row)
        return self._reached[row]

    def slots(self, row: int, column: int, *, place: StockPlace) -> list[int]:
        """Slots of the stack that bind in one moment: one for each kind of customer."""
        plan = self.moments.trace.plan
        if (row, place) not in self._slots:
            reached = self.reached(row)
            if place == "source":
                self._slots[row, place] = self.routes.ending_slots(reached)
            else:
                own = plan.row_cell[plan.slot_row] == plan.lumped.cell_of[row]
                self._slots[row, place] = reached.slots & own[:, None]
        held = np.flatnonzero(self._slots[row, place][:, column])
        return sorted(set(plan.lumped.slot_original[plan.slot_lumped[held]].tolist()))

    def holdings(self, row: int, column: int, *, place: StockPlace) -> list[StockHolding]:
        """Stocks that would help in one week: inputs that bind there."""
        slots = self.slots(row, column, place=place)
        return list(dict.fromkeys(holding_of(self.stack, slot) for slot in slots))


class Alternatives:
    """Finds, for a stock of a product at some customers, the rows of the stack that it is."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        slot = np.asarray(stack.alternative_slot)
        customer = np.asarray(stack.slot_customer)[slot]
        made = np.asarray(stack.producer_product)[customer]
        # A virtual buyer stands at home, it does not make what it buys.
        self._customer = np.where(made >= 0, made, -1 - customer)

    def of(self, holding: StockHolding) -> NDArray[np.intp]:
        """Rows of the table of alternatives that belong to a holding."""
        return np.flatnonzero(
            (self._customer == holding.customer)
            & (np.asarray(self.stack.alternative_product) == holding.product)
            & (np.asarray(self.stack.alternative_kind) == holding.kind)
        )

    def on_top(self, held: Sequence[tuple[Sequence[StockHolding], float]]) -> Floats:
        """Weeks of stock on top of today's, for every thing bought in every case."""
        found = np.zeros((len(self._customer), len(held)))
        for b, (holdings, weeks) in enumerate(held):
            for one in holdings:
                found[self.of(one), b] = weeks
        return found


@dataclass(slots=True)
class _Search:
    """A gap on the way to being closed."""

    gap: Gap
    holdings: list[StockHolding] = field(default_factory=list)
    obstacles: tuple[StockHolding, ...] = ()
    closed: bool = False
    stuck: bool = False
    low: int = 0
    """Weeks known not to do."""
    high: int = 0
    """Weeks known to do."""

    @property
    def open(self) -> bool:
        """Whether it is not known yet if a stock closes it."""
        return not self.closed and not self.stuck


class Closing:
    """Finds the smallest stock that lasts until others step in, for many gaps at once.

    Parameters
    ----------
    engine : CourseEngine
        The stack, made ready.
    stack : Stack
        The stack.
    effects : Effects
        Effects of important and minor inputs.
    theta : float
        Level below which a use is down, 0..1.
    """

    def __init__(
        self, engine: CourseEngine, stack: Stack, *, effects: Effects, theta: float
    ) -> None:
        self.engine = engine
        self.stack = stack
        self.effects = effects
        self.theta = theta
        self.alternatives = Alternatives(stack)

    def close(self, gaps: Sequence[Gap]) -> list[Closed]:
        """Find the smallest stock that carries each use until others have stepped in.

        Inputs are added as they turn out to bind: first those that bind when the use falls, then,
        with as much of these as can be used up, those that bind next. Then the fewest whole weeks
        that do, alike for all of them, are found by trial; more stock never hurts (rule R45).

        Parameters
        ----------
        gaps : sequence of Gap
            Uses that fall and come back, within the weeks stated.

        Returns
        -------
        list of Closed
            In the order of the gaps. Sufficient, and with one week less not; other inputs, or
            unequal weeks, may do with less.

        Raises
        ------
        ConvergenceError
            A week did not settle.
        """
        searches = [_Search(gap) for gap in gaps]
        for _ in range(_MOST_ROUNDS):
            some = [one for one in searches if one.open]
            if not some:
                break
            self._widen(some)
        for one in searches:
            one.high = one.gap.weeks if one.closed else 0
        while some := [one for one in searches if one.high - one.low > 1]:
            self._narrow(some)
        return [
            Closed(tuple(one.holdings), one.high if one.closed else None, one.obstacles)
            for one in searches
        ]

    def follow(
        self,
        gaps: Sequence[Gap],
        held: Sequence[tuple[Sequence[StockHolding], float]],
        *,
        stop: bool = False,
        look: bool = False,
    ) -> Endured:
        """Follow gaps with stocks on top: watched are the uses of the gaps, in order of row."""
        watch = sorted({gap.row for gap in gaps})
        course = lasting(
            self.stack,
            [gap.cut for gap in gaps],
            n_weeks=max(gap.weeks for gap in gaps),
            extra_buffers=self.alternatives.on_top(held),
        )
        own = np.array([[gap.row == row for gap in gaps] for row in watch], dtype=bool)
        return endure(
            self.engine,
            course,
            effects=self.effects,
            watch=watch,
            theta=self.theta,
            look="fall" if look else "never",
            asked=own if stop else None,
        )

    def _falls(self, found: Endured, some: Sequence[_Search]) -> list[bool]:
        watch = sorted({one.gap.row for one in some})
        return [
            bool(np.isfinite(found.held[watch.index(one.gap.row), b])) for b, one in enumerate(some)
        ]

    def _narrow(self, some: Sequence[_Search]) -> None:
        """Try several numbers of weeks for each at once."""
        tries = max(1, _BATCH // len(some))
        asked = [
            (one, weeks)
            for one in some
            for weeks in sorted(set(np.linspace(one.low, one.high, tries + 2)[1:-1].astype(int)))
            if one.low < weeks < one.high
        ]
        falls = self._falls(
            self.follow(
                [one.gap for one, _ in asked],
                [(one.holdings, float(weeks)) for one, weeks in asked],
                stop=True,
            ),
            [one for one, _ in asked],
        )
        for (one, weeks), fell in zip(asked, falls, strict=True):
            if fell:
                one.low = max(one.low, int(weeks))
            else:
                one.high = min(one.high, int(weeks))

    def _widen(self, some: Sequence[_Search]) -> None:
        """Give each all it can use of what binds so far; what binds then is added."""
        found = self.follow(
            [one.gap for one in some],
            [(one.holdings, float(one.gap.weeks)) for one in some],
            stop=True,
            look=True,
        )
        for one, fell in zip(some, self._falls(found, some), strict=True):
            one.closed = not fell
        if found.moments is None:
            return
        binding = BindingInputs(self.stack, found.moments, self.effects)
        for column, b in enumerate(found.moments.course):
            one = some[b]
            bound = binding.holdings(one.gap.row, column, place=one.gap.place)
            fresh = [h for h in bound if h.kind != SERVICE and h not in one.holdings]
            one.holdings += fresh
            one.obstacles = () if fresh else tuple(h for h in bound if h.kind == SERVICE)
            one.stuck = not fresh
