"""What makes a supply problem likely: governance, hazards, restrictions, laws, and thresholds."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from valuechain.schema.terms import (
    Evidence,
    Figure,
    Id,
    Moment,
    Number,
    Place3,
    Record,
    Share,
    Text,
    Weeks,
    Year,
)
from valuechain.vocab.words import LawGrade, LawReach, Lever, PublicInterest, Standing

Score = Annotated[Number, Field(ge=0, le=10)]
"""A score from 0 (best) to 10 (worst)."""


class Governance(Figure):
    """How well a country is governed, on a scale from 0 (best) to 10 (worst)."""

    value: Score
    """Score from 0 (best) to 10: (2.5 - mean of the six Worldwide Governance Indicators) x 2."""
    unit: str = "WGI scaled 0-10"
    """Scale of the score, in words."""
    year: Year | None = None
    """Year that the score is about."""
    standard_error: Annotated[Number, Field(ge=0)] | None = None
    """Standard error of the score, in the same points; the six indicators taken as independent."""


class Hazard(Figure):
    """Something other than law that has stopped or can stop supply from a country."""

    title: Text
    """What happened or can happen, in a few words."""
    products: tuple[Id, ...] = ()
    """Products that the hazard touches; all that the country makes if empty."""
    since: Moment | None = None
    """Since when the hazard is there: a day, a month or a year."""


class Country(Record):
    """What makes problems with supply from one country likely, besides law."""

    governance: Governance | None = None
    """How well the country is governed."""
    hazards: tuple[Hazard, ...] = ()
    """Events, other than law, that have stopped or can stop supply from the country."""
    coercion_note: str | None = None
    """What is known about the country's record of coercion; nothing is computed with it."""


class Restriction(Figure):
    """A restriction on trade: who, on what, towards whom, since when, by which instrument."""

    by: Place3
    """Country or group that restricts trade."""
    towards: tuple[str, ...]
    """Countries or groups that the restriction is aimed at; ``all`` for everyone."""
    towards_note: str | None = None
    """Whom the restriction is aimed at, in words, where names of countries do not say it."""
    products: tuple[Id, ...]
    """Products of the model that the restriction touches; may be empty."""
    instrument: str
    """The legal instrument by its name, such as a regulation."""
    since: Moment | None = None
    """When the restriction started: a day, a month or a year."""
    until: Moment | None = None
    """When the restriction ended, or a suspension of it ends: a day, a month or a year."""
    standing: Standing
    """Whether it holds today: in force, unknown, proposed, ended, or not a legal measure."""
    standing_note: str | None = None
    """Whether the restriction holds today, in the source's words."""
    strength: Literal["ban", "licence", "quota", "physical"]
    """How hard it bites: a ban, a licence to ask for, a quota, or a physical disruption."""
    side: Literal["export", "import"] = "export"
    """Whether exports by the seller are restricted, or imports by the buyer."""


class Law(Figure):
    """A law of one country that reaches suppliers abroad."""

    country: Place3
    """Country or group whose law it is."""
    statute: str
    """Name of the law."""
    year: Year | None = None
    """Year of the law."""
    levers: tuple[Lever, ...]
    """What the law can stop or demand, such as a service or technology."""
    reach: str
    """Whom and what the law reaches, in words."""
    reaches: tuple[LawReach, ...] = ("headquarters", "owner")
    """By which tie it reaches a supplier; an export law, by site: what is made on its territory."""
    grade: LawGrade = "exists"
    """Used against an ally or EU body since 2018, exists, or can be contracted around."""
    grade_evidence: Evidence | None = None
    """On what the grade of the law rests."""
    standing: Standing
    """Whether the law applies today: in force, not known, proposed or ended."""
    standing_note: str | None = None
    """Whether the law applies today, in the source's words."""


class Effect(Figure):
    """Part of output that is lost without an input, under three readings of the importance rule."""

    value: Share
    """Part of output that is lost under the default reading."""
    strict: Share
    """Part of output that is lost under the strict reading; at least that of the default."""
    lenient: Share
    """Part of output that is lost under the lenient reading; at most that of the default."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.lenient <= self.value <= self.strict:
            raise PydanticCustomError("effect_order", "lenient <= value <= strict")
        return self


class Parameters(Record):
    """How much output is lost without an important or a minor input."""

    important_effect: Effect
    """Part of output that is lost when an important input is wholly missing."""
    minor_effect: Effect
    """Part of output that is lost when a minor input is wholly missing; those of several add up."""


class ShareThreshold(Figure):
    """A fraction above or below which something counts."""

    value: Share
    """The threshold as a fraction, 0 to 1."""


class WeeksThreshold(Figure):
    """A duration from which something counts, or at which it is judged."""

    value: Weeks
    """The duration, with its unit."""


class ScoreThreshold(Figure):
    """A score of governance from which something counts."""

    value: Score
    """The score, 0 (best) to 10 (worst)."""


class ClassThreshold(Figure):
    """The lowest class of public interest in which a use counts as crucial."""

    value: PublicInterest
    """The class of public interest: vital, essential or valuable, the highest first."""


class LeverThreshold(Figure):
    """What a law must be able to stop or demand to count."""

    value: tuple[Lever, ...]
    """The levers of law that count, such as a service or technology."""


class GradeThreshold(Figure):
    """The mildest grade of law that still makes refusal likely."""

    value: LawGrade
    """The grade: ``used`` alone, ``exists`` (used laws too) or ``contractable`` (every law)."""


class Thresholds(Record):
    """From where on something counts in a verdict, each threshold with its source."""

    exposure: ShareThreshold
    """Loss of output above which a use counts as exposed, 0 to 1."""
    horizon: WeeksThreshold
    """Time after the removal at which a dependency is judged."""
    replacement: WeeksThreshold
    """Substitution time above which replacement counts as limited."""
    theta: ShareThreshold
    """Level below which a product or use counts as down, 0 to 1 (1 is today's use)."""
    public_interest: ClassThreshold
    """Class of public interest from which a use counts as crucial."""
    governance: ScoreThreshold
    """Score of governance from which supply problems count as likely, 0 (best) to 10 (worst)."""
    law_levers: LeverThreshold
    """Levers of law that make refusal likely where a law reaches the supplier."""
    law_grade: GradeThreshold | None = None
    """Mildest grade of law that makes refusal likely; any law in force if left out."""
