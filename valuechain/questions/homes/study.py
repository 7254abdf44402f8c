"""Two homes measured alike: what each loses to whom, on what evidence, and what differs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from valuechain.analysis.workbench import Workbench, prepare
from valuechain.errors import AnalysisError
from valuechain.indicators.explain import explain
from valuechain.indicators.exposure import Exposures, exposures
from valuechain.kernels.levels import first_lowest
from valuechain.results.routes import Route
from valuechain.schema import Model, Text
from valuechain.shocks.catalogue import country_removals
from valuechain.vocab.tolerances import EXACT
from valuechain.vocab.words import ESSENTIALITIES, Attribute, Mode, Progress

CASES: Final[tuple[tuple[Mode, Attribute], ...]] = (("withheld", "owner"), ("lost", "site"))
"""Owners refuse, or production stops."""
WEEKS: Final = 52
_JUDGED: Final = 0.5
Caveat = Literal["no-counterpart", "measures", "functions", "window", "judged", "open"]
CAVEATS: Final[tuple[Caveat, ...]] = (
    "no-counterpart",
    "measures",
    "functions",
    "window",
    "judged",
    "open",
)
"""Why two losses may not be read as one measure, the first three so that they may not at all."""
Comparable = Literal["yes", "care", "no"]
COMPARABLE: Final[tuple[Comparable, ...]] = ("yes", "care", "no")


@dataclass(frozen=True, slots=True)
class Side:
    """What one home loses of one group of uses: the worst use, the worst country."""

    home: str
    group: str
    mode: Mode
    use: str
    uses: int
    removed: str
    week: int
    window_weeks: float | None
    loss: tuple[float, float, float]
    read: int
    recall: int
    judgement: int
    measured: tuple[Text, ...]

    @property
    def figures(self) -> int:
        """Number of figures of the model on which the loss rests."""
        return self.read + self.recall + self.judgement


@dataclass(frozen=True, slots=True)
class GroupPair:
    """One group of uses in both homes, in one case; a side is None where a home has no such use."""

    group: str
    mode: Mode
    sides: tuple[Side | None, Side | None]
    caveats: tuple[Caveat, ...]

    @property
    def comparable(self) -> Comparable:
        """Whether the losses of the two homes measure the same, so that they may be compared."""
        if set(self.caveats) & set(CAVEATS[:3]):
            return "no"
        return "care" if self.caveats else "yes"


@dataclass(frozen=True, slots=True)
class SharedProduct:
    """What a buyer in one home loses of a product of the shared stack if owners refuse."""

    product: str
    home: str
    removed: str
    loss: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class MeasuredHomes:
    """What two home countries lose, measured with the same stack and rules."""

    bench: Workbench
    """Seen from both, for sources and settings; nothing is measured on it."""
    homes: tuple[str, str]
    pairs: tuple[GroupPair, ...]
    shared: tuple[SharedProduct, ...]


@dataclass(frozen=True, slots=True)
class _Home:
    """One home with its losses in each case."""

    name: str
    bench: Workbench
    found: dict[Mode, Exposures]
    members: dict[str, tuple[int, ...]]
    """Places of the uses among the watched, by group; a use without one by its own name."""


def measure(
    model: Model | None,
    *,
    homes: Sequence[str],
    trusted: str | Iterable[str] | None = None,
    progress: Progress | None = None,
) -> MeasuredHomes:
    """Measure two homes with the same removals, horizons and rules.

    Parameters
    ----------
    model, homes, trusted, progress
        As for `valuechain.compare_homes`.

    Raises
    ------
    AnalysisError, ConvergenceError
        As `valuechain.compare_homes`.
    """
    names = tuple(homes)
    if len(names) != 2 or names[0] == names[1]:
        message = f"two different homes are compared, not {', '.join(names) or 'none'}."
        raise AnalysisError("VA644", message, "Name two, such as NLD EST.")
    circle = None if trusted is None else [trusted] if isinstance(trusted, str) else [*trusted]
    both = prepare(model, home=names, trusted=circle)
    found = [_home(model, one, trusted=circle, progress=progress) for one in names]
    first, second = found
    pairs = [
        _pair(group, mode, first, second)
        for group in _groups(both.model, first, second)
        for mode, _ in CASES
    ]
    return MeasuredHomes(both, (names[0], names[1]), tuple(pairs), tuple(_shared(first, second)))


def _home(
    model: Model | None, name: str, *, trusted: list[str] | None, progress: Progress | None
) -> _Home:
    """Measure one home: each country outside it and the circle, taken away in each case."""
    bench = prepare(model, home=name, trusted=trusted)
    removals = [
        one
        for one in country_removals(bench.removals)
        if one.removed not in bench.perspective.circle
    ]
    if not removals:
        message = f"{name} and the trusted hold every country that the model names."
        raise AnalysisError("VA643", message, "Choose a smaller home or trusted circle.")
    found: dict[Mode, Exposures] = {}
    for mode, attribute in CASES:
        found[mode] = exposures(
            bench.engine,
            [one for one in removals if (one.mode, one.attribute) == (mode, attribute)],
            builder=bench.removals,
            effects=bench.effects(),
            watch=bench.uses + bench.stack.buyers(),
            threshold=bench.model.thresholds.exposure.value,
            horizons=(WEEKS,),
            windows=bench.windows,
            progress=(lambda done, of: progress(name, done, of)) if progress else None,
        )
    members: dict[str, list[int]] = {}
    for place, row in enumerate(bench.uses):
        use = bench.stack.producer_ids[row]
        for group in bench.model.uses[use].groups or (use,):
            members.setdefault(group, []).append(place)
    return _Home(name, bench, found, {key: tuple(rows) for key, rows in members.items()})


def _groups(model: Model, first: _Home, second: _Home) -> list[str]:
    """Groups to compare: the widest ones, then what only one of the two has."""
    every = {**first.members, **second.members}
    held = {
        group: {
            (one.name, place) for one in (first, second) for place in one.members.get(group, ())
        }
        for group in every
    }
    widest = [
        group for group, rows in held.items() if not any(rows < other for other in held.values())
    ]
    order = [*model.use_groups, *model.uses]
    widest.sort(key=order.index)
    shared = [group for group in widest if group in first.members and group in second.members]
    return shared + [group for group in widest if group not in shared]


def _pair(group: str, mode: Mode, first: _Home, second: _Home) -> GroupPair:
    sides = tuple(_side(group, mode, one) for one in (first, second))
    limit = first.bench.model.thresholds.exposure.value
    return GroupPair(group, mode, (sides[0], sides[1]), _caveats(sides[0], sides[1], limit=limit))


def _side(group: str, mode: Mode, home: _Home) -> Side | None:
    """The worst of a group for one home, followed back to what it rests on."""
    places = home.members.get(group)
    if places is None:
        return None
    bench, found = home.bench, home.found[mode]
    judged = found.judged()[:, :, list(places)]
    position, nth = np.unravel_index(int(first_lowest(-judged[:, 1].ravel())), judged[:, 1].shape)
    place = places[int(nth)]
    low, value, high = (float(one) for one in judged[position, :, nth])
    row, removal = bench.uses[place], found.removals[int(position)]
    week = WEEKS
    if bench.windows[place] and found.window_week is not None:
        week = int(found.window_week[position, 1, place]) or bench.windows[place]
    (route,) = explain(
        bench.engine,
        bench.removals,
        citations=bench.citations,
        effects=bench.effects(),
        asked=[(removal, row)],
        week=week,
    )
    use = bench.stack.producer_ids[row]
    states = {figure.keys: figure.status for step in route.steps for figure in step.figures}
    read, recall, judgement = (
        sum(state == word for state in states.values()) for word in ("read", "recall", "judgement")
    )
    return Side(
        home=home.name,
        group=group,
        mode=mode,
        use=use,
        uses=len(places),
        removed=removal.removed if value > EXACT else "",
        week=week,
        window_weeks=bench.model.uses[use].critical_window,
        loss=(min(low, value), value, max(high, value)),
        read=read,
        recall=recall,
        judgement=judgement,
        measured=_measured(bench.model, route),
    )


def _measured(model: Model, route: Route) -> tuple[Text, ...]:
    """What the figures of the need that carries the loss measure, where that is something near."""
    own = [step for step in route.steps if step.customer == route.subject]
    if not own:
        return ()
    carries = min(own, key=lambda step: (ESSENTIALITIES.index(step.essentiality), step.left))
    texts = [model.products[carries.product].measured_by]
    inputs = model.uses[route.subject].inputs
    texts += [entry.measured_by for entry in inputs if carries.product in entry.options]
    return tuple({text.en: text for text in texts if text is not None}.values())


def _caveats(first: Side | None, second: Side | None, *, limit: float) -> tuple[Caveat, ...]:
    """Find what differs between two sides, from the data alone."""
    if first is None or second is None:
        return ("no-counterpart",)
    sides = (first, second)
    said: dict[Caveat, bool] = {
        "measures": {one.en for one in first.measured} != {one.en for one in second.measured},
        "functions": first.uses != second.uses,
        "window": first.window_weeks != second.window_weeks,
        "judged": any(one.judgement > _JUDGED * one.figures for one in sides),
        "open": any(one.loss[0] <= limit < one.loss[2] for one in sides),
    }
    return tuple(name for name in CAVEATS if said.get(name))


def _shared(first: _Home, second: _Home) -> list[SharedProduct]:
    """What a buyer in each home loses of each product that both see, if owners refuse."""
    rows = []
    both = set(first.bench.stack.product_ids) & set(second.bench.stack.product_ids)
    for home in (first, second):
        bench, found = home.bench, home.found["withheld"]
        at = found.at[:, :, len(bench.uses) :, 0]
        for place, product in enumerate(bench.stack.product_ids):
            if product not in both:
                continue
            position = int(first_lowest(-at[:, 1, place]))
            low, value, high = (float(one) for one in at[position, :, place])
            removed = found.removals[position].removed if value > EXACT else ""
            loss = (min(low, value), value, max(high, value))
            rows.append(SharedProduct(product, home.name, removed, loss))
    return rows
