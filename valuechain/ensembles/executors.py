"""Where chunks of draws are computed: here, in processes of this machine, or on a Dask cluster."""

import contextlib
import importlib
import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Final, Protocol

from valuechain.ensembles.quantity import Measurable
from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats

DrawRange = tuple[int, int]
"""Draws from the first up to but without the second."""
_PATIENCE: Final = 3
"""Times in a row that workers may die before anything is finished."""
_ready: dict[str, Any] = {}
"""Measures that this process has made ready, by digest; the last one only."""


def measure_span(measure: Measurable, span: DrawRange) -> Floats:
    """Measure some draws; what is made ready is kept for the next ones.

    Returns
    -------
    ndarray, shape (quantities, draws)
    """
    key = measure.digest
    if key not in _ready:
        _ready.clear()
        _ready[key] = measure.ready()
    found: Floats = _ready[key](range(*span))
    return found


class Executor(Protocol):
    """Something that computes runs of draws: this process, several, or a cluster."""

    def run(
        self, measure: Measurable, spans: Sequence[DrawRange]
    ) -> Iterator[tuple[DrawRange, Floats]]:
        """Give every span with its numbers as soon as it is there."""


@dataclass(frozen=True, slots=True)
class Here:
    """Computes draws in this process, one run after another."""

    def run(
        self, measure: Measurable, spans: Sequence[DrawRange]
    ) -> Iterator[tuple[DrawRange, Floats]]:
        """Compute runs of draws one after another, and give each with its numbers."""
        for span in spans:
            yield span, measure_span(measure, span)


_sent: list[Measurable] = []


def _receive(measure: Measurable) -> None:
    _sent[:] = [measure]
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End with the run that asks: a worker waits for work forever if that one is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _sent_span(span: DrawRange) -> Floats:
    return measure_span(_sent[0], span)


@dataclass(frozen=True, slots=True)
class Processes:
    """Computes spans in processes of this machine; one that dies is replaced."""

    workers: int

    def run(
        self, measure: Measurable, spans: Sequence[DrawRange]
    ) -> Iterator[tuple[DrawRange, Floats]]:
        """Give every span with its numbers as soon as it is there.

        Raises
        ------
        AnalysisError
            VA723: workers die before they finish anything.
        """
        left, deaths = list(spans), 0
        while left:
            before = len(left)
            try:
                for span, numbers in self._some(measure, left):
                    left.remove(span)
                    yield span, numbers
            except BrokenProcessPool:
                deaths = 0 if len(left) < before else deaths + 1
                if deaths >= _PATIENCE:
                    raise AnalysisError(
                        "VA723",
                        f"workers died {deaths} times before any of them finished a chunk.",
                        "Give fewer --workers: most often there is too little memory.",
                    ) from None

    def _some(
        self, measure: Measurable, spans: Sequence[DrawRange]
    ) -> Iterator[tuple[DrawRange, Floats]]:
        pool = ProcessPoolExecutor(
            self.workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_receive,
            initargs=(measure,),
        )
        try:
            asked: dict[Future[Floats], DrawRange] = {
                pool.submit(_sent_span, one): one for one in spans
            }
            for done in as_completed(asked):
                yield asked[done], done.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Computes spans on a Dask cluster: that of an address, or one of its own on this machine.

    A cluster of a batch system (SLURM, PBS) is started with dask-jobqueue, which prints the
    address of its scheduler.
    """

    address: str | None = None
    workers: int = 2

    def run(
        self, measure: Measurable, spans: Sequence[DrawRange]
    ) -> Iterator[tuple[DrawRange, Floats]]:
        """Give every span with its numbers as soon as it is there.

        Raises
        ------
        AnalysisError
            VA724: Dask is not installed, or there is no scheduler at the address.
        """
        try:
            distributed: Any = importlib.import_module("distributed")
        except ImportError:
            raise AnalysisError(
                "VA724",
                "Dask is not installed.",
                "Install the extra `hpc`, or give --workers for processes of this machine.",
            ) from None
        with contextlib.ExitStack() as opened:
            client = opened.enter_context(self._client(distributed, opened))
            sent = client.scatter(measure, broadcast=True, hash=False)
            asked = {
                client.submit(measure_span, sent, one, pure=False, retries=_PATIENCE): one
                for one in spans
            }
            for done, numbers in distributed.as_completed(asked, with_results=True):
                yield asked[done], numbers

    def _client(self, distributed: Any, opened: contextlib.ExitStack) -> Any:
        """Client of the scheduler at the address, or of a cluster started here."""
        if self.address is None:
            own = distributed.LocalCluster(
                n_workers=self.workers, threads_per_worker=1, dashboard_address=None
            )
            return distributed.Client(opened.enter_context(own))
        try:
            return distributed.Client(self.address, timeout=20)
        except (OSError, TimeoutError, ValueError) as found:
            raise AnalysisError(
                "VA724",
                f"no Dask scheduler answers at {self.address!r}: {found}.",
                "Give the address that it printed, such as tcp://10.0.0.1:8786.",
            ) from None


def chosen_executor(workers: int = 1, dask: str | None = None) -> Executor:
    """Executor for a number of workers, or for a Dask cluster.

    Parameters
    ----------
    workers : int
        Processes; 1 computes in this one.
    dask : str, optional
        Address of a scheduler, or ``local`` for a cluster on this machine.
    """
    if dask is not None:
        return Cluster(None if dask == "local" else dask, workers=max(1, workers))
    return Here() if workers <= 1 else Processes(workers)
