"""The strategic questions: what each asks, and what its numbers mean."""

from typing import Final

from valuechain.texts.languages import Lang

_QUESTIONS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "leverage": (
        (
            "Wat verliezen anderen als wij weigeren, en wat wij als zij weigeren?",
            "What do others lose if we refuse, and what do we if they do?",
        ),
        (
            (
                "Verlies van kopers elders als alleen zij geen aanbod meer krijgen van eigen land, naast "
                "verlies hier als de partner ons weigert; zonder vervanging, geen kans. De grenzen "
                "zeggen wat niet-genoemde leveranciers kunnen veranderen."
            ),
            (
                "Loss of buyers elsewhere if they alone get no more supply from home, beside loss here "
                "if the partner refuses us; without substitution, no probability. The bounds say what "
                "unlisted suppliers could change."
            ),
        ),
    ),
}
"""Title and meaning of every question, each in Dutch, then English."""


def title(lang: Lang, question: str) -> str:
    """What a question asks."""
    return _QUESTIONS[question][0][lang == "en"]


def meaning(lang: Lang, question: str) -> str:
    """What the numbers of a question mean, in a sentence or two."""
    return _QUESTIONS[question][1][lang == "en"]
