"""Suppliers of which only a group of countries is known: may be in any of them."""

import pytest

from tests.build import HALF, SAME, country, firm, lab, need, product, removal, use
from valuechain.shocks.joint_removals import JointRemovals

UNION = {"EU3": ["NLD", "DEU", "FRA"]}


def is_(number):
    return pytest.approx(number, abs=SAME, rel=0)


def cloud(**more):
    return lab(
        {"cloud": product(firm("wide", "EU3", 0.7, led="USA"), country("CHN", 0.3))},
        {"task": use(need("cloud"))},
        groups=UNION,
        **more,
    )


def test_the_loss_of_one_member_takes_it_only_at_the_upper_bound():
    made = cloud()
    germany = removal("DEU")
    # nobody knows whether any of the 0.7 is made in Germany: 0 to 0.7
    assert made.limit(germany, "buyer/cloud", bound="low") == is_(1.0)
    assert made.limit(germany, "buyer/cloud") == is_(1.0)
    assert made.limit(germany, "buyer/cloud", bound="high") == is_(0.3)
    # a country outside the group has no part in it
    assert made.limit(removal("GBR"), "buyer/cloud", bound="high") == is_(1.0)


def test_the_loss_of_the_whole_group_takes_it_at_every_bound():
    made = cloud()
    union = removal("EU3", members=UNION["EU3"])
    for bound in ("low", "value", "high"):
        assert made.limit(union, "buyer/cloud", bound=bound) == is_(0.3)


def test_a_member_that_refuses_may_close_it_for_a_home_outside_the_group():
    made = cloud(home=["USA"], trusted=[])
    germany = removal("DEU", mode="withheld")
    assert made.limit(germany, "buyer/cloud") == is_(1.0)
    assert made.limit(germany, "buyer/cloud", bound="high") == is_(0.3)


@pytest.mark.parametrize("attribute", ["owner", "any"])
def test_two_of_one_group_need_not_be_of_one_country(attribute):
    """The seller may be German and the maker French: at the upper bound nobody is spared."""
    made = lab(
        {
            "cloud": product(firm("seller", "EU3", 1.0)),
            "tool": product(firm("maker", "NLD", 1.0, owned="EU3"), inputs=[need("cloud")]),
        },
        {"task": use(need("tool"))},
        groups=UNION,
        trusted=[],
    )
    germany = removal("DEU", attribute, "withheld")
    assert made.limit(germany, "buyer/tool") == is_(1.0)
    assert made.limit(germany, "buyer/tool", bound="high") == is_(0.0)


def test_who_refuses_by_headquarters_is_known_whatever_the_site():
    made = cloud()
    assert made.limit(removal("USA", "headquarters", "withheld"), "buyer/cloud") == is_(0.3)


@pytest.mark.parametrize("mode", ["lost", "withheld"])
def test_sets_take_a_group_only_with_all_its_members_but_at_the_upper_bound(mode):
    """The same as removals say of one set, here of many sets at once."""
    each = (country(one, 0.1) for one in ("DEU", "FRA", "NLD"))
    made = lab(
        {"cloud": product(firm("wide", "EU3", 0.4), country("CHN", 0.3), *each)},
        {"task": use(need("cloud"), at="USA")},
        groups=UNION,
        home=["USA"],
        trusted=[],
    )
    elements = JointRemovals(
        made.stack, made.removals.perspective, by="countries", attribute="site", mode=mode
    )
    bit = {name: 1 << place for place, name in enumerate(elements.ids)}
    some = [bit["DEU"], bit["DEU"] | bit["FRA"], bit["DEU"] | bit["FRA"] | bit["NLD"]]
    row = made.stack.position("buyer/cloud")
    for bound, kept in (
        ("low", [0.9, 0.8, 0.3]),
        ("value", [0.9, 0.8, 0.3]),
        ("high", [0.5, 0.4, 0.3]),
    ):
        found = made.engine.limit(elements.shocks(some, bound), HALF, watch=[row])
        assert found[0].tolist() == [is_(one) for one in kept]
