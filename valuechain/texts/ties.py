"""How something hangs on a country: made there, led from there, or under its law."""

from typing import Final

from valuechain.texts.languages import Lang
from valuechain.texts.phrases import Phrases
from valuechain.texts.places import Titles, adjective, in_sentence
from valuechain.vocab.words import Attribute

TIES: Final = Phrases(
    "ties",
    {
        "under-site": ("uit {place}", "from {place}"),
        "under-headquarters": ("van bedrijven uit {place}", "of firms led from {place}"),
        "under-headquarters-adjective": ("van {word} bedrijven", "of {word} firms"),
        "under-owner": ("onder zeggenschap van {place}", "under control of {place}"),
        "under-owner-adjective": ("onder {word} zeggenschap", "under {word} control"),
        "under-any": (
            "uit of onder zeggenschap van {place}",
            "from or controlled by {place}",
        ),
        "who-site": ("makers in {place}", "makers in {place}"),
        "who-headquarters": ("bedrijven uit {place}", "firms led from {place}"),
        "who-headquarters-adjective": ("{word} bedrijven", "{word} firms"),
        "who-owner": (
            "eigenaren onder het recht van {place}",
            "owners under the law of {place}",
        ),
        "who-owner-adjective": ("{word} eigenaren", "{word} owners"),
        "who-any": ("makers of eigenaren in {place}", "makers or owners in {place}"),
    },
)


def under_tie(lang: Lang, code: str, *, attribute: Attribute, titles: Titles | None = None) -> str:
    """Say how supply hangs on a country: made there, led from there, or owned there.

    Parameters
    ----------
    lang : str
        Language.
    code : str
        Country or group.
    attribute : str
        Which country of a supplier counts.
    titles : mapping of str to str, optional
        Names of groups.

    Returns
    -------
    str
        A phrase that follows the name of a product.

    Examples
    --------
    >>> under_tie("nl", "CHN", attribute="site"), under_tie("nl", "USA", attribute="owner")
    ('uit China', 'onder Amerikaanse zeggenschap')
    >>> under_tie("en", "USA", attribute="headquarters")
    'of American firms'
    """
    return _tied("under", lang, code, attribute=attribute, titles=titles)


def who_refuses(
    lang: Lang, code: str, *, attribute: Attribute, titles: Titles | None = None
) -> str:
    """Say who it is that refuses, as the subject of a plural verb.

    Examples
    --------
    >>> who_refuses("nl", "USA", attribute="owner"), who_refuses("en", "CHN", attribute="site")
    ('Amerikaanse eigenaren', 'makers in China')
    """
    return _tied("who", lang, code, attribute=attribute, titles=titles)


def _tied(what: str, lang: Lang, code: str, *, attribute: Attribute, titles: Titles | None) -> str:
    """Say it with the adjective of a country where there is one."""
    word = adjective(lang, code)
    key = f"{what}-{attribute}"
    if word and f"{key}-adjective" in TIES:
        return TIES.say(lang, f"{key}-adjective", word=word)
    return TIES.say(lang, key, place=in_sentence(lang, code, titles=titles))
