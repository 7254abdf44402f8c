"""One exposure, or the loss of one week of a scenario, followed back to what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from valuechain.analysis.scenario_choice import NameOrScenario, ask
from valuechain.analysis.scenario_run import course_of
from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.files.directory import meant
from valuechain.indicators.consequence import UNHARMED
from valuechain.indicators.explain import explain, explain_course
from valuechain.kernels.levels import first_lowest
from valuechain.kernels.unfold import CourseEngine
from valuechain.results.routes import Route
from valuechain.schema import Scenario
from valuechain.shocks.courses import CourseColumn
from valuechain.shocks.perspective import countries_of
from valuechain.shocks.removals import Bound, Removal, to_shocks
from valuechain.vocab.words import ATTRIBUTES, HORIZONS, Mode, Rule

_BOUNDS: Final[tuple[Bound, ...]] = ("value", "low", "high")


@dataclass(frozen=True, slots=True)
class Explained:
    """A loss followed back, with its bounds on what the remainders may hold."""

    route: Route
    bound_low: float
    bound_high: float
    at_most: Route
    """The route at the upper bound of what the remainders may hold."""
    home: tuple[str, ...]
    trusted: tuple[str, ...]
    window_weeks: float | None = field(default=None, kw_only=True)
    """Critical window in which the week looked at loses most, where no week was asked."""
    group: tuple[str, ...] = field(default=(), kw_only=True)
    """Uses of the group asked about; the subject of the route is the one that loses most."""


@dataclass(frozen=True, slots=True)
class ExplainedScenario(Explained):
    """The loss of one week of a scenario followed back."""

    scenario: Scenario
    warnings: tuple[str, ...] = ()


def measure(
    bench: Workbench,
    subject: str,
    *,
    without: str,
    product: str | None = None,
    mode: Mode = "withheld",
    weeks: int | None = None,
) -> Explained:
    """Follow the exposure of a use or product back, at its value and at both bounds.

    Of a group of uses the one that loses most is followed.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    subject, without, product, mode, weeks
        As for `valuechain.explain`.

    Raises
    ------
    AnalysisError, ConvergenceError
        As `valuechain.explain`, but for home and trusted.
    """
    route, low, high = _worst(
        bench, subject, without=without, product=product, mode=mode, weeks=weeks, bounds=_BOUNDS
    )
    use = bench.model.uses.get(route.subject)
    grouped = _subject_rows(bench, subject) if subject in bench.model.use_groups else ()
    return Explained(
        window_weeks=use.critical_window if use is not None and weeks is None else None,
        group=tuple(bench.stack.producer_ids[row] for row in grouped),
        route=route,
        bound_low=min(low.exposure, route.exposure),
        bound_high=max(high.exposure, route.exposure),
        at_most=high,
        home=bench.home,
        trusted=bench.trusted,
    )


def route_of(
    bench: Workbench,
    subject: str,
    *,
    without: str,
    product: str | None = None,
    mode: Mode = "withheld",
    weeks: int | None = None,
) -> Route:
    """Follow an exposure back as :func:`measure` does, at its value only."""
    (route,) = _worst(
        bench, subject, without=without, product=product, mode=mode, weeks=weeks, bounds=("value",)
    )
    return route


def _worst(
    bench: Workbench,
    subject: str,
    *,
    without: str,
    product: str | None,
    mode: Mode,
    weeks: int | None,
    bounds: Sequence[Bound],
) -> list[Route]:
    """Follow an exposure back at some bounds; of a group of uses that which is largest."""
    rows = _subject_rows(bench, subject)
    if weeks is not None and not 0 <= weeks <= 10 * HORIZONS[-1]:
        raise AnalysisError(
            "VA607", f"week {weeks} cannot be computed.", f"Use 0 (limit) to {10 * HORIZONS[-1]}."
        )
    removal = _removal(bench, without, product=product, mode=mode)
    found = [
        [
            route
            for bound in bounds
            for route in explain(
                bench.engine,
                bench.removals,
                citations=bench.citations,
                effects=bench.effects(),
                asked=[(removal, row)],
                week=_week(bench, removal, row) if weeks is None else weeks,
                bound=bound,
            )
        ]
        for row in rows
    ]
    return max(found, key=lambda routes: [route.exposure for route in routes])


def _week(bench: Workbench, removal: Removal, row: int) -> int:
    """Week looked at where none is asked: of a use with a window the one it loses most in."""
    within = bench.windows[bench.uses.index(row)] if row in bench.uses else 0
    if not within:
        return HORIZONS[2]
    shocks = to_shocks(bench.stack, [bench.removals.cut(removal, "value")])
    left = bench.engine.weeks(shocks, bench.effects(), watch=[row], n_weeks=within)[0, :, 0]
    return int(first_lowest(left)) + 1 if left.min() < UNHARMED else within


def measure_scenario(
    bench: Workbench,
    subject: str,
    *,
    scenario: NameOrScenario,
    week: int | None = None,
    rule: Rule = "default",
) -> ExplainedScenario:
    """Follow the loss of a use or product back in one week of a scenario.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    subject : str
        A use, a group of uses (the one that loses most is followed), or a product as a buyer at
        home sees it.
    scenario : str, Path or Scenario
        Name of a shipped scenario, path of a file, or a scenario.
    week : int, optional
        Week of the scenario, from 1; the one in which most is lost if left out.
    rule : str
        Importance rule.

    Raises
    ------
    AnalysisError
        VA605: an unknown use or product; VA607: a week outside the horizon.
    ConvergenceError
        A week did not settle.
    """
    (asked,) = ask(bench.model, [scenario])
    rows = _subject_rows(bench, subject)
    horizon = int(asked.scenario.horizon)
    if week is not None and not 1 <= week <= horizon:
        raise AnalysisError(
            "VA607", f"week {week} is not in the scenario.", f"Use 1 to {horizon}, its horizon."
        )
    cases = [CourseColumn(asked.scenario, bound=bound) for bound in _BOUNDS]
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


def _subject_rows(bench: Workbench, subject: str) -> tuple[int, ...]:
    """Rows of a use, of the uses of a group, or of the virtual buyer of a product.

    Raises
    ------
    AnalysisError
        VA605: there is no such use, group or product.
    """
    model = bench.model
    if subject in model.use_groups and (rows := bench.named_uses(subject)):
        return rows
    name = subject if subject in model.uses else f"buyer/{subject}"
    whose = model.uses_of_others.get(subject)
    if whose is None and subject in model.uses:
        country = model.uses[subject].country
        whose = country if country not in bench.perspective.home else None
    if whose is not None:
        raise AnalysisError(
            "VA641",
            f"{subject!r} is a use of {whose}, which is not home ({', '.join(bench.home)}).",
            f"Ask with home {whose}, or about a product: only uses of home are answered.",
        )
    if name not in bench.stack.producer_ids:
        remedy = meant(model, subject, wanted=("use", "use group", "product"))
        raise AnalysisError("VA605", f"unknown use or product {subject!r}.", remedy)
    return (bench.stack.position(name),)


def _removal(bench: Workbench, without: str, *, product: str | None, mode: Mode) -> Removal:
    attribute, colon, name = without.partition(":")
    if not colon:
        attribute, name = "any", without
    if product is not None and product not in bench.model.products:
        remedy = meant(bench.model, product, wanted=("product",))
        raise AnalysisError("VA605", f"unknown product {product!r}.", remedy)
    if attribute == "firm":
        if name not in bench.stack.firm_ids:
            remedy = meant(bench.model, name, wanted=("firm",))
            raise AnalysisError("VA605", f"no supplier is the firm {name!r}.", remedy)
        return Removal("firm", name, "any", mode, frozenset(), product)
    if attribute not in ATTRIBUTES:
        allowed = ", ".join((*ATTRIBUTES, "firm"))
        raise AnalysisError(
            "VA606", f"unknown attribute {attribute!r} in {without!r}.", f"Use one of {allowed}."
        )
    members = countries_of(bench.model, [name])
    kind = "group" if name in bench.model.groups else "country"
    return Removal(kind, name, attribute, mode, members, product)  # type: ignore[arg-type]
