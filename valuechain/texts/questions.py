"""The strategic questions: what each asks, and what its numbers mean."""

from typing import Final

from valuechain.texts.languages import Lang

_QUESTIONS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {}
"""Title and meaning of every question, each in Dutch, then English."""


def title(lang: Lang, question: str) -> str:
    """What a question asks."""
    return _QUESTIONS[question][0][lang == "en"]


def meaning(lang: Lang, question: str) -> str:
    """What the numbers of a question mean, in a sentence or two."""
    return _QUESTIONS[question][1][lang == "en"]
