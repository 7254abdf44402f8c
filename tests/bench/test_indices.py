"""Two ways to the same indices on the shipped model: from one sample, and by exchanging figures.

An index from a given sample costs no further run, but holds what its classes smear; one by exchange
costs two samples and one more for each group. They are of the same thing where a figure is drawn by
itself. A share that makes a whole with others is not: its amount tells of theirs too, and only the
whole can be exchanged, which is worth at least what any share in it is.
"""

import time
from itertools import chain

import numpy as np
import pytest

import valuechain
from valuechain.analysis.workbench import prepare
from valuechain.ensembles.sensitivity import given_data, pick_freeze, ranked
from valuechain.questions.uncertainty.decisive import figures_of
from valuechain.questions.uncertainty.headline import HeadlineQuestion
from valuechain.shocks.catalogue import part_removals

GIVEN = 1000
BASE = 400
BATCH = 50
WEEK = 52
PRODUCT = "telecom-access-nl"
ASKED = ("USA", "owner", "withheld")
USE = "maritime-logistics"


@pytest.fixture(scope="module")
def measure():
    bench = prepare(valuechain.load())
    every = part_removals(bench.removals, (PRODUCT,))
    some = tuple(one for one in every if (one.removed, one.attribute, one.mode) == ASKED)
    return HeadlineQuestion(bench.model, bench.home, bench.trusted, (USE,), some).ready()


def test_indices_of_one_sample_and_by_exchange_agree_within_their_errors(measure, capsys):
    started = time.process_time()
    wanted = [(one.kind, one.week) for one in measure.question.quantities]
    row = wanted.index(("exposure", WEEK))
    factors = measure.sampler.factors
    figures = figures_of(factors)
    of_stream = {one.stream: number for number, one in enumerate(figures)}
    column = np.array([of_stream.get(one.stream, len(figures)) for one in factors.every])

    drawn = measure.sampler.draw(range(GIVEN))
    parts = (drawn[:, at : at + BATCH] for at in range(0, GIVEN, BATCH))
    found = np.concatenate([measure.measured(part)[row] for part in parts])
    ranks = drawn[[one.positions[0] for one in figures]]
    given = given_data(ranked(ranks), found, family=len(figures))

    in_whole = set(chain.from_iterable(one.members for one in factors.wholes))
    alone = [n for n, one in enumerate(figures) if not in_whole & set(one.positions)]
    leading = sorted(alone, key=lambda n: -given.first[n])[:2]
    idle = min(alone, key=lambda n: abs(given.first[n]))
    shares = [n for n, one in enumerate(figures)
              if one.stream.startswith(f"products.{PRODUCT}.") and n not in alone]  # fmt: skip
    turn = measure.sampler.uniforms(range(BATCH))[1]

    def exchanged(places):
        chance = places[column]
        figures_of_draws = measure.sampler.figures(chance, turn[:, : places.shape[1]])
        return measure.measured(figures_of_draws)[row]

    single = [*leading, idle]
    groups = [*([n] for n in single), shares]
    sobol = pick_freeze(exchanged, groups, n_figures=len(figures) + 1, n_base=BASE, batch=BATCH)
    best = max(shares, key=lambda n: given.first[n])
    spread = np.array([_error(ranks[n], found) for n in (*single, best)])
    with capsys.disabled():
        print(f"\n{time.process_time() - started:.0f} s, {GIVEN} and {sobol.runs} draws")
        for place, n in enumerate((*single, best)):
            print(
                f"{figures[n].stream}: given {given.first[n]:.3f} +- {spread[place]:.3f} "
                f"(noise {given.noise[n]:.3f}), exchanged {sobol.first[place]:.3f} +- "
                f"{sobol.first_error[place]:.3f}, total {sobol.total[place]:.3f} +- "
                f"{sobol.total_error[place]:.3f}"
            )
    assert given.above_noise[leading[0]]
    assert given.above_noise[best]
    assert not given.above_noise[idle]
    error = np.hypot(spread, sobol.first_error)
    assert (np.abs(given.first[single] - sobol.first[:-1]) <= 3.0 * error[:-1]).all()
    assert given.first[best] <= sobol.first[-1] + 3.0 * error[-1]
    assert (sobol.interaction >= -3.0 * np.hypot(sobol.first_error, sobol.total_error)).all()


def _error(figure, amount, times=50):
    """Standard error of an index of a given sample, from its draws taken anew."""
    rng = np.random.default_rng(1)
    some = [rng.integers(0, len(amount), len(amount)) for _ in range(times)]
    found = [given_data(ranked(figure[None, one]), amount[one]) for one in some]
    return float(np.std([one.first[0] for one in found]))
