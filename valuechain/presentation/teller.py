"""An answer as a screen tells it: the result, the names in it, and the question's phrases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from valuechain.presentation.names import Names
from valuechain.texts.languages import Lang
from valuechain.texts.phrases import Phrases

if TYPE_CHECKING:
    from valuechain.results.result import Result


@dataclass(frozen=True, slots=True)
class Teller:
    """An answer, the names of what it is about, and the phrases it is told in."""

    result: "Result"
    names: Names
    phrases: Phrases
    known: Mapping[str, object] = field(default_factory=dict)
    """Parts that any phrase may have, such as the name of home."""

    @property
    def lang(self) -> Lang:
        """Language of the reader, ``nl`` or ``en``."""
        return self.names.lang

    def say(self, key: str, **parts: object) -> str:
        """Say a sentence of the question in the reader's language."""
        return self.phrases.say(self.lang, key, **{**self.known, **parts})
