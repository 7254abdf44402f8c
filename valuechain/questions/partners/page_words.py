"""Sentences of the page about what another partner takes away, Dutch then English."""

from typing import Final

from valuechain.texts.phrases import Phrases

PAGE: Final = Phrases(
    "partners-page",
    {
        "nav": (
            "Partners",
            "Partners",
        ),
        "heading": (
            "Van alle landen scheelt {who} vertrouwen het meest: {use} van {before} naar {after}",
            "Of all countries trusting {who} matters most: {use} from {before} to {after}",
        ),
        "heading-none": (
            "Geen partner erbij neemt iets weg van wat buiten de kring hangt",
            "No further partner takes away from what hangs outside the circle",
        ),
        "lead": (
            "Hoeveel van het verlies verdwijnt als ook dit land of deze groep vertrouwd is en niet meer weigert, terwijl alle anderen buiten de kring tegelijk weigeren ({tie}, na een jaar). Wie gelijkgezind is, is een politieke keuze; hier de groepen van het model. Vertrouwen kan ook blootstellen: een weigering raakt dan leveranciers bij de nieuwe partner.",
            "How much of the loss disappears if this country or group is trusted too and no longer refuses, while everyone else outside the circle refuses at once ({tie}, after a year). Who is like-minded is a political choice; here the groups of the model. Trust can also expose: a refusal then hits suppliers at the new partner.",
        ),
        "who": (
            "Partner erbij",
            "Partner added",
        ),
        "sure": (
            "Toepassingen zeker beter",
            "Uses surely better",
        ),
        "left": (
            "Verlies, opgeteld over {n} toepassingen",
            "Loss, added up over {n} uses",
        ),
        "best": (
            "Grootste verschil",
            "Largest difference",
        ),
        "worse": (
            "Slechter",
            "Worse",
        ),
        "perhaps": (
            "{use} (onbeslist)",
            "{use} (undecided)",
        ),
        "change": (
            "{use}: {before} wordt {after}",
            "{use}: {before} becomes {after}",
        ),
        "like-minded": (
            "Alle gelijkgezinden samen",
            "All like-minded together",
        ),
    },
)
"""What a page says of it, by key; what stands in braces is filled in."""
