"""Minimal cut sets of a tree of alternatives and of a graph whose answers are known."""

import csv
from pathlib import Path

import networkx as nx
import numpy as np

from valuechain.indicators.cut_sets import cut_sets

with Path(__file__).with_name("cut_sets.csv").open(encoding="utf-8", newline="") as stream:
    ROWS = {row["case"]: row for row in csv.DictReader(stream)}


def found_with(works, names):
    """Minimal cut sets, by name, of what works while some names are there."""

    def oracle(sets):
        left = [{n for e, n in enumerate(names) if not s >> e & 1} for s in sets]
        return np.array([[not works(one)] for one in left])

    one = cut_sets(oracle, len(names))[0]
    assert all(one.complete)
    return {"+".join(names[e] for e in members) for members in one.sets}


def test_a_tree_of_and_and_or():
    row = ROWS["and_or_tree"]

    def works(left):
        there = {name: name in left for name in "ABCDE"}
        return eval(row["structure"], {"__builtins__": {}}, there)  # noqa: S307 - our own table

    assert found_with(works, list("ABCDE")) == set(row["cut_sets"].split(";"))


def test_the_dominator_of_a_diamond():
    row = ROWS["diamond_graph"]
    graph = nx.DiGraph(tuple(pair.split("-")) for pair in row["structure"].split())
    between = sorted(set(graph) - {"src", "t"})

    def works(left):
        return nx.has_path(graph.subgraph({"src", "t", *left}), "src", "t")

    singles = {one for one in found_with(works, between) if "+" not in one}
    assert singles == set(row["cut_sets"].split(";"))
    assert nx.immediate_dominators(graph, "src")["t"] == row["cut_sets"]
