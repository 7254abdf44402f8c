"""Tables of what to find out first: what each figure is worth, and where a verdict flips."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from valuechain.analysis.evidence import judged_weeks
from valuechain.ensembles.break_even import BreakEven
from valuechain.ensembles.factors import Factor
from valuechain.kernels.arrays import Floats
from valuechain.questions.uncertainty.contracts import (
    BREAK_EVEN,
    FIND_OUT,
    INTERACTIONS,
    SURVEYS,
    TORNADO,
)
from valuechain.questions.uncertainty.decisive import Decisive, SourceFigure
from valuechain.questions.uncertainty.study import Uncertain
from valuechain.questions.uncertainty.tables import (
    assumed_table,
    concluded,
    figure_of,
    framed,
    uncertainty_table,
    verdict_of,
    what_of,
)
from valuechain.questions.uncertainty.words import TO_FIND, both, figure_title, request, who_knows
from valuechain.results.columns import CLASSES
from valuechain.results.contract import RowCells
from valuechain.results.result import Result
from valuechain.texts.languages import LANGUAGES

_FIFTH: Final = 0.2
_IN_TORNADO: Final = 5


def result(
    found: Uncertain, decided: Decisive, *, count: int, overlays: Sequence[str] = ()
) -> Result:
    """Put the figures that are worth finding out first in tables.

    Parameters
    ----------
    found : Uncertain
        The sample.
    decided : Decisive
        What decides it.
    count : int
        How many figures.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.

    Raises
    ------
    AnalysisError
        VA503: a table breaks its contract.
    """
    return concluded(
        found,
        "what-to-find-out",
        said=TO_FIND,
        frames={
            FIND_OUT: find_out_table(found, decided, count=count),
            SURVEYS: survey_table(found, decided),
            BREAK_EVEN: break_even_table(found, decided.flips),
            TORNADO: tornado_table(found, decided),
            INTERACTIONS: interaction_table(found, decided),
        },
        options={
            "count": count,
            "misjudged": decided.misjudged,
            "verdicts": len(found.verdicts),
        },
        overlays=overlays,
    )


def _said(found: Uncertain, one: Factor) -> RowCells:
    return {
        f"figure_{lang}": figure_title(lang, one, model=found.bench.model) for lang in LANGUAGES
    }


def find_out_table(found: Uncertain, decided: Decisive, *, count: int) -> pd.DataFrame:
    """Figures in the order in which knowing them would settle most verdicts."""
    model, rows = found.bench.model, []
    for number, figure in enumerate(decided.figures[:count]):
        one, worth = figure.first(found.factors), decided.worth[number]
        stake = [found.sample.quantities[place] for place in decided.at_stake[number]]
        rows.append(
            {
                "rank": number + 1,
                **figure_of(one),
                **_said(found, one),
                "worth": worth.evppi,
                "worth_error": worth.error,
                "places": len(figure.positions),
                "verdicts": len(stake),
                "at_stake": "; ".join(f"{q.use}, {q.product}, {q.removed}" for q in stake),
                **{f"who_{lang}": who_knows(lang, one, model=model) for lang in LANGUAGES},
                **{f"request_{lang}": request(lang, one, model=model) for lang in LANGUAGES},
            }
        )
    return framed(FIND_OUT, rows)


def survey_table(found: Uncertain, decided: Decisive, *, count: int = 5) -> pd.DataFrame:
    """Sources that together would settle most verdicts, one after another."""
    known = found.bench.model.sources
    rows = [
        {
            "source": source,
            "title": known[source].title if source in known else source,
            "worth": worth.evppi,
            "worth_error": worth.error,
            "figures": figures,
        }
        for source, worth, figures in decided.sources[:count]
        if source
    ]
    return framed(SURVEYS, rows)


def break_even_table(found: Uncertain, flips: Sequence[BreakEven]) -> pd.DataFrame:
    """Value of a figure at which a verdict becomes another one."""
    rows = [
        {
            **verdict_of(found.sample.quantities[flip.verdict]),
            "class": CLASSES[flip.before],
            "becomes": CLASSES[flip.after],
            **figure_of(one),
            **_said(found, one),
            "flips_at": flip.at,
            "change": flip.change,
        }
        for flip in flips
        for one in [found.factors.every[flip.figure]]
    ]
    return framed(BREAK_EVEN, rows)


def worst_quantities(found: Uncertain) -> dict[str, int]:
    """By use, the exposure to a dependency at the judged week that is largest as stated."""
    week = judged_weeks(found.bench)
    worst: dict[str, int] = {}
    for place in found.sample.where(kind="exposure", week=week):
        one = found.sample.quantities[place]
        best = worst.get(one.use)
        if one.product and (best is None or found.stated[place] > found.stated[best]):
            worst[one.use] = place
    return {use: place for use, place in worst.items() if found.stated[place] > 0}


def tornado_table(found: Uncertain, decided: Decisive) -> pd.DataFrame:
    """How much a loss moves with what is assumed, beside what is merely not known."""
    drawn = found.drawn
    exposure = uncertainty_table(found).set_index(
        ["use", "product", "removed", "attribute", "mode", "horizon_weeks"]
    )
    assumed = assumed_table(found).set_index(["use", "product", "removed", "attribute", "mode"])
    rows: list[RowCells] = []
    for use, place in worst_quantities(found).items():
        one = found.sample.quantities[place]
        what = what_of(one)
        key = (use, one.product, one.removed, one.attribute, one.mode)
        row, rule = exposure.loc[[(*key, str(one.week))]].iloc[0], assumed.loc[[key]].iloc[0]
        ends: list[tuple[str, float, float]] = [
            ("assumption", float(rule["lenient"]), float(rule["strict"])),
            ("unlisted", float(row["bound_low"]), float(row["bound_high"])),
            ("all-figures", float(row["p05"]), float(row["p95"])),
        ]
        for kind, low, high in ends:
            said = both(kind)
            rows.append(
                {
                    **what,
                    "kind": kind,
                    "name": kind,
                    "figure_nl": said["nl"],
                    "figure_en": said["en"],
                    "value": float(row["value"]),
                    "low": min(low, high),
                    "high": max(low, high),
                    "first_order": None,
                }
            )
        for figure, first, _ in decided.indices.get(place, [])[:_IN_TORNADO]:
            rows.append(
                {
                    **what,
                    **_said(found, figure.first(found.factors)),
                    "kind": "figure",
                    "name": figure.first(found.factors).name,
                    "value": float(row["value"]),
                    **_swing(drawn[figure.positions[0]], found.sample.amounts[place]),
                    "first_order": min(1.0, max(0.0, first)),
                }
            )
    return framed(TORNADO, rows)


def _swing(figure: Floats, amount: Floats) -> RowCells:
    """Mean of a quantity where a figure is in its lowest, and in its highest, fifth."""
    order = np.argsort(figure, kind="stable")
    fifth = max(1, int(_FIFTH * len(order)))
    ends = [float(amount[order[:fifth]].mean()), float(amount[order[-fifth:]].mean())]
    return {"low": min(ends), "high": max(ends)}


def interaction_table(found: Uncertain, decided: Decisive) -> pd.DataFrame:
    """How much of the spread each figure causes alone and with others, where that was asked for."""
    if decided.sobol is None:
        return framed(INTERACTIONS, [])
    place, figures, sobol = decided.sobol
    one = found.sample.quantities[place]
    given: dict[SourceFigure, float] = {
        figure: first for figure, first, _ in decided.indices[place]
    }
    rows = [
        {
            **what_of(one),
            "horizon_weeks": str(one.week),
            "figure": figure.first(found.factors).name,
            "sort": figure.first(found.factors).sort,
            **_said(found, figure.first(found.factors)),
            "first": float(sobol.first[number]),
            "first_error": float(sobol.first_error[number]),
            "total": float(sobol.total[number]),
            "total_error": float(sobol.total_error[number]),
            "given_data": given[figure],
        }
        for number, figure in enumerate(figures)
    ]
    return framed(INTERACTIONS, rows)
