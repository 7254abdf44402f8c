"""What is said of the figures that differ between two versions of a model, Dutch then English."""

from typing import Final

from valuechain.texts.phrases import Phrases

CHANGES: Final = Phrases(
    "model-changes",
    {
        "none": (
            "Geen cijfer verschilt.",
            "No figure differs.",
        ),
        "count": (
            "Cijfers die verschillen: {count}, waarvan {changed} veranderd, {new} nieuw, {vanished} verdwenen en {evidence} met ander bewijs. Met een reden: {told}.",
            "Figures that differ: {count}, of which {changed} changed, {new} new, {vanished} vanished and {evidence} with other evidence. With a reason: {told}.",
        ),
        "ask": (
            "Zonder reden: {count}. Zet bij het cijfer, of bij het product of de toepassing als geheel, `changed_because: {{why: world, text: {{en: ..., nl: ...}}}}`; voor `why` is er world, corrected, better-read en scope. Wat verdween staat onder `vanished:`, met het pad dat hier staat.",
            "Without a reason: {count}. Give the figure, or its product or use as a whole, `changed_because: {{why: world, text: {{en: ..., nl: ...}}}}`; for `why` there is world, corrected, better-read and scope. What vanished stands under `vanished:`, with the path that stands here.",
        ),
        "changed": ("veranderd", "changed"),
        "new": ("nieuw", "new"),
        "vanished": ("verdwenen", "vanished"),
        "evidence": ("bewijs", "evidence"),
        "nothing": ("niets", "nothing"),
        "no-reason": ("geen reden vermeld", "no reason given"),
    },
)
"""Sentences and words, by key."""
