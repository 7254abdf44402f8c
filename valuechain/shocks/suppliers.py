"""Who can be taken away: suppliers by country and firm, and what a remainder could hide.

What is taken away for good and what a scenario takes away for a while mean the same suppliers.
"""

from collections.abc import Iterable
from copy import copy
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from valuechain.kernels.arrays import Ints
from valuechain.shocks.remainders import Remainders
from valuechain.stack.columns import BUYER, HOME, REMAINDER, UNKNOWN, USE, Flags, Stack
from valuechain.vocab.words import Attribute

Bound = Literal["low", "value", "high"]
BOUNDS: tuple[Bound, ...] = ("low", "value", "high")
SINGLE = ("site", "headquarters", "owner")
NOBODY = -9
"""What a customer has in common with a refuser of whom it has nothing."""


def attributes_of(attribute: Attribute) -> tuple[str, ...]:
    """The ties that are looked at: the one that is asked, or all three for ``any``."""
    return SINGLE if attribute == "any" else (attribute,)


class Suppliers:
    """Suppliers of one stack, by what they have in common.

    Parameters
    ----------
    stack : Stack
        The stack.
    home : frozenset of str, optional
        Countries of the virtual buyers; only needed where these countries may refuse somebody.
    """

    def __init__(self, stack: Stack, home: frozenset[str] = frozenset()) -> None:
        self.stack = stack
        self.home = home
        kind = stack.producer_kind
        self.supplies: Flags = (kind != USE) & (kind != BUYER)
        self.unlisted: Flags = (kind == REMAINDER) & (stack.producer_site == UNKNOWN)
        self.stated: Flags = (kind == REMAINDER) & ~self.unlisted
        self.remainders = Remainders(stack)
        self.product = {name: index for index, name in enumerate(stack.product_ids)}
        self.firm = {name: index for index, name in enumerate(stack.firm_ids)}

    def with_shares(self, stack: Stack) -> "Suppliers":
        """Give the suppliers of a stack that differs in shares alone."""
        other = copy(self)
        other.stack, other.remainders = stack, Remainders(stack)
        return other

    def scope(self, bound: Bound) -> Flags:
        """Rows that can be taken away at all: remainders where their country is stated."""
        scope: Flags = self.supplies & ~self.unlisted
        return scope & ~self.stated if bound == "low" else scope

    def places(self, members: frozenset[str], bound: Bound) -> NDArray[np.intp]:
        """Places meant by some countries; at the upper bound also groups that only overlap them.

        A supplier known to be somewhere in the EU may be in any of its countries.
        """
        known = self.stack.place_members
        if bound == "high":
            meant = [p for p, place in enumerate(known) if place & members]
        else:
            meant = [p for p, place in enumerate(known) if place <= members]
        return np.array(meant, dtype=np.intp)

    def in_countries(self, members: frozenset[str], bound: Bound, *, attribute: Attribute) -> Flags:
        """Rows of suppliers that make, are led or are owned in some countries."""
        meant = self.places(members, bound)
        found = np.zeros(self.stack.n_producers, dtype=bool)
        for name in attributes_of(attribute):
            found |= np.isin(self.stack.attribute(name), meant)
        return found

    def firm_row(self, firm: str) -> int:
        """Position of a firm; one that supplies nothing listed could be in a remainder."""
        return self.firm.get(firm, NOBODY)

    def common(
        self, refusers: NDArray[np.intp], attribute: Attribute, *, bound: Bound = "value"
    ) -> Ints:
        """What every row has in common with the refusers, shape (producers, attributes).

        Two who are somewhere in one group need not be in one country of it: at the upper bound
        that spares nobody. A virtual buyer has all of home in common with them.
        """
        known = self.stack.place_members
        if bound == "high":
            refusers = np.array([p for p in refusers if len(known[p]) == 1], dtype=np.intp)
        theirs = refusers.tolist()
        if any(known[place] <= self.home for place in theirs):
            theirs.append(HOME)
        columns = [self.stack.attribute(name) for name in attributes_of(attribute)]
        shared: Ints = np.column_stack(
            [np.where(np.isin(column, theirs), column, NOBODY) for column in columns]
        ).astype(np.int32)
        return shared

    def shut(self, refusers: NDArray[np.intp], *, own: Ints, attribute: Attribute) -> Flags:
        """Rows that refuse a customer with these places: each country spares its own.

        Who has any of the attributes that are looked at in a country is its own: under ``any`` a
        daughter that is led or owned from there is served, wherever its suppliers make.
        """
        mine = own.tolist()
        if HOME in mine:
            known = self.stack.place_members
            mine += [place for place in refusers.tolist() if known[place] <= self.home]
        others = np.setdiff1d(refusers, mine)
        found = np.zeros(self.stack.n_producers, dtype=bool)
        for name in attributes_of(attribute):
            found |= np.isin(self.stack.attribute(name), others)
        return found

    def spared(self, own: Ints) -> frozenset[str]:
        """Countries that go on serving a customer with these places, from a remainder too."""
        places = frozenset(self.stack.place_ids[place] for place in own.tolist() if place >= 0)
        return places | self.home if HOME in own.tolist() else places

    def left_by_countries(
        self, products: Iterable[int], *, members: frozenset[str], attribute: Attribute
    ) -> dict[int, float]:
        """What is left of each remainder after the most that some countries could have in it."""
        return self.remainders.left(products, members=members, firm=None, attribute=attribute)

    def left_by_firm(self, products: Iterable[int], *, firm: str) -> dict[int, float]:
        """What is left of each remainder after the most that a firm could have in it."""
        row = self.firm_row(firm)
        return self.remainders.left(products, members=frozenset(), firm=row, attribute="any")
