"""The tables of survival: how long a use holds, when it is back, and the stock in between."""

from typing import Final

from valuechain.results.columns import (
    ATTRIBUTE,
    MODE,
    REMOVED,
    SUPPORT,
    USE,
    fraction,
    ids,
    names_of,
    words,
)
from valuechain.results.contract import Column, Table

VERDICTS: Final = ("gap", "undecided", "bridged")
OBSTACLES: Final = (
    "service",
    "time-unknown",
    "time",
    "spare-unknown",
    "spare-none",
    "spare-little",
    "not-found",
)
_KIND: Final = words(
    "kind",
    ("country", "firm", "producer"),
    "Sort of thing taken away",
    "Soort van wat wegvalt",
)
_PRODUCT: Final = ids(
    "product",
    "Product of which only the country's part is taken away; empty for all it makes",
    "Product waarvan alleen het deel van het land wegvalt; leeg voor alles wat het maakt",
    optional=True,
)
_LOSS: Final = (USE, REMOVED, _KIND, ATTRIBUTE, MODE, _PRODUCT)
_KEY: Final = ("use", "removed", "kind", "attribute", "mode", "product")


def _weeks(stem: str, *meaning: str) -> tuple[Column, ...]:
    """Whole weeks at the three bounds; empty: not within the weeks that were followed."""
    en, nl = meaning
    ends = (
        ("_low", ", shortest", ", kortst"),
        ("", "", ""),
        ("_high", ", longest", ", langst"),
    )
    return tuple(
        Column(stem + end, "integer", "weeks", en + more_en, nl + more_nl, optional=True)
        for end, more_en, more_nl in ends
    )


SURVIVAL: Final = Table(
    "survival",
    "How long each use holds out after a lasting loss, when others have stepped in, and the gap",
    "Hoelang elke toepassing het volhoudt na een blijvend verlies, wanneer anderen het hebben "
    "overgenomen, en het gat",
    (
        *_LOSS,
        words(
            "verdict",
            VERDICTS,
            "gap: it is below theta for some time; bridged: it would fall, but others step in "
            "first; undecided: that depends on who is not listed, or on a substitution time or "
            "spare capacity that is not known",
            "gap: het ligt enige tijd onder theta; bridged: het zou vallen, maar anderen springen "
            "eerder in; undecided: dat hangt af van wie niet genoemd is, of van een vervangtijd of "
            "reservecapaciteit die niet bekend is",
        ),
        *_weeks(
            "tts",
            "TTS: whole weeks at or above theta with the stocks there are and nobody stepping in; "
            "empty: it does not fall within the weeks followed",
            "TTS: hele weken op of boven theta met de voorraden die er zijn en zonder dat iemand "
            "inspringt; leeg: het valt niet binnen de gevolgde weken",
        ),
        *_weeks(
            "weeks_to_recovery",
            "Weeks to recovery of the use: last week below theta if others step in; 0: it never "
            "is; empty: it is not back within the weeks followed",
            "Weken tot herstel van de toepassing: laatste week onder theta als anderen inspringen; "
            "0: die is er niet; leeg: het is niet terug binnen de gevolgde weken",
        ),
        *_weeks(
            "gap",
            "Weeks to recovery less TTS if it falls, else 0; empty: not closed within the weeks "
            "followed",
            "Weken tot herstel min TTS als het valt, anders 0; leeg: niet dicht binnen de gevolgde "
            "weken",
        ),
        Column(
            "gap_at_least",
            "integer",
            "weeks",
            "Where the gap has no figure: what it is at least",
            "Waar het gat geen cijfer heeft: wat het minstens is",
            optional=True,
        ),
        Column(
            "substitution_weeks",
            "number",
            "weeks",
            "Longest substitution time of the inputs that lack what is gone when it falls; empty "
            "if one of them is not known",
            "Langste vervangtijd van de inputs die missen wat weg is als het valt; leeg als er een "
            "onbekend is",
            optional=True,
        ),
        ids(
            "binding",
            "Products that are missing when it falls, separated by ;",
            "Producten die ontbreken als het valt, gescheiden door ;",
            optional=True,
        ),
        ids("reason_nl", "Reason in Dutch", "Reden in het Nederlands"),
        ids("reason_en", "Reason in English", "Reden in het Engels"),
        *SUPPORT,
    ),
    _KEY,
    (names_of("tts"), names_of("weeks_to_recovery"), names_of("gap")),
)
"""Losses that no bound takes below theta stand in :data:`HOLDING` instead."""

STOCKS: Final = Table(
    "stocks",
    "The stock that would close each gap, or why no stock does",
    "De voorraad die elk gat zou dichten, of waarom geen voorraad dat doet",
    (
        *_LOSS,
        words(
            "held_by",
            ("source", "use"),
            "Where the stock lies: with those who buy from what is gone (source), or with the use",
            "Waar de voorraad ligt: bij wie koopt van wat weg is (source), of bij de toepassing",
        ),
        ids("customer", "Who holds it: makers of a product, or a use", "Wie hem aanhoudt"),
        ids("stocked", "Product of which a stock is needed", "Product waarvan voorraad nodig is"),
        words(
            "input_kind",
            ("consumable", "capital", "service"),
            "Kind of input",
            "Soort input",
        ),
        words(
            "bound",
            ("value", "bound_high"),
            "Bound for which it is sized: bound_high where only that has a gap",
            "Grens waarvoor hij is bepaald: bound_high waar alleen die een gat heeft",
        ),
        Column(
            "extra_weeks",
            "integer",
            "weeks",
            "Weeks of normal use on top of today's stock, of every row of the same loss and place "
            "together; empty if no stock closes the gap",
            "Weken normaal gebruik boven op de voorraad van nu, van alle rijen van hetzelfde "
            "verlies en dezelfde plaats samen; leeg als geen voorraad het gat dicht",
            optional=True,
        ),
        words("sufficient", ("yes", "no"), "Whether it closes the gap", "Of het gat dicht is"),
        fraction(
            "level",
            "Lowest level of the use with that stock",
            "Laagste niveau van de toepassing met die voorraad",
            optional=True,
        ),
        words(
            "sufficient_high",
            ("yes", "no"),
            "Whether it is enough too if unlisted supply is gone as well",
            "Of hij ook genoeg is als het niet-genoemde aanbod mee wegvalt",
        ),
        Column(
            "obstacle",
            "string",
            "",
            "Why no stock closes it: a service cannot be stocked; the substitution time is not "
            "known (time-unknown) or longer than the weeks followed (time); spare capacity is not "
            "known (spare-unknown), none (spare-none) or too little (spare-little); no set was "
            "found (not-found)",
            "Waarom geen voorraad het dicht: een dienst is niet op voorraad te leggen (service); "
            "de vervangtijd is onbekend (time-unknown) of langer dan de gevolgde weken (time); de "
            "reservecapaciteit is onbekend (spare-unknown), nul (spare-none) of te klein "
            "(spare-little); niet gevonden (not-found)",
            words=OBSTACLES,
            optional=True,
        ),
    ),
    (*_KEY, "held_by", "customer", "stocked", "input_kind"),
)

HOLDING: Final = Table(
    "holding",
    "Losses that a use feels and comes through at or above theta, without substitution",
    "Verliezen die een toepassing voelt en op of boven theta doorstaat, zonder vervanging",
    (
        *_LOSS,
        fraction(
            "lowest_low",
            "Lowest level within the weeks followed, unlisted supply gone too",
            "Laagste niveau binnen de gevolgde weken, ook zonder het niet-genoemde aanbod",
        ),
        fraction("lowest", "Lowest level", "Laagste niveau"),
        fraction(
            "lowest_high",
            "Lowest level, named suppliers gone alone",
            "Laagste niveau, alleen zonder de genoemde leveranciers",
        ),
        Column(
            "capped",
            "boolean",
            "",
            "The lowest level sits where the importance rule stops it: the rule holds it, not the "
            "chain",
            "Het laagste niveau ligt waar de regel voor belangrijkheid het stopt: de regel houdt "
            "het vast, niet de keten",
        ),
    ),
    _KEY,
    (names_of("lowest"),),
)
