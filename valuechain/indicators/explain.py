"""One result followed back: the slots that bind, from whom they miss, and the figures behind."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from valuechain.indicators.citations import Citations, Tie, tie_of
from valuechain.indicators.reach import Routes, loss_by_supplier
from valuechain.kernels.arrays import Effects
from valuechain.kernels.course import Course
from valuechain.kernels.fast import Engine, Trace
from valuechain.kernels.unfold import CourseEngine
from valuechain.results.routes import Route, RouteStep
from valuechain.shocks.removals import Bound, Removal, Removals, to_shocks
from valuechain.stack.columns import Flags, Stack
from valuechain.vocab.tolerances import WHOLE
from valuechain.vocab.words import ESSENTIALITIES, KINDS, Attribute

SCENARIO: Final = "scenario"
"""Mode of a route through a scenario, in the place of lost and withheld."""


def removed_name(removal: Removal) -> str:
    """Name in short what is taken away: ``USA``, ``asml``, ``gallium from CHN``."""
    return f"{removal.product} from {removal.removed}" if removal.product else removal.removed


def explain(
    engine: Engine,
    builder: Removals,
    *,
    citations: Citations,
    effects: Effects,
    asked: Sequence[tuple[Removal, int]],
    week: int,
    bound: Bound = "value",
) -> list[Route]:
    """Follow exposures of uses or products back along their binding routes.

    Parameters
    ----------
    engine, builder, citations, effects
        The stack made ready, the perspective, the figures and the importance rule.
    asked : sequence of (Removal, int)
        What is taken away, and the row of the use or virtual buyer.
    week : int
        Week looked at, from 1; 0 is the limit.
    bound : str
        Which bound on the remainders.

    Returns
    -------
    list of Route
        In the order asked; steps from the use outward, none if nothing is lost.

    Raises
    ------
    ConvergenceError
        The response did not converge.
    """
    cuts = [builder.cut(removal, bound) for removal, _ in asked]
    distinct = list(dict.fromkeys(cuts))
    trace = engine.trace(to_shocks(builder.stack, distinct), effects, week=week)
    routes = Routes(trace, effects)
    reached = {subject: routes.reached_from(subject) for subject in {s for _, s in asked}}
    return [
        _route(
            trace,
            builder.stack,
            citations,
            asked=(removed_name(removal), removal.attribute, removal.mode),
            subject=subject,
            column=distinct.index(cut),
            slots=reached[subject].slots,
        )
        for (removal, subject), cut in zip(asked, cuts, strict=True)
    ]


def explain_course(
    engine: CourseEngine,
    course: Course,
    *,
    stack: Stack,
    citations: Citations,
    effects: Effects,
    subject: int,
    week: int,
    name: str,
) -> list[Route]:
    """Follow the loss of a use or product back in one week of a course.

    Parameters
    ----------
    engine, stack, citations, effects
        The stack made ready, the figures and the importance rule.
    course : Course
        What happens, in some columns.
    subject : int
        Row of the use or virtual buyer.
    week : int
        Week looked at, from 1.
    name : str
        What the course is called.

    Returns
    -------
    list of Route
        One per column; a slot whose suppliers all deliver again, while its stock or machines are
        still short, is a step without suppliers.

    Raises
    ------
    ConvergenceError
        A week did not settle.
    """
    found = engine.trace(course, effects, week=week)
    now = course.at(week)
    touched = found.plan.touched
    # The plan knows what can be lost at all; a route ends where something is lost now.
    plan = replace(found.plan, capacity=now.capacity[touched], opening=now.opening[:, touched])
    trace = replace(found, plan=plan)
    slots = Routes(trace, effects).reached_from(subject).slots
    return [
        _route(
            trace,
            stack,
            citations,
            asked=(name, "any", SCENARIO),
            subject=subject,
            column=column,
            slots=slots,
        )
        for column in range(course.size)
    ]


def _route(
    trace: Trace,
    stack: Stack,
    citations: Citations,
    *,
    asked: tuple[str, Attribute, str],
    subject: int,
    column: int,
    slots: Flags,
) -> Route:
    place = np.flatnonzero(trace.plan.touched == subject)
    exposure = 1.0 - float(trace.level[place[0], column]) if len(place) else 0.0
    depth = _depths(trace, subject, np.flatnonzero(slots[:, column]), column)
    removed, attribute, mode = asked
    tie = tie_of(attribute)
    steps = [
        step
        for slot, far in sorted(depth.items(), key=lambda pair: (pair[1], pair[0]))
        for step in _steps(trace, stack, citations, slot, depth=far, column=column, tie=tie)
    ]
    return Route(
        subject=stack.producer_ids[subject],
        removed=removed,
        attribute=attribute,
        mode=mode,
        week=trace.week,
        exposure=exposure,
        steps=tuple(sorted(steps, key=lambda s: (s.depth, -(1 - s.customer_level), -s.missing))),
    )


def _depths(trace: Trace, subject: int, slots: np.ndarray, column: int) -> dict[int, int]:
    """Number of steps between the subject and every slot on its routes."""
    plan = trace.plan
    by_row: dict[int, list[int]] = {}
    for slot in slots.tolist():
        by_row.setdefault(int(plan.slot_row[slot]), []).append(slot)
    place = int(np.flatnonzero(plan.touched == subject)[0]) if len(slots) else 0
    rows = plan.row_of[:, 0 if plan.row_of.shape[1] == 1 else column]
    front, far, seen = ({int(rows[place])} if len(slots) else set()), 0, set[int]()
    depth: dict[int, int] = {}
    while front:
        seen |= front
        ahead: set[int] = set()
        for slot in (s for row in front for s in by_row.get(row, ())):
            depth[slot] = far
            for option in np.flatnonzero(plan.alternative_slot == slot):
                suppliers, missing = loss_by_supplier(trace, int(option), column=column)
                ahead |= set(rows[suppliers[missing > WHOLE]].tolist())
        front, far = ahead - seen, far + 1
    return depth


def _steps(
    trace: Trace,
    stack: Stack,
    citations: Citations,
    slot: int,
    *,
    depth: int,
    column: int,
    tie: Tie,
) -> list[RouteStep]:
    """One step per alternative of a binding slot that misses something.

    Where none does, because all deliver again, today's alternative is a step without suppliers.
    """
    plan = trace.plan
    row = int(plan.slot_row[slot])
    original = int(plan.lumped.slot_original[plan.slot_lumped[slot]])
    options = np.flatnonzero(plan.alternative_slot == slot)
    lost = {n: loss_by_supplier(trace, n, column=column) for n in options.tolist()}
    chosen = [n for n, (_, missing) in lost.items() if (missing > WHOLE).any()]
    found = []
    for option in chosen or options[:1].tolist():
        suppliers, missing = lost[option]
        some = missing > WHOLE
        order = np.argsort(-missing[some], kind="stable")
        who = suppliers[some][order]
        loss = missing[some][order]
        closed = plan.opening[plan.option_opening[option], who, column] < 1
        ends = (plan.capacity[who, column] < 1) | closed
        names = [stack.producer_ids[plan.touched[n]] for n in who.tolist()]
        figures = [
            figure
            for n, end in zip(who.tolist(), ends.tolist(), strict=True)
            for figure in citations.of_producer(int(plan.touched[n]), tie=tie if end else "")
        ]
        taken = int(plan.lumped.alternative_original[plan.alternative_lumped[option]])
        found.append(
            RouteStep(
                depth=depth,
                customer=citations.customer(int(stack.slot_customer[original]))[0],
                product=stack.product_ids[stack.alternative_product[taken]],
                kind=KINDS[stack.alternative_kind[taken]],
                essentiality=ESSENTIALITIES[stack.slot_essentiality[original]],
                missing=1.0 - float(trace.arrive[option, column]),
                left=float(trace.slot_usable[slot, column]),
                customer_level=float(trace.row_level[row, column]),
                suppliers=tuple(zip(names, loss.tolist(), strict=True)),
                removed=tuple(n for n, end in zip(names, ends.tolist(), strict=True) if end),
                substitution_weeks=(
                    float(stack.slot_substitution[original])
                    if stack.slot_substitution_known[original]
                    else None
                ),
                figures=tuple(dict.fromkeys([*citations.of_slot(original), *figures])),
            )
        )
    return found
