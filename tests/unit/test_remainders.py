"""Bounds: what nobody listed could belong to the thing that is removed."""

import pytest

from tests.build import SAME, country, firm, lab, need, product, removal, use


def bounds(made, asked, watch="task"):
    return [made.limit(asked, watch, bound=bound) for bound in ("low", "value", "high")]


def are(levels):
    return pytest.approx(levels, abs=SAME, rel=0)


def one(*producers, mode_of=None, **remainder):
    return lab(
        {"x": product(*producers, **remainder)},
        {"task": use(need("x"))},
        **(mode_of or {}),
    )


FIRMS = (firm("a", "USA", 0.4), firm("b", "USA", 0.1), firm("c", "JPN", 0.2))
COUNTRIES = (country("CHN", 0.6), country("RUS", 0.1))

CASES = {
    # a country with listed firms could have all of the remainder
    "listed firms": (FIRMS, {"remainder": 0.3}, "USA", [0.5, 0.5, 0.2]),
    "other listed firms": (FIRMS, {"remainder": 0.3}, "JPN", [0.8, 0.8, 0.5]),
    # a country that no row names: no more than the smallest listed country, Japan with 0.2
    "not named": (FIRMS, {"remainder": 0.3}, "DEU", [1.0, 1.0, 0.8]),
    "not named, small remainder": (
        (firm("a", "USA", 0.9),),
        {"remainder": 0.1},
        "DEU",
        [1.0, 1.0, 0.9],
    ),
    # an aggregate row covers all of its country
    "aggregate": (COUNTRIES, {"remainder": 0.3}, "CHN", [0.4, 0.4, 0.4]),
    # where the rows are countries, who is not listed is smaller than who is: 0.1
    "beside aggregates": (COUNTRIES, {"remainder": 0.3}, "KAZ", [1.0, 1.0, 0.9]),
    # stated
    "excluded": (FIRMS, {"remainder": 0.3, "excludes": ["USA"]}, "USA", [0.5, 0.5, 0.5]),
    "another excluded": (FIRMS, {"remainder": 0.3, "excludes": ["JPN"]}, "USA", [0.5, 0.5, 0.2]),
    "at most": (FIRMS, {"remainder": 0.3, "at_most_each": 0.05}, "USA", [0.5, 0.5, 0.45]),
    "at most, not named": (
        FIRMS,
        {"remainder": 0.3, "at_most_each": 0.25},
        "DEU",
        [1.0, 1.0, 0.75],
    ),
    "at most more than all": (
        FIRMS,
        {"remainder": 0.3, "at_most_each": 0.9},
        "DEU",
        [1.0, 1.0, 0.7],
    ),
    # a remainder of a known country belongs to it, though not to the named rows
    "stated country": (FIRMS, {"remainder": 0.3, "country": "DEU"}, "DEU", [1.0, 0.7, 0.7]),
    "stated country, another": (
        FIRMS,
        {"remainder": 0.3, "country": "DEU"},
        "USA",
        [0.5, 0.5, 0.5],
    ),
    "no remainder": ((firm("a", "USA", 1.0),), {}, "DEU", [1.0, 1.0, 1.0]),
    # nobody is listed at all
    "nobody listed": ((), {"remainder": 1.0}, "DEU", [1.0, 1.0, 0.0]),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("mode", ["lost", "withheld"])
def test_a_countrys_part_in_a_remainder(case, mode):
    producers, remainder, removed, levels = CASES[case]
    made = one(*producers, **remainder)
    assert bounds(made, removal(removed, "site", mode)) == are(levels)


def test_an_excluded_group_excludes_its_members():
    made = one(
        *FIRMS,
        remainder=0.3,
        excludes=["DUO"],
        mode_of={"groups": {"DUO": ["DEU", "FRA"]}},
    )
    assert bounds(made, removal("DEU")) == are([1.0, 1.0, 1.0])
    assert bounds(made, removal("ITA")) == are([1.0, 1.0, 0.8])


def test_the_attribute_decides_which_country_is_listed():
    made = one(firm("a", "NLD", 0.5, led="IRL", owned="USA"), remainder=0.5)
    # by owner the USA has a listed firm: it could have all
    assert bounds(made, removal("USA", "owner")) == are([0.5, 0.5, 0.0])
    # by site it has none: at most as much as the smallest listed country, the NLD with 0.5
    assert bounds(made, removal("USA", "site")) == are([1.0, 1.0, 0.5])
    assert bounds(made, removal("USA", "any")) == are([0.5, 0.5, 0.0])


def test_a_group_takes_the_sum_of_its_members_up_to_the_remainder():
    made = one(country("USA", 0.7), country("JPN", 0.1), remainder=0.2)
    # two unnamed countries of at most 0.1 each: all of the remainder
    duo = removal("DUO", members=["DEU", "FRA"])
    assert bounds(made, duo) == are([1.0, 1.0, 0.8])
    # three would be 0.3: capped at 0.2
    trio = removal("TRIO", members=["DEU", "FRA", "ITA"])
    assert bounds(made, trio) == are([1.0, 1.0, 0.8])
    # one named as aggregate, one not: 0.1 of it and 0.1 of the remainder
    mixed = removal("MIX", members=["DEU", "JPN"])
    assert bounds(made, mixed) == are([0.9, 0.9, 0.8])


def test_when_a_group_refuses_its_members_inside_the_circle_take_nothing():
    made = one(*COUNTRIES, remainder=0.3, mode_of={"trusted": ["DEU"]})
    duo = ["DEU", "FRA"]
    # lost: Germany and France 0.1 each; refused: France only
    assert bounds(made, removal("DUO", members=duo)) == are([1.0, 1.0, 0.8])
    refused = removal("DUO", mode="withheld", members=duo)
    assert bounds(made, refused) == are([1.0, 1.0, 0.9])


def test_a_firm_that_is_not_listed_is_no_larger_than_the_smallest_that_is():
    made = lab(
        {
            "x": product(firm("a", "USA", 0.5), firm("b", "DEU", 0.2), remainder=0.3),
            "y": product(firm("c", "NLD", 0.9), remainder=0.1),
            "z": product(firm("a", "USA", 0.25), firm("a", "JPN", 0.25), remainder=0.5),
        },
        {"task": use(need("x"))},
    )
    lost = removal("a")
    # listed: its row and no more
    assert bounds(made, lost, "buyer/x") == are([0.5, 0.5, 0.5])
    # not listed: min(0.1, 0.9)
    assert bounds(made, lost, "buyer/y") == are([1.0, 1.0, 0.9])
    # b in z: the smallest firm is a with both its sites, 0.5
    assert bounds(made, removal("b"), "buyer/z") == are([1.0, 1.0, 0.5])
    # c in x: min(0.3, 0.2), refused as well as lost
    assert bounds(made, removal("c"), "buyer/x") == are([1.0, 1.0, 0.8])
    assert bounds(made, removal("c", "any", "withheld"), "buyer/x") == are([1.0, 1.0, 0.8])


def test_a_firms_aggregate_rows_count_among_the_named_shares():
    made = lab(
        {
            "x": product(country("CHN", 0.05), firm("b", "DEU", 0.75), remainder=0.2),
            "y": product(firm("c", "NLD", 1.0)),
        },
        {"task": use(need("x"), need("y"))},
    )
    assert bounds(made, removal("c"), "buyer/x") == are([1.0, 1.0, 0.95])


def test_a_part_of_one_product_takes_from_that_remainder_only():
    made = lab(
        {
            "x": product(firm("a", "CHN", 0.5), remainder=0.5),
            "y": product(firm("b", "CHN", 0.5), remainder=0.5),
        },
        {"task": use(need("x"), need("y"))},
    )
    part = removal("CHN", part="x")
    assert bounds(made, part, "buyer/x") == are([0.5, 0.5, 0.0])
    assert bounds(made, part, "buyer/y") == are([1.0, 1.0, 1.0])


def test_a_remainder_needs_what_its_product_needs():
    made = lab(
        {
            "x": product(firm("a", "NLD", 0.6), remainder=0.4, inputs=[need("salt")]),
            "salt": product(country("CHN", 0.5), country("NLD", 0.5)),
        },
        {"task": use(need("x"))},
    )
    assert made.limit(removal("CHN"), "x/remainder", "task") == are([0.5, 0.5])


def test_what_belongs_to_a_refuser_still_reaches_its_own_daughter():
    made = lab(
        {
            "code": product(firm("a", "USA", 0.5), remainder=0.5),
            "cloud": product(
                firm("daughter", "NLD", 0.5, led="USA", owned="USA"),
                firm("local", "NLD", 0.5),
                inputs=[need("code")],
            ),
        },
        {"task": use(need("cloud"))},
    )
    asked = removal("USA", "owner", "withheld")
    # local could lose all the code; the daughter is owned in America and is refused none of it
    assert bounds(made, asked, "cloud/local/NLD") == are([0.5, 0.5, 0.0])
    assert bounds(made, asked, "cloud/daughter/NLD") == are([1.0, 1.0, 1.0])
    # by site nobody here is in America: both are refused
    by_site = removal("USA", "site", "withheld")
    assert bounds(made, by_site, "cloud/daughter/NLD") == are([0.5, 0.5, 0.0])
    # any: the daughter is American, so what is American of the unknown serves it too
    anyhow = removal("USA", "any", "withheld")
    assert bounds(made, anyhow, "cloud/daughter/NLD") == are([1.0, 1.0, 1.0])
    assert bounds(made, anyhow, "cloud/local/NLD") == are([0.5, 0.5, 0.0])


def test_a_remainder_loses_its_part_and_its_inputs_on_top_of_each_other():
    made = lab(
        {
            "x": product(
                firm("a", "USA", 0.4), remainder=0.6, at_most_each=0.3, inputs=[need("salt")]
            ),
            "salt": product(country("USA", 0.5), country("NLD", 0.5)),
        },
        {"task": use(need("x"))},
    )
    # half of the remainder may be American and is gone; the other half has half its salt:
    # 0.6 * 0.5 without, 0.3 * 0.5 with the part
    assert bounds(made, removal("USA")) == are([0.3, 0.3, 0.15])
    # refused: the remainder, wherever it is, is served on
    assert bounds(made, removal("USA", mode="withheld")) == are([0.6, 0.6, 0.3])


def test_a_small_aggregate_does_not_shrink_what_a_listed_country_could_have():
    # firm b of China beside Japan's aggregate of 0.05: China's unlisted firms may be all of 0.45
    made = lab(
        {"p": product(firm("b", "CHN", 0.5), country("JPN", 0.05), remainder=0.45)},
        {"task": use(need("p"))},
    )
    assert made.limit(removal("CHN"), "task", bound="high") == pytest.approx(0.05, abs=SAME)


def test_a_stated_country_says_where_a_remainder_is_made_not_by_whom():
    made = lab(
        {
            "p": product(firm("x", "KOR", 0.5), remainder=0.5, country="DEU"),
            "q": product(firm("f", "DEU", 1.0)),
        },
        {"task": use(need("p"), need("q", importance="minor"))},
    )
    # firm f may be 0.5 of p: min(0.5, smallest named 0.5)
    assert made.limit(removal("f"), "buyer/p", bound="high") == pytest.approx(0.5, abs=SAME)
    assert made.limit(removal("f"), "buyer/p") == pytest.approx(1.0, abs=SAME)


def test_any_of_the_three_countries_is_never_less_than_one_of_them():
    made = lab(
        {
            "p": product(
                firm("a", "CHN", 0.5),
                firm("b", "DEU", 0.1),
                firm("x", "DEU", 0.02, led="LUX"),
                remainder=0.38,
            )
        },
        {"task": use(need("p"))},
    )
    # by site the smallest listed country total is 0.12 (Germany), by headquarters 0.02
    for by, left in {"site": 0.88, "headquarters": 0.98, "any": 0.88}.items():
        assert made.limit(removal("BRA", by), "task", bound="high") == pytest.approx(left, abs=SAME)
