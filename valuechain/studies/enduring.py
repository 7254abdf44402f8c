"""What was found about every cut and use, until it is written as tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from valuechain.indicators.closing import Binding, Closed, Gap, Place
from valuechain.indicators.endurance import Endured
from valuechain.shocks.removals import Cut
from valuechain.studies.losing import Loss

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
    falls: dict[tuple[Cut, int], tuple[Binding, int]] = field(default_factory=dict)
    """State of the first week below theta, nobody stepping in: binding, and its column."""
    ends: dict[tuple[Cut, int], tuple[Binding, int]] = field(default_factory=dict)
    """State of the last week, others stepping in, where that is below theta."""

    def add_alone(self, cuts: Sequence[Cut], endured: Endured) -> None:
        """Keep what was found without substitution."""
        for b, cut in enumerate(cuts):
            for place, row in enumerate(self.watch):
                self._held[cut, row] = float(endured.held[place, b])
                self._lowest[cut, row] = float(endured.lowest[place, b])

    def add_helped(self, cuts: Sequence[Cut], endured: Endured) -> None:
        """Keep what was found with substitution."""
        for b, cut in enumerate(cuts):
            for place, row in enumerate(self.watch):
                self._helped[cut, row] = float(endured.back[place, b])

    def add_states(self, cuts: Sequence[Cut], binding: Binding, *, last: bool) -> None:
        """Keep the states of first falls, or of last weeks."""
        moments = binding.moments
        states = self.ends if last else self.falls
        for column, (b, place) in enumerate(zip(moments.course, moments.place, strict=True)):
            states[cuts[b], self.watch[place]] = (binding, column)

    def held(self, cut: Cut, row: int) -> float:
        """TTS in whole weeks; infinite if it does not fall within the weeks followed."""
        return self._held.get((cut, row), np.inf)

    def lowest(self, cut: Cut, row: int) -> float:
        """Lowest level without substitution."""
        return self._lowest.get((cut, row), 1.0)

    def helped(self, cut: Cut, row: int) -> float:
        """Whole weeks to recovery; 0 if it does not fall, infinite if it is not back."""
        return self._helped.get((cut, row), 0.0)

    def missing(self, cut: Cut, row: int) -> float:
        """Weeks to recovery less TTS where it falls with others stepping in, else 0."""
        back = self.helped(cut, row)
        return back - self.held(cut, row) if back > 0 else 0.0

    def outcome(self, cut: Cut, row: int) -> str:
        """``gap``, ``bridged`` or ``holds`` under one cut."""
        if np.isinf(self.held(cut, row)):
            return HOLDS
        return FALLS if self.helped(cut, row) > 0 else BRIDGED

    def verdict(self, loss: Loss, row: int) -> str:
        """The same over the three bounds; ``undecided`` where they do not agree on a gap."""
        found = {self.outcome(cut, row) for cut in loss.cuts}
        if FALLS in found and len(found) > 1:
            return "undecided"
        return min(found)

    def telling(self, loss: Loss, row: int) -> Cut:
        """The cut whose fall is explained: that of the value, else of the upper bound."""
        _, middle, high = loss.cuts
        return middle if np.isfinite(self.held(middle, row)) else high

    def sized(self, loss: Loss, row: int) -> Cut | None:
        """The cut whose gap is to be closed: that of the value, else of the upper bound."""
        _, middle, high = loss.cuts
        for cut in (middle, high):
            if self.helped(cut, row) > 0:
                return cut
        return None

    def gap(self, loss: Loss, row: int, *, place: Place) -> Gap | None:
        """The gap to be closed with a stock in one place; None if there is none that ends."""
        cut = self.sized(loss, row)
        if cut is None or np.isinf(weeks := self.helped(cut, row)):
            return None
        return Gap(cut, row, int(weeks), place)
