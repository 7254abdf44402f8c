"""What every part of the page is made from: a result, and names in the reader's language."""

from dataclasses import dataclass, replace
from typing import Final
from weakref import WeakKeyDictionary, WeakSet

from valuechain.errors import AnalysisError
from valuechain.presentation.names import Names
from valuechain.questions.nulmeting.contracts import STRATEGIC, TABLES
from valuechain.questions.nulmeting.words import WORDS
from valuechain.results.package import DIGITS
from valuechain.results.result import Result
from valuechain.schema import Input, Model
from valuechain.texts.languages import Lang, listing
from valuechain.texts.places import place_name

_STORED: Final[WeakKeyDictionary[Result, Result]] = WeakKeyDictionary()
"""Results as their files hold them: page, brief and summary look at the same one."""
_READ_BACK: Final[WeakSet[Result]] = WeakSet()
"""Results that are as their files hold them."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A result and the names of what it is about."""

    result: Result
    names: Names

    @property
    def model(self) -> Model:
        """The model that was measured."""
        return self.names.model

    @property
    def lang(self) -> Lang:
        """Language in which the page is read, ``nl`` or ``en``."""
        return self.names.lang

    def say(self, key: str, **parts: object) -> str:
        """Say a sentence of the page in the reader's language."""
        return WORDS.say(self.lang, key, **parts)

    def subject(self, key: str) -> str:
        """Name a use, with its country where home has several, or a product."""
        title, use = self.names.title(key), self.model.uses.get(key)
        alone = len(self.result.settings.home_countries) < 2
        if use is None or alone or title != self.names.text(use.title):
            return title
        return f"{title} ({self.names.short(use.country)})"

    def measured(self, entry: Input, *, use: str = "") -> tuple[str, ...]:
        """Say what the shares and levels of an input measure, where that is something near it.

        A level is one of a use, which is named where it is given.
        """
        found = [
            ("share", name, text)
            for name in entry.options
            if (text := self.model.products[name].measured_by) is not None
        ]
        if entry.measured_by is not None:
            found.append(("level-of" if use else "level", entry.options[0], entry.measured_by))
        return tuple(
            self.say(
                f"measured-{what}",
                use=self.names.inline(use),
                product=self.names.inline(name),
                measured=self.names.text(text).rstrip("."),
            )
            for what, name, text in found
        )

    def measured_of(self, use: str, product: str) -> tuple[str, ...]:
        """Say what the figures measure by which a use hangs on a product, bought by it or not."""
        bought = [one for one in self.model.uses[use].inputs if product in one.options]
        if bought:
            return tuple(dict.fromkeys(text for one in bought for text in self.measured(one)))
        near = self.model.products[product].measured_by
        if near is None:
            return ()
        said = {"product": self.names.inline(product), "measured": self.names.text(near)}
        return (self.say("measured-share", **said),)

    @property
    def home(self) -> str:
        """Name of the home country or group, as a heading has it."""
        groups = self.names.groups
        return ", ".join(place_name(self.lang, code, titles=groups) for code in self.homes)

    @property
    def home_said(self) -> str:
        """Name of the home country or group, as it stands inside a sentence."""
        return listing(self.lang, [self.names.place(code) for code in self.homes])

    @property
    def homes(self) -> tuple[str, ...]:
        """Home as it was asked for: codes of countries and groups."""
        return self.result.settings.home

    @property
    def ours(self) -> frozenset[str]:
        """Countries and groups inside home and trusted: no threat is judged from them."""
        settings = self.result.settings
        return frozenset(
            (
                *settings.home,
                *settings.home_countries,
                *settings.trusted,
                *settings.trusted_countries,
            )
        )

    def use_rows(self, *, critical: bool) -> list[str]:
        """List the uses of home that have a critical window, or those that have none."""
        judged = set(self.result.exposure["use"].unique())
        return [
            use
            for use, found in self.model.uses.items()
            if use in judged and (found.critical_window is not None) == critical
        ]


def as_stored(result: Result, names: Names) -> Reader:
    """Read a result as its files hold it, so that a page made from a stored one says the same."""
    if result in _READ_BACK:
        return Reader(result, names)
    if result not in _STORED:
        whole = of_today(result)
        if whole is not result:
            _STORED[result] = whole
            return Reader(whole, names)
        stored = result.rounded(DIGITS)
        if stored is result:
            _READ_BACK.add(result)  # a result is no key to itself: it would never be let go
            return Reader(result, names)
        _STORED[result] = stored
    return Reader(_STORED[result], names)


def of_today(result: Result) -> Result:
    """Give a result of an older version the columns that its page has come to show.

    Parameters
    ----------
    result : Result
        A nulmeting, perhaps stored by an older version.

    Returns
    -------
    Result
        The same if nothing is missing. A column that may be empty is empty: what was not measured
        then is not known.

    Raises
    ------
    AnalysisError
        ``VA526``: a table or a column is missing that cannot be empty.
    """
    today = {table.name: table for table in (*TABLES, *STRATEGIC)}
    stored = {table.name: table for table in result.contracts}
    for table in TABLES:
        if table.name not in stored:
            raise _older(f"the table {table.name}")
    frames, contracts = dict(result.frames), dict(stored)
    for name, was in stored.items():
        now = today.get(name, was)
        missing = [column for column in now.columns if column.name not in was.names]
        for column in missing:
            if not column.optional:
                raise _older(f"the column {column.name} of {name}")
        if missing:
            empty = {one.name: None if one.type == "string" else float("nan") for one in missing}
            frames[name] = frames[name].assign(**empty)[list(now.names)]
            contracts[name] = now
    if contracts == stored:
        return result
    return replace(result, frames=frames, contracts=tuple(contracts.values()))


def _older(what: str) -> AnalysisError:
    return AnalysisError(
        "VA526",
        f"the result was stored by an older version, without {what}, which its page shows.",
        "Measure again, or make the report with that version.",
    )
