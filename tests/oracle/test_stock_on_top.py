"""Stock on top of the model's: fast as the plain loops, and as a model that has that stock."""

from dataclasses import replace

import numpy as np
from hypothesis import given

from tests.build import HALF
from tests.random_courses import random_course
from tests.random_models import everyone, random_model, seeds
from tests.rounds import rounds
from valuechain.analysis.workbench import prepare
from valuechain.indicators.gap_stock import Alternatives, holding_of
from valuechain.indicators.reach import Routes
from valuechain.kernels.fast import Engine, side_by_side
from valuechain.kernels.reference_course import unfold
from valuechain.kernels.unfold import CourseEngine
from valuechain.shocks.removals import Removal, to_shocks
from valuechain.stack import compile_model

some = rounds(5)


@given(seeds)
@some
def test_stock_on_top_is_stock(seed):
    stack = compile_model(random_model(seed))
    course = random_course(stack, seed)
    rng = np.random.default_rng(seed)
    holdings = sorted({holding_of(stack, slot) for slot in range(stack.n_slots)})
    chosen = [one for one in holdings if rng.random() < 0.5]
    on_top = Alternatives(stack).on_top([(chosen, 2.5)] * course.size)
    course = replace(course, buffers=np.ones(course.size, dtype=bool), extra_buffers=on_top)
    stocked = replace(stack, alternative_buffer=stack.alternative_buffer + on_top[:, 0])
    rows = everyone(stack)
    fast = CourseEngine(Engine(stack)).unfold(course, HALF, watch=rows).level
    plain = unfold(stack, course, effects=HALF, watch=rows)
    other = unfold(stocked, replace(course, extra_buffers=None), effects=HALF, watch=rows)
    np.testing.assert_allclose(fast, plain, rtol=0, atol=1e-9)
    np.testing.assert_allclose(plain, other, rtol=0, atol=1e-12)


def test_columns_of_a_batch_side_by_side_are_the_batch():
    made = prepare(None)
    removals = [
        Removal("country", name, "owner", mode, frozenset({name}))
        for name in ("USA", "CHN")
        for mode in ("withheld", "lost")
    ]
    cuts = [made.removals.cut(one, "high") for one in removals]
    trace = made.engine.trace(to_shocks(made.stack, cuts), made.effects(), week=13)
    again = side_by_side([trace.columns([column]) for column in range(len(cuts))])
    routes, whole = Routes(again, made.effects()), Routes(trace, made.effects())
    for row in made.uses:
        one, other = routes.reached_from(row), whole.reached_from(row)
        assert np.array_equal(one.slots, other.slots)
        assert np.array_equal(one.producers, other.producers)
