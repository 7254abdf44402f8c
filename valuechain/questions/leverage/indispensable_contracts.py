"""Tables of positions that others cannot do without, and of what follows if they must."""

from typing import Final

from valuechain.questions.leverage.contracts import HORIZON, PARTNER, counts, week
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
