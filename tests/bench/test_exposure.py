"""The whole exposure table of the shipped model, at least 100 times faster than a networkx loop.

Countries x attributes x modes x bounds x horizons x uses. The loop walks a graph node by node, in
the order of its strongly connected components, as one would write it by hand. It is timed on a
sample of the removals, spread evenly over the table, and scaled to as many as the table has
*different* removals (equal ones are computed once in both). Both run in one process, in turn; the
ratio of the best times counts. Run as a script it prints the ratio.
"""

import sys
import time
from dataclasses import dataclass

import networkx as nx
import numpy as np

import valuechain
from valuechain.indicators.exposure import exposures
from valuechain.kernels.arrays import Effects, Floats, Shocks
from valuechain.kernels.fast import Engine
from valuechain.shocks.catalogue import country_removals
from valuechain.shocks.perspective import make_perspective
from valuechain.shocks.removals import BOUNDS, Cut, Removals, to_shocks
from valuechain.stack import Stack, compile_model
from valuechain.stack.columns import CAPITAL, CRITICAL, IMPORTANT, SERVICE
from valuechain.vocab.words import HORIZONS

LEAST = 100
ROUNDS = 2
SAMPLE = 4


@dataclass
class Option:
    """One alternative of a slot of one customer."""

    capacity: float
    kind: int
    buffer: float
    lifetime: float
    stock: float = 0.0
    base: float = 1.0
    arrive: float = 1.0


@dataclass
class Slot:
    """One input of one customer."""

    essentiality: int
    fallback: float
    after: float
    options: list[Option]


def graph_of(stack: Stack, uses: list[int]) -> nx.MultiDiGraph:
    """Suppliers and customers of the uses; a link says which slot and alternative it fills."""
    graph = nx.MultiDiGraph()
    for n in range(stack.n_producers):
        slots = []
        for s in range(stack.slot_start[n], stack.slot_start[n + 1]):
            span = range(stack.alternative_start[s], stack.alternative_start[s + 1])
            options = [
                Option(
                    float(stack.alternative_capacity[a]),
                    int(stack.alternative_kind[a]),
                    float(stack.alternative_buffer[a]),
                    float(stack.alternative_lifetime[a]),
                )
                for a in span
            ]
            slots.append(
                Slot(
                    int(stack.slot_essentiality[s]),
                    float(stack.slot_fallback[s]),
                    float(stack.slot_fallback_after[s]),
                    options,
                )
            )
            for place, a in enumerate(span):
                for link in range(stack.link_start[a], stack.link_start[a + 1]):
                    graph.add_edge(
                        int(stack.link_supplier[link]),
                        n,
                        fills=(len(slots) - 1, place),
                        share=float(stack.link_share[link]),
                    )
        graph.add_node(n, slots=slots)
    needed = set(uses).union(*(nx.ancestors(graph, use) for use in uses))
    return graph.subgraph(needed).copy()


def respond(
    graph: nx.MultiDiGraph,
    order: list[set[int]],
    cut: tuple[Shocks, int],
    effects: Effects,
    week: int,
) -> dict[int, float]:
    """Levels of one week (0: the limit), component by component."""
    level = dict.fromkeys(graph, 1.0)
    for component in order:
        while True:
            step = 0.0
            for n in component:
                new = level_of(graph, n, level, cut, effects, week)
                step = max(step, level[n] - new)
                level[n] = new
            if step <= 1e-13 or (len(component) == 1 and not graph.has_edge(n, n)):
                break
    return level


def level_of(
    graph: nx.MultiDiGraph,
    n: int,
    level: dict[int, float],
    cut: tuple[Shocks, int],
    effects: Effects,
    week: int,
) -> float:
    """Level of one customer from those of its suppliers."""
    shocks, b = cut
    slots = graph.nodes[n]["slots"]
    opening = shocks.opening[shocks.customer_class[n, b], :, b]
    missing = [[0.0] * len(slot.options) for slot in slots]
    for supplier, _, link in graph.in_edges(n, data=True):
        slot, place = link["fills"]
        missing[slot][place] += link["share"] * (1.0 - opening[supplier] * level[supplier])
    found, minor = float(shocks.capacity[n, b]), 0.0
    for slot, gone in zip(slots, missing, strict=True):
        best = 0.0
        for option, part in zip(slot.options, gone, strict=True):
            option.arrive = 1.0 - part
            usable = option.arrive
            if week and option.kind == CAPITAL:
                usable = option.base
            elif week:
                usable = min(1.0, option.arrive + option.stock)
            best = max(best, option.capacity * usable)
        if slot.after < (week or np.inf):
            best = max(best, slot.fallback)
        if slot.essentiality == CRITICAL:
            found = min(found, best)
        elif slot.essentiality == IMPORTANT:
            found = min(found, 1.0 - effects.important * (1.0 - best))
        else:
            minor += effects.minor * (1.0 - best)
    return min(found, max(0.0, 1.0 - minor))


def loop(
    graph: nx.MultiDiGraph, stack: Stack, cut: Cut, effects: Effects, uses: list[int]
) -> Floats:
    """Exposure of the uses at the horizons and in the limit, shape (uses, horizons + 1)."""
    shocks = to_shocks(stack, [cut])
    parts = nx.condensation(nx.DiGraph(graph))
    order = [parts.nodes[one]["members"] for one in nx.topological_sort(parts)]
    options = [o for n in graph for slot in graph.nodes[n]["slots"] for o in slot.options]
    for option in options:
        no_grace = option.kind == SERVICE and not shocks.grace[0]
        option.stock, option.base = (0.0 if no_grace else option.buffer), 1.0
    columns = []
    for week in range(1, HORIZONS[-1] + 1):
        level = respond(graph, order, (shocks, 0), effects, week)
        if week in HORIZONS:
            columns.append([1.0 - level[use] for use in uses])
        for option in options:
            if option.kind == CAPITAL:
                topped = min(1.0, option.arrive + option.stock)
                option.base += (topped - option.base) / option.lifetime
            option.stock = min(max(option.stock + option.arrive - 1.0, 0.0), option.buffer)
    level = respond(graph, order, (shocks, 0), effects, 0)
    columns.append([1.0 - level[use] for use in uses])
    return np.array(columns).T


def report() -> float:
    """Measure, compare the numbers, print, and give the ratio."""
    model = valuechain.load()
    stack = compile_model(model)
    builder = Removals(stack, make_perspective(model))
    effects = Effects(model.parameters.important_effect.value, model.parameters.minor_effect.value)
    uses = list(stack.uses())
    removals = country_removals(builder)
    places = {
        builder.cut(one, bound): (i, j)
        for i, one in enumerate(removals)
        for j, bound in enumerate(BOUNDS)
    }
    different = [cut for cut in places if not cut.nothing]
    sample = different[:: max(1, len(different) // SAMPLE)][:SAMPLE]
    graph = graph_of(stack, uses)
    ours, theirs, apart = [], [], 0.0
    for _ in range(ROUNDS):
        start = time.perf_counter()
        table = exposures(
            Engine(stack),
            removals,
            builder=builder,
            effects=effects,
            watch=uses,
            threshold=0.25,
        ).at
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        walked = [loop(graph, stack, cut, effects, uses) for cut in sample]
        theirs.append(time.perf_counter() - start)
        for cut, found in zip(sample, walked, strict=True):
            apart = max(apart, float(np.abs(table[places[cut]] - found).max()))
    assert apart <= 1e-9, f"the numbers differ by {apart}"
    scaled = min(theirs) / len(sample) * len(different)
    sys.stdout.write(
        f"\nexposure of {len(uses)} uses to {len(removals)} removals, {len(BOUNDS)} bounds"
        f" ({len(different)} different): {min(ours):.2f} s; networkx loop {min(theirs):.2f} s for"
        f" {len(sample)} of them, scaled to all {scaled:.0f} s; largest difference {apart:.1e};"
        f" ratio {scaled / min(ours):.0f} (at least {LEAST})\n"
    )
    return scaled / min(ours)


def test_the_exposure_table_is_far_faster_than_a_networkx_loop():
    assert report() >= LEAST


if __name__ == "__main__":
    report()
