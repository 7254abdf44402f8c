"""Sentences of the page about mutual dependence, Dutch then English."""

from typing import Final

from valuechain.texts.phrases import Phrases

PAGE: Final = Phrases(
    "leverage-page",
    {
        "heading": (
            "Afhankelijk van elkaar: producten waarvan meer dan {threshold} verloren gaat als de ander weigert",
            "Mutual dependence: products of which more than {threshold} is lost if the other refuses",
        ),
        "who": (
            "Partner",
            "Partner",
        ),
        "they": (
            "Zij door ons, na een jaar",
            "They by us, after a year",
        ),
        "we": (
            "Wij door hen, na een jaar",
            "We by them, after a year",
        ),
        "they-end": (
            "Zij, uiteindelijk",
            "They, in the end",
        ),
        "we-end": (
            "Wij, uiteindelijk",
            "We, in the end",
        ),
        "note": (
            "Geteld over producten die beide kanten op hun markt kunnen kopen ({products}); tussen haakjes wat niet-genoemd aanbod kan schelen.",
            "Counted over products that both sides can buy on their market ({products}); in brackets what unlisted supply could change.",
        ),
        "indispensable-heading": (
            "Waar anderen niet zonder {home} kunnen (vestiging of zeggenschap)",
            "Where others cannot do without {home} (site or control)",
        ),
        "indispensable-more": (
            "En nog {n}: tables/indispensable.csv.",
            "And {n} more: tables/indispensable.csv.",
        ),
        "indispensable-open-one": (
            "Van één product is het onbeslist: nodig is te weten wat anderen niet vermelden.",
            "For one product it is undecided: that takes what others do not state.",
        ),
        "indispensable-open": (
            "Van {n} producten is het onbeslist: nodig is te weten wat anderen niet vermelden.",
            "For {n} products it is undecided: that takes what others do not state.",
        ),
    },
)
"""What a page says of it, by key; what stands in braces is filled in."""
