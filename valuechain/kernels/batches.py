"""Many removals computed a batch at a time, so that memory stays bounded."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import Any, Final, TypeVar

_WORKERS: Final = 2
"""Threads: whole-array work leaves the interpreter free for one more, and hardly for a third."""
_Asked = TypeVar("_Asked")
_Answer = TypeVar("_Answer")


def batches(
    asked: Sequence[_Asked], most: int, *, alike: Callable[[_Asked], Any] | None = None
) -> list[Sequence[_Asked]]:
    """Cut a list into runs of at most so many, and of what can be asked together only.

    Parameters
    ----------
    asked : sequence
        What is asked; what is alike stands together already.
    most : int
        Longest run, from 1.
    alike : callable, optional
        What all of a run have in common.

    Examples
    --------
    >>> batches([1, 2, 3, 4, 5], 2)
    [[1, 2], [3, 4], [5]]
    >>> batches([1, 3, 4, 5], 2, alike=lambda number: number % 2)
    [[1, 3], [4], [5]]
    """
    runs = [asked] if alike is None else [list(run) for _, run in groupby(asked, alike)]
    return [run[start : start + most] for run in runs for start in range(0, len(run), most)]


def answered(
    runs: Sequence[Sequence[_Asked]], answer: Callable[[Sequence[_Asked]], _Answer]
) -> Iterator[tuple[Sequence[_Asked], _Answer]]:
    """Answer batches side by side, and give each with its answer, in their order."""
    with ThreadPoolExecutor(_WORKERS) as pool:
        yield from zip(runs, pool.map(answer, runs), strict=True)
