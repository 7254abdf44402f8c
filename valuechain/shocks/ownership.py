"""Who owns whom, and when: takeovers split a scenario into periods."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from valuechain.errors import AnalysisError
from valuechain.schema import Model
from valuechain.schema.scenario import Takeover
from valuechain.shocks.perspective import countries_of
from valuechain.shocks.variants import Variant, one_of
from valuechain.stack.columns import Stack

Owners = frozenset[tuple[str, str]]
"""Firms that have changed hands, each with the country or group of its new owner."""


@dataclass(frozen=True, slots=True)
class OwnershipPeriod:
    """Weeks of a scenario in which no firm changes hands; the first and the last belong to it."""

    first: int
    last: int
    owners: Owners


@dataclass(frozen=True, slots=True)
class _Holding:
    """One firm under a new owner, from week ``first`` until before week ``after``."""

    firm: str
    owner: str
    start: float
    first: float
    after: float


def periods(
    takeovers: Sequence[Takeover], *, variant: Variant, n_weeks: int
) -> tuple[OwnershipPeriod, ...]:
    """Split the weeks of a scenario at each week in which a firm changes hands.

    A new owner counts from the first week that starts at or after the takeover, and no longer
    from the first that starts at or after its end; of several, the latest counts.

    Raises
    ------
    AnalysisError
        VA622: two takeovers of one firm start at once.
    """
    held = _holdings(takeovers, variant)
    moments = {week for one in held for week in (one.first, one.after)}
    cuts = [1, *sorted(int(week) for week in moments if 1 < week <= n_weeks), n_weeks + 1]
    found: list[OwnershipPeriod] = []
    for first, after in pairwise(cuts):
        present = sorted(
            (one for one in held if one.first <= first < one.after), key=lambda one: one.start
        )
        owners = frozenset({one.firm: one.owner for one in present}.items())
        if found and found[-1].owners == owners:
            found[-1] = replace(found[-1], last=after - 1)
        else:
            found.append(OwnershipPeriod(first, after - 1, owners))
    return tuple(found)


def _holdings(takeovers: Sequence[Takeover], variant: Variant) -> list[_Holding]:
    held = []
    for takeover in takeovers:
        start, lasts = takeover.start.mode, takeover.duration
        first, after = math.ceil(start) + 1, math.inf
        if lasts is not None:
            after = math.ceil(start + one_of(lasts, variant)) + 1
        held += [
            _Holding(firm, takeover.to, start, first, after)
            for firm in dict.fromkeys(takeover.firm)
        ]
    seen: set[tuple[str, float]] = set()
    for one in held:
        if (one.firm, one.start) in seen:
            raise AnalysisError(
                "VA622",
                f"two takeovers of {one.firm!r} start at once.",
                "Give each its own start, or keep one.",
            )
        seen.add((one.firm, one.start))
    return held


def owned(stack: Stack, model: Model, *, owners: Owners) -> Stack:
    """A stack in which some firms have changed hands; the columns given stay as they are."""
    places = list(stack.place_ids)
    members = list(stack.place_members)
    column = stack.producer_owner.copy()
    firm = {name: position for position, name in enumerate(stack.firm_ids)}
    for name, place in sorted(owners):
        if place not in places:
            places.append(place)
            members.append(countries_of(model, [place]))
        column[stack.producer_firm == firm.get(name, -9)] = places.index(place)
    column.flags.writeable = False
    return replace(
        stack,
        place_ids=tuple(places),
        place_members=tuple(members),
        producer_owner=column.astype(np.int32, copy=False),
    )
