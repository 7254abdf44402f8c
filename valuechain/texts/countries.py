"""Sentences about country packs, and a pack to start from, in the reader's language."""

from typing import Final

from valuechain.texts.languages import Lang
from valuechain.texts.phrases import Phrases

PACKS: Final = Phrases(
    "country-packs",
    {
        "head": (
            (
                "{country} ({code}): {uses} toepassingen, {products} eigen producten, {shared} inputs van "
                "gedeelde producten"
            ),
            (
                "{country} ({code}): {uses} uses, {products} products of its own, {shared} inputs of shared "
                "products"
            ),
        ),
        "known": (
            (
                "  {figures} cijfers: {read} gelezen ({part}), {recall} uit algemene kennis, {judgement} "
                "eigen inschatting"
            ),
            (
                "  {figures} figures: {read} read ({part}), {recall} from general knowledge, {judgement} "
                "our judgement"
            ),
        ),
        "none": (
            "Dit model heeft geen landenpakketten: het gaat over één land of groep.",
            "This model has no country packs: it is about one country or group.",
        ),
        "start": (
            "Een pakket beginnen: valuechain country new XXX xxx.yaml",
            "To start a pack: valuechain country new XXX xxx.yaml",
        ),
    },
)

_TEMPLATE: Final = Phrases(
    "country-template",
    {
        "top": (
            "Een landenpakket om mee te beginnen: wat {country} aan de gedeelde keten toevoegt.",
            "A country pack to start from: what {country} adds to the shared chain.",
        ),
        "check": (
            (
                "Controleren: valuechain validate --overlay BESTAND. Meten: valuechain nulmeting "
                "--overlay BESTAND --home {code}."
            ),
            (
                "To check it: valuechain validate --overlay FILE. To measure: valuechain nulmeting "
                "--overlay FILE --home {code}."
            ),
        ),
        "figures": (
            (
                "Elk cijfer noemt zijn bron (source), hoe zeker het is (credibility 1-6) en of het gelezen "
                "is (read), onthouden (recall) of ingeschat (judgement)."
            ),
            (
                "Every figure names its source, how certain it is (credibility 1-6) and whether it was "
                "read, recalled or judged."
            ),
        ),
        "unknown": (
            "Laat wat u niet weet in de restpost (remainder) staan: onbekend is nooit veilig.",
            "Leave what you do not know in the remainder: unknown is never safe.",
        ),
        "sources": (
            "Bronnen van dit pakket; de letter volgt uit de soort bron.",
            "Sources of this pack; the letter follows from the kind of source.",
        ),
        "pack": (
            (
                "Wat gedeelde producten hier extra nodig hebben, alleen voor klanten hier; laat inputs weg "
                "als dat niets is."
            ),
            (
                "What shared products need besides, for customers here only; leave inputs out if that is "
                "nothing."
            ),
        ),
        "products": (
            (
                "Producten die alleen hier worden gekocht: market is het land. Layer is een laag van het "
                "model."
            ),
            (
                "Products that are bought here only: the market is the country. The layer is one of the "
                "model."
            ),
        ),
        "producers": (
            "Wie het levert, met plaats, aandeel en jaar; samen met de restpost precies 1.",
            "Who supplies it, with site, share and year; with the remainder exactly 1.",
        ),
        "uses": (
            "Toepassingen van publiek belang: wat ze nodig hebben en wat er zonder kan.",
            "Uses of public interest: what they need, and what is done without it.",
        ),
        "groups": (
            "Sluit aan bij een groep van het model, zoals elections, of laat weg.",
            "Join a group of the model, such as elections, or leave it out.",
        ),
        "inputs": (
            (
                "Kind: consumable (raakt op), capital (slijt, met lifetime) of service (stopt meteen, "
                "buffer is respijt). Essentiality: critical, important of minor."
            ),
            (
                "Kind: consumable (is used up), capital (wears out, with a lifetime) or service (stops at "
                "once, the buffer is a grace period). Essentiality: critical, important or minor."
            ),
        ),
        "law": (
            "Een terugval die in de wet staat, of gemeten is, is meer waard dan een ingeschatte.",
            "A fallback that stands in law, or was measured, is worth more than a judged one.",
        ),
    },
)


def country_words(lang: Lang, *, country: str, code: str) -> dict[str, str]:
    """Give the comments of a country pack to start from, by what they explain."""
    return {key: _TEMPLATE.say(lang, key, country=country, code=code) for key in _TEMPLATE}
