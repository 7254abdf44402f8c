"""One result followed back: the slots that bind, from whom they miss, and the figures behind."""

import numpy as np

from valuechain.indicators.citations import Citations, Tie
from valuechain.indicators.reach import Routes, loss_by_supplier
from valuechain.kernels.arrays import Effects
from valuechain.kernels.fast import Engine, Trace
from valuechain.results.routes import Route, RouteStep
from valuechain.shocks.removals import Bound, Removal, Removals, to_shocks
from valuechain.stack.columns import Stack
from valuechain.vocab.words import ESSENTIALITIES, KINDS

_SMALL = 1e-6


def removed_name(removal: Removal) -> str:
    """What is removed, in short: ``USA``, ``asml``, ``gallium from CHN``."""
    return f"{removal.product} from {removal.removed}" if removal.product else removal.removed


def explain(
    engine: Engine,
    builder: Removals,
    *,
    citations: Citations,
    effects: Effects,
    removal: Removal,
    subject: int,
    week: int,
    bound: Bound = "value",
) -> Route:
    """Follow the exposure of one use or product back along its binding routes.

    Parameters
    ----------
    engine, builder, citations, effects
        The stack made ready, the perspective, the figures and the importance rule.
    removal : Removal
        What is taken away.
    subject : int
        Row of a use or virtual buyer.
    week : int
        Week looked at, from 1; 0 is the limit.
    bound : str
        Which bound on the remainders.

    Returns
    -------
    Route
        Steps from the use outward; empty if nothing is lost.

    Raises
    ------
    ConvergenceError
        The response did not converge.
    """
    stack = builder.stack
    trace = engine.trace(to_shocks(stack, [builder.cut(removal, bound)]), effects, week=week)
    reached = Routes(trace, effects).reached_from(subject)
    place = np.flatnonzero(trace.plan.touched == subject)
    exposure = 1.0 - float(trace.level[place[0], 0]) if len(place) else 0.0
    depth = _depths(trace, subject, np.flatnonzero(reached.slots[:, 0]))
    tie: Tie = "site" if removal.attribute == "site" else "control"
    steps = [
        step
        for slot, far in sorted(depth.items(), key=lambda pair: (pair[1], pair[0]))
        for step in _steps(trace, stack, citations, slot, far, tie=tie)
    ]
    return Route(
        subject=stack.producer_ids[subject],
        removed=removed_name(removal),
        attribute=removal.attribute,
        mode=removal.mode,
        week=week,
        exposure=exposure,
        steps=tuple(sorted(steps, key=lambda s: (s.depth, -(1 - s.customer_level), -s.missing))),
    )


def _depths(trace: Trace, subject: int, slots: np.ndarray) -> dict[int, int]:
    """Number of steps between the subject and every slot on its routes."""
    plan = trace.plan
    by_row: dict[int, list[int]] = {}
    for slot in slots.tolist():
        by_row.setdefault(int(plan.slot_row[slot]), []).append(slot)
    place = int(np.flatnonzero(plan.touched == subject)[0]) if len(slots) else 0
    front, far, seen = ({int(plan.row_of[place, 0])} if len(slots) else set()), 0, set[int]()
    depth: dict[int, int] = {}
    while front:
        seen |= front
        ahead: set[int] = set()
        for slot in (s for row in front for s in by_row.get(row, ())):
            depth[slot] = far
            for option in np.flatnonzero(plan.alternative_slot == slot):
                suppliers, missing = loss_by_supplier(trace, int(option), column=0)
                ahead |= set(plan.row_of[suppliers[missing > _SMALL], 0].tolist())
        front, far = ahead - seen, far + 1
    return depth


def _steps(
    trace: Trace, stack: Stack, citations: Citations, slot: int, depth: int, *, tie: Tie
) -> list[RouteStep]:
    """One step per alternative of a binding slot that misses something."""
    plan = trace.plan
    row = int(plan.slot_row[slot])
    original = int(plan.lumped.slot_original[plan.slot_lumped[slot]])
    options = np.flatnonzero(plan.alternative_slot == slot)
    found = []
    for option in options.tolist():
        suppliers, missing = loss_by_supplier(trace, option, column=0)
        some = missing > _SMALL
        if not some.any():
            continue
        order = np.argsort(-missing[some], kind="stable")
        who = suppliers[some][order]
        loss = missing[some][order]
        ends = (plan.capacity[who, 0] < 1) | (plan.opening[plan.row_class[row], who, 0] < 1)
        names = [stack.producer_ids[plan.touched[n]] for n in who.tolist()]
        figures = [
            figure
            for n, end in zip(who.tolist(), ends.tolist(), strict=True)
            for figure in citations.of_producer(int(plan.touched[n]), tie=tie if end else "")
        ]
        taken = int(plan.lumped.alternative_original[plan.alternative_lumped[option]])
        found.append(
            RouteStep(
                depth=depth,
                customer=citations.customer(int(stack.slot_customer[original]))[0],
                product=stack.product_ids[stack.alternative_product[taken]],
                kind=KINDS[stack.alternative_kind[taken]],
                essentiality=ESSENTIALITIES[stack.slot_essentiality[original]],
                missing=1.0 - float(trace.arrive[option, 0]),
                left=float(trace.slot_usable[slot, 0]),
                customer_level=float(trace.row_level[row, 0]),
                suppliers=tuple(zip(names, loss.tolist(), strict=True)),
                removed=tuple(n for n, end in zip(names, ends.tolist(), strict=True) if end),
                substitution_weeks=(
                    float(stack.slot_substitution[original])
                    if stack.slot_substitution_known[original]
                    else None
                ),
                figures=tuple(dict.fromkeys([*citations.of_slot(original), *figures])),
            )
        )
    return found
