"""On what a number rests: the cited figures on its binding routes, by how they are known."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from valuechain.indicators.citations import Citations, Tie
from valuechain.indicators.reach import Reached
from valuechain.kernels.plan import Plan
from valuechain.results.routes import CitedFigure


@dataclass(frozen=True, slots=True)
class Support:
    """Figures behind one number; reliability and credibility of the weakest, None without any."""

    figures: int
    read: int
    recall: int
    judgement: int
    weakest_reliability: str | None
    weakest_credibility: int | None
    sources: tuple[str, ...]


def support(figures: Sequence[CitedFigure]) -> Support:
    """Count figures by status and find the weakest; each figure counts once."""
    distinct = list({figure.keys: figure for figure in figures}.values())
    counts = {"read": 0, "recall": 0, "judgement": 0}
    for figure in distinct:
        counts[figure.status] += 1
    return Support(
        figures=len(distinct),
        **counts,
        weakest_reliability=max((f.reliability for f in distinct), default=None),
        weakest_credibility=max((f.credibility for f in distinct), default=None),
        sources=tuple(sorted({f.source for f in distinct if f.source})),
    )


def route_figures(
    plan: Plan, citations: Citations, *, reached: Reached, column: int, tie: Tie
) -> list[CitedFigure]:
    """Find the figures of the model on the binding routes of one use after one removal.

    Inputs of the slots that bind, shares of the producers that send less and, where ownership
    decides, the records of the firms that are removed.
    """
    lumped = plan.lumped
    slots = lumped.slot_original[plan.slot_lumped[np.flatnonzero(reached.slots[:, column])]]
    removed = set(plan.touched[np.flatnonzero(reached.removed[:, column])].tolist())
    producers = plan.touched[np.flatnonzero(reached.producers[:, column])].tolist()
    figures = [figure for slot in slots.tolist() for figure in citations.of_slot(int(slot))]
    for row in producers:
        figures += citations.of_producer(int(row), tie=tie if row in removed else "")
    return figures
