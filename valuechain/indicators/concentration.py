"""Concentration of supply: HHI, effective number, largest share, share from outside.

References
----------
Hirschman (1964), Am. Econ. Rev. 54:761. Bounds for the unlisted part: method section 2.
"""

from dataclasses import dataclass

import numpy as np

from valuechain.shocks.perspective import HomeAndTrusted
from valuechain.shocks.remainders import Remainders
from valuechain.stack.columns import BUYER, FIRM, REMAINDER, UNKNOWN, Flags, Stack
from valuechain.vocab.tolerances import ROUNDING
from valuechain.vocab.words import ATTRIBUTES, Attribute, Bounds

_SINGLE = ("site", "headquarters", "owner")


@dataclass(frozen=True, slots=True)
class Concentration:
    """Concentration of one product; each of the figures is (low, figure, high), 0..1.

    Under ``any`` one producer can count for several countries; the countries' shares are then
    divided by their sum before they are squared.
    """

    product: str
    by: str
    attribute: Attribute
    hhi: Bounds
    largest_name: str
    largest: Bounds
    outside_home: Bounds
    outside_trusted: Bounds
    outside_europe: Bounds

    @property
    def effective_number(self) -> tuple[float | None, float | None, float | None]:
        """Number of equally large suppliers with the same HHI; None where it is unbounded."""
        low, middle, high = (None if x <= 0 else 1.0 / x for x in self.hhi[::-1])
        return low, middle, high


def hhi(shares: list[float]) -> float:
    """Herfindahl-Hirschman index of concentration: the sum of squared shares, 0..1.

    Examples
    --------
    >>> hhi([0.5, 0.3, 0.2])
    0.38
    """
    return float(sum(share * share for share in shares))


def _fill_up(shares: list[float], rooms: list[float], each: float, left: float) -> list[float]:
    """Shares after an unlisted part went where it concentrates most.

    ``rooms`` says how much each listed share can take, ``each`` how much an unlisted one can.
    """
    filled = list(shares)
    for place in sorted(range(len(shares)), key=lambda i: -shares[i]):
        taken = min(rooms[place], left)
        filled[place] += taken
        left -= taken
    while each > 0 and left > ROUNDING:
        filled.append(min(each, left))
        left -= min(each, left)
    return filled


def _names(stack: Stack, row: int, attribute: Attribute) -> set[str]:
    names = _SINGLE if attribute == "any" else (attribute,)
    places = {int(stack.attribute(name)[row]) for name in names}
    return {stack.place_ids[p] for p in places if p >= 0}


def country_totals(stack: Stack, rows: Flags, *, attribute: Attribute) -> dict[str, float]:
    """Listed share of each country by one attribute, or by any of the three."""
    totals: dict[str, float] = {}
    for row in np.flatnonzero(rows):
        for name in _names(stack, int(row), attribute):
            totals[name] = totals.get(name, 0.0) + float(stack.producer_share[row])
    return totals


@dataclass(frozen=True, slots=True)
class _Outside:
    """Rows from outside a circle of countries; a group that only overlaps it may be either."""

    meant: Flags
    """Rows that are not wholly inside by each of the ties looked at."""
    sure: Flags
    """Rows wholly outside by one of them."""

    def share(self, stack: Stack, rows: Flags, unknown: float) -> Bounds:
        """Share of some rows that comes from outside, with what nobody knows of at most."""
        share = stack.producer_share
        named = rows & (stack.producer_kind != REMAINDER)
        low, middle = float(share[named & self.sure].sum()), float(share[rows & self.meant].sum())
        return low, middle, min(1.0, middle + unknown)


def _outside(
    stack: Stack, perspective: HomeAndTrusted, *, circle: frozenset[str], attribute: Attribute
) -> _Outside:
    names = _SINGLE if attribute == "any" else (attribute,)
    meant = np.zeros(stack.n_producers, dtype=bool)
    sure = np.zeros(stack.n_producers, dtype=bool)
    apart = np.array([not (members & circle) for members in stack.place_members] or [True])
    for name in names:
        column = stack.attribute(name)
        meant |= (column >= 0) & ~perspective.inside(stack, column, circle=circle)
        sure |= (column >= 0) & apart[np.maximum(column, 0)]
    return _Outside(meant, sure)


def _by_country(
    stack: Stack,
    product: int,
    attribute: Attribute,
    *,
    holding: Remainders,
    outside: tuple[_Outside, _Outside, _Outside],
) -> Concentration:
    mine = (stack.producer_product == product) & (stack.producer_kind != BUYER)
    listed = mine & (stack.producer_kind != REMAINDER)
    known = listed | (mine & (stack.producer_site != UNKNOWN))
    unknown = float(stack.producer_share[mine & ~known].sum())
    totals = country_totals(stack, known, attribute=attribute)
    names = sorted(totals, key=lambda name: (-totals[name], name))
    shares = [totals[name] for name in names]
    rooms = [holding.country(product, country=name, attribute=attribute) for name in names]
    at_most = float(stack.product_at_most[product])
    others = [at_most] if np.isfinite(at_most) else [s for s in shares if s > 0]
    full = _fill_up(shares, rooms, min([unknown, *others]), unknown)
    scale = (attribute == "any" and sum(shares) + unknown) or 1.0
    named = list(country_totals(stack, known & listed, attribute=attribute).values())
    least, figure, top = (hhi([s / scale for s in part]) for part in (named, shares, full))
    first = shares[0] if shares else 0.0
    home, trusted, europe = (one.share(stack, known, unknown) for one in outside)
    return Concentration(
        product=stack.product_ids[product],
        by="country",
        attribute=attribute,
        hhi=(min(least, figure), figure, max(figure, top)),
        largest_name=names[0] if names else "",
        largest=(max(named, default=0.0), first, max([first, *full])),
        outside_home=home,
        outside_trusted=trusted,
        outside_europe=europe,
    )


def _by_firm(stack: Stack, product: int, *, country: Concentration) -> Concentration:
    """Concentration by firm; from outside comes what does so by ``country``, under any tie."""
    mine = (stack.producer_product == product) & (stack.producer_kind != BUYER)
    firms = mine & (stack.producer_kind == FIRM)
    totals: dict[str, float] = {}
    for row in np.flatnonzero(firms):
        name = stack.firm_ids[stack.producer_firm[row]]
        totals[name] = totals.get(name, 0.0) + float(stack.producer_share[row])
    names = sorted(totals, key=lambda name: (-totals[name], name))
    shares = [totals[name] for name in names]
    groups = mine & ~firms & (stack.producer_kind != REMAINDER)
    others = [float(s) for s in stack.producer_share[groups] if s > 0]
    unlisted = float(stack.producer_share[mine & (stack.producer_kind == REMAINDER)].sum())
    each = min([unlisted, *(s for s in shares if s > 0)])
    others = _fill_up(others, [0.0] * len(others), each, unlisted)
    figure = hhi(shares)
    first = shares[0] if shares else 0.0
    return Concentration(
        product=stack.product_ids[product],
        by="firm",
        attribute="any",
        hhi=(figure, figure, hhi([*shares, *others])),
        largest_name=names[0] if names else "",
        largest=(first, first, max([first, *others])),
        outside_home=country.outside_home,
        outside_trusted=country.outside_trusted,
        outside_europe=country.outside_europe,
    )


def concentration(stack: Stack, perspective: HomeAndTrusted) -> list[Concentration]:
    """Concentration of every product, by country on each attribute and by firm.

    Parameters
    ----------
    stack : Stack
        The stack.
    perspective : HomeAndTrusted
        Home, trusted and Europe.

    Returns
    -------
    list of Concentration
        Five per product. The lower bound counts the named rows alone, the rest as split without
        end; the upper bound puts it where it concentrates most among those who may have it. For
        firms, an aggregate or remainder counts as unlisted and at worst as one firm.
    """
    holding, home = Remainders(stack), perspective.home
    outside = {
        attribute: (
            _outside(stack, perspective, circle=home, attribute=attribute),
            _outside(stack, perspective, circle=perspective.circle, attribute=attribute),
            _outside(stack, perspective, circle=perspective.europe | home, attribute=attribute),
        )
        for attribute in ATTRIBUTES
    }
    found = []
    for product in range(len(stack.product_ids)):
        by_country = {
            attribute: _by_country(stack, product, attribute, holding=holding, outside=circles)
            for attribute, circles in outside.items()
        }
        found += [*by_country.values(), _by_firm(stack, product, country=by_country["any"])]
    return found
