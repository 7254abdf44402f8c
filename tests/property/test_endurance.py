"""Laws of survival on random models: theta, stocks, bounds, and the stock that is found."""

from dataclasses import replace

import numpy as np
import pytest

from tests.build import HALF
from tests.random_models import random_model, removals_of
from valuechain.indicators.endurance import endure
from valuechain.indicators.gap_stock import PLACES, Closing, Gap
from valuechain.kernels.fast import Engine
from valuechain.kernels.unfold import CourseEngine
from valuechain.shocks.perspective import make_perspective
from valuechain.shocks.removal_course import lasting
from valuechain.shocks.removals import BOUNDS, Removals, to_shocks
from valuechain.stack import Stack, compile_model

WEEKS = 12
seeds = pytest.mark.parametrize("seed", [0, 1, 3, 4, 5, 6])
"""Fixed: circles that come down only by accumulation take minutes where others step in."""


def substituted(model, seed: int) -> Stack:
    """The stack of a model in which every market has spare capacity and every slot a lag."""
    stack = compile_model(model)
    rng = np.random.default_rng(seed)
    return replace(
        stack,
        product_spare=rng.choice((0.0, 0.5, 3.0), len(stack.product_ids)),
        slot_substitution_known=rng.random(stack.n_slots) < 0.9,
        slot_substitution=rng.choice((2.0, 4.0, 8.0), stack.n_slots),
    )


def opened(seed: int):
    model = random_model(seed)
    stack = substituted(model, seed)
    builder = Removals(stack, make_perspective(model))
    asked = removals_of(builder)
    rng = np.random.default_rng(seed)
    chosen = [asked[int(n)] for n in rng.integers(len(asked), size=4)]
    return stack, builder, chosen


def endured(stack, cuts, *, theta=0.5, substitution=True):
    course = lasting(stack, cuts, n_weeks=WEEKS, substitution=substitution)
    return endure(
        CourseEngine(Engine(stack)), course, effects=HALF, watch=stack.uses(), theta=theta
    )


@seeds
def test_alone_a_lasting_course_is_the_response_to_the_cut(seed):
    stack, builder, chosen = opened(seed)
    cuts = [builder.cut(one, bound) for one in chosen for bound in BOUNDS]
    engine, watch = Engine(stack), stack.uses()
    course = lasting(stack, cuts, n_weeks=WEEKS, substitution=False)
    found = CourseEngine(engine).unfold(course, HALF, watch=watch).level
    plain = engine.weeks(to_shocks(stack, cuts), HALF, watch=watch, n_weeks=WEEKS)
    np.testing.assert_allclose(found, plain, rtol=0, atol=1e-12)


@seeds
@pytest.mark.parametrize("levels", [(0.3, 0.6), (0.7, 1.0)])
def test_a_higher_theta_never_lengthens_tts_nor_shortens_ttr(seed, levels):
    stack, builder, chosen = opened(seed)
    cuts = [builder.cut(one, "value") for one in chosen]
    low, high = (endured(stack, cuts, theta=theta) for theta in levels)
    assert (high.held <= low.held).all()
    assert (high.back >= low.back).all()


@seeds
def test_more_stock_never_shortens_tts_nor_lengthens_ttr(seed):
    stack, builder, chosen = opened(seed)
    cuts = [builder.cut(one, "value") for one in chosen]
    more = replace(stack, alternative_buffer=stack.alternative_buffer + 2.5)
    for substitution in (False, True):
        less_stock = endured(stack, cuts, substitution=substitution)
        more_stock = endured(more, cuts, substitution=substitution)
        assert (more_stock.held >= less_stock.held).all()
        assert (more_stock.back <= less_stock.back).all()


@seeds
def test_others_stepping_in_never_shorten_tts_and_bounds_stand_in_order(seed):
    stack, builder, chosen = opened(seed)
    lost = [one for one in chosen if one.mode == "lost" and one.kind != "group"]
    for one in lost:
        cuts = [builder.cut(one, bound) for bound in BOUNDS]
        alone, helped = endured(stack, cuts, substitution=False), endured(stack, cuts)
        assert (helped.held >= alone.held).all()
        for found in (alone, helped):
            assert (np.diff(np.nan_to_num(found.held, posinf=1e9), axis=1) <= 0).all()
            assert (np.diff(np.nan_to_num(found.back, posinf=1e9), axis=1) >= 0).all()


@seeds
def test_the_stock_that_is_found_closes_the_gap_and_a_week_less_does_not(seed):
    stack, builder, chosen = opened(seed)
    cuts = [builder.cut(one, "value") for one in chosen]
    found = endured(stack, cuts)
    gaps = [
        Gap(cut, row, int(found.back[place, b]), where)
        for b, cut in enumerate(cuts)
        for place, row in enumerate(stack.uses())
        if 0 < found.back[place, b] < np.inf
        for where in PLACES
    ]
    closing = Closing(CourseEngine(Engine(stack)), stack, effects=HALF, theta=0.5)
    for gap, one in zip(gaps, closing.close(gaps), strict=True):
        if one.extra_weeks is None:
            continue
        assert 0 < one.extra_weeks <= gap.weeks
        assert not one.obstacles
        for weeks in (one.extra_weeks, one.extra_weeks - 1):
            on_top = closing.alternatives.on_top([(one.holdings, weeks)])[:, 0]
            more = replace(stack, alternative_buffer=stack.alternative_buffer + on_top)
            place = stack.uses().index(gap.row)
            back = endured(more, [gap.cut]).back[place, 0]
            assert (back == 0) == (weeks == one.extra_weeks)
