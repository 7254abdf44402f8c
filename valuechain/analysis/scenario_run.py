"""One scenario followed week by week: levels under every bound and range, and what binds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from valuechain.analysis.workbench import Workbench
from valuechain.indicators.consequence import UNHARMED
from valuechain.kernels.arrays import Effects, Floats, Ints
from valuechain.kernels.course import Course
from valuechain.kernels.fast import Engine
from valuechain.kernels.levels import first_lowest, is_below
from valuechain.kernels.markets import allocated
from valuechain.kernels.unfold import CourseEngine
from valuechain.schema.scenario import Scenario
from valuechain.shocks.courses import CourseColumn, build
from valuechain.shocks.suppliers import Bound
from valuechain.shocks.variants import Variant
from valuechain.stack.columns import Flags, Stack, Texts
from valuechain.vocab.tolerances import EXACT

COLUMNS: Final[tuple[tuple[Bound, Variant], ...]] = (
    ("value", "stated"),
    ("low", "stated"),
    ("high", "stated"),
    ("value", "mild"),
    ("value", "severe"),
)
"""Bound on the remainders and range of the shocks of every column that is computed."""
STATED, LOW, HIGH, MILD, SEVERE = range(5)


@dataclass(frozen=True, slots=True)
class Unfolded:
    """Levels of uses and products under one scenario, week by week, in its variants."""

    rows: tuple[int, ...]
    level: Floats
    """Shape (columns, rows, weeks), one column for each of :data:`COLUMNS`."""
    limit: Floats
    """Shape (columns, rows): what is left if the shocks at their deepest lasted."""
    binding_input: Texts
    """Shape (rows, weeks): product that binds in the stated case; empty if nothing does."""
    binding_supplier: Texts
    """Shape (rows, weeks): its supplier that misses most."""


def course_of(bench: Workbench, cases: Sequence[CourseColumn]) -> Course:
    """Build the course of some cases of one scenario, as long as its horizon."""
    scenario = cases[0].scenario
    return build(
        bench.stack,
        bench.perspective,
        model=bench.model,
        cases=cases,
        n_weeks=int(scenario.horizon),
        allocation=scenario.allocation,
    )


def unfold(
    bench: Workbench,
    scenario: Scenario,
    *,
    engine: CourseEngine,
    rows: Sequence[int],
    effects: Effects,
) -> Unfolded:
    """Follow a scenario to its horizon, under every bound and range.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    scenario : Scenario
        What happens.
    engine : CourseEngine
        The stack, made ready to follow courses.
    rows : sequence of int
        Rows of the producer table that are looked at: uses and virtual buyers.
    effects : Effects
        The importance rule.

    Raises
    ------
    ConvergenceError
        A response did not converge: there is no number to return.
    """
    course = course_of(bench, [CourseColumn(scenario, bound=b, range=r) for b, r in COLUMNS])
    stack = bench.stack
    watch = sorted({*rows, *_suppliers(stack, rows)})
    paths = engine.unfold(course, effects, watch=watch)
    place = {row: position for position, row in enumerate(watch)}
    chosen = [place[row] for row in rows]
    names = _Binding(stack, course, place, paths.level[:, :, STATED]).names(
        rows, paths.binding_slot[chosen][:, :, STATED]
    )
    level = np.moveaxis(paths.level[chosen], 2, 0)
    level[LOW] = np.maximum(level[LOW], level[STATED])
    level[HIGH] = np.minimum(level[HIGH], level[STATED])
    return Unfolded(
        rows=tuple(rows),
        level=np.clip(level, 0.0, 1.0),
        limit=_limit(bench.engine, course, effects, rows=rows),
        binding_input=names[0],
        binding_supplier=names[1],
    )


def _limit(engine: Engine, course: Course, effects: Effects, *, rows: Sequence[int]) -> Floats:
    found: Floats = np.clip(engine.limit(course.deepest(), effects, watch=rows).T, 0.0, 1.0)
    return found


def _links(stack: Stack, slot: int) -> slice:
    """Links of the alternative that a slot uses today."""
    option = int(stack.alternative_start[slot])
    return slice(int(stack.link_start[option]), int(stack.link_start[option + 1]))


def _suppliers(stack: Stack, rows: Sequence[int]) -> set[int]:
    """Suppliers of what some rows use today."""
    found: set[int] = set()
    for row in rows:
        for slot in range(int(stack.slot_start[row]), int(stack.slot_start[row + 1])):
            found |= set(stack.link_supplier[_links(stack, slot)].tolist())
    return found


class _Binding:
    """Names the input that binds, and the supplier that misses most in it."""

    def __init__(self, stack: Stack, course: Course, place: dict[int, int], level: Floats) -> None:
        self.stack, self.course, self.place, self.level = stack, course, place, level
        weeks = range(1, course.n_weeks + 1)
        self.opening = np.stack([course.at(week).opening[:, :, STATED] for week in weeks])
        """Shape (weeks, rows of opening, producers)."""

    def names(self, rows: Sequence[int], slots: Ints) -> tuple[Texts, Texts]:
        """Product and supplier, shape (rows, weeks) each; empty where no slot binds."""
        inputs = np.full(slots.shape, "", dtype=object)
        suppliers = inputs.copy()
        for position, row in enumerate(rows):
            for slot in np.unique(slots[position]).tolist():
                if slot < 0:
                    continue
                when = slots[position] == slot
                product = int(self.stack.alternative_product[self.stack.alternative_start[slot]])
                inputs[position, when] = self.stack.product_ids[product]
                suppliers[position, when] = self._missing_most(row, slot)[when]
        return inputs, suppliers

    def _missing_most(self, customer: int, slot: int) -> Texts:
        """Supplier of a slot that misses most in every week; the last one if none does now."""
        stack, links = self.stack, _links(self.stack, slot)
        who = stack.link_supplier[links]
        names = np.array([*(stack.producer_ids[n] for n in who.tolist()), ""], dtype=object)
        if not len(who):
            return np.repeat(names, self.course.n_weeks)
        kind = int(stack.alternative_kind[stack.alternative_start[slot]])
        group = int(self.course.customer_class[customer, STATED])
        opening = self.opening[:, self.course.class_rows[group, kind], :][:, who].T
        level = self.level[[self.place[n] for n in who.tolist()]]
        share = stack.link_share[links][:, None]
        missing = share * (1.0 - opening * level)
        unmade = share * (1.0 - level)
        scarce = self._scarce(customer, slot, lack=missing.sum(axis=0), unmade=unmade.sum(axis=0))
        missing = np.where(scarce, unmade, missing)
        most = np.where(missing.max(axis=0) > EXACT, first_lowest(-missing.T), -1)
        weeks = np.where(most >= 0, np.arange(len(most)), -1)
        last = np.maximum.accumulate(weeks)
        found: Texts = names[np.where(last >= 0, most[np.maximum(last, 0)], -1)]
        return found

    def _scarce(self, customer: int, slot: int, *, lack: Floats, unmade: Floats) -> Flags:
        """In which weeks what is made binds a slot, not what may reach it: by the allocation."""
        stack, course = self.stack, self.course
        option = int(stack.alternative_start[slot])
        if course.allocation == "contractual" or bool(stack.alternative_sourced[option]):
            return np.zeros(lack.shape, dtype=bool)
        reserved = np.zeros(stack.n_producers, dtype=bool)
        if course.reserved is not None:
            reserved = course.reserved
        alike = stack.alternative_product == stack.alternative_product[option]
        alike &= reserved[stack.slot_customer[stack.alternative_slot]]
        part = np.array(min(1.0, float(stack.alternative_demand[alike].sum())))
        mine = reserved[[customer]]
        got, free = (
            allocated(course.allocation, lack, made_lack=made, part=part, reserved=mine)
            for made in (unmade, 0.0 * unmade)
        )
        scarce: Flags = got < free - EXACT
        return scarce


@dataclass(frozen=True, slots=True)
class LevelCourse:
    """Levels of one use, product or layer under a scenario, week by week."""

    kind: str
    subject: str
    level: Floats
    """Shape (columns, weeks), one column for each of :data:`COLUMNS`."""
    limit: Floats
    """Shape (columns,)."""
    binding_input: Texts
    binding_supplier: Texts
    below_theta: Floats | None = None
    """Number of products of a layer that are below theta, shape (columns, weeks)."""

    @property
    def use(self) -> str:
        """Name of the use; empty where it is a product or a layer."""
        return self.subject if self.kind == "use" else ""

    @property
    def harmed(self) -> bool:
        """Whether anything is lost in any week, at any bound or severity."""
        return bool((self.level < UNHARMED).any())


def subjects(bench: Workbench, found: Unfolded) -> Iterator[LevelCourse]:
    """Uses and products of a scenario, then the layers of these products."""
    stack = bench.stack
    n_uses = len(bench.uses)
    for position, row in enumerate(found.rows):
        name = stack.producer_ids[row]
        yield LevelCourse(
            kind="use" if position < n_uses else "product",
            subject=name if position < n_uses else name.partition("/")[2],
            level=found.level[:, position],
            limit=found.limit[:, position],
            binding_input=found.binding_input[position],
            binding_supplier=found.binding_supplier[position],
        )
    if len(found.rows) > n_uses:
        yield from _layers(bench, found)


def _layers(bench: Workbench, found: Unfolded) -> Iterator[LevelCourse]:
    """Every layer as its worst product, never as a mean."""
    stack, n_uses = bench.stack, len(bench.uses)
    names = [stack.product_ids[stack.producer_product[row]] for row in found.rows[n_uses:]]
    layers = [bench.model.products[name].layer for name in names]
    theta = bench.model.thresholds.theta.value
    for layer in dict.fromkeys(layer.id for layer in bench.model.layers if layer.id in layers):
        mine = np.array([n for n, one in enumerate(layers) if one == layer])
        level = found.level[:, n_uses + mine]
        worst = mine[first_lowest(level[STATED].T)]
        lowest = level.min(axis=1)
        harmed = lowest[STATED] < UNHARMED
        weeks = np.arange(level.shape[2])
        product = np.array(names, dtype=object)[worst]
        supplier = found.binding_supplier[n_uses + worst, weeks]
        yield LevelCourse(
            kind="layer",
            subject=layer,
            level=lowest,
            limit=found.limit[:, n_uses + mine].min(axis=1),
            binding_input=np.where(harmed, product, ""),
            binding_supplier=np.where(harmed, supplier, ""),
            below_theta=is_below(level, theta).sum(axis=1).astype(np.float64),
        )
