"""Tables of who supplies what, and of the sources and context figures behind it."""

from valuechain.results.columns import (
    ATTRIBUTE,
    CIRCLES,
    LAYER,
    PRODUCT,
    SEGMENTS,
    count,
    fraction,
    ids,
    names_of,
    triple,
    words,
)
from valuechain.results.contract import Column, Table
from valuechain.vocab.words import STATUSES

_OUTSIDE = {
    "outside_home": ("Share from outside home", "Aandeel van buiten het eigen land"),
    "outside_trusted": (
        "Share from outside home and trusted partners",
        "Aandeel van buiten het eigen land en de vertrouwde partners",
    ),
    "outside_europe": (
        "Share from outside Europe (EU27, EFTA, United Kingdom)",
        "Aandeel van buiten Europa (EU27, EVA, Verenigd Koninkrijk)",
    ),
}
CONCENTRATION = Table(
    "concentration",
    "How concentrated the supply of each product is, by country and by firm",
    "Hoe geconcentreerd het aanbod van elk product is, naar land en naar bedrijf",
    (
        PRODUCT,
        words(
            "by",
            ("country", "firm"),
            "Counted by country or by firm",
            "Geteld per land of per bedrijf",
        ),
        ATTRIBUTE,
        *triple(
            "hhi",
            "fraction",
            "Herfindahl-Hirschman index, 0..1",
            "Herfindahl-Hirschman-index, 0..1",
        ),
        *triple(
            "effective_number",
            "count",
            "Effective number of suppliers, 1/HHI",
            "Effectief aantal aanbieders, 1/HHI",
            optional=True,
        ),
        ids("largest_name", "The largest supplier", "De grootste aanbieder", optional=True),
        *triple("largest", "fraction", "Share of the largest", "Aandeel van de grootste"),
        *(
            column
            for stem, words in _OUTSIDE.items()
            for column in triple(stem, "fraction", *words)
        ),
    ),
    ("product", "by", "attribute"),
    tuple(names_of(stem) for stem in ("hhi", "effective_number", "largest", *_OUTSIDE)),
)
POSITIONS = Table(
    "positions",
    "What home, its trusted partners and Europe supply, and how long others need to do without",
    "Wat eigen land, vertrouwde partners en Europa leveren, en hoe lang anderen zonder moeten",
    (
        PRODUCT,
        LAYER,
        words(
            "circle",
            CIRCLES,
            "Whose supply: home, home with trusted partners, or Europe",
            "Wiens aanbod: eigen land, met vertrouwde partners, of Europa",
        ),
        ATTRIBUTE,
        *triple("share", "fraction", "Share of supply", "Aandeel in het aanbod"),
        *triple(
            "substitution_weeks",
            "weeks",
            "Time others need to route around it",
            "Tijd die anderen nodig hebben om eromheen te werken",
            optional=True,
        ),
        ids(
            "customers",
            "Products that need it, separated by ;",
            "Producten die het nodig hebben, gescheiden door ;",
            optional=True,
        ),
    ),
    ("product", "circle", "attribute"),
    (names_of("share"), names_of("substitution_weeks")),
)
LAYER_SHARES = Table(
    "layer_shares",
    "Where the supply of each layer comes from: unweighted mean over its products",
    "Waar het aanbod van elke laag vandaan komt: ongewogen gemiddelde over de producten",
    (
        LAYER,
        ATTRIBUTE,
        words(
            "segment",
            SEGMENTS,
            "Home, rest of Europe, trusted, others, or unknown",
            "Eigen land, rest van Europa, vertrouwd, overige, of onbekend",
        ),
        ids(
            "country",
            "Country, or empty for the rest of the segment",
            "Land, of leeg voor de rest van het segment",
            optional=True,
        ),
        fraction("share", "Mean share", "Gemiddeld aandeel"),
    ),
    ("layer", "attribute", "segment", "country"),
)
INDICATORS = Table(
    "indicators",
    "Context figures of the layers, as the sources have them",
    "Contextcijfers van de lagen, zoals de bronnen ze geven",
    (
        LAYER,
        ids("name", "What is measured", "Wat is gemeten"),
        ids("geography", "Country, group or region", "Land, groep of regio"),
        ids(
            "value",
            "The figure, or words where the source gives words",
            "Het cijfer, of woorden waar de bron woorden geeft",
        ),
        ids("unit", "Unit", "Eenheid"),
        ids("year", "Year or years", "Jaar of jaren", optional=True),
        ids("source", "Source", "Bron", optional=True),
        Column(
            "credibility",
            "integer",
            "score",
            "Admiralty credibility, 1-6",
            "Admiralty-geloofwaardigheid, 1-6",
            optional=True,
        ),
        Column(
            "status",
            "string",
            "",
            "Read, recalled or judged",
            "Gelezen, uit kennis of ingeschat",
            words=STATUSES,
            optional=True,
        ),
        ids("note", "Note", "Opmerking", optional=True),
    ),
    ("layer", "name", "geography", "year", "source", "value"),
)
SOURCES = Table(
    "sources",
    "Every source, its licence, and how many figures rest on it",
    "Elke bron, de licentie, en hoeveel cijfers erop rusten",
    (
        ids("source", "Source", "Bron"),
        ids("title", "Title", "Titel"),
        ids("publisher", "Publisher", "Uitgever", optional=True),
        Column("year", "integer", "", "Year", "Jaar", optional=True),
        ids("url", "Address", "Adres", optional=True),
        ids(
            "licence",
            "Licence as stated by the publisher",
            "Licentie zoals de uitgever die geeft",
            optional=True,
        ),
        ids("kind", "Sort of source", "Soort bron", optional=True),
        Column(
            "reliability",
            "string",
            "",
            "Admiralty reliability, A-F",
            "Admiralty-betrouwbaarheid, A-F",
            words=tuple("ABCDEF"),
        ),
        count("figures", "Figures that rest on it", "Cijfers die erop rusten"),
        count("read", "Of these: read in the source", "Daarvan: gelezen in de bron"),
        count("recall", "Of these: from general knowledge", "Daarvan: uit algemene kennis"),
        count("judgement", "Of these: set by us", "Daarvan: eigen inschatting"),
    ),
    ("source",),
)
