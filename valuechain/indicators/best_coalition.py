"""The coalition of at most k candidates that leaves the least exposure: exact, or with its gap."""

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Final

from valuechain.kernels.arrays import Floats
from valuechain.vocab.tolerances import EXACT

Coalition = frozenset[str]
CoalitionLoss = Callable[[Sequence[Coalition]], Floats]
"""What is left of exposure with each coalition trusted, shape (coalitions,)."""
CoalitionFloor = Callable[[Sequence[tuple[Coalition, Coalition]]], Floats]
"""Least that any coalition between an inner and an outer one leaves, shape (pairs,)."""

ALL: Final = 256
"""So many coalitions are all looked at; with more, those that cannot be best are left out."""
MOST: Final = 4096
"""Coalitions that are looked at before a gap is reported instead."""
_BATCH: Final = 64


@dataclass(frozen=True, slots=True)
class BestCoalition:
    """Partners with whom home loses least, as far as was searched.

    ``gap`` is by how much an unseen coalition could leave less at most: 0 is proof that none does.
    ``next_members`` and ``next_left`` are the best that leaves more, of those looked at.
    """

    size: int
    members: tuple[str, ...]
    left: float
    gap: float
    examined: int
    next_members: tuple[str, ...] | None
    next_left: float | None

    @property
    def exact(self) -> bool:
        """Whether it is proved that no coalition of this size leaves less."""
        return self.gap <= EXACT


def count_of(candidates: int, size: int) -> int:
    """Number of coalitions of at most a size, the empty one included.

    Examples
    --------
    >>> count_of(9, 3)
    130
    """
    return sum(comb(candidates, one) for one in range(min(size, candidates) + 1))


@dataclass(frozen=True, slots=True)
class CoalitionSearch:
    """The best coalition of every size from 1, and what each coalition looked at leaves."""

    best: tuple[BestCoalition, ...]
    left: Mapping[Coalition, float]


def best_coalitions(
    candidates: Sequence[str],
    *,
    size: int,
    loss: CoalitionLoss,
    floor: CoalitionFloor,
    every: int = ALL,
    most: int = MOST,
) -> CoalitionSearch:
    """Find the best coalition of at most 1, 2, ... size candidates.

    Every coalition is looked at where they are no more than ``every``; else branch and bound, and
    what remains open after ``most`` is the gap. Fewer members win a tie, then names.

    Parameters
    ----------
    candidates : sequence of str
        Countries that could join.
    size : int
        Largest number of members.
    loss, floor : callable
        What a coalition leaves, and a lower bound on what those between two leave.
    every, most : int
        How many coalitions are all looked at; how many at most.

    Returns
    -------
    CoalitionSearch
        The best of every size from 1.
    """
    names = sorted(candidates)
    seen: dict[Coalition, float] = {}
    found = []
    for k in range(1, size + 1):
        if count_of(len(names), k) <= every:
            fresh = [frozenset(c) for c in combinations(names, k)]
            fresh += [frozenset()] if not seen else []
            if fresh:
                seen.update(zip(fresh, loss(fresh).tolist(), strict=True))
            gap = 0.0
        else:
            gap = _branch(names, size=k, seen=seen, loss=loss, floor=floor, most=most)
        found.append(_best(seen, size=k, gap=gap))
    return CoalitionSearch(tuple(found), seen)


def _rank(item: tuple[Coalition, float]) -> tuple[float, int, tuple[str, ...]]:
    members, left = item
    return round(left / EXACT) * EXACT, len(members), tuple(sorted(members))


def _best(seen: dict[Coalition, float], *, size: int, gap: float) -> BestCoalition:
    ranked = sorted((item for item in seen.items() if len(item[0]) <= size), key=_rank)
    members, left = ranked[0]
    behind = next((item for item in ranked[1:] if item[1] > left + EXACT), None)
    return BestCoalition(
        size=size,
        members=tuple(sorted(members)),
        left=left,
        gap=gap,
        examined=len(seen),
        next_members=None if behind is None else tuple(sorted(behind[0])),
        next_left=None if behind is None else behind[1],
    )


def _branch(
    names: Sequence[str],
    *,
    size: int,
    seen: dict[Coalition, float],
    loss: CoalitionLoss,
    floor: CoalitionFloor,
    most: int,
) -> float:
    """Branch and bound, best first; coalitions looked at go to ``seen``. The gap that is left."""

    def look(coalitions: Sequence[Coalition]) -> None:
        fresh = [one for one in coalitions if one not in seen]
        if fresh:
            seen.update(zip(fresh, loss(fresh).tolist(), strict=True))

    look([frozenset(), *(frozenset({name}) for name in names)])
    order = sorted(names, key=lambda name: (seen[frozenset({name})], name))
    limit = len(seen) + most
    everyone = frozenset(order)
    nodes = [(float(floor([(frozenset(), everyone)])[0]), 0, frozenset[str](), 0)]
    made = 1
    while nodes and len(seen) < limit:
        best = min(left for one, left in seen.items() if len(one) <= size)
        if nodes[0][0] >= best - EXACT:
            return 0.0
        children: list[tuple[Coalition, int]] = []
        while nodes and len(children) < _BATCH and nodes[0][0] < best - EXACT:
            _, _, inner, start = heapq.heappop(nodes)
            children += [(inner | {order[i]}, i + 1) for i in range(start, len(order))]
        look([one for one, _ in children])
        deeper = [(one, at) for one, at in children if len(one) < size and at < len(order)]
        bounds = floor([(one, one | frozenset(order[at:])) for one, at in deeper])
        for (one, at), bound in zip(deeper, bounds.tolist(), strict=True):
            heapq.heappush(nodes, (bound, made, one, at))
            made += 1
    best = min(left for one, left in seen.items() if len(one) <= size)
    return max(0.0, best - nodes[0][0]) if nodes else 0.0
