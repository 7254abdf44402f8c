"""Leverage on models small enough to follow by hand: losses, partners, markets, relations."""

import numpy as np
import pytest

from tests.build import JUDGED, SAME, country, firm, make_model, need, product, use
from tests.leverage_lab import ask
from valuechain.errors import AnalysisError
from valuechain.indicators.leverage import difference, relation
from valuechain.indicators.market_access import makers_buy, markets_of, restrictions_on
from valuechain.indicators.mutual import SideLosses
from valuechain.schema import Model
from valuechain.shocks.counterparts import find_partners
from valuechain.stack import compile_model

WEEKS = (1, 13, 52, 156)
WORN = np.array([1 - 0.99 ** (t - 1) for t in WEEKS] + [1.0])


def made(**more):
    """Tools of home make chips in Taiwan; chips are also made at home, without tools."""
    return make_model(
        {
            "tools": product(firm("t", "NLD", 0.6), firm("k", "JPN", 0.4)),
            "chips": product(
                country("TWN", 0.8),
                country("NLD", 0.2),
                inputs=[need("tools", "capital", lifetime=100.0)],
                sourcing=[
                    {
                        "producer": "nld-all",
                        "input": "tools",
                        "none": True,
                        "source": "us",
                        "credibility": 6,
                        "status": "judgement",
                    }
                ],
            ),
        },
        {"register": use(need("chips", "service", buffer=3.0))},
        **more,
    )


def test_both_sides_by_hand():
    found, stack = ask(made(), partners=["TWN", "JPN"])
    chips, tools = stack.product_ids.index("chips"), stack.product_ids.index("tools")
    # Taiwan gets no tools (0.6 of them are from home) and no chips from home (0.2)
    theirs = found.theirs.at[0]
    assert theirs[:, tools] == pytest.approx(np.full((3, 5), 0.6), abs=SAME)
    assert theirs[1, chips] == pytest.approx(0.2 + 0.8 * 0.6 * WORN, abs=SAME)
    # Japan makes no chips: it lacks those of home, and Taiwan goes on
    assert found.theirs.at[1, 1, chips] == pytest.approx([0.2] * 5, abs=SAME)
    # we lack the chips of Taiwan; by Japan we lose tools, and chips made here need none
    assert found.ours.at[0, 1, chips] == pytest.approx([0.8] * 5, abs=SAME)
    assert found.ours.at[1, 1, chips] == pytest.approx([0.0] * 5, abs=SAME)
    assert found.ours.at[1, 1, tools] == pytest.approx([0.4] * 5, abs=SAME)


def test_what_the_refuser_supplies_itself_stands_apart_from_what_follows():
    found, stack = ask(made(), partners=["TWN"])
    chips, tools = stack.product_ids.index("chips"), stack.product_ids.index("tools")
    assert found.their_direct[0, 1, [chips, tools]] == pytest.approx([0.2, 0.6], abs=SAME)
    assert found.our_direct[0, 1, [chips, tools]] == pytest.approx([0.8, 0.0], abs=SAME)


def test_first_week_below_theta():
    found, stack = ask(made(), partners=["TWN"])
    chips = stack.product_ids.index("chips")
    # 0.2 + 0.48 (1 - 0.99^(t - 1)) > 0.5 once 0.99^(t - 1) < 0.375: t - 1 = 98 (0.99^97 = 0.3773)
    assert found.theirs.first_week[0, 1, chips] == 99
    assert found.ours.first_week[0, 1, chips] == 1


def test_uses_of_home_stand_before_the_products():
    model = made()
    stack = compile_model(model)
    found, _ = ask(model, partners=["TWN"], uses=stack.uses())
    # a grace of 3 weeks at 0.8 missing a week is gone in the fourth
    assert found.ours.at[0, 1, 0] == pytest.approx([0, 0.8, 0.8, 0.8, 0.8], abs=SAME)
    assert found.ours.at.shape == (1, 3, 3, 5)
    assert found.theirs.at.shape == (1, 3, 2, 5)


def test_weeks_of_ones_own_choice():
    found, stack = ask(made(), partners=["TWN"], horizons=(2, 30))
    chips = stack.product_ids.index("chips")
    expected = [0.2 + 0.48 * (1 - 0.99**t) for t in (1, 29)] + [0.68]
    assert found.theirs.at[0, 1, chips] == pytest.approx(expected, abs=SAME)


def test_an_unlisted_maker_may_belong_to_home():
    model = make_model(
        {"q": product(firm("a", "NLD", 0.5), firm("b", "USA", 0.2), remainder=0.3)},
        {"u": use(need("q"))},
    )
    found, _ = ask(model, partners=["USA"])
    assert found.theirs.at[0, :, 0, 0] == pytest.approx([0.5, 0.5, 0.8], abs=SAME)


def test_a_trusted_partner_can_refuse_us_too():
    model = make_model(
        {"q": product(firm("a", "NLD", 0.5), firm("b", "DEU", 0.5))},
        {"u": use(need("q"))},
        trusted=("DEU",),
    )
    found, _ = ask(model, partners=["DEU"], trusted=["DEU"])
    assert found.ours.at[0, 1, 0, 0] == pytest.approx(0.5, abs=SAME)
    assert found.theirs.at[0, 1, 0, 0] == pytest.approx(0.5, abs=SAME)


def test_by_site_and_by_owner_are_two_questions():
    model = make_model(
        {
            "q": product(
                firm("a", "NLD", 0.5, owned="USA"), firm("b", "USA", 0.5, led="NLD", owned="NLD")
            )
        },
        {"u": use(need("q"))},
    )
    assert ask(model, partners=["JPN"])[0].theirs.at[0, 1, 0, 0] == pytest.approx(0.5)
    both, _ = ask(model, partners=["JPN"], attribute="any")
    assert both.theirs.at[0, 1, 0, 0] == pytest.approx(1.0)
    owner, _ = ask(model, partners=["JPN"], attribute="owner")
    assert owner.theirs.at[0, 1, 0, 0] == pytest.approx(0.5)


GROUPS = {"BENELUX": ("BEL", "LUX", "NLD"), "EAST": ("JPN", "TWN")}


class TestPartners:
    def ask(self, names=None, home=("NLD",)):
        model = made(groups=GROUPS)
        return find_partners(model, compile_model(model), home=frozenset(home), names=names)

    def test_all_countries_groups_and_everyone_else(self):
        found = {one.name: one for one in self.ask()}
        assert list(found) == ["JPN", "TWN", "BENELUX", "EAST", "others"]
        assert found["others"].members == {"JPN", "TWN"}
        assert found["BENELUX"].members == {"BEL", "LUX"}

    def test_a_group_inside_home_is_no_partner(self):
        names = [one.name for one in self.ask(home=("BEL", "LUX", "NLD"))]
        assert "BENELUX" not in names

    def test_asked_twice_counts_once_and_any_country_may_be_asked(self):
        assert [one.name for one in self.ask(["BRA", "TWN", "BRA"])] == ["BRA", "TWN"]

    @pytest.mark.parametrize(
        ("names", "home", "code"),
        [
            (["NLD"], ("NLD",), "VA681"),
            (["BENELUX"], ("BEL", "LUX", "NLD"), "VA681"),
            (["NOWHERE"], ("NLD",), "VA601"),
            ([], ("NLD",), "VA682"),
            (None, ("NLD", "JPN", "TWN"), "VA680"),
            (["others"], ("NLD", "JPN", "TWN"), "VA680"),
        ],
    )
    def test_what_cannot_be_a_partner(self, names, home, code):
        with pytest.raises(AnalysisError) as refused:
            self.ask(names, home)
        assert refused.value.code == code
        assert refused.value.remedy


def test_nobody_elsewhere_buys_what_is_sold_here_only():
    maker = product(country("NLD", 0.5), country("DEU", 0.5))
    model = make_model(
        {"all": maker, "here": {**maker, "market": "NLD"}, "near": {**maker, "market": "NEAR"}},
        {"u": use(need("all"), need("here"), need("near"))},
        groups={"NEAR": ("DEU", "NLD"), "WIDE": ("DEU", "USA")},
    )
    stack = compile_model(model)
    assert stack.product_ids == ("all", "here", "near")
    found = markets_of(
        model,
        stack,
        home=frozenset({"NLD"}),
        partners=[frozenset({"DEU"}), frozenset({"DEU", "USA"}), frozenset({"USA"})],
    )
    assert found.we_buy.tolist() == [[True, True, True]] * 3
    assert found.they_buy.tolist() == [
        [True, False, True],
        [True, False, True],
        [True, False, False],
    ]
    # part of the group is not on the near market: its loss is told, not compared
    assert found.compared.tolist() == [
        [True, False, True],
        [True, False, False],
        [True, False, False],
    ]
    # and a home of two is not wholly on the market of one of them
    wider = markets_of(model, stack, home=frozenset({"NLD", "BEL"}), partners=[frozenset({"DEU"})])
    assert wider.we_buy.tolist() == [[True, True, True]]
    assert wider.compared.tolist() == [[True, False, False]]


def test_makers_that_buy():
    stack = compile_model(made())
    tools = stack.product_ids.index("tools")
    assert makers_buy(stack, countries=frozenset({"TWN"})).tolist()[tools]
    # home makes chips without tools, and a virtual buyer is no maker
    assert not makers_buy(stack, countries=frozenset({"NLD", "JPN"})).any()


def test_what_home_restricts_already_is_named():
    model = made(groups=GROUPS)
    order = {
        "by": "NLD",
        "towards": ["TWN"],
        "products": ["tools"],
        "instrument": "Order",
        "standing": "in-force",
        "strength": "licence",
        **JUDGED,
    }
    rules = {
        "now": order,
        "all": {**order, "towards": ["all"]},
        "east": {**order, "towards": ["EAST"]},
        "over": {**order, "standing": "ended"},
        "other": {**order, "by": "JPN"},
        "bought": {**order, "side": "import"},
    }
    ruled = Model.model_validate({**model.model_dump(by_alias=True), "restrictions": rules})
    home = frozenset({"NLD"})
    assert restrictions_on(ruled, by=home, towards=frozenset({"TWN"})) == {
        "tools": ("all", "east", "now")
    }
    assert restrictions_on(ruled, by=home, towards=frozenset({"BRA"})) == {"tools": ("all",)}


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        ((0.3, 0.3, 0.4), (0.3, 0.5, 0.5), "mutual"),
        ((0.3, 0.3, 0.4), (0.0, 0.1, 0.25), "they"),
        ((0.0, 0.1, 0.2), (0.3, 0.5, 0.5), "we"),
        ((0.0, 0.0, 0.25), (0.0, 0.0, 0.0), "neither"),
        ((0.2, 0.2, 0.3), (0.3, 0.5, 0.5), "undecided"),
        ((0.3, 0.3, 0.4), (0.2, 0.3, 0.5), "undecided"),
    ],
)
def test_relation(theirs, ours, expected):
    assert relation(np.array(theirs), np.array(ours), threshold=0.25) == expected


def test_difference_holds_every_pair_within_the_bounds():
    rng = np.random.default_rng(4)
    for _ in range(50):
        theirs, ours = np.sort(rng.random((2, 3)))
        low, middle, high = difference(theirs, ours)
        for one in theirs:
            for other in ours:
                assert low <= one - other <= high
        assert middle == theirs[1] - ours[1]


def losses(value, direct, high=None, used=None):
    at = np.array([value, value, high or value])
    return SideLosses(
        at,
        np.array([direct] * 3),
        np.array(used or [True] * len(value)),
        np.zeros(len(value), dtype=np.int16),
    )


def test_worst_names_what_makers_there_buy_where_losses_are_equal():
    one = losses([1.0, 1.0, 0.5], [1.0, 1.0, 0.5], used=[False, True, True])
    assert one.worst(np.arange(3)) == 1
    assert one.worst(np.array([2])) == 2
    assert losses([0.0, 0.0], [0.0, 0.0]).worst(np.arange(2)) is None
    assert losses([0.0], [0.0]).worst(np.array([], dtype=np.intp)) is None


@pytest.mark.parametrize(
    ("beyond", "named"), [(0.0, None), (0.0099, None), (0.01, None), (0.0101, 1), (0.02, 1)]
)
def test_what_follows_is_named_from_a_hundredth_on(beyond, named):
    """So much of nearly every remainder could be the refuser: less is not what follows."""
    found = losses([0.5, 0.25 + beyond], [0.5, 0.25])
    assert found.follows(np.arange(2)) == named
    bounded = losses([0.5, 0.25], [0.5, 0.25], high=[0.5, 0.25 + beyond])
    assert bounded.follows(np.arange(2)) == named


def test_follows_names_the_largest_loss_beyond_what_is_refused():
    one = losses([1.0, 0.6, 0.3], [1.0, 0.5, 0.0])
    assert one.follows(np.arange(3)) == 2
    # at most a hundredth is what anyone unlisted could be
    assert losses([0.5, 0.005], [0.5, 0.0]).follows(np.arange(2)) is None
    # what could follow at the upper bound is not hidden
    assert losses([0.5, 0.0], [0.5, 0.0], high=[0.5, 0.3]).follows(np.arange(2)) == 1


def test_hits_are_counted_at_every_bound():
    one = losses([0.5, 0.25, 0.1], [0.5, 0.0, 0.0], high=[0.5, 0.3, 0.2])
    assert one.hits(np.arange(3), threshold=0.25) == (1, 1, 2)
    assert one.mostly_others(np.arange(3), threshold=0.25).tolist() == [1, 2]
    assert one.largest(np.arange(3)) == (0.5, 0.5, 0.5)
