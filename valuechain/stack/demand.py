"""How the world's use of a product splits over those who need it."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from valuechain.kernels.arrays import Floats, Ints
from valuechain.stack.columns import BUYER, USE
from valuechain.vocab.tolerances import EXACT

LOCAL_PART: Final = 0.01
"""Who serves one country counts for this part of a product that is sold wider (judgement)."""

Stated = Mapping[int, Mapping[str, float]]


def demand_weights(
    *,
    alternative_slot: Ints,
    alternative_product: Ints,
    slot_customer: Ints,
    producer_kind: NDArray[np.int8],
    producer_product: Ints,
    producer_share: Floats,
    names: tuple[tuple[str, ...], tuple[str, ...]],
    stated: Stated,
    national: frozenset[int] = frozenset(),
) -> Floats:
    """Part of the demand for its product that every alternative stands for.

    Parameters
    ----------
    alternative_slot, alternative_product : ndarray of int, shape (alternatives,)
        Slot and product of every alternative, sorted by slot; the first of a slot is today's.
    slot_customer : ndarray of int, shape (slots,)
        Customer of every slot.
    producer_kind, producer_product, producer_share : ndarray, shape (producers,)
        Columns of the producer table.
    names : tuple
        Ids of the producers and of the products.
    stated : mapping
        By product, the weights of its customers (products or uses) that the model states.
    national : frozenset of int, optional
        Products that are sold in one country only.

    Returns
    -------
    ndarray, shape (alternatives,)
        0..1; at most 1 per product, what is left is final demand.

    Notes
    -----
    Within a customer product the producers count by share. Where a model states nothing,
    customer products count alike, and there is no final demand. Of what is sold wider than one
    country, a use, and a customer product that is sold in one country, count for a hundredth of a
    customer product that is not. A judgement that cancels where all of them miss the same part.
    """
    count = len(alternative_slot)
    weights = np.full(count, EXACT)
    if not count:
        return weights
    today = np.ones(count, dtype=bool)
    today[1:] = alternative_slot[1:] != alternative_slot[:-1]
    customer = slot_customer[alternative_slot]
    kind = producer_kind[customer]
    mine = np.flatnonzero(today & (kind != BUYER))
    is_use = kind[mine] == USE
    size = np.where(is_use, 1.0, producer_share[customer[mine]])
    group = np.where(is_use, len(names[1]) + customer[mine], producer_product[customer[mine]])
    bought = alternative_product[mine]
    pairs, which = np.unique(np.column_stack([bought, group]), axis=0, return_inverse=True)
    which = which.ravel()
    held = np.bincount(which, size).astype(np.float64)
    part = _group_parts(pairs, held, names=names, stated=stated, national=national)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.where(held[which] > 0, part[which] * size / held[which], 0.0)
    weights[mine] = np.maximum(found, EXACT)
    return weights


def _group_parts(
    pairs: NDArray[np.int64],
    held: Floats,
    *,
    names: tuple[tuple[str, ...], tuple[str, ...]],
    stated: Stated,
    national: frozenset[int],
) -> Floats:
    """Part of a product's demand that every group of customers stands for."""
    producers, products = names
    part = np.zeros(len(pairs))
    for product in np.unique(pairs[:, 0]).tolist():
        rows = np.flatnonzero((pairs[:, 0] == product) & (held > 0))
        groups = pairs[rows, 1]
        if product in stated:
            known = stated[product]
            part[rows] = [
                known.get(products[g] if g < len(products) else producers[g - len(products)], 0.0)
                for g in groups.tolist()
            ]
        elif len(rows):
            wide = (groups < len(products)) & ~np.isin(groups, sorted(national))
            raw = np.where(wide | (product in national), 1.0, LOCAL_PART)
            part[rows] = raw / raw.sum()
    return part
