"""What each shock of a scenario takes from whom: parts that rise and fall as a whole."""

from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np

from valuechain.kernels.arrays import Floats, Ints
from valuechain.kernels.course import Touches
from valuechain.schema import Model
from valuechain.schema.scenario import (
    CapitalStop,
    DemandSurge,
    Outage,
    RefusingShock,
    Shock,
    Stockpile,
    Takeover,
)
from valuechain.shocks.ownership import Owners, owned
from valuechain.shocks.perspective import HomeAndTrusted, countries_of
from valuechain.shocks.selection import Selection, apart, customers_of, named_customers, products_of
from valuechain.shocks.selector_keys import Claims, Selected
from valuechain.shocks.suppliers import Bound, Suppliers
from valuechain.shocks.variants import Variant, one_of
from valuechain.stack.columns import BUYER, CAPITAL, CONSUMABLE, SERVICE, Flags, Stack
from valuechain.vocab.tolerances import TRACE

EVERY_KIND: Final = (CONSUMABLE, CAPITAL, SERVICE)
KINDS_OF: Final = {
    "outage": EVERY_KIND,
    "export-ban": EVERY_KIND,
    "access-denial": (SERVICE,),
    "capital-stop": (CAPITAL,),
    "demand-surge": EVERY_KIND,
}
"""Kinds of slot that each kind of shock closes."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What some producers lose at full force, for some customers."""

    touches: Touches | Literal["wish"]
    """Own capacity, an opening (to all, or but for what is added), wear of machines; ``wish``:
    nothing is lost, these customers want more."""
    kinds: tuple[int, ...]
    """Kinds of slot it holds for; a virtual buyer buys as any of them."""
    customers: Flags
    """Shape (producers,): for whom; everyone where it is own capacity."""
    producers: Ints
    """Rows that lose, sorted."""
    depth: Floats
    """What each loses at full force; of wear, the part of its machines that is not served."""
    claims: Claims = field(default_factory=dict)
    """Who takes what of the remainders of which it takes a part."""
    rate: float = 0.0
    """Part of the machines that wears out in a week without service, where that is stopped."""
    wants: tuple[bool, tuple[float, ...]] = (False, ())
    """Whether final demand wants more too, and per producer the part of the demand for its product
    that wants more."""

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for parts that take the same from the same."""
        arrays = (self.customers, self.producers, self.depth)
        claimed = tuple((who, tuple(parts.items())) for who, parts in self.claims.items())
        said = (self.touches, self.kinds, self.rate, self.wants, claimed)
        return (*said, *(one.tobytes() for one in arrays))


def _part(
    touches: Touches,
    taken: Floats,
    *,
    customers: Flags,
    kinds: tuple[int, ...],
    claims: Claims,
    rate: float = 0.0,
) -> tuple[Part, ...]:
    """The part that takes something of every row, if it takes anything of anyone."""
    producers = np.flatnonzero(taken > 0).astype(np.int32)
    if not len(producers) or not customers.any():
        return ()
    return (Part(touches, kinds, customers, producers, taken[producers], claims, rate),)


@dataclass(slots=True)
class Parts:
    """Parts of shocks on one stack, from one perspective; answers are kept."""

    stack: Stack
    perspective: HomeAndTrusted
    model: Model
    _suppliers: dict[Owners, Suppliers] = field(default_factory=dict)
    _found: dict[tuple[object, ...], tuple[Part, ...]] = field(default_factory=dict)
    _shocks: list[Shock] = field(default_factory=list)

    def of(
        self, shock: Shock, *, bound: Bound, variant: Variant, owners: Owners
    ) -> tuple[Part, ...]:
        """What a shock takes while these firms are in other hands; some kinds take nothing.

        Raises
        ------
        AnalysisError
            VA601 or VA623: a name in it is unknown.
        """
        key = (id(shock), bound, variant, owners)
        if key not in self._found:
            self._shocks.append(shock)  # an id means one shock only while that lives
            self._found[key] = self._of(shock, bound, variant=variant, owners=owners)
        return self._found[key]

    def _of(
        self, shock: Shock, bound: Bound, *, variant: Variant, owners: Owners
    ) -> tuple[Part, ...]:
        if isinstance(shock, Takeover | Stockpile):
            return ()
        if isinstance(shock, DemandSurge):
            return self._surge(shock, bound, factor=one_of(shock.factor, variant))
        selection = Selection(
            shock.from_,
            suppliers=self.suppliers(owners),
            model=self.model,
            products=self._products(shock),
            bound=bound,
        )
        if isinstance(shock, Outage):
            return self._outage(selection.selected())
        wear = 0.0
        if isinstance(shock, CapitalStop) and shock.lifetime is not None:
            wear = 1.0 / one_of(shock.lifetime, variant, longer_is_milder=True)
        return self._refusal(shock, selection, wear=wear)

    def suppliers(self, owners: Owners) -> Suppliers:
        """Suppliers, with the owners that some firms have in some weeks of a scenario."""
        if owners not in self._suppliers:
            stack = owned(self.stack, self.model, owners=owners) if owners else self.stack
            self._suppliers[owners] = Suppliers(stack, self.perspective.home)
        return self._suppliers[owners]

    def _products(self, shock: Outage | RefusingShock) -> Ints:
        """Products that a shock is about and that somebody buys as a kind that it closes.

        A stop of machines says nothing about what nobody buys as a machine.
        """
        products = products_of(shock, self.model, stack=self.stack)
        kinds = KINDS_OF[shock.kind]
        if kinds == EVERY_KIND:
            return products
        bought = np.isin(self.stack.alternative_kind, kinds) & ~self.buyers[self._customer]
        return products[np.isin(products, self.stack.alternative_product[bought])]

    def _outage(self, found: Selected) -> tuple[Part, ...]:
        everyone = np.ones(self.stack.n_producers, dtype=bool)
        whole = found.matched.astype(np.float64)
        # What could be theirs of a remainder is lost to every customer; what is left of it can
        # still lose inputs on top, so this is not its own capacity.
        rest = np.where(found.matched, 0.0, found.taken)
        return (
            *_part("capacity", whole, customers=everyone, kinds=EVERY_KIND, claims={}),
            *_part("opening", rest, customers=everyone, kinds=EVERY_KIND, claims=found.claims),
        )

    def _refusal(
        self, shock: RefusingShock, selection: Selection, *, wear: float
    ) -> tuple[Part, ...]:
        stack = selection.suppliers.stack
        reached = np.flatnonzero(
            customers_of(shock, stack, perspective=self.perspective, model=self.model)
        )
        shared, which = np.unique(selection.common()[reached], axis=0, return_inverse=True)
        kinds = KINDS_OF[shock.kind]
        found: list[Part] = []
        for number, own in enumerate(shared):
            customers = np.zeros(stack.n_producers, dtype=bool)
            customers[reached[which.ravel() == number]] = True
            meant = selection.selected(own)
            taken, claims = meant.taken, meant.claims
            found += _part("opening", taken, customers=customers, kinds=kinds, claims=claims)
            if wear > 0:
                found += _part(
                    "wear", taken, customers=customers, kinds=kinds, claims=claims, rate=wear
                )
        return tuple(found)

    def _surge(self, shock: DemandSurge, bound: Bound, *, factor: float) -> tuple[Part, ...]:
        """Everyone who does not want more is left with less: 1 / (1 - w + factor * w)."""
        products = products_of(shock, self.model, stack=self.stack)
        part = self.surging_part(shock, bound)
        lost = np.zeros(len(part))
        lost[products] = 1.0 - 1.0 / (1.0 + part[products] * (factor - 1.0))
        supplies = self.suppliers(frozenset()).supplies
        product = np.maximum(self.stack.producer_product, 0)
        taken = np.where(supplies, lost[product] if len(lost) else 0.0, 0.0)
        losing = self._losing(shock, bound)
        return (
            *_part("surge", taken, customers=losing, kinds=EVERY_KIND, claims={}),
            *self._wish(shock, bound, taken=taken, part=part[product]),
        )

    def _wish(
        self, shock: DemandSurge, bound: Bound, *, taken: Floats, part: Floats
    ) -> tuple[Part, ...]:
        """Who wants more, so that what suppliers can add is shared with them."""
        some = np.flatnonzero((taken > 0) & (part >= TRACE)).astype(np.int32)
        if not len(some):
            return ()
        final = shock.by is None and shock.customers is None
        wants = (final, tuple(part[some].tolist()))
        surging = self._surging(shock, bound)
        return (Part("wish", EVERY_KIND, surging, some, taken[some], wants=wants),)

    def surging_part(self, shock: DemandSurge, bound: Bound) -> Floats:
        """Part of the demand for every product that wants more, 0..1, shape (products,).

        Final demand is nobody's slot: it wants more where nobody is named.
        """
        surging = self._surging(shock, bound)
        if shock.by is None and shock.customers is None:
            return np.clip(1.0 - self._demand(~surging), 0.0, 1.0)
        return np.clip(self._demand(surging), 0.0, 1.0)

    def _surging(self, shock: DemandSurge, bound: Bound) -> Flags:
        """Customers who want more: of whom the site is unknown, where that may be so."""
        more, others = self._wanting(shock)
        outside_home = bound == "value" and shock.by is None
        return ~others if bound == "high" or outside_home else more

    def _losing(self, shock: DemandSurge, bound: Bound) -> Flags:
        more, others = self._wanting(shock)
        if bound == "value":
            return ~self._surging(shock, bound)
        return others if bound == "low" else ~more

    def _wanting(self, shock: DemandSurge) -> tuple[Flags, Flags]:
        """Customers who want more, and those who do not; of some the site is unknown."""
        stack, site = self.stack, self.stack.producer_site
        if shock.by is None:
            home = self.perspective.home
            others = self.perspective.inside(stack, site, circle=home)
            more = apart(stack, self.perspective, countries=home)
        else:
            countries = countries_of(self.model, shock.by)
            more = self.perspective.inside(stack, site, circle=countries)
            others = apart(stack, self.perspective, countries=countries)
        if shock.customers is not None:
            named = named_customers(stack, shock.customers)
            more, others = more & named, others | ~named
        return more, others

    def _demand(self, customers: Flags) -> Floats:
        """Part of the demand for every product that some customers stand for."""
        stack = self.stack
        theirs = np.where(customers[self._customer], stack.alternative_demand, 0.0)
        count = len(stack.product_ids)
        total = np.bincount(stack.alternative_product, weights=theirs, minlength=count)
        return total.astype(np.float64)

    @property
    def buyers(self) -> Flags:
        """Rows of virtual buyers, who stand for final demand that no use of the model is."""
        flags: Flags = self.stack.producer_kind == BUYER
        return flags

    @property
    def _customer(self) -> Ints:
        """Customer of every alternative."""
        return self.stack.slot_customer[self.stack.alternative_slot]
