"""What makes supply problems likely: governance, hazards, restrictions, and law with long arms.

Exposure is not a probability; likelihood is a separate axis and is never multiplied in.
"""

from dataclasses import dataclass
from typing import Literal

from valuechain.schema import Model
from valuechain.texts.languages import Lang
from valuechain.texts.reasons import (
    likely_governance,
    likely_hazard,
    likely_law,
    likely_restriction,
)
from valuechain.vocab.words import LAW_GRADES, Attribute, Question

Answer = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Component:
    """One thing that makes supply problems likely, or whose standing today is unknown."""

    answer: Answer
    en: str
    nl: str


def _title(text: object, lang: Lang) -> str:
    dutch = getattr(text, "nl", None)
    return str(dutch if lang == "nl" and dutch else getattr(text, "en", ""))


def _governance(model: Model, country: str) -> list[Component]:
    known = model.countries.get(country)
    threshold = model.thresholds.governance.value
    if known is None or known.governance is None:
        return [
            Component(
                "unknown",
                "how the country is governed: no governance estimate",
                "hoe het land wordt bestuurd: geen schatting van het bestuur",
            )
        ]
    score = known.governance.value
    if score < threshold:
        return []
    en, nl = (
        likely_governance(lang, score, threshold=threshold, country=country)
        for lang in ("en", "nl")
    )
    return [Component("yes", en, nl)]


def _hazards(model: Model, country: str, product: str) -> list[Component]:
    known = model.countries.get(country)
    return [
        Component(
            "yes",
            likely_hazard("en", _title(hazard.title, "en")),
            likely_hazard("nl", _title(hazard.title, "nl")),
        )
        for hazard in (known.hazards if known else ())
        if not hazard.products or product in hazard.products
    ]


def _members(model: Model, place: str) -> frozenset[str]:
    return frozenset(model.groups[place].members) if place in model.groups else frozenset({place})


def _restrictions(
    model: Model, country: str, product: str, circle: frozenset[str]
) -> list[Component]:
    """Export restrictions on the product, by the country, that can touch us."""
    found = []
    for restriction in model.restrictions.values():
        ours = any(
            place == "all" or _members(model, place) & circle for place in restriction.towards
        )
        if (
            restriction.side != "export"
            or restriction.strength == "physical"
            or product not in restriction.products
            or country not in _members(model, restriction.by)
            or not ours
        ):
            continue
        answer: Answer = {"in-force": "yes", "unknown": "unknown"}.get(restriction.standing, "no")  # type: ignore[assignment]
        if answer == "no":
            continue
        en, nl = (
            likely_restriction(
                lang,
                restriction.instrument,
                strength=restriction.strength,
                since=restriction.since,
            )
            if answer == "yes"
            else restriction.instrument
            for lang in ("en", "nl")
        )
        if answer == "unknown":
            en = f"whether this restriction applies today: {en}"
            nl = f"of deze beperking nu geldt: {nl}"
        found.append(Component(answer, en, nl))
    return found


def _laws(model: Model, country: str, attribute: Attribute) -> list[Component]:
    """Statutes of the country with a lever on supply, graded high enough, that reach the tie."""
    levers = set(model.thresholds.law_levers.value)
    lowest = model.thresholds.law_grade
    grades = LAW_GRADES if lowest is None else LAW_GRADES[: LAW_GRADES.index(lowest.value) + 1]
    reaching = [
        law
        for law in model.laws.values()
        if country in _members(model, law.country)
        and levers & set(law.levers)
        and law.grade in grades
        and (attribute == "any" or attribute in law.reaches)
    ]
    found = []
    names = [law.statute for law in reaching if law.standing == "in-force"]
    if names:
        en, nl = (likely_law(lang, "; ".join(names), attribute=attribute) for lang in ("en", "nl"))
        found.append(Component("yes", en, nl))
    found += [
        Component("unknown", f"whether {law.statute} applies today", f"of {law.statute} nu geldt")
        for law in reaching
        if law.standing == "unknown"
    ]
    return found


def likelihood(
    model: Model,
    *,
    country: str,
    product: str,
    attribute: Attribute,
    question: Question,
    circle: frozenset[str],
) -> tuple[Answer, tuple[Component, ...]]:
    """Whether supply problems are likely, and every component that says so.

    Parameters
    ----------
    model : Model
        Risk components and thresholds.
    country, product : str
        The dependency: that country's part of that product.
    attribute : str
        Which country of the suppliers counts; each law says by which it reaches them.
    question : str
        Disaster: governance and sourced hazards. Coercion: governance, restrictions in force on
        this product towards us or everyone, and law with a lever on supply.
    circle : frozenset of str
        Home and trusted.

    Returns
    -------
    answer : str
        ``yes`` if any component passes its threshold, ``unknown`` if only unknown ones could.
    components : tuple of Component
        Those that answer yes, or else those that are unknown.
    """
    found = _governance(model, country)
    if question == "disaster":
        found += _hazards(model, country, product)
    else:
        found += _restrictions(model, country, product, circle)
        found += _laws(model, country, attribute)
    passed = tuple(one for one in found if one.answer == "yes")
    if passed:
        return "yes", passed
    open_ones = tuple(one for one in found if one.answer == "unknown")
    return ("unknown", open_ones) if open_ones else ("no", ())
