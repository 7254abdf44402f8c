"""Tables of leverage: per partner, per layer and per product."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from valuechain.indicators.citations import tie_of
from valuechain.indicators.evidence import Support
from valuechain.indicators.leverage import difference, relation
from valuechain.indicators.mutual import NEGLIGIBLE, Losses, Places
from valuechain.kernels.arrays import Floats
from valuechain.kernels.levels import is_below
from valuechain.results.leverage import LEVERAGE, MUTUAL, NOT_COMPARED, PRODUCTS
from valuechain.studies.leverage_sides import Row, Sides, frame_of, three
from valuechain.studies.supporting import Carried, support_columns


def leverage_rows(sides: Sides) -> Iterator[tuple[Row, Carried | None]]:
    """One row per partner and horizon asked about, and what carries the loss in it."""
    buyers = sides.bench.stack.buyers()
    for number, partner in enumerate(sides.found.partners):
        among = sides.compared(number)
        for horizon in sides.asked:
            theirs, ours = sides.theirs(number, horizon), sides.ours(number, horizon)
            worst = theirs.follows(among)
            they = theirs.hits(among, threshold=sides.threshold)
            we = ours.hits(among, threshold=sides.threshold)
            row: Row = {
                "partner": partner.name,
                "partner_kind": partner.kind,
                "attribute": sides.attribute,
                "horizon_weeks": horizon,
                "products": len(among),
                **three("their_hit", they),
                **three("our_hit", we),
                **three("hit_difference", difference(np.array(they), np.array(we))),
                **three("their_knock_on", _knock_on(theirs, among, sides.threshold)),
                **three("our_knock_on", _knock_on(ours, among, sides.threshold)),
                **_named_loss(sides, "their", theirs, worst),
                **_named_loss(sides, "our", ours, ours.follows(among)),
                **_worst_use(sides, number, horizon),
                **_relations(sides, number, horizon),
            }
            yield (
                row,
                _carried(sides, number, None if worst is None else buyers[worst], theirs, worst),
            )


def _knock_on(losses: Losses, among: Places, threshold: float) -> tuple[int, int, int]:
    return losses.hits(losses.mostly_others(among, threshold=threshold), threshold=threshold)


def _carried(
    sides: Sides, partner: int, row: int | None, losses: Losses, place: int | None
) -> Carried | None:
    """The named loss as something to follow back; the upper bound where the figure is nothing."""
    if row is None or place is None:
        return None
    bound = 1 if losses.at[1, place] > 0 else 2
    return Carried(sides.found.their_cuts[partner][bound], row, tie_of(sides.attribute))


def _named_loss(sides: Sides, who: str, losses: Losses, place: int | None) -> Row:
    """Loss of one named product."""
    bounds = None if place is None else losses.at[:, place]
    return {f"{who}_product": sides.product(place), **three(f"{who}_loss", bounds)} | _around(
        who, losses, place
    )


def _around(who: str, losses: Losses, place: int | None) -> Row:
    if place is None:
        return {f"{who}_direct": None, f"{who}_week": None}
    return {
        f"{who}_direct": float(losses.direct[1, place]),
        f"{who}_week": int(losses.first_week[place]) or None,
    }


def _worst_use(sides: Sides, partner: int, horizon: str) -> Row:
    losses = sides.uses(partner, horizon)
    if not losses.size or losses.max() <= 0:
        return {"our_use": None, **three("our_use_loss", None)}
    place = int(np.lexsort((losses[2], losses[1]))[-1])
    name = sides.bench.stack.producer_ids[sides.bench.uses[place]]
    return {"our_use": name, **three("our_use_loss", losses[:, place])}


def _relations(sides: Sides, partner: int, horizon: str) -> Row:
    theirs, ours = sides.theirs(partner, horizon), sides.ours(partner, horizon)
    counted = dict.fromkeys(("mutual", "they", "we", "neither", "undecided"), 0)
    for places in sides.layers.values():
        mine = np.intersect1d(places, sides.compared(partner))
        if len(mine):
            they, we = np.array(theirs.largest(mine)), np.array(ours.largest(mine))
            counted[relation(they, we, threshold=sides.threshold)] += 1
    return {f"layers_{name}": n for name, n in counted.items()}


def leverage_frame(rows: Sequence[Row], supports: Sequence[Support]) -> pd.DataFrame:
    """The headline, with the evidence of every row."""
    written = [row | support_columns(one) for row, one in zip(rows, supports, strict=True)]
    return frame_of(LEVERAGE, written)


def mutual_frame(sides: Sides) -> pd.DataFrame:
    """One row per partner, layer and horizon."""
    rows: list[Row] = []
    for number, partner in enumerate(sides.found.partners):
        compared = sides.compared(number)
        own = np.flatnonzero(sides.markets.we_buy[number] & ~sides.markets.compared[number])
        for horizon in sides.horizons:
            theirs, ours = sides.theirs(number, horizon), sides.ours(number, horizon)
            for layer, places in sides.layers.items():
                head: Row = {
                    "partner": partner.name,
                    "layer": layer,
                    "attribute": sides.attribute,
                    "horizon_weeks": horizon,
                }
                both, mine = np.intersect1d(places, compared), np.intersect1d(places, own)
                if len(both) or len(mine):
                    held = {"their_restrictions": sides.restrictions(number, theirs.worst(both))}
                    rows.append(head | held | _layer_row(sides, theirs, ours, both=both, mine=mine))
    return frame_of(MUTUAL, rows)


def _layer_row(sides: Sides, theirs: Losses, ours: Losses, *, both: Places, mine: Places) -> Row:
    theta = sides.theta
    they, we = (np.array(one.largest(both)) if len(both) else None for one in (theirs, ours))
    alone = ours.worst(mine)
    worst, worst_here = theirs.worst(both), ours.worst(both)
    return {
        "products": len(both),
        "their_product": sides.product(worst),
        **three("their_loss", they),
        **_around("their", theirs, worst),
        "their_down": int(is_below(1.0 - theirs.at[1, both], theta).sum()),
        "our_product": sides.product(worst_here),
        **three("our_loss", we),
        **_around("our", ours, worst_here),
        "our_down": int(is_below(1.0 - ours.at[1, both], theta).sum()),
        **_compare(they, we, threshold=sides.threshold),
        "our_own_product": sides.product(alone),
        **three("our_own_loss", None if alone is None else ours.largest(mine)),
    }


def _compare(theirs: Floats | None, ours: Floats | None, *, threshold: float) -> Row:
    if theirs is None or ours is None:
        return {**three("difference", None), "relation": NOT_COMPARED}
    return {
        **three("difference", difference(theirs, ours)),
        "relation": relation(theirs, ours, threshold=threshold),
    }


def product_frame(sides: Sides) -> pd.DataFrame:
    """One row per partner, product and horizon in which more than 1 % can be lost by either."""
    rows: list[Row] = []
    layer_of = {key: product.layer for key, product in sides.bench.model.products.items()}
    for number, partner in enumerate(sides.found.partners):
        they_buy, we_buy = sides.markets.they_buy[number], sides.markets.we_buy[number]
        for horizon in sides.horizons:
            theirs, ours = sides.theirs(number, horizon), sides.ours(number, horizon)
            kept = (they_buy & (theirs.at[2] > NEGLIGIBLE)) | (we_buy & (ours.at[2] > NEGLIGIBLE))
            for place in np.flatnonzero(kept).tolist():
                name = sides.bench.stack.product_ids[place]
                both = bool(sides.markets.compared[number, place])
                they, we = theirs.at[:, place], ours.at[:, place]
                rows.append(
                    {
                        "partner": partner.name,
                        "product": name,
                        "layer": layer_of[name],
                        "attribute": sides.attribute,
                        "horizon_weeks": horizon,
                        "compared": both,
                        **three("their_loss", they if they_buy[place] else None),
                        "their_direct": theirs.direct[1, place] if they_buy[place] else None,
                        "their_restrictions": sides.restrictions(number, place)
                        if they_buy[place]
                        else None,
                        "their_makers": bool(theirs.used[place]),
                        **three("our_loss", we if we_buy[place] else None),
                        "our_direct": ours.direct[1, place] if we_buy[place] else None,
                        **three("difference", difference(they, we) if both else None),
                    }
                )
    return frame_of(PRODUCTS, rows)
