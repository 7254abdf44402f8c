"""Exposure of layers: the product that is hit worst and how many are down; never a mean."""

from dataclasses import dataclass

import numpy as np

from valuechain.indicators.exposure import Exposures
from valuechain.kernels.arrays import Floats
from valuechain.kernels.levels import first_lowest, is_below


@dataclass(frozen=True, slots=True)
class LayerExposure:
    """Worst product of a layer for one removal and horizon; bounds 0..1."""

    layer: str
    removal: int
    horizon: int
    worst_product: str
    bounds: tuple[float, float, float]
    below_theta: int
    products: int


def layer_exposures(
    found: Exposures, layer_of: dict[str, str], *, products: tuple[str, ...], theta: float
) -> list[LayerExposure]:
    """Exposure of every layer to every removal at every horizon.

    Parameters
    ----------
    found : Exposures
        Exposure of the virtual buyers, watched in the order of ``products``.
    layer_of : dict
        Layer of each product.
    products : tuple of str
        Products watched.
    theta : float
        A product is down when its level is below this, 0..1.

    Returns
    -------
    list of LayerExposure
        Rows in which nothing is lost even at the upper bound are left out.
    """
    rows = []
    layers = sorted(set(layer_of.values()))
    members = {
        layer: [i for i, p in enumerate(products) if layer_of[p] == layer] for layer in layers
    }
    for layer in layers:
        mine = members[layer]
        at: Floats = found.at[:, :, mine, :]
        worst = first_lowest(-at[:, 1].transpose(0, 2, 1))
        down = is_below(1.0 - at[:, 1], theta).sum(axis=1)
        top = at.max(axis=2)
        for removal, horizon in np.argwhere(top[:, 2] > 0):
            place = mine[int(worst[removal, horizon])]
            rows.append(
                LayerExposure(
                    layer,
                    int(removal),
                    int(horizon),
                    products[place],
                    (
                        float(top[removal, 0, horizon]),
                        float(top[removal, 1, horizon]),
                        float(top[removal, 2, horizon]),
                    ),
                    int(down[removal, horizon]),
                    len(mine),
                )
            )
    return rows
