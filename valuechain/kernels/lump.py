"""Producers that cannot differ in any week are computed once, as a cell.

All producers of a product with equal slots share what they receive; they differ only in their
own capacity and in the class of customer they are. A *cell* is such a group. Lumping is exact.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from valuechain.kernels.arrays import Columns, Floats, Ints


@dataclass(frozen=True, slots=True)
class Lumped:
    """Cells of a stack, with the slots and alternatives of one representative each.

    ``supply`` has one row per distinct list of (supplier, share): what an alternative draws on.
    Slots are sorted by cell, alternatives by slot.
    """

    columns: Columns
    cell_of: Ints
    """Cell of every producer."""
    representative: Ints
    """One producer of every cell."""
    slot_cell: Ints
    slot_original: Ints
    """The representative's slot in the stack."""
    alternative_slot: Ints
    """Position of the slot within the lumped slots."""
    alternative_original: Ints
    alternative_supply: Ints
    """Row of ``supply``."""
    supply_of: Ints
    """Row of ``supply`` of every alternative of the stack."""
    supply: sparse.csr_array
    """Shape (distinct supplies, producers)."""

    @property
    def n_cells(self) -> int:
        """Number of cells: groups of producers that are computed once."""
        return len(self.representative)


def _supplies(columns: Columns) -> tuple[Ints, sparse.csr_array]:
    """Distinct link lists, and which of them every alternative draws on."""
    start = columns.link_start
    known: dict[bytes, int] = {}
    supply_of = np.empty(len(start) - 1, dtype=np.int32)
    firsts: list[int] = []
    for a in range(len(supply_of)):
        span = slice(start[a], start[a + 1])
        key = columns.link_supplier[span].tobytes() + b"|" + columns.link_share[span].tobytes()
        if key not in known:
            known[key] = len(known)
            firsts.append(a)
        supply_of[a] = known[key]
    spans = [slice(start[a], start[a + 1]) for a in firsts]
    pointer = np.cumsum([0, *(s.stop - s.start for s in spans)])
    suppliers = np.concatenate([columns.link_supplier[s] for s in spans] or [np.empty(0, int)])
    shares = np.concatenate([columns.link_share[s] for s in spans] or [np.empty(0)])
    shape = (len(firsts), columns.n_producers)
    return supply_of, sparse.csr_array((shares, suppliers, pointer), shape=shape)


def _slot_keys(columns: Columns, supply_of: Ints) -> list[bytes]:
    """What two slots must have in common to behave alike."""
    table = np.column_stack(
        [
            columns.alternative_capacity,
            columns.alternative_kind,
            columns.alternative_buffer,
            columns.alternative_lifetime,
            columns.alternative_sourced,
            supply_of,
        ]
    ).astype(np.float64)
    own = np.column_stack(
        [
            columns.slot_essentiality,
            columns.slot_fallback,
            columns.slot_fallback_after,
            columns.slot_input,
            columns.slot_substitution,
            columns.slot_substitution_known,
        ]
    ).astype(np.float64)
    start = columns.alternative_start
    return [own[s].tobytes() + table[start[s] : start[s + 1]].tobytes() for s in range(len(own))]


def lump(columns: Columns) -> Lumped:
    """Group producers that have the same product and the same slots; uses stay by themselves."""
    supply_of, supply = _supplies(columns)
    keys = _slot_keys(columns, supply_of)
    known: dict[tuple[int, bytes], int] = {}
    cell_of = np.empty(columns.n_producers, dtype=np.int32)
    representative: list[int] = []
    for n in range(columns.n_producers):
        own = range(columns.slot_start[n], columns.slot_start[n + 1])
        made = int(columns.producer_product[n])
        # Uses make nothing: two with equal needs still rest on figures of their own.
        key = (made if made >= 0 else -1 - n, b"".join(keys[s] for s in own))
        if key not in known:
            known[key] = len(known)
            representative.append(n)
        cell_of[n] = known[key]
    slots = [
        (cell, s)
        for cell, n in enumerate(representative)
        for s in range(columns.slot_start[n], columns.slot_start[n + 1])
    ]
    options = [
        (position, a)
        for position, (_, s) in enumerate(slots)
        for a in range(columns.alternative_start[s], columns.alternative_start[s + 1])
    ]
    slot_table = np.array(slots, dtype=np.int32).reshape(-1, 2)
    option_table = np.array(options, dtype=np.int32).reshape(-1, 2)
    return Lumped(
        columns=columns,
        cell_of=cell_of,
        representative=np.array(representative, dtype=np.int32),
        slot_cell=slot_table[:, 0],
        slot_original=slot_table[:, 1],
        alternative_slot=option_table[:, 0],
        alternative_original=option_table[:, 1],
        alternative_supply=supply_of[option_table[:, 1]],
        supply_of=supply_of,
        supply=supply,
    )


def reach(lumped: Lumped, *, pooled: bool) -> sparse.csr_array:
    """Which producers a supply depends on, shape (distinct supplies, producers), 0 or 1.

    Parameters
    ----------
    lumped : Lumped
        The cells.
    pooled : bool
        Whether all producers of a product can step in for each other.
    """
    pattern = lumped.supply.astype(bool).astype(np.float64).tocsr()
    if not pooled:
        return pattern
    made = np.asarray(lumped.columns.producer_product)
    sells = np.asarray(lumped.columns.producer_share) > 0
    sells[lumped.columns.link_supplier] = True
    makers = np.flatnonzero((made >= 0) & sells)
    n_products = len(lumped.columns.product_spare)
    shape = (n_products, lumped.columns.n_producers)
    market = sparse.csr_array((np.ones(len(makers)), (made[makers], makers)), shape=shape)
    bought = np.zeros(lumped.supply.shape[0], dtype=np.int64)
    bought[lumped.supply_of] = lumped.columns.alternative_product
    wide: sparse.csr_array = (pattern + market[bought]).astype(bool).astype(np.float64).tocsr()
    return wide


def upstream_of(lumped: Lumped, watch: Ints, *, pattern: sparse.csr_array) -> NDArray[np.bool_]:
    """Cells on which the levels of some producers depend, their own included.

    ``pattern`` comes from :func:`reach`.
    """
    cells = lumped.slot_cell[lumped.alternative_slot]
    pattern = pattern.T.tocsr()
    found = np.zeros(lumped.n_cells, dtype=bool)
    wider = found.copy()
    wider[lumped.cell_of[watch]] = True
    while not np.array_equal(found, wider):
        found = wider.copy()
        drawn = np.zeros(lumped.supply.shape[0])
        drawn[lumped.alternative_supply[found[cells]]] = 1.0
        suppliers: Floats = pattern @ drawn
        wider[lumped.cell_of[suppliers > 0]] = True
    return found


def depths(lumped: Lumped, alternatives: Ints, *, pattern: sparse.csr_array) -> tuple[Ints, Ints]:
    """Order in which cells can be computed, and which cells depend on each other in a circle.

    Parameters
    ----------
    lumped : Lumped
        The cells.
    alternatives : ndarray of int
        Lumped alternatives that count within one week.
    pattern : sparse array
        Which producers every supply depends on, from :func:`reach`.

    Returns
    -------
    depth : ndarray of int, shape (cells,)
        Every cell comes after the cells it draws on; cells of one circle share a depth.
    circle : ndarray of int, shape (cells,)
        Number of the strongly connected component, -1 for a cell that depends on no circle of
        its own.
    """
    customer = lumped.slot_cell[lumped.alternative_slot[alternatives]]
    drawn = pattern[lumped.alternative_supply[alternatives]].tocoo()
    supplier_cell = lumped.cell_of[drawn.col]
    customer_cell = customer[drawn.row]
    shape = (lumped.n_cells, lumped.n_cells)
    ones = np.ones(len(supplier_cell), dtype=np.int8)
    graph = sparse.csr_array((ones, (supplier_cell, customer_cell)), shape=shape)
    count, component = sparse.csgraph.connected_components(graph, connection="strong")
    size = np.bincount(component, minlength=count)
    loops = np.zeros(count, dtype=bool)
    loops[component[supplier_cell[supplier_cell == customer_cell]]] = True
    depth = np.zeros(count, dtype=np.int32)
    before, after = component[supplier_cell], component[customer_cell]
    pairs = np.unique(np.column_stack([before, after])[before != after], axis=0)
    while len(pairs):
        deeper = depth.copy()
        np.maximum.at(deeper, pairs[:, 1], depth[pairs[:, 0]] + 1)
        if np.array_equal(deeper, depth):
            break
        depth = deeper
    circle = np.where((size > 1) | loops, np.arange(count), -1)[component]
    return depth[component], circle.astype(np.int32)
