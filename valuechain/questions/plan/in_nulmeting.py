"""A plan that was made, and targets, beside a nulmeting of the same model."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from valuechain.analysis.provenance import provenance_of, settings_of
from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.files.measures import all_measures, load_targets
from valuechain.plans.effects import prepare_measures
from valuechain.plans.money import purse_of
from valuechain.plans.targets import check_targets
from valuechain.questions.plan.contracts import (
    CASES,
    CUSTOMERS,
    FRONTIER,
    MEASURES,
    PLAN,
    TARGETS,
    USES,
    YEARS,
)
from valuechain.questions.plan.tables import target_table
from valuechain.results.frames import known
from valuechain.results.result import Result

if TYPE_CHECKING:
    import pandas as pd

_OF_PLAN: Final = (YEARS, USES, CASES, FRONTIER, MEASURES)
"""Tables whose names say too little beside those of a nulmeting."""
TABLES: Final = (
    PLAN,
    *(replace(one, name=f"plan_{one.name}") for one in _OF_PLAN),
    CUSTOMERS,
    TARGETS,
)
"""What a nulmeting shows of a plan, by the names that it has there."""
SAID: Final = (
    "budget_eur",
    "a_year",
    "years",
    "loss_before",
    "loss_after",
    "loss_low_effect",
    "loss_high_effect",
    "bound",
    "gap",
)
"""What it says of how the plan was made."""


def plan_tables(found: Result, bench: Workbench) -> "dict[str, pd.DataFrame]":
    """Take the tables of a plan over into a nulmeting.

    Parameters
    ----------
    found : Result
        What the plan was stored as.
    bench : Workbench
        The model of the nulmeting made ready.

    Raises
    ------
    AnalysisError
        VA743: it is no plan, or one of another model, home or partners.
    """
    own, mine = settings_of(bench), found.settings
    side = (mine.home_countries, mine.trusted_countries)
    if found.question != "plan":
        why = f"the result is of {found.question}, not of a plan"
    elif found.provenance.digest != provenance_of(bench, counts={}).digest:
        why = "the plan was made for another model, or for an earlier state of this one"
    elif side != (own.home_countries, own.trusted_countries):
        why = "the plan was made for another home or other partners"
    else:
        names = {f"plan_{one.name}": one.name for one in _OF_PLAN}
        return {one.name: found[names.get(one.name, one.name)] for one in TABLES}
    raise AnalysisError("VA743", f"{why}.", "Make it again: valuechain plan --out FOLDER.")


def target_frame(
    bench: Workbench, path: Path, *, plan: "Mapping[str, pd.DataFrame]", years: tuple[int, ...]
) -> "pd.DataFrame":
    """Hold the model, and a plan if there is one, to a file of targets.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    path : pathlib.Path
        The targets.
    plan : mapping of str to pandas.DataFrame
        Tables of the plan; empty without one.
    years : tuple of int
        Years of the plan.

    Raises
    ------
    AnalysisError
        VA739: the plan has a measure that is not shipped.
    FileProblems
        What is wrong with the file.
    """
    starts: dict[str, int] = {}
    if plan:
        rows = plan["plan"].to_dict("records")
        starts = {str(row["measure"]): int(row["start"]) for row in rows if known(row["start"])}
    shipped = all_measures(bench.model) if starts else {}
    if unknown := sorted(starts.keys() - shipped.keys()):
        raise AnalysisError(
            "VA739",
            f"the plan has a measure that is not shipped, {unknown[0]}.",
            "Give the targets to the plan itself: valuechain plan --targets FILE.",
        )
    measures = {name: shipped[name] for name in starts}
    purses = {name: purse_of(one) for name, one in measures.items()}
    by_year = {
        year: {
            name: part
            for name, start in starts.items()
            if (part := purses[name].working(start, year)) > 0
        }
        for year in years
    }
    checked = check_targets(
        bench,
        prepare_measures(bench.model, measures),
        file=load_targets(path, model=bench.model),
        by_year=by_year,
    )
    return target_table(checked)
