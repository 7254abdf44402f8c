"""Sentences of the answer that follows a loss back, Dutch then English."""

from typing import Final

from valuechain.texts.phrases import Phrases

WORDS: Final = Phrases(
    "explain",
    {
        "loses": (
            "{subject}: {when} gaat {loss} verloren als {cause}, zonder vervanging.",
            "{subject}: {loss} is lost {when} if {cause}, without substitution.",
        ),
        "loses-nothing": (
            "{subject}: {when} gaat niets verloren als {cause}, zonder vervanging.",
            "{subject}: nothing is lost {when} if {cause}, without substitution.",
        ),
        "scenario-loses": (
            "{subject}: in week {week} van “{scenario}” is {loss} weg. {relief}",
            "{subject}: in week {week} of “{scenario}” {loss} is gone. {relief}",
        ),
        "scenario-nothing": (
            "{subject}: in week {week} van “{scenario}” is niets weg. {relief}",
            "{subject}: in week {week} of “{scenario}” nothing is gone. {relief}",
        ),
        "at-most": (
            (
                "Het kan hoogstens {high} zijn: van een deel van de makers is niet bekend wie of waar zij zijn. "
                "Langs deze wegen zou dat gaan:"
            ),
            (
                "It could be {high} at most: of some makers it is not known who or where they are. "
                "That would run along these routes:"
            ),
        ),
        "at-most-nothing": (
            "Ook als makers van wie niet bekend is wie of waar zij zijn erbij horen, gaat niets verloren.",
            "Nothing is lost even if makers of unknown name or place are among them.",
        ),
        "no-routes": (
            "Er is dus geen route waarlangs iets verloren gaat.",
            "So there is no route along which anything is lost.",
        ),
        "perspective": (
            "Gezien vanuit {home}; vertrouwd: {trusted}.",
            "Seen from {home}; trusted: {trusted}.",
        ),
        "perspective-alone": ("Gezien vanuit {home}.", "Seen from {home}."),
        "routes": (
            "De routes waarlangs dat gaat, grootste eerst:",
            "Routes that carry it, largest first:",
        ),
        "figure-note": (
            "De breedte van een band is het deel van het product dat de afnemer mist. Banden van één afnemer tellen niet op: wat het meest knelt, beslist. Oranje: levert niet meer.",
            "A band is as wide as the part of the product that its customer misses. Bands of one customer do not add up: what binds most decides. Orange: no longer supplies.",
        ),
        "figure-other": ("een ander land", "another country"),
        "figure-others": ("{count} andere landen", "{count} other countries"),
        "misses": (
            "mist {missing}, houdt {left} over ({why}); {customer} op {level}",
            "misses {missing}, has {left} left ({why}); {customer} at {level}",
        ),
        "gone": ("leveren niet meer: {names}", "no longer supply: {names}"),
        "hit": ("getroffen door een schok: {names}", "hit by a shock: {names}"),
        "less": ("leveren minder: {names}", "supply less: {names}"),
        "others": ("{count} andere {share}", "{count} others {share}"),
        "another": ("één andere {share}", "one other {share}"),
        "replace": ("een ander inzetten duurt {time}", "putting another in place takes {time}"),
        "replace-unknown": (
            "hoelang een ander inzetten duurt is niet bekend",
            "how long putting another in place takes is not known",
        ),
        "rests": ("berust op {figures}", "rests on {figures}"),
        "see": ("(zie {product} elders in de boom)", "(see {product} elsewhere in the tree)"),
        "more": ("en nog {count}: --all toont alles", "and {count} more: --all shows everything"),
        "sources": ("Bronnen", "Sources"),
        "grade": (
            (
                "Tussen haakjes: betrouwbaarheid van de bron (A-F), geloofwaardigheid (1-6), gelezen, uit kennis "
                "of ingeschat."
            ),
            "In brackets: reliability of the source (A-F), credibility (1-6), read, recalled or judged.",
        ),
        "with-substitution": (
            "Anderen springen in waar dat kan.",
            "Others step in where they can.",
        ),
        "without-substitution": (
            "Zonder vervanging: niemand springt in.",
            "Without substitution: nobody steps in.",
        ),
        "in-window": (
            "{use} telt binnen een venster van {window}: bekeken is week {week} na wegvallen vlak ervoor, het diepste verlies binnen het venster.",
            "{use} matters within a window of {window}: looked at is week {week} after a removal just before it, the deepest loss within the window.",
        ),
        "worst-of": (
            "Van de {count} toepassingen van de groep verliest {use} het meest.",
            "Of the {count} uses of the group, {use} loses most.",
        ),
        "worst-of-one": (
            "Van de groep hoort alleen {use} bij het eigen land.",
            "Of the group, only {use} is a use of home.",
        ),
        "measured": (
            "Wat de aandelen van {title} meten: {by}.",
            "What the shares of {title} measure: {by}.",
        ),
        "kept-up": (
            "Wat overeind blijft zonder {title} is gemeten aan: {by}.",
            "What is kept up without {title} is measured by: {by}.",
        ),
    },
)
