"""365 days of a dense table of 500 sectors, beside BoARIO 0.7 on the same table.

Both get one region whose every sector buys from all 500, three months of every input in stock,
a quarter of spare capacity, and the same event: 25 sectors lose 10 to 60 % of their capacity for
90 days, which then comes back in 275. Timed is the course of 365 steps of a day, first of a model
made ready, then from the table on; shortest of some rounds in one process.

The two answer different questions, so levels are not compared. BoARIO (Juhel 2023, after Hallegatte
2013) follows money: every sector orders what it used and what its stocks lack, producers ration in
proportion to orders, demand falls back on suppliers, output may rise above what it was, and each
day follows from the day before. valuechain follows what can still be done: within a step all
levels are one fixed point, also where sectors supply each other, stocks go by the clock of normal
use, importance and fallbacks differ by input, nobody orders less for want of customers, and what
binds is reported for every sector and day. `python -m tests.bench.test_boario` prints the ratios.
"""

import time
import warnings

import numpy as np
import pandas as pd
import pytest

from tests.bench.test_course import best_of
from valuechain.kernels.arrays import Effects
from valuechain.kernels.course import Course, Strand
from valuechain.kernels.fast import Engine
from valuechain.kernels.unfold import CourseEngine
from valuechain.stack import Stack
from valuechain.stack.from_tables import stack_from_tables

SECTORS, DAYS, HELD, BACK = 500, 365, 90, 275
STOCK, SPARE = 90, 0.25
LEAST, LEAST_FROM_TABLE = 5, 3
NAMES = [f"s{n:03d}" for n in range(SECTORS)]
LOSS = np.random.default_rng(2).uniform(0.1, 0.6, 25)


def table() -> tuple[np.ndarray, np.ndarray]:
    """Deliveries between sectors, all above zero, and final demand; half of output is inputs."""
    rng = np.random.default_rng(1)
    needs = rng.gamma(0.5, 1.0, (SECTORS, SECTORS)) + 1e-3
    needs *= 0.5 / needs.sum(axis=0)
    final = rng.uniform(50.0, 150.0, SECTORS)
    output = np.linalg.solve(np.eye(SECTORS) - needs, final)
    return needs * output, final


def to_stack(deliveries: np.ndarray) -> Stack:
    """Every sector makes one product and needs all that it buys."""
    supplier, customer = (rows.ravel(order="F") for rows in np.indices(deliveries.shape))
    bought = np.array(NAMES)[supplier]
    key = {"customer": np.array(NAMES)[customer], "input": supplier}
    places = dict.fromkeys(("site", "headquarters", "owner"), "NLD")
    makers = {"producer": NAMES, "kind": "country-aggregate", "product": NAMES, "share": 1.0}
    wanted = {"essentiality": "critical", "substitution_weeks": 0.0}
    options = {"product": bought, "kind": "consumable", "buffer_weeks": float(STOCK)}
    return stack_from_tables(
        producers=pd.DataFrame(makers | places),
        products=pd.DataFrame({"product": NAMES, "spare_capacity": SPARE}),
        slots=pd.DataFrame(key | wanted),
        alternatives=pd.DataFrame(key | options),
        links=pd.DataFrame(key | {"supplier": bought, "share": 1.0}),
    )


def event() -> Course:
    """The event, one step a day."""
    day = np.arange(1, DAYS + 1)
    force = np.clip(1.0 - (day - HELD) / BACK, 0.0, 1.0)[:, None]
    hit, yes = np.arange(len(LOSS), dtype=np.int32), np.ones(1, dtype=bool)
    return Course(
        n_producers=SECTORS,
        n_weeks=DAYS,
        n_rows=1,
        customer_class=np.zeros((SECTORS, 1), dtype=np.int16),
        class_rows=np.zeros((1, 3), dtype=np.int32),
        strands=(Strand("capacity", 0, hit, LOSS, np.zeros(1, dtype=np.int32), force),),
        grace=yes,
        start=np.zeros(1),
        substitution=yes,
        buffers=yes,
    )


def ours(deliveries: np.ndarray, rounds: int = 3) -> tuple[float, float]:
    """Seconds of the course, and from the table on."""
    start = time.perf_counter()
    engine = CourseEngine(Engine(to_stack(deliveries)))
    assert engine.engine.lumped.n_cells == SECTORS
    ready = time.perf_counter() - start
    course, every = event(), range(SECTORS)

    def follow() -> None:
        level = engine.unfold(course, Effects(0.5, 0.1), watch=every).level
        assert level.min() < 0.9
        assert level[:, -1].min() > 0.9

    took = best_of(follow, rounds)
    return took, ready + took


def theirs(deliveries: np.ndarray, final: np.ndarray, rounds: int = 2) -> tuple[float, float]:
    """Seconds of the same event in BoARIO, and from the table on."""
    import pymrio
    from boario.event import from_series
    from boario.extended_models import ARIOPsiModel
    from boario.simulation import Simulation

    names = pd.MultiIndex.from_product([["NLD"], NAMES], names=["region", "sector"])
    bought = pd.MultiIndex.from_tuples([("NLD", "final")], names=["region", "category"])
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        economy = pymrio.IOSystem(
            Z=pd.DataFrame(deliveries, index=names, columns=names),
            Y=pd.DataFrame(final, index=names, columns=bought),
        )
        economy.calc_all()
        model = ARIOPsiModel(economy, main_inv_dur=STOCK, alpha_max=1 + SPARE)
        simulation = Simulation(model, n_temporal_units_to_sim=DAYS)
        capital = pd.Series(model.productive_capital, index=names)[: len(LOSS)]
        simulation.add_event(
            from_series(
                capital * LOSS,
                event_type="recovery",
                duration=HELD,
                recovery_tau=BACK,
                event_monetary_factor=model.monetary_factor,
            )
        )
        ready = time.perf_counter()
        simulation.loop()
        end = time.perf_counter()
        output = simulation.production_realised.to_numpy()
        assert output.shape[0] == DAYS
        assert (output[30, : len(LOSS)] < 0.95 * output[0, : len(LOSS)]).all()
        times.append((end - ready, end - start))
    return min(took for took, _ in times), min(whole for _, whole in times)


def ratios() -> tuple[float, float]:
    """How many times faster, of the course alone and from the table on."""
    deliveries, final = table()
    mine = ours(deliveries)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # theirs, about pandas and defaults that we leave as is
        other = theirs(deliveries, final)
    return other[0] / mine[0], other[1] / mine[1]


def test_a_year_of_500_sectors_is_well_ahead_of_boario():
    pytest.importorskip("boario", reason="BoARIO is in the extra `bench`: python3 dev.py bench")
    course, whole = ratios()
    print(
        f"\nBoARIO / valuechain, 365 days of 500 sectors: {course:.1f}, from the table {whole:.1f}"
    )
    assert course >= LEAST
    assert whole >= LEAST_FROM_TABLE
