"""Positions: what home, its partners and Europe supply, and who would miss it."""

import pytest

from tests.build import SAME, country, firm, lab, need, product, use
from valuechain.indicators.positions import layer_shares, positions

GROUPS = {"EU27": ["DEU", "FRA", "NLD"], "EFTA": ["CHE"]}


def is_(*numbers):
    return pytest.approx(numbers, abs=SAME, rel=0)


def rows(made):
    found = positions(made.model, made.stack, perspective=made.removals.perspective)
    keyed = {(one.product, one.circle, one.attribute): one for one in found}
    assert len(keyed) == len(found)
    return keyed


def market(*producers, trusted=("DEU",), **remainder):
    return lab(
        {"x": product(*producers, **remainder)},
        {"task": use(need("x"))},
        trusted=trusted,
        groups=GROUPS,
    )


def shares(made, attribute="site"):
    """Share of each circle; absent where nothing can be supplied."""
    found = rows(made)
    return {
        circle: found["x", circle, attribute].share
        for circle in ("home", "trusted", "europe")
        if ("x", circle, attribute) in found
    }


def test_each_circle_holds_what_its_countries_supply():
    made = market(
        firm("a", "NLD", 0.1),
        firm("b", "DEU", 0.2),
        firm("c", "CHE", 0.3),
        firm("d", "JPN", 0.4),
    )
    found = shares(made)
    assert found == {
        "home": is_(0.1, 0.1, 0.1),
        "trusted": is_(0.3, 0.3, 0.3),
        "europe": is_(0.6, 0.6, 0.6),
    }


def test_any_counts_what_a_circle_reaches_by_one_of_its_three_countries():
    made = market(
        firm("a", "NLD", 0.5, led="USA"),
        firm("b", "USA", 0.3, owned="NLD"),
        firm("c", "USA", 0.2),
    )
    assert shares(made, "site")["home"] == is_(0.5, 0.5, 0.5)
    assert shares(made, "owner")["home"] == is_(0.3, 0.3, 0.3)
    assert "home" not in shares(made, "headquarters")
    assert shares(made, "any")["home"] == is_(0.8, 0.8, 0.8)


def test_unlisted_supply_may_be_ours_the_figure_leaves_it_out():
    made = market(firm("a", "NLD", 0.7), firm("d", "JPN", 0.1), remainder=0.2)
    assert shares(made)["home"] == is_(0.7, 0.7, 0.9)


REMAINDERS = {
    # home has no part in it; its partner Germany may have as much as the smallest listed
    "excluded": ({"remainder": 0.2, "excludes": ["NLD"]}, None, 0.1),
    "excluded, all": ({"remainder": 0.2, "excludes": ["NLD", "DEU"]}, None, None),
    "at most": ({"remainder": 0.2, "at_most_each": 0.04}, 0.04, 0.08),
}


@pytest.mark.parametrize("name", REMAINDERS)
def test_no_more_of_the_remainder_than_a_removal_would_take(name):
    remainder, home, trusted = REMAINDERS[name]
    found = shares(market(country("CHN", 0.7), country("JPN", 0.1), **remainder))
    for circle, most in (("home", home), ("trusted", trusted)):
        if most is None:
            assert circle not in found
        else:
            assert found[circle] == is_(0, 0, most)


def test_a_remainder_of_a_known_country_is_not_in_the_lower_bound():
    made = market(firm("a", "NLD", 0.4), remainder=0.6, country="DEU")
    assert shares(made) == {
        "home": is_(0.4, 0.4, 0.4),
        "trusted": is_(0.4, 1.0, 1.0),
        "europe": is_(0.4, 1.0, 1.0),
    }


def test_a_group_as_place_may_be_home_and_lies_in_europe():
    made = market(firm("a", "EU27", 0.6), firm("b", "USA", 0.4), trusted=("EU27",))
    assert shares(made) == {
        "home": is_(0.0, 0.0, 0.6),
        "trusted": is_(0.6, 0.6, 0.6),
        "europe": is_(0.6, 0.6, 0.6),
    }


def test_the_shortest_substitution_over_all_customers_and_who_they_are():
    def slow(bought, time):
        return need(bought) | {"substitution": time}

    ranged = {"low": "10 weeks", "mode": "60 weeks", "high": "90 weeks"}
    made = lab(
        {
            "x": product(firm("a", "NLD", 1.0)),
            "y": product(firm("b", "NLD", 1.0), inputs=[slow("x", "30 weeks")]),
            "z": product(firm("c", "NLD", 1.0), inputs=[slow("x", ranged)]),
            "w": product(firm("d", "NLD", 1.0), inputs=[need(["y", "x"])]),
        },
        {"task": use(need("y"), need("z"), need("w"))},
    )
    found = rows(made)
    # the earliest of each: 10 or 30, 30 or 60, 30 or 90
    assert found["x", "home", "site"].substitution_weeks == is_(10, 30, 30)
    assert found["x", "home", "site"].customers == ("w", "y", "z")
    assert found["y", "home", "site"].substitution_weeks is None
    assert found["y", "home", "site"].customers == ("task", "w")


def test_layer_shares_are_a_plain_mean_each_part_counted_once():
    made = lab(
        {
            "x": product(firm("a", "NLD", 0.6, owned="USA"), firm("b", "CHE", 0.4)),
            "y": product(
                firm("c", "JPN", 0.3),
                firm("d", "USA", 0.2),
                firm("e", "CHN", 0.1),
                firm("f", "TWN", 0.1),
                remainder=0.3,
            ),
        },
        {"task": use(need("x"), need("y"))},
        trusted=["JPN", "CHE"],
        groups=GROUPS,
    )
    found = layer_shares(made.model, made.stack, perspective=made.removals.perspective)
    by_site = {(s, c): share for _, a, s, c, share in found if a == "site"}
    assert by_site == {
        ("home", "NLD"): pytest.approx(0.3),
        ("europe", "CHE"): pytest.approx(0.2),  # trusted as well, but Europe comes first
        ("trusted", "JPN"): pytest.approx(0.15),
        ("other", "USA"): pytest.approx(0.1),
        ("other", "CHN"): pytest.approx(0.05),
        ("other", ""): pytest.approx(0.05),
        ("unknown", ""): pytest.approx(0.15),
    }
    by_owner = {(s, c): share for _, a, s, c, share in found if a == "owner"}
    assert by_owner["other", "USA"] == pytest.approx(0.4)
    assert ("home", "NLD") not in by_owner
    for kinds in (by_site, by_owner):
        assert sum(kinds.values()) == pytest.approx(1.0)
