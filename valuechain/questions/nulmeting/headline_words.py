"""Headline sentences: what, from whom, how fast, how deep, by which tie."""

from typing import NotRequired, TypedDict, Unpack

from valuechain.texts.languages import Lang, capital, inline
from valuechain.texts.numbers import duration_range, percent, percent_range, within
from valuechain.texts.places import Titles, in_sentence, is_plural
from valuechain.texts.ties import under_tie, who_refuses
from valuechain.vocab.words import Attribute


class Refusal(TypedDict):
    """What a headline about a refusal is made of."""

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
    horizon: float | str
    """Weeks after the refusal."""
    home: str
    """The country or group from whose side it is seen."""
    at_home: NotRequired[float | None]
    """Share of the supply made at home."""
    controlled: NotRequired[float | None]
    """Share of the supply under control of the country."""
    titles: NotRequired[Titles]
    """Names of groups."""


class Loss(TypedDict):
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
    """Its upper bound; the figure itself if left out."""
    loss: tuple[float, float, float]
    """Lower bound, figure and upper bound of what is lost at the horizon, 0..1."""
    horizon: float | str
    """Weeks after the loss."""
    home: str
    """The country or group from whose side it is seen."""
    titles: NotRequired[Titles]
    """Names of groups."""


def headline_refusal(lang: Lang, **of: Unpack[Refusal]) -> str:
    r"""Say what a refusal would do, how fast, how deep, and by which tie.

    Parameters
    ----------
    lang : str
        Language.
    **of : Refusal
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
    low, middle, high = of["loss"]
    titles = of.get("titles")
    depth = percent_range(lang, low, mode=middle, high=high)
    by, thing, use = within(lang, of["horizon"]), inline(of["product"]), of["use"]
    who = who_refuses(lang, of["country"], attribute=of["attribute"], titles=titles)
    ours = in_sentence(lang, of["home"], titles=titles)
    if lang == "nl":
        start = f"Weigeren {who} ons {thing}, dan "
        start += (
            f"valt {by} {depth} van de capaciteit van {inline(use)} weg"
            if use
            else f"mist een afnemer in {ours} {by} {depth}"
        )
    else:
        start = f"If {who} refuse us {thing}, "
        start += (
            f"{depth} of the capacity of {inline(use)} is gone {by}"
            if use
            else f"a buyer in {ours} is short of {depth} {by}"
        )
    return start + _gap(lang, of, ours=ours) + "."


def _gap(lang: Lang, of: Refusal, *, ours: str) -> str:
    """Say how site and control differ, where both are known and something is at home."""
    at_home, controlled = of.get("at_home"), of.get("controlled")
    if at_home is None or controlled is None or at_home < 0.1:
        return ""
    tie = under_tie(lang, of["country"], attribute="owner", titles=of.get("titles"))
    here, theirs = percent(lang, at_home), percent(lang, controlled)
    if lang == "nl":
        return f"; {here} van dat aanbod staat in {ours}, maar {theirs} valt {tie}"
    return f"; {here} of that supply is in {ours}, but {theirs} is {tie}"


def headline_loss(lang: Lang, **of: Unpack[Loss]) -> str:
    """Say what a loss for everybody would do: little at first, much in the end.

    Parameters
    ----------
    lang : str
        Language.
    **of : Loss
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
    low, middle, high = of["loss"]
    titles, product, use, early = of.get("titles"), of["product"], of["use"], of["early"]
    depth = percent_range(lang, low, mode=middle, high=high)
    by, ours = within(lang, of["horizon"]), in_sentence(lang, of["home"], titles=titles)
    tie = under_tie(lang, of["country"], attribute=of["attribute"], titles=titles)
    soon = max(early, of.get("early_high", early))
    little = soon < 0.005
    spread = percent_range(lang, early, mode=early, high=soon)
    if lang == "nl":
        what = f"{product} {tie}" if product else f"alle aanbod {tie}"
        whom = inline(use) if use else f"een afnemer in {ours}"
        first = "in de eerste week niets" if little else f"in de eerste week {spread}"
        return f"Valt {inline(what)} weg, dan verliest {whom} {first}, maar {by} {depth}."
    what = f"{product} {tie}" if product else f"all supply {tie}"
    whom = inline(use) if use else f"a buyer in {ours}"
    first = (
        "feels nothing in the first week, but loses"
        if little
        else f"loses {spread} in the first week and"
    )
    return f"If {inline(what)} stops, {whom} {first} {depth} {by}."


def headline_held(
    lang: Lang,
    *,
    product: str,
    circle: str,
    share: float,
    weeks: tuple[float, float] | None,
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
    In return the world hangs on us: 100% of EUV lithography tools comes from the Netherlands,
    and others would need 10 years to do without.
    """
    europe = {"nl": "Europa", "en": "Europe"}[lang]
    place = europe if circle == "europe" else in_sentence(lang, circle, titles=titles)
    part, thing = percent(lang, share), inline(product)
    time = "" if weeks is None else duration_range(lang, weeks[0], high=weeks[1])
    if lang == "nl":
        rest = f", en anderen hebben {time} nodig om zonder te kunnen" if time else ""
        return f"Omgekeerd hangt de wereld aan ons: {part} van {thing} komt uit {place}{rest}."
    rest = f", and others would need {time} to do without" if time else ""
    return f"In return the world hangs on us: {part} of {thing} comes from {place}{rest}."


def finding_of_country(
    lang: Lang,
    country: str,
    *,
    hits: int,
    uses: int,
    horizon: float | str,
    titles: Titles | None = None,
) -> str:
    """Say how many uses a country hits by a horizon.

    Examples
    --------
    >>> finding_of_country("en", "USA", hits=4, uses=7, horizon=1)
    'The United States hits 4 of 7 uses within a week'
    >>> finding_of_country("nl", "USA", hits=4, uses=7, horizon=1)
    'De Verenigde Staten raken binnen een week 4 van de 7 toepassingen'
    """
    place = capital(in_sentence(lang, country, titles=titles))
    if lang == "nl":
        verb = "raken" if is_plural(lang, country) else "raakt"
        return f"{place} {verb} {within(lang, horizon)} {hits} van de {uses} toepassingen"
    return f"{place} hits {hits} of {uses} uses {within(lang, horizon)}"
