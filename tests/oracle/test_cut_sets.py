"""Cut sets against exhaustive search: monotone functions, random models, and dominators."""

import itertools

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import HALF, open_lab
from tests.random_models import random_model, seeds
from valuechain.indicators.cut_sets import cut_sets
from valuechain.indicators.joint_losses import JointLosses
from valuechain.kernels import reference
from valuechain.shocks.joint_removals import JointRemovals
from valuechain.vocab.tolerances import EXACT


def exhaustive(cuts, count, most=3):
    """Minimal cut sets by trying every set, smallest first."""
    found = []
    for size in range(1, most + 1):
        for one in itertools.combinations(range(count), size):
            inside = any(set(other) <= set(one) for other in found)
            if not inside and cuts(sum(1 << e for e in one)):
                found.append(one)
    return found


@st.composite
def families(draw):
    """Some monotone functions of up to nine elements, each as the sets that make it true."""
    count = draw(st.integers(1, 9))
    subset = st.integers(1, 2**count - 1)
    return count, draw(st.lists(st.lists(subset, max_size=12), min_size=1, max_size=3))


@given(families())
def test_monotone_functions(drawn):
    count, functions = drawn

    def oracle(sets):
        return np.array([[any(s & t == t for t in terms) for terms in functions] for s in sets])

    for terms, found in zip(
        functions, cut_sets(oracle, count, n_watched=len(functions)), strict=True
    ):
        assert all(found.complete)
        assert found.sets == exhaustive(lambda s, t=terms: any(s & x == x for x in t), count)


@given(st.integers(0, 2**32 - 1), st.sampled_from([1, 2, 3]))
@settings(max_examples=15)
def test_many_elements(seed, most):
    rng = np.random.default_rng(seed)
    terms = [
        sum(1 << int(e) for e in rng.choice(14, int(rng.integers(2, 5)), replace=False))
        for _ in range(25)
    ]

    def oracle(sets):
        return np.array([[any(s & t == t for t in terms)] for s in sets])

    found = cut_sets(oracle, 60, most=most)[0]
    assert all(found.complete)
    # Only the first 14 of the 60 matter.
    assert found.sets == exhaustive(lambda s: any(s & t == t for t in terms), 14, most)


@given(seeds, st.sampled_from([0, 3]), st.sampled_from(["low", "value", "high"]))
@settings(max_examples=6)
def test_random_models_on_the_plain_kernel(seed, weeks, bound):
    made = open_lab(random_model(seed, n_products=4))
    rng = np.random.default_rng(seed)
    by = ["countries", "firms", "producers"][int(rng.integers(3))]
    elements = JointRemovals(
        made.stack,
        made.removals.perspective,
        by=by,
        attribute=["site", "owner", "any"][int(rng.integers(3))],
        mode=["lost", "withheld"][int(rng.integers(2))],
    )
    count, uses = min(elements.size, 5), list(made.stack.uses())
    every = list(range(2**count))
    shocks = elements.shocks(every, bound)
    if weeks:
        levels = reference.weeks(made.stack, shocks, effects=HALF, watch=uses, n_weeks=weeks)
        lowest = levels.min(axis=1)
    else:
        lowest = reference.limit(made.stack, shocks, effects=HALF, watch=uses)
    losses = JointLosses(made.engine, elements, effects=HALF, watch=uses, weeks=weeks)
    for theta in (0.5, 0.8, 1.0):
        searched = cut_sets(
            lambda sets, t=theta: losses.below(sets, bound, theta=t), count, n_watched=len(uses)
        )
        for row, found in zip(lowest, searched, strict=True):
            down = row < theta - EXACT
            assert all(found.complete)
            assert found.sets == exhaustive(lambda s, d=down: d[s], count)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=30)
def test_single_cuts_of_a_pure_or_graph_are_its_dominators(seed):
    rng = np.random.default_rng(seed)
    graph = nx.DiGraph([(0, 1)])
    graph.add_nodes_from(range(9))
    graph.add_edges_from((int(a), int(b)) for a, b in rng.integers(0, 9, (18, 2)) if a != b)

    def oracle(sets):
        kept = [{0, 8} | {e for e in range(1, 8) if not s >> e & 1} for s in sets]
        return np.array([[not nx.has_path(graph.subgraph(k), 0, 8)] for k in kept])

    found = cut_sets(oracle, 8)[0]
    if not nx.has_path(graph, 0, 8):
        assert found.sets == []
        assert all(found.complete)
        return
    above, node = set(), 8
    immediate = nx.immediate_dominators(graph, 0)
    while (node := immediate[node]) not in (0, None):
        above.add(node)
    assert {members[0] for members in found.sets if len(members) == 1} == above


def test_what_is_not_complete_says_so():
    terms = [1 << a | 1 << b for a, b in itertools.combinations(range(30), 2)]
    asked = []

    def oracle(sets):
        asked.extend(sets)
        return np.array([[any(s & t == t for t in terms)] for s in sets])

    few = cut_sets(oracle, 30, most_responses=150)[0]
    assert len(asked) <= 150
    assert few.complete == [True, False, False]
    assert few.stopped == "responses"
    assert set(few.sets) < set(itertools.combinations(range(30), 2))
    some = cut_sets(oracle, 30, most_sets=100)[0]
    assert some.complete == [True, False, False]
    assert some.stopped == "sets"
    assert some.of_size(2) > 100
    every = cut_sets(oracle, 30)[0]
    assert every.complete == [True] * 3
    assert every.of_size(2) == 435


def test_a_guess_of_the_order_changes_nothing():
    terms = [0b11, 0b1100, 0b110000, 0b1000001]

    def oracle(sets):
        return np.array([[any(s & t == t for t in terms)] for s in sets])

    plain = cut_sets(oracle, 9)[0].sets
    assert plain == cut_sets(oracle, 9, order=list(range(8, -1, -1)))[0].sets
    assert plain == [(0, 1), (0, 6), (2, 3), (4, 5)]
