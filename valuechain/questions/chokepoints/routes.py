"""Through which products sets bring uses down, and on which figures that rests."""

from collections.abc import Sequence

import numpy as np

from valuechain.analysis.workbench import Workbench
from valuechain.indicators.citations import Tie, tie_of
from valuechain.indicators.evidence import Support, route_figures, support
from valuechain.indicators.reach import Reached, Routes
from valuechain.kernels.plan import Plan
from valuechain.questions.chokepoints.cut_search import Asked, Cutting, Effect, Listed
from valuechain.stack import Stack

_CHUNK = 96
Through = tuple[str, ...]


def routes_of(
    bench: Workbench,
    cutting: Cutting,
    *,
    rows: Sequence[Listed],
    effects: Sequence[Effect],
    asked: Asked,
) -> list[tuple[Through, Support]]:
    """Follow listed sets back, each in its deepest week.

    Returns
    -------
    list of (tuple of str, Support)
        Per row the products of what is taken away on its binding routes, nearest to the use
        first, and the figures on those routes.

    Raises
    ------
    ConvergenceError
        A response did not converge.
    """
    tie: Tie = "" if cutting.by == "producers" else tie_of(cutting.elements.attribute)
    groups: dict[tuple[str, int], dict[int, list[int]]] = {}
    for place, (row, effect) in enumerate(zip(rows, effects, strict=True)):
        group = groups.setdefault((row.bound, effect.deepest_week), {})
        group.setdefault(row.mask, []).append(place)
    found: dict[int, tuple[Through, Support]] = {}
    for (bound, week), places in sorted(groups.items()):
        masks = list(places)
        for start in range(0, len(masks), _CHUNK):
            chunk = masks[start : start + _CHUNK]
            shocks = cutting.elements.shocks(chunk, bound)  # type: ignore[arg-type]
            trace = bench.engine.trace(shocks, asked.effects, week=week)
            routes = Routes(trace, asked.effects)
            wanted = [(n, place) for n, mask in enumerate(chunk) for place in places[mask]]
            for use in sorted({rows[place].use for _, place in wanted}):
                reached = routes.reached_from(asked.uses[use])
                for column, place in wanted:
                    if rows[place].use == use:
                        figures = route_figures(
                            trace.plan, bench.citations, reached=reached, column=column, tie=tie
                        )
                        products = _products(bench.stack, trace.plan, reached, column)
                        found[place] = (products, support(figures))
    return [found[place] for place in range(len(rows))]


def _products(stack: Stack, plan: Plan, reached: Reached, column: int) -> Through:
    """Products at which the routes end, nearest to the use first."""
    ends = np.flatnonzero(reached.removed[:, column])
    far = reached.far[ends, column]
    products = stack.producer_product[plan.touched[ends]]
    nearest: dict[int, int] = {}
    for product, steps in zip(products.tolist(), far.tolist(), strict=True):
        nearest[product] = min(nearest.get(product, steps), steps)
    order = sorted(nearest.items(), key=lambda pair: (pair[1], stack.product_ids[pair[0]]))
    return tuple(stack.product_ids[product] for product, _ in order)
