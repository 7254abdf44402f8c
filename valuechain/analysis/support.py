"""On what losses rest: the cited figures on their binding routes, for many losses at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from valuechain.analysis.binding_routes import followed_back
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.citations import Tie
from valuechain.indicators.evidence import Support, route_figures, support
from valuechain.kernels.arrays import Effects
from valuechain.kernels.batches import batches
from valuechain.results.routes import CitedFigure
from valuechain.shocks.removals import Cut, to_shocks

_MOST: Final = 192
"""Cuts that are followed back at once."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss to follow back: what a cut does to one row of the producer table."""

    cut: Cut
    row: int
    tie: Tie
    """Which fact ties the removed suppliers to what is removed."""


def supports(
    bench: Workbench, cases: Sequence[Loss], *, weeks: int, effects: Effects
) -> list[Support]:
    """Find on which figures some losses rest, how many are read and how good the weakest is.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    cases : sequence of Loss
        The losses; where nothing is lost, nothing carries it.
    weeks : int
        Week looked at, from 1; 0 is the limit.
    effects : Effects
        The importance rule.

    Returns
    -------
    list of Support
        In the order of the cases.

    Raises
    ------
    ConvergenceError
        A response did not converge.
    """
    return [support(one) for one in figures_behind(bench, cases, weeks=weeks, effects=effects)]


def figures_behind(
    bench: Workbench, cases: Sequence[Loss], *, weeks: int, effects: Effects
) -> list[list[CitedFigure]]:
    """Find the figures of the model on the binding routes of some losses.

    For a number that rests on two losses, such as their difference.
    """
    places: dict[Cut, list[int]] = {}
    for place, case in enumerate(cases):
        places.setdefault(case.cut, []).append(place)
    order = sorted(places, key=lambda cut: len(cut.classes))
    found: dict[int, list[CitedFigure]] = {}
    for some in batches(order, _MOST, alike=lambda cut: len(cut.classes)):
        _follow(bench, some, cases=cases, places=places, week=weeks, effects=effects, found=found)
    return [found[place] for place in range(len(cases))]


def _follow(
    bench: Workbench,
    chunk: Sequence[Cut],
    *,
    cases: Sequence[Loss],
    places: dict[Cut, list[int]],
    week: int,
    effects: Effects,
    found: dict[int, list[CitedFigure]],
) -> None:
    asked = [
        (column, cases[place].row, place)
        for column, cut in enumerate(chunk)
        for place in places[cut]
    ]
    shocks = to_shocks(bench.stack, chunk)
    for one in followed_back(bench.engine, shocks, asked=asked, effects=effects, week=week):
        found[one.asked] = route_figures(
            one.routes.trace.plan,
            bench.citations,
            reached=one.reached,
            column=one.column,
            tie=cases[one.asked].tie,
        )


def support_columns(found: Support) -> dict[str, object]:
    """Write support as the shared columns of a table (:data:`valuechain.results.columns.SUPPORT`).

    An integer column with empty cells needs the type ``Int64``.
    """
    return {
        "figures": found.figures,
        "read": found.read,
        "recall": found.recall,
        "judgement": found.judgement,
        "weakest_reliability": found.weakest_reliability,
        "weakest_credibility": found.weakest_credibility,
        "sources": ";".join(found.sources),
    }
