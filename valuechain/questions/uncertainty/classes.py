"""Classes of dependencies in many draws at once, by the rule that judges one.

The rule is that of `valuechain.indicators.verdicts` and, of countries by any tie, that of
`valuechain.indicators.worst_tie`, without their reasons.
"""

from collections.abc import Sequence
from itertools import product as every
from typing import Final

import numpy as np

from valuechain.indicators.likelihood import likelihood
from valuechain.indicators.verdicts import classify
from valuechain.kernels.arrays import Floats
from valuechain.kernels.levels import is_above
from valuechain.results.columns import CLASSES
from valuechain.schema import Model
from valuechain.shocks.removals import Removal
from valuechain.stack.columns import Codes
from valuechain.vocab.words import PUBLIC_INTERESTS, Answer

NO, YES, UNKNOWN = range(3)
_CHOICES: Final = {NO: (False,), YES: (True,), UNKNOWN: (True, False)}
_NUMBER: Final[dict[Answer, int]] = {"no": NO, "yes": YES, "unknown": UNKNOWN}
_UNDECIDED: Final = CLASSES.index("undecided")


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
    """Numbers of the worst and of the mildest class by the answers to exposed and to limited.

    Returns
    -------
    ndarray, shape (2, 3, 3)
        The worst class that is possible, then the mildest: one where nothing unknown decides.
    """
    threshold = model.thresholds.public_interest.value
    interest = PUBLIC_INTERESTS.index(model.uses[use].public_interest) <= PUBLIC_INTERESTS.index(
        threshold
    )
    table = np.empty((2, 3, 3), dtype=np.int8)
    for exposed, limited in every(range(3), range(3)):
        possible = [
            CLASSES.index(classify(interest=interest, exposed=e, likely=k, limited=s))
            for e in _CHOICES[exposed]
            for k in _CHOICES[likely_answer]
            for s in _CHOICES[limited]
        ]
        table[:, exposed, limited] = min(possible), max(possible)
    return table


def worst_of_ties(possible: Sequence[Codes]) -> Codes:
    """Class of a dependency from what is possible by each of its ties.

    Parameters
    ----------
    possible : sequence of ndarray, shape (2, ...)
        By tie: numbers of the worst and of the mildest class that is possible.

    Returns
    -------
    ndarray
        Numbers of the classes; undecided where an undecided tie could still be worse than all
        that are decided. Of one tie: undecided where more than one class is possible.
    """
    worst, mildest = np.stack(possible).min(axis=0)
    return np.where(worst < mildest, _UNDECIDED, mildest).astype(np.int8)


def exposed_answers(exposure: Floats, *, threshold: float) -> Codes:
    """Whether the exposure is above the threshold; unknown where the bounds differ.

    Parameters
    ----------
    exposure : ndarray, shape (bounds, ...)
        Exposure at the lower bound, the figure and the upper bound.
    threshold : float
        Exposure above which a use is exposed, 0..1.
    """
    above = is_above(exposure, threshold)
    found = np.where(above.all(axis=0), YES, np.where(above.any(axis=0), UNKNOWN, NO))
    return found.astype(np.int8)


def limited_answers(
    *,
    replacement_weeks: Floats,
    spare: Floats | None,
    lost: tuple[Floats, Floats],
    needed: tuple[Floats, Floats],
    longest: float,
) -> Codes:
    """Whether replacement takes long and the others have too little to spare.

    Parameters
    ----------
    replacement_weeks : ndarray, shape (..., draws)
        Largest substitution time on the binding routes; not a number where it is not known.
    spare : ndarray, shape (draws,), or None
        What the others could add where nothing of theirs is lost: spare capacity as a part of
        their own output times their share; None where it is not known.
    lost, needed : tuple of ndarray, shape (draws,) each
        Part of the supply that is removed, and that must come from others: the figure, and the
        same at the upper bound.
    longest : float
        Weeks above which replacement is limited.
    """
    slow = np.where(
        np.isnan(replacement_weeks), UNKNOWN, np.where(replacement_weeks > longest, YES, NO)
    )
    if spare is None:
        short = np.full(lost[0].shape, UNKNOWN)
    else:
        with np.errstate(divide="ignore", invalid="ignore"):
            left = np.where(lost[0] < 1, (1.0 - lost[1]) / (1.0 - lost[0]), 0.0)
        at_figure, at_most = spare < needed[0], spare * left < needed[1]
        short = np.where(at_figure == at_most, np.where(at_figure, YES, NO), UNKNOWN)
    no = (slow == NO) | (short == NO)
    found = np.where(no, NO, np.where((slow == UNKNOWN) | (short == UNKNOWN), UNKNOWN, YES))
    return found.astype(np.int8)
