"""Reasons of verdicts, in one line: what, from whom, how deep, why likely, how long without."""

from collections.abc import Sequence
from typing import Final, NotRequired, TypedDict, Unpack

from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, capital, inline, listing
from valuechain.texts.numbers import duration, number, percent, percent_range, within
from valuechain.texts.places import in_sentence
from valuechain.texts.ties import under_tie, who_refuses
from valuechain.vocab.words import Attribute, Origin, Question

_IN_WINDOW: Final = (
    "Geteld is het diepste verlies binnen het kritieke venster, bij wegvallen vlak ervoor",
    "Counted is the deepest loss within the critical window, when removed just before it",
)


class Reason(TypedDict):
    """What the reason of a verdict is made of."""

    use_title: str
    """Title of the use."""
    product_title: str
    """Title of the product."""
    country: str
    """Country or group that the dependency is on."""
    attribute: Attribute
    """Which country of a supplier counts."""
    question: Question
    """Disaster or coercion."""
    klass: str
    """Class of the verdict."""
    exposure: tuple[float, float, float]
    """Lower bound, figure and upper bound of what the use loses, 0..1."""
    horizon: float | str
    """Weeks at which it is judged."""
    crucial_note: str | None
    """Why the use is crucial, in a few words; None where it is not."""
    likely_components: Sequence[str]
    """What makes supply problems likely, each made by one of the ``likely_`` functions."""
    replacement_weeks: float | None
    """Smallest time to another supplier; None where it is unknown."""
    spare: float | None
    """Spare capacity elsewhere, of the supply of the product, 0..1."""
    lost_share: float | None
    """Share of the supply of the product that is lost, 0..1."""
    undecided: NotRequired[str | None]
    """What would have to be known to decide."""
    window: NotRequired[bool]
    """Whether the loss is the deepest within the critical window of the use."""


class FallbackTurn(TypedDict):
    """A fallback whose level decides a verdict."""

    product_title: str
    """Title of what it stands in for."""
    at: float
    """Level at which the verdict turns, 0..1."""
    levels: tuple[float, float, float]
    """Lowest, most plausible and highest level, 0..1."""
    origins: tuple[Origin, Origin, Origin]
    """Where each of the three comes from."""


def fallback_turns(lang: Lang, turn: FallbackTurn) -> str:
    r"""Say at which level of a fallback a verdict turns, and what is known of that level.

    Examples
    --------
    >>> print(fallback_turns("en", {"product_title": "Result websites", "at": 0.75,
    ...     "levels": (0.0, 0.24, 0.88), "origins": ("proxy", "read", "judged")}
    ... ).replace("\xa0", " "))  # doctest: +NORMALIZE_WHITESPACE
    what is kept up without result websites: the verdict turns at 75%, and it is 0% (measured by
    proxy), 24% (read) or 88% (our judgement)
    """
    low, middle, high = (
        f"{percent(lang, level)} ({label(lang, origin, of='origin')})"
        for level, origin in zip(turn["levels"], turn["origins"], strict=True)
    )
    thing, at = inline(turn["product_title"]), percent(lang, turn["at"])
    return _choose(
        lang,
        f"wat overeind blijft zonder {thing}: het oordeel kantelt bij {at}, en het is {low}, "
        f"{middle} of {high}",
        f"what is kept up without {thing}: the verdict turns at {at}, and it is {low}, {middle} "
        f"or {high}",
    )


def verdict_reason(lang: Lang, **of: Unpack[Reason]) -> str:
    r"""Give the reason of a verdict in one line.

    Parameters
    ----------
    lang : str
        Language; the titles and components are in it already.
    **of : Reason
        What the reason is made of.

    Returns
    -------
    str
        One line that ends in a full stop.

    Examples
    --------
    >>> print(verdict_reason("en", use_title="Defence", product_title="Gallium", country="CHN",
    ...     attribute="site", question="disaster", klass="strategic", exposure=(0.3, 0.3, 0.3),
    ...     horizon=52, crucial_note="vital process", likely_components=(),
    ...     replacement_weeks=130, spare=0.01,
    ...     lost_share=0.99).replace("\xa0", " "))  # doctest: +NORMALIZE_WHITESPACE
    Without gallium from China, 30% of defence is lost within a year. Crucial: vital process.
    Replacement takes 2.5 years; 1% of supply is spare elsewhere, 99% is lost.
    """
    low, middle, high = of["exposure"]
    opening = _what_happens(lang, of).format(
        depth=percent_range(lang, low, mode=middle, high=high), by=within(lang, of["horizon"])
    )
    parts = [opening, *_why(lang, of)]
    if of.get("window"):
        parts.insert(1, _choose(lang, *_IN_WINDOW))
    if undecided := of.get("undecided"):
        parts.append(f"{_choose(lang, 'Onbeslist', 'Undecided')}: {undecided}")
    return " ".join(f"{' '.join(part.splitlines()).rstrip('.')}." for part in parts)


def _choose(lang: Lang, dutch: str, english: str) -> str:
    return dutch if lang == "nl" else english


def _why(lang: Lang, of: Reason) -> list[str]:
    """Say why it is crucial, why likely, and how long replacement takes."""
    if of["klass"] == "none":
        return [_choose(lang, "Blijft onder de drempels", "Stays below the thresholds")]
    parts = []
    if of["crucial_note"]:
        parts.append(f"{_choose(lang, 'Cruciaal', 'Crucial')}: {of['crucial_note']}")
    if of["likely_components"]:
        why = listing(lang, merged(lang, of["likely_components"]))
        parts.append(f"{_choose(lang, 'Aannemelijk', 'Likely')}: {why}")
    parts.append(
        _replacement(lang, of["replacement_weeks"], spare=of["spare"], lost_share=of["lost_share"])
    )
    return parts


def merged(lang: Lang, components: Sequence[str]) -> list[str]:
    """Say once what several components have in common; of what differs name at most two.

    Examples
    --------
    >>> merged("en", ["law (Act A)", "law (Act B)", "law (Act C)", "hazard: floods"])
    ['law (Act A; Act B and 1 more)', 'hazard: floods']
    """
    found: dict[str, list[str]] = {}
    for component in components:
        start, bracket, rest = component.partition(" (")
        details = found.setdefault(start, [])
        if bracket:
            details.extend(rest.removesuffix(")").split("; "))
    return [
        f"{start} ({_first(lang, details)})" if details else start
        for start, details in found.items()
    ]


def _first(lang: Lang, details: Sequence[str]) -> str:
    more = len(details) - 2
    told = "; ".join(details[:2])
    return told + _choose(lang, f" en {more} meer", f" and {more} more") if more > 0 else told


def _what_happens(lang: Lang, of: Reason) -> str:
    """Make the opening sentence, with places for depth and time."""
    use, product = _plain(inline(of["use_title"])), _plain(of["product_title"])
    country, attribute = of["country"], of["attribute"]
    if of["question"] == "coercion":
        who = _plain(capital(who_refuses(lang, country, attribute=attribute)))
        thing = inline(product)
        return _choose(
            lang,
            f"{who} weigeren {thing}: {{by}} valt {{depth}} van {use} weg",
            f"{who} refuse {thing}: {{depth}} of {use} is lost {{by}}",
        )
    supply = f"{inline(product)} {_plain(under_tie(lang, country, attribute=attribute))}"
    return _choose(
        lang,
        f"Zonder {supply} valt {{by}} {{depth}} van {use} weg",
        f"Without {supply}, {{depth}} of {use} is lost {{by}}",
    )


def _plain(name: str) -> str:
    """Keep braces in a name from being read as places to fill."""
    return name.replace("{", "{{").replace("}", "}}")


def _replacement(
    lang: Lang, weeks: float | None, *, spare: float | None, lost_share: float | None
) -> str:
    text = (
        _choose(
            lang, "Hoe lang vervanging duurt is onbekend", "How long replacement takes is unknown"
        )
        if weeks is None
        else f"{_choose(lang, 'Vervanging duurt', 'Replacement takes')} {duration(lang, weeks)}"
    )
    if spare is not None and lost_share is not None:
        text += _choose(
            lang,
            f"; elders is {percent(lang, spare)} van het aanbod vrij, "
            f"{percent(lang, lost_share)} valt weg",
            f"; {percent(lang, spare)} of supply is spare elsewhere, "
            f"{percent(lang, lost_share)} is lost",
        )
    return text


def likely_governance(lang: Lang, score: float, *, threshold: float, country: str) -> str:
    """Say that the quality of government passes its threshold.

    Examples
    --------
    >>> likely_governance("nl", 5.69, threshold=5, country="CHN")
    'bestuur van China scoort 5,7 (drempel 5,0; 10 is slechtst)'
    """
    place = in_sentence(lang, country)
    score_text, limit = number(lang, score, digits=1), number(lang, threshold, digits=1)
    return _choose(
        lang,
        f"bestuur van {place} scoort {score_text} (drempel {limit}; 10 is slechtst)",
        f"government of {place} scores {score_text} (threshold {limit}; 10 is worst)",
    )


def likely_hazard(lang: Lang, title: str) -> str:
    """Say which hazard has stopped or can stop supply.

    Examples
    --------
    >>> likely_hazard("en", "Earthquakes")
    'hazard: earthquakes'
    """
    return f"{_choose(lang, 'gevaar', 'hazard')}: {inline(title)}"


def likely_restriction(
    lang: Lang, instrument: str, *, strength: str, since: str | None = None
) -> str:
    """Say which restriction is in force on the product.

    Examples
    --------
    >>> likely_restriction("nl", "MOFCOM 23/2023", strength="licence", since="2023-08-01")
    'vergunningplicht van kracht (MOFCOM 23/2023, sinds 2023)'
    """
    kind = label(lang, strength, of="strength")
    when = f", {_choose(lang, 'sinds', 'since')} {since[:4]}" if since else ""
    return f"{kind} {_choose(lang, 'van kracht', 'in force')} ({instrument}{when})"


def likely_law(lang: Lang, statute: str, *, attribute: Attribute) -> str:
    """Say which law reaches the headquarters or the owner.

    Examples
    --------
    >>> likely_law("nl", "CLOUD Act", attribute="owner")
    'recht dat de eigenaar bindt (CLOUD Act)'
    """
    whom = {
        "owner": ("de eigenaar", "the owner"),
        "headquarters": ("het hoofdkantoor", "the headquarters"),
    }.get(attribute, ("hoofdkantoor of eigenaar", "headquarters or owner"))[lang == "en"]
    return _choose(lang, f"recht dat {whom} bindt ({statute})", f"law binding {whom} ({statute})")
