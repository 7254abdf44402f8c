"""The mixed-integer programme that chooses measures: floors, money, needs and clashes.

References
----------
Rockafellar, R. T. & Uryasev, S. (2000). Optimization of conditional value-at-risk. *Journal of
Risk* 2(3), 21-41, doi 10.21314/JOR.2000.038: CVaR as a linear programme.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats
from valuechain.schema.measure import Measure
from valuechain.vocab.tolerances import WHOLE
from valuechain.vocab.words import Objective

if TYPE_CHECKING:
    from scipy import sparse

TAIL: Final = 0.8
"""CVaR is the mean of the worst fifth of the weight."""
NODES: Final = 4000
"""Nodes of one programme; its bound holds wherever it stops."""
_INFEASIBLE: Final = 2
MeasureSet = frozenset[str]


def worth(losses: Floats, case_weight: Floats, *, objective: Objective) -> float:
    """Put the losses of all cases together.

    Parameters
    ----------
    losses, case_weight : ndarray, shape (cases,)
        Loss-weeks, and weights that sum to 1.
    objective : str
        ``mean``, ``worst`` or ``cvar``: the mean of the worst fifth of the weight.

    Examples
    --------
    >>> worth(np.array([1.0, 3.0]), np.array([0.5, 0.5]), objective="mean")
    2.0
    >>> round(worth(np.array([1.0, 3.0]), np.array([0.9, 0.1]), objective="cvar"), 9)
    2.0
    """
    if objective == "mean":
        return float(losses @ case_weight)
    if objective == "worst":
        return float(losses.max(initial=0.0))
    left, total = 1.0 - TAIL, 0.0
    for case in np.argsort(-losses, kind="stable").tolist():
        part = min(left, float(case_weight[case]))
        total += part * float(losses[case])
        left -= part
    return total / (1.0 - TAIL)


@dataclass(frozen=True, slots=True)
class Floor:
    """What one use loses at least in one case, less what each measure beyond a set may take off.

    Sets that each hold the one before, from the first to all that counts, lose less and less. What
    a measure lets the floor fall by is the fall to the first of them that holds it: whichever are
    taken, the last of them that is needed says how far the floor may fall, and no sum is too small.
    """

    case: int
    use: int
    value: float
    drops: Mapping[str, float]
    """By how much each measure beyond the first set lets the floor fall."""
    within: MeasureSet = frozenset()
    """Measures that may make it worse, so that leaving one of them out lifts the floor too."""
    fall: float = 0.0
    """By how much leaving one of those out does."""


@dataclass(frozen=True, slots=True)
class Solution:
    """A set of measures, the floors of every case and use under it, and what no set undercuts."""

    taken: MeasureSet
    theta: Floats
    """Shape (cases, uses), loss-weeks."""
    bound: float


@dataclass(frozen=True, slots=True)
class Programme:
    """A mixed-integer programme over measures; every loss lies above its floors."""

    names: tuple[str, ...]
    prices: Mapping[str, float]
    measures: Mapping[str, Measure]
    lowest: Floats
    """What is lost at least whatever is taken, shape (cases, uses)."""
    floors: Sequence[Floor]
    clashes: Sequence[MeasureSet]
    objective: Objective
    case_weight: Floats
    use_weight: Floats
    must: MeasureSet
    banned: MeasureSet
    tolerance: float

    def solve(self, budget: float) -> Solution:
        """Find the set with the lowest floors within a budget.

        Raises
        ------
        AnalysisError
            VA735: what must be taken does not fit.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp

        first, held = len(self.names), self.lowest.size
        extra = {"mean": 0, "worst": 1, "cvar": 1 + len(self.lowest)}[self.objective]
        rows = _Rows(first + held + extra)
        rows.add({n: self.prices[name] / 1e6 for n, name in enumerate(self.names)}, budget / 1e6)
        self._rules(rows)
        self._floors(rows)
        goal = self._goal(rows)
        # The price of a measure only breaks ties: its part is taken off the bound again.
        top = max(1.0, sum(self.prices[n] for n in self.names))
        goal[:first] = [self.tolerance * 0.1 * self.prices[n] / top for n in self.names]
        low = np.zeros(rows.width)
        low[:first] = [float(n in self.must) for n in self.names]
        low[first : first + held] = self.lowest.ravel()
        high = np.where(np.arange(rows.width) < first, 1.0, np.inf)
        high[:first] -= [float(n in self.banned) for n in self.names]
        matrix, upper = rows.matrix()
        # Nodes are counted, never time: a bound that stops early is a bound, and always the same.
        for nodes in (NODES, 1000 * NODES):
            solved = milp(
                goal,
                constraints=[LinearConstraint(matrix, -np.inf, upper)],
                bounds=Bounds(low, high),
                integrality=(np.arange(rows.width) < first).astype(int),
                options={"mip_rel_gap": WHOLE, "node_limit": nodes},
            )
            if solved.x is not None or solved.status == _INFEASIBLE:
                break
        if solved.x is None:
            raise AnalysisError(
                "VA735",
                "no set of measures fits what is asked.",
                "Give more money, or ask less of --must.",
            )
        taken = frozenset(n for n, x in zip(self.names, solved.x, strict=False) if x > 0.5)
        theta: Floats = solved.x[first : first + held].reshape(self.lowest.shape)
        # Nothing left to choose is a linear programme, which is its own bound.
        proven: float | None = solved.mip_dual_bound
        bound = solved.fun if proven is None else proven
        return Solution(taken, theta, float(bound) - self.tolerance * 0.1)

    def _rules(self, rows: "_Rows") -> None:
        place = {name: n for n, name in enumerate(self.names)}
        for name, at in place.items():
            for need in self.measures[name].needs_first:
                if need in place:
                    rows.add({at: 1.0, place[need]: -1.0}, 0.0)
            for other in self.measures[name].excludes:
                if other in place:
                    rows.add({at: 1.0, place[other]: 1.0}, 1.0)
        for clash in self.clashes:
            if clash <= place.keys():
                rows.add({place[m]: 1.0 for m in clash}, len(clash) - 1.0)

    def _floors(self, rows: "_Rows") -> None:
        place = {name: n for n, name in enumerate(self.names)}
        for floor in self.floors:
            # Nothing falls below what is lost whatever of these measures is taken.
            most = max(0.0, floor.value - float(self.lowest[floor.case, floor.use]))
            row = {len(self.names) + floor.case * self.lowest.shape[1] + floor.use: -1.0}
            row |= {place[m]: -min(drop, most) for m, drop in floor.drops.items()}
            fall = min(floor.fall, most)
            row |= {place[m]: fall for m in floor.within}
            rows.add(row, -floor.value + fall * len(floor.within))

    def _goal(self, rows: "_Rows") -> Floats:
        """What is made small, over measures, cases and uses, and what the objective needs."""
        (cases, uses), first = self.lowest.shape, len(self.names)
        goal = np.zeros(rows.width)
        if self.objective == "mean":
            each = np.outer(self.case_weight, self.use_weight)
            goal[first : first + cases * uses] = each.ravel()
            return goal
        top = first + cases * uses
        goal[top] = 1.0
        for case in range(cases):
            row = {first + case * uses + use: float(self.use_weight[use]) for use in range(uses)}
            row[top] = -1.0
            if self.objective == "cvar":
                row[top + 1 + case] = -1.0
                goal[top + 1 + case] = self.case_weight[case] / (1.0 - TAIL)
            rows.add(row, 0.0)
        return goal


class _Rows:
    """Rows of a programme, each at most its right side."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._where: list[tuple[int, int]] = []
        self._what: list[float] = []
        self._upper: list[float] = []

    def add(self, row: Mapping[int, float], upper: float) -> None:
        """Add one row."""
        for column, factor in row.items():
            self._where.append((len(self._upper), column))
            self._what.append(factor)
        self._upper.append(upper)

    def matrix(self) -> "tuple[sparse.csr_array[np.float64], Floats]":
        """Give the rows as a sparse matrix and the right sides."""
        from scipy import sparse

        where = np.array(self._where, dtype=np.int64).reshape(-1, 2)
        shape = (len(self._upper), self.width)
        made = sparse.csr_array((self._what, (where[:, 0], where[:, 1])), shape=shape)
        return made, np.array(self._upper)
