"""The other side of a dependency: a country, a group or everyone else, outside home."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from valuechain.errors import AnalysisError
from valuechain.schema import Model
from valuechain.shocks.catalogue import countries
from valuechain.shocks.perspective import countries_of
from valuechain.stack.columns import Stack

OTHERS: Final = "others"
"""The partner that is everyone outside home at once."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Someone outside home: its name and those of its countries that do not belong to home."""

    name: str
    kind: Literal["country", "group", "others"]
    members: frozenset[str]


def outside_countries(stack: Stack, home: frozenset[str]) -> tuple[str, ...]:
    """Countries outside home that at least one supplier names.

    Raises
    ------
    AnalysisError
        VA680: home is everyone.
    """
    found = tuple(name for name in countries(stack) if name not in home)
    if not found:
        raise AnalysisError(
            "VA680",
            "home is everyone: no supplier of the model has a country outside it.",
            "Choose a smaller home.",
        )
    return found


def find_partners(
    model: Model, stack: Stack, *, home: frozenset[str], names: Iterable[str] | None = None
) -> tuple[Counterpart, ...]:
    """Partners by name; all countries outside home, all groups and everyone else if not named.

    A group that overlaps home is judged on its countries outside home; one that lies inside home
    is left out where all groups are meant.

    Parameters
    ----------
    model, stack : Model, Stack
        The model and its compiled form.
    home : frozenset of str
        Countries of home.
    names : iterable of str, optional
        Countries (ISO 3166-1 alpha-3), groups of the model, or ``others``.

    Returns
    -------
    tuple of Counterpart
        In the order asked, each once; else countries, groups by name, everyone else.

    Raises
    ------
    AnalysisError
        VA601: unknown partner; VA680: home is everyone; VA681: a partner lies inside home;
        VA682: no partner is named.
    """
    outside = outside_countries(stack, home)
    if names is None:
        groups = [g for g in sorted(model.groups) if set(model.groups[g].members) - home]
        asked = [*outside, *groups, OTHERS]
    else:
        asked = list(dict.fromkeys(names))
    if not asked:
        raise AnalysisError("VA682", "no partner is asked about.", "Name at least one.")
    found = []
    for name in asked:
        if name == OTHERS and name not in model.groups:
            found.append(Counterpart(name, "others", frozenset(outside)))
            continue
        members = countries_of(model, [name]) - home
        if not members:
            raise AnalysisError(
                "VA681",
                f"partner {name} lies inside home: home does not withhold from itself.",
                "Name a partner outside home, or choose a smaller home.",
            )
        found.append(Counterpart(name, "group" if name in model.groups else "country", members))
    return tuple(found)
