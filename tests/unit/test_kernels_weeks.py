"""How it unfolds, by hand: stocks, grace periods, installed bases, fallbacks and their clocks."""

import numpy as np
import pytest

from tests.build import SAME, country, firm, lab, need, product, removal, use

LOST, WITHHELD = removal("USA"), removal("USA", mode="withheld")


def are(levels):
    return pytest.approx(np.array(levels), abs=SAME, rel=0)


def one_input(share=1.0, **how):
    """A use at home that needs one thing, of which a part comes from the USA."""
    kind = how.pop("kind", "consumable")
    return lab(
        {"x": product(country("USA", share), remainder=1 - share)},
        {"task": use(need("x", kind, how.pop("importance", "critical"), **how))},
    )


@pytest.mark.parametrize(
    ("buffer", "levels"),
    [
        (0.0, [0, 0, 0]),
        (0.5, [0.5, 0, 0]),
        (1.0, [1, 0, 0]),
        # floor(2.25) full weeks, then the fraction
        (2.25, [1, 1, 0.25, 0, 0]),
        (4.0, [1, 1, 1, 1, 0]),
    ],
)
def test_a_stock_of_b_weeks_gives_its_full_weeks_and_then_the_fraction(buffer, levels):
    assert one_input(buffer=buffer).weeks(LOST, "task", len(levels)) == are(levels)


def test_a_partial_loss_draws_the_stock_down_by_what_is_missing():
    made = one_input(share=0.75, buffer=2.0)
    # 0.25 arrives: S 2, 1.25, 0.5, 0; usable 1, 1, 0.25 + 0.5, then what arrives
    assert made.weeks(LOST, "task", 5) == are([1, 1, 0.75, 0.25, 0.25])


def test_a_stock_in_the_middle_of_a_chain():
    made = lab(
        {
            "ore": product(country("USA", 1.0)),
            "metal": product(firm("smelt", "NLD", 1.0), inputs=[need("ore", buffer=1.5)]),
        },
        {"task": use(need("metal", buffer=1.0))},
    )
    # metal 1, 0.5, 0: the use's week of stock meets 0.5 in week 2 and 0.5 is left for week 3
    assert made.weeks(LOST, "metal/smelt/NLD", 3) == are([1, 0.5, 0])
    assert made.weeks(LOST, "task", 5) == are([1, 1, 0.5, 0, 0])


def test_a_grace_period_helps_when_refused_and_not_when_lost():
    made = one_input(kind="service", buffer=1.5)
    assert made.weeks(LOST, "task", 3) == are([0, 0, 0])
    assert made.weeks(WITHHELD, "task", 3) == are([1, 0.5, 0])
    # a stock of goods helps in both
    goods = one_input(buffer=1.5)
    assert goods.weeks(LOST, "task", 3) == are([1, 0.5, 0])
    assert goods.weeks(WITHHELD, "task", 3) == are([1, 0.5, 0])


def test_an_installed_base_wears_out_by_its_lifetime():
    made = one_input(kind="capital", lifetime=4.0)
    # a quarter of what is left goes every week: 0.75 to the power t - 1
    assert made.weeks(LOST, "task", 12) == are([0.75 ** (t - 1) for t in range(1, 13)])


def test_an_installed_base_of_one_week_goes_after_the_first():
    assert one_input(kind="capital", lifetime=1.0).weeks(LOST, "task", 3) == are([1, 0, 0])


def test_an_installed_base_tends_to_what_still_arrives():
    made = one_input(share=0.6, kind="capital", lifetime=5.0)
    # K - 0.4 shrinks by a fifth a week: K = 0.4 + 0.6 * 0.8^(t - 1)
    found = made.weeks(LOST, "task", 150)
    assert found == are([0.4 + 0.6 * 0.8 ** (t - 1) for t in range(1, 151)])
    assert found[-1] == pytest.approx(made.limit(LOST, "task"), abs=1e-9)


def test_machines_in_store_are_used_up_before_the_base_wears():
    made = one_input(kind="capital", lifetime=2.0, buffer=2.5)
    # replaced in full in weeks 1 and 2, by half in week 3: K(4) = 1 + (0.5 - 1) / 2; then halves
    assert made.weeks(LOST, "task", 6) == are([1, 1, 1, 0.75, 0.375, 0.1875])


def test_capital_of_a_supplier_shows_in_the_same_week_at_its_customer():
    made = lab(
        {
            "tool": product(country("USA", 1.0)),
            "part": product(
                firm("shop", "NLD", 1.0), inputs=[need("tool", "capital", lifetime=2.0)]
            ),
        },
        {"task": use(need("part"))},
    )
    assert made.weeks(LOST, "task", 4) == are([1, 0.5, 0.25, 0.125])


def test_an_important_input_that_runs_out_takes_its_effect_only():
    made = one_input(importance="important", buffer=1.25)
    # usable 1, 0.25, 0: 1 - 0.5 * missing
    assert made.weeks(LOST, "task", 3) == are([1, 0.625, 0.5])
    minor = one_input(importance="minor", buffer=1.25)
    # 1 - 0.1 * missing
    assert minor.weeks(LOST, "task", 3) == are([1, 0.925, 0.9])


@pytest.mark.parametrize(
    ("after", "levels"),
    [
        (0.0, [0.3, 0.3, 0.3, 0.3]),
        (0.5, [0.3, 0.3, 0.3, 0.3]),
        # available when elapsed weeks exceed the lag
        (1.0, [0, 0.3, 0.3, 0.3]),
        (2.0, [0, 0, 0.3, 0.3]),
        (2.5, [0, 0, 0.3, 0.3]),
        (3.0, [0, 0, 0, 0.3]),
    ],
)
def test_a_fallback_comes_after_its_lag(after, levels):
    made = one_input(fallback=(0.3, after))
    assert made.weeks(LOST, "task", 4) == are(levels)
    assert made.limit(LOST, "task") == pytest.approx(0.3, abs=SAME)


def test_the_clock_of_a_fallback_starts_with_the_shock_not_when_the_stock_is_out():
    made = one_input(buffer=2.25, fallback=(0.6, 3.0))
    # stock: 1, 1, 0.25, 0; from week 4 the fallback, and never below it again
    assert made.weeks(LOST, "task", 5) == are([1, 1, 0.25, 0.6, 0.6])


def test_each_alternative_keeps_its_own_stock():
    made = lab(
        {
            "first": product(country("USA", 1.0)),
            "second": product(country("CHN", 1.0)),
        },
        {
            "task": use(
                need(
                    ["first", {"product": "second", "capacity": 0.6, "buffer": "3 weeks"}],
                    buffer=1.0,
                )
            )
        },
    )
    # the second still arrives: 1 from the stock of the first, then 0.6
    assert made.weeks(LOST, "task", 3) == are([1, 0.6, 0.6])
    # both lost: stock of the first in week 1, of the second (capacity 0.6) to week 3
    both = made.left(first__usa_all=0.0, second__chn_all=0.0)
    assert made.weeks(both, "task", 5) == are([1, 0.6, 0.6, 0, 0])
    # lost both, the stock of the second runs though the first is in use: normal use, also if idle
    assert made.weeks(removal("CHN"), "task", 3) == are([1, 1, 1])


def test_an_alternative_of_another_kind_takes_its_own_stock_and_lifetime():
    second = {"product": "own", "kind": "capital", "lifetime": "2 weeks", "capacity": 0.5}
    made = lab(
        {"cloud": product(country("USA", 1.0)), "own": product(country("USA", 1.0))},
        {"task": use(need(["cloud", second], "service"))},
    )
    # the cloud is gone at once; the own machines stand, 0.5, and wear out by half a week
    assert made.weeks(LOST, "task", 3) == are([0.5, 0.25, 0.125])


def test_a_partial_shock_on_a_producers_own_capacity_shows_at_once():
    made = one_input(share=1.0, buffer=1.0)
    shocks = made.left(x__usa_all=0.4)
    # 0.4 arrives and a week's stock: S 1, 0.4, 0
    assert made.weeks(shocks, "task", 4) == are([1, 0.8, 0.4, 0.4])


def test_a_circle_within_a_week():
    made = lab(
        {
            "chips": product(
                firm("fab", "NLD", 0.8), country("USA", 0.2), inputs=[need("tools", buffer=1.0)]
            ),
            "tools": product(
                firm("maker", "NLD", 1.0), inputs=[need("chips", importance="important")]
            ),
        },
        {"task": use(need("chips"))},
    )
    # week 1: the fab has tools in stock; chips 0.8, tools 1 - 0.5 * 0.2 = 0.9: stock 0.9 left.
    # With losses x = 0.8 f + 0.2, y = x / 2 and f = max(0, y - S), S falling by y a week:
    # 0.1 a week while f = 0, so S = 1, 0.9 ... 0.1 in weeks 1 to 10, nothing in week 11,
    # and then the limit x = 1/3
    found = made.weeks(removal("USA"), "task", 13)
    assert found == are([0.8] * 10 + [2 / 3] * 3)
    assert made.limit(removal("USA"), "task") == pytest.approx(2 / 3, abs=SAME)


def test_without_stock_the_first_week_is_the_limit():
    made = one_input(share=0.4)
    assert made.weeks(LOST, "task", 1)[0] == made.limit(LOST, "task")
