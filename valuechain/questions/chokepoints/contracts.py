"""The tables of the chokepoints: sets that bring a use down, and how complete the search is."""

from typing import Final

from valuechain.results.columns import (
    ATTRIBUTE,
    CAPPED,
    MODE,
    SUPPORT,
    USE,
    count,
    fraction,
    ids,
    triple,
    words,
)
from valuechain.results.contract import Column, Table

BYS: Final = ("countries", "firms", "producers")
STANDINGS: Final = ("certain", "figure", "undecided")
FILLS: Final = ("yes", "partly", "no", "later", "unknown")
BOUNDS_SEARCHED: Final = ("value", "high")
REASONS: Final = ("all", "responses", "sets", "many", "skipped")

BY: Final = words(
    "by",
    BYS,
    "What is taken away in sets: countries, firms, or producers (who makes one product in one "
    "country)",
    "Wat in verzamelingen wegvalt: landen, bedrijven, of producenten (wie één product in één "
    "land maakt)",
)
STANDING: Final = words(
    "standing",
    STANDINGS,
    "certain: the named suppliers alone bring the use down; figure: at the figure it does; "
    "undecided: only if unlisted supply is theirs too",
    "certain: de genoemde leveranciers alleen halen de toepassing neer; figure: bij het cijfer; "
    "undecided: alleen als ook niet-genoemd aanbod van hen is",
)
THROUGH: Final = ids(
    "through",
    "Products of what is taken away on the binding routes, nearest to the use first, separated "
    "by ;",
    "Producten van wat wegvalt op de bepalende routes, dichtst bij de toepassing eerst, "
    "gescheiden door ;",
    optional=True,
)


def _week(name: str, en: str, nl: str) -> Column:
    return Column(name, "integer", "weeks", en, nl, optional=True)


SETS: Final = Table(
    "sets",
    "Smallest sets that bring a use below theta, without substitution: no part of them does",
    "Kleinste verzamelingen die een toepassing onder theta brengen, zonder vervanging: geen deel "
    "ervan doet dat",
    (
        BY,
        ATTRIBUTE,
        MODE,
        USE,
        Column("size", "integer", "count", "Members of the set", "Leden van de verzameling"),
        ids("members", "The set, separated by ;", "De verzameling, gescheiden door ;"),
        ids(
            "owners",
            "Owner countries of firms and producers, separated by ;",
            "Landen van de eigenaren van bedrijven en producenten, gescheiden door ;",
            optional=True,
        ),
        STANDING,
        *triple(
            "loss", "fraction", "Deepest loss within the weeks", "Diepste verlies binnen de weken"
        ),
        CAPPED,
        _week(
            "week_bound_low",
            "First week below theta through the named suppliers alone; empty if not in the weeks "
            "looked at (156 for the limit)",
            "Eerste week onder theta via de genoemde leveranciers alleen; leeg als dat niet binnen "
            "de bekeken weken is (156 voor de limiet)",
        ),
        _week("week", "First week below theta", "Eerste week onder theta"),
        _week(
            "week_bound_high",
            "First week below theta if unlisted supply is theirs too",
            "Eerste week onder theta als ook niet-genoemd aanbod van hen is",
        ),
        Column(
            "level_with_substitution",
            "number",
            "fraction",
            "Level in the last week looked at if others step in: an upper bound, their own inputs "
            "are not traced; at the figure, or where undecided at the upper bound",
            "Niveau in de laatste bekeken week als anderen inspringen: een bovengrens, hun eigen "
            "inputs zijn niet gevolgd; bij het cijfer, of waar onbeslist bij de bovengrens",
        ),
        words(
            "spare_capacity_fills",
            FILLS,
            "Whether spare capacity lifts the use back to theta by then: yes, partly, no; later: "
            "it is not yet below theta in that week; unknown: known capacity does not, and of a "
            "product on the route it is not known how much there is",
            "Of vrije capaciteit de toepassing dan weer op theta brengt: yes, partly, no; later: "
            "zij is in die week nog niet onder theta; unknown: de bekende niet, en van een product "
            "op de route is niet bekend hoeveel er is",
        ),
        THROUGH,
        *SUPPORT,
    ),
    ("by", "attribute", "mode", "use", "members"),
    (("loss_low", "loss", "loss_high"),),
)
SINGLE_POINTS: Final = Table(
    "single_points",
    "Single points of failure, worst first: one country, firm or producer that brings uses down",
    "Enkelvoudige knelpunten, ergste eerst: één land, bedrijf of producent dat toepassingen "
    "neerhaalt",
    (
        count("rank", "Place in the order", "Plaats in de volgorde"),
        ids("what", "Country, firm or producer", "Land, bedrijf of producent"),
        BY,
        ATTRIBUTE,
        MODE,
        count(
            "uses_cut", "Uses below theta at the figure", "Toepassingen onder theta bij het cijfer"
        ),
        count(
            "uses_undecided",
            "Further uses below theta only if unlisted supply is theirs too",
            "Verdere toepassingen onder theta alleen als ook niet-genoemd aanbod van hen is",
        ),
        ids("uses", "The uses, separated by ;", "De toepassingen, gescheiden door ;"),
        STANDING,
        *triple(
            "deepest_loss",
            "fraction",
            "Deepest loss of those uses",
            "Diepste verlies van die toepassingen",
        ),
        _week(
            "earliest_week",
            "First week in which one is below theta",
            "Eerste week dat er een onder theta is",
        ),
        THROUGH,
        ids("reason_nl", "Why, in Dutch", "Waarom, in het Nederlands"),
        ids("reason_en", "Why, in English", "Waarom, in het Engels"),
        *SUPPORT,
    ),
    ("rank",),
    (("deepest_loss_low", "deepest_loss", "deepest_loss_high"),),
)
COVERAGE: Final = Table(
    "coverage",
    "How complete the search is, per use and size of set",
    "Hoe volledig de zoektocht is, per toepassing en grootte van verzameling",
    (
        BY,
        ATTRIBUTE,
        MODE,
        USE,
        words(
            "searched_at",
            BOUNDS_SEARCHED,
            "value: sets that cut at the figure; high: sets that may cut if unlisted supply is "
            "theirs",
            "value: verzamelingen die bij het cijfer snijden; high: die misschien snijden als "
            "niet-genoemd aanbod van hen is",
        ),
        Column("size", "integer", "count", "Members of the sets", "Leden van de verzamelingen"),
        count("elements", "Things that could be taken away", "Dingen die konden wegvallen"),
        fraction(
            "level_without_all",
            "Lowest level within the weeks if all of them are taken away together",
            "Laagste niveau binnen de weken als zij alle samen wegvallen",
        ),
        count("found", "Smallest sets found", "Gevonden kleinste verzamelingen"),
        count("listed", "Of these: listed in `sets`", "Daarvan: genoemd in `sets`"),
        Column(
            "complete",
            "boolean",
            "",
            "Whether these are all sets of that size",
            "Of dit alle verzamelingen van die grootte zijn",
        ),
        words(
            "reason",
            REASONS,
            "all: complete and listed; responses, sets: the stated maximum was reached; many: "
            "complete, but too many that are undecided to list; skipped: not looked for, since any "
            "firm may be in every remainder",
            "all: volledig en genoemd; responses, sets: het gestelde maximum is bereikt; many: "
            "volledig, maar te veel onbesliste om te noemen; skipped: niet gezocht, omdat elk "
            "bedrijf in elke restpost kan zitten",
        ),
    ),
    ("by", "attribute", "mode", "use", "searched_at", "size"),
)
TABLES: Final = (SETS, SINGLE_POINTS, COVERAGE)
