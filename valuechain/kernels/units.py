"""A plan as flat arrays for the compiled loops: rows in order, and who rests on whom.

A *unit* is what is bought on equal terms: one list of suppliers through one row of openings.
Several rows read one unit, and it is computed once for all of them.
"""

from collections.abc import Sequence
from functools import cache
from pickle import UnpicklingError
from types import ModuleType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.plan import MINOR, Marks, Plan, Rows
from valuechain.kernels.response import IMPORTANT, SERVICE

Positions = NDArray[np.int64]
EFFECT, MINOR_EFFECT, FALLBACK, LAG = range(4)
"""Columns of ``PlanFigures.slots``."""


class RowOrder(NamedTuple):
    """Rows of a plan in order of computation; all positions are within the plan.

    Of every ``*_start`` the members of ``i`` are those from ``start[i]`` to ``start[i + 1]``.
    """

    row_start: Positions
    """Slots of every row."""
    slot_start: Positions
    """Alternatives of every slot."""
    unit: Positions
    """Unit of every alternative."""
    option_row: Positions
    """Row of every alternative."""
    installed: Marks
    """Alternatives that count by what is installed, not by what arrives in the same week."""
    span_start: Positions
    """Rows of every span: a circle, or all that stands between two circles."""
    circular: Marks
    """Which spans are circles."""
    unit_start: Positions
    """Links of every unit."""
    supplier: Positions
    """Touched producer from whom every link buys."""
    entry: Positions
    """Entry of ``PlanFigures.supply`` with the share of every link."""
    link_opening: Positions
    """Row of openings of every link."""
    read_start: Positions
    """Units that every row reads within a week."""
    read: Positions
    reader_start: Positions
    """Rows that read every unit within a week."""
    reader: Positions
    buyer_start: Positions
    """Units that draw on every touched producer."""
    buyer: Positions
    option_start: Positions
    """Alternatives of every unit that have a stock or are installed."""
    option: Positions
    late: Positions
    """Slots with a fallback."""


class PlanFigures(NamedTuple):
    """Figures of the slots and alternatives of a plan; the first axis is the draw."""

    supply: Floats
    """Shape (draws, entries of ``lumped.supply``): shares, 0..1."""
    slots: Floats
    """Shape (draws, slots, 4): loss of output when a slot that is not minor is empty, the same of
    a minor one, level of its fallback, all 0..1, and weeks until that is there."""
    scale: Floats
    """Shape (draws, alternatives): part of the need that each can fill, 0..1."""
    buffer: Floats
    """Shape (draws, alternatives): weeks of stock."""
    lifetime: Floats
    """Shape (draws, alternatives): weeks."""


class ShockColumns(NamedTuple):
    """A batch of shocks; the first axis is the column of the batch."""

    capacity: Floats
    """Shape (columns, touched): 0..1."""
    opening: Floats
    """Shape (columns, rows of openings, touched): 0..1."""
    stock: Floats
    """Shape (columns of different grace, draws, alternatives): weeks of stock at the start."""
    grace: Positions
    """Which of these holds for each column."""
    row_of: Positions
    """Shape (columns, touched), or (1, touched) where all have the same."""
    draw: Positions
    """Draw of every column."""


class KeptStates(NamedTuple):
    """State of some columns in some weeks, one row each."""

    start: Positions
    """Shape (columns + 1,): where the rows of every column begin."""
    week: Floats
    """Ascending within a column; infinite for the limit."""
    level: Floats
    """Shape (rows kept, touched)."""
    row_level: Floats
    slot_usable: Floats
    arrive: Floats
    """Shape (rows kept, alternatives)."""


class BatchInput(NamedTuple):
    """What is asked of the loops."""

    order: RowOrder
    figures: PlanFigures
    shocks: ShockColumns
    watch: Positions
    """Positions among the touched producers, below 0 for who is not touched."""
    last_week: float
    """Number of weeks; infinite where the only one asked is the limit."""


class BatchOutput(NamedTuple):
    """What the loops fill."""

    levels: Floats
    """Shape (columns, watched, weeks); left as it is for who is not touched."""
    passes: Positions
    """Shape (columns,): passes over the slowest circle."""
    kept: KeptStates


def stated(plan: Plan, effects: Effects) -> PlanFigures:
    """Figures of a plan as the stack has them: one draw."""
    lumped, columns = plan.lumped, plan.lumped.columns
    option = lumped.alternative_original[plan.alternative_lumped]
    slot = lumped.slot_original[plan.slot_lumped]
    importance = np.asarray(columns.slot_essentiality)[slot]
    effect = np.where(importance == IMPORTANT, effects.important, 1.0)
    fallback = columns.slot_fallback[slot]
    slots = np.column_stack(
        [
            np.where(importance == MINOR, 0.0, effect),
            np.where(importance == MINOR, effects.minor, 0.0),
            fallback,
            np.where(fallback > 0, columns.slot_fallback_after[slot], np.inf),
        ]
    )
    return PlanFigures(
        supply=lumped.supply.data[None],
        slots=slots[None],
        scale=columns.alternative_capacity[option][None],
        buffer=columns.alternative_buffer[option][None],
        lifetime=columns.alternative_lifetime[option][None],
    )


def _start(owner: NDArray[np.integer], count: int) -> Positions:
    """Where the members of every owner begin, from the owners of all members in order."""
    return np.searchsorted(owner, np.arange(count + 1)).astype(np.int64)


def _grouped(
    owner: NDArray[np.integer], member: NDArray[np.integer], count: int
) -> tuple[Positions, Positions]:
    """Members of every owner, as a pointer and a list."""
    order = np.lexsort((member, owner))
    return _start(owner[order], count), member[order].astype(np.int64)


def _spans(plan: Plan) -> tuple[Positions, Marks]:
    """Rows of circles, and of all that stands between them."""
    stops, circular = [0], list[bool]()
    for depth in np.unique(plan.row_depth):
        first, stop = np.searchsorted(plan.row_depth, [depth, depth + 1]).tolist()
        circle = bool(plan.row_circular[first:stop].any())
        if circular and not (circle or circular[-1]):
            stops[-1] = stop
        else:
            stops.append(stop)
            circular.append(circle)
    return np.array(stops, dtype=np.int64), np.array(circular, dtype=np.bool_)


def row_order(plan: Plan, figures: PlanFigures) -> RowOrder:
    """Lay out a plan for the loops.

    Parameters
    ----------
    plan : Plan
        What the shocks can touch.
    figures : PlanFigures
        Its figures: what no draw holds a stock of needs no care at the end of a week.
    """
    lumped = plan.lumped
    option_row = plan.slot_row[plan.alternative_slot]
    n_supplies, n_touched = lumped.supply.shape[0], len(plan.touched)
    pairs, unit = np.unique(
        plan.option_opening * n_supplies + lumped.alternative_supply[plan.alternative_lumped],
        return_inverse=True,
    )
    drawn = lumped.supply[pairs % n_supplies].tocoo()
    start = lumped.supply.indptr.astype(np.int64)
    first = np.repeat(start[pairs % n_supplies], np.diff(start)[pairs % n_supplies])
    entry = first + np.arange(len(first)) - _start(drawn.row, len(pairs))[drawn.row]
    place = np.full(lumped.columns.n_producers, -1, dtype=np.int64)
    place[plan.touched] = np.arange(n_touched)
    kept = np.flatnonzero(place[drawn.col] >= 0)
    kept = kept[np.lexsort((drawn.col[kept], drawn.row[kept]))]
    owner, supplier = drawn.row[kept].astype(np.int64), place[drawn.col[kept]]
    within = np.flatnonzero(~plan.installed)
    reads = np.unique(np.column_stack([option_row[within], unit[within]]), axis=0)
    moving = np.flatnonzero(plan.installed | (figures.buffer > 0).any(axis=0))
    read_start, read = _grouped(reads[:, 0], reads[:, 1], plan.n_rows)
    reader_start, reader = _grouped(reads[:, 1], reads[:, 0], len(pairs))
    buyer_start, buyer = _grouped(supplier, owner, n_touched)
    option_start, option = _grouped(unit[moving], moving, len(pairs))
    span_start, circular = _spans(plan)
    return RowOrder(
        row_start=_start(plan.slot_row, plan.n_rows),
        slot_start=_start(plan.alternative_slot, len(plan.slot_row)),
        unit=unit.astype(np.int64),
        option_row=option_row.astype(np.int64),
        installed=plan.installed,
        span_start=span_start,
        circular=circular,
        unit_start=_start(owner, len(pairs)),
        supplier=supplier,
        entry=entry[kept],
        link_opening=(pairs // n_supplies)[owner],
        read_start=read_start,
        read=read,
        reader_start=reader_start,
        reader=reader,
        buyer_start=buyer_start,
        buyer=buyer,
        option_start=option_start,
        option=option,
        late=np.flatnonzero(np.isfinite(figures.slots[:, :, LAG]).any(axis=0)),
    )


def shock_columns(plan: Plan, figures: PlanFigures, *, in_the_limit: bool) -> ShockColumns:
    """Lay out the shocks of a plan, column by column."""
    without = figures.buffer.copy()
    without[:, plan.option_kind == SERVICE] = 0.0
    stock = np.stack([without, figures.buffer])
    n_draws = len(figures.supply)
    return ShockColumns(
        capacity=np.ascontiguousarray(plan.capacity.T),
        opening=np.ascontiguousarray(plan.opening.transpose(2, 0, 1)),
        stock=np.zeros_like(stock) if in_the_limit else stock,
        grace=plan.grace.astype(np.int64),
        row_of=np.ascontiguousarray(plan.row_of.T).astype(np.int64),
        draw=np.repeat(np.arange(n_draws), plan.size // n_draws),
    )


class Followed(NamedTuple):
    """What the loops found."""

    plan: Plan
    levels: Floats
    """Shape (watched, weeks, columns)."""
    slow: Rows
    """Columns with a circle that did not settle in the passes worth making; no level of theirs
    counts."""
    passes: int
    """Over the slowest circle of all other columns."""
    states: KeptStates


@cache
def loops() -> ModuleType | None:
    """Give the compiled loops, or nothing where no compiler for them is installed."""
    try:
        from valuechain.kernels import loops as found
    except ImportError:
        return None
    return found


def follow(
    compiled: ModuleType,
    plan: Plan,
    *,
    figures: PlanFigures,
    watch: Sequence[int] = (),
    n_weeks: int,
    keep: Sequence[tuple[int, int]] = (),
) -> Followed:
    """Follow the shocks of a plan in compiled loops.

    Parameters
    ----------
    compiled : module
        From :func:`loops`.
    plan : Plan
        What the shocks can touch.
    figures : PlanFigures
        Its figures, draw by draw.
    watch : sequence of int
        Rows of the producer table.
    n_weeks : int
        Weeks; 0 is the limit.
    keep : sequence of (int, int)
        Column and week (0 is the limit) of every state that is kept, in ascending order.
    """
    in_the_limit = n_weeks == 0
    position = np.full(plan.lumped.columns.n_producers, -1, dtype=np.int64)
    position[plan.touched] = np.arange(len(plan.touched))
    columns = np.array([column for column, _ in keep], dtype=np.int64)
    asked = BatchInput(
        order=row_order(plan, figures),
        figures=PlanFigures(*(np.ascontiguousarray(one) for one in figures)),
        shocks=shock_columns(plan, figures, in_the_limit=in_the_limit),
        watch=position[np.array(watch, dtype=np.intp)],
        last_week=float(n_weeks or np.inf),
    )
    found = BatchOutput(
        levels=np.ones((plan.size, len(watch), max(n_weeks, 1))),
        passes=np.zeros(plan.size, dtype=np.int64),
        kept=KeptStates(
            start=_start(columns, plan.size),
            week=np.array([week or np.inf for _, week in keep], dtype=np.float64),
            level=np.empty((len(keep), len(plan.touched))),
            row_level=np.empty((len(keep), plan.n_rows)),
            slot_usable=np.empty((len(keep), len(plan.slot_row))),
            arrive=np.empty((len(keep), len(plan.alternative_slot))),
        ),
    )
    try:
        compiled.follow(asked, found)
    except (OSError, EOFError, UnpicklingError):  # it could not be kept, or what was is damaged
        compiled.follow_anew(asked, found)
    return Followed(
        plan,
        levels=found.levels.transpose(1, 2, 0),
        slow=np.flatnonzero(found.passes == compiled.SLOW),
        passes=int(found.passes.max(initial=0)),
        states=found.kept,
    )
