"""The fast cascade between firms is the plain one, on networks that are as awkward as they get."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.firm_networks import network_seeds, random_capacity, random_network
from valuechain.errors import AnalysisError
from valuechain.kernels import cascade as fast
from valuechain.kernels import cascade_reference
from valuechain.kernels.arrays import ConvergenceError
from valuechain.kernels.firms import FirmNetwork

SLACK = 1e-12
EPS = 1e-6  # some circles take forever


@settings(max_examples=60)
@given(seed=network_seeds, replaceable=st.booleans(), revenue=st.booleans())
def test_fast_is_reference(seed, replaceable, revenue):
    network = random_network(seed, revenue=revenue)
    capacity = random_capacity(network, seed)
    settled = {"replaceable": replaceable, "eps": EPS}
    ours = fast.Cascade(network).spread(capacity, **settled)
    plain = cascade_reference.spread(network, capacity, **settled)
    # a change of almost exactly eps may fall on either side of it
    same = ours.iterations == plain.iterations
    assert (np.abs(ours.iterations - plain.iterations) <= 1).all()
    np.testing.assert_allclose(ours.down[:, same], plain.down[:, same], rtol=0, atol=SLACK)
    np.testing.assert_allclose(ours.up[:, same], plain.up[:, same], rtol=0, atol=SLACK)


def made(links, *, sectors, essentiality=2):
    """A network of (supplier, customer, sales)."""
    rows = np.array(links, dtype=float).reshape(-1, 3)
    k = max(sectors) + 1
    return FirmNetwork(
        np.array(sectors, dtype=np.int32),
        rows[:, 0].astype(np.int32),
        rows[:, 1].astype(np.int32),
        rows[:, 2],
        np.full((k, k), essentiality, dtype=np.int8),
    )


def failed(network, *firms):
    capacity = np.ones((network.n_firms, 1))
    capacity[list(firms)] = 0.0
    return capacity


AWKWARD = {
    # links, sectors, who fails, hd, hu
    "one supplier": ([(0, 1, 5.0)], [0, 1], [0], [0, 0], [0, 1]),
    "no customers left": ([(0, 1, 5.0)], [0, 1], [1], [1, 0], [0, 0]),
    "isolated": ([(0, 1, 5.0)], [0, 1, 1], [2], [1, 1, 0], [1, 1, 0]),
    "empty link": ([(0, 1, 5.0), (2, 1, 0.0)], [0, 1, 0], [2], [1, 1, 0], [1, 1, 0]),
    "self-loop": ([(0, 0, 5.0), (0, 1, 5.0)], [0, 1], [1], [1, 0], [0, 0]),
    "circle": ([(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0)], [0, 1, 2], [0], [0] * 3, [0] * 3),
    "two of one sector": (
        [(0, 2, 1.0), (1, 2, 1.0)],
        [0, 0, 1],
        [0],
        # half of the sector is left: the lost half counts in full, sigma = 1 / 1
        [0, 1, 0.5],
        [0, 1, 1],
    ),
    "one of two small": (
        [(0, 2, 1.0), (1, 2, 1.0), (1, 3, 2.0)],
        [0, 0, 1, 1],
        [0],
        # sigma = 1 / 3: a third of the half is lost
        [0, 1, 1 - 1 / 6, 1],
        [0, 1, 1, 1],
    ),
    "a market that dies out": (
        [(0, 2, 0.25), (1, 2, 0.25)],
        [0, 0, 1],
        [0, 1],
        [0, 0, 0],
        [0, 0, 1],
    ),
}


@pytest.mark.parametrize("name", AWKWARD)
def test_closed_forms(name):
    links, sectors, firms, down, up = AWKWARD[name]
    network = made(links, sectors=sectors)
    found = [
        fast.Cascade(network).spread(failed(network, *firms)),
        cascade_reference.spread(network, failed(network, *firms)),
    ]
    for one in found:
        # a self-loop comes down by halves, so eps leaves a little
        np.testing.assert_allclose(one.down[:, 0], down, rtol=0, atol=2e-9)
        np.testing.assert_allclose(one.up[:, 0], up, rtol=0, atol=2e-9)


def test_negligible_inputs_do_nothing_but_count_in_what_is_bought():
    network = made([(0, 2, 1.0), (1, 2, 3.0)], sectors=[0, 1, 2], essentiality=1)
    network.essentiality[0, 2] = 0
    found = fast.Cascade(network).spread(np.eye(3) * -1 + 1)
    assert found.down[2].tolist() == [1.0, 0.25, 0.0]


def test_revenue_leaves_room_for_other_customers():
    bare = made([(0, 1, 2.0)], sectors=[0, 1])
    network = FirmNetwork(
        bare.firm_sector,
        bare.link_supplier,
        bare.link_customer,
        bare.link_sales,
        bare.essentiality,
        np.array([8.0, 1.0]),
    )
    assert fast.Cascade(network).spread(failed(network, 1)).up[0, 0] == 0.75


def test_batches_of_any_width_are_the_same(monkeypatch):
    network = random_network(7)
    capacity = random_capacity(network, 7, 9)
    cascade = fast.Cascade(network)
    whole = cascade.spread(capacity)
    monkeypatch.setattr(fast, "_BYTES", 1)
    narrow = fast.Cascade(network)
    assert narrow.columns_within(1) == 1
    assert cascade.columns_within(2**20) > narrow.columns_within(2**12) >= 1
    found = narrow.spread(capacity)
    assert np.array_equal(found.iterations, whole.iterations)
    np.testing.assert_allclose(found.level, whole.level, rtol=0, atol=SLACK)


def forms(network):
    return [
        lambda capacity, **asked: fast.Cascade(network).spread(capacity, **asked),
        lambda capacity, **asked: cascade_reference.spread(network, capacity, **asked),
    ]


@pytest.mark.parametrize("form", [0, 1], ids=["fast", "reference"])
def test_no_number_without_convergence(form):
    network = made([(0, 0, 9.0), (0, 1, 1.0)], sectors=[0, 1])
    spread = forms(network)[form]
    with pytest.raises(ConvergenceError, match="scenario 0 did not settle in 5 updates"):
        spread(failed(network, 1), most_iterations=5)


@pytest.mark.parametrize("form", [0, 1], ids=["fast", "reference"])
@pytest.mark.parametrize(
    ("capacity", "eps", "code"),
    [
        ([[np.nan], [1.0]], 1e-9, "VA604"),
        ([[1.0], [1.0]], np.nan, "VA604"),
        ([[1.5], [1.0]], 1e-9, "VA661"),
        ([[-0.1], [1.0]], 1e-9, "VA661"),
        ([[1.0], [1.0]], -1e-9, "VA661"),
        ([[1.0]], 1e-9, "VA661"),
        ([1.0, 1.0], 1e-9, "VA661"),
    ],
)
def test_shocks_that_are_none_are_refused(form, capacity, eps, code):
    spread = forms(made([(0, 1, 1.0)], sectors=[0, 1]))[form]
    with pytest.raises(AnalysisError) as refused:
        spread(np.array(capacity), eps=eps)
    assert refused.value.code == code


BAD = {
    "not a number": {"link_sales": [np.nan]},
    "negative": {"link_sales": [-1.0]},
    "nothing sold": {"link_sales": [0.0]},
    "no such firm": {"link_customer": [2]},
    "firm before the first": {"link_supplier": [-1]},
    "no such sector": {"firm_sector": [0, 5]},
    "lengths": {"link_supplier": [0, 1]},
    "essentiality": {"essentiality": [[0, 3], [1, 1]]},
    "not square": {"essentiality": [[0, 1]]},
    "revenue too small": {"revenue": [0.5, 9.0]},
    "revenue is no number": {"revenue": [np.nan, 9.0]},
}


@pytest.mark.parametrize("name", BAD)
def test_networks_that_are_none_are_refused(name):
    good = {
        "firm_sector": [0, 1],
        "link_supplier": [0],
        "link_customer": [1],
        "link_sales": [1.0],
        "essentiality": [[2, 2], [2, 2]],
    }
    broken = {key: np.array(column) for key, column in {**good, **BAD[name]}.items()}
    with pytest.raises(AnalysisError, match="VA660"):
        fast.Cascade(FirmNetwork(**broken))
    with pytest.raises(AnalysisError, match="VA660"):
        cascade_reference.spread(FirmNetwork(**broken), np.ones((2, 1)))
