"""Draws in batches beside a model per draw, and growth with the number of draws.

On the shipped model, with removals such as a headline follows. The rival asks the same question of
each draw as a model of its own, in memory or through a file. Processor time, best of some rounds in
one process: other work on the machine counts little.
"""

import time

import numpy as np
import pytest

import valuechain
from valuechain.analysis.evidence import verdicts
from valuechain.analysis.workbench import prepare
from valuechain.ensembles.draws import Sampler
from valuechain.ensembles.written import drawn_model
from valuechain.files import dump, load_text
from valuechain.indicators.exposure import exposures
from valuechain.questions.uncertainty.headline import HeadlineMeasure, HeadlineQuestion
from valuechain.schema import Model
from valuechain.shocks.catalogue import country_removals, part_removals

SAME_QUESTION = 5
ROUNDS = 2
BATCH = 25
PLACES = ("USA", "CHN", "TWN", "JPN", "KOR")
PRODUCTS = ("cloud-eu", "cloud-nl-public-sector", "rare-earth-magnets", "telecom-access-nl")
WAYS = {("site", "lost"), ("owner", "withheld")}
PARTS = 15


@pytest.fixture(scope="module")
def headline() -> HeadlineMeasure:
    bench = prepare(valuechain.load())
    uses = tuple(bench.stack.producer_ids[row] for row in bench.uses)
    every = [*country_removals(bench.removals), *part_removals(bench.removals, PRODUCTS)]
    asked = [one for one in every if one.removed in PLACES and (one.attribute, one.mode) in WAYS]
    whole = [one for one in asked if one.product is None]
    parts = [one for one in asked if one.product is not None][:PARTS]
    removals = (*whole, *parts)
    ready = HeadlineQuestion(bench.model, bench.home, bench.trusted, uses, removals).ready()
    assert isinstance(ready, HeadlineMeasure)
    return ready


def seconds(work, rounds: int = ROUNDS) -> float:
    """Processor time of the fastest round."""
    best = np.inf
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def measured(model: Model, headline: HeadlineMeasure) -> None:
    """One model measured and judged by the code that knows one model."""
    bench = prepare(model)
    removals = headline.question.removals
    parts = [one for one in removals if one.product is not None]
    for some in ([one for one in removals if one.product is None], parts):
        found = exposures(
            bench.engine,
            some,
            builder=bench.removals,
            effects=bench.effects(),
            watch=bench.uses,
            threshold=bench.model.thresholds.exposure.value,
        )
    verdicts(bench, found)


def test_draws_are_faster_than_the_same_question_of_each_model(headline, capsys):
    drawn = drawn_model(headline.bench.model, 0)
    text = dump(drawn)
    batch = seconds(lambda: headline(range(BATCH))) / BATCH
    alone = seconds(lambda: measured(drawn, headline))
    by_file = seconds(lambda: measured(load_text(text).model, headline))
    with capsys.disabled():
        print(f"\n{1 / batch:.1f} draws per second of one core; the same question takes", end=" ")
        print(f"{alone / batch:.1f} times as long in memory, {by_file / batch:.1f} by file")
    assert alone / batch >= SAME_QUESTION


def test_time_grows_with_draws_and_no_faster(headline):
    some, more = (seconds(lambda n=n: headline(range(n))) for n in (BATCH // 2, 3 * BATCH // 2))
    assert more / some < 3.6


def test_drawing_is_the_smaller_part(headline):
    sampler = headline.sampler
    assert isinstance(sampler, Sampler)
    drawing = seconds(lambda: sampler.draw(range(BATCH)))
    assert drawing < 0.3 * seconds(lambda: headline(range(BATCH)), rounds=1)
