"""Licences of the figures: every row carries that of its source."""

from typing import TYPE_CHECKING, Final

from valuechain.texts.documents import DOCUMENTS

if TYPE_CHECKING:
    import pandas as pd

LICENCE_NOTE: Final = DOCUMENTS.both("licence-note")
"""What every result says of its licences, by language."""
KNOWN: Final = (
    ("CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    ("CC BY-NC 4.0", "CC-BY-NC-4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    ("CC BY-SA 4.0", "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    ("CC BY-SA 3.0", "CC-BY-SA-3.0", "https://creativecommons.org/licenses/by-sa/3.0/"),
    ("CC BY-ND 4.0", "CC-BY-ND-4.0", "https://creativecommons.org/licenses/by-nd/4.0/"),
    ("CC BY 4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ("CC BY 3.0", "CC-BY-3.0", "https://creativecommons.org/licenses/by/3.0/"),
    ("CC0", "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
)
"""Licences with an address: how sources write them, their short name, their text."""


def short_name(licence: str) -> str | None:
    """Give the short name of a licence as a source states it, if it is a known one.

    Examples
    --------
    >>> short_name("CC BY-NC 4.0 (check before redistributing)")
    'CC-BY-NC-4.0'
    >>> short_name("all rights reserved") is None
    True
    """
    plain = licence.upper().replace("-", " ").strip()
    for words, name, _ in KNOWN:
        if plain.startswith(words.upper().replace("-", " ")):
            return name
    return None


def licences_of(sources: "pd.DataFrame") -> list[dict[str, str]]:
    """List the licences under which the sources of a result stand.

    Parameters
    ----------
    sources : pandas.DataFrame
        The table ``sources``.

    Returns
    -------
    list of dict
        Name, title and, for known licences, the address of each; then the one note that some
        sources state none.
    """
    used = sources[sources["figures"] > 0]
    stated = sorted({text for text in used["licence"].dropna() if text})
    paths = {name: path for _, name, path in KNOWN}
    names = sorted({name for text in stated if (name := short_name(text))})
    found = [{"name": name, "path": paths[name], "title": name} for name in names]
    found.extend({"name": "other", "title": text} for text in stated if short_name(text) is None)
    if len(used) > int((used["licence"].fillna("") != "").sum()):
        found.append({"name": "none-stated", "title": "No licence stated: cited facts only"})
    return found


def non_commercial(sources: "pd.DataFrame") -> list[str]:
    """Name the used sources that may not be used commercially."""
    used = sources[sources["figures"] > 0]
    return sorted(
        source
        for source, licence in zip(used["source"], used["licence"].fillna(""), strict=True)
        if "NC" in (short_name(licence) or "").split("-")
    )
