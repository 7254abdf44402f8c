"""What is left in the end, by hand: the arithmetic stands beside every case."""

import numpy as np
import pytest

from tests.build import SAME, buys, country, firm, lab, need, product, removal, use

CHN, USA = removal("CHN"), removal("USA")


def is_(number):
    return pytest.approx(number, abs=SAME, rel=0)


def test_a_chain_passes_the_loss_on_unchanged_while_every_input_is_critical():
    made = lab(
        {
            "ore": product(country("CHN", 0.6), country("NLD", 0.4)),
            "metal": product(firm("smelt", "NLD", 1.0), inputs=[need("ore")]),
            "part": product(firm("press", "NLD", 1.0), inputs=[need("metal")]),
        },
        {"task": use(need("part"))},
    )
    # ore 1 - 0.6 = 0.4; metal, part and task follow it
    assert made.limit(CHN, "buyer/ore", "metal/smelt/NLD", "task") == is_([0.4, 0.4, 0.4])
    # a producer's own loss and that of its input do not multiply: the smallest counts
    assert made.limit(made.left(metal__smelt__NLD=0.3, ore__chn_all=0.0), "task") == is_(0.3)
    assert made.limit(made.left(metal__smelt__NLD=0.7, ore__chn_all=0.0), "task") == is_(0.4)


def test_suppliers_of_one_slot_add_up_and_slots_take_the_smallest():
    made = lab(
        {
            "a": product(country("CHN", 0.5), country("USA", 0.3), country("NLD", 0.2)),
            "b": product(country("USA", 0.9), country("NLD", 0.1)),
            "c": product(firm("mix", "NLD", 1.0), inputs=[need("a"), need("b")]),
        },
        {"task": use(need("c"))},
    )
    # USA: a 1 - 0.3 = 0.7, b 1 - 0.9 = 0.1; c is the smaller
    assert made.limit(USA, "buyer/a", "buyer/b", "task") == is_([0.7, 0.1, 0.1])
    # China: a 0.5, b whole
    assert made.limit(CHN, "task") == is_(0.5)


def test_critical_important_and_minor_inputs_together():
    def made(share, second=0.0, **effects):
        return lab(
            {
                "vital": product(country("CHN", share), remainder=1 - share),
                "handy": product(country("CHN", 0.8), remainder=0.2),
                "extra": product(country("CHN", 0.5), remainder=0.5),
                "spare": product(country("CHN", second), remainder=1 - second),
            },
            {
                "task": use(
                    need("vital"),
                    need("handy", importance="important"),
                    need("extra", importance="minor"),
                    need("spare", importance="minor"),
                )
            },
            **effects,
        )

    # critical 1 - 0.3 = 0.7; important 1 - 0.5 * 0.8 = 0.6; minor 1 - 0.1 * 0.5 = 0.95
    assert made(0.3).limit(CHN, "task") == is_(0.6)
    # critical 0.5 is now the smallest
    assert made(0.5).limit(CHN, "task") == is_(0.5)
    # strict: important counts in full, 1 - 0.8
    assert made(0.3, important=1.0).limit(CHN, "task") == is_(0.2)
    # minor losses add up: 1 - 0.9 * 0.5 - 0.9 * 0.5 = 0.1
    assert made(0.3, second=0.5, minor=0.9).limit(CHN, "task") == is_(0.1)
    # and stop at nothing: 1 - 0.9 * 0.5 - 0.9 * 1 < 0
    assert made(0.3, second=1.0, minor=0.9).limit(CHN, "task") == is_(0.0)
    # lenient: no effect of minor inputs, important at a quarter: 1 - 0.25 * 0.8
    assert made(0.1, second=1.0, minor=0.0, important=0.25).limit(CHN, "task") == is_(0.8)


def two_in_a_circle(share_abroad, importance, **effects):
    """Chips need tools; tools need chips, of which a part comes from abroad."""
    return lab(
        {
            "chips": product(
                firm("fab", "NLD", 1 - share_abroad),
                country("USA", share_abroad),
                inputs=[need("tools")],
            ),
            "tools": product(
                firm("maker", "NLD", 1.0), inputs=[need("chips", importance=importance)]
            ),
        },
        {"task": use(need("chips"))},
        **effects,
    )


def test_a_circle_with_a_gain_below_1_has_its_closed_form():
    made = two_in_a_circle(0.2, "important")
    # with losses: chips on the market x = 0.8 y + 0.2, tools y = x / 2
    # so y = 0.4 y + 0.1 = 1/6 and x = 1/3
    assert made.limit(USA, "buyer/chips", "tools/maker/NLD", "task") == is_([2 / 3, 5 / 6, 2 / 3])


@pytest.mark.parametrize("abroad", [0.5, 0.01])
def test_a_circle_that_loses_a_little_in_every_turn_ends_with_nothing(abroad):
    # tools y = x and chips x = (1 - a) y + a: only x = y = 1 solves it, however small a is
    assert two_in_a_circle(abroad, "critical").limit(USA, "task") == is_(0.0)


def test_a_circle_with_gain_1_keeps_going_until_something_is_lost_in_it():
    made = lab(
        {
            "a": product(firm("one", "NLD", 1.0), inputs=[need("b"), need("salt")]),
            "b": product(firm("two", "NLD", 1.0), inputs=[need("a")]),
            "salt": product(country("CHN", 0.25), remainder=0.75),
        },
        {"task": use(need("b"))},
    )
    # nothing lost: the circle feeds itself
    assert made.limit(removal("USA"), "task") == 1.0
    # the smallest in the circle, 1 - 0.25, goes round and does not shrink further
    assert made.limit(CHN, "a/one/NLD", "task") == is_([0.75, 0.75])


def test_losses_that_add_up_round_a_circle_of_gain_1_bring_it_down():
    made = lab(
        {
            "a": product(
                firm("one", "NLD", 1.0),
                inputs=[need("b", importance="minor"), need("salt", importance="minor")],
            ),
            "b": product(firm("two", "NLD", 1.0), inputs=[need("a")]),
            "salt": product(country("CHN", 0.25), remainder=0.75),
        },
        {"task": use(need("b"))},
        minor=1.0,
    )
    # loss of a = loss of b + 0.25 and loss of b = loss of a: no level but nothing
    assert made.limit(CHN, "task") == is_(0.0)


def test_a_product_that_needs_itself():
    own = lab(
        {
            "power": product(
                firm("grid", "NLD", 0.75),
                country("DEU", 0.25),
                inputs=[need("power", importance="important")],
            )
        },
        {"task": use(need("power"))},
    )
    # market loss x = 0.75 y + 0.25 with y = x / 2: x = 0.25 / 0.625 = 0.4
    assert own.limit(removal("DEU"), "task", "power/grid/NLD") == is_([0.6, 0.8])


def test_producers_without_inputs_and_isolated_products():
    made = lab(
        {"a": product(country("CHN", 1.0)), "alone": product(country("USA", 1.0))},
        {"task": use(need("a"))},
    )
    found = made.limit(USA, "task", "a/chn-all", "alone/usa-all", "buyer/alone")
    assert found == is_([1.0, 1.0, 0.0, 0.0])


def alternatives(capacity, fallback=None):
    return lab(
        {
            "first": product(country("USA", 0.75), remainder=0.25),
            "second": product(country("CHN", 0.5), remainder=0.5),
        },
        {"task": use(need(["first", {"product": "second", **capacity}], fallback=fallback))},
    )


def test_the_best_alternative_counts_up_to_its_capacity():
    # USA: first 0.25, second whole at capacity 0.6
    assert alternatives({"capacity": 0.6}).limit(USA, "task") == is_(0.6)
    # capacity is 1 where not stated
    assert alternatives({}).limit(USA, "task") == 1.0
    # China: the first is whole
    assert alternatives({"capacity": 0.6}).limit(CHN, "task") == 1.0
    # capacity times what arrives: 0.6 * 0.5 = 0.3 beats 0.25 of the first
    both = lab({}, {}).left  # nothing: only shows that an empty model compiles
    assert both().capacity.shape == (0, 1)
    made = alternatives({"capacity": 0.6})
    assert made.limit(made.left(first__usa_all=0.0, second__chn_all=0.0), "task") == is_(0.3)
    # capacity 0.4: 0.4 * 0.5 = 0.2 is less than the 0.25 of the first
    made = alternatives({"capacity": 0.4})
    assert made.limit(made.left(first__usa_all=0.0, second__chn_all=0.0), "task") == is_(0.25)


def test_a_fallback_keeps_up_its_level_in_the_limit_whenever_it_comes():
    made = alternatives({"capacity": 0.2}, fallback=(0.55, 40))
    # first 0.25, second 0.2 * 1: the fallback is better
    assert made.limit(USA, "task") == is_(0.55)
    # a fallback is no ceiling
    assert made.limit(CHN, "task") == 1.0
    # behind an important input: 1 - 0.5 * (1 - 0.4)
    important = lab(
        {"x": product(country("USA", 1.0))},
        {"task": use(need("x", importance="important", fallback=(0.4, 2)))},
    )
    assert important.limit(USA, "task") == is_(0.7)


def test_stated_sourcing_replaces_the_market():
    made = lab(
        {
            "resist": product(firm("ours", "NLD", 0.4), country("JPN", 0.6)),
            "chips": product(
                firm("fab", "NLD", 0.5),
                country("TWN", 0.5),
                inputs=[need("resist")],
                sourcing=[
                    *buys("fab/NLD", "resist", ours__NLD=0.9, jpn_all=0.1),
                    *buys("twn-all", "resist"),
                ],
            ),
        },
        {
            "task": use(need("resist"), sourcing=buys(None, "resist", ours__NLD=1.0)),
            "plain": use(need("chips")),
        },
    )
    found = made.limit(
        removal("JPN"), "chips/fab/NLD", "chips/twn-all", "task", "buyer/resist", "plain"
    )
    # fab 1 - 0.1; TWN does without; the use buys at home; others follow the market, 1 - 0.6;
    # chips on the market 0.5 * 0.9 + 0.5 * 1
    assert found == is_([0.9, 1.0, 1.0, 0.4, 0.95])


def test_whoever_does_without_todays_first_has_the_second_as_todays():
    made = lab(
        {
            "first": product(country("USA", 1.0)),
            "second": product(country("CHN", 0.5), remainder=0.5),
        },
        {
            "task": use(
                need(["first", {"product": "second", "capacity": 0.3}]),
                sourcing=buys(None, "first"),
            )
        },
    )
    # no shock, no loss; without China half of what it buys, not half of 0.3
    assert made.limit(made.left(), "task") == 1.0
    assert made.limit(USA, "task") == 1.0
    assert made.limit(CHN, "task") == is_(0.5)


def test_shares_a_little_above_1_leave_no_less_than_nothing():
    made = lab(
        {"a": product(country("USA", 0.7000005), country("CHN", 0.3000004))},
        {"task": use(need("a"))},
    )
    everything = made.left(a__usa_all=0.0, a__chn_all=0.0)
    assert made.limit(everything, "task") == 0.0
    assert made.weeks(everything, "task", 2).tolist() == [0.0, 0.0]
    assert made.limit(made.left(), "task") == 1.0


def test_nothing_moves_without_a_shock_to_the_last_bit():
    # shares that do not add up to 1 in binary: 10 * 0.1
    made = lab(
        {
            "a": product(*(firm(f"f{n}", "NLD", 0.1) for n in range(10)), inputs=[need("b")]),
            "b": product(*(firm(f"g{n}", "DEU", 0.1) for n in range(10)), inputs=[need("a")]),
        },
        {"task": use(need("a"))},
    )
    assert made.limit(made.left(), "task") == 1.0
    assert np.all(made.weeks(made.left(), "task", 3) == 1.0)
