"""What each part of a whole accounts for, divided so that it sums: the Shapley value."""

from collections.abc import Mapping
from itertools import combinations
from math import factorial

from valuechain.kernels.arrays import Floats

MOST = 6
"""Parts that are divided exactly: 64 combinations; more would take twice as many for each."""

KeptShocks = frozenset[int]


def combinations_of(count: int) -> list[KeptShocks]:
    """Give every combination of some parts of a shock, from none to all.

    Examples
    --------
    >>> [sorted(kept) for kept in combinations_of(2)]
    [[], [0], [1], [0, 1]]
    """
    return [
        frozenset(kept) for size in range(count + 1) for kept in combinations(range(count), size)
    ]


def shapley(worth: Mapping[KeptShocks, Floats], *, count: int) -> list[Floats]:
    """Divide a whole over its parts by what each adds, averaged over every order.

    Parameters
    ----------
    worth : mapping of frozenset of int to ndarray of float, shape (rows,)
        What every combination of parts brings about.
    count : int
        Number of parts.

    Returns
    -------
    list of ndarray of float, shape (rows,)
        One per part; they sum to the worth of all parts minus that of none.

    Notes
    -----
    phi_i = sum over S without i of s! (n - s - 1)! / n! * (v(S with i) - v(S)), s the size of S.

    References
    ----------
    Shapley, L. S. (1953). A value for n-person games. Contributions to the Theory of Games II,
    307-317. doi 10.1515/9781400881970-018.

    Examples
    --------
    >>> import numpy as np
    >>> found = {frozenset(): 0.0, frozenset({0}): 4.0, frozenset({1}): 4.0, frozenset({0, 1}): 6.0}
    >>> [float(one[0]) for one in shapley({k: np.array([v]) for k, v in found.items()}, count=2)]
    [3.0, 3.0]
    """
    parts = []
    for part in range(count):
        total = 0.0 * worth[frozenset()]
        for kept, before in worth.items():
            if part not in kept:
                size = len(kept)
                often = factorial(size) * factorial(count - size - 1) / factorial(count)
                total = total + often * (worth[kept | {part}] - before)
        parts.append(total)
    return parts
