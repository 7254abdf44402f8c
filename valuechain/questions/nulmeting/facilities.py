"""Facilities: what a function buys, who controls it, where it stands and on what it leans."""

from dataclasses import dataclass
from typing import Final

from valuechain.questions.nulmeting.functions import Function
from valuechain.questions.nulmeting.reader import Reader
from valuechain.questions.nulmeting.words_elections import WORDS
from valuechain.results.frames import rows_of
from valuechain.schema import Input
from valuechain.texts.languages import inline, listing
from valuechain.texts.numbers import percent
from valuechain.texts.places import adjective

_SHOWN: Final = 0.05
_HALF: Final = 0.5
_MOST: Final = 5
"""At most so many of what a facility of our own leans on."""


@dataclass(frozen=True, slots=True)
class Facility:
    """One thing that a function buys, and in words who controls it and where it stands."""

    slot: Input
    title: str
    control: str


@dataclass(frozen=True, slots=True)
class _Holder:
    """The country that holds most of a product, by one attribute."""

    country: str
    share: float


def facility(reader: Reader, function: Function, *, slot: Input) -> Facility:
    """Tell of one thing a function buys who controls it and where it stands.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.
    function : Function
        Who buys it.
    slot : Input
        What is bought.

    Returns
    -------
    Facility
        With a sentence on control and site; of what is mostly our own also on what it leans.
    """
    title = " / ".join(reader.names.title(name) for name in slot.options)
    facts = _facts(reader, slot.options[0])
    if _own(reader, slot.options[0]) > _HALF:
        facts += _leans(reader, function, slot.options[0])
    if not facts:
        facts = (WORDS.say(reader.lang, "unlisted"),)
    told = WORDS.say(reader.lang, "facility", title=title, facts=", ".join(facts))
    return Facility(slot, title, told)


def _facts(reader: Reader, product: str) -> tuple[str, ...]:
    """Say who controls a facility, and where it stands."""
    lang, facts = reader.lang, []
    homes = frozenset((*reader.homes, *reader.result.settings.home_countries))
    owner = _holder(reader, product, attribute="owner", besides=homes)
    if owner is not None and owner.share >= _SHOWN:
        word, share = adjective(lang, owner.country), percent(lang, owner.share)
        who = word or reader.names.place(owner.country)
        facts.append(WORDS.say(lang, "control" if word else "control-of", share=share, who=who))
    own = _own(reader, product)
    if own >= _SHOWN:
        facts.append(WORDS.say(lang, "ours", share=percent(lang, own)))
    site = _holder(reader, product, attribute="site", besides=frozenset())
    if site is not None:
        place, share = reader.names.place(site.country), percent(lang, site.share)
        facts.append(WORDS.say(lang, "site", share=share, place=place))
    return tuple(facts)


def _own(reader: Reader, product: str) -> float:
    """Share under control of home."""
    rows = rows_of(reader.result.positions, product=product, circle="home", attribute="owner")
    return float(rows["share"].iloc[0]) if len(rows) else 0.0


def _holder(
    reader: Reader, product: str, *, attribute: str, besides: frozenset[str]
) -> _Holder | None:
    """Find the country that holds most of a product, besides some."""
    found = reader.model.products.get(product)
    totals: dict[str, float] = {}
    for producer in () if found is None else found.producers:
        firm = reader.model.firms.get(producer.firm or "")
        country = producer.site
        if attribute == "owner":
            country = firm.owner if firm is not None else producer.owner or producer.site
        totals[country] = totals.get(country, 0.0) + producer.share.mode
    left = {code: share for code, share in totals.items() if code not in besides}
    if not left:
        return None
    top = max(left, key=lambda code: (round(left[code], 9), code))
    return _Holder(top, min(1.0, left[top]))


def _leans(reader: Reader, function: Function, product: str) -> tuple[str, ...]:
    """Say on which things that it cannot miss a facility of our own leans."""
    bought = {name for slot in function.use.inputs for name in slot.options}
    found = reader.model.products.get(product)
    names = [
        inline(reader.names.title(entry.options[0]))
        for entry in (() if found is None else found.inputs)
        if entry.essentiality != "minor" and entry.options[0] not in bought
    ]
    if not names:
        return ()
    return (WORDS.say(reader.lang, "leans", names=listing(reader.lang, names[:_MOST])),)
