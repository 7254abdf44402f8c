"""The cascade between firms in plain loops: slow, and meant to be obviously right.

Equations: Diem et al. (2022), doi 10.1038/s41598-022-11522-z, Methods; method R60 to R63.
"""

import numpy as np

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


def _replaceability(network: FirmNetwork, s_out: Floats, hd: list[float]) -> list[float]:
    """sigma: part of what is left of its market that a firm had; 1 if nothing is left."""
    market = [0.0] * network.n_sectors
    for i, p in enumerate(network.firm_sector):
        market[p] += float(s_out[i]) * hd[i]
    sigma = []
    for i, p in enumerate(network.firm_sector):
        replaceable = market[p] > 0.0
        sigma.append(min(1.0, float(s_out[i]) / market[p]) if replaceable else 1.0)
    return sigma


def _downstream(
    network: FirmNetwork, psi: Floats, hd: list[float], sigma: list[float]
) -> list[float]:
    """hd(t+1): the worst essential sector, all other inputs together, or the own shock."""
    p = network.firm_sector
    s_in = network.bought()
    from_sector = np.zeros((network.n_sectors, network.n_firms))
    links = list(zip(network.link_supplier, network.link_customer, network.link_sales, strict=True))
    for i, j, w in links:
        from_sector[p[i], j] += w
    essential = np.zeros((network.n_sectors, network.n_firms))
    linear = np.zeros(network.n_firms)
    for i, j, w in links:
        if w == 0.0:
            continue
        e = network.essentiality[p[i], p[j]]
        if e == ESSENTIAL:
            essential[p[i], j] += sigma[i] * w / from_sector[p[i], j] * (1.0 - hd[i])
        elif e == LINEAR:
            linear[j] += sigma[i] * w / s_in[j] * (1.0 - hd[i])
    return [
        max(0.0, min(float(psi[j]), 1.0 - float(essential[:, j].max()), 1.0 - float(linear[j])))
        for j in range(network.n_firms)
    ]


def _upstream(network: FirmNetwork, psi: Floats, hu: list[float], sales: Floats) -> list[float]:
    """hu(t+1): what customers still buy, or the own shock; 1 - sum(1 - hu) counts no customers."""
    unsold = [0.0] * network.n_firms
    for i, j, w in zip(
        network.link_supplier, network.link_customer, network.link_sales, strict=True
    ):
        if w > 0.0:
            unsold[i] += w / sales[i] * (1.0 - hu[j])
    return [max(0.0, min(float(psi[i]), 1.0 - unsold[i])) for i in range(network.n_firms)]


def spread(
    network: FirmNetwork,
    capacity: Floats,
    *,
    replaceable: bool = True,
    eps: float = EPS,
    most_iterations: int = MOST_ITERATIONS,
) -> FirmCascade:
    """What is left of every firm once a shock has spread to customers and to suppliers.

    Parameters
    ----------
    network : FirmNetwork
        Firms and links.
    capacity : ndarray, shape (firms, batch), 0..1
        psi: own capacity that each scenario leaves; 1 untouched, 0 failed.
    replaceable : bool
        Whether a lost supplier is replaced as far as others of its sector have room (sigma).
    eps : float
        Stop when no level changes by more.
    most_iterations : int
        Updates before the run is given up.

    Returns
    -------
    FirmCascade
        Levels and iterations.

    Raises
    ------
    AnalysisError
        VA660, VA661: the network or the shock makes no sense.
    ConvergenceError
        VA604: not settled, or something is not a number.

    Notes
    -----
    The first update from h = 1 gives psi, because nothing else has moved yet. It is neither
    counted nor tested, as in the authors' own program.
    """
    check_network(network)
    check_shock(network, capacity, eps=eps)
    s_out = network.sold()
    sales = s_out if network.revenue is None else network.revenue
    down, up = np.empty(capacity.shape), np.empty(capacity.shape)
    iterations = np.zeros(capacity.shape[1], dtype=np.int64)
    for b in range(capacity.shape[1]):
        psi = capacity[:, b]
        hd, hu = [float(x) for x in psi], [float(x) for x in psi]
        for t in range(1, most_iterations + 1):
            sigma = _replaceability(network, s_out, hd) if replaceable else [1.0] * len(hd)
            new_d = _downstream(network, psi, hd, sigma)
            new_u = _upstream(network, psi, hu, sales)
            pairs = zip([*hd, *hu], [*new_d, *new_u], strict=True)
            change = max(abs(before - after) for before, after in pairs)
            hd, hu = new_d, new_u
            if change <= eps:
                iterations[b] = t
                break
        else:
            raise ConvergenceError(f"scenario {b} did not settle in {most_iterations} updates")
        down[:, b], up[:, b] = hd, hu
    return FirmCascade(down, up, iterations)
