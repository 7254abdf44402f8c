"""Sentences about leverage: what others lose without home, and in what home is indispensable."""

from collections.abc import Sequence
from typing import Final

from valuechain.texts.languages import Lang, listing
from valuechain.texts.numbers import duration, percent, percent_range
from valuechain.texts.places import in_sentence

_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "others": ("alle anderen", "everyone else"),
    "others-short": ("alle anderen", "everyone else"),
    "yes": ("Onmisbaar", "Indispensable"),
    "no": ("Niet onmisbaar", "Not indispensable"),
    "undecided": ("Onbeslist", "Undecided"),
    "supplies": ("{home} levert {share} van het aanbod", "{home} supplies {share} of it"),
    "supplies-little": (
        "{home} levert maar {share} van het aanbod",
        "{home} supplies only {share} of it",
    ),
    "slow": (
        "de snelste afnemer elders heeft {time} nodig om over te stappen",
        "the quickest customer elsewhere needs {time} to turn to another supplier",
    ),
    "quick": (
        "een afnemer elders kan binnen {time} overstappen",
        "a customer elsewhere can turn to another supplier within {time}",
    ),
    "short": ("anderen kunnen {spare} extra leveren", "others can add {spare} of all supply"),
    "alone": ("niemand anders maakt het", "nobody else makes it"),
    "roomy": (
        "anderen kunnen {spare} extra leveren, genoeg om het op te vangen",
        "others can add {spare} of all supply, enough to make up for it",
    ),
    "need": ("nodig is te weten {needs}", "needed is {needs}"),
    "need-who": (
        "wie het niet-genoemde aanbod levert (het deel van {home} is {share})",
        "who supplies what nobody is listed for (the part of {home} is {share})",
    ),
    "need-time": (
        "hoe lang afnemers elders nodig hebben om over te stappen",
        "how long customers elsewhere need to turn to another supplier",
    ),
    "need-customers": (
        (
            "hoe lang gebruikers elders nodig hebben om over te stappen (het model heeft geen maker "
            "elders die het koopt)"
        ),
        (
            "how long users elsewhere need to turn to another supplier (the model has no maker "
            "elsewhere that buys it)"
        ),
    ),
    "need-spare": ("hoeveel anderen extra kunnen leveren", "how much others could add"),
}


def leverage_words(lang: Lang, key: str, **parts: object) -> str:
    """Say one sentence or part of it.

    Examples
    --------
    >>> leverage_words("nl", "short", spare="4 %")
    'anderen kunnen 4 % extra leveren'
    """
    return _SENTENCES[key][lang == "en"].format(**parts)


def held_reason(
    lang: Lang,
    *,
    home: Sequence[str],
    share: tuple[float, float, float],
    answers: tuple[str, str, str],
    quickest: float | None,
    customers: bool,
    spare: float | None,
    verdict: str,
) -> str:
    r"""Say why home is indispensable in a product, why not, or what would decide it.

    Parameters
    ----------
    lang : str
        Language.
    home : sequence of str
        Countries or groups.
    share : tuple of float
        Part that home supplies, low, value and high.
    answers : tuple of str
        Whether it is needed, slow to replace, and short elsewhere.
    quickest : float or None
        Weeks that the quickest customer elsewhere needs.
    customers : bool
        Whether the model has customers elsewhere.
    spare : float or None
        What the others could add, of all supply.
    verdict : str
        ``yes``, ``no`` or ``undecided``.

    Examples
    --------
    >>> print(held_reason("en", home=["NLD"], share=(0.9, 0.9, 0.9), answers=("yes", "yes", "yes"),
    ...     quickest=208, customers=True, spare=0.01, verdict="yes").replace("\xa0", " "))
    ... # doctest: +NORMALIZE_WHITESPACE
    Indispensable: the Netherlands supplies 90% of it; the quickest customer elsewhere needs 4 years
    to turn to another supplier; others can add 1% of all supply.
    """
    low, middle, high = share
    place = listing(lang, [in_sentence(lang, one) for one in home])
    part = percent_range(lang, low, mode=middle, high=high)
    time = "" if quickest is None else duration(lang, quickest)
    more = "" if spare is None else percent(lang, spare)
    needed, slow, short = answers
    if verdict == "yes":
        scarce = "alone" if middle >= 1.0 - 1e-9 else "short"
        said = [("supplies", needed), ("slow", slow), (scarce, short)]
        keys = [key for key, _ in said]
    elif verdict == "no":
        said = [("supplies-little", needed), ("quick", slow), ("roomy", short)]
        keys = [key for key, answer in said if answer == "no"]
    else:
        times = "need-time" if customers else "need-customers"
        said = [("need-who", needed), (times, slow), ("need-spare", short)]
        keys = list(dict.fromkeys(_asked(key, spare) for key, one in said if one == "unknown"))
    parts = [
        leverage_words(lang, key, home=place, share=part, time=time, spare=more) for key in keys
    ]
    if verdict == "undecided":
        text = leverage_words(lang, "need", needs="; ".join(parts))
    else:
        text = "; ".join(parts)
    return f"{leverage_words(lang, verdict)}: {text}."


def _asked(key: str, spare: float | None) -> str:
    """Where spare capacity is known, it is the unlisted supply that leaves it open."""
    return "need-who" if key == "need-spare" and spare is not None else key
