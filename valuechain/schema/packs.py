"""Country packs: a model as customers in some countries see it."""

from collections.abc import Collection, Mapping
from typing import Final

from valuechain.schema.model import Model, Pack
from valuechain.schema.supply import Product, Use
from valuechain.schema.terms import Evidence, Figure, Record

_FINAL: Final = "final"


def pack_of(model: Model, product: str) -> str | None:
    """Country whose pack a product belongs to: the one country it is sold in; None if shared."""
    market = model.products[product].market
    return market if market in model.packs else None


def seen_from(model: Model, countries: Collection[str]) -> Model:
    """Give a model as customers in some countries see it.

    Uses and products of other packs are left out, with the firms and sources that nothing else
    names; shared products get the inputs of the packs of these countries, and of no others.

    Parameters
    ----------
    model : Model
        A checked model.
    countries : collection of str
        Countries (alpha-3) whose packs count.

    Returns
    -------
    Model
        The same model where it has no packs; else one without.
    """
    if not model.packs:
        return model
    kept = _products(model, countries)
    products, uses = customers_seen_from(model, countries)
    groups = {name for use in uses.values() for name in use.groups}
    seen = model.model_copy(
        update={
            "products": products,
            "uses": uses,
            "use_groups": {key: one for key, one in model.use_groups.items() if key in groups},
            "packs": {},
            "firms": _firms(model, kept),
            "indicators": tuple(
                one
                for one in model.indicators
                if one.geography not in model.packs or one.geography in countries
            ),
            "lead_times": tuple(
                one.model_copy(update={"products": _known(one.products, kept)})
                for one in model.lead_times
                if not one.products or _known(one.products, kept)
            ),
            "published_figures": tuple(
                one for one in model.published_figures if one.use in uses and one.product in kept
            ),
            "restrictions": {
                key: one.model_copy(update={"products": _known(one.products, kept)})
                for key, one in model.restrictions.items()
            },
        }
    )
    gone = _cited(model) - _cited(seen)
    sources = {key: one for key, one in model.sources.items() if key not in gone}
    whole = seen.model_copy(update={"sources": sources})
    others: dict[str, set[str]] = {}
    for name in sorted(model.uses.keys() - uses.keys()):
        use = model.uses[name]
        for named in (name, *(group for group in use.groups if group not in groups)):
            others.setdefault(named, set()).add(use.country)
    told = {name: " or ".join(sorted(countries)) for name, countries in others.items()}
    whole._joined = tuple(sorted(set(model.packs) & set(countries)))  # noqa: SLF001
    whole._others = told  # noqa: SLF001  (its own room; copies would share what is changed in place)
    return whole


def customers_seen_from(
    model: Model, countries: Collection[str]
) -> tuple[dict[str, Product], dict[str, Use]]:
    """Products and uses of a model as customers in some countries see it, with what they need.

    Parameters
    ----------
    model : Model
        A model whose products, uses and packs name each other rightly.
    countries : collection of str
        Countries (alpha-3) whose packs count.
    """
    kept = _products(model, countries)
    uses = {
        name: use
        for name, use in model.uses.items()
        if use.country not in model.packs or use.country in countries
    }
    products = {name: _without(product, {*kept, *uses}) for name, product in kept.items()}
    for code in sorted(set(model.packs) & set(countries)):
        pack = model.packs[code]
        products |= {name: with_pack(products[name], pack, name=name) for name in pack.inputs}
    return products, uses


def _products(model: Model, countries: Collection[str]) -> dict[str, Product]:
    """Products that are sold everywhere, or in one of some countries."""
    return {
        name: product
        for name, product in model.products.items()
        if product.market not in model.packs or product.market in countries
    }


def _known(names: tuple[str, ...], kept: Mapping[str, Product]) -> tuple[str, ...]:
    return tuple(name for name in names if name in kept)


def _without(product: Product, customers: set[str]) -> Product:
    """Give the demand of customers that are not seen to final demand."""
    weights = product.demand_weights
    if weights is None or customers >= weights.keys() - {_FINAL}:
        return product
    left = {name: weight for name, weight in weights.items() if name in customers}
    left[_FINAL] = 1.0 - sum(left.values())
    return product.model_copy(update={"demand_weights": left})


def with_pack(product: Product, pack: Pack, *, name: str) -> Product:
    """Give a shared product the inputs of a pack; an input of the same products is replaced."""
    inputs = pack.inputs[name]
    replaced = {entry.options: entry for entry in inputs}
    kept = [replaced.pop(entry.options, entry) for entry in product.inputs]
    sourcing = (*product.sourcing, *pack.sourcing.get(name, ()))
    return product.model_copy(update={"inputs": (*kept, *replaced.values()), "sourcing": sourcing})


def _firms(model: Model, kept: Mapping[str, Product]) -> Mapping[str, Figure]:
    """Leave out the firms that only products of other packs name."""
    here, elsewhere = set[str](), set[str]()
    for name, product in model.products.items():
        named = {producer.firm for producer in product.producers if producer.firm}
        (here if name in kept else elsewhere).update(named)
    return {key: firm for key, firm in model.firms.items() if key not in elsewhere - here}


def _cited(model: Model) -> set[str]:
    """Sources that some figure of a model rests on."""
    waiting: list[object] = [
        getattr(model, name)
        for name in type(model).model_fields
        if name not in {"sources", "packs"}
    ]
    waiting.extend(model.packs.values())
    cited = set[str]()
    while waiting:
        held = waiting.pop()
        if isinstance(held, Record):
            if isinstance(held, Evidence) and held.source:
                cited.add(held.source)
            if isinstance(held, Figure):
                cited.update(held.also_sources)
            waiting.extend(one for _, one in held)
        elif isinstance(held, Mapping):
            waiting.extend(held.values())
        elif isinstance(held, tuple):
            waiting.extend(held)
    return cited
