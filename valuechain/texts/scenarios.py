"""Names of shocks: their kind, what they are about and from whom."""

from collections.abc import Sequence
from typing import Final

from valuechain.texts.languages import Lang, capital, listing
from valuechain.texts.phrases import Phrases
from valuechain.texts.places import Titles, short_place

SHOCKS: Final = Phrases(
    "shocks",
    {
        "outage": ("uitval", "outage"),
        "export-ban": ("exportverbod", "export ban"),
        "access-denial": ("toegang geweigerd", "access denied"),
        "capital-stop": ("machinestop", "machines stopped"),
        "demand-surge": ("vraaggolf", "demand surge"),
        "takeover": ("overname", "takeover"),
        "stockpile": ("voorraad vooraf", "stockpile"),
        "everything": ("alles", "everything"),
        "made-by-hand": (
            "Een wat-als van de analist: niets zegt dat dit gebeurt.",
            "A what-if of the analyst: nothing says that it happens.",
        ),
        "title": ("{name}: {what}", "{name}: {what}"),
        "title-from": ("{name}: {what} uit {whose}", "{name}: {what} from {whose}"),
    },
)
"""Kinds of shock, and how one is named."""


def shock_kind(lang: Lang, kind: str) -> str:
    """Name a kind of shock, such as an export ban, in a language.

    Examples
    --------
    >>> shock_kind("nl", "export-ban"), shock_kind("en", "takeover")
    ('exportverbod', 'takeover')
    """
    return SHOCKS.get(lang, kind) or kind


def shock_title(
    lang: Lang,
    kind: str,
    *,
    about: Sequence[str],
    places: Sequence[str],
    titles: Titles | None = None,
) -> str:
    """Name a shock by its kind, what it is about and from whom.

    Examples
    --------
    >>> shock_title("en", "export-ban", about=["gallium"], places=["CHN"])
    'Export ban: gallium from China'
    >>> shock_title("nl", "outage", about=[], places=["TWN"])
    'Uitval: alles uit Taiwan'
    """
    name = capital(shock_kind(lang, kind))
    what = listing(lang, about) or SHOCKS.say(lang, "everything")
    whose = listing(lang, [short_place(lang, one, titles=titles) for one in places])
    return SHOCKS.say(lang, "title-from" if whose else "title", name=name, what=what, whose=whose)
