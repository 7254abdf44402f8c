"""The cascade between firms, fast: sparse products over a batch of scenarios at once.

Equations: Diem et al. (2022), doi 10.1038/s41598-022-11522-z, Methods; method R60 to R63. The
plain form is :mod:`valuechain.kernels.cascade_reference`.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from valuechain.kernels.arrays import ConvergenceError, Floats
from valuechain.kernels.firms import (
    EPS,
    ESSENTIAL,
    LINEAR,
    MOST_ITERATIONS,
    FirmCascade,
    FirmNetwork,
    check_network,
    check_shock,
)

_BYTES = 256 * 2**20


def _times(matrix: csr_array, columns: Floats) -> Floats:
    product: Floats = np.asarray(matrix @ columns)
    return product


class Cascade:
    """A network made ready: shares of essential, other and outgoing deliveries as matrices."""

    def __init__(self, network: FirmNetwork) -> None:
        check_network(network)
        self.network = network
        self.s_out = network.sold()
        trades = network.link_sales > 0
        i, j = network.link_supplier[trades], network.link_customer[trades]
        w, p = network.link_sales[trades], network.firm_sector
        n = network.n_firms
        # one row per customer and supplying sector, in the order of the customers
        pair = j.astype(np.int64) * network.n_sectors + p[i]
        pairs, row = np.unique(pair, return_inverse=True)
        from_sector = np.bincount(row, w, len(pairs))
        e = network.essentiality[p[i], p[j]]
        hard = np.flatnonzero(e == ESSENTIAL)
        rows, group = np.unique(row[hard], return_inverse=True)
        self._hard = csr_array(
            (w[hard] / from_sector[row[hard]], (group, i[hard])), shape=(len(rows), n)
        )
        self._n_groups = len(rows)
        self._hard_customer, self._hard_start = np.unique(
            pairs[rows] // network.n_sectors, return_index=True
        )
        soft = np.flatnonzero(e == LINEAR)
        self._soft = csr_array((w[soft] / network.bought()[j[soft]], (j[soft], i[soft])), (n, n))
        sales = self.s_out if network.revenue is None else network.revenue
        self._out = csr_array((w / sales[i], (i, j)), (n, n))
        self._market = csr_array((self.s_out, (p, np.arange(n))), (network.n_sectors, n))

    def columns_within(self, n_bytes: int = _BYTES) -> int:
        """Number of scenarios whose working arrays fit in so much memory; at least 1."""
        rows = 12 * self.network.n_firms + 2 * self._n_groups
        return max(1, n_bytes // (8 * rows))

    def spread(
        self,
        capacity: Floats,
        *,
        replaceable: bool = True,
        eps: float = EPS,
        most_iterations: int = MOST_ITERATIONS,
    ) -> FirmCascade:
        """What is left of every firm once a shock has spread to customers and to suppliers.

        Parameters, result and errors as in :func:`valuechain.kernels.cascade_reference.spread`.
        Scenarios go through in batches that fit in 256 MB of working memory, one scenario at
        least; what comes back is twice the size of ``capacity``.
        """
        check_shock(self.network, capacity, eps=eps)
        found = FirmCascade(
            np.empty(capacity.shape),
            np.empty(capacity.shape),
            np.zeros(capacity.shape[1], dtype=np.int64),
        )
        width = self.columns_within()
        for first in range(0, capacity.shape[1], width):
            columns = np.arange(first, min(first + width, capacity.shape[1]))
            self._settle(
                found,
                capacity,
                columns=columns,
                replaceable=replaceable,
                eps=eps,
                most_iterations=most_iterations,
            )
        return found

    def _settle(
        self,
        found: FirmCascade,
        capacity: Floats,
        *,
        columns: NDArray[np.int64],
        replaceable: bool,
        eps: float,
        most_iterations: int,
    ) -> None:
        """Run a batch; each scenario is put away as soon as it has settled."""
        psi = np.ascontiguousarray(capacity[:, columns], dtype=np.float64)
        hd, hu = psi, psi
        for t in range(1, most_iterations + 1):
            new_d = self._downstream(psi, hd, replaceable=replaceable)
            new_u = np.clip(1.0 - _times(self._out, 1.0 - hu), 0.0, psi)
            change = np.maximum(np.abs(new_d - hd).max(axis=0), np.abs(new_u - hu).max(axis=0))
            hd, hu = new_d, new_u
            done = change <= eps
            if not done.any():
                continue
            there, going = columns[done], ~done
            found.down[:, there], found.up[:, there] = hd[:, done], hu[:, done]
            found.iterations[there] = t
            if done.all():
                return
            columns, psi, hd, hu = columns[going], psi[:, going], hd[:, going], hu[:, going]
        message = f"scenario {int(columns[0])} did not settle in {most_iterations} updates"
        raise ConvergenceError(message)

    def _downstream(self, psi: Floats, hd: Floats, *, replaceable: bool) -> Floats:
        """hd(t+1), by the worst essential sector, all other inputs together, or psi."""
        loss = 1.0 - hd
        if replaceable:
            loss *= self._replaceability(hd)
        new: Floats = np.minimum(psi, 1.0 - _times(self._soft, loss))
        if len(self._hard_customer):
            worst = np.maximum.reduceat(_times(self._hard, loss), self._hard_start, axis=0)
            new[self._hard_customer] = np.minimum(new[self._hard_customer], 1.0 - worst)
        return np.maximum(0.0, new)

    def _replaceability(self, hd: Floats) -> Floats:
        """sigma: part of what is left of its market that a firm had; 1 if nothing is left."""
        market = _times(self._market, hd)[self.network.firm_sector]
        # min(s, m) / m in the place of min(1, s / m), which overflows as a market dies out
        least = np.minimum(self.s_out[:, None], market)
        sigma: Floats = np.ones_like(market)
        return np.divide(least, market, out=sigma, where=market > 0.0)
