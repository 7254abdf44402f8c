"""What a sample says: quantiles with their own error, classes, ranks, and which draws to open."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

import numpy as np
from scipy import stats

from valuechain.kernels.arrays import Floats

Sureness = Literal["firm", "leaning", "open"]
LEVELS: Final = (0.05, 0.5, 0.95)
"""Quantiles that are reported."""
FIRM: Final = 0.9
"""Chance from which a class is firm."""
LEANING: Final = 0.6
"""Chance from which a class is leaning."""
_SURE: Final = 0.95
"""Chance with which the true quantile lies within its sampling error."""
SETTLED: Final = 0.05
"""Width of the sampling error of a quantile, beside the width of p05 to p95 or as a fraction of
one, above which it has not settled."""


@dataclass(frozen=True, slots=True)
class Quantiles:
    """How measured quantities spread over the draws: some quantiles of each."""

    levels: tuple[float, ...]
    figure: Floats
    least: Floats
    """Lower end of the sampling error of each, at 95 %."""
    most: Floats
    """Upper end."""

    @property
    def settled(self) -> np.ndarray:
        """Which quantities have settled: no quantile could be otherwise by more than a little.

        A little is 0.05, or for weeks a twentieth of the largest end.
        """
        with np.errstate(invalid="ignore"):
            error = np.where(self.most == self.least, 0.0, self.most - self.least)
            scale = np.maximum(1.0, np.where(np.isfinite(self.most[-1]), self.most[-1], 1.0))
        return np.asarray((error <= SETTLED * scale).all(axis=0))


def quantiles(amounts: Floats, levels: Sequence[float] = LEVELS) -> Quantiles:
    """Find how measured quantities spread, and how far off that is with so few draws.

    Parameters
    ----------
    amounts : ndarray, shape (quantities, draws)
        Infinite where something does not happen: such draws lie above all others.
    levels : sequence of float
        Quantiles wanted, 0..1.

    Notes
    -----
    A quantile is an order statistic, never between two draws, so that it can be opened. The
    number of draws below the true quantile q is binomial(n, q): the order statistics at the 2.5
    and 97.5 % points of that enclose it with 95 %, whatever the distribution.

    References
    ----------
    David & Nagaraja (2003), Order Statistics, 3rd ed., section 7.1, doi 10.1002/0471722162.

    Examples
    --------
    >>> found = quantiles(np.arange(101.0)[None], (0.5,))
    >>> found.figure.item(), found.least.item(), found.most.item()
    (50.0, 40.0, 60.0)
    """
    count = amounts.shape[1]
    ordered = np.sort(amounts, axis=1)
    table = []
    for level in levels:
        place = min(count - 1, int(np.floor(level * count)))
        first, last = (
            int(stats.binom.ppf(part, count, level)) for part in ((1 - _SURE) / 2, (1 + _SURE) / 2)
        )
        ends = (max(0, first - 1), min(count - 1, last))
        table.append([ordered[:, place], ordered[:, ends[0]], ordered[:, ends[1]]])
    figure, least, most = np.moveaxis(np.array(table).reshape(len(levels), 3, -1), 1, 0)
    return Quantiles(tuple(levels), figure, least, most)


@dataclass(frozen=True, slots=True)
class Chances:
    """How often each dependency was judged in each class, over all draws."""

    chance: Floats
    """Shape (quantities, classes), 0..1."""
    error: Floats
    """Shape (quantities, classes): standard error."""

    def likeliest(self) -> np.ndarray:
        """Number of the class drawn most often, shape (quantities,)."""
        found: np.ndarray = self.chance.argmax(axis=1)
        return found

    def sureness(self) -> list[Sureness]:
        """Whether each is firm, leaning or open."""
        return [sureness(float(one)) for one in self.chance.max(axis=1, initial=0.0)]


def sureness(chance: float) -> Sureness:
    """Word for the chance of the class drawn most often.

    Examples
    --------
    >>> [sureness(one) for one in (0.95, 0.7, 0.5)]
    ['firm', 'leaning', 'open']
    """
    if chance >= FIRM:
        return "firm"
    return "leaning" if chance >= LEANING else "open"


def chances(classes: Floats, n_classes: int) -> Chances:
    """Count how often each dependency was judged in each class.

    Parameters
    ----------
    classes : ndarray, shape (quantities, draws)
        Numbers of the classes.
    n_classes : int
        How many there are.
    """
    found = np.stack([(classes == one).mean(axis=1) for one in range(n_classes)], axis=1)
    error = np.sqrt(found * (1.0 - found) / classes.shape[1])
    return Chances(found, error)


def top_share(amounts: Floats, count: int) -> Floats:
    """Part of the draws in which each quantity is among the largest, shape (quantities,).

    Ties at the edge share the places that are left.
    """
    ordered = -np.sort(-amounts, axis=0)
    edge = ordered[min(count, len(amounts)) - 1]
    above, at = amounts > edge, amounts == edge
    free = count - above.sum(axis=0)
    part = above + at * np.clip(free / np.maximum(1, at.sum(axis=0)), 0.0, 1.0)
    share: Floats = part.mean(axis=1)
    return share


def tied(amounts: Floats, *, sure: float = FIRM) -> list[tuple[int, int]]:
    """Neighbours in the order of the medians that the draws do not tell apart.

    Two are tied unless one is the larger in at least this part of the draws.
    """
    order = np.argsort(-np.median(amounts, axis=1), kind="stable").tolist()
    return [
        (first, second)
        for first, second in pairwise(order)
        if (amounts[first] > amounts[second]).mean() < sure
    ]


def telling_draws(amounts: Floats) -> tuple[int, int, int]:
    """Draws nearest to p05, to the median and to p95 of one quantity, by number.

    Examples
    --------
    >>> telling_draws(np.array([0.1, 0.9, 0.5, 0.4, 0.6]))
    (0, 2, 1)
    """
    count = len(amounts)
    order = np.argsort(amounts, kind="stable")
    low, middle, high = (int(order[min(count - 1, int(level * count))]) for level in LEVELS)
    return low, middle, high
