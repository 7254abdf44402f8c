"""Random networks of firms, awkward ones included, for tests of the cascade."""

import numpy as np
from hypothesis import strategies as st

from valuechain.kernels.arrays import Floats
from valuechain.kernels.firms import FirmNetwork


def random_network(seed: int, *, revenue: bool = False) -> FirmNetwork:
    """Some firms: isolated, self-supplying, with repeated or empty links, or with one supplier."""
    rng = np.random.default_rng(seed)
    n_firms, n_sectors = int(rng.integers(1, 9)), int(rng.integers(1, 5))
    n_links = int(rng.integers(1, 4 * n_firms + 1))
    supplier = rng.integers(n_firms, size=n_links).astype(np.int32)
    customer = rng.integers(n_firms, size=n_links).astype(np.int32)
    sales = rng.choice([0.0, 1.0, 2.0, 3.5], size=n_links)
    sales[0] = 2.0  # somebody sells something
    essentiality = rng.choice([0, 1, 2], size=(n_sectors, n_sectors)).astype(np.int8)
    sector = rng.integers(n_sectors, size=n_firms).astype(np.int32)
    network = FirmNetwork(sector, supplier, customer, sales, essentiality)
    if not revenue:
        return network
    total = network.sold() * rng.choice([1.0, 1.5, 4.0], size=n_firms)
    return FirmNetwork(sector, supplier, customer, sales, essentiality, total)


def random_capacity(network: FirmNetwork, seed: int, n_scenarios: int = 5) -> Floats:
    """Single, partial and joint failures; the first scenario leaves all as it is."""
    rng = np.random.default_rng(seed + 1)
    shape = (network.n_firms, n_scenarios)
    capacity = np.where(rng.random(shape) < 0.3, rng.choice([0.0, 0.2, 0.9], size=shape), 1.0)
    capacity[:, 0] = 1.0
    return capacity


network_seeds = st.integers(0, 2**31 - 2)
