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
_RIDGE: Final = 1e-6
_MOST_TERMS: Final = 40


@dataclass(frozen=True, slots=True)
class Worth:
    """Expected gain of knowing something before a choice is made."""

    evppi: float
    """In the unit of the benefits; of verdicts: chance of misclassification that it takes away."""
    error: float
    """Standard error."""


def spline_terms(figure: Floats, knots: int = _KNOTS) -> Floats:
    """Terms of a natural cubic spline of one figure, shape (terms, draws), from its ranks.

    A figure of few values gives one term for each value but one.
    """
    values = np.unique(figure)
    if len(values) <= knots:
        return np.array([(figure == one).astype(np.float64) for one in values[1:]]).reshape(
            -1, len(figure)
        )
    rank = np.argsort(np.argsort(figure, kind="stable"), kind="stable") / (len(figure) - 1.0)
    at = np.linspace(0.0, 1.0, knots + 1)

    def cubic(knot: float) -> Floats:
        hinge = np.maximum(rank - knot, 0.0) ** 3 - np.maximum(rank - at[-1], 0.0) ** 3
        term: Floats = hinge / (at[-1] - knot)
        return term

    edge = cubic(float(at[-2]))
    return np.array([rank, *(cubic(float(knot)) - edge for knot in at[:-2])])


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
    knowing. The inner mean is a regression of each benefit on natural cubic splines of the ranks
    of the figures (of many figures with a small ridge). The sample that fits is the one that is
    maximised over, which favours knowing: the gain of as many terms of pure noise, from shuffled
    figures, is taken off. Its error is that of the mean gain, for the regression as it stands.
    """
    terms = np.concatenate([spline_terms(one) for one in figures]) if figures else np.empty((0, 0))
    terms = _leading(terms)
    plain = benefits - benefits.mean(axis=1, keepdims=True)
    gain = _gain(benefits, plain, terms)
    dice = np.random.Generator(np.random.Philox(key=1))
    chance = [
        float(_gain(benefits, plain, terms[:, dice.permutation(terms.shape[1])]).mean())
        for _ in range(8)
    ]
    worth = float(gain.mean()) - float(np.mean(chance))
    error = float(np.hypot(gain.std() / np.sqrt(len(gain)), np.std(chance)))
    return Worth(max(0.0, worth), error)


def _leading(terms: Floats) -> Floats:
    """Terms with mean 0 and variance 1; of very many the leading combinations."""
    if not terms.size:
        return terms
    spread = terms.std(axis=1)
    terms = terms[spread > 0]
    terms = (terms - terms.mean(axis=1, keepdims=True)) / terms.std(axis=1, keepdims=True)
    if len(terms) <= _MOST_TERMS:
        return terms
    left = np.linalg.svd(terms, full_matrices=False)[0]
    some = left[:, :_MOST_TERMS].T @ terms
    leading: Floats = some / some.std(axis=1, keepdims=True)
    return leading


def _gain(benefits: Floats, plain: Floats, terms: Floats) -> Floats:
    """Gain in every draw of choosing by the fitted benefits, shape (draws,)."""
    count = benefits.shape[1]
    means = benefits.mean(axis=1)
    if not terms.size:
        return np.zeros(count)
    square = terms @ terms.T + _RIDGE * count * np.eye(len(terms))
    fitted = means[:, None] + (plain @ terms.T) @ np.linalg.solve(square, terms)
    best = int(means.argmax())
    gain: Floats = fitted.max(axis=0) - fitted[best]
    return gain


def verdict_benefits(classes: Floats, n_classes: int) -> Floats:
    """Benefit of calling a verdict each class: 1 in draws where it is right, (classes, draws).

    With these, the expected value of perfect information is the chance of misclassification.
    """
    return np.stack([(classes == one).astype(np.float64) for one in range(n_classes)])
