"""How something hangs on a country: made there, led from there, or under its law."""

from valuechain.texts.languages import Lang
from valuechain.texts.places import Titles, adjective, in_sentence
from valuechain.vocab.words import Attribute


def under_tie(lang: Lang, code: str, *, attribute: Attribute, titles: Titles | None = None) -> str:
    """Say of supply how it hangs on a country.

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
    place = in_sentence(lang, code, titles=titles)
    word = adjective(lang, code)
    if lang == "nl":
        control = f"onder {word} zeggenschap" if word else f"onder zeggenschap van {place}"
        return {
            "site": f"uit {place}",
            "headquarters": f"van {word} bedrijven" if word else f"van bedrijven uit {place}",
            "owner": control,
            "any": f"uit of onder zeggenschap van {place}",
        }[attribute]
    control = f"under {word} control" if word else f"under control of {place}"
    return {
        "site": f"from {place}",
        "headquarters": f"of {word} firms" if word else f"of firms led from {place}",
        "owner": control,
        "any": f"from or controlled by {place}",
    }[attribute]


def who_refuses(
    lang: Lang, code: str, *, attribute: Attribute, titles: Titles | None = None
) -> str:
    """Say who it is that refuses, as the subject of a plural verb.

    Examples
    --------
    >>> who_refuses("nl", "USA", attribute="owner"), who_refuses("en", "CHN", attribute="site")
    ('Amerikaanse eigenaren', 'makers in China')
    """
    place = in_sentence(lang, code, titles=titles)
    word = adjective(lang, code)
    if lang == "nl":
        return {
            "site": f"makers in {place}",
            "headquarters": f"{word} bedrijven" if word else f"bedrijven uit {place}",
            "owner": f"{word} eigenaren" if word else f"eigenaren onder het recht van {place}",
            "any": f"makers of eigenaren in {place}",
        }[attribute]
    return {
        "site": f"makers in {place}",
        "headquarters": f"{word} firms" if word else f"firms led from {place}",
        "owner": f"{word} owners" if word else f"owners under the law of {place}",
        "any": f"makers or owners in {place}",
    }[attribute]
