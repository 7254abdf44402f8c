"""Exposure of a layer: its worst product and how many are down; never a mean."""

import numpy as np
import pytest

from valuechain.indicators.exposure import Exposures
from valuechain.indicators.layers import layer_exposures
from valuechain.shocks.removals import Removal

PRODUCTS = ("ore", "gas", "chips")
LAYER_OF = {"ore": "materials", "gas": "materials", "chips": "components"}
GONE = tuple(Removal("country", name, "site", "lost", frozenset({name})) for name in ("CHN", "JPN"))


def rows(at, theta=0.5):
    """Rows of a table ``at`` of shape (removals, bounds, products, horizons)."""
    found = np.array(at, dtype=np.float64)
    exposures = Exposures(
        removals=GONE[: found.shape[0]],
        watch=(0, 1, 2),
        at=found,
        first_week=np.zeros(found.shape[:3], dtype=np.int16),
        paths={},
    )
    return {
        (row.layer, row.removal, row.horizon): row
        for row in layer_exposures(exposures, LAYER_OF, products=PRODUCTS, theta=theta)
    }


def test_the_worst_product_by_its_figure_and_how_many_are_down():
    found = rows(
        [
            [
                [[0.1, 0.2], [0.3, 0.2], [0.0, 0.0]],
                [[0.2, 0.7], [0.4, 0.6], [0.0, 0.51]],
                [[0.9, 0.8], [0.4, 0.9], [0.0, 0.6]],
            ]
        ]
    )
    first, last = found["materials", 0, 0], found["materials", 0, 1]
    assert (first.worst_product, first.below_theta, first.products) == ("gas", 0, 2)
    assert first.bounds == (0.3, 0.4, 0.9)
    assert (last.worst_product, last.below_theta) == ("ore", 2)
    assert last.bounds == (0.2, 0.7, 0.9)
    # nothing of the components is lost in the first week
    assert ("components", 0, 0) not in found
    assert found["components", 0, 1].worst_product == "chips"


def test_a_product_is_down_below_theta_not_at_it():
    at = [[[[0.5]], [[0.5]], [[0.5]]]]
    wide = np.repeat(np.array(at), 3, axis=2)
    assert rows(wide)["materials", 0, 0].below_theta == 0
    assert rows(wide, theta=0.51)["materials", 0, 0].below_theta == 2


def test_what_only_the_upper_bound_loses_has_a_row_that_says_so():
    none, some = [[0.0], [0.0], [0.0]], [[0.0], [0.2], [0.0]]
    found = rows([[none, none, none], [none, none, some]])
    assert list(found) == [("materials", 1, 0)]
    assert found["materials", 1, 0].bounds == (0.0, 0.0, pytest.approx(0.2))
