"""What uses lose at the lowest and at the highest level that their fallbacks may keep up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from valuechain.analysis.workbench import Workbench
from valuechain.indicators.exposure import Exposures, exposures
from valuechain.indicators.verdicts import TurningFallback
from valuechain.indicators.windows import window_weeks
from valuechain.kernels.arrays import Floats
from valuechain.kernels.fast import Engine
from valuechain.kernels.levels import is_above
from valuechain.schema import Fallback, Input, Model, Use
from valuechain.schema.terms import Range
from valuechain.shocks.removals import Removals
from valuechain.stack import compile_model
from valuechain.vocab.words import Bounds


@dataclass(frozen=True, slots=True)
class _Part:
    """One need of a use whose fallback is known as a range; its rows at both ends of it."""

    use: int
    entry: Input
    fallback: Fallback
    turns_at: float
    """Level of the fallback at which a total loss of the need just passes the threshold."""
    lowest: str
    highest: str


@dataclass(slots=True)
class FallbackSpread:
    """Loss of uses at the ends of what is known of their fallbacks, by removal and use."""

    ends: dict[tuple[int, int], tuple[Bounds, Bounds]] = field(default_factory=dict)
    """Bounds at the lowest and at the highest level."""
    flips: dict[tuple[int, int], tuple[TurningFallback, ...]] = field(default_factory=dict)
    """Fallbacks that decide by themselves on which side of the threshold the loss is."""


def _ranged(use: Use) -> list[tuple[int, Input, Fallback]]:
    """Needs whose fallback is a range; minor ones cannot carry a use over a threshold."""
    return [
        (number, entry, entry.fallback)
        for number, entry in enumerate(use.inputs)
        if entry.fallback is not None
        and entry.fallback.level.low < entry.fallback.level.high
        and entry.essentiality != "minor"
    ]


def _alone(use: Use, entry: Input, level: float) -> Use:
    """A use that needs one thing only, with a fallback of one level."""
    fallback = None
    if entry.fallback is not None:
        known = Range(low=level, mode=level, high=level)
        fallback = entry.fallback.model_copy(update={"level": known})
    need = entry.model_copy(update={"fallback": fallback})
    rows = tuple(row for row in use.sourcing if row.input in entry.options)
    return use.model_copy(update={"inputs": (need,), "sourcing": rows})


def _taken_apart(bench: Workbench) -> tuple[Model, list[_Part], dict[int, str]]:
    """The model with uses taken apart: what has a range at both its ends, and what has none."""
    model = bench.model
    threshold, effects = model.thresholds.exposure.value, bench.effects()
    uses: dict[str, Use] = {}
    parts: list[_Part] = []
    rest: dict[int, str] = {}
    for place, row in enumerate(bench.uses):
        name = bench.stack.producer_ids[row]
        use = model.uses[name]
        ranged = _ranged(use)
        if not ranged:
            continue
        numbers = {number for number, _, _ in ranged}
        rest[place] = f"{name}~rest"
        kept = tuple(one for number, one in enumerate(use.inputs) if number not in numbers)
        bought = {option for one in kept for option in one.options}
        rows = tuple(one for one in use.sourcing if one.input in bought)
        uses[rest[place]] = use.model_copy(update={"inputs": kept, "sourcing": rows})
        for number, entry, fallback in ranged:
            effect = 1.0 if entry.essentiality == "critical" else effects.important
            low, high = f"{name}~{number}~low", f"{name}~{number}~high"
            uses[low] = _alone(use, entry, fallback.level.low)
            uses[high] = _alone(use, entry, fallback.level.high)
            turns = 1.0 - threshold / effect if effect > 0 else 0.0
            parts.append(_Part(place, entry, fallback, turns, low, high))
    return model.model_copy(update={"uses": uses}), parts, rest


def _bounds(at: Floats) -> Bounds:
    low, middle, high = at.tolist()
    return min(low, middle), middle, max(middle, high)


def spread(
    bench: Workbench, found: Exposures, *, horizons: Sequence[int]
) -> tuple[FallbackSpread, FallbackSpread]:
    """Measure uses at the lowest and the highest level of their fallbacks.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    found : Exposures
        Exposures of the uses at the most plausible levels; their removals are measured again.
    horizons : sequence of int
        Weeks up to the one that is judged, which is the last.

    Returns
    -------
    tuple of FallbackSpread
        As uses are judged, within their window where they have one; and at the horizon. Nothing
        where no use has a fallback that is a range.

    Raises
    ------
    ConvergenceError
        VA604: a response did not converge.

    Notes
    -----
    A use loses what its worst critical or important need makes it lose. So each need whose
    fallback is a range is watched by itself, at both ends of the range, beside all other needs
    together; where its loss is above the threshold at the lowest level and not at the highest,
    the level in between at which it turns is one minus the threshold over the effect of the need.
    """
    model, parts, rest = _taken_apart(bench)
    if not parts:
        return FallbackSpread(), FallbackSpread()
    places = sorted(rest)
    reached = found.at[:, 2][:, places].max(axis=(1, 2), initial=0.0) > 0
    asked = np.flatnonzero(reached).tolist()
    stack = compile_model(model)
    names = [*rest.values(), *(name for one in parts for name in (one.lowest, one.highest))]
    again = exposures(
        Engine(stack),
        [found.removals[position] for position in asked],
        builder=Removals(stack, bench.perspective),
        effects=bench.effects(),
        watch=[stack.position(name) for name in names],
        threshold=bench.model.thresholds.exposure.value,
        horizons=horizons,
        windows=[window_weeks(model.uses[name]) for name in names],
    )
    limit = bench.model.thresholds.exposure.value
    judged, year = (
        dict(zip(names, np.moveaxis(at, 2, 0), strict=True))
        for at in (again.judged(), again.at[:, :, :, -2])
    )
    return (
        _spread(judged, parts, rest, asked=asked, limit=limit),
        _spread(year, parts, rest, asked=asked, limit=limit),
    )


def _spread(
    at: Mapping[str, Floats],
    parts: Sequence[_Part],
    rest: Mapping[int, str],
    *,
    asked: Sequence[int],
    limit: float,
) -> FallbackSpread:
    """Put uses together again from the losses of their needs, (removals, bounds) each."""
    result = FallbackSpread()
    for place, others in rest.items():
        mine = [one for one in parts if one.use == place]
        worst = np.max([at[others], *(at[one.lowest] for one in mine)], axis=0)
        best = np.max([at[others], *(at[one.highest] for one in mine)], axis=0)
        for number, position in enumerate(asked):
            if not worst[number].any():
                continue
            result.ends[position, place] = _bounds(worst[number]), _bounds(best[number])
            turning = [
                one
                for one in mine
                if is_above(at[one.lowest][number].max(), limit)
                and not is_above(at[one.highest][number].min(), limit)
                and one.fallback.level.low < one.turns_at <= one.fallback.level.high
            ]
            if turning:
                result.flips[position, place] = tuple(_flip(one) for one in turning)
    return result


def _flip(part: _Part) -> TurningFallback:
    level, origins = part.fallback.level, part.fallback.origins
    return TurningFallback(
        product=part.entry.options[0],
        at=part.turns_at,
        levels=(level.low, level.mode, level.high),
        origins=(origins["low"].origin, origins["mode"].origin, origins["high"].origin),
    )
