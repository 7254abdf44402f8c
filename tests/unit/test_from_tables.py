"""Stacks straight from tables: the way back from the views, and what is refused."""

import dataclasses
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.random_models import random_model
from valuechain.errors import AnalysisError
from valuechain.files import load, shipped_model
from valuechain.stack import compile_model
from valuechain.stack.from_tables import stack_from_tables
from valuechain.stack.views import to_frames


def tables(stack):
    frames = to_frames(stack)
    return {field.name: getattr(frames, field.name) for field in dataclasses.fields(frames)}


def test_the_way_back_from_the_views_of_the_shipped_model():
    stack = compile_model(load(shipped_model()).model)
    assert stack_from_tables(**tables(stack)).digest == stack.digest


@given(st.integers(0, 10_000))
def test_the_way_back_from_random_models(seed):
    stack = compile_model(random_model(seed))
    assert stack_from_tables(**tables(stack)).digest == stack.digest


def test_the_order_of_rows_and_columns_does_not_matter():
    stack = compile_model(random_model(3))
    mixed = {
        name: frame.sample(frac=1, random_state=1)[frame.columns[::-1]]
        for name, frame in tables(stack).items()
    }
    assert stack_from_tables(**mixed).digest == stack.digest


def test_columns_are_read_only():
    stack = stack_from_tables(**small())
    with pytest.raises(ValueError, match="read-only"):
        stack.link_share[0] = 0.5


def small():
    """Two makers of parts, one assembler, one use; only the columns that are needed."""
    producers = pd.DataFrame(
        [
            ("task", "use", None, "NLD", "NLD", "NLD"),
            ("parts/b", "firm", "parts", "DEU", "DEU", "USA"),
            ("parts/a", "firm", "parts", "CHN", "CHN", None),
            ("box/c", "firm", "box", "NLD", "NLD", "NLD"),
        ],
        columns=["producer", "kind", "product", "site", "headquarters", "owner"],
    )
    slots = pd.DataFrame(
        [("task", 0, "critical"), ("box/c", 0, "important")],
        columns=["customer", "input", "essentiality"],
    )
    alternatives = pd.DataFrame(
        [("task", 0, "box", "service"), ("box/c", 0, "parts", "consumable")],
        columns=["customer", "input", "product", "kind"],
    )
    links = pd.DataFrame(
        [("task", 0, "box/c", 1.0), ("box/c", 0, "parts/b", 0.25), ("box/c", 0, "parts/a", 0.75)],
        columns=["customer", "input", "supplier", "share"],
    )
    return {"producers": producers, "slots": slots, "alternatives": alternatives, "links": links}


def test_a_small_network_from_the_columns_that_are_needed():
    stack = stack_from_tables(**small())
    assert stack.producer_ids == ("box/c", "parts/a", "parts/b", "task")
    assert stack.product_ids == ("box", "parts")
    assert stack.place_ids == ("CHN", "DEU", "NLD", "USA")
    assert stack.producer_owner.tolist() == [2, -1, 3, 2]
    assert stack.link_share.tolist() == [0.75, 0.25, 1.0]
    assert stack.slot_start.tolist() == [0, 1, 1, 1, 2]
    assert not stack.slot_substitution_known.any()


def change(table, column, row, new):
    def made(held):
        frame = held[table].astype({column: object})
        frame.loc[row, column] = new
        held[table] = frame

    return made


def without(table, column):
    return lambda held: held.update({table: held[table].drop(columns=column)})


def extra(table, column):
    return lambda held: held.update({table: held[table].assign(**{column: 1})})


def again(table):
    return lambda held: held.update({table: pd.concat([held[table], held[table].head(1)])})


def only(table, rows):
    return lambda held: held.update({table: held[table].iloc[rows]})


@pytest.mark.parametrize(
    ("mistake", "code", "words"),
    [
        (without("links", "share"), "VA610", "table links lacks 'share'"),
        (extra("slots", "colour"), "VA610", "has unknown 'colour'"),
        (change("links", "share", 1, np.nan), "VA611", "row 2: share nan is not a number"),
        (change("links", "share", 1, "much"), "VA611", "share 'much' is not a number"),
        (change("links", "supplier", 1, None), "VA611", "supplier is empty"),
        (change("links", "supplier", 1, 7), "VA611", "7 is not a text"),
        (change("producers", "product", 1, None), "VA611", "has no product"),
        (change("alternatives", "kind", 0, "capital"), "VA611", "capital without lifetime_weeks"),
        (change("links", "supplier", 1, "parts/x"), "VA612", "supplier 'parts/x' is unknown"),
        (change("slots", "customer", 0, "job"), "VA612", "customer 'job' is unknown"),
        (change("producers", "site", 1, "XXX"), "VA612", "site 'XXX' is neither"),
        (change("links", "input", 0, 3), "VA612", "input 3 of 'task' is not in table slots"),
        (change("alternatives", "product", 0, "bax"), "VA612", "product 'bax' is unknown"),
        (again("producers"), "VA613", "producer 'task' is there twice"),
        (again("slots"), "VA613", "input 0 of 'task' is there twice"),
        (again("links"), "VA613", "supplier 'box/c' of one alternative is there twice"),
        (change("slots", "essentiality", 0, "vital"), "VA614", "'vital' is not one of the words"),
        (change("links", "share", 1, 1.5), "VA615", "1.5 is out of range (0 to 1)"),
        (change("links", "share", 1, np.inf), "VA615", "out of range"),
        (change("slots", "input", 0, 0.5), "VA615", "0.5 is not a whole number"),
        (change("links", "share", 1, 0.2), "VA616", "sum to 0.95 instead of 1 (and 1 more rows)"),
        (only("links", slice(1, None)), "VA616", "an alternative has no links"),
        (only("alternatives", slice(0, 1)), "VA617", "input 0 of 'box/c' has no row"),
        (change("alternatives", "product", 1, "box"), "VA618", "'parts/b' does not make"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(mistake, code, words):
    held = small()
    mistake(held)
    with pytest.raises(AnalysisError) as found:
        stack_from_tables(**held)
    assert found.value.code == code
    assert words in str(found.value)


def test_shares_may_be_partial_if_that_is_said():
    held = small()
    change("links", "share", 1, 0.2)(held)
    stack = stack_from_tables(**held, partial=True)
    assert stack.link_share.tolist() == [0.75, 0.2, 1.0]
    change("links", "share", 1, 0.3)(held)
    with pytest.raises(AnalysisError, match=r"VA616 .* 1\.05 instead of 1"):
        stack_from_tables(**held, partial=True)


def test_groups_that_own_something_are_told():
    held = small()
    change("producers", "owner", 1, "PACT")(held)
    places = pd.DataFrame({"place": ["PACT"], "members": ["BEL DEU"]})
    stack = stack_from_tables(**held, places=places)
    at = stack.place_ids.index("PACT")
    assert stack.place_members[at] == {"BEL", "DEU"}
    with pytest.raises(AnalysisError, match="VA612"):
        stack_from_tables(**held, places=places.assign(members="BEL DDR"))


def test_fifty_thousand_firms_take_seconds():
    rng, count = np.random.default_rng(0), 50_000
    names = np.array([f"firm-{n:06d}" for n in range(count)], dtype=object)
    kinds = rng.integers(0, 60, count)
    sectors = np.array([f"sector-{n:02d}" for n in range(60)], dtype=object)
    producers = pd.DataFrame(
        {"producer": names, "kind": "firm", "product": sectors[kinds], "firm": names}
        | {"site": "NLD", "headquarters": "NLD", "owner": "NLD"}
    )
    customer, supplier = rng.integers(0, count, (2, 5 * count))
    bought = pd.DataFrame({"customer": customer, "made": kinds[supplier], "supplier": supplier})
    bought = bought.drop_duplicates(["customer", "supplier"])
    bought["share"] = 1.0 / bought.groupby(["customer", "made"])["supplier"].transform("size")
    slots = bought[["customer", "made"]].drop_duplicates()
    named = {"customer": names[slots["customer"]], "input": slots["made"].to_numpy()}
    start = time.perf_counter()
    stack = stack_from_tables(
        producers=producers,
        slots=pd.DataFrame({**named, "essentiality": "critical"}),
        alternatives=pd.DataFrame(
            {**named, "product": sectors[slots["made"]], "kind": "consumable"}
        ),
        links=pd.DataFrame(
            {
                "customer": names[bought["customer"]],
                "input": bought["made"].to_numpy(),
                "supplier": names[bought["supplier"]],
                "share": bought["share"].to_numpy(),
            }
        ),
    )
    assert stack.n_producers == count
    assert time.perf_counter() - start < 15


def with_supply(**remainder):
    """The small network with stated shares and one product with a remainder's facts."""
    made = small()
    made["producers"]["share"] = [np.nan, 0.25, 0.75, 1.0]
    made["products"] = pd.DataFrame([{"product": "parts", **remainder}])
    return made


@pytest.mark.parametrize("excludes", ["CHN, USA", "CN", "EU27", "china"])
def test_excludes_that_exclude_nobody_are_refused(excludes):
    with pytest.raises(AnalysisError, match=r"VA612.*remainder_excludes"):
        stack_from_tables(**with_supply(remainder_excludes=excludes))


def test_excludes_may_name_a_group_of_table_places():
    made = with_supply(remainder_excludes="EU2 USA")
    made["places"] = pd.DataFrame([{"place": "EU2", "members": "DEU FRA"}])
    stack = stack_from_tables(**made)
    assert stack.product_excludes[stack.product_ids.index("parts")] == {"DEU", "FRA", "USA"}


def test_shares_of_a_product_sum_to_1_as_in_files():
    made = with_supply()
    made["producers"].loc[1, "share"] = 0.25 + 5e-7
    stack_from_tables(**made)
    made["producers"].loc[1, "share"] = 1.05
    with pytest.raises(AnalysisError, match="VA615"):
        stack_from_tables(**made)
    made["producers"].loc[1, "share"] = 0.9
    with pytest.raises(AnalysisError, match=r"VA616.*sum to 1\.65"):
        stack_from_tables(**made)


def test_printed_percentages_are_rescaled_on_request_only():
    made = with_supply()
    made["producers"].loc[1, "share"] = 0.251
    made["links"].loc[1, "share"] = 0.251
    with pytest.raises(AnalysisError, match=r"VA616.*rescale=True"):
        stack_from_tables(**made)
    stack = stack_from_tables(**made, rescale=True)
    parts = [stack.producer_ids.index(f"parts/{one}") for one in "ab"]
    assert stack.producer_share[parts].sum() == pytest.approx(1.0, abs=1e-15)
    assert stack.link_share.tolist() == pytest.approx([0.75 / 1.001, 0.251 / 1.001, 1.0])
    made["links"].loc[1, "share"] = 0.30
    with pytest.raises(AnalysisError, match="VA616"):
        stack_from_tables(**made, rescale=True)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("USA", "CHN RUS")], "VA612.*'USA' is a country"),
        ([("EU2", "DEU"), ("EU2", "FRA")], "VA613.*'EU2'"),
    ],
)
def test_places_are_groups_once_and_no_other_country(rows, message):
    places = pd.DataFrame(rows, columns=["place", "members"])
    with pytest.raises(AnalysisError, match=message):
        stack_from_tables(**small(), places=places)
