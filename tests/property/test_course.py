"""Laws of a course of events: what never moves, never helps, and where it ends."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import HALF
from tests.random_courses import random_course
from tests.random_models import everyone, random_model, sampled_shocks, seeds
from valuechain.kernels.arrays import Floats, Shocks
from valuechain.kernels.course import ALLOCATIONS, Course, Strand
from valuechain.kernels.fast import Engine
from valuechain.kernels.unfold import CourseEngine
from valuechain.shocks.perspective import make_perspective
from valuechain.shocks.removals import Removals
from valuechain.stack import Stack, compile_model

SLACK = 1e-10
# Fixed examples: a circle with a gain near 1 takes long where Newton steps are not safe.
some = settings(max_examples=8, deadline=None, derandomize=True)
named = st.sampled_from(ALLOCATIONS)


def levels(stack: Stack, course: Course) -> Floats:
    """Levels of all rows, shape (rows, weeks, batch)."""
    return CourseEngine(Engine(stack)).unfold(course, HALF, watch=everyone(stack)).level


def lasting(stack: Stack, shocks: Shocks, *, n_weeks: int) -> Course:
    """The course of shocks that never end, nobody stepping in."""
    strands = []
    every = np.arange(stack.n_producers, dtype=np.int32)
    for b in range(shocks.size):
        held, force = np.array([b], dtype=np.int32), np.ones((n_weeks, 1))
        strands.append(Strand("capacity", 0, every, 1 - shocks.capacity[:, b], held, force))
        strands += [
            Strand("opening", row, every, 1 - shocks.opening[row, :, b], held, force)
            for row in range(1, len(shocks.opening))
        ]
    yes, no = np.ones(shocks.size, dtype=bool), np.zeros(shocks.size, dtype=bool)
    return Course(
        n_producers=stack.n_producers,
        n_weeks=n_weeks,
        n_rows=len(shocks.opening),
        customer_class=shocks.customer_class,
        class_rows=shocks.rows,
        strands=tuple(strands),
        grace=shocks.grace,
        start=np.zeros(shocks.size),
        substitution=no,
        buffers=yes,
    )


@given(seeds)
@some
def test_a_course_that_never_ends_is_the_baseline(seed):
    model = random_model(seed)
    stack = compile_model(model)
    shocks = sampled_shocks(Removals(stack, make_perspective(model)), seed, 3)
    expected = Engine(stack).weeks(shocks, HALF, watch=everyone(stack), n_weeks=6)
    assert np.abs(levels(stack, lasting(stack, shocks, n_weeks=6)) - expected).max() < SLACK


@given(seeds, named)
@some
def test_a_larger_shock_never_helps(seed, allocation):
    stack = compile_model(random_model(seed))
    course = random_course(stack, seed, allocation=allocation)
    larger = replace(
        course,
        strands=tuple(replace(s, force=np.minimum(1.0, s.force + 0.3)) for s in course.strands),
    )
    assert (levels(stack, larger) <= levels(stack, course) + SLACK).all()


@given(seeds, named)
@some
def test_a_later_substitute_or_less_stock_never_helps(seed, allocation):
    stack = compile_model(random_model(seed))
    course = replace(
        random_course(stack, seed, allocation=allocation),
        substitution=np.ones(2, dtype=bool),
        buffers=np.ones(2, dtype=bool),
    )
    spare = np.full(len(stack.product_ids), 0.3)
    known = np.ones(stack.n_slots, dtype=bool)
    soon = replace(
        stack,
        product_spare=spare,
        slot_substitution_known=known,
        slot_substitution=np.ones(stack.n_slots),
    )
    lag = np.random.default_rng(seed).choice((1.0, 3.0, 1e6), stack.n_slots)
    late = replace(soon, slot_substitution=lag)
    best = levels(soon, course)
    assert (levels(late, course) <= best + SLACK).all()
    assert (levels(soon, replace(course, buffers=~course.buffers)) <= best + SLACK).all()
    assert (levels(soon, replace(course, substitution=~course.substitution)) <= best + SLACK).all()


@given(seeds)
@some
def test_what_is_delivered_was_produced(seed):
    """Of every market without stated sourcing, weighted deliveries never exceed production."""
    stack = compile_model(random_model(seed))
    reserved = np.random.default_rng(seed).random(stack.n_producers) < 0.4
    for allocation in ALLOCATIONS:
        course = replace(
            random_course(stack, seed, allocation=allocation),
            substitution=np.zeros(2, dtype=bool),
            reserved=reserved,
        )
        engine = CourseEngine(Engine(stack))
        trace = engine.trace(course, HALF, week=3)
        assert _overdrawn(stack, course, trace) < 1e-7


def _overdrawn(stack: Stack, course: Course, trace) -> float:
    """Largest excess of weighted deliveries over production, over products and columns."""
    plan = trace.plan
    h = np.ones((stack.n_producers, course.size))
    h[plan.touched] = trace.level
    row_of = {int(n): plan.row_of[i] for i, n in enumerate(plan.touched)}
    worst = 0.0
    for product in range(len(stack.product_ids)):
        mine = np.flatnonzero(stack.alternative_product == product)
        if stack.alternative_sourced[mine].any() or not len(mine):
            continue
        makers = (stack.producer_product == product) & (stack.producer_share > 0)
        made = stack.producer_share[makers] @ h[makers]
        given_out = np.zeros(course.size)
        for a in mine.tolist():
            slot = int(stack.alternative_slot[a])
            customer = int(stack.slot_customer[slot])
            for b in range(course.size):
                given_out[b] += stack.alternative_demand[a] * _arrives(
                    trace,
                    row_of.get(customer),
                    a - int(stack.alternative_start[slot]),
                    slot - int(stack.slot_start[customer]),
                    b,
                    stack,
                )
        total = stack.alternative_demand[mine].sum()
        worst = max(worst, float((given_out - total * np.maximum(made, 0)).max()))
    return worst


def _arrives(trace, rows, option: int, slot: int, b: int, stack: Stack) -> float:
    """What arrives of one alternative of one customer in one column; 1 if it is not touched."""
    if rows is None:
        return 1.0
    row = int(rows[b if len(rows) > 1 else 0])
    plan, lumped = trace.plan, trace.plan.lumped
    if row >= plan.n_rows:
        return 1.0
    agent = int(lumped.representative[plan.row_cell[row]])
    wanted = int(stack.alternative_start[stack.slot_start[agent] + slot]) + option
    at = np.flatnonzero(
        (plan.slot_row[plan.alternative_slot] == row)
        & (lumped.alternative_original[plan.alternative_lumped] == wanted)
    )
    return float(trace.arrive[at[0], b]) if len(at) else 1.0
