"""Laws of removals: bounds are bounds, wider is never better, home refuses nobody."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import Lab, open_lab
from tests.random_models import (
    ABROAD,
    GROUPS,
    HOME,
    PLACES,
    TRUSTED,
    Dice,
    random_model,
    removals_of,
    seeds,
)
from valuechain.kernels.arrays import Effects, Floats
from valuechain.shocks.removals import BOUNDS, Removal
from valuechain.vocab.words import ATTRIBUTES, MODES

SLACK = 1e-11
EFFECTS = Effects(0.5, 0.3)
sizes = st.integers(1, 4)
often = settings(max_examples=15)


def exposure(made: Lab, asked: Removal, bound: str = "value") -> Floats:
    """Loss of all uses and buyers in weeks 1 to 5 and in the limit."""
    shocks = made.shocks(asked, bound=bound)
    rows = [*made.stack.uses(), *made.stack.buyers()]
    weeks = made.engine.weeks(shocks, EFFECTS, watch=rows, n_weeks=5)[:, :, 0]
    limit = made.engine.limit(shocks, EFFECTS, watch=rows)
    return 1.0 - np.concatenate([weeks, limit], axis=1)


def customers(made: Lab, asked: Removal) -> set[int]:
    """Who is refused anything."""
    return {one for some, _ in made.removals.cut(asked, "value").classes for one in some}


def country_removal(place: str, attribute: str, mode: str, product: str | None = None) -> Removal:
    return Removal("country", place, attribute, mode, frozenset({place}), product)  # type: ignore[arg-type]


@often
@given(seed=seeds, n_products=sizes)
def test_low_is_at_most_the_figure_and_the_figure_at_most_high(seed, n_products):
    made = open_lab(random_model(seed, n_products))
    dice = Dice(seed)
    every = removals_of(made.removals)
    for _ in range(4):
        asked = dice.among(every)
        low, middle, high = (exposure(made, asked, bound) for bound in BOUNDS)
        assert (low <= middle + SLACK).all()
        assert (middle <= high + SLACK).all()
        assert (low >= 0).all()
        assert (high <= 1).all()


@often
@given(
    seed=seeds,
    n_products=sizes,
    attribute=st.sampled_from(ATTRIBUTES),
    mode=st.sampled_from(MODES),
    bound=st.sampled_from(BOUNDS),
)
def test_a_group_is_at_least_as_bad_as_each_of_its_members(
    seed, n_products, attribute, mode, bound
):
    made = open_lab(random_model(seed, n_products))
    for name, members in GROUPS.items():
        group = Removal("group", name, attribute, mode, frozenset(members))
        whole = exposure(made, group, bound)
        for member in members:
            one = country_removal(member, attribute, mode)
            if made.removals.defined(one):
                assert (exposure(made, one, bound) <= whole + SLACK).all()


@often
@given(
    seed=seeds,
    n_products=sizes,
    place=st.sampled_from(ABROAD),
    mode=st.sampled_from(MODES),
    bound=st.sampled_from(("low", "value")),
)
def test_any_is_at_least_as_bad_as_site_headquarters_and_owner(
    seed, n_products, place, mode, bound
):
    made = open_lab(random_model(seed, n_products))
    every = country_removal(place, "any", mode)
    worst, refused = exposure(made, every, bound), customers(made, every)
    for attribute in ATTRIBUTES[:3]:
        asked = country_removal(place, attribute, mode)
        # A refuser goes on serving its own daughters here, and under `any` there are more of them.
        if customers(made, asked) == refused:
            assert (exposure(made, asked, bound) <= worst + SLACK).all()


@often
@given(seed=seeds, n_products=sizes, place=st.sampled_from(ABROAD), bound=st.sampled_from(BOUNDS))
def test_refused_is_at_most_as_bad_as_lost(seed, n_products, place, bound):
    made = open_lab(random_model(seed, n_products))
    for attribute in ATTRIBUTES:
        refused = exposure(made, country_removal(place, attribute, "withheld"), bound)
        lost = exposure(made, country_removal(place, attribute, "lost"), bound)
        assert (refused <= lost + SLACK).all()


@often
@given(seed=seeds, n_products=sizes, place=st.sampled_from(PLACES), bound=st.sampled_from(BOUNDS))
def test_a_countrys_part_of_one_product_is_at_most_all_of_it(seed, n_products, place, bound):
    made = open_lab(random_model(seed, n_products))
    dice = Dice(seed)
    for mode in MODES:
        attribute = dice.among(ATTRIBUTES)
        part = country_removal(place, attribute, mode, product=dice.among(made.stack.product_ids))
        whole = country_removal(place, attribute, mode)
        assert made.removals.defined(part) == made.removals.defined(whole)
        if made.removals.defined(part):
            assert (exposure(made, part, bound) <= exposure(made, whole, bound) + SLACK).all()


@often
@given(seed=seeds, n_products=sizes)
def test_uses_and_buyers_are_never_removed_and_customers_abroad_never_refused(seed, n_products):
    made = open_lab(random_model(seed, n_products))
    stack = made.stack
    customers = {*stack.uses(), *stack.buyers()}
    inside = {HOME, *TRUSTED}
    for asked in removals_of(made.removals):
        for bound in BOUNDS:
            cut = made.removals.cut(asked, bound)
            assert not customers & {row for row, _ in cut.capacity}
            for refused, closed in cut.classes:
                assert not customers & {supplier for supplier, _ in closed}
                if asked.mode == "lost":
                    continue
                sites = {int(stack.producer_site[row]) for row in refused}
                assert {stack.place_ids[site] for site in sites if site >= 0} <= inside
                assert -1 not in sites


@often
@given(seed=seeds, n_products=sizes)
def test_every_customer_is_in_one_class_at_most(seed, n_products):
    made = open_lab(random_model(seed, n_products))
    for asked in removals_of(made.removals):
        seen = [row for refused, _ in made.removals.cut(asked, "high").classes for row in refused]
        assert len(seen) == len(set(seen))


@often
@given(seed=seeds, n_products=sizes)
def test_a_remainder_never_loses_more_than_it_has(seed, n_products):
    made = open_lab(random_model(seed, n_products))
    for asked in removals_of(made.removals):
        cut = made.removals.cut(asked, "high")
        left = [one for _, one in cut.capacity]
        left += [one for _, closed in cut.classes for _, one in closed]
        assert all(0.0 <= one <= 1.0 for one in left)
