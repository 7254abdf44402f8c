"""Numbers of a plan: cases, the best set of measures for every budget, its years, its worth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import numpy as np

from valuechain.analysis.scenario_choice import ask, fitting, forward_scenarios
from valuechain.analysis.workbench import Workbench, prepare
from valuechain.ensembles.written import drawn_model
from valuechain.errors import AnalysisError
from valuechain.files.nearest import nearest
from valuechain.kernels.arrays import Floats
from valuechain.plans.cases import JUDGED, PlanCase, parse_dependency, risky_dependencies, weighted
from valuechain.plans.contribution import Contribution, Step, next_steps, shapley
from valuechain.plans.effects import FULL, Prepared, prepare_measures
from valuechain.plans.losses import Losses
from valuechain.plans.money import Budget, Purse, purse_of, too_late
from valuechain.plans.programme import MeasureSet, worth
from valuechain.plans.search import RUNS, BestSet, Search
from valuechain.plans.timeline import Timeline, schedule
from valuechain.schema import Measure, Scenario
from valuechain.shocks.perspective import countries_of
from valuechain.vocab.tolerances import UNFELT
from valuechain.vocab.words import Instrument, Objective, Progress, Reach, Rule

WEEKS: Final = 156
"""Weeks that a lasting loss is followed unless asked otherwise."""
STEPS: Final = (0.1, 0.2, 0.4, 1.0, 2.0, 4.0, 8.0, 16.0)
"""Budgets of the frontier, in times the budget asked."""
DEFAULT_CASES: Final = ("risky", "strategic", "scenarios")
"""Cases unless asked otherwise: dependencies of these classes, and the shipped scenarios."""
_CLASSES: Final = {"risky": "risky-strategic", "strategic": "strategic", "undecided": "undecided"}
_ALTERNATIVES: Final[tuple[tuple[str, Reach, Reach, Rule], ...]] = (
    ("effect-low", "low", "mode", "default"),
    ("effect-high", "high", "mode", "default"),
    ("cost-high", "mode", "high", "default"),
    ("strict", "mode", "mode", "strict"),
    ("lenient", "mode", "mode", "lenient"),
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What may be taken, and by what it is judged."""

    objective: Objective = "mean"
    must: MeasureSet = frozenset()
    never: MeasureSet = frozenset()
    actors: MeasureSet = frozenset()
    levers: frozenset[Instrument] = frozenset()
    coalition: tuple[str, ...] = ()
    runs: int = RUNS
    """Sets run through the model for the search at each budget."""
    robust: bool = False
    """Whether the best plan is also sought under other readings of the model."""
    draws: int = 0
    """Draws of all figures in which the best plan is sought too."""
    seed: int = 0
    """Seed of the draws of figures."""
    frontier: bool = True
    """Whether the best plan is sought for other budgets too."""


@dataclass(frozen=True, slots=True)
class Regret:
    """The best plan under another reading, and what this plan leaves there more than that."""

    reading: str
    best: MeasureSet
    regret: float | None
    """Loss that this plan leaves there more than the best; None if its measures clash there."""
    gap: float


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan in numbers: the measures it takes, their price, and what loss is left."""

    bench: Workbench
    prepared: Prepared
    losses: Losses
    budget: Budget
    wishes: Wishes
    purses: Mapping[str, Purse]
    prices: Mapping[str, float]
    why_not: Mapping[str, str]
    """Measures that could not be taken: ``late``, ``dear``, ``partners``, ``unwanted``."""
    unfelt: tuple[PlanCase, ...]
    """Cases that cost nothing even now."""
    base: Floats
    """Loss-weeks with nothing taken, shape (cases, uses)."""
    best: BestSet
    alone: Mapping[str, float]
    """What each measure takes off by itself, loss-weeks."""
    by_tie: Mapping[str, Mapping[str, float]]
    """What each measure takes off the dependencies by site, and those by owner: mean loss-weeks."""
    shares: Mapping[str, Contribution]
    timeline: Timeline
    frontier: tuple[BestSet, ...]
    steps: tuple[Step, ...]
    lowest_now: Floats
    """Floor with all that may be taken, whatever it costs, shape (cases, uses)."""
    lowest_ever: Floats
    """Floor with all measures, whatever they cost and however long they take."""
    regrets: tuple[Regret, ...] = ()
    runs: int = 0
    reaches: Mapping[str, Floats] = field(default_factory=dict)
    """Loss-weeks of the plan at the low and high end of what measures do."""

    def total(self, losses: Floats) -> float:
        """Put the losses of all cases and uses together, by the goal that was asked for."""
        return worth(
            losses @ self.losses.use_weight,
            self.losses.case_weight,
            objective=self.wishes.objective,
        )


def choose_cases(
    bench: Workbench,
    names: Sequence[str],
    *,
    n_weeks: int,
    case_weights: Mapping[str, float] | None = None,
    progress: Progress | None = None,
) -> tuple[PlanCase, ...]:
    """Find the cases that are named, each once, with their weights.

    A use, or a group of uses, stands for the strategic dependencies that are judged of it;
    `scenarios` for those shipped that are about this model and what home sees of it.

    Raises
    ------
    AnalysisError
        VA730, VA731, VA734: no case, an unknown one, weights that are none.
    FileProblems
        What is wrong with a file of a scenario.
    """
    removals, scenarios = [], dict[str, Scenario]()
    classes = [_CLASSES[name] for name in names if name in _CLASSES]
    about = [name for name in names if bench.named_uses(name)]
    if classes or about:
        if progress:
            progress("dependencies", 0, 1)
        uses = [bench.stack.producer_ids[row] for name in about for row in bench.named_uses(name)]
        removals += risky_dependencies(bench, classes, uses=uses)
    for name in names:
        if name in _CLASSES or name in about:
            continue
        if name == "scenarios":
            wanted: Sequence[str] = fitting(bench.model, forward_scenarios())[0]
        elif ":" in name and not Path(name).exists():
            removals.append(parse_dependency(bench, name))
            continue
        else:
            wanted = [name]
        for one in ask(bench.model, wanted) if wanted else ():
            scenarios[one.scenario.id] = one.scenario
    distinct = list(dict.fromkeys(removals))
    return weighted(distinct, list(scenarios.values()), n_weeks=n_weeks, case_weights=case_weights)


def make_plan(
    bench: Workbench,
    measures: Mapping[str, Measure],
    *,
    budget: Budget,
    cases: Sequence[PlanCase],
    wishes: Wishes,
    use_weights: Mapping[str, float] | None = None,
    progress: Progress | None = None,
) -> Planned:
    """Find the best measures for a budget, when they start and what they leave.

    Raises
    ------
    AnalysisError
        VA730, VA732, VA735, VA739 to VA741: no case, a clash, no plan fits, unknown or
        contradictory wishes, a budget below the cheapest measure.
    """
    step = _Steps(progress)
    _check_wishes(bench, measures, wishes)
    years = budget.years
    purses = {name: purse_of(one) for name, one in measures.items()}
    prices = {name: one.total(years) for name, one in purses.items()}
    why_not = _why_not(bench, measures, years=years, purses=purses, wishes=wishes)
    names = [name for name in measures if name not in why_not]
    _check_budget(names, prices, budget, wishes)
    prepared = prepare_measures(bench.model, measures)
    step.now("cases")
    first = Losses(bench, prepared, cases=cases, use_weights=use_weights)
    felt, unfelt = _felt(first)
    losses = first.only(felt)
    search = Search(losses, names, prices, objective=wishes.objective, must=wishes.must)
    base = search.run(frozenset())
    step.now("alone")
    alone = {
        name: search.left(frozenset()) - search.left(search.closed(frozenset({name})))
        for name in names
    }
    step.now("plan")
    frontier: dict[float, BestSet] = {}
    tried = [times for times in STEPS if wishes.frontier or times == 1.0]
    for number, times in enumerate(tried):
        step.now("frontier", number, len(tried))
        money = replace(budget, eur=budget.eur * times)
        if times == 1.0 or search.cost(search.closed(wishes.must)) <= money.total:
            banned = frozenset(_dear(measures, money, purses)) & frozenset(names) - wishes.must
            frontier[times] = search.best(money.total, runs=wishes.runs, banned=banned)
    final = dict(
        zip(sorted(frontier), search.again([frontier[t] for t in sorted(frontier)]), strict=True)
    )
    best = final[1.0]
    why_not |= dict.fromkeys(best.banned, "dear")
    step.now("worth")
    shares = shapley(sorted(best.taken), search.left)
    timeline = schedule(
        losses,
        sorted(best.taken),
        budget=budget,
        purses=purses,
        contributions={name: share.value for name, share in shares.items()},
        base=search.left(frozenset()),
    )
    others = sorted(
        (name for name in names if name not in best.taken),
        key=lambda name: -alone[name] / max(prices[name], 1.0),
    )[:8]
    steps = next_steps(best.taken, others, loss=search.left, prices=prices, closed=search.closed)
    every = dict.fromkeys((n for n in measures if not measures[n].political), FULL)
    found = Planned(
        bench=bench,
        prepared=prepared,
        losses=losses,
        budget=budget,
        wishes=wishes,
        purses=purses,
        prices=prices,
        why_not=why_not,
        unfelt=tuple(unfelt),
        base=base,
        best=best,
        alone=alone,
        by_tie={name: _by_tie(search, search.closed(frozenset({name}))) for name in names},
        shares=shares,
        timeline=timeline,
        frontier=tuple(final[times] for times in sorted(final)),
        steps=steps,
        lowest_now=search.lowest,
        lowest_ever=losses.by_use(every, ideal=True),
        runs=losses.runs,
        reaches=_reaches(losses, best.taken),
    )
    readings = [*(_regrets(found, names, step) if wishes.robust else ())]
    readings += _drawn(found, names, step)
    found = replace(found, regrets=tuple(readings))
    step.now("done")
    return found


def _by_tie(search: Search, taken: MeasureSet) -> dict[str, float]:
    """What a set takes off the dependencies by site, and those by owner: means, loss-weeks."""
    losses = search.losses
    gain = (search.run(frozenset()) - search.run(taken)) @ losses.use_weight
    ties = np.array([case.tie for case in losses.cases])
    return {tie: float(gain[ties == tie].mean()) for tie in JUDGED if (ties == tie).any()}


def _felt(losses: Losses) -> tuple[list[int], list[PlanCase]]:
    """Cases that cost something, and those that cost nothing."""
    base = losses.by_use({}).max(axis=1, initial=0.0)
    felt = [number for number, lost in enumerate(base.tolist()) if lost > UNFELT]
    if not felt:
        raise AnalysisError(
            "VA730",
            "none of the cases costs any use anything, so there is nothing to plan for.",
            "Name other cases, or follow them for more weeks.",
        )
    return felt, [case for n, case in enumerate(losses.cases) if n not in felt]


def _reaches(losses: Losses, taken: MeasureSet) -> dict[str, Floats]:
    found = {}
    for reach in ("low", "high"):
        other = losses.at(reach)
        try:
            found[reach] = other.by_use(dict.fromkeys(taken, FULL))
        except AnalysisError:  # at the high end measures may take more than there is
            found[reach] = other.by_use(dict.fromkeys(taken, FULL), ideal=True)
    return found


def _check_wishes(bench: Workbench, measures: Mapping[str, Measure], wishes: Wishes) -> None:
    """Refuse names that are no measures, actors or levers, and wishes that contradict."""
    for option, names in (("--must", wishes.must), ("--never", wishes.never)):
        for name in sorted(names):
            if name not in measures:
                remedy = nearest(name, measures) or "`valuechain measures` lists them."
                raise AnalysisError("VA739", f"{option}: there is no measure {name!r}.", remedy)
    known = {actor for one in measures.values() for actor in one.actors}
    for name in sorted(wishes.actors - known):
        remedy = nearest(name, known) or f"Use one of {', '.join(sorted(known))}."
        raise AnalysisError("VA739", f"--actor: no measure has the actor {name!r}.", remedy)
    countries_of(bench.model, wishes.coalition)
    both = sorted(wishes.must & wishes.never)
    needed = {need for name in wishes.must for need in measures[name].needs_first} & wishes.never
    excluded = {
        other for name in wishes.must for other in measures[name].excludes if other in wishes.must
    }
    wrong = both or sorted(needed) or sorted(excluded)
    if wrong:
        raise AnalysisError(
            "VA740",
            f"{wrong[0]} must be taken and must not.",
            "Drop it from --must or --never; a measure that must be taken needs what it needs.",
        )


def _why_not(
    bench: Workbench,
    measures: Mapping[str, Measure],
    *,
    years: Sequence[int],
    purses: Mapping[str, Purse],
    wishes: Wishes,
) -> dict[str, str]:
    """Say of each measure that cannot be taken why not; who needs such a one cannot either."""
    circle = bench.perspective.circle | countries_of(bench.model, wishes.coalition)
    late = too_late(measures, purses, years=years)
    found: dict[str, str] = {}
    for name, one in measures.items():
        unwanted = (
            name in wishes.never
            or (wishes.actors and not wishes.actors & set(one.actors))
            or (wishes.levers and not wishes.levers & set(one.levers))
            or one.political
        )
        if name in wishes.must:
            continue
        if unwanted:
            found[name] = "unwanted"
        elif not countries_of(bench.model, one.jointly_with) <= circle:
            found[name] = "partners"
        elif name in late:
            found[name] = "late"
    while True:
        more = {
            name: "needs"
            for name, one in measures.items()
            if name not in found and name not in wishes.must and set(one.needs_first) & set(found)
        }
        if not more:
            return found
        found |= more


def _dear(
    measures: Mapping[str, Measure], budget: Budget, purses: Mapping[str, Purse]
) -> Iterable[str]:
    """Measures that take more in one year than there is for a year."""
    if not budget.a_year:
        return
    start = budget.years[0]
    for name in measures:
        if max(purses[name].spent(start, year) for year in budget.years) > budget.eur:
            yield name


def _check_budget(
    names: Sequence[str], prices: Mapping[str, float], budget: Budget, wishes: Wishes
) -> None:
    if budget.total <= 0 or not names:
        return
    cheapest = min(names, key=lambda name: prices[name])
    if prices[cheapest] > budget.total and not wishes.must:
        raise AnalysisError(
            "VA741",
            f"the budget of EUR {budget.total:,.0f} is less than the cheapest measure, {cheapest} "
            f"(EUR {prices[cheapest]:,.0f}).",
            "Give more money or more years, or let more actors and levers take part.",
        )


def _regrets(plan: Planned, names: Sequence[str], step: "_Steps") -> Iterable[Regret]:
    """Seek the best plan under every other reading, and what this plan leaves more there."""
    measures = plan.prepared.measures
    for number, (reading, reach, cost, rule) in enumerate(_ALTERNATIVES):
        step.now("readings", number, len(_ALTERNATIVES))
        purses = {name: purse_of(measures[name], cost=cost) for name in names}
        prices = {name: one.total(plan.budget.years) for name, one in purses.items()}
        yield _regret(plan, names, reading, losses=plan.losses.at(reach, rule=rule), prices=prices)


def _regret(
    plan: Planned,
    names: Sequence[str],
    reading: str,
    *,
    losses: Losses,
    prices: Mapping[str, float],
) -> Regret:
    """The best plan under one reading, and what this plan leaves more there."""
    search = Search(losses, names, prices, objective=plan.wishes.objective, must=plan.wishes.must)
    mine = search.left(plan.best.taken)
    found = search.best(plan.budget.total, runs=plan.wishes.runs)
    regret = max(0.0, mine - found.value) if np.isfinite(mine) else None
    return Regret(reading, found.taken, regret, found.gap)


def _drawn(plan: Planned, names: Sequence[str], step: "_Steps") -> Iterable[Regret]:
    """Seek the best plan in draws of all figures of the model; measures stay as stated."""
    bench, wishes = plan.bench, plan.wishes
    for draw in range(wishes.draws):
        step.now("draws", draw, wishes.draws)
        drawn = prepare(
            drawn_model(bench.model, draw, seed=wishes.seed),
            home=bench.home,
            trusted=bench.trusted,
        )
        losses = Losses(
            drawn,
            prepare_measures(drawn.model, plan.prepared.measures),
            cases=plan.losses.cases,
            use_weights=plan.losses.given,
        )
        yield _regret(plan, names, f"draw-{draw}", losses=losses, prices=plan.prices)


class _Steps:
    """Progress through the parts of a plan."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress = progress

    def now(self, name: str, done: int = 0, of: int = 1) -> None:
        """Say what is being done."""
        if self.progress is not None:
            self.progress(name, done, of)
