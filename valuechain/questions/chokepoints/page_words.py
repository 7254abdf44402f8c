"""Sentences of the page about single points of failure, Dutch then English."""

from typing import Final

from valuechain.texts.phrases import Phrases

PAGE: Final = Phrases(
    "chokepoints-page",
    {
        "nav": (
            "Wie de draad vasthoudt",
            "Who holds the thread",
        ),
        "heading": (
            "{n} landen en bedrijven kunnen elk alleen een toepassing onder {theta} brengen",
            "{n} countries and firms can each bring a use below {theta} by themselves",
        ),
        "heading-none": (
            "Geen enkel land of bedrijf brengt alleen een toepassing onder {theta}",
            "No single country or firm brings a use below {theta} by itself",
        ),
        "lead": (
            "Wat er binnen een jaar gebeurt als er één wegvalt of ons weigert, zonder vervanging. De eigen bedrijven en het eigen land staan erbij: ook daar zit een enkele draad. Tussen haakjes wat niet-genoemd aanbod kan schelen.",
            "What happens within a year if one of them stops or refuses us, without substitution. Firms of our own and home itself stand here too: a single thread runs there as well. In brackets what unlisted supply could change.",
        ),
        "undecided": (
            "In nog {n} gevallen beslist aanbod waarvan niet bekend is van wie of waar het is: onbeslist, niet veilig.",
            "In {n} more cases supply decides of which it is not known whose or where it is: undecided, not safe.",
        ),
        "more": (
            "Nog {n} gevallen staan in tables/single_points.csv.",
            "{n} more cases are in tables/single_points.csv.",
        ),
        "who": (
            "Wie",
            "Who",
        ),
        "case": (
            "Wat er gebeurt",
            "What happens",
        ),
        "uses": (
            "Toepassingen omlaag",
            "Uses down",
        ),
        "loss": (
            "Diepste verlies",
            "Deepest loss",
        ),
        "week": (
            "Vanaf week",
            "From week",
        ),
        "through": (
            "Via",
            "Through",
        ),
        "rests": (
            "Rust op cijfers: gelezen, uit kennis, ingeschat",
            "Rests on figures: read, recalled, judged",
        ),
    },
)
"""What a page says of it, by key; what stands in braces is filled in."""
