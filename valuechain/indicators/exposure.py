"""Exposure: one minus the level, some weeks after something is taken away for good."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.fast import Engine
from valuechain.shocks.removals import BOUNDS, Cut, Removal, Removals, to_shocks
from valuechain.stack.columns import Stack
from valuechain.vocab.words import HORIZONS

_CHUNK: Final = 192
_WORKERS: Final = 2


@dataclass(frozen=True, slots=True)
class Exposures:
    """Exposure of watched rows to a list of removals.

    ``at`` has shape (removals, bounds low-value-high, watched, horizons): weeks 1, 13, 52, 156 and
    the limit unless others are asked for;
    ``first_week`` (removals, bounds, watched): first week with at least the threshold lost,
    0 if there is none; ``paths`` holds exposure week by week, shape (bounds, watched, weeks),
    of the removals for which it was asked, by position.
    """

    removals: tuple[Removal, ...]
    watch: tuple[int, ...]
    at: Floats
    first_week: NDArray[np.int16]
    paths: dict[int, Floats]


@dataclass(frozen=True, slots=True)
class _Answer:
    at: Floats
    first_week: NDArray[np.int16]
    path: Floats | None


def _answers(
    engine: Engine,
    cuts: Sequence[Cut],
    *,
    stack: Stack,
    effects: Effects,
    watch: Sequence[int],
    threshold: float,
    path_rows: int,
    horizons: Sequence[int],
) -> list[_Answer]:
    """Responses to one chunk of cuts."""
    shocks = to_shocks(stack, cuts)
    path = 1.0 - engine.weeks(shocks, effects, watch=watch, n_weeks=horizons[-1])
    last = 1.0 - engine.limit(shocks, effects, watch=watch)
    at = np.concatenate([path[:, [h - 1 for h in horizons]], last[:, None]], axis=1)
    over = path >= threshold
    first = np.where(over.any(axis=1), over.argmax(axis=1) + 1, 0).astype(np.int16)
    return [
        _Answer(at[:, :, b], first[:, b], path[:path_rows, :, b].copy() if path_rows else None)
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
    paths: frozenset[int] = frozenset(),
    path_rows: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Exposures:
    """Exposure of some rows to many removals, with bounds.

    Removals whose cuts are equal are computed once; the rest is computed in chunks of bounded
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
    paths : frozenset of int
        Positions of removals whose weekly path is kept.
    path_rows : int
        Of how many of the first watched rows it is kept.
    progress : callable, optional
        Called with (done, all) after every chunk.

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
    groups: dict[tuple[int, bool], list[Cut]] = {}
    for cut in order:
        groups.setdefault((len(cut.classes), cut in wanted), []).append(cut)
    chunks = [
        (group[i : i + _CHUNK], with_paths)
        for (_, with_paths), group in groups.items()
        for i in range(0, len(group), _CHUNK)
    ]
    found: dict[Cut, _Answer] = {}
    done = 0
    with ThreadPoolExecutor(_WORKERS) as pool:
        work = [
            pool.submit(
                _answers,
                engine,
                chunk,
                stack=builders[0].stack,
                effects=effects,
                watch=watch,
                threshold=threshold,
                path_rows=path_rows if keep else 0,
                horizons=horizons,
            )
            for chunk, keep in chunks
        ]
        for (chunk, _), one in zip(chunks, work, strict=True):
            found.update(zip(chunk, one.result(), strict=True))
            done += len(chunk)
            if progress:
                progress(done, len(order))
    none = _Answer(
        np.zeros((len(watch), len(horizons) + 1)),
        np.zeros(len(watch), np.int16),
        np.zeros((path_rows, horizons[-1])),
    )
    answers = [[found.get(cut, none) for cut in three] for three in cuts]
    shape = (len(removals), len(BOUNDS), len(watch))
    kept = {
        i: np.array([one.path for one in answers[i]], dtype=np.float64) for i in paths if path_rows
    }
    at = np.array([[one.at for one in three] for three in answers]).reshape(
        *shape, len(horizons) + 1
    )
    first = np.array([[one.first_week for one in three] for three in answers], dtype=np.int16)
    return Exposures(
        removals=tuple(removals),
        watch=tuple(watch),
        at=np.clip(at, 0.0, 1.0),
        first_week=first.reshape(shape),
        paths=kept,
    )


def _reach(cut: Cut) -> tuple[int, ...]:
    """Cuts of the same producers stand together, so that a chunk touches little of the stack."""
    closed = cut.capacity or cut.classes[0][1]
    return (len(closed) > 40, *(producer for producer, _ in closed[:3]))
