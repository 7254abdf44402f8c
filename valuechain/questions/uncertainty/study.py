"""How sure the headlines are: each in many draws of all figures, beside the figures as stated."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import numpy as np

from valuechain.analysis.question_frame import chosen_uses
from valuechain.analysis.scenario_choice import NameOrScenario, ask
from valuechain.analysis.workbench import Workbench, prepare
from valuechain.ensembles.ensemble import Sample, run_ensemble
from valuechain.ensembles.executors import Executor
from valuechain.ensembles.factors import Factors
from valuechain.ensembles.statistics import Chances, chances
from valuechain.kernels.arrays import Floats
from valuechain.questions.uncertainty.choice import headline_removals, stated_exposures
from valuechain.questions.uncertainty.headline import WEEKS, HeadlineMeasure, HeadlineQuestion
from valuechain.questions.uncertainty.kept import about, question_files
from valuechain.results.columns import CLASSES
from valuechain.schema import Model, Scenario
from valuechain.shocks.removals import Removal
from valuechain.vocab.words import RULES, Progress, Rule


@dataclass(frozen=True)
class Uncertain:
    """A sample of the headlines of one model, beside the figures as stated."""

    headline: HeadlineMeasure
    sample: Sample
    stated: Floats
    """Shape (quantities,): every quantity by the figures as stated."""
    bounds: Floats
    """Exposure as stated, shape (removals, bounds, uses, weeks and limit and window)."""
    by_rule: dict[Rule, Floats]
    """Exposure as stated under each importance rule, shape (removals, uses, weeks, limit and
    window)."""

    @property
    def bench(self) -> Workbench:
        """The model, compiled and seen from home."""
        return self.headline.bench

    @property
    def question(self) -> HeadlineQuestion:
        """What was measured in every draw."""
        return self.headline.question

    @property
    def factors(self) -> Factors:
        """The figures that were drawn, with their ranges."""
        return self.headline.application.factors

    @cached_property
    def drawn(self) -> Floats:
        """Every figure in every draw of the sample, shape (figures, draws)."""
        return self.headline.sampler.draw(range(self.sample.n_draws))

    @property
    def verdicts(self) -> list[int]:
        """Positions of the verdicts among the quantities: those that are a class in any draw."""
        found = self.sample.where(kind="class")
        none = CLASSES.index("none")
        return [
            one
            for one in found
            if (self.sample.amounts[one] != none).any() or self.stated[one] != none
        ]

    def chances(self, positions: Sequence[int]) -> Chances:
        """How often each class was drawn, for some verdicts."""
        return chances(self.sample.amounts[list(positions)], len(CLASSES))


def headline_question(
    bench: Workbench,
    *,
    uses: str | Iterable[str] | None,
    removals: Sequence[Removal] | None,
    scenarios: Sequence[Scenario] = (),
    seed: int = 0,
    limit: bool = False,
    only_classes: bool = False,
    progress: Progress | None = None,
) -> HeadlineQuestion:
    """Choose what is measured in every draw, from what was asked.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    uses : str or iterable of str, optional
        Uses asked about; all of home if None.
    removals : sequence of Removal, optional
        What is taken away; chosen by :func:`choice.headline_removals` if None.
    scenarios : sequence of Scenario
        Scenarios that are followed too.
    seed : int
        Of the draws.
    limit : bool
        Whether the limit is measured.
    only_classes : bool
        Whether classes are all that is measured.
    progress : callable, optional
        Called with (step, done, all).
    """
    watch = chosen_uses(bench, uses)
    asked = headline_removals(bench, progress=progress) if removals is None else tuple(removals)
    return HeadlineQuestion(
        bench.model,
        bench.home,
        bench.trusted,
        tuple(bench.stack.producer_ids[row] for row in watch),
        asked,
        scenarios=tuple(scenarios),
        limit=limit,
        only_classes=only_classes,
        seed=seed,
    )


@dataclass(frozen=True, slots=True)
class Work:
    """How draws are computed, and where they are kept."""

    executor: Executor | None = None
    root: Path | None = None
    """Folder of all ensembles; nothing is kept if None."""
    progress: Progress | None = None


def measure(bench: Workbench, question: HeadlineQuestion, *, draws: int, work: Work) -> Uncertain:
    """Draw, and measure; with a store what is there is used.

    Raises
    ------
    AnalysisError
        VA722 to VA725: no room, no workers, too few draws.
    ConvergenceError
        VA604: a response did not settle in some draw.
    """
    sample = run_ensemble(
        question,
        draws,
        root=work.root,
        executor=work.executor,
        about=about(question),
        files=partial(question_files, question),
        progress=work.progress,
    )
    headline = HeadlineMeasure(question, bench)
    modes = np.array([one.mode for one in headline.application.factors.every])
    watch = tuple(bench.stack.position(use) for use in question.uses)
    bounds = {
        rule: stated_exposures(bench, question.removals, watch=watch, weeks=WEEKS, rule=rule)
        for rule in (() if question.only_classes else RULES)
    }
    return Uncertain(
        headline,
        sample,
        headline.measured(modes[:, None])[:, 0],
        bounds.get("default", np.empty(0)),
        {rule: found[:, 1] for rule, found in bounds.items()},
    )


def uncertain(
    model: Model | None,
    draws: int,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    uses: str | Iterable[str] | None = None,
    scenarios: NameOrScenario | Iterable[NameOrScenario] = (),
    seed: int = 0,
    limit: bool = False,
    work: Work,
) -> Uncertain:
    """Prepare a model, choose what is looked at, and measure it in many draws."""
    bench = prepare(model, home=home, trusted=trusted)
    wanted = [scenarios] if isinstance(scenarios, str | Path | Scenario) else list(scenarios)
    question = headline_question(
        bench,
        uses=uses,
        removals=None,
        scenarios=[one.scenario for one in ask(bench.model, wanted)] if wanted else (),
        seed=seed,
        limit=limit,
        progress=work.progress,
    )
    return measure(bench, question, draws=draws, work=work)
