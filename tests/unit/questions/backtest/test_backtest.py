"""The verdicts of the back-test follow the stated rule."""

import math
from dataclasses import replace

import pytest

from valuechain.questions.backtest.observations import Interval, Observed, judge

ROW = Observed(
    scenario="fire",
    subject_kind="product",
    subject="chips",
    home="NLD",
    measure="deepest_loss",
    week=None,
    low=0.2,
    high=0.4,
    unit="fraction",
    role="outcome",
    observed="",
    source="",
    url="",
    status="read",
)


@pytest.mark.parametrize(
    ("low", "high", "said", "verdict"),
    [
        (0.2, 0.4, (0.3, 0.5), "agrees"),
        (0.2, 0.4, (0.4, 0.5), "agrees"),
        (0.2, 0.4, (0.41, 0.5), "differs"),
        (0.2, 0.4, (0.0, 0.19), "differs"),
        (0.0, 0.0, (0.0, 0.0), "agrees"),
        (0.0, 0.0, (0.01, 0.5), "differs"),
        (2.0, None, (math.inf, math.inf), "agrees"),
        (2.0, None, (0.0, 1.0), "differs"),
        (None, 2.0, (1.0, 9.0), "agrees"),
        (None, 2.0, (math.inf, math.inf), "differs"),
    ],
)
def test_intervals_with_a_point_in_common_agree(low, high, said, verdict):
    found, reason = judge(replace(ROW, low=low, high=high), Interval(said[0], *said))
    assert found == verdict
    assert reason == {"agrees": "overlap", "differs": "apart"}[verdict]


@pytest.mark.parametrize(
    ("changed", "said", "reason"),
    [
        ({"role": "input"}, Interval(0.3, 0.3, 0.3), "put in"),
        ({"role": "cannot-tell"}, Interval(0.3, 0.3, 0.3), "vague"),
        ({"low": None, "high": None}, Interval(0.3, 0.3, 0.3), "vague"),
        ({}, None, "not in the model"),
    ],
)
def test_what_cannot_be_told_is_not_counted_as_agreement(changed, said, reason):
    assert judge(replace(ROW, **changed), said) == ("cannot tell", reason)
