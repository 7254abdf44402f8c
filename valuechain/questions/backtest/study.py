"""Past cases: what the model says of each, beside what was observed."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import numpy as np

from valuechain.analysis.scenario_run import STATED, LevelCourse, subjects, unfold
from valuechain.analysis.workbench import Workbench, prepare
from valuechain.files.scenarios import load_scenario
from valuechain.files.shipped import shipped_scenarios
from valuechain.indicators.consequence import UNHARMED
from valuechain.kernels.arrays import Floats
from valuechain.kernels.unfold import CourseEngine
from valuechain.questions.backtest.observations import (
    ComparedObservation,
    Interval,
    Observed,
    judge,
    read_observed,
)
from valuechain.schema import Model
from valuechain.schema.scenario import DemandSurge, Scenario, Shock, Stockpile, Takeover
from valuechain.schema.terms import ShareRange
from valuechain.shocks.selection import products_of
from valuechain.shocks.touched import Touched, touched
from valuechain.shocks.variants import VARIANTS, force_of, one_of
from valuechain.stack.columns import Flags

_WHOLLY: Final = ShareRange.model_validate(dict.fromkeys(("low", "mode", "high"), 1.0))


def history() -> tuple[Path, ...]:
    """Give the files of the shipped scenarios of what happened, in alphabetical order."""
    return tuple(path for path in shipped_scenarios().values() if path.parent.name == "history")


def measure(
    model: Model, *, files: Iterable[Path] | None = None, observed: Sequence[Observed] | None = None
) -> tuple[tuple[Scenario, tuple[ComparedObservation, ...]], ...]:
    """Compare every past case with what was observed, none left out.

    Parameters
    ----------
    model : Model
        A checked model.
    files : iterable of Path, optional
        Files of the cases; those that are shipped if left out.
    observed : sequence of Observed, optional
        The observations; if left out, those in ``observed.csv`` beside the first file.

    Returns
    -------
    tuple
        By case, in the order of time: the scenario, and its observations compared.

    Raises
    ------
    FileProblems
        A file is wrong.
    AnalysisError
        A home is unknown, or a shock touches nothing.
    ConvergenceError
        A response did not converge.
    ValueError
        An observation is of a case, or of a subject, that does not exist.
    """
    paths = history() if files is None else tuple(files)
    rows = read_observed(paths[0].with_name("observed.csv")) if observed is None else observed
    cases = [load_scenario(path, model=model).scenario for path in paths]
    strange = {row.scenario for row in rows} - {case.id for case in cases}
    if strange:
        raise ValueError(f"observations of cases that do not exist: {sorted(strange)}")
    benches: dict[str, Workbench] = {}
    found = []
    for case in sorted(cases, key=lambda one: (str(one.as_of), one.id)):
        mine = [row for row in rows if row.scenario == case.id]
        seen = {
            home: _Seen.of(benches.setdefault(home, prepare(model, home=(home,))), case)
            for home in dict.fromkeys(row.home for row in mine)
        }
        found.append((case, tuple(_compared(row, seen[row.home]) for row in mine)))
    return tuple(found)


def _compared(row: Observed, seen: "_Seen") -> ComparedObservation:
    read = _MEASURES.get(row.measure)
    said = read(seen, row) if read and row.subject else None
    return ComparedObservation(row, said, *judge(row, said))


@dataclass(frozen=True, slots=True)
class _Seen:
    """One case followed from one home."""

    bench: Workbench
    case: Scenario
    followed: tuple[LevelCourse, ...]
    touched: tuple[Touched, ...]

    @classmethod
    def of(cls, bench: Workbench, case: Scenario) -> "_Seen":
        """Follow a case."""
        found = unfold(
            bench,
            case,
            engine=CourseEngine(bench.engine),
            rows=(*bench.uses, *bench.stack.buyers()),
            effects=bench.effects(),
        )
        share = touched(case, bench.stack, perspective=bench.perspective, model=bench.model)
        return cls(bench, case, tuple(subjects(bench, found)), share)

    def levels(self, row: Observed) -> Floats:
        """Levels of a subject, shape (columns, weeks)."""
        for one in self.followed:
            if (one.kind, one.subject) == (row.subject_kind, row.subject):
                return one.level
        raise ValueError(f"{row.scenario}: {row.subject_kind} {row.subject!r} is not followed")

    def shocks(self, product: str) -> list[Shock]:
        """Shocks of the case that are about a product and take something of it."""
        stack = self.bench.stack
        wanted = stack.product_ids.index(product)
        return [
            shock
            for shock in self.case.shocks
            if not isinstance(shock, Takeover | Stockpile)
            and wanted in products_of(shock, self.bench.model, stack=stack)
        ]

    def forces(self, shocks: Iterable[Shock]) -> Floats | None:
        """Part that is lost of what shocks touch, shape (variants, weeks)."""
        weeks = int(self.case.horizon)
        found = [[force_of(one, each, n_weeks=weeks) for each in VARIANTS] for one in shocks]
        return np.array(found).max(axis=0) if found else None


def _interval(figures: Floats, stated: int) -> Interval:
    return Interval(float(figures[stated]), float(figures.min()), float(figures.max()))


def _deepest(seen: _Seen, row: Observed) -> Interval:
    return _interval(1.0 - seen.levels(row).min(axis=1), STATED)


def _weeks(read: Callable[[Flags], tuple[float, float]]) -> "_Measure":
    """Measure a time that is known to the week: it lies between two figures."""

    def figure(seen: _Seen, row: Observed) -> Interval:
        lows, highs = zip(*(read(path < UNHARMED) for path in seen.levels(row)), strict=True)
        return Interval(highs[STATED], min(lows), max(highs))

    return figure


def _first(lost: Flags) -> tuple[float, float]:
    """First loss, in weeks from the start: infinite if nothing is ever lost."""
    if not lost.any():
        return math.inf, math.inf
    first = float(lost.argmax())
    return first, first + 1.0


def _survived(lost: Flags) -> tuple[float, float]:
    """Whole weeks before the first loss."""
    return (_first(lost)[0],) * 2


def _whole(lost: Flags) -> tuple[float, float]:
    """Weeks from the start until nothing is lost any more; 0 if nothing ever was."""
    if not lost.any():
        return 0.0, 0.0
    if lost[-1]:
        return math.inf, math.inf
    last = float(np.flatnonzero(lost)[-1])
    return last, last + 1.0


def _share(seen: _Seen, row: Observed) -> Interval | None:
    """Share of those who are hit; for a figure that was put in, the part of it that is lost."""
    mine = [one for one in seen.touched if one.product == row.subject]
    if not mine:
        return None
    said = Interval(
        max(one.share for one in mine),
        max(one.share_low for one in mine),
        max(one.share_high for one in mine),
    )
    if row.role != "input":
        return said
    shocks = [seen.case.shocks[one.shock - 1] for one in mine]
    mild, stated, severe = (max(_severity(one, each) for one in shocks) for each in VARIANTS)
    return Interval(said.stated * stated, said.low * mild, said.high * severe)


def _severity(shock: Shock, variant: Literal["mild", "stated", "severe"]) -> float:
    if isinstance(shock, Takeover | DemandSurge | Stockpile):
        return 1.0
    return one_of(shock.severity, variant)


def _left(seen: _Seen, row: Observed) -> Interval | None:
    """Part of the normal flow from those who are hit, on average in a week."""
    return _at(seen.forces(seen.shocks(row.subject)), row)


def _capacity(seen: _Seen, row: Observed) -> Interval | None:
    """Part of the normal flow that the plant itself makes; severity is its part of the firm."""
    whole = [one.model_copy(update={"severity": _WHOLLY}) for one in seen.shocks(row.subject)]
    return _at(seen.forces(whole), row)


def _at(force: Floats | None, row: Observed) -> Interval | None:
    if force is None or row.week is None:
        return None
    week = min(max(math.ceil(row.week), 1), force.shape[1])
    return _interval(1.0 - force[:, week - 1], VARIANTS.index("stated"))


def _output(seen: _Seen, row: Observed) -> Interval | None:
    force = seen.forces(seen.shocks(row.subject))
    return None if force is None else _interval(force.sum(axis=1), VARIANTS.index("stated"))


_Measure = Callable[[_Seen, Observed], Interval | None]
_MEASURES: Final[dict[str, _Measure]] = {
    "capacity_at_week": _capacity,
    "deepest_loss": _deepest,
    "flow_at_week": _left,
    "lost_output_of_those_hit": _output,
    "share_touched": _share,
    "weeks_survived": _weeks(_survived),
    "weeks_to_first_effect": _weeks(_first),
    "weeks_until_whole": _weeks(_whole),
}
"""Measures for which a run has a number."""
