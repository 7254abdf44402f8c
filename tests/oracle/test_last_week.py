"""Beginning a week at the levels of the last one, or not at all, changes no level."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import HALF
from tests.random_courses import random_course
from tests.random_models import everyone, random_model, seeds
from valuechain.kernels.course import ALLOCATIONS, Course
from valuechain.kernels.fast import Engine
from valuechain.kernels.run import Run
from valuechain.kernels.unfold import CourseEngine
from valuechain.stack import Stack, compile_model


def from_one(run: Run) -> np.ndarray:
    return np.zeros(run.size, dtype=bool)


def always(course: Course, week: int) -> bool:
    del course
    return week > 0


def levels(stack: Stack, course: Course) -> np.ndarray:
    return CourseEngine(Engine(stack)).unfold(course, HALF, watch=everyone(stack)).level


def side_by_side(course: Course) -> Course:
    """The course beside one that is over sooner: while one gets worse the other gets better."""
    both = tuple(
        replace(s, columns=s.columns + 2 * n, force=np.roll(s.force, -n, axis=0))
        for s in course.strands
        for n in (0, 1)
    )
    names = ("grace", "start", "substitution", "buffers")
    held = {name: np.tile(getattr(course, name), 2) for name in names}
    return replace(course, strands=both, customer_class=np.tile(course.customer_class, 2), **held)


@given(seeds, st.sampled_from(ALLOCATIONS))
@settings(max_examples=25, deadline=None, derandomize=True)
def test_from_last_week_is_from_one(seed, allocation):
    stack = compile_model(random_model(seed, 6))
    course = side_by_side(random_course(stack, seed, allocation=allocation))
    found = levels(stack, course)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Run, "_nowhere_better", from_one)
        patch.setattr(Course, "changes", always)
        expected = levels(stack, course)
    assert np.abs(found - expected).max() < 1e-12


def test_weeks_without_a_change_are_not_solved(monkeypatch):
    """Stocks run out within some weeks; what lasts after that is known."""
    stack = compile_model(random_model(3))
    course = random_course(stack, 3)
    still = replace(
        course,
        n_weeks=60,
        strands=tuple(replace(s, force=np.ones((60, s.force.shape[1]))) for s in course.strands),
        substitution=np.zeros(2, dtype=bool),
    )
    solved, solve = [], Run.solve
    monkeypatch.setattr(Run, "solve", lambda run, week: (solved.append(week), solve(run, week)))
    found = levels(replace(stack, alternative_kind=0 * stack.alternative_kind), still)
    assert 1 < len(solved) < 20
    assert np.array_equal(found[:, max(solved) - 1], found[:, -1])
    assert (found[:, -1] < 1).any()
