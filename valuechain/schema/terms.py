"""Terms that every part of a model file uses: texts, ranges, durations, evidence, sources."""

import datetime as dt
import re
from functools import lru_cache
from typing import Annotated, Final, Literal, Protocol, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    Strict,
    model_validator,
)
from pydantic_core import PydanticCustomError

from valuechain.vocab.durations import WRITTEN, format_weeks, parse_weeks
from valuechain.vocab.words import ChangeWhy, Reliability, Status


class Record(BaseModel):
    """A frozen part of a file that refuses keys it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        populate_by_name=True,
        defer_build=True,
    )


_MOMENT: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
MOST_WEEKS: Final = 52_000
"""Longest duration: a thousand years; what is longer is a slip of the pen."""
_known_weeks = lru_cache(maxsize=4096)(parse_weeks)


def _weeks(raw: object) -> float:
    if isinstance(raw, str):
        try:
            weeks = _known_weeks(raw)
        except ValueError:
            if raw.startswith("-") and raw[1:2].isdigit():
                raise PydanticCustomError("duration_negative", "at least 0 weeks") from None
        else:
            if weeks > MOST_WEEKS:
                raise PydanticCustomError("duration_long", "at most a thousand years")
            return weeks
    raise PydanticCustomError("duration_unit", "a duration needs a unit: `8 weeks`")


def _date(raw: object) -> object:
    if isinstance(raw, dt.date):
        return raw
    try:
        return dt.date.fromisoformat(raw if isinstance(raw, str) and len(raw) == 10 else "")
    except ValueError:
        raise PydanticCustomError("impossible_date", "a date is written 2026-01-31") from None


def _when(raw: object) -> object:
    """Read ``2023`` as the text it stands for."""
    if isinstance(raw, dt.date):
        return raw.isoformat()
    return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw


def _moment(raw: object) -> object:
    text = _when(raw)
    if not isinstance(text, str):
        return text
    if _MOMENT.fullmatch(text):
        try:
            dt.date.fromisoformat(f"{text}-01-01"[:10])
        except ValueError:
            pass
        else:
            return text
    raise PydanticCustomError("impossible_date", "a date is written 2026-01-31")


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A name in kebab-case."""
Alpha3 = Annotated[str, Field(json_schema_extra={"pattern": "^[A-Z]{3}$"})]
"""A country as ISO 3166-1 alpha-3."""
Place3 = Annotated[str, Field(json_schema_extra={"format": "country-or-group"})]
"""A country as ISO 3166-1 alpha-3, or the id of a group."""
Whole = Annotated[int, Strict()]
"""A whole number."""
Year = Annotated[Whole, Field(ge=1500, le=2100)]
"""A year."""
Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]
"""A finite number."""
Flag = Annotated[bool, Strict()]
"""``true`` or ``false``."""
Share = Annotated[float, Strict(), Field(ge=0, le=1, allow_inf_nan=False)]
"""A fraction, 0 to 1."""
_Written = Annotated[str, Field(pattern=f"^{WRITTEN}$")]
Weeks = Annotated[
    float,
    BeforeValidator(_weeks, json_schema_input_type=_Written),
    PlainSerializer(format_weeks, return_type=str),
]
"""A duration, written with its unit: ``8 weeks``, ``24 months``, ``7 years``."""
Day = Annotated[dt.date, BeforeValidator(_date, json_schema_input_type=dt.date)]
"""A day, written ``2026-01-31``."""
Moment = Annotated[str, BeforeValidator(_moment, json_schema_input_type=str | int)]
"""A day, month or year, written ``2026-01-31``, ``2026-01`` or ``2026``."""
Period = Annotated[str, BeforeValidator(_when, json_schema_input_type=str | int)]
"""A year or years, written ``2024`` or ``2022-2024``."""
Marking = Literal["public", "internal", "dep-v", "confidential", "secret"]


class Text(Record):
    """A text in the languages of the readers."""

    en: str
    """English."""
    nl: str | None = None
    """Dutch; English is shown where it is absent."""


class Ranged(Protocol):
    """Anything with a lowest, a most plausible and a highest figure."""

    @property
    def low(self) -> float:
        """Lowest plausible."""

    @property
    def mode(self) -> float:
        """Most plausible."""

    @property
    def high(self) -> float:
        """Highest plausible."""


def in_order(figure: Ranged) -> None:
    """Refuse a range whose lowest, most plausible and highest are out of order."""
    if not figure.low <= figure.mode <= figure.high:
        raise PydanticCustomError("range_order", "low <= mode <= high")


class Range(Record):
    """A fraction that is known only roughly: low <= mode <= high."""

    low: Share
    """Lowest plausible."""
    mode: Share
    """Most plausible."""
    high: Share
    """Highest plausible."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        in_order(self)
        return self


class WeeksRange(Record):
    """A duration that is known only roughly: low <= mode <= high."""

    low: Weeks
    """Shortest plausible."""
    mode: Weeks
    """Most plausible."""
    high: Weeks
    """Longest plausible."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        in_order(self)
        return self


def _as_range(raw: object) -> object:
    """Read one number or duration as a range without width."""
    if isinstance(raw, int | float | str) and not isinstance(raw, bool):
        return {"low": raw, "mode": raw, "high": raw}
    return raw


ShareRange = Annotated[Range, BeforeValidator(_as_range, json_schema_input_type=Share | Range)]
"""A fraction: one number, or ``{low, mode, high}``."""
Duration = Annotated[
    WeeksRange, BeforeValidator(_as_range, json_schema_input_type=_Written | WeeksRange)
]
"""A duration: one such as ``8 weeks``, or ``{low, mode, high}``."""


class ChangeReason(Record):
    """Why a figure is another than in an earlier version of the model."""

    why: ChangeWhy
    """The world changed, the figure was corrected or read better, or the model covers more."""
    text: Text
    """What happened, in a sentence."""


class Evidence(Record):
    """On what a figure rests."""

    source: str | None = None
    """Key of the source."""
    credibility: Annotated[Whole, Field(ge=1, le=6)] | None = None
    """Admiralty credibility of the figure: 1 confirmed to 6 cannot be judged."""
    status: Status | None = None
    """Seen in the source (read), from general knowledge (recall), or set by us (judgement)."""
    note: str | None = None
    """What a reader must know to use the figure."""
    marking: Marking | None = None
    """How far the figure may travel."""
    changed_because: ChangeReason | None = None
    """Why it is another than before; of all within it that says nothing of its own."""


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
    year: Year | None = None
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
