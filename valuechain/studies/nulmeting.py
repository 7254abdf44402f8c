"""The baseline measurement: where a country depends on others, how fast, how deep, and why."""

from collections.abc import Iterable, Sequence

from valuechain.errors import AnalysisError
from valuechain.indicators.exposure import Exposures
from valuechain.results.baseline import Baseline
from valuechain.results.ranking import top_dependencies
from valuechain.schema import Model
from valuechain.studies import measuring, records
from valuechain.studies.accounting import no_uses, provenance_of, settings_of
from valuechain.studies.judging import Case, Followed, follow, judged_at, judged_weeks, verdicts
from valuechain.studies.markings import highest_marking
from valuechain.studies.routing import baseline_routes
from valuechain.studies.sources import source_table
from valuechain.studies.strategic import strategic_tables
from valuechain.studies.what_if import what_if_table
from valuechain.studies.workbench import Workbench, prepare
from valuechain.vocab.words import RULES, Rule

_EXPLAINED = 10
_SHOWN = 5


def nulmeting(
    model: Model,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    rules: Sequence[Rule] = RULES,
    overlays: Sequence[str] = (),
    progress: measuring.Progress | None = None,
) -> Baseline:
    """Measure the dependencies of home, per layer, product and use.

    Parameters
    ----------
    model : Model
        A checked model, as :func:`valuechain.load` returns it.
    home, trusted : str or iterable of str, optional
        Countries (ISO 3166-1 alpha-3) or groups; the model's own if left out.
    rules : sequence of str, optional
        Importance rules to compute; ``default`` must be among them.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.
    progress : callable, optional
        Called with (step, done, all).

    Returns
    -------
    Baseline
        All tables, the routes behind the worst dependencies, settings and provenance. All
        exposures are without substitution; the scenarios of ``what_if`` have it.

    Raises
    ------
    AnalysisError
        VA601, VA602: home or trusted is unknown or empty; VA608: the model is judged at a week at
        which nothing is measured; VA609: the default rule is not asked for.
    ConvergenceError
        A response did not converge: no result is returned.
    """
    if "default" not in rules:
        raise AnalysisError(
            "VA609", "verdicts need the default importance rule.", 'Add "default" to the rules.'
        )
    bench = prepare(model, home=home, trusted=trusted)
    weeks = judged_weeks(bench)
    found = measuring.measure(bench, rules=rules, progress=progress)
    exposure = measuring.exposure_table(bench, found)
    parts, whole = found.parts["default"], found.whole["default"]
    judged, followed = verdicts(bench, parts)
    support = _support_of_places(bench, whole)
    verdict_table = records.verdict_table(bench.model, judged, weeks=weeks)
    outside = frozenset(bench.stack.place_ids) - bench.perspective.circle
    shown = measuring.shown_places(exposure, outside)
    routes = baseline_routes(
        bench,
        chosen=top_dependencies(verdict_table, _EXPLAINED, inside=bench.perspective.circle),
        shown=shown[:_SHOWN],
    )
    scenarios, unfit = what_if_table(bench)
    strategic = strategic_tables(
        bench, judged, parts=parts, partners=shown[:_SHOWN], progress=progress
    )
    return Baseline(
        settings=settings_of(bench, shown=shown),
        provenance=provenance_of(
            bench,
            counts={"removals": _count(found)},
            overlays=overlays,
            iterations=bench.engine.most_sweeps,
            cycles=bench.engine.slow_circles(bench.effects(), product_ids=bench.stack.product_ids),
        ),
        model_title={"en": model.title.en, "nl": model.title.nl or model.title.en},
        as_of=model.as_of,
        exposure=exposure.drop(columns=["product"]),
        dependencies=measuring.dependency_table(bench, found),
        products=measuring.product_table(bench, found),
        layers=measuring.layer_table(bench, found),
        concentration=records.concentration_table(bench),
        positions=records.position_table(bench),
        layer_shares=records.layer_share_table(bench),
        verdicts=verdict_table,
        evidence=records.evidence_table(bench, [(parts, followed), (whole, support)]),
        indicators=records.indicator_table(bench),
        paths=measuring.path_table(bench, found, shown=shown),
        what_if=scenarios,
        sources=source_table(model),
        strategic=strategic,
        routes=routes,
        marking=highest_marking(model),
        warnings=(*no_uses(bench), *unfit),
    )


def _support_of_places(bench: Workbench, whole: Exposures) -> Followed:
    """Evidence behind the exposure of every use to every country and group."""
    at = judged_at(bench, whole)
    n_uses = len(bench.uses)
    cases = [
        Case(position, use)
        for position, removal in enumerate(whole.removals)
        if removal.kind in {"country", "group"}
        for use in range(n_uses)
        if at[position, 1, use] > 0
    ]
    return follow(bench, whole, cases=cases, effects=bench.effects())


def _count(found: measuring.Measured) -> int:
    every = (one for group in (found.whole, found.parts) for one in group.values())
    return sum(len(one.removals) for one in every)
