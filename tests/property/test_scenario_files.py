"""Laws of scenario files: a round trip changes nothing, mutants are told, the engine agrees."""

import random
from pathlib import Path
from typing import get_args

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.test_load_dump import (
    WORDS,
    cited,
    ids,
    ranges,
    shares,
    texts,
)
from tests.random_models import ABROAD, GROUPS, PLACES, random_model
from valuechain.errors import CATALOGUE, FileProblems
from valuechain.files import dump, load, load_scenario_text
from valuechain.files.scenario_start import start_scenario
from valuechain.files.scenario_supply import match
from valuechain.schema import Scenario, Selector
from valuechain.shocks.selecting import Selection
from valuechain.shocks.suppliers import Suppliers
from valuechain.stack import compile_model
from valuechain.vocab.words import ShockKind

TINY = load(Path(__file__).parents[1] / "models" / "tiny.yaml").model
EXACT = 1e-9
names = st.lists(ids, min_size=1, max_size=3, unique=True)
places = st.lists(st.sampled_from([*PLACES, "EU27", "D9+"]), min_size=1, max_size=3, unique=True)
one_or_more = names.map(lambda found: found[0] if len(found) == 1 else found)
selectors = st.fixed_dictionaries(
    {},
    optional={
        "site": places,
        "headquarters": places,
        "owner": places,
        "any": places,
        "firm": one_or_more,
        "producer": st.just("gallium/chn-all"),
    },
)
severities = st.floats(0.01, 1) | ranges(shares.map(lambda found: max(found, 0.01)))
lasting = st.sampled_from(
    ["3 days", "8 weeks", "7 years", {"low": "0 weeks", "mode": "1 week", "high": "1 year"}]
)
recoveries = st.one_of(
    st.just({"shape": "step"}),
    st.fixed_dictionaries(
        {
            "shape": st.sampled_from(["linear", "s-curve"]),
            "over": lasting.filter(lambda one: isinstance(one, str)),
        }
    ),
    st.just(
        {
            "shape": "points",
            "points": [
                {"after": "1 week", "recovered": 0.25},
                {"after": "3 months", "recovered": 1},
            ],
        }
    ),
)


@st.composite
def shocks(draw, position):
    """One shock that does something; what must differ between shocks has its position in it."""
    kind = draw(st.sampled_from(get_args(ShockKind)))
    said = {**draw(st.fixed_dictionaries(cited)), "kind": kind}
    said["start"] = {"low": "0 weeks", "mode": f"{position} weeks", "high": "60 weeks"}
    if draw(st.booleans()):
        said["because"] = {"en": draw(texts)}
    if kind == "stockpile":
        rough = {"low": "1 week", "mode": "4 weeks", "high": "1 year"}
        weeks = draw(st.sampled_from(["6 months", "1 week", rough]))
        held = {"by": draw(places), "customers": draw(one_or_more)} if draw(st.booleans()) else {}
        return {**said, "product": [f"product-{position}"], "weeks": weeks, **held}
    said["duration"] = draw(lasting)
    if kind == "takeover":
        return {**said, "firm": [f"firm-{position}"], "to": draw(st.sampled_from(PLACES))}
    said["recovery"] = draw(recoveries)
    if kind == "demand-surge":
        factor = draw(st.floats(1.01, 9) | ranges(st.floats(1.01, 9)))
        return {**said, "product": f"product-{position}", "factor": factor}
    said |= {"severity": draw(severities), "from": draw(selectors)}
    if draw(st.booleans()):
        said[draw(st.sampled_from(["product", "layer"]))] = draw(one_or_more)
    if kind != "outage":
        said["to"] = draw(places | st.just("all"))
        if draw(st.booleans()):
            said |= {"except": draw(places), "customers": draw(one_or_more)}
    if kind == "capital-stop":
        said["lifetime"] = draw(st.sampled_from(["2 years", "1 week"]))
    return said


@st.composite
def scenarios(draw):
    """A scenario of a few shocks, each of its own."""
    count = draw(st.integers(1, 4))
    said = {
        "schema": "valuechain/1",
        "id": draw(ids),
        "title": {"en": draw(texts), "nl": draw(texts)},
        "because": {"en": draw(texts)},
        "model": {"id": draw(ids)},
        "horizon": f"{draw(st.integers(60, 520))} weeks",
        "allocation": draw(st.sampled_from(["contractual", "reallocate", "home-last"])),
        "substitution": draw(st.booleans()),
        "shocks": [draw(shocks(position)) for position in range(count)],
    }
    if draw(st.booleans()):
        said |= {"grace": draw(st.booleans()), "as_of": "2026-01-31", "marking": "dep-v"}
        said["sources"] = {"s": {"title": draw(texts), "reliability": "C"}}
    return said


@given(scenarios())
@settings(max_examples=100)
def test_a_scenario_survives_being_written_and_read(content):
    scenario = Scenario.model_validate(content)
    again = load_scenario_text(dump(scenario))
    assert again.scenario == scenario
    assert dump(again.scenario) == dump(scenario)


@given(scenarios(), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_order_of_keys_does_not_change_the_digest(content, chance):
    loaded = load_scenario_text(dump(Scenario.model_validate(content)))
    items = list(content.items())
    chance.shuffle(items)
    shuffled = Scenario.model_validate(dict(items))
    assert load_scenario_text(dump(shuffled)).digest == loaded.digest


TEXT = start_scenario(TINY)


@given(mutation=st.data())
@settings(max_examples=200)
def test_mutated_lines_never_give_a_traceback(mutation):
    lines = [line for line in TEXT.splitlines() if line and not line.lstrip().startswith("#")]
    at = mutation.draw(st.integers(0, len(lines) - 1))
    kind = mutation.draw(st.sampled_from(["drop", "double", "indent", "word", "swap"]))
    if kind == "drop":
        del lines[at]
    elif kind == "double":
        lines.insert(at, lines[at])
    elif kind == "indent":
        lines[at] = "  " + lines[at]
    elif kind == "swap":
        other = mutation.draw(st.integers(0, len(lines) - 1))
        lines[at], lines[other] = lines[other], lines[at]
    else:
        start, colon, _ = lines[at].partition(": ")
        lines[at] = f"{start}{colon}{mutation.draw(st.sampled_from([*WORDS, '5 weeks', 'all']))}"
    try:
        load_scenario_text("\n".join(lines), model=TINY)
    except FileProblems as found:
        problems = found.problems
    else:
        problems = ()
    assert all(problem.code in CATALOGUE and problem.message for problem in problems)
    assert not any("Input should" in problem.message for problem in problems)


def _random_selector(chance, model):
    asked = {}
    for key in chance.sample(["site", "headquarters", "owner", "any"], chance.randint(0, 2)):
        asked[key] = chance.sample([*ABROAD, "DEU", *GROUPS], chance.randint(1, 2))
    if chance.random() < 0.3 and model.firms:
        asked["firm"] = chance.sample(sorted(model.firms), 1)
    if chance.random() < 0.2:
        every = [f"{name}/{one.key}" for name, p in model.products.items() for one in p.producers]
        asked["producer"] = chance.sample(every, min(2, len(every)))
    return Selector(**asked)


@given(st.integers(0, 2000))
@settings(max_examples=150)
def test_who_is_meant_is_whom_the_engine_takes(seed):
    """What the files say of listed shares and of nobody equals what the stack computes."""
    chance = random.Random(seed)  # noqa: S311
    model = random_model(seed)
    stack = compile_model(model)
    suppliers = Suppliers(stack)
    selector = _random_selector(chance, model)
    products = chance.sample(sorted(model.products), chance.randint(1, 3))
    found = match(selector, products, model=model, owners={})
    rows = np.array(sorted(suppliers.product[one] for one in products), dtype=np.int32)

    def taken(bound):
        selection = Selection(
            selector, suppliers=suppliers, model=model, products=rows, bound=bound
        )
        return selection.selected().taken * stack.producer_share * suppliers.supplies

    assert found.possible == bool((taken("high") > 0).any())
    assert bool(found.emptied) == (not found.possible and not selector.is_empty)
    for name in products:
        mine = stack.producer_product == suppliers.product[name]
        listed = sum(one.share for one in found.listed if one.product == name)
        assert abs(listed - taken("value")[mine].sum()) < EXACT


@given(st.integers(0, 500), st.sampled_from(["nl", "en"]))
@settings(max_examples=40)
def test_the_scenario_to_start_from_fits_any_model(seed, lang):
    model = random_model(seed)
    found = load_scenario_text(start_scenario(model, lang=lang), model=model)
    assert found.warnings == ()
    assert found.scenario.model.id == model.id
