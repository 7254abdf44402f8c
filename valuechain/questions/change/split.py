"""A difference split exactly over the classes of changes behind it, whatever their order."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import factorial
from typing import Final

import numpy as np
from numpy.typing import NDArray

Millionths = NDArray[np.int64]
Subset = frozenset[str]
MICRO: Final = 1_000_000
"""Numbers are split in whole millionths, as tables print them, so that parts sum exactly."""


def subsets(classes: Sequence[str]) -> list[Subset]:
    """Give every set of kinds of change, from none of them to all.

    Examples
    --------
    >>> [sorted(one) for one in subsets(["a", "b"])]
    [[], ['a'], ['b'], ['a', 'b']]
    """
    return [
        frozenset(some) for size in range(len(classes) + 1) for some in combinations(classes, size)
    ]


def split(measured: Mapping[Subset, Millionths], classes: Sequence[str]) -> dict[str, Millionths]:
    """Split what changes between no class and all of them over the classes.

    Parameters
    ----------
    measured : mapping of frozenset of str to ndarray of int
        What is measured with each set of classes, in whole millionths; all of one shape.
    classes : sequence of str
        The classes.

    Returns
    -------
    dict of str to ndarray of int
        The part of each class; the parts sum exactly to the difference.

    Notes
    -----
    The part of a class is its mean contribution over all orders in which the classes could come:
    the sum over sets of s classes without it of s! (n - s - 1)! / n! times what it adds to them.
    The parts are rounded to millionths so that the sum stays; what is left goes to the largest
    remainders, the earlier class first.

    References
    ----------
    Shapley, L.S. (1953). A value for n-person games. Contributions to the Theory of Games II,
    307-317. doi:10.1515/9781400881970-018

    Examples
    --------
    >>> none, a, b = frozenset(), frozenset("a"), frozenset("b")
    >>> of = {none: [0], a: [0], b: [0], a | b: [5]}
    >>> parts = split({k: np.array(v) for k, v in of.items()}, ["a", "b"])
    >>> {name: part.tolist() for name, part in parts.items()}
    {'a': [3], 'b': [2]}
    """
    n = len(classes)
    whole = factorial(n)
    empty, full = frozenset[str](), frozenset(classes)
    if not n:
        return {}
    parts = []
    for name in classes:
        others = [one for one in classes if one != name]
        part = np.zeros_like(measured[empty])
        for some in subsets(others):
            times = factorial(len(some)) * factorial(n - len(some) - 1)
            part = part + times * (measured[some | {name}] - measured[some])
        parts.append(part)
    raw = np.stack(parts)
    down = raw // whole
    left = (measured[full] - measured[empty]) - down.sum(axis=0)
    order = np.argsort(-(raw - down * whole), axis=0, kind="stable")
    rank = np.argsort(order, axis=0, kind="stable")
    rounded = down + (rank < left)
    return dict(zip(classes, rounded, strict=True))
