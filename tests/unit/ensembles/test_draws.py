"""Draws: the same bytes whatever the batch, within their ranges, and PERT where alone."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_models import random_model, seeds
from valuechain.ensembles.draws import Sampler, shares
from valuechain.ensembles.factors import Factors, factors_of
from valuechain.ensembles.grades import check_ranges
from valuechain.ensembles.pert import Pert
from valuechain.ensembles.philox import philox, stream_key, uniforms
from valuechain.errors import AnalysisError
from valuechain.files import load

TINY = load("tests/models/tiny.yaml").model


def test_the_numbers_are_those_of_numpy():
    key = stream_key(5, "a figure")
    theirs = np.random.Philox(key=np.array(key, dtype=np.uint64), counter=0).random_raw(12)
    # numpy counts up before it gives its first four words.
    assert philox([key], [1, 2, 3])[:, 0].T.ravel().tolist() == theirs.tolist()


def test_uniforms_exclude_both_ends():
    ends = uniforms(np.array([0, 2**64 - 1], dtype=np.uint64))
    assert 0 < ends[0] < ends[1] < 1


@settings(max_examples=10, deadline=None)
@given(seed=seeds, draws=st.lists(st.integers(0, 10**6), min_size=1, max_size=5, unique=True))
def test_a_draw_is_the_same_bytes_in_any_batch_and_order(seed, draws):
    sampler = Sampler(factors_of(random_model(seed, 4)), seed)
    together = sampler.draw(draws)
    for column, draw in zip(together.T, draws, strict=True):
        assert sampler.draw([draw])[:, 0].tobytes() == column.tobytes()
    assert sampler.draw(draws[::-1])[:, ::-1].tobytes() == together.tobytes()


@settings(max_examples=10, deadline=None)
@given(seed=seeds)
def test_adding_a_product_leaves_the_draws_of_all_other_figures(seed):
    model = random_model(seed, 4)
    added = (
        random_model(seed + 1, 5).products["p4"].model_copy(update={"inputs": (), "sourcing": ()})
    )
    wider = model.model_copy(update={"products": {"a-new-one": added, **model.products}})
    before, after = (Sampler(factors_of(one), 9) for one in (model, wider))
    places = [after.factors.position(one.name) for one in before.factors.every]
    assert len(after.factors) > len(before.factors)
    assert after.draw([0, 3])[places].tobytes() == before.draw([0, 3]).tobytes()


@settings(max_examples=20, deadline=None)
@given(seed=seeds)
def test_draws_lie_in_their_ranges_and_shares_sum(seed):
    factors = factors_of(random_model(seed, 5))
    drawn = Sampler(factors, 1).draw(range(40))
    for one, row in zip(factors.every, drawn, strict=True):
        assert one.low <= row.min() + 1e-9, one.name
        assert row.max() <= one.high + 1e-9, one.name
        if one.fixed:
            assert (row == one.mode).all()
    for whole in factors.wholes:
        np.testing.assert_allclose(drawn[list(whole.members)].sum(axis=0), whole.total, atol=1e-12)


def test_pert_moments():
    one = Pert(np.array(10.0), np.array(20.0), np.array(60.0))
    drawn = one.quantile((np.arange(100_000) + 0.5) / 100_000)
    assert drawn.mean() == pytest.approx(25.0, abs=1e-3)
    assert drawn.var() == pytest.approx(75.0, rel=1e-3)
    assert one.below(np.array(25.0)) == pytest.approx((drawn < 25).mean(), abs=1e-4)


def test_times_are_pert_in_the_logarithm_of_weeks():
    factors = factors_of(TINY)
    place = factors.position("products.logic-chips.inputs[scanners].lifetime")
    one = factors.every[place]
    drawn = np.log1p(Sampler(factors, 0).draw(range(4000))[place])
    scaled = Pert(*(np.log1p(np.array(end)) for end in (one.low, one.mode, one.high)))
    assert drawn.mean() == pytest.approx(
        float(scaled.mean), abs=4 * float(scaled.variance) ** 0.5 / 63
    )


def three(low, mode, high, n_draws=4000):
    """Three shares drawn together."""
    keys = [stream_key(0, name) for name in "abc"]
    words = philox(keys, range(n_draws))
    ranges = Pert(np.array(low), np.array(mode), np.array(high))
    return shares(ranges, uniforms(words[0]), turn=uniforms(words[1]), total=1.0)


def test_equal_shares_have_equal_marginals():
    drawn = three([0.1] * 3, [1 / 3] * 3, [0.8] * 3)
    np.testing.assert_allclose(drawn.mean(axis=1), 1 / 3, atol=0.01)
    spread = drawn.std(axis=1)
    assert spread.max() / spread.min() < 1.08
    for first, second in itertools.combinations(drawn, 2):
        assert np.corrcoef(first, second)[0, 1] == pytest.approx(-0.5, abs=0.05)


def test_a_narrow_share_beside_wide_ones_keeps_its_pert():
    drawn = three([0.28, 0.1, 0.1], [0.3, 0.35, 0.35], [0.33, 0.6, 0.6])
    # Where it comes last it takes what is left, so its range is filled more evenly.
    alone = Pert(np.array(0.28), np.array(0.3), np.array(0.33))
    assert drawn[0].mean() == pytest.approx(float(alone.mean), abs=2e-3)
    assert drawn[0].std() == pytest.approx(float(alone.variance) ** 0.5, rel=0.25)


def test_the_last_of_two_shares_is_what_the_other_leaves():
    ranges = Pert(np.array([0.2, 0.4]), np.array([0.4, 0.6]), np.array([0.5, 0.9]))
    chance = np.array([[0.1, 0.9], [0.5, 0.5]])
    turn = np.array([[0.2, 0.2], [0.7, 0.7]])
    drawn = shares(ranges, chance, turn=turn, total=1.0)
    np.testing.assert_allclose(drawn.sum(axis=0), 1.0, atol=1e-15)
    # The first may not take more than leaves the second its 0.4, nor less than its 0.9 needs.
    assert 0.2 <= drawn[0, 0] < drawn[0, 1] <= 0.5


def test_ranges_that_leave_no_shares_name_the_product():
    with pytest.raises(AnalysisError, match=r"VA720 .*gallium.* the lowest sum to 1\.2") as caught:
        check_ranges("gallium", low=[0.6, 0.6], high=[0.9, 0.9], total=1.0)
    assert caught.value.code == "VA720"
    with pytest.raises(AnalysisError, match=r"the highest to 0\.7"):
        check_ranges("gallium", low=[0.1, 0.1], high=[0.4, 0.3], total=1.0)


def test_one_source_figure_is_one_draw_wherever_it_is_used():
    model = load("models/stack.yaml").model
    factors = factors_of(model)
    streams: dict[str, list[int]] = {}
    for place, one in enumerate(factors.every):
        streams.setdefault(one.stream, []).append(place)
    shared = [places for places in streams.values() if len(places) > 1]
    assert shared
    drawn = Sampler(factors, 0).draw(range(3))
    for places in shared:
        assert {factors.every[place].status for place in places} <= {"read", "recall"}
        assert (drawn[places] == drawn[places[0]]).all()


def test_an_essentiality_moves_one_class_with_its_chances():
    factors = factors_of(TINY)
    place = factors.position("products.scanners.inputs[logic-chips].essentiality")
    drawn = Sampler(factors, 2).draw(range(5000))[place]
    up, down = factors.every[place].chances
    assert set(drawn.tolist()) == {0.0, 1.0, 2.0}
    assert (drawn == 0).mean() == pytest.approx(up, abs=0.02)
    assert (drawn == 2).mean() == pytest.approx(down, abs=0.02)
    critical = factors.position("products.logic-chips.inputs[photoresist].essentiality")
    assert set(Sampler(factors, 2).draw(range(500))[critical].tolist()) == {0.0, 1.0}


def test_factors_know_no_fixed_figures():
    drawn = factors_of(TINY)
    assert isinstance(drawn, Factors)
    assert all(not drawn.every[place].fixed for place in drawn.drawn())
    with pytest.raises(KeyError):
        drawn.position("products.none")
