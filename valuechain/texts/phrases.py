"""Sentences for people, each in Dutch and in English, kept as one catalogue per subject."""

from collections.abc import Iterator, Mapping
from string import Formatter

from valuechain.texts.languages import LANGUAGES, Lang

TextPair = tuple[str, str]
"""A sentence or word in Dutch, then in English."""


class Phrases:
    """Everything that is said about one subject, by key, in both languages.

    Parameters
    ----------
    name : str
        What the catalogue is about; unique among all catalogues.
    said : mapping of str to (str, str)
        Dutch and English by key. Parts that are filled in stand in braces: ``{country}``.

    Examples
    --------
    >>> words = Phrases("weather", {"rain": ("Regen in {place}", "Rain in {place}")})
    >>> words.say("nl", "rain", place="Delft"), words.say("en", "rain", place="Delft")
    ('Regen in Delft', 'Rain in Delft')
    >>> list(words.rows())
    [('rain', 'Regen in {place}', 'Rain in {place}')]
    """

    __slots__ = ("_said", "name")

    def __init__(self, name: str, said: Mapping[str, TextPair]) -> None:
        self.name = name
        self._said = dict(said)

    def say(self, lang: Lang, key: str, **parts: object) -> str:
        """Say what a key stands for, with its parts filled in.

        Parameters
        ----------
        lang : str
            Language.
        key : str
            Key of the catalogue.
        **parts
            What stands in the place of the names in braces.

        Raises
        ------
        KeyError
            The catalogue has no such key, or a part is missing.
        """
        return self.raw(lang, key).format(**parts)

    def raw(self, lang: Lang, key: str) -> str:
        """Give what a key stands for as it is written, braces and all."""
        return self._said[key][lang == "en"]

    def get(self, lang: Lang, key: str) -> str | None:
        """Give what a key stands for as it is written; None if the catalogue does not have it."""
        return self.raw(lang, key) if key in self else None

    def both(self, key: str, **parts: object) -> dict[str, str]:
        """Say what a key stands for in every language, with its parts filled in."""
        return {lang: self.say(lang, key, **parts) for lang in LANGUAGES}

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Go through all phrases of a catalogue: key, Dutch, English."""
        for key, (dutch, english) in self._said.items():
            yield key, dutch, english

    def __contains__(self, key: object) -> bool:
        return key in self._said

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)

    def __repr__(self) -> str:
        return f"<phrases about {self.name}: {len(self)} in Dutch and English>"


def parts_of(sentence: str) -> set[str]:
    """Names of what is filled into a sentence: those in braces.

    Examples
    --------
    >>> sorted(parts_of("{count} of {all}"))
    ['all', 'count']
    """
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}
