"""Sets as arrays take the same as one removal, or one shock of a scenario, at a time."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import HALF, open_lab
from tests.random_models import everyone, random_model, seeds
from valuechain.kernels.unfold import CourseEngine
from valuechain.shocks.joint_removals import JointRemovals
from valuechain.shocks.removal_course import lasting_course
from valuechain.shocks.removals import BOUNDS, Removal, to_shocks
from valuechain.shocks.selector_keys import Firms, NamedProducers
from valuechain.stack.columns import REMAINDER
from valuechain.vocab.words import ATTRIBUTES, MODES

CLOSE = 1e-12


def felt(shocks):
    """What is left of own capacity, and of every supplier for every customer."""
    columns = range(shocks.size)
    routes = [shocks.opening[shocks.customer_class[:, b], :, b] for b in columns]
    return shocks.capacity, np.stack(routes), shocks.grace


def same(found, wanted):
    for mine, theirs in zip(felt(found), felt(wanted), strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=0, atol=CLOSE)


def some_sets(size, seed):
    rng = np.random.default_rng(seed)
    return [int(s) for s in rng.integers(1, 2**size, 4)]


@given(seeds, st.sampled_from(MODES), st.sampled_from(ATTRIBUTES), st.sampled_from(BOUNDS))
@settings(max_examples=30)
def test_countries_are_a_group_of_which_each_spares_its_own(seed, mode, attribute, bound):
    made = open_lab(random_model(seed))
    circle = made.removals.perspective
    elements = JointRemovals(made.stack, circle, by="countries", attribute=attribute, mode=mode)
    if not elements.size:
        return
    sets = some_sets(elements.size, seed)
    groups = [frozenset(n for e, n in enumerate(elements.ids) if s >> e & 1) for s in sets]
    cuts = [
        made.removals.cut(Removal("group", str(sorted(g)), attribute, mode, g), bound)
        for g in groups
    ]
    same(elements.shocks(sets, bound), to_shocks(made.stack, cuts))


@given(seeds, st.sampled_from(MODES), st.sampled_from(BOUNDS))
@settings(max_examples=30)
def test_one_firm_is_a_removal_of_it(seed, mode, bound):
    made = open_lab(random_model(seed))
    circle = made.removals.perspective
    elements = JointRemovals(made.stack, circle, by="firms", attribute="any", mode=mode)
    if not elements.size:
        return
    cuts = [made.removals.cut(Removal("firm", f, "any", mode), bound) for f in elements.ids]
    alone = [1 << e for e in range(elements.size)]
    same(elements.shocks(alone, bound), to_shocks(made.stack, cuts))


@given(seeds, st.sampled_from(["firms", "producers"]), st.sampled_from(BOUNDS))
@settings(max_examples=30)
def test_several_firms_or_producers_are_what_a_scenario_selects(seed, by, bound):
    made = open_lab(random_model(seed))
    stack, circle = made.stack, made.removals.perspective
    products = np.arange(len(stack.product_ids), dtype=np.int32)
    lost, withheld = (
        JointRemovals(stack, circle, by=by, attribute="any", mode=mode)
        for mode in ("lost", "withheld")
    )
    if not lost.size:
        return
    for mask in some_sets(lost.size, seed):
        names = tuple(n for e, n in enumerate(lost.ids) if mask >> e & 1)
        rows = np.array([stack.position(n) for n in names if by == "producers"], dtype=np.int32)
        key = (
            Firms(lost.suppliers, bound, products, names)
            if by == "firms"
            else NamedProducers(lost.suppliers, rows)
        )
        common = key.common()
        nobody = np.full(key.width, -9, dtype=np.int32)
        everything = lost.shocks([mask], bound)
        capacity, routes, _ = felt(everything)
        np.testing.assert_allclose(
            1 - capacity[:, 0] * routes[0, 0], key.closed(nobody).taken, rtol=0, atol=CLOSE
        )
        _, refused, _ = felt(withheld.shocks([mask], bound))
        for customer in np.flatnonzero(withheld.reached).tolist():
            np.testing.assert_allclose(
                1 - refused[0, customer], key.closed(common[customer]).taken, rtol=0, atol=CLOSE
            )
        np.testing.assert_array_equal(refused[0, ~withheld.reached], 1.0)


@given(seeds, st.sampled_from(MODES), st.sampled_from(BOUNDS))
@settings(max_examples=8)
def test_a_wider_set_never_spares_anybody(seed, mode, bound):
    made = open_lab(random_model(seed))
    circle = made.removals.perspective
    for by in ("countries", "firms", "producers"):
        elements = JointRemovals(made.stack, circle, by=by, attribute="any", mode=mode)
        if not elements.size:
            continue
        one, other, *_ = some_sets(elements.size, seed)
        narrow, wide = (felt(elements.shocks([s], bound)) for s in (one, one | other))
        assert (wide[0] <= narrow[0] + CLOSE).all()
        assert (wide[1] <= narrow[1] + CLOSE).all()


@given(seeds, st.sampled_from(MODES))
@settings(max_examples=4)
def test_a_lasting_course_is_the_removal_and_others_only_help(seed, mode):
    made = open_lab(random_model(seed))
    circle = made.removals.perspective
    elements = JointRemovals(made.stack, circle, by="countries", attribute="owner", mode=mode)
    if not elements.size:
        return
    shocks = elements.shocks(some_sets(elements.size, seed), "high")
    watch = everyone(made.stack)
    plain = made.engine.weeks(shocks, HALF, watch=watch, n_weeks=8)
    alone, helped = (
        CourseEngine(made.engine)
        .unfold(lasting_course(shocks, n_weeks=8, substitution=yes), HALF, watch=watch)
        .level
        for yes in (False, True)
    )
    np.testing.assert_allclose(alone, plain, rtol=0, atol=CLOSE)
    assert (helped >= plain - CLOSE).all()


def test_who_can_be_taken_away():
    made = open_lab(random_model(3))
    circle = made.removals.perspective
    known = {
        by: JointRemovals(made.stack, circle, by=by, attribute="site", mode="withheld").ids
        for by in ("countries", "firms", "producers")
    }
    assert not set(known["countries"]) & circle.circle
    assert known["firms"] == made.stack.firm_ids
    kinds = made.stack.producer_kind
    assert all(kinds[made.stack.position(name)] != REMAINDER for name in known["producers"])
    assert not {made.stack.producer_ids[row] for row in made.stack.uses()} & set(known["producers"])
