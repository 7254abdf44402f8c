"""Which scenarios are asked for: shipped ones by name, files, or what-ifs made in Python."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from valuechain.errors import AnalysisError, FileProblems, Place, Problem
from valuechain.files.keypaths import write_keys
from valuechain.files.scenario_references import scenario_references
from valuechain.files.scenario_sense import sense_problems
from valuechain.files.scenarios import find_scenario, load_scenario, scenario_digest
from valuechain.files.shipped import shipped_scenarios
from valuechain.schema import Model
from valuechain.schema.scenario import Scenario
from valuechain.vocab.words import Allocation

NameOrScenario = str | Path | Scenario
"""Name of a shipped scenario, path of a file, or a scenario."""
MOST_WEEKS: Final = 520
"""Longest horizon, as in the files."""
ANY_MODEL: Final = "any-model"
"""Model of a scenario that fits any: a what-if of the analyst's own."""


@dataclass(frozen=True, slots=True)
class ChosenScenario:
    """One scenario to follow, with its digest as written and what is odd about it."""

    scenario: Scenario
    digest: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instead:
    """What is asked in the place of what scenarios say themselves; as they say where None."""

    allocation: Allocation | None = None
    """What becomes of supply that is not taken."""
    substitution: bool | None = None
    """Whether others step in."""
    horizon: int | None = None
    """Weeks that are followed."""


AS_STATED: Final = Instead()


def forward_scenarios() -> tuple[str, ...]:
    """Name the shipped scenarios that could happen, not those that did.

    Raises
    ------
    AnalysisError
        VA631: there are none.
    """
    shipped = shipped_scenarios().items()
    found = tuple(name for name, path in shipped if path.parent.name != "history")
    if not found:
        raise AnalysisError("VA631", "no scenarios are shipped.", "Name a file.")
    return found


def fitting(model: Model, names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part scenarios that fit a model from those that do not, such as those of another country.

    Parameters
    ----------
    model : Model
        The model as home sees it.
    names : iterable of str
        Names of shipped scenarios, or paths.

    Returns
    -------
    tuple
        Those that fit; and of each other a line that says why not.
    """
    fits, odd = [], []
    for name in names:
        try:
            ask(model, [name])
        except FileProblems as refused:
            odd.append(f"Left out: {name} does not fit what home sees: {refused.problems[0]}")
        else:
            fits.append(name)
    return tuple(fits), tuple(odd)


def ask(
    model: Model,
    wanted: NameOrScenario | Iterable[NameOrScenario],
    *,
    instead: Instead = AS_STATED,
) -> tuple[ChosenScenario, ...]:
    """Find and read all scenarios, each under a name of its own.

    Parameters
    ----------
    model : Model
        The model they are asked of.
    wanted : str, Path, Scenario or iterable of them
        Names of shipped scenarios, paths of files, or scenarios.
    instead : Instead
        What is asked in the place of what each says itself.

    Raises
    ------
    FileProblems
        All that is wrong with a file or a scenario.
    AnalysisError
        VA631: nothing is asked; VA632: a horizon that cannot be followed.
    """
    every = [wanted] if isinstance(wanted, str | Path | Scenario) else list(wanted)
    if not every:
        raise AnalysisError("VA631", "no scenario is asked for.", "Name at least one.")
    if instead.horizon is not None and not 1 <= instead.horizon <= MOST_WEEKS:
        message = f"{instead.horizon} weeks cannot be followed."
        raise AnalysisError("VA632", message, f"Give 1 to {MOST_WEEKS}.")
    given: dict[str, object] = asdict(instead)
    changed = {name: one for name, one in given.items() if one is not None}
    found: list[ChosenScenario] = []
    for one in every:
        asked = _read(model, one)
        names = {other.scenario.id for other in found}
        changed["id"] = _unique(asked.scenario.id, names)
        scenario = _apart(asked.scenario.model_copy(update=changed), model)
        _refuse_late(scenario)
        found.append(ChosenScenario(scenario, asked.digest, asked.warnings))
    return tuple(found)


def _apart(scenario: Scenario, model: Model) -> Scenario:
    """Write the uses of each group of uses that shocks name in its place."""
    shocks = []
    for shock in scenario.shocks:
        named = getattr(shock, "customers", None)
        if named and set(named) & set(model.use_groups):
            shock = shock.model_copy(update={"customers": model.named_customers(named)})  # noqa: PLW2901
        shocks.append(shock)
    return scenario.model_copy(update={"shocks": tuple(shocks)})


def _refuse_late(scenario: Scenario) -> None:
    """Refuse a horizon that ends before a shock starts: it would seem to do nothing."""
    for number, shock in enumerate(scenario.shocks, start=1):
        if shock.start.mode >= scenario.horizon:
            message = f"shock {number} of {scenario.id} starts after {shock.start.mode:g} weeks, "
            message += f"and {scenario.horizon:g} are followed."
            raise AnalysisError("VA632", message, "Follow more weeks.")


def _read(model: Model, wanted: NameOrScenario) -> ChosenScenario:
    if isinstance(wanted, Scenario):
        scenario = _checked(wanted, model)
        return ChosenScenario(scenario, scenario_digest(scenario))
    loaded = load_scenario(find_scenario(wanted), model=model)
    return ChosenScenario(
        loaded.scenario, loaded.digest, tuple(str(one) for one in loaded.warnings)
    )


def _checked(scenario: Scenario, model: Model) -> Scenario:
    """Hold a scenario that comes from no file to the rules of the files."""
    if scenario.model.id == ANY_MODEL:
        pin = scenario.model.model_copy(update={"id": model.id})
        scenario = scenario.model_copy(update={"model": pin})
    for check in (scenario_references(scenario, model), sense_problems(scenario)):
        found = [
            Problem(Place(f"what-if {scenario.id}"), code, write_keys(keys), *words)
            for keys, code, *words in check
        ]
        if found:
            raise FileProblems(tuple(sorted(set(found))))
    return scenario


def _unique(name: str, taken: set[str]) -> str:
    """Number a name that is taken."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
