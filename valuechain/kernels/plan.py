"""What of a stack a batch of shocks can touch, laid out in the order of computation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from valuechain.kernels.arrays import Floats, Ints, Shocks
from valuechain.kernels.lump import Lumped

CAPITAL, MINOR = 1, 2
_DENSE: Final = 0.25
"""Part of a matrix above which it is quicker as a whole array than as a sparse one."""
Rows = NDArray[np.intp]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class AlternativeGroup:
    """Things bought for which the same routes are open and that are computed together.

    ``matrix`` has shape (distinct supplies, suppliers); ``suppliers`` are positions among the
    touched producers; alternative ``alternatives[i]`` draws on row ``supply[i]``.
    """

    row: int
    matrix: sparse.csr_array | Floats
    suppliers: Rows
    alternatives: Rows
    supply: Rows
    place: Rows | slice
    """The alternatives; as a slice, which is quicker to fill, where they stand together."""


@dataclass(frozen=True, slots=True)
class Gather:
    """Owners that have equally many members, so that all are computed at once."""

    owners: Rows
    members: Rows
    span: slice | None = None
    """All members, where they stand together."""

    def of(self, table: NDArray[Any]) -> NDArray[Any]:
        """Look up the members of every owner in a table, shape (owners, members, batch)."""
        if self.span is None:
            return table[self.members]
        return table[self.span].reshape(*self.members.shape, -1)


@dataclass(frozen=True, slots=True)
class RowBlock:
    """Rows that are computed in one go, because none of them comes before another."""

    rows: slice
    slots: slice
    alternatives: slice
    producers: Rows
    draws: tuple[AlternativeGroup, ...]
    installed: Rows
    """Alternatives that are installed bases."""
    circular: bool
    strong: tuple[Gather, ...]
    """Critical and important slots of every row, counted from the first of the block."""
    minor: tuple[Gather, ...]
    """Minor slots of every row."""
    options: tuple[Gather, ...]
    """Alternatives of the slots that have several; the best of them counts."""
    singles: Gather
    """The alternative of the slots that have one."""
    first: Rows
    """The first alternative of every slot."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows (cell, customer class) that the shocks can touch, with their slots, in order.

    All positions are within the plan; ``*_original`` lead back to the stack.
    """

    lumped: Lumped
    shocks: Shocks
    touched: Rows
    """Producers that can lose anything."""
    capacity: Floats
    opening: Floats
    row_cell: Rows
    row_class: Rows
    row_of: NDArray[np.int32]
    """Row of every touched producer: shape (touched, 1), or (touched, batch) if classes differ;
    the last row stands for a level of 1."""
    slot_row: Rows
    slot_lumped: Rows
    alternative_slot: Rows
    alternative_lumped: Rows
    blocks: tuple[RowBlock, ...]
    capital: tuple[AlternativeGroup, ...]
    """Draws of installed bases, made at the end of a week."""

    @property
    def n_rows(self) -> int:
        """Number of rows: one per group of equal producers and class of customer."""
        return len(self.row_cell)

    @property
    def alike(self) -> bool:
        """Whether all customers are of one class, so that rows are the same in every column."""
        return len(self.shocks.rows) == 1

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
        draws = [draw for block in self.blocks for draw in block.draws] + list(self.capital)
        felt = [self.opening[draw.row, draw.suppliers] for draw in draws if draw.row]
        felt += [self.capacity, self.shocks.grace[None], *([] if self.alike else [self.row_of])]
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
            shocks=self.shocks.narrowed(some),
            capacity=self.capacity[:, some],
            opening=self.opening[:, :, some],
            row_of=self.row_of if self.alike else self.row_of[:, some],
        )


def as_slice(rows: Rows) -> Rows | slice:
    """Positions as a slice where they follow each other, which is quicker to read and fill."""
    if len(rows) and np.array_equal(rows, np.arange(rows[0], rows[0] + len(rows))):
        return slice(int(rows[0]), int(rows[-1]) + 1)
    return rows


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


def _draws(
    lumped: Lumped, column: NDArray[np.intp], opening_rows: Rows, alternatives: Rows, supply: Rows
) -> tuple[AlternativeGroup, ...]:
    """Group alternatives by row of ``opening`` and by what they draw on."""
    draws = []
    for one in np.unique(opening_rows):
        mine = np.flatnonzero(opening_rows == one)
        distinct, back = np.unique(supply[mine], return_inverse=True)
        drawn = lumped.supply[distinct].tocoo()
        keep = column[drawn.col] >= 0
        suppliers, place = np.unique(column[drawn.col[keep]], return_inverse=True)
        small = sparse.csr_array(
            (drawn.data[keep], (drawn.row[keep], place)), shape=(len(distinct), len(suppliers))
        )
        many = small.nnz > _DENSE * len(distinct) * len(suppliers)
        matrix = small.toarray() if many else small
        draws.append(
            AlternativeGroup(
                row=int(one),
                matrix=matrix,
                suppliers=suppliers,
                alternatives=alternatives[mine],
                supply=back.astype(np.intp),
                place=as_slice(alternatives[mine]),
            )
        )
    return tuple(draws)


def gathers(owner: Rows, member: Rows) -> tuple[Gather, ...]:
    """Members (sorted by owner) by owner, owners with equally many members together.

    Reducing a dense third axis is many times faster than ``ufunc.reduceat`` on short runs.
    """
    owners, first, count = np.unique(owner, return_index=True, return_counts=True)
    found = []
    for size in np.unique(count):
        mine = np.flatnonzero(count == size)
        members = member[first[mine][:, None] + np.arange(size)]
        span = as_slice(members.ravel())
        found.append(Gather(owners[mine], members, span if isinstance(span, slice) else None))
    return tuple(found)


def _first_of(choices: Sequence[Gather], count: int) -> Rows:
    """First alternative of every slot of a block."""
    first = np.empty(count, dtype=np.intp)
    for some in choices:
        first[some.owners] = some.members[:, 0]
    return first


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
    column = np.full(len(is_touched), -1, dtype=np.intp)
    column[touched] = np.arange(len(touched))
    original = lumped.alternative_original[layout.alternative_lumped]
    option_row = layout.slot_row[layout.alternative_slot]
    supply = lumped.alternative_supply[layout.alternative_lumped].astype(np.intp)
    kinds = np.asarray(lumped.columns.alternative_kind)[original]
    capital = kinds == CAPITAL
    option_opening = shocks.rows[layout.row_class[option_row], kinds].astype(np.intp)
    minor = (
        np.asarray(lumped.columns.slot_essentiality)[lumped.slot_original[layout.slot_lumped]]
        == MINOR
    )
    row_depth = depth[layout.row_cell]
    producer_depth = depth[lumped.cell_of[touched]]
    has_row = np.isin(lumped.cell_of[touched], layout.row_cell)
    blocks = []
    for one in np.unique(row_depth):
        rows = slice(*np.searchsorted(row_depth, [one, one + 1]))
        slots = slice(*np.searchsorted(layout.slot_row, [rows.start, rows.stop]))
        options = slice(*np.searchsorted(layout.alternative_slot, [slots.start, slots.stop]))
        now = np.arange(options.start, options.stop)
        if not in_the_limit:
            now = now[~capital[now]]
        here = np.arange(slots.stop - slots.start)
        rows_here = layout.slot_row[slots] - rows.start
        strong, weak = here[~minor[slots]], here[minor[slots]]
        choices = gathers(
            layout.alternative_slot[options] - slots.start,
            np.arange(options.stop - options.start),
        )
        none = Gather(np.empty(0, np.intp), np.empty((0, 1), np.intp))
        blocks.append(
            RowBlock(
                rows=rows,
                slots=slots,
                alternatives=options,
                producers=np.flatnonzero(has_row & (producer_depth == one)),
                draws=_draws(lumped, column, option_opening[now], now, supply[now]),
                installed=options.start + np.flatnonzero(capital[options]),
                circular=bool((circle[layout.row_cell[rows]] >= 0).any()),
                strong=gathers(rows_here[strong], strong),
                minor=gathers(rows_here[weak], weak),
                options=tuple(one for one in choices if one.members.shape[1] > 1),
                singles=next((one for one in choices if one.members.shape[1] == 1), none),
                first=_first_of(choices, slots.stop - slots.start),
            )
        )
    late = np.flatnonzero(capital) if not in_the_limit else np.empty(0, np.intp)
    return Plan(
        lumped=lumped,
        shocks=shocks,
        touched=touched,
        capacity=shocks.capacity[touched],
        opening=shocks.opening[:, touched],
        row_cell=layout.row_cell,
        row_class=layout.row_class,
        row_of=_rows_of(shocks, lumped, touched, layout),
        slot_row=layout.slot_row,
        slot_lumped=layout.slot_lumped,
        alternative_slot=layout.alternative_slot,
        alternative_lumped=layout.alternative_lumped,
        blocks=tuple(blocks),
        capital=_draws(lumped, column, option_opening[late], late, supply[late]),
    )
