"""How much of a product's remainder could belong to what is removed (method section 2).

Unknown is never safe, nor wildly dangerous: each country or firm takes at most what someone
who is not listed can have. The assumption that who is not listed is smaller than who is listed
is printed with the results.
"""

from collections.abc import Iterable

import numpy as np

from valuechain.stack.columns import AGGREGATE, BUYER, REMAINDER, UNKNOWN, Flags, Stack
from valuechain.vocab.words import Attribute

_SINGLE = ("site", "headquarters", "owner")


def _listed(stack: Stack, product: int) -> Flags:
    rows: Flags = (stack.producer_product == product) & (stack.producer_kind != BUYER)
    listed: Flags = rows & (stack.producer_kind != REMAINDER)
    return listed


def _totals(stack: Stack, rows: Flags, attribute: Attribute) -> dict[str, float]:
    """Listed share of every country that a row names, by one attribute or by any."""
    names = _SINGLE if attribute == "any" else (attribute,)
    totals: dict[str, float] = {}
    for n in np.flatnonzero(rows):
        places = {int(stack.attribute(name)[n]) for name in names} - {UNKNOWN}
        for place in places:
            key = stack.place_ids[place]
            totals[key] = totals.get(key, 0.0) + float(stack.producer_share[n])
    return totals


def country_take(stack: Stack, product: int, *, country: str, attribute: Attribute) -> float:
    """Part of the remainder of a product that could belong to one country.

    Parameters
    ----------
    stack : Stack
        The stack.
    product : int
        Position of the product.
    country : str
        ISO 3166-1 alpha-3.
    attribute : str
        By site, headquarters, owner or any.

    Returns
    -------
    float
        A share of supply, 0 to the remainder.
    """
    row = int(stack.product_remainder[product])
    if row < 0 or stack.producer_site[row] != UNKNOWN:
        return 0.0
    remainder = float(stack.producer_share[row])
    if country in stack.product_excludes[product]:
        return 0.0
    rows = _listed(stack, product)
    aggregates = rows & (stack.producer_kind == AGGREGATE)
    if country in _totals(stack, aggregates, attribute):
        return 0.0
    if np.isfinite(stack.product_at_most[product]):
        return min(remainder, float(stack.product_at_most[product]))
    totals = _totals(stack, rows, attribute)
    if country in totals and not aggregates.any():
        return remainder
    return min([remainder, *(share for share in totals.values() if share > 0)])


def firm_take(stack: Stack, product: int, *, firm: int) -> float:
    """Part of the remainder of a product that could belong to a firm it does not list."""
    row = int(stack.product_remainder[product])
    if row < 0 or stack.producer_site[row] != UNKNOWN:
        return 0.0
    rows = np.flatnonzero(_listed(stack, product))
    if (stack.producer_firm[rows] == firm).any():
        return 0.0
    shares: dict[tuple[int, int], float] = {}
    for n in rows:
        who = int(stack.producer_firm[n])
        key = (who, -1) if who >= 0 else (-1, int(n))
        shares[key] = shares.get(key, 0.0) + float(stack.producer_share[n])
    named = [share for share in shares.values() if share > 0]
    return min([float(stack.producer_share[row]), *named])


def remainder_takes(
    stack: Stack,
    products: Iterable[int],
    *,
    members: frozenset[str],
    firm: int | None,
    attribute: Attribute,
) -> dict[int, float]:
    """What is left of each remainder after the most that the removed could have in it.

    Returns
    -------
    dict
        Row of the remainder to the part that is left, 0..1; untouched remainders are absent.
    """
    left: dict[int, float] = {}
    for product in products:
        row = int(stack.product_remainder[product])
        if row < 0:
            continue
        share = float(stack.producer_share[row])
        if firm is not None:
            taken = firm_take(stack, product, firm=firm)
        else:
            taken = sum(
                country_take(stack, product, country=c, attribute=attribute)
                for c in sorted(members)
            )
        if taken > 0:
            left[row] = 1.0 - min(share, taken) / share
    return left
