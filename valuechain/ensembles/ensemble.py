"""Ensembles: a measure in many draws, in chunks, on any executor, with or without a store."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from valuechain.ensembles.executors import Executor, Here
from valuechain.ensembles.quantity import Measurable, Quantity
from valuechain.ensembles.store import Stored, missing, opened, spans_of
from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats
from valuechain.vocab.words import Progress

CHUNK: Final = 50
"""Draws in one chunk, which are computed at once: more take more memory and are no faster."""
FEWEST: Final = 20
"""Draws below which no quantile says anything."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What an ensemble measured: one number of every quantity in every draw."""

    quantities: tuple[Quantity, ...]
    amounts: Floats
    """Shape (quantities, draws)."""

    @property
    def n_draws(self) -> int:
        """Number of times that every figure was drawn."""
        return int(self.amounts.shape[1])

    def where(self, **wanted: object) -> list[int]:
        """Positions of the quantities with these words: ``kind="class", use="elections"``."""
        return [
            position
            for position, one in enumerate(self.quantities)
            if all(getattr(one, name) == said for name, said in wanted.items())
        ]


def run_ensemble(
    measure: Measurable,
    draws: int,
    *,
    root: Path | None = None,
    executor: Executor | None = None,
    about: Mapping[str, object] | None = None,
    files: Callable[[], Mapping[str, bytes]] = dict,
    progress: Progress | None = None,
) -> Sample:
    """Measure draws 0 to n - 1; with a store, only those that are not there yet.

    Parameters
    ----------
    measure : Measurable
        What is measured.
    draws : int
        How many draws, 20 or more.
    root : pathlib.Path, optional
        Folder of all ensembles: finished chunks are kept there, and used again.
    executor : Executor, optional
        Where it is computed; in this process if left out.
    about : mapping, optional
        What the manifest says of the question.
    files : callable, optional
        Gives what it takes to ask the question again; called where it is not kept yet.
    progress : callable, optional
        Called with a step, draws done, and all draws.

    Raises
    ------
    AnalysisError
        VA722: the disk is full; VA723, VA724: workers die, no cluster; VA725: too few draws.
    ConvergenceError
        VA604: a response did not settle in some draw.
    """
    if draws < FEWEST:
        raise AnalysisError(
            "VA725", f"{draws} draws say nothing.", f"Ask for {FEWEST} or more; 1000 is usual."
        )
    kept = (
        None
        if root is None
        else opened(measure, root, draws=draws, chunk=CHUNK, about=about or {}, files=files)
    )
    spans = spans_of(draws, CHUNK)
    todo = list(spans) if kept is None else missing(kept, spans)
    fresh: dict[tuple[int, int], Floats] = {}
    done = sum(stop - start for start, stop in spans if (start, stop) not in todo)
    if progress:
        progress("draws", done, draws)
    for span, numbers in (executor or Here()).run(measure, todo):
        if kept is None:
            fresh[span] = numbers
        else:
            kept.write_chunk(span, numbers)
        done += span[1] - span[0]
        if progress:
            progress("draws", done, draws)
    parts = [_part(kept, span, fresh) for span in spans]
    return Sample(tuple(measure.quantities), np.concatenate(parts, axis=1))


def _part(
    kept: Stored | None, span: tuple[int, int], fresh: Mapping[tuple[int, int], Floats]
) -> Floats:
    if kept is None:
        return fresh[span]
    numbers = kept.chunk(span)
    if numbers is None:
        raise AnalysisError(
            "VA722",
            f"chunk {span[0]}-{span[1]} cannot be read back.",
            "Ask again: it will be computed again.",
        )
    return numbers
