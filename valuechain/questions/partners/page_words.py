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
            "Van de landen elk apart scheelt vertrouwen in {who} zeker het meest bij één toepassing: het verlies van {use} gaat van {before} naar {after}",
            "Of single countries, trusting {who} surely makes the largest difference to one use: the loss of {use} goes from {before} to {after}",
        ),
        "no-change": ("geen", "none"),
        "little-change": ("minder dan een procentpunt", "less than one percentage point"),
        "heading-little": (
            "Geen enkel land erbij neemt zeker meer dan een procentpunt weg van wat aan landen buiten de kring hangt",
            "No single further country surely takes away more than one percentage point of what depends on those outside the circle",
        ),
        "no-use": ("geen", "none"),
        "heading-none": (
            "Geen land erbij neemt iets weg van wat aan landen buiten de kring hangt",
            "No further country takes anything away from what depends on those outside the circle",
        ),
        "heading-open": (
            "Van geen land erbij staat vast dat het iets wegneemt; bij {n} is het onbeslist",
            "No further country is sure to take something away; for {n} it is undecided",
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
            "Verlies, gemiddeld over {n} toepassingen",
            "Loss, mean of {n} uses",
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
