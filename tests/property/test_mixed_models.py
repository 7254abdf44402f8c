"""Models between two random versions: they work, and the split of what they lose is exact."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_models import PLACES, random_model
from valuechain.analysis.mixed_models import Mixer, units_of
from valuechain.files.model_changes import model_changes, tree_of
from valuechain.questions.change.split import split, subsets
from valuechain.questions.change.two_results import RemovalKey, WantedRows, measure_model
from valuechain.schema import ChangeReason
from valuechain.stack import compile_model
from valuechain.vocab.words import CHANGE_WHYS, MODES

HOME, TRUSTED = ("NLD",), ("BEL", "DEU")


def given_reasons(changes, seed):
    """Changes with reasons by lot; one in five has none."""
    dice = np.random.default_rng(seed)
    reasons = [None, *(ChangeReason(why=why, text={"en": why}) for why in CHANGE_WHYS)]
    return [replace(one, reason=reasons[int(dice.integers(len(reasons)))]) for one in changes]


def told(one, other):
    """Figures that differ; who makes nothing may be there, and evidence is not mixed."""
    found = model_changes(one, other)
    return [c.name for c in found if c.path[0] != "firms" and c.what != "evidence"]


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_every_mix_of_two_versions_works_and_all_of_it_is_the_new_one(one, other):
    old, new = random_model(one), random_model(other)
    units = units_of(given_reasons(model_changes(old, new), one + other))
    mixer = Mixer(old, new)
    half = mixer.mix([unit for unit in units if unit.klass in {"world", "scope"}])
    for product in half.products.values():
        listed = sum(maker.share.mode for maker in product.producers)
        assert listed + product.remainder.share == pytest.approx(1.0, abs=1e-6)
    assert compile_model(half).n_producers
    assert told(mixer.mix([]), old) == []
    assert told(mixer.mix(units), new) == []


def test_all_of_the_changes_lose_what_the_new_version_loses():
    old, new = random_model(3), random_model(4)
    mixer, units = Mixer(old, new), units_of(model_changes(old, new))
    wanted = WantedRows(
        frozenset(
            RemovalKey("", place, "country", "owner", mode) for place in PLACES for mode in MODES
        ),
        frozenset(),
    )
    rows = [
        measure_model(model, home=HOME, trusted=TRUSTED, wanted=wanted).rows
        for model in (mixer.mix(units), new)
    ]
    assert rows[0] == rows[1]
    assert any(loss for losses in rows[0].values() for loss in losses)


@given(st.integers(0, 10**6), st.integers(0, 4))
def test_parts_sum_exactly_and_do_not_depend_on_the_order_of_classes(seed, count):
    rng = np.random.default_rng(seed)
    classes = ["a", "b", "c", "d"][:count]
    measured = {some: rng.integers(0, 10**6, size=7) for some in subsets(classes)}
    parts = split(measured, classes)
    gap = measured[frozenset(classes)] - measured[frozenset()]
    assert (sum(parts.values(), np.zeros(7, dtype=np.int64)) == gap).all()
    turned = split(measured, classes[::-1])
    for name in classes:
        assert np.abs(parts[name] - turned[name]).max() <= 1  # the last millionth goes to the first


def test_a_class_that_adds_nothing_gets_nothing_and_two_alike_get_the_same():
    classes = ["a", "b", "c"]
    measured = {
        some: np.array([600 * ("a" in some) * ("b" in some)], dtype=np.int64)
        for some in subsets(classes)
    }
    parts = {name: int(part[0]) for name, part in split(measured, classes).items()}
    assert parts == {"a": 300, "b": 300, "c": 0}


def test_a_tree_of_a_mix_leaves_the_old_one_alone():
    old, new = random_model(1), random_model(2)
    mixer = Mixer(old, new)
    mixer.mix(units_of(model_changes(old, new)))
    assert mixer.old == tree_of(old)
