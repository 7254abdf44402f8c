"""The PERT distribution: a lowest, a most plausible and a highest figure.

References
----------
Malcolm, Roseboom, Clark & Fazar (1959), Operations Research 7(5), doi 10.1287/opre.7.5.646; in its
usual form with lambda = 4: a beta with a = 1 + 4 (m - l) / (h - l), b = 1 + 4 (h - m) / (h - l).
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from valuechain.kernels.arrays import Floats


@dataclass(frozen=True, slots=True)
class Pert:
    """PERT distributions of some figures, arrays that broadcast against each other.

    Examples
    --------
    >>> one = Pert(np.array(10.0), np.array(20.0), np.array(60.0))
    >>> float(one.mean), float(one.variance)
    (25.0, 75.0)
    """

    low: Floats
    mode: Floats
    high: Floats

    @property
    def shapes(self) -> tuple[Floats, Floats]:
        """Shapes of the beta distribution that has a low, a most likely and a high figure."""
        width = np.where(self.high > self.low, self.high - self.low, 1.0)
        first = 1.0 + 4.0 * (self.mode - self.low) / width
        second = 1.0 + 4.0 * (self.high - self.mode) / width
        return first, second

    @property
    def mean(self) -> Floats:
        """(low + 4 mode + high) / 6."""
        mean: Floats = (self.low + 4.0 * self.mode + self.high) / 6.0
        return mean

    @property
    def variance(self) -> Floats:
        """(mean - low) (high - mean) / 7."""
        variance: Floats = (self.mean - self.low) * (self.high - self.mean) / 7.0
        return variance

    def below(self, figures: Floats) -> Floats:
        """Chance that a drawn figure is at most some amount."""
        width = np.where(self.high > self.low, self.high - self.low, 1.0)
        part = np.clip((figures - self.low) / width, 0.0, 1.0)
        first, second = self.shapes
        return np.asarray(special.betainc(first, second, part), dtype=np.float64)

    def quantile(self, chance: Floats) -> Floats:
        """Amount below which a drawn figure lies with a given chance."""
        first, second = self.shapes
        part = np.asarray(special.betaincinv(first, second, chance), dtype=np.float64)
        return np.asarray(np.clip(self.low + (self.high - self.low) * part, self.low, self.high))

    def quantile_within(self, chance: Floats, *, least: Floats, most: Floats) -> Floats:
        """Amount below which a figure lies with a chance, if it is drawn within limits only."""
        start, end = self.below(least), self.below(most)
        return np.asarray(np.clip(self.quantile(start + chance * (end - start)), least, most))
