"""The table of sources: every figure of the model counted once, on what it says itself."""

from pathlib import Path

import pytest

import valuechain as vc
from tests.build import JUDGED, country, firm, make_model, need, product, use
from valuechain.analysis.source_table import all_figures, source_table
from valuechain.schema import Source, SpareCapacity

TINY = Path(__file__).parents[1] / "models" / "tiny.yaml"

# Counted by hand in tests/models/tiny.yaml: (read, recall, judgement).
BY_HAND = {
    # the one group
    "treaty": (1, 0, 0),
    # 4 firms, 9 producers (one recalled), 3 rows of sourcing, an indicator, a lead time,
    # 2 countries, a restriction and a law
    "survey": (21, 1, 0),
    # a spare capacity, 9 inputs, a fallback, 2 uses, 2 parameters, 7 thresholds
    "analysts": (0, 0, 22),
    "valuechain-defaults": (0, 0, 1),
}


@pytest.fixture(scope="module")
def tiny():
    return vc.load(TINY)


def test_the_counts_are_those_of_a_count_by_hand(tiny):
    found = source_table(tiny).set_index("source")
    assert sorted(found.index) == sorted(BY_HAND)
    for key, counts in BY_HAND.items():
        row = found.loc[key]
        assert (row["read"], row["recall"], row["judgement"]) == counts
        assert row["figures"] == sum(counts)


def test_every_figure_has_a_place_of_its_own(tiny):
    keys = [figure.keys for figure in all_figures(tiny)]
    assert len(keys) == len(set(keys)) == 46
    assert "uses.register.inputs[0].fallback" in keys
    assert "products.logic-chips.sourcing[2]" in keys
    assert "countries.USA.governance" in keys


def test_what_a_source_is_stands_beside_its_counts(tiny):
    row = source_table(tiny).set_index("source").loc["survey"]
    assert (row["title"], row["publisher"], row["year"]) == ("Survey of makers", "Bureau", 2025)
    assert (row["licence"], row["kind"], row["reliability"]) == ("CC-BY-4.0", "statistics", "B")
    assert source_table(tiny).set_index("source").loc["analysts", "licence"] == ""


def test_a_part_that_rests_on_something_else_counts_there_and_an_idle_source_for_nothing():
    read = {"source": "book", "status": "read", "credibility": 2}
    gas = product(firm("a", "NLD", 1.0) | read)
    chips = product(
        country("CHN", 1.0),
        inputs=[need("gas", buffer=3) | {"evidence": {"buffer": read, "essentiality": {}}}],
    )
    model = make_model({"gas": gas, "chips": chips}, {"task": use(need("chips"))})
    book = Source.model_validate({"title": "Book", "kind": "statistics", "reliability": "B"})
    spare = SpareCapacity.model_validate({"low": 0, "mode": 0.1, "high": 0.2, **JUDGED} | read)
    products = model.products | {
        "gas": model.products["gas"].model_copy(update={"spare_capacity": spare})
    }
    before = source_table(model).set_index("source").loc["us", "figures"]
    changed = model.model_copy(
        update={
            "products": products,
            "sources": model.sources | {"book": book, "idle": book},
        }
    )
    found = source_table(changed).set_index("source")
    # the share of a, the buffer of gas, and its spare capacity
    assert (found.loc["book", "figures"], found.loc["book", "read"]) == (3, 3)
    assert found.loc["us", "figures"] == before
    assert found.loc["idle", "figures"] == 0
