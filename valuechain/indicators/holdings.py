"""What a set of countries holds of every product, and of each layer at a level."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from valuechain.kernels.arrays import Floats
from valuechain.shocks.remainders import Remainders
from valuechain.shocks.suppliers import attributes_of
from valuechain.stack.columns import BUYER, REMAINDER, UNKNOWN, USE, Stack
from valuechain.vocab.tolerances import EXACT
from valuechain.vocab.words import Attribute


def holdings(
    stack: Stack, remainders: Remainders, *, members: frozenset[str], attribute: Attribute
) -> Floats:
    """Share of every product that some countries hold; see method R27 and R28.

    Parameters
    ----------
    stack : Stack
        The stack.
    remainders : Remainders
        Who could be in its remainders.
    members : frozenset of str
        The countries.
    attribute : str
        Held by site, headquarters, owner, or by at least one of them.

    Returns
    -------
    ndarray of float, shape (products, 3)
        Low (named rows alone), value, high (with what merely may lie there); 0..1.
    """
    rows = np.flatnonzero((stack.producer_kind != USE) & (stack.producer_kind != BUYER))
    inside = np.zeros(len(rows), dtype=bool)
    partly = inside.copy()
    whole = np.array([place <= members for place in stack.place_members] or [False])
    touched = np.array([bool(place & members) for place in stack.place_members] or [False])
    for name in attributes_of(attribute):
        place = stack.attribute(name)[rows]
        known = place >= 0
        inside |= known & whole[np.maximum(place, 0)]
        partly |= known & touched[np.maximum(place, 0)]
    rest = stack.producer_kind[rows] == REMAINDER
    unlisted = rest & (stack.producer_site[rows] == UNKNOWN)
    share, product = stack.producer_share[rows], stack.producer_product[rows]
    count = len(stack.product_ids)

    def total(mask: np.ndarray) -> Floats:
        found = np.bincount(product[mask], weights=share[mask], minlength=count)
        return found.astype(np.float64)

    could = np.array(
        [
            sum(remainders.country(n, country=one, attribute=attribute) for one in sorted(members))
            for n in range(count)
        ]
    )
    high = total(inside | partly) + np.minimum(could, total(unlisted))
    return np.column_stack(
        [total(inside & ~rest), total(inside & ~unlisted), np.minimum(1.0, high)]
    )


@dataclass(frozen=True, slots=True)
class LayerCapacity:
    """What some countries hold of one layer: never a mean.

    ``at_theta`` counts the products of which they hold at least theta, at low, value and high;
    ``smallest`` is the smallest share of any product; ``short`` are the products below theta at the
    value, ``unsure`` those of which the bounds decide differently.
    """

    layer: str
    products: int
    at_theta: tuple[int, int, int]
    smallest: tuple[float, float, float]
    smallest_product: str
    short: tuple[str, ...]
    unsure: tuple[str, ...]


def layer_capacities(
    held: Floats, *, products: Sequence[str], layers: Sequence[str], theta: float
) -> list[LayerCapacity]:
    """Count per layer the products of which some countries hold enough, and find the weakest.

    Parameters
    ----------
    held : ndarray of float, shape (products, 3)
        From :func:`holdings`.
    products, layers : sequence of str
        Every product, and the layer of each.
    theta : float
        Share from which a product counts as supplied, 0..1.

    Returns
    -------
    list of LayerCapacity
        In the order in which layers first stand.
    """
    found = []
    enough = held >= theta - EXACT
    for layer in dict.fromkeys(layers):
        mine = [n for n, one in enumerate(layers) if one == layer]
        low, middle, high = enough[mine].sum(axis=0).tolist()
        least = held[mine].min(axis=0).tolist()
        found.append(
            LayerCapacity(
                layer=layer,
                products=len(mine),
                at_theta=(low, middle, high),
                smallest=(least[0], least[1], least[2]),
                smallest_product=products[min(mine, key=lambda n: (held[n, 1], products[n]))],
                short=tuple(products[n] for n in mine if not enough[n, 1]),
                unsure=tuple(products[n] for n in mine if enough[n, 0] != enough[n, 2]),
            )
        )
    return found
