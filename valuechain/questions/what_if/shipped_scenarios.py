"""What the shipped scenarios do to the uses of home: the short what-if of a nulmeting."""

from typing import Final

import numpy as np
import pandas as pd

from valuechain.analysis.scenario_run import COLUMNS
from valuechain.analysis.workbench import Workbench
from valuechain.errors import FileProblems
from valuechain.files.scenarios import load_scenario
from valuechain.files.shipped import shipped_scenarios
from valuechain.kernels.arrays import Floats
from valuechain.kernels.unfold import CourseEngine
from valuechain.results.columns import USE, fraction, ids
from valuechain.results.contract import Column, Table
from valuechain.results.scenario_contracts import SCENARIO
from valuechain.schema.scenario import Scenario
from valuechain.shocks.courses import CourseColumn, build
from valuechain.shocks.removals import BOUNDS
from valuechain.vocab.tolerances import EXACT

WHAT_IF: Final = Table(
    "what_if",
    "What the scenarios that come with the model do to each use, substitution included",
    "Wat de scenario's bij het model met elke toepassing doen, vervanging inbegrepen",
    (
        SCENARIO,
        ids("title_en", "Title in English", "Titel in het Engels"),
        ids("title_nl", "Title in Dutch", "Titel in het Nederlands"),
        USE,
        Column(
            "first_loss_week",
            "integer",
            "weeks",
            "First week in which anything is lost; empty if nothing is",
            "Eerste week waarin iets verloren gaat; leeg als er niets is",
            optional=True,
        ),
        fraction("deepest_loss", "Largest loss of any week", "Grootste verlies van enige week"),
        fraction(
            "deepest_loss_bound_low",
            "The same, carried by the named suppliers alone",
            "Hetzelfde, via de genoemde leveranciers alleen",
        ),
        fraction(
            "deepest_loss_bound_high",
            "The same, if unlisted supply is what could be hit too",
            "Hetzelfde, als ook het niet-genoemde aanbod geraakt kan zijn",
        ),
        fraction(
            "deepest_loss_mild",
            "Largest loss if the shocks are as mild as their ranges allow",
            "Grootste verlies als de schokken zo mild zijn als hun bereik toelaat",
        ),
        fraction(
            "deepest_loss_severe",
            "Largest loss if the shocks are as severe as their ranges allow",
            "Grootste verlies als de schokken zo zwaar zijn als hun bereik toelaat",
        ),
    ),
    ("scenario", "use"),
)
"""The what-if of a nulmeting: the stated case, and how mild and how severe it may be."""

_ANOTHER_MODEL: Final = "VC103"


def fitting_scenarios(bench: Workbench) -> tuple[list[Scenario], list[str]]:
    """Shipped scenarios that could happen and fit the model, and why others do not."""
    fits, odd = [], []
    for name, path in shipped_scenarios().items():
        if path.parent.name == "history":
            continue
        try:
            fits.append(load_scenario(path, model=bench.model).scenario)
        except FileProblems as refused:
            if all(one.code != _ANOTHER_MODEL for one in refused.problems):
                told = refused.problems[0]
                odd.append(f"Scenario {name} is not followed: {told.code} {told.message}")
    return fits, odd


def not_followed(table: pd.DataFrame) -> list[Scenario]:
    """Shipped scenarios of which a what-if says nothing: they speak of what home does not see."""
    followed, shipped = set(table["scenario"]), shipped_scenarios()
    if not followed <= shipped.keys():
        return []
    return [
        load_scenario(path).scenario
        for name, path in shipped.items()
        if path.parent.name != "history" and name not in followed
    ]


def what_if_table(bench: Workbench) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Follow all fitting scenarios in one batch per rule of allocation.

    Parameters
    ----------
    bench : Workbench
        The model made ready.

    Returns
    -------
    table : pandas.DataFrame
        Scenario by use: first week of loss and deepest loss, within the horizon of each
        scenario, substitution as it says. Its figures at their most plausible with both bounds
        on unlisted supply, and the deepest loss of its mild and its severe variant.
    warnings : tuple of str
        Scenarios that do not fit the model.

    Raises
    ------
    ConvergenceError
        A response did not converge: there is no number to return.
    """
    fits, odd = fitting_scenarios(bench) if bench.uses else ([], [])
    rows: list[dict[str, object]] = []
    engine = CourseEngine(bench.engine)
    for allocation in sorted({one.allocation for one in fits}):
        mine = [one for one in fits if one.allocation == allocation]
        course = build(
            bench.stack,
            bench.perspective,
            model=bench.model,
            cases=[
                CourseColumn(one, bound=bound, range=range_)
                for one in mine
                for bound, range_ in COLUMNS
            ],
            allocation=allocation,
        )
        paths = engine.unfold(course, bench.effects(), watch=bench.uses)
        loss = 1.0 - np.clip(paths.level, 0.0, 1.0)
        for number, one in enumerate(mine):
            first = len(COLUMNS) * number
            columns = loss[:, : int(one.horizon), first : first + len(COLUMNS)]
            rows += [
                _row(one, bench.stack.producer_ids[use], columns[place])
                for place, use in enumerate(bench.uses)
            ]
    rows.sort(key=lambda row: (str(row["scenario"]), str(row["use"])))
    table = pd.DataFrame(rows, columns=list(WHAT_IF.names))
    table["first_loss_week"] = table["first_loss_week"].astype("Int64")
    return table, tuple(odd)


def _row(scenario: Scenario, use: str, loss: Floats) -> dict[str, object]:
    """One use in one scenario; ``loss`` has shape (weeks, columns)."""
    depth = dict(
        zip(COLUMNS, np.where(loss.max(axis=0) > EXACT, loss.max(axis=0), 0.0), strict=True)
    )
    stated = loss[:, COLUMNS.index(("value", "stated"))]
    hurt = np.flatnonzero(stated > EXACT)
    low, most, high = (float(depth[bound, "stated"]) for bound in BOUNDS)
    return {
        "scenario": scenario.id,
        "title_en": scenario.title.en,
        "title_nl": scenario.title.nl or scenario.title.en,
        "use": use,
        "first_loss_week": int(hurt[0]) + 1 if len(hurt) else None,
        "deepest_loss": most,
        "deepest_loss_bound_low": min(low, most),
        "deepest_loss_bound_high": max(high, most),
        "deepest_loss_mild": float(depth["value", "mild"]),
        "deepest_loss_severe": float(depth["value", "severe"]),
    }
