"""What a circle cannot do by itself: worked by hand, and the laws that the search leans on."""

from itertools import combinations
from itertools import product as pairs_of

import numpy as np
import pytest
from hypothesis import example, given, settings

from tests.build import SAME, country, firm, lab, need, product, removal, use
from tests.random_models import ABROAD, PLACES, random_model, seeds
from valuechain.indicators.best_coalition import best_coalitions, count_of
from valuechain.indicators.outside import Outside, can_matter, gain_bounds
from valuechain.indicators.worst_outsider import WorstOutsider
from valuechain.kernels.arrays import Effects
from valuechain.kernels.fast import Engine
from valuechain.shocks.catalogue import countries
from valuechain.shocks.outsiders import Outsiders, upstream
from valuechain.shocks.removals import BOUNDS
from valuechain.stack import compile_model
from valuechain.vocab.countries import COUNTRIES

HOME = frozenset({"NLD"})
TIMES = (0, 3)
CLOSE = 1e-9
"""Circles of suppliers settle within a tolerance, not exactly."""


def is_(*numbers):
    return pytest.approx(numbers if len(numbers) > 1 else numbers[0], abs=SAME, rel=0)


def asked(stack, *, weeks=0, attribute="owner", watch=None, effects=None):
    return Outside(
        Engine(stack),
        Outsiders(stack, home=HOME, attribute=attribute),
        effects or Effects(0.5, 0.1),
        stack.uses() if watch is None else watch,
        weeks,
    )


def one(outside, *members, bound="value"):
    return float(outside.joint([HOME | set(members)], bound)[0, 0])


CLOUD = {
    # half American, a fifth British, a tenth our own, the rest unlisted
    "cloud": product(
        firm("big", "NLD", 0.5, owned="USA"),
        firm("isles", "GBR", 0.2),
        firm("ours", "NLD", 0.1),
        remainder=0.2,
    )
}


def test_trust_opens_what_the_partner_owns():
    made = asked(lab(CLOUD, {"task": use(need("cloud"))}).stack)
    assert one(made) == is_(0.7)
    assert one(made, "USA") == is_(0.2)
    assert one(made, "GBR") == is_(0.5)
    assert one(made, "GBR", "USA") == is_(0.0)
    # the remainder stays outside: who is not listed could refuse whoever else is trusted
    assert one(made, "GBR", "USA", bound="high") == is_(0.2)
    assert one(made, "GBR", "USA", bound="low") == is_(0.0)


def test_everyone_trusted_leaves_nothing_and_all_who_are_named_only_the_unlisted():
    made = asked(lab(CLOUD, {"task": use(need("cloud"))}).stack)
    assert one(made, *COUNTRIES, bound="high") == 0.0
    named = set(countries(made.outsiders.stack))
    assert one(made, *named) == 0.0
    assert one(made, *named, bound="high") == is_(0.2)


def test_trust_widens_whom_a_refusal_hits():
    # Germany makes the machines that we buy, of Chinese gallium that goes on reaching it
    # as long as it is no friend of ours
    goods = {
        "machine": product(
            firm("maker", "DEU", 0.4), firm("ours", "NLD", 0.6), inputs=[need("ore")]
        ),
        "ore": product(country("CHN", 1.0)),
    }
    goods["machine"]["sourcing"] = [
        {
            "producer": "ours/NLD",
            "input": "ore",
            "none": True,
            "source": "us",
            "credibility": 6,
            "status": "judgement",
        }
    ]
    made = asked(lab(goods, {"task": use(need("machine"))}).stack)
    assert one(made) == is_(0.4)
    # trusted, it no longer refuses, but China refuses it
    assert one(made, "DEU") == is_(0.4)
    goods["machine"]["producers"][0]["_countries"] = {"headquarters": "DEU", "owner": "NLD"}
    mine = asked(lab(goods, {"task": use(need("machine"))}).stack)
    assert one(mine) == is_(0.0)
    assert one(mine, "DEU") == is_(0.4)
    assert one(mine, "CHN") == is_(0.0)


def test_a_partner_without_customers_cannot_hurt():
    without = np.array([[0.3], [0.3], [0.5]])
    included = np.array([[0.3], [0.3], [0.4]])
    assert gain_bounds(without, included, hosts=True)[:, 0] == is_(-0.1, 0.0, 0.2)
    assert gain_bounds(without, included, hosts=False)[:, 0] == is_(0.0, 0.0, 0.2)


def test_the_worst_outsider_is_the_largest_single_refusal():
    made = asked(lab(CLOUD, {"task": use(need("cloud"))}).stack)
    names = countries(made.outsiders.stack)
    worst = WorstOutsider(made, HOME, candidates=["GBR", "USA"], countries=names)
    circles = [HOME, HOME | {"USA"}, HOME | {"GBR", "USA"}]
    assert worst.losses(circles)[:, 0] == is_(0.5, 0.2, 0.0)


def test_a_refusal_by_one_country_is_that_of_the_nulmeting():
    made = lab(CLOUD, {"task": use(need("cloud"))}, trusted=["GBR"])
    outsiders = asked(made.stack).outsiders
    asked_for = removal("USA", "owner", "withheld")
    for bound in BOUNDS:
        mine = outsiders.alone(HOME | {"GBR"}, "USA", bound=bound)
        assert mine == made.removals.cut(asked_for, bound)


@settings(max_examples=6, deadline=None)
@given(seeds)
@example(326576)  # a circle of suppliers with a level a rounding below 0
def test_laws_of_circles(seed):
    stack = compile_model(random_model(seed))
    for weeks in TIMES:
        made = asked(stack, weeks=weeks)
        every = [HOME | set(c) for n in (0, 1, 3) for c in combinations(ABROAD, n)]
        value = made.joint(every, "value")
        # circles that are taken for the same lose the same
        plain = made.lost([made.outsiders.joint(circle, "value") for circle in every])
        np.testing.assert_allclose(value, plain, rtol=0, atol=CLOSE)
        # the bounds hold the value
        assert (made.joint(every, "low") <= value + CLOSE).all()
        assert (made.joint(every, "high") >= value - CLOSE).all()
        # nothing between two circles loses less than the floor
        inner, outer = HOME | {"CHN"}, HOME | set(ABROAD)
        floor = made.at_least([(inner, outer)])[0]
        for circle, lost in zip(every, value, strict=True):
            if inner <= circle:
                assert (lost >= floor - CLOSE).all()
        # one outsider never takes more than all at once
        alone = made.alone(every, countries(stack), bound="value")
        assert (alone.max(axis=1, initial=0.0) <= value + CLOSE).all()
        worst = WorstOutsider(made, HOME, candidates=ABROAD, countries=countries(stack))
        np.testing.assert_allclose(
            worst.losses(every), alone.max(axis=1, initial=0.0), rtol=0, atol=CLOSE
        )


@settings(max_examples=6, deadline=None)
@given(seeds)
def test_who_cannot_matter_changes_nothing(seed):
    stack = compile_model(random_model(seed))
    made = asked(stack)
    others = [name for name in PLACES if name not in HOME]
    for size, bound in pairs_of((1, 2), ("value", "high")):
        live = can_matter(
            made.outsiders, made.rows, circle=HOME, candidates=others, size=size, bound=bound
        )
        idle = set(others) - set(live)
        for c in combinations(others, size):
            with_them, without = HOME | set(c), HOME | (set(c) - idle)
            same = made.lost([made.outsiders.joint(x, bound) for x in (with_them, without)])
            np.testing.assert_allclose(same[0], same[1], rtol=0, atol=CLOSE)


def revealed(model, where):
    """The same model, once it is known where each remainder belongs."""
    goods = {}
    for name, one in model.products.items():
        country = where.get(name)
        rest = one.remainder
        if country is not None:
            rest = rest.model_copy(
                update={"country": country, "excludes": (), "at_most_each": None}
            )
        goods[name] = one.model_copy(update={"remainder": rest})
    return model.model_copy(update={"products": goods})


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_the_gain_once_all_is_known_lies_within_its_bounds(seed):
    model = random_model(seed)
    stack = compile_model(model)
    made = asked(stack, weeks=3)
    remainders = made.outsiders.suppliers.remainders
    where = {}
    for n, name in enumerate(stack.product_ids):
        share = float(model.products[name].remainder.share)
        # who may have all of it, and stays outside: an unlisted customer is never hit
        able = [
            one
            for one in ("CHN", "TWN")
            if share > 0 and remainders.country(n, country=one, attribute="owner") >= share
        ]
        where[name] = able[seed % len(able)] if able else None
    known = asked(compile_model(revealed(model, where)), weeks=3)
    for partner in ("BEL", "JPN", "USA"):
        circles = [HOME, HOME | {partner}]
        three = np.array([made.joint(circles, bound) for bound in BOUNDS])
        hosts = made.outsiders.hit(circles[1], made.rows) & ~made.outsiders.hit(HOME, made.rows)
        low, _, high = gain_bounds(three[:, 0], three[:, 1], hosts=bool(hosts.any()))
        before, after = known.joint(circles, "value")
        assert (before - after >= low - CLOSE).all()
        assert (before - after <= high + CLOSE).all()


def exhaustive(made, others, size):
    """Smallest sum over the watched rows, by plain loops."""
    every = [c for n in range(size + 1) for c in combinations(others, n)]
    left = [made.lost([made.outsiders.joint(HOME | set(c), "value")])[0].sum() for c in every]
    return min(left)


@settings(max_examples=4, deadline=None)
@given(seeds)
def test_the_best_coalition_is_the_best_of_all(seed):
    stack = compile_model(random_model(seed))
    made = asked(stack, weeks=2)
    others = [name for name in PLACES if name not in HOME]

    def loss(coalitions):
        return made.joint([HOME | c for c in coalitions], "value").sum(axis=1)

    def floor(pairs):
        return made.at_least([(HOME | a, HOME | b) for a, b in pairs]).sum(axis=1)

    every = best_coalitions(others, size=3, loss=loss, floor=floor)
    bounded = best_coalitions(
        list(reversed(others)), size=3, loss=loss, floor=floor, every=5, most=5
    )
    for whole, branched in zip(every.best, bounded.best, strict=True):
        least = exhaustive(made, others, whole.size)
        assert whole.exact
        assert whole.left == pytest.approx(least, abs=CLOSE, rel=0)
        # cut short, the gap says how far off it can be
        assert branched.left - branched.gap <= least + 1e-9
        assert branched.left >= least - 1e-9


def test_branch_and_bound_proves_its_answer_without_looking_at_all():
    names = [f"C{n:02d}" for n in range(14)]
    worth = {name: 1.0 / (n + 2) ** 2 for n, name in enumerate(names)}
    looked = []

    def loss(coalitions):
        looked.extend(coalitions)
        return np.array([2.0 - sum(worth[one] for one in c) for c in coalitions])

    def floor(pairs):
        return np.array([2.0 - sum(worth[one] for one in outer) for _, outer in pairs])

    *_, best = best_coalitions(names, size=4, loss=loss, floor=floor, every=30).best
    assert best.members == ("C00", "C01", "C02", "C03")
    assert best.exact
    assert len(looked) < count_of(14, 4)
    # a floor that says little, and no time: the gap is what it could not rule out
    *_, hasty = best_coalitions(
        names, size=4, loss=loss, floor=lambda pairs: floor(pairs) / 2, every=30, most=30
    ).best
    assert hasty.gap > 0
    assert hasty.left - hasty.gap <= best.left


def test_upstream_goes_all_the_way():
    goods = {
        "a": product(country("CHN", 1.0), inputs=[need("b")]),
        "b": product(country("JPN", 1.0)),
        "c": product(country("USA", 1.0)),
    }
    stack = lab(goods, {"task": use(need("a")), "other": use(need("c"))}).stack
    found = {
        stack.producer_ids[n] for n in np.flatnonzero(upstream(stack, (stack.position("task"),)))
    }
    assert found == {"task", "a/chn-all", "b/jpn-all"}
