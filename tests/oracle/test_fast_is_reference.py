"""The fast kernel equals the plain loops, on random stacks and row by row."""

import importlib.util
import sys
from dataclasses import replace
from pickle import UnpicklingError
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import open_lab
from tests.random_models import everyone, random_model, sampled_shocks, seeds, sizes
from tests.rounds import rounds
from valuechain import kernels
from valuechain.kernels import fast, reference, units
from valuechain.kernels.arrays import ConvergenceError, Effects
from valuechain.kernels.fast import Engine
from valuechain.kernels.plan import CAPITAL
from valuechain.vocab import tolerances

# Importance as shipped, strict, lenient, and strong enough for minor losses to add up to all.
EFFECTS = [Effects(0.5, 0.1), Effects(1.0, 0.2), Effects(0.25, 0.0), Effects(0.9, 0.6)]
WEEKS = 5
CIRCLES = 1e-8
"""Circles are each proved to 1e-12, from above; over 60 weeks that grows some thousandfold."""


def in_arrays(columns) -> Engine:
    """An engine as it is where no compiler is installed."""
    engine = Engine(columns)
    engine.compiled = None
    return engine


@rounds(25)
@given(seed=seeds, n_products=sizes, effects=st.sampled_from(EFFECTS))
def test_limit_and_weeks_of_every_row(seed, n_products, effects):
    made = open_lab(random_model(seed, n_products))
    shocks = sampled_shocks(made.removals, seed, 2)
    rows = everyone(made.stack)
    found = made.engine.limit(shocks, effects, watch=rows)
    slow = reference.limit(made.stack, shocks, effects=effects, watch=rows)
    np.testing.assert_allclose(found, slow, rtol=0, atol=1e-9)
    found = made.engine.weeks(shocks, effects, watch=rows, n_weeks=WEEKS)
    slow = reference.weeks(made.stack, shocks, effects=effects, watch=rows, n_weeks=WEEKS)
    np.testing.assert_allclose(found, slow, rtol=0, atol=1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_a_batch_is_its_columns(seed):
    # 40 removals of several numbers of customer classes at once, and one at a time
    made = open_lab(random_model(seed, 5))
    rows = everyone(made.stack)
    effects = EFFECTS[seed % 4]
    batch = sampled_shocks(made.removals, seed, 40)
    limits = made.engine.limit(batch, effects, watch=rows)
    weeks = made.engine.weeks(batch, effects, watch=rows, n_weeks=4)
    for b in range(40):
        one = batch.narrowed([b])
        alone = made.engine.limit(one, effects, watch=rows)[:, 0]
        np.testing.assert_allclose(limits[:, b], alone, rtol=0, atol=1e-11)
        alone = made.engine.weeks(one, effects, watch=rows, n_weeks=4)[:, :, 0]
        np.testing.assert_allclose(weeks[:, :, b], alone, rtol=0, atol=1e-11)


def test_what_is_watched_does_not_matter():
    made = open_lab(random_model(3, 6))
    shocks = sampled_shocks(made.removals, 3, 10)
    rows = everyone(made.stack)
    every = made.engine.limit(shocks, EFFECTS[0], watch=rows)
    some = rows[::-3]
    assert np.array_equal(made.engine.limit(shocks, EFFECTS[0], watch=some), every[some])
    weeks = made.engine.weeks(shocks, EFFECTS[0], watch=some, n_weeks=3)
    assert weeks.shape == (len(some), 3, 10)
    assert made.engine.limit(shocks, EFFECTS[0], watch=[]).shape == (0, 10)


def test_the_functions_are_the_engine():
    made = open_lab(random_model(4, 4))
    shocks = sampled_shocks(made.removals, 4, 3)
    rows = everyone(made.stack)
    assert np.array_equal(
        fast.limit(made.stack, shocks, effects=EFFECTS[0], watch=rows),
        made.engine.limit(shocks, EFFECTS[0], watch=rows),
    )
    assert np.array_equal(
        fast.weeks(made.stack, shocks, effects=EFFECTS[0], watch=rows, n_weeks=3),
        made.engine.weeks(shocks, EFFECTS[0], watch=rows, n_weeks=3),
    )


def test_a_trace_shows_the_levels_of_its_week():
    made = open_lab(random_model(9, 5))
    shocks = sampled_shocks(made.removals, 9, 4)
    rows = everyone(made.stack)
    levels = made.engine.weeks(shocks, EFFECTS[0], watch=rows, n_weeks=4)
    for week in (1, 4):
        trace = made.engine.trace(shocks, EFFECTS[0], week=week)
        assert np.allclose(trace.level, levels[trace.plan.touched, week - 1], rtol=0, atol=1e-12)
    trace = made.engine.trace(shocks, EFFECTS[0], week=0)
    limit = made.engine.limit(shocks, EFFECTS[0], watch=rows)
    assert np.allclose(trace.level, limit[trace.plan.touched], rtol=0, atol=1e-12)


@rounds(40)
@given(seed=seeds, n_products=sizes, effects=st.sampled_from(EFFECTS))
def test_compiled_loops_are_the_whole_arrays(seed, n_products, effects):
    made = open_lab(random_model(seed, n_products))
    shocks = sampled_shocks(made.removals, seed, 12)
    rows = everyone(made.stack)
    arrays = in_arrays(made.stack)
    assert made.engine.compiled is not None
    for weeks in (1, 60):
        np.testing.assert_allclose(
            made.engine.weeks(shocks, effects, watch=rows, n_weeks=weeks),
            arrays.weeks(shocks, effects, watch=rows, n_weeks=weeks),
            rtol=0,
            atol=CIRCLES,
        )
    np.testing.assert_allclose(
        made.engine.limit(shocks, effects, watch=rows),
        arrays.limit(shocks, effects, watch=rows),
        rtol=0,
        atol=CIRCLES,
    )
    for week in (0, 1, 7):
        one = made.engine.trace(shocks, effects, week=week)
        other = arrays.trace(shocks, effects, week=week)
        for name in ("level", "row_level", "slot_usable", "arrive"):
            np.testing.assert_allclose(
                getattr(one, name), getattr(other, name), rtol=0, atol=CIRCLES, err_msg=name
            )


def loops_again():
    """The module of the loops as a new process finds it."""
    specification = importlib.util.find_spec("valuechain.kernels.loops")
    again = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(again)
    return again


def test_loops_are_there_where_nothing_compiled_can_be_kept(monkeypatch):
    caching = pytest.importorskip("numba.core.caching")
    monkeypatch.setattr(caching.CacheImpl, "_locator_classes", [])
    assert loops_again().follow.stats.cache_path is None


@pytest.mark.parametrize(
    ("owner", "name", "value"),
    [
        (tolerances, "CONVERGED", 1e-3),
        (units, "EFFECT", 1),
        (units.RowOrder, "_fields", units.RowOrder._fields[::-1]),
    ],
)
def test_what_is_kept_is_found_only_if_all_that_is_compiled_in_is_the_same(
    monkeypatch, owner, name, value
):
    kept = units.loops().follow.__qualname__  # numba names its files by it
    assert loops_again().follow.__qualname__ == kept
    monkeypatch.setattr(owner, name, value)
    assert loops_again().follow.__qualname__ != kept


@pytest.mark.parametrize("error", [OSError, EOFError, UnpicklingError])
def test_loops_that_cannot_be_kept_or_read_are_compiled_anew(error):
    def broken(*_):
        raise error

    loops = units.loops()
    made = open_lab(random_model(3, 4))
    shocks, rows = sampled_shocks(made.removals, 3, 5), everyone(made.stack)
    wanted = made.engine.weeks(shocks, EFFECTS[0], watch=rows, n_weeks=4)
    assert loops.follow_anew.py_func is loops.follow.py_func
    made.engine.compiled = SimpleNamespace(follow=broken, follow_anew=loops.follow, SLOW=loops.SLOW)
    assert np.array_equal(made.engine.weeks(shocks, EFFECTS[0], watch=rows, n_weeks=4), wanted)


def test_without_a_compiler_all_is_computed_in_arrays(monkeypatch):
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.delitem(sys.modules, "valuechain.kernels.loops", raising=False)
    monkeypatch.delattr(kernels, "loops", raising=False)
    assert units.loops.__wrapped__() is None


def test_a_machine_that_lasts_no_time_has_no_level():
    made = open_lab(random_model(5, 5))
    lifetime = made.stack.alternative_lifetime.copy()
    machines = np.asarray(made.stack.alternative_kind) == CAPITAL
    assert machines.any()
    lifetime[machines] = 0.0
    engine = Engine(replace(made.stack, alternative_lifetime=lifetime))
    shocks = sampled_shocks(made.removals, 5, 2)
    with pytest.raises(ConvergenceError, match="lifetime"):
        engine.weeks(shocks, EFFECTS[0], watch=everyone(made.stack), n_weeks=2)
    assert made.engine.weeks(shocks, EFFECTS[0], watch=[0], n_weeks=0).shape == (1, 0, 2)
