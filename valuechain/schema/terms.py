"""Terms that every part of a model file uses: texts, ranges, durations, evidence, sources."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from valuechain.vocab.durations import format_weeks, parse_weeks
from valuechain.vocab.words import Reliability, Status


class Record(BaseModel):
    """A frozen part of a file that refuses keys it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, populate_by_name=True
    )


def _weeks(raw: object) -> object:
    if isinstance(raw, str):
        try:
            return parse_weeks(raw)
        except ValueError:
            raise ValueError("duration without a unit") from None
    raise ValueError("duration without a unit")


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A name in kebab-case."""
Alpha3 = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
"""A country as ISO 3166-1 alpha-3."""
Place3 = str
"""A country as ISO 3166-1 alpha-3, or the id of a group."""
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
"""A fraction, 0 to 1."""
Weeks = Annotated[
    float,
    BeforeValidator(_weeks, json_schema_input_type=str),
    PlainSerializer(format_weeks, return_type=str),
]
"""A duration, written with its unit: ``8 weeks``, ``24 months``, ``7 years``."""
Marking = Literal["public", "internal", "dep-v", "confidential", "secret"]


class Text(Record):
    """A text in the languages of the readers."""

    en: str
    """English."""
    nl: str | None = None
    """Dutch; English is shown where it is absent."""


class Range(Record):
    """A fraction that is known only roughly."""

    low: Share
    """Lowest plausible."""
    mode: Share
    """Most plausible."""
    high: Share
    """Highest plausible."""


class WeeksRange(Record):
    """A duration that is known only roughly."""

    low: Weeks
    """Shortest plausible."""
    mode: Weeks
    """Most plausible."""
    high: Weeks
    """Longest plausible."""


def _as_range(raw: object) -> object:
    """Read one number or duration as a range without width."""
    if isinstance(raw, int | float | str) and not isinstance(raw, bool):
        return {"low": raw, "mode": raw, "high": raw}
    return raw


ShareRange = Annotated[Range, BeforeValidator(_as_range, json_schema_input_type=Share | Range)]
"""A fraction: one number, or ``{low, mode, high}``."""
Duration = Annotated[
    WeeksRange, BeforeValidator(_as_range, json_schema_input_type=str | WeeksRange)
]
"""A duration: one such as ``8 weeks``, or ``{low, mode, high}``."""


class Evidence(Record):
    """On what a figure rests."""

    source: str | None = None
    """Key of the source."""
    credibility: Annotated[int, Field(ge=1, le=6)] | None = None
    """Admiralty credibility of the figure: 1 confirmed to 6 cannot be judged."""
    status: Status | None = None
    """Seen in the source (read), from general knowledge (recall), or set by us (judgement)."""
    note: str | None = None
    """What a reader must know to use the figure."""
    marking: Marking | None = None
    """How far the figure may travel."""


class Figure(Evidence):
    """A part of a file that holds figures, so it says on what they rest."""

    also_sources: tuple[str, ...] = ()
    """Further sources that say the same."""


class Source(Record):
    """A publication, data set or judgement that figures point at."""

    title: str
    """Title of the work."""
    publisher: str | None = None
    """Who published it."""
    year: int | None = None
    """Year of publication."""
    url: str | None = None
    """Where it can be found."""
    licence: str | None = None
    """Licence of the work, as stated by its publisher."""
    kind: (
        Literal["statistics", "primary", "secondary", "press", "aggregator", "recall", "judgement"]
        | None
    ) = None
    """What sort of source it is; its reliability follows from it."""
    reliability: Reliability
    """Admiralty reliability of the source: A reliable to F cannot be judged."""
    rationale: str | None = None
    """Why a judgement is as it is."""
    retrieved: str | None = None
    """How the source was read, or that it was not."""
    note: str | None = None
    """What a reader must know about it."""
    marking: Marking | None = None
    """How far it may travel."""
