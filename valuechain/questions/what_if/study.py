"""What if: scenarios followed week by week, and what each shock, stock and substitute is worth."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from valuechain.analysis.scenario_choice import (
    AS_STATED,
    ChosenScenario,
    Instead,
    NameOrScenario,
    ask,
)
from valuechain.analysis.scenario_run import COLUMNS, Unfolded, course_of, unfold
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.attribution import MOST, KeptShocks, combinations_of
from valuechain.indicators.consequence import loss_weeks
from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.batches import batches
from valuechain.kernels.unfold import CourseEngine
from valuechain.schema.scenario import Scenario
from valuechain.shocks.courses import CourseColumn
from valuechain.vocab.words import Progress, Rule

MEMORY: Final = 256 * 2**20
"""Bytes that one batch of combinations may take, roughly."""
Worths = dict[KeptShocks, Floats]
"""Loss-weeks of every use by what is kept."""


@dataclass(frozen=True, slots=True)
class FollowedScenario:
    """One scenario followed week by week, and what each of its shocks and stocks is worth."""

    asked: ChosenScenario
    found: Unfolded
    shocks: Worths
    """By shocks kept; empty where home has no uses."""
    reliefs: Worths
    """By reliefs kept: 0 stocks, 1 substitution; empty where home has no uses."""

    @property
    def scenario(self) -> Scenario:
        """The scenario that was followed."""
        return self.asked.scenario


@dataclass(frozen=True, slots=True)
class MeasuredScenarios:
    """Scenarios followed week by week, and how it was asked."""

    bench: Workbench
    followed: tuple[FollowedScenario, ...]
    courses: int
    """Courses that were computed."""
    options: Mapping[str, object]
    """How it was asked, for the manifest."""


def measure(
    bench: Workbench,
    scenarios: NameOrScenario | Iterable[NameOrScenario],
    *,
    rule: Rule = "default",
    instead: Instead = AS_STATED,
    products: bool = True,
    progress: Progress | None = None,
) -> MeasuredScenarios:
    """Follow scenarios week by week, each by itself, and find what each shock costs.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    scenarios : str, Path, Scenario or iterable of them
        Names of shipped scenarios, paths of files, or scenarios made by :func:`valuechain.shock`.
    rule : str
        Importance rule.
    instead : Instead
        What is asked in the place of what each scenario says itself.
    products : bool
        Whether products and layers are followed too.
    progress : callable, optional
        Called with (scenario, done, all).

    Raises
    ------
    FileProblems
        What is wrong with a file of a scenario.
    AnalysisError
        VA622, VA623: takeovers that clash, unknown names; VA631: nothing is asked; VA632: a
        horizon that cannot be followed.
    ConvergenceError
        A response did not converge: no result is returned.
    """
    asked = ask(bench.model, scenarios, instead=instead)
    effects, engine = bench.effects(rule), CourseEngine(bench.engine)
    watch = (*bench.uses, *(bench.stack.buyers() if products else ()))
    followed = []
    for one in asked:
        step = _Step(progress, one.scenario)
        found = unfold(bench, one.scenario, engine=engine, rows=watch, effects=effects)
        step.done(len(COLUMNS))
        shocks, reliefs = _worths(
            bench, one.scenario, engine=engine, effects=effects, progress=step.done
        )
        followed.append(FollowedScenario(one, found, shocks, reliefs))
    return MeasuredScenarios(
        bench,
        tuple(followed),
        courses=sum(len(COLUMNS) + count_of_cases(one.scenario) for one in asked),
        options={
            "scenarios": [one.scenario.id for one in asked],
            "rule": rule,
            **dataclasses.asdict(instead),
            "products": products,
        },
    )


class _Step:
    """Progress through the cases of one scenario."""

    def __init__(self, progress: Progress | None, scenario: Scenario) -> None:
        self.progress, self.name = progress, scenario.id
        self.so_far, self.all = 0, len(COLUMNS) + count_of_cases(scenario)

    def done(self, count: int) -> None:
        """Say that some more cases are done."""
        self.so_far += count
        if self.progress is not None:
            self.progress(self.name, self.so_far, self.all)


def batch_size(bench: Workbench, scenario: Scenario) -> int:
    """Cases that are computed at once, so that a batch keeps within :data:`MEMORY`."""
    stack = bench.stack
    weekly = len(bench.uses) * int(scenario.horizon)
    openings = 2 * (1 + 3 * len(scenario.shocks)) * stack.n_producers
    states = 8 * len(stack.alternative_slot) + 4 * stack.n_producers
    return max(4, min(128, MEMORY // (8 * (weekly + openings + states))))


def _cases(
    scenario: Scenario,
) -> tuple[dict[KeptShocks, CourseColumn], dict[KeptShocks, CourseColumn]]:
    """Cases by shocks kept, and by reliefs kept."""
    count = len(scenario.shocks)
    if count <= MOST:
        wanted = combinations_of(count)
    else:
        whole = frozenset(range(count))
        wanted = [frozenset({n}) for n in whole] + [whole - {n} for n in whole] + [whole]
    shocks = {
        kept: CourseColumn(scenario, bound="value", range="stated", shocks=tuple(sorted(kept)))
        for kept in wanted
        if kept
    }
    reliefs = {
        kept: CourseColumn(
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
    cases: Sequence[CourseColumn],
    effects: Effects,
    progress: Callable[[int], None],
) -> list[Floats]:
    """Loss-weeks of every use, case by case, in batches of bounded memory."""
    found = []
    for some in batches(cases, batch_size(bench, scenario)):
        paths = engine.unfold(course_of(bench, some), effects, watch=bench.uses)
        lost = loss_weeks(paths.level)
        found += [lost[:, column] for column in range(len(some))]
        progress(len(some))
    return found


def count_of_cases(scenario: Scenario) -> int:
    """Number of cases that the contributions of a scenario need."""
    return sum(map(len, _cases(scenario)))


def _worths(
    bench: Workbench,
    scenario: Scenario,
    *,
    engine: CourseEngine,
    effects: Effects,
    progress: Callable[[int], None],
) -> tuple[Worths, Worths]:
    """Loss-weeks of every use by which shocks are kept, and by which reliefs."""
    if not bench.uses:
        return {}, {}
    by_shocks, by_reliefs = _cases(scenario)
    cases = [*by_shocks.values(), *by_reliefs.values()]
    lost = _losses(bench, scenario, engine=engine, cases=cases, effects=effects, progress=progress)
    shocks: Worths = dict(zip(by_shocks, lost[: len(by_shocks)], strict=True))
    shocks[frozenset()] = 0.0 * lost[0]
    return shocks, dict(zip(by_reliefs, lost[len(by_shocks) :], strict=True))
