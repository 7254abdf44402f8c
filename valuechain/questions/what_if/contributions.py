"""What each shock of a scenario costs, and what buffers and substitution are worth."""

from collections.abc import Callable, Sequence
from typing import Final

import pandas as pd

from valuechain.analysis.scenario_run import course_of
from valuechain.analysis.scenario_tables import shock_names
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.attribution import MOST, Kept, combinations_of, shapley
from valuechain.indicators.consequence import loss_weeks
from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.unfold import CourseEngine
from valuechain.results.scenario_contracts import CONTRIBUTIONS
from valuechain.schema.scenario import Scenario
from valuechain.shocks.courses import Case

MEMORY: Final = 256 * 2**20
"""Bytes that one batch of combinations may take, roughly."""
_RELIEFS: Final = ("buffers", "substitution")
Worths = dict[Kept, Floats]


def batch_size(bench: Workbench, scenario: Scenario) -> int:
    """Cases that are computed at once, so that a batch keeps within :data:`MEMORY`."""
    stack = bench.stack
    weekly = len(bench.uses) * int(scenario.horizon)
    openings = 2 * (1 + 3 * len(scenario.shocks)) * stack.n_producers
    states = 8 * len(stack.alternative_slot) + 4 * stack.n_producers
    return max(4, min(128, MEMORY // (8 * (weekly + openings + states))))


def _cases(scenario: Scenario) -> tuple[dict[Kept, Case], dict[Kept, Case]]:
    """Cases by shocks kept, and by reliefs kept."""
    count = len(scenario.shocks)
    if count <= MOST:
        wanted = combinations_of(count)
    else:
        whole = frozenset(range(count))
        wanted = [frozenset({n}) for n in whole] + [whole - {n} for n in whole] + [whole]
    shocks = {
        kept: Case(scenario, bound="value", range="stated", shocks=tuple(sorted(kept)))
        for kept in wanted
        if kept
    }
    reliefs = {
        kept: Case(
            scenario,
            bound="value",
            range="stated",
            buffers=0 in kept,
            substitution=1 in kept and scenario.substitution,
        )
        for kept in combinations_of(1 + scenario.substitution)
    }
    return shocks, reliefs


def _losses(
    bench: Workbench,
    scenario: Scenario,
    *,
    engine: CourseEngine,
    cases: Sequence[Case],
    effects: Effects,
    progress: Callable[[int], None],
) -> list[Floats]:
    """Loss-weeks of every use, case by case, in batches of bounded memory."""
    size, found = batch_size(bench, scenario), []
    for first in range(0, len(cases), size):
        some = cases[first : first + size]
        paths = engine.unfold(course_of(bench, some), effects, watch=bench.uses)
        lost = loss_weeks(paths.level)
        found += [lost[:, column] for column in range(len(some))]
        progress(len(some))
    return found


def count_of_cases(scenario: Scenario) -> int:
    """Number of cases that the contributions of a scenario need."""
    return sum(map(len, _cases(scenario)))


def contributions(
    bench: Workbench,
    scenario: Scenario,
    *,
    engine: CourseEngine,
    effects: Effects,
    progress: Callable[[int], None],
) -> pd.DataFrame:
    """Divide the loss-weeks of every use over shocks, buffers and substitution.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    scenario : Scenario
        What happens.
    engine : CourseEngine
        The stack, made ready to follow courses.
    effects : Effects
        The importance rule.
    progress : callable
        Called with the number of cases done since the last call.

    Returns
    -------
    pandas.DataFrame
        Rows of the table ``contributions``.

    Raises
    ------
    ConvergenceError
        A response did not converge.
    """
    names = list(CONTRIBUTIONS.names)
    if not bench.uses:
        return pd.DataFrame(columns=names)
    by_shocks, by_reliefs = _cases(scenario)
    cases = [*by_shocks.values(), *by_reliefs.values()]
    lost = _losses(bench, scenario, engine=engine, cases=cases, effects=effects, progress=progress)
    shocks: Worths = dict(zip(by_shocks, lost[: len(by_shocks)], strict=True))
    shocks[frozenset()] = 0.0 * lost[0]
    reliefs: Worths = dict(zip(by_reliefs, lost[len(by_shocks) :], strict=True))
    kinds = list(_RELIEFS[: 1 + scenario.substitution])
    rows = [
        *_rows(bench, shocks, parts=shock_names(scenario), kinds=["shock"] * len(scenario.shocks)),
        *_rows(bench, reliefs, parts=kinds, kinds=kinds),
    ]
    return pd.DataFrame([{"scenario": scenario.id, **row} for row in rows], columns=names)


def _rows(
    bench: Workbench, worth: Worths, *, parts: Sequence[str], kinds: Sequence[str]
) -> list[dict[str, object]]:
    count = len(parts)
    exact = count <= MOST
    divided = shapley(worth, count=count) if exact else None
    whole = frozenset(range(count))
    return [
        {
            "use": bench.stack.producer_ids[row],
            "part": part,
            "part_kind": kinds[number],
            "method": "shapley" if exact else "alone-and-without",
            "loss_weeks": float(divided[number][use]) if divided else float("nan"),
            "alone": float(worth[frozenset({number})][use]),
            "left_out": float(worth[whole - {number}][use]),
        }
        for use, row in enumerate(bench.uses)
        for number, part in enumerate(parts)
    ]
