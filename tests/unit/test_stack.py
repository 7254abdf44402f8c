"""From a model to columns: rows, slots, alternatives and links; equal models, equal columns."""

from dataclasses import fields

import numpy as np
import pytest

from tests.build import buys, country, firm, make_model, need, product, use
from valuechain.files import load
from valuechain.stack import Stack, compile_model
from valuechain.stack.columns import (
    AGGREGATE,
    BUYER,
    CAPITAL,
    CRITICAL,
    FIRM,
    HOME,
    IMPORTANT,
    REMAINDER,
    SERVICE,
    UNKNOWN,
    USE,
)

TINY = "tests/models/tiny.yaml"


@pytest.fixture(scope="module")
def tiny(request: pytest.FixtureRequest) -> Stack:
    return compile_model(load(request.config.rootpath / TINY).model)


def links(stack: Stack, slot: int) -> list[dict[str, float]]:
    """Suppliers and shares of every alternative of a slot."""
    found = []
    for a in range(stack.alternative_start[slot], stack.alternative_start[slot + 1]):
        span = range(stack.link_start[a], stack.link_start[a + 1])
        found.append(
            {stack.producer_ids[stack.link_supplier[x]]: float(stack.link_share[x]) for x in span}
        )
    return found


def slots(stack: Stack, name: str) -> range:
    row = stack.position(name)
    return range(stack.slot_start[row], stack.slot_start[row + 1])


def test_rows_are_producers_remainders_uses_and_one_buyer_per_product(tiny):
    kinds = dict(zip(tiny.producer_ids, tiny.producer_kind.tolist(), strict=True))
    assert kinds["gallium/chn-all"] == AGGREGATE
    assert kinds["gallium/remainder"] == REMAINDER
    assert kinds["hosting-global/triad/NLD"] == FIRM
    assert kinds["register"] == USE
    assert kinds["buyer/gallium"] == BUYER
    # a remainder of nothing is no row
    assert "scanners/remainder" not in kinds
    # 9 producers, 2 remainders, 2 uses and 6 buyers
    assert sorted(kinds.values()).count(BUYER) == len(tiny.product_ids) == 6
    assert len(tiny.uses()) == 2
    assert tiny.n_producers == len(kinds) == 19
    assert [tiny.producer_ids[row] for row in tiny.buyers()] == [
        f"buyer/{name}" for name in tiny.product_ids
    ]


def test_the_three_countries_of_a_row(tiny):
    def places(name: str) -> list[object]:
        row = tiny.position(name)
        found = [int(tiny.attribute(one)[row]) for one in ("site", "headquarters", "owner")]
        return [tiny.place_ids[one] if one >= 0 else one for one in found]

    assert places("hosting-global/triad/NLD") == ["NLD", "IRL", "USA"]
    assert places("hosting-global/remainder") == ["DEU", "DEU", "DEU"]
    assert places("gallium/remainder") == [UNKNOWN] * 3
    assert places("buyer/gallium") == [HOME] * 3
    assert places("elections") == ["NLD"] * 3
    with pytest.raises(KeyError):
        tiny.position("no-such-row")


def test_links_follow_the_market_or_the_stated_sourcing(tiny):
    market = {"photoresist/fabrik/DEU": 0.4, "photoresist/jpn-all": 0.6}
    assert links(tiny, slots(tiny, "logic-chips/twn-all")[1]) == [market]
    # Fabrik does without gallium, so photoresist is its first slot; it buys half and half
    fabrik = slots(tiny, "logic-chips/fabrik/DEU")
    assert len(fabrik) == 2
    assert links(tiny, fabrik[0]) == [{"photoresist/fabrik/DEU": 0.5, "photoresist/jpn-all": 0.5}]
    assert links(tiny, slots(tiny, "buyer/photoresist")[0]) == [market]
    # the remainder supplies its share of the market too
    assert links(tiny, slots(tiny, "buyer/gallium")[0]) == [
        {"gallium/chn-all": 0.8, "gallium/remainder": 0.2}
    ]


def test_every_producer_of_a_product_has_its_inputs_as_slots(tiny):
    for name in ("logic-chips/twn-all", "logic-chips/usa-all"):
        mine = slots(tiny, name)
        assert tiny.slot_input[mine.start : mine.stop].tolist() == [0, 1, 2]
        kinds = tiny.alternative_kind[tiny.alternative_start[mine.start : mine.stop]]
        assert kinds.tolist() == [0, 0, CAPITAL]
        buffers = tiny.alternative_buffer[tiny.alternative_start[mine.start : mine.stop]]
        assert buffers.tolist() == [26.0, 8.0, 0.0]
        assert tiny.alternative_lifetime[tiny.alternative_start[mine.start + 2]] == 8 * 52


def test_alternatives_and_fallback_of_a_slot(tiny):
    (slot,) = slots(tiny, "register")
    span = slice(tiny.alternative_start[slot], tiny.alternative_start[slot + 1])
    names = [tiny.product_ids[one] for one in tiny.alternative_product[span]]
    assert names == ["hosting-global", "hosting-local"]
    assert tiny.alternative_capacity[span].tolist() == [1.0, 0.6]
    assert tiny.alternative_kind[span].tolist() == [SERVICE, SERVICE]
    # its own where it states one, that of the whole otherwise
    assert tiny.alternative_buffer[span].tolist() == [1.0, 2.0]
    assert tiny.slot_fallback[slot] == 0.3
    assert tiny.slot_fallback_after[slot] == 2.0
    important, critical = slots(tiny, "elections")
    assert tiny.slot_essentiality[important] == IMPORTANT
    assert tiny.slot_essentiality[critical] == CRITICAL
    assert tiny.slot_fallback[critical] == 0.0
    assert np.isinf(tiny.slot_fallback_after[critical])


def test_substitution_is_known_or_not(tiny):
    gallium, photoresist, scanners = slots(tiny, "logic-chips/twn-all")
    assert not tiny.slot_substitution_known[gallium]
    # 18 months of 52/12 weeks; 10 years
    assert tiny.slot_substitution[photoresist] == pytest.approx(78.0)
    assert tiny.slot_substitution[scanners] == 520.0
    assert tiny.slot_substitution_known[[photoresist, scanners]].all()


def test_what_is_known_of_remainders(tiny):
    gallium = tiny.product_ids.index("gallium")
    assert tiny.producer_ids[tiny.product_remainder[gallium]] == "gallium/remainder"
    assert tiny.product_excludes[gallium] == {"NLD"}
    assert tiny.product_at_most[gallium] == 0.1
    scanners = tiny.product_ids.index("scanners")
    assert tiny.product_remainder[scanners] == -1
    assert np.isinf(tiny.product_at_most[scanners])


def test_the_columns_hold_together_and_are_read_only(tiny):
    for column in fields(tiny):
        found = getattr(tiny, column.name)
        if isinstance(found, np.ndarray):
            assert not found.flags.writeable, column.name
            assert not np.isnan(found.astype(float)).any(), column.name
    assert (np.diff(tiny.slot_customer) >= 0).all()
    assert (np.diff(tiny.alternative_slot) >= 0).all()
    assert (np.diff(tiny.link_alternative) >= 0).all()
    assert tiny.slot_start[-1] == tiny.n_slots
    assert tiny.alternative_start[-1] == len(tiny.alternative_slot)
    assert tiny.link_start[-1] == len(tiny.link_supplier)
    sums = np.bincount(tiny.link_alternative, tiny.link_share)
    assert sums == pytest.approx(np.ones(len(tiny.alternative_slot)))


def two(first: float = 0.3, title: str = "a", **more):
    return make_model(
        {
            title: product(firm("x", "NLD", first), country("USA", 1 - first), inputs=[need("b")]),
            "b": product(country("CHN", 1.0)),
        },
        {"task": use(need(title, **more))},
    )


def test_equal_models_have_equal_digests_and_others_differ():
    digest = compile_model(two()).digest
    assert compile_model(two()).digest == digest
    others = [two(0.4), two(title="c"), two(kind="service"), two(buffer=1.0)]
    others += [two(fallback=(0.1, 1.0)), two(importance="minor")]
    assert len({digest, *(compile_model(one).digest for one in others)}) == 7


def test_the_digest_does_not_depend_on_the_order_of_the_file():
    model = two()
    turned = model.model_copy(
        update={
            "products": {
                key: one.model_copy(update={"producers": one.producers[::-1]})
                for key, one in reversed(model.products.items())
            }
        }
    )
    assert compile_model(turned).digest == compile_model(model).digest


def test_who_needs_nothing_has_no_slots_and_a_stated_none_takes_a_slot_away():
    model = make_model(
        {
            "a": product(
                firm("x", "NLD", 0.5),
                firm("y", "NLD", 0.5),
                inputs=[need("b"), need(["b", "c"])],
                sourcing=[*buys("x/NLD", "b"), *buys("y/NLD", "c")],
            ),
            "b": product(country("CHN", 1.0)),
            "c": product(country("USA", 1.0)),
        },
        {"task": use(need("a"))},
    )
    stack = compile_model(model)
    assert len(slots(stack, "b/chn-all")) == 0
    # x does without b: its first slot goes, the second keeps c
    assert [links(stack, slot) for slot in slots(stack, "a/x/NLD")] == [[{"c/usa-all": 1.0}]]
    # y does without c only
    assert [links(stack, slot) for slot in slots(stack, "a/y/NLD")] == [
        [{"b/chn-all": 1.0}],
        [{"b/chn-all": 1.0}],
    ]


def demand_of(bought, *customers, **markets):
    """Part of the demand for a product that its customers stand for, nothing being stated."""
    names = ("chip", "wide", "local")
    inputs = {"wide": [need("chip")], "local": [need("chip")], "chip": []}
    model = make_model(
        {name: product(country("NLD", 1.0), inputs=inputs[name]) for name in names},
        {"task": use(need("chip"), need("wide"), need("local"))},
    )
    goods = {
        key: one.model_copy(update={"market": markets.get(key, "world")})
        for key, one in model.products.items()
    }
    stack = compile_model(model.model_copy(update={"products": goods}))
    found = []
    for customer in customers:
        (mine,) = [
            a
            for s in slots(stack, customer)
            for a in range(stack.alternative_start[s], stack.alternative_start[s + 1])
            if stack.product_ids[stack.alternative_product[a]] == bought
        ]
        found.append(float(stack.alternative_demand[mine]))
    return found


def test_who_serves_one_country_wants_a_hundredth_of_what_is_sold_wider():
    who = ("wide/nld-all", "local/nld-all", "task")
    # nothing is sold in one country only: two customer products, and a use for a hundredth of one
    assert demand_of("chip", *who) == pytest.approx([1 / 2.01, 1 / 2.01, 0.01 / 2.01])
    # a customer product that is sold in one country counts as a use does
    assert demand_of("chip", *who, local="NLD") == pytest.approx(
        [1 / 1.02, 0.01 / 1.02, 0.01 / 1.02]
    )
    # of what is sold in one country all customers stand there, and count alike
    assert demand_of("chip", *who, chip="NLD") == pytest.approx([1 / 3] * 3)
    assert demand_of("chip", *who, chip="NLD", local="NLD") == pytest.approx([1 / 3] * 3)
