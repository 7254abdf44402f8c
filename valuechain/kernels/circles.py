"""Circles: producers that supply each other, solved from above with a proof of the error.

A small step is no proof: a circle with a gain near 1 loses a little in every turn. A level x
reached from above is accepted only if x - CONVERGED is a level the circle can keep up, because
the largest fixed point then lies between the two. Slow circles are shortened by Newton steps,
which stay above the largest fixed point while the same inputs bind (the response is then concave).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from valuechain.kernels.arrays import ConvergenceError, Floats
from valuechain.kernels.blocks import RowBlock
from valuechain.kernels.plan import Rows
from valuechain.kernels.response import Response
from valuechain.vocab.tolerances import CONVERGED, UNIT_ROUNDING

_PATIENCE: Final = (16, 32)
"""Sweeps before the first Newton step: most circles settle sooner than a step would take."""
_SWEEPS: Final = 6
_GROWTH: Final = 1.05
"""Sweeps between two Newton steps, and how they grow where the steps stay short."""
_ROUNDS: Final = 110
"""Some 26,000 sweeps in all: what does not settle in those does not in any time worth waiting."""
_LONGEST: Final = 1e9
"""A circle that loses less than this part in a turn has a gain of 1 but for rounding."""


def settle(run: Response, block: RowBlock, *, week: int | None) -> None:
    """Bring a circular block to its largest fixed point, from levels at or above it.

    Raises
    ------
    ConvergenceError
        No level could be proved within the tolerance.
    """
    level = run.row_level[block.rows]
    run.publish(block)
    for number in range(_ROUNDS):
        early = number < len(_PATIENCE)
        sweeps = _PATIENCE[number] if early else int(_SWEEPS * _GROWTH**number)
        run.sweeps += sweeps
        for _ in range(sweeps):
            before = level.copy()
            run.evaluate(block, week)
            np.minimum(level, before, out=level)
            run.publish(block)
            if np.array_equal(level, before):
                return
        unproved = np.flatnonzero(~_proved(run, block, week))
        if len(unproved) == 0:
            return
        if run.concave and not early:
            for b, lower in _newton(run, block, week, unproved).items():
                level[:, b] = lower
            run.publish(block)
    raise ConvergenceError(f"a circle did not settle after {_ROUNDS} rounds")


def _respond(run: Response, block: RowBlock, week: int | None, level: Floats) -> Floats:
    """Levels that follow from some levels; the run is left as it was found."""
    kept = run.row_level[block.rows].copy()
    run.row_level[block.rows] = level
    run.publish(block)
    run.evaluate(block, week)
    answer = run.row_level[block.rows].copy()
    run.row_level[block.rows] = kept
    run.publish(block)
    return answer


def _proved(run: Response, block: RowBlock, week: int | None) -> np.ndarray:
    """Which columns lie within the tolerance above their largest fixed point."""
    lower = np.maximum(run.row_level[block.rows] - CONVERGED, 0.0)
    answer = _respond(run, block, week, lower)
    proved: np.ndarray = np.all(answer >= lower - UNIT_ROUNDING, axis=0)
    return proved


@dataclass(frozen=True, slots=True)
class _BlockLinks:
    """Links within a block: from a producer of one of its rows to an alternative of another."""

    option: Rows
    supplier: Rows
    share: Floats


def _links(run: Response, block: RowBlock) -> _BlockLinks:
    plan = run.plan
    options = np.arange(block.alternatives.start, block.alternatives.stop)
    position = np.full(plan.lumped.columns.n_producers, -1, dtype=np.intp)
    position[plan.touched[block.producers]] = block.producers
    drawn = plan.lumped.supply[
        plan.lumped.alternative_supply[plan.alternative_lumped[options]]
    ].tocoo()
    row, supplier, share = drawn.row.astype(np.intp), drawn.col.astype(np.intp), drawn.data
    inside = position[supplier] >= 0
    return _BlockLinks(options[row[inside]], position[supplier[inside]], share[inside])


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Which inputs bind in one column: what the response looks like nearby.

    ``slope`` is the loss of the row per loss of each alternative of the block, 0 where another
    input binds; ``useful`` what each alternative is worth, ``floor`` the fallback of its slot.
    """

    slope: Floats
    useful: Floats
    floor: Floats


def _pieces(run: Response, block: RowBlock, week: int | None, b: int) -> _Pieces:
    span, slots = block.alternatives, block.slots
    scale = run.scale[span][:, 0]
    useful = scale * _useful(run, block, week, b)
    within = run.available[slots]
    ready = within[:, b if within.shape[1] > 1 else 0]
    floor = np.where(ready, run.fallback[slots][:, 0], -1.0)
    owner = run.plan.alternative_slot[span] - slots.start
    effect = run.effect[slots][:, 0]
    loss = effect * (1.0 - run.slot_usable[slots, b])
    slot_slope = np.zeros(len(loss))
    deepest = np.zeros(block.rows.stop - block.rows.start)
    for several in block.strong:
        worst = several.members[np.arange(len(several.owners)), loss[several.members].argmax(1)]
        slot_slope[worst] = effect[worst]
        deepest[several.owners] = loss[worst]
    for several in block.minor:
        total = loss[several.members].sum(axis=1)
        bind = total > deepest[several.owners]
        rows = run.plan.slot_row[slots] - block.rows.start
        slot_slope[np.isin(rows, several.owners[bind])] = 0.0
        mine = several.members[bind & (total < 1)]
        slot_slope[mine] = effect[mine]
    best = np.zeros(len(useful), dtype=bool)
    best[block.singles.members] = True
    for several in block.options:
        top: Rows = useful[several.members].argmax(axis=1)
        best[several.members[np.arange(len(top)), top]] = True
    slope = np.where(best & (useful > floor[owner]), slot_slope[owner] * scale, 0.0)
    if week is not None:
        full = run.arrive[span, b] + run.stock[span, b] >= 1
        full[block.installed - span.start] = True
        slope[full] = 0.0
    return _Pieces(slope, useful, floor[owner])


def _useful(run: Response, block: RowBlock, week: int | None, b: int) -> Floats:
    span = block.alternatives
    arrived: Floats = run.arrive[span, b]
    if week is None:
        return arrived
    useful: Floats = np.minimum(1.0, arrived + run.stock[span, b])
    useful[block.installed - span.start] = run.base[block.installed, b]
    return useful


def _jacobian(run: Response, block: RowBlock, links: _BlockLinks, slope: Floats, b: int) -> Floats:
    """Loss of each row per loss of each other row, in one column."""
    plan = run.plan
    count = block.rows.stop - block.rows.start
    row = plan.slot_row[plan.alternative_slot[links.option]]
    source = plan.row_of[links.supplier, 0 if plan.row_of.shape[1] == 1 else b]
    opening_row = plan.option_opening[links.option]
    steep = slope[links.option - block.alternatives.start]
    steep = steep * links.share * run.opening[opening_row, links.supplier, b]
    inside = (source >= block.rows.start) & (source < block.rows.stop)
    inside &= run.row_level[source, b] < run.capacity[links.supplier, b]
    place = (row - block.rows.start) * count + (source - block.rows.start)
    flat = np.bincount(place[inside], steep[inside], minlength=count * count)
    return flat.astype(np.float64).reshape(count, count)


def _newton(run: Response, block: RowBlock, week: int | None, columns: Rows) -> dict[int, Floats]:
    """Lower levels that are still above the largest fixed point, for the columns that have one.

    With T(x) the response, J its slope where the same inputs bind, and y the solution of
    y = T(x) + J (y - x): every point x + s (y - x), 0 <= s <= 1, is above the largest fixed point
    if the binding inputs stay the best of their slot between the two. So a step that would pass a
    floor or a better alternative is cut short there.
    """
    links = _links(run, block)
    level = run.row_level[block.rows].copy()
    run.evaluate(block, week)
    answer = run.row_level[block.rows].copy()
    pieces = {int(b): _pieces(run, block, week, int(b)) for b in columns}
    run.row_level[block.rows] = level
    run.publish(block)
    steps: dict[int, Floats] = {}
    lower = level.copy()
    for b, piece in pieces.items():
        step = _step(_jacobian(run, block, links, piece.slope, b), level[:, b], answer[:, b])
        if step is not None:
            steps[b] = step
            lower[:, b] = np.maximum(level[:, b] + step, 0.0)
    run.row_level[block.rows] = lower
    run.publish(block)
    run.evaluate(block, week)
    after = {b: _pieces(run, block, week, b) for b in steps}
    run.row_level[block.rows] = level
    run.publish(block)
    found = {}
    for b, step in steps.items():
        part = _part(pieces[b], after[b], block)
        found[b] = np.clip(level[:, b] + part * step + UNIT_ROUNDING, 0.0, level[:, b])
    return found


def _step(jacobian: Floats, level: Floats, answer: Floats) -> Floats | None:
    """Newton step from a level, cut short at 0; None where the circle does not contract."""
    sides = np.column_stack([np.ones(len(level)), answer - level])
    try:
        proof, step = np.linalg.solve(np.eye(len(level)) - jacobian, sides).T
    except np.linalg.LinAlgError:
        return None
    if not (np.isfinite(step).all() and (proof > 0).all() and proof.max() < _LONGEST):
        return None
    # Rounding can leave a level a little less than nothing, where there is no step to cut short.
    below = (step < 0) & (level + step < 0)
    part = float((np.maximum(level[below], 0.0) / -step[below]).min()) if below.any() else 1.0
    shortened: Floats = np.minimum(part * step, 0.0)
    return shortened


def _part(before: _Pieces, after: _Pieces, block: RowBlock) -> float:
    """How much of a step can be taken before a floor or another alternative is the better one.

    What an alternative is worth is concave along the step, so the chord is a safe guess.
    """
    bind = before.slope > 0
    least = before.floor.copy()
    for several in block.options:
        useful = before.useful[several.members]
        top = useful.argmax(axis=1)
        line = np.arange(len(top))
        useful[line, top] = -1.0
        best = several.members[line, top]
        least[best] = np.maximum(least[best], useful.max(axis=1))
    passed = bind & (after.useful < least)
    if not passed.any():
        return 1.0
    room = before.useful[passed] - least[passed]
    return float(np.clip(room / (before.useful[passed] - after.useful[passed]), 0.0, 1.0).min())
