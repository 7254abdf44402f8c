"""A plan in blocks for whole arrays: rows that are computed in one go, whatever their columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from valuechain.kernels.arrays import Floats
from valuechain.kernels.plan import CAPITAL, MINOR, Plan, Rows

_DENSE: Final = 0.25
"""Part of a matrix above which it is quicker as a whole array than as a sparse one."""


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


def as_slice(rows: Rows) -> Rows | slice:
    """Positions as a slice where they follow each other, which is quicker to read and fill."""
    if len(rows) and np.array_equal(rows, np.arange(rows[0], rows[0] + len(rows))):
        return slice(int(rows[0]), int(rows[-1]) + 1)
    return rows


def _draws(plan: Plan, alternatives: Rows) -> tuple[AlternativeGroup, ...]:
    """Group alternatives by row of ``opening`` and by what they draw on."""
    lumped = plan.lumped
    column = np.full(lumped.columns.n_producers, -1, dtype=np.intp)
    column[plan.touched] = np.arange(len(plan.touched))
    opening_rows = plan.option_opening[alternatives]
    supply = lumped.alternative_supply[plan.alternative_lumped[alternatives]].astype(np.intp)
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


def blocks_of(plan: Plan) -> tuple[RowBlock, ...]:
    """Cut the rows of a plan into blocks, in the order of computation."""
    lumped = plan.lumped
    capital = plan.option_kind == CAPITAL
    importance = np.asarray(lumped.columns.slot_essentiality)
    minor = importance[lumped.slot_original[plan.slot_lumped]] == MINOR
    row_of = plan.row_of[:, 0]  # the rows of a producer have one depth, whatever its class
    has_row = row_of < plan.n_rows
    producer_depth = np.append(plan.row_depth, -1)[row_of]
    none = Gather(np.empty(0, np.intp), np.empty((0, 1), np.intp))
    blocks = []
    for one in np.unique(plan.row_depth):
        rows = slice(*np.searchsorted(plan.row_depth, [one, one + 1]))
        slots = slice(*np.searchsorted(plan.slot_row, [rows.start, rows.stop]))
        options = slice(*np.searchsorted(plan.alternative_slot, [slots.start, slots.stop]))
        now = np.arange(options.start, options.stop)
        here = np.arange(slots.stop - slots.start)
        rows_here = plan.slot_row[slots] - rows.start
        strong, weak = here[~minor[slots]], here[minor[slots]]
        choices = gathers(plan.alternative_slot[options] - slots.start, now - options.start)
        blocks.append(
            RowBlock(
                rows=rows,
                slots=slots,
                alternatives=options,
                producers=np.flatnonzero(has_row & (producer_depth == one)),
                draws=_draws(plan, now[~plan.installed[now]]),
                installed=now[capital[now]],
                circular=bool(plan.row_circular[rows].any()),
                strong=gathers(rows_here[strong], strong),
                minor=gathers(rows_here[weak], weak),
                options=tuple(one for one in choices if one.members.shape[1] > 1),
                singles=next((one for one in choices if one.members.shape[1] == 1), none),
                first=_first_of(choices, slots.stop - slots.start),
            )
        )
    return tuple(blocks)


def installed_draws(plan: Plan) -> tuple[AlternativeGroup, ...]:
    """Draws of installed bases, made at the end of a week; none in the limit."""
    return _draws(plan, np.flatnonzero(plan.installed))
