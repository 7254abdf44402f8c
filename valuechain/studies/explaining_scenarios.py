"""The loss of one week of a scenario, followed back to the figures it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from valuechain.errors import AnalysisError
from valuechain.indicators.consequence import UNHARMED
from valuechain.indicators.explain import explain_course
from valuechain.kernels.unfold import CourseEngine
from valuechain.results.routes import Route
from valuechain.schema import Model, Scenario
from valuechain.shocks.courses import Case
from valuechain.shocks.suppliers import Bound
from valuechain.studies.asking import Wanted, ask
from valuechain.studies.explaining import subject_rows
from valuechain.studies.unfolding import course_of
from valuechain.studies.workbench import prepare
from valuechain.vocab.words import Rule

_BOUNDS: Final[tuple[Bound, ...]] = ("value", "low", "high")


@dataclass(frozen=True, slots=True)
class ExplainedScenario:
    """A week of a scenario followed back, with its bounds on what the remainders may hold."""

    scenario: Scenario
    route: Route
    bound_low: float
    bound_high: float
    at_most: Route
    """The same at the upper bound."""
    home: tuple[str, ...]
    trusted: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def explain_scenario(
    model: Model,
    subject: str,
    *,
    scenario: Wanted,
    week: int | None = None,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    rule: Rule = "default",
) -> ExplainedScenario:
    """Follow the loss of a use or product back in one week of a scenario.

    Parameters
    ----------
    model : Model
        A checked model.
    subject : str
        A use, a group of uses (the one that loses most is followed), or a product as a buyer at
        home sees it.
    scenario : str, Path or Scenario
        Name of a shipped scenario, path of a file, or a scenario.
    week : int, optional
        Week of the scenario, from 1; the one in which most is lost if left out.
    home, trusted : str or iterable of str, optional
        Countries or groups; the model's own if left out.
    rule : str
        Importance rule.

    Raises
    ------
    AnalysisError
        VA601, VA602: home or trusted is unknown or empty; VA605: an unknown use or product;
        VA607: a week outside the horizon.
    ConvergenceError
        A week did not settle.
    """
    bench = prepare(model, home=home, trusted=trusted)
    (asked,) = ask(model, [scenario])
    rows = subject_rows(bench, subject)
    horizon = int(asked.scenario.horizon)
    if week is not None and not 1 <= week <= horizon:
        raise AnalysisError(
            "VA607", f"week {week} is not in the scenario.", f"Use 1 to {horizon}, its horizon."
        )
    cases = [Case(asked.scenario, bound=bound) for bound in _BOUNDS]
    engine, course = CourseEngine(bench.engine), course_of(bench, cases)
    effects = bench.effects(rule)
    row = rows[0]
    if week is None or len(rows) > 1:
        level = engine.unfold(course, effects, watch=rows).level
        stated, most = level[:, :, 0], level[:, :, 2]
        told = stated if stated.min() < UNHARMED else most
        seen = told if week is None else told[:, week - 1 : week]
        worst, when = np.unravel_index(int(seen.argmin()), seen.shape)
        row, week = rows[int(worst)], int(when) + 1 if week is None else week
    route, low, high = explain_course(
        engine,
        course,
        stack=bench.stack,
        citations=bench.citations,
        effects=effects,
        subject=row,
        week=week,
        name=asked.scenario.id,
    )
    return ExplainedScenario(
        scenario=asked.scenario,
        route=route,
        bound_low=min(low.exposure, route.exposure),
        bound_high=max(high.exposure, route.exposure),
        at_most=high,
        home=bench.home,
        trusted=bench.trusted,
        warnings=asked.warnings,
    )
