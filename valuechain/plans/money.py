"""What measures cost home, and in which year: money once over the lead, then every year."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from valuechain.errors import AnalysisError
from valuechain.plans.effects import reached, reached_time
from valuechain.schema.measure import Measure
from valuechain.vocab.tolerances import EXACT
from valuechain.vocab.words import Reach

WEEKS_A_YEAR: Final = 365.25 / 7
"""Weeks in a year."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Money for a plan: so much a year, or so much in all."""

    eur: float
    a_year: bool
    years: tuple[int, ...]

    @property
    def total(self) -> float:
        """All the money of a budget over its years, in EUR."""
        return self.eur * len(self.years) if self.a_year else self.eur


@dataclass(frozen=True, slots=True)
class Purse:
    """What one measure costs home and when it works, at one end of the ranges.

    Parameters
    ----------
    capex_eur, opex_eur : float
        Home's part of what is paid once, and of what is paid a year.
    lead_years, ramp_years : float
        From the decision to the first effect, and from there to the whole.
    lasts_years : float
        How long it works; infinite if it does not end.
    """

    capex_eur: float
    opex_eur: float
    lead_years: float
    ramp_years: float
    lasts_years: float = math.inf

    def spent(self, start: int, year: int) -> float:
        """EUR paid in one year, if the decision falls at the start of another."""
        spread = max(1, math.ceil(self.lead_years - EXACT))
        once = self.capex_eur / spread if start <= year < start + spread else 0.0
        works = start + self.lead_years
        part = min(1.0, max(0.0, year + 1 - works))
        part -= min(part, max(0.0, year + 1 - works - self.lasts_years))
        return once + part * self.opex_eur

    def working(self, start: int, year: int) -> float:
        """How far a measure works on average in one year, 0..1."""
        works = start + self.lead_years
        steps = 12
        found = 0.0
        for step in range(steps):
            since = year + (step + 0.5) / steps - works
            if 0 <= since < self.lasts_years:
                found += 1.0 if self.ramp_years <= 0 else min(1.0, since / self.ramp_years)
        return found / steps

    def total(self, years: Sequence[int]) -> float:
        """EUR over all years, if it is decided in the first."""
        return sum(self.spent(years[0], year) for year in years)


def purse_of(measure: Measure, *, cost: Reach = "mode", lead: Reach = "mode") -> Purse:
    """Give the price and the times of a measure at one end of their ranges."""
    part = reached(measure.cost.own_share, cost)
    return Purse(
        capex_eur=part * reached(measure.cost.capex, cost),
        opex_eur=part * reached(measure.cost.opex_per_year, cost),
        lead_years=reached_time(measure.lead.time, lead) / WEEKS_A_YEAR,
        ramp_years=measure.lead.ramp / WEEKS_A_YEAR,
        lasts_years=math.inf if measure.until is None else measure.until / WEEKS_A_YEAR,
    )


def read_budget(text: str, years: tuple[int, ...]) -> Budget:
    """Read a budget that is written ``250M/year``, ``2B`` or as a number of EUR.

    Raises
    ------
    AnalysisError
        VA736: it is no amount of money.

    Examples
    --------
    >>> read_budget("250M/year", (2027, 2028)).total
    500000000.0
    """
    amount, slash, per = text.strip().partition("/")
    scale = {"k": 1e3, "M": 1e6, "m": 1e6, "B": 1e9, "b": 1e9}
    digits = amount.strip().removeprefix("EUR").strip()
    factor = scale.get(digits[-1:], 1.0)
    try:
        eur = float(digits.rstrip("kMmBb").replace(",", "")) * factor
    except ValueError:
        eur = math.nan
    if not math.isfinite(eur) or eur < 0 or (slash and per.strip() not in ("year", "y", "jaar")):
        raise AnalysisError(
            "VA736",
            f"{text!r} is no budget.",
            "Write an amount of EUR of 0 or more: `250M/year`, `2B` in all, or `40000000`.",
        )
    return Budget(eur, bool(slash), years)


def read_years(text: str, *, today: int) -> tuple[int, ...]:
    """Read the years of a plan that are written ``2027-2034``.

    Raises
    ------
    AnalysisError
        VA737: it is no range of years, too long, or begins in the past.
    """
    first, _, last = text.strip().partition("-")
    if not (first.isdecimal() and (last or first).isdecimal()):
        raise AnalysisError("VA737", f"{text!r} is no range of years.", "Write `2027-2034`.")
    begin, end = int(first), int(last or first)
    if begin < today:
        raise AnalysisError(
            "VA737", f"{begin} is past: the model is of {today}.", f"Begin in {today} or later."
        )
    if not begin <= end <= begin + 29:
        raise AnalysisError("VA737", f"{text!r} is no range of years.", "Take 1 to 30 years.")
    return tuple(range(begin, end + 1))


def too_late(
    measures: Mapping[str, Measure], purses: Mapping[str, Purse], *, years: Sequence[int]
) -> frozenset[str]:
    """Measures that work in none of the years, even if decided as soon as what they need works."""
    starts: dict[str, int] = {}

    def earliest(name: str) -> int:
        if name not in starts:
            ready = [
                math.ceil(earliest(need) + purses[need].lead_years - EXACT)
                for need in measures[name].needs_first
                if need in purses
            ]
            starts[name] = max([years[0], *ready])
        return starts[name]

    return frozenset(
        name for name, one in purses.items() if one.working(earliest(name), years[-1]) <= 0.0
    )
