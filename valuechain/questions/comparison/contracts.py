"""The tables that set our verdicts beside the indicators of others."""

from typing import Final

from valuechain.results.columns import (
    ANSWERS,
    CLASSES,
    LAYER,
    PRODUCT,
    QUESTIONS,
    SUPPORT,
    USE,
    count,
    fraction,
    ids,
    names_of,
    triple,
    words,
)
from valuechain.results.contract import Column, Table
from valuechain.vocab.comparison import INDICATORS, REASONS, RELATIONS

_INDICATOR: Final = words(
    "indicator",
    INDICATORS,
    "Indicator of others: HHI of sites, HHI of firms, HHI x WGI of sites, largest third country, "
    "supply risk SR from the stack's shares, the Commission's list of 2023, core dependency CDI",
    "Indicator van anderen: HHI van vestigingen, HHI van bedrijven, HHI x WGI van vestigingen, "
    "grootste derde land, aanbodrisico SR uit de aandelen van de keten, lijst van de "
    "Commissie van 2023, CDI",
)
_WORST: Final = (
    words(
        "class",
        CLASSES,
        "Our worst verdict, on countries outside home",
        "Ons zwaarste oordeel, over landen buiten home",
    ),
    ids("use", "Use with that verdict", "Toepassing met dat oordeel", optional=True),
    ids("country", "Country with that verdict", "Land met dat oordeel", optional=True),
    Column(
        "question",
        "string",
        "",
        "Disaster or coercion",
        "Ramp of dwang",
        words=QUESTIONS,
        optional=True,
    ),
    *triple(
        "exposure",
        "fraction",
        "What that use loses at the horizon",
        "Wat die toepassing op de horizon verliest",
    ),
)
_EXPOSURE: Final = names_of("exposure")
_THEIRS: Final = names_of("theirs")


def _score(stem: str, *meaning: str) -> tuple[Column, ...]:
    """Declare a figure with bounds that may be missing, on the scale of its indicator."""
    return triple(stem, "score", *meaning, optional=True)


AGREEMENT: Final = Table(
    "agreement",
    "Per indicator of others: how many of our dependencies it sees and misses, and the reverse",
    "Per indicator van anderen: hoeveel van onze afhankelijkheden hij ziet en mist, en omgekeerd",
    (
        _INDICATOR,
        Column("threshold", "number", "score", "Threshold of theirs", "Drempel van hen"),
        ids("citation", "Where it is from", "Waar hij vandaan komt"),
        count("products", "Products it says something of", "Producten waarover hij iets zegt"),
        count("both", "Dependency for both", "Voor beide een afhankelijkheid"),
        count(
            "elsewhere",
            "For both, but they point at another country",
            "Voor beide, maar zij wijzen een ander land aan",
        ),
        count("missed", "Dependency for us, not for them", "Wel voor ons, niet voor hen"),
        count("alone", "For them, not for us", "Wel voor hen, niet voor ons"),
        count("neither", "For neither", "Voor geen van beide"),
        count("open", "Something unknown decides", "Iets onbekends beslist"),
        count(
            "open_ours",
            "Of the open ones: a dependency for us",
            "Van de open gevallen: voor ons een afhankelijkheid",
        ),
        count("not_covered", "Ours of which it says nothing", "Van ons, waarover hij niets zegt"),
        ids(
            "elsewhere_products",
            "Where they point at another country, separated by ;",
            "Waar zij een ander land aanwijzen, gescheiden door ;",
            optional=True,
        ),
        ids(
            "missed_products",
            "Which it misses, separated by ;",
            "Welke hij mist, gescheiden door ;",
            optional=True,
        ),
        ids(
            "alone_products",
            "Which it alone flags, separated by ;",
            "Welke hij alleen aanwijst, gescheiden door ;",
            optional=True,
        ),
        ids(
            "not_covered_products",
            "Ours of which it says nothing, separated by ;",
            "Van ons, waarover hij niets zegt, gescheiden door ;",
            optional=True,
        ),
    ),
    ("indicator",),
)
"""The headline of the comparison."""

COMPARISON: Final = Table(
    "comparison",
    "Per product and indicator: our answer beside theirs, and why they differ",
    "Per product en indicator: ons antwoord naast dat van hen, en waarom ze verschillen",
    (
        PRODUCT,
        LAYER,
        _INDICATOR,
        *_score("theirs", "Their figure", "Hun cijfer"),
        Column(
            "flagged",
            "string",
            "",
            "Whether they flag it",
            "Of zij het aanwijzen",
            words=ANSWERS,
            optional=True,
        ),
        words("class", CLASSES, "Our worst verdict", "Ons zwaarste oordeel"),
        words(
            "relation",
            RELATIONS,
            "How the answers stand to each other",
            "Hoe de antwoorden zich verhouden",
        ),
        Column(
            "differs",
            "string",
            "",
            "Why they differ; empty where they do not",
            "Waarom ze verschillen; leeg waar dat niet zo is",
            words=REASONS,
            optional=True,
        ),
    ),
    ("product", "indicator"),
    (_THEIRS,),
)

VERDICTS: Final = Table(
    "products",
    "Our worst verdict on each product, by the tie asked about and by site alone",
    "Ons zwaarste oordeel over elk product, naar de gevraagde band en naar vestiging alleen",
    (
        PRODUCT,
        LAYER,
        *_WORST,
        words(
            "by_site",
            ANSWERS,
            "Dependency on the same countries if only the place of making counted",
            "Afhankelijkheid van dezelfde landen als alleen de vestiging telde",
        ),
        fraction(
            "exposure_limit",
            "Most that any use loses in the end, upper bound",
            "Meeste dat een toepassing uiteindelijk verliest, bovengrens",
        ),
        *SUPPORT,
    ),
    ("product",),
    (_EXPOSURE,),
)

USES: Final = Table(
    "uses",
    "Per use and product that it depends on: how far below it lies, and who would see it",
    "Per toepassing en product waarvan zij afhangt: hoe diep het ligt, en wie het zou zien",
    (
        USE,
        PRODUCT,
        *(one for one in _WORST if one.name != "use"),
        count(
            "steps",
            "Steps below the use; 1 is bought directly",
            "Stappen onder de toepassing; 1 is direct gekocht",
        ),
        words(
            "two_tiers",
            ANSWERS,
            "Flagged by HHI x WGI within two tiers",
            "Aangewezen door HHI x WGI binnen twee lagen",
        ),
        ids(
            "seen_by",
            "Indicators that flag it, separated by ;",
            "Indicatoren die het aanwijzen, gescheiden door ;",
            optional=True,
        ),
    ),
    ("use", "product"),
    (_EXPOSURE,),
)

TIERS: Final = Table(
    "tiers",
    "HHI x WGI two tiers below each use: the worst product of each tier",
    "HHI x WGI twee lagen onder elke toepassing: het slechtste product van elke laag",
    (
        USE,
        count(
            "tier",
            "1 is what the use needs, 2 what makers of that need",
            "1 is wat de toepassing nodig heeft, 2 wat makers daarvan nodig hebben",
        ),
        ids("worst", "Worst product", "Slechtste product"),
        *_score("score", "HHI x WGI, 0 (best) to 10", "HHI x WGI, 0 (best) tot 10"),
        count("products", "Products in the tier", "Producten in de laag"),
    ),
    ("use", "tier"),
    (names_of("score"),),
)

MATERIALS: Final = Table(
    "materials",
    "Raw materials that the Commission scored in 2023, beside the stack's own shares",
    "Grondstoffen die de Commissie in 2023 beoordeelde, naast de aandelen van de keten",
    (
        PRODUCT,
        ids("material", "Material of the Commission", "Grondstof van de Commissie"),
        words(
            "match",
            ("same", "broader", "part", "other-stage"),
            "Theirs is the same as our product, broader, a part of it, or another stage",
            "Die van hen is ons product, ruimer, een deel ervan, of een andere stap",
        ),
        ids("stage", "Stage", "Stap"),
        words(
            "basis",
            ("both", "world"),
            "Supply in the SR: of the stack's world and the union's as printed, or the world alone",
            "Aanbod in de SR: wereld uit de keten en unie zoals gedrukt, of de wereld alleen",
        ),
        words(
            "listed", ("critical", "strategic", "no"), "On the list of 2023", "Op de lijst van 2023"
        ),
        Column(
            "published_stage",
            "number",
            "score",
            "Published SR of the stage",
            "Gepubliceerde SR van de stap",
        ),
        Column(
            "published",
            "number",
            "score",
            "Published SR: highest of all stages",
            "Gepubliceerde SR: hoogste van alle stappen",
        ),
        *_score(
            "risk",
            "SR with the stack's world shares, all else as the Commission printed it",
            "SR met de wereldaandelen van de keten, al het andere zoals de Commissie het drukte",
        ),
    ),
    ("product", "material"),
    (names_of("risk"),),
)

TRADE: Final = Table(
    "trade",
    "Core dependency indicators of the trade rows, by product and year",
    "CDI's van de handelscijfers, per product en jaar",
    (
        PRODUCT,
        Column("year", "integer", "", "Year", "Jaar"),
        Column(
            "cdi1",
            "number",
            "score",
            "CDI1: HHI of imports from outside",
            "CDI1: HHI van invoer van buiten",
            optional=True,
        ),
        Column(
            "cdi2",
            "number",
            "score",
            "CDI2: part of imports from outside",
            "CDI2: deel van de invoer van buiten",
            optional=True,
        ),
        Column(
            "cdi3",
            "number",
            "score",
            "CDI3: imports from outside over exports; empty where unknown or nothing is exported",
            "CDI3: invoer van buiten gedeeld door uitvoer; leeg waar onbekend of zonder uitvoer",
            optional=True,
        ),
        words("dependent", ANSWERS, "Above all three thresholds", "Boven alle drie de drempels"),
        words(
            "persistent",
            ANSWERS,
            "In two of the last three years",
            "In twee van de laatste drie jaar",
        ),
        ids(
            "missing",
            "What is not known, separated by ;",
            "Wat niet bekend is, gescheiden door ;",
            optional=True,
        ),
    ),
    ("product", "year"),
)
