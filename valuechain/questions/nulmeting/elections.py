"""Uses with a critical window, such as elections: what would stop in it, and what would go on."""

from dataclasses import dataclass

from valuechain.presentation.blocks import (
    Beside,
    Block,
    Entry,
    EntryList,
    Heading,
    Paragraph,
    Section,
)
from valuechain.questions.nulmeting.reader import Reader
from valuechain.results.frames import rows_of
from valuechain.schema import Input, Use
from valuechain.texts.labels import label
from valuechain.texts.languages import capital, inline
from valuechain.texts.numbers import duration, percent
from valuechain.texts.places import adjective
from valuechain.vocab.words import HORIZONS


@dataclass(frozen=True, slots=True)
class _Holder:
    """The country that holds most of a product, by one attribute."""

    country: str
    share: float


def elections(reader: Reader) -> Section:
    """Say for each use with a critical window what would stop in it and what would go on.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.

    Returns
    -------
    Section
        A finding and two lists for each such use; that there is none if the model has none.
    """
    nav = reader.say("nav-elections")
    blocks = [
        block
        for use in reader.use_rows(critical=True)
        for block in _election(reader, reader.model.uses[use], use)
    ]
    if not blocks:
        home = reader.home_said
        heading = Heading(reader.say("elections-none-heading"))
        blocks = [heading, Paragraph(reader.say("elections-none", home=home))]
    return Section("elections", nav, tuple(blocks))


def _election(reader: Reader, use: Use, key: str) -> tuple[Block, ...]:
    window = use.critical_window or 0.0
    found = [_facility(reader, key, slot, window=window) for slot in use.inputs]
    parts = {
        state: tuple(entry for word, entry in found if word == state)
        for state in ("stops", "open", "goes")
    }
    heading = reader.say(
        "elections-heading",
        use=reader.names.title(key),
        stops=len(parts["stops"]),
        of=len(found),
        threshold=percent(reader.lang, reader.result.settings.exposure_threshold),
    )
    if parts["open"]:
        heading = reader.say("elections-heading-open", base=heading, n=len(parts["open"]))
    fallbacks = sum(slot.fallback is not None for slot in use.inputs)
    if fallbacks:
        heading = reader.say("elections-heading-fallback", base=heading, n=fallbacks, of=len(found))
    lead = reader.say("elections-lead", window=duration(reader.lang, window))
    lists = tuple(
        (
            Heading(reader.say(f"elections-{state}"), 3),
            EntryList(entries) if entries else Paragraph(reader.say("elections-empty")),
        )
        for state, entries in parts.items()
        if entries or state != "open"
    )
    return (Heading(heading), Paragraph(lead), Beside(lists))


def _products(slot: Input) -> list[str]:
    """List what fills a need: its product, or its alternatives, today's first."""
    if slot.product is not None:
        return [slot.product]
    return [one if isinstance(one, str) else one.product for one in slot.any_of or ()]


def _facility(reader: Reader, use: str, slot: Input, *, window: float) -> tuple[str, Entry]:
    """Tell of one thing the use needs whether it stops, who controls it and what is left.

    It ``stops``, it ``goes`` on, or that is ``open``: unlisted supply decides.
    """
    products = _products(slot)
    product = products[0]
    threshold = reader.result.settings.exposure_threshold
    holders = [
        _holder(reader, product, attribute=attribute, besides=reader.ours)
        for attribute in ("owner", "site")
    ]
    worst = max((holder.share for holder in holders if holder is not None), default=0.0)
    facts = _facts(reader, product)
    loss = _loss(reader, use, products, window=window)
    direct = worst > threshold and loss >= 0.005
    # A facility of our own can stop by what it buys itself; every alternative must.
    reached = min(
        (_reached(reader, name, window=window) for name in products), key=lambda one: one.share
    )
    stops = direct or reached.share > threshold
    at_most = min(
        _reached(reader, name, window=window, bound="bound_high").share for name in products
    )
    state = "stops" if stops else ("open" if at_most > threshold else "goes")
    if stops and not direct:
        share = percent(reader.lang, reached.share)
        place = reader.names.place(reached.country)
        facts = (*facts, reader.say("elections-reached", share=share, place=place))
    more = (_grace(reader, slot) if stops else "", _fallback(reader, slot))
    entry = Entry(
        title=" / ".join(reader.names.title(name) for name in products),
        about=_role(reader, slot),
        facts=(*facts, *(fact for fact in more if fact)),
    )
    return state, entry


def _role(reader: Reader, slot: Input) -> str:
    """Say what a facility is for, or how much it matters."""
    if slot.role is not None:
        return reader.names.text(slot.role)
    return capital(label(reader.lang, slot.essentiality, of="essentiality"))


def _grace(reader: Reader, slot: Input) -> str:
    """Say how long a facility goes on after a refusal."""
    weeks = 0.0 if slot.buffer is None else slot.buffer.mode
    if weeks == 0:
        return reader.say("elections-at-once")
    return reader.say("elections-grace", time=duration(reader.lang, weeks))


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
    foreign = {code: share for code, share in totals.items() if code not in besides}
    if not foreign:
        return None
    top = max(foreign, key=lambda code: (round(foreign[code], 9), code))
    return _Holder(top, min(1.0, foreign[top]))


def _facts(reader: Reader, product: str) -> tuple[str, ...]:
    """Say who controls a facility, and where it stands."""
    lang = reader.lang
    facts = []
    homes = frozenset((*reader.homes, *reader.result.settings.home_countries))
    owner = _holder(reader, product, attribute="owner", besides=homes)
    if owner is not None and owner.share >= 0.05:
        word = adjective(lang, owner.country)
        facts.append(
            reader.say("elections-control", share=percent(lang, owner.share), who=word)
            if word
            else reader.say(
                "elections-control-of",
                share=percent(lang, owner.share),
                who=reader.names.place(owner.country),
            )
        )
    rows = rows_of(reader.result.positions, product=product, circle="home", attribute="owner")
    if len(rows) and float(rows["share"].iloc[0]) >= 0.05:
        share = percent(lang, float(rows["share"].iloc[0]))
        facts.append(reader.say("elections-ours", share=share))
    standing = _sites(reader, product)
    if standing:
        facts.append(standing)
    return tuple(facts)


def _sites(reader: Reader, product: str) -> str:
    """Say where most of it stands."""
    found = reader.model.products.get(product)
    totals: dict[str, float] = {}
    for producer in () if found is None else found.producers:
        totals[producer.site] = totals.get(producer.site, 0.0) + producer.share.mode
    if not totals:
        return ""
    top = max(totals, key=lambda code: (round(totals[code], 9), code))
    place = reader.names.place(top)
    return reader.say(
        "elections-site", share=percent(reader.lang, min(1.0, totals[top])), place=place
    )


def _until(window: float) -> str:
    """The first horizon at or after the end of the window."""
    return str(next((h for h in HORIZONS if h >= window), HORIZONS[-1]))


def _reached(reader: Reader, product: str, *, window: float, bound: str = "value") -> _Holder:
    """Find the country without which a buyer here loses most of a product within the window."""
    rows = rows_of(
        reader.result.products, product=product, kind="country", horizon_weeks=_until(window)
    )
    rows = rows[~rows["removed"].isin(reader.ours)].sort_values(
        [bound, "removed"], ascending=[False, True]
    )
    if not len(rows):
        return _Holder("", 0.0)
    return _Holder(str(rows["removed"].iloc[0]), float(rows[bound].iloc[0]))


def _loss(reader: Reader, use: str, products: list[str], *, window: float) -> float:
    """Give the deepest loss of the use through a facility, by the end of the window."""
    rows = rows_of(
        reader.result.dependencies,
        use=use,
        product=products,
        kind="country",
        rule="default",
        horizon_weeks=_until(window),
    )
    rows = rows[~rows["removed"].isin(reader.ours)]
    return float(rows["value"].max()) if len(rows) else 0.0


def _fallback(reader: Reader, slot: Input) -> str:
    if slot.fallback is None:
        return ""
    title = slot.fallback.title
    lang = reader.lang
    name = reader.say("elections-fallback-plain") if title is None else reader.names.text(title)
    after = slot.fallback.after
    level = percent(lang, slot.fallback.level.mode)
    if after == 0:
        return reader.say("elections-fallback-now", title=inline(name), level=level)
    when = duration(lang, after)
    return reader.say("elections-fallback", title=inline(name), level=level, after=when)
