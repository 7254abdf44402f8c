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
"""A score, 0 to 10."""


class Governance(Figure):
    """Quality of government of a country, scaled 0 (best) to 10 (worst)."""

    value: Score
    """(2.5 - mean of the six WGI estimates) x 2."""
    unit: str = "WGI scaled 0-10"
    """Unit."""
    year: Year | None = None
    """Year."""
    standard_error: Annotated[Number, Field(ge=0)] | None = None
    """Standard error of the value, on the same scale, estimates taken as independent."""


class Hazard(Figure):
    """Something other than law that has stopped or can stop supply from a country."""

    title: Text
    """What it is."""
    products: tuple[Id, ...] = ()
    """Products it touches; all of the country's if empty."""
    since: Moment | None = None
    """Date of the start."""


class Country(Record):
    """Risk components of one country."""

    governance: Governance | None = None
    """Quality of government."""
    hazards: tuple[Hazard, ...] = ()
    """Hazards with a source."""
    coercion_note: str | None = None
    """What is known about its record of coercion."""


class Restriction(Figure):
    """A restriction on exports: who, on what, towards whom, since when, by which instrument."""

    by: Place3
    """Country or group that restricts."""
    towards: tuple[str, ...]
    """Countries or groups it is aimed at; ``all`` for everyone."""
    towards_note: str | None = None
    """Whom it is aimed at, where no country says it."""
    products: tuple[Id, ...]
    """Products of the model that it touches; may be empty."""
    instrument: str
    """The legal instrument."""
    since: Moment | None = None
    """Date of the start."""
    until: Moment | None = None
    """Date of the end, or of the end of a suspension."""
    standing: Standing
    """In force today, unknown today, proposed, ended, or not a legal measure."""
    standing_note: str | None = None
    """Its standing in the source's words."""
    strength: Literal["ban", "licence", "quota", "physical"]
    """How hard it bites."""
    side: Literal["export", "import"] = "export"
    """Whether exports are restricted, or imports by the buyer."""


class Law(Figure):
    """A statute that reaches firms or owners abroad."""

    country: Place3
    """Country or group whose statute it is."""
    statute: str
    """Name of the statute."""
    year: Year | None = None
    """Year."""
    levers: tuple[Lever, ...]
    """What it can stop or demand."""
    reach: str
    """What it reaches."""
    reaches: tuple[LawReach, ...] = ("headquarters", "owner")
    """By which tie it reaches a supplier: an export law reaches what is made on its territory."""
    grade: LawGrade = "exists"
    """Used against an ally or EU body since 2018, exists, or can be contracted around."""
    grade_evidence: Evidence | None = None
    """On what the grade rests."""
    standing: Standing
    """Whether it applies today."""
    standing_note: str | None = None
    """Its standing in the source's words."""


class Effect(Figure):
    """Effect of an input by its importance, with two named variants."""

    value: Share
    """Default rule."""
    strict: Share
    """Strict rule."""
    lenient: Share
    """Lenient rule: at most the default, as strict is at least the default."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.lenient <= self.value <= self.strict:
            raise PydanticCustomError("effect_order", "lenient <= value <= strict")
        return self


class Parameters(Record):
    """Parameters of the importance rule."""

    important_effect: Effect
    """Loss of output when an important input is wholly missing."""
    minor_effect: Effect
    """Loss of output when a minor input is wholly missing; the effects of several add up."""


class ShareThreshold(Figure):
    """A fraction above which something counts."""

    value: Share
    """The fraction."""


class WeeksThreshold(Figure):
    """A duration above which something counts."""

    value: Weeks
    """The duration."""


class ScoreThreshold(Figure):
    """A score from which something counts."""

    value: Score
    """The score, 0 to 10."""


class ClassThreshold(Figure):
    """The lowest class of public interest that counts as crucial."""

    value: PublicInterest
    """The class."""


class LeverThreshold(Figure):
    """Levers of law that can stop supply."""

    value: tuple[Lever, ...]
    """The levers."""


class GradeThreshold(Figure):
    """The lowest grade of a law that makes refusal likely."""

    value: LawGrade
    """The grade: ``used``, ``exists`` (used too) or ``contractable`` (all)."""


class Thresholds(Record):
    """Thresholds of the verdict rule, each with its source."""

    exposure: ShareThreshold
    """Exposure above which a use is exposed."""
    horizon: WeeksThreshold
    """Horizon at which a dependency is judged."""
    replacement: WeeksThreshold
    """Substitution time above which replacement is limited."""
    theta: ShareThreshold
    """Level below which a product or use counts as down."""
    public_interest: ClassThreshold
    """Class from which a use is crucial."""
    governance: ScoreThreshold
    """Governance score from which supply problems are likely."""
    law_levers: LeverThreshold
    """Levers of law that make refusal likely where they reach the supplier."""
    law_grade: GradeThreshold | None = None
    """Lowest grade of law that makes refusal likely; any law in force if left out."""
