"""Sentences of the page about how sure figures are, Dutch then English."""

from typing import Final

from valuechain.texts.phrases import Phrases

PAGE: Final = Phrases(
    "uncertainty-page",
    {
        "heading": (
            "Van de {n} oordelen die op onzekerheid zijn doorgerekend, zijn er {firm} vast, {leaning} neigend en {open} open",
            "Of the {n} verdicts tested for uncertainty {firm} are firm, {leaning} leaning and {open} open",
        ),
        "heading-none": (
            "Bij geen trekking komt een afhankelijkheid in een klasse",
            "In no draw does a dependency come in a class",
        ),
        "lead": (
            "Het model is {draws} keer doorgerekend{others}, elke keer met voor elk cijfer een waarde getrokken uit wat ervan bekend is, en gemeten en beoordeeld als dit. Vast: een klasse komt in minstens 90 % van de trekkingen uit; neigend: in minstens 60 %; anders open. Wie steeds de vaakst getrokken klasse kiest, heeft er gemiddeld {wrong} van de {n} fout. Dit staat los van wat niet-genoemde leveranciers kunnen veranderen.",
            "Every figure was drawn {draws} times{others} from what is known of it; each draw is a whole model, measured and judged like this one. Firm: one class comes out in at least 90% of the draws; leaning: in at least 60%; else open. Whoever always takes the class drawn most often has {wrong} of the {n} wrong on average. This stands apart from what unlisted suppliers could change.",
        ),
        "others": (
            " (voor oordelen buiten de zwaarste afhankelijkheden {n} keer)",
            " ({n} times for verdicts beside the heaviest dependencies)",
        ),
        "find": ("Eerst achterhalen: {n} cijfers", "Find out first: {n} figures"),
        "find-one": ("Eerst achterhalen: één cijfer", "Find out first: one figure"),
        "find-none": (
            "Geen enkel cijfer op zichzelf verandert een oordeel",
            "No single figure changes a verdict",
        ),
        "figure": (
            "{figure}: nu {stated} ({low} tot {high}), {status}. Scheelt {worth} foute oordelen. Wie het kan weten: {who}.",
            "{figure}: now {stated} ({low} to {high}), {status}. Saves {worth} wrong verdicts. Who could know: {who}.",
        ),
        "sources": (
            "Bronnen die samen het meest opleveren",
            "Sources that yield most together",
        ),
        "source": (
            "{title}: scheelt {worth} foute oordelen; {figures} cijfers.",
            "{title}: saves {worth} wrong verdicts; {figures} figures.",
        ),
        "source-one": (
            "{title}: scheelt {worth} foute oordelen; één cijfer.",
            "{title}: saves {worth} wrong verdicts; one figure.",
        ),
        "flips": (
            "Waar een oordeel omslaat, als de andere cijfers blijven zoals gesteld",
            "Where a verdict flips, if the other figures stay as stated",
        ),
        "flip": (
            "{use}, {product} uit {country}: van {before} naar {after} zodra {figure} {at} is in plaats van {stated}.",
            "{use}, {product} from {country}: from {before} to {after} once {figure} is {at} instead of {stated}.",
        ),
        "flip-more": (
            "{use}, {product} uit {country}: van {before} naar {after} zodra {figure} ook maar iets meer is dan {stated}.",
            "{use}, {product} from {country}: from {before} to {after} once {figure} is anything above {stated}.",
        ),
        "flip-less": (
            "{use}, {product} uit {country}: van {before} naar {after} zodra {figure} ook maar iets minder is dan {stated}.",
            "{use}, {product} from {country}: from {before} to {after} once {figure} is anything below {stated}.",
        ),
        "flips-more": (
            "Nog {n} staan in break_even.csv.",
            "{n} more are in break_even.csv.",
        ),
        "flips-together-one": (
            "Eén oordeel dat niet vast is, doet geen cijfer alleen omslaan: alleen samen.",
            "One verdict that is not firm is flipped by no figure alone: only together.",
        ),
        "flips-together": (
            "{n} oordelen die niet vast zijn, doet geen cijfer alleen omslaan: alleen samen.",
            "{n} verdicts that are not firm are flipped by no figure alone: only together.",
        ),
    },
)
"""What a page says of it, by key; what stands in braces is filled in."""
