"""Which figures decide: first-order indices from a sample, first and total ones by pick-freeze.

References
----------
Plischke, Borgonovo & Smith (2013), Global sensitivity measures from given data, European Journal
of Operational Research 226(3), doi 10.1016/j.ejor.2012.11.047. Saltelli, Annoni, Azzini,
Campolongo, Ratto & Tarantola (2010), Variance based sensitivity analysis of model output, Computer
Physics Communications 181(2), doi 10.1016/j.cpc.2009.09.018. Jansen (1999), Computer Physics
Communications 117(1-2), doi 10.1016/S0010-4655(98)00154-4.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import stats

from valuechain.ensembles.philox import philox, stream_key, uniforms
from valuechain.kernels.arrays import Floats

_PERMUTATIONS: Final = 50
_NOISE: Final = 0.95
"""An index is above noise if shuffled figures stay below it in this part of the cases."""


@dataclass(frozen=True, slots=True)
class GivenData:
    """How much of the spread each figure causes alone, estimated from one sample."""

    first: Floats
    """Shape (figures,): part of the variance that would go if the figure were known, without
    what would show by chance; may be a little below 0."""
    noise: Floats
    """Shape (figures,): index that figures of no effect exceed once in twenty."""

    @property
    def above_noise(self) -> np.ndarray:
        """Which figures do more than chance would; the others are not ranked."""
        found: np.ndarray = self.first > self.noise
        return found


def n_bins(n_draws: int) -> int:
    """Number of classes into which a sample is cut: n to the power 0.4, from 3 to 60.

    Examples
    --------
    >>> n_bins(1000), n_bins(20)
    (16, 3)
    """
    return int(np.clip(round(n_draws**0.4), 3, 60))


def _between(amount: Floats, order: np.ndarray, edges: np.ndarray) -> Floats:
    """Variance of the means of classes of a sorted sample, shape (figures,)."""
    sorted_amount = amount[order]
    sums = np.add.reduceat(sorted_amount, edges[:-1], axis=-1)
    sizes = np.diff(edges)
    means = sums / sizes
    between: Floats = ((means - amount.mean()) ** 2 * sizes).sum(axis=-1) / amount.shape[-1]
    return between


def ranked(figures: Floats) -> np.ndarray:
    """Draws of every figure from its smallest to its largest, ties in the order of the draws.

    Parameters
    ----------
    figures : ndarray, shape (figures, draws)
        What was drawn.

    Returns
    -------
    ndarray of int, shape (figures, draws)
        Numbers of draws.
    """
    return np.argsort(figures, axis=1, kind="stable")


def given_data(order: np.ndarray, amount: Floats, *, family: int = 1, seed: int = 0) -> GivenData:
    """First-order index of every figure for one quantity, from draws that there are anyway.

    Parameters
    ----------
    order : ndarray of int, shape (figures, draws)
        What was drawn, or the places within the ranges, as :func:`ranked` gives it: only their
        order counts, and it is the same for every quantity.
    amount : ndarray, shape (draws,)
        What was measured; finite.
    family : int
        Figures of which not one without effect should be above the noise by chance, 19 times in
        20; 1 asks it of each by itself.
    seed : int
        Of the permutations.

    Notes
    -----
    The draws are cut into classes of equal size by the figure; the variance of the class means
    over the variance is the index. By chance alone it would be about (classes - 1) / (draws - 1):
    the mean over permutations of the quantity is taken off. A figure of few values (a class of
    importance) is cut by rank too, ties in the order of the draws, which loses a little.
    """
    count, total = len(amount), float(amount.var())
    if total <= 0.0:
        return GivenData(np.zeros(len(order)), np.zeros(len(order)))
    edges = np.round(np.linspace(0, count, n_bins(count) + 1)).astype(np.intp)
    raw = _between(amount, order, edges) / total
    dice = np.random.Generator(np.random.Philox(key=seed))
    shuffled = np.stack([dice.permutation(amount) for _ in range(_PERMUTATIONS)])
    # Shuffling the quantity breaks every tie to any figure, so one distribution serves them all.
    plain = np.arange(count)
    chance = np.array([float(_between(one, plain, edges)) for one in shuffled]) / total
    # By chance the sum over the class means is a chi-square with one degree of freedom less than
    # there are classes; permutations say how large its mean really is.
    free = len(edges) - 2
    line = stats.chi2.ppf(1.0 - (1.0 - _NOISE) / family, free) / free
    noise = chance.mean() * (line - 1.0)
    return GivenData(raw - chance.mean(), np.full(len(order), noise))


@dataclass(frozen=True, slots=True)
class Sobol:
    """First-order and total indices of groups of figures, with their standard errors."""

    first: Floats
    """Shape (groups,)."""
    first_error: Floats
    total: Floats
    """Shape (groups,): part of the variance that stays if all others were known."""
    total_error: Floats
    runs: int
    """Draws that were measured."""

    @property
    def interaction(self) -> Floats:
        """Total minus first: what a group does together with others only."""
        together: Floats = self.total - self.first
        return together


def pick_freeze(
    measure: Callable[[Floats], Floats],
    groups: Sequence[Sequence[int]],
    *,
    n_figures: int,
    n_base: int,
    seed: int = 0,
    batch: int = 50,
) -> Sobol:
    """First-order and total indices of groups of independent figures, by exchanging them.

    Parameters
    ----------
    measure : callable
        Takes places within ranges, shape (figures, draws), 0..1; gives one quantity, (draws,).
    groups : sequence of sequence of int
        Positions of the figures of each group.
    n_figures : int
        How many figures there are.
    n_base : int
        Draws of each of the two base samples; n (groups + 2) are measured in all.
    seed : int
        Of the base samples.
    batch : int
        Draws measured at once.

    Notes
    -----
    With samples A and B and AB_g, A with the columns of group g from B:
    first = mean(f(B) (f(AB_g) - f(A))) / V (Saltelli et al. 2010, table 2, b);
    total = mean((f(A) - f(AB_g))**2) / 2 V (Jansen). Errors from the spread of the terms.
    """
    keys = [stream_key(seed, f"pick-freeze {number}") for number in range(n_figures)]
    words = philox(keys, range(n_base))
    base, other = uniforms(words[0]), uniforms(words[1])

    def measured(sample: Floats) -> Floats:
        parts = [measure(sample[:, at : at + batch]) for at in range(0, n_base, batch)]
        return np.concatenate(parts)

    at_base, at_other = measured(base), measured(other)
    every = np.concatenate([at_base, at_other])
    variance = float(every.var())
    # Centred, the estimator of the first order is far less noisy where the mean is large.
    middle = float(every.mean())
    found = []
    for group in groups:
        mixed = base.copy()
        mixed[list(group)] = other[list(group)]
        at_mixed = measured(mixed)
        first = (at_other - middle) * (at_mixed - at_base)
        total = (at_base - at_mixed) ** 2 / 2.0
        found.append([first.mean(), first.std(), total.mean(), total.std()])
    table = np.array(found).reshape(-1, 4).T / (variance or 1.0)
    root = np.sqrt(n_base)
    return Sobol(
        first=table[0],
        first_error=table[1] / root,
        total=table[2],
        total_error=table[3] / root,
        runs=n_base * (len(groups) + 2),
    )
