"""The response in compiled loops beside whole arrays: removals of a nulmeting, shipped model.

Of whole countries most changes every week, of parts of products little. Processor time, best of
some rounds in one process, compilation left out; the ratio counts.
"""

import time

import pytest

import valuechain
from valuechain.analysis.workbench import prepare
from valuechain.kernels.fast import Engine
from valuechain.shocks.catalogue import country_removals, part_removals
from valuechain.shocks.removals import to_shocks

LEAST = 2
ROUNDS = 3
TOGETHER = 128
WEEKS = 156


@pytest.mark.parametrize("n_weeks", [WEEKS, 0])
@pytest.mark.parametrize("kind", ["countries", "parts"])
def test_loops_are_faster_than_arrays(kind, n_weeks, capsys):
    bench = prepare(valuechain.load())
    builder = bench.removals
    every = country_removals(builder)
    if kind == "parts":
        every = part_removals(builder, bench.stack.product_ids)
    by_classes: dict[int, list] = {}
    for cut in dict.fromkeys(builder.cut(one, "value") for one in every):
        by_classes.setdefault(len(cut.classes), []).append(cut)
    cuts = max(by_classes.values(), key=len)[:TOGETHER]
    shocks, effects = to_shocks(bench.stack, cuts), bench.effects()
    loops, arrays = Engine(bench.stack), Engine(bench.stack)
    arrays.compiled = None

    def seconds(engine: Engine) -> float:
        start = time.process_time()
        if n_weeks:
            engine.weeks(shocks, effects, watch=bench.uses, n_weeks=n_weeks)
        else:
            engine.limit(shocks, effects, watch=bench.uses)
        return time.process_time() - start

    best = {engine: min(seconds(engine) for _ in range(ROUNDS)) for engine in (loops, arrays)}
    ratio = best[arrays] / best[loops]
    with capsys.disabled():
        print(f"{len(cuts)} {kind}, {n_weeks or 'limit'}: {ratio:.1f} times as fast")
    assert ratio >= LEAST
