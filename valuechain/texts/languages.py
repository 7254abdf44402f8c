"""The languages of the readers, and how names stand inside a sentence."""

import re
from collections.abc import Sequence
from typing import Final, Literal

Lang = Literal["nl", "en"]
LANGUAGES: Final[tuple[Lang, ...]] = ("nl", "en")

_KEEPS_CAPITAL: Final = re.compile(
    r"(Nederland|Europ|Duits|Frans|Dutch|German|French|American|Amerika|Ajinomoto|Chine|China|Internet of"
    r"|Eston|Estland|Ests|Finnish|Finland|Finse?\b|Swed|Zwed|Zweed|Brit|Japan|Korea|Taiwan|Belgi|Norw|Noorse?\b"
    r"|Danish|Denmark|Deense?\b|Denemark|Itali|Spanish|Spain|Spaans|Spanje|Polish|Poland|Poolse|Polen|Canad|Austral"
    r"|Oostenrijk|Austria|Swiss|Switzer|Zwitser|Irish|Ireland|Ierse?\b|Ierland|Russia|Russisch|Rusland|Israel"
    r"|Latvia|Letland|Lithuan|Litouw|Malays|Maleis|Luxemb)"
)


def inline(title: str) -> str:
    """Write a title as it stands inside a sentence: small first letter, unless it is a name.

    Examples
    --------
    >>> inline("Clouddiensten (Europese markt)"), inline("EUV-optiek"), inline("DigiD")
    ('clouddiensten (Europese markt)', 'EUV-optiek', 'DigiD')
    >>> inline("Dutch base registers"), inline("AI-servers"), inline("i-line tools")
    ('Dutch base registers', 'AI-servers', 'i-line tools')
    >>> inline("Estonian base registers"), inline("Pooled demand")
    ('Estonian base registers', 'pooled demand')
    """
    first = re.split(r"[\s/-]", title, maxsplit=1)[0].rstrip(",.:;")
    plain = (first[1:].islower() and first.isalpha()) or title.startswith("E-mail")
    if not plain or _KEEPS_CAPITAL.match(title):
        return title
    return title[:1].lower() + title[1:]


def capital(sentence: str) -> str:
    """Write the first letter of a sentence as a capital.

    Examples
    --------
    >>> capital("een week")
    'Een week'
    """
    return sentence[:1].upper() + sentence[1:]


def listing(lang: Lang, items: Sequence[str]) -> str:
    """Join names as a sentence does: "A, B and C".

    Examples
    --------
    >>> listing("nl", ["defensie", "zorg", "landbouw"]), listing("en", ["one", "two"])
    ('defensie, zorg en landbouw', 'one and two')
    """
    word = "en" if lang == "nl" else "and"
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def alternatives(lang: Lang, items: Sequence[str]) -> str:
    """Join names of which one is enough: "A, B or C".

    Examples
    --------
    >>> alternatives("nl", ["China", "Japan", "Taiwan"]), alternatives("en", ["one"])
    ('China, Japan of Taiwan', 'one')
    """
    word = "of" if lang == "nl" else "or"
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"
