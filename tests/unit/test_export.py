"""`valuechain export`: what it writes is read back by networkx, json and pandas."""

import json
import os
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from valuechain.cli import main
from valuechain.exchange.graphs import (
    FORMATS,
    LEVELS,
    graph_files,
    producer_graph,
    product_graph,
)
from valuechain.files import load, shipped_model
from valuechain.results.cells import plain_text, safe_text
from valuechain.results.whole_files import write_whole
from valuechain.schema.packs import seen_from
from valuechain.stack import compile_model
from valuechain.stack.columns import BUYER

TINY = Path(__file__).parents[2] / "tests" / "models" / "tiny.yaml"


def run(*arguments):
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


def graph_of(level):
    # as home sees it: the pack of the Netherlands, and of nobody else
    model = seen_from(load(shipped_model()).model, {"NLD"})
    if level == "product":
        return model, product_graph(model)
    return model, producer_graph(model, compile_model(model))


def same(one, other):
    assert dict(one.nodes(data=True)) == dict(other.nodes(data=True))
    assert {(s, c, k): held for s, c, k, held in one.edges(keys=True, data=True)} == {
        (s, c, k): held for s, c, k, held in other.edges(keys=True, data=True)
    }


@pytest.mark.parametrize("level", LEVELS)
def test_graphml_comes_back_as_it_was(level, tmp_path):
    answer = run("--format", "graphml", "--level", level, "--out", tmp_path / "stack.graphml")
    assert answer.exit_code == 0, answer.output
    _, graph = graph_of(level)
    found = nx.read_graphml(tmp_path / "stack.graphml", force_multigraph=True)
    for _, _, key, held in found.edges(keys=True, data=True):
        assert held.pop("link") == key
    same(found, graph)
    text = (tmp_path / "stack.graphml").read_text(encoding="utf-8")
    declared = {
        line.split('attr.name="')[1].split('"')[0]: line.split('attr.type="')[1].split('"')[0]
        for line in text.splitlines()
        if "attr.name=" in line
    }
    assert declared["buffer_weeks"] == "double"
    assert declared["label"] == "string"
    assert declared["input"] in {"int", "long"}
    assert ">None<" not in text
    assert ">nan<" not in text


@pytest.mark.parametrize("level", LEVELS)
def test_json_comes_back_as_it_was(level, tmp_path):
    assert run("--format", "json", "--level", level, "--out", tmp_path / "g.json").exit_code == 0
    held = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"), parse_constant=pytest.fail)
    same(nx.node_link_graph(held), graph_of(level)[1])


@pytest.mark.parametrize("level", LEVELS)
def test_csv_is_two_tables(level, tmp_path):
    out = tmp_path / "tables"
    assert run("--format", "csv", "--level", level, "--out", out).exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "datapackage.json",
        "links.csv",
        f"{level}s.csv",
    ]
    _, graph = graph_of(level)
    things, links = pd.read_csv(out / f"{level}s.csv"), pd.read_csv(out / "links.csv")
    assert set(things["id"]) == set(graph)
    assert len(links) == graph.number_of_edges()
    assert {"source", "target"} <= set(links.columns)
    assert set(links["source"]) | set(links["target"]) <= set(things["id"])
    assert links["kind"].notna().all()


def test_igraph_sees_weights_and_tells_links_apart(tmp_path):
    import igraph

    run("--format", "graphml", "--out", tmp_path / "g.graphml")
    found = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    graph = graph_of("product")[1]
    assert found.is_weighted()
    assert len(set(found.es["link"])) == found.ecount() == graph.number_of_edges()
    weights = {key: held["weight"] for _, _, key, held in graph.edges(keys=True, data=True)}
    assert dict(zip(found.es["link"], found.es["weight"], strict=True)) == pytest.approx(weights)


def test_frictionless_finds_the_tables_sound_and_every_link_ends_somewhere(tmp_path):
    from frictionless import Package

    run(TINY, "--format", "csv", "--level", "producer", "--out", tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type"])[:5]
    text = (tmp_path / "links.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    row = text[1].split(",")
    broken = ["nobody", *row[1:2], "another key", *row[3:]]
    (tmp_path / "links.csv").write_text("".join([*text, ",".join(broken)]), encoding="utf-8")
    report = Package(str(tmp_path / "datapackage.json")).validate()
    found = [kind for (kind,) in report.flatten(["type"])]
    assert sorted(found) == ["byte-count", "foreign-key", "hash-count"]


def test_weights_are_what_the_importance_rule_takes():
    model, graph = graph_of("product")
    effects = {"critical": 1.0, "important": model.parameters.important_effect.value}
    effects["minor"] = model.parameters.minor_effect.value
    for _, _, held in graph.edges(data=True):
        assert held["weight"] == effects[held["essentiality"]]


def test_a_name_that_a_spreadsheet_would_run_is_shown():
    model = load(TINY).model
    graph = product_graph(model)
    name = next(iter(graph))
    graph.nodes[name]["label"] = "=HYPERLINK(1)"
    files = graph_files(graph, form="csv", level="product")
    assert b"'=HYPERLINK(1)" in files["products.csv"]
    assert b",=HYPERLINK" not in files["products.csv"]


@given(st.text(alphabet="'=+-@a\t\n ", max_size=6))
def test_what_is_made_safe_comes_back(text):
    assert plain_text(safe_text(text)) == text
    assert safe_text(text)[:1] not in tuple("=+-@\t\r\n") or not text


def test_products_and_uses_with_one_link_per_input():
    model, graph = graph_of("product")
    assert set(graph) == {*model.products, *model.uses}
    customers = (*model.products.values(), *model.uses.values())
    options = sum(len(entry.options) for one in customers for entry in one.inputs)
    assert graph.number_of_edges() == options
    held = graph.nodes[
        "leading-edge-logic" if "leading-edge-logic" in graph else "foundry-advanced"
    ]
    assert held["largest_site"] == "TWN"
    assert 0.5 < held["largest_site_share"] <= 1


def test_every_producer_with_its_three_countries():
    model, graph = graph_of("producer")
    stack = compile_model(model)
    assert len(graph) == int((stack.producer_kind != BUYER).sum())
    bought = [held for _, _, held in graph.edges(data=True)]
    assert all(0 < held["share"] <= 1 for held in bought)
    differ = [h for _, h in graph.nodes(data=True) if h.get("site") not in {None, h.get("owner")}]
    assert differ
    assert all(held["label"] for _, held in graph.nodes(data=True))


def test_labels_have_a_language(tmp_path):
    for lang, word in (("nl", "Telling en uitslag"), ("en", "Counting and result")):
        run("--format", "json", "--lang", lang, "--out", tmp_path / "g.json")
        held = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
        assert word in {one["label"] for one in held["nodes"]}


def test_another_model(tmp_path):
    assert run(TINY, "--format", "graphml", "--out", tmp_path / "deep/er/x.graphml").exit_code == 0
    assert len(nx.read_graphml(tmp_path / "deep/er/x.graphml")) == 8


@pytest.mark.parametrize("form", FORMATS)
def test_what_cannot_be_written_is_said(form, tmp_path):
    (tmp_path / "file").write_text("kept")
    (tmp_path / "folder").mkdir()
    out = tmp_path / "file" if form == "csv" else tmp_path / "folder"
    answer = run(TINY, "--format", form, "--out", out)
    assert answer.exit_code == 2
    assert str(out) in answer.stderr
    assert "Traceback" not in answer.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
    assert (tmp_path / "file").read_text() == "kept"


def test_a_failure_halfway_leaves_what_there_was(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("old")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path, {"a.csv": b"new", "b.csv": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert (tmp_path / "a.csv").read_text() == "old"


def test_other_files_in_the_folder_are_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("kept")
    assert run(TINY, "--format", "csv", "--out", tmp_path).exit_code == 0
    assert (tmp_path / "mine.txt").read_text() == "kept"
    assert run(TINY, "--format", "csv", "--out", tmp_path).exit_code == 0
