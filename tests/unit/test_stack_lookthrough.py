"""Look-through in the stack: by hand, against the inverse, and against linear programmes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array

from tests.build import JUDGED, buys, country, firm, lab, need, product, use
from valuechain.indicators.lookthrough import from_coefficients, look_through
from valuechain.indicators.stack_lookthrough import _Costs, stack_look_through


def costing(share, *args, **more):
    return {**need(*args, **more), "cost_share": share}


def found(made, subject, place, attribute="site"):
    rows = stack_look_through(made.model, made.stack, attributes=[attribute])
    kept = [one for one in rows if (one.subject, one.country) == (subject, place)]
    assert len(kept) <= 1
    return kept[0] if kept else None


def market(*inputs, ore=(), **remainder):
    return lab(
        {
            "x": product(
                firm("yankee", "USA", 0.6, owned="CHN"), firm("local", "NLD", 0.4), inputs=inputs
            ),
            "ore": product(*(ore or (country("CHN", 1.0),)), **remainder),
        },
        {"task": use(costing(0.5, "x"))},
    )


def test_stated_cost_shares_give_one_number():
    made = market(costing(0.25, "ore"))
    one = found(made, "x", "CHN")
    assert one.face == pytest.approx((0, 0), abs=1e-12)
    assert one.added == pytest.approx((0.25, 0.25))
    assert found(made, "x", "USA").face == pytest.approx((0.6, 0.6))
    assert found(made, "x", "USA").added == pytest.approx((0.45, 0.45))
    assert found(made, "x", "NLD").added == pytest.approx((0.3, 0.3))
    # the use spends half on x and earns the other half itself
    assert found(made, "task", "CHN").added == pytest.approx((0.125, 0.125))
    assert found(made, "task", "NLD").added == pytest.approx((0.65, 0.65))
    assert found(made, "task", "USA").face == pytest.approx((0.3, 0.3))
    # by owner yankee is Chinese: 0.25 for the ore and three quarters of 0.6
    assert found(made, "x", "CHN", "owner").added == pytest.approx((0.7, 0.7))
    assert found(made, "x", "CHN", "any").added == pytest.approx((0.7, 0.7))


def test_an_unknown_cost_share_may_be_nothing_or_all():
    made = market(need("ore"))
    assert found(made, "x", "CHN").added == pytest.approx((0, 1))
    assert found(made, "x", "CHN").says_nothing
    # behind a supplier of 0.6 no more than 0.6 can be earned: that is not nothing
    assert found(made, "x", "USA").added == pytest.approx((0, 0.6))
    assert not found(made, "x", "USA").says_nothing
    assert found(made, "task", "CHN").added == pytest.approx((0, 0.5))
    assert found(made, "x", "CHN").unstated == pytest.approx(1.0)
    assert found(made, "task", "CHN").unstated == 0.0  # its own half is stated; that of x is not
    assert found(made, "ore", "CHN").unstated == 0.0


def test_what_is_bought_directly_has_bounds_too_and_who_has_no_part_is_not_listed():
    made = lab(
        {"ore": product(country("CHN", 1.0)), "oil": product(country("USA", 1.0))},
        {"task": use(need("ore")), "other": use(need("oil"))},
    )
    assert found(made, "task", "CHN").face == pytest.approx((0, 1))
    assert found(made, "task", "USA") is None


def test_a_stated_part_narrows_the_rest():
    made = lab(
        {
            "x": product(country("USA", 1.0), inputs=[costing(0.25, "ore"), need("tool")]),
            "ore": product(country("CHN", 1.0)),
            "tool": product(country("JPN", 1.0)),
        },
        {"task": use(costing(1.0, "x"))},
    )
    assert found(made, "x", "CHN").added == pytest.approx((0.25, 0.25))
    assert found(made, "x", "JPN").added == pytest.approx((0, 0.75))
    assert found(made, "x", "USA").added == pytest.approx((0, 0.75))
    assert found(made, "task", "JPN").added == pytest.approx((0, 0.75))


def test_a_part_of_a_part_of_the_cost_is_at_most_that_part_of_the_whole():
    invested = {"low": 0.1, "mode": 0.2, "high": 0.3, "basis": "capex", **JUDGED}
    made = lab(
        {
            "x": product(
                country("USA", 1.0), inputs=[costing(0.25, "ore"), costing(invested, "tool")]
            ),
            "ore": product(country("CHN", 1.0)),
            "tool": product(country("JPN", 1.0)),
        },
        {"task": use(costing(1.0, "x"))},
    )
    # a fifth of the investment is at most a fifth of the price, and may be next to nothing of it
    assert found(made, "x", "CHN").added == pytest.approx((0.25, 0.25))
    assert found(made, "x", "JPN").added == pytest.approx((0, 0.2))
    assert found(made, "x", "USA").added == pytest.approx((0.55, 0.75))
    assert found(made, "x", "USA").unstated == pytest.approx(0.2)
    # a part of the price is a part of the whole
    paid = market(costing({**invested, "basis": "price"}, "ore"))
    assert found(paid, "x", "CHN").added == pytest.approx((0.2, 0.2))


def test_remainders_and_groups_widen_the_bounds():
    made = market(costing(0.5, "ore"), ore=(country("CHN", 0.6),), remainder=0.4)
    # of the ore 0.6 is Chinese; an aggregate is listed, so China has no part in the rest
    assert found(made, "x", "CHN").added == pytest.approx((0.3, 0.3))
    # America may have the remainder as far as an unlisted country may: 0.4 < 0.6
    assert found(made, "x", "USA").added == pytest.approx((0.3, 0.5))
    stated = market(costing(0.5, "ore"), ore=(country("CHN", 0.6),), remainder=0.4, country="USA")
    assert found(stated, "x", "USA").added == pytest.approx((0.3, 0.5))


def test_an_input_that_pays_less_than_what_is_kept_gets_nothing():
    """Of the remainder an unlisted country may have a quarter; of its tools all, at most a fifth.

    So 0.2 + 0.8 x 0.25 of what the remainder costs can end there, and 0.2 of what the others do:
    none of it for ore, of which nothing would come back.
    """
    invested = {"low": 0.1, "mode": 0.2, "high": 0.3, "basis": "capex", **JUDGED}
    made = lab(
        {
            "x": product(
                country("CHN", 0.5),
                country("JPN", 0.1),
                remainder=0.4,
                inputs=[costing(invested, "tool"), need("ore")],
            ),
            "ore": product(country("CHN", 1.0)),
            "tool": product(country("USA", 1.0)),
        },
        {"task": use(costing(1.0, "x"))},
    )
    assert found(made, "x", "USA").added == pytest.approx((0, 0.6 * 0.2 + 0.4 * 0.4))


def test_what_a_producer_does_without_costs_it_nothing():
    made = lab(
        {
            "x": product(
                firm("a", "USA", 0.5),
                firm("b", "JPN", 0.5),
                inputs=[costing(0.4, "ore")],
                sourcing=buys("a/USA", "ore"),
            ),
            "ore": product(country("CHN", 1.0)),
        },
        {"task": use(costing(1.0, "x"))},
    )
    assert found(made, "x", "CHN").added == pytest.approx((0.2, 0.2))
    assert found(made, "x", "USA").added == pytest.approx((0.5, 0.5))


def test_products_that_buy_from_each_other():
    made = lab(
        {
            "x": product(country("USA", 1.0), inputs=[costing(0.5, "y")]),
            "y": product(country("JPN", 1.0), inputs=[costing(0.4, "x")]),
        },
        {"task": use(costing(1.0, "x"))},
    )
    table = from_coefficients(np.array([[0, 0.4], [0.5, 0]]), names=["x", "y"])
    shares = look_through(table, customers=["x"]).added[:, 0]
    assert found(made, "x", "USA").added == pytest.approx((shares[0],) * 2)
    assert found(made, "x", "JPN").added == pytest.approx((shares[1],) * 2)


def random_costs(size, seed):
    """Some cost shares stated, some not, with circles; and who belongs."""
    draw = np.random.default_rng(seed)
    stated = draw.random((size, size)) * (draw.random((size, size)) < 0.3)
    stated /= np.maximum(stated.sum(axis=1, keepdims=True) * draw.uniform(1.0, 2.0, (size, 1)), 1)
    customers = np.sort(draw.integers(0, size, draw.integers(0, 2 * size)))
    slots = draw.random((len(customers), size)) * (draw.random((len(customers), size)) < 0.4)
    slots[:, 0] += 1e-3
    slots /= slots.sum(axis=1, keepdims=True)
    rest = 1 - stated.sum(axis=1)
    rest[rest < 1e-9] = 0
    own = (draw.random((size, 1)) < 0.4).astype(float)
    most = np.where(draw.random(len(customers)) < 0.5, draw.random(len(customers)), 1.0)
    return _Costs(csr_array(stated), csr_array(slots), customers, most, rest), own


@given(st.integers(2, 8), st.integers(0, 2**32 - 1))
def test_the_high_bound_is_the_linear_programme(size, seed):
    costs, own = random_costs(size, seed)
    stated, slots, rest = costs.stated.toarray(), costs.open_slots.toarray(), costs.rest
    # smallest v >= 0 with v >= stated v + rest m + sum most z, where m is what the rest is worth
    # elsewhere (own, or more) and z what a slot is worth above that: the dual of filling slots
    # that hold so much each
    n_slots = len(costs.open_customer)
    most = costs.open_most
    at = np.eye(size)[costs.open_customer]
    worth = np.hstack([np.eye(size) - stated, -np.diag(rest), -(at * most[:, None]).T])
    above = np.hstack([-slots, at, np.eye(n_slots)])
    solved = linprog(
        np.concatenate([np.ones(size), np.zeros(size + n_slots)]),
        A_ub=-np.vstack([worth, above]),
        b_ub=np.zeros(size + n_slots),
        bounds=[(0, None)] * size + [(one, None) for one in own[:, 0]] + [(0, None)] * n_slots,
        method="highs",
    )
    assert solved.status == 0
    np.testing.assert_allclose(costs.most(own)[:, 0], np.minimum(solved.x[:size], 1), atol=1e-6)


@given(st.integers(2, 8), st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_every_way_to_split_the_rest_lies_between_the_bounds(size, seed, way):
    costs, own = random_costs(size, seed)
    draw = np.random.default_rng(way)
    shares, earned = costs.stated.toarray(), costs.rest.copy()
    slots = zip(costs.open_slots.toarray(), costs.open_customer, costs.open_most, strict=True)
    for row, customer, most in slots:
        part = min(most, draw.uniform(0, 0.95) * earned[customer])
        shares[customer] += part * row
        earned[customer] -= part
    ended = np.linalg.lstsq(np.eye(size) - shares, earned * own[:, 0], rcond=None)[0]
    if (np.abs(np.linalg.eigvals(shares)) > 1 - 1e-6).any():
        return  # a circle without any value added is no economy
    high, low = costs.most(own)[:, 0], 1 - costs.most(1 - own)[:, 0]
    assert (ended <= high + 1e-9).all()
    assert (ended >= low - 1e-9).all()
