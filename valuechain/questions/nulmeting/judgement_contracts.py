"""Tables of judgements: the class of each dependency, and on what the numbers rest."""

from valuechain.results.columns import (
    ANSWERS,
    ATTRIBUTE,
    CASE,
    CASE_KEY,
    CLASSES,
    HORIZON,
    HORIZON_WORDS,
    PRODUCT,
    QUESTIONS,
    SUPPORT,
    SURENESS,
    USE,
    count,
    fraction,
    ids,
    names_of,
    triple,
    words,
)
from valuechain.results.contract import Column, Table
from valuechain.vocab.words import ATTRIBUTES, WINDOW

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
        Column(
            "sureness",
            "string",
            "",
            "How sure the class is: firm if one class has a chance of at least 0.9, leaning from "
            "0.6, else open; empty where the dependency is a class for no use as stated: not drawn",
            "Hoe zeker de klasse is: firm als één klasse een kans van minstens 0,9 heeft, leaning "
            "vanaf 0,6, anders open; leeg waar de afhankelijkheid als gesteld voor geen toepassing "
            "een klasse heeft: niet getrokken",
            words=SURENESS,
            optional=True,
        ),
        Column(
            "likeliest",
            "string",
            "",
            "Class drawn most often",
            "Vaakst getrokken klasse",
            words=CLASSES,
            optional=True,
        ),
        fraction("chance", "Chance of that class", "Kans op die klasse", optional=True),
        ids(
            "horizon_weeks",
            "Horizon of the judgement, in weeks; window: within the critical window of the use",
            "Horizon van het oordeel, in weken; window: binnen het kritieke venster",
        ),
        Column(
            "window_weeks",
            "number",
            "weeks",
            "Critical window of the use, in which the loss counts as it stands",
            "Kritiek venster van de toepassing, waarin het verlies telt zoals het dan is",
            optional=True,
        ),
        count(
            "judged_week",
            "Week after the removal in which the judged loss stands",
            "Week na het wegvallen waarin het beoordeelde verlies staat",
        ),
        *triple(
            "exposure",
            "fraction",
            "Loss of the use at the horizon",
            "Verlies van de toepassing op de horizon",
        ),
        *(
            fraction(
                f"exposure_p{end}",
                f"Loss that {part} of the draws stay below; apart from the bounds",
                f"Verlies waar {deel} van de trekkingen onder blijft; los van de grenzen",
                optional=True,
            )
            for end, part, deel in (("05", "5 %", "5 %"), ("95", "95 %", "95 %"))
        ),
        fraction(
            "exposure_fallback_high",
            "Loss at the highest level that the fallbacks may keep up, where that is a range",
            "Verlies als de uitwijk het meest overeind houdt, waar dat een marge heeft",
            optional=True,
        ),
        fraction(
            "exposure_fallback_low",
            "Loss at the lowest level that the fallbacks may keep up",
            "Verlies als de uitwijk het minst overeind houdt",
            optional=True,
        ),
        fraction(
            "flips_at",
            "Level of one fallback at which the loss crosses the threshold",
            "Niveau van een uitwijk waarbij het verlies over de drempel gaat",
            optional=True,
        ),
        ids(
            "flips_by",
            "Products whose fallback decides so, separated by ;",
            "Producten waarvan de uitwijk zo beslist, gescheiden door ;",
            optional=True,
        ),
        words(
            "class_at_horizon",
            CLASSES,
            "Class if it were judged at the horizon, for a use with a critical window",
            "Klasse bij beoordeling op de horizon, voor een toepassing met een kritiek venster",
        ),
        fraction("exposure_at_horizon", "Loss of the use at the horizon", "Verlies op de horizon"),
        fraction(
            "flips_at_horizon",
            "Level of one fallback at which the loss at the horizon crosses the threshold",
            "Niveau van een uitwijk waarbij het verlies op de horizon over de drempel gaat",
            optional=True,
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
        ids(
            "measured_by_nl",
            "What the figures measure, where not the thing itself, in Dutch",
            "Wat de cijfers meten, waar dat niet de zaak zelf is, in het Nederlands",
            optional=True,
        ),
        ids(
            "measured_by_en",
            "The same, in English",
            "Hetzelfde, in het Engels",
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
        *CASE[:4],
        words("horizon_weeks", (*HORIZON_WORDS, WINDOW), HORIZON.en, HORIZON.nl),
        *SUPPORT,
    ),
    ("use", "product", *CASE_KEY[:5]),
)
