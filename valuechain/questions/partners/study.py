"""Which partners are worth most, what a coalition covers, and what stays missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from valuechain.analysis.question_frame import checked_theta, checked_weeks, chosen_uses, outside
from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.indicators.best_coalition import (
    BestCoalition,
    Coalition,
    CoalitionSearch,
    best_coalitions,
)
from valuechain.indicators.holdings import LayerCapacity, holdings, layer_capacities
from valuechain.indicators.outside import Outside, can_matter
from valuechain.indicators.smallest_coalition import Cover, Covers
from valuechain.indicators.worst_outsider import WorstOutsider
from valuechain.kernels.arrays import Floats
from valuechain.kernels.levels import first_lowest, is_above, is_below
from valuechain.questions.partners.candidates import (
    LARGEST,
    Candidate,
    Company,
    company,
    like_minded,
)
from valuechain.questions.partners.contracts import MEASURES
from valuechain.shocks.catalogue import countries
from valuechain.shocks.outsiders import Circle, Outsiders
from valuechain.shocks.removals import BOUNDS, Bound
from valuechain.vocab.words import ATTRIBUTES, Attribute, Progress

_STEPS: Final = ("partners", "coalitions", "capacities", "smallest")


@dataclass(frozen=True, slots=True)
class PartnerTerms:
    """What was asked about partners, with the model made ready for it."""

    bench: Workbench
    company: Company
    outside: Outside
    countries: tuple[str, ...]
    """Countries that some supplier names: who may refuse alone."""

    @property
    def uses(self) -> tuple[str, ...]:
        """Names of the uses that were asked about."""
        return tuple(self.bench.stack.producer_ids[row] for row in self.outside.watch)

    def hosts(self, before: Circle, after: Circle) -> bool:
        """Whether anyone can be hit in the new circle who could not be in the old one."""
        rows, outsiders = self.outside.rows, self.outside.outsiders
        return bool((outsiders.hit(after, rows) & ~outsiders.hit(before, rows)).any())


@dataclass(frozen=True, slots=True)
class Lost:
    """Losses of every circle at every bound to every use, shape (circles, 3, uses).

    ``joint`` to everyone outside, ``alone`` to the worst country; ``worst`` is its position,
    ``above`` the number of countries above the threshold.
    """

    place: dict[Circle, int]
    joint: Floats
    alone: Floats
    worst: NDArray[np.intp]
    above: NDArray[np.intp]


def losses(trust: PartnerTerms, circles: Sequence[Circle], *, alone: bool = True) -> Lost:
    """Joint losses of some circles at all bounds, and losses to single countries if asked."""
    distinct = list(dict.fromkeys(circles))
    joint = np.stack([trust.outside.joint(distinct, bound) for bound in BOUNDS], axis=1)
    single = np.zeros((*joint.shape[:2], 1, joint.shape[2]))
    if alone:
        each = [trust.outside.alone(distinct, trust.countries, bound=one) for one in BOUNDS]
        single = np.stack(each, axis=1)
    threshold = trust.bench.model.thresholds.exposure.value
    return Lost(
        place={circle: n for n, circle in enumerate(distinct)},
        joint=_ordered(joint),
        alone=_ordered(single.max(axis=2)),
        worst=first_lowest(-np.moveaxis(single, 2, -1)),
        above=is_above(single, threshold).sum(axis=2),
    )


def _ordered(lost: Floats) -> Floats:
    """Widen the outer bounds to hold the value, as rounding may not."""
    low, middle, high = lost[:, 0], lost[:, 1], lost[:, 2]
    return np.stack([np.minimum(low, middle), middle, np.maximum(high, middle)], axis=1)


@dataclass(frozen=True, slots=True)
class BestCoalitions:
    """The best coalitions of every size by one measure, at every bound."""

    measure: str
    found: Mapping[Bound, CoalitionSearch]
    left: tuple[tuple[float, float, float], ...]
    """Exposure that each leaves, summed over uses, at the lower bound, the value and the upper."""
    candidates: int
    """Number of candidates that can matter for the answer."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """What one coalition holds of every product, by one attribute."""

    coalition: str
    attribute: Attribute
    held: Floats
    """Share of every product that the coalition holds, per bound: shape (products, 3), 0..1."""
    layers: tuple[LayerCapacity, ...]


@dataclass(frozen=True, slots=True)
class KeptByBuyer:
    """What a buyer at home keeps of the covered products if everyone outside refuses."""

    worst_product: int
    """Position of the product of which least is left."""
    level: tuple[float, float, float]
    down: int
    """Number of covered products of which less than theta is left."""


@dataclass(frozen=True, slots=True)
class LayerCovers:
    """The fewest countries that hold enough of one layer, at every bound."""

    layer: str
    products: int
    covers: tuple[Cover, ...]
    kept: tuple[KeptByBuyer | None, ...]
    """What a buyer at home keeps, per bound; None where nothing is covered."""


@dataclass(frozen=True, slots=True)
class MeasuredPartners:
    """What partners and coalitions are worth, and how it was asked."""

    trust: PartnerTerms
    lost: Lost | None
    """Losses with and without each partner; None where home has no uses."""
    best: tuple[BestCoalitions, ...]
    capacities: tuple[Capacity, ...]
    covers: Covers
    layers: tuple[LayerCovers, ...]
    theta: float
    options: Mapping[str, object]
    """How it was asked, for the manifest."""


def measure(
    bench: Workbench,
    *,
    candidates: str | Iterable[str] | None = None,
    coalitions: str | Iterable[str] | None = None,
    size: int = 3,
    uses: str | Iterable[str] | None = None,
    attribute: Attribute = "owner",
    weeks: int = 52,
    theta: float | None = None,
    progress: Progress | None = None,
) -> MeasuredPartners:
    """Measure what trusting each candidate and coalition takes off the exposure of home.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    candidates, coalitions, size, uses, attribute, weeks, theta, progress
        As for `valuechain.partners`.

    Raises
    ------
    AnalysisError, ConvergenceError
        As `valuechain.partners`, but for home and trusted.
    """
    if not 1 <= size <= LARGEST:
        raise AnalysisError(
            "VA693", f"size {size} cannot be searched.", f"Use 1 to {LARGEST} members."
        )
    level, week = checked_theta(bench, theta), checked_weeks(weeks)
    asked = chosen_uses(bench, uses) if uses or bench.uses else ()
    outside(bench)
    who = company(bench, candidates=candidates, coalitions=coalitions)
    trust = make_trust(bench, who, attribute=attribute, week=week, uses=asked)

    def tell(done: int) -> None:
        if progress:
            progress(_STEPS[min(done, len(_STEPS) - 1)], done, len(_STEPS))

    tell(0)
    lost = losses(trust, circles_of(who.partners)) if asked else None
    tell(1)
    best = tuple(_best(trust, size=size)) if asked else ()
    tell(2)
    capacities = tuple(_capacities(trust, theta=level))
    tell(3)
    covers = _covers(trust)
    layers = tuple(_layers(trust, covers, theta=level))
    tell(4)
    return MeasuredPartners(
        trust,
        lost,
        best,
        capacities,
        covers,
        layers,
        level,
        options={
            "candidates": list(who.candidates),
            "candidate_groups": list(like_minded(bench.model)) if candidates is None else [],
            "coalitions": {name: sorted(members) for name, members in who.coalitions},
            "size": size,
            "uses": [bench.stack.producer_ids[row] for row in asked],
            "attribute": attribute,
            "weeks": week,
            "theta": level,
        },
    )


def make_trust(
    bench: Workbench,
    who: Company,
    *,
    attribute: Attribute,
    week: int,
    uses: tuple[int, ...],
) -> PartnerTerms:
    """Check what was asked about partners, and make the model ready for it."""
    outsiders = Outsiders(bench.stack, home=who.home, attribute=attribute)
    return PartnerTerms(
        bench=bench,
        company=who,
        outside=Outside(bench.engine, outsiders, bench.effects(), uses, week),
        countries=tuple(countries(bench.stack)),
    )


def circles_of(asked: Sequence[Candidate]) -> list[Circle]:
    """Whom home trusts without each partner, and with it."""
    return [circle for one in asked for circle in (one.before, one.after)]


class _Objective:
    """Exposure summed over the uses that a coalition leaves, by one measure at one bound."""

    def __init__(
        self, trust: PartnerTerms, measure: str, bound: Bound, live: Sequence[str]
    ) -> None:
        self.outside, self.circle, self.bound = trust.outside, trust.company.circle, bound
        self.worst = None
        if measure == "alone":
            self.worst = WorstOutsider(
                trust.outside,
                self.circle,
                candidates=live,
                countries=trust.countries,
                bound=bound,
            )

    def loss(self, coalitions: Sequence[Coalition]) -> Floats:
        """What is left with each coalition, shape (coalitions,)."""
        circles = [self.circle | one for one in coalitions]
        if self.worst is not None:
            lost = self.worst.losses(circles)
        else:
            lost = self.outside.joint(circles, self.bound)
        total: Floats = lost.sum(axis=1)
        return total

    def floor(self, pairs: Sequence[tuple[Coalition, Coalition]]) -> Floats:
        """Least that is left between two coalitions, shape (pairs,)."""
        circles = [(self.circle | inner, self.circle | outer) for inner, outer in pairs]
        if not circles:
            return np.zeros(0)
        if self.worst is not None:
            lost = self.worst.at_least(circles)
        else:
            lost = self.outside.at_least(circles, self.bound)
        total: Floats = lost.sum(axis=1)
        return total


def _best(trust: PartnerTerms, *, size: int) -> Iterator[BestCoalitions]:
    """Search for the best coalitions of at most 1, 2, ... members, by both measures."""
    live = {
        bound: can_matter(
            trust.outside.outsiders,
            trust.outside.rows,
            circle=trust.company.circle,
            candidates=trust.company.free,
            size=size,
            bound=bound,
        )
        for bound in BOUNDS
    }
    for by in MEASURES:
        objectives = {bound: _Objective(trust, by, bound, live[bound]) for bound in BOUNDS}
        found: dict[Bound, CoalitionSearch] = {
            bound: best_coalitions(
                live[bound], size=size, loss=objective.loss, floor=objective.floor
            )
            for bound, objective in objectives.items()
        }
        left = tuple(_left(objectives, one) for one in found["value"].best)
        yield BestCoalitions(by, found, left, candidates=len(live["value"]))


def _left(
    objectives: Mapping[Bound, _Objective], best: BestCoalition
) -> tuple[float, float, float]:
    mine = [frozenset(best.members)]
    low, high = (float(objectives[side].loss(mine)[0]) for side in ("low", "high"))
    return min(low, best.left, high), best.left, max(low, best.left, high)


def _named_circles(trust: PartnerTerms) -> Iterator[tuple[str, Circle]]:
    who = trust.company
    yield "home", who.home
    if who.circle != who.home:
        yield "circle", who.circle
    for name, members in who.coalitions:
        yield name, who.home | members


def _capacities(trust: PartnerTerms, *, theta: float) -> Iterator[Capacity]:
    """What every coalition holds of every product and layer, by every attribute."""
    stack, model = trust.bench.stack, trust.bench.model
    layers = [model.products[name].layer for name in stack.product_ids]
    remainders = trust.outside.outsiders.suppliers.remainders
    for name, members in _named_circles(trust):
        for attribute in ATTRIBUTES:
            held = holdings(stack, remainders, members=members, attribute=attribute)
            found = layer_capacities(held, products=stack.product_ids, layers=layers, theta=theta)
            yield Capacity(name, attribute, held, tuple(found))


def _covers(trust: PartnerTerms) -> Covers:
    who = trust.company
    return Covers(
        trust.bench.stack,
        trust.outside.outsiders.suppliers.remainders,
        home=who.home,
        candidates=who.friends,
        preferred=who.circle,
        attribute=trust.outside.outsiders.attribute,
    )


def _layers(trust: PartnerTerms, covers: Covers, *, theta: float) -> list[LayerCovers]:
    """The fewest countries that hold enough of each layer, and what that leaves of it."""
    stack, model = trust.bench.stack, trust.bench.model
    layer_of = [model.products[one].layer for one in stack.product_ids]
    places = {
        layer.id: [n for n, one in enumerate(layer_of) if one == layer.id] for layer in model.layers
    }
    found = {
        layer: tuple(covers.cover(mine, theta=theta, bound=bound) for bound in BOUNDS)
        for layer, mine in places.items()
        if mine
    }
    kept = iter(_kept(trust, [one for three in found.values() for one in three], theta=theta))
    return [
        LayerCovers(layer, len(places[layer]), three, tuple(next(kept) for _ in three))
        for layer, three in found.items()
    ]


def _kept(
    trust: PartnerTerms, covers: Sequence[Cover], *, theta: float
) -> Iterator[KeptByBuyer | None]:
    """What a buyer at home keeps of the covered products if everyone outside the cover refuses.

    Shares say who makes a product, not on whom its makers depend.
    """
    bench = trust.bench
    outside_cover = Outside(
        bench.engine,
        Outsiders(
            bench.stack, home=trust.company.home, attribute=trust.outside.outsiders.attribute
        ),
        trust.outside.effects,
        bench.stack.buyers(),
        trust.outside.weeks,
    )
    circles = [trust.company.home | frozenset(one.members) for one in covers]
    lost = np.stack([outside_cover.joint(circles, bound) for bound in BOUNDS], axis=1)
    for cover, three in zip(covers, lost, strict=True):
        if not cover.covered:
            yield None
            continue
        mine = sorted(cover.covered)
        worst = mine[int(first_lowest(-three[1, mine]))]
        level = 1.0 - three[:, worst]
        yield KeptByBuyer(
            worst,
            (float(min(level[1], level[2])), float(level[1]), float(max(level[1], level[0]))),
            down=int(is_below(1.0 - three[1, mine], theta).sum()),
        )
