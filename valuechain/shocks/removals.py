"""What is taken away for good, and what that leaves of capacity and routes.

Method section 3: *lost* stops everything with an attribute for everybody; *withheld* closes
the routes of those who refuse us and leaves the rest of the world served.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Shocks
from valuechain.shocks.perspective import HomeAndTrusted
from valuechain.shocks.suppliers import BOUNDS, Bound, Suppliers
from valuechain.stack.columns import Flags, Stack
from valuechain.vocab.words import Attribute, Mode

__all__ = ["BOUNDS", "Bound", "Cut", "Removal", "Removals", "RemovedKind", "to_shocks"]

RemovedKind = Literal["country", "group", "firm", "producer", "remainder"]

_MAKERS: Final = ("firm", "producer")
"""Kinds that refuse us wherever they are, and go on serving themselves."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What is taken away for good: a country, a group, a firm, a producer, or all unlisted supply.

    ``removed`` is a country, group, firm or producer (``all-remainders`` for kind ``remainder``),
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
        """Whether the removal leaves everything as it was."""
        return not self.capacity and not any(closed for _, closed in self.classes)


@dataclass(frozen=True, slots=True)
class _Refused:
    """Customers to whom some countries close the same routes, whatever the product."""

    customers: tuple[int, ...]
    shut: Flags
    """Rows that refuse them."""
    spared: frozenset[str]
    """Countries that go on serving them."""


class Removals:
    """Works out what removals leave of one stack, seen from home and its partners.

    Parameters
    ----------
    stack : Stack
        The stack.
    perspective : HomeAndTrusted
        Who is refused.
    suppliers : Suppliers, optional
        Those of the same stack, where several perspectives share what is known of them.
    """

    def __init__(
        self, stack: Stack, perspective: HomeAndTrusted, suppliers: Suppliers | None = None
    ) -> None:
        self.stack = stack
        self.perspective = perspective
        self.suppliers = Suppliers(stack) if suppliers is None else suppliers
        self._cuts: dict[tuple[Removal, Bound], Cut] = {}
        self._listed: dict[tuple[Removal, Bound], Cut] = {}
        self._refused: dict[tuple[frozenset[str], Attribute, Bound], list[_Refused]] = {}
        self._located: dict[tuple[frozenset[str], Attribute, Bound], Flags] = {}
        self._everyone = tuple(range(stack.n_producers))
        circle = perspective.circle
        self.reached = perspective.inside(stack, stack.producer_site, circle=circle)
        self.product = self.suppliers.product

    def with_shares(self, stack: Stack) -> "Removals":
        """Give the removals of a stack that differs in shares alone, with all that stays the same.

        Shares decide what a remainder could hide, at the upper bound only; who refuses whom, and
        all that is listed, is the same.
        """
        other = copy(self)
        other.stack, other.suppliers = stack, self.suppliers.with_shares(stack)
        other._cuts = {}  # noqa: SLF001  (its own)
        return other

    def defined(self, removal: Removal) -> bool:
        """Whether the question makes sense: no one inside home and trusted refuses us."""
        if removal.mode == "lost":
            return True
        if removal.kind == "remainder":
            return False
        return removal.kind in _MAKERS or bool(removal.members - self.perspective.circle)

    def cut(self, removal: Removal, bound: Bound) -> Cut:
        """What a removal leaves, under one bound on the remainders.

        Raises
        ------
        AnalysisError
            VA603: withheld is asked of someone inside home and trusted.
        """
        known = self._cuts if bound == "high" else self._listed
        if (removal, bound) not in known:
            known[removal, bound] = self._cut(removal, bound)
        return known[removal, bound]

    def _cut(self, removal: Removal, bound: Bound) -> Cut:
        if not self.defined(removal):
            raise AnalysisError(
                "VA603",
                f"{removal.removed} lies inside home and trusted: it cannot withhold from us.",
                "Ask for mode lost, or choose another home or trusted circle.",
            )
        if removal.mode == "lost":
            rows = np.flatnonzero(self._matches(removal, bound))
            # A part of a remainder is lost to every customer; what is left of it can still lose
            # inputs on top, so this is not its own capacity.
            takes = tuple(sorted(self._takes(removal, bound, removal.members).items()))
            everyone = ((self._everyone, takes),) if takes else ()
            return Cut(tuple((int(n), 0.0) for n in rows), everyone, grace=False)
        return Cut((), tuple(self._classes(removal, bound)), grace=True)

    def _scope(self, removal: Removal, bound: Bound) -> Flags:
        """Rows that can be removed at all."""
        scope = self.suppliers.scope(bound)
        if removal.product is not None:
            scope &= self.stack.producer_product == self.product[removal.product]
        return scope

    def _matches(self, removal: Removal, bound: Bound) -> Flags:
        """Rows that have the attribute."""
        if removal.kind == "remainder":
            return self.suppliers.unlisted
        scope = self._scope(removal, bound)
        if removal.kind in _MAKERS:
            return scope & self._made_by(removal)
        where = removal.members, removal.attribute, bound
        if where not in self._located:
            self._located[where] = self.suppliers.in_countries(
                removal.members, bound, attribute=removal.attribute
            )
        return scope & self._located[where]

    def _made_by(self, removal: Removal) -> Flags:
        """Rows of a firm, or the row of a producer."""
        stack = self.stack
        if removal.kind == "producer":
            one: Flags = np.arange(stack.n_producers) == stack.position(removal.removed)
            return one
        mine: Flags = stack.producer_firm == self.suppliers.firm_row(removal.removed)
        return mine

    def _takes(self, removal: Removal, bound: Bound, members: frozenset[str]) -> dict[int, float]:
        """What is left of each remainder from which something may have to be taken."""
        if bound != "high" or removal.kind in {"producer", "remainder"}:
            return {}
        products = (
            range(len(self.stack.product_ids))
            if removal.product is None
            else [self.product[removal.product]]
        )
        if removal.kind == "firm":
            return self.suppliers.left_by_firm(products, firm=removal.removed)
        return self.suppliers.left_by_countries(
            products, members=members, attribute=removal.attribute
        )

    def _classes(
        self, removal: Removal, bound: Bound
    ) -> list[tuple[tuple[int, ...], tuple[tuple[int, float], ...]]]:
        """Customers inside the circle by what is closed to them."""
        if removal.kind in _MAKERS:
            rows = np.flatnonzero(self._matches(removal, bound))
            closed = {int(n): 0.0 for n in rows} | self._takes(removal, bound, frozenset())
            customers = np.flatnonzero(self.reached & ~self._made_by(removal))
            return [(tuple(customers.tolist()), tuple(sorted(closed.items())))] if closed else []
        outside = removal.members - self.perspective.circle
        scope = self._scope(removal, bound)
        classes = []
        for one in self._refused_by(outside, removal.attribute, bound):
            takes = self._takes(removal, bound, outside - one.spared)
            closed = dict.fromkeys(np.flatnonzero(one.shut & scope).tolist(), 0.0) | takes
            if closed:
                classes.append((one.customers, tuple(sorted(closed.items()))))
        return classes

    def _refused_by(
        self, outside: frozenset[str], attribute: Attribute, bound: Bound
    ) -> list[_Refused]:
        """Customers inside the circle by who refuses them; the same for every product."""
        key = outside, attribute, bound
        if key not in self._refused:
            refusers = self.suppliers.places(outside, bound)
            reached = np.flatnonzero(self.reached)
            shared = self.suppliers.common(refusers, attribute, bound=bound)[reached]
            kinds, which = np.unique(shared, axis=0, return_inverse=True)
            self._refused[key] = [
                _Refused(
                    customers=tuple(reached[which.ravel() == number].tolist()),
                    shut=self.suppliers.shut(refusers, own=own, attribute=attribute),
                    spared=self.suppliers.spared(own),
                )
                for number, own in enumerate(kinds)
            ]
        return self._refused[key]


def to_shocks(stack: Stack, cuts: Sequence[Cut]) -> Shocks:
    """Write cuts as arrays of capacities and open routes, one column per cut."""
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
