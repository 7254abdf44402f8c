"""Laws of courses: equal to removals where they mean the same, whatever the order of the shocks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import Lab, open_lab
from tests.random_models import (
    ABROAD,
    GROUPS,
    HOME,
    KINDS,
    PLACES,
    TRUSTED,
    Dice,
    random_model,
    seeds,
)
from tests.rounds import rounds
from tests.scenarios import course_of, left, scenario, shock
from valuechain.errors import AnalysisError
from valuechain.kernels.course import Course
from valuechain.shocks.courses import CourseColumn
from valuechain.shocks.removals import BOUNDS, Removal, to_shocks
from valuechain.shocks.touched import touched
from valuechain.shocks.variants import VARIANTS
from valuechain.vocab.words import ATTRIBUTES, MODES

often = rounds(8)
sizes = st.integers(1, 4)
EMPTY = {"VA620", "VA621"}
"""Codes of what touches nothing."""
N_WEEKS = 8


def as_shock(removal: Removal):
    """The scenario's words for a removal."""
    names = removal.removed
    of = {"firm": names} if removal.kind == "firm" else {removal.attribute: names}
    about = {} if removal.product is None else {"product": removal.product}
    if removal.mode == "lost":
        return shock("outage", of=of, **about)
    return shock("export-ban", of=of, to=[HOME, *TRUSTED], **about)


def attempt(made: Lab, *cases: CourseColumn, refusals=EMPTY) -> Course | None:
    """A course, or nothing where a shock of it touches nothing."""
    try:
        return course_of(made, *cases)
    except AnalysisError as error:
        if error.code not in refusals:
            raise
        return None


def questions(made: Lab):
    """Removals of countries, groups, firms and parts of products that a scenario can ask for."""
    places = [("country", one, frozenset({one})) for one in PLACES]
    groups = [("group", name, frozenset(members)) for name, members in GROUPS.items()]
    found = [
        Removal(kind, name, attribute, mode, members, product)
        for kind, name, members in places + groups
        for attribute in ATTRIBUTES
        for mode in MODES
        for product in (None, "p0")
    ]
    found += [Removal("firm", name, "any", mode) for name in made.stack.firm_ids for mode in MODES]
    # Of a group partly inside home and trusted a removal leaves those out, a scenario does not.
    outside = [
        one
        for one in found
        if one.mode == "lost" or not one.members & made.removals.perspective.circle
    ]
    return [one for one in outside if made.removals.defined(one)]


@often
@given(seed=seeds, n_products=sizes)
def test_what_lasts_is_what_a_removal_takes(seed, n_products):
    made = open_lab(random_model(seed, n_products))
    for asked in questions(made):
        cuts = [made.removals.cut(asked, bound) for bound in BOUNDS]
        expected = to_shocks(made.stack, cuts)
        whole = scenario(as_shock(asked), substitution=False)
        course = attempt(made, *(CourseColumn(whole, bound=bound) for bound in BOUNDS))
        if course is None:
            assert not felt(made, expected)
            continue
        assert course.grace.tolist() == [cut.grace for cut in cuts]
        for week in (1, course.n_weeks):
            found = course.at(week)
            for column in range(len(BOUNDS)):
                for one, other in zip(left(found, column), left(expected, column), strict=True):
                    np.testing.assert_allclose(one, other, rtol=0, atol=1e-12)


def felt(made: Lab, shocks) -> bool:
    """Whether any customer gets less from a supplier of its own."""
    stack = made.stack
    real = stack.link_share > 0
    customer = stack.slot_customer[stack.alternative_slot[stack.link_alternative]][real]
    supplier = stack.link_supplier[real]
    for column in range(shocks.size):
        capacity, opening = left(shocks, column)
        if (capacity[supplier] < 1).any() or (opening[customer, 0, supplier] < 1).any():
            return True
    return False


def random_shock(dice: Dice, made: Lab):
    """One shock of any kind."""
    kind = dice.among(
        ("outage", "export-ban", "access-denial", "capital-stop", "demand-surge", "takeover")
    )
    more = {"start": f"{dice.among((0, 0.5, 1, 2.25))} weeks"}
    if dice.chance(0.6):
        short = float(dice.among((0.4, 1.0, 2.5)))
        more["duration"] = {
            "low": f"{short} weeks",
            "mode": f"{short + 1} weeks",
            "high": f"{short + 1.5} weeks",
        }
    if kind == "takeover":
        # Who owns whom for how long is neither mild nor severe.
        more |= {"duration": "2.5 weeks"} if "duration" in more else {}
        firms = made.stack.firm_ids
        return (
            None
            if not firms
            else shock(kind, firm=dice.among(firms), to=dice.among(PLACES), **more)
        )
    if dice.chance(0.5):
        more["recovery"] = {"shape": dice.among(("linear", "s-curve")), "over": "2.5 weeks"}
    if kind == "demand-surge":
        if dice.chance(0.5):
            more["by"] = dice.among((*PLACES, *GROUPS))
        factor = {"low": 1.0, "mode": 1.5, "high": 3.0}
        return shock(kind, product=dice.among(made.stack.product_ids), factor=factor, **more)
    return shock(kind, **aimed(dice, made, kind), **more)


def aimed(dice: Dice, made: Lab, kind: str):
    """What a shock that selects is about, and to whom."""
    more = {"severity": {"low": 0.3, "mode": 0.6, "high": float(dice.among((0.7, 1.0)))}}
    more["of"] = {dice.among(ATTRIBUTES): dice.among((*PLACES, *GROUPS))}
    if made.stack.firm_ids and dice.chance(0.3):
        more["of"]["firm"] = dice.among(made.stack.firm_ids)
    if dice.chance(0.3):
        more["product"] = dice.among(made.stack.product_ids)
    if kind != "outage":
        more["to"] = dice.among((HOME, "all", [HOME, *TRUSTED], "MIXED"))
        if dice.chance(0.2):
            more["spares"] = dice.among(PLACES)
    if kind == "capital-stop" and dice.chance(0.6):
        more["lifetime"] = {"low": "1 weeks", "mode": "2.5 weeks", "high": "6 weeks"}
    return more


def random_shocks(seed: int, n_products: int):
    """A model and some shocks that touch something in it, at most one takeover of a firm."""
    made = open_lab(random_model(seed, n_products))
    dice, kept = Dice(seed), []
    for _ in range(12):
        one = random_shock(dice, made)
        if one is None:
            continue
        if attempt(
            made, CourseColumn(scenario(*kept, one, horizon=N_WEEKS)), refusals={*EMPTY, "VA622"}
        ):
            kept.append(one)
    return made, kept


def wears(course: Course, week: int, column: int):
    """Wear by customer and supplier."""
    rows = course.class_rows[course.customer_class[:, column].astype(int), 1]
    lost = [rate * part for rate, part in course.wear(week)]
    most = (
        np.maximum.reduce(lost)
        if lost
        else np.zeros((course.n_rows, course.n_producers, course.size))
    )
    return most[rows, :, column]


def everything(course: Course, column: int):
    """What is left in every week: capacity, openings, and wear as a loss."""
    for week in range(1, course.n_weeks + 1):
        capacity, opening = left(course.at(week), column)
        yield capacity, opening, -wears(course, week, column)


def assert_order(less: tuple[Course, int], more: tuple[Course, int]) -> None:
    """The first loses no more than the second, anywhere, ever."""
    for one, other in zip(everything(*less), everything(*more), strict=True):
        for a, b in zip(one, other, strict=True):
            assert (a >= b - 1e-12).all()


@often
@given(seed=seeds, n_products=sizes)
def test_the_order_of_the_shocks_makes_no_difference(seed, n_products):
    made, shocks = random_shocks(seed, n_products)
    if not shocks:
        return
    turned = [shocks[n] for n in np.random.default_rng(seed).permutation(len(shocks))]
    for bound in BOUNDS:
        one = course_of(made, CourseColumn(scenario(*shocks, horizon=N_WEEKS), bound=bound))
        other = course_of(made, CourseColumn(scenario(*turned, horizon=N_WEEKS), bound=bound))
        assert one.start.tolist() == other.start.tolist()
        for a, b in zip(everything(one, 0), everything(other, 0), strict=True):
            for x, y in zip(a, b, strict=True):
                np.testing.assert_allclose(x, y, rtol=0, atol=1e-15)


@often
@given(seed=seeds, n_products=sizes)
def test_low_loses_at_most_the_figure_and_mild_at_most_what_is_stated(seed, n_products):
    made, shocks = random_shocks(seed, n_products)
    if not shocks:
        return
    whole = scenario(*shocks, horizon=N_WEEKS)
    course = course_of(
        made,
        *(CourseColumn(whole, bound=bound) for bound in BOUNDS),
        *(CourseColumn(whole, range=variant) for variant in VARIANTS),
    )
    for less, more in ((0, 1), (1, 2), (3, 4), (4, 5)):
        assert_order((course, less), (course, more))
    rows = touched(whole, made.stack, perspective=made.removals.perspective, model=made.model)
    assert all(0 <= one.share_low <= one.share + 1e-12 for one in rows)
    assert all(one.share <= one.share_high + 1e-12 <= 1 + 1e-9 for one in rows)
    assert {one.shock for one in rows} == set(range(1, len(shocks) + 1))
    assert all(set(one.kinds) <= set(KINDS) for one in rows)


@often
@given(seed=seeds, n_products=sizes)
def test_a_column_is_the_same_alone_as_in_a_batch_and_fewer_shocks_lose_less(seed, n_products):
    made, shocks = random_shocks(seed, n_products)
    if not shocks:
        return
    whole = scenario(*shocks, horizon=N_WEEKS)
    takeovers = [n for n, one in enumerate(shocks) if one["kind"] == "takeover"]
    kept = [
        tuple(range(len(shocks))),
        *(tuple(sorted({n, *takeovers})) for n in range(len(shocks))),
    ]
    cases = [CourseColumn(whole, bound=BOUNDS[n % 3], shocks=some) for n, some in enumerate(kept)]
    batch = course_of(made, *cases)
    for column, case in enumerate(cases):
        alone = course_of(made, case)
        for a, b in zip(everything(alone, 0), everything(batch, column), strict=True):
            for x, y in zip(a, b, strict=True):
                np.testing.assert_array_equal(x, y)
    high = course_of(made, *(CourseColumn(whole, bound="high", shocks=some) for some in kept))
    for column in range(1, len(kept)):
        assert_order((high, column), (high, 0))


@often
@given(seed=seeds, n_products=sizes, name=st.sampled_from(ABROAD))
def test_a_wider_selector_never_spares_anybody(seed, n_products, name):
    made = open_lab(random_model(seed, n_products))
    dice = Dice(seed)
    attribute, second = dice.among(ATTRIBUTES), dice.among(ATTRIBUTES)
    wide = {attribute: [name, "EAST"]}
    narrow = [{attribute: name}, {attribute: "EAST"}]
    if second != attribute:
        narrow.append({**wide, second: dice.among(PLACES)})
    if made.stack.firm_ids:
        narrow.append({**wide, "firm": dice.among(made.stack.firm_ids)})
    for bound in BOUNDS:
        for kind, more in (("outage", {}), ("export-ban", {"to": list(PLACES)})):
            for of in narrow:
                less, all_ = (
                    attempt(made, CourseColumn(scenario(shock(kind, of=one, **more)), bound=bound))
                    for one in (of, wide)
                )
                if less is not None:
                    assert all_ is not None
                    assert (delivered(less) >= delivered(all_) - 1e-12).all()


def delivered(course: Course):
    """What reaches every customer: a remainder loses as a whole, or a part of what it sends."""
    capacity, opening = left(course.at(1))
    return capacity * opening


@pytest.mark.parametrize("seed", range(3))
def test_random_shocks_are_not_all_of_one_kind(seed):
    found = {one["kind"] for n in range(12) for one in random_shocks(12 * seed + n, 4)[1]}
    assert len(found) == 6
