"""Functions: uses with a critical window, in their groups, and what can stop them within it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from valuechain.questions.nulmeting.reader import Reader
from valuechain.results.frames import rows_of
from valuechain.schema import Input, Use
from valuechain.vocab.tolerances import EXACT

if TYPE_CHECKING:
    import pandas as pd

FunctionState = Literal["stands", "open", "stops"]
"""Stands at every bound, can surely stop, or neither is known."""
STATES: Final[tuple[FunctionState, ...]] = ("stands", "stops", "open")
_TIES: Final = ("owner", "headquarters", "site", "any")


@dataclass(frozen=True, slots=True)
class Threat:
    """The part of one product in one country's hands that hits a function hardest.

    ``low`` and ``high`` hold what unlisted suppliers and the range of fallbacks could change.
    """

    product: str
    country: str
    attribute: str
    question: str
    low: float
    loss: float
    high: float
    week: int


@dataclass(frozen=True, slots=True)
class TurningLevel:
    """A level of a fallback at which a verdict turns; ``later`` if only beyond the window."""

    product: str
    at: float
    later: bool


@dataclass(frozen=True, slots=True)
class Together:
    """All that one country can take of a function within its window, of every product."""

    country: str
    low: float
    loss: float
    high: float


@dataclass(frozen=True, slots=True)
class Function:
    """One function of the state, such as counting votes, and whether it can be stopped."""

    key: str
    use: Use
    state: FunctionState
    threat: Threat | None
    together: Together | None
    turns: tuple[TurningLevel, ...]

    def needs(self, *essentialities: str) -> Iterator[Input]:
        """Products and services that it buys, of one importance."""
        return (one for one in self.use.inputs if one.essentiality in essentialities)


@dataclass(frozen=True, slots=True)
class FunctionGroup:
    """Functions that belong together; without a key they belong to no group."""

    key: str
    functions: tuple[Function, ...]

    def count(self, state: FunctionState) -> int:
        """Number of functions that stand, are open, or can be stopped."""
        return sum(one.state == state for one in self.functions)


def function_groups(reader: Reader) -> tuple[FunctionGroup, ...]:
    """Give the functions of home by the smallest group of uses that each belongs to.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.

    Returns
    -------
    tuple of FunctionGroup
        In the order of the groups of the model; those without a group last. Empty if home has no
        use with a critical window.
    """
    windowed = reader.use_rows(critical=True)
    uses = reader.model.uses
    related = {group for use in windowed for group in uses[use].groups}
    members = [
        use
        for use in dict.fromkeys(reader.result.exposure["use"])
        if use in uses and (use in windowed or related & set(uses[use].groups))
    ]
    members = [use for use in uses if use in members]
    sizes = {group: sum(group in uses[use].groups for use in members) for group in related}
    found: dict[str, list[Function]] = {}
    for use in members:
        mine = [group for group in uses[use].groups if group in sizes]
        smallest = min(mine, key=lambda group: (sizes[group], -mine.index(group)), default="")
        found.setdefault(smallest, []).append(_function(reader, use))
    order = [*reader.model.use_groups, ""]
    return tuple(FunctionGroup(key, tuple(found[key])) for key in sorted(found, key=order.index))


def common_group(reader: Reader, groups: tuple[FunctionGroup, ...]) -> str:
    """Name the group of uses that holds every function; empty if none does."""
    every = [one.use for group in groups for one in group.functions]
    shared = [key for key in reader.model.use_groups if all(key in use.groups for use in every)]
    return shared[0] if every and shared else ""


def window_weeks_of(reader: Reader, use: Use) -> int:
    """Whole weeks that the window of a use touches; the horizon of the verdict without one."""
    if use.critical_window is None:
        return int(reader.result.settings.judged_weeks)
    return max(1, math.ceil(use.critical_window - EXACT))


def _function(reader: Reader, key: str) -> Function:
    use, limit = reader.model.uses[key], reader.result.settings.exposure_threshold + EXACT
    homes = {*reader.homes, *reader.result.settings.home_countries}
    rows = rows_of(reader.result.verdicts, use=key)
    rows = _bounded(rows[~rows["country"].isin(homes)])
    together = _together(reader, key, use, homes=homes)
    sure, maybe = bool((rows["low"] > limit).any()), bool((rows["high"] > limit).any())
    if together is not None:
        shaky = rows_of(rows, country=together.country)["flips_at"].notna().any()
        sure |= together.low > limit and not shaky
        maybe |= together.high > limit
    return Function(
        key=key,
        use=use,
        state="stops" if sure else "open" if maybe else "stands",
        threat=_threat(reader, use, rows, limit=limit),
        together=together,
        turns=_turns(use, rows, limit=limit),
    )


def _bounded(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Add what the loss is at least and at most, unlisted supply and fallbacks taken together."""
    return rows.assign(
        low=rows[["exposure_low", "exposure_fallback_high"]].min(axis=1),
        high=rows[["exposure_high", "exposure_fallback_low"]].max(axis=1),
    )


def _together(reader: Reader, key: str, use: Use, *, homes: set[str]) -> Together | None:
    """What the worst of the countries followed week by week takes within the window."""
    rows = rows_of(reader.result.paths, use=key, kind="country")
    weeks = window_weeks_of(reader, use)
    rows = rows[~rows["removed"].isin(homes) & (rows["week"].astype(int) <= weeks)]
    rows = rows.assign(outside=~rows["removed"].isin(reader.ours), depth=rows["value"].round(6))
    rows = rows.sort_values(
        ["depth", "outside", "bound_high", "removed"], ascending=[False, False, False, True]
    )
    if not len(rows):
        return None
    first = rows.iloc[0]
    bounds = (float(first[name]) for name in ("bound_low", "value", "bound_high"))
    return Together(str(first["removed"]), *bounds)


def _threat(reader: Reader, use: Use, rows: "pd.DataFrame", *, limit: float) -> Threat | None:
    """The worst part: surely over the limit first, then perhaps; what it buys itself first."""
    direct = {product for entry in use.inputs for product in entry.options}
    rows = rows[rows["high"] > EXACT]
    if not len(rows):
        return None
    ordered = rows.assign(
        sure=rows["low"] > limit,
        maybe=rows["high"] > limit,
        outside=~rows["country"].isin(reader.ours),
        bought=rows["product"].isin(direct),
        depth=rows["exposure"].round(6),
        refused=rows["question"] == "coercion",
        tie_order=rows["attribute"].map({name: -n for n, name in enumerate(_TIES)}),
    ).sort_values(
        ["sure", "maybe", "outside", "depth", "bought", "refused", "tie_order", "product"],
        ascending=[False, False, False, False, False, False, False, True],
    )
    row = ordered.iloc[0]
    return Threat(
        product=str(row["product"]),
        country=str(row["country"]),
        attribute=str(row["tie"] if row["attribute"] == "any" else row["attribute"]),
        question=str(row["question"]),
        low=float(row["low"]),
        loss=float(row["exposure"]),
        high=float(row["high"]),
        week=int(row["judged_week"]),
    )


def _turns(use: Use, rows: "pd.DataFrame", *, limit: float) -> tuple[TurningLevel, ...]:
    """Where verdicts turn within the window, or else where they do if it lasts."""
    found: dict[TurningLevel, None] = {}
    for row in rows[rows["flips_at"].notna()].to_dict("records"):
        for product in str(row["flips_by"]).split(";")[:1]:
            found[TurningLevel(product, float(row["flips_at"]), later=False)] = None
    if not found:
        kept_up = [one for entry in use.inputs if entry.fallback for one in entry.options]
        late = rows[rows["flips_at_horizon"].notna() & rows["product"].isin(kept_up)]
        late = late[late["high"] <= limit]
        for row in late.to_dict("records"):
            found[TurningLevel(str(row["product"]), float(row["flips_at_horizon"]), later=True)] = (
                None
            )
    return tuple(sorted(found, key=lambda one: (one.product, one.at)))
