"""Laws of the response: what never moves, never helps, never hurts, and never matters."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import Lab, open_lab
from tests.random_models import Dice, everyone, random_model, removals_of, sampled_shocks, seeds
from valuechain.kernels.arrays import Effects, Floats, Shocks
from valuechain.schema import Input, Model, Product, Use
from valuechain.shocks.removals import to_shocks

WEEKS = 6
SLACK = 1e-11
EFFECTS = Effects(0.5, 0.3)

sizes = st.integers(1, 4)
often = settings(max_examples=15)


def levels(made: Lab, shocks: Shocks, effects: Effects = EFFECTS) -> tuple[Floats, Floats]:
    """Limit (rows, batch) and weeks (rows, weeks, batch) of all rows."""
    rows = everyone(made.stack)
    limit = made.engine.limit(shocks, effects, watch=rows)
    return limit, made.engine.weeks(shocks, effects, watch=rows, n_weeks=WEEKS)


def by_name(made: Lab, shocks: Shocks) -> dict[str, Floats]:
    """Weeks and then the limit of every row, by its id: shape (weeks + 1, batch)."""
    limit, weeks = levels(made, shocks)
    every = np.concatenate([weeks, limit[:, None]], axis=1)
    return dict(zip(made.stack.producer_ids, every, strict=True))


def asked(made: Lab, seed: int) -> Shocks:
    """A few of the questions of a model, the same for models that differ in no place or firm."""
    rng = np.random.default_rng(seed)
    every = removals_of(made.removals)
    some = [every[int(i)] for i in rng.integers(len(every), size=4)]
    return made.shocks(*some, bound="value")


def changed_inputs(model: Model, change: Any) -> Model:
    """The same model with every input changed."""

    def with_inputs(one: Product | Use) -> Any:
        inputs = tuple(change(entry) for entry in one.inputs)
        return one.model_copy(update={"inputs": inputs})

    return model.model_copy(
        update={
            "products": {key: with_inputs(one) for key, one in model.products.items()},
            "uses": {key: with_inputs(one) for key, one in model.uses.items()},
        }
    )


def changed_options(entry: Input, **update: Any) -> Input:
    """An input with fields set on the whole and on each alternative that states its own."""
    options = entry.any_of and tuple(
        one if isinstance(one, str) else one.model_copy(update=update) for one in entry.any_of
    )
    return entry.model_copy(update={**update, "any_of": options})


@often
@given(seed=seeds, n_products=sizes)
def test_without_a_shock_nothing_moves_at_all(seed, n_products):
    made = open_lab(random_model(seed, n_products))
    limit, weeks = levels(made, made.left())
    assert (limit == 1.0).all()
    assert (weeks == 1.0).all()


@often
@given(seed=seeds, n_products=sizes)
def test_levels_lie_between_0_and_1(seed, n_products):
    made = open_lab(random_model(seed, n_products))
    for found in levels(made, sampled_shocks(made.removals, seed, 6)):
        assert ((found >= 0.0) & (found <= 1.0)).all()


@often
@given(seed=seeds, n_products=sizes)
def test_a_larger_shock_never_helps(seed, n_products):
    made = open_lab(random_model(seed, n_products))
    shocks = sampled_shocks(made.removals, seed, 5)
    rng = np.random.default_rng(seed)
    harder = Shocks(
        shocks.capacity * np.where(rng.random(shocks.capacity.shape) < 0.2, 0.5, 1.0),
        shocks.customer_class,
        shocks.opening * np.where(rng.random(shocks.opening.shape) < 0.2, 0.5, 1.0),
        shocks.grace & (rng.random(5) < 0.5),
    )
    for before, after in zip(levels(made, shocks), levels(made, harder), strict=True):
        assert (after <= before + SLACK).all()


@often
@given(seed=seeds, n_products=sizes)
def test_a_smaller_buffer_never_helps(seed, n_products):
    model = random_model(seed, n_products)
    made = open_lab(model)

    def halve(one: Any) -> Any:
        if one is None:
            return None
        return type(one).model_construct(low=one.low / 2, mode=one.mode / 2, high=one.high / 2)

    def less(entry: Input) -> Input:
        options = entry.any_of and tuple(
            one if isinstance(one, str) else one.model_copy(update={"buffer": halve(one.buffer)})
            for one in entry.any_of
        )
        return entry.model_copy(update={"buffer": halve(entry.buffer), "any_of": options})

    smaller = open_lab(changed_inputs(model, less))
    shocks = sampled_shocks(made.removals, seed, 4)
    (limit, weeks), (same, fewer) = levels(made, shocks), levels(smaller, shocks)
    assert (fewer <= weeks + SLACK).all()
    assert np.allclose(same, limit, rtol=0, atol=SLACK)


@settings(max_examples=15)
@given(seed=seeds, n_products=st.integers(2, 4))
def test_an_extra_alternative_never_hurts(seed, n_products):
    # who does without an input would not need its alternatives either
    model = without_none(random_model(seed, n_products))
    made = open_lab(model)
    dice = Dice(seed)

    def more(entry: Input) -> Input:
        free = sorted(set(model.products) - set(entry.options))
        if not free or dice.chance(0.5):
            return entry
        extra = {"product": dice.among(free), "capacity": 0.7, "buffer": "2 weeks"}
        options = [*(entry.any_of or [entry.product]), extra]
        written = {**entry.model_dump(), "product": None, "any_of": options}
        return Input.model_validate({**written, "evidence": {}})

    richer = open_lab(changed_inputs(model, more))
    shocks = sampled_shocks(made.removals, seed, 4)
    for before, after in zip(levels(made, shocks), levels(richer, shocks), strict=True):
        assert (after >= before - SLACK).all()


def without_none(model: Model) -> Model:
    """The same model without rows that say that a customer does without an input."""

    def again(one: Product | Use) -> Any:
        rows = tuple(row for row in one.sourcing if not row.none)
        return one.model_copy(update={"sourcing": rows})

    return model.model_copy(
        update={
            "products": {key: again(one) for key, one in model.products.items()},
            "uses": {key: again(one) for key, one in model.uses.items()},
        }
    )


@often
@given(seed=seeds, n_products=sizes)
def test_without_stocks_machines_and_late_fallbacks_the_first_week_is_the_limit(seed, n_products):
    def bare(entry: Input) -> Input:
        fallback = entry.fallback and entry.fallback.model_copy(update={"after": 0.0})
        plain = changed_options(entry, buffer=None, lifetime=None, kind="consumable")
        return plain.model_copy(update={"fallback": fallback})

    made = open_lab(changed_inputs(random_model(seed, n_products), bare))
    limit, weeks = levels(made, sampled_shocks(made.removals, seed, 4))
    for week in range(WEEKS):
        assert np.allclose(weeks[:, week], limit, rtol=0, atol=SLACK)


@settings(max_examples=15)
@given(seed=seeds, n_products=st.integers(1, 4))
def test_in_the_long_run_the_weeks_tend_to_the_limit(seed, n_products):
    # without circles, stocks (of which a small loss takes little) and machines that live long
    model = random_model(seed, n_products)
    later = {name: sorted(model.products)[n + 1 :] for n, name in enumerate(sorted(model.products))}

    def quick(entry: Input) -> Input:
        lifetime = entry.lifetime and type(entry.lifetime).model_construct(low=1, mode=2, high=3)
        return changed_options(entry, buffer=None).model_copy(update={"lifetime": lifetime})

    def forward(name: str, one: Product) -> Any:
        inputs = [entry for entry in one.inputs if set(entry.options) <= set(later[name])]
        return one.model_copy(update={"inputs": tuple(inputs)})

    products = {name: forward(name, one) for name, one in model.products.items()}
    straight = changed_inputs(model.model_copy(update={"products": products}), quick)
    made = open_lab(straight)
    shocks = sampled_shocks(made.removals, seed, 3)
    rows = everyone(made.stack)
    limit = made.engine.limit(shocks, EFFECTS, watch=rows)
    last = made.engine.weeks(shocks, EFFECTS, watch=rows, n_weeks=80)[:, -1]
    assert np.allclose(last, limit, rtol=0, atol=1e-9)


@often
@given(seed=seeds, n_products=sizes)
def test_without_a_late_fallback_the_loss_only_grows(seed, n_products):
    def at_once(entry: Input) -> Input:
        fallback = entry.fallback and entry.fallback.model_copy(update={"after": 0.0})
        return entry.model_copy(update={"fallback": fallback})

    made = open_lab(changed_inputs(random_model(seed, n_products), at_once))
    limit, weeks = levels(made, sampled_shocks(made.removals, seed, 4))
    assert (np.diff(weeks, axis=1) <= SLACK).all()
    assert (limit <= weeks[:, -1] + SLACK).all()


@often
@given(seed=seeds, n_products=st.integers(2, 4))
def test_the_order_of_the_file_does_not_matter(seed, n_products):
    model = random_model(seed, n_products)
    rng = np.random.default_rng(seed)

    def mixed(rows: Any) -> Any:
        return tuple(rows[int(i)] for i in rng.permutation(len(rows)))

    def again(one: Any) -> Any:
        update = {"sourcing": mixed(one.sourcing), "inputs": mixed(one.inputs)}
        if isinstance(one, Product):
            update["producers"] = mixed(one.producers)
        return one.model_copy(update=update)

    other = model.model_copy(
        update={
            "products": {key: again(one) for key, one in mixed(list(model.products.items()))},
            "uses": {key: again(one) for key, one in mixed(list(model.uses.items()))},
            "firms": dict(mixed(list(model.firms.items()))),
        }
    )
    one, two = open_lab(model), open_lab(other)
    assert one.stack.producer_ids == two.stack.producer_ids
    first, second = by_name(one, asked(one, seed)), by_name(two, asked(two, seed))
    for name, found in first.items():
        assert np.allclose(found, second[name], rtol=0, atol=SLACK), name


@often
@given(seed=seeds, n_products=st.integers(2, 4))
def test_names_do_not_matter(seed, n_products):
    model = random_model(seed, n_products)
    order = np.random.default_rng(seed).permutation(n_products)
    new = {f"p{n}": f"z{order[n]}-new" for n in range(n_products)}
    renamed = Model.model_validate(relabel(model.model_dump(by_alias=True), new))
    one, two = open_lab(model), open_lab(renamed)
    rng = np.random.default_rng(seed)
    every = [two_asked for two_asked in removals_of(one.removals) if two_asked.product is None]
    some = [every[int(i)] for i in rng.integers(len(every), size=4)]
    first, second = by_name(one, one.shocks(*some)), by_name(two, two.shocks(*some))
    assert len(first) == len(second)
    for name, found in first.items():
        parts = [new.get(part, part) for part in name.split("/")]
        assert np.allclose(found, second["/".join(parts)], rtol=0, atol=SLACK), name


def relabel(tree: Any, new: dict[str, str]) -> Any:
    """A model as plain tree with its products renamed; durations as files write them."""
    if isinstance(tree, dict):
        made = {new.get(key, key): relabel(one, new) for key, one in tree.items()}
        return {key: one for key, one in made.items() if one is not None}
    if isinstance(tree, list | tuple):
        return [relabel(one, new) for one in tree]
    return new.get(tree, tree) if isinstance(tree, str) else tree


@often
@given(seed=seeds, n_products=sizes)
def test_splitting_a_producer_in_two_equal_ones_changes_nothing(seed, n_products):
    model = random_model(seed, n_products)
    dice = Dice(seed)
    product = dice.among(sorted(model.products))
    rows = model.products[product].producers
    row = dice.among(rows)
    part = dice.among((0.0, 0.3, 0.5))
    name = row.key
    shares = {"low": 0.0, "high": 1.0}
    whole = row.share.mode

    def piece(share: float, key: str) -> Any:
        size = row.share.model_copy(update={**shares, "mode": share})
        if row.firm is None:
            return row.model_copy(update={"share": size, "id": key})
        return row.model_copy(update={"share": size, "firm": key})

    twin = f"{row.firm or row.id}-twin"
    kept = row.model_copy(update={"share": piece(whole * part, "x").share})
    others = [one for one in rows if one is not row]
    added = piece(whole * (1 - part), twin)
    firms = dict(model.firms)
    if row.firm is not None:
        firms[twin] = firms[row.firm]
    other = split_sourcing(model, product, name, added.key, part)
    goods = dict(other.products)
    goods[product] = goods[product].model_copy(update={"producers": (*others, kept, added)})
    other = other.model_copy(update={"products": goods, "firms": firms})
    one, two = open_lab(model), open_lab(other)
    every = [ask for ask in removals_of(one.removals) if ask.kind != "firm"]
    rng = np.random.default_rng(seed)
    some = [every[int(i)] for i in rng.integers(len(every), size=4)]
    first, second = by_name(one, one.shocks(*some)), by_name(two, two.shocks(*some))
    for key, found in first.items():
        assert np.allclose(found, second[key], rtol=0, atol=SLACK), key
    assert np.allclose(second[f"{product}/{added.key}"], first[f"{product}/{name}"], atol=SLACK)


def split_sourcing(model: Model, product: str, name: str, twin: str, part: float) -> Model:
    """Stated sourcing of and from a producer, given to its twin as well."""

    def rows_of(owner: str, rows: Any) -> Any:
        found = []
        for row in rows:
            pieces = [row]
            if row.input == product and row.supplier == name:
                pieces = [
                    row.model_copy(update={"share": row.share * part}),
                    row.model_copy(update={"share": row.share * (1 - part), "supplier": twin}),
                ]
            found += pieces
            if owner == product and name in row.customers:
                found += [one.model_copy(update={"producer": twin}) for one in pieces]
        return tuple(found)

    def again(owner: str, one: Any) -> Any:
        return one.model_copy(update={"sourcing": rows_of(owner, one.sourcing)})

    return model.model_copy(
        update={
            "products": {key: again(key, one) for key, one in model.products.items()},
            "uses": {key: again(key, one) for key, one in model.uses.items()},
        }
    )


@often
@given(seed=seeds, n_products=sizes)
def test_equal_cuts_have_equal_consequences(seed, n_products):
    made = open_lab(random_model(seed, n_products))
    every = [made.removals.cut(one, "value") for one in removals_of(made.removals)]
    cut = Dice(seed).among(every)
    limit, weeks = levels(made, to_shocks(made.stack, [cut, cut]))
    assert np.array_equal(limit[:, 0], limit[:, 1])
    assert np.array_equal(weeks[:, :, 0], weeks[:, :, 1])
