"""Binding routes by hand: which slot sets the level of its customer, and how far a route runs."""

import numpy as np

from tests.build import HALF, country, firm, lab, need, product, removal, use
from valuechain.indicators.reach import Routes, loss_by_supplier
from valuechain.shocks.outsiders import Outsiders
from valuechain.shocks.removals import to_shocks


def routes(made, asked):
    cut = made.removals.cut(asked, "value")
    return Routes(made.engine.trace(to_shocks(made.stack, [cut]), HALF, week=1), HALF)


def reached(made, found, use_id):
    """Products of the binding slots of the route, and steps to the producers on it."""
    plan = found.trace.plan
    one = found.reached_from(made.stack.position(use_id))
    slots = plan.lumped.slot_original[plan.slot_lumped[np.flatnonzero(one.slots[:, 0])]]
    bought = made.stack.alternative_product[made.stack.alternative_start[slots]]
    names = {made.stack.product_ids[product] for product in bought}
    far = {
        made.stack.producer_ids[plan.touched[n]]: int(one.far[n, 0])
        for n in np.flatnonzero(one.far[:, 0])
    }
    return names, far


def test_an_important_slot_binds_by_half_of_what_it_lacks():
    """0.6 of what is critical is lost, 0.8 of what is important: 0.6 against half of 0.8."""
    made = lab(
        {
            "steel": product(country("CHN", 0.6), country("NLD", 0.4)),
            "tools": product(country("CHN", 0.8), country("NLD", 0.2)),
        },
        {
            "task": use(need("steel"), need("tools", importance="important")),
            "other": use(need("tools", importance="important"), need("steel", importance="minor")),
        },
    )
    found = routes(made, removal("CHN"))
    assert reached(made, found, "task")[0] == {"steel"}
    assert reached(made, found, "other")[0] == {"tools"}


def test_steps_count_from_the_use():
    made = lab(
        {
            "sand": product(country("CHN", 0.7), country("NLD", 0.3)),
            "glass": product(firm("g", "NLD", 1.0), inputs=[need("sand")]),
            "lens": product(firm("l", "NLD", 1.0), inputs=[need("glass")]),
        },
        {"task": use(need("lens"), need("glass", importance="important"))},
    )
    names, far = reached(made, routes(made, removal("CHN")), "task")
    assert names == {"lens", "glass", "sand"}
    assert far == {"lens/l/NLD": 1, "glass/g/NLD": 2, "sand/chn-all": 3}


def test_a_route_holds_what_carries_its_own_loss_where_customers_differ():
    """Home is refused, others are not: rows of both kinds of customer, two losses at home."""
    made = lab(
        {
            "bread": product(firm("baker", "NLD", 1.0), inputs=[need("grain")]),
            "car": product(firm("maker", "NLD", 1.0), inputs=[need("steel")]),
            "grain": product(country("CHN", 1.0)),
            "steel": product(country("CHN", 1.0)),
        },
        {
            "task": use(need("bread")),
            "drive": use(need("car")),
            "afar": use(need("bread"), at="DEU"),
        },
    )
    found = routes(made, removal("CHN", mode="withheld"))
    assert not found.trace.plan.alike
    assert reached(made, found, "task")[0] == {"bread", "grain"}
    assert reached(made, found, "drive")[0] == {"car", "steel"}
    assert reached(made, found, "afar")[0] == {"bread", "grain"}


def test_the_first_producer_of_all_is_a_supplier_as_any_other():
    """Rows are in the order of ids: what is called ash stands before virtual buyers."""
    made = lab(
        {"ash": product(country("CHN", 0.7), country("NLD", 0.3))},
        {"task": use(need("ash"))},
    )
    found = routes(made, removal("CHN"))
    plan = found.trace.plan
    assert made.stack.producer_ids[plan.touched[0]] == "ash/chn-all"
    names, far = reached(made, found, "task")
    assert (names, far) == ({"ash"}, {"ash/chn-all": 1})
    for option in range(len(plan.alternative_slot)):
        place, missing = loss_by_supplier(found.trace, option, column=0)
        assert dict(zip(place.tolist(), missing.tolist(), strict=True))[0] == 0.7


def test_a_refusal_hits_the_sites_that_lie_wholly_inside_the_circle():
    made = lab(
        {
            "a": product(firm("x", "NLD", 0.4), firm("y", "DEU", 0.3), firm("z", "PAIR", 0.3)),
        },
        {"task": use(need("a"))},
        groups={"PAIR": ["DEU", "NLD"]},
    )
    home = frozenset({"NLD"})
    outsiders = Outsiders(made.stack, home=home, attribute="owner")
    rows = np.ones(made.stack.n_producers, dtype=bool)
    _, sited = outsiders.places(rows)
    names = [made.stack.place_ids[place] for place in sited]

    def hit(circle):
        return {
            name for name, is_hit in zip(names, outsiders.hit(circle, rows), strict=True) if is_hit
        }

    assert hit(frozenset()) == hit(home) == {"NLD"}
    assert hit(frozenset({"DEU"})) == {"NLD", "DEU", "PAIR"}
