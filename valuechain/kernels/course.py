"""Shocks that come and go: what a kernel takes to follow a stack week by week."""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from valuechain.kernels.arrays import ConvergenceError, Floats, Ints, Shocks

Touches = Literal["capacity", "opening", "surge", "wear"]
ALLOCATIONS: Final = ("contractual", "reallocate", "home-first", "home-last")
"""What becomes of supply that a stopped customer no longer takes, by position."""


@dataclass(frozen=True, slots=True)
class Strand:
    """One part of a course that rises and falls as a whole.

    What ``producers`` lose at full force stands in ``depth``; ``force`` says how much of it
    holds in each week. Strands that touch the same thing combine by the larger loss.
    """

    touches: Touches
    """``capacity``: own capacity lost, 0..1. ``opening``: routes to the customers of a row
    closed, 0..1. ``surge``: routes on which others take more, 0..1, which are open to what a
    supplier adds. ``wear``: part of the machines they delivered that is not served, 0..1."""
    row: int
    """Row of ``opening`` (not for capacity); rows count from 1, row 0 is fully open."""
    producers: Ints
    """Shape (some,): rows of the producer table."""
    depth: Floats
    """Shape (some,): loss at full force."""
    columns: Ints
    """Shape (held,): positions along the batch for which this strand holds."""
    force: Floats
    """Shape (weeks, held): 0..1; week t stands at index t - 1."""
    rate: float = 0.0
    """Part of the machines that wears out in a week without service (1 / lifetime)."""


@dataclass(frozen=True, slots=True)
class Surge:
    """Customers of one course who want more of some products than they did."""

    column: int
    """Position along the batch."""
    rows: Ints
    """Rows of ``opening`` of those who want more; none where it is final demand alone."""
    products: Ints
    """Positions in the stack's list of products."""
    depth: Floats
    """Shape (products,): what the others lose at full force, 0..1."""
    part: Floats
    """Shape (products,): part of the demand that wants more, above 0 and at most 1."""
    final: bool
    """Whether demand that no customer of the stack stands for wants more."""
    force: Floats
    """Shape (weeks,): 0..1."""


@dataclass(frozen=True, slots=True)
class Pile:
    """Stock that some customers of one course hold on top of what the stack says.

    It is there at the start of a week, adds to what they hold, and is theirs to refill.
    """

    column: int
    """Position along the batch."""
    classes: Ints
    """Classes of the customers who hold it."""
    products: Ints
    """Positions in the stack's list of products; what is bought as a service is not kept."""
    weeks: float
    """Weeks of normal use."""
    week: int
    """Week at the start of which it is there, from 1."""


@dataclass(frozen=True, slots=True)
class WantedSupply:
    """What customers want in a week, as multiples of what they bought before.

    ``times`` is what the customers of a row want, ``short`` what the whole market wants where
    these still receive what they did (1 where they receive less already): shape (rows, products,
    batch). ``market`` is what the whole market wants, ``final`` what final demand does: shape
    (products, batch).
    """

    times: Floats
    short: Floats
    market: Floats
    final: Floats


@dataclass(frozen=True, slots=True)
class Course:
    """A batch of courses of events, each some weeks long; the batch is the last axis."""

    n_producers: int
    n_weeks: int
    n_rows: int
    """Rows of ``opening`` and ``wear``, row 0 included."""
    customer_class: NDArray[np.int16]
    """Shape (producers, batch): class of every customer; class 0 is fully open."""
    class_rows: Ints
    """Shape (classes, 3): the row that holds for what a class buys as consumable, as capital
    and as service."""
    strands: tuple[Strand, ...]
    grace: NDArray[np.bool_]
    """Shape (batch,): whether grace periods of services help."""
    start: Floats
    """Shape (batch,): weeks before the first shocked week; clocks of fallbacks and substitution
    count from there."""
    substitution: NDArray[np.bool_]
    """Shape (batch,): whether spare capacity steps in and refills."""
    buffers: NDArray[np.bool_]
    """Shape (batch,): whether customers have their stocks."""
    allocation: str = "contractual"
    """One of :data:`ALLOCATIONS`."""
    reserved: NDArray[np.bool_] | None = None
    """Shape (producers,): customers for whom an allocation makes a difference; none if absent."""
    extra_buffers: Floats | None = None
    """Shape (alternatives of the stack, batch): weeks of stock on top of what the stack says, equal
    for all producers of a product; none if absent."""
    surges: tuple[Surge, ...] = ()
    piles: tuple[Pile, ...] = ()

    @property
    def size(self) -> int:
        """Number of courses in the batch: each is one run of events, computed beside the others."""
        return int(self.customer_class.shape[1])

    def at(self, week: int) -> Shocks:
        """What is left of capacities and open of routes in one week, counted from 1."""
        return self._combine([(s, s.force[week - 1]) for s in self.strands])

    def free(self, week: int) -> Floats:
        """Routes that are open to what suppliers add in a week; a surge of demand closes none."""
        some = [(s, s.force[week - 1]) for s in self.strands if s.touches == "opening"]
        return self._combine(some).opening

    def wanted(self, week: int, n_products: int) -> WantedSupply:
        """How much more than before customers want in one week of a surge, counted from 1."""
        times = np.ones((self.n_rows, n_products, self.size))
        short = np.ones_like(times)
        market, final = np.ones((n_products, self.size)), np.ones((n_products, self.size))
        losing = {(s.row, b) for s in self.strands if s.touches == "surge" for b in s.columns}
        for one in self.surges:
            b, these = one.column, one.products
            whole = 1.0 / (1.0 - one.depth * one.force[week - 1])
            more = 1.0 + (whole - 1.0) / one.part
            market[these, b] = np.maximum(market[these, b], whole)
            if one.final:
                final[these, b] = np.maximum(final[these, b], more)
            for row in one.rows.tolist():
                times[row, these, b] = np.maximum(times[row, these, b], more)
                if (row, b) not in losing:
                    short[row, these, b] = np.maximum(short[row, these, b], whole)
        return WantedSupply(times, short, market, final)

    def changes(self, week: int) -> bool:
        """Whether anything that holds in a week differs from the week before."""
        if week == 1:
            return True
        return any(not np.array_equal(s.force[week - 1], s.force[week - 2]) for s in self.strands)

    def deepest(self) -> Shocks:
        """The largest loss of every part over all weeks: what the course can touch at all.

        Machines that wear out count as machines that no longer come.
        """
        held = [
            (replace(s, touches="opening") if s.touches == "wear" else s, s.force.max(axis=0))
            for s in self.strands
        ]
        return self._combine(held)

    def wear(self, week: int) -> tuple[tuple[float, Floats], ...]:
        """Machines that are not served, by the part of a base that they lose in a week.

        Each of shape (rows, producers, batch), 0..1.
        """
        found: dict[float, Floats] = {}
        for s in self.strands:
            if s.touches == "wear":
                unserved = found.setdefault(
                    s.rate, np.zeros((self.n_rows, self.n_producers, self.size))
                )
                place = np.ix_(np.array([s.row]), s.producers, s.columns)
                held = s.depth[:, None] * s.force[week - 1]
                unserved[place] = np.maximum(unserved[place], held)
        return tuple(found.items())

    def refuse_nan(self) -> None:
        """Refuse what is not a number: comparisons would lose it on the way to a level.

        Raises
        ------
        ConvergenceError
            A figure of the course is not finite.
        """
        figures = [self.start, *(a for s in self.strands for a in (s.depth, s.force))]
        figures.append(np.array([s.rate for s in self.strands]))
        figures += [figure for s in self.surges for figure in (s.depth, s.part, s.force)]
        figures.append(np.array([pile.weeks for pile in self.piles]))
        if self.extra_buffers is not None:
            figures.append(self.extra_buffers)
        if not all(np.isfinite(one).all() for one in figures):
            raise ConvergenceError("a figure of the course is not a number")

    @property
    def wears(self) -> bool:
        """Whether any machine wears faster than its age asks, because nobody services it."""
        return any(s.touches == "wear" for s in self.strands)

    def _combine(self, held: list[tuple[Strand, Floats]]) -> Shocks:
        capacity = np.ones((self.n_producers, self.size))
        opening = np.ones((self.n_rows, self.n_producers, self.size))
        for s, force in held:
            left = 1.0 - s.depth[:, None] * force
            if s.touches == "capacity":
                spot = np.ix_(s.producers, s.columns)
                capacity[spot] = np.minimum(capacity[spot], left)
            elif s.touches in ("opening", "surge"):
                place = np.ix_(np.array([s.row]), s.producers, s.columns)
                opening[place] = np.minimum(opening[place], left)
        return Shocks(capacity, self.customer_class, opening, self.grace, self.class_rows)
