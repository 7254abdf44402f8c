"""Names of countries and groups, and the adjectives that go with owners and makers."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from valuechain.texts.languages import Lang
from valuechain.texts.phrases import Phrases
from valuechain.vocab.countries import ALPHA2

Titles = Mapping[str, str]
"""Names of groups, by their id."""

_SHORT: Final[dict[Lang, dict[str, str]]] = {
    "nl": {"COD": "Congo (DRC)", "HKG": "Hongkong", "MAC": "Macau", "MMR": "Myanmar", "EU27": "EU"},
    "en": {"COD": "DR Congo", "HKG": "Hong Kong", "MAC": "Macao", "MMR": "Myanmar", "EU27": "EU"},
}
_ARTICLES: Final[dict[Lang, dict[str, str]]] = {
    "nl": {
        "USA": "de",
        "GBR": "het",
        "ARE": "de",
        "PHL": "de",
        "EU27": "de",
        "EFTA": "de",
        "EEA": "de",
        "G7": "de",
        "NATO": "de",
    },
    "en": {
        "USA": "the",
        "GBR": "the",
        "ARE": "the",
        "PHL": "the",
        "NLD": "the",
        "EU27": "the",
        "EEA": "the",
        "G7": "the",
    },
}
_PLURAL_NL: Final = frozenset({"USA", "ARE", "PHL"})

ADJECTIVES: Final = Phrases(
    "adjectives",
    {
        "AUS": ("Australische", "Australian"),
        "AUT": ("Oostenrijkse", "Austrian"),
        "BEL": ("Belgische", "Belgian"),
        "BRA": ("Braziliaanse", "Brazilian"),
        "CAN": ("Canadese", "Canadian"),
        "CHE": ("Zwitserse", "Swiss"),
        "CHL": ("Chileense", "Chilean"),
        "CHN": ("Chinese", "Chinese"),
        "COD": ("Congolese", "Congolese"),
        "CZE": ("Tsjechische", "Czech"),
        "DEU": ("Duitse", "German"),
        "DNK": ("Deense", "Danish"),
        "ESP": ("Spaanse", "Spanish"),
        "EU27": ("Europese", "European"),
        "FIN": ("Finse", "Finnish"),
        "FRA": ("Franse", "French"),
        "GBR": ("Britse", "British"),
        "GRC": ("Griekse", "Greek"),
        "HUN": ("Hongaarse", "Hungarian"),
        "IDN": ("Indonesische", "Indonesian"),
        "IND": ("Indiase", "Indian"),
        "IRL": ("Ierse", "Irish"),
        "ISR": ("Israëlische", "Israeli"),
        "ITA": ("Italiaanse", "Italian"),
        "JPN": ("Japanse", "Japanese"),
        "KAZ": ("Kazachse", "Kazakh"),
        "KOR": ("Zuid-Koreaanse", "South Korean"),
        "LUX": ("Luxemburgse", "Luxembourg"),
        "MEX": ("Mexicaanse", "Mexican"),
        "MYS": ("Maleisische", "Malaysian"),
        "NLD": ("Nederlandse", "Dutch"),
        "NOR": ("Noorse", "Norwegian"),
        "PER": ("Peruaanse", "Peruvian"),
        "PHL": ("Filipijnse", "Philippine"),
        "POL": ("Poolse", "Polish"),
        "PRK": ("Noord-Koreaanse", "North Korean"),
        "PRT": ("Portugese", "Portuguese"),
        "QAT": ("Qatarese", "Qatari"),
        "RUS": ("Russische", "Russian"),
        "SAU": ("Saoedische", "Saudi"),
        "SGP": ("Singaporese", "Singaporean"),
        "SWE": ("Zweedse", "Swedish"),
        "THA": ("Thaise", "Thai"),
        "TUR": ("Turkse", "Turkish"),
        "TWN": ("Taiwanese", "Taiwanese"),
        "UKR": ("Oekraïense", "Ukrainian"),
        "USA": ("Amerikaanse", "American"),
        "VNM": ("Vietnamese", "Vietnamese"),
        "ZAF": ("Zuid-Afrikaanse", "South African"),
    },
)
BRIEF: Final = Phrases(
    "brief places",
    {"USA": ("VS", "US"), "GBR": ("VK", "UK"), "ARE": ("VAE", "UAE")},
)
"""Names where there is little room, if they are not the usual ones."""


@cache
def _territory(lang: Lang, code: str) -> str | None:
    from babel import Locale

    short = ALPHA2.get(code)
    if short is None:
        return None
    found: str | None = Locale(lang).territories.get(short)
    return found


def place_name(lang: Lang, code: str, *, titles: Titles | None = None) -> str:
    """Name a country or group of countries in a language.

    Parameters
    ----------
    lang : str
        Language.
    code : str
        ISO 3166-1 alpha-3, or the id of a group.
    titles : mapping of str to str, optional
        Names of groups.

    Returns
    -------
    str
        The name in common use; the code itself for a group without one.

    Examples
    --------
    >>> place_name("nl", "KOR"), place_name("en", "HKG"), place_name("nl", "D9")
    ('Zuid-Korea', 'Hong Kong', 'D9')
    """
    if code in _SHORT[lang]:
        return _SHORT[lang][code]
    if titles is not None and code in titles:
        return titles[code]
    return _territory(lang, code) or code


def short_place(lang: Lang, code: str, *, titles: Titles | None = None) -> str:
    """Name a country or group where there is little room.

    Examples
    --------
    >>> short_place("nl", "USA"), short_place("en", "USA"), short_place("nl", "TWN")
    ('VS', 'US', 'Taiwan')
    """
    return BRIEF.get(lang, code) or place_name(lang, code, titles=titles)


def in_sentence(lang: Lang, code: str, *, titles: Titles | None = None) -> str:
    """Name a country or group as a sentence does, with its article.

    Examples
    --------
    >>> in_sentence("nl", "USA"), in_sentence("nl", "TWN"), in_sentence("en", "NLD")
    ('de Verenigde Staten', 'Taiwan', 'the Netherlands')
    """
    name = place_name(lang, code, titles=titles)
    article = _ARTICLES[lang].get(code)
    return f"{article} {name}" if article else name


def is_plural(lang: Lang, code: str) -> bool:
    """Tell whether the name of a country takes a plural verb, as the United States does in Dutch.

    Examples
    --------
    >>> is_plural("nl", "USA"), is_plural("en", "USA")
    (True, False)
    """
    return lang == "nl" and code in _PLURAL_NL


def adjective(lang: Lang, code: str) -> str | None:
    """Give the adjective of a country, if there is one in common use.

    Examples
    --------
    >>> adjective("nl", "USA"), adjective("en", "TWN"), adjective("nl", "XKX") is None
    ('Amerikaanse', 'Taiwanese', True)
    """
    return ADJECTIVES.get(lang, code)
