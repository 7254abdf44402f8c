"""The answer to a what-if as tables: what each scenario does, week by week, and what helped."""

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from valuechain.analysis.markings import highest_marking
from valuechain.analysis.provenance import no_uses, provenance_of, settings_of
from valuechain.analysis.scenario_facts import ends_of, played, texts_of
from valuechain.analysis.scenario_run import subjects
from valuechain.analysis.scenario_tables import (
    path_table,
    shock_names,
    summary_rows,
    summary_table,
    touched_table,
)
from valuechain.analysis.source_table import source_table
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.attribution import MOST, shapley
from valuechain.questions.what_if.study import FollowedScenario, MeasuredScenarios, Worths
from valuechain.questions.what_if.words import WORDS
from valuechain.results.result import Result
from valuechain.results.scenario_contracts import CONTRIBUTIONS, OUTCOME_TABLES

_RELIEFS: Final = ("buffers", "substitution")


def result(measured: MeasuredScenarios, *, overlays: Sequence[str] = ()) -> Result:
    """Put in tables what scenarios do to every use, week by week.

    Parameters
    ----------
    measured : MeasuredScenarios
        From `valuechain.questions.what_if.study.measure`.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.

    Raises
    ------
    AnalysisError
        VA503: a table breaks its contract.
    """
    bench, followed = measured.bench, measured.followed
    model, scenarios = bench.model, [one.scenario for one in followed]
    names = ", ".join(one.id for one in scenarios)
    return Result(
        question="what-if",
        title=WORDS.both("asks", names=names),
        meaning=WORDS.both("meaning"),
        settings=settings_of(bench),
        provenance=provenance_of(
            bench,
            counts={"scenarios": len(followed), "courses": measured.courses},
            overlays=overlays,
        ),
        model_title=texts_of(model.title),
        as_of=model.as_of,
        options=measured.options,
        contracts=OUTCOME_TABLES,
        frames={**_frames(bench, followed), "sources": source_table(model, scenarios)},
        scenarios=tuple(played(bench, one.asked) for one in followed),
        model=model,
        marking=highest_marking(model, *scenarios),
        warnings=(*_warnings(followed), *no_uses(bench)),
    )


def _frames(bench: Workbench, followed: Sequence[FollowedScenario]) -> dict[str, pd.DataFrame]:
    rows: list[dict[str, object]] = []
    paths, divided, touched = [], [], []
    theta = bench.model.thresholds.theta.value
    for one in followed:
        every = list(subjects(bench, one.found))
        rows += summary_rows(one.scenario.id, every, ends=ends_of(one.scenario), theta=theta)
        paths.append(path_table(one.scenario.id, every))
        divided.append(_contributions(bench, one))
        touched.append(touched_table(bench, one.scenario))
    return {
        "summary": summary_table(rows),
        "paths": _together(paths),
        "contributions": _together(divided),
        "shocks": _together(touched),
    }


def _together(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put tables under each other; empty ones know no types, so they stay out."""
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else frames[0]


def _contributions(bench: Workbench, one: FollowedScenario) -> pd.DataFrame:
    """Divide the loss-weeks of every use over shocks, stocks and substitution."""
    scenario, names = one.scenario, list(CONTRIBUTIONS.names)
    if not bench.uses:
        return pd.DataFrame(columns=names)
    kinds = list(_RELIEFS[: 1 + scenario.substitution])
    shocks = ["shock"] * len(scenario.shocks)
    rows = [
        *_rows(bench, one.shocks, parts=shock_names(scenario), kinds=shocks),
        *_rows(bench, one.reliefs, parts=kinds, kinds=kinds),
    ]
    return pd.DataFrame([{"scenario": scenario.id, **row} for row in rows], columns=names)


def _rows(
    bench: Workbench, worth: Worths, *, parts: Sequence[str], kinds: Sequence[str]
) -> list[dict[str, object]]:
    count = len(parts)
    exact = count <= MOST
    divided = shapley(worth, count=count) if exact else None
    whole = frozenset(range(count))
    return [
        {
            "use": bench.stack.producer_ids[row],
            "part": part,
            "part_kind": kinds[number],
            "method": "shapley" if exact else "alone-and-without",
            "loss_weeks": float(divided[number][use]) if divided else float("nan"),
            "alone": float(worth[frozenset({number})][use]),
            "left_out": float(worth[whole - {number}][use]),
        }
        for use, row in enumerate(bench.uses)
        for number, part in enumerate(parts)
    ]


def _warnings(followed: Sequence[FollowedScenario]) -> Iterator[str]:
    """Say what is odd about scenarios, and which ranges of starts are not followed."""
    for one in followed:
        yield from one.asked.warnings
        for number, shock in enumerate(one.scenario.shocks, start=1):
            start = shock.start
            if start.low < start.high:
                yield (
                    f"{one.scenario.id}: shock {number} may start after {start.low:g} to "
                    f"{start.high:g} weeks and is followed from {start.mode:g}, also in its mild "
                    "and severe variant."
                )
