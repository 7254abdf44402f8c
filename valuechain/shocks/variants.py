"""The mild, stated and severe variant of a shock, from the ranges of its figures."""

from typing import Final, Literal

from valuechain.kernels.arrays import Floats
from valuechain.schema.scenario import DemandSurge, Shock, Stockpile, Takeover
from valuechain.schema.terms import Ranged
from valuechain.shocks.profiles import ends, profile

Variant = Literal["mild", "stated", "severe"]
VARIANTS: Final[tuple[Variant, ...]] = ("mild", "stated", "severe")
"""Low severity, duration and factor, much stock; modes; the reverse. Starts are at their modes."""


def one_of(figure: Ranged, variant: Variant, *, longer_is_milder: bool = False) -> float:
    """The figure of a range that holds in one variant."""
    if variant == "stated":
        return figure.mode
    return figure.low if (variant == "mild") != longer_is_milder else figure.high


def force_of(shock: Shock, variant: Variant, *, n_weeks: int) -> Floats:
    """Part of its full depth that a shock has in every week, shape (weeks,).

    For a demand surge the severity is in its depth, not here; takeovers and stocks have no force of
    their own.
    """
    if isinstance(shock, Takeover | Stockpile):
        return profile(0.0, 0.0, n_weeks=n_weeks)
    lasts = None if shock.duration is None else one_of(shock.duration, variant)
    severity = 1.0 if isinstance(shock, DemandSurge) else one_of(shock.severity, variant)
    return profile(
        shock.start.mode, lasts, recovery=shock.recovery, n_weeks=n_weeks, severity=severity
    )


def end_of(shock: Shock, variant: Variant) -> float:
    """Weeks from the start of the scenario until all that a shock took is back.

    The last week with a loss is this, rounded up; infinite where the shock does not end, and 0
    for takeovers and stocks, which take nothing by themselves.
    """
    if isinstance(shock, Takeover | Stockpile):
        return 0.0
    lasts = None if shock.duration is None else one_of(shock.duration, variant)
    return ends(shock.start.mode, lasts, recovery=shock.recovery)


def can_lose(shock: Shock) -> bool:
    """Whether a shock takes anything away in its stated, mild or severe form."""
    if isinstance(shock, Takeover | Stockpile):
        return False
    lost = shock.factor.high > 1 if isinstance(shock, DemandSurge) else shock.severity.high > 0
    lasts = shock.duration is None or shock.duration.high > 0
    return lost and (lasts or shock.recovery.shape != "step")
