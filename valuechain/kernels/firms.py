"""What the cascade takes: who sells what to whom, in which sector, and how much it matters."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import ConvergenceError, Floats, Ints
from valuechain.vocab.tolerances import EXACT

NEGLIGIBLE: Final = 0
LINEAR: Final = 1
ESSENTIAL: Final = 2

EPS: Final = EXACT
"""Largest change of a level at which the cascade stops: a part of the definition of ESRI."""

MOST_ITERATIONS: Final = 100_000


@dataclass(frozen=True, slots=True)
class FirmNetwork:
    """Firms and what they sell each other in a year; links may be repeated, they add up."""

    firm_sector: Ints
    """Sector of every firm (firms,)."""
    link_supplier: Ints
    """Who sells (links,)."""
    link_customer: Ints
    """Who buys (links,)."""
    link_sales: Floats
    """How much, in money (links,), at least 0."""
    essentiality: NDArray[np.int8]
    """e[k, l] of inputs from sector k for firms of sector l: 2 essential, 1 not, 0 negligible."""
    revenue: Floats | None = None
    """What every firm sells in all (firms,), customers outside the network included; where it is
    absent, what it sells inside."""

    @property
    def n_firms(self) -> int:
        """Number of firms in the network."""
        return len(self.firm_sector)

    @property
    def n_sectors(self) -> int:
        """Number of sectors to which firms belong."""
        return len(self.essentiality)

    def sold(self) -> Floats:
        """What every firm sells inside the network: s_out, shape (firms,)."""
        return np.bincount(self.link_supplier, self.link_sales, self.n_firms).astype(np.float64)

    def bought(self) -> Floats:
        """What every firm buys inside the network: s_in, shape (firms,)."""
        return np.bincount(self.link_customer, self.link_sales, self.n_firms).astype(np.float64)


@dataclass(frozen=True, slots=True)
class FirmCascade:
    """What is left of every firm after a cascade; the batch of scenarios is the last axis."""

    down: Floats
    """hd: level as far as suppliers decide it (firms, batch), 0..1."""
    up: Floats
    """hu: level as far as customers decide it (firms, batch), 0..1."""
    iterations: NDArray[np.int64]
    """Updates that each scenario took after its own shock (batch,)."""

    @property
    def level(self) -> Floats:
        """Output that is left of every firm: the smaller of both sides, h (firms, batch), 0..1."""
        return np.minimum(self.down, self.up)


def _refuse(message: str, remedy: str) -> AnalysisError:
    return AnalysisError("VA660", f"firm network: {message}.", remedy)


def _outside(rows: NDArray[Any], count: int) -> bool:
    return len(rows) > 0 and (rows.min() < 0 or rows.max() >= count)


def check_network(network: FirmNetwork) -> None:
    """Refuse a network of firms whose tables contradict each other.

    Raises
    ------
    AnalysisError
        VA660: columns of different lengths, rows that do not exist, sales that are negative or
        not a number, an essentiality other than 0, 1, 2, a revenue below what is sold.
    """
    n_links = len(network.link_sales)
    sectors = network.essentiality.shape
    if sectors != (network.n_sectors, network.n_sectors):
        raise _refuse("the essentiality matrix is not square", "Give one row per sector.")
    if len(network.link_supplier) != n_links or len(network.link_customer) != n_links:
        raise _refuse("columns of links differ in length", "Give one entry per link.")
    if _outside(network.firm_sector, network.n_sectors):
        raise _refuse("a firm has a sector that does not exist", "Count sectors from 0.")
    for rows in (network.link_supplier, network.link_customer):
        if _outside(rows, network.n_firms):
            raise _refuse("a link has a firm that does not exist", "Count firms from 0.")
    if not np.isfinite(network.link_sales).all() or (network.link_sales < 0).any():
        raise _refuse("sales are negative or not a number", "Leave out links without a figure.")
    if not np.isin(network.essentiality, (NEGLIGIBLE, LINEAR, ESSENTIAL)).all():
        raise _refuse("an essentiality is not 0, 1 or 2", "2 essential, 1 not, 0 negligible.")
    if not network.link_sales.sum() > 0:
        raise _refuse("nobody sells anything", "ESRI is a part of all sales: give some.")
    if network.revenue is not None:
        _check_revenue(network.revenue, network.sold())


def _check_revenue(revenue: Floats, sold: Floats) -> None:
    if revenue.shape != sold.shape or not np.isfinite(revenue).all():
        raise _refuse("revenues are not one finite number per firm", "Complete the column.")
    if (revenue < sold * (1.0 - EXACT)).any():
        remedy = "Take the larger of the two, or leave revenue out."
        raise _refuse("a firm sells more inside the network than its revenue", remedy)


def check_shock(network: FirmNetwork, capacity: Floats, *, eps: float) -> None:
    """Refuse remaining capacities that are not numbers from 0 to 1, and a stop that is none.

    Raises
    ------
    AnalysisError
        VA661: a capacity outside 0..1, a wrong number of rows, an eps below 0.
    ConvergenceError
        VA604: a capacity or eps is not a number.
    """
    if capacity.ndim != 2 or len(capacity) != network.n_firms:
        message = f"capacities have shape {capacity.shape}, there are {network.n_firms} firms."
        raise AnalysisError("VA661", message, "Give one row per firm, one column per scenario.")
    if np.isnan(capacity).any() or np.isnan(eps):
        raise ConvergenceError("a figure is not a number")
    if _outside_range(capacity) or eps < 0:
        message = "a remaining capacity is not between 0 and 1, or eps is below 0."
        raise AnalysisError("VA661", message, "1 is untouched, 0 is failed.")


def _outside_range(capacity: Floats) -> bool:
    return capacity.size > 0 and bool(capacity.min() < 0.0 or capacity.max() > 1.0)
