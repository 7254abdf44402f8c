"""The best coalition on the shipped model, against every coalition asked one by one.

The plain search builds the refusal for each coalition of at most so many of the candidates and asks
the reference kernel, loops and all, for the response. It is timed on a sample, spread evenly, and
scaled to all; the losses of the sample must be the same, and so must the best of the coalitions
that the fast kernel answers one by one. Both run in one process, in turn. Run as a script it
prints the ratio.
"""

import sys
import time
from itertools import combinations

import numpy as np

from valuechain.analysis.workbench import prepare
from valuechain.indicators.best_coalition import best_coalitions
from valuechain.indicators.outside import Outside, can_matter
from valuechain.kernels import reference
from valuechain.questions.partners.candidates import company
from valuechain.shocks.outsiders import Outsiders
from valuechain.shocks.removals import to_shocks

LEAST = 1000
SIZE = 3
WEEKS = 52
SAMPLE = 2


def outside_of(bench, home):
    """A fresh answerer: nothing is kept from an earlier run."""
    outsiders = Outsiders(bench.stack, home=home, attribute="owner")
    return Outside(bench.engine, outsiders, bench.effects(), bench.uses, WEEKS)


def report() -> float:
    """Measure, compare the answers, print, and give the ratio."""
    bench = prepare(None, home="NLD", trusted="EU27")
    who = company(bench, candidates=None, coalitions=None)
    outside_of(bench, who.home).joint([who.circle], "value")  # the stack is made ready once
    ours = []
    for _ in range(2):
        start = time.perf_counter()
        made = outside_of(bench, who.home)
        live = can_matter(
            made.outsiders, made.rows, circle=who.circle, candidates=who.free, size=SIZE
        )
        found = best_coalitions(
            live,
            size=SIZE,
            loss=lambda some, made=made: made.joint(
                [who.circle | one for one in some], "value"
            ).sum(axis=1),
            floor=lambda pairs: np.zeros(len(pairs)),
        )
        ours.append(time.perf_counter() - start)
    best = found.best[-1]
    every = [c for n in range(SIZE + 1) for c in combinations(who.free, n)]
    plain = outside_of(bench, who.home)
    one_by_one = [
        float(plain.lost([plain.outsiders.joint(who.circle | set(c), "value")]).sum())
        for c in every
    ]
    assert abs(best.left - min(one_by_one)) <= 1e-9, "another coalition leaves less"
    assert set(best.members) <= set(every[int(np.argmin(one_by_one))])
    theirs = 0.0
    for c in every[:: len(every) // SAMPLE][:SAMPLE]:
        start = time.perf_counter()
        shocks = to_shocks(bench.stack, [plain.outsiders.joint(who.circle | set(c), "value")])
        level = reference.weeks(
            bench.stack, shocks, effects=bench.effects(), watch=bench.uses, n_weeks=WEEKS
        )
        theirs += time.perf_counter() - start
        lost = float((1.0 - level[:, -1]).sum())
        assert abs(lost - one_by_one[every.index(c)]) <= 1e-9, "the kernels differ"
    scaled = theirs / SAMPLE * len(every)
    sys.stdout.write(
        f"\nbest of {len(every)} coalitions of at most {SIZE} of {len(who.free)} candidates"
        f" ({len(live)} can matter): {', '.join(best.members)} in {min(ours):.2f} s;"
        f" one by one by the reference kernel {theirs:.1f} s for {SAMPLE}, scaled to all"
        f" {scaled:.0f} s; ratio {scaled / min(ours):.0f} (at least {LEAST})\n"
    )
    return scaled / min(ours)


def test_the_best_coalition_is_found_far_faster_than_one_by_one():
    assert report() >= LEAST


if __name__ == "__main__":
    report()
