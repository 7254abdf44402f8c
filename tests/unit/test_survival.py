"""Survival: stages, alternatives, answers without end, and chains of which nothing can be said."""

import math

import numpy as np
import pytest

from valuechain.errors import AnalysisError
from valuechain.indicators import chain as programmes
from valuechain.indicators.chain import Chain, Making
from valuechain.indicators.survival import (
    recovery_loss,
    risk_exposure_index,
    time_to_survive,
    time_to_survive_weeks,
)


def chain(**change):
    parts = {
        "capacity": {"plant": 10.0, "mine": 30.0},
        "makings": (Making("plant", "good", {"ore": 3.0}), Making("mine", "ore")),
        "demand": {"good": 10.0},
        "unit_loss": {"good": 2.0},
        "stock": {"ore": 60.0, "good": 5.0},
    }
    return Chain(**{**parts, **change})


def test_a_part_that_is_needed_threefold_lasts_a_third_as_long():
    assert time_to_survive(chain(), ["mine"]) == pytest.approx(2.5)
    found = recovery_loss(chain(), ["mine"], recovery=4)
    assert found.lost_units == {"good": pytest.approx(15.0)}
    assert found.loss == pytest.approx(30.0)
    assert found.made_units == {"good": pytest.approx(20.0), "ore": 0.0}


def test_the_last_stage_down_leaves_only_what_is_finished():
    assert time_to_survive(chain(), ["plant"]) == pytest.approx(0.5)
    assert time_to_survive(chain(), ["plant", "mine"]) == pytest.approx(0.5)


def test_another_recipe_is_an_alternative():
    spare = Making("plant", "good", {"sand": 1.0}, load=2.0)
    richer = chain(makings=(*chain().makings, spare), stock={"sand": 100.0})
    # half as fast, so 5 of the 10
    assert recovery_loss(richer, ["mine"], recovery=2).lost_units["good"] == pytest.approx(10.0)


def test_what_suffices_for_good_survives_without_end_or_to_the_cap():
    assert time_to_survive(chain(), []) == math.inf
    assert time_to_survive(chain(), [], cap=52.0) == 52.0
    assert time_to_survive(chain(), ["mine"], cap=1.0) == 1.0
    assert time_to_survive(chain(demand={}), ["mine"]) == math.inf
    assert time_to_survive(chain(demand={"good": 0.0}), ["mine"]) == math.inf
    empty = Chain({}, (), demand={}, unit_loss={})
    assert recovery_loss(empty, [], recovery=1).loss == 0.0


def test_nothing_is_lost_in_no_time():
    assert recovery_loss(chain(stock={}), ["mine"], recovery=0).loss == 0.0


def test_small_and_large_units_give_the_same_answer():
    for size in (1e-9, 1e9):
        scaled = chain(
            capacity={"plant": 10.0 * size, "mine": 30.0 * size},
            demand={"good": 10.0 * size},
            stock={"ore": 60.0 * size, "good": 5.0 * size},
        )
        assert time_to_survive(scaled, ["mine"]) == pytest.approx(2.5, rel=1e-9)
        found = recovery_loss(scaled, ["mine"], recovery=4).loss
        assert found == pytest.approx(30.0 * size, rel=1e-9)


def test_index_compares_with_the_worst_case():
    found = risk_exposure_index(chain(), recovery={"plant": 2.0, "mine": 4.0})
    assert [one.case for one in found] == ["plant", "mine"]
    assert [one.loss for one in found] == pytest.approx([30.0, 30.0])
    assert [one.gap for one in found] == pytest.approx([1.5, 1.5])
    milder = risk_exposure_index(chain(), {"a": ["mine"], "b": []}, recovery=3.0)
    assert [one.index for one in milder] == [1.0, 0.0]
    assert milder[1].gap == -math.inf
    assert [one.index for one in risk_exposure_index(chain(), {"b": []}, recovery=9.0)] == [0.0]


@pytest.mark.parametrize(
    "change",
    [
        {"capacity": {"plant": math.nan, "mine": 1.0}},
        {"capacity": {"plant": -1.0, "mine": 1.0}},
        {"capacity": {"plant": 1.0}},
        {"demand": {"good": math.inf}},
        {"demand": {"good": math.nan}},
        {"demand": {"other": 1.0}},
        {"unit_loss": {"good": -1.0}},
        {"stock": {"ore": math.inf}},
        {"makings": (Making("plant", "good", {"ore": -1.0}),)},
        {"makings": (Making("plant", "good", load=math.nan),)},
    ],
)
def test_chains_that_are_none_are_refused(change):
    with pytest.raises(AnalysisError) as refused:
        chain(**change)
    assert refused.value.code == "VA662"


@pytest.mark.parametrize(
    "ask",
    [
        lambda: recovery_loss(chain(), ["port"], recovery=1),
        lambda: recovery_loss(chain(), [], recovery=-1),
        lambda: recovery_loss(chain(), [], recovery=math.inf),
        lambda: time_to_survive(chain(), ["port"]),
        lambda: time_to_survive(chain(), [], cap=math.nan),
        lambda: risk_exposure_index(chain(), recovery={"plant": 1.0}),
    ],
    ids=["site", "negative", "infinite", "site too", "cap", "no time"],
)
def test_questions_that_are_none_are_refused(ask):
    with pytest.raises(AnalysisError) as refused:
        ask()
    assert refused.value.code == "VA662"


def test_a_programme_without_solution_gives_no_number():
    with pytest.raises(AnalysisError) as refused:
        programmes.solve(np.ones(1), np.ones((1, 1)), room=-np.ones(1), most=np.ones(1))
    assert refused.value.code == "VA663"
    with pytest.raises(AnalysisError) as refused:
        programmes.solve(-np.ones(1), -np.ones((1, 1)), room=np.ones(1), most=np.full(1, np.inf))
    assert refused.value.code == "VA663"


def test_weeks_until_a_level_falls_below_theta():
    levels = np.array([[[1.0, 0.4], [0.5, 1.0], [0.49, 1.0]]])  # (watched, weeks, batch)
    assert time_to_survive_weeks(levels, 0.5, weeks_axis=1).tolist() == [[2.0, 0.0]]
    assert time_to_survive_weeks(levels, 0.1, weeks_axis=1).tolist() == [[math.inf, math.inf]]
    assert time_to_survive_weeks(np.empty((3, 0)), 0.5).tolist() == [math.inf] * 3
    for wrong, theta in ((np.array([1.0, np.nan]), 0.5), (np.ones(2), math.nan)):
        with pytest.raises(AnalysisError, match="VA604"):
            time_to_survive_weeks(wrong, theta)
