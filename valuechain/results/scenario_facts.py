"""What a result remembers of its scenarios: how long they last and what is fallen back on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FallbackFact:
    """One fallback of a use, with when the scenario makes it available."""

    use: str
    product: str
    title: Mapping[str, str]
    """What is fallen back on, by language; empty where the model has no name for it."""
    level: float
    week: int
    """First week in which it helps."""


@dataclass(frozen=True, slots=True)
class Played:
    """What a manifest says of a scenario: which, how long, and how it was computed."""

    id: str
    title: Mapping[str, str]
    because: Mapping[str, str]
    digest: str
    horizon_weeks: int
    start_week: int
    """First week in which a shock is in force."""
    end_weeks: float | None
    """Weeks until the last shock ends, before its recovery; None where one lasts."""
    allocation: str
    substitution: bool
    as_of: date | None = None
    marking: str | None = None
    fallbacks: tuple[FallbackFact, ...] = ()
