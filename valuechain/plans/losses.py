"""What every case costs under every set of measures, each run once.

A measure that no loss of a case can reach changes nothing in it, so a run is remembered by the
measures that count in its case.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.batches import batches
from valuechain.kernels.course import Course
from valuechain.kernels.fast import Engine
from valuechain.kernels.unfold import CourseEngine
from valuechain.plans.cases import PlanCase
from valuechain.plans.effects import Prepared, TakenMeasures
from valuechain.plans.structure import gaining
from valuechain.schema import Scenario, Shock
from valuechain.schema.measure import (
    AddSpareCapacity,
    AddSupply,
    Change,
    ChangeOwner,
    Trust,
)
from valuechain.shocks.courses import CourseColumn, build
from valuechain.shocks.perspective import make_perspective
from valuechain.shocks.removal_course import lasting
from valuechain.shocks.removals import Cut, Removals
from valuechain.stack import Stack
from valuechain.vocab.tolerances import EXACT, UNFELT_GAIN
from valuechain.vocab.words import Reach, Rule

_MOST: Final = 96
"""Cases that are followed at once."""
MeasureSteps = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Bearing:
    """Which measures count in one case, and which of them may make it worse."""

    counts: frozenset[str]
    doubtful: frozenset[str]
    """Their new producer is touched itself, or the new owner may be the one who refuses."""


class Losses:
    """Loss-weeks of the uses in every case, under any set of measures.

    Parameters
    ----------
    bench : Workbench
        The model made ready: home, trusted, uses.
    prepared : Prepared
        The same model compiled with every measure that may be taken.
    cases : sequence of PlanCase
        What happens.
    reach : str
        Which end of the range of what measures do.
    rule : str
        Importance rule.
    use_weights : mapping of str to float, optional
        How much each use counts; equal if left out.
    """

    def __init__(
        self,
        bench: Workbench,
        prepared: Prepared,
        *,
        cases: Sequence[PlanCase],
        reach: Reach = "mode",
        rule: Rule = "default",
        use_weights: Mapping[str, float] | None = None,
    ) -> None:
        self.bench, self.prepared, self.cases, self.reach = bench, prepared, tuple(cases), reach
        names = [bench.stack.producer_ids[row] for row in bench.uses]
        self.uses = tuple(names)
        self.watch = tuple(prepared.stack.position(name) for name in names)
        given = np.array([1.0 if use_weights is None else use_weights.get(n, 0.0) for n in names])
        self.use_weight: Floats = given / given.sum()
        self.case_weight: Floats = np.array([case.weight for case in cases])
        self.rule, self.given = rule, use_weights
        self.effects: Effects = bench.effects(rule)
        self.runs = 0
        """Responses of a case that were computed."""
        self._known: dict[tuple[int, MeasureSteps, bool], Floats] = {}

    @cached_property
    def bearing(self) -> tuple[Bearing, ...]:
        """What counts in every case."""
        return self._bearings()

    def only(self, some: Sequence[int]) -> "Losses":
        """The same of some cases only, their weights scaled up to 1."""
        total = sum(self.cases[n].weight for n in some)
        cases = [replace(self.cases[n], weight=self.cases[n].weight / total) for n in some]
        return Losses(
            self.bench,
            self.prepared,
            cases=cases,
            reach=self.reach,
            rule=self.rule,
            use_weights=self.given,
        )

    def at(self, reach: Reach, *, rule: Rule | None = None) -> "Losses":
        """The same at another end of the range of what measures do, or under another rule."""
        return Losses(
            self.bench,
            self.prepared,
            cases=self.cases,
            reach=reach,
            rule=rule or self.rule,
            use_weights=self.given,
        )

    def by_use(self, taken: TakenMeasures, *, ideal: bool = False) -> Floats:
        """Weeks of output that every use loses in every case, shape (cases, uses).

        Parameters
        ----------
        taken : mapping of str to float
            Measures and how far each works.
        ideal : bool
            Whether what is gained never fails: the floor of every smaller set.

        Raises
        ------
        AnalysisError
            VA732: measures that cannot go together.
        """
        return self.of(range(len(self.cases)), taken, ideal=ideal)

    def of(self, some: Iterable[int], taken: TakenMeasures, *, ideal: bool = False) -> Floats:
        """Loss-weeks of some cases, shape (some, uses)."""
        wanted = list(some)
        keys = {case: self._key(case, taken) for case in wanted}
        floors = {case: ideal and not self._plain(case, key) for case, key in keys.items()}
        absent = [case for case in keys if (case, keys[case], floors[case]) not in self._known]
        for floor in (False, True):
            # Cases of one set share a stack: what does not count in a case changes nothing there.
            members = [case for case in absent if floors[case] == floor]
            if members:
                every = {one for case in members for one in keys[case]}
                found = self._run(members, dict(sorted(every)), ideal=floor)
                for case, lost in zip(members, found, strict=True):
                    self._known[case, keys[case], floor] = lost
        rows = [self._known[case, keys[case], floors[case]] for case in wanted]
        return np.array(rows).reshape(len(wanted), len(self.uses))

    def per_case(self, taken: TakenMeasures, *, ideal: bool = False) -> Floats:
        """Loss-weeks of every case, uses weighted."""
        found: Floats = self.by_use(taken, ideal=ideal) @ self.use_weight
        return found

    def one(self, case: int, taken: TakenMeasures, *, ideal: bool = False) -> float:
        """Loss-weeks of one case, uses weighted."""
        return float(self.of([case], taken, ideal=ideal)[0] @ self.use_weight)

    def _key(self, case: int, taken: TakenMeasures) -> MeasureSteps:
        if not any(part > 0 for part in taken.values()):
            return ()  # so that a loss without measures asks nothing of them
        counts = self.bearing[case].counts
        return tuple(sorted((m, part) for m, part in taken.items() if m in counts and part > 0))

    def _plain(self, case: int, key: MeasureSteps) -> bool:
        """Whether a run is its own floor: at most one measure, and none that may do harm."""
        return len(key) < 2 and not any(m in self.bearing[case].doubtful for m, _ in key)

    def _run(self, members: Sequence[int], taken: TakenMeasures, *, ideal: bool) -> list[Floats]:
        stack = self.prepared.apply(taken, reach=self.reach, ideal=ideal)
        setting = _Setting(self, stack, taken)
        found: dict[int, Floats] = {}
        lasting_ones = [case for case in members if self.cases[case].removal is not None]
        for case in members:
            if self.cases[case].scenario is not None:
                course = setting.scenario(self.cases[case].scenario)
                found[case] = (
                    np.zeros(len(self.watch))
                    if course is None
                    else setting.follow(course, self.watch)[:, 0]
                )
        cuts = {case: setting.cut(self.cases[case]) for case in lasting_ones}
        groups: dict[tuple[int, int], list[int]] = {}
        for case, cut in cuts.items():
            if cut is None or cut.nothing:
                found[case] = np.zeros(len(self.watch))
            else:
                groups.setdefault((self.cases[case].n_weeks, len(cut.classes)), []).append(case)
        for (n_weeks, _), some in groups.items():
            for part in batches(some, _MOST):
                course = lasting(stack, [c for n in part if (c := cuts[n])], n_weeks=n_weeks)
                lost = setting.follow(course, self.watch)
                found |= {case: lost[:, b] for b, case in enumerate(part)}
        self.runs += len(members)
        return [found[case] for case in members]

    def _bearings(self) -> tuple[Bearing, ...]:
        """Find what each case touches with nothing taken, and so which measures count in it."""
        setting = _Setting(self, self.prepared.stack, {})
        found = []
        for case in self.cases:
            touched = setting.touched(case)
            counts, doubtful = set(), set()
            for name, measure in self.prepared.measures.items():
                for change in measure.changes:
                    if not self._counts(change, case, touched):
                        continue
                    counts.add(name)
                    if self._may_harm(change, touched):
                        doubtful.add(name)
            found.append(Bearing(frozenset(counts), frozenset(doubtful)))
        return tuple(found)

    def _counts(self, change: Change, case: PlanCase, touched: Floats) -> bool:
        if isinstance(change, Trust):
            return True
        if isinstance(change, ChangeOwner):
            return case.removal is None or case.removal.attribute != "site"
        stack = self.prepared.stack
        if isinstance(change, AddSupply | AddSpareCapacity):
            products = frozenset({change.product})
        else:
            products = self.prepared.fillings(change)
        about = [stack.product_ids.index(product) for product in sorted(products)]
        mine = np.isin(stack.producer_product, about)
        return bool(touched[mine].max(initial=0.0) > EXACT)

    def _may_harm(self, change: Change, touched: Floats) -> bool:
        if isinstance(change, Trust | ChangeOwner):
            return True
        if isinstance(change, AddSupply):
            row = self.prepared.stack.position(f"{change.product}/{gaining(change)}")
            return bool(touched[row] > UNFELT_GAIN)
        return False


def _with(scenario: Scenario, shocks: Sequence[Shock]) -> Scenario:
    return scenario.model_copy(update={"shocks": tuple(shocks), "grace": scenario.has_grace})


class _Setting:
    """One stack with the perspective of one set of measures."""

    def __init__(self, losses: Losses, stack: Stack, taken: TakenMeasures) -> None:
        self.losses, self.stack = losses, stack
        bench, model = losses.bench, losses.prepared.model
        partners = losses.prepared.trusted(taken)
        trusted = (*bench.trusted, *partners)
        self.perspective = make_perspective(model, home=bench.home, trusted=trusted)
        self.removals = Removals(stack, self.perspective)
        self.engine = CourseEngine(Engine(stack))

    def cut(self, case: PlanCase) -> Cut | None:
        """What a lasting loss takes away; None where a partner is the one who would refuse."""
        removal = case.removal
        if removal is None or not self.removals.defined(removal):
            return None
        return self.removals.cut(removal, "value")

    def scenario(self, scenario: Scenario | None) -> Course | None:
        """The course of a scenario as stated; None where measures leave nobody whom it hits."""
        if scenario is None:
            return None
        try:
            return self._built(scenario)
        except AnalysisError as empty:
            if empty.code != "VA620":
                raise
        hit = [shock for shock in scenario.shocks if self._hits(scenario, shock)]
        return self._built(_with(scenario, hit)) if hit else None

    def _hits(self, scenario: Scenario, shock: Shock) -> bool:
        takeovers = [one for one in scenario.shocks if one.kind == "takeover" and one is not shock]
        try:
            self._built(_with(scenario, [*takeovers, shock]))
        except AnalysisError as empty:
            if empty.code != "VA620":
                raise
            return False
        return True

    def _built(self, scenario: Scenario) -> Course:
        return build(
            self.stack,
            self.perspective,
            model=self.losses.prepared.model,
            cases=[CourseColumn(scenario, bound="value", range="stated")],
            n_weeks=int(scenario.horizon),
            allocation=scenario.allocation,
        )

    def course(self, case: PlanCase) -> Course | None:
        """The course of any case; None where nothing happens."""
        if case.scenario is not None:
            return self.scenario(case.scenario)
        cut = self.cut(case)
        if cut is None or cut.nothing:
            return None
        return lasting(self.stack, [cut], n_weeks=case.n_weeks)

    def follow(self, course: Course, watch: Sequence[int]) -> Floats:
        """Loss-weeks of some rows, shape (rows, batch)."""
        lost = np.zeros((len(watch), course.size))
        for moment in self.engine.follow(course, self.losses.effects, watch=watch):
            lost += 1.0 - np.clip(moment.level, 0.0, 1.0)
        return lost

    def touched(self, case: PlanCase) -> Floats:
        """Most that every row loses in any week, by itself or on its way to anybody, 0..1."""
        count = self.stack.n_producers
        course = self.course(case)
        found: Floats = np.zeros(count)
        if course is None:
            return found
        deepest = course.deepest()
        found = np.maximum(1.0 - deepest.opening[:, :, 0].min(axis=0), 1.0 - deepest.capacity[:, 0])
        for moment in self.engine.follow(course, self.losses.effects, watch=tuple(range(count))):
            found = np.maximum(found, 1.0 - moment.level[:, 0])
        return found
