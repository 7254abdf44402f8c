"""What every part of the summary of partners needs: names, sums, and lines of a width."""

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from valuechain.presentation.names import Names
from valuechain.questions.partners.words import tell_partners
from valuechain.results.frames import rows_of
from valuechain.results.result import Result
from valuechain.texts.languages import Lang, inline, listing
from valuechain.texts.numbers import number

if TYPE_CHECKING:
    import pandas as pd

WIDTH: Final = 80
SEEN: Final = 0.005
"""Less than half a point, summed over the uses, is no difference on a screen."""


@dataclass(frozen=True, slots=True)
class Teller:
    """An answer, and how to say it."""

    found: Result
    words: Names

    @property
    def lang(self) -> Lang:
        """Language of the reader."""
        return self.words.lang

    def say(self, key: str, **parts: object) -> str:
        """Say a sentence."""
        return tell_partners(self.lang, key, **parts)

    def number(self, amount: float) -> str:
        """Write a sum of exposures."""
        return number(self.lang, amount, digits=2)

    def use(self, name: object) -> str:
        """Name a use inside a sentence."""
        return inline(self.words.title(str(name)))

    def home(self) -> str:
        """Name home."""
        return listing(self.lang, [self.words.place(one) for one in self.found.settings.home])

    def people(self, members: str) -> str:
        """Name countries that are separated by ;, whole groups by their own name."""
        names = {one for one in members.split(";") if one}
        if not names:
            return self.say("nobody")
        own = set(self.found.settings.home_countries)
        shown = []
        groups = self.words.model.groups
        for group in sorted(groups, key=lambda one: -len(groups[one].members)):
            inside = set(groups[group].members) - own
            if len(inside) > 3 and inside <= names:
                shown.append(self.words.short(group) if group == "EU27" else group)
                names -= inside
        return ", ".join([*shown, *(self.words.short(one) for one in sorted(names))])

    def partner(self, name: str) -> str:
        """Name a country or a coalition."""
        if name == "like-minded":
            return self.say("all-candidates")
        return self.words.short(name) if len(name) == 3 and name.isalpha() else name


def wrapped(text: str, indent: str = "") -> list[str]:
    """Break a sentence into lines."""
    return textwrap.wrap(text, WIDTH, break_on_hyphens=False, subsequent_indent=indent)


def sums(teller: Teller, start: str) -> "pd.DataFrame":
    """Exposure summed over the uses by candidate and measure, largest joint gain first."""
    rows = rows_of(teller.found.summary, starting_from=start)
    total = rows.groupby(["candidate", "kind", "measure"], as_index=False)[
        ["without", "with", "gain"]
    ].sum()
    joint = rows_of(total, measure="joint")
    alone = rows_of(total, measure="alone").set_index("candidate")
    joint = joint.assign(
        worst=joint["candidate"].map(alone["with"]),
        worst_without=joint["candidate"].map(alone["without"]),
    )
    return joint.sort_values(["gain", "candidate"], ascending=[False, True], ignore_index=True)


def number_of(held: object) -> float:
    """Read a number from a cell or an option; 0 where it is none."""
    return float(held) if isinstance(held, int | float) else 0.0
