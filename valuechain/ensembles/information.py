"""What it is worth to know a figure: fewer wrong verdicts.

References
----------
Strong, Oakley & Brennan (2014), Estimating multiparameter partial expected value of perfect
information from a probabilistic sensitivity analysis sample, Medical Decision Making 34(3), doi
10.1177/0272989X12465669.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from valuechain.kernels.arrays import Floats

_KNOTS: Final = 4
_BINS: Final = 25
_IN_BIN: Final = 40
"""Draws that a class of a figure holds at least."""
_SMOOTH, _STEPS = 0.001, 0.1
"""Shrinkage of the smooth terms, and of the steps, beside the number of draws."""
_FOLDS: Final = 5


@dataclass(frozen=True, slots=True)
class Worth:
    """Expected gain of knowing something before a choice is made."""

    evppi: float
    """In the unit of the benefits; of verdicts: chance of misclassification that it takes away."""
    error: float
    """Standard error."""


def spline_terms(ranks: Floats, knots: int = _KNOTS) -> Floats:
    """Terms of a natural cubic spline, shape (terms, draws), of ranks 0..1."""
    at = np.linspace(0.0, 1.0, knots + 1)

    def cubic(knot: float) -> Floats:
        hinge = np.maximum(ranks - knot, 0.0) ** 3 - np.maximum(ranks - at[-1], 0.0) ** 3
        term: Floats = hinge / (at[-1] - knot)
        return term

    edge = cubic(float(at[-2]))
    return np.array([ranks, *(cubic(float(knot)) - edge for knot in at[:-2])])


def _terms(figure: Floats, bins: int) -> tuple[Floats, Floats]:
    """Terms of one figure, and how much each is shrunk: a spline, and steps.

    A figure of few values has a step for each.
    """
    values, place = np.unique(figure, return_inverse=True)
    if len(values) > bins:
        order = np.argsort(np.argsort(figure, kind="stable"), kind="stable")
        place = order * bins // len(figure)
        smooth = spline_terms(order / (len(figure) - 1.0))
    else:
        bins, smooth = len(values), np.empty((0, len(figure)))
    steps = (place == np.arange(bins)[:, None]).astype(np.float64)
    terms = np.concatenate([smooth, steps])
    shrink = np.concatenate([np.full(len(smooth), _SMOOTH), np.full(bins, _STEPS)])
    spread = terms.std(axis=1, keepdims=True)
    centred = (terms - terms.mean(axis=1, keepdims=True)) / np.where(spread > 0, spread, 1.0)
    return centred, shrink


def evppi(benefits: Floats, figures: Sequence[Floats]) -> Worth:
    """Expected value of knowing some figures perfectly, by regression on the sample.

    Parameters
    ----------
    benefits : ndarray, shape (choices, draws)
        What each choice yields in each draw.
    figures : sequence of ndarray, shape (draws,)
        The figures that would be known; what each draw had.

    Returns
    -------
    Worth
        At least 0.

    Notes
    -----
    E over the figures of max over choices of E(benefit | figures), minus the best choice without
    knowing. The inner mean is a regression of each benefit on the figures, one by one: natural
    cubic splines of their ranks and, because a verdict flips at a threshold, steps. The choice in
    a draw is made by a regression on the other four fifths of the draws and rewarded by what that
    draw has: so chance gains nothing, and what is reported errs low. The error is that of the mean
    reward. Figures that matter only together, of which none does alone, are not seen.
    """
    count = benefits.shape[1]
    if not figures or len(benefits) < 2:
        return Worth(0.0, 0.0)
    bins = max(3, min(_BINS, count // _IN_BIN) // len(figures))
    parts = [_terms(one, bins) for one in figures]
    terms = np.concatenate([part[0] for part in parts])
    shrink = np.concatenate([part[1] for part in parts])
    fold = np.arange(count) % _FOLDS
    gain = np.empty(count)
    for number in range(_FOLDS):
        test, train = fold == number, fold != number
        fitted, plain = _fitted(benefits[:, train], terms[:, train], shrink, at=terms[:, test])
        seen = benefits[:, test]
        columns = np.arange(seen.shape[1])
        gain[test] = seen[fitted.argmax(axis=0), columns] - seen[plain]
    error = float(gain.std() / np.sqrt(count))
    return Worth(max(0.0, float(gain.mean())), error)


def _fitted(benefits: Floats, terms: Floats, shrink: Floats, *, at: Floats) -> tuple[Floats, int]:
    """Benefits expected by the regression, and the choice that is best on average."""
    means = benefits.mean(axis=1)
    square = terms @ terms.T + np.diag(shrink * terms.shape[1])
    slopes = np.linalg.solve(square, terms @ (benefits - means[:, None]).T).T
    return means[:, None] + slopes @ at, int(means.argmax())


def verdict_benefits(classes: Floats, n_classes: int) -> Floats:
    """Benefit of calling a verdict each class: 1 in draws where it is right, (classes, draws).

    With these, the expected value of perfect information is the chance of misclassification.
    """
    return np.stack([(classes == one).astype(np.float64) for one in range(n_classes)])
