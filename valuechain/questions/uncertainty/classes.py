"""Classes of dependencies in many draws at once, by the rule that judges one.

The rule is that of :func:`valuechain.indicators.verdicts.judge`, without its sentences.
"""

from itertools import product as every
from typing import Final

import numpy as np
from numpy.typing import NDArray

from valuechain.indicators.likelihood import Answer, likelihood
from valuechain.indicators.verdicts import classify
from valuechain.kernels.arrays import Floats
from valuechain.results.columns import CLASSES
from valuechain.schema import Model
from valuechain.shocks.removals import Removal
from valuechain.vocab.words import PUBLIC_INTERESTS

NO, YES, UNKNOWN = range(3)
_CHOICES: Final = {NO: (False,), YES: (True,), UNKNOWN: (True, False)}
_NUMBER: Final[dict[Answer, int]] = {"no": NO, "yes": YES, "unknown": UNKNOWN}
Codes = NDArray[np.int8]


def likely(model: Model, removal: Removal, *, circle: frozenset[str]) -> int:
    """Whether supply problems are likely: 0 no, 1 yes, 2 not known; the same in every draw."""
    answer, _ = likelihood(
        model,
        country=removal.removed,
        product=str(removal.product),
        attribute=removal.attribute,
        question="disaster" if removal.mode == "lost" else "coercion",
        circle=circle,
    )
    return _NUMBER[answer]


def class_table(model: Model, use: str, *, likely_answer: int) -> Codes:
    """Number of the class by the answers to exposed and to limited, shape (3, 3)."""
    threshold = model.thresholds.public_interest.value
    interest = PUBLIC_INTERESTS.index(model.uses[use].public_interest) <= PUBLIC_INTERESTS.index(
        threshold
    )
    table = np.empty((3, 3), dtype=np.int8)
    for exposed, limited in every(range(3), range(3)):
        found = {
            classify(interest=interest, exposed=e, likely=k, limited=s)
            for e in _CHOICES[exposed]
            for k in _CHOICES[likely_answer]
            for s in _CHOICES[limited]
        }
        klass = found.pop() if len(found) == 1 else "undecided"
        table[exposed, limited] = CLASSES.index(klass)
    return table


def exposed_answers(exposure: Floats, *, threshold: float) -> Codes:
    """Whether the exposure is above the threshold; unknown where the bounds differ.

    Parameters
    ----------
    exposure : ndarray, shape (bounds, ...)
        Exposure at the lower bound, the figure and the upper bound.
    threshold : float
        Exposure above which a use is exposed, 0..1.
    """
    above = exposure > threshold
    found = np.where(above.all(axis=0), YES, np.where(above.any(axis=0), UNKNOWN, NO))
    return found.astype(np.int8)


def limited_answers(
    *,
    replacement_weeks: Floats,
    spare: Floats | None,
    lost: Floats,
    lost_high: Floats,
    longest: float,
) -> Codes:
    """Whether replacement takes long and the others have too little to spare.

    Parameters
    ----------
    replacement_weeks : ndarray, shape (..., draws)
        Smallest substitution time on the binding routes; not a number where it is not known.
    spare : ndarray, shape (draws,), or None
        What the others could add where nothing of theirs is lost: spare capacity as a part of
        their own output times their share; None where it is not known.
    lost, lost_high : ndarray, shape (draws,)
        Part of the supply that is removed, and that at the upper bound.
    longest : float
        Weeks above which replacement is limited.
    """
    slow = np.where(
        np.isnan(replacement_weeks), UNKNOWN, np.where(replacement_weeks > longest, YES, NO)
    )
    if spare is None:
        short = np.full(lost.shape, UNKNOWN)
    else:
        with np.errstate(divide="ignore", invalid="ignore"):
            left = np.where(lost < 1, (1.0 - lost_high) / (1.0 - lost), 0.0)
        at_value, at_most = spare < lost, spare * left < lost_high
        short = np.where(at_value == at_most, np.where(at_value, YES, NO), UNKNOWN)
    no = (slow == NO) | (short == NO)
    found = np.where(no, NO, np.where((slow == UNKNOWN) | (short == UNKNOWN), UNKNOWN, YES))
    return found.astype(np.int8)
