"""How long uses hold out after a lasting loss, when they are back, and what carries the fall.

References
----------
Simchi-Levi et al. (2015), Interfaces 45(5), doi 10.1287/inte.2015.0804: time to survive and time
to recover; here over the weekly response of a supplier graph instead of a bill of materials.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from valuechain.indicators.survival import time_to_recover_weeks, time_to_survive_weeks
from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.course import Course
from valuechain.kernels.fast import Trace, side_by_side
from valuechain.kernels.levels import is_below
from valuechain.kernels.unfold import CourseEngine
from valuechain.stack.columns import Flags

Look = Literal["fall", "end", "never"]


@dataclass(frozen=True, slots=True)
class Moments:
    """States worth a look, one column each: which course, which watched row, in which week."""

    trace: Trace
    course: tuple[int, ...]
    place: tuple[int, ...]
    week: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Endured:
    """How watched rows come through some courses; all of shape (watched, courses)."""

    held: Floats
    """Whole weeks before the first one below theta; infinite if there is none."""
    back: Floats
    """Last week below theta; 0 if there is none, infinite if the last week followed is."""
    lowest: Floats
    """Lowest level of the weeks followed, 0..1."""
    moments: Moments | None
    """States that were to be looked at; None if there are none."""


def endure(
    engine: CourseEngine,
    course: Course,
    *,
    effects: Effects,
    watch: Sequence[int],
    theta: float,
    look: Look = "never",
    asked: Flags | None = None,
) -> Endured:
    """Follow courses and say when watched rows fall below a level and when they are back.

    Parameters
    ----------
    engine : CourseEngine
        The stack, made ready.
    course : Course
        What happens, one column each.
    effects : Effects
        Effects of important and minor inputs.
    watch : sequence of int
        Rows of the producer table.
    theta : float
        Level below which a row counts as down, 0..1.
    look : str
        Which states to keep: ``fall``, of every row in its first week below theta; ``end``, of
        every row that is below theta in the last week.
    asked : ndarray of bool, shape (watched, courses), optional
        Rows that matter in each course. If given, it is followed only until all of them fell.

    Returns
    -------
    Endured
        What was found within the weeks that were followed.

    Raises
    ------
    ConvergenceError
        VA604: a week did not settle, or a level is not a number.
    """
    levels: list[Floats] = []
    kept: list[tuple[Trace, Flags, int]] = []
    waiting = np.ones((len(watch), course.size), dtype=bool) if asked is None else asked.copy()
    for moment in engine.follow(course, effects, watch=watch):
        level = moment.level
        levels.append(level)
        below = is_below(level, theta)
        last = moment.week == course.n_weeks
        seen = {"fall": below & waiting, "end": below & last, "never": below & False}[look]
        if seen.any():
            columns = np.flatnonzero(seen.any(axis=0))
            kept.append((moment.trace(columns.tolist()), seen, moment.week))
        waiting &= ~below
        if asked is not None and not waiting.any():
            break
    path = np.stack(levels, axis=1)
    return Endured(
        held=time_to_survive_weeks(path, theta, weeks_axis=1),
        back=time_to_recover_weeks(path, theta, weeks_axis=1),
        lowest=path.min(axis=1),
        moments=_moments(kept) if kept else None,
    )


def _moments(kept: Sequence[tuple[Trace, Flags, int]]) -> Moments:
    """One column for every row seen in every course."""
    traces, courses, places, weeks = [], [], [], []
    for trace, seen, week in kept:
        columns = np.flatnonzero(seen.any(axis=0))
        position = {int(column): n for n, column in enumerate(columns)}
        pairs = [(int(w), int(b)) for w, b in zip(*np.nonzero(seen), strict=True)]
        traces.append(trace.columns([position[b] for _, b in pairs]))
        places += [w for w, _ in pairs]
        courses += [b for _, b in pairs]
        weeks += [week] * len(pairs)
    return Moments(side_by_side(traces), tuple(courses), tuple(places), tuple(weeks))
