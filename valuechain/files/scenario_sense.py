"""Sense of a scenario by itself: times, depth, and shocks that repeat or contradict each other."""

import json
import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any, Final

from valuechain.files.geography import Finding
from valuechain.files.keypaths import Keys
from valuechain.schema import DemandSurge, Figure, Scenario, Shock, Stockpile, Takeover

_EVIDENCE: Final = frozenset((*Figure.model_fields, "because"))


def sense_problems(scenario: Scenario) -> Iterator[Finding]:
    """Check what a scenario says of times and depth, and its shocks against each other.

    Parameters
    ----------
    scenario : Scenario
        A scenario whose references are right.

    Yields
    ------
    tuple
        VC106 after the horizon, VC107 does nothing, VC108 recovery without an end, VC109 same
        shock twice, VC110 shocks that contradict each other, VC111 takeovers without order.
    """
    for position, shock in enumerate(scenario.shocks):
        keys: Keys = ("shocks", position)
        if shock.start.mode >= scenario.horizon:
            weeks = f"{shock.start.mode:g} weeks, and {scenario.horizon:g} are computed"
            remedy = "Start it earlier, or make the horizon longer."
            yield (*keys, "start"), "VC106", f"the shock starts after {weeks}.", remedy
        yield from _idle(keys, shock)
    yield from _twice(scenario)
    yield from _contradictions(scenario)
    yield from _unordered(scenario)


def _idle(keys: Keys, shock: Shock) -> Iterator[Finding]:
    """Find what keeps one shock from doing anything, or from ending."""
    if isinstance(shock, Stockpile):
        if shock.weeks.high == 0:
            message = "a stock of no weeks is none."
            remedy = "Write how long it lasts in normal use, such as 26 weeks."
            yield (*keys, "weeks"), "VC107", message, remedy
        return
    lasts, back = shock.duration, None if isinstance(shock, Takeover) else shock.recovery
    if lasts is not None and lasts.high == 0 and (back is None or back.shape == "step"):
        message = "the shock lasts no time at all."
        remedy = "Give it a duration, or leave `duration:` out: it then lasts to the horizon."
        yield (*keys, "duration"), "VC107", message, remedy
    if lasts is None and back is not None and back.shape != "step":
        message = "a recovery of what does not end."
        yield (*keys, "recovery"), "VC108", message, "Add `duration:`, or remove the recovery."
    if isinstance(shock, DemandSurge):
        if shock.factor.high == 1:
            message = "a factor of 1 is demand as it is today."
            yield (*keys, "factor"), "VC107", message, "Write 1.2 where others want a fifth more."
    elif not isinstance(shock, Takeover) and shock.severity.high == 0:
        message = "a severity of 0 takes nothing."
        yield (*keys, "severity"), "VC107", message, "Write the part that is lost, up to 1."


def _twice(scenario: Scenario) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for position, shock in enumerate(scenario.shocks):
        said = shock.model_dump(mode="json", exclude=set(_EVIDENCE))
        text = json.dumps(_ordered(said), sort_keys=True)
        if text in seen:
            message = f"this is the same shock as shocks[{seen[text]}]."
            yield ("shocks", position), "VC109", message, "Remove one; overlaps do not add up."
        seen.setdefault(text, position)


def _ordered(content: Any) -> Any:
    """Sort lists of names: their order does not matter."""
    if isinstance(content, dict):
        return {key: _ordered(one) for key, one in content.items()}
    if isinstance(content, list) and all(isinstance(one, str) for one in content):
        return sorted(content)
    return content


def _contradictions(scenario: Scenario) -> Iterator[Finding]:
    """Find the same others who want two different factors more at one time."""
    surges = [
        (position, shock)
        for position, shock in enumerate(scenario.shocks)
        if isinstance(shock, DemandSurge)
    ]
    for (first, one), (second, other) in combinations(surges, 2):
        shared = sorted(set(one.product) & set(other.product))
        same = set(one.by or ()) == set(other.by or ())
        same &= set(one.customers or ()) == set(other.customers or ())
        if shared and same and one.factor != other.factor and _overlap(one, other):
            message = (
                f"the same others want {other.factor.mode:g} times '{shared[0]}' here, and "
                f"{one.factor.mode:g} times in shocks[{first}], at the same time."
            )
            remedy = "Keep one, let one end before the other, or say who wants it in `by:`."
            yield ("shocks", second, "factor"), "VC110", message, remedy


def _overlap(one: DemandSurge, other: DemandSurge) -> bool:
    def end(shock: DemandSurge) -> float:
        return math.inf if shock.duration is None else shock.start.mode + shock.duration.mode

    return one.start.mode < end(other) and other.start.mode < end(one)


def _unordered(scenario: Scenario) -> Iterator[Finding]:
    """Find takeovers of one firm of which it is not clear which comes last."""
    held: defaultdict[str, list[tuple[int, Takeover]]] = defaultdict(list)
    for position, shock in enumerate(scenario.shocks):
        if isinstance(shock, Takeover):
            for firm in dict.fromkeys(shock.firm):
                held[firm].append((position, shock))
    for firm, takeovers in held.items():
        for (first, one), (second, other) in combinations(takeovers, 2):
            if one.start.low <= other.start.high and other.start.low <= one.start.high:
                message = f"'{firm}' is also taken over in shocks[{first}], perhaps at once."
                remedy = "Let the one end its range of starts before the other's begins."
                yield ("shocks", second, "start"), "VC111", message, remedy
