"""Economics: do shares sum, is everything supplied, does some use need it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from valuechain.files.geography import Finding
from valuechain.files.keypaths import Keys
from valuechain.schema import CostShare, Model, Product, Use
from valuechain.schema.packs import customers_seen_from
from valuechain.vocab.tolerances import WHOLE


def economic_problems(model: Model) -> Iterator[Finding]:
    """Check what no single line shows, such as shares of a product that do not add up.

    Parameters
    ----------
    model : Model
        A model whose references are right.

    Yields
    ------
    tuple
        Key path, code (VC080 to VC087), what is wrong, what to do.
    """
    if not model.perspective.home:
        message = "no country is counted as own."
        yield ("perspective", "home"), "VC087", message, "Name at least one: `[NLD]`."
    for name, product in model.products.items():
        keys: Keys = ("products", name)
        yield from _shares(keys, product)
        yield from _customer(keys, product)
        weights = product.demand_weights
        if weights is not None and abs(sum(weights.values()) - 1) > WHOLE:
            total = sum(weights.values())
            at = (*keys, "demand_weights")
            yield at, "VC086", f"the demand weights sum to {_gap(total)}.", "Make them sum to 1."
    for name, use in model.uses.items():
        if not use.inputs:
            keys = ("uses", name, "inputs")
            yield keys, "VC083", "this use needs nothing.", "List what it needs."
        yield from _customer(("uses", name), use)
    for code, pack in model.packs.items():
        seen, _ = customers_seen_from(model, {code})
        for name in pack.inputs:
            yield from _customer(("packs", code, "inputs", name), seen[name])
    yield from _unreachable(*customers_seen_from(model, model.packs))


def _gap(total: float) -> str:
    """Write a sum and how far it is from 1."""
    word = "too much" if total > 1 else "short"
    return f"{total:.10g}, {abs(total - 1):.6g} {word}"


def _shares(keys: Keys, product: Product) -> Iterator[Finding]:
    remainder = product.remainder.share
    if not product.producers and not remainder:
        message = "nobody supplies this product."
        yield keys, "VC081", message, "List its producers, or a remainder of 1."
        return
    total = remainder + sum(producer.share.mode for producer in product.producers)
    if abs(total - 1) > WHOLE:
        message = f"the shares sum to {_gap(total)} (remainder {remainder:g} included)."
        rest = 1 - total + remainder
        fits = f" or write `remainder: {{share: {rest:.6g}}}`" if 0 <= rest <= 1 else ""
        yield (*keys, "producers"), "VC080", message, f"Correct the shares{fits}."


def _customer(keys: Keys, customer: Product | Use) -> Iterator[Finding]:
    costs: defaultdict[str, float] = defaultdict(float)
    for entry in customer.inputs:
        stated = entry.cost_share
        basis: str = (
            stated.basis if isinstance(stated, CostShare) and not stated.of_whole else "price"
        )
        costs[basis] += entry.cost or entry.cost_at_most or 0.0
    for basis, cost in costs.items():
        if cost > 1 + WHOLE:
            of = "" if basis == "price" else f" that are parts of {basis}"
            message = f"the cost shares of the inputs{of} sum to {cost:.10g}."
            yield (*keys, "inputs"), "VC085", message, "Together they are at most 1."
    rows: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for position, row in enumerate(customer.sourcing):
        for name in row.customers or ("",):
            rows[name, row.input].append(position)
    for (name, product), positions in rows.items():
        shares = [customer.sourcing[position].share for position in positions]
        at = (*keys, "sourcing", positions[0])
        who = f"{name} buys of {product}" if name else f"is bought of {product}"
        if None in shares:
            if len(shares) > 1:
                message = f"one row says that {name or 'the use'} does without {product}."
                yield at, "VC084", message, "Remove that row, or all the others."
            continue
        total = sum(share or 0.0 for share in shares)
        if abs(total - 1) > WHOLE:
            message = f"the shares of what {who} sum to {_gap(total)}."
            yield at, "VC084", message, "Make them sum to 1; the rest may come from `remainder`."


def _unreachable(products: Mapping[str, Product], uses: Mapping[str, Use]) -> Iterator[Finding]:
    """Find products that no use needs, directly or through other products."""
    if not uses:
        return
    reached: set[str] = set()
    waiting = [name for use in uses.values() for entry in use.inputs for name in entry.options]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            inputs = products[name].inputs
            waiting.extend(option for entry in inputs for option in entry.options)
    for name in products:
        if name not in reached:
            message = "no use needs this product, directly or through others."
            yield ("products", name), "VC082", message, "Make it an input of what needs it."
