"""The array form of a course of events against plain loops."""

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tests.build import HALF
from tests.random_courses import random_course
from tests.random_models import everyone, random_model, seeds
from tests.rounds import rounds
from valuechain.kernels import reference_course
from valuechain.kernels.arrays import ConvergenceError
from valuechain.kernels.binding_slot import ITSELF, UNHURT
from valuechain.kernels.course import ALLOCATIONS
from valuechain.kernels.fast import Engine
from valuechain.kernels.unfold import CourseEngine
from valuechain.stack import compile_model


@given(seeds, st.sampled_from(ALLOCATIONS))
@rounds(12, derandomize=True)
def test_arrays_equal_loops(seed, allocation):
    stack = compile_model(random_model(seed))
    course = random_course(stack, seed, allocation=allocation)
    rows = everyone(stack)
    found = CourseEngine(Engine(stack)).unfold(course, HALF, watch=rows).level
    try:
        expected = reference_course.unfold(
            stack, course, effects=HALF, watch=rows, most_iterations=400
        )
    except ConvergenceError:
        reject()  # plain loops take minutes over a circle with a gain near 1
    assert np.abs(found - expected).max() < 1e-9


@given(seeds)
@settings(max_examples=15, deadline=None, derandomize=True)
def test_a_few_watched_rows_have_the_levels_they_have_among_all(seed):
    stack = compile_model(random_model(seed))
    course = random_course(stack, seed)
    engine = CourseEngine(Engine(stack))
    every = engine.unfold(course, HALF, watch=everyone(stack))
    some = [*stack.uses(), stack.buyers()[0]]
    few = engine.unfold(course, HALF, watch=some)
    assert np.abs(few.level - every.level[some]).max() < 1e-12


@given(seeds)
@settings(max_examples=15, deadline=None, derandomize=True)
def test_a_binding_slot_belongs_to_its_customer_and_marks_every_loss(seed):
    stack = compile_model(random_model(seed))
    course = random_course(stack, seed)
    rows = everyone(stack)
    paths = CourseEngine(Engine(stack)).unfold(course, HALF, watch=rows)
    hurt = paths.level < 1 - 1e-12
    assert (paths.binding_slot[~hurt] == UNHURT).all()
    assert (paths.binding_slot[hurt] != UNHURT).all()
    place = np.nonzero(paths.binding_slot >= 0)
    assert (stack.slot_customer[paths.binding_slot[place]] == np.array(rows)[place[0]]).all()
    own = np.nonzero(paths.binding_slot == ITSELF)
    assert all(
        course.at(int(week) + 1).capacity[row, b] < 1 for row, week, b in zip(*own, strict=True)
    )


@pytest.mark.parametrize("allocation", ALLOCATIONS)
def test_no_shock_moves_nothing_exactly(allocation):
    stack = compile_model(random_model(3))
    course = random_course(stack, 3, allocation=allocation)
    for strand in course.strands:
        strand.force[:] = 0.0
    found = CourseEngine(Engine(stack)).unfold(course, HALF, watch=everyone(stack)).level
    assert (found == 1.0).all()
