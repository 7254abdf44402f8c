"""The tables of the look-through by value: of the stack, and of an input-output table."""

from typing import Final

from valuechain.results.columns import ANSWERS, ATTRIBUTE, SUPPORT, count, fraction, ids, words
from valuechain.results.contract import Column, Table

_KIND: Final = words(
    "kind",
    ("use", "product"),
    "Use, or product of the stack",
    "Toepassing, of product van de keten",
)
_SUBJECT: Final = ids("subject", "Whose cost it is", "Wiens kosten het zijn")
_UNSTATED: Final = fraction(
    "unstated",
    "Part of the cost that no cost share speaks of",
    "Deel van de kosten waarover geen kostenaandeel iets zegt",
)
_NOTHING: Final = (
    "All of the cost could be earned there, and none of it: the row says nothing",
    "Alle kosten kunnen daar verdiend zijn, en niets: de rij zegt niets",
)

SUBJECTS: Final = Table(
    "lookthrough",
    "Of which part of the cost of each use and product it is known where it is earned",
    "Van welk deel van de kosten van toepassingen en producten bekend is waar het verdiend wordt",
    (
        _KIND,
        _SUBJECT,
        ATTRIBUTE,
        count("inputs", "Its inputs", "Zijn inputs"),
        count(
            "inputs_stated",
            "Of these: inputs with a stated cost share",
            "Daarvan: inputs met een vermeld kostenaandeel",
        ),
        count(
            "inputs_at_most",
            "Of these: inputs of which only a part of some of the cost is known, taken as at most",
            "Daarvan: inputs waarvan alleen een deel van een deel van de kosten bekend is, als ten "
            "hoogste genomen",
        ),
        _UNSTATED,
        fraction(
            "traced",
            "Part of the cost that is surely earned in one country or another; empty under any, "
            "where countries overlap",
            "Deel van de kosten dat zeker in een of ander land verdiend wordt; leeg bij any, waar "
            "landen overlappen",
            optional=True,
        ),
        ids(
            "largest",
            "Country with the largest sure part, of those of which something is said",
            "Land met het grootste zekere deel, van die waarover iets gezegd is",
            optional=True,
        ),
        fraction("added_low", "Earned there at least", "Daar ten minste verdiend", optional=True),
        fraction("added_high", "Earned there at most", "Daar ten hoogste verdiend", optional=True),
        count(
            "countries",
            "Countries where a part of it could be earned",
            "Landen waar een deel ervan verdiend kan zijn",
        ),
        count(
            "countries_open",
            "Of these: where all of it could be earned, and none: nothing is said of them",
            "Daarvan: waar alles verdiend kan zijn, en niets: daarover is niets gezegd",
        ),
        *SUPPORT,
    ),
    ("kind", "subject", "attribute"),
)
"""The headline of the look-through of the stack."""

COUNTRIES: Final = Table(
    "lookthrough_countries",
    "Part of the cost of each use and product that is bought, and earned, in each country",
    "Deel van de kosten van toepassingen en producten dat in elk land gekocht en verdiend wordt",
    (
        _KIND,
        _SUBJECT,
        ids("country", "Country (ISO 3166-1 alpha-3)", "Land (ISO 3166-1 alpha-3)"),
        ATTRIBUTE,
        _UNSTATED,
        fraction(
            "face_low",
            "Face value: bought there directly, at least",
            "Direct: daar gekocht, ten minste",
        ),
        fraction("face_high", "The same, at most", "Hetzelfde, ten hoogste"),
        fraction(
            "added_low",
            "Value added: earned there along the whole chain, at least",
            "Toegevoegde waarde: daar verdiend in de hele keten, ten minste",
        ),
        fraction("added_high", "The same, at most", "Hetzelfde, ten hoogste"),
        Column("says_nothing", "boolean", "", *_NOTHING),
        words(
            "at_theta",
            ANSWERS,
            "At least theta of the cost is earned there; unknown where the bounds differ",
            "Ten minste theta van de kosten is daar verdiend; onbekend waar de grenzen verschillen",
        ),
    ),
    ("kind", "subject", "attribute", "country"),
)

_GROUP: Final = ids(
    "group",
    "Group of sectors: country, or the sector itself",
    "Groep sectoren: land, of de sector zelf",
)


def _amount(name: str, *meaning: str, optional: bool = False) -> Column:
    """Declare a column of numbers per unit of output, which may pass 1."""
    en, nl = meaning
    return Column(name, "number", "", en, nl, optional=optional)


BOUGHT: Final = Table(
    "bought",
    "What each sector of the table buys from each group, per unit of its output",
    "Wat elke sector van de tabel bij elke groep koopt, per eenheid van zijn productie",
    (
        ids("customer", "Sector that buys", "Sector die koopt"),
        _GROUP,
        _amount(
            "face",
            "Face value: bought there directly (sum of technical coefficients)",
            "Direct: daar gekocht (som van technische coëfficiënten)",
        ),
        _amount(
            "gross",
            "Leontief gross: output needed there in all; counts each time it passes a hand, own "
            "output included",
            "Leontief bruto: productie die daar in totaal nodig is; telt bij elke hand opnieuw, "
            "eigen productie inbegrepen",
        ),
        _amount(
            "added",
            "Value added: part of the price that is earned there; sums to 1 over groups",
            "Toegevoegde waarde: deel van de prijs dat daar verdiend wordt; telt op tot 1",
        ),
    ),
    ("customer", "group"),
)
"""The headline of the look-through of an input-output table."""

SOLD: Final = Table(
    "sold",
    "Where the output of each sector goes: Ghosh, an account of today's sales",
    "Waar de productie van elke sector heen gaat: Ghosh, een beeld van de huidige verkoop",
    (
        ids("supplier", "Sector that sells", "Sector die verkoopt"),
        _GROUP,
        _amount(
            "face",
            "Sold there directly, part of output",
            "Daar direct verkocht, deel van de productie",
        ),
        _amount(
            "final",
            "Part that in the end leaves the table through the group; sums to 1 over groups",
            "Deel dat uiteindelijk via de groep de tabel verlaat; telt over groepen op tot 1",
        ),
    ),
    ("supplier", "group"),
)

SECTORS: Final = Table(
    "sectors",
    "The sectors of the table",
    "De sectoren van de tabel",
    (
        ids("sector", "Sector", "Sector"),
        ids("group", "Its group", "Zijn groep"),
        _amount(
            "output",
            "Total output, in the money of the table",
            "Totale productie, in het geld van de tabel",
            optional=True,
        ),
        _amount(
            "added",
            "Value added per unit of output, and all else not bought from a sector of the table",
            "Toegevoegde waarde per eenheid productie, en al wat niet bij een sector is gekocht",
        ),
        Column("idle", "boolean", "", "Makes nothing: left out", "Maakt niets: weggelaten"),
    ),
    ("sector",),
)
