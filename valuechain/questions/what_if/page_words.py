"""Sentences of the page about what shipped scenarios do, Dutch then English."""

from typing import Final

from valuechain.texts.phrases import Phrases

PAGE: Final = Phrases(
    "what-if-page",
    {
        "nav": (
            "Wat als",
            "What if",
        ),
        "heading": (
            "Wat als: bij {hurt} van {all} scenario's verliest een toepassing iets",
            "What if: in {hurt} of {all} scenarios a use loses something",
        ),
        "lead": (
            "Deze scenario's duren niet eeuwig en houden rekening met anderen die inspringen; de rest van deze meting niet. Elke cel: het diepste verlies, eronder wat niet-genoemd aanbod kan schelen, en de eerste week met verlies. Zwaarte en duur zijn vooral onze inschatting. Geen kans: of dit gebeurt staat er niet.",
            "These scenarios do not last for ever and count others who step in; the rest of this measurement does not. Each cell: the deepest loss, below it what unlisted supply could change, and the first week with a loss. Severity and duration are mostly our judgement. No probability: whether it happens is not said.",
        ),
        "caption": (
            "Diepste verlies per scenario en toepassing",
            "Deepest loss by scenario and use",
        ),
        "scenario": (
            "Scenario",
            "Scenario",
        ),
        "week": (
            "week {week}",
            "week {week}",
        ),
        "range": (
            "{low} tot {high}; {week}",
            "{low} to {high}; {week}",
        ),
        "perhaps": (
            "0 tot {high}",
            "0 to {high}",
        ),
        "unhurt": (
            "Zonder verlies binnen hun horizon: {names}.",
            "No loss within their horizon: {names}.",
        ),
    },
)
"""What a page says of it, by key; what stands in braces is filled in."""
