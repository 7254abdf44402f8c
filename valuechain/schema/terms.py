"""Terms that every part of a file uses: texts, ranges, durations, evidence, sources."""

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
    """A part of a file; it never changes once read, and a key that it does not know is refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        populate_by_name=True,
        defer_build=True,
    )


_MOMENT: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
MOST_WEEKS: Final = 52_000
"""Longest duration accepted, in weeks: a thousand years; more is a slip of the pen."""
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
    """Read a year that is written as a number, such as ``2023``, as text."""
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
"""A name of small letters and digits with hyphens between words: ``electronic-gases``."""
Alpha3 = Annotated[str, Field(json_schema_extra={"pattern": "^[A-Z]{3}$"})]
"""A country by its code of three letters (ISO 3166-1 alpha-3), such as ``NLD``."""
Place3 = Annotated[str, Field(json_schema_extra={"format": "country-or-group"})]
"""A country by its code of three letters (ISO 3166-1 alpha-3), or a group by its name: ``EU27``."""
Whole = Annotated[int, Strict()]
"""A whole number."""
Year = Annotated[Whole, Field(ge=1500, le=2100)]
"""A calendar year, 1500 to 2100."""
Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]
"""A number, written without a unit."""
Flag = Annotated[bool, Strict()]
"""A yes or no, written ``true`` or ``false``."""
Share = Annotated[float, Strict(), Field(ge=0, le=1, allow_inf_nan=False)]
"""A part of a whole, as a fraction from 0 to 1."""
_Written = Annotated[str, Field(pattern=f"^{WRITTEN}$")]
Weeks = Annotated[
    float,
    BeforeValidator(_weeks, json_schema_input_type=_Written),
    PlainSerializer(format_weeks, return_type=str),
]
"""A duration, written with its unit (``8 weeks``, ``24 months``, ``7 years``) and held in weeks."""
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
    """The text in English."""
    nl: str | None = None
    """The text in Dutch; where it is absent, readers of Dutch get the English."""


class Ranged(Protocol):
    """Anything with a lowest, a most plausible and a highest figure."""

    @property
    def low(self) -> float:
        """Lowest plausible figure."""

    @property
    def mode(self) -> float:
        """Most plausible figure."""

    @property
    def high(self) -> float:
        """Highest plausible figure."""


def in_order(figure: Ranged) -> None:
    """Refuse a range whose lowest, most plausible and highest are out of order."""
    if not figure.low <= figure.mode <= figure.high:
        raise PydanticCustomError("range_order", "low <= mode <= high")


class Range(Record):
    """A fraction that is known only roughly: low <= mode <= high."""

    low: Share
    """Lowest plausible fraction."""
    mode: Share
    """Most plausible fraction; it counts unless variants or draws are asked for."""
    high: Share
    """Highest plausible fraction."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        in_order(self)
        return self


class WeeksRange(Record):
    """A duration that is known only roughly: low <= mode <= high."""

    low: Weeks
    """Shortest plausible duration."""
    mode: Weeks
    """Most plausible duration; it counts unless variants or draws are asked for."""
    high: Weeks
    """Longest plausible duration."""

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
"""A fraction, 0 to 1: one number, or ``{low, mode, high}`` where it is known only roughly."""
Duration = Annotated[
    WeeksRange, BeforeValidator(_as_range, json_schema_input_type=_Written | WeeksRange)
]
"""A duration: one such as ``8 weeks``, or ``{low, mode, high}`` where it is known only roughly."""


class ChangeReason(Record):
    """Why a figure is another than in an earlier version of the model."""

    why: ChangeWhy
    """Whether the world changed, it was wrong, it was read better, or the scope is another."""
    text: Text
    """What happened, in a sentence."""


class Evidence(Record):
    """On what a figure rests: its source, how sure it is, and how we know it."""

    source: str | None = None
    """Source of the figure, by its key among the sources."""
    credibility: Annotated[Whole, Field(ge=1, le=6)] | None = None
    """How sure the figure is on the Admiralty scale: 1 (confirmed) to 6 (cannot be judged)."""
    status: Status | None = None
    """Whether it was seen in the source (read), is general knowledge (recall), or our judgement."""
    note: str | None = None
    """What a reader must know to use the figure."""
    marking: Marking | None = None
    """How far the figure may travel, from public to secret."""
    changed_because: ChangeReason | None = None
    """Why it is another than in an earlier version; counts for all within that says nothing."""


class Figure(Evidence):
    """A part of a file that holds figures, so it says on what they rest."""

    also_sources: tuple[str, ...] = ()
    """Keys of further sources that say the same."""


class Source(Record):
    """A publication, data set or judgement that figures point at."""

    title: str
    """Title of the work."""
    publisher: str | None = None
    """Who published the work."""
    year: Year | None = None
    """Year in which the work was published."""
    url: str | None = None
    """Web address where the work can be found."""
    licence: str | None = None
    """Licence of the work, as stated by its publisher."""
    kind: (
        Literal["statistics", "primary", "secondary", "press", "aggregator", "recall", "judgement"]
        | None
    ) = None
    """What sort of source it is; its reliability follows from it."""
    reliability: Reliability
    """How far to trust the source on the Admiralty scale: A (reliable) to F (cannot be judged)."""
    rationale: str | None = None
    """Why it is judged so, where the source is a judgement."""
    retrieved: str | None = None
    """How the source was read, or that it was not read itself."""
    note: str | None = None
    """What a reader must know to use the source."""
    marking: Marking | None = None
    """How far what the source says may travel, from public to secret."""
