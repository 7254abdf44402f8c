"""A course of events on stacks that are odd in shape: arrays equal plain loops."""

from dataclasses import replace

import numpy as np
import pytest

from tests.build import HALF, buys, country, firm, make_model, need, product, use
from tests.random_courses import random_course
from tests.random_models import everyone
from valuechain.kernels import reference_course
from valuechain.kernels.course import ALLOCATIONS, Strand
from valuechain.kernels.fast import Engine
from valuechain.kernels.unfold import CourseEngine
from valuechain.stack import Stack, compile_model

Q = product(firm("a", "USA", 0.6), firm("b", "DEU", 0.4))
SHAPES = {
    "a single supplier": ({"q": product(country("CHN", 1.0))}, [need("q", buffer=1)]),
    "only unlisted suppliers": ({"q": product(remainder=1.0)}, [need("q")]),
    "nobody buys it": ({"q": Q, "lone": product(country("CHN", 1.0))}, [need("q")]),
    "needs itself": (
        {"q": product(firm("a", "USA", 0.6), firm("b", "DEU", 0.4), inputs=[need("q", buffer=1)])},
        [need("q", importance="important")],
    ),
    "a circle that loses nothing on the way": (
        {
            "p": product(country("CHN", 1.0), inputs=[need("q", buffer=1)]),
            "q": product(country("USA", 1.0), inputs=[need("p")]),
        },
        [need("p", "capital", lifetime=4.0)],
    ),
    "bought from one without a share": (
        {
            "q": product(firm("a", "USA", 1.0), firm("b", "DEU", 0.0)),
            "w": product(
                country("NLD", 1.0),
                inputs=[need("q")],
                sourcing=[buys(None, "q", b__DEU=1.0)[0]],
            ),
        },
        [need("q"), need("w", importance="minor")],
    ),
    "an input without a supplier": (
        {"q": Q, "w": product(country("NLD", 1.0), inputs=[need("q")], sourcing=buys(None, "q"))},
        [need("q"), need("w", importance="minor")],
    ),
}


def quake(stack: Stack, n_weeks: int) -> Strand:
    """Everyone who sells anything, with a share or without, loses a part in the first course."""
    sellers = np.unique(stack.link_supplier)
    force = np.linspace(1.0, 0.0, n_weeks)[:, None]
    return Strand("capacity", 0, sellers, np.full(len(sellers), 0.4), np.array([0]), force)


@pytest.mark.parametrize("allocation", ALLOCATIONS)
@pytest.mark.parametrize("shape", SHAPES)
def test_odd_shapes(shape, allocation):
    products, needs = SHAPES[shape]
    stack = compile_model(make_model(products, {"u": use(*needs)}))
    stack = replace(
        stack,
        product_spare=np.full(len(stack.product_ids), 0.3),
        slot_substitution_known=np.ones(stack.n_slots, dtype=bool),
        slot_substitution=np.ones(stack.n_slots),
    )
    rows = everyone(stack)
    for seed in range(4):
        course = random_course(stack, seed, size=3, allocation=allocation)
        course = replace(course, strands=(*course.strands, quake(stack, course.n_weeks)))
        found = CourseEngine(Engine(stack)).unfold(course, HALF, watch=rows).level
        expected = reference_course.unfold(stack, course, effects=HALF, watch=rows)
        assert np.abs(found - expected).max() < 1e-9
        few = CourseEngine(Engine(stack)).unfold(course, HALF, watch=list(stack.uses())).level
        assert np.abs(few - found[list(stack.uses())]).max() < 1e-12
