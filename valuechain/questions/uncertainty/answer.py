"""The two questions asked whole: how sure is each figure, and what to find out first."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict, Unpack

from valuechain.ensembles.executors import chosen_executor
from valuechain.questions.uncertainty import contracts, find_out_tables, tables
from valuechain.questions.uncertainty.decisive import Decisive, decisive
from valuechain.questions.uncertainty.study import Uncertain, Work, uncertain
from valuechain.questions.uncertainty.words import both
from valuechain.results.contract import Table
from valuechain.results.findings import Findings
from valuechain.results.supply import SOURCES
from valuechain.schema import Model
from valuechain.studies.accounting import provenance_of, settings_of
from valuechain.studies.asking import Wanted
from valuechain.studies.finding import refuse_unknown
from valuechain.studies.markings import highest_marking
from valuechain.studies.playing import texts_of
from valuechain.studies.sources import source_table

if TYPE_CHECKING:
    import pandas as pd

    from valuechain.ensembles.ensemble import Progress

DRAWS: Final = 1000
"""Draws unless asked otherwise."""


class How(TypedDict, total=False):
    """How an ensemble is asked and computed, for both questions."""

    seed: int
    home: str | Iterable[str] | None
    trusted: str | Iterable[str] | None
    uses: str | Iterable[str] | None
    scenarios: Wanted | Iterable[Wanted]
    limit: bool
    workers: int
    dask: str | None
    store: Path | None
    overlays: Sequence[str]
    progress: "Progress | None"


def uncertainty(model: Model | None = None, *, draws: int = DRAWS, **how: Unpack[How]) -> Findings:
    """Say how sure each headline is: quantiles of exposures, chances of classes, ranks.

    Parameters
    ----------
    model : Model, optional
        A checked model; the shipped one if left out.
    draws : int
        How many draws, 20 or more.
    **how : How
        ``seed`` (0); ``home`` and ``trusted``; ``uses``; ``scenarios`` that are followed too;
        ``limit``: whether the limit is measured; ``workers``: processes; ``dask``: address of a
        scheduler, or ``local``; ``store``: folder in which ensembles are kept and found again;
        ``overlays`` and ``progress`` as in other questions.

    Returns
    -------
    Findings
        Tables ``uncertainty``, ``certainty``, ``survival_draws``, ``ranks``, ``scenario_draws``,
        ``assumed``, ``drawn``.

    Raises
    ------
    AnalysisError
        VA601, VA602, VA641 to VA643: as in all questions; VA720 to VA725: ranges that leave no
        shares, a full disk, no workers or scheduler, too few draws.
    ConvergenceError
        VA604: a response did not settle in some draw.
    """
    found = measured(model, draws, **how)
    return answer_uncertainty(found, draws=draws, overlays=how.get("overlays", ()))


def what_to_find_out(
    model: Model | None = None,
    *,
    draws: int = DRAWS,
    count: int = 10,
    interactions: int = 0,
    **how: Unpack[How],
) -> Findings:
    """Say which figures to find first: those that would take away most wrong verdicts.

    Parameters
    ----------
    model : Model, optional
        A checked model; the shipped one if left out.
    draws : int
        How many draws, 20 or more; an ensemble that is stored is used.
    count : int
        How many figures.
    interactions : int
        Base draws for total indices, 0 for none; fourteen times as many are measured.
    **how : How
        As for :func:`uncertainty`.

    Returns
    -------
    Findings
        Tables ``find_out``, ``surveys``, ``break_even``, ``tornado``, ``interactions``.

    Raises
    ------
    AnalysisError, ConvergenceError
        As :func:`uncertainty`.
    """
    found = measured(model, draws, **how)
    decided = decisive(found, progress=how.get("progress"), sobol=interactions)
    return answer_find_out(
        found, decided, draws=draws, count=count, overlays=how.get("overlays", ())
    )


def measured(model: Model | None, draws: int, **how: Unpack[How]) -> Uncertain:
    """Measure what both questions rest on."""
    refuse_unknown(how, How)
    return uncertain(
        model,
        draws,
        home=how.get("home"),
        trusted=how.get("trusted"),
        uses=how.get("uses"),
        scenarios=how.get("scenarios", ()),
        seed=how.get("seed", 0),
        limit=how.get("limit", False),
        work=Work(
            executor=chosen_executor(how.get("workers", 1), how.get("dask")),
            root=how.get("store"),
            progress=how.get("progress"),
        ),
    )


def answer_uncertainty(found: Uncertain, *, draws: int, overlays: Sequence[str] = ()) -> Findings:
    """Put the answer on how sure each figure is together."""
    return _conclude(
        found,
        "uncertainty",
        {
            contracts.UNCERTAINTY: tables.uncertainty_table(found),
            contracts.CERTAINTY: tables.certainty_table(found),
            contracts.HOLDING_DRAWS: tables.survival_table(found),
            contracts.RANKS: tables.rank_table(found),
            contracts.SCENARIO_DRAWS: tables.scenario_table(found),
            contracts.ASSUMED: tables.assumed_table(found),
            contracts.DRAWN: tables.drawn_table(found),
        },
        said=("title", "meaning"),
        options={"draws": draws},
        overlays=overlays,
    )


def answer_find_out(
    found: Uncertain,
    decided: Decisive,
    *,
    draws: int,
    count: int = 10,
    overlays: Sequence[str] = (),
) -> Findings:
    """Put the answer on what to find out together."""
    return _conclude(
        found,
        "what-to-find-out",
        {
            contracts.FIND_OUT: find_out_tables.find_out_table(found, decided, count=count),
            contracts.SURVEYS: find_out_tables.survey_table(found, decided),
            contracts.BREAK_EVEN: find_out_tables.break_even_table(found, decided),
            contracts.TORNADO: find_out_tables.tornado_table(found, decided),
            contracts.INTERACTIONS: find_out_tables.interaction_table(found, decided),
        },
        said=("find-title", "find-meaning"),
        options={
            "draws": draws,
            "count": count,
            "misjudged": decided.misjudged,
            "verdicts": len(found.verdicts),
        },
        overlays=overlays,
    )


def _conclude(
    found: Uncertain,
    question: str,
    frames: "Mapping[Table, pd.DataFrame]",
    *,
    said: tuple[str, str],
    options: Mapping[str, object],
    overlays: Sequence[str],
) -> Findings:
    bench, asked = found.bench, found.question
    return Findings(
        question=question,
        title=both(said[0]),
        meaning=both(said[1]),
        settings=settings_of(bench),
        provenance=provenance_of(
            bench,
            counts={
                "draws": found.sample.n_draws,
                "figures": len(found.factors.drawn()),
                "quantities": len(found.sample.quantities),
            },
            overlays=overlays,
        ),
        model_title=texts_of(bench.model.title),
        as_of=bench.model.as_of,
        options={
            **options,
            "seed": asked.seed,
            "uses": list(asked.uses),
            "scenarios": [one.id for one in asked.scenarios],
            "limit": asked.limit,
        },
        contracts=(*frames, SOURCES),
        frames={
            **{table.name: frame for table, frame in frames.items()},
            "sources": source_table(bench.model, asked.scenarios),
        },
        marking=highest_marking(bench.model, *asked.scenarios),
    )
