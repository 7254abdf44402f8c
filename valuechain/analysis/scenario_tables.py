"""Tables of scenarios: when and how deep uses are hurt, and what each shock touches."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from valuechain.analysis.scenario_run import HIGH, LOW, MILD, SEVERE, STATED, LevelCourse
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.consequence import Consequence, consequence
from valuechain.results.scenario_contracts import PATHS, SUMMARY, TOUCHED, VARIANTS
from valuechain.schema.scenario import Scenario
from valuechain.shocks.touched import touched

_PLACES: Final = dict(zip(VARIANTS, (STATED, MILD, SEVERE), strict=True))


@dataclass(frozen=True, slots=True)
class Ends:
    """When the shocks of a scenario are over, in weeks from its start; infinite if one lasts."""

    stopped: float
    """Until none is in force any more."""
    back: float
    """Until all that they took is back."""


def summary_rows(
    scenario: str, every: Sequence[LevelCourse], *, ends: Mapping[str, Ends], theta: float
) -> list[dict[str, object]]:
    """When, how deep and how long a scenario hurts every subject, stated, mild and severe."""
    rows = []
    for one in every:
        bounds = [
            consequence(one.level[column], stopped=ends["stated"].stopped, theta=theta)
            for column in (LOW, HIGH)
        ]
        for variant, column in _PLACES.items():
            said = consequence(one.level[column], stopped=ends[variant].stopped, theta=theta)
            rows.append(
                {
                    "scenario": scenario,
                    "use": one.use,
                    "subject_kind": one.kind,
                    "subject": one.subject,
                    "variant": variant,
                    **_cells(said, bounds if variant == "stated" else None),
                    "ttr_weeks": back if math.isfinite(back := ends[variant].back) else None,
                    "limit_level": float(one.limit[column]),
                    **_of_layer(one, column, week=said.deepest_week),
                }
            )
    return rows


def _cells(said: Consequence, bounds: Sequence[Consequence] | None) -> dict[str, object]:
    low, high = bounds or (None, None)
    return {
        "first_loss_week": said.first_loss_week,
        "deepest_loss": said.deepest_loss,
        "deepest_loss_bound_low": low.deepest_loss if low else None,
        "deepest_loss_bound_high": high.deepest_loss if high else None,
        "deepest_week": said.deepest_week,
        "loss_weeks": said.loss_weeks,
        "loss_weeks_bound_low": low.loss_weeks if low else None,
        "loss_weeks_bound_high": high.loss_weeks if high else None,
        "recovery_weeks": said.recovery_weeks,
        "tts_weeks": said.tts_weeks,
    }


def _of_layer(one: LevelCourse, column: int, *, week: int | None) -> dict[str, object]:
    if one.below_theta is None:
        return {"worst_product": "", "products_below_theta": None}
    worst = one.binding_input[week - 1] if week and column == STATED else ""
    return {"worst_product": worst, "products_below_theta": int(one.below_theta[column].max())}


def summary_table(rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    """Put in one table when, how deep and how long scenarios hurt."""
    frame = pd.DataFrame(rows, columns=list(SUMMARY.names))
    kinds = {"integer": "Int64", "number": "float64", "string": "object"}
    return frame.astype({column.name: kinds[column.type] for column in SUMMARY.columns})


def path_table(scenario: str, every: Sequence[LevelCourse]) -> pd.DataFrame:
    """What is left of uses week by week in one scenario, and of what else loses anything."""
    shown = [one for one in every if one.kind == "use" or one.harmed]
    frames = [
        pd.DataFrame(
            {
                "scenario": scenario,
                "use": one.use,
                "subject_kind": one.kind,
                "subject": one.subject,
                "week": np.arange(1, one.level.shape[1] + 1),
                "level": one.level[STATED],
                "level_bound_low": one.level[HIGH],
                "level_bound_high": one.level[LOW],
                "level_mild": one.level[MILD],
                "level_severe": one.level[SEVERE],
                "binding_input": one.binding_input,
                "binding_supplier": one.binding_supplier,
            }
        )
        for one in shown
    ]
    if not frames:
        return pd.DataFrame(columns=list(PATHS.names))
    return pd.concat(frames, ignore_index=True)


def touched_table(bench: Workbench, scenario: Scenario) -> pd.DataFrame:
    """What share of which product each shock of a scenario touches."""
    names = shock_names(scenario)
    found = touched(scenario, bench.stack, perspective=bench.perspective, model=bench.model)
    rows = [
        {
            "scenario": scenario.id,
            "shock": names[one.shock - 1],
            "product": one.product,
            "share_low": one.share_low,
            "share": one.share,
            "share_high": one.share_high,
        }
        for one in found
    ]
    return pd.DataFrame(rows, columns=list(TOUCHED.names))


def shock_names(scenario: Scenario) -> list[str]:
    """Name every shock by its number in the file, kind and what it is about.

    Examples
    --------
    ``shock:1 export-ban/gallium+germanium``, ``shock:2 outage/all``.
    """
    names = []
    for number, shock in enumerate(scenario.shocks, start=1):
        stated = [getattr(shock, name, None) or () for name in ("product", "layer")]
        about = [*stated[0], *stated[1]]
        if shock.kind == "takeover":
            about = [*shock.firm]
        names.append(f"shock:{number} {shock.kind}/{'+'.join(about) or 'all'}")
    return names
