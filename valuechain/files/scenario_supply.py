"""Which suppliers and customers of a model a shock is about, as far as its figures tell.

Only whether anybody is meant, and with what listed share: what a shock then takes, and what of
a remainder could be somebody's, is computed from the compiled stack.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from valuechain.schema import DemandSurge, Model, Outage, Product, Selector, Stockpile
from valuechain.schema.scenario import RefusingShock
from valuechain.schema.supply import Alternative, Input, Producer
from valuechain.vocab.words import Attribute

Selecting = Outage | RefusingShock
"""Shocks that select suppliers."""
NewOwners = Mapping[str, Sequence[str]]
"""Firms that change hands, each with its new owners."""
BY_COUNTRY: Final[tuple[Attribute, ...]] = get_args(Attribute)
KEYS: Final = (*BY_COUNTRY, "firm", "producer")
"""Keys of a selector."""
_SINGLE: Final[tuple[Attribute, ...]] = ("site", "headquarters", "owner")


@dataclass(frozen=True, slots=True)
class Supplier:
    """One row of the supply of a product: a producer, or what is left."""

    product: str
    key: str
    """Name of the producer within the product; ``remainder`` for what is not listed."""
    firm: str | None
    share: float
    places: Mapping[str, tuple[str, ...]]
    """Countries or groups by attribute; several owners where it changes hands."""


@dataclass(frozen=True, slots=True)
class MatchedSuppliers:
    """Suppliers that the words of a shock mean."""

    listed: tuple[Supplier, ...]
    """Those that have all that is asked."""
    possible: bool
    """Whether anybody could have: those, places that overlap, or somebody who is not listed."""
    emptied: tuple[str, ...]
    """Keys that leave nobody, where nobody could have all that is asked."""


def countries_in(model: Model, names: Iterable[str]) -> frozenset[str]:
    """Countries that codes and names of groups mean."""
    found: set[str] = set()
    for name in names:
        found |= set(model.groups[name].members) if name in model.groups else {name}
    return frozenset(found)


def products_meant(shock: Selecting | DemandSurge | Stockpile, model: Model) -> tuple[str, ...]:
    """Products that a shock is about: all if it names neither product nor layer."""
    layers = () if isinstance(shock, DemandSurge | Stockpile) else shock.layer or ()
    if shock.product is None and not layers:
        return tuple(model.products)
    named = shock.product or ()
    return tuple(key for key, one in model.products.items() if key in named or one.layer in layers)


def match(
    selector: Selector, products: Sequence[str], *, model: Model, owners: NewOwners
) -> MatchedSuppliers:
    """Find who makes some products and has all that a selector asks.

    Parameters
    ----------
    selector : Selector
        What is asked.
    products : sequence of str
        Products.
    model : Model
        The model.
    owners : mapping
        New owners of firms that change hands: they count beside the present one.
    """
    rows = [row for name in products for row in _suppliers(model, name, owners)]
    keys = [key for key in KEYS if getattr(selector, key)]
    has = {key: [_has(row, key, selector=selector, model=model) for row in rows] for key in keys}
    could = {
        key: [
            known or _could(row, key, selector=selector, model=model)
            for known, row in zip(has[key], rows, strict=True)
        ]
        for key in keys
    }
    listed = tuple(row for at, row in enumerate(rows) if all(has[key][at] for key in keys))
    possible = any(all(could[key][at] for key in keys) for at in range(len(rows)))
    alone = tuple(key for key in keys if not any(could[key]))
    return MatchedSuppliers(listed, possible, () if possible else alone or tuple(keys))


def _suppliers(model: Model, name: str, owners: NewOwners) -> Iterator[Supplier]:
    product = model.products[name]
    for producer in product.producers:
        if producer.share.mode > 0:
            places = _places(model, producer, owners)
            yield Supplier(name, producer.key, producer.firm, producer.share.mode, places)
    if product.remainder.share > 0:
        country = product.remainder.country
        known = {} if country is None else {str(name): (country,) for name in _SINGLE}
        yield Supplier(name, "remainder", None, product.remainder.share, known)


def _places(model: Model, producer: Producer, owners: NewOwners) -> dict[str, tuple[str, ...]]:
    firm = model.firms[producer.firm] if producer.firm else None
    led = firm.headquarters if firm else producer.headquarters
    owned = firm.owner if firm else producer.owner
    later = owners.get(producer.firm or "", ())
    return {
        "site": (producer.site,),
        "headquarters": () if led is None else (led,),
        "owner": (*(() if owned is None else (owned,)), *later),
    }


def _has(row: Supplier, key: str, *, selector: Selector, model: Model) -> bool:
    names = getattr(selector, key)
    if key == "firm":
        return row.firm in names
    if key == "producer":
        return f"{row.product}/{row.key}" in names
    meant = countries_in(model, names)
    return any(countries_in(model, [place]) <= meant for place in _of(row, key))


def _of(row: Supplier, attribute: str) -> list[str]:
    names = _SINGLE if attribute == "any" else (attribute,)
    return [place for name in names for place in row.places.get(name, ())]


def _could(row: Supplier, key: str, *, selector: Selector, model: Model) -> bool:
    """Whether a row that is not known to have what is asked could have it."""
    product, names = model.products[row.product], getattr(selector, key)
    if key == "firm":
        listed = {producer.firm for producer in product.producers}
        return row.key == "remainder" and any(name not in listed for name in names)
    if key == "producer":
        return False
    meant = countries_in(model, names)
    if row.places:
        return any(countries_in(model, [place]) & meant for place in _of(row, key))
    return any(_unlisted(product, country, key) for country in meant)


def _unlisted(product: Product, country: str, attribute: str) -> bool:
    """Whether a country could be in a remainder of which nothing is known."""
    if country in product.remainder.excludes or product.remainder.at_most_each == 0:
        return False
    names = _SINGLE if attribute == "any" else (attribute,)
    whole = [one for one in product.producers if one.kind == "country-aggregate"]
    return any(all(getattr(one, name) != country for one in whole) for name in names)


@dataclass(frozen=True, slots=True)
class Buying:
    """One customer of a product: a use, or all who make another product."""

    name: str
    kinds: frozenset[str]
    """How it uses the product: consumable, capital, service."""
    sites: tuple[str | None, ...]
    """Where it is; None where that is not known."""


def buyers(model: Model) -> dict[str, list[Buying]]:
    """Who buys every product."""
    kinds: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    sites: dict[str, tuple[str | None, ...]] = {}
    for name, product in model.products.items():
        sites[name] = tuple(producer.site for producer in product.producers)
        if product.remainder.share > 0:
            sites[name] += (product.remainder.country,)
        for bought, kind in _bought(product.inputs):
            kinds[bought, name].add(kind)
    for name, use in model.uses.items():
        sites[name] = (use.country,)
        for bought, kind in _bought(use.inputs):
            kinds[bought, name].add(kind)
    found: defaultdict[str, list[Buying]] = defaultdict(list)
    for (bought, name), how in kinds.items():
        found[bought].append(Buying(name, frozenset(how), sites[name]))
    return dict(found)


def _bought(inputs: Iterable[Input]) -> Iterator[tuple[str, str]]:
    for entry in inputs:
        if entry.product is not None:
            yield entry.product, entry.kind
        for option in entry.any_of or ():
            if isinstance(option, Alternative):
                yield option.product, option.kind or entry.kind
            else:
                yield option, entry.kind
