"""Concentration weighted with governance: by hand, and bounds that no assignment passes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import JUDGED, country, firm, lab, need, product, use
from valuechain.indicators.governance_concentration import (
    _high,
    governance_concentration,
    governance_tiers,
)
from valuechain.schema.risk import Country, Governance

SCORES = {"CHN": 6.0, "USA": 3.0, "NLD": 1.0, "DEU": 2.0, "RUS": 8.0}


def measured(products, uses=None, *, scores=SCORES, **settings):
    made = lab(products, uses or {"task": use(need(next(iter(products))))}, **settings)
    countries = {
        name: Country(governance=Governance(value=score, **JUDGED))
        for name, score in scores.items()
    }
    model = made.model.model_copy(update={"countries": countries})
    return model, governance_concentration(model, made.stack)


def one(found, name="x", attribute="site"):
    (row,) = (row for row in found if (row.product, row.attribute) == (name, attribute))
    return row


def test_by_hand_on_each_attribute():
    _, found = measured({"x": product(firm("a", "NLD", 0.6, owned="CHN"), country("USA", 0.4))})
    site, owner = one(found), one(found, attribute="owner")
    assert (site.low, site.figure, site.high) == pytest.approx([0.36 + 0.16 * 3] * 3)
    assert owner.figure == pytest.approx(0.36 * 6 + 0.16 * 3)
    assert site.unscored == ()


def test_the_unlisted_go_where_they_add_most():
    _, found = measured({"x": product(firm("a", "CHN", 0.5), firm("b", "USA", 0.3), remainder=0.2)})
    row = one(found)
    assert row.low == row.figure == pytest.approx(0.25 * 6 + 0.09 * 3)
    # China may have all 0.2, which adds more than Russia's 0.04 x 8
    assert row.high == pytest.approx(0.49 * 6 + 0.09 * 3)
    _, stated = measured({"x": product(firm("a", "CHN", 0.5), remainder=0.5, country="USA")})
    assert one(stated).low == pytest.approx(1.5)
    assert one(stated).figure == one(stated).high == pytest.approx(1.5 + 0.75)


def test_a_group_counts_as_one_place_and_at_worst_as_its_worst_member():
    _, found = measured(
        {"x": product(firm("a", "DEU", 0.5), country("EU2", 0.5))},
        groups={"EU2": ["DEU", "NLD"]},
    )
    row = one(found)
    assert row.low == pytest.approx(0.25 * 2)
    assert row.figure == pytest.approx(0.25 * 2 + 0.25 * 1.5)
    assert row.high == pytest.approx(2.0)  # all of it may be German


def test_a_country_without_a_score_is_neither_good_nor_bad():
    _, found = measured({"x": product(country("USA", 0.5), country("BRA", 0.5))})
    row = one(found)
    assert (row.low, row.figure, row.high) == (pytest.approx(0.75), None, pytest.approx(3.25))
    assert row.unscored == ("BRA",)


@given(st.integers(0, 2**32 - 1))
def test_no_assignment_of_the_unlisted_passes_the_high_bound(seed):
    draw = np.random.default_rng(seed)
    names = ["A", "B", "C", "D"]
    scores = dict(zip(names, draw.uniform(0, 10, 4), strict=True))
    shares = dict(zip(names, draw.dirichlet(np.ones(4)) * 0.6, strict=True))
    rooms = dict(zip(names, draw.uniform(0, 0.3, 4), strict=True))
    group, rest = 0.2, 0.2
    high = _high(
        [*((frozenset([n]), s) for n, s in shares.items()), (frozenset("AB"), group)],
        scores,
        rooms=rooms.__getitem__,
        unlisted=rest,
    )
    for _ in range(20):
        inside = draw.dirichlet(np.full(2, 0.3)) * group
        order, left, got = draw.permutation(names), rest, dict.fromkeys(names, 0.0)
        for name in order:
            got[name] = min(rooms[name], left) * draw.choice([1.0, draw.random()])
            left -= got[name]
        got["A"] += inside[0]
        got["B"] += inside[1]
        assert sum(scores[n] * (shares[n] + got[n]) ** 2 for n in names) <= high + 1e-12


def chain(**settings):
    return measured(
        {
            "mine": product(country("RUS", 1.0)),
            "ore": product(country("CHN", 1.0), inputs=[need("mine")]),
            "chip": product(country("USA", 1.0), inputs=[need("ore"), need("lens")]),
            "lens": product(country("NLD", 1.0)),
        },
        {"task": use(need("chip"))},
        **settings,
    )


def test_two_tiers_and_no_further():
    model, found = chain()
    rows = {
        (r.subject, r.tier): (r.worst, r.figure, r.products) for r in governance_tiers(model, found)
    }
    assert rows["task", 1] == ("chip", 3.0, 1)
    assert rows["task", 2] == ("ore", 6.0, 2)
    assert rows["chip", 1] == ("chip", 3.0, 1)
    assert rows["ore", 2] == ("mine", 8.0, 1)
    assert ("lens", 2) not in rows


def test_an_unscored_product_leaves_a_tier_open_only_if_it_could_be_the_worst():
    without = {name: score for name, score in SCORES.items() if name != "NLD"}
    model, found = chain(scores=without)
    tier = next(r for r in governance_tiers(model, found) if (r.subject, r.tier) == ("task", 2))
    assert (tier.worst, tier.figure, tier.low, tier.high) == ("lens", None, 6.0, 10.0)
    model, found = chain(scores={**without, "CHN": 10.0})
    tier = next(r for r in governance_tiers(model, found) if (r.subject, r.tier) == ("task", 2))
    assert (tier.figure, tier.high) == (10.0, 10.0)


def test_tiers_look_at_the_attribute_that_is_asked():
    model, found = measured({"x": product(firm("a", "NLD", 1.0, owned="CHN"))})
    tiers = {
        attribute: next(
            r for r in governance_tiers(model, found, attribute=attribute) if r.subject == "task"
        ).figure
        for attribute in ("site", "owner")
    }
    assert tiers == {"site": pytest.approx(1.0), "owner": pytest.approx(6.0)}
