"""The baseline measurement: where a country depends on others, how fast, how deep, and why."""

from collections.abc import Iterable, Sequence

from valuechain.analysis.evidence import judged_weeks
from valuechain.analysis.markings import highest_marking
from valuechain.analysis.provenance import no_uses, provenance_of, settings_of
from valuechain.analysis.ranking import top_dependencies
from valuechain.analysis.scenario_facts import texts_of
from valuechain.analysis.source_table import source_table
from valuechain.analysis.workbench import prepare
from valuechain.errors import AnalysisError
from valuechain.questions.nulmeting import exposure_tables
from valuechain.questions.nulmeting import tables as records
from valuechain.questions.nulmeting.contracts import STRATEGIC, TABLES
from valuechain.questions.nulmeting.headlines import strategic_tables
from valuechain.questions.nulmeting.planned import PlanAndTargets, check_plan, with_plan
from valuechain.questions.nulmeting.routes import baseline_routes
from valuechain.questions.nulmeting.study import measure
from valuechain.questions.nulmeting.sureness import Draws, with_draws
from valuechain.questions.nulmeting.words import WORDS
from valuechain.questions.registry import question
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.vocab.words import RULES, Progress, Rule

_EXPLAINED = 10
_SHOWN = 5


def nulmeting(
    model: Model,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    rules: Sequence[Rule] = RULES,
    draws: Draws | None = None,
    beside: PlanAndTargets | None = None,
    overlays: Sequence[str] = (),
    progress: Progress | None = None,
) -> Result:
    """Measure the dependencies of home, per layer, product and use.

    Parameters
    ----------
    model : Model
        A checked model, as :func:`valuechain.load` returns it.
    home, trusted : str or iterable of str, optional
        Countries (ISO 3166-1 alpha-3) or groups; the model's own if left out.
    rules : sequence of str, optional
        Importance rules to compute; ``default`` must be among them.
    draws : Draws, optional
        How often every figure is drawn to say how sure the result is; not at all if left out.
    beside : PlanAndTargets, optional
        A plan and targets to show beside it.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.
    progress : callable, optional
        Called with (step, done, all).

    Returns
    -------
    Result
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
    tell: Progress = progress or (lambda *_: None)
    tell("model", 0, 1)
    bench = prepare(model, home=home, trusted=trusted)
    tell("model", 1, 1)
    model = bench.model  # as home sees it: what is stored is what was measured
    judged_weeks(bench)
    check_plan(bench, beside)
    measured = measure(bench, rules=rules, progress=progress)
    found, judged = measured.exposures, measured.verdicts
    exposure = exposure_tables.exposure_table(bench, found)
    parts, whole = found.parts["default"], found.whole["default"]
    verdict_table = records.verdict_table(bench, judged)
    tell("routes", 0, 1)
    outside = frozenset(bench.stack.place_ids) - bench.perspective.circle
    shown = exposure_tables.shown_places(exposure, outside)
    routes = baseline_routes(
        bench,
        chosen=top_dependencies(verdict_table, _EXPLAINED, inside=bench.perspective.circle),
        shown=shown[:_SHOWN],
    )
    tell("routes", 1, 1)
    tell("scenarios", 0, 1)
    scenarios, unfit = question("what_if").part("shipped_scenarios").what_if_table(bench)
    tell("scenarios", 1, 1)
    strategic = strategic_tables(
        bench, judged, parts=parts, partners=shown[:_SHOWN], progress=progress
    )
    frames = {
        "exposure": exposure.drop(columns=["product"]),
        "dependencies": exposure_tables.dependency_table(bench, found),
        "products": exposure_tables.product_table(bench, found),
        "layers": exposure_tables.layer_table(bench, found),
        "concentration": records.concentration_table(bench),
        "positions": records.position_table(bench),
        "layer_shares": records.layer_share_table(bench),
        "verdicts": verdict_table,
        "evidence": records.evidence_table(
            bench, [(parts, measured.dependency_evidence), (whole, measured.place_evidence)]
        ),
        "indicators": records.indicator_table(bench),
        "paths": exposure_tables.path_table(bench, found, shown=shown),
        "what_if": scenarios,
        "sources": source_table(model),
        **strategic,
    }
    model_title = texts_of(model.title)
    base = Result(
        question="nulmeting",
        title=WORDS.both("asks"),
        meaning=WORDS.both("meaning"),
        heading=f"Nulmeting of {model_title['en']} for {', '.join(bench.home)}",
        settings=settings_of(bench, shown=shown),
        provenance=provenance_of(
            bench,
            counts={"removals": found.n_removals},
            overlays=overlays,
            iterations=bench.engine.most_sweeps,
            cycles=bench.engine.slow_circles(bench.effects(), product_ids=bench.stack.product_ids),
        ),
        model_title=model_title,
        as_of=model.as_of,
        options={"rules": list(rules), "substitution": False},
        contracts=tuple(table for table in (*TABLES, *STRATEGIC) if table.name in frames),
        frames=frames,
        routes=routes,
        model=model,
        marking=highest_marking(model),
        warnings=(*no_uses(bench), *unfit),
    )
    if beside is not None:
        base = with_plan(base, bench, beside=beside)
    if draws is None:
        return base
    return with_draws(
        base, bench, measured=(whole, parts), judged=judged, draws=draws, progress=progress
    )
