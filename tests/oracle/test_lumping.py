"""Computing like rows once is exact: rows that differ in anything that counts stay apart."""

from dataclasses import replace

import numpy as np
import pytest

from tests.build import HALF, buys, country, firm, lab, need, product, removal, use
from valuechain.kernels import reference
from valuechain.kernels.fast import Engine

GOODS = {
    "x": product(firm("far", "USA", 0.5), country("NLD", 0.5)),
    "y": product(country("USA", 0.75), country("NLD", 0.25)),
}
LIKE = {"kind": "capital", "lifetime": 3.0, "buffer": 1.0, "fallback": (0.2, 2.0)}


def either(**second):
    return ["x", {"product": "y", "lifetime": "3 weeks", **second}]


# Pairs of inputs that differ in one thing only.
PAIRS = {
    "fallback after": (
        need("x", **LIKE | {"fallback": (0.9, 2.0)}),
        need("x", **LIKE | {"fallback": (0.9, 6.0)}),
    ),
    "fallback level": (need("x", **LIKE), need("x", **LIKE | {"fallback": (0.9, 2.0)})),
    "buffer": (need("x", **LIKE), need("x", **LIKE | {"buffer": 2.0})),
    "lifetime": (need("x", **LIKE), need("x", **LIKE | {"lifetime": 4.0})),
    "importance": (need("x", **LIKE), need("x", importance="important", **LIKE)),
    "kind": (need("x", buffer=2.0), need("x", "service", buffer=2.0)),
    "product": (need("x", **LIKE), need("y", **LIKE)),
    "capacity": (
        need(either(capacity=0.6, buffer="8 weeks"), "capital", lifetime=3.0),
        need(either(capacity=0.9, buffer="8 weeks"), "capital", lifetime=3.0),
    ),
    "buffer of an alternative": (
        need(either(buffer="1 week"), "capital", lifetime=3.0),
        need(either(buffer="3 weeks"), "capital", lifetime=3.0),
    ),
}


@pytest.mark.parametrize("pair", PAIRS)
def test_uses_that_differ_in_one_thing_are_answered_apart(pair):
    one, other = PAIRS[pair]
    together = lab(GOODS, {"one": use(one), "other": use(other)})
    paths = []
    for name, entry in (("one", one), ("other", other)):
        # the helper compares with the plain loops, which lump nothing
        path = together.weeks(removal("USA"), name, 8)
        alone = lab(GOODS, {name: use(entry)})
        assert np.array_equal(path, alone.weeks(removal("USA"), name, 8))
        paths.append(path)
    assert not np.allclose(*paths), "the pair must differ for the test to say anything"


def test_producers_that_buy_elsewhere_or_obey_another_are_answered_apart():
    made = lab(
        {
            **GOODS,
            "z": product(
                firm("market", "NLD", 0.25),
                firm("local", "NLD", 0.25),
                firm("daughter", "NLD", 0.25, owned="USA"),
                firm("abroad", "JPN", 0.25),
                inputs=[need("x")],
                sourcing=buys("local/NLD", "x", nld_all=1.0),
            ),
        },
        {"task": use(need("z"))},
    )
    rows = [f"z/{name}" for name in ("market/NLD", "local/NLD", "daughter/NLD", "abroad/JPN")]
    refused = removal("USA", "owner", "withheld")
    assert made.limit(refused, *rows).tolist() == [0.5, 1.0, 1.0, 1.0]
    # 0.25 * 0.5 of market is missing, and all of the daughter is refused to the task
    assert made.limit(refused, "task") == pytest.approx(1 - 0.125 - 0.25, abs=1e-12)
    # like rows are one cell: the four that buy from the market are computed once
    cells = made.engine.lumped.cell_of[[made.stack.position(row) for row in rows]]
    assert cells[0] == cells[2] == cells[3] != cells[1]


@pytest.mark.parametrize(
    ("column", "changed"),
    [
        ("slot_essentiality", 1),
        ("slot_fallback", 0.9),
        ("slot_fallback_after", 6.0),
        ("alternative_capacity", 0.7),
        ("alternative_kind", 0),
        ("alternative_buffer", 3.0),
        ("alternative_lifetime", 9.0),
        ("link_share", 0.25),
    ],
)
def test_producers_of_a_stack_from_tables_may_differ_in_any_column(column, changed):
    made = lab(
        {
            **GOODS,
            "z": product(
                firm("a", "NLD", 0.5),
                firm("b", "NLD", 0.5),
                inputs=[need("x", "capital", lifetime=3.0, buffer=1.0, fallback=(0.6, 2.0))],
            ),
        },
        {"task": use(need("z"))},
    )
    rows = [made.stack.position(row) for row in ("z/a/NLD", "z/b/NLD", "task")]
    slot = made.stack.slot_start[rows[1]]
    alternative = made.stack.alternative_start[slot]
    place = {"slot": slot, "alternative": alternative, "link": made.stack.link_start[alternative]}
    column_of_b = getattr(made.stack, column).copy()
    column_of_b[place[column.split("_", maxsplit=1)[0]]] = changed
    stack = replace(made.stack, **{column: column_of_b})
    shocks = made.left(x__far__USA=0.0, x__nld_all=0.5)
    found = Engine(stack).weeks(shocks, HALF, watch=rows, n_weeks=8)
    slow = reference.weeks(stack, shocks, effects=HALF, watch=rows, n_weeks=8)
    assert np.allclose(found, slow, rtol=0, atol=1e-12)
    assert not np.allclose(found[0], found[1]), "the two must differ for the test to say anything"
