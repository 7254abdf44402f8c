"""Which slots and producers carry a loss to a use: the binding routes, for a whole batch.

A slot binds when the level of its customer is what this slot allows. From a use, the routes run
through binding slots to the suppliers that send less, and on through the slots that bind those.
"""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.fast import Trace
from valuechain.kernels.plan import Plan
from valuechain.stack.columns import IMPORTANT, MINOR, Flags
from valuechain.vocab.tolerances import EXACT


@dataclass(frozen=True, slots=True)
class Reached:
    """What carries the loss of one use; the batch is the last axis.

    ``slots`` counts the slots of the plan, ``producers`` its touched producers; ``removed`` are
    the producers at which a route ends because they are removed or refuse.
    """

    slots: Flags
    producers: Flags
    removed: Flags
    far: NDArray[np.int16]
    """Steps between the use and each producer that carries its loss; 0 where none does."""


def binding_slots(trace: Trace, effects: Effects) -> Flags:
    """Slots that set the level of their customer, shape (slots of the plan, batch)."""
    plan = trace.plan
    importance = np.asarray(plan.lumped.columns.slot_essentiality)[
        plan.lumped.slot_original[plan.slot_lumped]
    ]
    effect = np.where(importance == IMPORTANT, effects.important, 1.0)
    effect[importance == MINOR] = effects.minor
    loss = effect[:, None] * (1.0 - trace.slot_usable)
    deepest = 1.0 - trace.row_level[plan.slot_row]
    minor = importance == MINOR
    total = np.zeros_like(trace.row_level)
    np.add.at(total, plan.slot_row[minor], loss[minor])
    reached = np.where(minor[:, None], total[plan.slot_row], loss)
    found: Flags = (deepest > EXACT) & (loss > EXACT) & (reached >= deepest - EXACT)
    return found


@dataclass(frozen=True, slots=True)
class _Web:
    """Who supplies which slots, and whose level follows from which row."""

    drawn: tuple[tuple[int, sparse.csr_array], ...]
    """Row of ``opening``, and matrix (touched producers, slots) of who can fill what through it."""
    rows: sparse.csr_array
    """Matrix (rows, touched producers): producers of the cell of each row."""
    short: tuple[Flags, ...]
    """Per row of ``opening``: producers that send less through it."""
    ends: tuple[Flags, ...]
    """Per row of ``opening``: producers at which a route ends."""


def _web(trace: Trace) -> _Web:
    plan = trace.plan
    lumped = plan.lumped
    supply = lumped.supply[lumped.alternative_supply[plan.alternative_lumped]].tocoo()
    position = np.full(lumped.columns.n_producers, -1, dtype=np.intp)
    position[plan.touched] = np.arange(len(plan.touched))
    slot = plan.alternative_slot[supply.row]
    supplier = position[supply.col]
    through = plan.option_opening[supply.row]
    shape = (len(plan.touched), len(plan.slot_row))
    drawn, short, ends = [], [], []
    for one in np.unique(through):
        mine = (supplier >= 0) & (through == one)
        ones = np.ones(int(mine.sum()), dtype=np.float32)
        drawn.append(
            (int(one), sparse.csr_array((ones, (supplier[mine], slot[mine])), shape=shape))
        )
        opening = plan.opening[one]
        short.append(opening * trace.level < 1.0 - EXACT)
        ends.append((opening < 1.0) | (plan.capacity < 1.0))
    cell: dict[int, list[int]] = {int(c): [] for c in np.unique(plan.row_cell)}
    for row, c in enumerate(plan.row_cell.tolist()):
        cell[c].append(row)
    pairs = [
        (row, n)
        for n, c in enumerate(lumped.cell_of[plan.touched].tolist())
        for row in cell.get(c, ())
    ]
    table = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    rows = sparse.csr_array(
        (np.ones(len(table), dtype=np.float32), (table[:, 0], table[:, 1])),
        shape=(plan.n_rows, len(plan.touched)),
    )
    return _Web(tuple(drawn), rows, tuple(short), tuple(ends))


def _rows_reached(plan: Plan, web: _Web, producers: Flags) -> Flags:
    """Rows whose slots explain the level of the producers reached."""
    if plan.alike:
        return (web.rows @ producers.astype(np.float32)) > 0
    found = np.zeros((plan.n_rows, producers.shape[1]), dtype=bool)
    own_class = np.append(plan.row_class, 0)[plan.row_of]
    for one in np.unique(plan.row_class):
        mine = plan.row_class == one
        hit = web.rows @ (producers & (own_class == one)).astype(np.float32) > 0
        found[mine] = hit[mine]
    return found


class Routes:
    """Follows the loss of any use back along the inputs that bind, to what was taken away.

    Parameters
    ----------
    trace : Trace
        State of everything in one week.
    effects : Effects
        The effects with which it was computed.
    binding : ndarray of bool, optional
        Slots that bind, shape (slots of the plan, batch), where the columns differ in effects.
    """

    def __init__(self, trace: Trace, effects: Effects, *, binding: Flags | None = None) -> None:
        self.trace = trace
        self.binding = binding_slots(trace, effects) if binding is None else binding
        self.web = _web(trace)

    def reached_from(self, use: int) -> Reached:
        """What carries the loss of a row of the producer table, per column of the batch."""
        plan, web = self.trace.plan, self.web
        size = self.trace.level.shape[1]
        place = np.flatnonzero(plan.touched == use)
        producers = np.zeros((len(plan.touched), size), dtype=bool)
        removed = np.zeros_like(producers)
        rows = np.zeros((plan.n_rows, size), dtype=bool)
        slots = np.zeros((len(plan.slot_row), size), dtype=bool)
        if len(place):
            row_of = np.broadcast_to(plan.row_of[place[0]], (size,))
            hit = row_of < plan.n_rows
            rows[row_of[hit], np.flatnonzero(hit)] = True
        far = np.zeros(producers.shape, dtype=np.int16)
        for step in itertools.count(1):
            fresh = rows[plan.slot_row] & self.binding & ~slots
            if not fresh.any():
                break
            slots |= fresh
            onward = np.zeros_like(producers)
            for (_, matrix), short, ends in zip(web.drawn, web.short, web.ends, strict=True):
                here = (matrix @ fresh.astype(np.float32) > 0) & short
                producers |= here
                removed |= here & ends
                onward |= here & ~ends
            far[producers & (far == 0)] = step
            rows |= _rows_reached(plan, web, onward)
        return Reached(slots, producers, removed, far)

    def ending_slots(self, reached: Reached) -> Flags:
        """Binding slots that lack what is removed itself, shape (slots of the plan, batch)."""
        found = np.zeros_like(reached.slots)
        for (_, matrix), short, ends in zip(
            self.web.drawn, self.web.short, self.web.ends, strict=True
        ):
            gone = (reached.removed & short & ends).astype(np.float32)
            found |= matrix.T @ gone > 0
        return found & reached.slots


def loss_by_supplier(trace: Trace, option: int, *, column: int) -> tuple[NDArray[np.intp], Floats]:
    """Suppliers of one alternative of the plan and the part of it that each no longer fills."""
    plan = trace.plan
    lumped = plan.lumped
    supply, line = lumped.supply, lumped.alternative_supply[plan.alternative_lumped[option]]
    drawn = slice(supply.indptr[line], supply.indptr[line + 1])
    position = np.full(lumped.columns.n_producers, -1, dtype=np.intp)
    position[plan.touched] = np.arange(len(plan.touched))
    place = position[supply.indices[drawn]]
    known = place >= 0
    place, share = place[known], supply.data[drawn][known]
    through = plan.option_opening[option]
    missing = share * (1.0 - plan.opening[through, place, column] * trace.level[place, column])
    return place, missing
