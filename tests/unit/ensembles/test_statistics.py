"""Quantiles with their errors, chances, ranks, indices, worth and flips, against what is known."""

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from valuechain.ensembles.break_even import moved, nearest_flips
from valuechain.ensembles.factors import factors_of
from valuechain.ensembles.information import evppi, verdict_benefits
from valuechain.ensembles.sensitivity import given_data, pick_freeze, ranked
from valuechain.ensembles.statistics import (
    chances,
    quantiles,
    sureness,
    telling_draws,
    tied,
    top_share,
)
from valuechain.files import load

PUBLISHED = {
    row["quantity"]: float(row["figure"])
    for row in csv.DictReader(
        Path("tests/regression/ishigami.csv").read_text(encoding="utf-8").splitlines()
    )
}


def ishigami(places):
    """Of three figures, uniform on -pi to pi; a = 7, b = 0.1."""
    x = (2 * places - 1) * np.pi
    return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])


def test_the_error_of_a_quantile_holds_what_it_promises():
    dice = np.random.default_rng(1)
    sample = quantiles(dice.random((2000, 200)))
    for level, least, most in zip(sample.levels, sample.least, sample.most, strict=True):
        assert ((least <= level) & (level <= most)).mean() > 0.94


def test_a_quantile_is_always_one_of_the_draws():
    amounts = np.array([[0.0, 1.0, np.inf, 5.0, 2.0]])
    found = quantiles(amounts)
    assert set(found.figure.ravel().tolist()) <= set(amounts[0].tolist())
    assert found.figure[2, 0] == np.inf


def test_settled_when_the_error_is_small():
    dice = np.random.default_rng(0)
    few, many = dice.random((1, 50)), dice.random((1, 20_000))
    assert not quantiles(few).settled[0]
    assert quantiles(many).settled[0]


def test_chances_sum_and_have_words():
    classes = np.array([[0, 0, 0, 1], [2, 2, 2, 2]])
    found = chances(classes, 3)
    np.testing.assert_allclose(found.chance.sum(axis=1), 1)
    assert found.likeliest().tolist() == [0, 2]
    assert found.sureness() == ["leaning", "firm"]
    assert found.error[1].tolist() == [0, 0, 0]
    assert [sureness(one) for one in (0.9, 0.8999, 0.6, 0.5999)] == [
        "firm",
        "leaning",
        "leaning",
        "open",
    ]


def test_ties_share_the_last_places_of_a_top():
    amounts = np.array([[3.0, 3.0], [2.0, 1.0], [2.0, 1.0], [0.0, 2.0]])
    np.testing.assert_allclose(top_share(amounts, 2), [1.0, 0.25, 0.25, 0.5])
    assert top_share(amounts, 2).sum() == pytest.approx(2.0)


def test_only_what_draws_tell_apart_is_not_tied():
    dice = np.random.default_rng(0)
    amounts = np.array([[5.0], [1.0], [1.02]]) + 0.1 * dice.random((3, 500))
    assert tied(amounts) == [(2, 1)]


def test_the_draws_to_open_are_those_quantiles():
    amounts = np.random.default_rng(3).random(101)
    low, middle, high = telling_draws(amounts)
    assert amounts[middle] == np.median(amounts)
    found = quantiles(amounts[None]).figure[:, 0]
    assert [amounts[low], amounts[middle], amounts[high]] == found.tolist()


def test_given_data_reproduces_ishigami_and_ranks_no_noise():
    places = np.random.default_rng(4).random((6, 20_000))
    found = given_data(ranked(places), ishigami(places))
    for number, name in enumerate(("S1_x1", "S1_x2", "S1_x3")):
        assert found.first[number] == pytest.approx(PUBLISHED[name], abs=0.02)
    assert found.above_noise.tolist()[:2] == [True, True]
    np.testing.assert_allclose(found.first[2:], 0, atol=0.005)


def test_noise_is_above_its_line_once_in_twenty():
    dice = np.random.default_rng(5)
    amount = dice.random(500)
    found = given_data(ranked(dice.random((1000, 500))), amount)
    assert 0.02 < found.above_noise.mean() < 0.09
    assert abs(found.first.mean()) < 0.002


def test_what_never_differs_has_no_index():
    found = given_data(ranked(np.random.default_rng(0).random((2, 50))), np.full(50, 0.3))
    assert found.first.tolist() == [0, 0]
    assert not found.above_noise.any()


def test_pick_freeze_reproduces_ishigami_first_and_total():
    found = pick_freeze(ishigami, [[0], [1], [2], [0, 2]], n_figures=3, n_base=8192, batch=4096)
    for number, name in enumerate(("x1", "x2", "x3")):
        for index, error, key in (
            (found.first, found.first_error, f"S1_{name}"),
            (found.total, found.total_error, f"ST_{name}"),
        ):
            assert index[number] == pytest.approx(PUBLISHED[key], abs=4 * error[number] + 1e-3)
    # x1 and x3 act together: as one group they have no interaction with x2.
    assert found.interaction[3] == pytest.approx(0, abs=0.04)
    assert found.runs == 8192 * 6


def test_indices_agree_with_salib():
    pytest.importorskip("SALib", reason="in the extra test")
    from SALib.analyze import rbd_fast, sobol
    from SALib.sample import latin
    from SALib.sample import sobol as design

    problem = {"num_vars": 3, "names": ["x1", "x2", "x3"], "bounds": [[0.0, 1.0]] * 3}
    sample = design.sample(problem, 2048, calc_second_order=False, seed=1)
    theirs = sobol.analyze(problem, ishigami(sample.T), calc_second_order=False, seed=1)
    ours = pick_freeze(ishigami, [[0], [1], [2]], n_figures=3, n_base=8192, batch=4096)
    np.testing.assert_allclose(ours.first, theirs["S1"], atol=0.05)
    np.testing.assert_allclose(ours.total, theirs["ST"], atol=0.05)
    places = latin.sample(problem, 8000, seed=2)
    given = rbd_fast.analyze(problem, places, ishigami(places.T), seed=2)
    np.testing.assert_allclose(
        given_data(ranked(places.T), ishigami(places.T)).first, given["S1"], atol=0.03
    )


def gain_of_knowing(middle, spread):
    """EVPPI of a choice between nothing and a normal benefit of which this much becomes known."""
    at = middle / spread
    return spread * stats.norm.pdf(at) + middle * stats.norm.cdf(at) - max(0.0, middle)


@pytest.mark.parametrize(("known", "spread"), [((0,), 1.0), ((1,), 0.5), ((0, 1), 1.25**0.5)])
def test_worth_of_a_linear_model_is_the_closed_form(known, spread):
    dice = np.random.default_rng(6)
    figures = dice.standard_normal((3, 8000))
    benefits = np.stack([np.zeros(8000), 0.3 + figures[0] + 0.5 * figures[1]])
    found = evppi(benefits, [figures[one] for one in known])
    assert found.evppi == pytest.approx(gain_of_knowing(0.3, spread), abs=3 * found.error)
    assert evppi(benefits, [figures[2]]).evppi < 0.005


def test_worth_of_a_curved_model_is_that_of_nested_draws():
    dice = np.random.default_rng(7)

    def benefit(first, second):
        return np.where(first * second > 0.3, 1.0, -0.5) + first**2 - 0.4

    places = (np.arange(2000) + 0.5) / 2000
    inner = benefit(places[:, None], places[None])
    nested = np.maximum(0, inner.mean(axis=1)).mean() - max(0, inner.mean())
    figures = dice.random((2, 8000))
    benefits = np.stack([np.zeros(8000), benefit(*figures)])
    found = evppi(benefits, [figures[0]])
    assert nested > 0.05
    assert found.evppi == pytest.approx(nested, abs=3 * found.error)


def test_knowing_what_decides_a_verdict_takes_all_its_mistakes_away():
    figure = np.random.default_rng(8).random(4000)
    classes = (figure > 0.7).astype(float)
    found = evppi(verdict_benefits(classes, 2), [figure])
    assert found.evppi == pytest.approx(0.3, abs=0.03)
    assert evppi(verdict_benefits(np.zeros(4000), 2), [figure]).evppi == 0


def test_a_flip_is_found_nearest_to_what_is_stated():
    factors = factors_of(load("tests/models/tiny.yaml").model)
    spare = factors.position("products.gallium.spare_capacity")
    level = factors.position("uses.register.inputs[hosting-global+hosting-local].fallback.level")
    one = factors.every[spare]

    def classes(figures):
        above = (figures[spare] > 0.15).astype(float)
        return np.stack([above, np.zeros_like(above)])

    found = nearest_flips(classes, factors, figures=[[spare], [level]], verdicts=[0, 1])
    assert [(flip.verdict, flip.figure) for flip in found] == [(0, spare)]
    assert found[0].at == pytest.approx(0.15, abs=(one.high - one.low) / 200)
    assert (found[0].before, found[0].after) == (0, 1)
    assert found[0].change == pytest.approx(0.25, abs=0.01)


def test_a_share_that_moves_leaves_the_others_their_proportions():
    factors = factors_of(load("tests/models/tiny.yaml").model)
    place = factors.position("products.logic-chips.producers[twn-all].share")
    modes = np.array([one.mode for one in factors.every])
    found = moved(factors, modes, places=[place], to=0.4)
    whole = next(one for one in factors.wholes if place in one.members)
    others = [one for one in whole.members if one != place]
    assert found[list(whole.members)].sum() == pytest.approx(whole.total)
    np.testing.assert_allclose(found[others] / modes[others], 2.0)


def test_of_a_whole_family_hardly_ever_one_is_above_the_noise():
    dice = np.random.default_rng(9)
    seen = [
        given_data(ranked(dice.random((400, 300))), dice.random(300), family=400).above_noise.any()
        for _ in range(30)
    ]
    assert sum(seen) <= 5
    places = dice.random((400, 300))
    found = given_data(ranked(places), places[0] + 0.3 * dice.random(300), family=400)
    assert found.above_noise.tolist() == [True] + [False] * 399
