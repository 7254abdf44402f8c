"""Removals for good as courses of events, so that others can step in for what is gone."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from valuechain.kernels.arrays import Floats, Ints
from valuechain.kernels.course import Course, Strand
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


def _ints(rows: Sequence[int]) -> Ints:
    return np.array(rows, dtype=np.int32)
