"""The best coalitions, what coalitions hold of each layer, and the fewest that hold enough."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from valuechain.indicators.best_coalition import (
    Best,
    Coalition,
    Search,
    best_coalitions,
)
from valuechain.indicators.holdings import holdings, layer_capacities
from valuechain.indicators.outside import Outside, can_matter
from valuechain.indicators.smallest_coalition import Cover, Covers
from valuechain.indicators.worst_outsider import WorstOutsider
from valuechain.kernels.arrays import Floats
from valuechain.kernels.levels import EXACT, is_below
from valuechain.results.partners import (
    CAPACITIES,
    COALITIONS,
    MEASURES,
    MISSING,
    PRODUCT_SHARES,
    SMALLEST,
)
from valuechain.shocks.outsiders import Circle, Outsiders
from valuechain.shocks.removals import BOUNDS, Bound
from valuechain.studies.partner_tables import Trust
from valuechain.vocab.words import ATTRIBUTES


class _Objective:
    """Exposure summed over the uses that a coalition leaves, by one measure at one bound."""

    def __init__(self, trust: Trust, measure: str, bound: Bound, live: Sequence[str]) -> None:
        self.outside, self.circle, self.bound = trust.outside, trust.company.circle, bound
        self.worst = None
        if measure == "alone":
            self.worst = WorstOutsider(
                trust.outside,
                self.circle,
                candidates=live,
                countries=trust.countries,
                bound=bound,
            )

    def loss(self, coalitions: Sequence[Coalition]) -> Floats:
        """What is left with each coalition, shape (coalitions,)."""
        circles = [self.circle | one for one in coalitions]
        if self.worst is not None:
            lost = self.worst.losses(circles)
        else:
            lost = self.outside.joint(circles, self.bound)
        total: Floats = lost.sum(axis=1)
        return total

    def floor(self, pairs: Sequence[tuple[Coalition, Coalition]]) -> Floats:
        """Least that is left between two coalitions, shape (pairs,)."""
        circles = [(self.circle | inner, self.circle | outer) for inner, outer in pairs]
        if not circles:
            return np.zeros(0)
        if self.worst is not None:
            lost = self.worst.at_least(circles)
        else:
            lost = self.outside.at_least(circles, self.bound)
        total: Floats = lost.sum(axis=1)
        return total


def coalition_table(trust: Trust, *, size: int) -> pd.DataFrame:
    """Table ``coalitions``: the best of at most 1, 2, ... members, by both measures."""
    live = {
        bound: can_matter(
            trust.outside.outsiders,
            trust.outside.rows,
            circle=trust.company.circle,
            candidates=trust.company.free,
            size=size,
            bound=bound,
        )
        for bound in BOUNDS
    }
    rows: list[dict[str, object]] = []
    for measure in MEASURES:
        found: dict[Bound, Search] = {}
        objectives: dict[Bound, _Objective] = {}
        for bound in BOUNDS:
            objective = objectives[bound] = _Objective(trust, measure, bound, live[bound])
            found[bound] = best_coalitions(
                live[bound], size=size, loss=objective.loss, floor=objective.floor
            )
        rows += [
            _best_row(measure, best, found=found, objectives=objectives, count=len(live["value"]))
            for best in found["value"].best
        ]
    return pd.DataFrame(rows, columns=list(COALITIONS.names))


def _best_row(
    measure: str,
    best: Best,
    *,
    found: dict[Bound, Search],
    objectives: dict[Bound, _Objective],
    count: int,
) -> dict[str, object]:
    search = found["value"]
    without = search.left[frozenset()]
    others = [found[side].best[best.size - 1] for side in ("low", "high")]
    same = all(one.exact and one.members == best.members for one in others)
    mine = [frozenset(best.members)]
    three = [best.left, *(float(objectives[side].loss(mine)[0]) for side in ("low", "high"))]
    behind = best.next_members
    return {
        "measure": measure,
        "size": best.size,
        "members": ";".join(best.members),
        "without": without,
        "left_low": min(three),
        "left": best.left,
        "left_high": max(three),
        "gain": without - best.left,
        "gap": best.gap,
        "exact": best.exact,
        "candidates": count,
        "examined": best.examined,
        "next_members": ";".join(behind or ()),
        "next_gain": None if best.next_left is None else without - best.next_left,
        "decision": "decided" if best.exact and same else "undecided",
        "members_low": ";".join(others[0].members),
        "members_high": ";".join(others[1].members),
    }


def _named_circles(trust: Trust) -> Iterator[tuple[str, Circle]]:
    who = trust.company
    yield "home", who.home
    if who.circle != who.home:
        yield "circle", who.circle
    for name, members in who.coalitions:
        yield name, who.home | members


def capacity_tables(trust: Trust, *, theta: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables ``capacities`` and ``product_shares``."""
    stack, model = trust.bench.stack, trust.bench.model
    products = stack.product_ids
    layers = [model.products[name].layer for name in products]
    remainders = trust.outside.outsiders.suppliers.remainders
    rows: list[dict[str, object]] = []
    shares: list[dict[str, object]] = []
    for name, members in _named_circles(trust):
        for attribute in ATTRIBUTES:
            held = holdings(stack, remainders, members=members, attribute=attribute)
            for one in layer_capacities(held, products=products, layers=layers, theta=theta):
                row: dict[str, object] = {
                    "coalition": name,
                    "layer": one.layer,
                    "attribute": attribute,
                    "products": one.products,
                    "smallest_product": one.smallest_product,
                    "short": ";".join(one.short),
                    "unsure": ";".join(one.unsure),
                }
                row |= _triple("at_theta", one.at_theta) | _triple("smallest", one.smallest)
                rows.append(row)
            shares += [
                {
                    "coalition": name,
                    "product": product,
                    "layer": layers[n],
                    "attribute": attribute,
                    **_triple("share", held[n].tolist()),
                }
                for n, product in enumerate(products)
                if held[n, 2] > 0
            ]
    return (
        pd.DataFrame(rows, columns=list(CAPACITIES.names)),
        pd.DataFrame(shares, columns=list(PRODUCT_SHARES.names)),
    )


def _triple(stem: str, three: Sequence[float]) -> dict[str, object]:
    return {f"{stem}_low": three[0], stem: three[1], f"{stem}_high": three[2]}


def smallest_tables(trust: Trust, *, theta: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables ``smallest`` and ``missing``."""
    stack, model, who = trust.bench.stack, trust.bench.model, trust.company
    covers = Covers(
        stack,
        trust.outside.outsiders.suppliers.remainders,
        home=who.home,
        candidates=who.friends,
        preferred=who.circle,
        attribute=trust.outside.outsiders.attribute,
    )
    rows: list[dict[str, object]] = []
    found: list[Cover] = []
    for layer in model.layers:
        mine = [
            n for n, one in enumerate(stack.product_ids) if model.products[one].layer == layer.id
        ]
        if not mine:
            continue
        three = [covers.cover(mine, theta=theta, bound=bound) for bound in BOUNDS]
        decision = _decision(three)
        for cover in three:
            found.append(cover)
            rows.append(
                {
                    "layer": layer.id,
                    "bound": cover.bound,
                    "theta": theta,
                    "attribute": covers.attribute,
                    "products": len(mine),
                    "covered": len(cover.covered),
                    "number": len(cover.members),
                    "members": ";".join(cover.members),
                    "gap": cover.gap,
                    "exact": cover.gap == 0,
                    "missing": ";".join(stack.product_ids[n] for n in cover.missing),
                    "decision": decision,
                }
            )
    kept = _responses(trust, found, theta=theta)
    full = [{**row, **one} for row, one in zip(rows, kept, strict=True)]
    frame = pd.DataFrame(full, columns=list(SMALLEST.names))
    return frame, _missing(trust, covers, theta=theta)


def _decision(three: Sequence[Cover]) -> str:
    if not three[0].missing:
        return "supplied"
    return "short" if three[2].missing else "undecided"


def _responses(
    trust: Trust, covers: Sequence[Cover], *, theta: float
) -> Iterator[dict[str, object]]:
    """What a buyer at home keeps of the covered products if everyone outside the cover refuses.

    Shares say who makes a product, not on whom its makers depend.
    """
    bench = trust.bench
    outside = Outside(
        bench.engine,
        Outsiders(
            bench.stack, home=trust.company.home, attribute=trust.outside.outsiders.attribute
        ),
        trust.outside.effects,
        bench.stack.buyers(),
        trust.outside.weeks,
    )
    circles = [trust.company.home | frozenset(one.members) for one in covers]
    lost = np.stack([outside.joint(circles, bound) for bound in BOUNDS], axis=1)
    for cover, three in zip(covers, lost, strict=True):
        if not cover.covered:
            empty = {"level_low": None, "level": None, "level_high": None}
            yield {"worst_product": "", **empty, "down": 0}
            continue
        mine = list(cover.covered)
        worst = max(mine, key=lambda n: (three[1, n], -n))
        level = 1.0 - three[:, worst]
        yield {
            "worst_product": bench.stack.product_ids[worst],
            "level_low": float(min(level[1], level[2])),
            "level": float(level[1]),
            "level_high": float(max(level[1], level[0])),
            "down": int(is_below(1.0 - three[1, mine], theta).sum()),
        }


def _missing(trust: Trust, covers: Covers, *, theta: float) -> pd.DataFrame:
    """Products that all candidates together do not hold, and who holds most of them."""
    stack, model = trust.bench.stack, trust.bench.model
    inside = trust.company.home | frozenset(covers.names)
    enough = covers.reach >= theta - EXACT
    rows = []
    for n in np.flatnonzero(~enough[:, 0]).tolist():
        totals = covers.remainders.totals(n, covers.attribute)
        others = {
            place: share
            for place, share in totals.items()
            if not stack.place_members[stack.place_ids.index(place)] <= inside
        }
        holder = max(sorted(others), key=lambda place: others[place], default="")
        product = stack.product_ids[n]
        rows.append(
            {
                "product": product,
                "layer": model.products[product].layer,
                **_triple("held", covers.reach[n].tolist()),
                "decision": "undecided" if enough[n, 2] else "missing",
                "holder": holder,
                "holder_share": min(1.0, others[holder]) if holder else None,
            }
        )
    return pd.DataFrame(rows, columns=list(MISSING.names))
