"""Who can buy a product on its market, which makers do, and what is restricted already."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from valuechain.schema import Model
from valuechain.shocks.perspective import countries_of
from valuechain.stack.columns import BUYER, USE, Flags, Stack

WORLD: Final = "world"
EVERYONE: Final = "all"
"""Whom a restriction is aimed at if nobody is named."""


def sold_to(model: Model, stack: Stack, *, countries: frozenset[str]) -> tuple[Flags, Flags]:
    """Whether some, and whether all, of some countries can buy each product on its market.

    Returns
    -------
    some, every : numpy.ndarray of bool, shape (products,)
        Both true for a product sold to the world.
    """
    some, every = [], []
    for key in stack.product_ids:
        market = model.products[key].market
        where = countries if market == WORLD else countries_of(model, [market])
        some.append(bool(countries & where))
        every.append(countries <= where)
    return np.array(some), np.array(every)


def makers_buy(stack: Stack, *, countries: frozenset[str]) -> Flags:
    """Whether a listed maker in some countries buys each product, shape (products,)."""
    inside = np.array([place <= countries for place in stack.place_members] or [False])
    site = stack.producer_site
    there = (site >= 0) & inside[np.maximum(site, 0)]
    there &= (stack.producer_kind != BUYER) & (stack.producer_kind != USE)
    buys = there[stack.slot_customer[stack.alternative_slot]]
    found = np.zeros(len(stack.product_ids), dtype=bool)
    found[stack.alternative_product[buys]] = True
    return found


@dataclass(frozen=True, slots=True)
class SharedMarkets:
    """Which products each partner buys where home buys them too.

    ``they_buy`` and ``we_buy`` where some country of that side is on the market of the product,
    ``compared`` where all countries of both sides are.
    """

    they_buy: Flags
    we_buy: Flags
    compared: Flags


def markets_of(
    model: Model, stack: Stack, *, home: frozenset[str], partners: Sequence[frozenset[str]]
) -> SharedMarkets:
    """Find on which markets home and each partner buy, and can be compared.

    Parameters
    ----------
    model, stack : Model, Stack
        The model and its compiled form.
    home : frozenset of str
        Countries of home.
    partners : sequence of frozenset of str
        Countries of each partner.
    """
    ours, all_of_us = sold_to(model, stack, countries=home)
    theirs = [sold_to(model, stack, countries=one) for one in partners]
    shape = (len(partners), len(stack.product_ids))
    they_buy = np.array([some for some, _ in theirs]).reshape(shape)
    all_of_them = np.array([every for _, every in theirs]).reshape(shape)
    return SharedMarkets(they_buy, np.broadcast_to(ours, shape), all_of_them & all_of_us)


def restrictions_on(
    model: Model, *, by: frozenset[str], towards: frozenset[str]
) -> dict[str, tuple[str, ...]]:
    """Restrictions on exports from some countries to others that are, or may be, in force today.

    What is restricted already is not there to be withheld: part of the loss may have happened.

    Parameters
    ----------
    model : Model
        The model.
    by, towards : frozenset of str
        Countries that restrict, at least one of them; countries it is aimed at, at least one.

    Returns
    -------
    dict of str to tuple of str
        Names of the restrictions by product.
    """
    found: dict[str, list[str]] = {}
    for name, one in model.restrictions.items():
        aimed = any(
            place == EVERYONE or countries_of(model, [place]) & towards for place in one.towards
        )
        acts = one.side == "export" and one.standing in {"in-force", "unknown"}
        if acts and aimed and countries_of(model, [one.by]) & by:
            for product in one.products:
                found.setdefault(product, []).append(name)
    return {product: tuple(sorted(names)) for product, names in found.items()}
