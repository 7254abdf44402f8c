"""A stack straight from tables, for networks of firms that no one would write as YAML."""

from typing import Any, Final

import numpy as np
import pandas as pd

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats, Ints
from valuechain.stack.columns import BUYER, HOME, REMAINDER, UNKNOWN, USE, Codes, Stack
from valuechain.stack.demand import demand_weights
from valuechain.stack.table_rows import (
    ProducerRows,
    held_to_one,
    link_columns,
    option_columns,
    slot_columns,
)
from valuechain.stack.tabular import Tabular
from valuechain.stack.views import PRODUCER_KINDS
from valuechain.vocab.countries import ALPHA2

_PLACES: Final = ("site", "headquarters", "owner")


def stack_from_tables(
    *,
    producers: pd.DataFrame,
    slots: pd.DataFrame,
    alternatives: pd.DataFrame,
    links: pd.DataFrame,
    products: pd.DataFrame | None = None,
    places: pd.DataFrame | None = None,
    partial: bool = False,
    rescale: bool = False,
) -> Stack:
    """Build a stack straight from tables of producers and links, in any order of rows.

    Parameters
    ----------
    producers : pandas.DataFrame
        producer, kind (firm, firm-group, country-aggregate, remainder, use, buyer), product
        (empty for a use), site, headquarters, owner (country or place; empty if unknown);
        optional firm and share (of the product's supply, 0..1).
    slots : pandas.DataFrame
        customer, input (number from 0 among the customer's inputs), essentiality (critical,
        important, minor); optional fallback_level (0..1), fallback_after_weeks and
        substitution_weeks (empty where there is none).
    alternatives : pandas.DataFrame
        customer, input, product, kind (consumable, capital, service); optional option (number
        from 0, which is today's), capacity (0..1), buffer_weeks, lifetime_weeks (at least 1;
        capital needs one), demand (0..1, part of the demand for the product; computed as for a
        model that states none if the column is absent) and stated (true where its suppliers
        are not the market at large).
    links : pandas.DataFrame
        customer, input, supplier, share (0..1, part of the slot); optional option.
    products : pandas.DataFrame, optional
        product; optional remainder_excludes (countries or places, by spaces), at_most_each
        (0..1) and spare_capacity (relative to own output).
    places : pandas.DataFrame, optional
        place, members (countries, by spaces): groups that own or house something.
    partial : bool
        Whether the shares of an alternative may sum to less than 1; what no link supplies is
        then never missing.
    rescale : bool
        Whether shares whose sum misses 1 by at most 2 %, as printed percentages do, are divided
        by that sum; refused if False.

    Returns
    -------
    Stack
        The same columns as a model would compile to.

    Raises
    ------
    AnalysisError
        VA610 wrong columns; VA611 an empty or wrong cell; VA612 an unknown id; VA613 the same row
        twice; VA614 an unknown word; VA615 a number out of range; VA616 shares of an alternative
        or of a product that do not sum to 1; VA617 a slot without alternative; VA618 a supplier of
        another product.

    Notes
    -----
    The inverse of :func:`valuechain.stack.views.to_frames`: equal digests. A virtual buyer is a
    row of kind ``buyer`` with one slot; only what has one can be measured as a product.
    """
    rows = _producer_rows(producers, products=products, places=places, sums=(partial, rescale))
    slot_keys, of_slots = slot_columns(slots, rows)
    option_keys, of_options = option_columns(alternatives, rows, slots=slot_keys)
    of_links = link_columns(
        links,
        rows,
        keys=(slot_keys, option_keys),
        options=of_options,
        partial=partial,
        rescale=rescale,
    )
    found = {**rows.columns, **of_slots, **of_options, **of_links}
    pointers = (
        ("slot_start", "slot_customer", len(rows.ids)),
        ("alternative_start", "alternative_slot", len(slot_keys)),
        ("link_start", "link_alternative", len(option_keys)),
    )
    for name, column, count in pointers:
        found[name] = np.searchsorted(found[column], np.arange(count + 1)).astype(np.int32)
    if found["alternative_demand"] is None:
        found["alternative_demand"] = demand_weights(
            alternative_slot=found["alternative_slot"],
            alternative_product=found["alternative_product"],
            slot_customer=found["slot_customer"],
            producer_kind=found["producer_kind"],
            producer_product=found["producer_product"],
            producer_share=found["producer_share"],
            names=(rows.ids, rows.products),
            stated={},
        )
    for column in found.values():
        if isinstance(column, np.ndarray):
            column.flags.writeable = False
    return Stack(producer_ids=rows.ids, product_ids=rows.products, **found)


def _producer_rows(
    producers: pd.DataFrame,
    *,
    products: pd.DataFrame | None,
    places: pd.DataFrame | None,
    sums: tuple[bool, bool],
) -> ProducerRows:
    table = Tabular(
        "producers", producers, ("producer", "kind", "product", *_PLACES), ("firm", "share")
    )
    names = table.texts("producer")
    order = np.array(sorted(range(len(names)), key=names.__getitem__), dtype=np.intp)
    ids = tuple(names[order].tolist())
    table.once(pd.factorize(names)[0].astype(np.int64), lambda row: f"producer {names[row]!r}")
    kind = table.codes("kind", PRODUCER_KINDS)
    made = table.texts("product", needed=False)
    table.refuse(
        (made == "") != (kind == USE),
        "VA611",
        message="{!r} has no product, or is a use that has one",
        shown=names,
    )
    told = Tabular(
        "products",
        pd.DataFrame({"product": []}) if products is None else products,
        ("product",),
        ("remainder_excludes", "at_most_each", "spare_capacity"),
    )
    product_ids = tuple(sorted({*made.tolist(), *told.texts("product").tolist()} - {""}))
    product = table.positions("product", product_ids, needed=False)
    groups = _groups(places)
    share = _supply(table, product, kind=kind, sums=sums)
    firms = tuple(sorted(set(table.texts("firm", needed=False).tolist()) - {""}))
    columns = {
        "producer_kind": kind[order],
        "producer_product": product[order],
        "firm_ids": firms,
        "producer_firm": table.positions("firm", firms, needed=False)[order],
        "producer_share": share[order],
        **_place_columns(table, order, kind=kind, groups=groups),
    }
    remainder = np.full(len(product_ids), -1, dtype=np.int32)
    rest = np.flatnonzero(columns["producer_kind"] == REMAINDER).astype(np.int32)
    remainder[columns["producer_product"][rest]] = rest
    if len(rest) != int((remainder >= 0).sum()):
        raise AnalysisError("VA613", "table producers: a product has two remainders.")
    columns["product_remainder"] = remainder
    columns |= _product_columns(told, product_ids, groups=groups)
    return ProducerRows(
        ids, product_ids, columns["producer_kind"], columns["producer_product"], columns
    )


def _supply(table: Tabular, product: Ints, *, kind: Codes, sums: tuple[bool, bool]) -> Floats:
    """Read the shares of the supply of each product; they sum to 1 where any is stated."""
    share = table.numbers("share", absent=0.0)
    counted = (product >= 0) & (kind != BUYER)
    names = table.texts("product", needed=False)
    made = np.where(counted, product, 0)
    counts = int(made.max(initial=0)) + 1
    total: Floats = np.bincount(made, np.where(counted, share, 0.0), minlength=counts).astype(
        np.float64
    )
    return held_to_one(
        table,
        (made, share),
        total=total,
        asked=counted & (total[made] > 0),
        sums=sums,
        message="the shares of its product sum to {:.10g} instead of 1",
        shown=lambda row: float(total[made[row]]) if names[row] else 0.0,
    )


def _groups(places: pd.DataFrame | None) -> dict[str, frozenset[str]]:
    """Read the places that are groups: their members, none a country, none twice."""
    if places is None:
        return {}
    told = Tabular("places", places, ("place", "members"))
    names, listed = told.texts("place"), told.texts("members")
    told.once(pd.factorize(names)[0].astype(np.int64), lambda row: f"place {names[row]!r}")
    other = [name in ALPHA2 and one != name for name, one in zip(names, listed, strict=True)]
    told.refuse(
        np.array(other, dtype=bool),
        "VA612",
        message="place {!r} is a country, and holds itself only",
        shown=names,
        remedy="Give the group another name.",
    )
    strange = np.array([not set(one.split()) <= ALPHA2.keys() for one in listed], dtype=bool)
    told.refuse(strange, "VA612", message="a member of {!r} is no ISO 3166-1 alpha-3", shown=listed)
    return {
        place: frozenset(members.split())
        for place, members in zip(names.tolist(), listed.tolist(), strict=True)
    }


def _place_columns(
    table: Tabular, order: Any, *, kind: Codes, groups: dict[str, frozenset[str]]
) -> dict[str, Any]:
    used = {place for name in _PLACES for place in table.texts(name, needed=False).tolist()}
    ids = tuple(sorted(place for place in used - {""} if place in groups or place in ALPHA2))
    columns: dict[str, Any] = {
        "place_ids": ids,
        "place_members": tuple(groups.get(place, frozenset({place})) for place in ids),
    }
    for name in _PLACES:
        found = table.positions(
            name, ids, needed=False, unknown="neither ISO 3166-1 alpha-3 nor in table places"
        )
        found = np.where(kind == BUYER, HOME, np.where(found < 0, UNKNOWN, found))
        columns[f"producer_{name}"] = found.astype(np.int32)[order]
    return columns


def _product_columns(
    told: Tabular, product_ids: tuple[str, ...], *, groups: dict[str, frozenset[str]]
) -> dict[str, Any]:
    names = told.texts("product").tolist()
    told.once(pd.factorize(np.array(names, dtype=object))[0].astype(np.int64), names.__getitem__)
    listed = told.texts("remainder_excludes", needed=False)
    known = groups.keys() | ALPHA2.keys()
    strange = np.array([not set(one.split()) <= known for one in listed], dtype=bool)
    told.refuse(
        strange,
        "VA612",
        message="remainder_excludes {!r} names what is neither ISO 3166-1 alpha-3 nor a place",
        shown=listed,
        remedy="Part countries by spaces, as in `CHN USA`; list groups in table places.",
    )
    excludes = {
        name: frozenset[str]().union(*(groups.get(one, {one}) for one in found.split()))
        for name, found in zip(names, listed.tolist(), strict=True)
    }
    most = dict(zip(names, told.numbers("at_most_each", absent=np.inf).tolist(), strict=True))
    spare = dict(zip(names, told.numbers("spare_capacity", absent=0.0).tolist(), strict=True))
    return {
        "product_excludes": tuple(excludes.get(p, frozenset()) for p in product_ids),
        "product_spare": np.array([spare.get(p, 0.0) for p in product_ids], dtype=np.float64),
        "product_at_most": np.array([most.get(p, np.inf) for p in product_ids], dtype=np.float64),
    }
