"""Circles: producers that supply each other, solved from above with a proof of the error.

A small step is no proof: a circle with a gain near 1 loses a little in every turn. A level x
reached from above is accepted only if x - TOLERANCE is a level the circle can keep up, because
the largest fixed point then lies between the two. Slow circles are shortened by Newton steps,
which stay above the largest fixed point while the same inputs bind (the response is then concave).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from valuechain.kernels.arrays import TOLERANCE, ConvergenceError, Floats
from valuechain.kernels.plan import Block, Plan, Rows

if TYPE_CHECKING:
    from valuechain.kernels.fast import _Run

_SWEEPS: Final = (16, 32, 12, 24, 48, 96, 192, 384)
"""Sweeps between proofs: more and more where no Newton step helps; the last goes on."""
_PATIENCE: Final = 2
"""Rounds before the first Newton step: most circles settle sooner than a step would take."""
_ROUNDS: Final = 400
_ROUNDING: Final = 2e-15
_LONGEST: Final = 1e9
"""A circle that loses less than this part in a turn has a gain of 1 but for rounding."""
_NEGATIVE: Final = 1e-12
"""A Newton step below zero shows that a floor was passed: the step is then not taken."""


def settle(run: "_Run", block: Block, *, week: int | None) -> None:
    """Bring a circular block to its largest fixed point, from 1.

    Raises
    ------
    ConvergenceError
        No level could be proved within the tolerance.
    """
    level = run.row_level[block.rows]
    links = _links(run.plan, block)
    for number in range(_ROUNDS):
        for _ in range(_SWEEPS[min(number, len(_SWEEPS) - 1)]):
            before = level.copy()
            run.evaluate(block, week)
            np.minimum(level, before, out=level)
            run.publish(block)
            if np.array_equal(level, before):
                return
        unproved = np.flatnonzero(~_proved(run, block, week))
        if len(unproved) == 0:
            return
        if number < _PATIENCE:
            continue
        for b, lower in _newton(run, block, links, week, unproved).items():
            level[:, b] = np.minimum(level[:, b], lower)
        run.publish(block)
    raise ConvergenceError(f"a circle did not settle after {_ROUNDS} rounds")


def _respond(run: "_Run", block: Block, week: int | None, level: Floats) -> Floats:
    """Levels that follow from some levels; the run is left as it was found."""
    kept = run.row_level[block.rows].copy()
    run.row_level[block.rows] = level
    run.publish(block)
    run.evaluate(block, week)
    answer = run.row_level[block.rows].copy()
    run.row_level[block.rows] = kept
    run.publish(block)
    return answer


def _proved(run: "_Run", block: Block, week: int | None) -> np.ndarray:
    """Which columns lie within the tolerance above their largest fixed point."""
    lower = np.maximum(run.row_level[block.rows] - TOLERANCE, 0.0)
    answer = _respond(run, block, week, lower)
    proved: np.ndarray = np.all(answer >= lower - _ROUNDING, axis=0)
    return proved


@dataclass(frozen=True, slots=True)
class _Links:
    """Links within a block: from a producer of one of its rows to an alternative of another."""

    option: Rows
    supplier: Rows
    share: Floats


def _links(plan: Plan, block: Block) -> _Links:
    options = np.arange(block.alternatives.start, block.alternatives.stop)
    position = np.full(plan.lumped.columns.n_producers, -1, dtype=np.intp)
    position[plan.touched[block.producers]] = block.producers
    drawn = plan.lumped.supply[
        plan.lumped.alternative_supply[plan.alternative_lumped[options]]
    ].tocoo()
    inside = position[drawn.col] >= 0
    return _Links(options[drawn.row[inside]], position[drawn.col[inside]], drawn.data[inside])


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Which inputs bind in one column: what the response looks like nearby.

    ``slope`` is the loss of the row per loss of each alternative of the block, 0 where another
    input binds; ``useful`` what each alternative is worth, ``floor`` the fallback of its slot.
    """

    slope: Floats
    useful: Floats
    floor: Floats


def _pieces(run: "_Run", block: Block, week: int | None, b: int) -> _Pieces:
    span, slots = block.alternatives, block.slots
    useful = run.scale[span, 0] * _useful(run, block, week, b)
    ready = run.after[slots] < (np.inf if week is None else week)
    floor = np.where(ready, run.fallback[slots, 0], -1.0)
    owner = run.plan.alternative_slot[span] - slots.start
    loss = run.effect[slots, 0] * (1.0 - run.slot_usable[slots, b])
    slot_slope = np.zeros(len(loss))
    deepest = np.zeros(block.rows.stop - block.rows.start)
    for several in block.strong:
        worst = several.members[np.arange(len(several.owners)), loss[several.members].argmax(1)]
        slot_slope[worst] = run.effect[slots, 0][worst]
        deepest[several.owners] = loss[worst]
    for several in block.minor:
        total = loss[several.members].sum(axis=1)
        bind = total > deepest[several.owners]
        rows = run.plan.slot_row[slots] - block.rows.start
        slot_slope[np.isin(rows, several.owners[bind])] = 0.0
        mine = several.members[bind & (total < 1)]
        slot_slope[mine] = run.effect[slots, 0][mine]
    best = np.zeros(len(useful), dtype=bool)
    for several in (block.singles, *block.options):
        top = useful[several.members].argmax(axis=1) if len(several.owners) else []
        best[several.members[np.arange(len(several.owners)), top]] = True
    slope = np.where(best & (useful > floor[owner]), slot_slope[owner] * run.scale[span, 0], 0.0)
    if week is not None:
        full = run.arrive[span, b] + run.stock[span, b] >= 1
        full[block.installed - span.start] = True
        slope[full] = 0.0
    return _Pieces(slope, useful, floor[owner])


def _useful(run: "_Run", block: Block, week: int | None, b: int) -> Floats:
    span = block.alternatives
    arrived: Floats = run.arrive[span, b]
    if week is None:
        return arrived
    useful: Floats = np.minimum(1.0, arrived + run.stock[span, b])
    useful[block.installed - span.start] = run.base[block.installed, b]
    return useful


def _jacobian(run: "_Run", block: Block, links: _Links, slope: Floats, b: int) -> Floats:
    """Loss of each row per loss of each other row, in one column."""
    plan = run.plan
    count = block.rows.stop - block.rows.start
    row = plan.slot_row[plan.alternative_slot[links.option]]
    source = plan.row_of[links.supplier, 0 if plan.row_of.shape[1] == 1 else b]
    steep = slope[links.option - block.alternatives.start]
    steep = steep * links.share * plan.opening[plan.row_class[row], links.supplier, b]
    inside = (source >= block.rows.start) & (source < block.rows.stop)
    inside &= run.row_level[source, b] < plan.capacity[links.supplier, b]
    place = (row - block.rows.start) * count + (source - block.rows.start)
    flat = np.bincount(place[inside], steep[inside], minlength=count * count)
    return flat.astype(np.float64).reshape(count, count)


def _newton(
    run: "_Run", block: Block, links: _Links, week: int | None, columns: Rows
) -> dict[int, Floats]:
    """Lower levels that are still above the largest fixed point, for the columns that have one."""
    level = run.row_level[block.rows].copy()
    run.evaluate(block, week)
    answer = run.row_level[block.rows].copy()
    pieces = {int(b): _pieces(run, block, week, int(b)) for b in columns}
    run.row_level[block.rows] = level
    run.publish(block)
    lower = level.copy()
    found: list[int] = []
    for b, piece in pieces.items():
        jacobian = _jacobian(run, block, links, piece.slope, b)
        system = np.eye(len(level)) - jacobian
        sides = np.column_stack([np.ones(len(level)), answer[:, b] - jacobian @ level[:, b]])
        try:
            proof, step = np.linalg.solve(system, sides).T
        except np.linalg.LinAlgError:
            continue
        contracts = (proof > 0).all() and proof.max() < _LONGEST
        if np.isfinite(step).all() and contracts and (step > -_NEGATIVE).all():
            lower[:, b] = np.clip(step + _ROUNDING, 0.0, level[:, b])
            found.append(b)
    run.row_level[block.rows] = lower
    run.publish(block)
    run.evaluate(block, week)
    good = [b for b in found if _same(pieces[b], _pieces(run, block, week, b), block)]
    run.row_level[block.rows] = level
    run.publish(block)
    return {b: lower[:, b] for b in good}


def _same(before: _Pieces, after: _Pieces, block: Block) -> bool:
    """Whether the alternatives that bind stay the best of their slot, so the step was exact."""
    bind = before.slope > 0
    if (after.useful[bind] < before.floor[bind]).any():
        return False
    for several in block.options:
        high, low = before.useful[several.members], after.useful[several.members]
        top = high.argmax(axis=1)
        line = np.arange(len(top))
        kept = low[line, top].copy()
        high[line, top] = -1.0
        matters = bind[several.members[line, top]]
        if (matters & (kept < high.max(axis=1))).any():
            return False
    return True
