"""What of a stack a batch of shocks can touch, laid out in the order of computation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from valuechain.kernels.arrays import Floats, Ints, Shocks
from valuechain.kernels.lump import Lumped

CAPITAL, MINOR = 1, 2
Rows = NDArray[np.intp]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows (cell, customer class) that the shocks can touch, with their slots, in order.

    All positions are within the plan; ``*_original`` lead back to the stack.
    """

    lumped: Lumped
    touched: Rows
    """Producers that can lose anything."""
    capacity: Floats
    """Shape (touched, batch): own capacity that is left, 0..1."""
    opening: Floats
    """Shape (rows of openings, touched, batch): part of the routes that is open, 0..1."""
    grace: Marks
    """Shape (batch,): whether grace periods of services help."""
    class_rows: Ints
    """Row of openings of every class of customer and kind of alternative."""
    row_cell: Rows
    row_class: Rows
    row_of: NDArray[np.int32]
    """Row of every touched producer: shape (touched, 1), or (touched, batch) if classes differ;
    the last row stands for a level of 1."""
    slot_row: Rows
    slot_lumped: Rows
    alternative_slot: Rows
    alternative_lumped: Rows
    row_depth: Ints
    """Rows come after all rows that they draw on, and those have a lower depth."""
    row_circular: Marks
    """Rows that depend on each other in a circle."""
    option_opening: Rows
    """Row of openings that holds for every alternative."""
    option_kind: Rows
    """Kind of every alternative: 0 consumable, 1 capital, 2 service."""
    installed: Marks
    """Alternatives that count by what is installed, not by what arrives in the same week."""

    @property
    def n_rows(self) -> int:
        """Number of rows: one per group of equal producers and class of customer."""
        return len(self.row_cell)

    @property
    def alike(self) -> bool:
        """Whether all customers are of one class, so that rows are the same in every column."""
        return len(self.class_rows) == 1

    @property
    def size(self) -> int:
        """Number of shocks in the batch."""
        return int(self.capacity.shape[1])

    def distinct(self) -> tuple["Plan", Rows]:
        """Plan of the columns that are felt differently, and which of them stands for each.

        Two removals can differ in suppliers from whom nobody here buys, and so not at all.

        Returns
        -------
        plan : Plan
            The plan of the first of each kind; this plan itself where no two are alike.
        back : ndarray of int, shape (batch,)
            Position in that plan of the column that gives the same levels.
        """
        supply = self.lumped.alternative_supply[self.alternative_lumped]
        felt = []
        for row in np.unique(self.option_opening[self.option_opening > 0]):
            drawn = self.lumped.supply[np.unique(supply[self.option_opening == row])]
            felt.append(self.opening[row, np.isin(self.touched, drawn.indices)])
        felt += [self.capacity, self.grace[None], *([] if self.alike else [self.row_of])]
        columns = np.ascontiguousarray(np.concatenate(felt).T)
        known: dict[bytes, int] = {}
        first: list[int] = []
        back = np.empty(len(columns), dtype=np.intp)
        for b, column in enumerate(columns):
            key = column.tobytes()
            if key not in known:
                known[key] = len(first)
                first.append(b)
            back[b] = known[key]
        return (self if len(first) == len(columns) else self.narrowed(first)), back

    def narrowed(self, columns: Sequence[int]) -> "Plan":
        """Keep the layout of the rows for some columns of the batch only."""
        some = list(columns)
        return replace(
            self,
            capacity=self.capacity[:, some],
            grace=self.grace[some],
            opening=self.opening[:, :, some],
            row_of=self.row_of if self.alike else self.row_of[:, some],
        )


def _touched(lumped: Lumped, shocks: Shocks, pattern: sparse.csr_array) -> tuple[Marks, Marks]:
    """Producers, and lumped alternatives, that any of the shocks can reach."""
    seeds: Marks = np.any(shocks.capacity < 1, axis=1) | np.any(shocks.opening < 1, axis=(0, 2))
    cells = lumped.slot_cell[lumped.alternative_slot]
    touched = seeds
    while True:
        hits: Floats = pattern @ touched.astype(np.float64)
        hit: Marks = hits[lumped.alternative_supply] > 0
        cell_hit = np.zeros(lumped.n_cells, dtype=bool)
        cell_hit[cells[hit]] = True
        wider: Marks = seeds | cell_hit[lumped.cell_of]
        if np.array_equal(wider, touched):
            return touched, hit
        touched = wider


@dataclass(frozen=True, slots=True)
class _Layout:
    """Rows with their slots and alternatives, before they are cut into blocks."""

    row_cell: Rows
    row_class: Rows
    slot_row: Rows
    slot_lumped: Rows
    alternative_slot: Rows
    alternative_lumped: Rows


def _spread(owner_start: Ints, owners: Rows, keep: Marks) -> tuple[Rows, Rows]:
    """For each owner its kept members: (position of the owner, member)."""
    counts = owner_start[owners + 1] - owner_start[owners]
    place = np.repeat(np.arange(len(owners)), counts)
    offset = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    member = owner_start[owners][place] + offset
    kept = keep[member]
    return place[kept].astype(np.intp), member[kept].astype(np.intp)


def _lay_out(lumped: Lumped, shocks: Shocks, touched: Rows, hit: Marks, depth: Ints) -> _Layout:
    slot_hit = np.zeros(len(lumped.slot_cell), dtype=bool)
    slot_hit[lumped.alternative_slot[hit]] = True
    cell_hit = np.zeros(lumped.n_cells, dtype=bool)
    cell_hit[lumped.slot_cell[slot_hit]] = True
    mine = touched[cell_hit[lumped.cell_of[touched]]]
    n_classes = len(shocks.rows)
    cells = lumped.cell_of[mine].astype(np.intp)
    if n_classes == 1:
        pairs = np.unique(cells)
    else:
        pairs = np.unique(cells[:, None] * n_classes + shocks.customer_class[mine])
    row_cell, row_class = (
        (pairs // n_classes, pairs % n_classes)
        if n_classes > 1
        else (
            pairs,
            np.zeros_like(pairs),
        )
    )
    order = np.lexsort((row_class, row_cell, depth[row_cell]))
    row_cell, row_class = row_cell[order], row_class[order]
    cell_start = np.searchsorted(lumped.slot_cell, np.arange(lumped.n_cells + 1)).astype(np.int32)
    slot_row, slot_lumped = _spread(cell_start, row_cell, slot_hit)
    option_start = np.searchsorted(
        lumped.alternative_slot, np.arange(len(lumped.slot_cell) + 1)
    ).astype(np.int32)
    everything = np.ones(len(lumped.alternative_slot), dtype=bool)
    alternative_slot, alternative_lumped = _spread(option_start, slot_lumped, everything)
    return _Layout(row_cell, row_class, slot_row, slot_lumped, alternative_slot, alternative_lumped)


def _rows_of(shocks: Shocks, lumped: Lumped, touched: Rows, layout: _Layout) -> NDArray[np.int32]:
    n_classes = len(shocks.rows)
    lookup = np.full(lumped.n_cells * n_classes, len(layout.row_cell), dtype=np.int32)
    lookup[layout.row_cell * n_classes + layout.row_class] = np.arange(len(layout.row_cell))
    cells = lumped.cell_of[touched].astype(np.intp)[:, None] * n_classes
    place = cells if n_classes == 1 else cells + shocks.customer_class[touched]
    rows: NDArray[np.int32] = lookup[place]
    return rows


def make_plan(
    lumped: Lumped,
    shocks: Shocks,
    *,
    order: tuple[Ints, Ints],
    in_the_limit: bool,
    pattern: sparse.csr_array,
    upstream: Marks | None = None,
) -> Plan:
    """Lay out, in order of computation, all producers that any shock of a batch can reach.

    Parameters
    ----------
    lumped : Lumped
        The cells of the stack.
    shocks : Shocks
        The batch.
    order : tuple
        Depth and circle of every cell, from :func:`valuechain.kernels.lump.depths`.
    in_the_limit : bool
        Whether installed bases follow their deliveries at once.
    pattern : sparse array
        Which producers every supply depends on, from :func:`valuechain.kernels.lump.reach`.
    upstream : ndarray of bool, optional
        Cells on which the answer depends; all if left out.
    """
    depth, circle = order
    is_touched, hit = _touched(lumped, shocks, pattern)
    if upstream is not None:
        is_touched &= upstream[lumped.cell_of]
        hit &= upstream[lumped.slot_cell[lumped.alternative_slot]]
    touched = np.flatnonzero(is_touched)
    layout = _lay_out(lumped, shocks, touched, hit, depth)
    original = lumped.alternative_original[layout.alternative_lumped]
    kinds = np.asarray(lumped.columns.alternative_kind)[original].astype(np.intp)
    option_class = layout.row_class[layout.slot_row[layout.alternative_slot]]
    return Plan(
        lumped=lumped,
        touched=touched,
        capacity=shocks.capacity[touched],
        opening=shocks.opening[:, touched],
        grace=shocks.grace,
        class_rows=shocks.rows,
        row_cell=layout.row_cell,
        row_class=layout.row_class,
        row_of=_rows_of(shocks, lumped, touched, layout),
        slot_row=layout.slot_row,
        slot_lumped=layout.slot_lumped,
        alternative_slot=layout.alternative_slot,
        alternative_lumped=layout.alternative_lumped,
        row_depth=depth[layout.row_cell],
        row_circular=circle[layout.row_cell] >= 0,
        option_opening=shocks.rows[option_class, kinds].astype(np.intp),
        option_kind=kinds,
        installed=(kinds == CAPITAL) & (not in_the_limit),
    )
