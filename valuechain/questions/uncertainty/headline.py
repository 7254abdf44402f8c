"""What the page leads with, measured in many draws at once: exposures, survival and classes."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Final

import numpy as np

from valuechain.analysis.workbench import Workbench, prepare
from valuechain.ensembles.application import Application
from valuechain.ensembles.draws import Sampler
from valuechain.ensembles.factors import factors_of
from valuechain.ensembles.quantity import Quantity
from valuechain.files.loaded import digest as digest_of
from valuechain.indicators.consequence import consequence
from valuechain.indicators.survival import time_to_survive_weeks
from valuechain.indicators.windows import window_weeks
from valuechain.kernels.arrays import Floats
from valuechain.kernels.drawn import Figures
from valuechain.kernels.unfold import CourseEngine
from valuechain.questions.uncertainty.drawn_verdicts import DrawnVerdicts
from valuechain.schema import Model, Scenario
from valuechain.shocks.courses import CourseColumn, build
from valuechain.shocks.removals import Removal, Removals, to_shocks
from valuechain.vocab.words import HORIZONS, Rule

WEEKS: Final = (1, 2, 4, 8, 13, 26, 39, 52, 78, 104, 130, 156)
"""Weeks at which exposure is kept, the horizons among them."""


@dataclass(frozen=True, slots=True)
class HeadlineQuestion:
    """What is measured in every draw: which removals, scenarios, uses and weeks.

    A use is measured against every removal; a removal of one product's part is judged too.
    """

    model: Model
    home: tuple[str, ...]
    trusted: tuple[str, ...]
    uses: tuple[str, ...]
    removals: tuple[Removal, ...]
    scenarios: tuple[Scenario, ...] = ()
    limit: bool = False
    """Whether the limit is measured too, which takes as long as all weeks."""
    only_classes: bool = False
    """Whether classes are all that is measured, of removals of one product's part."""
    rule: Rule = "default"
    """Importance rule; the strict and lenient ones replace e and m in every draw."""
    seed: int = 0

    @property
    def digest(self) -> str:
        """SHA-256 of all that is asked, the model included: equal questions have equal draws."""
        asked = {
            "model": digest_of(self.model),
            "home": self.home,
            "trusted": self.trusted,
            "uses": self.uses,
            "removals": [{**asdict(one), "members": sorted(one.members)} for one in self.removals],
            "scenarios": [digest_of(one) for one in self.scenarios],
            "limit": self.limit,
            "only_classes": self.only_classes,
            "rule": self.rule,
            "seed": self.seed,
            "weeks": WEEKS,
        }
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Everything that is measured in a draw, in the order in which it is stored."""
        weeks = (*WEEKS, 0) if self.limit else WEEKS
        found = []
        for removal in self.removals:
            for use in self.uses:
                what = (use, removal.product or "", removal.removed)
                how = (removal.attribute, removal.mode)
                if self.only_classes:
                    found.append(Quantity("class", *what, *how))
                    continue
                found += [Quantity("exposure", *what, *how, week) for week in weeks]
                if self.model.uses[use].critical_window is not None:
                    found.append(Quantity("in-window", *what, *how))
                found.append(Quantity("survival", *what, *how))
                if removal.product is not None:
                    found.append(Quantity("class", *what, *how))
        for scenario in self.scenarios:
            for use in self.uses:
                found += [
                    Quantity(kind, use, scenario=scenario.id)
                    for kind in ("deepest-loss", "loss-weeks", "first-loss-week", "survival")
                ]
        return tuple(found)

    @property
    def places(self) -> dict[tuple[str, str, str, str], int]:
        """Position of every removal, by product, country, attribute and mode."""
        return {
            (one.product or "", one.removed, one.attribute, one.mode): number
            for number, one in enumerate(self.removals)
        }

    def ready(self) -> Callable[[Sequence[int]], Floats]:
        """Compile the model; what is returned measures draws by their numbers."""
        return HeadlineMeasure(self, prepare(self.model, home=self.home, trusted=self.trusted))


@dataclass(slots=True)
class HeadlineMeasure:
    """Measures losses, verdicts and weeks in draws, with the model made ready once."""

    question: HeadlineQuestion
    bench: Workbench
    application: Application = field(init=False)
    sampler: Sampler = field(init=False)
    _watch: tuple[int, ...] = field(init=False)
    _windows: tuple[int, ...] = field(init=False)
    """Weeks of the critical window of every use; 0 for those without one."""
    _verdicts: DrawnVerdicts = field(init=False)

    def __post_init__(self) -> None:
        bench = self.bench
        factors = factors_of(bench.model)
        self.application = Application(bench.model, bench.stack, factors)
        self.sampler = Sampler(factors, self.question.seed)
        self._watch = tuple(bench.stack.position(use) for use in self.question.uses)
        self._windows = tuple(window_weeks(bench.model.uses[use]) for use in self.question.uses)
        self._verdicts = DrawnVerdicts(
            bench, self.application, watch=self._watch, windows=self._windows
        )

    def __call__(self, draws: Sequence[int]) -> Floats:
        """Measure some draws, shape (quantities, draws).

        Raises
        ------
        ConvergenceError
            VA604: a response did not settle in some draw: there is no number.
        """
        return self.measured(self.sampler.draw(draws))

    def measured(self, figures: Floats) -> Floats:
        """Measure draws given by their figures, shape (quantities, draws)."""
        if self.question.rule != "default":
            figures = self._under_rule(figures)
        removals = self.question.removals
        if self.question.only_classes:
            every = self.classes(figures, removals=range(len(removals)))
            return every.reshape(-1, figures.shape[1])
        builders = [self._builder(column) for column in figures.T]
        cells = self.application.cells(figures)
        found = [np.empty(0)] * len(removals)
        for group in self._groups():
            asked = [removals[position] for position in group]
            paths, classes, limit = self._responses(asked, builders, cells=cells, figures=figures)
            for number, position in enumerate(group):
                found[position] = self._rows(
                    paths[:, :, :, number],
                    None if classes is None else classes[number],
                    None if limit is None else limit[:, :, number],
                )
        rows = [one.reshape(-1, figures.shape[1]) for one in found]
        rows += [self._scenario(one, figures) for one in self.question.scenarios]
        return np.concatenate(rows) if rows else np.empty((0, figures.shape[1]))

    def classes(self, figures: Floats, *, removals: Sequence[int]) -> Floats:
        """Classes only, of some removals of one product's part, by figures.

        Parameters
        ----------
        figures : ndarray, shape (figures, draws)
            The draws.
        removals : sequence of int
            Positions among the removals of the question.

        Returns
        -------
        ndarray, shape (removals, uses, draws)
            Numbers of the classes.
        """
        return self._verdicts.classes(
            [self.question.removals[position] for position in removals],
            [self._builder(column) for column in figures.T],
            cells=self.application.cells(figures),
            figures=figures,
        )

    def _under_rule(self, figures: Floats) -> Floats:
        """Figures with e and m of a named rule in the place of the drawn ones."""
        effects = self.bench.effects(self.question.rule)
        changed = figures.copy()
        for name, effect in (("important", effects.important), ("minor", effects.minor)):
            changed[self.application.factors.position(f"parameters.{name}_effect")] = effect
        return changed

    def _builder(self, figures: Floats) -> Removals:
        """Builder of cuts in one draw: only shares decide what a remainder could hold."""
        share = self.application.column("producer_share", figures[:, None])[:, 0]
        stack = replace(self.bench.stack, producer_share=share)
        return self.bench.removals.with_shares(stack)

    def _groups(self) -> list[list[int]]:
        """Removals that are followed together: judged or not, by number of customer classes."""
        found: dict[tuple[bool, int], list[int]] = {}
        for position, removal in enumerate(self.question.removals):
            classes = len(self.bench.removals.cut(removal, "value").classes)
            found.setdefault((removal.product is not None, classes), []).append(position)
        return list(found.values())

    def _responses(
        self,
        asked: Sequence[Removal],
        builders: Sequence[Removals],
        *,
        cells: Figures,
        figures: Floats,
    ) -> tuple[Floats, Floats | None, Floats | None]:
        """Levels (watched, weeks, draws, removals), classes, and the limit."""
        stack, engine = self.bench.stack, self.application.engine
        cuts = [self.bench.removals.cut(removal, "value") for removal in asked]
        shape = (len(self._watch), len(builders), len(asked))
        shocks = to_shocks(stack, cuts * len(builders))
        limit = None
        if self.question.limit:
            limit = engine.drawn_limit(shocks, cells, watch=self._watch).reshape(shape)
        if asked[0].product is None:
            levels = engine.drawn_weeks(
                shocks, cells, watch=self._watch, n_weeks=HORIZONS[-1]
            ).reshape(len(self._watch), HORIZONS[-1], len(builders), len(asked))
            return levels, None, limit
        levels, classes = self._verdicts.judged(asked, builders, cells=cells, figures=figures)
        return levels, classes, limit

    def _rows(self, path: Floats, classes: Floats | None, limit: Floats | None) -> Floats:
        """Rows of one removal, shape (rows, draws), from levels of shape (uses, weeks, draws)."""
        path = np.clip(path, 0.0, 1.0)
        theta = self.bench.model.thresholds.theta.value
        survived = time_to_survive_weeks(path, theta, weeks_axis=1)
        found = []
        for use in range(len(path)):
            exposure = 1.0 - path[use, [week - 1 for week in WEEKS]]
            found.append(exposure)
            if limit is not None:
                found.append(1.0 - np.clip(limit[use], 0.0, 1.0)[None])
            if self._windows[use]:
                found.append(1.0 - path[use, : self._windows[use]].min(axis=0)[None])
            found.append(survived[use][None])
            if classes is not None:
                found.append(classes[use][None])
        return np.concatenate(found)

    def _scenario(self, scenario: Scenario, figures: Floats) -> Floats:
        """Rows of one scenario; draws are followed one by one."""
        bench, theta = self.bench, self.bench.model.thresholds.theta.value
        found = np.empty((len(self._watch), 4, figures.shape[1]))
        for number, column in enumerate(figures.T):
            stack = self.application.drawn_stack(column)
            course = build(
                stack,
                bench.perspective,
                model=bench.model,
                cases=[CourseColumn(scenario)],
                n_weeks=int(scenario.horizon),
                allocation=scenario.allocation,
            )
            engine = CourseEngine(self.application.drawn_engine(column, stack))
            effects = self.application.effects_of(column)
            level = engine.unfold(course, effects, watch=self._watch).level[:, :, 0]
            for use, path in enumerate(np.clip(level, 0.0, 1.0)):
                said = consequence(path, stopped=np.inf, theta=theta)
                first, survived = said.first_loss_week, said.tts_weeks
                found[use, :, number] = (
                    said.deepest_loss,
                    said.loss_weeks,
                    np.inf if first is None else first,
                    np.inf if survived is None else survived,
                )
        return found.reshape(-1, figures.shape[1])
