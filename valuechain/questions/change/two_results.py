"""What two versions are compared on: exposures and verdicts, measured now or read from a result."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from valuechain.analysis.evidence import verdicts
from valuechain.analysis.workbench import Workbench, prepare
from valuechain.indicators.exposure import Exposures, exposures
from valuechain.questions.change.split import MICRO
from valuechain.results.columns import HORIZON_WORDS
from valuechain.results.frames import rows_of
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.shocks.catalogue import (
    country_removals,
    firm_removals,
    group_removals,
    part_removals,
)
from valuechain.shocks.removals import Removal
from valuechain.stack.columns import Stack
from valuechain.vocab.words import Progress

NO_ROUTE: Final = "none"
"""The class of a dependency that one of the two does not have: there is no route."""
_CASE: Final = ("removed", "kind", "attribute", "mode")


class RemovalKey(NamedTuple):
    """What is taken away; without a product everything of it."""

    product: str
    removed: str
    kind: str
    attribute: str
    mode: str


class LossKey(NamedTuple):
    """Which use loses, and what is taken away."""

    use: str
    taken: RemovalKey


class DependencyKey(NamedTuple):
    """One use's dependency on one country's part of a product, as verdicts name it."""

    use: str
    product: str
    country: str
    attribute: str
    question: str

    @property
    def mode(self) -> str:
        """Whether the supply stops for everybody (``lost``) or is refused to us (``withheld``)."""
        return "lost" if self.question == "disaster" else "withheld"


class JudgedLoss(NamedTuple):
    """Class of a dependency, and the loss on which it is judged, in millionths."""

    klass: str
    exposure: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Loss at each horizon, in whole millionths, and verdicts; what is not there is no loss."""

    uses: tuple[str, ...]
    rows: Mapping[LossKey, tuple[int, ...]] = field(default_factory=dict)
    verdicts: Mapping[DependencyKey, JudgedLoss] = field(default_factory=dict)

    def klass(self, dependency: DependencyKey) -> str:
        """Class in which a dependency was judged; ``none`` where no loss reaches the use."""
        found = self.verdicts.get(dependency)
        return NO_ROUTE if found is None else found.klass


@dataclass(frozen=True, slots=True)
class WantedRows:
    """What of a model is to be measured; what is not named here is not."""

    taken: frozenset[RemovalKey]
    dependencies: frozenset[DependencyKey]


def read_result(result: Result) -> Reading:
    """Read the exposures and verdicts of a stored nulmeting, of the default rule."""
    rows: dict[LossKey, list[int]] = {}
    for name in ("exposure", "dependencies"):
        frame = rows_of(result[name], rule="default")
        products = frame["product"] if "product" in frame else [""] * len(frame)
        columns = (frame["use"], products, *(frame[one] for one in _CASE))
        at = frame["horizon_weeks"].astype(str).map(HORIZON_WORDS.index)
        for use, *taken, place, loss in zip(*columns, at, frame["value"], strict=True):
            row = LossKey(str(use), RemovalKey(*map(str, taken)))
            rows.setdefault(row, [0] * len(HORIZON_WORDS))[int(place)] = _micro(loss)
    table = result["verdicts"]
    keys = ("use", "product", "country", "attribute", "question")
    told = zip(*(table[one] for one in (*keys, "class", "exposure")), strict=True)
    judged = {
        DependencyKey(*map(str, key)): JudgedLoss(str(klass), _micro(loss))
        for *key, klass, loss in told
    }
    uses = tuple(dict.fromkeys(map(str, result["exposure"]["use"])))
    return Reading(uses, {row: tuple(losses) for row, losses in rows.items()}, judged)


def measure_model(
    model: Model,
    *,
    home: Collection[str],
    trusted: Collection[str],
    wanted: WantedRows | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Measure the exposures and verdicts of a model with today's program.

    Parameters
    ----------
    model : Model
        The model.
    home, trusted : collection of str
        From whose side.
    wanted : WantedRows, optional
        What is measured; everything if left out.
    progress : callable, optional
        Called with (step, done, all).
    """
    bench = prepare(model, home=tuple(home), trusted=tuple(trusted))
    ids = bench.stack.producer_ids
    uses = tuple(ids[row] for row in bench.uses)
    if not uses:
        return Reading(uses)
    asked = None if wanted is None else wanted.taken
    whole = [*country_removals(bench.removals), *group_removals(bench.model, bench.removals)]
    whole += firm_removals(bench.removals)
    rows = _rows(bench, _chosen(whole, asked), progress)
    parts = part_removals(bench.removals, _products(bench.stack, wanted))
    rows |= _rows(bench, _chosen(parts, asked), progress)
    keys = None if wanted is None else wanted.dependencies
    return Reading(uses, rows, _verdicts(bench, parts, keys))


def _products(stack: Stack, wanted: WantedRows | None) -> list[str]:
    if wanted is None:
        return list(stack.product_ids)
    named = {one.product for one in wanted.taken}
    named |= {one.product for one in wanted.dependencies}
    return [product for product in stack.product_ids if product in named]


def _taken(removal: Removal) -> RemovalKey:
    return RemovalKey(
        removal.product or "", removal.removed, removal.kind, removal.attribute, removal.mode
    )


def _chosen(removals: list[Removal], asked: Collection[RemovalKey] | None) -> list[Removal]:
    return [one for one in removals if asked is None or _taken(one) in asked]


def _exposures(
    bench: Workbench, removals: list[Removal], progress: Progress | None = None
) -> Exposures:
    return exposures(
        bench.engine,
        removals,
        builder=bench.removals,
        effects=bench.effects(),
        watch=bench.uses,
        threshold=bench.model.thresholds.exposure.value,
        windows=bench.windows,
        progress=None if progress is None else lambda done, of: progress("exposure", done, of),
    )


def _rows(
    bench: Workbench, removals: list[Removal], progress: Progress | None
) -> dict[LossKey, tuple[int, ...]]:
    if not removals:
        return {}
    found = _exposures(bench, removals, progress)
    names = [bench.stack.producer_ids[row] for row in bench.uses]
    rows = {}
    for place, removal in enumerate(removals):
        for number, use in enumerate(names):
            if removal.product is None or found.at[place, 2, number].max() > 0:
                losses = tuple(_micro(loss) for loss in found.at[place, 1, number].tolist())
                rows[LossKey(use, _taken(removal))] = losses
    return rows


def _verdicts(
    bench: Workbench, parts: list[Removal], keys: Collection[DependencyKey] | None
) -> dict[DependencyKey, JudgedLoss]:
    """Judge dependencies, each under every tie: which tie decides follows from all of them."""
    named = None if keys is None else {(one.product, one.country, one.mode) for one in keys}
    chosen = [
        one for one in parts if named is None or (one.product, one.removed, one.mode) in named
    ]
    if not chosen:
        return {}
    judged, _ = verdicts(bench, _exposures(bench, chosen))
    found = {}
    for verdict in judged:
        one = verdict.dependency
        key = DependencyKey(one.use, one.product, one.country, one.attribute, one.question)
        if keys is None or key in keys:
            found[key] = JudgedLoss(verdict.klass, _micro(one.exposure[1]))
    return found


def _micro(loss: float) -> int:
    return round(loss * MICRO)
