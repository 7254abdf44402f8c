"""Draws in batches beside a model per draw, and growth with the number of draws.

On the shipped model, two rivals: to measure and judge each draw as a nulmeting measures a model,
under one importance rule; and to ask the same headline question of each draw as a model of its own,
in memory or through a file. Processor time, best of some rounds in one process: other work on the
machine counts little.
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
from valuechain.questions.nulmeting.exposure_tables import measure
from valuechain.questions.uncertainty.choice import headline_removals
from valuechain.questions.uncertainty.headline import Headline, HeadlineQuestion
from valuechain.schema import Model

LEAST = 20
SAME_QUESTION = 4
ROUNDS = 3
BATCH = 50


@pytest.fixture(scope="module")
def headline() -> Headline:
    bench = prepare(valuechain.load())
    uses = tuple(bench.stack.producer_ids[row] for row in bench.uses)
    asked = headline_removals(bench)
    ready = HeadlineQuestion(bench.model, bench.home, bench.trusted, uses, asked).ready()
    assert isinstance(ready, Headline)
    return ready


def seconds(work, rounds: int = ROUNDS) -> float:
    """Processor time of the fastest round."""
    best = np.inf
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def measured(model: Model, headline: Headline) -> None:
    """One model measured and judged as the nulmeting does it."""
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


def test_draws_are_many_times_faster_than_measuring_a_model_per_draw(headline, capsys):
    drawn = drawn_model(headline.bench.model, 0)
    batch = seconds(lambda: headline(range(BATCH))) / BATCH

    def whole() -> None:
        bench = prepare(drawn)
        verdicts(bench, measure(bench, rules=("default",)).parts["default"])

    rival = seconds(whole, rounds=1)
    with capsys.disabled():
        print(f"\n{1 / batch:.1f} draws per second of one core; measuring a model takes", end=" ")
        print(f"{rival / batch:.0f} times as long")
    assert rival / batch > LEAST


def test_draws_are_faster_than_the_same_question_of_each_model(headline, capsys):
    drawn = drawn_model(headline.bench.model, 0)
    text = dump(drawn)
    batch = seconds(lambda: headline(range(BATCH))) / BATCH
    alone = seconds(lambda: measured(drawn, headline))
    by_file = seconds(lambda: measured(load_text(text).model, headline))
    with capsys.disabled():
        print(f"\nthe same question: {alone / batch:.1f} times in memory", end=", ")
        print(f"{by_file / batch:.1f} times by file")
    assert alone / batch > SAME_QUESTION


def test_time_grows_with_draws_and_no_faster(headline):
    some, more = (seconds(lambda n=n: headline(range(n))) for n in (BATCH, 3 * BATCH))
    assert more / some < 3.6


def test_drawing_is_a_small_part(headline):
    sampler = headline.sampler
    assert isinstance(sampler, Sampler)
    drawing = seconds(lambda: sampler.draw(range(BATCH)))
    assert drawing < 0.1 * seconds(lambda: headline(range(BATCH)))
