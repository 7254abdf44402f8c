"""Reasons of verdicts, in one line: what, from whom, how deep, why likely, how long without."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from valuechain.indicators.likelihood import Ground
from valuechain.indicators.verdicts import Need, TurningFallback, Verdict
from valuechain.schema import Model
from valuechain.schema.terms import Text
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, capital, inline, listing
from valuechain.texts.numbers import days, duration, number, percent, percent_range, within
from valuechain.texts.phrases import Phrases
from valuechain.texts.places import in_sentence
from valuechain.texts.ties import under_tie, who_refuses
from valuechain.vocab.words import Attribute, RiskQuestion

WORDS: Final = Phrases(
    "verdicts",
    {
        "refusal": (
            "{who} weigeren {product}: {{by}} valt {{depth}} van {{use}} weg",
            "{who} refuse {product}: {{depth}} of {{use}} is lost {{by}}",
        ),
        "loss": (
            "Zonder {product} {tie} valt {{by}} {{depth}} van {{use}} weg",
            "Without {product} {tie}, {{depth}} of {{use}} is lost {{by}}",
        ),
        "below": ("Blijft onder de drempels", "Stays below the thresholds"),
        "crucial": ("Cruciaal: publiek belang {interest}", "Crucial: public interest {interest}"),
        "likely": ("Aannemelijk: {why}", "Likely: {why}"),
        "and-more": (" en {n} meer", " and {n} more"),
        "replacement": ("Vervanging duurt {time}", "Replacement takes {time}"),
        "replacement-unknown": (
            "Hoe lang vervanging duurt is onbekend",
            "How long replacement takes is unknown",
        ),
        "spare": (
            "; elders is {spare} van het aanbod vrij, {lost} valt weg",
            "; {spare} of supply is spare elsewhere, {lost} is lost",
        ),
        "spare-refused": (
            "; elders is {spare} van het aanbod vrij, wie geweigerd wordt heeft {lost} nodig",
            "; {spare} of supply is spare elsewhere, those refused need {lost}",
        ),
        "window": (
            "Geteld is het diepste verlies binnen het kritieke venster, bij wegvallen vlak ervoor",
            "Counted is the deepest loss within the critical window, when removed just before it",
        ),
        "undecided": (
            "Onbeslist: nodig is te weten {needs}",
            "Undecided until it is known: {needs}",
        ),
        "governance": (
            "bestuur van {place} scoort {score} (drempel {limit}; 10 is slechtst)",
            "government of {place} scores {score} (threshold {limit}; 10 is worst)",
        ),
        "governance-unknown": (
            "hoe het land wordt bestuurd (geen schatting van het bestuur)",
            "how the country is governed (no governance estimate)",
        ),
        "hazard": ("gevaar: {title}", "hazard: {title}"),
        "restriction": (
            "{kind} van kracht ({instrument}{since})",
            "{kind} in force ({instrument}{since})",
        ),
        "since": (", sinds {year}", ", since {year}"),
        "restriction-unknown": (
            "of deze beperking nu geldt: {instrument}",
            "whether this restriction applies today: {instrument}",
        ),
        "within": ("binnen {time}", "within {time}"),
        "law": ("recht dat geldt voor {whom} ({statutes})", "law binding {whom} ({statutes})"),
        "law-site": ("wie daar maakt", "those who make it there"),
        "law-owner": ("de eigenaar", "the owner"),
        "law-headquarters": ("het hoofdkantoor", "the headquarters"),
        "law-any": ("plaats, hoofdkantoor of eigenaar", "site, headquarters or owner"),
        "law-unknown": ("of {statutes} nu geldt", "whether {statutes} applies today"),
        "need-fallback": (
            (
                "wat overeind blijft zonder {thing}: het oordeel kantelt bij {at}, en het is {low}, "
                "{middle} of {high}"
            ),
            (
                "what is kept up without {thing}: the verdict turns at {at}, and it is {low}, {middle} "
                "or {high}"
            ),
        ),
        "level": ("{level} ({origin})", "{level} ({origin})"),
        "need-unlisted": (
            "wie de niet-genoemde {share} van het aanbod levert",
            "who supplies the unlisted {share} of supply",
        ),
        "need-place": (
            "waar in die landen de leveranciers staan van wie alleen de groep bekend is",
            "where the suppliers stand of whom only a group of countries is known",
        ),
        "need-replacement": ("hoe lang vervanging duurt", "how long replacement takes"),
        "need-spare": ("hoeveel capaciteit elders vrij is", "the spare capacity elsewhere"),
    },
)


def merged(lang: Lang, components: Sequence[str]) -> list[str]:
    """Say once what several components have in common; of what differs name at most two.

    Examples
    --------
    >>> merged("en", ["law (Act A)", "law (Act B)", "law (Act C)", "hazard: floods"])
    ['law (Act A; Act B and 1 more)', 'hazard: floods']
    """
    found: dict[str, list[str]] = {}
    for component in components:
        start, bracket, rest = component.partition(" (")
        details = found.setdefault(start, [])
        if bracket:
            details.extend(rest.removesuffix(")").split("; "))
    return [
        f"{start} ({_first(lang, details)})" if details else start
        for start, details in found.items()
    ]


def _first(lang: Lang, details: Sequence[str]) -> str:
    more = len(details) - 2
    return "; ".join(details[:2]) + (WORDS.say(lang, "and-more", n=more) if more > 0 else "")


def _plain(name: str) -> str:
    """Keep braces in a name from being read as places to fill."""
    return name.replace("{", "{{").replace("}", "}}")


def _line(parts: Sequence[str]) -> str:
    return " ".join(f"{' '.join(part.splitlines()).rstrip('.')}." for part in parts)


@dataclass(frozen=True, slots=True)
class _Rest:
    """All that a reason depends on after its opening; most verdicts share it with many others."""

    klass: str
    interest: str | None
    """Public interest of the use, where it is high enough to make it crucial."""
    country: str
    attribute: Attribute
    product: str
    grounds: tuple[Ground, ...]
    replacement_weeks: float | None
    spare: float | None
    to_replace: float
    """What must come from others: all that is lost, or what those who are refused bought of it."""
    refused: bool
    needs: tuple[Need, ...]
    window: bool
    """Whether the loss is the deepest within the critical window of the use."""
    flips: tuple[TurningFallback, ...]


def _without_exposure(model: Model, verdict: Verdict) -> _Rest | None:
    """What is left to say after the opening; nothing of what stays below the thresholds."""
    found = verdict.dependency
    if verdict.klass == "none" and found.window_weeks is None:
        return None
    return _Rest(
        klass=verdict.klass,
        interest=model.uses[found.use].public_interest if verdict.interest else None,
        country=found.country,
        attribute=verdict.tie,
        product=found.product,
        grounds=verdict.grounds,
        replacement_weeks=found.replacement_weeks,
        spare=found.spare,
        to_replace=found.to_replace[0],
        refused=found.question == "coercion",
        needs=verdict.needs,
        window=found.window_weeks is not None,
        flips=found.flips,
    )


class VerdictWords:
    """Reasons of the verdicts on one model, in one language; each part is said once and kept.

    Parameters
    ----------
    model : Model
        Titles, thresholds, restrictions, laws and hazards.
    lang : str
        Language of the sentences.
    """

    def __init__(self, model: Model, lang: Lang) -> None:
        self.model, self.lang = model, lang
        self._by = cache(self._say_by)
        self._depth = cache(self._say_depth)
        self._opening = cache(self._say_opening)
        self._use = cache(self._say_use)
        self._rest = cache(self._say_rest)

    def reason(self, verdict: Verdict) -> str:
        """Give the reason of a verdict in one line that ends in a full stop."""
        found = verdict.dependency
        opening = self._opening(found.product, found.country, found.attribute, found.question)
        what = opening.format(
            depth=self._depth(found.exposure),
            by=self._by(found.window_weeks),
            use=self._use(found.use),
        )
        return f"{_line([what])} {self._rest(_without_exposure(self.model, verdict))}"

    def _title(self, text: Text) -> str:
        return text.nl if self.lang == "nl" and text.nl else text.en

    def _say_depth(self, exposure: tuple[float, float, float]) -> str:
        low, middle, high = exposure
        return percent_range(self.lang, low, mode=middle, high=high)

    def _say_by(self, window_weeks: float | None) -> str:
        if window_weeks is not None:
            return WORDS.say(self.lang, "within", time=days(self.lang, window_weeks))
        return within(self.lang, self.model.thresholds.horizon.value)

    def _say_use(self, use: str) -> str:
        return inline(self._title(self.model.title_of_use(use)))

    def _say_opening(
        self, product: str, country: str, attribute: Attribute, question: RiskQuestion
    ) -> str:
        """Say what happens, with places for depth, time and use."""
        title = inline(_plain(self._title(self.model.products[product].title)))
        if question == "coercion":
            who = capital(who_refuses(self.lang, country, attribute=attribute))
            return WORDS.say(self.lang, "refusal", who=_plain(who), product=title)
        tie = under_tie(self.lang, country, attribute=attribute)
        return WORDS.say(self.lang, "loss", product=title, tie=_plain(tie))

    def _say_rest(self, of: _Rest | None) -> str:
        """Say why it is crucial, why likely, how long replacement takes and what is unknown."""
        if of is None:
            return _line([WORDS.say(self.lang, "below")])
        parts = [WORDS.say(self.lang, "window")] if of.window else []
        if of.klass == "none":
            return _line([*parts, WORDS.say(self.lang, "below")])
        if of.interest is not None:
            word = label(self.lang, of.interest, of="public_interest")
            parts.append(WORDS.say(self.lang, "crucial", interest=word))
        if passed := [self._ground(one, of) for one in of.grounds if one.answer == "yes"]:
            why = listing(self.lang, merged(self.lang, passed))
            parts.append(WORDS.say(self.lang, "likely", why=why))
        parts.append(self._replacement(of))
        if of.klass == "undecided":
            needs = "; ".join(text for need in of.needs for text in self._need(need, of))
            parts.append(WORDS.say(self.lang, "undecided", needs=needs))
        return _line(parts)

    def _replacement(self, of: _Rest) -> str:
        text = WORDS.say(self.lang, "replacement-unknown")
        if of.replacement_weeks is not None:
            text = WORDS.say(
                self.lang, "replacement", time=duration(self.lang, of.replacement_weeks)
            )
        if of.spare is not None:
            spare, lost = (percent(self.lang, one) for one in (of.spare, of.to_replace))
            key = "spare-refused" if of.refused else "spare"
            text += WORDS.say(self.lang, key, spare=spare, lost=lost)
        return text

    def _need(self, need: Need, of: _Rest) -> list[str]:
        if need == "likelihood":
            return [self._ground(one, of) for one in of.grounds]
        if need == "fallback":
            return [self._turn(flip) for flip in of.flips]
        share = percent(self.lang, self.model.products[of.product].remainder.share)
        return [WORDS.say(self.lang, f"need-{need}", share=share)]

    def _turn(self, flip: TurningFallback) -> str:
        """Say at which level of a fallback a verdict turns, and what is known of that level."""
        low, middle, high = (
            WORDS.say(
                self.lang,
                "level",
                level=percent(self.lang, level),
                origin=label(self.lang, origin, of="origin"),
            )
            for level, origin in zip(flip.levels, flip.origins, strict=True)
        )
        thing = inline(self._title(self.model.products[flip.product].title))
        at = percent(self.lang, flip.at)
        said = {"thing": thing, "at": at, "low": low, "middle": middle, "high": high}
        return WORDS.say(self.lang, "need-fallback", **said)

    def _ground(self, ground: Ground, of: _Rest) -> str:
        """Say one thing that makes supply problems likely, or ask whether it does."""
        say = {
            "governance": self._governance,
            "hazard": self._hazard,
            "restriction": self._restriction,
            "law": self._law,
        }[ground.component]
        return say(ground, of)

    def _governance(self, ground: Ground, of: _Rest) -> str:
        if ground.score is None:
            return WORDS.say(self.lang, "governance-unknown")
        return WORDS.say(
            self.lang,
            "governance",
            place=in_sentence(self.lang, of.country),
            score=number(self.lang, ground.score, digits=1),
            limit=number(self.lang, self.model.thresholds.governance.value, digits=1),
        )

    def _hazard(self, ground: Ground, of: _Rest) -> str:
        title = self._title(self.model.countries[of.country].hazards[ground.place].title)
        return WORDS.say(self.lang, "hazard", title=inline(title))

    def _restriction(self, ground: Ground, of: _Rest) -> str:
        del of
        found = self.model.restrictions[ground.ids[0]]
        if ground.answer == "unknown":
            return WORDS.say(self.lang, "restriction-unknown", instrument=found.instrument)
        since = WORDS.say(self.lang, "since", year=found.since[:4]) if found.since else ""
        kind = label(self.lang, found.strength, of="strength")
        said = {"kind": kind, "instrument": found.instrument, "since": since}
        return WORDS.say(self.lang, "restriction", **said)

    def _law(self, ground: Ground, of: _Rest) -> str:
        statutes = "; ".join(self.model.laws[key].statute for key in ground.ids)
        if ground.answer == "unknown":
            return WORDS.say(self.lang, "law-unknown", statutes=statutes)
        whom = WORDS.say(self.lang, f"law-{of.attribute}")
        return WORDS.say(self.lang, "law", whom=whom, statutes=statutes)
