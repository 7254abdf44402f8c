"""Whose side the stack is looked at from: home, trusted partners, and everyone else."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from valuechain.errors import AnalysisError
from valuechain.files.directory import meant
from valuechain.kernels.arrays import Ints
from valuechain.schema import Model
from valuechain.stack.columns import HOME, Flags, Stack
from valuechain.vocab.countries import ALPHA2

EUROPE = ("EU27", "EFTA", "GBR")
"""Europe is EU27, EFTA and the United Kingdom."""


@dataclass(frozen=True, slots=True)
class HomeAndTrusted:
    """Countries counted as own, as trusted partners (home not repeated), and as Europe."""

    home: frozenset[str]
    trusted: frozenset[str]
    europe: frozenset[str]

    @property
    def circle(self) -> frozenset[str]:
        """Home and trusted together: those whom a refusal hits."""
        return self.home | self.trusted

    def inside(self, stack: Stack, places: Ints, *, circle: frozenset[str]) -> Flags:
        """Which entries of a place column lie wholly inside a set of countries."""
        within = np.array([members <= circle for members in stack.place_members] or [False])
        found: Flags = (places >= 0) & within[np.maximum(places, 0)]
        if circle >= self.home:
            found |= places == HOME
        return found


def countries_of(model: Model, names: Iterable[str]) -> frozenset[str]:
    """Turn country codes and names of groups into the countries they mean.

    Raises
    ------
    AnalysisError
        VA601: a name is neither a country nor a group of the model.
    """
    found: set[str] = set()
    for name in names:
        if name in model.groups:
            found |= set(model.groups[name].members)
        elif name in ALPHA2:
            found.add(name)
        else:
            known = ", ".join(sorted(model.groups))
            usual = f"Use an ISO 3166-1 alpha-3 code, or a group of the model ({known})."
            near = meant(model, name, wanted=("country", "group"))
            raise AnalysisError("VA601", f"unknown country or group {name!r}.", near or usual)
    return frozenset(found)


def make_perspective(
    model: Model, *, home: Iterable[str] | None = None, trusted: Iterable[str] | None = None
) -> HomeAndTrusted:
    """Resolve home and trusted; where not given, the model's own.

    Raises
    ------
    AnalysisError
        VA601: unknown name; VA602: home is empty.
    """
    own = countries_of(model, model.perspective.home if home is None else home)
    stated = model.perspective.trusted
    partners = ((stated,) if isinstance(stated, str) else stated) if trusted is None else trusted
    circle = countries_of(model, partners)
    if not own:
        raise AnalysisError("VA602", "home has no country.", "Name at least one.")
    europe = countries_of(model, [name for name in EUROPE if name in model.groups or name == "GBR"])
    return HomeAndTrusted(home=own, trusted=circle - own, europe=europe)
