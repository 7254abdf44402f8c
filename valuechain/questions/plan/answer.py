"""The whole answer: from what is asked, in words, to the tables of a plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypedDict, Unpack

from valuechain.analysis.question_frame import chosen_uses
from valuechain.analysis.scenario_choice import MOST_WEEKS
from valuechain.analysis.scenario_maker import SomeNames
from valuechain.analysis.workbench import Workbench, prepare
from valuechain.errors import AnalysisError
from valuechain.files.measures import all_measures, load_targets
from valuechain.files.nearest import nearest
from valuechain.plans.amendment import amended
from valuechain.plans.cases import PlanCase
from valuechain.plans.demand import launching_customers
from valuechain.plans.effects import FULL, prepare_measures
from valuechain.plans.losses import Losses
from valuechain.plans.money import Budget, purse_of, read_budget, read_years
from valuechain.plans.search import RUNS
from valuechain.plans.targets import Checked, check_targets
from valuechain.plans.weights import read_weights
from valuechain.questions.plan.study import (
    DEFAULT_CASES,
    WEEKS,
    Planned,
    Wishes,
    choose_cases,
    make_plan,
)
from valuechain.questions.plan.tables import findings
from valuechain.results.result import Result
from valuechain.schema import Measure, Model
from valuechain.vocab.tolerances import UNFELT
from valuechain.vocab.words import INSTRUMENTS, OBJECTIVES, Instrument, Objective, Progress

PRICED_YEARS: Final = 6
"""Years over which a list of measures shows what they cost."""


def _listed(names: SomeNames | None) -> tuple[str, ...]:
    if names is None:
        return ()
    if isinstance(names, str):
        return tuple(one for one in names.replace(",", " ").split() if one)
    return tuple(one for one in names if one.strip())


@dataclass(frozen=True, slots=True)
class MeasureAlone:
    """What one measure does when it is the only one taken."""

    measure: Measure
    changes: tuple[tuple[str, float, float], ...]
    """Cases whose loss it changes, with the loss before and after."""
    count: int
    """Cases that were looked at."""


class PlanTerms(TypedDict, total=False):
    """How a plan is to be made: its goal, who acts, which measures, and how long to search."""

    objective: Objective
    """``mean``, ``worst`` or ``cvar`` of the losses of all cases."""
    actor: SomeNames | None
    """Only measures in which one of these takes part."""
    lever: SomeNames | None
    """Only measures that use one of these."""
    measures: Iterable[str | Path]
    """Files of measures beside the shipped ones."""
    targets: str | Path | None
    """A file of targets."""
    weights: Mapping[str, float] | str | Path | None
    """How much each case counts, or a file that says it; equal if left out."""
    uses: SomeNames | None
    """Uses, or groups of uses, whose loss counts; all of home if left out."""
    use_weights: Mapping[str, float] | None
    """How much each use counts; equal if left out."""
    home: SomeNames | None
    """Countries or groups; the model's own if left out."""
    trusted: SomeNames | None
    """Countries or groups; the model's own if left out."""
    weeks: int
    """Weeks that dependencies are followed."""
    runs: int
    """Sets run through the model for the search at each budget: more closes the gap."""
    frontier: bool
    """Whether other budgets are tried too."""
    robust: bool
    """Whether the best plan is sought under other readings of the model too."""
    draws: int
    """Draws of all figures in which the best plan is sought too."""
    seed: int
    """Seed of the draws, as ``uncertainty`` and ``explain --draw`` number them."""
    overlays: Sequence[str]
    """The figures that overlays replaced, for the manifest."""
    progress: Progress | None
    """Called with (step, done, all)."""


def plan(
    model: Model | None = None,
    *,
    budget: str | float = "250M/year",
    years: str | Sequence[int] | None = None,
    cases: SomeNames = DEFAULT_CASES,
    must: SomeNames | None = None,
    never: SomeNames | None = None,
    coalition: SomeNames | None = None,
    **more: Unpack[PlanTerms],
) -> Result:
    """Find the best measures for a budget, when they start, and what they do not solve.

    Parameters
    ----------
    model : Model, optional
        A checked model; the shipped one if left out.
    budget : str or float
        EUR: ``250M/year``, or ``2B`` in all.
    years : str or sequence of int, optional
        ``2027-2034``; eight years from the one after the model's if left out.
    cases : str or iterable of str
        ``risky``, ``strategic`` or ``undecided`` dependencies, ``scenarios`` (those
        shipped that fit), names or files of scenarios, uses or groups of uses for what is
        strategic to them, or dependencies as ``owner:USA/cloud-eu/withheld``.
    must, never : str or iterable of str, optional
        Measures that are taken, and that are not.
    coalition : str or iterable of str, optional
        Countries or groups that take part, beside home and trusted.
    **more : PlanTerms
        ``objective``, ``actor``, ``lever``, ``measures``, ``targets``, ``weights``,
        ``uses``, ``use_weights``, ``home``, ``trusted``, ``weeks``, ``runs``, ``frontier``,
        ``robust``, ``draws``, ``seed``, ``overlays``, ``progress``.

    Returns
    -------
    Result
        Tables ``plan``, ``years``, ``uses``, ``cases``, ``frontier``, ``measures``,
        ``next_steps``, ``launching_customer``, ``readings``, ``targets``.

    Raises
    ------
    AnalysisError
        VA601, VA602: unknown or empty home or trusted; VA730 to VA742: cases, weights, budget,
        years or wishes that cannot be.
    FileProblems
        What is wrong with a file.
    """
    if unknown := sorted(set(more) - set(PlanTerms.__annotations__)):
        near = nearest(unknown[0], PlanTerms.__annotations__)
        raise TypeError(f"plan() has no keyword {unknown[0]!r}. {near}".rstrip())
    bench = prepare(model, home=more.get("home"), trusted=more.get("trusted"))
    known = all_measures(bench.model, more.get("measures", ()))
    stated = more.get("weights")
    weights = read_weights(stated) if isinstance(stated, str | Path) else stated
    money = _budget(budget, _years(years, bench.model))
    weeks, progress = more.get("weeks", WEEKS), more.get("progress")
    if not 1 <= weeks <= MOST_WEEKS:
        raise AnalysisError("VA607", f"{weeks} weeks cannot be followed.", "Use 1 to 520.")
    if not bench.uses:
        raise AnalysisError(
            "VA742",
            "home has no uses, so there is no loss to make smaller.",
            "Choose a home of which the model has uses.",
        )
    chosen = choose_cases(
        bench, _listed(cases), n_weeks=weeks, case_weights=weights, progress=progress
    )
    wishes = Wishes(
        objective=_objective(more.get("objective", "mean")),
        must=frozenset(_listed(must)),
        never=frozenset(_listed(never)),
        actors=frozenset(_listed(more.get("actor"))),
        levers=frozenset(_lever(one) for one in _listed(more.get("lever"))),
        coalition=_listed(coalition),
        runs=more.get("runs", RUNS),
        robust=more.get("robust", False),
        draws=more.get("draws", 0),
        seed=more.get("seed", 0),
        frontier=more.get("frontier", True),
    )
    found = make_plan(
        bench,
        known,
        budget=money,
        cases=chosen,
        wishes=wishes,
        use_weights=_use_weights(bench, more.get("uses"), more.get("use_weights")),
        progress=progress,
    )
    return findings(
        found,
        customers=launching_customers(bench),
        checked=_checked(found, more.get("targets")),
        overlays=more.get("overlays", ()),
    )


def _checked(found: Planned, targets: str | Path | None) -> tuple[Checked, ...]:
    """Hold a plan to a file of targets, if there is one."""
    if targets is None:
        return ()
    line = found.timeline
    return check_targets(
        found.bench,
        found.prepared,
        file=load_targets(targets, model=found.bench.model),
        by_year={year: line.working(found.purses, year) for year in line.years},
    )


def _years(years: str | Sequence[int] | None, model: Model) -> tuple[int, ...]:
    today = model.as_of.year
    if years is None:
        years = f"{today + 1}-{today + 8}"
    if not isinstance(years, str):
        years = f"{min(years)}-{max(years)}" if years else ""
    return read_years(years, today=today)


def _budget(budget: str | float, years: tuple[int, ...]) -> Budget:
    return read_budget(budget if isinstance(budget, str) else f"{budget:.0f}", years)


def _use_weights(
    bench: Workbench, uses: SomeNames | None, given: Mapping[str, float] | None
) -> Mapping[str, float] | None:
    """How much each use counts: the uses that are named alone, of all weights that are given."""
    if uses is None or not _listed(uses):
        return given
    rows = chosen_uses(bench, _listed(uses))
    names = [bench.stack.producer_ids[row] for row in rows]
    return {name: 1.0 if given is None else given.get(name, 0.0) for name in names}


def _objective(given: Objective) -> Objective:
    if given not in OBJECTIVES:
        remedy = f"Use one of {', '.join(OBJECTIVES)}."
        raise AnalysisError("VA739", f"{given!r} is no objective.", remedy)
    return given


def _lever(given: str) -> Instrument:
    for one in INSTRUMENTS:
        if one == given:
            return one
    remedy = nearest(given, INSTRUMENTS) or f"Use one of {', '.join(INSTRUMENTS)}."
    raise AnalysisError("VA739", f"--lever: there is no lever {given!r}.", remedy)


def chosen_measures(
    model: Model,
    *,
    layer: SomeNames | None = None,
    actor: SomeNames | None = None,
    lever: SomeNames | None = None,
    files: Iterable[str | Path] = (),
) -> dict[str, Measure]:
    """List measures about a model, by layer, actor and lever."""
    layers, actors, levers = _listed(layer), _listed(actor), [_lever(x) for x in _listed(lever)]
    known = [one.id for one in model.layers]
    for name in layers:
        if name not in known:
            remedy = nearest(name, known) or f"Use one of {', '.join(known)}."
            raise AnalysisError("VA739", f"there is no layer {name!r}.", remedy)
    return {
        name: one
        for name, one in all_measures(model, files).items()
        if (not layers or one.layer in layers)
        and (not actors or set(actors) & set(one.actors))
        and (not levers or set(levers) & set(one.levers))
    }


def prices_of(measures: Mapping[str, Measure], model: Model) -> dict[str, float]:
    """What each measure costs home over six years, in EUR."""
    first = model.as_of.year + 1
    years = range(first, first + PRICED_YEARS)
    return {name: purse_of(one).total(years) for name, one in measures.items()}


def helped(
    model: Model | None,
    name: str,
    *,
    cases: SomeNames = DEFAULT_CASES,
    files: Iterable[str | Path] = (),
    weeks: int = WEEKS,
    progress: Progress | None = None,
) -> MeasureAlone:
    """Take one measure alone, wholly working, and see what it changes in every case.

    Raises
    ------
    AnalysisError
        VA739: there is no such measure.
    """
    bench = prepare(model)
    known = all_measures(bench.model, files)
    if name not in known:
        remedy = nearest(name, known) or "`valuechain measures` lists them."
        raise AnalysisError("VA739", f"there is no measure {name!r}.", remedy)
    chosen: tuple[PlanCase, ...] = choose_cases(
        bench, _listed(cases), n_weeks=weeks, progress=progress
    )
    losses = Losses(bench, prepare_measures(bench.model, {name: known[name]}), cases=chosen)
    before, after = losses.per_case({}), losses.per_case({name: FULL})
    rows = [
        (case.id, float(b), float(a))
        for case, b, a in zip(chosen, before, after, strict=True)
        if abs(a - b) > UNFELT
    ]
    return MeasureAlone(known[name], tuple(rows), len(chosen))


def apply(model: Model | None, names: SomeNames, *, files: Iterable[str | Path] = ()) -> Model:
    """Write measures into a model as if they already worked wholly.

    Raises
    ------
    AnalysisError
        VA732, VA738, VA739: measures that clash, that a model cannot say, or that are not there.
    """
    about = prepare(model).model
    known = all_measures(about, files)
    for name in _listed(names):
        if name not in known:
            remedy = nearest(name, known) or "`valuechain measures` lists them."
            raise AnalysisError("VA739", f"there is no measure {name!r}.", remedy)
    return amended(about, {name: known[name] for name in _listed(names)})
