"""References: does everything that a model names exist, and is it named once."""

from collections.abc import Collection, Iterator, Sequence

from valuechain.files.evidence import citation_problems, unused_sources
from valuechain.files.geography import Finding, geography_problems
from valuechain.files.keypaths import Keys
from valuechain.files.model_changes import still_there
from valuechain.files.nearest import nearest
from valuechain.schema import Input, Model, Product, Sourcing, Use
from valuechain.schema.packs import pack_of, with_pack


def reference_problems(model: Model) -> Iterator[Finding]:
    """Check that every product, firm and source that a model names is in it.

    Parameters
    ----------
    model : Model
        A model whose types and ranges are right.

    Yields
    ------
    tuple
        Key path, code (VC010 to VC017, VC060 to VC075), what is wrong, what to do.
    """
    yield from geography_problems(model)
    yield from citation_problems(model)
    yield from _layers(model)
    yield from _mentions(model)
    for name, product in model.products.items():
        yield from _product(model, name, product)
    for name, use in model.uses.items():
        keys: Keys = ("uses", name)
        if name in model.products:
            message = f"'{name}' is a product and a use."
            yield keys, "VC071", message, "Rename one of the two."
        yield from _inputs(model, keys, use.inputs)
        for position, row in enumerate(use.sourcing):
            at = (*keys, "sourcing", position)
            if row.customers:
                message = "the customer of this row is the use itself."
                yield (*at, "producer"), "VC065", message, "Remove `producer:`."
            yield from _sourcing(model, at, row, use)
        yield from _repeated_rows((*keys, "sourcing"), use.sourcing)
    yield from _use_groups(model)
    yield from _packs(model)
    yield from _feeding(model)
    for name in still_there(model):
        message = f"'{name}' is listed as vanished, and the model has it."
        yield ("vanished", name), "VC098", message, "Remove one of the two."


def _use_groups(model: Model) -> Iterator[Finding]:
    for name, use in model.uses.items():
        for position, group in enumerate(use.groups):
            if group not in model.use_groups:
                remedy = nearest(group, model.use_groups) or "List it under `use_groups:`."
                keys: Keys = ("uses", name, "groups", position)
                yield keys, "VC073", f"unknown group of uses '{group}'.", remedy
    for name in model.use_groups:
        if name in model.uses or name in model.products:
            message = f"'{name}' is a group of uses and a use or product."
            yield ("use_groups", name), "VC074", message, "Rename one of the two."


def _packs(model: Model) -> Iterator[Finding]:
    """Check what packs add to shared products."""
    for code, pack in model.packs.items():
        for name, inputs in pack.inputs.items():
            keys: Keys = ("packs", code, "inputs", name)
            if name not in model.products:
                yield _unknown(keys, "VC060", name, model.products, "product")
                continue
            if pack_of(model, name):
                message = f"'{name}' is sold in one country: it is not shared."
                yield keys, "VC075", message, "Write the inputs with the product itself."
            yield from _inputs(model, keys, inputs)
        for name, rows in pack.sourcing.items():
            at: Keys = ("packs", code, "sourcing", name)
            if name not in pack.inputs:
                message = f"the pack adds no inputs to '{name}'."
                yield at, "VC066", message, nearest(name, pack.inputs) or "Add the input."
                continue
            if name in model.products:
                whole = with_pack(model.products[name], pack, name=name)
                for position, row in enumerate(rows):
                    yield from _sourcing(model, (*at, position), row, whole)


def _feeding(model: Model) -> Iterator[Finding]:
    """Check that no product of one country feeds what others buy too."""
    for name, product in model.products.items():
        home = pack_of(model, name)
        for position, entry in enumerate(product.inputs):
            for option in entry.options:
                other = pack_of(model, option) if option in model.products else None
                if other is not None and other != home:
                    keys = ("products", name, "inputs", position)
                    message = f"'{option}' is sold in {other} only, and '{name}' to others too."
                    remedy = f"Move this input to `packs.{other}.inputs.{name}`."
                    yield keys, "VC075", message, remedy


def _unknown(keys: Keys, code: str, name: str, known: Collection[str], sort: str) -> Finding:
    remedy = nearest(name, known) or f"List it under `{sort}s:`."
    return keys, code, f"unknown {sort} '{name}'.", remedy


def _layers(model: Model) -> Iterator[Finding]:
    layers: set[str] = set()
    for position, layer in enumerate(model.layers):
        if layer.id in layers:
            message = f"the layer '{layer.id}' stands here twice."
            yield ("layers", position, "id"), "VC070", message, "Remove or rename one."
        layers.add(layer.id)
    for position, indicator in enumerate(model.indicators):
        if indicator.layer not in layers:
            yield _unknown(
                ("indicators", position, "layer"), "VC062", indicator.layer, layers, "layer"
            )
    for name, product in model.products.items():
        if product.layer not in layers:
            keys = ("products", name, "layer")
            yield _unknown(keys, "VC062", product.layer, layers, "layer")


def _mentions(model: Model) -> Iterator[Finding]:
    """Check the products and uses that risks and context figures are about."""
    for keys, names in _mentioned(model):
        for position, name in enumerate(names):
            if name not in model.products:
                yield _unknown((*keys, position), "VC060", name, model.products, "product")
    for position, published in enumerate(model.published_figures):
        keys = ("published_figures", position)
        if published.use not in model.uses:
            yield _unknown((*keys, "use"), "VC064", published.use, model.uses, "use")
        if published.product not in model.products:
            known = model.products
            yield _unknown((*keys, "product"), "VC060", published.product, known, "product")


def _mentioned(model: Model) -> Iterator[tuple[Keys, Sequence[str]]]:
    for position, lead_time in enumerate(model.lead_times):
        yield ("lead_times", position, "products"), lead_time.products
    for name, restriction in model.restrictions.items():
        yield ("restrictions", name, "products"), restriction.products
    for name, country in model.countries.items():
        for position, hazard in enumerate(country.hazards):
            yield ("countries", name, "hazards", position, "products"), hazard.products


def _product(model: Model, name: str, product: Product) -> Iterator[Finding]:
    keys: Keys = ("products", name)
    seen: set[str] = set()
    for position, producer in enumerate(product.producers):
        at = (*keys, "producers", position)
        if producer.firm is not None and producer.firm not in model.firms:
            yield _unknown((*at, "firm"), "VC061", producer.firm, model.firms, "firm")
        if producer.key in seen or producer.key == "remainder":
            message = f"the producer '{producer.key}' stands here twice."
            yield at, "VC070", message, "Join the two, or give them their own sites or names."
        seen.add(producer.key)
    for customer in product.demand_weights or ():
        if customer != "final" and customer not in model.products and customer not in model.uses:
            known = [*model.products, *model.uses, "final"]
            yield _unknown((*keys, "demand_weights", customer), "VC060", customer, known, "product")
    yield from _inputs(model, keys, product.inputs)
    for position, row in enumerate(product.sourcing):
        at = (*keys, "sourcing", position)
        if not row.customers:
            yield (*at, "producer"), "VC065", "the row names no customer.", "Add `producer:`."
        for customer in row.customers:
            if customer not in seen and customer != "remainder":
                yield _no_producer((*at, "producer"), customer, name, seen)
        yield from _sourcing(model, at, row, product)
    yield from _repeated_rows((*keys, "sourcing"), product.sourcing)


def _inputs(model: Model, keys: Keys, inputs: Sequence[Input]) -> Iterator[Finding]:
    for position, entry in enumerate(inputs):
        at = (*keys, "inputs", position)
        if entry.product is not None:
            if entry.product not in model.products:
                yield _unknown((*at, "product"), "VC060", entry.product, model.products, "product")
            continue
        seen: set[str] = set()
        for place, name in enumerate(entry.options):
            below = (*at, "any_of", place)
            if name not in model.products:
                yield _unknown(below, "VC060", name, model.products, "product")
            if name in seen:
                message = f"the alternative '{name}' stands here twice."
                yield below, "VC070", message, "Remove one."
            seen.add(name)


def _sourcing(
    model: Model, keys: Keys, row: Sourcing, customer: Product | Use
) -> Iterator[Finding]:
    wanted = {name for entry in customer.inputs for name in entry.options}
    supplied = model.products.get(row.input)
    if supplied is None:
        yield _unknown((*keys, "input"), "VC060", row.input, model.products, "product")
    elif row.input not in wanted:
        message = f"'{row.input}' is not among the inputs here."
        yield (*keys, "input"), "VC066", message, nearest(row.input, wanted) or "Add it as input."
    elif row.supplier is not None and row.supplier != "remainder":
        known = {producer.key for producer in supplied.producers}
        if row.supplier not in known:
            yield _no_producer((*keys, "supplier"), row.supplier, row.input, known)


def _repeated_rows(keys: Keys, rows: Sequence[Sourcing]) -> Iterator[Finding]:
    seen: set[tuple[str, str, str | None]] = set()
    for position, row in enumerate(rows):
        for customer in row.customers or ("",):
            entry = (customer, row.input, row.supplier)
            if entry in seen:
                message = "an earlier row has the same customer, input and supplier."
                yield (*keys, position), "VC070", message, "Join the two."
            seen.add(entry)


def _no_producer(keys: Keys, name: str, product: str, known: Collection[str]) -> Finding:
    remedy = nearest(name, sorted(known)) or "Write firm/SITE, the aggregate's id or remainder."
    return keys, "VC065", f"'{name}' is no producer of {product}.", remedy


__all__ = ["reference_problems", "unused_sources"]
