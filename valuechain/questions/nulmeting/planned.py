"""A plan that was made, and targets, put beside the nulmeting of the same model."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from valuechain.analysis.workbench import Workbench
from valuechain.questions.registry import question
from valuechain.results.frames import arranged
from valuechain.results.result import Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class PlanAndTargets:
    """A plan and targets that are shown beside a nulmeting."""

    plan: Result | None = None
    """A plan of the same model and side."""
    targets: Path | None = None
    """A file of targets."""


def check_plan(bench: Workbench, beside: PlanAndTargets | None) -> None:
    """Refuse a plan of another model or side, before anything is measured.

    Raises
    ------
    AnalysisError
        VA743: it is one.
    """
    if beside is not None and beside.plan is not None:
        question("plan").part("in_nulmeting").plan_tables(beside.plan, bench)


def with_plan(base: Result, bench: Workbench, *, beside: PlanAndTargets) -> Result:
    """Add what a plan would change, and where targets stand, to a nulmeting.

    Parameters
    ----------
    base : Result
        The nulmeting.
    bench : Workbench
        The model made ready.
    beside : PlanAndTargets
        What is added.

    Raises
    ------
    AnalysisError
        VA739, VA743: a measure that is not shipped; a plan of another model or side.
    FileProblems
        What is wrong with the targets.
    """
    part = question("plan").part("in_nulmeting")
    frames: dict[str, pd.DataFrame] = {}
    options = dict(base.options)
    years: tuple[int, ...] = ()
    if beside.plan is not None:
        frames |= part.plan_tables(beside.plan, bench)
        options["plan"] = {name: beside.plan.options[name] for name in part.SAID}
        years = tuple(int(year) for year in frames["plan_years"]["year"])
    if beside.targets is not None:
        frames["targets"] = part.target_frame(bench, beside.targets, plan=dict(frames), years=years)
    tables = [one for one in part.TABLES if one.name in frames]
    found = {one.name: arranged(one, frames[one.name]) for one in tables}
    return replace(
        base,
        frames={**base.frames, **found},
        contracts=(*base.contracts, *tables),
        options=options,
    )
