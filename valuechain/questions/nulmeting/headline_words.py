"""Headline sentences: what, from whom, how fast, how deep, by which tie."""

import re
from collections.abc import Sequence
from typing import Final, NotRequired, TypedDict, Unpack

from valuechain.texts.languages import Lang, capital, inline, listing
from valuechain.texts.numbers import duration_range, percent, percent_range, percent_span, within
from valuechain.texts.phrases import Phrases
from valuechain.texts.places import Titles, in_sentence, is_plural
from valuechain.texts.ties import under_tie, who_refuses
from valuechain.vocab.words import Attribute

_EQUAL: Final = 0.005
HEADLINES: Final = Phrases(
    "headlines",
    {
        "refusal-use": (
            "Weigeren {who} ons {thing}, dan valt {by} {depth} van de capaciteit van {use} weg",
            "If {who} refuse us {thing}, {depth} of the capacity of {use} is gone {by}",
        ),
        "refusal-measure": (
            "Weigeren {who} ons {thing}, dan raakt dat {by} {depth} van {measured}: daaraan meten wij {use}",
            "If {who} refuse us {thing}, that hits {depth} of {measured} {by}: our measure of {use}",
        ),
        "refusal-measured": (
            "Weigeren {who} ons {thing}, dan valt {by} {depth} van {use} weg, gemeten aan {measured}",
            "If {who} refuse us {thing}, {depth} of {use} is gone {by}, measured by {measured}",
        ),
        "refusal-all-measured": (
            "; weigeren zij ons alles, dan valt in het model {depth} van {use} weg",
            "; if they refuse us everything, {depth} of {use} is lost in the model",
        ),
        "refusal-all": (
            ", en {depth} als zij ons alles weigeren",
            ", and {depth} if they refuse us everything",
        ),
        "refusal-buyer": (
            "Weigeren {who} ons {thing}, dan mist een afnemer in {ours} {by} {depth}",
            "If {who} refuse us {thing}, a buyer in {ours} is short of {depth} {by}",
        ),
        "buyer-measured": (" ({measured})", " ({measured})"),
        "refusal-gap": (
            "; {here} van dat aanbod{measured} staat in {ours}, maar {theirs} valt {tie}",
            "; {here} of that supply{measured} is in {ours}, but {theirs} is {tie}",
        ),
        "measured": (" (in het model: “{unit}”)", " (measured as {unit})"),
        "spelled": (
            "{depth}, al naargelang van wie het niet-genoemde aanbod is)",
            "{depth}, depending on whose the unlisted supply is)",
        ),
        "spelled-sure": (
            "{depth}, al naargelang van wie het niet-genoemde aanbod is; {drawn} door onzekerheid in de cijfers zelf)",
            "{depth}, depending on whose the unlisted supply is; {drawn} by what is uncertain in the figures themselves)",
        ),
        "sure-first": (
            "{depth} ({drawn} door onzekerheid in de cijfers)",
            "{depth} ({drawn} by what is uncertain in the figures)",
        ),
        "sure-both": ("{depth}; cijfers {drawn})", "{depth}; figures {drawn})"),
        "part": ("{product} {tie}", "{product} {tie}"),
        "all": ("al het aanbod {tie}", "all supply {tie}"),
        "buyer": ("een afnemer in {ours}", "a buyer in {ours}"),
        "loss-late": (
            "Valt {what} weg, dan verliest {whom} in de eerste week niets, maar {by} {depth}.",
            "If {what} stops, {whom} feels nothing in the first week, but loses {depth} {by}.",
        ),
        "loss-grows": (
            "Valt {what} weg, dan verliest {whom} in de eerste week {early}, maar {by} {depth}.",
            "If {what} stops, {whom} loses {early} in the first week and {depth} {by}.",
        ),
        "europe": ("Europa", "Europe"),
        "held-made": (
            "Omgekeerd hangen anderen aan ons: {part} van {thing} komt uit {place}",
            "In return, others depend on us: {part} of {thing} comes from {place}",
        ),
        "held-controlled": (
            "Omgekeerd hangen anderen aan ons: {part} van {thing} staat onder zeggenschap van {place}",
            "In return, others depend on us: {part} of {thing} is under control of {place}",
        ),
        "without": (
            ", en zij hebben {time} nodig om zonder te kunnen",
            ", and they would need {time} to do without",
        ),
        "hit": ("{place} raakt {by} {what}", "{place} hits {what} {by}"),
        "hit-many": ("{place} raken {by} {what}", "{place} hit {what} {by}"),
        "hit-each": ("{place} raken elk {by} {what}", "{place} each hit {what} {by}"),
        "hit-some": ("{hits} van de {uses} toepassingen", "{hits} of {uses} uses"),
        "hit-only": ("de enige toepassing", "the only use"),
    },
)
"""Sentences on top of the page, Dutch then English."""


class RefusalFacts(TypedDict):
    """What has to be known to say what a refusal by a country would do to us."""

    product: str
    """Title of what is refused."""
    use: str | None
    """Title of the use that is hit; without one the sentence is about a buyer at home."""
    country: str
    """Who refuses."""
    attribute: Attribute
    """Which country of a supplier counts."""
    loss: tuple[float, float, float]
    """Lower bound, figure and upper bound of what is lost, 0..1."""
    sure: NotRequired[tuple[float, float] | None]
    """From where to where nine of ten draws of all figures lie, 0..1."""
    horizon: float | str
    """Weeks after the refusal."""
    home: str
    """The country or group from whose side it is seen."""
    at_home: NotRequired[float | None]
    """Share of the supply made at home."""
    controlled: NotRequired[float | None]
    """Share of the supply under control of the country."""
    everything: NotRequired[float | None]
    """What is lost of the use if they refuse everything, 0..1."""
    unit: NotRequired[str | None]
    """What the shares of supply are shares of, as the model says it."""
    measured: NotRequired[str | None]
    """What the shares measure, where that is something near the thing; it takes unit's place."""
    spelled: NotRequired[bool]
    """Whether to say what the bounds are."""
    titles: NotRequired[Titles]
    """Names of groups."""


class LossFacts(TypedDict):
    """What a headline about a loss for everybody is made of."""

    product: str | None
    """Title of the product that stops; all of the country if None."""
    use: str | None
    """Title of the use; without one the sentence is about a buyer at home."""
    country: str
    """Where it stops."""
    attribute: Attribute
    """Which country of a supplier counts."""
    early: float
    """What is lost in the first week, 0..1."""
    early_high: NotRequired[float]
    """Upper bound of the loss in the first week, 0..1; the figure itself if left out."""
    loss: tuple[float, float, float]
    """Lower bound, figure and upper bound of what is lost at the horizon, 0..1."""
    sure: NotRequired[tuple[float, float] | None]
    """From where to where nine of ten draws of all figures lie, 0..1."""
    horizon: float | str
    """Weeks after the loss."""
    home: str
    """The country or group from whose side it is seen."""
    spelled: NotRequired[bool]
    """Whether to say what the bounds are, at the first."""
    titles: NotRequired[Titles]
    """Names of groups."""


def headline_refusal(lang: Lang, **of: Unpack[RefusalFacts]) -> str:
    r"""Say what a refusal would do, how fast, how deep, and by which tie.

    Parameters
    ----------
    lang : str
        Language.
    **of : RefusalFacts
        What the sentence is made of.

    Returns
    -------
    str
        One sentence.

    Examples
    --------
    >>> print(headline_refusal("nl", product="Clouddiensten", use="Overheidsdiensten",
    ...     country="USA", attribute="owner", loss=(0.66, 0.66, 0.66), horizon=1, home="NLD",
    ...     at_home=0.8, controlled=0.67).replace("\xa0", " "))  # doctest: +NORMALIZE_WHITESPACE
    Weigeren Amerikaanse eigenaren ons clouddiensten, dan valt binnen een week 66 % van de
    capaciteit van overheidsdiensten weg; 80 % van dat aanbod staat in Nederland, maar 67 % valt
    onder Amerikaanse zeggenschap.
    """
    titles, use = of.get("titles"), of["use"]
    said = {
        "who": who_refuses(lang, of["country"], attribute=of["attribute"], titles=titles),
        "thing": inline(of["product"]),
        "by": within(lang, of["horizon"]),
        "depth": _depth(lang, of["loss"], spelled=of.get("spelled", False), sure=of.get("sure")),
        "ours": in_sentence(lang, of["home"], titles=titles),
    }
    if not use:
        text = HEADLINES.say(lang, "refusal-buyer", **said)
        if measured := of.get("measured"):
            text += HEADLINES.say(lang, "buyer-measured", measured=measured)
        return f"{text}{_gap(lang, of)}."
    key = "refusal-use"
    if of.get("measured"):
        key = "refusal-measure" if share_is_loss(of) else "refusal-measured"
    text = HEADLINES.say(lang, key, use=inline(use), measured=of.get("measured"), **said)
    part, everything = percent(lang, of["loss"][1]), of.get("everything")
    if everything is not None and percent(lang, everything) != part:
        key = "refusal-all-measured" if of.get("measured") else "refusal-all"
        text += HEADLINES.say(lang, key, use=inline(use), depth=percent(lang, everything))
    return f"{text}{_gap(lang, of)}."


def share_is_loss(of: RefusalFacts) -> bool:
    """Tell whether what is lost of a use is the very share that those who refuse hold."""
    controlled = of.get("controlled")
    return controlled is not None and abs(controlled - of["loss"][1]) < _EQUAL


def in_brief(measured: str) -> str:
    """Keep the first part of what a figure measures: what it counts, without how and when.

    Examples
    --------
    >>> in_brief("16,500 domains of public bodies (DNS records, 2026), not their computing")
    '16,500 domains of public bodies'
    """
    return re.split(r" \(|[,;] ", measured, maxsplit=1)[0]


def _depth(
    lang: Lang,
    loss: tuple[float, float, float],
    *,
    spelled: bool,
    sure: tuple[float, float] | None = None,
) -> str:
    """Write a loss with its bounds and its draws; ``spelled`` says what the bounds are."""
    low, middle, high = loss
    depth = percent_range(lang, low, mode=middle, high=high)
    bounded = depth.endswith(")")
    if sure is None or {percent(lang, one) for one in sure} == {percent(lang, middle)}:
        key, drawn = ("spelled" if spelled and bounded else ""), ""
    else:
        key = ("spelled-sure" if spelled else "sure-both") if bounded else "sure-first"
        drawn = percent_span(lang, sure[0], high=sure[1])
    if not key:
        return depth
    return HEADLINES.say(lang, key, depth=depth.removesuffix(")"), drawn=drawn)


def _gap(lang: Lang, of: RefusalFacts) -> str:
    """Say how site and control differ, where both are known and something is at home."""
    at_home, controlled = of.get("at_home"), of.get("controlled")
    if at_home is None or controlled is None or at_home < 0.1:
        return ""
    titles, unit = of.get("titles"), None if of.get("measured") else of.get("unit")
    return HEADLINES.say(
        lang,
        "refusal-gap",
        here=percent(lang, at_home),
        theirs=percent(lang, controlled),
        ours=in_sentence(lang, of["home"], titles=titles),
        tie=under_tie(lang, of["country"], attribute="owner", titles=titles),
        measured=HEADLINES.say(lang, "measured", unit=unit) if unit else "",
    )


def headline_loss(lang: Lang, **of: Unpack[LossFacts]) -> str:
    """Say what a loss for everybody would do: little at first, much in the end.

    Parameters
    ----------
    lang : str
        Language.
    **of : LossFacts
        What the sentence is made of.

    Returns
    -------
    str
        One sentence.

    Examples
    --------
    >>> headline_loss("en", product=None, use="Defence", country="TWN", attribute="site",
    ...     early=0.0, loss=(0.4, 0.4, 0.4), horizon=156,
    ...     home="NLD")  # doctest: +NORMALIZE_WHITESPACE
    'If all supply from Taiwan stops, defence feels nothing in the first week, but loses 40%
    within three years.'
    """
    titles, product, use, early = of.get("titles"), of["product"], of["use"], of["early"]
    spelled = of.get("spelled", False)
    tie = under_tie(lang, of["country"], attribute=of["attribute"], titles=titles)
    soon = max(early, of.get("early_high", early))
    spread = _depth(lang, (early, early, soon), spelled=spelled)
    said = {
        "what": inline(HEADLINES.say(lang, "part" if product else "all", product=product, tie=tie)),
        "whom": inline(use)
        if use
        else HEADLINES.say(lang, "buyer", ours=in_sentence(lang, of["home"], titles=titles)),
        "by": within(lang, of["horizon"]),
        "depth": _depth(
            lang,
            of["loss"],
            spelled=spelled and not spread.endswith(")"),
            sure=of.get("sure"),
        ),
        "early": spread,
    }
    return HEADLINES.say(lang, "loss-late" if soon < 0.005 else "loss-grows", **said)


def headline_held(
    lang: Lang,
    *,
    product: str,
    circle: str,
    share: float,
    weeks: tuple[float, float] | None,
    made: bool = True,
    titles: Titles | None = None,
) -> str:
    r"""Say what home or Europe holds itself, and how long others would need without it.

    Parameters
    ----------
    lang : str
        Language.
    product : str
        Title.
    circle : str
        Country or group that holds it, or ``europe``.
    share : float
        Its share, 0..1.
    weeks : tuple of float or None
        Shortest and longest time others need to route around it.
    made : bool, optional
        Whether the share is made there, or only under control of there.
    titles : mapping of str to str, optional
        Names of groups.

    Returns
    -------
    str
        One sentence.

    Examples
    --------
    >>> print(headline_held("en", product="EUV lithography tools", circle="NLD", share=1.0,
    ...     weeks=(520, 520)).replace("\xa0", " "))  # doctest: +NORMALIZE_WHITESPACE
    In return, others depend on us: 100% of EUV lithography tools comes from the Netherlands, and
    they would need 10 years to do without.
    """
    europe = HEADLINES.say(lang, "europe")
    place = europe if circle == "europe" else in_sentence(lang, circle, titles=titles)
    said = {"part": percent(lang, share), "thing": inline(product), "place": place}
    rest = ""
    if weeks is not None:
        time = duration_range(lang, weeks[0], high=weeks[1])
        rest = HEADLINES.say(lang, "without", time=time)
    return f"{HEADLINES.say(lang, 'held-made' if made else 'held-controlled', **said)}{rest}."


def finding_of_countries(
    lang: Lang,
    countries: Sequence[str],
    *,
    hits: int,
    uses: int,
    horizon: float | str,
    titles: Titles | None = None,
) -> str:
    """Say how many uses a country hits by a horizon, or each of several.

    Examples
    --------
    >>> finding_of_countries("en", ["USA"], hits=4, uses=7, horizon=1)
    'The United States hits 4 of 7 uses within a week'
    >>> finding_of_countries("nl", ["USA"], hits=4, uses=7, horizon=1)
    'De Verenigde Staten raken binnen een week 4 van de 7 toepassingen'
    >>> finding_of_countries("en", ["CHN", "TWN"], hits=1, uses=7, horizon=13)
    'China and Taiwan each hit 1 of 7 uses within a quarter'
    >>> finding_of_countries("nl", ["CHN"], hits=1, uses=1, horizon=13)
    'China raakt binnen een kwartaal de enige toepassing'
    """
    places = [in_sentence(lang, country, titles=titles) for country in countries]
    key = "hit-many" if is_plural(lang, countries[0]) else "hit"
    return HEADLINES.say(
        lang,
        key if len(countries) == 1 else "hit-each",
        place=capital(listing(lang, places)),
        by=within(lang, horizon),
        what=HEADLINES.say(
            lang, "hit-only" if uses == hits == 1 else "hit-some", hits=hits, uses=uses
        ),
    )
