"""The limit without alternatives and fallbacks is a linear programme, solved by HiGHS.

Every level is at most each affine piece of its rule; the largest fixed point maximises their sum.
"""

from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from tests.build import open_lab
from tests.random_models import everyone, random_model, sampled_shocks
from valuechain.kernels.arrays import Effects, Shocks
from valuechain.schema import Input, Model, Product, Use
from valuechain.stack import Stack
from valuechain.stack.columns import CRITICAL, IMPORTANT

# Minor losses that cannot add up to more than 1 keep every piece affine.
EFFECTS = Effects(important=0.5, minor=0.3)


def plain(entry: Input) -> Input:
    """An input with its first alternative only and nothing to fall back on."""
    options = entry.options
    return entry.model_copy(update={"product": options[0], "any_of": None, "fallback": None})


def plain_model(model: Model) -> Model:
    """The same model without alternatives and fallbacks."""

    def strip(one: Product | Use) -> Any:
        inputs = tuple(plain(entry) for entry in one.inputs)
        wanted = {entry.product for entry in inputs}
        rows = tuple(row for row in one.sourcing if row.input in wanted)
        return one.model_copy(update={"inputs": inputs, "sourcing": rows})

    products = {key: strip(one) for key, one in model.products.items()}
    uses = {key: strip(one) for key, one in model.uses.items()}
    return model.model_copy(update={"products": products, "uses": uses})


def programme(stack: Stack, shocks: Shocks, b: int) -> np.ndarray:
    """Largest levels in column b: maximise their sum under every piece."""
    count = stack.n_producers
    left, right = [], []
    for n in range(count):
        opening = shocks.opening[shocks.customer_class[n, b], :, b]
        minor_row, minor_constant = np.zeros(count), 0.0
        for s in range(stack.slot_start[n], stack.slot_start[n + 1]):
            a = stack.alternative_start[s]
            links = slice(stack.link_start[a], stack.link_start[a + 1])
            drawn = np.zeros(count)
            np.add.at(
                drawn,
                stack.link_supplier[links],
                stack.link_share[links] * opening[stack.link_supplier[links]],
            )
            total = float(stack.link_share[links].sum())
            if stack.slot_essentiality[s] not in (CRITICAL, IMPORTANT):
                minor_row += EFFECTS.minor * drawn
                minor_constant += EFFECTS.minor * total
                continue
            e = 1.0 if stack.slot_essentiality[s] == CRITICAL else EFFECTS.important
            # a piece: the level is at most one minus e times what is missing
            row = -e * drawn
            row[n] += 1.0
            left.append(row)
            right.append(1.0 - e * total)
        row = -minor_row
        row[n] += 1.0
        left.append(row)
        right.append(1.0 - minor_constant)
    bounds = [(0.0, float(top)) for top in shocks.capacity[:, b]]
    found = linprog(-np.ones(count), A_ub=np.array(left), b_ub=np.array(right), bounds=bounds)
    assert found.status == 0
    levels: np.ndarray = found.x
    return levels


@pytest.mark.parametrize("seed", range(25))
def test_the_limit_solves_the_linear_programme(seed):
    made = open_lab(plain_model(random_model(seed, 2 + seed % 6)))
    shocks = sampled_shocks(made.removals, seed, 4)
    rows = everyone(made.stack)
    levels = made.engine.limit(shocks, EFFECTS, watch=rows)
    for b in range(shocks.size):
        np.testing.assert_allclose(levels[:, b], programme(made.stack, shocks, b), atol=1e-7)
