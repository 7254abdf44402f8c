"""Risky strategic dependencies: crucial, likely, and hard to replace.

References
----------
Dutch framework for risky strategic dependencies (cabinet policy; crucial for a public interest
and supply problems likely); limited replacement as in the Geo-economic monitor. Method section 3.
"""

from dataclasses import dataclass
from itertools import product as every
from typing import Final

from valuechain.indicators.likelihood import Answer, Component, likelihood
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang
from valuechain.texts.numbers import percent
from valuechain.texts.reasons import FallbackTurn, fallback_turns, verdict_reason
from valuechain.vocab.words import PUBLIC_INTERESTS, Attribute, Origin, Question

_CHOICES: Final[dict[Answer, tuple[bool, ...]]] = {
    "yes": (True,),
    "no": (False,),
    "unknown": (True, False),
}


_Outcomes = dict[tuple[bool, bool, bool], str]


@dataclass(frozen=True, slots=True)
class Flip:
    """A fallback whose level decides a verdict by itself: above ``at`` the loss stays below.

    ``levels`` and their ``origins`` are low, most plausible and high.
    """

    product: str
    at: float
    levels: tuple[float, float, float]
    origins: tuple[Origin, Origin, Origin]


@dataclass(frozen=True, slots=True)
class Dependency:
    """One use's dependency on a country's part of one product, as measured.

    ``exposure`` is (low, figure, high) at the horizon; ``replacement_weeks`` the smallest
    substitution time among the slots of the product on the binding routes; ``lost_share`` the
    part of the supply that is removed; ``spare`` what the others could add. None is unknown.
    """

    use: str
    product: str
    country: str
    attribute: Attribute
    question: Question
    exposure: tuple[float, float, float]
    replacement_weeks: float | None
    lost_share: float
    spare: float | None
    lost_high: float | None = None
    """Part of the supply that may be removed at the upper bound; as the figure if left out."""
    window_weeks: float | None = None
    """Critical window within which the exposure stands; None: it is that at the horizon."""
    judged_week: int = 0
    """Week in which the exposure stands; 0: the horizon of the model."""
    at_fallback_ends: tuple[tuple[float, float, float], ...] = ()
    """Exposure at the lowest and at the highest level of the fallbacks, where they are ranges."""
    flips: tuple[Flip, ...] = ()
    """Fallbacks that decide by themselves whether it is exposed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The class of one dependency and what it rests on."""

    dependency: Dependency
    klass: str
    crucial: Answer
    likely: Answer
    limited: Answer
    reason_en: str
    reason_nl: str
    at_horizon: "Verdict | None" = None
    """The same judged at the horizon, where it is judged within a critical window."""


def classify(*, interest: bool, exposed: bool, likely: bool, limited: bool) -> str:
    """Class of a dependency by the rule of the method.

    Examples
    --------
    >>> classify(interest=True, exposed=True, likely=True, limited=False)
    'strategic'
    >>> classify(interest=False, exposed=True, likely=True, limited=True)
    'watch'
    """
    crucial = interest and exposed
    if crucial and likely and limited:
        return "risky-strategic"
    if crucial and (likely or limited):
        return "strategic"
    if crucial or (exposed and likely):
        return "watch"
    return "none"


def _exposed(found: Dependency, threshold: float) -> Answer:
    above = {
        level > threshold for three in (found.exposure, *found.at_fallback_ends) for level in three
    }
    if len(above) > 1:
        return "unknown"
    return "yes" if above.pop() else "no"


def _limited(model: Model, found: Dependency) -> Answer:
    """Whether replacement takes long and the others have too little to spare."""
    slow: Answer = "unknown"
    if found.replacement_weeks is not None:
        longer = found.replacement_weeks > model.thresholds.replacement.value
        slow = "yes" if longer else "no"
    short: Answer = "unknown"
    if found.spare is not None:
        high = found.lost_share if found.lost_high is None else found.lost_high
        left = (1.0 - high) / (1.0 - found.lost_share) if found.lost_share < 1 else 0.0
        answers = {found.spare < found.lost_share, found.spare * left < high}
        short = "unknown" if len(answers) > 1 else ("yes" if answers.pop() else "no")
    if "no" in {slow, short}:
        return "no"
    return "unknown" if "unknown" in {slow, short} else "yes"


def judge(model: Model, found: Dependency, *, circle: frozenset[str]) -> Verdict:
    """Judge one dependency; where an unknown decides, it is undecided and says what it needs.

    Parameters
    ----------
    model : Model
        Thresholds, risk components, titles.
    found : Dependency
        What was measured.
    circle : frozenset of str
        Home and trusted.
    """
    interest = PUBLIC_INTERESTS.index(
        model.uses[found.use].public_interest
    ) <= PUBLIC_INTERESTS.index(model.thresholds.public_interest.value)
    exposed = _exposed(found, model.thresholds.exposure.value)
    likely, components = likelihood(
        model,
        country=found.country,
        product=found.product,
        attribute=found.attribute,
        question=found.question,
        circle=circle,
    )
    limited = _limited(model, found)
    outcomes = _outcomes((exposed, likely, limited), interest=interest)
    classes = set(outcomes.values())
    klass = classes.pop() if len(classes) == 1 else "undecided"
    crucial: Answer = exposed if interest else "no"
    decides = _deciding(outcomes)
    reasons = {
        lang: _reason(model, found, klass, lang, decides=decides, components=components)
        for lang in ("en", "nl")
    }
    return Verdict(found, klass, crucial, likely, limited, reasons["en"], reasons["nl"])


def _outcomes(answers: tuple[Answer, Answer, Answer], *, interest: bool) -> _Outcomes:
    """Class under every answer that what is unknown may have."""
    return {
        (exposed, likely, limited): classify(
            interest=interest, exposed=exposed, likely=likely, limited=limited
        )
        for exposed, likely, limited in every(*(_CHOICES[answer] for answer in answers))
    }


def _deciding(outcomes: _Outcomes) -> tuple[bool, bool, bool]:
    """Whether exposed, likely and limited can each change the class by itself."""

    def decides(place: int) -> bool:
        others: dict[tuple[bool, ...], set[str]] = {}
        for case, klass in outcomes.items():
            others.setdefault(case[:place] + case[place + 1 :], set()).add(klass)
        return any(len(classes) > 1 for classes in others.values())

    return decides(0), decides(1), decides(2)


def _title(model: Model, key: str, lang: Lang) -> str:
    text = model.uses[key].title if key in model.uses else model.products[key].title
    return text.nl if lang == "nl" and text.nl else text.en


def _flip_words(model: Model, flip: Flip, lang: Lang) -> FallbackTurn:
    return {
        "product_title": _title(model, flip.product, lang),
        "at": flip.at,
        "levels": flip.levels,
        "origins": flip.origins,
    }


def _needs(
    model: Model,
    found: Dependency,
    lang: Lang,
    *,
    decides: tuple[bool, bool, bool],
    components: tuple[Component, ...],
) -> str:
    """What would have to be known to decide."""
    exposed, likely, limited = decides
    dutch = lang == "nl"
    needs = []
    known = found.replacement_weeks is not None and found.spare is not None
    turning = model.thresholds.exposure.value
    unlisted_decides = found.exposure[0] <= turning < found.exposure[2] or not found.flips
    if exposed and found.flips:
        needs += [fallback_turns(lang, _flip_words(model, one, lang)) for one in found.flips]
    if (exposed and unlisted_decides) or (limited and known):
        unlisted = percent(lang, model.products[found.product].remainder.share)
        needs.append(
            f"wie de niet-genoemde {unlisted} van het aanbod levert"
            if dutch
            else f"who supplies the unlisted {unlisted} of supply"
        )
        if any(p.site in model.groups for p in model.products[found.product].producers):
            needs.append(
                "waar in die landen de leveranciers staan van wie alleen de groep bekend is"
                if dutch
                else "where the suppliers stand of whom only a group of countries is known"
            )
    if likely:
        needs += [one.nl if dutch else one.en for one in components]
    if limited and found.replacement_weeks is None:
        needs.append("hoe lang vervanging duurt" if dutch else "how long replacement takes")
    if limited and found.spare is None:
        needs.append(
            "hoeveel capaciteit elders vrij is" if dutch else "the spare capacity elsewhere"
        )
    start = "nodig is te weten " if dutch else "needed is "
    return start + "; ".join(needs)


def _reason(
    model: Model,
    found: Dependency,
    klass: str,
    lang: Lang,
    *,
    decides: tuple[bool, bool, bool],
    components: tuple[Component, ...],
) -> str:
    use = model.uses[found.use]
    word = label(lang, use.public_interest, of="public_interest")
    passed = [one.nl if lang == "nl" else one.en for one in components if one.answer == "yes"]
    undecided = (
        _needs(model, found, lang, decides=decides, components=components)
        if klass == "undecided"
        else None
    )
    interest = PUBLIC_INTERESTS.index(use.public_interest) <= PUBLIC_INTERESTS.index(
        model.thresholds.public_interest.value
    )
    note = f"publiek belang {word}" if lang == "nl" else f"public interest {word}"
    return verdict_reason(
        lang,
        use_title=_title(model, found.use, lang),
        product_title=_title(model, found.product, lang),
        country=found.country,
        attribute=found.attribute,
        question=found.question,
        klass=klass,
        exposure=found.exposure,
        horizon=(
            model.thresholds.horizon.value if found.window_weeks is None else found.window_weeks
        ),
        window=found.window_weeks is not None,
        crucial_note=note if interest else None,
        likely_components=passed,
        replacement_weeks=found.replacement_weeks,
        spare=found.spare,
        lost_share=found.lost_share,
        undecided=undecided,
    )
