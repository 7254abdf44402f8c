"""In which year each measure starts: a mixed-integer programme, then run through the model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from valuechain.kernels.arrays import Floats
from valuechain.plans.losses import Losses
from valuechain.plans.money import Budget, Purse
from valuechain.schema.measure import Measure
from valuechain.vocab.tolerances import EXACT, TRACE, UNFELT_GAIN

STARTS: Final = 4
"""Measures that one actor can start in a year (judgement)."""
NODES: Final = 20_000
"""Nodes of the programme: counted and not timed, so that every machine finds the same."""
_SOON: Final = UNFELT_GAIN
"""Part of the worth of a measure that a year of waiting costs, so that equal years are earliest."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """When measures start, and what is lost in every year, expected and run."""

    starts: Mapping[str, int]
    """Year of the decision, by measure."""
    left_out: tuple[str, ...]
    """Measures that fit no year."""
    years: tuple[int, ...]
    spent: Floats
    """EUR a year."""
    expected: Floats
    """Loss-weeks a year as the programme adds contributions up, objective as asked."""
    losses: Floats
    """Loss-weeks run through the model, shape (years, cases, uses)."""
    optimal: bool
    """Whether HiGHS proved that no other order gains more by its own count."""

    def working(self, purses: Mapping[str, Purse], year: int) -> dict[str, float]:
        """How far each measure of a plan works in a year, 0..1."""
        every = {name: purses[name].working(start, year) for name, start in self.starts.items()}
        return {name: part for name, part in every.items() if part > 0}


def schedule(
    losses: Losses,
    taken: Sequence[str],
    *,
    budget: Budget,
    purses: Mapping[str, Purse],
    contributions: Mapping[str, float],
    base: float,
) -> Timeline:
    """Choose the year in which each measure of a plan starts.

    Parameters
    ----------
    losses : Losses
        The model that the order is run through.
    taken : sequence of str
        The measures.
    budget : Budget
        Money a year, or in all, and the years.
    purses : mapping of str to Purse
        What each costs and when it works.
    contributions : mapping of str to float
        What each takes off the loss when all are taken, loss-weeks.
    base : float
        Loss with nothing taken.

    Notes
    -----
    Every year the money spent stays within the budget of that year; a measure starts when all it
    needs first work by then; an actor starts at most :data:`STARTS` measures a year. What is
    gained is the sum over the years of contribution times how far a measure works.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    names, years = sorted(taken), budget.years
    choices = [(m, s) for m in names for s in years if purses[m].working(s, years[-1]) > 0]
    starts: dict[str, int] = {}
    optimal = True
    if choices:
        matrix, upper = _rules(losses.prepared.measures, names, choices, budget, purses)
        gain = np.array(
            [
                sum(max(contributions[m], TRACE) * purses[m].working(s, y) for y in years)
                - _SOON * max(contributions[m], TRACE) * (s - years[0])
                for m, s in choices
            ]
        )
        solved = milp(
            -gain,
            constraints=[LinearConstraint(matrix, -np.inf, upper)],
            bounds=Bounds(0.0, 1.0),
            integrality=np.ones(len(choices), dtype=np.int64),
            options={"node_limit": NODES},
        )
        optimal = bool(solved.status == 0)
        if solved.x is not None:
            starts = {m: s for (m, s), x in zip(choices, solved.x.tolist(), strict=True) if x > 0.5}
    spent = np.array([sum(purses[m].spent(s, y) for m, s in starts.items()) for y in years])
    expected = np.array(
        [
            base - sum(contributions[m] * purses[m].working(s, y) for m, s in starts.items())
            for y in years
        ]
    )
    found = [
        losses.by_use({m: round(purses[m].working(s, y), 3) for m, s in starts.items()})
        for y in years
    ]
    return Timeline(
        starts=dict(sorted(starts.items(), key=lambda one: (one[1], one[0]))),
        left_out=tuple(m for m in names if m not in starts),
        years=tuple(years),
        spent=spent,
        expected=expected,
        losses=np.array(found),
        optimal=optimal,
    )


def _rules(
    measures: Mapping[str, Measure],
    names: Sequence[str],
    choices: Sequence[tuple[str, int]],
    budget: Budget,
    purses: Mapping[str, Purse],
) -> tuple[Floats, Floats]:
    """Rows of the programme: once each, money, needs, actors."""
    rows: list[Floats] = []
    upper: list[float] = []
    who = np.array([m for m, _ in choices])
    when = np.array([s for _, s in choices])
    for name in names:
        rows.append((who == name).astype(float))
        upper.append(1.0)
    paid = np.array([[purses[m].spent(s, y) for m, s in choices] for y in budget.years]) / 1e6
    if budget.a_year:
        rows += list(paid)
        upper += [budget.eur / 1e6] * len(budget.years)
    else:
        rows.append(paid.sum(axis=0))
        upper.append(budget.eur / 1e6)
    for name in names:
        for need in measures[name].needs_first:
            if need not in names:
                continue
            for year in sorted(set(when[who == name].tolist())):
                ready = (who == need) & (when + purses[need].lead_years <= year + EXACT)
                rows.append(((who == name) & (when == year)).astype(float) - ready.astype(float))
                upper.append(0.0)
    actors = {actor for name in names for actor in measures[name].actors[:1]}
    for actor in sorted(actors):
        mine = np.isin(who, [n for n in names if measures[n].actors[0] == actor])
        for year in budget.years:
            rows.append((mine & (when == year)).astype(float))
            upper.append(float(STARTS))
    return np.array(rows), np.array(upper)
