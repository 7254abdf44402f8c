"""Tables of judgements: the class of each dependency, and on what the numbers rest."""

from valuechain.results.columns import (
    ANSWERS,
    ATTRIBUTE,
    CASE,
    CASE_KEY,
    CLASSES,
    PRODUCT,
    QUESTIONS,
    SUPPORT,
    USE,
    fraction,
    ids,
    names_of,
    triple,
    words,
)
from valuechain.results.contract import Column, Table
from valuechain.vocab.words import ATTRIBUTES

VERDICTS = Table(
    "verdicts",
    "Risky strategic dependencies: per use, product and country, judged for disaster and coercion",
    "Risicovolle strategische afhankelijkheden: per toepassing, product en land, bij ramp en dwang",
    (
        USE,
        PRODUCT,
        ids("country", "Country", "Land"),
        ATTRIBUTE,
        words(
            "question",
            QUESTIONS,
            "disaster (lost) or coercion (withheld)",
            "ramp (lost) of dwang (withheld)",
        ),
        words(
            "tie",
            ATTRIBUTES,
            "Which country of the suppliers decides: under any the tie with the worst class",
            "Welk land van de leveranciers beslist: bij any de band met de zwaarste klasse",
        ),
        words("class", CLASSES, "Class of the dependency", "Klasse van de afhankelijkheid"),
        ids(
            "horizon_weeks",
            "Horizon of the judgement, in weeks",
            "Horizon van het oordeel, in weken",
        ),
        *triple(
            "exposure",
            "fraction",
            "Loss of the use at the horizon",
            "Verlies van de toepassing op de horizon",
        ),
        words(
            "crucial", ANSWERS, "Crucial for a public interest", "Cruciaal voor een publiek belang"
        ),
        words("likely", ANSWERS, "Supply problems are likely", "Leveringsproblemen aannemelijk"),
        words("limited", ANSWERS, "Replacement is limited", "Vervanging is beperkt"),
        Column(
            "replacement_weeks",
            "number",
            "weeks",
            "Time to another supplier of what takes longest on the binding routes",
            "Tijd tot een andere leverancier van wat op de bepalende routes het langst duurt",
            optional=True,
        ),
        fraction(
            "spare_elsewhere", "Spare capacity elsewhere", "Vrije capaciteit elders", optional=True
        ),
        fraction(
            "lost_share",
            "Share of the product that is lost",
            "Deel van het product dat wegvalt",
            optional=True,
        ),
        fraction(
            "needed_share",
            "Part of the supply that must come from others: what is lost, or what those who are "
            "refused bought of it",
            "Deel van het aanbod dat van anderen moet komen: wat wegvalt, of wat wie geweigerd "
            "wordt ervan kocht",
            optional=True,
        ),
        ids("reason_nl", "The reason, in Dutch", "De reden, in het Nederlands"),
        ids("reason_en", "The reason, in English", "De reden, in het Engels"),
    ),
    ("use", "product", "country", "attribute", "question"),
    (names_of("exposure"),),
)
EVIDENCE = Table(
    "evidence",
    "On what each number rests: the cited figures on its binding routes",
    "Waarop elk cijfer rust: de geciteerde cijfers op de bepalende routes",
    (
        USE,
        ids(
            "product",
            "Product, or empty for all of a country",
            "Product, of leeg voor een heel land",
            optional=True,
        ),
        *CASE[:5],
        *SUPPORT,
    ),
    ("use", "product", *CASE_KEY[:5]),
)
