"""Concentration of supply: numbers made by hand, and what the unlisted part can change."""

import pytest

from tests.build import SAME, country, firm, lab, need, product, removal, use
from valuechain.indicators.concentration import Concentration, concentration


def is_(*numbers):
    return pytest.approx(numbers, abs=SAME, rel=0)


def found(made, attribute="site", *, by="country", of="x") -> Concentration:
    """The row of one product."""
    rows = [
        one
        for one in concentration(made.stack, made.removals.perspective)
        if (one.product, one.by, one.attribute) == (of, by, attribute)
    ]
    assert len(rows) == 1
    return rows[0]


def market(*producers, settings=None, **remainder):
    return lab(
        {"x": product(*producers, **remainder)}, {"task": use(need("x"))}, **(settings or {})
    )


def three_countries():
    """0.5 made at home for America, 0.3 at home, 0.2 in America for Ireland."""
    return market(
        firm("triad", "NLD", 0.5, led="IRL", owned="USA"),
        firm("local", "NLD", 0.3),
        firm("yankee", "USA", 0.2, led="USA", owned="IRL"),
    )


@pytest.mark.parametrize(
    ("attribute", "hhi", "largest", "outside_home"),
    [
        # 0.8 NLD, 0.2 USA
        ("site", 0.68, ("NLD", 0.8), 0.2),
        # 0.5 IRL, 0.3 NLD, 0.2 USA
        ("headquarters", 0.38, ("IRL", 0.5), 0.7),
        # 0.5 USA, 0.3 NLD, 0.2 IRL
        ("owner", 0.38, ("USA", 0.5), 0.7),
        # NLD 0.8, IRL 0.7, USA 0.7: together 2.2
        ("any", (0.64 + 0.49 + 0.49) / 2.2**2, ("NLD", 0.8), 0.7),
    ],
)
def test_by_country_on_each_attribute(attribute, hhi, largest, outside_home):
    one = found(three_countries(), attribute)
    assert one.hhi == is_(hhi, hhi, hhi)
    assert one.largest_name == largest[0]
    assert one.largest == is_(*[largest[1]] * 3)
    assert one.outside_home == is_(*[outside_home] * 3)
    assert one.effective_number == is_(*[1 / hhi] * 3)


def test_a_firm_counts_once_over_its_sites():
    one = found(
        market(firm("a", "USA", 0.3), firm("a", "DEU", 0.3), firm("b", "USA", 0.4)),
        "any",
        by="firm",
    )
    assert (one.largest_name, one.largest) == ("a", is_(0.6, 0.6, 0.6))
    assert one.hhi == is_(0.52, 0.52, 0.52)


def test_an_aggregate_is_no_firm_and_at_worst_one():
    one = found(market(firm("a", "USA", 0.4), country("CHN", 0.6)), "any", by="firm")
    assert one.largest_name == "a"
    assert one.largest == is_(0.4, 0.4, 0.6)
    assert one.hhi == is_(0.16, 0.16, 0.52)
    assert one.effective_number == is_(1 / 0.52, 1 / 0.16, 1 / 0.16)


def test_without_any_firm_the_effective_number_of_firms_has_no_end():
    one = found(market(country("CHN", 1.0)), "any", by="firm")
    assert (one.largest_name, one.hhi) == ("", is_(0, 0, 1))
    assert one.effective_number == (1.0, None, None)


FIRMS = (firm("a", "USA", 0.4), firm("b", "USA", 0.1), firm("c", "JPN", 0.2))

REMAINDERS = {
    # all of it may be American: 0.5 + 0.3
    "listed firms": (FIRMS, {"remainder": 0.3}, 0.8**2 + 0.2**2, 0.8),
    # not America, so Japan: 0.2 + 0.3
    "the largest excluded": (
        FIRMS,
        {"remainder": 0.3, "excludes": ["USA"]},
        0.5**2 + 0.5**2,
        0.5,
    ),
    # neither: parts of at most 0.2, the smallest listed country
    "all listed excluded": (
        FIRMS,
        {"remainder": 0.3, "excludes": ["USA", "JPN"]},
        0.5**2 + 0.2**2 + 0.2**2 + 0.1**2,
        0.5,
    ),
    # 0.05 more for America, 0.05 more for Japan, and four others of 0.05
    "at most each": (
        FIRMS,
        {"remainder": 0.3, "at_most_each": 0.05},
        0.55**2 + 0.25**2 + 4 * 0.05**2,
        0.55,
    ),
    # aggregates cover their countries; an unlisted one is no larger than Russia
    "aggregates": (
        (country("CHN", 0.6), country("RUS", 0.1)),
        {"remainder": 0.3},
        0.6**2 + 0.1**2 + 3 * 0.1**2,
        0.6,
    ),
    # unless it is stated how large one can be
    "aggregates, stated": (
        (country("CHN", 0.6), country("RUS", 0.1)),
        {"remainder": 0.3, "at_most_each": 0.25},
        0.6**2 + 0.1**2 + 0.25**2 + 0.05**2,
        0.6,
    ),
    # an aggregate beside firms: all of China is listed, Japan's unlisted firms may be the rest
    "mixed": (
        (country("CHN", 0.6), firm("c", "JPN", 0.1)),
        {"remainder": 0.3},
        0.6**2 + 0.4**2,
        0.6,
    ),
}


@pytest.mark.parametrize("name", REMAINDERS)
def test_the_unlisted_part_goes_where_it_concentrates_most(name):
    producers, remainder, top, largest = REMAINDERS[name]
    one = found(market(*producers, **remainder))
    totals = {}
    for row in producers:
        totals[row["site"]] = totals.get(row["site"], 0) + row["share"]
    figure = sum(share**2 for share in totals.values())
    assert one.hhi == is_(figure, figure, top)
    assert one.largest == is_(max(totals.values()), max(totals.values()), largest)
    assert one.outside_home == is_(0.7, 0.7, 1.0)


def test_an_unlisted_country_can_be_as_large_as_what_a_removal_takes():
    """The upper bound and what is taken from a remainder rest on one rule."""
    made = market(country("CHN", 0.6), country("RUS", 0.1), remainder=0.3, at_most_each=0.25)
    taken = 1 - made.limit(removal("KAZ"), "task", bound="high")
    assert taken == pytest.approx(0.25)
    assert found(made).hhi[2] > 0.6**2 + 0.1**2 + taken**2 - SAME


def test_a_remainder_of_a_known_country_counts_but_not_in_the_lower_bound():
    one = found(market(firm("a", "NLD", 0.9), remainder=0.1, country="DEU"))
    assert one.hhi == is_(0.81, 0.82, 0.82)
    assert one.outside_home == is_(0.0, 0.1, 0.1)
    assert one.outside_trusted == is_(0.0, 0.1, 0.1)
    more = found(market(firm("a", "DEU", 0.4), remainder=0.6, country="CHN"))
    assert (more.largest_name, more.largest) == ("CHN", is_(0.4, 0.6, 0.6))


def test_any_divides_by_the_sum_the_unlisted_part_included():
    """USA 0.6 by site, IRL 0.6 by owner, unlisted 0.4 that America or Ireland may have."""
    one = found(market(firm("a", "USA", 0.6, owned="IRL"), remainder=0.4), "any")
    scale = 0.6 + 0.6 + 0.4
    assert one.hhi == is_(2 * 0.36 / scale**2, 2 * 0.36 / scale**2, (1.0**2 + 0.6**2) / scale**2)


GROUPS = {"EU27": ["DEU", "FRA", "NLD"], "EFTA": ["CHE"], "PAIR": ["NLD", "USA"]}


def circles():
    """Home NLD, trusted JPN; Europe is EU27, EFTA and GBR."""
    return market(
        firm("a", "NLD", 0.05),
        firm("b", "DEU", 0.1),
        firm("c", "CHE", 0.15),
        firm("d", "GBR", 0.2),
        firm("e", "JPN", 0.25),
        remainder=0.25,
        settings={"trusted": ["JPN"], "groups": GROUPS},
    )


def test_outside_home_trusted_and_europe():
    one = found(circles())
    assert one.outside_home == is_(0.7, 0.7, 0.95)
    assert one.outside_trusted == is_(0.45, 0.45, 0.7)
    assert one.outside_europe == is_(0.25, 0.25, 0.5)


def test_a_group_as_place_lies_inside_only_if_all_its_members_do():
    made = market(
        firm("a", "EU27", 0.6, led="NLD"),
        firm("b", "PAIR", 0.4),
        settings={"groups": GROUPS},
    )
    one = found(made)
    # from somewhere in the EU: perhaps from home, so not surely from outside
    assert one.outside_home == is_(0.0, 1.0, 1.0)
    # the EU lies in Europe; the pair may or may not
    assert one.outside_europe == is_(0.0, 0.4, 0.4)
    assert one.largest_name == "EU27"


def test_home_counts_as_europe_wherever_it_lies():
    made = market(firm("a", "USA", 1.0), settings={"home": ["USA"], "groups": GROUPS})
    assert found(made).outside_europe == is_(0, 0, 0)


def test_every_product_has_five_rows():
    made = lab(
        {"x": product(firm("a", "NLD", 1.0)), "y": product(country("CHN", 1.0))},
        {"task": use(need("x"), need("y"))},
    )
    rows = concentration(made.stack, made.removals.perspective)
    assert [(r.product, r.by, r.attribute) for r in rows] == [
        (name, by, attribute)
        for name in ("x", "y")
        for by, attribute in (
            ("country", "site"),
            ("country", "headquarters"),
            ("country", "owner"),
            ("country", "any"),
            ("firm", "any"),
        )
    ]
