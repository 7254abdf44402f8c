"""Random courses of events on random stacks: partial, staggered, overlapping, by kind."""

import numpy as np

from valuechain.kernels.course import ALLOCATIONS, Course, Strand
from valuechain.stack import Stack

FORCES = (0.0, 0.3, 0.75, 1.0)


def random_course(
    stack: Stack, seed: int, *, size: int = 2, n_weeks: int = 5, allocation: str | None = None
) -> Course:
    """A batch of courses; substitution, stocks and grace differ by column."""
    rng = np.random.default_rng(seed)
    n, n_rows, n_classes = stack.n_producers, 4, 3
    makers = np.flatnonzero(stack.producer_share > 0).astype(np.int32)
    class_rows = np.zeros((n_classes, 3), dtype=np.int32)
    class_rows[1:] = rng.integers(0, n_rows, (n_classes - 1, 3))
    strands = []
    for _ in range(int(rng.integers(1, 5))):
        touches = ("capacity", "opening", "opening", "wear")[int(rng.integers(4))]
        count = int(rng.integers(1, len(makers) + 1))
        columns = np.flatnonzero(rng.random(size) < 0.7)
        strands.append(
            Strand(
                touches=touches,
                row=0 if touches == "capacity" else int(rng.integers(1, n_rows)),
                producers=np.sort(rng.choice(makers, count, replace=False)),
                depth=rng.choice((0.2, 0.5, 1.0), count),
                columns=columns.astype(np.int32),
                force=rng.choice(FORCES, (n_weeks, len(columns))),
                rate=float(rng.choice((0.02, 0.2, 0.9))) if touches == "wear" else 0.0,
            )
        )
    named = allocation or ALLOCATIONS[int(rng.integers(4))]
    return Course(
        n_producers=n,
        n_weeks=n_weeks,
        n_rows=n_rows,
        customer_class=rng.integers(0, n_classes, (n, size)).astype(np.int16),
        class_rows=class_rows,
        strands=tuple(strands),
        grace=rng.random(size) < 0.5,
        start=rng.choice((0.0, 1.0, 3.0), size),
        substitution=rng.random(size) < 0.6,
        buffers=rng.random(size) < 0.8,
        allocation=named,
        reserved=rng.random(n) < 0.4,
    )
