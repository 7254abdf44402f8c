"""Batches keep order and size, and shocks that are felt alike are followed once."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import valuechain as vc
from valuechain.kernels.arrays import Effects, Shocks
from valuechain.kernels.batches import answered, batches
from valuechain.kernels.fast import Engine
from valuechain.stack import compile_model

TINY = Path(__file__).parents[1] / "models" / "tiny.yaml"
HALF = Effects(important=0.5, minor=0.1)


def test_batches_hold_all_in_order_and_only_what_is_alike():
    asked = [1, 3, 5, 7, 2, 4, 9]
    runs = batches(asked, 3, alike=lambda number: number % 2)
    assert [list(run) for run in runs] == [[1, 3, 5], [7], [2, 4], [9]]
    assert [one for run in batches(asked, 2) for one in run] == asked
    assert batches([], 5) == []
    assert batches([], 5, alike=bool) == []


def test_answers_come_with_what_was_asked_whichever_is_ready_first():
    found = list(answered(batches(range(10), 3), sum))
    assert [(list(run), answer) for run, answer in found] == [
        ([0, 1, 2], 3),
        ([3, 4, 5], 12),
        ([6, 7, 8], 21),
        ([9], 9),
    ]


def test_what_fails_in_a_batch_is_not_lost():
    def fail(run):
        raise ArithmeticError(run[0])

    with pytest.raises(ArithmeticError):
        list(answered([[1], [2]], fail))


@pytest.fixture(scope="module")
def stack():
    return compile_model(vc.load(TINY))


def shocks(stack, size, classes=2):
    """Nothing happens, in some columns; everybody is a customer of class 1."""
    return Shocks(
        capacity=np.ones((stack.n_producers, size)),
        customer_class=np.ones((stack.n_producers, size), dtype=np.int16),
        opening=np.ones((classes, stack.n_producers, size)),
        grace=np.ones(size, dtype=bool),
    )


def plan_of(engine, given, watch):
    return engine._plan(given, watch, in_the_limit=False).distinct()


def test_columns_that_differ_where_nobody_buys_are_one(stack):
    """A use sells to nobody: what of it is open is felt by nobody."""
    watch = stack.uses()[:1]
    supplier, use = int(stack.link_supplier[0]), watch[0]
    given = shocks(stack, 3)
    given.opening[1, supplier] = 0.5
    given.opening[1, use, 1] = 0.0
    given.opening[1, supplier, 2] = 0.25
    plan, back = plan_of(Engine(stack), given, watch)
    assert plan.size == 2
    assert back.tolist() == [0, 0, 1]


@pytest.mark.parametrize("what", ["capacity", "opening", "customer_class", "grace"])
def test_columns_that_differ_in_anything_felt_are_two(stack, what):
    watch = stack.uses()
    supplier = int(stack.link_supplier[0])
    given = shocks(stack, 2)
    given.opening[1, supplier] = 0.5
    if what == "capacity":
        given.capacity[supplier, 1] = 0.75
    elif what == "opening":
        given.opening[1, supplier, 1] = 0.75
    elif what == "customer_class":
        given.customer_class[:, 1] = 0
    else:
        given.grace[1] = False
    plan, back = plan_of(Engine(stack), given, watch)
    assert plan.size == 2
    assert back.tolist() == [0, 1]


def test_one_followed_for_many_is_what_each_gives_alone(stack):
    watch = stack.uses()
    random = np.random.default_rng(5)
    few = shocks(stack, 4)
    few.opening[1] = np.where(random.random(few.opening[1].shape) < 0.2, 0.3, 1.0)
    some = random.integers(0, 4, size=11)
    many = replace(
        few,
        capacity=few.capacity[:, some],
        customer_class=few.customer_class[:, some],
        opening=few.opening[:, :, some],
        grace=few.grace[some],
    )
    engine = Engine(stack)
    alone = engine.weeks(few, HALF, watch=watch, n_weeks=8)
    together = engine.weeks(many, HALF, watch=watch, n_weeks=8)
    assert np.array_equal(together, alone[:, :, some])
    last = engine.limit(few, HALF, watch=watch)
    assert np.allclose(engine.limit(many, HALF, watch=watch), last[:, some], atol=1e-12)
