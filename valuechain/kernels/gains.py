"""How much of a loss comes back after one turn of a circle."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from valuechain.kernels.arrays import Effects, Floats, Ints
from valuechain.kernels.lump import Lumped

_SLOW: Final = 0.99
_TURNS: Final = 200
IMPORTANT, MINOR = 1, 2


def circle_gain(lumped: Lumped, cells: Ints, *, effects: Effects) -> float:
    """Largest part of an equal loss in a circle that returns after one turn, in the long run.

    Power iteration of v <- max over slots of effect * (sum of share * v): with all figures above
    zero this is the growth of the slowest way to lose; at most 1 unless minor inputs add up.

    Parameters
    ----------
    lumped : Lumped
        The cells.
    cells : ndarray of int
        Cells of one circle.
    effects : Effects
        Effects of important and minor inputs.
    """
    inside = np.zeros(lumped.n_cells, dtype=bool)
    inside[cells] = True
    mine = np.flatnonzero(inside[lumped.slot_cell[lumped.alternative_slot]])
    slot = lumped.alternative_slot[mine]
    cell = lumped.slot_cell[slot]
    importance = np.asarray(lumped.columns.slot_essentiality)[lumped.slot_original[slot]]
    capacity = lumped.columns.alternative_capacity[lumped.alternative_original[mine]]
    effect = capacity * np.where(importance == IMPORTANT, effects.important, 1.0)
    weak = importance == MINOR
    effect[weak] = effects.minor * capacity[weak]
    supply = lumped.supply[lumped.alternative_supply[mine]]
    level: Floats = inside.astype(np.float64)
    gain = 0.0
    for _ in range(_TURNS):
        back = effect * (supply @ (level * inside)[lumped.cell_of])
        new = np.zeros(lumped.n_cells)
        np.maximum.at(new, cell[~weak], back[~weak])
        added = np.zeros(lumped.n_cells)
        np.add.at(added, cell[weak], back[weak])
        new = np.maximum(new, added)
        gain = float(new.max())
        if gain <= 0:
            return 0.0
        level = (new + level * gain) / (2 * gain)
    return gain


def slow_circles(
    lumped: Lumped, circle: Ints, *, effects: Effects, product_ids: Sequence[str]
) -> tuple[str, ...]:
    """Name the circles with a gain above 0.99, as lists of products."""
    named = []
    for one in np.unique(circle[circle >= 0]):
        cells = np.flatnonzero(circle == one).astype(np.int32)
        if circle_gain(lumped, cells, effects=effects) > _SLOW:
            products = np.unique(lumped.columns.producer_product[lumped.representative[cells]])
            named.append(", ".join(product_ids[p] for p in products.tolist() if p >= 0))
    return tuple(named)
