"""Sentences about survival: how long it holds, when others have stepped in, what would close it."""

from dataclasses import dataclass
from typing import Final

from valuechain.texts.languages import Lang, inline
from valuechain.texts.numbers import duration
from valuechain.texts.phrases import Phrases
from valuechain.texts.places import Titles
from valuechain.texts.ties import under_tie, who_refuses
from valuechain.vocab.words import Attribute, Mode

WeeksOrNever = int | None
"""Whole weeks; None: not within the weeks that were followed."""
WORDS: Final = Phrases(
    "survival",
    {
        "asks": (
            "Hoelang houdt elke toepassing het vol, en welke voorraad overbrugt het gat",
            "How long each use holds out, and which stock bridges the gap",
        ),
        "meaning": (
            "TTS: hele weken op of boven het niveau theta na een blijvend verlies, met de voorraden die er zijn en zonder dat iemand inspringt. Weken tot herstel: de laatste week eronder als anderen inspringen met wat zij overhebben, op zijn gunstigst. Het gat is het verschil. Een voorraad telt alleen als narekenen laat zien dat hij het gat dicht.",
            "TTS: whole weeks at or above the level theta after a lasting loss, with the stocks there are and nobody stepping in. Weeks to recovery: the last week below it if others step in with what they have to spare, at its most favourable. The gap is the difference. A stock counts only if computing it anew shows that it closes the gap.",
        ),
        "headline": (
            "Bekeken combinaties van een toepassing en een verlies: {asked}. Onder {theta} van nu binnen {weeks}: {fall}{most}.",
            "Combinations of a use and a loss looked at: {asked}. Below {theta} of today within {weeks}: {fall}{most}.",
        ),
        "at-most": (
            ", met niet-genoemd aanbod hoogstens {count}",
            ", with unlisted supply at most {count}",
        ),
        "counts": (
            "Van die {all}: {gap} zonder dat iemand op tijd inspringt, {bridged} overbrugd, {undecided} onbeslist, omdat wie niet genoemd of wat niet bekend is beslist.",
            "Of those {all}: {gap} without anybody stepping in in time, {bridged} bridged, {undecided} undecided, since who is not listed or what is not known decides.",
        ),
        "tie": ("Een land telt naar {attribute}.", "A country counts by {attribute}."),
        "tie-all": ("Een land telt naar elke band apart.", "A country counts by each tie apart."),
        "never": (
            "Geen enkel bekeken verlies ({asked}) brengt een toepassing binnen {weeks} onder {theta} van nu.",
            "None of the losses looked at ({asked}) takes a use below {theta} of today within {weeks}.",
        ),
        "unhurt": (
            "Komt elk bekeken verlies door: {names}.",
            "Comes through every loss looked at: {names}.",
        ),
        "capped": (
            "Gehouden door de regel voor belangrijkheid, niet door de keten (tabel holding): {count}.",
            "Held by the importance rule, not by the chain (table holding): {count}.",
        ),
        "column-use": ("Toepassing, en wat wegvalt", "Use, and what is gone"),
        "column-tts": ("TTS", "TTS"),
        "column-recovery": ("herstel", "recovery"),
        "column-closes": ("wat het gat dicht", "what closes the gap"),
        "note": (
            (
                "Weken. TTS: zo lang houdt het vol met wat er ligt. Herstel: zo lang duurt het voor "
                "anderen hebben overgenomen, op zijn gunstigst. >{weeks}: niet binnen {weeks} weken. "
                "Tussen haakjes de ongunstige grens, ?: die beslist. Hoe de vraag over de afnemers "
                "verdeeld is, is onze inschatting waar het model geen bron noemt; dat beslist mee of "
                "anderen genoeg overhebben."
            ),
            (
                "Weeks. TTS: how long it holds with what is in stock. Recovery: how long until others "
                "have taken over, at best. >{weeks}: not within {weeks} weeks. In brackets the "
                "unfavourable bound, ?: that bound decides. How demand divides over customers is our "
                "judgement where the model cites no source; it helps decide whether others have enough "
                "to spare."
            ),
        ),
        "more": ("en nog {count} (tabel survival)", "and {count} more (table survival)"),
        "closes-use": ("{weeks} weken voorraad bij zich", "{weeks} weeks of stock at hand"),
        "closes-source": ("{weeks} weken voorraad elders", "{weeks} weeks of stock elsewhere"),
        "service": ("geen: een dienst", "none: a service"),
        "time-unknown": ("vervangtijd onbekend", "time not known"),
        "time": ("vervangen duurt te lang", "replacing takes too long"),
        "spare-unknown": ("reserve onbekend", "spare not known"),
        "spare-none": ("geen: geen reserve", "none: nothing spare"),
        "spare-little": ("geen: te weinig reserve", "none: too little spare"),
        "undecided": ("onbeslist", "undecided"),
        "undecided-time-unknown": ("onbeslist: tijd onbekend", "undecided: time not known"),
        "undecided-spare-unknown": ("onbeslist: reserve onbekend", "undecided: spare not known"),
        "not-found": ("niet gevonden", "not found"),
        "closable": ("Met voorraad te dichten: {count}.", "Closed by a stock: {count}."),
        "figure-title": (
            "Hoelang het standhoudt, en tot anderen er zijn",
            "How long it holds, and until others are there",
        ),
        "figure-weeks": ("weken na het verlies", "weeks after the loss"),
        "figure-tts": ("houdt stand (TTS)", "holds (TTS)"),
        "figure-recovery": ("gat, tot herstel", "gap, until recovery"),
        "figure-low": (
            "houdt misschien stand: hangt af van wie niet genoemd is",
            "may hold: depends on who is not listed",
        ),
        "figure-note": (
            (
                "De ernstigste verliezen per toepassing. Pijl: niet binnen {weeks} weken. ?: onbeslist, het "
                "hangt af van wie niet genoemd is."
            ),
            (
                "The gravest losses of each use. Arrow: not within {weeks} weeks. ?: undecided, it depends "
                "on who is not listed."
            ),
        ),
        "lost": ("weg", "gone"),
        "withheld": ("geweigerd", "refused"),
        "falls-lost-maker": ("Zonder {name}", "Without {name}"),
        "falls-lost-maker-part": ("Zonder {what} van {name}", "Without {what} by {name}"),
        "falls-withheld-maker": (
            "Als {name} weigert te leveren",
            "If {name} refuses to supply",
        ),
        "falls-withheld-maker-part": (
            "Als {name} weigert {what} te leveren",
            "If {name} refuses to supply {what}",
        ),
        "falls-lost-country": ("Zonder aanbod {tie}", "Without supply {tie}"),
        "falls-lost-country-part": ("Zonder {what} {tie}", "Without {what} {tie}"),
        "falls-withheld-country": (
            "Als {who} weigeren te leveren",
            "If {who} refuse to supply",
        ),
        "falls-withheld-country-part": (
            "Als {who} weigeren {what} te leveren",
            "If {who} refuse to supply {what}",
        ),
        "reason": ("{gone}: {middle}.", "{gone}: {middle}."),
        "not-known-undecided": (
            "Onbeslist: dat geldt als niemand inspringt; of en wanneer anderen dat kunnen is niet bekend van {names}.",
            "Undecided: that holds if nobody steps in; whether and when others could is not known of {names}.",
        ),
        "not-known": (
            "Let op: dat geldt als niemand inspringt; of en wanneer anderen dat kunnen is niet bekend van {names}.",
            "Note: that holds if nobody steps in; whether and when others could is not known of {names}.",
        ),
        "worst-undecided": (
            "Onbeslist: valt ook weg wat er aan niet-genoemd aanbod kan zijn, dan {worst}.",
            "Undecided: if what unlisted supply there may be goes too, it {worst}.",
        ),
        "worst": (
            "Valt ook weg wat er aan niet-genoemd aanbod kan zijn, dan {worst}.",
            "If what unlisted supply there may be goes too, it {worst}.",
        ),
        "holds-throughout": ("houdt het minstens {whole} vol", "holds for at least {whole}"),
        "holds-for": ("houdt het {long} vol", "holds for {long}"),
        "at-once": ("valt meteen", "falls at once"),
        "at-once-then": ("valt het meteen", "falls at once"),
        "not-back": ("{held}, niet terug binnen {whole}", "{held}, not back within {whole}"),
        "not-back-then": (
            "{held} en is het niet terug binnen {whole}",
            "{held} and is not back within {whole}",
        ),
        "stepped-in": (
            "{held}, anderen springen eerder in",
            "{held}, others step in before that",
        ),
        "stepped-in-then": (
            "{held} en springen anderen eerder in",
            "{held} and others step in before that",
        ),
        "taken-over": (
            "{held}, anderen hebben het na {late} overgenomen ({short} te laat)",
            "{held}, others have taken over after {late} ({short} short)",
        ),
        "taken-over-then": (
            "{held} en hebben anderen het na {late} overgenomen ({short} te laat)",
            "{held} and others have taken over after {late} ({short} short)",
        ),
    },
)


@dataclass(frozen=True, slots=True)
class WeekSpan:
    """A time in weeks with its bounds, the shortest first."""

    low: WeeksOrNever
    middle: WeeksOrNever
    high: WeeksOrNever


@dataclass(frozen=True, slots=True)
class Gone:
    """What is taken away, with the names that a sentence about it needs."""

    name: str
    """Country code, or the name of a firm or producer."""
    kind: str
    attribute: Attribute
    mode: Mode
    product_title: str
    titles: Titles


def gone_phrase(lang: Lang, gone: Gone) -> str:
    """Say what is taken away, as the opening of a sentence.

    Examples
    --------
    >>> gone = Gone("JPN", "country", "site", "lost", "", {})
    >>> gone_phrase("nl", gone), gone_phrase("en", gone)
    ('Zonder aanbod uit Japan', 'Without supply from Japan')
    >>> gone_phrase("en", Gone("TSMC (Taiwan)", "producer", "any", "withheld", "Wafers", {}))
    'If TSMC (Taiwan) refuses to supply wafers'
    """
    key = f"falls-{gone.mode}-{'country' if gone.kind == 'country' else 'maker'}"
    what = inline(gone.product_title)
    parts: dict[str, object] = {"name": gone.name, "what": what}
    if gone.kind == "country":
        by, titles = gone.attribute, gone.titles
        parts["tie"] = under_tie(lang, gone.name, attribute=by, titles=titles)
        parts["who"] = who_refuses(lang, gone.name, attribute=by, titles=titles)
    return WORDS.say(lang, f"{key}-part" if what else key, **parts)


def survival_reason(
    lang: Lang,
    gone: Gone,
    *,
    tts: WeekSpan,
    recovery: WeekSpan,
    gap: WeekSpan,
    horizon: int,
    undecided: bool,
    unknown: str = "",
) -> str:
    r"""Say how long it holds, when others have taken over, and what is in between.

    Parameters
    ----------
    lang : str
        Language.
    gone : Gone
        What is gone.
    tts, recovery, gap : WeekSpan
        Times in weeks; at the upper bound of a loss it holds shortest and is back last.
    horizon : int
        Weeks that were followed.
    undecided : bool
        Whether the bounds disagree on there being a gap.
    unknown : str
        Titles of the inputs of which it is not known how soon, or how much, others could step in,
        where that decides how long the gap is, or whether there is one.

    Examples
    --------
    >>> gone = Gone("JPN", "country", "site", "lost", "", {})
    >>> two, ten, eight = WeekSpan(2, 2, 2), WeekSpan(10, 10, 10), WeekSpan(8, 8, 8)
    >>> print(survival_reason("en", gone, tts=two, recovery=ten, gap=eight, horizon=520,
    ...                       undecided=False).replace("\xa0", " "))
    Without supply from Japan: holds for 2 weeks, others have taken over after 10 weeks (8 weeks short).
    >>> never = WeekSpan(0, 0, None)
    >>> print(survival_reason("nl", gone, tts=WeekSpan(4, None, None), recovery=never, gap=never,
    ...                       horizon=520, undecided=True).replace("\xa0", " "))
    ... # doctest: +NORMALIZE_WHITESPACE
    Zonder aanbod uit Japan: houdt het minstens 10 jaar vol. Onbeslist: valt ook weg wat er aan
    niet-genoemd aanbod kan zijn, dan houdt het 4 weken vol en is het niet terug binnen 10 jaar.
    """
    told = _told(lang, tts.middle, recovery.middle, gap.middle, horizon=horizon)
    text = WORDS.say(lang, "reason", gone=gone_phrase(lang, gone), middle=told)
    if unknown:
        key = "not-known-undecided" if undecided else "not-known"
        return f"{text} {WORDS.say(lang, key, names=unknown)}"
    differs = (tts.low, recovery.high, gap.high) != (tts.middle, recovery.middle, gap.middle)
    if not undecided and not differs:
        return text
    worst = _told(lang, tts.low, recovery.high, gap.high, horizon=horizon, after=True)
    return f"{text} {WORDS.say(lang, 'worst-undecided' if undecided else 'worst', worst=worst)}"


def _told(
    lang: Lang,
    tts: WeeksOrNever,
    recovery: WeeksOrNever,
    gap: WeeksOrNever,
    *,
    horizon: int,
    after: bool = False,
) -> str:
    """Say what happens at one bound; ``after`` a clause, where Dutch turns the words round."""
    whole, then = duration(lang, horizon), "-then" if after else ""
    if tts is None:
        return WORDS.say(lang, "holds-throughout", whole=whole)
    held = (
        WORDS.say(lang, f"at-once{then}")
        if tts == 0
        else WORDS.say(lang, "holds-for", long=duration(lang, tts))
    )
    if recovery is None:
        return WORDS.say(lang, f"not-back{then}", held=held, whole=whole)
    if recovery == 0:
        return WORDS.say(lang, f"stepped-in{then}", held=held)
    late, short = duration(lang, recovery), duration(lang, gap or 0)
    return WORDS.say(lang, f"taken-over{then}", held=held, late=late, short=short)
