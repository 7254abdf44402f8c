"""What makes supply problems likely: governance, hazards, restrictions, and law with long arms.

Exposure is not a probability; likelihood is a separate axis and is never multiplied in.
"""

from dataclasses import dataclass
from typing import Literal

from valuechain.schema import Model
from valuechain.vocab.words import LAW_GRADES, Answer, Attribute, RiskQuestion

Component = Literal["governance", "hazard", "restriction", "law"]


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that makes supply problems likely, or of which that is not known.

    The sentence about it is made where it is shown; here are its code and its figures.
    """

    component: Component
    """Which of the four components of likelihood it is."""
    answer: Answer
    """``yes``, or ``unknown`` where its standing today, or its score, is not known."""
    ids: tuple[str, ...] = ()
    """The restriction, or the laws, in the model."""
    place: int = 0
    """Place of a hazard among those of the country, from 0."""
    score: float | None = None
    """Score of governance, 0 (best) to 10 (worst); None where there is no estimate."""


def _governance(model: Model, country: str) -> list[Ground]:
    known = model.countries.get(country)
    if known is None or known.governance is None:
        return [Ground("governance", "unknown")]
    score = known.governance.value
    passes = score >= model.thresholds.governance.value
    return [Ground("governance", "yes", score=score)] if passes else []


def _hazards(model: Model, country: str, product: str) -> list[Ground]:
    known = model.countries.get(country)
    return [
        Ground("hazard", "yes", place=place)
        for place, hazard in enumerate(known.hazards if known else ())
        if not hazard.products or product in hazard.products
    ]


def _members(model: Model, place: str) -> frozenset[str]:
    return frozenset(model.groups[place].members) if place in model.groups else frozenset({place})


def _restrictions(model: Model, country: str, product: str, circle: frozenset[str]) -> list[Ground]:
    """Export restrictions on the product, by the country, that can touch us."""
    answers: dict[str, Answer] = {"in-force": "yes", "unknown": "unknown"}
    return [
        Ground("restriction", answers[restriction.standing], ids=(key,))
        for key, restriction in model.restrictions.items()
        if product in restriction.products
        and restriction.side == "export"
        and restriction.strength != "physical"
        and restriction.standing in answers
        and country in _members(model, restriction.by)
        and any(place == "all" or _members(model, place) & circle for place in restriction.towards)
    ]


def _laws(model: Model, country: str, attribute: Attribute) -> list[Ground]:
    """Statutes of the country with a lever on supply, graded high enough, that reach the tie."""
    levers = set(model.thresholds.law_levers.value)
    lowest = model.thresholds.law_grade
    grades = LAW_GRADES if lowest is None else LAW_GRADES[: LAW_GRADES.index(lowest.value) + 1]
    reaching = [
        (key, law.standing)
        for key, law in model.laws.items()
        if country in _members(model, law.country)
        and levers & set(law.levers)
        and law.grade in grades
        and (attribute == "any" or attribute in law.reaches)
    ]
    stand = tuple(key for key, standing in reaching if standing == "in-force")
    return [
        *([Ground("law", "yes", ids=stand)] if stand else []),
        *(Ground("law", "unknown", ids=(key,)) for key, state in reaching if state == "unknown"),
    ]


def likelihood(
    model: Model,
    *,
    country: str,
    product: str,
    attribute: Attribute,
    question: RiskQuestion,
    circle: frozenset[str],
) -> tuple[Answer, tuple[Ground, ...]]:
    """Whether supply problems are likely, and every ground that says so.

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
        ``yes`` if any ground passes its threshold, ``unknown`` if only unknown ones could.
    grounds : tuple of Ground
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
