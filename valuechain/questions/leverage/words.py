"""Sentences about leverage: what others lose without home, and in what home is indispensable."""

from collections.abc import Sequence
from typing import Final

from valuechain.texts.languages import Lang
from valuechain.texts.numbers import duration, percent, percent_range
from valuechain.texts.phrases import Phrases
from valuechain.texts.places import Titles, in_sentence, is_plural
from valuechain.vocab.tolerances import EXACT

WORDS: Final = Phrases(
    "leverage",
    {
        "asks": (
            "Wat verliezen anderen als wij weigeren, en wat wij als zij weigeren?",
            "What do others lose if we refuse, and what do we if they do?",
        ),
        "meaning": (
            "Verlies van kopers elders als alleen zij geen aanbod meer krijgen van eigen land, naast verlies hier als de partner ons weigert; zonder vervanging, geen kans. De grenzen zeggen wat niet-genoemde leveranciers kunnen veranderen.",
            "Loss of buyers elsewhere if they alone get no more supply from home, beside loss here if the partner refuses us; without substitution, no probability. The bounds say what unlisted suppliers could change.",
        ),
        "others": ("alle anderen", "everyone else"),
        "figure-title": (
            "{home} en {partner}: wie verliest wat als de ander weigert",
            "{home} and {partner}: who loses what if the other refuses",
        ),
        "figure-ours": (
            "wij, als {partner} ons {they_refuse}",
            "we, if {partner} {they_refuse} us",
        ),
        "figure-theirs": ("zij, als {home} hun {refuses}", "they, if {home} {refuses} them"),
        "figure-none": ("geen product dat beide kopen", "no product that both buy"),
        "figure-at-most": ("0 tot {loss}", "0 to {loss}"),
        "figure-note": (
            (
                "Verlies van het zwaarst geraakte product per laag ({tie}), bij kopers hier en daar, zonder "
                "vervanging. Donkere balk: {when}; lichte balk: uiteindelijk. Streep: grenzen door "
                "niet-genoemd aanbod. Ruit: product dat wel aan ons, niet aan hen wordt verkocht. "
                "Stippellijn: drempel van {threshold}."
            ),
            (
                "Loss of the product that is hit worst in each layer ({tie}), of buyers here and there, "
                "without substitution. Dark bar: {when}; light bar: in the end. Line: bounds from unlisted "
                "supply. Diamond: product sold to us, not to them. Dotted: threshold of {threshold}."
            ),
        ),
        "figure-restricted": (
            "\u2020 valt nu al onder een exportbeperking: een deel van het verlies kan er al zijn.",
            "\u2020 under an export restriction today: part of the loss may have happened already.",
        ),
        "after": ("na {time}", "after {time}"),
        "screen-title": (
            "Wat anderen verliezen als {home} {refuses}, en wat wij als zij weigeren",
            "What others lose if {home} {refuses}, and what we lose if they do",
        ),
        "screen-how": (
            (
                "Landen van leveranciers: {tie}. Aantal producten met meer dan {threshold} verlies, van de "
                "{products} die beide kanten kopen."
            ),
            (
                "Countries of suppliers: {tie}. Number of products with a loss above {threshold}, of the "
                "{products} that both sides buy."
            ),
        ),
        "col-partner": ("partner", "partner"),
        "col-they": ("zij", "they"),
        "col-we": ("wij", "we"),
        "col-difference": ("saldo", "balance"),
        "follows": (
            "volgt daar {when}: {product}, {loss}",
            "follows there {when}: {product}, {loss}",
        ),
        "follows-nothing": ("daar volgt niets uit", "nothing follows there"),
        "head-they": (
            "Als {home} niets meer aan {partner} {supplies}, verliezen kopers daar {when} {count}: {knock}.",
            "If {home} no longer {supplies} {partner}, buyers there lose {count} {when}: {knock}.",
        ),
        "count": (
            "meer dan {threshold} van {products}",
            "more than {threshold} of {products}",
        ),
        "knock-none": (
            "alleen wat {home} zelf {supplies}",
            "only what {home} {supplies} itself",
        ),
        "knock-some": (
            "daarvan {n} doordat hun leveranciers iets missen",
            "{n} of them because their suppliers lack something",
        ),
        "head-mutual": (
            (
                "Omgekeerd verliezen wij {when} {products} door {partner}; in {mutual} van {layers} lagen "
                "is de afhankelijkheid dan wederzijds."
            ),
            (
                "The other way round we lose {products} {when} by {partner}; in {mutual} of {layers} "
                "layers dependence is mutual then."
            ),
        ),
        "head-none-open": (
            "Of dat zo is, beslist niet-genoemd aanbod.",
            "Unlisted supply decides whether that is so.",
        ),
        "head-none": (
            (
                "Wat {home} {refuses}, ontbreekt; meer dan {threshold} verlies van iets anders volgt er bij "
                "geen van deze partners uit, ook uiteindelijk niet."
            ),
            (
                "What {home} {refuses} is missing; a loss of more than {threshold} of anything else follows "
                "with none of these partners, not even in the end."
            ),
        ),
        "head-last": ("Uiteindelijk worden het er {last}.", "In the end it is {last}."),
        "head-worst": (
            "Ergste gevolg {when}: {product}, {loss}.",
            "The worst that follows {when}: {product}, {loss}.",
        ),
        "head-evidence": (
            (
                "Dat gevolg rust op {figures} cijfers: {read} gelezen, {recall} uit kennis, {judgement} "
                "ingeschat."
            ),
            (
                "That rests on {figures} figures: {read} read, {recall} recalled, {judgement} judged."
            ),
        ),
        "held": (
            (
                "Onmisbaar in {n} van de {all} producten waarvan meer dan {threshold} van {home} kan komen; achteraan hoeveel "
                "landen er uiteindelijk meer dan {threshold} van een ander product door verliezen:"
            ),
            (
                "Indispensable in {n} of the {all} products of which more than {threshold} may come from "
                "{home}; at the end how many countries lose more than {threshold} of another product by "
                "it:"
            ),
        ),
        "held-none": (
            "Van geen product blijkt {home} onmisbaar.",
            "For no product is {home} shown to be indispensable.",
        ),
        "held-row": (
            "{product}: {share}; overstappen kost ten minste {time}; {n}",
            "{product}: {share}; turning elsewhere takes at least {time}; {n}",
        ),
        "products": ("{n}\u00a0producten", "{n}\u00a0products"),
        "product": ("1\u00a0product", "1\u00a0product"),
        "countries": ("{n}\u00a0landen", "{n}\u00a0countries"),
        "country": ("1\u00a0land", "1\u00a0country"),
        "held-more": (
            "en nog {n}: zie tabel indispensable",
            "and {n} more: see table indispensable",
        ),
        "held-undecided": ("Onbeslist: {names}.", "Undecided: {names}."),
        "note": (
            (
                "Zonder vervanging; geen kans. Kopers daar staan voor iedereen die het product op zijn "
                "markt koopt. Saldo: zij min wij; boven 0 zijn zij afhankelijker. Tussen haakjes de "
                "grenzen door niet-genoemd aanbod; ? als die over het teken van het saldo verschillen."
            ),
            (
                "Without substitution; no probability. Buyers there stand for whoever buys the product "
                "on its market. Balance: they minus we; above 0 they depend more. In brackets the "
                "bounds from unlisted supply; ? where these differ on the sign of the balance."
            ),
        ),
        "yes": ("Onmisbaar", "Indispensable"),
        "no": ("Niet onmisbaar", "Not indispensable"),
        "undecided": ("Onbeslist", "Undecided"),
        "supplies": ("{share} van het aanbod komt van {home}", "{share} of supply is from {home}"),
        "supplies-little": (
            "maar {share} van het aanbod komt van {home}",
            "only {share} of supply is from {home}",
        ),
        "slow": (
            "de snelste afnemer elders heeft {time} nodig om over te stappen",
            "the quickest customer elsewhere needs {time} to turn to another supplier",
        ),
        "quick": (
            "een afnemer elders kan binnen {time} overstappen",
            "a customer elsewhere can turn to another supplier within {time}",
        ),
        "short": ("anderen kunnen {spare} extra leveren", "others can add {spare} of all supply"),
        "alone": ("niemand anders maakt het", "nobody else makes it"),
        "roomy": (
            "anderen kunnen {spare} extra leveren, genoeg om het op te vangen",
            "others can add {spare} of all supply, enough to make up for it",
        ),
        "need": ("nodig is te weten {needs}", "needed is {needs}"),
        "need-who": (
            "wie het niet-genoemde aanbod levert (het deel van {home} is {share})",
            "who supplies what nobody is listed for (the part of {home} is {share})",
        ),
        "need-time": (
            "hoe lang afnemers elders nodig hebben om over te stappen",
            "how long customers elsewhere need to turn to another supplier",
        ),
        "need-customers": (
            (
                "hoe lang gebruikers elders nodig hebben om over te stappen (het model heeft geen maker "
                "elders die het koopt)"
            ),
            (
                "how long users elsewhere need to turn to another supplier (the model has no maker "
                "elsewhere that buys it)"
            ),
        ),
        "need-spare": ("hoeveel anderen extra kunnen leveren", "how much others could add"),
        "home": ("eigen land", "home"),
        "refuse": ("weigert", "refuses"),
        "refuse-plural": ("weigeren", "refuses"),
        "supply": ("levert", "supplies"),
        "supply-plural": ("leveren", "supplies"),
    },
)
_BRIEF: Final = 20
"""A longer title of a group gives way to its id."""


def place_words(lang: Lang, codes: Sequence[str], *, titles: Titles | None = None) -> str:
    """Name home or a partner inside a sentence: a country, a group, or several as home.

    Examples
    --------
    >>> place_words("nl", ["NLD"]), place_words("en", ["EU27"]), place_words("nl", ["NLD", "BEL"])
    ('Nederland', 'the EU', 'eigen land')
    """
    if len(codes) > 1:
        return WORDS.say(lang, "home")
    if codes[0] == "others":
        return WORDS.say(lang, "others")
    title = (titles or {}).get(codes[0], "")
    return in_sentence(lang, codes[0], titles=titles if len(title) <= _BRIEF else None)


def verb(lang: Lang, word: str, *, codes: Sequence[str]) -> str:
    """Choose the form of a verb that fits how many do it.

    Examples
    --------
    >>> verb("nl", "refuse", codes=["USA"]), verb("en", "refuse", codes=["USA"])
    ('weigeren', 'refuses')
    """
    plural = len(codes) == 1 and (codes[0] == "others" or is_plural(lang, codes[0]))
    return WORDS.say(lang, f"{word}-plural" if plural else word)


def held_reason(
    lang: Lang,
    *,
    home: Sequence[str],
    share: tuple[float, float, float],
    answers: tuple[str, str, str],
    quickest: float | None,
    customers: bool,
    spare: float | None,
    verdict: str,
) -> str:
    r"""Say why home is indispensable in a product, why not, or what would decide it.

    Parameters
    ----------
    lang : str
        Language.
    home : sequence of str
        Countries or groups.
    share : tuple of float
        Part that home supplies, low, value and high.
    answers : tuple of str
        Whether it is needed, slow to replace, and short elsewhere.
    quickest : float or None
        Weeks that the quickest customer elsewhere needs.
    customers : bool
        Whether the model has customers elsewhere.
    spare : float or None
        What the others could add, of all supply.
    verdict : str
        ``yes``, ``no`` or ``undecided``.

    Examples
    --------
    >>> print(held_reason("en", home=["NLD"], share=(0.9, 0.9, 0.9), answers=("yes", "yes", "yes"),
    ...     quickest=208, customers=True, spare=0.01, verdict="yes").replace("\xa0", " "))
    ... # doctest: +NORMALIZE_WHITESPACE
    Indispensable: 90% of supply is from the Netherlands; the quickest customer elsewhere needs
    4 years to turn to another supplier; others can add 1% of all supply.
    """
    low, middle, high = share
    place = place_words(lang, home)
    part = percent_range(lang, low, mode=middle, high=high)
    time = "" if quickest is None else duration(lang, quickest)
    more = "" if spare is None else percent(lang, spare)
    needed, slow, short = answers
    if verdict == "yes":
        scarce = "alone" if middle >= 1.0 - EXACT else "short"
        said = [("supplies", needed), ("slow", slow), (scarce, short)]
        keys = [key for key, _ in said]
    elif verdict == "no":
        said = [("supplies-little", needed), ("quick", slow), ("roomy", short)]
        keys = [key for key, answer in said if answer == "no"]
    else:
        times = "need-time" if customers else "need-customers"
        said = [("need-who", needed), (times, slow), ("need-spare", short)]
        keys = list(dict.fromkeys(_asked(key, spare) for key, one in said if one == "unknown"))
    parts = [WORDS.say(lang, key, home=place, share=part, time=time, spare=more) for key in keys]
    if verdict == "undecided":
        text = WORDS.say(lang, "need", needs="; ".join(parts))
    else:
        text = "; ".join(parts)
    return f"{WORDS.say(lang, verdict)}: {text}."


def _asked(key: str, spare: float | None) -> str:
    """Where spare capacity is known, it is the unlisted supply that leaves it open."""
    return "need-who" if key == "need-spare" and spare is not None else key
