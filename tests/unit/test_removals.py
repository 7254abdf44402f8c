"""What is taken away: three countries of a supplier, lost and withheld, groups, firms, parts."""

import pytest

from tests.build import SAME, buys, country, firm, lab, need, product, removal, use
from valuechain.errors import AnalysisError
from valuechain.shocks.perspective import make_perspective
from valuechain.shocks.removals import Cut, Removals


def is_(number):
    return pytest.approx(number, abs=SAME, rel=0)


def withheld(removed, by="owner", **more):
    return removal(removed, by, "withheld", **more)


def hosting():
    """One cloud: 0.5 made at home, led from Ireland, owned in America; 0.3 and 0.2 otherwise."""
    return lab(
        {
            "cloud": product(
                firm("triad", "NLD", 0.5, led="IRL", owned="USA"),
                firm("local", "NLD", 0.3),
                firm("yankee", "USA", 0.2, led="USA", owned="IRL"),
            )
        },
        {"task": use(need("cloud"))},
    )


@pytest.mark.parametrize(
    ("removed", "by", "level"),
    [
        ("USA", "site", 0.8),
        ("USA", "headquarters", 0.8),
        ("USA", "owner", 0.5),
        ("USA", "any", 0.3),
        ("IRL", "site", 1.0),
        ("IRL", "headquarters", 0.5),
        ("IRL", "owner", 0.8),
        ("IRL", "any", 0.3),
        ("CHN", "any", 1.0),
    ],
)
def test_the_three_countries_of_a_supplier(removed, by, level):
    made = hosting()
    assert made.limit(removal(removed, by), "task") == is_(level)
    assert made.limit(removal(removed, by, "withheld"), "task") == is_(level)


def test_home_can_be_lost_but_its_use_is_never_removed():
    made = hosting()
    assert made.limit(removal("NLD", "site"), "task", "buyer/cloud") == is_([0.2, 0.2])
    assert made.limit(removal("NLD", "any"), "task") == is_(0.2)
    cut = made.removals.cut(removal("NLD", "any"), "value")
    removed = {made.stack.producer_ids[row] for row, _ in cut.capacity}
    assert removed == {"cloud/local/NLD", "cloud/triad/NLD"}


def test_a_use_abroad_stays_when_its_country_is_lost():
    made = lab(
        {"paper": product(firm("mill", "NLD", 1.0))},
        {"vote": use(need("paper"), at="USA")},
    )
    assert made.limit(removal("USA", "any"), "vote") == 1.0


@pytest.mark.parametrize("removed", ["NLD", "DEU"])
def test_no_one_inside_home_or_trusted_withholds(removed):
    made = lab(
        {"a": product(country("DEU", 0.5), country("USA", 0.5))},
        {"task": use(need("a"))},
        trusted=["DEU"],
    )
    asked = removal(removed, mode="withheld")
    assert not made.removals.defined(asked)
    with pytest.raises(AnalysisError, match="VA603"):
        made.removals.cut(asked, "value")
    inside = removal("PAIR", mode="withheld", members=["DEU", "NLD"])
    with pytest.raises(AnalysisError, match="VA603"):
        made.removals.cut(inside, "value")
    # seen from elsewhere the same question makes sense
    other = Removals(made.stack, make_perspective(made.model, home=["FRA"], trusted=[]))
    assert other.defined(asked)


def test_all_remainders_are_lost_and_never_withheld():
    made = lab(
        {
            "a": product(country("USA", 0.6), remainder=0.4),
            "b": product(country("USA", 0.9), remainder=0.1, country="DEU"),
        },
        {"task": use(need("a"), need("b"))},
    )
    asked = removal("all-remainders")
    # only where the country is unknown: b's remainder is German and stays
    assert made.limit(asked, "buyer/a", "buyer/b", "task") == is_([0.6, 1.0, 0.6])


def chain(trusted=()):
    """American tools reach fabs at home, in Germany and in Taiwan; all chips reach the use."""
    return lab(
        {
            "tools": product(country("USA", 0.4), country("NLD", 0.6)),
            "chips": product(
                firm("here", "NLD", 0.2),
                firm("near", "DEU", 0.3),
                firm("far", "TWN", 0.5),
                inputs=[need("tools")],
            ),
        },
        {"task": use(need("chips"))},
        trusted=trusted,
    )


def test_lost_hits_everybody_and_withheld_only_us():
    made = chain()
    rows = ("chips/here/NLD", "chips/near/DEU", "chips/far/TWN", "buyer/tools", "task")
    # lost: every fab keeps 0.6
    assert made.limit(removal("USA"), *rows) == is_([0.6] * 5)
    # withheld: only the fab at home; the task 1 - 0.2 * 0.4
    refused = made.limit(withheld("USA", "site"), *rows)
    assert refused == is_([0.6, 1.0, 1.0, 0.6, 0.92])


def test_whoever_refuses_home_refuses_the_trusted_too():
    made = chain(trusted=["DEU"])
    rows = ("chips/here/NLD", "chips/near/DEU", "chips/far/TWN", "task")
    # the task 1 - 0.5 * 0.4
    assert made.limit(withheld("USA", "site"), *rows) == is_([0.6, 0.6, 1.0, 0.8])


def test_a_refuser_goes_on_serving_its_own_subsidiary_at_home():
    made = lab(
        {
            "code": product(firm("parent", "USA", 1.0)),
            "cloud": product(
                firm("daughter", "NLD", 0.7, led="NLD", owned="USA"),
                firm("local", "NLD", 0.3),
                inputs=[need("code")],
            ),
        },
        {"task": use(need("cloud")), "other": use(need("code"))},
    )
    rows = ("cloud/daughter/NLD", "cloud/local/NLD")
    # by owner the daughter is American: it keeps the code, but its own service to us is refused
    assert made.limit(withheld("USA", "owner"), *rows) == is_([1.0, 0.0])
    assert made.limit(withheld("USA", "owner"), "buyer/cloud", "task", "other") == is_([0, 0, 0])
    # by headquarters it is Dutch: refused like all others
    assert made.limit(withheld("USA", "headquarters"), *rows) == is_([0.0, 0.0])
    # by site as well: no site at home is in America
    assert made.limit(withheld("USA", "site"), *rows) == is_([0.0, 0.0])
    # any: it is American by one of the three, so it is served; the local one is not
    assert made.limit(withheld("USA", "any"), *rows) == is_([1.0, 0.0])


def test_under_any_who_has_one_tie_of_the_refuser_is_its_own():
    made = lab(
        {
            # site Ireland, led from America: closes for those without a tie to America
            "code": product(firm("branch", "IRL", 1.0, led="USA", owned="IRL")),
            "cloud": product(
                firm("ours", "NLD", 0.5, led="USA", owned="NLD"),
                firm("theirs", "NLD", 0.3, led="NLD", owned="USA"),
                firm("local", "NLD", 0.2),
                inputs=[need("code")],
            ),
        },
        {"task": use(need("cloud"))},
    )
    rows = ("cloud/ours/NLD", "cloud/theirs/NLD", "cloud/local/NLD")
    # ours is led from America, theirs owned there: both are its own, whichever tie branch has
    assert made.limit(withheld("USA", "any"), *rows) == is_([1.0, 1.0, 0.0])
    assert made.limit(withheld("USA", "headquarters"), *rows) == is_([1.0, 0.0, 0.0])
    # Ireland refuses by site and owner: nobody here has a tie to it
    assert made.limit(withheld("IRL", "any"), *rows) == is_([0.0, 0.0, 0.0])


def test_a_daughter_of_one_refuser_is_refused_by_another():
    made = lab(
        {
            "code": product(firm("a", "USA", 0.6), firm("b", "CHN", 0.4, led="USA")),
            "cloud": product(
                firm("daughter", "NLD", 1.0, led="USA", owned="USA"), inputs=[need("code")]
            ),
        },
        {"task": use(need("cloud"))},
        groups={"PAIR": ["CHN", "USA"]},
    )
    pair = removal("PAIR", "any", "withheld", members=["CHN", "USA"])
    # America serves its daughter; China refuses what is made there, though it is led from America
    assert made.limit(pair, "cloud/daughter/NLD") == is_(0.6)


def test_under_any_a_virtual_buyer_at_home_has_nobody_who_spares_it():
    made = lab({"code": product(firm("a", "USA", 0.5), country("NLD", 0.5))}, {})
    assert made.limit(withheld("USA", "any"), "buyer/code") == is_(0.5)


def test_for_a_group_each_member_is_judged_by_itself():
    made = lab(
        {
            "code": product(firm("us", "USA", 0.6), firm("jp", "JPN", 0.4)),
            "cloud": product(
                firm("daughter", "NLD", 0.5, led="USA", owned="USA"),
                firm("local", "NLD", 0.5),
                inputs=[need("code")],
            ),
        },
        {"task": use(need("cloud"))},
        trusted=["DEU"],
    )
    asked = withheld("TRIO", members=["DEU", "JPN", "USA"])
    # the American daughter is refused by Japan only; Germany is trusted and refuses nobody
    assert made.limit(asked, "cloud/daughter/NLD", "cloud/local/NLD") == is_([0.6, 0.0])
    # the daughter itself is refused to us: the task has local's half, which is down
    assert made.limit(asked, "task") == is_(0.0)


@pytest.mark.parametrize("attribute", ["site", "owner", "any"])
def test_a_group_refuses_through_its_members_outside_the_circle_only(attribute):
    """Germany is trusted: in a refusal by the trio it goes on supplying us, and so does its kin."""
    made = lab(
        {
            "code": product(
                firm("us", "USA", 0.3),
                firm("de", "DEU", 0.4),
                firm("nl", "NLD", 0.1),
                remainder=0.2,
            ),
        },
        {"task": use(need("code"))},
        trusted=["DEU"],
        groups={"TRIO": ["DEU", "JPN", "USA"]},
    )
    trio = removal("TRIO", attribute, "withheld", members=["DEU", "JPN", "USA"])
    abroad = removal("ABROAD", attribute, "withheld", members=["JPN", "USA"])
    for bound in ("low", "value", "high"):
        found = made.limit(trio, "task", bound=bound)
        assert found == made.limit(abroad, "task", bound=bound)
    assert made.limit(trio, "task") == is_(0.7)
    # lost, all of the group is gone, trusted or not
    assert made.limit(removal("TRIO", attribute, members=trio.members), "task") == is_(0.3)


def test_a_group_that_overlaps_the_circle_closes_what_lies_wholly_outside_it():
    made = lab(
        {"code": product(firm("wide", "MIX", 0.5), firm("us", "USA", 0.3), country("NLD", 0.2))},
        {"task": use(need("code"))},
        trusted=["DEU"],
        groups={"MIX": ["DEU", "USA"], "TRIO": ["DEU", "JPN", "USA"]},
    )
    trio = removal("TRIO", "site", "withheld", members=["DEU", "JPN", "USA"])
    # who is somewhere in Germany or America may be trusted: it closes at the upper bound only
    assert made.limit(trio, "task") == is_(0.7)
    assert made.limit(trio, "task", bound="high") == is_(0.2)


def test_a_group_that_owns_something_goes_with_the_whole_group_only():
    made = lab(
        {"sat": product(firm("agency", "NLD", 0.5, led="PAIR", owned="PAIR"), country("USA", 0.5))},
        {"task": use(need("sat"))},
        groups={"PAIR": ["DEU", "FRA"], "TRIO": ["DEU", "FRA", "USA"]},
    )
    assert made.limit(removal("DEU", "owner"), "task") == 1.0
    assert made.limit(removal("PAIR", "owner", members=["DEU", "FRA"]), "task") == is_(0.5)
    wide = removal("TRIO", "owner", members=["DEU", "FRA", "USA"])
    assert made.limit(wide, "task") == is_(0.0)


def test_a_firm_is_removed_at_all_its_sites():
    made = lab(
        {
            "a": product(firm("giant", "NLD", 0.3), firm("giant", "USA", 0.4), country("JPN", 0.3)),
            "b": product(firm("giant", "USA", 0.5), firm("dwarf", "NLD", 0.5), inputs=[need("a")]),
        },
        {"task": use(need("b"))},
    )
    # a 1 - 0.7; b: dwarf follows a
    lost = made.limit(removal("giant"), "buyer/a", "b/dwarf/NLD", "task")
    assert lost == is_([0.3, 0.3, 0.15])
    # refused: the same for us
    refused = made.limit(removal("giant", "any", "withheld"), "buyer/a", "b/dwarf/NLD", "task")
    assert refused == is_([0.3, 0.3, 0.15])


def test_a_firm_does_not_refuse_itself():
    made = lab(
        {
            "a": product(firm("giant", "USA", 1.0)),
            "b": product(firm("giant", "NLD", 0.5), firm("dwarf", "NLD", 0.5), inputs=[need("a")]),
        },
        {"task": use(need("b"))},
    )
    rows = ("b/giant/NLD", "b/dwarf/NLD", "task")
    # it still serves its own plant here, but not our use
    assert made.limit(removal("giant", "any", "withheld"), *rows) == is_([1.0, 0.0, 0.0])
    assert made.limit(removal("giant"), *rows) == is_([0.0, 0.0, 0.0])


def test_a_countrys_part_of_one_product_leaves_its_other_products():
    made = lab(
        {
            "gallium": product(country("CHN", 0.8), remainder=0.2),
            "boards": product(country("CHN", 0.6), remainder=0.4, country="DEU"),
        },
        {"task": use(need("gallium", importance="important"), need("boards"))},
    )
    # 1 - 0.5 * 0.8 = 0.6; boards untouched
    part = removal("CHN", part="gallium")
    assert made.limit(part, "buyer/gallium", "buyer/boards", "task") == is_([0.2, 1.0, 0.6])
    assert made.limit(removal("CHN", part="boards"), "task") == is_(0.4)
    # all of it: the smaller of 0.6 and 0.4
    assert made.limit(removal("CHN"), "task") == is_(0.4)
    refused = removal("CHN", mode="withheld", part="gallium")
    assert made.limit(refused, "task") == is_(0.6)


def test_virtual_buyers_stand_at_home_and_follow_the_market():
    made = lab(
        {
            "a": product(
                firm("us", "USA", 0.5),
                firm("nl", "NLD", 0.5),
                inputs=[need("b", buffer=5.0, fallback=(0.9, 0.0))],
            ),
            "b": product(country("USA", 0.25), remainder=0.75),
        },
        {"task": use(need("a"), sourcing=buys(None, "a", nl__NLD=1.0))},
    )
    # buyers have one critical input, no stock and no fallback of their own
    assert made.limit(withheld("USA", "site"), "buyer/a", "buyer/b") == is_([0.45, 0.75])
    assert made.weeks(withheld("USA", "site"), "buyer/b", 1) == is_([0.75])
    # the use buys at home, and so feels only what the Dutch producer feels
    assert made.limit(withheld("USA", "site"), "task") == is_(0.9)


def test_customers_abroad_of_a_remainder_or_a_stated_country_go_on():
    made = lab(
        {
            "a": product(country("USA", 1.0)),
            "b": product(firm("x", "DEU", 0.5), remainder=0.5, inputs=[need("a")]),
            "c": product(firm("y", "DEU", 0.5), remainder=0.5, country="NLD", inputs=[need("a")]),
        },
        {"task": use(need("b"), need("c"))},
    )
    rows = ("b/x/DEU", "b/remainder", "c/y/DEU", "c/remainder", "task")
    # nobody knows where b's remainder is, so it goes on; c's is at home and is refused
    assert made.limit(withheld("USA", "site"), *rows) == is_([1.0, 1.0, 1.0, 0.0, 0.5])


def test_nothing_removed_is_an_empty_cut():
    made = hosting()
    for mode in ("lost", "withheld"):
        for bound in ("low", "value"):
            assert made.removals.cut(removal("CHN", "any", mode), bound).nothing
    assert Cut((), (), grace=True).nothing


def test_grace_helps_only_when_refused():
    made = hosting()
    assert not made.removals.cut(removal("USA"), "value").grace
    assert made.removals.cut(removal("USA", mode="withheld"), "value").grace
