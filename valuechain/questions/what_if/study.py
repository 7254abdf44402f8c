"""What if: scenarios followed week by week, from files or shocks to tables."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from valuechain.analysis.markings import highest_marking
from valuechain.analysis.provenance import no_uses, provenance_of, settings_of
from valuechain.analysis.scenario_choice import AS_STATED, Asked, Instead, Wanted, ask
from valuechain.analysis.scenario_facts import ends_of, played, texts_of
from valuechain.analysis.scenario_run import COLUMNS, unfold
from valuechain.analysis.scenario_tables import (
    path_table,
    subjects,
    summary_rows,
    summary_table,
    touched_table,
)
from valuechain.analysis.source_table import source_table
from valuechain.analysis.workbench import Progress, prepare
from valuechain.kernels.unfold import CourseEngine
from valuechain.questions.what_if.contributions import contributions, count_of_cases
from valuechain.results.result import Result
from valuechain.results.scenario_contracts import OUTCOME_TABLES
from valuechain.schema import Model
from valuechain.schema.scenario import Scenario
from valuechain.texts.languages import LANGUAGES
from valuechain.texts.questions import meaning, title
from valuechain.vocab.words import Rule


def run(
    model: Model,
    scenarios: Wanted | Iterable[Wanted],
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    rule: Rule = "default",
    instead: Instead = AS_STATED,
    products: bool = True,
    overlays: Sequence[str] = (),
    progress: Progress | None = None,
) -> Result:
    """Follow scenarios week by week, each by itself.

    Parameters
    ----------
    model : Model
        A checked model.
    scenarios : str, Path, Scenario or iterable of them
        Names of shipped scenarios, paths of files, or scenarios made by :func:`valuechain.shock`.
    home, trusted : str or iterable of str, optional
        Countries (ISO 3166-1 alpha-3) or groups; the model's own if left out.
    rule : str
        Importance rule.
    instead : Instead
        What is asked in the place of what each scenario says itself.
    products : bool
        Whether products and layers are followed too.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.
    progress : callable, optional
        Called with (scenario, done, all).

    Returns
    -------
    Result
        Summary, paths, contributions, shocks and sources; each scenario to its own horizon.

    Raises
    ------
    FileProblems
        What is wrong with a file of a scenario.
    AnalysisError
        VA601, VA602: home or trusted is unknown or empty; VA622, VA623: takeovers that clash,
        unknown names; VA631: nothing is asked; VA632: a horizon that cannot be followed.
    ConvergenceError
        A response did not converge: no result is returned.
    """
    bench = prepare(model, home=home, trusted=trusted)
    asked = ask(model, scenarios, instead=instead)
    effects, engine = bench.effects(rule), CourseEngine(bench.engine)
    rows: list[dict[str, object]] = []
    paths, divided, touched = [], [], []
    theta = model.thresholds.theta.value
    watch = (*bench.uses, *(bench.stack.buyers() if products else ()))
    for one in asked:
        scenario = one.scenario
        step = _Step(progress, scenario)
        found = unfold(bench, scenario, engine=engine, rows=watch, effects=effects)
        step.done(len(COLUMNS))
        every = list(subjects(bench, found))
        rows += summary_rows(scenario.id, every, ends=ends_of(scenario), theta=theta)
        paths.append(path_table(scenario.id, every))
        divided.append(
            contributions(bench, scenario, engine=engine, effects=effects, progress=step.done)
        )
        touched.append(touched_table(bench, scenario))
    names = ", ".join(one.scenario.id for one in asked)
    return Result(
        question="what-if",
        title={lang: title(lang, "what-if").format(names=names) for lang in LANGUAGES},
        meaning={lang: meaning(lang, "what-if") for lang in LANGUAGES},
        settings=settings_of(bench),
        provenance=provenance_of(
            bench,
            counts={
                "scenarios": len(asked),
                "courses": sum(len(COLUMNS) + count_of_cases(one.scenario) for one in asked),
            },
            overlays=overlays,
        ),
        model_title=texts_of(model.title),
        as_of=model.as_of,
        options={
            "scenarios": [one.scenario.id for one in asked],
            "rule": rule,
            **dataclasses.asdict(instead),
            "products": products,
        },
        contracts=OUTCOME_TABLES,
        frames={
            "summary": summary_table(rows),
            "paths": _together(paths),
            "contributions": _together(divided),
            "shocks": _together(touched),
            "sources": source_table(model, [one.scenario for one in asked]),
        },
        scenarios=tuple(played(bench, one) for one in asked),
        marking=highest_marking(model, *(one.scenario for one in asked)),
        warnings=(*_warnings(asked), *no_uses(bench)),
    )


def _together(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put tables under each other; empty ones know no types, so they stay out."""
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else frames[0]


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


def _warnings(asked: Sequence[Asked]) -> Iterator[str]:
    """Say what is odd about scenarios, and which ranges of starts are not followed."""
    for one in asked:
        yield from one.warnings
        for number, shock in enumerate(one.scenario.shocks, start=1):
            start = shock.start
            if start.low < start.high:
                yield (
                    f"{one.scenario.id}: shock {number} may start after {start.low:g} to "
                    f"{start.high:g} weeks and is followed from {start.mode:g}, also in its mild "
                    "and severe variant."
                )
