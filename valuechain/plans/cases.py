"""What a plan is judged by: dependencies that are lost or refused, and scenarios, weighted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from valuechain.analysis.evidence import verdicts
from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.indicators.exposure import exposures
from valuechain.schema import Scenario
from valuechain.shocks.catalogue import part_removals
from valuechain.shocks.removals import Removal
from valuechain.vocab.words import MODES, Attribute

CaseKind = Literal["dependency", "scenario"]
STRATEGIC: Final = frozenset({"risky-strategic", "strategic"})
"""Classes of the dependencies that are cases where a use is named."""
JUDGED: tuple[Attribute, ...] = ("site", "owner")
"""Ties by which dependencies become cases: where it is made and whose law it obeys, apart."""


@dataclass(frozen=True, slots=True)
class PlanCase:
    """One thing that may happen, with how much it counts."""

    id: str
    """``owner:USA/cloud-eu/withheld``, or the name of a scenario."""
    weight: float
    """Part of the whole, 0..1; chosen, never a probability."""
    n_weeks: int
    removal: Removal | None = None
    scenario: Scenario | None = None

    @property
    def kind(self) -> CaseKind:
        """Whether the case is a lasting loss or a scenario."""
        return "dependency" if self.removal is not None else "scenario"

    @property
    def side(self) -> str:
        """Whether it is a refusal (``coercion``), a stop for all (``disaster``) or a scenario."""
        if self.removal is None:
            return "scenario"
        return "disaster" if self.removal.mode == "lost" else "coercion"

    @property
    def tie(self) -> str:
        """Why suppliers belong to who is lost, ``site`` or ``owner``; empty for a scenario."""
        return self.removal.attribute if self.removal is not None else ""


def dependency_id(removal: Removal) -> str:
    """Name a lasting loss as commands do: ``owner:USA/cloud-eu/withheld``."""
    return f"{removal.attribute}:{removal.removed}/{removal.product}/{removal.mode}"


def risky_dependencies(
    bench: Workbench,
    classes: Iterable[str] = ("risky-strategic", "strategic"),
    *,
    uses: Iterable[str] = (),
) -> list[Removal]:
    """Find the dependencies that a nulmeting would class so, by site and by owner.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    classes : iterable of str
        Classes of verdict that count, for any use.
    uses : iterable of str
        Uses of which those that are risky-strategic or strategic count too.

    Returns
    -------
    list of Removal
        Each once, in the order of their names.
    """
    parts = [
        one
        for one in part_removals(bench.removals, bench.stack.product_ids)
        if one.attribute in JUDGED
    ]
    found = exposures(
        bench.engine,
        parts,
        builder=bench.removals,
        effects=bench.effects(),
        watch=bench.uses,
        threshold=bench.model.thresholds.exposure.value,
    )
    judged, _ = verdicts(bench, found)
    counts, about = set(classes), set(uses)
    wanted = {
        (v.dependency.product, v.dependency.country, v.dependency.attribute, v.dependency.question)
        for v in judged
        if v.klass in counts or (v.klass in STRATEGIC and v.dependency.use in about)
    }
    modes = {"disaster": "lost", "coercion": "withheld"}
    keys = {(p, c, a, modes[q]) for p, c, a, q in wanted}
    return sorted(
        (one for one in parts if (one.product, one.removed, one.attribute, one.mode) in keys),
        key=dependency_id,
    )


def parse_dependency(bench: Workbench, name: str) -> Removal:
    """Read a lasting loss that is written ``owner:USA/cloud-eu/withheld``.

    Raises
    ------
    AnalysisError
        VA731: it is not written so, or the model has nothing of that name.
    """
    head, _, rest = name.partition(":")
    country, _, tail = rest.partition("/")
    product, _, mode = tail.rpartition("/")
    known = part_removals(bench.removals, [product]) if product in bench.removals.product else []
    for one in known:
        if (one.attribute, one.removed, one.mode) == (head, country, mode):
            return one
    raise AnalysisError(
        "VA731",
        f"{name!r} is no case.",
        "Name a use or a group of uses, a shipped scenario, a file of one, `risky`, `strategic`, "
        f"or a dependency as `owner:USA/cloud-eu/withheld` ({' or '.join(MODES)}).",
    )


def weighted(
    removals: Sequence[Removal],
    scenarios: Sequence[Scenario],
    *,
    n_weeks: int,
    case_weights: Mapping[str, float] | None = None,
) -> tuple[PlanCase, ...]:
    """Put cases together with their weights, which sum to 1.

    Parameters
    ----------
    removals : sequence of Removal
        Dependencies, each followed without an end.
    scenarios : sequence of Scenario
        Scenarios, each to its own horizon.
    n_weeks : int
        Weeks that dependencies are followed.
    case_weights : mapping of str to float, optional
        Weights by name of the case; equal if left out. Cases without a weight are left out.

    Raises
    ------
    AnalysisError
        VA730: there is no case; VA731: a weight is of no case; VA734: weights are negative, or
        all nothing.
    """
    named: dict[str, Removal | Scenario] = {dependency_id(one): one for one in removals}
    named |= {one.id: one for one in scenarios}
    if not named:
        raise AnalysisError(
            "VA730",
            "there is no case to judge a plan by.",
            "Name scenarios or dependencies in --cases.",
        )
    given = dict.fromkeys(named, 1.0) if case_weights is None else dict(case_weights)
    for name, weight in given.items():
        if name not in named:
            raise AnalysisError(
                "VA731",
                f"a weight is given to {name!r}, which is no case here.",
                "Name it in --cases too, or take its weight out.",
            )
        if not np.isfinite(weight) or weight < 0:
            raise AnalysisError(
                "VA734", f"the weight of {name} is {weight:g}.", "A weight is 0 or more."
            )
    total = sum(given.values())
    if total <= 0:
        raise AnalysisError("VA734", "all weights are 0.", "Give some case a weight above 0.")
    cases = []
    for name in sorted(given):
        one = named[name]
        if given[name] > 0:
            part = given[name] / total
            if isinstance(one, Removal):
                cases.append(PlanCase(name, part, n_weeks, removal=one))
            else:
                cases.append(PlanCase(name, part, int(one.horizon), scenario=one))
    return tuple(cases)
