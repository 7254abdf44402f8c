"""Which input a level owes its loss to, and who gets what of several markets at once, by hand."""

import numpy as np
import pytest

from tests.build import HALF, JUDGED, SAME, Lab, country, firm, lab, need, product, use
from tests.scenarios import course_of, scenario, shock
from valuechain.kernels import reference_course
from valuechain.kernels.binding_slot import ITSELF
from valuechain.kernels.course import Course
from valuechain.kernels.unfold import CourseEngine


def bakery() -> Lab:
    """An important input of which China makes a fifth, and two minor ones that it makes alone."""
    inputs = [
        need("grain", importance="important"),
        need("salt", importance="minor"),
        need("paper", importance="minor"),
    ]
    return lab(
        {
            "grain": product(country("CHN", 0.2), country("NLD", 0.8)),
            "salt": product(country("CHN", 1.0)),
            "paper": product(country("CHN", 1.0)),
            "bread": product(firm("mill", "NLD", 1.0), inputs=inputs),
        },
        {"task": use(need("bread"))},
    )


@pytest.mark.parametrize("own", [0.15, 0.25])
def test_minor_inputs_bind_together_and_own_capacity_only_where_it_is_less(own: float) -> None:
    """The grain costs 0.5 x 0.2, salt and paper 0.1 each: together more, so one of them binds."""
    made = bakery()
    row = made.stack.position("bread/mill/NLD")
    course = course_of(
        made,
        scenario(
            shock("outage", of={"site": "CHN"}),
            shock("outage", of={"firm": "mill"}, severity=own),
            horizon=2,
        ),
    )
    found = CourseEngine(made.engine).unfold(course, HALF, watch=[row])
    assert found.level[0, 0, 0] == pytest.approx(1 - max(own, 0.2), abs=SAME)
    binds = int(found.binding_slot[0, 0, 0])
    if own > 0.2:
        assert binds == ITSELF
    else:
        first = made.stack.alternative_start[binds]
        assert made.stack.product_ids[made.stack.alternative_product[first]] in {"salt", "paper"}


def markets(spare: dict[str, float]) -> tuple[Lab, Course]:
    """Half of two products stops; what China would add for the other half is refused to home."""
    goods = {}
    for name, part in spare.items():
        goods[name] = product(country("CHN", 0.25), country("JPN", 0.5), country("NLD", 0.25))
        goods[name]["spare_capacity"] = {"low": part, "mode": part, "high": part, **JUDGED}
    quick = [{**need(name), "substitution": "1 weeks"} for name in spare]
    made = lab(goods, {"task": use(*quick), "afar": use(*quick, at="TWN")})
    course = course_of(
        made,
        scenario(
            shock("outage", of={"site": "JPN"}),
            shock("export-ban", of={"site": "CHN"}, to="NLD"),
            horizon=4,
        ),
    )
    return made, course


@pytest.mark.parametrize("spare", [{"a": 0.3, "b": 1.0}, {"a": 1.0, "b": 0.2}])
def test_each_market_has_its_own_producers_for_each_kind_of_customer(
    spare: dict[str, float],
) -> None:
    """Home misses 0.75 and others 0.5, in all 0.625; a maker of a quarter adds its part of that.

    Others buy of what is added at home and in China, home of its own only.
    """
    made, course = markets(spare)
    rows = [made.stack.position(name) for name in ("task", "afar")]
    found = CourseEngine(made.engine).unfold(course, HALF, watch=rows).level
    slow = reference_course.unfold(made.stack, course, effects=HALF, watch=rows)
    np.testing.assert_allclose(found, slow, rtol=0, atol=1e-9)
    part = min(spare.values()) * 0.25 / 0.625
    expected = (0.25 + 0.75 * part, 0.5 + 0.5 * 2 * part)
    assert found[:, -1, 0] == pytest.approx(expected, abs=1e-9)
