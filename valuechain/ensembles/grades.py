"""How wide a figure without a range is by its grade, and ranges that leave no shares."""

import math

from valuechain.errors import AnalysisError
from valuechain.schema.uncertainty import DEFAULT_WIDTHS, Widths
from valuechain.vocab.tolerances import WHOLE

__all__ = ["DEFAULT_WIDTHS", "check_ranges", "grade_factor", "spread"]


def grade_factor(widths: Widths, *, status: str, reliability: str, credibility: int) -> float:
    """Factor of the width of a figure without a range: 1 or more.

    Notes
    -----
    ln f = sqrt(ln(status)**2 + ln(reliability)**2 + ln(credibility)**2), as uncertainty factors
    of the pedigree approach are taken together.

    References
    ----------
    Weidema & Wesnaes (1996), Data quality management for life cycle inventories, Journal of
    Cleaner Production 4(3-4), doi 10.1016/S0959-6526(96)00043-1.

    Examples
    --------
    >>> round(grade_factor(DEFAULT_WIDTHS, status="judgement", reliability="F", credibility=6), 3)
    2.018
    >>> grade_factor(DEFAULT_WIDTHS, status="read", reliability="A", credibility=1)
    1.0
    """
    factors = (
        widths.by_status[status],  # type: ignore[index]
        widths.by_reliability[reliability],  # type: ignore[index]
        widths.by_credibility[credibility - 1],
    )
    return math.exp(math.sqrt(sum(math.log(one) ** 2 for one in factors)))


def spread(mode: float, factor: float, *, fraction: bool) -> tuple[float, float]:
    """Range of a figure by its width; of a fraction the odds are widened."""
    if not fraction or mode in (0.0, 1.0):
        return (mode, mode) if fraction else (mode / factor, mode * factor)
    odds = mode / (1.0 - mode)
    low, high = odds / factor, odds * factor
    return low / (1.0 + low), high / (1.0 + high)


def check_ranges(name: str, *, low: list[float], high: list[float], total: float) -> None:
    """Refuse ranges of shares that no shares with the right sum fit in.

    Raises
    ------
    AnalysisError
        VA720: the lowest sum to more, or the highest to less.
    """
    least, most = math.fsum(low), math.fsum(high)
    if least > total + WHOLE or most < total - WHOLE:
        raise AnalysisError(
            "VA720",
            f"the ranges of the shares of {name} cannot sum to {total:.6g}: the lowest sum to "
            f"{least:.6g}, the highest to {most:.6g}.",
            "Widen a range.",
        )
