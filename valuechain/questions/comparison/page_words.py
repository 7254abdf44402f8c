"""Sentences of the page about what the indicators of others see, Dutch then English."""

from typing import Final

from valuechain.texts.phrases import Phrases

PAGE: Final = Phrases(
    "comparison-page",
    {
        "nav": (
            "Andere indicatoren",
            "Other indicators",
        ),
        "heading": (
            "Van {ours} afhankelijkheden ziet {name} er {both} bij hetzelfde land",
            "Of {ours} dependencies {name} sees {both} at the same country",
        ),
        "heading-one": (
            "{name} ziet onze ene afhankelijkheid bij hetzelfde land",
            "{name} sees our one dependency at the same country",
        ),
        "heading-one-not": (
            "{name} ziet onze ene afhankelijkheid niet bij hetzelfde land",
            "{name} does not see our one dependency at the same country",
        ),
        "heading-none": (
            "Geen afhankelijkheid is risicovol strategisch of strategisch: er is niets om naast andere indicatoren te leggen",
            "No dependency is risky strategic or strategic: there is nothing to put beside other indicators",
        ),
        "heading-unjudged": (
            "Er is niets beoordeeld, en dus niets om naast andere indicatoren te leggen",
            "Nothing was judged, so there is nothing to put beside other indicators",
        ),
        "heading-open": (
            "Van geen afhankelijkheid staat vast dat zij strategisch is (onbeslist: {n}), dus er is niets om naast andere indicatoren te leggen",
            "No dependency is known for sure to be strategic (undecided: {n}), so there is nothing to put beside other indicators",
        ),
        "lead": (
            "Producten waarvan een toepassing hier risicovol strategisch of strategisch afhangt van een land buiten {home}, naast indicatoren die anderen gebruiken: concentratie (HHI), concentratie gewogen met de kwaliteit van bestuur (HHI x WGI), en het aanbodrisico (SR) en de lijst van de Commissie. Tabellen van sectoren verbergen knelpunten; vestiging verbergt zeggenschap. Dat een indicator iets mist is geen fout: hij heeft een ander doel.",
            "Products on which a use here depends in a risky strategic or strategic way on a country outside {home}, beside indicators that others use: concentration (HHI), concentration weighted with the quality of government (HHI x WGI), and the supply risk (SR) and the list of the Commission. Tables of sectors hide chokepoints; location hides ownership. That an indicator misses something is no mistake: it has another purpose.",
        ),
        "rest": (
            "Wat bij een rij aan de {ours} ontbreekt, is onbeslist.",
            "What a row lacks of the {ours} is undecided.",
        ),
        "name": (
            "Indicator",
            "Indicator",
        ),
        "both": (
            "Ziet hetzelfde land",
            "Sees the same country",
        ),
        "elsewhere": (
            "Wijst elders heen",
            "Points elsewhere",
        ),
        "missed": (
            "Mist",
            "Misses",
        ),
        "alone": (
            "Alleen zij",
            "They alone",
        ),
        "open": (
            "Onbeslist",
            "Undecided",
        ),
        "blind": (
            "Niet in hun tabel",
            "Not in their table",
        ),
    },
)
"""What a page says of it, by key; what stands in braces is filled in."""
