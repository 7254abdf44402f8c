"""Slots, alternatives and links of a stack from tables."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats, Ints
from valuechain.stack.columns import CAPITAL, USE, Codes, Flags
from valuechain.stack.tabular import Tabular, Wholes
from valuechain.vocab.tolerances import WHOLE
from valuechain.vocab.words import ESSENTIALITIES, KINDS

_PRINTED: Final = 0.02
"""By how much shares may miss 1 that are rescaled: rounding of percentages, not more."""
_LONG: Final = np.inf
_STEP: Final = np.int64(2**31)


@dataclass(frozen=True, slots=True)
class ProducerRows:
    """The producer table in its final order: ids, and the columns that slots and links need."""

    ids: tuple[str, ...]
    products: tuple[str, ...]
    kind: Codes
    product: Ints
    columns: dict[str, Any]


def _keyed(keys: Wholes, wanted: Wholes) -> Ints:
    """Positions of wanted keys among sorted ones; -1 where there is none."""
    if not len(keys):
        return np.full(len(wanted), -1, dtype=np.int32)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, place, -1).astype(np.int32)


def slot_columns(slots: pd.DataFrame, rows: ProducerRows) -> tuple[Wholes, dict[str, Any]]:
    """Read the slots; give their sorted keys too, by which others name them.

    Raises
    ------
    AnalysisError
        VA610 to VA615: a wrong table.
    """
    optional = ("fallback_level", "fallback_after_weeks", "substitution_weeks")
    table = Tabular("slots", slots, ("customer", "input", "essentiality"), optional)
    customer, place = table.positions("customer", rows.ids), table.wholes("input")
    keys: Wholes = customer * _STEP + place
    table.once(keys, lambda row: f"input {place[row]} of {rows.ids[customer[row]]!r}")
    order = np.argsort(keys, kind="stable")
    after = table.numbers("fallback_after_weeks", high=_LONG, absent=np.inf)
    level = table.numbers("fallback_level", absent=0.0)
    table.refuse(
        (level > 0) & np.isinf(after),
        "VA611",
        message="fallback_level {!r} without fallback_after_weeks",
        shown=level,
    )
    substitution = table.numbers("substitution_weeks", high=_LONG, absent=-1.0)
    return keys[order], {
        "slot_customer": customer[order],
        "slot_essentiality": table.codes("essentiality", ESSENTIALITIES)[order],
        "slot_fallback": level[order],
        "slot_fallback_after": after[order],
        "slot_input": place[order].astype(np.int32),
        "slot_substitution": np.maximum(substitution, 0.0)[order],
        "slot_substitution_known": (substitution >= 0)[order],
    }


def _slot_of(table: Tabular, rows: ProducerRows, *, keys: Wholes) -> Ints:
    """Slot of every row of alternatives or links."""
    customer, place = table.positions("customer", rows.ids), table.wholes("input")
    slot = _keyed(keys, customer * _STEP + place)
    table.refuse(
        slot < 0,
        "VA612",
        message="{} is not in table slots",
        shown=lambda row: f"input {place[row]} of {rows.ids[customer[row]]!r}",
    )
    return slot


def option_columns(
    alternatives: pd.DataFrame, rows: ProducerRows, *, slots: Wholes
) -> tuple[Wholes, dict[str, Any]]:
    """Read the alternatives; give their sorted keys too, by which links name them.

    Raises
    ------
    AnalysisError
        VA610 to VA615: a wrong table; VA617: a slot without alternative.
    """
    optional = ("option", "capacity", "buffer_weeks", "lifetime_weeks", "demand", "stated")
    needed = ("customer", "input", "product", "kind")
    table = Tabular("alternatives", alternatives, needed, optional)
    slot, option = _slot_of(table, rows, keys=slots), table.wholes("option", absent=0)
    keys: Wholes = slot * _STEP + option
    table.once(keys, lambda row: f"option {option[row]} of one input")
    bare = np.bincount(slot, minlength=len(slots)) == 0
    if bare.any():
        customer, place = divmod(int(slots[np.flatnonzero(bare)[0]]), int(_STEP))
        raise AnalysisError(
            "VA617", f"input {place} of {rows.ids[customer]!r} has no row in table alternatives."
        )
    order = np.argsort(keys, kind="stable")
    capacity = table.numbers("capacity", absent=1.0)
    first = np.zeros(len(table), dtype=bool)
    first[order[np.searchsorted(slot[order], np.arange(len(slots)))]] = True
    message = "capacity {!r} of today's option is not 1"
    table.refuse(first & (capacity != 1.0), "VA615", message=message, shown=capacity)
    kind = table.codes("kind", KINDS)
    lifetime = table.numbers("lifetime_weeks", low=1.0, high=_LONG, absent=0.0)
    message = "capital without lifetime_weeks"
    bare_capital = (kind == CAPITAL) & (lifetime == 0)
    table.refuse(bare_capital, "VA611", message=message, shown=capacity)
    demand = table.numbers("demand", absent=0.0)[order] if "demand" in alternatives else None
    return keys[order], {
        "alternative_demand": demand,
        "alternative_sourced": table.numbers("stated", absent=0.0)[order] > 0,
        "alternative_slot": slot[order],
        "alternative_product": table.positions("product", rows.products)[order],
        "alternative_capacity": capacity[order],
        "alternative_kind": kind[order],
        "alternative_buffer": table.numbers("buffer_weeks", high=_LONG, absent=0.0)[order],
        "alternative_lifetime": np.where(kind == CAPITAL, lifetime, 1.0)[order],
    }


def link_columns(
    links: pd.DataFrame,
    rows: ProducerRows,
    *,
    keys: tuple[Wholes, Wholes],
    options: dict[str, Any],
    partial: bool,
    rescale: bool = False,
) -> dict[str, Any]:
    """Read who supplies whom from a table, for needs that are known.

    Raises
    ------
    AnalysisError
        VA610 to VA615: a wrong table; VA616: shares that do not sum to 1; VA618: a supplier of
        another product.
    """
    table = Tabular("links", links, ("customer", "input", "supplier", "share"), ("option",))
    slot, option = _slot_of(table, rows, keys=keys[0]), table.wholes("option", absent=0)
    mine = _keyed(keys[1], slot * _STEP + option)
    message = "option {} is not in table alternatives"
    table.refuse(mine < 0, "VA612", message=message, shown=option)
    supplier = table.positions("supplier", rows.ids)
    message = "supplier {!r} does not make the product of the alternative"
    other = (rows.product[supplier] != options["alternative_product"][mine]) | (
        rows.kind[supplier] >= USE
    )
    table.refuse(other, "VA618", message=message, shown=table.texts("supplier"))
    at: Wholes = mine * _STEP + supplier
    table.once(at, lambda row: f"supplier {rows.ids[supplier[row]]!r} of one alternative")
    share = table.numbers("share")
    total = np.bincount(mine, share, minlength=len(keys[1])).astype(np.float64)
    if not partial and (total == 0).any():
        raise AnalysisError("VA616", "table links: an alternative has no links.")
    share = held_to_one(
        table,
        (mine, share),
        total=total,
        asked=np.ones(len(mine), dtype=bool),
        sums=(partial, rescale),
        message="the shares of its alternative sum to {:.10g} instead of 1",
        shown=lambda row: float(total[mine[row]]),
    )
    order = np.argsort(at, kind="stable")
    return {
        "link_alternative": mine[order],
        "link_supplier": supplier[order],
        "link_share": share[order],
    }


def held_to_one(
    table: Tabular,
    held: tuple[Ints, Floats],
    *,
    total: Floats,
    asked: Flags,
    sums: tuple[bool, bool],
    message: str,
    shown: Callable[[int], object],
) -> Floats:
    """Hold shares of one thing to a sum of 1; give them, rescaled where that was asked for.

    Parameters
    ----------
    table : Tabular
        Where they stand.
    held : (int array, float array)
        Of each row what it is a share of, and the share.
    total : float array
        Sum of the shares of each thing.
    asked : bool array
        Rows that are held to it.
    sums : (bool, bool)
        Whether less than 1 is allowed, and whether what misses 1 by rounding is rescaled.
    message, shown
        What is said of the first row that is wrong, and with which sum.

    Raises
    ------
    AnalysisError
        VA616: they do not sum to 1.
    """
    mine, share = held
    partial, rescale = sums
    off = (total > 1 + WHOLE) | ((total < 1 - WHOLE) & (not partial))
    mended = off & rescale & (np.abs(total - 1) <= _PRINTED)
    remedy = "Leave nothing out, or allow it with partial=True; rescale=True mends rounding."
    table.refuse(
        asked & (off & ~mended)[mine], "VA616", message=message, shown=shown, remedy=remedy
    )
    return np.where(asked & mended[mine], share / np.where(total > 0, total, 1.0)[mine], share)
