"""What a circle of countries cannot do by itself: exposure to everyone outside it.

Jointly, everyone outside withholds at once; alone, the worst single country outside does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.batches import answered, batches
from valuechain.kernels.fast import Engine
from valuechain.shocks.outsiders import Circle, Outsiders, upstream
from valuechain.shocks.removals import Bound, Cut, to_shocks
from valuechain.stack.columns import Flags
from valuechain.vocab.countries import COUNTRIES

_MOST: Final = 96
"""Cuts that are followed at once."""


@dataclass(slots=True)
class Outside:
    """Exposure of some rows to whoever stands outside a circle, at one horizon.

    Answers are kept: circles that differ in nothing that matters are computed once.
    """

    engine: Engine
    outsiders: Outsiders
    effects: Effects
    watch: tuple[int, ...]
    weeks: int
    """Week looked at, from 1; 0 is the limit."""
    _rows: Flags = field(init=False)
    _stated: bool = field(init=False)
    """Whether the lower bound can differ from the value: a remainder states its country."""
    _same: dict[tuple[Bound, bytes], Floats] = field(default_factory=dict)
    _single: dict[tuple[Bound, bytes, str], Floats] = field(default_factory=dict)
    computed: int = 0
    """Responses computed so far."""

    def __post_init__(self) -> None:
        """Find who can matter at all."""
        self._rows = upstream(self.outsiders.stack, self.watch)
        self._stated = bool((self.outsiders.suppliers.stated & self._rows).any())

    @property
    def rows(self) -> Flags:
        """Producers on whom the uses depend, directly or by way of others."""
        return self._rows

    def lost(self, cuts: Sequence[Cut]) -> Floats:
        """Exposure of the watched rows to some cuts, shape (cuts, watched), 0..1.

        Raises
        ------
        ConvergenceError
            VA604: a response did not converge.
        """
        distinct = sorted(
            {cut for cut in cuts if not cut.nothing}, key=lambda cut: len(cut.classes)
        )
        found: dict[Cut, Floats] = {}
        for some, lost in answered(batches(distinct, _MOST), self._respond):
            found.update(zip(some, lost, strict=True))
        self.computed += len(distinct)
        nothing = np.zeros(len(self.watch))
        table = [found.get(cut, nothing) for cut in cuts]
        return np.clip(np.array(table).reshape(len(cuts), len(self.watch)), 0.0, 1.0)

    def _respond(self, cuts: Sequence[Cut]) -> Floats:
        shocks = to_shocks(self.outsiders.stack, cuts)
        if self.weeks == 0:
            level = self.engine.limit(shocks, self.effects, watch=self.watch)
        else:
            path = self.engine.weeks(shocks, self.effects, watch=self.watch, n_weeks=self.weeks)
            level = path[:, -1]
        lost: Floats = (1.0 - level).T
        return lost

    def _same_as(self, bound: Bound) -> Bound:
        return "value" if bound == "low" and not self._stated else bound

    def joint(self, circles: Sequence[Circle], bound: Bound) -> Floats:
        """Exposure to everyone outside each circle at once, shape (circles, watched), 0..1."""
        build, bound = self.outsiders.joint, self._same_as(bound)
        if bound == "high":
            return self.lost([build(circle, bound) for circle in circles])
        keys = [(bound, self.outsiders.signature(circle, self._rows)) for circle in circles]
        first = dict(zip(keys, circles, strict=True))
        fresh = [key for key in first if key not in self._same]
        for some in batches(fresh, _MOST):
            lost = self.lost([build(first[key], bound) for key in some])
            self._same.update(zip(some, lost, strict=True))
        return np.array([self._same[key] for key in keys]).reshape(len(keys), len(self.watch))

    def at_least(self, pairs: Sequence[tuple[Circle, Circle]], bound: Bound = "value") -> Floats:
        """Least that any circle between two can lose jointly, shape (pairs, watched), 0..1.

        Of a pair (inner, outer): nobody of the outer refuses, and only who is in the inner is
        hit. Whatever lies between refuses more and hits more, and the response is monotone.
        """
        build = self.outsiders.joint
        return self.lost([build(inner, bound, spared=outer) for inner, outer in pairs])

    def alone(self, circles: Sequence[Circle], countries: Sequence[str], *, bound: Bound) -> Floats:
        """What is lost if one country outside refuses, for each such country and circle.

        Returns
        -------
        ndarray of float, shape (circles, countries, watched)
            0..1; 0 for a country inside the circle.
        """
        pairs = [(circle, country) for circle in circles for country in countries]
        shape = (len(circles), len(countries), len(self.watch))
        return self.refusals(pairs, bound).reshape(shape)

    def refusals(self, pairs: Sequence[tuple[Circle, str]], bound: Bound) -> Floats:
        """Exposure of a circle to one country, pair by pair, shape (pairs, watched), 0..1.

        The circle matters only through whom it exposes: nobody but the refuser refuses anything.
        """
        bound = self._same_as(bound)
        hit = {circle: self.outsiders.hit(circle, self._rows).tobytes() for circle, _ in pairs}
        inside = [country in circle | self.outsiders.home for circle, country in pairs]
        keys = [(bound, hit[circle], country) for circle, country in pairs]
        fresh: dict[tuple[Bound, bytes, str], Cut] = {}
        for key, (circle, country), mine in zip(keys, pairs, inside, strict=True):
            if not mine and key not in self._single and key not in fresh:
                fresh[key] = self.outsiders.alone(circle, country, bound=bound)
        self._single.update(zip(fresh, self.lost(list(fresh.values())), strict=True))
        nothing = np.zeros(len(self.watch))
        table = [
            nothing if mine else self._single[key] for key, mine in zip(keys, inside, strict=True)
        ]
        return np.array(table).reshape(len(pairs), len(self.watch))


def can_matter(
    outsiders: Outsiders,
    rows: Flags,
    *,
    circle: Circle,
    candidates: Sequence[str],
    size: int,
    bound: Bound = "value",
) -> tuple[str, ...]:
    """Candidates that can change what a circle loses, in coalitions up to a size.

    Notes
    -----
    Whom a cut hits depends on which sites of customers lie wholly inside the circle. Who refuses
    depends, at the value, on which places of suppliers lie wholly outside; at the upper bound on
    which lie outside in part, and on the remainders that may be someone's outside. A country
    that can change none of these in such a coalition changes nothing.
    """
    owned, sited = outsiders.places(rows)
    members = outsiders.stack.place_members
    whole = circle | outsiders.home
    live: set[str] = set()
    for place in owned:
        outside = members[place] - whole
        if len(outside) <= size if bound == "high" else outside == members[place]:
            live |= outside
    for place in sited:
        if len(members[place] - whole) <= size:
            live |= members[place] - whole
    if bound == "high":
        live |= _could_free(outsiders, rows, whole=whole, size=size)
    return tuple(country for country in candidates if country in live)


def _could_free(outsiders: Outsiders, rows: Flags, *, whole: Circle, size: int) -> set[str]:
    """Countries that a coalition needs to keep part of a remainder from all who are outside.

    Where those left outside could have all of it whoever joins, nobody can. More countries than
    a coalition are left out of the sum, for a refuser spares its own customers: one that makes
    inside is led and owned from at most two countries outside.
    """
    spared = 2 if outsiders.attribute == "any" else 1
    stack, remainders = outsiders.stack, outsiders.suppliers.remainders
    found: set[str] = set()
    for row in np.flatnonzero(rows & outsiders.suppliers.unlisted).tolist():
        product = int(stack.producer_product[row])
        could = {
            one: remainders.country(product, country=one, attribute=outsiders.attribute)
            for one in sorted(COUNTRIES - whole)
        }
        largest = sorted(could.values(), reverse=True)
        if sum(largest[size + spared :]) < float(stack.producer_share[row]):
            found |= {one for one, part in could.items() if part > 0}
    return found


def gain_bounds(without: Floats, included: Floats, *, hosts: bool) -> Floats:
    """Gain of trusting someone: exposure without minus with, and what it can be.

    Parameters
    ----------
    without, included : ndarray of float, shape (3, rows)
        Exposure at the lower bound, the value and the upper bound, 0..1.
    hosts : bool
        Whether a refusal can hit someone in the new circle who was not in the old. If not, trust
        cannot hurt.

    Returns
    -------
    ndarray of float, shape (3, rows)
        Low, value, high; -1..1. Low is the least exposure without minus the most with: certain,
        and wide, because the same unlisted supply is taken at its best on one side and at its
        worst on the other.
    """
    value = without[1] - included[1]
    low = without[0] - included[2]
    high = without[2] - included[0]
    if not hosts:
        low = np.maximum(low, 0.0)
    return np.array([np.minimum(low, value), value, np.maximum(high, value)])
