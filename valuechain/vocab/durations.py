"""Durations written with their unit, read as weeks."""

import re
from decimal import Decimal
from typing import Final

WEEKS_PER_UNIT: Final[dict[str, float]] = {
    "day": 1 / 7,
    "week": 1.0,
    "month": 52 / 12,
    "year": 52.0,
}
WRITTEN: Final = r"([0-9]+(?:\.[0-9]+)?) (day|week|month|year)s?"
"""How a duration is written, as a regular expression."""
_PATTERN: Final = re.compile(WRITTEN)


def parse_weeks(text: str) -> float:
    """Read a duration such as ``8 weeks`` or ``24 months`` as weeks.

    Parameters
    ----------
    text : str
        A number, one space and a unit: day, week, month or year (a year is 52 weeks,
        a month 52/12 weeks).

    Returns
    -------
    float
        Weeks, at least 0.

    Raises
    ------
    ValueError
        The text is not a number with one of these units.

    Examples
    --------
    >>> parse_weeks("24 months")
    104.0
    """
    found = _PATTERN.fullmatch(text)
    if found is None:
        raise ValueError(text)
    amount, unit = float(found[1]), found[2]
    if unit == "month":
        return amount * 52 / 12
    return amount / 7 if unit == "day" else amount * WEEKS_PER_UNIT[unit]


def format_weeks(weeks: float) -> str:
    """Write weeks so that :func:`parse_weeks` reads the same number back.

    Examples
    --------
    >>> format_weeks(104.0)
    '104 weeks'
    """
    number = format(Decimal(repr(float(weeks))), "f")
    return f"{number.rstrip('0').rstrip('.') if '.' in number else number} weeks"
