"""Cut sets far faster than trying every set, and all firms in one batch faster than one by one.

Every set of up to three of some countries is tried on the plain loops of the reference kernel,
timed on a sample and scaled to their number; the searched sets come with their own oracle on the
fast kernel, and must be those that the fast kernel finds by trying all. Run as a script it prints
the ratios.
"""

import itertools
import sys
import time

import numpy as np

import valuechain
from valuechain.analysis.workbench import Workbench, prepare
from valuechain.indicators.cut_sets import cut_sets
from valuechain.indicators.joint_losses import JointLosses
from valuechain.kernels import reference
from valuechain.shocks.joint_removals import JointRemovals
from valuechain.vocab.tolerances import EXACT

LEAST, LEAST_BATCH = 100, 3
THETA, WEEKS, SAMPLE = 0.5, 52, 2


def elements_of(bench: Workbench, by: str, attribute: str, mode: str) -> JointRemovals:
    """What can be taken away."""
    return JointRemovals(bench.stack, bench.perspective, by=by, attribute=attribute, mode=mode)  # type: ignore[arg-type]


def losses_of(bench: Workbench, elements: JointRemovals) -> JointLosses:
    """A fresh memory of answers."""
    return JointLosses(
        bench.engine, elements, effects=bench.effects(), watch=bench.uses, weeks=WEEKS
    )


def search_ratio(bench: Workbench) -> float:
    """Time of trying every set up to three on the plain loops over time of the search."""
    elements = elements_of(bench, "countries", "owner", "withheld")
    losses = losses_of(bench, elements)
    start = time.perf_counter()
    found = cut_sets(
        lambda sets: losses.below(sets, "value", theta=THETA),
        elements.size,
        n_watched=len(bench.uses),
    )
    ours = time.perf_counter() - start
    every = [
        sum(1 << e for e in members)
        for size in (1, 2, 3)
        for members in itertools.combinations(range(elements.size), size)
    ]
    shocks = elements.shocks(every[:: len(every) // SAMPLE][:SAMPLE], "value")
    start = time.perf_counter()
    plain = reference.weeks(
        bench.stack, shocks, effects=bench.effects(), watch=bench.uses, n_weeks=WEEKS
    )
    theirs = (time.perf_counter() - start) / SAMPLE * len(every)
    fast = bench.engine.weeks(shocks, bench.effects(), watch=bench.uses, n_weeks=WEEKS)
    assert np.abs(fast - plain).max() <= 1e-9
    lowest = losses.lowest(every, "value")
    for use, one in enumerate(found):
        assert all(one.complete)
        assert one.sets == _minimal(every, lowest[:, use] < THETA - EXACT)
    sys.stdout.write(
        f"\nminimal sets of {elements.size} countries, {len(bench.uses)} uses, {WEEKS} weeks:"
        f" {ours:.2f} s; all {len(every):,} sets on plain loops {theirs:.0f} s (from {SAMPLE});"
        f" ratio {theirs / ours:.0f} (at least {LEAST})\n"
    )
    return theirs / ours


def _minimal(every: list[int], down: np.ndarray) -> list[tuple[int, ...]]:
    """Sets that are down while no set inside them is; smaller ones come first."""
    kept: list[int] = []
    for one in itertools.compress(every, down.tolist()):
        if not any(one & other == other for other in kept):
            kept.append(one)
    return [tuple(e for e in range(one.bit_length()) if one >> e & 1) for one in kept]


def batch_ratio(bench: Workbench) -> float:
    """Time of every firm lost one by one over time of all in one batch."""
    elements = elements_of(bench, "firms", "any", "lost")
    alone = [1 << e for e in range(elements.size)]
    together, single = losses_of(bench, elements), losses_of(bench, elements)
    start = time.perf_counter()
    batch = together.lowest(alone, "value")
    ours = time.perf_counter() - start
    some = alone[::8]
    start = time.perf_counter()
    rows = np.vstack([single.lowest([one], "value") for one in some])
    theirs = (time.perf_counter() - start) / len(some) * len(alone)
    assert np.abs(batch[::8] - rows).max() <= 1e-12
    sys.stdout.write(
        f"\n{len(alone)} single firms, {WEEKS} weeks: {ours:.2f} s in one batch; {theirs:.1f} s one"
        f" by one (from {len(some)}); ratio {theirs / ours:.1f} (at least {LEAST_BATCH})\n"
    )
    return theirs / ours


def ready() -> Workbench:
    """The shipped model, its engine warm."""
    bench = prepare(valuechain.load())
    losses_of(bench, elements_of(bench, "firms", "any", "lost")).lowest([1], "value")
    return bench


def test_searching_is_far_faster_than_trying_every_set():
    assert search_ratio(ready()) >= LEAST


def test_one_batch_is_faster_than_one_by_one():
    assert batch_ratio(ready()) >= LEAST_BATCH


if __name__ == "__main__":
    search_ratio(ready())
    batch_ratio(ready())
