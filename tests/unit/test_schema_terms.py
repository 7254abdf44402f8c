"""What the schema holds for whoever builds a model in Python."""

import pytest
from pydantic import ValidationError

from valuechain.files import load
from valuechain.schema import Input, Producer, Range, Sourcing
from valuechain.schema.terms import WeeksRange

FIGURE = {"source": "s", "credibility": 1, "status": "read"}
MADE = {**FIGURE, "site": "NLD", "share": 0.5, "basis": "units", "year": 2024}
NEED = {**FIGURE, "kind": "consumable", "essentiality": "critical"}


def _kinds(refused):
    return {error["type"] for error in refused.value.errors()}


def test_one_figure_is_a_range_without_width():
    producer = Producer(**MADE, firm="asml")
    assert producer.share == Range(low=0.5, mode=0.5, high=0.5)
    assert Input(**NEED, product="p", buffer="1 year").buffer.high == 52.0


def test_a_producer_is_named_by_firm_and_site_or_by_its_id():
    assert Producer(**MADE, firm="asml").key == "asml/NLD"
    assert Producer(**MADE, id="nld-all", kind="country-aggregate").key == "nld-all"


@pytest.mark.parametrize(
    ("added", "kind"),
    [
        ({}, "firm_or_aggregate"),
        ({"firm": "f", "id": "a"}, "firm_or_aggregate"),
        ({"id": "a"}, "aggregate_kind"),
        ({"firm": "f", "kind": "firm-group"}, "aggregate_kind"),
        ({"firm": "f", "owner": "NLD"}, "firm_countries"),
        ({"firm": "f", "year": True}, "int_type"),
        ({"firm": "f", "share": True}, "model_type"),
        ({"firm": "f", "share": "0.5"}, "float_type"),
        ({"firm": "f", "share": float("nan")}, "finite_number"),
    ],
)
def test_a_producer_that_is_neither_or_both_is_refused(added, kind):
    with pytest.raises(ValidationError) as refused:
        Producer(**{**MADE, **added})
    assert kind in _kinds(refused)


@pytest.mark.parametrize(
    ("added", "kind"),
    [
        ({}, "product_or_any_of"),
        ({"product": "p", "any_of": ["a", "b"]}, "product_or_any_of"),
        ({"any_of": ["a"]}, "single_alternative"),
        ({"product": "p", "kind": "capital"}, "lifetime_missing"),
        ({"product": "p", "lifetime": "1 year"}, "lifetime_unwanted"),
        ({"product": "p", "kind": "capital", "lifetime": "6 days"}, "lifetime_short"),
        ({"any_of": ["a", {"product": "b", "kind": "capital"}]}, "lifetime_missing"),
        ({"product": "p", "buffer": 8}, "duration_unit"),
        ({"product": "p", "buffer": "-1 week"}, "duration_negative"),
        ({"product": "p", "buffer": "1001 years"}, "duration_long"),
        ({"product": "p", "buffer": f"{'9' * 400} weeks"}, "duration_long"),
    ],
)
def test_an_input_that_contradicts_itself_is_refused(added, kind):
    with pytest.raises(ValidationError) as refused:
        Input(**{**NEED, **added})
    assert kind in _kinds(refused)


def test_an_alternative_may_be_capital_beside_a_service():
    options = ["cloud", {"product": "servers", "kind": "capital", "lifetime": "5 years"}]
    assert Input(**{**NEED, "kind": "service"}, any_of=options).options == ("cloud", "servers")


def test_order_of_a_range_is_held():
    assert WeeksRange(low="3 days", mode="1 week", high="1 month").low == 3 / 7
    with pytest.raises(ValidationError) as refused:
        WeeksRange(low="2 weeks", mode="1 week", high="1 month")
    assert _kinds(refused) == {"range_order"}


def test_customers_of_a_sourcing_row():
    row = {**FIGURE, "input": "p", "supplier": "a", "share": 1.0}
    assert Sourcing(**row).customers == ()
    assert Sourcing(**row, producer="x/NLD").customers == ("x/NLD",)
    assert Sourcing(**row, producer=["x/NLD", "remainder"]).customers == ("x/NLD", "remainder")


def test_a_model_cannot_be_changed():
    from pathlib import Path

    model = load(Path(__file__).parents[1] / "models" / "tiny.yaml").model
    with pytest.raises(ValidationError, match="frozen"):
        model.id = "other"
