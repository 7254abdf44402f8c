"""What countries hold, and the fewest that hold enough: by hand, and against every combination."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import SAME, country, firm, lab, need, product, use
from tests.random_models import PLACES, random_model, seeds
from valuechain.indicators.holdings import holdings, layer_capacities
from valuechain.indicators.positions import positions
from valuechain.indicators.smallest_coalition import Covers
from valuechain.shocks.perspective import make_perspective
from valuechain.shocks.remainders import Remainders
from valuechain.shocks.removals import BOUNDS
from valuechain.stack import compile_model
from valuechain.vocab.words import ATTRIBUTES

HOME = frozenset({"NLD"})
GROUPS = {"EU3": ["DEU", "FRA", "NLD"]}


def is_(*numbers):
    return pytest.approx(numbers, abs=SAME, rel=0)


def covers(stack, *, attribute="owner", preferred=(), others=PLACES):
    return Covers(
        stack,
        Remainders(stack),
        home=HOME,
        candidates=others,
        preferred=frozenset(preferred),
        attribute=attribute,
    )


MARKETS = {
    "chips": product(country("TWN", 0.6), country("USA", 0.3), firm("ours", "NLD", 0.1)),
    "tools": product(
        firm("ours", "NLD", 0.3), country("USA", 0.25), country("JPN", 0.25), remainder=0.2
    ),
}
TASK = {"task": use(need("chips"), need("tools"))}


def test_the_fewest_that_hold_half_of_everything():
    made = covers(lab(MARKETS, TASK).stack, others=("JPN", "TWN", "USA"))
    found = made.cover([0, 1], theta=0.5, bound="value")
    # Taiwan is needed for chips, Japan or America for tools: two members beside home
    assert len(found.members) == 2
    assert "TWN" in found.members
    assert (found.missing, found.gap) == ((), 0.0)


def test_a_place_that_is_a_group_is_held_once_however_many_of_it_join():
    """Of what is made somewhere in two countries each may have all; both have no more than that."""
    made = product(
        country("DUO", 0.3), country("JPN", 0.15), country("USA", 0.15), country("TWN", 0.4)
    )
    stack = lab({"chips": made}, {"task": use(need("chips"))}, groups={"DUO": ["DEU", "FRA"]}).stack
    found = covers(stack, others=("DEU", "FRA", "JPN", "USA"))
    half = found.cover([0], theta=0.5, bound="high")
    assert len(half.members) == 3
    assert {"JPN", "USA"} < set(half.members)
    # at the value neither of the two alone has any of it
    assert len(found.cover([0], theta=0.3, bound="value").members) == 2


def test_of_equally_small_ones_whom_we_trust_already_comes_first():
    stack = lab(MARKETS, TASK).stack
    for friend in ("JPN", "USA"):
        made = covers(stack, others=("JPN", "TWN", "USA"), preferred=(friend,))
        assert made.cover([0, 1], theta=0.5, bound="value").members == tuple(
            sorted((friend, "TWN"))
        )


def test_what_no_candidates_hold_is_missing_and_the_rest_is_covered():
    made = covers(lab(MARKETS, TASK).stack, others=("JPN", "USA"))
    found = made.cover([0, 1], theta=0.5, bound="value")
    assert found.missing == (0,)
    assert found.covered == (1,)
    assert len(found.members) == 1
    # at the upper bound part of the unlisted may be Dutch: 0.3 + 0.2 is half by itself
    assert made.cover([1], theta=0.5, bound="high").members == ()
    assert made.cover([], theta=0.5, bound="value").members == ()


def test_a_place_that_is_a_group_needs_all_its_members_and_may_be_any():
    goods = {"cloud": product(firm("wide", "EU3", 0.7), country("USA", 0.3))}
    made = covers(
        lab(goods, {"task": use(need("cloud"))}, groups=GROUPS).stack, others=("DEU", "FRA", "USA")
    )
    assert made.cover([0], theta=0.5, bound="value").members == ("DEU", "FRA")
    assert made.cover([0], theta=0.5, bound="high").members == ()
    without = covers(
        lab(goods, {"task": use(need("cloud"))}, groups=GROUPS).stack, others=("DEU", "USA")
    )
    assert without.cover([0], theta=0.5, bound="value").missing == (0,)


def test_layers_count_products_at_theta_and_show_the_smallest():
    held = np.array([[0.5, 0.5, 0.5], [0.2, 0.4, 0.6], [0.9, 0.9, 1.0]])
    (one, two) = layer_capacities(
        held, products=("a", "b", "c"), layers=("up", "up", "down"), theta=0.5
    )
    assert (one.at_theta, one.smallest, one.smallest_product) == (
        (1, 1, 2),
        is_(0.2, 0.4, 0.5),
        "b",
    )
    assert (one.short, one.unsure) == (("b",), ("b",))
    assert (two.at_theta, two.short) == ((1, 1, 1), ())


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_what_the_circles_hold_is_their_position(seed):
    model = random_model(seed)
    stack, perspective = compile_model(model), make_perspective(model)
    known = {
        (one.product, one.circle, one.attribute): one.share
        for one in positions(model, stack, perspective=perspective)
    }
    for circle, members in (("home", perspective.home), ("trusted", perspective.circle)):
        for attribute in ATTRIBUTES:
            held = holdings(stack, Remainders(stack), members=members, attribute=attribute)
            for n, name in enumerate(stack.product_ids):
                assert held[n].tolist() == is_(*known.get((name, circle, attribute), (0, 0, 0)))


@settings(max_examples=25, deadline=None)
@given(seeds, st.sampled_from((0.2, 0.5, 0.8, 1.0)), st.sampled_from(ATTRIBUTES))
def test_no_smaller_coalition_holds_as_much(seed, theta, attribute):
    stack = compile_model(random_model(seed))
    others = tuple(name for name in PLACES if name not in HOME)
    made = covers(stack, attribute=attribute, preferred=("BEL",), others=others)
    for side, bound in enumerate(BOUNDS):
        found = made.cover(range(len(stack.product_ids)), theta=theta, bound=bound)
        wanted = list(found.covered)
        enough = [
            set(c)
            for n in range(len(others) + 1)
            for c in combinations(others, n)
            if (made.held(c)[wanted, side] >= theta - 1e-9).all()
        ]
        fewest = min(len(one) for one in enough)
        assert len(found.members) == fewest
        assert set(found.members) in enough
        friends = max("BEL" in one for one in enough if len(one) == fewest)
        assert ("BEL" in found.members) == friends
        assert found.gap == 0
        assert (made.held(others)[list(found.missing), side] < theta).all()
