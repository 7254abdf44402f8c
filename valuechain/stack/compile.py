"""From a model to the frozen arrays that are computed with."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from valuechain.schema import Alternative, Input, Model, Producer, Product, Sourcing
from valuechain.stack.columns import (
    AGGREGATE,
    BUYER,
    CAPITAL,
    CONSUMABLE,
    CRITICAL,
    FIRM,
    GROUP_OF_FIRMS,
    HOME,
    IMPORTANT,
    MINOR,
    REMAINDER,
    SERVICE,
    UNKNOWN,
    USE,
    Stack,
)
from valuechain.stack.demand import demand_weights
from valuechain.vocab.countries import ALPHA2
from valuechain.vocab.tolerances import ROUNDING, WHOLE

_KINDS = {"consumable": CONSUMABLE, "capital": CAPITAL, "service": SERVICE}
_ESSENTIALITIES = {"critical": CRITICAL, "important": IMPORTANT, "minor": MINOR}
_PRODUCER_KINDS = {None: FIRM, "firm-group": GROUP_OF_FIRMS, "country-aggregate": AGGREGATE}


def producer_name(producer: Producer) -> str:
    """Name a producer within its product: ``firm/SITE``, or the id of an aggregate."""
    return f"{producer.firm}/{producer.site}" if producer.firm else str(producer.id)


@dataclass(slots=True)
class _Row:
    """One row of the producer table while it is being collected."""

    kind: int
    product: str | None
    firm: str | None = None
    places: tuple[str | None, str | None, str | None] = (None, None, None)
    share: float = 0.0
    inputs: Sequence[Input] = ()
    sourcing: Mapping[str, Sequence[Sourcing]] = field(default_factory=dict)


def _sourcing_of(rows: Sequence[Sourcing], name: str | None) -> dict[str, list[Sourcing]]:
    """Stated sourcing of one customer, by input product."""
    found: dict[str, list[Sourcing]] = {}
    for row in rows:
        names = (row.producer,) if isinstance(row.producer, str) else row.producer
        if (names is None and name is None) or (names is not None and name in names):
            found.setdefault(row.input, []).append(row)
    return found


def _scale(shares: Iterable[float]) -> float:
    """What makes shares sum to 1 that do so within the tolerance of files, and not yet exactly."""
    total = math.fsum(shares)
    return 1.0 / total if ROUNDING < abs(total - 1.0) <= WHOLE else 1.0


def _product_rows(model: Model, key: str, product: Product) -> dict[str, _Row]:
    rows: dict[str, _Row] = {}
    listed = [producer.share.mode for producer in product.producers]
    scale = _scale([*listed, product.remainder.share])
    for producer in product.producers:
        firm = model.firms[producer.firm] if producer.firm else None
        headquarters = producer.headquarters or (firm.headquarters if firm else None)
        owner = producer.owner or (firm.owner if firm else None)
        name = producer_name(producer)
        rows[f"{key}/{name}"] = _Row(
            kind=_PRODUCER_KINDS[producer.kind],
            product=key,
            firm=producer.firm,
            places=(producer.site, headquarters, owner),
            share=producer.share.mode * scale,
            inputs=product.inputs,
            sourcing=_sourcing_of(product.sourcing, name),
        )
    if product.remainder.share > 0:
        country = product.remainder.country
        rows[f"{key}/remainder"] = _Row(
            kind=REMAINDER,
            product=key,
            places=(country, country, country),
            share=product.remainder.share * scale,
            inputs=product.inputs,
            sourcing=_sourcing_of(product.sourcing, "remainder"),
        )
    return rows


def _all_rows(model: Model) -> dict[str, _Row]:
    rows: dict[str, _Row] = {}
    for key, product in model.products.items():
        rows |= _product_rows(model, key, product)
        bought = Input.model_construct(
            product=key, kind="consumable", essentiality="critical", source="definition"
        )
        rows[f"buyer/{key}"] = _Row(kind=BUYER, product=key, inputs=(bought,))
    for key, use in model.uses.items():
        rows[key] = _Row(
            kind=USE,
            product=None,
            places=(use.country, use.country, use.country),
            inputs=use.inputs,
            sourcing=_sourcing_of(use.sourcing, None),
        )
    return dict(sorted(rows.items()))


def _options(entry: Input) -> list[Alternative]:
    """The alternatives of an input, with the fields of the whole filled in."""
    named: Sequence[str | Alternative] = (
        entry.any_of if entry.any_of is not None else (str(entry.product),)
    )
    filled = []
    for one in named:
        option = Alternative(product=one) if isinstance(one, str) else one
        filled.append(
            option.model_copy(
                update={
                    "kind": option.kind or entry.kind,
                    "buffer": option.buffer or entry.buffer,
                    "lifetime": option.lifetime or entry.lifetime,
                }
            )
        )
    return filled


@dataclass(slots=True)
class _SlotColumns:
    """Slots, alternatives and links while they are being collected."""

    market: dict[str, list[tuple[int, float]]]
    rows: dict[str, int]
    product_index: dict[str, int]
    slots: list[tuple[int, int, float, float, int, float, bool]] = field(default_factory=list)
    options: list[tuple[int, int, float, int, float, float, bool]] = field(default_factory=list)
    links: list[tuple[int, int, float]] = field(default_factory=list)

    def add_slot(self, customer: int, row: _Row, position: int, entry: Input) -> None:
        """Add one input of one customer, unless its sourcing says that it does without."""
        options = [
            option
            for option in _options(entry)
            if not any(stated.none for stated in row.sourcing.get(option.product, ()))
        ]
        if not options:
            return
        # The first that the customer buys is today's: without a shock it fills the whole need.
        options[0] = options[0].model_copy(update={"capacity": 1.0})
        slot = len(self.slots)
        fallback, substitution = entry.fallback, entry.substitution
        self.slots.append(
            (
                customer,
                _ESSENTIALITIES[entry.essentiality],
                fallback.level.mode if fallback else 0.0,
                fallback.after if fallback else np.inf,
                position,
                substitution.mode if substitution else 0.0,
                substitution is not None,
            )
        )
        for option in options:
            self._add_option(slot, option, row.sourcing.get(option.product, ()))

    def _add_option(self, slot: int, option: Alternative, stated: Sequence[Sourcing]) -> None:
        position = len(self.options)
        kind = _KINDS[str(option.kind)]
        lifetime = option.lifetime.mode if option.lifetime and kind == CAPITAL else 1.0
        self.options.append(
            (
                slot,
                self.product_index[option.product],
                option.capacity,
                kind,
                option.buffer.mode if option.buffer else 0.0,
                lifetime,
                bool(stated),
            )
        )
        scale = _scale(one.share or 0.0 for one in stated)
        links = (
            sorted(
                (self.rows[f"{option.product}/{one.supplier}"], float(one.share or 0.0) * scale)
                for one in stated
            )
            if stated
            else self.market[option.product]
        )
        self.links.extend((position, supplier, share) for supplier, share in links)


def _pointer(sorted_owner: np.ndarray[Any, np.dtype[np.int32]], count: int) -> Any:
    return _column(np.searchsorted(sorted_owner, np.arange(count + 1)), np.int32)


def _column(values: Any, dtype: Any) -> Any:
    column = np.array(values, dtype=dtype)
    column.flags.writeable = False
    return column


def _at_most(product: Product) -> float:
    stated = product.remainder.at_most_each
    return np.inf if stated is None else stated


def _index(names: Sequence[str]) -> dict[str, int]:
    return {name: position for position, name in enumerate(names)}


def compile_model(model: Model) -> Stack:
    """Write a checked model as frozen columns of numbers, which everything is computed from.

    Every producer has all inputs of its product as slots; a slot is filled in proportion to the
    market shares of the product it needs, or as a stated sourcing says. A virtual buyer at home
    is added for every product.

    Parameters
    ----------
    model : Model
        A checked model, as :func:`valuechain.files.load` returns it.

    Returns
    -------
    Stack
        Read-only columns, independent of the order of the files.
    """
    rows = _all_rows(model)
    products = sorted(model.products)
    firms = sorted({row.firm for row in rows.values() if row.firm})
    places = sorted({place for row in rows.values() for place in row.places if place})
    row_index, product_index = _index(list(rows)), _index(products)
    firm_index, place_index = _index(firms), _index(places)

    market: dict[str, list[tuple[int, float]]] = {key: [] for key in products}
    for name, row in rows.items():
        if row.product and row.kind != BUYER and row.share > 0:
            market[row.product].append((row_index[name], row.share))
    columns = _SlotColumns(market=market, rows=row_index, product_index=product_index)
    for name, row in rows.items():
        for position, entry in enumerate(row.inputs):
            columns.add_slot(row_index[name], row, position, entry)

    def places_of(which: int) -> list[int]:
        return [
            HOME if row.kind == BUYER else place_index.get(row.places[which] or "", UNKNOWN)
            for row in rows.values()
        ]

    slot_columns = list(zip(*columns.slots, strict=True)) if columns.slots else [()] * 7
    option_columns = list(zip(*columns.options, strict=True)) if columns.options else [()] * 7
    link_columns = list(zip(*columns.links, strict=True)) if columns.links else [()] * 3
    slot_customer = _column(slot_columns[0], np.int32)
    alternative_slot = _column(option_columns[0], np.int32)
    link_alternative = _column(link_columns[0], np.int32)
    members = {key: frozenset(group.members) for key, group in model.groups.items()}
    option_product = _column(option_columns[1], np.int32)
    producer_kind = _column([row.kind for row in rows.values()], np.int8)
    producer_product = _column(
        [product_index[row.product] if row.product else -1 for row in rows.values()], np.int32
    )
    producer_share = _column([row.share for row in rows.values()], np.float64)
    demand = demand_weights(
        alternative_slot=alternative_slot,
        alternative_product=option_product,
        slot_customer=slot_customer,
        producer_kind=producer_kind,
        producer_product=producer_product,
        producer_share=producer_share,
        names=(tuple(rows), tuple(products)),
        stated={
            product_index[key]: product.demand_weights
            for key, product in model.products.items()
            if product.demand_weights is not None
        },
        national=frozenset(
            product_index[key]
            for key, product in model.products.items()
            if product.market in ALPHA2
        ),
    )
    return Stack(
        producer_ids=tuple(rows),
        product_ids=tuple(products),
        firm_ids=tuple(firms),
        place_ids=tuple(places),
        place_members=tuple(members.get(place, frozenset({place})) for place in places),
        producer_kind=producer_kind,
        producer_product=producer_product,
        producer_firm=_column(
            [firm_index[row.firm] if row.firm else -1 for row in rows.values()], np.int32
        ),
        producer_site=_column(places_of(0), np.int32),
        producer_headquarters=_column(places_of(1), np.int32),
        producer_owner=_column(places_of(2), np.int32),
        producer_share=producer_share,
        product_remainder=_column(
            [row_index.get(f"{key}/remainder", -1) for key in products], np.int32
        ),
        product_excludes=tuple(
            frozenset[str]().union(
                *(members.get(one, {one}) for one in model.products[key].remainder.excludes)
            )
            for key in products
        ),
        product_at_most=_column([_at_most(model.products[key]) for key in products], np.float64),
        product_spare=_column(
            [
                spare.mode if (spare := model.products[key].spare_capacity) else 0.0
                for key in products
            ],
            np.float64,
        ),
        slot_customer=slot_customer,
        slot_essentiality=_column(slot_columns[1], np.int8),
        slot_fallback=_column(slot_columns[2], np.float64),
        slot_fallback_after=_column(slot_columns[3], np.float64),
        slot_input=_column(slot_columns[4], np.int32),
        slot_substitution=_column(slot_columns[5], np.float64),
        slot_substitution_known=_column(slot_columns[6], np.bool_),
        alternative_slot=alternative_slot,
        alternative_product=option_product,
        alternative_capacity=_column(option_columns[2], np.float64),
        alternative_kind=_column(option_columns[3], np.int8),
        alternative_buffer=_column(option_columns[4], np.float64),
        alternative_lifetime=_column(option_columns[5], np.float64),
        alternative_demand=_column(demand, np.float64),
        alternative_sourced=_column(option_columns[6], np.bool_),
        link_alternative=link_alternative,
        link_supplier=_column(link_columns[1], np.int32),
        link_share=_column(link_columns[2], np.float64),
        slot_start=_pointer(slot_customer, len(rows)),
        alternative_start=_pointer(alternative_slot, len(columns.slots)),
        link_start=_pointer(link_alternative, len(columns.options)),
    )
