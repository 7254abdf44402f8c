"""Laws of look-through and governance in any stack: bounds are bounds, and stating narrows them."""

from collections import defaultdict

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.build import open_lab
from tests.random_models import random_model, seeds
from valuechain.indicators.governance_concentration import governance_concentration
from valuechain.indicators.stack_lookthrough import stack_look_through
from valuechain.schema import Model

SLACK = 1e-9
often = settings(max_examples=25)


def stating(model: Model, seed: int, chance: float) -> Model:
    """The same model with cost shares stated for some of the inputs, at most 0.8 in all."""
    dice = np.random.default_rng(seed)

    def told(owner):
        share = 0.8 / max(1, len(owner.inputs))
        inputs = tuple(
            entry.model_copy(update={"cost_share": share}) if dice.random() < chance else entry
            for entry in owner.inputs
        )
        return owner.model_copy(update={"inputs": inputs})

    return model.model_copy(
        update={
            "products": {key: told(one) for key, one in model.products.items()},
            "uses": {key: told(one) for key, one in model.uses.items()},
        }
    )


def bounds(model):
    made = open_lab(model)
    return {
        (one.subject, one.attribute, one.country): one
        for one in stack_look_through(made.model, made.stack)
    }


@often
@given(seeds, st.floats(0, 1))
def test_what_is_surely_earned_in_countries_is_no_more_than_all(seed, chance):
    low = defaultdict(float)
    for (subject, attribute, _), one in bounds(stating(random_model(seed), seed, chance)).items():
        assert 0 <= one.added[0] <= one.added[1] <= 1
        assert 0 <= one.face[0] <= one.face[1] <= 1
        low[subject, attribute] += one.added[0]
    assert all(total <= 1 + SLACK for key, total in low.items() if key[1] != "any")


@often
@given(seeds, st.floats(0, 1))
def test_any_is_no_less_than_each_of_the_three(seed, chance):
    found = bounds(stating(random_model(seed), seed, chance))
    for (subject, attribute, country), one in found.items():
        if attribute != "any":
            widest = found[subject, "any", country]
            assert widest.added[0] >= one.added[0] - SLACK
            assert widest.added[1] >= one.added[1] - SLACK


@often
@example(99270, 0.0)  # rounding in the solver once listed countries that no route leads to
@given(seeds, st.floats(0, 1))
def test_stating_more_cost_shares_never_widens_the_bounds(seed, chance):
    model = random_model(seed)
    some, every = (bounds(stating(model, seed, one)) for one in (chance, 1.0))
    assert every.keys() <= some.keys()
    for key, one in every.items():
        assert one.unstated == 0
        assert some[key].added[0] <= one.added[0] + SLACK
        assert some[key].added[1] >= one.added[1] - SLACK


@often
@given(seeds)
def test_governed_concentration_keeps_its_order(seed):
    made = open_lab(random_model(seed))
    for one in governance_concentration(made.model, made.stack):
        assert 0 <= one.low <= one.high <= 10 + SLACK
        assert one.figure is None or one.low <= one.figure <= one.high
