"""Measures against their model: does everything exist that they name, and can it happen."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from valuechain.files.evidence import evidence_problems
from valuechain.files.geography import Finding, unknown_place
from valuechain.files.keypaths import Keys
from valuechain.files.nearest import nearest
from valuechain.schema import Figure, Input, Measure, MeasureFile, Model, Product, Source
from valuechain.schema.measure import (
    AddAlternative,
    AddFallback,
    AddSpareCapacity,
    AddSupply,
    AtInput,
    Change,
    ChangeOwner,
    RaiseFallback,
    ShortenSubstitution,
    Trust,
)
from valuechain.vocab.countries import COUNTRIES
from valuechain.vocab.tolerances import EXACT


def measure_problems(file: MeasureFile, model: Model | None) -> Iterator[Finding]:
    """Check every name that measures use, and whether each could happen alone.

    Parameters
    ----------
    file : MeasureFile
        Measures whose types and ranges are right.
    model : Model, optional
        Their model; only what can be told without it if left out.

    Yields
    ------
    tuple
        VC121 another model, and then nothing else; VC012, VC013 places, VC060 to VC069 names and
        evidence, VC105 no customer, VC124 to VC130.
    """
    if model is not None and file.model.id != model.id:
        message = f"the measures are about '{file.model.id}', and the model is '{model.id}'."
        remedy = f"Give their own model with `--model`, or write `{model.id}` if they fit that too."
        yield ("model", "id"), "VC121", message, remedy
        return
    known: Mapping[str, Source] = {} if model is None else model.sources
    yield from evidence_problems(
        _figures(file), {**known, **file.sources}, complete=model is not None
    )
    for name, measure in file.measures.items():
        keys: Keys = ("measures", name)
        yield from _sense(keys, measure)
        if model is not None:
            yield from _of_model(keys, measure, model)


def seen_measures(file: MeasureFile, model: Model) -> MeasureFile:
    """Give the measures of a shipped file as a home sees them.

    What they do for uses, products and firms of other country packs is left out, and a measure of
    which nothing remains goes with it.

    Parameters
    ----------
    file : MeasureFile
        Measures that are right for the whole model.
    model : Model
        The model as home sees it.
    """
    seen = {
        name: measure.model_copy(update={"changes": changes})
        for name, measure in file.measures.items()
        if (changes := tuple(_seen_changes(measure, model)))
    }
    return file.model_copy(update={"measures": seen})


def with_their_needs(measures: Mapping[str, Measure]) -> dict[str, Measure]:
    """Leave out measures that need one which is not there, and what they exclude that is not."""
    kept = dict(measures)
    while gone := [name for name, one in kept.items() if set(one.needs_first) - kept.keys()]:
        for name in gone:
            del kept[name]
    return {
        name: one.model_copy(update={"excludes": tuple(x for x in one.excludes if x in kept)})
        for name, one in kept.items()
    }


def _seen_changes(measure: Measure, model: Model) -> Iterator[Change]:
    def fits(change: Change) -> bool:
        alone = measure.model_copy(update={"changes": (change,)})
        return not any(_of_model((), alone, model))

    for change in measure.changes:
        if isinstance(change, AddSupply | AtInput) and change.customers is not None:
            each = {
                name: change.model_copy(update={"customers": (name,)}) for name in change.customers
            }
            customers = tuple(name for name, one in each.items() if fits(one))
            if customers:
                yield change.model_copy(update={"customers": customers})
        elif fits(change):
            yield change


def needs_problems(measures: Mapping[str, Measure], mine: Collection[str]) -> Iterator[Finding]:
    """Check what measures need and exclude, over all files that are read together.

    Parameters
    ----------
    measures : mapping of str to Measure
        All of them.
    mine : collection of str
        Those of the file that is checked.

    Yields
    ------
    tuple
        VC122 unknown measure, VC123 needs in a circle.
    """
    for name in mine:
        for key in ("needs_first", "excludes"):
            for position, other in enumerate(getattr(measures[name], key)):
                if other not in measures:
                    remedy = nearest(other, measures) or "Use the name of a measure."
                    keys: Keys = ("measures", name, key, position)
                    yield keys, "VC122", f"unknown measure '{other}'.", remedy
        circle = _circle(measures, name)
        if circle:
            path = " -> ".join(circle)
            remedy = "Drop one of these needs."
            yield ("measures", name, "needs_first"), "VC123", f"a circle: {path}.", remedy


def _circle(measures: Mapping[str, Measure], start: str) -> list[str]:
    """Find a path of needs from a measure back to itself."""
    trails = [[start]]
    seen: set[str] = set()
    while trails:
        trail = trails.pop()
        last = measures.get(trail[-1])
        for need in () if last is None else last.needs_first:
            if need == start:
                return [*trail, start]
            if need not in seen:
                seen.add(need)
                trails.append([*trail, need])
    return []


def _figures(file: MeasureFile) -> Iterator[tuple[Keys, Figure]]:
    for name, measure in file.measures.items():
        for position, change in enumerate(measure.changes):
            yield ("measures", name, "changes", position), change
        yield ("measures", name, "cost"), measure.cost
        yield ("measures", name, "lead"), measure.lead


def _sense(keys: Keys, measure: Measure) -> Iterator[Finding]:
    for position, other in enumerate(measure.excludes):
        if other in measure.needs_first:
            message = f"'{other}' is needed first and excluded."
            yield (*keys, "excludes", position), "VC124", message, "Drop one of the two."
    if not any(_does_something(change) for change in measure.changes):
        message = "nothing changes, even at the high end."
        yield (*keys, "changes"), "VC129", message, "Give the effect, or leave the measure out."
    if measure.cost.own_share.low < 1 and not measure.jointly_with:
        message = "home pays a part only, and nobody is named for the rest."
        remedy = "List the partners in `jointly_with:`, or leave `own_share:` out."
        yield (*keys, "cost", "own_share"), "VC130", message, remedy


def _does_something(change: Change) -> bool:
    """Whether the high end of a change is above nothing."""
    most = {
        "add-supply": "share",
        "raise-buffer": "weeks",
        "raise-fallback": "level",
        "add-fallback": "level",
        "add-alternative": "capacity",
        "lower-need": "part",
        "add-spare-capacity": "spare",
    }
    if isinstance(change, ShortenSubstitution):
        return change.factor is None or change.factor.low < 1
    figure = getattr(change, most.get(change.kind, ""), None)
    return figure is None or figure.high > 0


def _of_model(keys: Keys, measure: Measure, model: Model) -> Iterator[Finding]:
    layers = [layer.id for layer in model.layers]
    if measure.layer not in layers:
        yield _unknown((*keys, "layer"), "VC062", "layer", measure.layer, layers)
    for position, place in enumerate(measure.jointly_with):
        yield from _place((*keys, "jointly_with", position), place, model)
    for position, change in enumerate(measure.changes):
        at: Keys = (*keys, "changes", position)
        if isinstance(change, AddSupply):
            yield from _supply(at, change, model)
        elif isinstance(change, ChangeOwner):
            yield from _owner(at, change, model)
        elif isinstance(change, Trust):
            yield from _place((*at, "place"), change.place, model)
        elif isinstance(change, AddSpareCapacity):
            if change.product not in model.products:
                yield _unknown((*at, "product"), "VC060", "product", change.product, model.products)
        else:
            yield from _input(at, change, model)


def _unknown(keys: Keys, code: str, sort: str, name: str, known: Collection[str]) -> Finding:
    remedy = nearest(name, known) or f"Use a {sort} that the model has."
    return keys, code, f"unknown {sort} '{name}'.", remedy


def _place(keys: Keys, place: str, model: Model) -> Iterator[Finding]:
    if place not in COUNTRIES and place not in model.groups:
        yield unknown_place(model, keys, code=place, group_too=True)


def _supply(keys: Keys, change: AddSupply, model: Model) -> Iterator[Finding]:
    product = model.products.get(change.product)
    if product is None:
        yield _unknown((*keys, "product"), "VC060", "product", change.product, model.products)
        return
    shares = {one.key: one.share.mode for one in product.producers}
    shares["remainder"] = product.remainder.share
    if change.maker is not None:
        yield from _maker(keys, change, product, model)
    elif change.producer not in shares:
        yield _no_producer((*keys, "producer"), str(change.producer), shares)
    if change.from_ in (("all",), ("largest",)):
        giving = [n for one, n in shares.items() if one != change.producer]
        most = max(giving, default=0.0) if change.from_ == ("largest",) else sum(giving)
    else:
        wrong = [
            (position, name) for position, name in enumerate(change.from_) if name not in shares
        ]
        for position, name in wrong:
            yield _no_producer((*keys, "from", position), name, shares)
        if wrong:
            return
        most = sum(shares[name] for name in change.from_)
    if change.customers is None and change.share.high > most + EXACT:
        message = f"{change.share.high:g} is gained, and those who lose it have {most:g}."
        yield (*keys, "share"), "VC127", message, "Gain less, or name more in `from:`."
    for position, name in enumerate(change.customers or ()):
        yield from _customer((*keys, "customers", position), name, change.product, model)


def _maker(keys: Keys, change: AddSupply, product: Product, model: Model) -> Iterator[Finding]:
    maker = change.maker
    if maker is None:
        return
    names = [one.key for one in product.producers]
    if maker.id in names:
        message = f"{change.product} has a producer '{maker.id}'."
        remedy = "Write `producer:` in the place of `maker:`, or choose another id."
        yield (*keys, "maker", "id"), "VC126", message, remedy
    for name in ("site", "headquarters", "owner"):
        yield from _place((*keys, "maker", name), getattr(maker, name), model)
    if maker.like is not None and maker.like not in names:
        yield _no_producer((*keys, "maker", "like"), maker.like, names)
    needed = {option for entry in product.inputs for option in entry.options}
    for position, name in enumerate(maker.without):
        if name not in needed:
            message = f"makers of {change.product} do not need '{name}'."
            remedy = nearest(name, needed) or "Leave it out."
            yield (*keys, "maker", "without", position), "VC066", message, remedy


def _no_producer(keys: Keys, name: str, known: Collection[str]) -> Finding:
    remedy = nearest(name, known) or f"Use one of {', '.join(list(known)[:8])}."
    return keys, "VC125", f"the product has no producer '{name}'.", remedy


def _owner(keys: Keys, change: ChangeOwner, model: Model) -> Iterator[Finding]:
    yield from _place((*keys, "to"), change.to, model)
    if change.headquarters is not None:
        yield from _place((*keys, "headquarters"), change.headquarters, model)
    if change.firm is not None and change.firm not in model.firms:
        yield _unknown((*keys, "firm"), "VC061", "firm", change.firm, model.firms)
    if change.producer is not None:
        known = [
            f"{key}/{one.key}"
            for key, product in model.products.items()
            for one in product.producers
            if one.firm is None
        ]
        if change.producer not in known:
            message = f"'{change.producer}' is no producer without a firm of its own."
            remedy = nearest(change.producer, known) or "Write `firm:`, or `product/id`."
            yield (*keys, "producer"), "VC125", message, remedy


def _customer(keys: Keys, name: str, product: str, model: Model) -> Iterator[Finding]:
    """Find a customer that is none, or that does not need a product."""
    if name in model.use_groups:
        if not _named(name, product, model):
            message = f"no use of the group '{name}' needs {product}."
            yield keys, "VC105", message, "Name a use that does, or leave the group out."
    elif name not in model.products and name not in model.uses:
        known = [*model.uses, *model.use_groups, *model.products]
        remedy = nearest(name, known) or "Use a use or a product of the model."
        yield keys, "VC105", f"'{name}' is neither a use nor a product.", remedy
    elif not _entries(name, product, model):
        needed = sorted({option for one in _inputs_of(name, model) for option in one.options})
        message = f"'{name}' does not need {product}."
        yield keys, "VC105", message, nearest(product, needed) or "Leave it out."


def _named(name: str, product: str, model: Model) -> list[str]:
    """Customers that a name means: of a group of uses those that need a product."""
    if name not in model.use_groups:
        return [name]
    return [use for use in model.named_customers([name]) if _entries(use, product, model)]


def spelled_out(measure: Measure, model: Model) -> Measure:
    """Give a measure with the uses of every group of uses that its changes name."""
    changes: list[Change] = []
    for change in measure.changes:
        if isinstance(change, AddSupply | AtInput) and change.customers is not None:
            about = change.product if isinstance(change, AddSupply) else change.input
            named = [one for name in change.customers for one in _named(name, about, model)]
            if tuple(named) != tuple(change.customers):
                spelled = tuple(dict.fromkeys(named))
                changes.append(change.model_copy(update={"customers": spelled}))
                continue
        changes.append(change)
    return measure.model_copy(update={"changes": tuple(changes)})


def _inputs_of(name: str, model: Model) -> Sequence[Input]:
    return model.products[name].inputs if name in model.products else model.uses[name].inputs


def _entries(name: str, product: str, model: Model) -> list[Input]:
    return [one for one in _inputs_of(name, model) if product in one.options]


def _input(keys: Keys, change: AtInput, model: Model) -> Iterator[Finding]:
    if change.input not in model.products:
        yield _unknown((*keys, "input"), "VC060", "product", change.input, model.products)
        return
    if isinstance(change, AddAlternative) and change.product not in model.products:
        yield _unknown((*keys, "product"), "VC060", "product", change.product, model.products)
    for position, place in enumerate(change.at or ()):
        yield from _place((*keys, "at", position), place, model)
    wrong = False
    for position, name in enumerate(change.customers):
        for found in _customer((*keys, "customers", position), name, change.input, model):
            wrong = True
            yield found
    if wrong or not isinstance(change, RaiseFallback | AddFallback):
        return
    for position, name in enumerate(change.customers):
        there = [
            one.fallback is not None
            for use in _named(name, change.input, model)
            for one in _entries(use, change.input, model)
        ]
        at: Keys = (*keys, "customers", position)
        if isinstance(change, RaiseFallback) and not any(there):
            message = f"'{name}' has no fallback for {change.input}."
            yield at, "VC128", message, "Write `kind: add-fallback`, with `after:`."
        if isinstance(change, AddFallback) and all(there):
            message = f"'{name}' has a fallback for {change.input}."
            yield at, "VC128", message, "Write `kind: raise-fallback`, without `after:`."
