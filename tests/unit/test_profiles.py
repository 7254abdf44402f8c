"""A loss over weeks: exact averages, fractions of weeks, recoveries of every shape."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuechain.schema.scenario import Recovery
from valuechain.shocks.profiles import STEP, ends, profile

N_WEEKS = 40


def recovery(shape, over=None, *points):
    more = {} if over is None else {"over": f"{over:.12f} weeks"}
    if points:
        more["points"] = [{"after": f"{a:.12f} weeks", "recovered": r} for a, r in points]
    return Recovery(shape=shape, **more)


def lost_at(x, start, duration, how):
    """The loss at one moment, as the shapes are defined."""
    if x <= start:
        return 0.0
    if duration is None or x <= start + duration:
        return 1.0
    y = x - start - duration
    if how.shape == "step":
        return 0.0
    if how.shape in ("linear", "s-curve"):
        if y >= how.over:
            return 0.0
        u = y / how.over
        return 1.0 - (u if how.shape == "linear" else 3 * u**2 - 2 * u**3)
    times = [0.0, *(point.after for point in how.points)]
    back = [0.0, *(point.recovered for point in how.points)]
    return 0.0 if y > times[-1] else float(1.0 - np.interp(y, times, back))


def integrated(start, duration, how, n_weeks, *, steps=4000):
    """Averages over weeks by the midpoint rule."""
    found = []
    for week in range(1, n_weeks + 1):
        middles = week - 1 + (np.arange(steps) + 0.5) / steps
        found.append(np.mean([lost_at(x, start, duration, how) for x in middles]))
    return np.array(found)


SHAPES = {
    "step": STEP,
    "linear": recovery("linear", 5.5),
    "linear within a week": recovery("linear", 0.3),
    "s-curve": recovery("s-curve", 6.25),
    "points": recovery("points", None, (1.5, 0.2), (2.0, 0.9), (4.75, 0.95)),
    "points that wait": recovery("points", None, (2.0, 0.0), (3.0, 1.0)),
}


@pytest.mark.parametrize("how", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize(("start", "duration"), [(0.0, 3.0), (1.25, 2.6), (2.4, 0.3), (0.5, 0.0)])
def test_it_is_the_average_over_each_week(how, start, duration):
    found = profile(start, duration, recovery=how, n_weeks=14)
    np.testing.assert_allclose(found, integrated(start, duration, how, 14), rtol=0, atol=3e-4)


def test_whole_weeks_are_in_force_from_the_week_after_the_start():
    assert profile(2.0, 3.0, n_weeks=7).tolist() == [0, 0, 1, 1, 1, 0, 0]


def test_three_days_are_three_sevenths_of_a_week():
    found = profile(0.0, 3 / 7, n_weeks=2, severity=0.7)
    assert found.tolist() == pytest.approx([0.3, 0.0], abs=1e-15)


def test_without_a_duration_it_lasts_to_the_horizon_whatever_the_recovery():
    found = profile(0.25, None, recovery=recovery("linear", 2.0), n_weeks=4)
    assert found.tolist() == [0.75, 1, 1, 1]


def test_a_straight_line_and_an_s_by_hand():
    # linear over 4: 7/8, 5/8, 3/8, 1/8
    line = profile(0.0, 1.0, recovery=recovery("linear", 4.0), n_weeks=6)
    assert line.tolist() == pytest.approx([1, 0.875, 0.625, 0.375, 0.125, 0], abs=1e-15)
    # s-curve over 2: the integral of 1 - 3u^2 + 2u^3 is u - u^3 + u^4/2: 2 * 13/32, 2 * 3/32
    curve = profile(0.0, 1.0, recovery=recovery("s-curve", 2.0), n_weeks=4)
    assert curve.tolist() == pytest.approx([1, 0.8125, 0.1875, 0], abs=1e-15)


def test_after_the_last_point_all_is_back():
    # from nothing to 0.4 in two weeks: 0.9, 0.7 are lost, then nothing
    found = profile(0.0, 1.0, recovery=recovery("points", None, (2.0, 0.4)), n_weeks=5)
    assert found.tolist() == pytest.approx([1, 0.9, 0.7, 0, 0], abs=1e-15)


def test_a_point_at_the_end_of_the_shock_is_a_jump():
    found = profile(0.0, 1.0, recovery=recovery("points", None, (0.0, 0.5), (2.0, 1.0)), n_weeks=4)
    assert found.tolist() == pytest.approx([1, 0.375, 0.125, 0], abs=1e-15)


@pytest.mark.parametrize(
    ("how", "end"),
    [
        (STEP, 3.5),
        (recovery("linear", 4.0), 7.5),
        (recovery("s-curve", 1.0), 4.5),
        (recovery("points", None, (1.0, 0.5), (6.0, 0.8)), 9.5),
    ],
)
def test_the_end_is_when_all_is_back(how, end):
    assert ends(1.5, 2.0, recovery=how) == pytest.approx(end, abs=1e-9)
    lost = profile(1.5, 2.0, recovery=how, n_weeks=N_WEEKS)
    last = int(np.ceil(end - 1e-9))
    assert lost[last - 1] > 0
    assert not lost[last:].any()


def test_what_lasts_never_ends():
    assert ends(1.0, None, recovery=recovery("linear", 4.0)) == np.inf


halves = st.floats(0, 12).map(lambda x: round(x, 3))
shapes = st.sampled_from(list(SHAPES.values()))


@given(start=halves, duration=halves, longer=halves, how=shapes)
def test_longer_never_loses_less_and_all_of_it_is_counted(start, duration, longer, how):
    lost = profile(start, duration, recovery=how, n_weeks=N_WEEKS)
    more = profile(start, duration + longer, recovery=how, n_weeks=N_WEEKS)
    assert (lost >= 0).all()
    assert (lost <= 1).all()
    assert (more >= lost - 1e-12).all()
    assert (profile(start, None, n_weeks=N_WEEKS) >= more - 1e-12).all()
    tail = {"step": 0.0, "linear": 0.5, "s-curve": 0.5}.get(how.shape)
    if tail is not None:
        assert lost.sum() == pytest.approx(duration + tail * (how.over or 0.0), abs=1e-9)
    # full weeks are full, and what was not touched is not touched, to the last bit
    first, last = int(np.ceil(start)), int(np.floor(start + duration))
    assert (lost[first:last] == 1.0).all()
    assert (lost[: int(np.floor(start))] == 0.0).all()
