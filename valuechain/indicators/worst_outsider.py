"""The single country outside a circle whose refusal costs most, for many circles at once."""

from collections.abc import Sequence

import numpy as np

from valuechain.indicators.outside import Outside
from valuechain.kernels.arrays import Floats
from valuechain.shocks.outsiders import Circle
from valuechain.shocks.removals import Bound
from valuechain.vocab.tolerances import EXACT


class WorstOutsider:
    """Largest loss to one country outside, for every circle between two.

    Parameters
    ----------
    outside : Outside
        What answers for one cut.
    circle : frozenset of str
        The smallest circle asked about.
    candidates : sequence of str
        Countries that may join it.
    countries : sequence of str
        Countries that may refuse.
    bound : str
        Bound on the remainders.

    Notes
    -----
    A refusal costs least where only the smallest circle is hit by it, and most where all
    candidates but the refuser are. Who at most costs less than someone else at least is never
    the worst, so it need not be asked of each circle.
    """

    def __init__(
        self,
        outside: Outside,
        circle: Circle,
        *,
        candidates: Sequence[str],
        countries: Sequence[str],
        bound: Bound = "value",
    ) -> None:
        self.outside = outside
        self.bound = bound
        self.countries = tuple(countries)
        widest = circle | frozenset(candidates)
        self.least = outside.refusals([(circle, one) for one in countries], bound)
        self.most = outside.refusals([(widest - {one}, one) for one in countries], bound)

    def _stand_outside(self, circle: Circle) -> np.ndarray:
        return np.array([one not in circle for one in self.countries], dtype=bool)

    def losses(self, circles: Sequence[Circle]) -> Floats:
        """Largest loss to one country outside each circle, shape (circles, watched), 0..1."""
        found = np.zeros((len(circles), len(self.outside.watch)))
        asked: list[tuple[int, str]] = []
        for number, circle in enumerate(circles):
            there = self._stand_outside(circle)
            if not there.any():
                continue
            lead = self.least[there].max(axis=0)
            found[number] = lead
            open_ = (self.most > lead + EXACT) & (self.most > self.least + EXACT)
            asked += [
                (number, self.countries[place])
                for place in np.flatnonzero(open_.any(axis=1) & there).tolist()
            ]
        lost = self.outside.refusals([(circles[n], one) for n, one in asked], self.bound)
        for (number, _), one in zip(asked, lost, strict=True):
            found[number] = np.maximum(found[number], one)
        return found

    def at_least(self, pairs: Sequence[tuple[Circle, Circle]]) -> Floats:
        """Least that any circle between two can lose to one country, shape (pairs, watched)."""
        found = np.zeros((len(pairs), len(self.outside.watch)))
        for number, (_, outer) in enumerate(pairs):
            there = self._stand_outside(outer)
            if there.any():
                found[number] = self.least[there].max(axis=0)
        return found
