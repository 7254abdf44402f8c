"""The numbers of a nulmeting: exposures, verdicts, and the figures behind both."""

from collections.abc import Sequence
from dataclasses import dataclass

from valuechain.analysis.evidence import RouteEvidence, UseAndRemoval, follow, judged_at, verdicts
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.exposure import Exposures, exposures
from valuechain.indicators.verdicts import Verdict
from valuechain.kernels.arrays import Effects
from valuechain.shocks.catalogue import (
    country_removals,
    firm_removals,
    group_removals,
    part_removals,
)
from valuechain.shocks.removals import Removal
from valuechain.vocab.words import Progress, Rule


@dataclass(frozen=True, slots=True)
class MeasuredExposures:
    """Exposures under every importance rule, with the removals they belong to."""

    whole: dict[Rule, Exposures]
    """Countries and groups; under the default rule also firms and all remainders."""
    parts: dict[Rule, Exposures]
    """Every country's part of one product."""
    n_uses: int

    @property
    def n_removals(self) -> int:
        """Number of removals that were followed, under all rules together."""
        every = (one for group in (self.whole, self.parts) for one in group.values())
        return sum(len(one.removals) for one in every)


@dataclass(frozen=True, slots=True)
class MeasuredNulmeting:
    """What a nulmeting measures: losses under every rule, and what they mean under the default."""

    bench: Workbench
    exposures: MeasuredExposures
    verdicts: list[Verdict]
    """One for each dependency that has a route to a use."""
    dependency_evidence: RouteEvidence
    """What the losses by one country's part of a product rest on."""
    place_evidence: RouteEvidence
    """What the losses by whole countries and groups rest on."""


def measure(
    bench: Workbench, *, rules: Sequence[Rule], progress: Progress | None = None
) -> MeasuredNulmeting:
    """Measure the dependencies of home in numbers; ask again with the same model or other columns.

    Parameters
    ----------
    bench : Workbench
        The model made ready; see :meth:`Workbench.with_columns` for other figures.
    rules : sequence of str
        Importance rules; ``default`` must be among them.
    progress : callable, optional
        Called with (step, done, all).

    Raises
    ------
    AnalysisError
        VA608: the model is judged at a week at which nothing is measured.
    ConvergenceError
        A response did not converge: there is no result.
    """
    tell: Progress = progress or (lambda *_: None)
    found = measure_exposures(bench, rules=rules, progress=progress)
    tell("verdicts", 0, 1)
    judged, followed = verdicts(bench, found.parts["default"])
    support = _support_of_places(bench, found.whole["default"])
    tell("verdicts", 1, 1)
    return MeasuredNulmeting(bench, found, judged, followed, support)


def measure_exposures(
    bench: Workbench, *, rules: Sequence[Rule], progress: Progress | None = None
) -> MeasuredExposures:
    """Measure what every removal takes from uses, and from those who buy each product.

    Raises
    ------
    ConvergenceError
        A response did not converge: there is no result.
    """
    places = country_removals(bench.removals) + group_removals(bench.model, bench.removals)
    firms = firm_removals(bench.removals)
    parts = part_removals(bench.removals, bench.stack.product_ids)
    uses = bench.uses
    threshold = bench.model.thresholds.exposure.value

    def run(
        name: str, removals: Sequence[Removal], watch: tuple[int, ...], effects: Effects, keep: int
    ) -> Exposures:
        return exposures(
            bench.engine,
            removals,
            builder=bench.removals,
            effects=effects,
            watch=watch,
            threshold=threshold,
            windows=bench.windows,
            paths=frozenset(range(keep)),
            progress=(lambda done, of: progress(name, done, of)) if progress else None,
        )

    whole: dict[Rule, Exposures] = {}
    found_parts: dict[Rule, Exposures] = {}
    for rule in rules:
        effects = bench.effects(rule)
        default = rule == "default"
        asked = places + firms if default else places
        watch = uses + bench.stack.buyers() if default else uses
        whole[rule] = run(f"countries ({rule})", asked, watch, effects, len(places) * default)
        found_parts[rule] = run(f"dependencies ({rule})", parts, uses, effects, 0)
    return MeasuredExposures(whole, found_parts, len(uses))


def _support_of_places(bench: Workbench, whole: Exposures) -> RouteEvidence:
    """Evidence behind the exposure of every use to every country and group."""
    at = judged_at(bench, whole)
    n_uses = len(bench.uses)
    cases = [
        UseAndRemoval(position, use)
        for position, removal in enumerate(whole.removals)
        if removal.kind in {"country", "group"}
        for use in range(n_uses)
        if at[position, 1, use] > 0
    ]
    return follow(bench, whole, cases=cases, effects=bench.effects())
