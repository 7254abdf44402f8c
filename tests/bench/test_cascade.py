"""The cascade between firms: at least 100 times faster than its plain loops, and in little memory.

The loops are timed on a network small enough for them, both in one process and in turn; the ratio
of the best times counts, and their numbers are compared. Then a handful of scenarios runs on
100,000 firms with a million links, where the most memory in use at once is held to a multiple of
what the network itself takes. Run as a script it prints both.
"""

import sys
import time
import tracemalloc

import numpy as np

from valuechain.kernels import cascade_reference
from valuechain.kernels.cascade import Cascade
from valuechain.kernels.firms import FirmNetwork

LEAST = 100
MOST_MEMORY = 20
ROUNDS = 3


def network_of(n_firms: int, n_links: int, n_sectors: int) -> FirmNetwork:
    """A network with large and small firms; every fifth pair of sectors is essential."""
    rng = np.random.default_rng(1)
    supplier = (n_firms * rng.random(n_links) ** 2).astype(np.int32)
    sales = rng.lognormal(0.0, 2.0, n_links)
    return FirmNetwork(
        rng.integers(n_sectors, size=n_firms).astype(np.int32),
        supplier,
        rng.integers(n_firms, size=n_links).astype(np.int32),
        sales,
        rng.choice([0, 1, 2], p=[0.2, 0.6, 0.2], size=(n_sectors, n_sectors)).astype(np.int8),
        2.0 * np.bincount(supplier, sales, n_firms),  # half of all sales are final
    )


def failures(network: FirmNetwork, count: int) -> np.ndarray:
    """Each of the first firms failing alone, and all of them at half."""
    capacity = np.ones((network.n_firms, count))
    capacity[np.arange(count - 1), np.arange(count - 1)] = 0.0
    capacity[: count - 1, -1] = 0.5
    return capacity


def ratio() -> float:
    """Time of the loops over time of the fast form, network made ready included."""
    network = network_of(1000, 10_000, 40)
    capacity = failures(network, 3)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = Cascade(network).spread(capacity)
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        plain = cascade_reference.spread(network, capacity)
        theirs.append(time.perf_counter() - start)
        assert np.abs(found.level - plain.level).max() <= 1e-9
    sys.stdout.write(
        f"\ncascade over 1,000 firms: {min(ours):.4f} s; plain loops {min(theirs):.2f} s;"
        f" ratio {min(theirs) / min(ours):.0f} (at least {LEAST})\n"
    )
    return min(theirs) / min(ours)


def memory() -> float:
    """Most memory in use over what the columns of the network take."""
    network = network_of(100_000, 1_000_000, 600)
    columns = (network.link_supplier, network.link_customer, network.link_sales)
    size = sum(column.nbytes for column in (*columns, network.firm_sector))
    capacity = failures(network, 6)
    tracemalloc.start()
    start = time.perf_counter()
    found = Cascade(network).spread(capacity)
    seconds = time.perf_counter() - start
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    sys.stdout.write(
        f"\n6 scenarios over 100,000 firms and 1,000,000 links: {seconds:.1f} s,"
        f" {found.iterations.max()} updates, {most / 2**20:.0f} MB;"
        f" {most / size:.1f} times the network (at most {MOST_MEMORY})\n"
    )
    return most / size


def test_the_cascade_is_far_faster_than_plain_loops():
    assert ratio() >= LEAST


def test_a_national_network_fits_in_little_memory():
    assert memory() <= MOST_MEMORY


if __name__ == "__main__":
    ratio()
    memory()
