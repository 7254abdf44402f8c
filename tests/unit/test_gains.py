"""Gains of circles by hand: what of an equal loss comes back after one turn."""

import numpy as np
import pytest

from tests.build import country, firm, lab, need, product, use
from valuechain.kernels.arrays import Effects
from valuechain.kernels.fast import Engine
from valuechain.kernels.gains import circle_gain

RULE = Effects(important=0.5, minor=0.1)


def gain(products, effects=RULE):
    made = lab(products, {"task": use(need("a"))})
    engine = Engine(made.stack)
    circle = engine.limit_order[1]
    (one,) = np.unique(circle[circle >= 0])
    return circle_gain(
        engine.lumped, np.flatnonzero(circle == one).astype(np.int32), effects=effects
    )


def test_a_turn_multiplies_shares_and_effects_along_the_way():
    # a needs b wholly (1 x 1), b needs a for 0.6 of its supply, important (0.5): one turn
    # returns 0.3, so a step of the two-turn circle keeps the square root of it
    products = {
        "a": product(firm("x", "NLD", 0.6), country("CHN", 0.4), inputs=[need("b")]),
        "b": product(firm("y", "NLD", 1.0), inputs=[need("a", importance="important")]),
    }
    # both producers of a need b: a falls by all of b's loss; b falls by 0.5 of a's
    assert gain(products) == pytest.approx(np.sqrt(0.5), abs=1e-6)
    assert gain(products, Effects(important=1.0, minor=0.1)) == pytest.approx(1.0, abs=1e-6)
    assert gain(products, Effects(important=0.0, minor=0.1)) == pytest.approx(0.0, abs=1e-6)


def test_minor_inputs_add_up():
    products = {
        "a": product(
            firm("x", "NLD", 1.0),
            inputs=[need("b", importance="minor"), need("c", importance="minor")],
        ),
        "b": product(firm("y", "NLD", 1.0), inputs=[need("a")]),
        "c": product(firm("z", "NLD", 1.0), inputs=[need("a")]),
    }
    # a falls by 0.1 of b and 0.1 of c, both fall with a: 0.2 in two turns
    assert gain(products) == pytest.approx(np.sqrt(0.2), abs=1e-6)


def test_only_circles_that_lose_almost_nothing_in_a_turn_are_named():
    products = {
        "a": product(firm("x", "NLD", 1.0), inputs=[need("b")]),
        "b": product(firm("y", "NLD", 1.0), inputs=[need("a")]),
        "c": product(firm("z", "NLD", 1.0), inputs=[need("d", importance="important")]),
        "d": product(firm("w", "NLD", 1.0), inputs=[need("c")]),
    }
    made = lab(products, {"task": use(need("a"), need("c"))})
    names = made.stack.product_ids
    assert Engine(made.stack).slow_circles(RULE, product_ids=names) == ("a, b",)
