"""The response in compiled loops: column by column, and of each week only what changes.

In a week little is not what it was the week before: 1 to 6 % of what slots can use, on the shipped
model. A row is computed again only if a level, a stock, an installed base or a fallback on which
it rests is another one; rows stand in order of computation, so one pass over them does. The
equations are those of :mod:`reference`, in its order of summation.

Loops take their arrays one by one where they run for every row: a tuple handed over in the
innermost loop makes them twenty times slower.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final, NamedTuple, TypeVar, cast

import numpy as np
from numba import njit

from valuechain.kernels.arrays import Floats
from valuechain.kernels.plan import Marks
from valuechain.kernels.units import (
    EFFECT,
    FALLBACK,
    LAG,
    MINOR_EFFECT,
    BatchInput,
    BatchOutput,
    KeptStates,
    PlanFigures,
    Positions,
    RowOrder,
    ShockColumns,
)
from valuechain.vocab.tolerances import CONVERGED, UNIT_ROUNDING

COMPUTE, FALL, TAKE, ANSWER = range(4)
"""What a pass over some rows is for: to compute what is stale, to compute it where no level can
rise, to take levels as they are given, or to answer which levels follow from the present ones,
which stay."""
SLOW: Final = -1
"""In the place of a number of passes: a circle did not settle in those that are worth making."""
_PASSES: Final = 16
"""Passes over a circle before the first proof; most circles stand still sooner."""
_MOST: Final = _PASSES * 3**3
"""Passes that are worth making; where they do not do, the arrays take Newton steps."""

_Function = TypeVar("_Function", bound=Callable[..., Any])
_OPTIONS: Final[dict[str, Any]] = {
    "nogil": True,
    "error_model": "numpy",
    "no_cpython_wrapper": True,
    "no_cfunc_wrapper": True,
}


def _inner(function: _Function) -> _Function:
    """Compile a function that only compiled ones call."""
    return cast(_Function, njit(**_OPTIONS)(function))


def _inline(function: _Function) -> _Function:
    """Write a function into its callers: what runs for every row costs less than a call."""
    return cast(_Function, njit(inline="always", **_OPTIONS)(function))


def _compiled_in() -> str:
    """Digest of what is compiled in from other modules: numba looks at the time of this one."""
    layouts = RowOrder, PlanFigures, ShockColumns, KeptStates, BatchInput, BatchOutput
    figures = EFFECT, MINOR_EFFECT, FALLBACK, LAG, CONVERGED, UNIT_ROUNDING
    return sha256(repr(([one._fields for one in layouts], figures)).encode()).hexdigest()[:16]


def _kept(function: _Function) -> _Function:
    """Compile a function once for a machine, or once for a process where nothing can be kept."""
    cast(Any, function).__qualname__ += f"_{_compiled_in()}"  # by which it is found again
    try:
        return cast(_Function, njit(cache=True, nogil=True, error_model="numpy")(function))
    except RuntimeError:  # neither the package nor the folder of the user can be written to
        return cast(_Function, njit(nogil=True, error_model="numpy")(function))


class ColumnFigures(NamedTuple):
    """What one shock finds: figures of its draw, capacities, openings, and who is in which row."""

    slots: Floats
    scale: Floats
    buffer: Floats
    lifetime: Floats
    capacity: Floats
    share: Floats
    """Of every link."""
    open_to: Floats
    """Of every link."""
    made_start: Positions
    """Producers of every row."""
    made: Positions


class ColumnState(NamedTuple):
    """Levels, stocks and installed bases of one column in one week, and what of it is stale."""

    h: Floats
    row_level: Floats
    arrive: Floats
    """Of every unit."""
    stock: Floats
    base: Floats
    stale_row: Marks
    stale_unit: Marks
    followed: Positions
    """Units of which less than everything may arrive; the first entry says how many there are."""
    is_followed: Marks


@_inline
def _refresh(
    row: int,
    read_start: Positions,
    read: Positions,
    stale: Marks,
    arrive: Floats,
    unit_start: Positions,
    supplier: Positions,
    share: Floats,
    open_to: Floats,
    h: Floats,
) -> None:
    """What arrives of the units that a row reads, at the present levels of their suppliers."""
    for k in range(read_start[row], read_start[row + 1]):
        u = read[k]
        if stale[u]:
            stale[u] = False
            arrive[u] = _arrived(u, unit_start, supplier, share, open_to, h)


@_inline
def _arrived(
    u: int, unit_start: Positions, supplier: Positions, share: Floats, open_to: Floats, h: Floats
) -> float:
    """What arrives of a unit: 1 - sum of share * (1 - r * h)."""
    missing = 0.0
    for k in range(unit_start[u], unit_start[u + 1]):
        missing += share[k] * (1.0 - h[supplier[k]] * open_to[k])
    return 1.0 - missing


@_inline
def _usable(
    slot: int,
    week: float,
    slot_start: Positions,
    slots: Floats,
    scale: Floats,
    unit: Positions,
    installed: Marks,
    arrive: Floats,
    stock: Floats,
    base: Floats,
) -> float:
    """What a customer can use of one need: the best of its alternatives and its fallback."""
    best = slots[slot, FALLBACK] if slots[slot, LAG] < week else -np.inf
    for o in range(slot_start[slot], slot_start[slot + 1]):
        useful = base[o] if installed[o] else min(arrive[unit[o]] + stock[o], 1.0)
        best = max(best, useful * scale[o])
    return best


@_inline
def _level(
    row: int,
    week: float,
    row_start: Positions,
    slot_start: Positions,
    slots: Floats,
    scale: Floats,
    unit: Positions,
    installed: Marks,
    arrive: Floats,
    stock: Floats,
    base: Floats,
) -> float:
    """Level of a row from what it can use of every need."""
    deepest = minor = 0.0
    for slot in range(row_start[row], row_start[row + 1]):
        lost = 1.0 - _usable(
            slot, week, slot_start, slots, scale, unit, installed, arrive, stock, base
        )
        deepest = max(deepest, slots[slot, EFFECT] * lost)
        minor += slots[slot, MINOR_EFFECT] * lost
    return min(1.0 - deepest, max(0.0, 1.0 - minor))


@_inline
def _publish(
    row: int,
    level: float,
    made_start: Positions,
    made: Positions,
    capacity: Floats,
    h: Floats,
    buyer_start: Positions,
    buyer: Positions,
    stale_unit: Marks,
    followed: Positions,
    is_followed: Marks,
    reader_start: Positions,
    reader: Positions,
    stale_row: Marks,
) -> None:
    """Take over the level of a row for its producers; what rests on them is stale."""
    for m in range(made_start[row], made_start[row + 1]):
        p = made[m]
        new = min(capacity[p], level)
        if new == h[p]:
            continue
        h[p] = new
        for k in range(buyer_start[p], buyer_start[p + 1]):
            u = buyer[k]
            if not stale_unit[u]:
                stale_unit[u] = True
                _mark(u, followed, is_followed, reader_start, reader, stale_row)


@_inline
def _mark(
    u: int,
    followed: Positions,
    is_followed: Marks,
    reader_start: Positions,
    reader: Positions,
    stale_row: Marks,
) -> None:
    """Mark the rows that read a unit, and follow it from now on."""
    if not is_followed[u]:
        is_followed[u] = True
        followed[0] += 1
        followed[followed[0]] = u
    for k in range(reader_start[u], reader_start[u + 1]):
        stale_row[reader[k]] = True


@_inner
def _pass(
    order: RowOrder,
    column: ColumnFigures,
    moment: ColumnState,
    first: int,
    last: int,
    week: float,
    purpose: int,
    levels: Floats,
) -> bool:
    """Go once over the rows of a span; whether any level changed."""
    row_level, stale_row, stale_unit = moment.row_level, moment.stale_row, moment.stale_unit
    h, arrive, stock, base = moment.h, moment.arrive, moment.stock, moment.base
    followed, is_followed = moment.followed, moment.is_followed
    slots, scale, capacity = column.slots, column.scale, column.capacity
    share, open_to, made_start, made = column.share, column.open_to, column.made_start, column.made
    row_start, slot_start, unit = order.row_start, order.slot_start, order.unit
    read_start, read, installed = order.read_start, order.read, order.installed
    unit_start, supplier = order.unit_start, order.supplier
    buyer_start, buyer = order.buyer_start, order.buyer
    reader_start, reader = order.reader_start, order.reader
    changed = False
    for row in range(first, last):
        if purpose <= FALL and not stale_row[row]:
            continue
        stale_row[row] = False
        if purpose == TAKE:
            level = levels[row - first]
        else:
            _refresh(
                row, read_start, read, stale_unit, arrive, unit_start, supplier, share, open_to, h
            )
            level = _level(
                row, week, row_start, slot_start, slots, scale, unit, installed, arrive, stock, base
            )
        if purpose == ANSWER:
            levels[row - first] = level
            continue
        if purpose == FALL:
            level = min(level, row_level[row])
        if level != row_level[row]:
            changed = True
            row_level[row] = level
            _publish(
                row,
                level,
                made_start,
                made,
                capacity,
                h,
                buyer_start,
                buyer,
                stale_unit,
                followed,
                is_followed,
                reader_start,
                reader,
                stale_row,
            )
    return changed


@_inner
def _proved(
    order: RowOrder, column: ColumnFigures, moment: ColumnState, first: int, last: int, week: float
) -> bool:
    """Whether a circle lies within the tolerance above its largest fixed point."""
    count, proved = last - first, True
    kept, lower, answers = np.empty(count), np.empty(count), np.empty(count)
    for n in range(count):
        kept[n] = moment.row_level[first + n]
        lower[n] = max(kept[n] - CONVERGED, 0.0)
    for levels in (lower, kept):  # the second brings everything back to where it was
        _pass(order, column, moment, first, last, week, TAKE, levels)
        _pass(order, column, moment, first, last, week, ANSWER, answers)
        for n in range(count):
            proved &= answers[n] >= lower[n] - UNIT_ROUNDING
    for row in range(first, last):
        moment.stale_row[row] = not proved
    return proved


@_inner
def _number(stale: Marks, first: int, last: int) -> int:
    """Count the stale rows of a span."""
    found = 0
    for row in range(first, last):
        found += stale[row]
    return found


@_inner
def _solve(
    order: RowOrder, column: ColumnFigures, moment: ColumnState, week: float, purpose: int
) -> int:
    """Levels of one week; passes over the slowest circle, or ``SLOW``."""
    most = 1
    for span in range(len(order.circular)):
        first, last = order.span_start[span], order.span_start[span + 1]
        if not _number(moment.stale_row, first, last):
            continue
        circular = order.circular[span]
        levels = np.ones(last - first)
        if circular and purpose == COMPUTE:  # it may have risen: the way down begins at the top
            _pass(order, column, moment, first, last, week, TAKE, levels)
            for row in range(first, last):
                moment.stale_row[row] = True
        passes, proof = 1, _PASSES
        how = FALL if circular else purpose
        while _pass(order, column, moment, first, last, week, how, levels):
            if not circular:
                break
            if passes == proof:
                if _proved(order, column, moment, first, last, week):
                    break
                if passes == _MOST:
                    return SLOW
                proof *= 3
            passes += 1
        most = max(most, passes)
    return most


@_inner
def _advance(order: RowOrder, column: ColumnFigures, moment: ColumnState) -> tuple[bool, bool]:
    """Stocks and installed bases at the end of a week: whether any moved, and any rose."""
    unit_start, supplier = order.unit_start, order.supplier
    option_start, option = order.option_start, order.option
    installed, option_row = order.installed, order.option_row
    share, open_to, h = column.share, column.open_to, moment.h
    buffer, lifetime = column.buffer, column.lifetime
    arrive, stock, base = moment.arrive, moment.stock, moment.base
    followed, stale_unit, stale_row = moment.followed, moment.stale_unit, moment.stale_row
    moved = rose = False
    for number in range(1, followed[0] + 1):
        u = followed[number]
        if stale_unit[u]:
            stale_unit[u] = False
            arrive[u] = _arrived(u, unit_start, supplier, share, open_to, h)
        for k in range(option_start[u], option_start[u + 1]):
            o = option[k]
            old_base, old_stock = base[o], stock[o]
            had = min(arrive[u] + old_stock, 1.0)
            stock[o] = min(max(old_stock + arrive[u] - 1.0, 0.0), buffer[o])
            if installed[o]:
                base[o] = (had - old_base) / lifetime[o] + old_base
                stale = base[o] != old_base
            else:
                stale = min(arrive[u] + stock[o], 1.0) != had
            if stale:
                stale_row[option_row[o]] = True
            moved |= stale or stock[o] != old_stock
            rose |= base[o] > old_base  # stocks never do: no more arrives than is used
    return moved, rose


@_inner
def _fallbacks(
    order: RowOrder, column: ColumnFigures, moment: ColumnState, week: float
) -> tuple[bool, bool]:
    """Mark rows of which a fallback comes in this week: whether any did, and whether any will."""
    came = later = False
    for k in range(len(order.late)):
        slot = order.late[k]
        lag = column.slots[slot, LAG]
        if week - 1 <= lag < week:
            came = True
            moment.stale_row[order.option_row[order.slot_start[slot]]] = True
        later |= week <= lag < np.inf
    return came, later


@_inner
def _members(row_of: Positions, n_rows: int) -> tuple[Positions, Positions]:
    """Producers of every row, as a pointer and a list."""
    start, made = np.zeros(n_rows + 2, dtype=np.int64), np.empty(len(row_of), dtype=np.int64)
    for p in range(len(row_of)):
        if row_of[p] < n_rows:
            start[row_of[p] + 2] += 1
    for row in range(n_rows):
        start[row + 2] += start[row + 1]
    for p in range(len(row_of)):
        if row_of[p] < n_rows:
            made[start[row_of[p] + 1]] = p
            start[row_of[p] + 1] += 1
    return start[:-1], made


@_inner
def _column(order: RowOrder, figures: PlanFigures, shocks: ShockColumns, b: int) -> ColumnFigures:
    """Everything that one column of the batch finds."""
    d = shocks.draw[b]
    n_links, n_rows = len(order.supplier), len(order.row_start) - 1
    share, open_to = np.empty(n_links), np.empty(n_links)
    for k in range(n_links):
        share[k] = figures.supply[d, order.entry[k]]
        open_to[k] = shocks.opening[b, order.link_opening[k], order.supplier[k]]
    row_of = shocks.row_of[b if len(shocks.row_of) > 1 else 0]
    made_start, made = _members(row_of, n_rows)
    return ColumnFigures(
        figures.slots[d],
        figures.scale[d],
        figures.buffer[d],
        figures.lifetime[d],
        shocks.capacity[b],
        share,
        open_to,
        made_start,
        made,
    )


@_inner
def _first_moment(order: RowOrder, column: ColumnFigures, stock: Floats) -> ColumnState:
    """A column before its first week: all rows are stale, and units that are hurt are followed."""
    n_units, n_rows = len(order.unit_start) - 1, len(order.row_start) - 1
    arrive, is_followed = np.empty(n_units), np.zeros(n_units, dtype=np.bool_)
    followed = np.zeros(n_units + 1, dtype=np.int64)
    for u in range(n_units):
        arrive[u] = _arrived(
            u, order.unit_start, order.supplier, column.share, column.open_to, column.capacity
        )
        if arrive[u] != 1.0:
            is_followed[u] = True
            followed[0] += 1
            followed[followed[0]] = u
    return ColumnState(
        column.capacity.copy(),
        np.ones(n_rows),
        arrive,
        stock.copy(),
        np.ones(len(stock)),
        np.ones(n_rows, dtype=np.bool_),
        np.zeros(n_units, dtype=np.bool_),
        followed,
        is_followed,
    )


@_inner
def _keep(
    order: RowOrder,
    column: ColumnFigures,
    moment: ColumnState,
    week: float,
    kept: KeptStates,
    k: int,
) -> None:
    """Copy the levels of a column, and what arrives, also of what comes to be installed."""
    for number in range(1, moment.followed[0] + 1):
        u = moment.followed[number]
        if moment.stale_unit[u]:
            moment.stale_unit[u] = False
            moment.arrive[u] = _arrived(
                u, order.unit_start, order.supplier, column.share, column.open_to, moment.h
            )
    for p in range(len(moment.h)):
        kept.level[k, p] = moment.h[p]
    for row in range(len(moment.row_level)):
        kept.row_level[k, row] = moment.row_level[row]
    for slot in range(len(order.slot_start) - 1):
        kept.slot_usable[k, slot] = _usable(
            slot,
            week,
            order.slot_start,
            column.slots,
            column.scale,
            order.unit,
            order.installed,
            moment.arrive,
            moment.stock,
            moment.base,
        )
    for o in range(len(order.unit)):
        kept.arrive[k, o] = moment.arrive[order.unit[o]]


@_inner
def _follow(
    order: RowOrder,
    column: ColumnFigures,
    moment: ColumnState,
    watch: Positions,
    levels: Floats,
    last_week: float,
    kept: KeptStates,
    b: int,
) -> int:
    """Follow one column week by week; passes over its slowest circle, or ``SLOW``."""
    moved = better = True
    most, k = 0, kept.start[b]
    for number in range(levels.shape[1]):
        week = last_week if last_week == np.inf else number + 1.0
        came, later = _fallbacks(order, column, moment, week)
        better |= came
        moved |= came
        if moved:
            passes = _solve(order, column, moment, week, COMPUTE if better else FALL)
            if passes == SLOW:
                return SLOW
            most = max(most, passes)
            better = False
        while k < kept.start[b + 1] and kept.week[k] == week:
            _keep(order, column, moment, week, kept, k)
            k += 1
        still = not (moved or later) and k == kept.start[b + 1]
        for w in range(len(watch)):
            if watch[w] >= 0:
                level = max(0.0, moment.h[watch[w]])
                for n in range(number, levels.shape[1] if still else number + 1):
                    levels[w, n] = level
        if still:
            break
        if moved:
            moved, rose = _advance(order, column, moment)
            better |= rose
    return most


@_kept
def follow(asked: BatchInput, found: BatchOutput) -> None:
    """Follow every column of a batch, week by week or in the limit.

    Parameters
    ----------
    asked : BatchInput
        What is asked of which rows.
    found : BatchOutput
        Filled with levels, states, and the passes over the slowest circle of each column:
        ``SLOW`` where one did not settle, and no level counts.
    """
    order, figures, shocks = asked.order, asked.figures, asked.shocks
    for b in range(len(found.passes)):
        column = _column(order, figures, shocks, b)
        moment = _first_moment(order, column, shocks.stock[shocks.grace[b], shocks.draw[b]])
        found.passes[b] = _follow(
            order, column, moment, asked.watch, found.levels[b], asked.last_week, found.kept, b
        )


follow_anew: Final = njit(nogil=True, error_model="numpy")(follow.py_func)  # type: ignore[attr-defined]
"""The same compiled for one process: for a full disk, and where what was kept is damaged."""
