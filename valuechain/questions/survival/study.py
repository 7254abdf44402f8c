"""Survival: how long each use holds out after a lasting loss, and the stock that would do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from valuechain.analysis.question_frame import checked_theta, chosen_uses
from valuechain.analysis.removal_choice import RemovalCuts, choose_removals
from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.indicators.endurance import Endured, Look, endure
from valuechain.indicators.gap_stock import PLACES, BindingInputs, Closed, Closing, Gap, StockPlace
from valuechain.kernels.arrays import ConvergenceError
from valuechain.kernels.batches import batches
from valuechain.kernels.unfold import CourseEngine
from valuechain.questions.survival import WEEKS
from valuechain.shocks.removal_course import lasting
from valuechain.shocks.removals import Cut
from valuechain.vocab.words import ATTRIBUTES, MODES, Attribute, Mode, Progress

_MOST: Final = 224
"""Cuts that are followed at once."""
FALLS, BRIDGED, HOLDS = "gap", "bridged", "holds"


@dataclass(frozen=True, slots=True)
class Remedy:
    """A stock that closes a gap, or none; the level it keeps; further cuts for which it does."""

    closed: Closed
    level: float | None
    enough: frozenset[Cut]


@dataclass(slots=True)
class Endurance:
    """How uses come through cuts, alone and with others stepping in."""

    watch: tuple[int, ...]
    n_weeks: int
    theta: float
    _held: dict[tuple[Cut, int], float] = field(default_factory=dict)
    _lowest: dict[tuple[Cut, int], float] = field(default_factory=dict)
    _helped: dict[tuple[Cut, int], float] = field(default_factory=dict)
    falls: dict[tuple[Cut, int], tuple[BindingInputs, int]] = field(default_factory=dict)
    """State of the first week below theta, nobody stepping in: binding, and its column."""
    ends: dict[tuple[Cut, int], tuple[BindingInputs, int]] = field(default_factory=dict)
    """State of the last week, others stepping in, where that is below theta."""

    def add_alone(self, cuts: Sequence[Cut], endured: Endured) -> None:
        """Keep how long uses hold out with what is in stock and nobody stepping in."""
        for b, cut in enumerate(cuts):
            for place, row in enumerate(self.watch):
                self._held[cut, row] = float(endured.held[place, b])
                self._lowest[cut, row] = float(endured.lowest[place, b])

    def add_helped(self, cuts: Sequence[Cut], endured: Endured) -> None:
        """Keep when uses are back because others have stepped in."""
        for b, cut in enumerate(cuts):
            for place, row in enumerate(self.watch):
                self._helped[cut, row] = float(endured.back[place, b])

    def add_states(self, cuts: Sequence[Cut], binding: BindingInputs, *, last: bool) -> None:
        """Keep the states of first falls, or of last weeks."""
        moments = binding.moments
        states = self.ends if last else self.falls
        for column, (b, place) in enumerate(zip(moments.course, moments.place, strict=True)):
            states[cuts[b], self.watch[place]] = (binding, column)

    def held(self, cut: Cut, row: int) -> float:
        """TTS in whole weeks; infinite if it does not fall within the weeks followed."""
        return self._held.get((cut, row), np.inf)

    def lowest(self, cut: Cut, row: int) -> float:
        """Lowest level of a use after a loss, nobody stepping in, 0..1."""
        return self._lowest.get((cut, row), 1.0)

    def helped(self, cut: Cut, row: int) -> float:
        """Whole weeks to recovery; 0 if it does not fall, infinite if it is not back."""
        return self._helped.get((cut, row), 0.0)

    def missing(self, cut: Cut, row: int) -> float:
        """Weeks to recovery less TTS where it falls with others stepping in, else 0."""
        back = self.helped(cut, row)
        return back - self.held(cut, row) if back > 0 else 0.0

    def outcome(self, cut: Cut, row: int) -> str:
        """Say of one cut: others step in too late (``gap``) or in time, or the use holds."""
        if np.isinf(self.held(cut, row)):
            return HOLDS
        return FALLS if self.helped(cut, row) > 0 else BRIDGED

    def verdict(self, loss: RemovalCuts, row: int) -> str:
        """Say the same of all bounds; ``undecided`` where they do not agree on a gap."""
        found = {self.outcome(cut, row) for cut in loss.cuts}
        if FALLS in found and len(found) > 1:
            return "undecided"
        return min(found)

    def telling(self, loss: RemovalCuts, row: int) -> Cut:
        """The cut whose fall is explained: that of the value, else of the upper bound."""
        _, middle, high = loss.cuts
        return middle if np.isfinite(self.held(middle, row)) else high

    def sized(self, loss: RemovalCuts, row: int) -> Cut | None:
        """The cut whose gap is to be closed: that of the value, else of the upper bound."""
        _, middle, high = loss.cuts
        for cut in (middle, high):
            if self.helped(cut, row) > 0:
                return cut
        return None

    def gap(self, loss: RemovalCuts, row: int, *, place: StockPlace) -> Gap | None:
        """The gap to be closed with a stock in one place; None if there is none that ends."""
        cut = self.sized(loss, row)
        if cut is None or np.isinf(weeks := self.helped(cut, row)):
            return None
        return Gap(cut, row, int(weeks), place)


@dataclass(frozen=True, slots=True)
class Survived:
    """How the uses of home come through losses, and how it was asked."""

    bench: Workbench
    losses: Sequence[RemovalCuts]
    found: Endurance
    remedies: Mapping[Gap, Remedy]
    """Stocks that close gaps; empty if they were not looked for."""
    options: Mapping[str, object]
    """How it was asked, for the manifest."""


def measure(
    bench: Workbench,
    *,
    uses: str | Iterable[str] | None = None,
    by: str | Iterable[str] = "countries",
    removed: str | Iterable[str] = (),
    attribute: Attribute | None = None,
    mode: Mode | None = None,
    theta: float | None = None,
    weeks: int = WEEKS,
    stocks: bool = True,
    progress: Progress | None = None,
) -> Survived:
    """Follow every use of home through single losses, with and without others stepping in.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    uses, by, removed, attribute, mode, theta, weeks, stocks, progress
        As for `valuechain.survival`.

    Raises
    ------
    AnalysisError, ConvergenceError
        As `valuechain.survival`, but for home and trusted.
    """
    asked = _SurvivalTerms(
        bench,
        CourseEngine(bench.engine),
        chosen_uses(bench, uses or None),
        checked_theta(bench, theta),
        _checked_weeks(weeks),
        progress,
    )
    sorts = (by,) if isinstance(by, str) else tuple(by)
    losses = choose_removals(
        bench,
        by=sorts,
        attributes=ATTRIBUTES if attribute is None else (attribute,),
        modes=MODES if mode is None else (mode,),
        removed=(removed,) if isinstance(removed, str) else removed,
    )
    found = _endurance(asked, losses)
    return Survived(
        bench,
        losses,
        found,
        _closed(asked, losses, found) if stocks else {},
        options={
            "theta": asked.theta,
            "weeks": weeks,
            "uses": [bench.stack.producer_ids[row] for row in asked.watch],
            "by": list(sorts),
            "attribute": attribute or "all",
            "mode": mode or "both",
            "stocks": stocks,
        },
    )


@dataclass(frozen=True, slots=True)
class _SurvivalTerms:
    bench: Workbench
    engine: CourseEngine
    watch: tuple[int, ...]
    theta: float
    n_weeks: int
    progress: Progress | None


def _checked_weeks(weeks: int) -> int:
    if not 1 <= weeks <= WEEKS:
        raise AnalysisError(
            "VA607", f"{weeks} weeks cannot be followed.", f"Use 1 to {WEEKS}, ten years."
        )
    return weeks


def _endurance(asked: _SurvivalTerms, losses: Sequence[RemovalCuts]) -> Endurance:
    """Follow every distinct cut alone, and those that take a use down with others stepping in."""
    found = Endurance(asked.watch, asked.n_weeks, asked.theta)
    distinct = {cut for loss in losses for cut in loss.cuts if not cut.nothing}
    alone = _followed(asked, distinct, step="TTS", substitution=False, look="fall")
    falling = []
    for cuts, endured in alone:
        found.add_alone(cuts, endured)
        if endured.moments is not None:
            found.add_states(cuts, _binding(asked, endured), last=False)
        down = np.isfinite(endured.held)
        falling += [cut for b, cut in enumerate(cuts) if down[:, b].any()]
    for cuts, endured in _followed(asked, falling, step="recovery", substitution=True, look="end"):
        found.add_helped(cuts, endured)
        if endured.moments is not None:
            found.add_states(cuts, _binding(asked, endured), last=True)
    return found


def _binding(asked: _SurvivalTerms, endured: Endured) -> BindingInputs:
    if endured.moments is None:
        raise ValueError("nothing was kept to look at")
    return BindingInputs(asked.bench.stack, endured.moments, asked.bench.effects())


def _followed(
    asked: _SurvivalTerms, distinct: Iterable[Cut], *, step: str, substitution: bool, look: Look
) -> list[tuple[list[Cut], Endured]]:
    """Follow cuts in batches of bounded memory, alike cuts together."""
    order = sorted(distinct, key=lambda cut: (len(cut.classes), _first(cut)))
    found: list[tuple[list[Cut], Endured]] = []
    done = 0
    for cuts in batches(order, _MOST):
        course = lasting(asked.bench.stack, cuts, n_weeks=asked.n_weeks, substitution=substitution)
        endured = endure(
            asked.engine,
            course,
            effects=asked.bench.effects(),
            watch=asked.watch,
            theta=asked.theta,
            look=look,
        )
        found.append((list(cuts), endured))
        done += len(cuts)
        if asked.progress:
            asked.progress(step, done, len(order))
    return found


def _first(cut: Cut) -> tuple[int, ...]:
    closed = cut.capacity or cut.classes[0][1]
    return (len(closed), *(producer for producer, _ in closed[:3]))


def _closed(
    asked: _SurvivalTerms, losses: Sequence[RemovalCuts], found: Endurance
) -> dict[Gap, Remedy]:
    """Find a stock for every gap that ends."""
    highs: dict[Gap, set[Cut]] = {}
    for loss in losses:
        for row in asked.watch:
            gaps = [
                gap for place in PLACES if (gap := found.gap(loss, row, place=place)) is not None
            ]
            for gap in gaps:
                highs.setdefault(gap, set())
                if loss.cuts[2] != gap.cut and 0 < found.helped(loss.cuts[2], row) < np.inf:
                    highs[gap].add(loss.cuts[2])
    if not highs:
        return {}
    closing = Closing(
        asked.engine, asked.bench.stack, effects=asked.bench.effects(), theta=asked.theta
    )
    if asked.progress:
        asked.progress("stocks", 0, len(highs))
    closed = dict(zip(highs, closing.close(list(highs)), strict=True))
    remedies = _verified(closing, closed, highs, found)
    if asked.progress:
        asked.progress("stocks", len(highs), len(highs))
    return remedies


def _verified(
    closing: Closing, closed: dict[Gap, Closed], highs: dict[Gap, set[Cut]], found: Endurance
) -> dict[Gap, Remedy]:
    """Follow once more with the stock found, at the bound it is sized for and at the upper one."""
    runs = [
        (gap, cut)
        for gap, one in closed.items()
        if one.extra_weeks is not None
        for cut in (gap.cut, *sorted(highs[gap], key=repr))
    ]
    remedies = {gap: Remedy(one, None, frozenset()) for gap, one in closed.items()}
    if not runs:
        return remedies
    tried = [Gap(cut, gap.row, int(found.helped(cut, gap.row)), gap.place) for gap, cut in runs]
    endured = closing.follow(
        tried,
        [(closed[gap].holdings, float(closed[gap].extra_weeks or 0)) for gap, _ in runs],
    )
    watch = sorted({gap.row for gap in tried})
    for b, (gap, cut) in enumerate(runs):
        place = watch.index(gap.row)
        holds = not np.isfinite(endured.held[place, b])
        known = remedies[gap]
        if cut != gap.cut:
            more = known.enough | {cut} if holds else known.enough
            remedies[gap] = Remedy(known.closed, known.level, more)
            continue
        if not holds:
            raise ConvergenceError("a stock that was found to close a gap does not")
        level = float(endured.lowest[place, b])
        remedies[gap] = Remedy(known.closed, level, known.enough)
    return remedies
