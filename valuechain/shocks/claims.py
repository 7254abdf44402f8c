"""What several shocks take together of a remainder, in which each may hold another part.

Two bans, each by a country that may be a third of the unlisted supply, may close two thirds of it.
So parts of different holders add up, at most to all; parts of one holder do not.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from valuechain.kernels.arrays import Floats
from valuechain.shocks.parts import Part

PartForce = tuple[Part, Floats]
"""A part and its force in every week."""


def claimed(held: Sequence[PartForce]) -> tuple[PartForce, ...]:
    """Parts of remainders that all shocks together take, where that is more than one of them.

    Parameters
    ----------
    held : sequence of (Part, ndarray of shape (weeks,))
        All that is closed to the same customers.

    Returns
    -------
    tuple of (Part, ndarray)
        One for each remainder that is claimed by several, on top of what is there.
    """
    found: list[PartForce] = []
    for touches, rate in dict.fromkeys((part.touches, part.rate) for part, _ in held):
        some = [one for one in held if (one[0].touches, one[0].rate) == (touches, rate)]
        claimants = [one for one in some if one[0].claims]
        rows = sorted({row for part, _ in claimants for of in part.claims.values() for row in of})
        for row in rows if len(some) > 1 else ():
            lost = _together(some, row)
            deepest = float(lost.max())
            if deepest > 0:
                alone = replace(
                    claimants[0][0],
                    producers=np.array([row], dtype=np.int32),
                    depth=np.array([deepest]),
                    claims={},
                )
                found.append((alone, lost / deepest))
    return tuple(found)


def _together(held: Sequence[PartForce], row: int) -> Floats:
    """Part of one remainder that is lost in every week, shape (weeks,).

    What is taken of the whole of it takes the same of every holder. Whose shock is deepest counts
    first, until all of the remainder is theirs.
    """
    weeks = len(held[0][1])
    whole = np.zeros(weeks)
    force: dict[tuple[str, ...], Floats] = {}
    part: dict[tuple[str, ...], float] = {}
    for one, strength in held:
        holders = {who: of[row] for who, of in one.claims.items() if of.get(row, 0.0) > 0}
        if not holders and row in one.producers:
            depth = float(one.depth[np.searchsorted(one.producers, row)])
            whole = np.maximum(whole, depth * strength)
        for who, size in holders.items():
            part[who] = max(part.get(who, 0.0), size)
            force[who] = np.maximum(force.get(who, np.zeros(weeks)), strength)
    strengths = np.stack([force[one] for one in part])
    order = np.argsort(-strengths, axis=0, kind="stable")
    deepest = np.take_along_axis(strengths, order, axis=0)
    sizes = np.array(list(part.values()))[order]
    before = np.cumsum(sizes, axis=0) - sizes
    counted = np.minimum(sizes, np.maximum(0.0, 1.0 - before))
    found: Floats = whole + (counted * np.maximum(0.0, deepest - whole)).sum(axis=0)
    return np.minimum(found, 1.0)
