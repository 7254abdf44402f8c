"""Tables of a what-if: what each scenario does to uses, products and layers, week by week."""

from typing import Final

from valuechain.results.columns import PRODUCT, USE, fraction, ids, words
from valuechain.results.contract import Column, Table
from valuechain.results.supply import SOURCES

SUBJECT_KINDS: Final = ("use", "product", "layer")
VARIANTS: Final = ("stated", "mild", "severe")
PARTS: Final = ("shock", "buffers", "substitution")
METHODS: Final = ("shapley", "alone-and-without")


def _weeks(name: str, *meaning: str, whole: bool = False, optional: bool = True) -> Column:
    """Declare a column of weeks."""
    en, nl = meaning
    return Column(name, "integer" if whole else "number", "weeks", en, nl, optional=optional)


SCENARIO = ids("scenario", "Scenario", "Scenario")
SUBJECT = (
    ids(
        "use",
        "The use, where the row is about one; empty for products and layers",
        "De toepassing, waar de rij daarover gaat; leeg voor producten en lagen",
        optional=True,
    ),
    words(
        "subject_kind",
        SUBJECT_KINDS,
        "What the row is about: a use, a product as a buyer at home sees it, or a layer as its "
        "worst product",
        "Waarover de rij gaat: een toepassing, een product zoals een afnemer hier het ziet, of "
        "een laag als haar slechtste product",
    ),
    ids("subject", "The use, product or layer", "De toepassing, het product of de laag"),
)
SUMMARY: Final = Table(
    "summary",
    "When each scenario starts to hurt, how deep and for how long",
    "Wanneer elk scenario pijn gaat doen, hoe diep en hoe lang",
    (
        SCENARIO,
        *SUBJECT,
        words(
            "variant",
            VARIANTS,
            "Shocks at their most plausible, mildest or most severe figures",
            "Schokken op hun aannemelijkste, mildste of zwaarste cijfers",
        ),
        _weeks(
            "first_loss_week",
            "First week in which anything is lost (level below 1 - 1e-9); empty if nothing is",
            "Eerste week waarin iets verloren gaat (niveau onder 1 - 1e-9); leeg als er niets is",
            whole=True,
        ),
        fraction("deepest_loss", "Largest loss of any week", "Grootste verlies van enige week"),
        fraction(
            "deepest_loss_bound_low",
            "The same, carried by the named suppliers alone; for variant stated",
            "Hetzelfde, via de genoemde leveranciers alleen; voor variant stated",
            optional=True,
        ),
        fraction(
            "deepest_loss_bound_high",
            "The same, if unlisted supply is what could be hit too; for variant stated",
            "Hetzelfde, als ook het niet-genoemde aanbod geraakt kan zijn; voor variant stated",
            optional=True,
        ),
        _weeks(
            "deepest_week",
            "First week with the largest loss; empty if nothing is lost",
            "Eerste week met het grootste verlies; leeg als er niets verloren gaat",
            whole=True,
        ),
        _weeks(
            "loss_weeks",
            "Sum of the losses of all weeks, in weeks of normal output",
            "Som van het verlies van alle weken, in weken normale capaciteit",
            optional=False,
        ),
        _weeks(
            "loss_weeks_bound_low",
            "The same, carried by the named suppliers alone; for variant stated",
            "Hetzelfde, via de genoemde leveranciers alleen; voor variant stated",
        ),
        _weeks(
            "loss_weeks_bound_high",
            "The same, if unlisted supply is what could be hit too; for variant stated",
            "Hetzelfde, als ook het niet-genoemde aanbod geraakt kan zijn; voor variant stated",
        ),
        _weeks(
            "recovery_weeks",
            "Weeks from when the last shock is no longer in force until nothing is lost any more, "
            "0 if nothing is; empty if not within the horizon",
            "Weken vanaf dat de laatste schok ophoudt tot er niets meer verloren gaat, 0 als er "
            "niets is; leeg als dat niet binnen de horizon is",
        ),
        _weeks(
            "tts_weeks",
            "Time to survive: whole weeks before the first week with a level below theta; empty if "
            "it outlasts the horizon",
            "Overlevingstijd: hele weken voor de eerste week met een niveau onder theta; leeg als "
            "het de horizon uitzingt",
            whole=True,
        ),
        _weeks(
            "ttr_weeks",
            "Time to recover of the suppliers (TTR): weeks from the start of the scenario until "
            "all that the shocks took is back, their recovery included; empty if one lasts",
            "Hersteltijd van de leveranciers (TTR): weken vanaf het begin van het scenario tot "
            "alles wat de schokken wegnamen terug is, hun herstel meegeteld; leeg als er een "
            "blijft",
        ),
        fraction(
            "limit_level",
            "What is left in the end if the shocks at their deepest lasted: no stocks, installed "
            "machines or substitution",
            "Wat er uiteindelijk over is als de schokken op hun diepst bleven: zonder voorraden, "
            "geplaatste machines of vervanging",
        ),
        ids(
            "worst_product",
            "Of a layer: the product that is hit worst in the deepest week",
            "Van een laag: het product dat in de diepste week het zwaarst geraakt is",
            optional=True,
        ),
        Column(
            "products_below_theta",
            "integer",
            "count",
            "Of a layer: the most products that are below theta in one week",
            "Van een laag: het grootste aantal producten dat in een week onder theta ligt",
            optional=True,
        ),
    ),
    ("scenario", "subject_kind", "subject", "variant"),
    (
        ("deepest_loss_bound_low", "deepest_loss", "deepest_loss_bound_high"),
        ("loss_weeks_bound_low", "loss_weeks", "loss_weeks_bound_high"),
    ),
)
PATHS: Final = Table(
    "paths",
    "What is left week by week; products and layers of which something is lost only",
    "Wat er week voor week over is; van producten en lagen alleen waar iets verloren gaat",
    (
        SCENARIO,
        *SUBJECT,
        Column("week", "integer", "weeks", "Week of the scenario, from 1", "Week van het scenario"),
        fraction("level", "Part of today's output that is left", "Deel van nu dat over is"),
        fraction(
            "level_bound_low",
            "Least that can be left: unlisted supply is hit too where it can be",
            "Het minste dat over kan zijn: ook niet-genoemd aanbod is geraakt waar dat kan",
        ),
        fraction(
            "level_bound_high",
            "Most that can be left: only named suppliers are hit",
            "Het meeste dat over kan zijn: alleen genoemde leveranciers zijn geraakt",
        ),
        fraction("level_mild", "Left at the mildest shocks", "Over bij de mildste schokken"),
        fraction("level_severe", "Left at the severest shocks", "Over bij de zwaarste schokken"),
        ids(
            "binding_input",
            "Product whose lack sets the level (of any_of the one in use today); of a layer its "
            "worst product; empty if nothing is lost",
            "Product waarvan het gebrek het niveau bepaalt (van any_of het nu gebruikte); van een "
            "laag haar slechtste product; leeg als er niets verloren gaat",
            optional=True,
        ),
        ids(
            "binding_supplier",
            "Supplier that misses most in that input now, or missed last if all deliver again; "
            "where an allocation shares out too little, the one that makes least of its part",
            "Leverancier die daarin nu het meest tekortschiet, of dat het laatst deed; waar een "
            "toedeling te weinig verdeelt, wie het minst van zijn deel maakt",
            optional=True,
        ),
    ),
    ("scenario", "subject_kind", "subject", "week"),
    (("level_bound_low", "level", "level_bound_high"),),
)
CONTRIBUTIONS: Final = Table(
    "contributions",
    "What each shock costs a use, and what its stocks and substitutes are worth",
    "Wat elke schok een toepassing kost, en wat voorraden en vervanging waard zijn",
    (
        SCENARIO,
        USE,
        ids(
            "part",
            "shock:<number in the file> kind/product, buffers (stocks and grace periods), or "
            "substitution",
            "shock:<nummer in het bestand> soort/product, buffers (voorraden en respijt), of "
            "substitution (vervanging)",
        ),
        words("part_kind", PARTS, "Sort of part", "Soort deel"),
        words(
            "method",
            METHODS,
            "shapley: exact, over all combinations; alone-and-without: more than six shocks, so "
            "loss_weeks is not divided",
            "shapley: exact, over alle combinaties; alone-and-without: meer dan zes schokken, "
            "loss_weeks is dan niet verdeeld",
        ),
        Column(
            "loss_weeks",
            "number",
            "weeks, signed",
            "Loss-weeks that the part accounts for (Shapley): those of the shocks sum to the total "
            "of the use; buffers and substitution are negative and sum to the total minus that "
            "with neither",
            "Verliesweken die het deel verklaart (Shapley): die van de schokken tellen op tot het "
            "totaal van de toepassing; buffers en vervanging zijn negatief en tellen op tot het "
            "totaal min dat zonder beide",
            optional=True,
        ),
        _weeks(
            "alone",
            "Loss-weeks with only this shock, grace periods as in the whole scenario; with only "
            "this relief",
            "Verliesweken met alleen deze schok, respijt zoals in het hele scenario; met alleen "
            "deze verlichting",
            optional=False,
        ),
        _weeks(
            "left_out",
            "Loss-weeks with all but this shock; with all but this relief",
            "Verliesweken met alles behalve deze schok; met alles behalve deze verlichting",
            optional=False,
        ),
    ),
    ("scenario", "use", "part"),
)
TOUCHED: Final = Table(
    "shocks",
    "What share of which product each shock touches",
    "Welk aandeel van welk product elke schok raakt",
    (
        SCENARIO,
        ids(
            "shock",
            "shock:<number in the file> kind/product",
            "shock:<nummer in het bestand> soort/product",
        ),
        PRODUCT,
        fraction("share_low", "Share of its named suppliers", "Aandeel van genoemde leveranciers"),
        fraction(
            "share",
            "Share touched; unlisted supply where its country is stated",
            "Geraakt aandeel; niet-genoemd aanbod waar het land bekend is",
        ),
        fraction(
            "share_high",
            "Share that could be touched, unlisted supply included",
            "Aandeel dat geraakt kan zijn, met niet-genoemd aanbod",
        ),
    ),
    ("scenario", "shock", "product"),
    (("share_low", "share", "share_high"),),
)
OUTCOME_TABLES: Final[tuple[Table, ...]] = (SUMMARY, PATHS, CONTRIBUTIONS, TOUCHED, SOURCES)
"""All tables of a what-if, in the order in which they are described."""
