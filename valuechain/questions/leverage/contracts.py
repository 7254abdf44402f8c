"""Tables of leverage: what partners lose when home withholds, beside what home loses by them."""

from typing import Final

from valuechain.results.columns import (
    ANSWERS,
    ATTRIBUTE,
    LAYER,
    PRODUCT,
    SUPPORT,
    count,
    fraction,
    ids,
    names_of,
    triple,
    words,
)
from valuechain.results.contract import Column, Table

PARTNER_KINDS: Final = ("country", "group", "others")
NOT_COMPARED: Final = "not-compared"
RELATIONS: Final = ("mutual", "they", "we", "neither", "undecided", NOT_COMPARED)


def week(name: str, *meaning: str) -> Column:
    """Declare a column of weeks that may be empty."""
    en, nl = meaning
    return Column(name, "integer", "weeks", en, nl, optional=True)


def counts(stem: str, *meaning: str, unit: str = "count") -> tuple[Column, ...]:
    """Declare three columns that count things: lower bound, value and upper bound."""
    return tuple(
        Column(one.name, "integer", unit, one.en, one.nl) for one in triple(stem, unit, *meaning)
    )


def _flag(name: str, *meaning: str) -> Column:
    en, nl = meaning
    return Column(name, "boolean", "", en, nl)


PARTNER: Final = ids(
    "partner",
    "Who is refused, or refuses: a country (ISO 3166-1 alpha-3), a group without its members at "
    "home, or others (everyone outside home at once)",
    "Wie wordt geweigerd, of weigert: een land (ISO 3166-1 alpha-3), een groep zonder de leden in "
    "eigen land, of others (iedereen buiten eigen land tegelijk)",
)
KIND: Final = words("partner_kind", PARTNER_KINDS, "Sort of partner", "Soort partner")
HORIZON: Final = ids(
    "horizon_weeks",
    "Weeks after the refusal; limit = in the end, without stocks and installed machines",
    "Weken na de weigering; limit = uiteindelijk, zonder voorraden en geplaatste machines",
)
COMPARED: Final = count(
    "products",
    "Products compared: all countries of both sides can buy them on their market",
    "Vergeleken producten: alle landen van beide kanten kunnen ze op hun markt kopen",
)
RELATION: Final = words(
    "relation",
    RELATIONS,
    "Who depends, by the exposure threshold: both (mutual), they on us (they), we on them (we), "
    "neither, undecided where the bounds differ, not-compared where no product is sold to both",
    "Wie afhankelijk is, volgens de drempel voor blootstelling: beide (mutual), zij van ons "
    "(they), wij van hen (we), geen van beide (neither), onbeslist (undecided) waar de grenzen "
    "verschillen, not-compared waar geen product aan beide wordt verkocht",
)
RESTRICTIONS: Final = ids(
    "their_restrictions",
    "Restrictions by home towards them on that product that are, or may be, in force: part of the "
    "loss may have happened already; separated by ;",
    "Beperkingen van eigen land jegens hen op dat product die gelden of kunnen gelden: een deel "
    "van het verlies kan er al zijn; gescheiden door ;",
    optional=True,
)
DIFFERENCE: Final = triple(
    "difference",
    "",
    "Their loss minus ours: above 0 they depend more on us",
    "Hun verlies min het onze: boven 0 zijn zij afhankelijker van ons",
    optional=True,
)


def _loses(who: str, en: str, nl: str, *, follows: bool = False) -> tuple[Column, ...]:
    """Declare the worst loss of one side: product, loss, the refuser's own part, first week."""
    if follows:
        product = (
            f"Worst that follows: product of which {en} lose most beyond the refuser's own part",
            f"Ergste dat volgt: product waarvan {nl} meest ontbreekt boven wat hij levert",
        )
        loss = ("Loss of it", "Verlies ervan")
    else:
        product = (
            f"Product of which {en} lose most; empty if nothing is lost",
            f"Product waarvan {nl} het meest verliezen; leeg als er niets verloren gaat",
        )
        loss = (
            f"Largest loss that {en} have of any of these products",
            f"Grootste verlies dat {nl} van een van deze producten hebben",
        )
    return (
        ids(f"{who}_product", *product, optional=True),
        *triple(f"{who}_loss", "fraction", *loss, optional=True),
        fraction(
            f"{who}_direct",
            "Part of that product that the refuser supplies itself; what is lost beyond it follows",
            "Deel van dat product dat de weigeraar zelf levert; wat meer verloren gaat, volgt",
            optional=True,
        ),
        week(
            f"{who}_week",
            "First week in which that product is below theta; empty if not in the weeks computed",
            "Eerste week waarin dat product onder theta ligt; leeg als dat niet binnen de "
            "berekende weken is",
        ),
    )


def _hits(who: str, en: str, nl: str) -> tuple[Column, ...]:
    """Declare how many products one side loses more of than the threshold."""
    return counts(
        f"{who}_hit",
        f"Products of which {en} lose more than the exposure threshold",
        f"Producten waarvan {nl} meer verliezen dan de drempel voor blootstelling",
    )


def _knock_on(who: str, en: str, nl: str) -> tuple[Column, ...]:
    """Declare how many of those the refuser hardly supplies itself."""
    return counts(
        f"{who}_knock_on",
        f"Those of them of which the refuser supplies no more than that itself: {en} lose them "
        "because their suppliers lack something",
        f"Die waarvan de weigeraar zelf niet meer dan dat levert: {nl} verliezen ze doordat hun "
        "leveranciers iets missen",
    )


_SIDES: Final = (("their", "they", "zij"), ("our", "we", "wij"))
LEVERAGE: Final = Table(
    "leverage",
    "Per partner: in how many products they depend on us and we on them, and what follows worst",
    "Per partner: in hoeveel producten zij van ons afhangen en wij van hen, en wat het ergst volgt",
    (
        PARTNER,
        KIND,
        ATTRIBUTE,
        HORIZON,
        COMPARED,
        *_hits(*_SIDES[0]),
        *_hits(*_SIDES[1]),
        *counts(
            "hit_difference",
            "Their number minus ours: above 0 they depend on us in more products",
            "Hun aantal min het onze: boven 0 hangen zij in meer producten van ons af",
            unit="",
        ),
        *_knock_on(*_SIDES[0]),
        *_knock_on(*_SIDES[1]),
        *_loses(*_SIDES[0], follows=True),
        *_loses(*_SIDES[1], follows=True),
        ids(
            "our_use",
            "End use at home that loses most; empty if the model has none or none loses",
            "Toepassing in eigen land die het meest verliest; leeg als het model er geen heeft of "
            "geen iets verliest",
            optional=True,
        ),
        *triple("our_use_loss", "fraction", "Its loss", "Het verlies ervan", optional=True),
        count("layers_mutual", "Layers with mutual dependence", "Lagen die wederzijds afhangen"),
        count(
            "layers_they", "Layers in which only they depend", "Lagen waarin alleen zij afhangen"
        ),
        count("layers_we", "Layers in which only we depend", "Lagen waarin alleen wij afhangen"),
        count(
            "layers_neither", "Layers in which neither does", "Lagen waarin geen van beide afhangt"
        ),
        count("layers_undecided", "Layers that are undecided", "Lagen die onbeslist zijn"),
        *SUPPORT,
    ),
    ("partner", "horizon_weeks"),
    (
        *(
            names_of(f"{side}_{what}")
            for side in ("their", "our")
            for what in ("hit", "knock_on", "loss")
        ),
        names_of("hit_difference"),
        names_of("our_use_loss"),
    ),
)
"""The headline; the evidence is that of their loss."""
MUTUAL: Final = Table(
    "mutual",
    "Per partner and layer: what they lose by us beside what we lose by them",
    "Per partner en laag: wat zij door ons verliezen naast wat wij door hen verliezen",
    (
        PARTNER,
        LAYER,
        ATTRIBUTE,
        HORIZON,
        COMPARED,
        *_loses(*_SIDES[0]),
        RESTRICTIONS,
        count(
            "their_down",
            "Products that are below theta there",
            "Producten die daar onder theta liggen",
        ),
        *_loses(*_SIDES[1]),
        count(
            "our_down",
            "Products that are below theta here",
            "Producten die hier onder theta liggen",
        ),
        *DIFFERENCE,
        RELATION,
        ids(
            "our_own_product",
            "Product sold to us but not to all of them, of which we lose most",
            "Product dat aan ons maar niet aan hen allen wordt verkocht, waarvan wij het meest "
            "verliezen",
            optional=True,
        ),
        *triple("our_own_loss", "fraction", "Loss of it", "Verlies ervan", optional=True),
    ),
    ("partner", "layer", "horizon_weeks"),
    (
        names_of("their_loss"),
        names_of("our_loss"),
        names_of("difference"),
        names_of("our_own_loss"),
    ),
)
PRODUCTS: Final = Table(
    "products",
    "Per partner and product: what they lose by us and we by them, where it can be more than 1 %",
    "Per partner en product: wat zij door ons en wij door hen verliezen, waar dat meer dan 1 % "
    "kan zijn",
    (
        PARTNER,
        PRODUCT,
        LAYER,
        ATTRIBUTE,
        HORIZON,
        _flag(
            "compared",
            "Whether all countries of both sides can buy it on its market",
            "Of alle landen van beide kanten het op zijn markt kunnen kopen",
        ),
        *triple(
            "their_loss",
            "fraction",
            "What they lose; empty where none of them can buy it",
            "Wat zij verliezen; leeg waar geen van hen het kan kopen",
            optional=True,
        ),
        fraction(
            "their_direct",
            "Part that home supplies itself",
            "Deel dat eigen land zelf levert",
            optional=True,
        ),
        RESTRICTIONS,
        _flag(
            "their_makers",
            "Whether a listed maker there buys it",
            "Of een genoemde maker daar het koopt",
        ),
        *triple(
            "our_loss",
            "fraction",
            "What we lose; empty where none of us can buy it",
            "Wat wij verliezen; leeg waar niemand van ons het kan kopen",
            optional=True,
        ),
        fraction(
            "our_direct",
            "Part that the partner supplies itself",
            "Deel dat de partner zelf levert",
            optional=True,
        ),
        *triple(
            "difference",
            "",
            "Their loss minus ours; empty where it is not compared",
            "Hun verlies min het onze; leeg waar niet wordt vergeleken",
            optional=True,
        ),
    ),
    ("partner", "product", "horizon_weeks"),
    (names_of("their_loss"), names_of("our_loss"), names_of("difference")),
)


VERDICTS: Final = ("yes", "no", "undecided")
INDISPENSABLE: Final = Table(
    "indispensable",
    "Products of which home may supply more than the exposure threshold: can others do without?",
    "Producten waarvan eigen land meer dan de drempel kan leveren: kunnen anderen zonder?",
    (
        PRODUCT,
        LAYER,
        ATTRIBUTE,
        *triple("share", "fraction", "Home's part of supply", "Deel dat eigen land levert"),
        words(
            "verdict",
            VERDICTS,
            "Whether home is indispensable: needed, slow and short all hold",
            "Of eigen land onmisbaar is: needed, slow en short gelden alle drie",
        ),
        words(
            "needed",
            ANSWERS,
            "Buyers elsewhere lose more than the exposure threshold",
            "Kopers elders verliezen meer dan de drempel voor blootstelling",
        ),
        words(
            "slow",
            ANSWERS,
            "Even the quickest customer needs longer than the replacement threshold",
            "Zelfs de snelste afnemer heeft langer nodig dan de drempel voor vervanging",
        ),
        words(
            "short",
            ANSWERS,
            "The others have less to spare than home supplies",
            "De anderen hebben minder over dan eigen land levert",
        ),
        Column(
            "quickest_weeks",
            "number",
            "weeks",
            "Shortest time in which a customer elsewhere can turn to another supplier",
            "Kortste tijd waarin een afnemer elders kan overstappen",
            optional=True,
        ),
        Column(
            "slowest_weeks",
            "number",
            "weeks",
            "Longest such time",
            "Langste zulke tijd",
            optional=True,
        ),
        count(
            "times_unknown",
            "Customers elsewhere whose time is not known",
            "Afnemers elders van wie de tijd niet bekend is",
        ),
        ids(
            "customers",
            "Products made elsewhere that need it, separated by ;",
            "Producten die elders worden gemaakt en het nodig hebben, gescheiden door ;",
            optional=True,
        ),
        fraction(
            "spare_elsewhere",
            "What the others could add, as a part of all supply",
            "Wat de anderen erbij kunnen leveren, als deel van al het aanbod",
            optional=True,
        ),
        HORIZON,
        count("countries", "Countries outside home", "Landen buiten eigen land"),
        *counts(
            "countries_hit",
            "Countries that, refused this alone, lose more than the threshold of another product",
            "Landen die, als alleen dit hun wordt geweigerd, meer dan de drempel van een ander "
            "product verliezen",
        ),
        *counts(
            "countries_hit_limit",
            "The same in the end",
            "Hetzelfde, uiteindelijk",
        ),
        *counts(
            "others_knock_on",
            "Other products that everyone else at once loses more than the threshold of",
            "Andere producten waarvan alle anderen samen meer dan de drempel verliezen",
        ),
        *counts("others_knock_on_limit", "The same in the end", "Hetzelfde, uiteindelijk"),
        ids("reason_nl", "Reason in Dutch", "Reden in het Nederlands"),
        ids("reason_en", "Reason in English", "Reden in het Engels"),
        *SUPPORT,
    ),
    ("product",),
    tuple(
        names_of(stem)
        for stem in (
            "share",
            "countries_hit",
            "countries_hit_limit",
            "others_knock_on",
            "others_knock_on_limit",
        )
    ),
)
"""The evidence is that of what everyone else loses of the product in the end."""
KNOCK_ONS: Final = Table(
    "knock_ons",
    "What follows where one such product is refused to one partner, and the rest goes on",
    "Wat volgt waar een zulk product aan een partner wordt geweigerd, en de rest doorgaat",
    (
        PRODUCT,
        PARTNER,
        ATTRIBUTE,
        HORIZON,
        ids(
            "their_product",
            "Other product of which they lose most",
            "Ander product waarvan zij het meest verliezen",
        ),
        ids("their_layer", "Its layer", "De laag ervan"),
        *triple("their_loss", "fraction", "Loss of it", "Verlies ervan"),
        week(
            "their_week",
            "First week in which it is below theta; empty if not in the weeks computed",
            "Eerste week waarin het onder theta ligt; leeg als dat niet binnen de berekende "
            "weken is",
        ),
        *counts(
            "knock_on",
            "Other products of which they lose more than the exposure threshold",
            "Andere producten waarvan zij meer verliezen dan de drempel voor blootstelling",
        ),
    ),
    ("product", "partner", "horizon_weeks"),
    (names_of("their_loss"), names_of("knock_on")),
)
