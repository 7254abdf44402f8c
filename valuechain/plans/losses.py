"""What every case costs under every set of measures, each run once.

A measure that no loss of a case can reach changes nothing in it, so a run is remembered by the
measures that count in its case.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
from valuechain.plans.effects import FULL, Prepared, TakenMeasures
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
from valuechain.vocab.words import Allocation, Reach, Rule

_MOST: Final = 96
"""Cases that are followed at once."""
MeasureSteps = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Bearing:
    """Which measures count in one case, and which of them may make it worse."""

    counts: frozenset[str]
    doubtful: frozenset[str]
    """Their new producer is touched itself, or the new owner may be the one who refuses."""


@dataclass(slots=True)
class _Shared:
    """One run for several cases, each of its own set."""

    keys: dict[int, MeasureSteps] = field(default_factory=dict)
    inside: set[str] = field(default_factory=set)
    outside: set[str] = field(default_factory=set)

    def agrees(self, case: int, key: MeasureSteps, counts: frozenset[str]) -> bool:
        """Whether the set of one more case says of no measure the opposite."""
        mine = {m for m, _ in key}
        apart = bool(mine & self.outside or (counts - mine) & self.inside)
        return case not in self.keys and not apart


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
        """Sets of measures that were run through some of the cases."""
        self._known: dict[tuple[int, MeasureSteps, bool], Floats] = {}

    @cached_property
    def bearing(self) -> tuple[Bearing, ...]:
        """What counts in every case."""
        return self._bearings()

    def only(self, some: Sequence[int]) -> "Losses":
        """Keep some of the cases, their weights scaled up to 1."""
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
        """Take what measures do at another end of its range, or under another importance rule."""
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
            self._run({case: keys[case] for case in absent if floors[case] == floor}, ideal=floor)
        rows = [self._known[case, keys[case], floors[case]] for case in wanted]
        return np.array(rows).reshape(len(wanted), len(self.uses))

    def floors(self, asked: Sequence[tuple[int, frozenset[str]]], *, most: int) -> list[Floats]:
        """Floors of one case under one set each: all of them, or as many as fit so many runs.

        Sets of different cases are run as one where they agree on all that counts in both.

        Returns
        -------
        list of ndarray, shape (uses,)
            In the order asked; fewer if there are more runs to do.
        """
        runs: dict[bool, list[_Shared]] = {False: [], True: []}
        fits = 0
        for case, wide in asked:
            key = self._key(case, dict.fromkeys(wide, FULL))
            ideal = not self._plain(case, key)
            if (case, key, ideal) not in self._known:
                counts, inside = self.bearing[case].counts, frozenset(m for m, _ in key)
                one = next((s for s in runs[ideal] if s.agrees(case, key, counts)), None)
                if one is None:
                    if sum(map(len, runs.values())) >= most:
                        break
                    runs[ideal].append(one := _Shared())
                one.keys[case] = key
                one.inside |= inside
                one.outside |= counts - inside
            fits += 1
        for ideal, shared in runs.items():
            for one in shared:
                self._run(one.keys, ideal=ideal)
        found = []
        for case, wide in asked[:fits]:
            key = self._key(case, dict.fromkeys(wide, FULL))
            found.append(self._known[case, key, not self._plain(case, key)])
        return found

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

    def _run(self, keys: Mapping[int, MeasureSteps], *, ideal: bool) -> None:
        """Run some cases through one stack with all that any of them asks for."""
        if not keys:
            return
        taken = dict(sorted({one for key in keys.values() for one in key}))
        stack = self.prepared.apply(taken, reach=self.reach, ideal=ideal)
        setting = _Setting(self, stack, taken)
        found = {case: np.zeros(len(self.watch)) for case in keys}
        for some, course in setting.courses(keys):
            lost = setting.follow(course, self.watch)
            found |= {case: lost[:, b] for b, case in enumerate(some)}
        self._known |= {(case, key, ideal): found[case] for case, key in keys.items()}
        self.runs += 1

    def _bearings(self) -> tuple[Bearing, ...]:
        """Find what each case touches with nothing taken, and so which measures count in it."""
        setting = _Setting(self, self.prepared.stack, {})
        every = np.zeros((len(self.cases), self.prepared.stack.n_producers))
        for some, course in setting.courses(range(len(self.cases))):
            every[some] = setting.touched(course).T
        found = []
        for case, touched in zip(self.cases, every, strict=True):
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

    def courses(self, members: Iterable[int]) -> Iterator[tuple[list[int], Course]]:
        """Courses of some cases, those of one length together; cases that take nothing are none."""
        lasting_ones: dict[int, dict[int, Cut]] = {}
        scenarios: dict[tuple[int, Allocation], dict[int, Scenario]] = {}
        for number in members:
            case = self.losses.cases[number]
            if case.scenario is not None:
                key = int(case.scenario.horizon), case.scenario.allocation
                scenarios.setdefault(key, {})[number] = case.scenario
            elif (cut := self.cut(case)) is not None and not cut.nothing:
                lasting_ones.setdefault(case.n_weeks, {})[number] = cut
        for n_weeks, cuts in lasting_ones.items():
            for part in batches(list(cuts), _MOST):
                yield list(part), lasting(self.stack, [cuts[n] for n in part], n_weeks=n_weeks)
        for asked in scenarios.values():
            yield from self._together(asked)

    def _together(self, asked: Mapping[int, Scenario]) -> Iterator[tuple[list[int], Course]]:
        """One course of scenarios as stated, without what measures leave nobody for."""
        try:
            yield list(asked), self._built(list(asked.values()))
        except AnalysisError as empty:
            if empty.code != "VA620":
                raise
            hit = {n: kept for n, one in asked.items() if (kept := self._hitting(one)).shocks}
            if hit:
                yield list(hit), self._built(list(hit.values()))

    def _hitting(self, scenario: Scenario) -> Scenario:
        """A scenario with those of its shocks that hit somebody."""
        return _with(scenario, [shock for shock in scenario.shocks if self._hits(scenario, shock)])

    def _hits(self, scenario: Scenario, shock: Shock) -> bool:
        takeovers = [one for one in scenario.shocks if one.kind == "takeover" and one is not shock]
        try:
            self._built([_with(scenario, [*takeovers, shock])])
        except AnalysisError as empty:
            if empty.code != "VA620":
                raise
            return False
        return True

    def _built(self, scenarios: Sequence[Scenario]) -> Course:
        """One column for each scenario; all are as long and allocate alike."""
        return build(
            self.stack,
            self.perspective,
            model=self.losses.prepared.model,
            cases=[CourseColumn(one, bound="value", range="stated") for one in scenarios],
            n_weeks=int(scenarios[0].horizon),
            allocation=scenarios[0].allocation,
        )

    def follow(self, course: Course, watch: Sequence[int]) -> Floats:
        """Loss-weeks of some rows, shape (rows, batch)."""
        lost = np.zeros((len(watch), course.size))
        for moment in self.engine.follow(course, self.losses.effects, watch=watch):
            lost += 1.0 - np.clip(moment.level, 0.0, 1.0)
        return lost

    def touched(self, course: Course) -> Floats:
        """Most that every row loses in any week, by itself or on its way, shape (rows, batch)."""
        deepest = course.deepest()
        found: Floats = np.maximum(1.0 - deepest.opening.min(axis=0), 1.0 - deepest.capacity)
        every = tuple(range(self.stack.n_producers))
        for moment in self.engine.follow(course, self.losses.effects, watch=every):
            found = np.maximum(found, 1.0 - moment.level)
        return found
