"""Tables of partners and coalitions: what trust opens, what it covers, what stays missing."""

from typing import Final

from valuechain.results.columns import (
    ATTRIBUTE,
    LAYER,
    PRODUCT,
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

MEASURES: Final = ("joint", "alone")
STARTS: Final = ("circle", "home")
EFFECTS: Final = ("reduces", "raises", "nothing", "undecided")
DECISIONS: Final = ("decided", "undecided")
SUPPLIED: Final = ("supplied", "short", "undecided")


def _amount(name: str, en: str, nl: str, *, optional: bool = False) -> Column:
    """Declare a number that may lie outside 0..1: a difference, or a sum over uses."""
    return Column(name, "number", "", en, nl, optional=optional)


def _people(name: str, en: str, nl: str) -> Column:
    return ids(name, f"{en}, separated by ;", f"{nl}, gescheiden door ;", optional=True)


CANDIDATE: Final = ids(
    "candidate",
    "Country (ISO 3166-1 alpha-3) or coalition; like-minded: all candidates together",
    "Land (ISO 3166-1 alpha-3) of coalitie; like-minded: alle kandidaten samen",
)
MEASURE: Final = words(
    "measure",
    MEASURES,
    "joint: everyone outside the circle withholds at once; alone: the worst single country does",
    "joint: iedereen buiten de kring weigert tegelijk; alone: het ergste land weigert alleen",
)
START: Final = words(
    "starting_from",
    STARTS,
    "Who is trusted before: circle: home and its trusted partners; home: home alone",
    "Wie al vertrouwd is: circle: eigen land en vertrouwde partners; home: eigen land alleen",
)

PARTNERS: Final = Table(
    "partners",
    "How much of the exposure of each use disappears if a country or coalition is trusted",
    "Hoeveel van de blootstelling van elke toepassing verdwijnt als een land of coalitie "
    "vertrouwd is",
    (
        CANDIDATE,
        words("kind", ("country", "coalition"), "Country or coalition", "Land of coalitie"),
        _people("added", "Countries that join the circle", "Landen die bij de kring komen"),
        START,
        USE,
        MEASURE,
        *triple("without", "fraction", "Exposure without it", "Blootstelling zonder"),
        *triple("with", "fraction", "Exposure with it", "Blootstelling met"),
        _amount(
            "gain_low",
            "Without minus with, -1..1, lower bound",
            "Zonder min met, -1..1, ondergrens",
        ),
        _amount("gain", "Without minus with, -1..1", "Zonder min met, -1..1"),
        _amount(
            "gain_high",
            "Without minus with, -1..1, upper bound",
            "Zonder min met, -1..1, bovengrens",
        ),
        _amount(
            "part_gone",
            "Gain over the exposure without it; empty if that is 0",
            "Winst gedeeld door de blootstelling zonder; leeg als die 0 is",
            optional=True,
        ),
        words(
            "effect",
            EFFECTS,
            "What trust does whatever the unlisted supply is; undecided: that decides",
            "Wat vertrouwen doet, wat het niet-genoemde aanbod ook is; undecided: dat beslist",
        ),
        ids(
            "worst_without",
            "Alone: the worst country without it",
            "Alone: het ergste land zonder",
            optional=True,
        ),
        ids(
            "worst_with",
            "Alone: the worst country with it",
            "Alone: het ergste land met",
            optional=True,
        ),
        *SUPPORT,
    ),
    ("candidate", "starting_from", "use", "measure"),
    (names_of("without"), names_of("with"), names_of("gain")),
)

PAIRS: Final = Table(
    "pairs",
    "How many countries outside can, each alone, cost a use more than the threshold",
    "Hoeveel landen buiten de kring elk alleen een toepassing meer dan de drempel kunnen kosten",
    (
        CANDIDATE,
        START,
        USE,
        *triple("without", "count", "Countries without it", "Landen zonder"),
        *triple("with", "count", "Countries with it", "Landen met"),
    ),
    ("candidate", "starting_from", "use"),
    (names_of("without"), names_of("with")),
)

COALITIONS: Final = Table(
    "coalitions",
    "The best coalition of at most k candidates beside the circle",
    "De beste coalitie van hoogstens k kandidaten naast de kring",
    (
        MEASURE,
        count("size", "Most members to add", "Hoogste aantal leden erbij"),
        _people("members", "Members to add; empty: nobody", "Leden erbij; leeg: niemand"),
        _amount(
            "without",
            "Exposure summed over the uses, without them",
            "Blootstelling opgeteld over de toepassingen, zonder hen",
        ),
        *(
            _amount(f"left{end}", f"The same with them{en}", f"Hetzelfde met hen{nl}")
            for end, en, nl in (
                ("_low", ", lower bound", ", ondergrens"),
                ("", "", ""),
                ("_high", ", upper bound", ", bovengrens"),
            )
        ),
        _amount("gain", "Without minus left", "Zonder min met"),
        _amount(
            "gap",
            "By how much a coalition not looked at could leave less at most; 0: none does",
            "Hoeveel minder een niet-bekeken coalitie hoogstens kan laten; 0: geen enkele",
        ),
        Column("exact", "boolean", "", "The gap is 0", "De marge is 0"),
        count("candidates", "Candidates that can matter", "Kandidaten die iets uitmaken"),
        count("examined", "Coalitions looked at", "Bekeken coalities"),
        _people(
            "next_members",
            "The best that is worse, of those looked at",
            "De beste die slechter is, van wat bekeken is",
        ),
        _amount("next_gain", "Its gain", "De winst daarvan", optional=True),
        words(
            "decision",
            DECISIONS,
            "decided: the same coalition at all bounds on the unlisted supply, and exact",
            "decided: dezelfde coalitie bij alle grenzen aan het niet-genoemde aanbod, en exact",
        ),
        _people("members_low", "Best at the lower bound", "Beste bij de ondergrens"),
        _people("members_high", "Best at the upper bound", "Beste bij de bovengrens"),
    ),
    ("measure", "size"),
    (names_of("left"),),
)

COALITION: Final = ids(
    "coalition",
    "home: home alone; circle: with its trusted partners; else home with this coalition",
    "home: eigen land; circle: met vertrouwde partners; anders eigen land met deze coalitie",
)

CAPACITIES: Final = Table(
    "capacities",
    "What a coalition holds of each layer: products at theta and the smallest share, never a mean",
    "Wat een coalitie van elke laag in handen heeft: producten op theta en het kleinste aandeel, "
    "nooit een gemiddelde",
    (
        COALITION,
        LAYER,
        ATTRIBUTE,
        count("products", "Products of the layer", "Producten van de laag"),
        *triple(
            "at_theta",
            "count",
            "Products of which it holds at least theta",
            "Producten waarvan zij minstens theta in handen heeft",
        ),
        *triple("smallest", "fraction", "Smallest share of a product", "Kleinste aandeel"),
        ids("smallest_product", "The product of that share", "Het product van dat aandeel"),
        _people("short", "Products below theta", "Producten onder theta"),
        _people("unsure", "Products that the bounds decide", "Producten waar de grenzen beslissen"),
    ),
    ("coalition", "layer", "attribute"),
    (names_of("at_theta"), names_of("smallest")),
)

PRODUCT_SHARES: Final = Table(
    "product_shares",
    "Share of each product that a coalition holds",
    "Aandeel van elk product dat een coalitie in handen heeft",
    (
        COALITION,
        PRODUCT,
        LAYER,
        ATTRIBUTE,
        *triple("share", "fraction", "Share of supply", "Aandeel in het aanbod"),
    ),
    ("coalition", "product", "attribute"),
    (names_of("share"),),
)

SMALLEST: Final = Table(
    "smallest",
    "The fewest of the candidates and the trusted that, with home, hold theta of every product of "
    "a layer",
    "De minste van de kandidaten en vertrouwden die, met het eigen land, theta van elk product van "
    "een laag in handen hebben",
    (
        LAYER,
        words("bound", ("low", "value", "high"), "Bound on what is not listed", "Grens"),
        fraction("theta", "Share that counts as supplied", "Aandeel dat als geleverd telt"),
        ATTRIBUTE,
        count("products", "Products of the layer", "Producten van de laag"),
        count("covered", "Of these: held by the members", "Daarvan: in handen van de leden"),
        count("number", "Members beside home", "Leden naast het eigen land"),
        _people("members", "One such coalition", "Zo'n coalitie"),
        _amount("gap", "Members that could be saved at most", "Leden die hoogstens schelen"),
        Column("exact", "boolean", "", "The gap is 0", "De marge is 0"),
        _people("missing", "Products that they do not hold", "Producten die zij niet halen"),
        words(
            "decision",
            SUPPLIED,
            "supplied: at all bounds; short: at none; undecided: the unlisted supply decides",
            "supplied: bij alle grenzen; short: bij geen; undecided: het niet-genoemde beslist",
        ),
        ids(
            "worst_product",
            "Covered product of which a buyer at home keeps least if everyone outside withholds",
            "Gedekt product waarvan een koper hier het minst overhoudt als wie erbuiten is weigert",
            optional=True,
        ),
        *triple("level", "fraction", "What that buyer keeps", "Wat die overhoudt", optional=True),
        count(
            "down",
            "Covered products of which a buyer keeps less than theta",
            "Gedekte producten waarvan een koper minder dan theta overhoudt",
        ),
    ),
    ("layer", "bound"),
    (names_of("level"),),
)

MISSING: Final = Table(
    "missing",
    "Products of which home, all candidates and all trusted together hold less than theta",
    "Producten waarvan eigen land, alle kandidaten en alle vertrouwden samen minder dan theta in "
    "handen hebben",
    (
        PRODUCT,
        LAYER,
        *triple("held", "fraction", "What they hold", "Wat zij in handen hebben"),
        words(
            "decision",
            ("missing", "undecided"),
            "missing: at all bounds; undecided: the unlisted supply decides",
            "missing: bij alle grenzen; undecided: het niet-genoemde aanbod beslist",
        ),
        ids("holder", "Largest holder outside", "Grootste houder erbuiten", optional=True),
        fraction("holder_share", "Its share", "Het aandeel daarvan", optional=True),
    ),
    ("product",),
    (names_of("held"),),
)

TABLES: Final = (PARTNERS, PAIRS, COALITIONS, CAPACITIES, PRODUCT_SHARES, SMALLEST, MISSING)
