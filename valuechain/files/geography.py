"""Countries and groups: does each code that a model names exist, and is it of the right sort."""

from collections.abc import Iterable, Iterator
from typing import Final

from valuechain.files.keypaths import Keys
from valuechain.files.nearest import nearest
from valuechain.schema import Model
from valuechain.vocab.countries import (
    ALPHA3,
    COUNTRIES,
    NO_COUNTRY,
    OFTEN_WRITTEN,
    meant_country,
)

Finding = tuple[Keys, str, str, str]
"""Key path, code, what is wrong, what to do."""

EVERYWHERE: Final = frozenset(("world", "all"))
"""Words that mean no place in particular; no group may take them."""


def geography_problems(model: Model) -> Iterator[Finding]:
    """Check that every country and group that a model names exists.

    Parameters
    ----------
    model : Model
        A model whose types and ranges are right.

    Yields
    ------
    tuple
        VC010 to VC017.
    """
    yield from _perspective(model)
    yield from _groups(model)
    places = COUNTRIES | model.groups.keys()
    for keys, code in _single_countries(model):
        if code not in COUNTRIES:
            yield unknown_place(model, keys, code=code, group_too=False)
    for keys, code in _places(model):
        if code not in places:
            yield unknown_place(model, keys, code=code, group_too=True)


def _perspective(model: Model) -> Iterator[Finding]:
    yield from repeated_places(("perspective", "home"), model.perspective.home)
    trusted = model.perspective.trusted
    keys: Keys = ("perspective", "trusted")
    if not isinstance(trusted, str):
        yield from repeated_places(keys, trusted)
    elif trusted in COUNTRIES:
        message = f"'{trusted}' is a country, and a group is wanted."
        yield keys, "VC014", message, f"Write a list: `[{trusted}]`."
    elif trusted not in model.groups:
        yield unknown_place(model, keys, code=trusted, group_too=True)


def _groups(model: Model) -> Iterator[Finding]:
    for name, group in model.groups.items():
        keys: Keys = ("groups", name)
        if name in COUNTRIES or name in ALPHA3 or name in EVERYWHERE:
            message = f"a group cannot be named '{name}', which means something else."
            yield keys, "VC015", message, f"Choose another name, such as '{name}-group'."
        if not group.members:
            yield (*keys, "members"), "VC016", "this group has no members.", "List its countries."
        yield from repeated_places((*keys, "members"), group.members)


def repeated_places(keys: Keys, codes: Iterable[str]) -> Iterator[Finding]:
    """Find countries and groups that stand twice in one list: VC017."""
    seen: set[str] = set()
    for position, code in enumerate(codes):
        if code in seen:
            yield (*keys, position), "VC017", f"'{code}' stands here twice.", "Remove one."
        seen.add(code)


def _single_countries(model: Model) -> Iterator[tuple[Keys, str]]:
    for position, code in enumerate(model.perspective.home):
        yield ("perspective", "home", position), code
    for name, group in model.groups.items():
        for position, code in enumerate(group.members):
            yield ("groups", name, "members", position), code
    for name, firm in model.firms.items():
        for position, code in enumerate(firm.second_reach):
            yield ("firms", name, "second_reach", position), code
    for name, use in model.uses.items():
        yield ("uses", name, "country"), use.country
    for code in model.countries:
        yield ("countries", code), code
    for code in model.packs:
        yield ("packs", code), code


def _places(model: Model) -> Iterator[tuple[Keys, str]]:
    if not isinstance(model.perspective.trusted, str):
        for position, code in enumerate(model.perspective.trusted):
            yield ("perspective", "trusted", position), code
    for name, firm in model.firms.items():
        yield ("firms", name, "headquarters"), firm.headquarters
        yield ("firms", name, "owner"), firm.owner
    yield from _places_of_products(model)
    for name, restriction in model.restrictions.items():
        yield ("restrictions", name, "by"), restriction.by
        for position, code in enumerate(restriction.towards):
            if code != "all":
                yield ("restrictions", name, "towards", position), code
    for name, law in model.laws.items():
        yield ("laws", name, "country"), law.country


def _places_of_products(model: Model) -> Iterator[tuple[Keys, str]]:
    for name, product in model.products.items():
        if product.market != "world":
            yield ("products", name, "market"), product.market
        for position, producer in enumerate(product.producers):
            yield ("products", name, "producers", position, "site"), producer.site
            if producer.headquarters is not None:
                keys = ("products", name, "producers", position, "headquarters")
                yield keys, producer.headquarters
            if producer.owner is not None:
                yield ("products", name, "producers", position, "owner"), producer.owner
        if product.remainder.country is not None:
            yield ("products", name, "remainder", "country"), product.remainder.country
        for position, code in enumerate(product.remainder.excludes):
            yield ("products", name, "remainder", "excludes", position), code


def unknown_place(model: Model, keys: Keys, *, code: str, group_too: bool) -> Finding:
    """Word that a code is no country, or no country or group, and what was meant."""
    if code in model.groups:
        message = f"'{code}' is a group, and a country is wanted."
        return keys, "VC011", message, "Name the country, or list the members one by one."
    meant = meant_country(code)
    if code in ALPHA3:
        return keys, "VC010", f"'{code}' is an alpha-2 code.", f"Write '{meant}'."
    if meant is not None:
        remedy = f"Write '{meant}'." if code in OFTEN_WRITTEN else f"Did you mean '{meant}'?"
        return keys, "VC012", f"unknown country '{code}'.", remedy
    return _no_country(model, keys, code=code, group_too=group_too)


def _no_country(model: Model, keys: Keys, *, code: str, group_too: bool) -> Finding:
    """Word what stands for no country: a code of another list, an unknown group, or nothing."""
    words = ("world",) if keys[-1] == "market" else ()
    near_group = nearest(code, (*model.groups, *words)) if group_too else ""
    if code.upper() in NO_COUNTRY and not near_group:
        listed = "List it under `groups:`, if its members are meant." if group_too else ""
        message = f"'{code}' is no country: it stands for {NO_COUNTRY[code.upper()]}."
        return keys, "VC012", message, listed or "Name a country by its alpha-3 code."
    if code == "EU":
        remedy = near_group if group_too else "It is a group of countries: name one of them."
        return keys, "VC012", "'EU' is no country.", remedy or "List it under `groups:`."
    if near_group or (group_too and not (code.isalpha() and code.isupper())):
        remedy = near_group or "List it under `groups:`, or write an alpha-3 country code."
        return keys, "VC013", f"unknown group '{code}'.", remedy
    remedy = slip_of(code) or "Write an ISO 3166-1 alpha-3 code such as 'NLD'."
    return keys, "VC012", f"unknown country '{code}'.", remedy


def slip_of(code: str) -> str:
    """Ask whether a code of four letters is one of three with a letter too many.

    Three letters that are no code get no guess: nearly every one is a letter away from some
    country, and a wrong country is worse than none.

    Examples
    --------
    >>> slip_of("KORR"), slip_of("QQQ")
    ("Did you mean 'KOR'?", '')
    """
    shorter = {code[:n] + code[n + 1 :] for n in range(len(code))} if len(code) == 4 else set()
    found = sorted(shorter & COUNTRIES)
    return f"Did you mean '{found[0]}'?" if len(found) == 1 else ""
