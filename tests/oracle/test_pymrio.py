"""Our input-output algebra against pymrio's, on the table that pymrio is tested with.

pymrio is LGPL and a tool of these tests only: the package neither needs nor ships it.
"""

import numpy as np
import pymrio
import pytest

from valuechain.indicators.lookthrough import (
    from_flows,
    ghosh,
    leontief,
    look_through,
    sales_shares,
    sales_through,
)

SAME = {"rtol": 0, "atol": 1e-12}


@pytest.fixture(scope="module")
def theirs():
    """Six regions with eight sectors each."""
    return pymrio.load_test().calc_system()


@pytest.fixture(scope="module")
def ours(theirs):
    names = [f"{region} {sector}" for region, sector in theirs.Z.index]
    return from_flows(theirs.Z.to_numpy(dtype=float), theirs.x.to_numpy().ravel(), names=names)


def test_coefficients_and_inverse(theirs, ours):
    assert len(ours.names) == 48
    np.testing.assert_allclose(ours.coefficients.toarray(), theirs.A.to_numpy(), **SAME)
    np.testing.assert_allclose(leontief(ours), theirs.L.to_numpy(), **SAME)


def test_outputs_for_their_final_demand(theirs, ours):
    final = theirs.Y.to_numpy().sum(axis=1)
    np.testing.assert_allclose(ours.outputs_for(final), theirs.x.to_numpy().ravel(), rtol=1e-9)


def test_sales_side(theirs, ours):
    sales = pymrio.calc_B(theirs.Z, theirs.x)
    np.testing.assert_allclose(sales_shares(ours).toarray(), sales.to_numpy(), **SAME)
    np.testing.assert_allclose(ghosh(ours), pymrio.calc_G(sales).to_numpy(), **SAME)


def test_value_added_by_region(theirs, ours):
    regions = [region for region, _ in theirs.Z.index]
    found = look_through(ours, regions)
    added = 1 - theirs.A.to_numpy().sum(axis=0)
    whole = added[:, None] * theirs.L.to_numpy()
    for place, region in enumerate(found.groups):
        rows = [i for i, one in enumerate(regions) if one == region]
        np.testing.assert_allclose(found.added[place], whole[rows].sum(axis=0), **SAME)
    np.testing.assert_allclose(found.added.sum(axis=0), 1, **SAME)
    np.testing.assert_allclose(sales_through(ours, regions).final.sum(axis=1), 1, **SAME)
