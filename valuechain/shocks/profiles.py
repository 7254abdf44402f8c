"""How the loss of one shock rises, holds and fades: its average over every week."""

from typing import Final

import numpy as np

from valuechain.kernels.arrays import Floats
from valuechain.schema.scenario import Recovery

STEP: Final = Recovery(shape="step")
"""All is back at once."""


def profile(
    start: float,
    duration: float | None,
    *,
    recovery: Recovery = STEP,
    n_weeks: int,
    severity: float = 1.0,
) -> Floats:
    """How deep a shock is in every week, from its start, depth and recovery.

    Parameters
    ----------
    start : float
        Weeks before the shock is in force.
    duration : float or None
        Weeks in force; None for ever.
    recovery : Recovery
        How it comes back after that.
    n_weeks : int
        Weeks that are asked for.
    severity : float
        Part lost while in force, 0..1.

    Returns
    -------
    ndarray
        Shape (weeks,), 0..severity; week t, which covers t - 1 to t, stands at index t - 1.

    Notes
    -----
    In force on (start, start + duration]; then what is not yet back is lost. The average is a
    difference of the integral of the loss, so a part of a week counts for its part.

    Examples
    --------
    >>> profile(1.0, 1.5, n_weeks=4).tolist()
    [0.0, 1.0, 0.5, 0.0]
    >>> profile(0.0, 1.0, recovery=Recovery(shape="linear", over="2 weeks"), n_weeks=4).tolist()
    [1.0, 0.75, 0.25, 0.0]
    """
    last = np.arange(1.0, n_weeks + 1.0)
    first = last - 1.0
    end = np.inf if duration is None else start + duration
    # The overlap of the week with the time in force: exactly 1 for a week that lies inside.
    held = np.maximum(0.0, np.minimum(last, end) - np.maximum(first, start))
    if duration is not None:
        held += _unrecovered(last - end, recovery) - _unrecovered(first - end, recovery)
    lost: Floats = severity * np.clip(held, 0.0, 1.0)
    return lost


def ends(start: float, duration: float | None, *, recovery: Recovery = STEP) -> float:
    """Weeks from the start of the scenario until everything of one shock is back.

    The last week with a loss is this, rounded up. Infinite where the shock does not end.
    """
    if duration is None:
        return np.inf
    return start + duration + float(_knots(recovery)[0][-1])


def _knots(recovery: Recovery) -> tuple[Floats, Floats]:
    """Times after the end, from 0, and what is back there; after the last one all is back."""
    over = 0.0 if recovery.over is None else recovery.over
    points = [(point.after, point.recovered) for point in recovery.points]
    table = np.array([(0.0, 0.0), *(points or [(over, 1.0)])])
    return table[:, 0], table[:, 1]


def _unrecovered(elapsed: Floats, recovery: Recovery) -> Floats:
    """Integral of the loss from the end of the shock to some weeks after it."""
    times, back = _knots(recovery)
    after = np.clip(elapsed, 0.0, times[-1])
    if recovery.shape == "s-curve" and times[-1] > 0:
        u = after / times[-1]
        smooth: Floats = times[-1] * (u - u**3 + u**4 / 2.0)
        return smooth
    lost = 1.0 - back
    areas = np.diff(times) * (lost[1:] + lost[:-1]) / 2.0
    before = np.concatenate([[0.0], np.cumsum(areas)])
    piece = np.clip(np.searchsorted(times, after, side="right") - 1, 0, len(times) - 2)
    width = times[piece + 1] - times[piece]
    along = after - times[piece]
    part = np.divide(along, width, out=np.zeros_like(along), where=width > 0)
    here = lost[piece] + part * (lost[piece + 1] - lost[piece])
    total: Floats = before[piece] + along * (lost[piece] + here) / 2.0
    return total
