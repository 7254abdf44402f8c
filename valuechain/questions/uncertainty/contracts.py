"""The tables of how sure figures are and what to find out: columns, units and meaning."""

from typing import Final

from valuechain.results.columns import (
    ATTRIBUTE,
    CLASSES,
    LOSS,
    MODE,
    QUESTIONS,
    REMOVED,
    SURENESS,
    USE,
    count,
    fraction,
    ids,
    words,
)
from valuechain.results.contract import Column, Table

_PRODUCT: Final = ids(
    "product",
    "Product of which only the country's part is taken away; empty for all it makes",
    "Product waarvan alleen het deel van het land wegvalt; leeg voor alles wat het maakt",
    optional=True,
)
_COUNTRY: Final = ids("country", "Country on which it depends", "Land waarvan het afhangt")
_WEEKS: Final = ids(
    "horizon_weeks",
    "Weeks after the removal; limit = in the end, window = deepest in the critical window",
    "Weken na het wegvallen; limit = uiteindelijk, window = diepst in het kritieke venster",
)
_QUESTION: Final = words(
    "question",
    QUESTIONS,
    "disaster: it is lost for all; coercion: it is refused to us",
    "disaster: het valt weg voor iedereen; coercion: het wordt ons geweigerd",
)
_LOSS: Final = (USE, _PRODUCT, REMOVED, ATTRIBUTE, MODE)
_VERDICT: Final = (USE, _PRODUCT, _COUNTRY, ATTRIBUTE, _QUESTION)
_QUANTILES: Final = (("p05", "5 %", "5 %"), ("p50", "half", "de helft"), ("p95", "95 %", "95 %"))


def _quantiles(unit: str, *, optional: bool = False) -> tuple[Column, ...]:
    """Quantiles over the draws, each with the ends of its sampling error."""
    found = []
    for name, en, nl in _QUANTILES:
        found.append(
            Column(
                name, "number", unit, f"Figure that {en} of the draws stay below",
                f"Cijfer waar {nl} van de trekkingen onder blijft", optional=optional,
            )
        )  # fmt: skip
        for end, said, zegt in (("least", "lowest", "laagst"), ("most", "highest", "hoogst")):
            found.append(
                Column(
                    f"{name}_{end}", "number", unit,
                    f"The same, {said} with 95 % for want of more draws",
                    f"Hetzelfde, {zegt} met 95 % bij gebrek aan meer trekkingen",
                    optional=optional,
                )
            )  # fmt: skip
    return tuple(found)


_SETTLED: Final = Column(
    "settled",
    "boolean",
    "",
    "Whether more draws would change no quantile by more than a little",
    "Of meer trekkingen geen kwantiel meer dan een beetje zouden veranderen",
)
_DRAWS: Final = tuple(
    Column(
        f"draw_{name}", "integer", "", f"Number of the draw at {name}, for explain --draw",
        f"Nummer van de trekking op {name}, voor explain --draw",
    )
    for name, _, _ in _QUANTILES
)  # fmt: skip
UNCERTAINTY: Final = Table(
    "uncertainty",
    "Exposure as stated, with what unlisted suppliers and what the figures could change",
    "Blootstelling als gesteld, met wat niet-genoemde leveranciers en wat de cijfers kunnen "
    "veranderen",
    (*_LOSS, _WEEKS, *LOSS, *_quantiles("fraction"), _SETTLED, *_DRAWS),
    ("use", "product", "removed", "attribute", "mode", "horizon_weeks"),
    (("bound_low", "value", "bound_high"), ("p05", "p50", "p95")),
)
CERTAINTY: Final = Table(
    "certainty",
    "How sure the class of each dependency is: firm from 0.9, leaning from 0.6, else open",
    "Hoe zeker de klasse van elke afhankelijkheid is: firm vanaf 0,9, leaning vanaf 0,6, anders "
    "open",
    (
        *_VERDICT,
        words(
            "class", CLASSES, "Class by the figures as stated", "Klasse met de cijfers als gesteld"
        ),
        words("likeliest", CLASSES, "Class drawn most often", "Vaakst getrokken klasse"),
        words("sureness", SURENESS, "Word for its chance", "Woord voor de kans daarop"),
        fraction("chance", "Chance of that class", "Kans op die klasse"),
        fraction("chance_error", "Standard error of it", "Standaardfout daarvan"),
        *(
            fraction(f"p_{name.replace('-', '_')}", f"Chance of {name}", f"Kans op {name}")
            for name in CLASSES
        ),
    ),
    ("use", "product", "country", "attribute", "question"),
)
HOLDING_DRAWS: Final = Table(
    "survival_draws",
    "Weeks that each use holds, within three years; empty: longer",
    "Weken dat elke toepassing het volhoudt, binnen drie jaar; leeg: langer",
    (
        *_LOSS,
        Column("tts", "number", "weeks", "By the figures as stated", "Met de cijfers als gesteld",
               optional=True),
        *_quantiles("weeks", optional=True),
        fraction("chance_to_fall", "Part of the draws in which it falls within three years",
                 "Deel van de trekkingen waarin het binnen drie jaar valt"),
    ),
    ("use", "product", "removed", "attribute", "mode"),
)  # fmt: skip
RANKS: Final = Table(
    "ranks",
    "How sure it is that a dependency is among the ten worst",
    "Hoe zeker het is dat een afhankelijkheid bij de tien ergste hoort",
    (
        _PRODUCT,
        _COUNTRY,
        ATTRIBUTE,
        MODE,
        count("rank", "Place by the median", "Plaats naar de mediaan"),
        fraction("value", "Loss of the use that is hit most, as stated",
                 "Verlies van de zwaarst getroffen toepassing, als gesteld"),
        *_quantiles("fraction"),
        fraction("top_ten", "Part of the draws in which it is among the ten worst",
                 "Deel van de trekkingen waarin het bij de tien ergste hoort"),
        Column("tied", "boolean", "", "Draws do not tell it apart from the next one",
               "Trekkingen onderscheiden het niet van de volgende"),
    ),
    ("product", "country", "attribute", "mode"),
)  # fmt: skip
SCENARIO_DRAWS: Final = Table(
    "scenario_draws",
    "What each scenario does to each use; empty: it does not happen within the horizon",
    "Wat elk scenario met elke toepassing doet; leeg: het gebeurt niet binnen de horizon",
    (
        ids("scenario", "Scenario", "Scenario"),
        USE,
        words(
            "measure",
            ("deepest-loss", "loss-weeks", "first-loss-week", "survival"),
            "Largest loss (0..1); losses added up (weeks); first week with a loss; weeks it holds",
            "Grootste verlies (0..1); opgetelde verliezen (weken); eerste week met verlies; weken "
            "boven theta",
        ),
        Column("value", "number", "", "By the figures as stated", "Met de cijfers als gesteld",
               optional=True),
        *_quantiles("", optional=True),
    ),
    ("scenario", "use", "measure"),
)  # fmt: skip
ASSUMED: Final = Table(
    "assumed",
    "What we assume: exposure as stated under each importance rule, without draws",
    "Wat we aannemen: blootstelling als gesteld onder elke regel voor belangrijkheid, zonder "
    "trekkingen",
    (
        *_LOSS,
        _WEEKS,
        fraction("value", "Default rule", "Standaardregel"),
        fraction("strict", "Strict rule", "Strenge regel"),
        fraction("lenient", "Lenient rule", "Milde regel"),
    ),
    ("use", "product", "removed", "attribute", "mode", "horizon_weeks"),
)
_FIGURE: Final = (
    ids("figure", "Where the figure stands in the model", "Waar het cijfer in het model staat"),
    ids("sort", "What it is a figure of", "Waarvan het een cijfer is"),
    Column("low", "number", "", "Lowest drawn", "Laagst getrokken"),
    Column("stated", "number", "", "As stated", "Als gesteld"),
    Column("high", "number", "", "Highest drawn", "Hoogst getrokken"),
    ids("source", "Source", "Bron", optional=True),
    ids("status", "read, recall or judgement", "read, recall of judgement"),
)
DRAWN: Final = Table(
    "drawn",
    "Every figure that is drawn, with its range",
    "Elk cijfer dat getrokken wordt, met zijn spreiding",
    (
        *_FIGURE,
        Column("credibility", "integer", "score", "Admiralty 1-6", "Admiralty 1-6"),
        ids("reliability", "Admiralty A-F", "Admiralty A-F"),
        Column("ranged", "boolean", "", "Whether the model states the range; else by its grade",
               "Of het model de spreiding stelt; anders naar zijn kwaliteit"),
        ids("drawn_with", "Name of its draws; equal for one source figure used in several places",
            "Naam van zijn trekkingen; gelijk voor een broncijfer dat vaker gebruikt is"),
    ),
    ("figure",),
)  # fmt: skip
_SAID: Final = (
    ids("figure_nl", "What it is, in Dutch", "Wat het is, in het Nederlands"),
    ids("figure_en", "What it is, in English", "Wat het is, in het Engels"),
)
_WORTH: Final = (
    Column("worth", "number", "count", "Verdicts that would no longer be wrong if it were known",
           "Oordelen die niet meer fout zouden zijn als het bekend was"),
    Column("worth_error", "number", "count", "Standard error of it", "Standaardfout daarvan"),
)  # fmt: skip
FIND_OUT: Final = Table(
    "find_out",
    "The figures to find first: what not knowing them costs, and who could know",
    "De cijfers om eerst te achterhalen: wat het kost ze niet te weten, en wie ze kan weten",
    (
        count("rank", "Place", "Plaats"),
        *_FIGURE,
        *_SAID,
        *_WORTH,
        count(
            "places", "Places in the model where it is used", "Plekken in het model waar het staat"
        ),
        count("verdicts", "Verdicts that it could change", "Oordelen die het kan veranderen"),
        ids("at_stake", "Those, most first: use, product, country", "Die, eerst de meeste"),
        ids("who_nl", "Who could know, in Dutch", "Wie het kan weten"),
        ids("who_en", "Who could know", "Wie het kan weten, in het Engels"),
        ids("request_nl", "Sentence for a data request, in Dutch", "Zin voor een gegevensverzoek"),
        ids(
            "request_en",
            "Sentence for a data request",
            "Zin voor een gegevensverzoek, in het Engels",
        ),
    ),
    ("rank",),
)
SURVEYS: Final = Table(
    "surveys",
    "Sources whose figures together are worth most to know better",
    "Bronnen waarvan de cijfers samen het meest waard zijn om beter te weten",
    (
        ids("source", "Source", "Bron"),
        ids("title", "Title", "Titel"),
        *_WORTH,
        count("figures", "Figures of it that matter", "Cijfers ervan die ertoe doen"),
    ),
    ("source",),
)
BREAK_EVEN: Final = Table(
    "break_even",
    "Smallest change of one figure that changes a verdict that is not firm, all others as stated",
    "Kleinste verandering van één cijfer die een oordeel dat niet vast is verandert, de andere als "
    "gesteld",
    (
        *_VERDICT,
        words("class", CLASSES, "Class as stated", "Klasse als gesteld"),
        words("becomes", CLASSES, "Class from there on", "Klasse vanaf daar"),
        *_FIGURE,
        *_SAID,
        Column(
            "flips_at", "number", "", "Figure at which it changes", "Cijfer waarbij het verandert"
        ),
        fraction("change", "Distance as a part of the range", "Afstand als deel van de spreiding"),
    ),
    ("use", "product", "country", "attribute", "question", "figure"),
)
TORNADO: Final = Table(
    "tornado",
    "What we assume beside what we do not know: the worst dependency of each use",
    "Wat we aannemen naast wat we niet weten: de ergste afhankelijkheid van elke toepassing",
    (
        *_LOSS,
        words("kind", ("assumption", "unlisted", "all-figures", "figure"),
              "Named alternative, unlisted suppliers, all figures (p05 to p95), or one figure "
              "(mean of its lowest and highest fifth)",
              "Genoemd alternatief, niet-genoemde leveranciers, alle cijfers (p05 tot p95), "
              "of één cijfer (gemiddelde van zijn laagste en hoogste vijfde)"),
        ids("name", "Which", "Welk"),
        *_SAID,
        fraction("value", "As stated", "Als gesteld"),
        fraction("low", "Lowest exposure", "Laagste blootstelling"),
        fraction("high", "Highest exposure", "Hoogste blootstelling"),
        fraction("first_order", "Part of the variance; empty for what is not one figure",
                 "Deel van de variantie; leeg voor wat geen cijfer is", optional=True),
    ),
    ("use", "kind", "name"),
)  # fmt: skip
INTERACTIONS: Final = Table(
    "interactions",
    "First and total indices of the leading figures for the exposure that differs most",
    "Eerste-orde- en totale indices van de belangrijkste cijfers voor de blootstelling die het "
    "meest verschilt",
    (
        *_LOSS,
        _WEEKS,
        *_FIGURE[:2],
        *_SAID,
        *(
            Column(name, "number", "", en, nl)
            for name, en, nl in (
                ("first", "First-order index", "Eerste-orde-index"),
                ("first_error", "Standard error", "Standaardfout"),
                ("total", "Total index", "Totale index"),
                ("total_error", "Standard error", "Standaardfout"),
                (
                    "given_data",
                    "First-order index from the draws",
                    "Eerste-orde-index uit de trekkingen",
                ),
            )
        ),
    ),
    ("figure",),
)
