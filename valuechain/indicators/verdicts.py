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
from valuechain.kernels.levels import is_above
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang
from valuechain.texts.numbers import percent
from valuechain.texts.reasons import verdict_reason
from valuechain.vocab.words import PUBLIC_INTERESTS, Attribute, Question

_CHOICES: Final[dict[Answer, tuple[bool, ...]]] = {
    "yes": (True,),
    "no": (False,),
    "unknown": (True, False),
}


_Outcomes = dict[tuple[bool, bool, bool], str]


@dataclass(frozen=True, slots=True)
class Dependency:
    """One use's dependency on a country's part of one product, as measured.

    ``exposure`` is (low, figure, high) at the horizon; ``replacement_weeks`` the largest
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
    needed: float | None = None
    """Part of the supply that must come from others; as ``lost_share`` if left out."""
    needed_high: float | None = None
    """The same at the upper bound; as ``lost_high`` if left out."""

    @property
    def to_replace(self) -> tuple[float, float]:
        """What must come from others, as a part of the supply: the figure and the upper bound."""
        middle = self.lost_share if self.needed is None else self.needed
        most = self.lost_high if self.needed_high is None else self.needed_high
        return middle, middle if most is None else most


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
    possible: frozenset[str]
    """Classes that it may have; one, unless it is undecided."""
    tie: Attribute
    """By which country of the suppliers it was judged: under ``any`` the one that decides."""


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
    above = {bool(is_above(level, threshold)) for level in found.exposure}
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
        middle, most = found.to_replace
        answers = {found.spare < middle, found.spare * left < most}
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
    klass = next(iter(classes)) if len(classes) == 1 else "undecided"
    crucial: Answer = exposed if interest else "no"
    decides = _deciding(outcomes)
    reasons = {
        lang: _reason(model, found, klass, lang, decides=decides, components=components)
        for lang in ("en", "nl")
    }
    return Verdict(
        found,
        klass,
        crucial,
        likely,
        limited,
        reasons["en"],
        reasons["nl"],
        possible=frozenset(classes),
        tie=found.attribute,
    )


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
    if exposed or (limited and known):
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
        horizon=model.thresholds.horizon.value,
        crucial_note=note if interest else None,
        likely_components=passed,
        replacement_weeks=found.replacement_weeks,
        spare=found.spare,
        lost_share=found.to_replace[0],
        undecided=undecided,
    )
