"""Aim of a scenario: does each shock hit somebody of its model."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from valuechain.files.geography import Finding
from valuechain.files.keypaths import Keys, write_keys
from valuechain.files.scenario_references import EVERYONE
from valuechain.files.scenario_supply import (
    BY_COUNTRY,
    Buying,
    MatchedSuppliers,
    NewOwners,
    Selecting,
    Supplier,
    buyers,
    countries_in,
    match,
    products_meant,
)
from valuechain.schema import CapitalStop, DemandSurge, Model, Outage, Scenario, Stockpile, Takeover
from valuechain.schema.scenario import AccessDenial, RefusingShock, Shock

_SHOWN: Final = 4
Warned = tuple[Keys, str, str]
"""Key path, code, what is odd."""


@dataclass(frozen=True, slots=True)
class _Aimed:
    """A shock with what it means in the model."""

    keys: Keys
    products: tuple[str, ...]
    customers: tuple[Buying, ...]
    """Customers of these products; only those it names, if it names any."""


class Aims:
    """What the shocks of a scenario are about in its model.

    Parameters
    ----------
    scenario : Scenario
        A scenario whose references are right.
    model : Model
        Its model.
    """

    def __init__(self, scenario: Scenario, model: Model) -> None:
        self.scenario = scenario
        self.model = model
        self._buyers: Mapping[str, Sequence[Buying]] = buyers(model)
        owners: defaultdict[str, list[str]] = defaultdict(list)
        for shock in scenario.shocks:
            if isinstance(shock, Takeover):
                for firm in shock.firm:
                    owners[firm].append(shock.to)
        self._owners: NewOwners = dict(owners)

    def problems(self) -> Iterator[Finding]:
        """Find shocks that hit nobody: no supplier is meant, or no customer buys from it.

        Yields
        ------
        tuple
            VC105 customers that do not buy it, VC107 a takeover that changes nothing, VC112
            nothing matches, VC113 nobody is hit, VC114 not used that way.
        """
        for position, shock in enumerate(self.scenario.shocks):
            keys: Keys = ("shocks", position)
            if isinstance(shock, Takeover):
                yield from self._taken(keys, shock)
                continue
            aimed = self._aimed(keys, shock)
            yield from self._buying(aimed, shock)
            if isinstance(shock, DemandSurge):
                yield from self._surging(aimed, shock)
                continue
            if isinstance(shock, Stockpile):
                yield from self._stored(aimed, shock)
                continue
            found = self._match(shock, aimed.products)
            if not found.possible:
                yield self._empty(aimed, shock, found)
            elif not isinstance(shock, Outage):
                yield from self._used(aimed, shock)
                yield from self._refused(aimed, shock)

    def warnings(self) -> Iterator[Warned]:
        """Find shocks, or products of a shock, that hit only somebody who is not listed.

        Yields
        ------
        tuple
            Key path, VC116 and what is odd.
        """
        for position, shock in enumerate(self.scenario.shocks):
            if isinstance(shock, Takeover | DemandSurge | Stockpile) or shock.from_.is_empty:
                continue
            keys: Keys = ("shocks", position)
            for at, name in enumerate(shock.product or ()):
                found = self._match(shock, [name])
                if not found.possible:
                    yield (*keys, "product", at), "VC116", f"nobody in `from` makes '{name}'."
                elif not found.listed:
                    message = (
                        f"no listed producer of '{name}' is in `from`, only what is not listed."
                    )
                    yield (*keys, "product", at), "VC116", message

    def touched(self) -> Iterator[tuple[Keys, dict[str, float]]]:
        """Give the listed share of every product that each shock selects today."""
        for position, shock in enumerate(self.scenario.shocks):
            shares: dict[str, float] = {}
            for one in self._selected(shock):
                shares[one.product] = shares.get(one.product, 0.0) + one.share
            yield ("shocks", position), shares

    def _selected(self, shock: Shock) -> Iterable[Supplier]:
        if isinstance(shock, DemandSurge | Stockpile):
            return ()
        if isinstance(shock, Takeover):
            return self._of_firms(shock)
        return self._match(shock, products_meant(shock, self.model)).listed

    def _of_firms(self, shock: Takeover) -> list[Supplier]:
        return [
            Supplier(name, producer.key, producer.firm, producer.share.mode, {})
            for name, product in self.model.products.items()
            for producer in product.producers
            if producer.firm in shock.firm
        ]

    def _aimed(self, keys: Keys, shock: Selecting | DemandSurge | Stockpile) -> _Aimed:
        products = products_meant(shock, self.model)
        named = getattr(shock, "customers", None)
        named = named and self.model.named_customers(named)
        customers = tuple(
            one
            for product in products
            for one in self._buyers.get(product, ())
            if named is None or one.name in named
        )
        return _Aimed(keys, products, customers)

    def _match(self, shock: Selecting, products: Sequence[str]) -> MatchedSuppliers:
        return match(shock.from_, products, model=self.model, owners=self._owners)

    def _taken(self, keys: Keys, shock: Takeover) -> Iterator[Finding]:
        made = {one.firm for one in self._of_firms(shock)}
        for position, firm in enumerate(shock.firm):
            at = (*keys, "firm", position)
            if firm not in made:
                message = f"'{firm}' makes nothing that the model has."
                yield at, "VC112", message, "Name a firm among the producers of a product."
            elif self.model.firms[firm].owner == shock.to and len(self._owners[firm]) == 1:
                message = f"'{firm}' is owned in {shock.to} already."
                yield at, "VC107", message, "Remove it, or name another new owner."

    def _buying(self, aimed: _Aimed, shock: Shock) -> Iterator[Finding]:
        buying = {one.name for one in aimed.customers}
        for position, name in enumerate(getattr(shock, "customers", None) or ()):
            if buying.isdisjoint(self.model.named_customers([name])):
                known = {one.name for key in aimed.products for one in self._buyers.get(key, ())}
                message = f"'{name}' does not buy {_listing(aimed.products)}."
                remedy = f"It is bought by {_listing(sorted(known))}." if known else "Nobody does."
                yield (*aimed.keys, "customers", position), "VC105", message, remedy

    def _surging(self, aimed: _Aimed, shock: DemandSurge) -> Iterator[Finding]:
        if shock.by is None or (shock.customers and not aimed.customers):
            return
        places = countries_in(self.model, shock.by)
        if not self._there(aimed.customers, places):
            message = f"no customer of {_listing(aimed.products)} is there."
            remedy = "Leave `by:` out for everyone outside home."
            yield (*aimed.keys, "by"), "VC113", message, remedy

    def _stored(self, aimed: _Aimed, shock: Stockpile) -> Iterator[Finding]:
        """Find stocks that nobody can hold: bought as a service, or by nobody there."""
        for position, product in enumerate(shock.product):
            bought = self._kinds(product, aimed)
            if bought == {"service"}:
                message = f"'{product}' is used as service, which nobody keeps in store."
                remedy = "Name what is used up, or machines."
                yield (*aimed.keys, "product", position), "VC114", message, remedy
        if shock.by is None or (shock.customers and not aimed.customers):
            return
        if not self._there(aimed.customers, countries_in(self.model, shock.by)):
            message = f"no customer of {_listing(aimed.products)} is there."
            yield (*aimed.keys, "by"), "VC113", message, "Name in `by` where its customers are."

    def _empty(self, aimed: _Aimed, shock: Selecting, found: MatchedSuppliers) -> Finding:
        products = _listing(aimed.products)
        if not aimed.products:
            message = "no product is in this layer."
            return (*aimed.keys, "layer"), "VC112", message, "Name a layer that has products."
        if not found.emptied:
            message = f"nobody supplies {products}."
            return (*aimed.keys, "product"), "VC112", message, "Name another product."
        key = found.emptied[0]
        names = _listing(getattr(shock.from_, key))
        if len(found.emptied) > 1:
            both = " and ".join(f"`{one}`" for one in found.emptied)
            message = f"no producer of {products} matches {both} together."
            return (*aimed.keys, "from"), "VC112", message, "Each key must hold: drop one."
        message = f"no producer of {products} matches `{key}: {names}`."
        return (*aimed.keys, "from", key), "VC112", message, self._today(aimed, key)

    def _today(self, aimed: _Aimed, key: str) -> str:
        """Say what the largest suppliers have where nothing matches."""
        every = self._match(Outage(kind="outage"), aimed.products).listed
        listed = sorted(
            (one for one in every if one.key != "remainder"), key=lambda one: -one.share
        )
        if key in BY_COUNTRY:
            wanted = ("site", "headquarters", "owner") if key == "any" else (key,)
            said = [place for one in listed for name in wanted for place in one.places[name]]
        elif key == "firm":
            said = [one.firm for one in listed if one.firm is not None]
        else:
            said = [f"{one.product}/{one.key}" for one in listed]
        known = list(dict.fromkeys(said))
        return f"The model has {_listing(known)}." if known else "The model lists none."

    def _used(self, aimed: _Aimed, shock: RefusingShock) -> Iterator[Finding]:
        """Find products that nobody uses in the kind that the shock is about."""
        kind = {AccessDenial: "service", CapitalStop: "capital"}.get(type(shock))
        if kind is None or not aimed.customers:
            return
        bought = {product: self._kinds(product, aimed) for product in aimed.products}
        wrong = [product for product in aimed.products if kind not in bought[product]]
        if len(wrong) == len(aimed.products) and shock.product is None:
            where = "layer" if shock.layer else "kind"
            message = f"nothing here is used as {kind}."
            yield (*aimed.keys, where), "VC114", message, "Use `export-ban` for goods."
        for position, product in enumerate(shock.product or ()):
            if product in wrong and bought[product]:
                how = " and ".join(sorted(bought[product]))
                message = f"'{product}' is used as {how}, not as {kind}."
                remedy = "Use `export-ban`, which is about every kind of use."
                yield (*aimed.keys, "product", position), "VC114", message, remedy

    def _kinds(self, product: str, aimed: _Aimed) -> set[str]:
        names = {one.name for one in aimed.customers}
        bought = self._buyers.get(product, ())
        return {kind for one in bought if one.name in names for kind in one.kinds}

    def _refused(self, aimed: _Aimed, shock: RefusingShock) -> Iterator[Finding]:
        """Find a refusal that spares everyone: each country goes on serving its own."""
        keys, selector = (*aimed.keys, "to"), shock.from_
        origin = countries_in(self.model, selector.site or ())
        spared = countries_in(self.model, shock.except_ or ())
        if EVERYONE in shock.to:
            everyone = self._unspared(shock, aimed, spared)
            if not everyone:
                message = "every customer is in `from` or in `except`."
                yield keys, "VC113", message, "Look at `customers` and `except`."
            return
        reached = countries_in(self.model, shock.to) - spared
        if not reached:
            yield (*aimed.keys, "except"), "VC113", "nobody is left of `to`.", "Spare fewer."
        elif selector.site and len(origin) == 1 and reached == origin:
            message = f"{_listing(sorted(reached))} goes on serving its own: nobody is left."
            yield keys, "VC113", message, "Name in `to` who is refused, not who refuses."
        elif shock.customers and aimed.customers and not self._there(aimed.customers, reached):
            message = f"none of `customers` is in {_listing(shock.to)}."
            yield keys, "VC113", message, "Name where they are, or leave `customers` out."

    def _unspared(self, shock: RefusingShock, aimed: _Aimed, spared: frozenset[str]) -> bool:
        """Whether `all` reaches anybody: a named customer, or in general the world at large."""
        if not shock.customers or not aimed.customers:
            return True
        names = [name for key in BY_COUNTRY for name in getattr(shock.from_, key) or ()]
        served = spared | countries_in(self.model, names)
        return any(
            site is None or not countries_in(self.model, [site]) <= served
            for one in aimed.customers
            for site in one.sites
        )

    def _there(self, customers: Iterable[Buying], places: frozenset[str]) -> bool:
        return any(
            site is not None and countries_in(self.model, [site]) & places
            for one in customers
            for site in one.sites
        )


def written_for(aims: Aims, *, stated: str, now: str) -> Warned:
    """Word that a scenario was written for another state of its model, and what it touches now."""
    touched = [
        f"{write_keys(keys)} {_listing([f'{name} {share:.3g}' for name, share in shares.items()])}"
        for keys, shares in aims.touched()
        if shares
    ]
    message = (
        f"the scenario was written for a state of '{aims.model.id}' with digest {stated}; it now "
        f"has {now}. Listed shares it touches now: {'; '.join(touched) or 'none'}."
    )
    return ("model", "digest"), "VC115", message


def _listing(names: Sequence[str]) -> str:
    some = ", ".join(names[:_SHOWN])
    return some if len(names) <= _SHOWN else f"{some} and {len(names) - _SHOWN} more"
