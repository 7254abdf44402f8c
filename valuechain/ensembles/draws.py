"""Draws: figures of a model as they may be, together one complete model each.

Draw k of a figure depends on the seed, on k and on the name of the figure only: the same bytes
whatever the size or order of the batch, the number of workers, or the other figures there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from valuechain.ensembles.factors import Factors, WholeOfShares
from valuechain.ensembles.pert import Pert
from valuechain.ensembles.philox import Words, philox, stream_key, uniforms
from valuechain.ensembles.scales import from_scale, to_scale
from valuechain.kernels.arrays import Floats


@dataclass(slots=True)
class Sampler:
    """Draws the uncertain figures of a model: each source figure once per draw, by its name.

    Parameters
    ----------
    factors : Factors
        What is drawn.
    seed : int
        Another seed gives other draws.
    """

    factors: Factors
    seed: int
    _keys: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self._keys = [stream_key(self.seed, one.stream) for one in self.factors.every]

    def uniforms(self, draws: Sequence[int]) -> tuple[Floats, Floats]:
        """Two numbers 0..1 of every figure in some draws, shape (figures, draws) each.

        The first is the place of the figure within its range, the second its turn among the
        shares that must sum to one amount.
        """
        words: Words = philox(self._keys, draws)
        return uniforms(words[0]), uniforms(words[1])

    def draw(self, draws: Sequence[int]) -> Floats:
        """Draw every figure within its range, shape (figures, draws).

        Parameters
        ----------
        draws : sequence of int
            Their numbers, from 0.
        """
        chance, turn = self.uniforms(draws)
        return self.figures(chance, turn)

    def figures(self, chance: Floats, turn: Floats) -> Floats:
        """Figures from their places in their ranges, shape (figures, draws).

        Parameters
        ----------
        chance, turn : ndarray, 0..1, shape (figures, draws)
            As from :meth:`uniforms`.
        """
        every = self.factors.every
        found = np.empty_like(chance)
        in_whole = {member for whole in self.factors.wholes for member in whole.members}
        for scale in ("plain", "weeks"):
            rows = [n for n, one in enumerate(every) if one.scale == scale and n not in in_whole]
            found[rows] = self._alone(rows, chance[rows])
        for row, one in enumerate(every):
            if one.scale == "class":
                up, down = one.chances
                step = (chance[row] > 1.0 - down).astype(np.float64) - (chance[row] < up)
                found[row] = one.mode + step
        for whole in self.factors.wholes:
            found[list(whole.members)] = self._together(whole, chance, turn)
        return found

    def _alone(self, rows: Sequence[int], chance: Floats) -> Floats:
        """Figures that are each by themselves; what has no width stays exactly as it is."""
        every = [self.factors.every[row] for row in rows]
        if not every:
            return chance
        scale = every[0].scale
        low, mode, high = (
            to_scale(np.array([[getattr(one, name)] for one in every]), scale)
            for name in ("low", "mode", "high")
        )
        drawn = from_scale(Pert(low, mode, high).quantile(chance), scale)
        plain = np.array([[one.mode] for one in every])
        fixed = np.array([[one.fixed] for one in every])
        bounded = np.clip(
            drawn, np.array([[one.low] for one in every]), np.array([[one.high] for one in every])
        )
        figures: Floats = np.where(fixed, plain, bounded)
        return figures

    def _together(self, whole: WholeOfShares, chance: Floats, turn: Floats) -> Floats:
        rows = list(whole.members)
        every = [self.factors.every[row] for row in rows]
        low, mode, high = (
            np.array([getattr(one, name) for one in every]) for name in ("low", "mode", "high")
        )
        return shares(Pert(low, mode, high), chance[rows], turn=turn[rows], total=whole.total)


def shares(ranges: Pert, chance: Floats, *, turn: Floats, total: float) -> Floats:
    """Shares within their ranges that sum to one amount, shape (shares, draws).

    Parameters
    ----------
    ranges : Pert
        Ranges, shape (shares,); some shares in them have that sum.
    chance, turn : ndarray, 0..1, shape (shares, draws)
        Place of each share in what is left of its range, and what its turn is: in each draw the
        share with the smallest number goes first.
    total : float
        What they sum to.

    Notes
    -----
    In a random order, each share is a PERT cut off to what still lets the others fit; the last
    is what is left. The order is drawn too, so no share is favoured by its place in the list.
    Marginals are therefore near the PERT of a share where its range is narrow beside those of
    the others, and flatter or narrower where the others leave little room.
    """
    order = np.argsort(turn, axis=0, kind="stable")
    columns = np.arange(chance.shape[1])
    found = np.empty_like(chance)
    left = np.full(chance.shape[1], total)
    least, most = np.full_like(left, ranges.low.sum()), np.full_like(left, ranges.high.sum())
    for row in order:
        one = Pert(ranges.low[row], ranges.mode[row], ranges.high[row])
        least = least - one.low
        most = most - one.high
        # Rounding may put the two a hair's breadth past each other where there is no room at all.
        bottom = np.clip(left - most, one.low, one.high)
        top = np.clip(left - least, bottom, one.high)
        drawn = one.quantile_within(chance[row, columns], least=bottom, most=top)
        found[row, columns] = np.where(one.low == one.high, one.mode, drawn)
        left = left - found[row, columns]
    return found
