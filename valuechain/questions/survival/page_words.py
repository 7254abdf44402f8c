"""Sentences of the page about how long uses hold, Dutch then English."""

from typing import Final

from valuechain.texts.phrases import Phrases

PAGE: Final = Phrases(
    "survival-page",
    {
        "use": (
            "Toepassing",
            "Use",
        ),
        "nav": (
            "Hoelang het standhoudt",
            "How long it holds",
        ),
        "heading": (
            "Het snelst onder {theta}: {use}, {weeks} zonder {what}",
            "First below {theta}: {use}, {weeks} without {what}",
        ),
        "heading-none": (
            "Geen verlies van een land brengt een toepassing binnen drie jaar onder {theta}",
            "No loss of a country brings a use below {theta} within three years",
        ),
        "at-once": (
            "meteen",
            "at once",
        ),
        "after": (
            "na {weeks}",
            "after {weeks}",
        ),
        "lead": (
            "Per toepassing het verlies van een ander land ({tie}) dat zij het kortst doorstaat: hoelang zij op of boven {theta} blijft met wat er ligt, en wanneer anderen het hebben overgenomen, op zijn gunstigst. Een gat: anderen zijn er te laat, of hebben te weinig over, hoe snel zij ook zijn. Gevolgd: drie jaar.",
            "Per use the loss of another country ({tie}) that it survives least: how long it stays at or above {theta} with what is in stock, and when others have taken over, at best. A gap: others are too late, or have too little to spare however quick they are. Followed: three years.",
        ),
        "holds": (
            "Houdt stand",
            "Holds",
        ),
        "back": (
            "Anderen zover",
            "Others there",
        ),
        "what": (
            "Zonder",
            "Without",
        ),
        "missing": (
            "Wat dan ontbreekt",
            "What is missing then",
        ),
        "verdict": (
            "Oordeel",
            "Verdict",
        ),
        "never": (
            "niet binnen 3 jaar",
            "not within 3 years",
        ),
        "gap": (
            "gat",
            "gap",
        ),
        "bridged": (
            "overbrugd",
            "bridged",
        ),
        "undecided": (
            "onbeslist",
            "undecided",
        ),
        "unhurt": (
            "Komt elk verlies van een ander land door: {names}.",
            "Comes through every loss of another country: {names}.",
        ),
        "rests": (
            "Rust op cijfers: gelezen, uit kennis, ingeschat",
            "Rests on figures: read, recalled, judged",
        ),
    },
)
"""What a page says of it, by key; what stands in braces is filled in."""
