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
            "{n} landen en bedrijven kunnen elk alleen een toepassing binnen een jaar onder {theta} brengen",
            "{n} countries and firms can each bring a use below {theta} within a year by themselves",
        ),
        "heading-one": (
            "Eén land of bedrijf kan alleen een toepassing binnen een jaar onder {theta} brengen",
            "One country or firm can bring a use below {theta} within a year by itself",
        ),
        "heading-none": (
            "Geen enkel land of bedrijf brengt alleen een toepassing binnen een jaar onder {theta}",
            "No single country or firm brings a use below {theta} within a year by itself",
        ),
        "heading-open": (
            "Van geen land of bedrijf staat vast dat het alleen een toepassing binnen een jaar onder {theta} brengt",
            "No single country or firm is sure to bring a use below {theta} within a year by itself",
        ),
        "lead": (
            "Wat er binnen een jaar gebeurt als er één wegvalt of ons weigert, zonder vervanging. Het eigen land en de eigen bedrijven staan erbij: ook daar kan een enkele draad zitten. Het verlies is het diepste van de toepassing die het meest verliest, over alles wat dat land of bedrijf levert; tussen haakjes wat niet-genoemd aanbod kan schelen.",
            "What happens within a year if one of them stops or refuses us, without substitution. Home itself and firms of our own stand here too: a single thread may run there as well. The loss is the deepest of the use that loses most, over all that the country or firm supplies; in brackets what unlisted supply could change.",
        ),
        "case-lost": ("valt weg voor iedereen", "stops for everybody"),
        "case-withheld": ("weigert ons", "refuses us"),
        "case-own": ("levert ons niet meer", "no longer supplies us"),
        "undecided": (
            "In nog {n} gevallen beslist aanbod waarvan niet bekend is van wie of waar het is: onbeslist, niet veilig.",
            "In {n} more cases it depends on supply whose owner or place is not known: undecided, not safe.",
        ),
        "undecided-one": (
            "In nog één geval beslist aanbod waarvan niet bekend is van wie of waar het is: onbeslist, niet veilig.",
            "In one more case it depends on supply whose owner or place is not known: undecided, not safe.",
        ),
        "more-one": (
            "Nog één geval staat in tables/single_points.csv.",
            "One more case is in tables/single_points.csv.",
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
            "Diepste verlies in het jaar",
            "Deepest loss in the year",
        ),
        "week": (
            "Vanaf week",
            "From week",
        ),
        "through": (
            "Via",
            "Through",
        ),
        "figure-withheld": (
            "Weigert ons, of levert niet meer",
            "Refuses us, or supplies no more",
        ),
        "figure-lost": ("Valt weg voor iedereen", "Is lost to everybody"),
        "figure-caption": (
            "Een punt: deze toepassing komt binnen een jaar onder {theta}. De {n} die de meeste toepassingen raken.",
            "A dot: this use falls below {theta} within a year. The {n} that hit most uses.",
        ),
        "figure-alt": ("Raster van toepassingen. {facts}.", "Grid of uses. {facts}."),
        "figure-fact": ("{who}: {uses}", "{who}: {uses}"),
        "rests": (
            "Rust op cijfers: gelezen, uit kennis, ingeschat",
            "Rests on figures: read, recalled, judged",
        ),
    },
)
"""What a page says of it, by key; what stands in braces is filled in."""
