"""Positions: needed, slow to replace, short elsewhere; what is not known never decides."""

import numpy as np
import pytest

from tests.build import HALF, JUDGED, SAME, country, firm, make_model, need, product, use
from valuechain.indicators.indispensable import (
    Rerouting,
    combine,
    held_products,
    judge_held,
    knock_ons,
    reroutings,
)
from valuechain.kernels.fast import Engine
from valuechain.questions.leverage.words import held_reason
from valuechain.shocks.counterparts import find_partners
from valuechain.shocks.perspective import make_perspective
from valuechain.stack import compile_model


def timed(entry, months):
    return {**entry, "substitution": f"{months} months"}


def made(spare=None, *, months=36):
    """Tools of home go to chip makers in Taiwan and at home; chips go everywhere."""
    tools = product(firm("t", "NLD", 0.6), firm("k", "JPN", 0.4))
    if spare is not None:
        tools["spare_capacity"] = {"low": spare, "mode": spare, "high": spare, **JUDGED}
    entry = need("tools", "capital", lifetime=100.0)
    return make_model(
        {
            "tools": tools,
            "chips": product(
                country("TWN", 0.8),
                country("NLD", 0.2),
                inputs=[entry if months is None else timed(entry, months)],
            ),
            "bread": product(firm("b", "NLD", 1.0), inputs=[timed(need("tools"), 1)]),
        },
        {"register": use(timed(need("chips"), 2))},
    )


def judged(model, *, attribute="site"):
    stack = compile_model(model)
    seen = make_perspective(model, home=["NLD"], trusted=[])
    times = reroutings(model, stack, home=seen.home)
    every = held_products(model, stack, perspective=seen, attribute=attribute, least=0.25)
    return {
        stack.product_ids[place]: judge_held(
            model, stack.product_ids[place], share=share, rerouting=times[stack.product_ids[place]]
        )
        for place, share in every
    }


def test_only_customers_elsewhere_count():
    model = made()
    times = reroutings(model, compile_model(model), home=frozenset({"NLD"}))
    # bread is made at home only, and the register is a use of home
    assert times["tools"] == Rerouting(("chips",), 36 * 52 / 12, 36 * 52 / 12, 0)
    assert times["chips"] == Rerouting((), None, None, 0)


@pytest.mark.parametrize(
    ("spare", "months", "answers", "verdict"),
    [
        (0.1, 36, ("yes", "yes", "yes"), "yes"),
        # 0.4 of the supply is made elsewhere: times 1.5 that is just what home supplies
        (1.0, 36, ("yes", "yes", "yes"), "yes"),
        (0.1, 12, ("yes", "no", "yes"), "no"),
        (0.1, None, ("yes", "unknown", "yes"), "undecided"),
        (None, 36, ("yes", "yes", "unknown"), "undecided"),
        (None, 12, ("yes", "no", "unknown"), "no"),
    ],
)
def test_verdict(spare, months, answers, verdict):
    one = judged(made(spare, months=months))["tools"]
    assert (one.needed, one.slow, one.short) == answers
    assert one.verdict == verdict
    assert one.share == pytest.approx((0.6, 0.6, 0.6))
    assert one.spare == (None if spare is None else pytest.approx(0.4 * spare))


def test_small_positions_are_left_out_and_the_only_maker_leaves_no_spare():
    found = judged(made(0.1))
    # chips of home are 0.2 of the supply
    assert sorted(found) == ["bread", "tools"]
    # nobody else makes bread, whatever is not known about spare capacity
    assert found["bread"].short == "yes"
    assert found["bread"].verdict == "undecided"


def test_unlisted_supply_can_leave_it_open():
    model = make_model(
        {"q": product(firm("a", "NLD", 0.2), firm("b", "USA", 0.5), remainder=0.3)},
        {"u": use(need("q"))},
    )
    one = judged(model)["q"]
    assert one.share == pytest.approx((0.2, 0.2, 0.5))
    assert one.needed == "unknown"


def test_what_is_sold_at_home_only_is_no_position():
    model = make_model(
        {"q": {**product(firm("a", "NLD", 1.0)), "market": "NLD"}}, {"u": use(need("q"))}
    )
    assert judged(model) == {}


def test_all_must_hold():
    for answers in np.ndindex(3, 3, 3):
        named = [("yes", "no", "unknown")[one] for one in answers]
        expected = "no" if "no" in named else "undecided" if "unknown" in named else "yes"
        assert combine(named) == expected


def test_what_follows_where_one_product_is_refused():
    model = made()
    stack = compile_model(model)
    seen = make_perspective(model, home=["NLD"], trusted=[])
    tools, chips = stack.product_ids.index("tools"), stack.product_ids.index("chips")
    found = knock_ons(
        Engine(stack),
        [tools],
        partners=find_partners(model, stack, home=seen.home, names=["TWN", "JPN"]),
        stack=stack,
        perspective=seen,
        attribute="site",
        effects=HALF,
        theta=0.7,
        horizons=(1, 53),
    )
    # Japan has no maker that buys tools
    assert [one.partner.name for one in found] == ["TWN"]
    (one,) = found
    # home goes on supplying chips: only Taiwan's own 0.8 wear out, by 0.6
    expected = [0.8 * 0.6 * (1 - 0.99**week) for week in (0, 52)] + [0.48]
    assert one.at[1, chips] == pytest.approx(expected, abs=SAME)
    # 0.48 (1 - 0.99^(t - 1)) > 0.3 once 0.99^(t - 1) < 0.375: but only 53 weeks are computed
    assert one.first_week[chips] == 0
    assert one.first_week[tools] == 1


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_reason_names_what_decides(lang):
    known = {"home": ["NLD"], "share": (0.6, 0.6, 0.9), "customers": True}
    yes = held_reason(
        lang, **known, answers=("yes",) * 3, quickest=208.0, spare=0.04, verdict="yes"
    )
    assert "60" in yes
    assert "4\u00a0" in yes
    no = held_reason(
        lang, **known, answers=("yes", "no", "unknown"), quickest=26.0, spare=None, verdict="no"
    )
    assert "6\u00a0m" in no
    assert "60" not in no
    both = held_reason(
        lang,
        **known,
        answers=("unknown", "unknown", "yes"),
        quickest=None,
        spare=0.04,
        verdict="undecided",
    )
    assert "60" in both
    assert ";" in both
    assert all(text.endswith(".") for text in (yes, no, both))
