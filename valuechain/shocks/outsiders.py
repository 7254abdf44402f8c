"""Refusals by who stands outside a circle: by all of them at once, or by one of them alone.

Every circle is another perspective: who is trusted no longer refuses, and its own producers are
among those whom a refusal hits.
"""

import numpy as np
from numpy.typing import NDArray

from valuechain.shocks.perspective import HomeAndTrusted
from valuechain.shocks.removals import Bound, Cut, Removal, Removals
from valuechain.shocks.suppliers import Suppliers, attributes_of
from valuechain.stack.columns import Flags, Stack
from valuechain.vocab.countries import COUNTRIES
from valuechain.vocab.words import Attribute

Circle = frozenset[str]
"""Home and whom it trusts: ISO 3166-1 alpha-3."""


class Outsiders:
    """Cuts of one stack, seen from any circle around one home.

    Parameters
    ----------
    stack : Stack
        The stack.
    home : frozenset of str
        Own countries: in every circle.
    attribute : str
        By which a supplier belongs to who refuses.
    """

    def __init__(self, stack: Stack, *, home: frozenset[str], attribute: Attribute) -> None:
        self.stack = stack
        self.home = home
        self.attribute = attribute
        self.suppliers = Suppliers(stack)

    def _builder(self, circle: Circle) -> Removals:
        seen = HomeAndTrusted(home=self.home, trusted=circle - self.home, europe=frozenset())
        return Removals(self.stack, seen, suppliers=self.suppliers)

    def joint(self, circle: Circle, bound: Bound, *, spared: Circle = frozenset()) -> Cut:
        """What is left if everyone outside a circle of countries refuses it at once.

        ``spared`` do not refuse though they stand outside: with all who could still join
        among them, no circle that is made of them can lose less.
        """
        who = COUNTRIES - circle - self.home - spared
        return self._withheld(circle, "outside", who, bound)

    def alone(self, circle: Circle, country: str, *, bound: Bound) -> Cut:
        """What is left if one country outside a circle of countries refuses it."""
        return self._withheld(circle, country, frozenset({country}), bound)

    def _withheld(self, circle: Circle, name: str, who: Circle, bound: Bound) -> Cut:
        if not who - circle - self.home:
            return Cut((), (), grace=True)
        asked = Removal("group", name, self.attribute, "withheld", who)
        return self._builder(circle).cut(asked, bound)

    def places(self, rows: Flags) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Places that some rows have as suppliers, by the attribute, and as customers, by site."""
        mine = rows & self.suppliers.supplies
        columns = [self.stack.attribute(name)[mine] for name in attributes_of(self.attribute)]
        owned = np.unique(np.concatenate(columns))
        sited = np.unique(self.stack.producer_site[rows])
        return owned[owned >= 0].astype(np.intp), sited[sited >= 0].astype(np.intp)

    def hit(self, circle: Circle, rows: Flags) -> Flags:
        """Which sites of some suppliers lie wholly inside a circle: whom a refusal can hit."""
        _, sited = self.places(rows)
        whole = circle | self.home
        return np.array([self.stack.place_members[place] <= whole for place in sited], dtype=bool)

    def signature(self, circle: Circle, rows: Flags) -> bytes:
        """What a circle changes at the value: two circles with one signature lose the same.

        A cut at the value is made of the suppliers whose place lies wholly outside the circle
        and the customers whose site lies wholly inside; nothing else of the circle enters it.
        """
        owned, _ = self.places(rows)
        whole = circle | self.home
        members = self.stack.place_members
        refuses = np.array([not members[place] & whole for place in owned], dtype=bool)
        return np.packbits(refuses).tobytes() + b"/" + np.packbits(self.hit(circle, rows)).tobytes()


def upstream(stack: Stack, watch: tuple[int, ...]) -> Flags:
    """Producers that some rows draw on, however far, themselves included."""
    customer = stack.slot_customer[stack.alternative_slot[stack.link_alternative]]
    found = np.zeros(stack.n_producers, dtype=bool)
    found[list(watch)] = True
    while True:
        wider = found.copy()
        wider[stack.link_supplier[found[customer]]] = True
        if np.array_equal(found, wider):
            return found
        found = wider
