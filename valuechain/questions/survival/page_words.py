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
            "Het eerst onder {theta}, {when}: {cases}",
            "First below {theta}, {when}: {cases}",
        ),
        "heading-case": ("{uses}, als {cause}", "{uses}, if {cause}"),
        "if-lost": ("al het aanbod {tie} wegvalt", "all supply {tie} is lost"),
        "if-withheld": ("{who} ons weigeren", "{who} refuse us"),
        "heading-none": (
            "Geen verlies van een ander land brengt een toepassing binnen drie jaar onder {theta}",
            "No loss of another country brings a use below {theta} within three years",
        ),
        "heading-open": (
            "Van geen verlies van een ander land staat vast dat het een toepassing binnen drie jaar onder {theta} brengt; onbeslist voor {n}",
            "No loss of another country is sure to bring a use below {theta} within three years; undecided for {n}",
        ),
        "at-once": ("meteen", "at once"),
        "after": ("na {weeks}", "after {weeks}"),
        "lead": (
            "Per toepassing het verlies van een ander land dat zij het kortst doorstaat. Een land telt hier zodra vestiging, hoofdkantoor of eigenaar er is ({tie}), dus dit is zwaarder dan elk van de twee gevallen in de figuur. Houdt stand: zo lang blijft zij op of boven {theta} met wat er ligt. Anderen zover: dan hebben anderen het overgenomen, op zijn gunstigst. Een gat: zij zijn er te laat, of hebben te weinig over, hoe snel zij ook zijn; hoe de vraag over afnemers verdeeld is, is daarbij vooral onze inschatting. Gevolgd: drie jaar.",
            "Per use the loss of another country that it survives least. A country counts here as soon as the site, the head office or the owner is there ({tie}), so this is heavier than either of the two cases in the picture. Holds: how long it stays at or above {theta} with what is in stock. Others there: when others have taken over, at best. A gap: they are too late, or have too little to spare however quick they are; how demand divides over customers is mostly our judgement. Followed: three years.",
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
        "never-falls": ("langer dan 3 jaar", "over 3 years"),
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
            "Blijft bij elk bekeken verlies van een ander land op of boven {theta}, of anderen nemen het op tijd over: {names}.",
            "Stays at or above {theta} at every loss of another country that was looked at, or others take over in time: {names}.",
        ),
        "rests": (
            "Rust op cijfers: gelezen, uit kennis, ingeschat",
            "Rests on figures: read, recalled, judged",
        ),
    },
)
"""What a page says of it, by key; what stands in braces is filled in."""
