"""What is taken away for good, and what that leaves of capacity and routes.

Method section 3: *lost* stops everything with an attribute for everybody; *withheld* closes
the routes of those who refuse us and leaves the rest of the world served.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Shocks
from valuechain.shocks.perspective import Perspective
from valuechain.shocks.remainders import Remainders
from valuechain.stack.columns import BUYER, REMAINDER, UNKNOWN, USE, Flags, Stack
from valuechain.vocab.words import Attribute, Mode

Bound = Literal["low", "value", "high"]
BOUNDS: tuple[Bound, ...] = ("low", "value", "high")
RemovedKind = Literal["country", "group", "firm", "remainder"]
SINGLE = ("site", "headquarters", "owner")


@dataclass(frozen=True, slots=True)
class Removal:
    """One thing taken away for good.

    ``removed`` is a country, group or firm (``all-remainders`` for kind ``remainder``),
    ``members`` the countries meant, ``product`` limits it to their part of one product.
    """

    kind: RemovedKind
    removed: str
    attribute: Attribute
    mode: Mode
    members: frozenset[str] = frozenset()
    product: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """What a removal leaves, in compact form: equal cuts have equal consequences.

    ``capacity`` lists (producer, what is left); each of ``classes`` lists the customers of one
    class and (supplier, what still reaches them).
    """

    capacity: tuple[tuple[int, float], ...]
    classes: tuple[tuple[tuple[int, ...], tuple[tuple[int, float], ...]], ...]
    grace: bool

    @property
    def nothing(self) -> bool:
        """Whether nothing is taken away."""
        return not self.capacity and not any(closed for _, closed in self.classes)


class Removals:
    """Builds cuts of one stack from one perspective."""

    def __init__(self, stack: Stack, perspective: Perspective) -> None:
        self.stack = stack
        self.perspective = perspective
        kind = stack.producer_kind
        self.supplies = (kind != USE) & (kind != BUYER)
        self.unlisted: Flags = (kind == REMAINDER) & (stack.producer_site == UNKNOWN)
        self.stated = (kind == REMAINDER) & ~self.unlisted
        self.remainders = Remainders(stack)
        self._cuts: dict[tuple[Removal, Bound], Cut] = {}
        circle = perspective.circle
        self.reached = perspective.inside(stack, stack.producer_site, circle=circle)
        self.place = {name: index for index, name in enumerate(stack.place_ids)}
        self.product = {name: index for index, name in enumerate(stack.product_ids)}
        self.firm = {name: index for index, name in enumerate(stack.firm_ids)}

    def defined(self, removal: Removal) -> bool:
        """Whether the question makes sense: no one inside home and trusted refuses us."""
        if removal.mode == "lost":
            return True
        if removal.kind == "remainder":
            return False
        return removal.kind == "firm" or bool(removal.members - self.perspective.circle)

    def cut(self, removal: Removal, bound: Bound) -> Cut:
        """What a removal leaves, under one bound on the remainders.

        Raises
        ------
        AnalysisError
            VA603: withheld is asked of someone inside home and trusted.
        """
        if (removal, bound) not in self._cuts:
            self._cuts[removal, bound] = self._cut(removal, bound)
        return self._cuts[removal, bound]

    def _cut(self, removal: Removal, bound: Bound) -> Cut:
        if not self.defined(removal):
            raise AnalysisError(
                "VA603",
                f"{removal.removed} lies inside home and trusted: it cannot withhold from us.",
                "Ask for mode lost, or choose another home or trusted circle.",
            )
        if removal.mode == "lost":
            rows = np.flatnonzero(self._matches(removal, removal.attribute, bound))
            # A part of a remainder is lost to every customer; what is left of it can still lose
            # inputs on top, so this is not its own capacity.
            takes = tuple(sorted(self._takes(removal, bound, removal.members).items()))
            everyone = ((tuple(range(self.stack.n_producers)), takes),) if takes else ()
            return Cut(tuple((int(n), 0.0) for n in rows), everyone, grace=False)
        return Cut((), tuple(self._classes(removal, bound)), grace=True)

    def _scope(self, removal: Removal, bound: Bound) -> Flags:
        """Rows that can be removed at all."""
        scope: Flags = self.supplies & ~self.unlisted
        if bound == "low":
            scope &= ~self.stated
        if removal.product is not None:
            scope &= self.stack.producer_product == self.product[removal.product]
        return scope

    def _places(self, members: frozenset[str], bound: Bound) -> NDArray[np.intp]:
        """Places meant by some countries; at the upper bound also groups that only overlap them.

        A supplier known to be somewhere in the EU may be in any of its countries.
        """
        known = self.stack.place_members
        if bound == "high":
            meant = [p for p, place in enumerate(known) if place & members]
        else:
            meant = [p for p, place in enumerate(known) if place <= members]
        return np.array(meant, dtype=np.intp)

    def _matches(self, removal: Removal, attribute: str, bound: Bound) -> Flags:
        """Rows that have the attribute."""
        scope = self._scope(removal, bound)
        if removal.kind == "remainder":
            return self.unlisted
        if removal.kind == "firm":
            mine: Flags = scope & (self.stack.producer_firm == self.firm.get(removal.removed, -9))
            return mine
        names = SINGLE if attribute == "any" else (attribute,)
        found = np.zeros(self.stack.n_producers, dtype=bool)
        for name in names:
            found |= np.isin(self.stack.attribute(name), self._places(removal.members, bound))
        matched: Flags = scope & found
        return matched

    def _takes(self, removal: Removal, bound: Bound, members: frozenset[str]) -> dict[int, float]:
        """What is left of each remainder from which something may have to be taken."""
        if bound != "high" or removal.kind == "remainder":
            return {}
        products = (
            range(len(self.stack.product_ids))
            if removal.product is None
            else [self.product[removal.product]]
        )
        firm = self.firm.get(removal.removed, -9) if removal.kind == "firm" else None
        return self.remainders.left(
            products, members=members, firm=firm, attribute=removal.attribute
        )

    def _classes(
        self, removal: Removal, bound: Bound
    ) -> list[tuple[tuple[int, ...], tuple[tuple[int, float], ...]]]:
        """Customers inside the circle by what is closed to them."""
        if removal.kind == "firm":
            mine = self.stack.producer_firm == self.firm.get(removal.removed, -9)
            rows = np.flatnonzero(self._matches(removal, "any", bound))
            closed = {int(n): 0.0 for n in rows} | self._takes(removal, bound, frozenset())
            customers = np.flatnonzero(self.reached & ~mine)
            return [(tuple(customers.tolist()), tuple(sorted(closed.items())))] if closed else []
        outside = removal.members - self.perspective.circle
        names = SINGLE if removal.attribute == "any" else (removal.attribute,)
        refusers = self._places(outside, bound)
        signature = np.column_stack(
            [
                np.where(np.isin(self.stack.attribute(n), refusers), self.stack.attribute(n), -9)
                for n in names
            ]
        )
        scope = self._scope(removal, bound)
        classes = []
        reached = np.flatnonzero(self.reached)
        kinds, which = np.unique(signature[reached], axis=0, return_inverse=True)
        for number, own in enumerate(kinds):
            shut = np.zeros(self.stack.n_producers, dtype=bool)
            for position, name in enumerate(names):
                column = self.stack.attribute(name)
                shut |= np.isin(column, refusers) & (column != own[position])
            # Who is led from, or owned in, the country that refuses still gets what may be its
            # part of a remainder; under any, that part may lie there by site, and closes.
            spared = {self.stack.place_ids[p] for p in own if p >= 0 and len(names) == 1}
            takes = self._takes(removal, bound, outside - spared)
            closed = {int(n): 0.0 for n in np.flatnonzero(shut & scope)} | takes
            customers = reached[which.ravel() == number]
            if closed:
                classes.append((tuple(customers.tolist()), tuple(sorted(closed.items()))))
        return classes


def to_shocks(stack: Stack, cuts: Sequence[Cut]) -> Shocks:
    """Arrays for a kernel: one column per cut."""
    size, count = len(cuts), stack.n_producers
    capacity = np.ones((count, size))
    customer_class: NDArray[np.int16] = np.zeros((count, size), dtype=np.int16)
    opening = np.ones((1 + max((len(cut.classes) for cut in cuts), default=0), count, size))
    for b, cut in enumerate(cuts):
        for producer, left in cut.capacity:
            capacity[producer, b] = left
        for number, (customers, closed) in enumerate(cut.classes, start=1):
            customer_class[list(customers), b] = number
            for supplier, left in closed:
                opening[number, supplier, b] = left
    grace = np.array([cut.grace for cut in cuts], dtype=bool)
    return Shocks(capacity, customer_class, opening, grace)
