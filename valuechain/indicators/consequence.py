"""What a path of levels says: when it starts to hurt, how deep, for how long, and until when."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from valuechain.indicators.survival import time_to_survive_weeks
from valuechain.kernels.arrays import Floats
from valuechain.kernels.levels import first_lowest
from valuechain.vocab.tolerances import EXACT

UNHARMED: Final = 1.0 - EXACT
"""Below this level something is lost; what is closer to 1 is rounding."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """What one path says; None where something does not happen within the horizon."""

    first_loss_week: int | None
    deepest_loss: float
    deepest_week: int | None
    loss_weeks: float
    recovery_weeks: float | None
    tts_weeks: int | None


def consequence(level: Floats, *, stopped: float, theta: float) -> Consequence:
    """Say of levels over the weeks how deep, when and how long: deepest loss, first week, recovery.

    Parameters
    ----------
    level : ndarray of float, shape (weeks,)
        Levels 0..1 of weeks 1 to the horizon.
    stopped : float
        Weeks from the start of the scenario until its last shock is no longer in force (infinite
        if one lasts); how what it took comes back is a part of the recovery.
    theta : float
        Level below which a subject counts as down, 0..1.

    Returns
    -------
    Consequence
        First week with a loss; largest loss and its first week; sum of losses in weeks of normal
        output; weeks from ``stopped`` until nothing is lost (0 if that was so by then); time to
        survive (whole weeks before the first week below ``theta``).

    Notes
    -----
    A path that still loses in its last week, or shocks that last beyond it, have not recovered.
    A path that loses nothing needs no time to recover.

    References
    ----------
    Simchi-Levi, D. et al. (2015). Identifying risks and mitigating disruptions in the automotive
    supply chain. Interfaces 45(5). doi 10.1287/inte.2015.0804: time to survive.

    Examples
    --------
    >>> found = consequence(np.array([1.0, 0.4, 0.8, 1.0]), stopped=2, theta=0.5)
    >>> found.first_loss_week, found.tts_weeks, found.recovery_weeks
    (2, 1, 1.0)
    """
    loss = np.where(level < UNHARMED, 1.0 - level, 0.0)
    weeks = np.flatnonzero(loss) + 1
    survived = float(time_to_survive_weeks(level, theta))
    if not len(weeks):
        return Consequence(None, 0.0, None, 0.0, 0.0, None)
    last = int(weeks[-1])
    back = last < len(level) and stopped <= len(level)
    return Consequence(
        first_loss_week=int(weeks[0]),
        deepest_loss=float(loss.max()),
        deepest_week=int(first_lowest(-loss)) + 1,
        loss_weeks=float(loss.sum()),
        recovery_weeks=max(0.0, float(last - stopped)) if back else None,
        tts_weeks=int(survived) if np.isfinite(survived) else None,
    )


def loss_weeks(level: Floats) -> Floats:
    """Sum of the losses along the weeks, in weeks of normal output.

    Parameters
    ----------
    level : ndarray of float, shape (rows, weeks, batch)
        Levels, 0..1.

    Returns
    -------
    ndarray of float, shape (rows, batch)
        At least 0.
    """
    total: Floats = np.where(level < UNHARMED, 1.0 - level, 0.0).sum(axis=1)
    return total


def worst_window(level: Floats, *, weeks: int) -> int:
    """First week of the stretch of some weeks in which most is lost.

    Parameters
    ----------
    level : ndarray of float, shape (weeks,)
        Levels, 0..1.
    weeks : int
        Length of the stretch, at least 1.

    Returns
    -------
    int
        The earliest of equal ones, counted from 1; 1 where the path is shorter.

    Examples
    --------
    >>> worst_window(np.array([1.0, 0.5, 0.4, 1.0]), weeks=2)
    2
    """
    long = min(weeks, len(level))
    sums = np.convolve(1.0 - level, np.ones(long), mode="valid")
    return int(np.argmax(np.round(sums, 9))) + 1
