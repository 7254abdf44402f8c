"""Stock bought beforehand: fast as the plain loops, and as a model in which it is written."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from tests.build import HALF, JUDGED, SAME, country, firm, lab, need, product, use
from tests.random_courses import random_course
from tests.random_models import everyone, random_model, seeds
from tests.scenarios import course_of, scenario, shock
from valuechain.errors import AnalysisError
from valuechain.kernels.course import Pile
from valuechain.kernels.fast import Engine
from valuechain.kernels.reference_course import unfold
from valuechain.kernels.unfold import CourseEngine
from valuechain.shocks.courses import CourseColumn
from valuechain.shocks.stockpiles import held
from valuechain.stack import compile_model
from valuechain.stack.columns import SERVICE

some = settings(max_examples=5, deadline=None)


def some_piles(stack, seed, course, *, latest):
    """Piles at random: of these classes, of these products, from some week on."""
    rng = np.random.default_rng(seed)
    return tuple(
        Pile(
            column=int(rng.integers(course.size)),
            classes=np.flatnonzero(rng.random(len(course.class_rows)) < 0.6).astype(np.int32),
            products=np.flatnonzero(rng.random(len(stack.product_ids)) < 0.6).astype(np.int32),
            weeks=float(rng.choice((0.5, 1.0, 2.5))),
            week=int(rng.integers(1, latest + 1)),
        )
        for _ in range(3)
    )


def written(stack, course):
    """The stock of all piles as weeks on top, shape (alternatives, batch)."""
    customer = stack.slot_customer[stack.alternative_slot]
    on_top = np.zeros((len(stack.alternative_slot), course.size))
    for pile in course.piles:
        mine = np.isin(course.customer_class[customer, pile.column], pile.classes)
        mine &= np.isin(stack.alternative_product, pile.products)
        on_top[mine & (stack.alternative_kind != SERVICE), pile.column] += pile.weeks
    return on_top


@given(seeds)
@some
def test_stock_from_the_start_is_stock_on_top(seed):
    stack = compile_model(random_model(seed))
    course = random_course(stack, seed)
    course = replace(course, piles=some_piles(stack, seed, course, latest=1))
    rows = everyone(stack)
    fast = CourseEngine(Engine(stack)).unfold(course, HALF, watch=rows).level
    plain = unfold(stack, course, effects=HALF, watch=rows)
    other = replace(course, piles=(), extra_buffers=written(stack, course))
    np.testing.assert_allclose(fast, plain, rtol=0, atol=1e-9)
    np.testing.assert_allclose(
        plain, unfold(stack, other, effects=HALF, watch=rows), rtol=0, atol=1e-12
    )


@given(seeds)
@some
def test_stock_that_comes_later_is_followed_as_plain_loops_do(seed):
    stack = compile_model(random_model(seed))
    course = random_course(stack, seed)
    piled = replace(course, piles=some_piles(stack, seed, course, latest=4))
    rows = everyone(stack)
    fast = CourseEngine(Engine(stack)).unfold(piled, HALF, watch=rows).level
    plain = unfold(stack, piled, effects=HALF, watch=rows)
    np.testing.assert_allclose(fast, plain, rtol=0, atol=1e-9)


# ---- a scenario with stock is a model with that stock

BAN = shock("export-ban", product="ore", of={"site": "CHN"}, to="NLD", **JUDGED)


def chain(*, here=None, task=None):
    """Ore feeds a fab at home and one abroad; a use at home buys ore and chips."""
    return lab(
        {
            "ore": product(country("CHN", 0.7), country("DEU", 0.3)),
            "chip": product(
                firm("here", "NLD", 0.5),
                firm("there", "TWN", 0.5),
                inputs=[need("ore", buffer=here)],
            ),
            "cloud": product(firm("giant", "USA", 1.0)),
        },
        {
            "task": use(need("ore", buffer=task), need("chip"), need("cloud", "service")),
            "afar": use(need("ore"), at="TWN"),
        },
    )


def levels(made, *shocks, **more):
    course = course_of(made, CourseColumn(scenario(*shocks, **more)))
    rows = [made.stack.position(name) for name in ("task", "afar", "chip/here/NLD")]
    plain = unfold(made.stack, course, effects=HALF, watch=rows)[:, :, 0]
    fast = CourseEngine(Engine(made.stack)).unfold(course, HALF, watch=rows).level[:, :, 0]
    np.testing.assert_allclose(fast, plain, rtol=0, atol=SAME)
    return fast


def bought(weeks="6 weeks", **more):
    return shock("stockpile", product="ore", weeks=weeks, **JUDGED, **more)


def test_stock_bought_before_is_a_buffer_written_in_the_model():
    plain = levels(chain(), BAN)
    assert plain[0, 0] == pytest.approx(0.3)
    stocked = levels(chain(), BAN, bought(customers="task"))
    np.testing.assert_allclose(stocked, levels(chain(task=6.0), BAN), rtol=0, atol=SAME)
    whole = levels(chain(), BAN, bought())
    # the makers abroad do not hold it, so a model that gives it to all of them is another
    np.testing.assert_allclose(
        whole[[0, 2]], levels(chain(task=6.0, here=6.0), BAN)[[0, 2]], rtol=0, atol=SAME
    )
    assert (whole >= stocked).all()
    assert (stocked >= plain).all()


def test_stock_that_comes_later_helps_from_then_on():
    without = levels(chain(), BAN)[0]
    late = levels(chain(), BAN, bought(start="4 weeks"))[0]
    np.testing.assert_array_equal(late[:4], without[:4])
    assert late[4] == 1.0
    # of 0.7 that is missing, six weeks of use last 8 weeks and a part
    assert (late[4:12] == 1.0).all()
    assert late[-1] == 1.0 or late[-1] >= without[-1]


def test_stocks_add_up_and_more_is_mild():
    once = levels(chain(), BAN, bought("3 weeks"), horizon=30)[0]
    twice = levels(chain(), BAN, bought("3 weeks"), bought("3 weeks", customers="task"), horizon=30)
    six = levels(chain(), BAN, bought("6 weeks", customers="task"), bought("3 weeks"), horizon=30)
    assert (twice[0] >= once).all()
    assert (six[0] >= twice[0]).all()
    assert not np.array_equal(six[0], twice[0])
    made = chain()
    range_ = {"low": "2 weeks", "mode": "4 weeks", "high": "8 weeks"}
    asked = scenario(BAN, bought(range_), horizon=30)
    rows = [made.stack.position("task")]
    course = course_of(
        made, *(CourseColumn(asked, range=one) for one in ("mild", "stated", "severe"))
    )
    found = unfold(made.stack, course, effects=HALF, watch=rows)[0].sum(axis=0)
    assert found[0] > found[1] > found[2]
    alone = course_of(made, CourseColumn(asked), CourseColumn(asked, buffers=False))
    found = unfold(made.stack, alone, effects=HALF, watch=rows)[0].sum(axis=0)
    assert found[1] == pytest.approx(levels(made, BAN, horizon=30)[0].sum())


def test_virtual_buyers_hold_nothing_and_services_are_not_stored():
    made = chain()
    course = course_of(made, CourseColumn(scenario(BAN, bought())))
    buyer = made.stack.buyers()[0]
    assert course.customer_class[buyer, 0] not in course.piles[0].classes
    ((_, name, *_, count),) = [
        (one.shock, one.product, one.n_customers)
        for one in held(
            scenario(BAN, bought()), made.stack, perspective=made.removals.perspective,
            model=made.model,
        )
    ]  # fmt: skip
    assert (name, count) == ("ore", 2)
    for nobody in (
        shock("stockpile", product="cloud", weeks="6 weeks", **JUDGED),
        bought(by="FRA"),
    ):
        with pytest.raises(AnalysisError, match="VA620"):
            course_of(made, CourseColumn(scenario(BAN, nobody)))
