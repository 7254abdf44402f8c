"""Mutual dependence: the losses of two sides, product by product, taken together. Never a mean.

References
----------
Method section 3 and rule R87.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from valuechain.kernels.arrays import Floats
from valuechain.kernels.levels import is_above
from valuechain.kernels.plan import Rows

NEGLIGIBLE: Final = 0.01
"""Loss that is no more than who is not listed could be in nearly every remainder, 0..1."""


@dataclass(frozen=True, slots=True)
class SideLosses:
    """What one side loses of every product in one week, by the other side's refusal.

    ``direct`` is the part of a product that the refuser supplies itself, ``used``, shape
    (products,), whether a listed maker of this side buys it, ``first_week`` the week in which it
    falls below theta at the figure, 0 if it does not.
    """

    at: Floats
    direct: Floats
    used: NDArray[np.bool_]
    first_week: NDArray[np.int16]

    def largest(self, among: Rows) -> tuple[float, float, float]:
        """Largest loss of some products: at the lower bound, the value and the upper bound."""
        low, middle, high = self.at[:, among].max(axis=1, initial=0.0).tolist()
        return low, middle, high

    def worst(self, among: Rows) -> int | None:
        """The product that is hit worst; None if nothing is lost at any bound.

        Of equal losses the one that a maker there buys, then the one of which more follows from
        others, is named.
        """
        if not len(among) or self.at[:, among].max() <= 0:
            return None
        one = self.at[:, among]
        keys = (one[1] - self.direct[1, among], one[2], self.used[among], np.round(one[1], 9))
        return int(among[_last(keys)])

    def follows(self, among: Rows) -> int | None:
        """The product of which most is lost beyond what the refuser supplies itself.

        None if that is negligible everywhere, also at the upper bound.
        """
        for bound in (1, 2):
            beyond = self.at[bound, among] - self.direct[bound, among]
            if len(among) and is_above(beyond.max(), NEGLIGIBLE):
                return int(among[_last((self.used[among], np.round(beyond, 9)))])
        return None

    def hits(self, among: Rows, *, threshold: float) -> tuple[int, int, int]:
        """Number of products of which more than a threshold is lost, low, value and high."""
        low, middle, high = is_above(self.at[:, among], threshold).sum(axis=1).tolist()
        return low, middle, high

    def mostly_others(self, among: Rows, *, threshold: float) -> Rows:
        """Products of which the refuser supplies no more than a threshold at every bound."""
        found: Rows = among[~is_above(self.direct[2, among], threshold)]
        return found


def _last(keys: tuple[NDArray[np.generic], ...]) -> int:
    """Position of the largest by the last key, then the one before it; the first of equals."""
    order = np.lexsort(keys)
    best = order[-1]
    same = np.ones(len(order), dtype=bool)
    for key in keys:
        same &= key == key[best]
    return int(np.flatnonzero(same)[0])
