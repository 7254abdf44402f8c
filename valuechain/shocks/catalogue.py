"""What a nulmeting takes away, one by one: countries, groups, firms, parts of products."""

from collections.abc import Iterable, Sequence

import numpy as np

from valuechain.schema import Model
from valuechain.shocks.removals import Removal, Removals
from valuechain.stack.columns import BUYER, REMAINDER, USE, Stack
from valuechain.vocab.words import ATTRIBUTES, MODES


def countries(stack: Stack) -> list[str]:
    """Countries that at least one producer names by site, headquarters or owner."""
    supplies = (stack.producer_kind != USE) & (stack.producer_kind != BUYER)
    named: set[int] = set()
    for attribute in ("site", "headquarters", "owner"):
        named |= set(stack.attribute(attribute)[supplies].tolist())
    places = (stack.place_ids[p] for p in named if p >= 0)
    return sorted(
        place for place in places if stack.place_members[stack.place_ids.index(place)] == {place}
    )


def _each(
    builder: Removals, kind: str, names: Iterable[tuple[str, frozenset[str]]]
) -> list[Removal]:
    every = [
        Removal(kind, name, attribute, mode, members)  # type: ignore[arg-type]
        for name, members in names
        for attribute in ATTRIBUTES
        for mode in MODES
    ]
    return [removal for removal in every if builder.defined(removal)]


def country_removals(builder: Removals) -> list[Removal]:
    """Every country, by every attribute, in both modes where they are defined."""
    return _each(builder, "country", ((c, frozenset({c})) for c in countries(builder.stack)))


def group_removals(model: Model, builder: Removals) -> list[Removal]:
    """Removals of every group of countries of the model, by every attribute, in both modes."""
    named = ((name, frozenset(model.groups[name].members)) for name in sorted(model.groups))
    return _each(builder, "group", named)


def firm_removals(builder: Removals) -> list[Removal]:
    """Every firm that supplies something, and all remainders at once."""
    found = [
        Removal("firm", firm, "any", mode) for firm in builder.stack.firm_ids for mode in MODES
    ]
    return [*found, Removal("remainder", "all-remainders", "any", "lost")]


def producer_removals(builder: Removals) -> list[Removal]:
    """Every listed producer by itself, stopped and refusing us."""
    stack = builder.stack
    listed = ~np.isin(stack.producer_kind, (USE, BUYER, REMAINDER))
    return [
        Removal("producer", stack.producer_ids[row], "any", mode)
        for row in np.flatnonzero(listed)
        for mode in MODES
    ]


def part_removals(builder: Removals, products: Sequence[str]) -> list[Removal]:
    """Every country's part of each product, where a row of it names the country."""
    stack = builder.stack
    supplies = (stack.producer_kind != USE) & (stack.producer_kind != BUYER)
    found = []
    for product in products:
        rows = np.flatnonzero(supplies & (stack.producer_product == builder.product[product]))
        for attribute in ATTRIBUTES:
            names = ("site", "headquarters", "owner") if attribute == "any" else (attribute,)
            places = {int(stack.attribute(name)[n]) for name in names for n in rows}
            named = [p for p in places if p >= 0 and len(stack.place_members[p]) == 1]
            for country in sorted(stack.place_ids[p] for p in named):
                for mode in MODES:
                    removal = Removal(
                        "country", country, attribute, mode, frozenset({country}), product
                    )
                    if builder.defined(removal):
                        found.append(removal)
    return found
