"""The views of a compiled stack: pandas tables and a networkx graph."""

import networkx as nx
import numpy as np
import pytest

from tests.build import buys, country, firm, make_model, need, product, use
from valuechain.stack import compile_model
from valuechain.stack.views import to_frames, to_networkx


def stack():
    """A use on a cloud, or on paper; the cloud on servers from two makers."""
    return compile_model(
        make_model(
            {
                "servers": product(
                    firm("maker", "TWN", 0.6, owned="USA"), country("CHN", 0.3), remainder=0.1
                ),
                "cloud": product(
                    firm("polder", "NLD", 1.0),
                    inputs=[need("servers", "capital", lifetime=200, buffer=4)],
                    sourcing=buys("polder/NLD", "servers", maker__TWN=1.0),
                ),
                "paper": product(country("NLD", 1.0)),
            },
            {
                "task": use(
                    need(
                        ["cloud", {"product": "paper", "capacity": 0.5}],
                        "service",
                        fallback=(0.2, 8),
                    )
                )
            },
        )
    )


def test_tables_name_everything_by_id():
    frames = to_frames(stack())
    producers = frames.producers.set_index("producer")
    assert producers.loc["servers/maker/TWN", ["site", "owner"]].tolist() == ["TWN", "USA"]
    assert producers.loc["servers/remainder", ["kind", "site"]].tolist() == ["remainder", ""]
    assert producers.loc["buyer/cloud", ["kind", "site"]].tolist() == ["buyer", ""]
    assert producers.loc["servers/maker/TWN", "share"] == 0.6
    slot = frames.slots.set_index("customer").loc["task"]
    assert (slot["fallback_level"], slot["fallback_after_weeks"]) == (0.2, 8)
    assert frames.slots["substitution_weeks"].isna().all()
    options = frames.alternatives[frames.alternatives["customer"] == "task"]
    assert options["product"].tolist() == ["cloud", "paper"]
    assert options["capacity"].tolist() == [1.0, 0.5]
    links = frames.links[frames.links["customer"] == "cloud/polder/NLD"]
    assert links[["supplier", "share"]].to_numpy().tolist() == [["servers/maker/TWN", 1.0]]


def test_no_table_holds_an_index_or_not_a_number():
    frames = to_frames(stack())
    for frame in (frames.producers, frames.links, frames.alternatives):
        assert not frame.isna().any().any()
        for name in frame.select_dtypes(np.floating):
            assert np.isfinite(frame[name]).all()
    assert set(frames.links["supplier"]) <= set(frames.producers["producer"])


def test_the_graph_runs_from_supplier_to_customer():
    graph = to_networkx(stack())
    assert isinstance(graph, nx.MultiDiGraph)
    assert nx.ancestors(graph, "task") == {"cloud/polder/NLD", "paper/nld-all", "servers/maker/TWN"}
    assert "buyer/cloud" not in graph
    assert "buyer/cloud" in to_networkx(stack(), buyers=True)
    (held,) = graph["servers/maker/TWN"]["cloud/polder/NLD"].values()
    assert held == {
        "input": 0,
        "option": 0,
        "share": 1.0,
        "product": "servers",
        "capacity": 1.0,
        "kind": "capital",
        "buffer_weeks": 4.0,
        "lifetime_weeks": 200.0,
        "demand": 1.0,
        "stated": 1,
        "essentiality": "critical",
    }
    (held,) = graph["cloud/polder/NLD"]["task"].values()
    assert (held["fallback_level"], held["fallback_after_weeks"]) == (0.2, 8.0)
    assert "lifetime_weeks" not in held


def test_every_attribute_has_one_plain_type():
    graph = to_networkx(stack())
    rows = [held for _, held in graph.nodes(data=True)]
    rows += [held for _, _, held in graph.edges(data=True)]
    types = {}
    for row in rows:
        for name, held in row.items():
            types.setdefault(name, set()).add(type(held))
    assert {len(found) for found in types.values()} == {1}
    assert {kind for found in types.values() for kind in found} <= {str, int, float}


def test_links_have_keys_of_their_own():
    keys = [key for _, _, key in to_networkx(stack()).edges(keys=True)]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("product_id", ["servers", "cloud", "paper"])
def test_shares_of_a_product_sum_to_one(product_id):
    producers = to_frames(stack()).producers
    assert producers.loc[producers["product"] == product_id, "share"].sum() == pytest.approx(1)
