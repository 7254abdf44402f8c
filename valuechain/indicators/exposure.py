"""Exposure: one minus the level, some weeks after something is taken away for good."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.batches import answered, batches
from valuechain.kernels.fast import Engine
from valuechain.kernels.levels import first_lowest
from valuechain.shocks.removals import BOUNDS, Cut, Removal, Removals, to_shocks
from valuechain.stack.columns import Stack
from valuechain.vocab.words import HORIZONS

_MOST: Final = 192
"""Cuts that are followed at once."""


@dataclass(frozen=True, slots=True)
class Exposures:
    """Loss of uses after each of a list of removals, at several weeks, with its bounds.

    ``at`` has shape (removals, bounds low-value-high, watched, horizons): weeks 1, 13, 52, 156 and
    the limit unless others are asked for;
    ``first_week`` (removals, bounds, watched): first week with at least the threshold lost,
    0 if there is none; ``paths`` holds exposure week by week, shape (bounds, watched, weeks),
    of the removals for which it was asked, by position. ``in_window`` (removals, bounds, watched)
    is the deepest exposure within the window of each row that has one (its weeks in ``windows``),
    and ``window_week`` the first week in which it is that deep.
    """

    removals: tuple[Removal, ...]
    watch: tuple[int, ...]
    at: Floats
    first_week: NDArray[np.int16]
    paths: dict[int, Floats]
    windows: tuple[int, ...] = ()
    in_window: Floats | None = None
    window_week: NDArray[np.int16] | None = None

    def judged(self, week: int = -2) -> Floats:
        """Exposure on which is judged: within its window where a row has one, else in a week.

        Parameters
        ----------
        week : int
            Position of that week among the horizons; the last before the limit if left out.

        Returns
        -------
        ndarray, shape (removals, bounds, watched)
            0..1.
        """
        at = self.at[:, :, :, week].copy()
        if self.in_window is not None:
            mine = [place for place, weeks in enumerate(self.windows) if weeks]
            at[:, :, mine] = self.in_window[:, :, mine]
        return at


@dataclass(frozen=True, slots=True)
class _RemovalAnswer:
    at: Floats
    first_week: NDArray[np.int16]
    in_window: Floats
    window_week: NDArray[np.int16]
    path: Floats | None


def _answers(
    engine: Engine,
    cuts: Sequence[Cut],
    *,
    stack: Stack,
    effects: Effects,
    watch: Sequence[int],
    threshold: float,
    horizons: Sequence[int],
    windows: Sequence[int],
    keep: bool,
) -> list[_RemovalAnswer]:
    """Responses to one batch of cuts."""
    shocks = to_shocks(stack, cuts)
    path = 1.0 - engine.weeks(shocks, effects, watch=watch, n_weeks=horizons[-1])
    last = 1.0 - engine.limit(shocks, effects, watch=watch)
    at = np.concatenate([path[:, [h - 1 for h in horizons]], last[:, None]], axis=1)
    over = path >= threshold
    first = np.where(over.any(axis=1), over.argmax(axis=1) + 1, 0).astype(np.int16)
    deepest = np.zeros((len(windows), len(cuts)))
    week = np.zeros((len(windows), len(cuts)), dtype=np.int16)
    for row, within in enumerate(windows):
        if within:
            deepest[row] = path[row, :within].max(axis=0)
            week[row] = first_lowest(-path[row, :within].T) + 1
    return [
        _RemovalAnswer(
            at[:, :, b],
            first[:, b],
            deepest[:, b],
            week[:, b],
            path[: len(windows), :, b].copy() if keep else None,
        )
        for b in range(len(cuts))
    ]


def exposures(
    engine: Engine,
    removals: Sequence[Removal],
    *,
    builder: Removals | Sequence[Removals],
    effects: Effects,
    watch: Sequence[int],
    threshold: float,
    horizons: Sequence[int] = HORIZONS,
    windows: Sequence[int] = (),
    paths: frozenset[int] = frozenset(),
    progress: Callable[[int, int], None] | None = None,
) -> Exposures:
    """Compute how much uses lose after each of many removals, with bounds on unlisted supply.

    Removals whose cuts are equal are computed once; the rest is computed in batches of bounded
    memory.

    Parameters
    ----------
    engine : Engine
        The stack, made ready.
    removals : sequence of Removal
        What is taken away, one at a time.
    builder : Removals or sequence of Removals
        Stack and perspective; or one per removal, all of the same stack.
    effects : Effects
        Effects of important and minor inputs.
    watch : sequence of int
        Rows whose exposure is wanted: uses, virtual buyers.
    threshold : float
        Exposure that dates the first week, 0..1.
    horizons : sequence of int
        Weeks at which exposure is wanted, rising from 1 or later; the limit comes after the last.
    windows : sequence of int
        Weeks of the critical window of the first watched rows, 0 for those without one; a window
        beyond the last of the horizons is cut off there.
    paths : frozenset of int
        Positions of removals whose weekly path is kept, of the rows of which ``windows`` speaks.
    progress : callable, optional
        Called with (done, all) after every batch.

    Returns
    -------
    Exposures
        Shapes as stated there; all between 0 and 1.

    Raises
    ------
    ConvergenceError
        A response did not converge: no number is returned.
    """
    builders = [builder] * len(removals) if isinstance(builder, Removals) else builder
    cuts = [
        [one.cut(removal, bound) for bound in BOUNDS]
        for one, removal in zip(builders, removals, strict=True)
    ]
    wanted = {cut for i in paths for cut in cuts[i]}
    distinct = {cut for three in cuts for cut in three if not cut.nothing}
    order = sorted(distinct, key=lambda cut: (len(cut.classes), cut in wanted, _reach(cut)))

    def answer(some: Sequence[Cut]) -> list[_RemovalAnswer]:
        return _answers(
            engine,
            some,
            stack=builders[0].stack,
            effects=effects,
            watch=watch,
            threshold=threshold,
            keep=some[0] in wanted,
            horizons=horizons,
            windows=windows,
        )

    found: dict[Cut, _RemovalAnswer] = {}
    runs = batches(order, _MOST, alike=lambda cut: (len(cut.classes), cut in wanted))
    for some, answers_of in answered(runs, answer):
        found.update(zip(some, answers_of, strict=True))
        if progress:
            progress(len(found), len(order))
    none = _RemovalAnswer(
        np.zeros((len(watch), len(horizons) + 1)),
        np.zeros(len(watch), np.int16),
        np.zeros(len(windows)),
        np.zeros(len(windows), np.int16),
        np.zeros((len(windows), horizons[-1])),
    )
    answers = [[found.get(cut, none) for cut in three] for three in cuts]
    shape = (len(removals), len(BOUNDS), len(watch))
    kept = {i: np.array([one.path for one in answers[i]], dtype=np.float64) for i in paths}
    at = np.array([[one.at for one in three] for three in answers]).reshape(
        *shape, len(horizons) + 1
    )
    first = np.array([[one.first_week for one in three] for three in answers], dtype=np.int16)
    seen = (len(removals), len(BOUNDS), len(windows))
    deepest = np.array([[one.in_window for one in three] for three in answers]).reshape(seen)
    week = np.array([[one.window_week for one in three] for three in answers], dtype=np.int16)
    return Exposures(
        removals=tuple(removals),
        watch=tuple(watch),
        at=np.clip(at, 0.0, 1.0),
        first_week=first.reshape(shape),
        paths=kept,
        windows=tuple(windows),
        in_window=np.clip(deepest, 0.0, 1.0),
        window_week=week.reshape(seen),
    )


def _reach(cut: Cut) -> tuple[int, ...]:
    """Cuts of the same producers stand together, so that a batch touches little of the stack."""
    closed = cut.capacity or cut.classes[0][1]
    return (len(closed) > 40, *(producer for producer, _ in closed[:3]))
