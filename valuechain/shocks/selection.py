"""Which suppliers and which customers a shock of a scenario means.

A route closes under a selector iff it closes under every stated key, and under a key iff it
closes for at least one of its names, judged by itself: each country goes on serving its own,
and a firm never refuses itself. So a wider selector never spares anybody.
"""

from collections.abc import Iterable, Sequence
from typing import Final, get_args

import numpy as np

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats, Ints
from valuechain.schema import Model
from valuechain.schema.scenario import (
    DemandSurge,
    Outage,
    RefusingShock,
    Selector,
    Stockpile,
)
from valuechain.shocks.perspective import HomeAndTrusted, countries_of
from valuechain.shocks.selector_keys import (
    Claims,
    Countries,
    Firms,
    NamedProducers,
    Selected,
    SelectorKey,
)
from valuechain.shocks.suppliers import NOBODY, Bound, Suppliers
from valuechain.stack.columns import Flags, Stack
from valuechain.vocab.words import Attribute

EVERYONE: Final = "all"
"""In ``to``: everyone outside the countries of ``from``."""
_BY_COUNTRY: Final[tuple[Attribute, ...]] = get_args(Attribute)


class Selection:
    """The supply that a shock means, under one bound on the remainders.

    Parameters
    ----------
    selector : Selector
        What must hold; nothing asked means the whole supply, remainders too.
    suppliers : Suppliers
        The suppliers, under the owners of the moment.
    model : Model
        The model, for its groups and firms.
    products : ndarray
        Products meant, by position.
    bound : str
        ``low``: no remainder; ``value``: remainders whose country is stated; ``high``: of all
        others also what could belong to the selected.
    """

    def __init__(
        self,
        selector: Selector,
        *,
        suppliers: Suppliers,
        model: Model,
        products: Ints,
        bound: Bound,
    ) -> None:
        self.suppliers = suppliers
        self.meant: Flags = suppliers.supplies & np.isin(suppliers.stack.producer_product, products)
        self._keys: list[SelectorKey] = []
        for attribute in _BY_COUNTRY:
            names = getattr(selector, attribute)
            if names is not None:
                members = countries_of(model, names)
                self._keys.append(Countries(suppliers, bound, products, attribute, members))
        if selector.firm is not None:
            _known(selector.firm, model.firms, "firm")
            self._keys.append(Firms(suppliers, bound, products, selector.firm))
        if selector.producer is not None:
            self._keys.append(NamedProducers(suppliers, _rows_named(suppliers, selector.producer)))

    def common(self) -> Ints:
        """What every row, as a customer, has in common with the selected.

        Returns
        -------
        ndarray
            Shape (producers, 1 + some); rows that are equal here are refused the same.
        """
        # The first column is the same for all, so that there is one where no key is stated.
        alike: Ints = np.zeros((self.suppliers.stack.n_producers, 1), dtype=np.int32)
        return np.hstack([alike, *(key.common() for key in self._keys)])

    def selected(self, own: Ints | None = None) -> Selected:
        """Supply that is meant; for one customer, what is refused to it.

        Parameters
        ----------
        own : ndarray, optional
            A row of :meth:`common`; nobody in particular if left out.
        """
        matched = self.meant.copy()
        taken = matched.astype(np.float64)
        claims: list[Claims] = []
        first = 1
        for key in self._keys:
            after = first + key.width
            mine = np.full(key.width, NOBODY) if own is None else own[first:after]
            first = after
            found = key.closed(mine.astype(np.int32))
            matched &= found.matched
            np.minimum(taken, found.taken, out=taken)
            claims.append(found.claims)
        return Selected(matched, taken, _together(claims, taken, matched))


def _together(claims: Sequence[Claims], taken: Floats, matched: Flags) -> Claims:
    """Who claims what, once all keys hold: by several keys, who meets them all claims as one."""
    partly = (taken > 0) & ~matched
    if not partly.any():
        return {}
    if len(claims) == 1:
        return {
            who: {row: part for row, part in parts.items() if partly[row]}
            for who, parts in claims[0].items()
        }
    who = tuple(sorted(" ".join(one) for key in claims for one in key))
    return {who: {int(row): float(taken[row]) for row in np.flatnonzero(partly)}}


def _rows_named(suppliers: Suppliers, names: Iterable[str]) -> Ints:
    stack = suppliers.stack
    row = {stack.producer_ids[n]: int(n) for n in np.flatnonzero(suppliers.supplies)}
    _known(names, row, "producer")
    return np.array(sorted(row[name] for name in names), dtype=np.int32)


def _known(names: Iterable[str], known: Iterable[str], what: str) -> None:
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise AnalysisError(
            "VA623", f"unknown {what} {unknown[0]!r}.", "Use a name that the model has."
        )


def products_of(
    shock: Outage | RefusingShock | DemandSurge | Stockpile, model: Model, *, stack: Stack
) -> Ints:
    """Products that a shock is about, by position: all if it names neither product nor layer.

    Raises
    ------
    AnalysisError
        VA623: the model has no such product or layer.
    """
    layers = None if isinstance(shock, DemandSurge | Stockpile) else shock.layer
    if shock.product is None and layers is None:
        return np.arange(len(stack.product_ids), dtype=np.int32)
    _known(shock.product or (), stack.product_ids, "product")
    _known(layers or (), [layer.id for layer in model.layers], "layer")
    named = set(shock.product or ())
    named |= {key for key, one in model.products.items() if one.layer in (layers or ())}
    found = [n for n, product in enumerate(stack.product_ids) if product in named]
    return np.array(found, dtype=np.int32)


def named_customers(stack: Stack, names: tuple[str, ...]) -> Flags:
    """Rows that are one of some uses, or produce one of some products.

    Raises
    ------
    AnalysisError
        VA623: there is no such use or product.
    """
    uses = {stack.producer_ids[row]: row for row in stack.uses()}
    _known(names, [*uses, *stack.product_ids], "use or product")
    made = [n for n, product in enumerate(stack.product_ids) if product in names]
    found: Flags = np.isin(stack.producer_product, made)
    found[list(stack.buyers())] = False
    found[[row for name, row in uses.items() if name in names]] = True
    return found


def apart(stack: Stack, perspective: HomeAndTrusted, *, countries: frozenset[str]) -> Flags:
    """Customers whose site is known to lie outside some countries.

    A virtual buyer is at home: outside unless home lies wholly inside.
    """
    site = stack.producer_site
    beside = np.array([not (members & countries) for members in stack.place_members] or [False])
    outside: Flags = (site >= 0) & beside[np.maximum(site, 0)]
    if not countries >= perspective.home:
        outside[list(stack.buyers())] = True
    return outside


def customers_of(
    shock: RefusingShock, stack: Stack, *, perspective: HomeAndTrusted, model: Model
) -> Flags:
    """Customers in the countries to which a shock closes routes, before anybody is spared.

    Parameters
    ----------
    shock : ExportBan, AccessDenial or CapitalStop
        The shock.
    stack : Stack
        The stack.
    perspective : HomeAndTrusted
        Where the virtual buyers are: at home, reached if all of home is.
    model : Model
        The model, for its groups.

    Returns
    -------
    ndarray
        Shape (producers,).

    Notes
    -----
    Who is not listed, or known only to be somewhere in a group, is in no country that is named:
    ``to`` and ``except`` pass it by and ``all`` reaches it, at every bound (R22).
    """

    def inside(names: Iterable[str]) -> Flags:
        circle = countries_of(model, names)
        return perspective.inside(stack, stack.producer_site, circle=circle)

    reached: Flags = inside(name for name in shock.to if name != EVERYONE)
    if EVERYONE in shock.to:
        origin = origin_of(shock.from_, model)
        reached |= ~inside(origin)
    if shock.except_ is not None:
        reached &= ~inside(shock.except_)
    if shock.customers is not None:
        reached &= named_customers(stack, shock.customers)
    return reached


def origin_of(selector: Selector, model: Model) -> frozenset[str]:
    """Countries that a selector names by site, headquarters, owner or any."""
    return frozenset[str]().union(
        *(countries_of(model, getattr(selector, name) or ()) for name in _BY_COUNTRY)
    )
