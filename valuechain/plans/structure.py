"""A model with every producer and alternative that a measure could add, present at nothing.

Compiled once, so that a set of measures is a matter of columns only.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats
from valuechain.schema import Alternative, Input, Model, Producer, Product, Range, Sourcing, Use
from valuechain.schema.measure import AddAlternative, AddSupply, Maker, Measure
from valuechain.stack import Stack
from valuechain.stack.columns import BUYER, USE
from valuechain.stack.demand import demand_weights
from valuechain.vocab.tolerances import ROUNDING

TRACE: Final = ROUNDING
"""Share with which a candidate is compiled, so that it has links; then it is taken out again."""
_NOTHING: Final = Range(low=TRACE, mode=TRACE, high=TRACE)


def with_candidates(model: Model, measures: Iterable[Measure]) -> Model:
    """Add every producer and alternative that some measures would add, at a trace.

    Parameters
    ----------
    model : Model
        A checked model.
    measures : iterable of Measure
        Measures that fit it.

    Returns
    -------
    Model
        Only to be compiled: shares sum to a trace more than 1.

    Raises
    ------
    AnalysisError
        VA733: two measures describe a new producer of one name differently.
    """
    changes = [change for measure in measures for change in measure.changes]
    supplies = [change for change in changes if isinstance(change, AddSupply)]
    products, uses = dict(model.products), dict(model.uses)
    for name, maker in _makers(supplies).items():
        product, _ = name
        products[product] = with_maker(products[product], maker, share=_NOTHING)
    for supply in supplies:
        products[supply.product] = _with_trace(products[supply.product], supply)
    for supply in supplies:
        _source(products, uses, supply)
    for change in changes:
        if isinstance(change, AddAlternative):
            add_alternative(products, uses, model=model, change=change, capacity=0.0)
    return model.model_copy(update={"products": products, "uses": uses})


def _with_trace(product: Product, supply: AddSupply) -> Product:
    """Let a producer that is listed with nothing have a trace, if it gains on the market."""
    if supply.customers is not None:
        return product
    producers = tuple(
        one.model_copy(update={"share": _NOTHING})
        if one.key == supply.producer and one.share.mode <= 0
        else one
        for one in product.producers
    )
    return product.model_copy(update={"producers": producers})


def _makers(supplies: Iterable[AddSupply]) -> dict[tuple[str, str], Maker]:
    """New producers by product and id."""
    found: dict[tuple[str, str], Maker] = {}
    for supply in supplies:
        maker = supply.maker
        if maker is None:
            continue
        if found.setdefault((supply.product, maker.id), maker) != maker:
            raise AnalysisError(
                "VA733",
                f"two measures describe {supply.product}/{maker.id} differently.",
                "Describe a new producer the same everywhere, or give it another id.",
            )
    return dict(sorted(found.items()))


def with_maker(product: Product, maker: Maker, *, share: Range) -> Product:
    """Add a new producer to a product, with the suppliers of the one that it is like."""
    producer = Producer(
        id=maker.id,
        kind="firm-group",
        title=maker.title,
        site=maker.site,
        headquarters=maker.headquarters,
        owner=maker.owner,
        share=share,
        basis="capacity",
        year=2026,
    )
    rows = [
        row.model_copy(update={"producer": (*row.customers, maker.id)})
        if maker.like is not None and maker.like in row.customers
        else row
        for row in product.sourcing
    ]
    rows += [Sourcing(producer=maker.id, input=name, none=True) for name in maker.without]
    return product.model_copy(
        update={"producers": (*product.producers, producer), "sourcing": tuple(rows)}
    )


def gaining(change: AddSupply) -> str:
    """Name, within its product, of the producer that gains."""
    return change.maker.id if change.maker is not None else str(change.producer)


def _source(products: dict[str, Product], uses: dict[str, Use], supply: AddSupply) -> None:
    """Let customers whose suppliers are stated buy a trace from the producer that gains."""
    for name in supply.customers or ():
        owner: Product | Use = products[name] if name in products else uses[name]
        stated = [row for row in owner.sourcing if row.input == supply.product and not row.none]
        groups: dict[str | None, set[str]] = {}
        for row in stated:
            for customer in row.customers or (None,):
                groups.setdefault(customer, set()).add(str(row.supplier))
        rows = [
            Sourcing(producer=customer, input=supply.product, supplier=gaining(supply), share=TRACE)
            for customer, suppliers in groups.items()
            if gaining(supply) not in suppliers
        ]
        changed = owner.model_copy(update={"sourcing": (*owner.sourcing, *rows)})
        put(products, uses, name=name, changed=changed)


def put(
    products: dict[str, Product], uses: dict[str, Use], *, name: str, changed: Product | Use
) -> None:
    """Put a changed product or use in the place of the old one in a model."""
    if isinstance(changed, Product):
        products[name] = changed
    else:
        uses[name] = changed


def add_alternative(
    products: dict[str, Product],
    uses: dict[str, Use],
    *,
    model: Model,
    change: AddAlternative,
    capacity: float,
) -> None:
    """Write an alternative beside an input of some customers; where it stands, raise it."""
    for name in change.customers:
        owner: Product | Use = products[name] if name in products else uses[name]
        inputs = tuple(
            _beside(entry, change, capacity) if change.input in old.options else entry
            for entry, old in zip(owner.inputs, inputs_of(model, name), strict=True)
        )
        without = _without(owner, change)
        changed = owner.model_copy(update={"inputs": inputs, "sourcing": without})
        put(products, uses, name=name, changed=changed)


def inputs_of(model: Model, name: str) -> tuple[Input, ...]:
    """Inputs of a product or use; what a measure calls an input is one of a model as it is."""
    owner: Product | Use = model.products.get(name) or model.uses[name]
    return owner.inputs


def _beside(entry: Input, change: AddAlternative, capacity: float) -> Input:
    options = [
        one if isinstance(one, Alternative) else Alternative(product=one)
        for one in entry.any_of or (str(entry.product),)
    ]
    if change.product in entry.options:
        options = [
            one.model_copy(update={"capacity": max(one.capacity, capacity)})
            if one.product == change.product
            else one
            for one in options
        ]
    else:
        options.append(
            Alternative(
                product=change.product,
                capacity=capacity,
                kind=change.needed_as,
                buffer=change.buffer,
                lifetime=change.lifetime,
            )
        )
    return entry.model_copy(update={"product": None, "any_of": tuple(options)})


def _without(owner: Product | Use, change: AddAlternative) -> tuple[Sourcing, ...]:
    """Customers that do without all they could have go on doing without."""
    lacking: dict[str | None, set[str]] = {}
    for row in owner.sourcing:
        if row.none:
            for customer in row.customers or (None,):
                lacking.setdefault(customer, set()).add(row.input)
    options = {
        option
        for entry in owner.inputs
        if change.input in entry.options
        for option in entry.options
    } - {change.product}
    rows = [
        Sourcing(producer=customer, input=change.product, none=True)
        for customer, inputs in lacking.items()
        if options <= inputs and change.product not in inputs
    ]
    return (*owner.sourcing, *rows)


def _stated_demand(model: Model) -> Mapping[int, Mapping[str, float]]:
    """Demand weights that a model states, by position of the product."""
    return {
        position: product.demand_weights
        for position, product in enumerate(model.products[key] for key in sorted(model.products))
        if product.demand_weights is not None
    }


def demand_of(stack: Stack, model: Model) -> Floats:
    """Part of the demand that every alternative stands for; nothing for who is not there."""
    demand = demand_weights(
        alternative_slot=stack.alternative_slot,
        alternative_product=stack.alternative_product,
        slot_customer=stack.slot_customer,
        producer_kind=stack.producer_kind,
        producer_product=stack.producer_product,
        producer_share=stack.producer_share,
        names=(stack.producer_ids, stack.product_ids),
        stated=_stated_demand(model),
    )
    customer = stack.slot_customer[stack.alternative_slot]
    kind = stack.producer_kind[customer]
    idle = (kind != USE) & (kind != BUYER) & (stack.producer_share[customer] <= 0)
    found: Floats = np.where(idle | (stack.alternative_capacity <= 0), 0.0, demand)
    found.flags.writeable = False
    return found
