"""The smallest change of one figure that changes a verdict, all others as stated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from valuechain.ensembles.factors import Factors
from valuechain.kernels.arrays import Floats

_POINTS: Final = 4
_ROUNDS: Final = 7


@dataclass(frozen=True, slots=True)
class BreakEven:
    """A verdict that becomes another one when one figure moves within its range."""

    verdict: int
    """Position among the verdicts."""
    figure: int
    """Position among the factors."""
    at: float
    """The figure nearest to the stated one at which the class is another."""
    before: int
    after: int
    change: float
    """Distance from the stated figure as a part of its range, 0..1."""


def moved(factors: Factors, modes: Floats, *, places: Sequence[int], to: float) -> Floats:
    """Figures with one of them moved, wherever it is used.

    Shares that sum to one amount make room in proportion.
    """
    found = modes.copy()
    found[list(places)] = to
    for whole in factors.wholes:
        if places[0] in whole.members:
            others = [one for one in whole.members if one != places[0]]
            rest = float(modes[others].sum())
            if rest > 0:
                found[others] = modes[others] * (whole.total - to) / rest
    return found


def nearest_flips(
    classes: Callable[[Floats], Floats],
    factors: Factors,
    *,
    figures: Sequence[Sequence[int]],
    verdicts: Sequence[int],
    batch: int = 64,
) -> list[BreakEven]:
    """Find how far one figure has to move before a verdict becomes another one.

    Parameters
    ----------
    classes : callable
        Numbers of the classes of all verdicts, shape (verdicts, draws), from figures of shape
        (figures, draws).
    factors : Factors
        The figures.
    figures : sequence of sequence of int
        Figures that are moved, each within its range and with all places where it is used.
    verdicts : sequence of int
        Verdicts that are looked at.
    batch : int
        Models measured at once.

    Returns
    -------
    list of BreakEven
        For each verdict and figure that changes it the change nearest to the stated figure, the
        smallest first.

    Notes
    -----
    The range is walked in four steps from the stated figure to either end, and the step that
    changes the class is halved seven times, to a five hundredth of the way. A class that changes
    and changes back within one step is not seen.
    """
    modes = np.array([one.mode for one in factors.every])
    stated = classes(modes[:, None])[:, 0]
    places = {some[0]: some for some in figures}

    def measured(wanted: Sequence[tuple[int, float]]) -> Floats:
        tables = [
            classes(
                np.stack(
                    [
                        moved(factors, modes, places=places[figure], to=to)
                        for figure, to in wanted[at : at + batch]
                    ],
                    axis=1,
                )
            )
            for at in range(0, len(wanted), batch)
        ]
        return np.concatenate(tables, axis=1)

    points = [
        (figure, side, to)
        for figure in places
        for side, walk in enumerate(_walks(factors, figure))
        for to in walk
    ]
    if not points:
        return []
    table = measured([(figure, to) for figure, _, to in points])
    found: list[tuple[BreakEven, float]] = []
    for verdict in verdicts:
        seen: set[tuple[int, int]] = set()
        last: dict[tuple[int, int], float] = {}
        for number, (figure, side, to) in enumerate(points):
            key = (figure, side)
            klass = int(table[verdict, number])
            if key not in seen and klass != int(stated[verdict]):
                seen.add(key)
                flip = _flip(factors, verdict, figure, to, (int(stated[verdict]), klass))
                found.append((flip, last.get(key, float(modes[figure]))))
            last[key] = to
    halved = _halved(measured, factors, found)
    nearest: dict[tuple[int, int], BreakEven] = {}
    for one in sorted(halved, key=lambda one: one.change):
        nearest.setdefault((one.verdict, one.figure), one)
    return list(nearest.values())


def _walks(factors: Factors, figure: int) -> tuple[list[float], list[float]]:
    """Points from the stated figure down, and up, to the ends of its range."""
    one = factors.every[figure]
    if one.sort == "essentiality":
        return (
            [one.low] if one.low < one.mode else [],
            [one.high] if one.high > one.mode else [],
        )
    ends = [
        np.linspace(one.mode, end, _POINTS + 1)[1:].tolist() if end != one.mode else []
        for end in (one.low, one.high)
    ]
    return ends[0], ends[1]


def _flip(
    factors: Factors, verdict: int, figure: int, to: float, between: tuple[int, int]
) -> BreakEven:
    one = factors.every[figure]
    width = one.high - one.low
    change = abs(to - one.mode) / width if width > 0 else 0.0
    return BreakEven(verdict, figure, to, between[0], between[1], change)


def _halved(
    measured: Callable[[Sequence[tuple[int, float]]], Floats],
    factors: Factors,
    found: Sequence[tuple[BreakEven, float]],
) -> list[BreakEven]:
    """Bring each change nearer to the stated figure; classes of importance have no between."""
    ends = [(flip.at, inner) for flip, inner in found]
    soft = [
        n for n, (flip, _) in enumerate(found) if factors.every[flip.figure].sort != "essentiality"
    ]
    for _ in range(_ROUNDS if soft else 0):
        middles = [(found[n][0].figure, (ends[n][0] + ends[n][1]) / 2.0) for n in soft]
        table = measured(middles)
        for number, n in enumerate(soft):
            flip = found[n][0]
            same = int(table[flip.verdict, number]) == flip.before
            middle = middles[number][1]
            ends[n] = (ends[n][0], middle) if same else (middle, ends[n][1])
    return [
        _flip(factors, flip.verdict, flip.figure, at, (flip.before, flip.after))
        for (flip, _), (at, _) in zip(found, ends, strict=True)
    ]
