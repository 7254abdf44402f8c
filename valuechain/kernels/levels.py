"""When a level counts as below a threshold and a loss as above it: one tolerance for all.

Shares that round, and rules such as one half, put many levels within rounding of a threshold. Such
a level is at it: neither below nor above.
"""

import numpy as np
from numpy.typing import NDArray

from valuechain.kernels.arrays import Floats
from valuechain.vocab.tolerances import EXACT


def is_below(level: Floats | float, theta: float) -> NDArray[np.bool_]:
    """Whether levels lie below a threshold, and not merely at it but for rounding.

    Examples
    --------
    >>> is_below(np.array([0.4, 0.5 - 1e-12, 0.6]), 0.5).tolist()
    [True, False, False]
    """
    found: NDArray[np.bool_] = np.asarray(level) < theta - EXACT
    return found


def is_above(loss: Floats | float, threshold: float) -> NDArray[np.bool_]:
    """Whether losses lie above a threshold, and not merely at it but for rounding.

    Examples
    --------
    >>> is_above(np.array([0.2, 0.25 + 1e-12, 0.3]), 0.25).tolist()
    [False, False, True]
    """
    found: NDArray[np.bool_] = np.asarray(loss) > threshold + EXACT
    return found


def first_lowest(level: Floats) -> NDArray[np.intp]:
    """Position of the first of the lowest levels along the last axis; rounding makes none lower.

    Examples
    --------
    >>> int(first_lowest(np.array([1.0, 0.4, 0.4 - 1e-15])))
    1
    """
    lowest = level.min(axis=-1, keepdims=True)
    found: NDArray[np.intp] = np.argmax(level <= lowest + EXACT, axis=-1)
    return found


def first_largest(*losses: Floats) -> int:
    """Position of the first of the largest losses; where the first table ties, the next decides.

    Examples
    --------
    >>> first_largest(np.array([0.4, 0.7, 0.7 + 1e-15]), np.array([1.0, 0.8, 0.9]))
    2
    """
    most = np.ones(len(losses[0]), dtype=bool)
    for loss in losses:
        most &= loss >= loss[most].max() - EXACT
    return int(most.argmax())
