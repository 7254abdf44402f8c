"""Columns that several tables of a nulmeting share, and how a column is declared."""

from typing import Final

from valuechain.results.contract import Column
from valuechain.vocab.words import ATTRIBUTES, MODES, RULES

KINDS_REMOVED: Final = ("country", "group", "firm", "remainder")
HORIZON_WORDS: Final = ("1", "13", "52", "156", "limit")
QUESTIONS: Final = ("disaster", "coercion")
CLASSES: Final = ("risky-strategic", "strategic", "watch", "none", "undecided")
ANSWERS: Final = ("yes", "no", "unknown")
SURENESS: Final = ("firm", "leaning", "open")
"""How sure a class is, by its chance over the draws."""
CIRCLES: Final = ("home", "trusted", "europe")
SEGMENTS: Final = ("home", "europe", "trusted", "other", "unknown")
LIMITS: Final = ("bound_low", "value", "bound_high")


def ids(name: str, *meaning: str, optional: bool = False) -> Column:
    """Declare a column of names or texts; its meaning in English, then in Dutch."""
    en, nl = meaning
    return Column(name, "string", "", en, nl, optional=optional)


def words(name: str, allowed: tuple[str, ...], *meaning: str) -> Column:
    """Declare a column that holds words of a closed list."""
    en, nl = meaning
    return Column(name, "string", "", en, nl, words=allowed)


def fraction(name: str, *meaning: str, optional: bool = False) -> Column:
    """Declare a column of parts of a whole, 0..1, with its meaning in two languages."""
    en, nl = meaning
    return Column(name, "number", "fraction", en, nl, optional=optional)


def count(name: str, *meaning: str) -> Column:
    """Declare a column of whole numbers, with its meaning in two languages."""
    en, nl = meaning
    return Column(name, "integer", "count", en, nl)


def triple(stem: str, unit: str, *meaning: str, optional: bool = False) -> tuple[Column, ...]:
    """Declare three columns of one number: lower bound, value and upper bound."""
    en, nl = meaning
    bounds = (
        ("_low", ", lower bound", ", ondergrens"),
        ("", "", ""),
        ("_high", ", upper bound", ", bovengrens"),
    )
    return tuple(
        Column(stem + end, "number", unit, en + suffix_en, nl + suffix_nl, optional=optional)
        for end, suffix_en, suffix_nl in bounds
    )


def names_of(stem: str) -> tuple[str, str, str]:
    """Name the columns of a number with its bounds."""
    return (f"{stem}_low", stem, f"{stem}_high")


USE = ids("use", "End use that serves a public interest", "Toepassing van publiek belang")
PRODUCT = ids("product", "Product", "Product")
LAYER = ids("layer", "Layer of the stack", "Laag van de keten")
REMOVED = ids(
    "removed",
    "What is taken away: a country (ISO 3166-1 alpha-3), a group, a firm, or all remainders",
    "Wat wegvalt: een land (ISO 3166-1 alpha-3), een groep, een bedrijf, of alle restposten",
)
KIND = words("kind", KINDS_REMOVED, "Sort of thing taken away", "Soort van wat wegvalt")
ATTRIBUTE = words(
    "attribute",
    ATTRIBUTES,
    "Which country of a supplier counts: where it makes (site), where it is led from "
    "(headquarters), whose law reaches its owner (owner), or at least one of the three (any)",
    "Welk land van een leverancier telt: waar hij maakt (site), vanwaar hij wordt geleid "
    "(headquarters), wiens recht de eigenaar bindt (owner), of minstens een daarvan (any)",
)
MODE = words(
    "mode",
    MODES,
    "lost: it stops for everybody; withheld: it is refused to us while the world goes on",
    "lost: het stopt voor iedereen; withheld: het wordt ons geweigerd, de wereld gaat door",
)
HORIZON = words(
    "horizon_weeks",
    HORIZON_WORDS,
    "Weeks after the removal; limit = in the end, without stocks and installed machines",
    "Weken na het wegvallen; limit = uiteindelijk, zonder voorraden en geplaatste machines",
)
RULE = words(
    "rule", RULES, "Variant of the importance rule", "Variant van de regel voor belangrijkheid"
)
LOSS = (
    fraction(
        "bound_low",
        "Loss carried by the named suppliers alone",
        "Verlies via de genoemde leveranciers alleen",
    ),
    fraction(
        "value",
        "Loss of output, without substitution; unlisted supply stays",
        "Verlies van capaciteit, zonder vervanging; niet-genoemd aanbod blijft",
    ),
    fraction(
        "bound_high",
        "Loss if unlisted supply is what could be taken away too",
        "Verlies als ook wegvalt wat in het niet-genoemde aanbod kan zitten",
    ),
)
CAPPED = Column(
    "capped",
    "boolean",
    "",
    "The figure sits at the cap of the importance rule",
    "Het cijfer ligt op het maximum van de regel voor belangrijkheid",
)
SUPPORT: Final[tuple[Column, ...]] = (
    count("figures", "Figures on the binding routes", "Cijfers op de bepalende routes"),
    count("read", "Of these: read in the source", "Daarvan: gelezen in de bron"),
    count("recall", "Of these: from general knowledge", "Daarvan: uit algemene kennis"),
    count("judgement", "Of these: set by us", "Daarvan: eigen inschatting"),
    Column(
        "weakest_reliability",
        "string",
        "",
        "Weakest source, Admiralty A-F",
        "Zwakste bron, Admiralty A-F",
        words=tuple("ABCDEF"),
        optional=True,
    ),
    Column(
        "weakest_credibility",
        "integer",
        "score",
        "Weakest figure, Admiralty 1-6",
        "Zwakste cijfer, Admiralty 1-6",
        optional=True,
    ),
    ids("sources", "Sources, separated by ;", "Bronnen, gescheiden door ;", optional=True),
)
"""On what a row rests: the cited figures on its binding routes, each counted once."""
CASE = (REMOVED, KIND, ATTRIBUTE, MODE, HORIZON, RULE)
CASE_KEY = tuple(column.name for column in CASE)
