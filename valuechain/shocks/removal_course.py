"""Removals for good as courses of events, so that others can step in for what is gone."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from valuechain.kernels.arrays import Floats, Ints, Shocks
from valuechain.kernels.course import Course, Strand, Touches
from valuechain.shocks.removals import Cut
from valuechain.stack.columns import Stack


def lasting(
    stack: Stack,
    cuts: Sequence[Cut],
    *,
    n_weeks: int,
    substitution: bool = True,
    extra_buffers: Floats | None = None,
) -> Course:
    """Courses in which something is gone from week 1 on, one column per cut.

    Parameters
    ----------
    stack : Stack
        The stack.
    cuts : sequence of Cut
        What is gone.
    n_weeks : int
        Weeks that are followed.
    substitution : bool
        Whether spare capacity elsewhere steps in and refills.
    extra_buffers : ndarray, shape (alternatives, cuts), weeks, optional
        Stock that customers hold on top of what the stack says, equal among the producers of a
        product.

    Returns
    -------
    Course
        Without substitution its response is that of :func:`to_shocks`.
    """
    size, count = len(cuts), stack.n_producers
    customer_class: NDArray[np.int16] = np.zeros((count, size), dtype=np.int16)
    every: dict[tuple[int, tuple[int, ...], tuple[float, ...]], list[int]] = {}
    n_rows = 1
    for b, cut in enumerate(cuts):
        held = [(0, cut.capacity)]
        for number, (customers, closed) in enumerate(cut.classes, start=1):
            customer_class[list(customers), b] = number
            held.append((number, closed))
            n_rows = max(n_rows, number + 1)
        for row, closed in held:
            if closed:
                producers, left = zip(*closed, strict=True)
                every.setdefault((row, producers, left), []).append(b)
    always = np.ones(n_weeks)
    return Course(
        n_producers=count,
        n_weeks=n_weeks,
        n_rows=n_rows,
        customer_class=customer_class,
        class_rows=np.repeat(np.arange(n_rows, dtype=np.int32)[:, None], 3, axis=1),
        strands=tuple(
            Strand(
                "opening" if row else "capacity",
                row,
                _ints(producers),
                1.0 - np.array(left),
                _ints(columns),
                np.repeat(always[:, None], len(columns), axis=1),
            )
            for (row, producers, left), columns in every.items()
        ),
        grace=np.array([cut.grace for cut in cuts], dtype=bool),
        start=np.zeros(size),
        substitution=np.full(size, substitution),
        buffers=np.ones(size, dtype=bool),
        extra_buffers=extra_buffers,
    )


def lasting_course(shocks: Shocks, *, n_weeks: int, substitution: bool) -> Course:
    """Write lasting shocks as a course in which they hold from the first week on.

    Parameters
    ----------
    shocks : Shocks
        What is taken away, one column per case.
    n_weeks : int
        Weeks to follow.
    substitution : bool
        Whether suppliers that are still open raise output up to their spare capacity.

    Returns
    -------
    Course
        With one column per case; contracts stand, clocks start at once.
    """
    strands = []
    for column in range(shocks.size):
        strands += _strands("capacity", 0, shocks.capacity[:, column], column, n_weeks)
        for row in range(1, len(shocks.opening)):
            strands += _strands("opening", row, shocks.opening[row, :, column], column, n_weeks)
    size = shocks.size
    return Course(
        n_producers=len(shocks.capacity),
        n_weeks=n_weeks,
        n_rows=len(shocks.opening),
        customer_class=shocks.customer_class,
        class_rows=shocks.rows,
        strands=tuple(strands),
        grace=shocks.grace,
        start=np.zeros(size),
        substitution=np.full(size, substitution),
        buffers=np.ones(size, dtype=bool),
    )


def _strands(
    touches: Touches, row: int, left: np.ndarray, column: int, n_weeks: int
) -> list[Strand]:
    """What is lost in one column, if anything is."""
    producers = np.flatnonzero(left < 1.0).astype(np.int32)
    if not len(producers):
        return []
    depth = 1.0 - left[producers]
    columns = np.array([column], dtype=np.int32)
    return [Strand(touches, row, producers, depth, columns, np.ones((n_weeks, 1)))]


def _ints(rows: Sequence[int]) -> Ints:
    return np.array(rows, dtype=np.int32)
