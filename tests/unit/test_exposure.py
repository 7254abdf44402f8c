"""Exposure to many removals at once: horizons, bounds, first week and paths."""

import numpy as np
import pytest

from tests.build import HALF, SAME, country, firm, lab, need, product, removal, use
from valuechain.indicators.exposure import exposures
from valuechain.kernels.arrays import ConvergenceError, Effects


def made():
    return lab(
        {
            "tools": product(firm("t", "USA", 0.5), remainder=0.5),
            "power": product(country("USA", 0.2), country("NLD", 0.8)),
        },
        {
            "slow": use(need("tools", "capital", lifetime=100.0)),
            "fast": use(need("power", "service", buffer=3.0)),
        },
    )


def ask(small, asked, **more):
    watch = [small.stack.position("fast"), small.stack.position("slow")]
    given = {"effects": HALF, "watch": watch, "threshold": 0.25, **more}
    return exposures(small.engine, asked, builder=small.removals, **given)


def test_exposure_at_1_13_52_and_156_weeks_and_in_the_limit():
    found = ask(made(), [removal("USA"), removal("USA", mode="withheld")])
    assert found.at.shape == (2, 3, 2, 5)
    # the base loses 0.5 * (1 - 0.99^(t - 1)); in the high bound 1 - 0.99^(t - 1)
    worn = np.array([1 - 0.99 ** (t - 1) for t in (1, 13, 52, 156)] + [1.0])
    assert found.at[0, 1, 1] == pytest.approx(0.5 * worn, abs=SAME)
    assert found.at[0, 0, 1] == pytest.approx(0.5 * worn, abs=SAME)
    assert found.at[0, 2, 1] == pytest.approx(worn, abs=SAME)
    # lost: no grace; refused: 3 weeks at 0.2 missing a week last 15 weeks
    assert found.at[0, 1, 0] == pytest.approx([0.2] * 5, abs=SAME)
    assert found.at[1, 1, 0] == pytest.approx([0, 0, 0.2, 0.2, 0.2], abs=SAME)


def test_first_week_at_the_threshold_and_none():
    small = made()
    found = ask(small, [removal("USA")], threshold=0.25)
    # the power loss of 0.2 never reaches a quarter
    assert found.first_week[0, 1, 0] == 0
    # 0.5 * (1 - 0.99^(t - 1)) >= 0.25 from 0.99^(t - 1) <= 0.5: t - 1 = 69 (0.99^68 = 0.505)
    assert found.first_week[0, 1, 1] == 70
    # high: 0.99^(t - 1) <= 0.75: t - 1 = 29 (0.99^28 = 0.7547)
    assert found.first_week[0, 2, 1] == 30
    # a threshold that is met exactly counts: the buyer of tools loses 0.5 at once
    buyer = [small.stack.position("buyer/tools")]
    assert ask(small, [removal("USA")], threshold=0.5, watch=buyer).first_week[0, 1, 0] == 1


def test_paths_are_kept_where_asked_and_agree_with_the_horizons():
    asked = [removal("CHN"), removal("USA"), removal("USA", mode="withheld")]
    found = ask(made(), asked, paths=frozenset({0, 1}), windows=(0, 0))
    assert sorted(found.paths) == [0, 1]
    assert found.paths[1].shape == (3, 2, 156)
    weeks = [0, 12, 51, 155]
    assert np.array_equal(found.paths[1][:, :, weeks], found.at[1, :, :, :4])
    # China has nothing to take but what may be hidden in the remainder of tools
    assert (found.paths[0][:2] == 0).all()
    one = ask(made(), asked, paths=frozenset({1}), windows=(0,))
    assert np.array_equal(one.paths[1], found.paths[1][:, :1])


def test_removals_stand_in_the_order_asked_whatever_is_computed_together():
    small = made()
    asked = [
        removal("USA", by, mode) for by in ("site", "owner", "any") for mode in ("lost", "withheld")
    ] + [removal("t"), removal("DEU"), removal("all-remainders"), removal("NLD")]
    together = ask(small, asked)
    assert together.removals == tuple(asked)
    for position, one in enumerate(asked):
        alone = ask(small, [one])
        assert np.allclose(together.at[position], alone.at[0], rtol=0, atol=SAME)
        assert np.array_equal(together.first_week[position], alone.first_week[0])
    # site and owner of all suppliers agree here: one cut, one number
    assert np.array_equal(together.at[0], together.at[2])


def test_what_takes_nothing_exposes_to_nothing_exactly():
    found = ask(made(), [removal("NLD", part="tools"), removal("USA", part="power")])
    low, middle, _ = found.at[0]
    assert (low == 0).all()
    assert (middle == 0).all()
    assert (found.at[1, :, 1] == 0).all()


def test_progress_ends_with_everything_done():
    seen = []
    asked = [removal(one) for one in ("USA", "NLD", "DEU")]
    ask(made(), asked, progress=lambda done, whole: seen.append((done, whole)))
    assert seen[-1][0] == seen[-1][1]
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_one_response_without_a_number_leaves_no_table():
    with pytest.raises(ConvergenceError):
        ask(made(), [removal("USA")], effects=Effects(np.nan, 0.1))
