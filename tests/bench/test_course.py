"""The weekly kernel in arrays, at least 100 times faster than its plain loops.

On the shipped model, with 100 scenarios in a batch: every country's export ban and outage, with
substitution. The loops follow one scenario for a week; both are scaled to one scenario and week.
Best times of some rounds in one process. And how time and memory grow with the number of links
over three decades, as a picture with `python3 dev.py bench -k grow --picture FILE`.
"""

import time
import tracemalloc

import numpy as np
import pandas as pd

import valuechain
from tests.random_models import random_model
from valuechain.kernels import reference_course
from valuechain.kernels.arrays import Effects
from valuechain.kernels.course import Course, Strand
from valuechain.kernels.fast import Engine
from valuechain.kernels.unfold import CourseEngine
from valuechain.stack import Stack, compile_model
from valuechain.stack.from_tables import stack_from_tables
from valuechain.stack.views import to_frames

LEAST = 100
SCENARIOS = 100
WEEKS = 13
ROUNDS = 2
HALF = Effects(0.5, 0.1)


def bans(stack: Stack, *, size: int, n_weeks: int) -> Course:
    """Courses in which a few producers each fall out and refuse customers for a while."""
    rng = np.random.default_rng(1)
    makers = np.flatnonzero(stack.producer_share > 0).astype(np.int32)
    strands = []
    for b in range(size):
        some = rng.choice(makers, min(20, len(makers)), replace=False)
        column = np.array([b], dtype=np.int32)
        force = np.zeros((n_weeks, 1))
        force[: 2 + b % n_weeks] = 1.0
        for touches, row in (("capacity", 0), ("opening", 1)):
            strands.append(Strand(touches, row, some, np.full(len(some), 0.9), column, force))
    inside = rng.random(stack.n_producers) < 0.3
    yes = np.ones(size, dtype=bool)
    return Course(
        n_producers=stack.n_producers,
        n_weeks=n_weeks,
        n_rows=2,
        customer_class=np.repeat(inside[:, None], size, axis=1).astype(np.int16),
        class_rows=np.array([[0, 0, 0], [1, 1, 1]], dtype=np.int32),
        strands=tuple(strands),
        grace=yes,
        start=np.zeros(size),
        substitution=yes,
        buffers=yes,
    )


def best_of(how, rounds: int = ROUNDS) -> float:
    """Shortest time of some runs, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        how()
        times.append(time.perf_counter() - start)
    return min(times)


def ratio() -> float:
    """How many times faster the arrays follow one scenario for one week."""
    stack = compile_model(valuechain.load())
    watch = list(stack.uses())
    engine = CourseEngine(Engine(stack))
    many = bans(stack, size=SCENARIOS, n_weeks=WEEKS)
    fast = best_of(lambda: engine.unfold(many, HALF, watch=watch)) / (SCENARIOS * WEEKS)
    one = bans(stack, size=1, n_weeks=1)
    slow = best_of(lambda: reference_course.unfold(stack, one, effects=HALF, watch=watch), rounds=1)
    return slow / fast


def test_arrays_are_a_hundred_times_faster_than_loops():
    found = ratio()
    print(f"\nplain loops / arrays, per scenario and week: {found:.0f}")
    assert found >= LEAST


def copies(stack: Stack, count: int) -> Stack:
    """The same stack many times side by side: as many times the links."""
    frames = to_frames(stack)
    tables = {}
    for name in ("producers", "slots", "alternatives", "links", "products"):
        frame = getattr(frames, name)
        parts = []
        for number in range(count):
            part = frame.copy()
            for column in ("producer", "customer", "supplier", "product"):
                if column in part:
                    part[column] = [f"{one}#{number}" if one else one for one in part[column]]
            parts.append(part)
        tables[name] = pd.concat(parts, ignore_index=True)
    return stack_from_tables(**tables, places=frames.places)


def growth(decades: int = 3) -> list[tuple[int, float, float]]:
    """Links, seconds and MiB of one course of 13 weeks on ever larger stacks."""
    small = compile_model(random_model(5, 8))
    found = []
    for step in range(2 * decades + 1):
        stack = copies(small, round(10 ** (step / 2)))
        course = bans(stack, size=4, n_weeks=WEEKS)
        watch = list(stack.uses())

        def follow(stack: Stack = stack, course: Course = course, watch: list[int] = watch) -> None:
            CourseEngine(Engine(stack)).unfold(course, HALF, watch=watch)

        took = best_of(follow)
        tracemalloc.start()
        follow()
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        found.append((len(stack.link_supplier), took, peak))
    return found


def draw(rows: list[tuple[int, float, float]], path: str) -> None:
    """Time and memory relative to the first row, beside growth that keeps pace with the links."""
    from matplotlib.figure import Figure

    links = np.array([row[0] for row in rows], dtype=float)
    figure = Figure(figsize=(5.2, 3.4), layout="constrained")
    axes = figure.add_subplot()
    axes.loglog(links, links / links[0], color="0.7", linestyle="--", label="links")
    for place, name, mark in ((1, "time", "o-"), (2, "memory", "s-")):
        grown = np.array([row[place] for row in rows]) / rows[0][place]
        axes.loglog(links, grown, mark, label=name)
    axes.set_xlabel("number of links")
    axes.set_ylabel("times the smallest stack")
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=150)


def test_time_and_memory_grow_no_faster_than_links_over_three_decades(pytestconfig):
    rows = growth()
    for links, seconds, memory in rows:
        print(f"\n{links:>8} links {seconds:8.3f} s {memory:8.1f} MiB", end="")
    if path := pytestconfig.getoption("--picture"):
        draw(rows, path)
    links, seconds, memory = (np.log10([row[i] for row in rows[2:]]) for i in range(3))
    assert links[-1] - links[0] >= 1.9
    assert np.polyfit(links, seconds, 1)[0] < 1.3
    assert np.polyfit(links, memory, 1)[0] < 1.3
