"""Scenarios as a kernel takes them: who loses what, for whom, in every week."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from valuechain.kernels.arrays import Floats, Ints
from valuechain.kernels.course import Course, Strand, Surge, Touches
from valuechain.schema import Model
from valuechain.schema.scenario import Scenario, Shock, Stockpile, Takeover
from valuechain.shocks.claims import claimed
from valuechain.shocks.ownership import periods
from valuechain.shocks.parts import Part, Parts
from valuechain.shocks.perspective import HomeAndTrusted
from valuechain.shocks.stockpiles import Piles
from valuechain.shocks.suppliers import Bound
from valuechain.shocks.touched import refuse_empty
from valuechain.shocks.variants import Variant, can_lose, force_of
from valuechain.stack.columns import CAPITAL, CONSUMABLE, SERVICE, Flags, Stack
from valuechain.vocab.words import Allocation


@dataclass(frozen=True, slots=True)
class CourseColumn:
    """One column of a course: a scenario, and which side of what is not known."""

    scenario: Scenario
    bound: Bound = "value"
    """Bound on the remainders."""
    range: Variant = "stated"
    """Variant of the ranges of the shocks."""
    shocks: tuple[int, ...] | None = None
    """Positions of the shocks that happen, from 0; all if None."""
    substitution: bool | None = None
    """Whether others step in; as the scenario says if None."""
    buffers: bool = True
    """Whether customers have their stocks, and those of the scenario."""

    @property
    def kept(self) -> tuple[Shock, ...]:
        """Shocks of the scenario that happen in this column."""
        every = self.scenario.shocks
        return every if self.shocks is None else tuple(every[n] for n in self.shocks)


def build(
    stack: Stack,
    perspective: HomeAndTrusted,
    *,
    model: Model,
    cases: Sequence[CourseColumn],
    n_weeks: int | None = None,
    allocation: Allocation | None = None,
) -> Course:
    """Build the course of some cases, each its own column.

    Parameters
    ----------
    stack : Stack
        The stack.
    perspective : HomeAndTrusted
        Who is home, who is trusted.
    model : Model
        The model, for its groups, firms and layers.
    cases : sequence of CourseColumn
        One for every column.
    n_weeks : int, optional
        Weeks; the longest horizon if left out. What is left after the shocks of a shorter
        scenario goes on: cut every column at its own horizon.
    allocation : str, optional
        What becomes of supply that is not taken; as the scenarios say if left out.

    Returns
    -------
    Course
        Classes, rows and strands; the order of the shocks makes no difference to what holds.

    Raises
    ------
    AnalysisError
        VA601, VA623: an unknown name; VA620: a shock touches nothing; VA621: nobody wants more;
        VA622: two takeovers of one firm start at once.
    ConvergenceError
        A figure is not a number.
    ValueError
        The scenarios ask for different allocations and none is given.
    """
    weeks = n_weeks or int(max(case.scenario.horizon for case in cases))
    rule = _allocation(cases, allocation)
    parts = Parts(stack, perspective, model)
    for scenario in {id(case.scenario): case.scenario for case in cases}.values():
        refuse_empty(scenario, parts)
    columns = _CourseColumns(parts.buyers, stack.producer_product)
    customer_class = np.zeros((stack.n_producers, len(cases)), dtype=np.int16)
    for b, case in enumerate(cases):
        held = _held(case, parts, n_weeks=weeks)
        customer_class[:, b] = columns.add(b, held)
    piles = Piles(stack, perspective, model, list(columns.classes))
    for b, case in enumerate(cases):
        stocks = [one for one in case.kept if isinstance(one, Stockpile) and case.buffers]
        customer_class[:, b] = piles.add(
            b, stocks, classes=customer_class[:, b], variant=case.range
        )
    course = Course(
        n_producers=stack.n_producers,
        n_weeks=weeks,
        n_rows=columns.n_rows,
        customer_class=customer_class,
        class_rows=np.array(piles.class_rows, dtype=np.int32),
        strands=columns.strands(),
        grace=np.array([case.scenario.has_grace for case in cases], dtype=bool),
        start=np.array([clock_start(case) for case in cases], dtype=np.float64),
        substitution=np.array(
            [
                case.scenario.substitution if case.substitution is None else case.substitution
                for case in cases
            ],
            dtype=bool,
        ),
        buffers=np.array([case.buffers for case in cases], dtype=bool),
        allocation=rule,
        reserved=_reserved(stack, perspective, allocation=rule),
        surges=tuple(columns.surges),
        piles=tuple(piles.piles),
    )
    course.refuse_nan()
    return course


def clock_start(case: CourseColumn) -> float:
    """Whole weeks before the first shocked week, when clocks of fallbacks start.

    The same in every variant, so that a milder one never hurts for want of a fallback.
    """
    starts = [shock.start.mode for shock in case.kept if can_lose(shock)]
    return float(math.floor(min(starts, default=0.0)))


def _allocation(cases: Sequence[CourseColumn], asked: Allocation | None) -> Allocation:
    if asked is not None:
        return asked
    found = {case.scenario.allocation for case in cases}
    if len(found) != 1:
        raise ValueError(f"one course has one allocation, not {sorted(found)}")
    return found.pop()


def _reserved(stack: Stack, perspective: HomeAndTrusted, *, allocation: Allocation) -> Flags | None:
    """Customers for whom an allocation makes a difference."""
    if allocation == "contractual":
        return None
    circle = perspective.circle if allocation == "reallocate" else perspective.home
    return perspective.inside(stack, stack.producer_site, circle=circle)


_Held = dict[tuple[object, ...], tuple[Part, Floats]]


def _held(case: CourseColumn, parts: Parts, *, n_weeks: int) -> _Held:
    """What a case takes, and the force of it in every week, shape (weeks,).

    A takeover ends what held for the old owner and begins what holds for the new one.
    """
    found: _Held = {}
    takeovers = [shock for shock in case.kept if isinstance(shock, Takeover)]
    for period in periods(takeovers, variant=case.range, n_weeks=n_weeks):
        for shock in case.kept:
            force = np.zeros(n_weeks)
            now = slice(period.first - 1, period.last)
            force[now] = force_of(shock, case.range, n_weeks=n_weeks)[now]
            if not force.any():
                continue
            some = parts.of(shock, bound=case.bound, variant=case.range, owners=period.owners)
            for part in some:
                # Equal parts lose the same at full force, so the larger force is what holds.
                key = part.key
                before = found.get(key, (part, force))[1]
                found[key] = (part, np.maximum(before, force))
    return found


@dataclass(slots=True)
class _CourseColumns:
    """Classes, rows and strands while the columns are being added."""

    buyers: Flags
    product: Ints
    n_rows: int = 1
    surges: list[Surge] = field(default_factory=list)
    classes: dict[tuple[int, int, int], int] = field(default_factory=lambda: {(0, 0, 0): 0})
    _force: dict[tuple[object, ...], dict[int, Floats]] = field(default_factory=dict)
    _strand: dict[tuple[object, ...], tuple[Touches, int, Part]] = field(default_factory=dict)

    def add(self, b: int, held: _Held) -> NDArray[np.int16]:
        """Add a column; the class of every customer in it."""
        closures = {key: one for key, one in held.items() if one[0].touches != "capacity"}
        for part, force in held.values():
            if part.touches == "capacity":
                self._put(part, row=0, column=b, force=force)
        sets, which = _signatures([part for part, _ in closures.values()], self.buyers)
        rows: dict[tuple[tuple[object, ...], ...], int] = {(): 0}
        keys = list(closures)
        numbers = []
        for inside, is_buyer in sets:
            triple = []
            for kind in (CONSUMABLE, CAPITAL, SERVICE):
                closed = tuple(
                    keys[n] for n in inside if is_buyer or kind in closures[keys[n]][0].kinds
                )
                triple.append(rows.setdefault(closed, len(rows)))
            three = (triple[0], triple[1], triple[2])
            numbers.append(self.classes.setdefault(three, len(self.classes)))
        for key, (part, force) in closures.items():
            if part.touches == "wish":
                mine = [row for closed, row in rows.items() if key in closed]
                self.surges.append(_surge(part, self.product, rows=mine, column=b, force=force))
        for closed, row in rows.items():
            held_here = [closures[key] for key in closed if closures[key][0].touches != "wish"]
            for part, force in (*held_here, *claimed(held_here)):
                self._put(part, row=row, column=b, force=force)
        self.n_rows = max(self.n_rows, len(rows))
        return np.array(numbers, dtype=np.int16)[which]

    def _put(self, part: Part, *, row: int, column: int, force: Floats) -> None:
        """Add what a part takes from a row; in one column, of equal ones the larger force."""
        key = (part.touches, row, part.rate, part.producers.tobytes(), part.depth.tobytes())
        if part.touches != "wish":
            self._strand.setdefault(key, (part.touches, row, part))
        present = self._force.setdefault(key, {})
        present[column] = np.maximum(present.get(column, force), force)

    def strands(self) -> tuple[Strand, ...]:
        """Parts of the events that rise and fall as a whole, each with the cases that share it."""
        found = []
        for key, (touches, row, part) in self._strand.items():
            forces = self._force[key]
            columns: Ints = np.array(list(forces), dtype=np.int32)
            force = np.column_stack(list(forces.values()))
            found.append(
                Strand(touches, row, part.producers, part.depth, columns, force, part.rate)
            )
        return tuple(found)


def _surge(part: Part, product: Ints, *, rows: list[int], column: int, force: Floats) -> Surge:
    """Who wants more in one column: each product once, by the first of its producers."""
    final, wanting = part.wants
    products, first = np.unique(product[part.producers], return_index=True)
    return Surge(
        column=column,
        rows=np.array(rows, dtype=np.int32),
        products=products.astype(np.int32),
        depth=part.depth[first],
        part=np.array(wanting)[first],
        final=final,
        force=force,
    )


def _signatures(
    closures: Sequence[Part], buyers: Flags
) -> tuple[list[tuple[tuple[int, ...], bool]], NDArray[np.intp]]:
    """Customers by what is closed to them: each different set, and the set of every customer.

    Virtual buyers are apart: what is closed to them is so for every kind of slot.
    """
    code = buyers.astype(np.int64)
    for part in closures:
        _, code = np.unique(2 * code + part.customers, return_inverse=True)
    _, first, which = np.unique(code, return_index=True, return_inverse=True)
    sets = [
        (tuple(n for n, part in enumerate(closures) if part.customers[row]), bool(buyers[row]))
        for row in first
    ]
    return sets, which
