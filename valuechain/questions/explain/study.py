"""One exposure, or the loss of one week of a scenario, followed back to what it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from valuechain.analysis.scenario_choice import Wanted, ask
from valuechain.analysis.scenario_run import course_of
from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.files.directory import meant
from valuechain.indicators.consequence import UNHARMED
from valuechain.indicators.explain import explain, explain_course
from valuechain.kernels.unfold import CourseEngine
from valuechain.results.routes import Route
from valuechain.schema import Scenario
from valuechain.shocks.courses import Case
from valuechain.shocks.perspective import countries_of
from valuechain.shocks.removals import Bound, Removal
from valuechain.vocab.words import ATTRIBUTES, HORIZONS, Mode, Rule

_BOUNDS: Final[tuple[Bound, ...]] = ("value", "low", "high")


@dataclass(frozen=True, slots=True)
class Explained:
    """A loss followed back, with its bounds on what the remainders may hold."""

    route: Route
    bound_low: float
    bound_high: float
    at_most: Route
    """The same at the upper bound."""
    home: tuple[str, ...]
    trusted: tuple[str, ...]


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
    weeks: int = 52,
) -> Explained:
    """Follow the exposure of a use or product back, at its value and at both bounds.

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
    route, low, high = _routes(
        bench, subject, without=without, product=product, mode=mode, weeks=weeks
    )
    return Explained(
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
    weeks: int = 52,
) -> Route:
    """Follow an exposure back as :func:`measure` does, at its value only."""
    routes = _routes(bench, subject, without=without, product=product, mode=mode, weeks=weeks)
    return next(routes)


def _routes(
    bench: Workbench,
    subject: str,
    *,
    without: str,
    product: str | None,
    mode: Mode,
    weeks: int,
) -> Iterator[Route]:
    """Follow an exposure back at the value and both bounds, each when it is asked for."""
    row = _subject_row(bench, subject)
    if not 0 <= weeks <= 10 * HORIZONS[-1]:
        raise AnalysisError(
            "VA607", f"week {weeks} cannot be computed.", f"Use 0 (limit) to {10 * HORIZONS[-1]}."
        )
    removal = _removal(bench, without, product=product, mode=mode)
    for bound in _BOUNDS:
        yield from explain(
            bench.engine,
            bench.removals,
            citations=bench.citations,
            effects=bench.effects(),
            asked=[(removal, row)],
            week=weeks,
            bound=bound,
        )


def measure_scenario(
    bench: Workbench,
    subject: str,
    *,
    scenario: Wanted,
    week: int | None = None,
    rule: Rule = "default",
) -> ExplainedScenario:
    """Follow the loss of a use or product back in one week of a scenario.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    subject : str
        A use, or a product as a buyer at home sees it.
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
    row = _subject_row(bench, subject)
    horizon = int(asked.scenario.horizon)
    if week is not None and not 1 <= week <= horizon:
        raise AnalysisError(
            "VA607", f"week {week} is not in the scenario.", f"Use 1 to {horizon}, its horizon."
        )
    cases = [Case(asked.scenario, bound=bound) for bound in _BOUNDS]
    engine, course = CourseEngine(bench.engine), course_of(bench, cases)
    effects = bench.effects(rule)
    if week is None:
        stated, _, most = engine.unfold(course, effects, watch=[row]).level[0].T
        week = int((stated if stated.min() < UNHARMED else most).argmin()) + 1
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


def _subject_row(bench: Workbench, subject: str) -> int:
    """Row of a use, or of the virtual buyer of a product.

    Raises
    ------
    AnalysisError
        VA605: there is no such use or product.
    """
    model = bench.model
    name = subject if subject in model.uses else f"buyer/{subject}"
    if name not in bench.stack.producer_ids:
        remedy = meant(model, subject, wanted=("use", "product"))
        raise AnalysisError("VA605", f"unknown use or product {subject!r}.", remedy)
    if subject in model.uses and model.uses[subject].country not in bench.perspective.home:
        whose = model.uses[subject].country
        raise AnalysisError(
            "VA641",
            f"{subject!r} is a use of {whose}, which is not home ({', '.join(bench.home)}).",
            f"Ask with home {whose}, or about a product: only uses of home are answered.",
        )
    return bench.stack.position(name)


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
