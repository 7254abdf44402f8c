"""Leverage as tables: per partner, layer and product, and the positions of home."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pandas as pd

from valuechain.analysis.provenance import no_uses
from valuechain.analysis.question_frame import conclude
from valuechain.analysis.support import Loss, support_columns, supports
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.citations import tie_of
from valuechain.indicators.evidence import Support, support
from valuechain.indicators.indispensable import HeldProduct, KnockOn
from valuechain.indicators.leverage import difference, relation
from valuechain.indicators.mutual import NEGLIGIBLE, SideLosses
from valuechain.kernels.arrays import Floats
from valuechain.kernels.levels import first_largest, is_above, is_below
from valuechain.kernels.plan import Rows
from valuechain.questions.leverage.contracts import (
    INDISPENSABLE,
    KNOCK_ONS,
    LEVERAGE,
    MUTUAL,
    NOT_COMPARED,
    PRODUCTS,
)
from valuechain.questions.leverage.study import LIMIT, MeasuredLeverage, Sides, measure
from valuechain.questions.leverage.words import WORDS, held_reason
from valuechain.results.contract import RowCells
from valuechain.results.frames import frame_of
from valuechain.results.result import Result
from valuechain.shocks.counterparts import OTHERS
from valuechain.shocks.removals import BOUNDS, Removal
from valuechain.texts.languages import LANGUAGES, Lang

TABLES: Final = (LEVERAGE, MUTUAL, INDISPENSABLE, KNOCK_ONS, PRODUCTS)
"""The tables of the answer, that with the headline first."""
HEADLINE: Final = (LEVERAGE, INDISPENSABLE)
"""The tables of this question that a nulmeting holds too."""
_TELLING: Final = 6
"""Countries that are shown where no partner is named."""
_NONE: Final = (0, 0, 0)


def result(measured: MeasuredLeverage, *, overlays: Sequence[str] = ()) -> Result:
    """Put what home and its partners can refuse each other in tables.

    Parameters
    ----------
    measured : MeasuredLeverage
        From `valuechain.questions.leverage.study.measure`.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.

    Raises
    ------
    AnalysisError
        VA503: a table breaks its contract.
    """
    sides, held, follows = measured.sides, measured.held, measured.follows
    bench = sides.bench
    summary = _headline(sides)
    asked = measured.options["partners"]
    shown = asked if isinstance(asked, list) else telling(summary)
    options = dict(measured.options)
    horizons = options.pop("horizons")
    return conclude(
        bench,
        "leverage",
        said=WORDS,
        contracts=TABLES,
        frames={
            "leverage": summary,
            "mutual": mutual_frame(sides),
            "indispensable": _indispensable(measured),
            "knock_ons": knock_on_frame(sides, follows),
            "products": product_frame(sides),
        },
        options={**options, "shown": shown, "horizons": horizons},
        counts={"partners": len(sides.found.partners), "positions": len(held)},
        overlays=overlays,
        warnings=no_uses(bench),
    )


def headline(
    bench: Workbench, *, partners: Sequence[str] = (), **_: object
) -> dict[str, pd.DataFrame]:
    """What others lose by home and home by them, and in what home is indispensable.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    partners : sequence of str
        Countries that are shown; the most telling if there are none.
    """
    measured = measure(bench, partners=partners or None)
    shown = _headline(measured.sides)
    if not partners:
        shown = shown[shown["partner"].isin(telling(shown))]
    return {LEVERAGE.name: shown, INDISPENSABLE.name: _indispensable(measured)}


def _indispensable(measured: MeasuredLeverage) -> pd.DataFrame:
    """What others would find hard to do without, with the evidence of what they lose by it."""
    sides, bench = measured.sides, measured.sides.bench
    cases = held_cases(sides, [bench.removals.product[one.product] for one in measured.held])
    known = supports(bench, cases, weeks=0, effects=bench.effects())
    return held_frame(sides, measured.held, follows=measured.follows, supports=known)


def telling(headline: pd.DataFrame, *, count: int = _TELLING) -> list[str]:
    """Countries with which most is at stake on either side, and everyone else at once.

    Counted are the products of which one side loses more than the threshold because its own
    suppliers lack something, in the end, and those of which we do in the week asked about.
    """
    rows = headline[headline["partner_kind"] == "country"]
    last = rows[rows["horizon_weeks"] == "limit"].set_index("partner")
    first = rows.drop_duplicates("partner").set_index("partner")
    stake = last["their_knock_on"] + first["their_knock_on"] + first["our_hit"]
    stake = stake.sort_values(ascending=False, kind="stable")
    found = [str(name) for name in stake.index[stake > 0][:count]]
    return [*found, OTHERS] if OTHERS in set(headline["partner"]) else found


def _headline(sides: Sides) -> pd.DataFrame:
    """The headline with the evidence of what they lose."""
    rows = list(leverage_rows(sides))
    found: list[Support] = [support([])] * len(rows)
    for horizon in sides.asked:
        cases = {
            place: carried
            for place, (row, carried) in enumerate(rows)
            if carried is not None and row["horizon_weeks"] == horizon
        }
        week = 0 if horizon == LIMIT else int(horizon)
        bench = sides.bench
        answers = supports(bench, list(cases.values()), weeks=week, effects=bench.effects())
        for place, answer in zip(cases, answers, strict=True):
            found[place] = answer
    return leverage_frame([row for row, _ in rows], found)


def leverage_rows(sides: Sides) -> Iterator[tuple[RowCells, Loss | None]]:
    """One row per partner and horizon asked about, and what carries the loss in it."""
    buyers = sides.bench.stack.buyers()
    for number, partner in enumerate(sides.found.partners):
        among = sides.compared(number)
        for horizon in sides.asked:
            theirs, ours = sides.theirs(number, horizon), sides.ours(number, horizon)
            worst = theirs.follows(among)
            they = theirs.hits(among, threshold=sides.threshold)
            we = ours.hits(among, threshold=sides.threshold)
            row: RowCells = {
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


def _knock_on(losses: SideLosses, among: Rows, threshold: float) -> tuple[int, int, int]:
    return losses.hits(losses.mostly_others(among, threshold=threshold), threshold=threshold)


def _carried(
    sides: Sides, partner: int, row: int | None, losses: SideLosses, place: int | None
) -> Loss | None:
    """The named loss as something to follow back; the upper bound where the figure is nothing."""
    if row is None or place is None:
        return None
    bound = 1 if losses.at[1, place] > 0 else 2
    return Loss(sides.found.their_cuts[partner][bound], row, tie_of(sides.attribute))


def _named_loss(sides: Sides, who: str, losses: SideLosses, place: int | None) -> RowCells:
    """Loss of one named product."""
    bounds = None if place is None else losses.at[:, place]
    return {f"{who}_product": sides.product(place), **three(f"{who}_loss", bounds)} | _around(
        who, losses, place
    )


def _around(who: str, losses: SideLosses, place: int | None) -> RowCells:
    if place is None:
        return {f"{who}_direct": None, f"{who}_week": None}
    return {
        f"{who}_direct": float(losses.direct[1, place]),
        f"{who}_week": int(losses.first_week[place]) or None,
    }


def _worst_use(sides: Sides, partner: int, horizon: str) -> RowCells:
    losses = sides.uses(partner, horizon)
    if not losses.size or losses.max() <= 0:
        return {"our_use": None, **three("our_use_loss", None)}
    place = first_largest(losses[1], losses[2])
    name = sides.bench.stack.producer_ids[sides.bench.uses[place]]
    return {"our_use": name, **three("our_use_loss", losses[:, place])}


def _relations(sides: Sides, partner: int, horizon: str) -> RowCells:
    theirs, ours = sides.theirs(partner, horizon), sides.ours(partner, horizon)
    counted = dict.fromkeys(("mutual", "they", "we", "neither", "undecided"), 0)
    for places in sides.layers.values():
        mine = np.intersect1d(places, sides.compared(partner))
        if len(mine):
            they, we = np.array(theirs.largest(mine)), np.array(ours.largest(mine))
            counted[relation(they, we, threshold=sides.threshold)] += 1
    return {f"layers_{name}": n for name, n in counted.items()}


def leverage_frame(rows: Sequence[RowCells], supports: Sequence[Support]) -> pd.DataFrame:
    """What each partner loses by home and home by it, with the evidence of every row."""
    written = [row | support_columns(one) for row, one in zip(rows, supports, strict=True)]
    return frame_of(LEVERAGE, written)


def mutual_frame(sides: Sides) -> pd.DataFrame:
    """How far both sides depend on each other: one row per partner, layer and horizon."""
    rows: list[RowCells] = []
    for number, partner in enumerate(sides.found.partners):
        compared = sides.compared(number)
        own = np.flatnonzero(sides.markets.we_buy[number] & ~sides.markets.compared[number])
        for horizon in sides.horizons:
            theirs, ours = sides.theirs(number, horizon), sides.ours(number, horizon)
            for layer, places in sides.layers.items():
                head: RowCells = {
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


def _layer_row(
    sides: Sides, theirs: SideLosses, ours: SideLosses, *, both: Rows, mine: Rows
) -> RowCells:
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


def _compare(theirs: Floats | None, ours: Floats | None, *, threshold: float) -> RowCells:
    if theirs is None or ours is None:
        return {**three("difference", None), "relation": NOT_COMPARED}
    return {
        **three("difference", difference(theirs, ours)),
        "relation": relation(theirs, ours, threshold=threshold),
    }


def product_frame(sides: Sides) -> pd.DataFrame:
    """One row per partner, product and horizon in which more than 1 % can be lost by either."""
    rows: list[RowCells] = []
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


def knock_on_frame(sides: Sides, follows: Sequence[KnockOn]) -> pd.DataFrame:
    """What follows where one product is refused to one partner, where it can be more than 1 %."""
    model, ids = sides.bench.model, sides.bench.stack.product_ids
    rows: list[RowCells] = []
    for one in follows:
        for place, horizon in enumerate(sides.horizons):
            losses = _others(sides, one, place)
            if not losses.size or losses[2].max() <= NEGLIGIBLE:
                continue
            worst = first_largest(losses[1], losses[2])
            rows.append(
                {
                    "product": ids[one.product],
                    "partner": one.partner.name,
                    "attribute": sides.attribute,
                    "horizon_weeks": horizon,
                    "their_product": ids[worst],
                    "their_layer": model.products[ids[worst]].layer,
                    **three("their_loss", losses[:, worst]),
                    "their_week": int(one.first_week[worst]) or None,
                    **three("knock_on", _hits(sides, losses)),
                }
            )
    return frame_of(KNOCK_ONS, rows)


def _others(sides: Sides, one: KnockOn, horizon: int) -> Floats:
    """Losses of all products that all of the partner can buy, but the refused one: 0 for those."""
    losses: Floats = one.at[:, :, horizon].copy()
    losses[:, one.product] = 0.0
    losses[:, ~sides.sold_to(one.partner.members)] = 0.0
    return losses


def _hits(sides: Sides, losses: Floats) -> tuple[int, int, int]:
    low, middle, high = is_above(losses, sides.threshold).sum(axis=1).tolist()
    return low, middle, high


def held_frame(
    sides: Sides,
    held: Sequence[HeldProduct],
    *,
    follows: Sequence[KnockOn],
    supports: Sequence[Support],
) -> pd.DataFrame:
    """One row per product of which home may supply more than the threshold."""
    rows = [
        _held_row(sides, one, [case for case in follows if sides.name(case.product) == one.product])
        | support_columns(support)
        for one, support in zip(held, supports, strict=True)
    ]
    return frame_of(INDISPENSABLE, rows)


def _held_row(sides: Sides, one: HeldProduct, follows: Sequence[KnockOn]) -> RowCells:
    times = one.rerouting
    return {
        "product": one.product,
        "layer": sides.bench.model.products[one.product].layer,
        "attribute": sides.attribute,
        **three("share", one.share),
        "verdict": one.verdict,
        "needed": one.needed,
        "slow": one.slow,
        "short": one.short,
        "quickest_weeks": times.shortest,
        "slowest_weeks": times.longest,
        "times_unknown": times.unknown,
        "customers": ";".join(times.customers),
        "spare_elsewhere": one.spare,
        "horizon_weeks": sides.asked[0],
        "countries": len(sides.countries),
        **three("countries_hit", _countries(sides, follows, sides.asked[0])),
        **three("countries_hit_limit", _countries(sides, follows, LIMIT)),
        **three("others_knock_on", _everyone(sides, follows, sides.asked[0])),
        **three("others_knock_on_limit", _everyone(sides, follows, LIMIT)),
        **{f"reason_{lang}": _reason(sides, one, lang) for lang in LANGUAGES},
    }


def _reason(sides: Sides, one: HeldProduct, lang: Lang) -> str:
    return held_reason(
        lang,
        home=sides.bench.home,
        share=one.share,
        answers=(one.needed, one.slow, one.short),
        quickest=one.rerouting.shortest,
        customers=bool(one.rerouting.customers),
        spare=one.spare,
        verdict=one.verdict,
    )


def _countries(sides: Sides, follows: Sequence[KnockOn], horizon: str) -> tuple[int, int, int]:
    """Countries that lose much of another product, each refused alone."""
    place = sides.horizons.index(horizon)
    hit = [
        np.array(_hits(sides, _others(sides, one, place))) > 0
        for one in follows
        if one.partner.kind == "country" and one.partner.name in sides.countries
    ]
    low, middle, high = np.sum(hit, axis=0).tolist() if hit else _NONE
    return low, middle, high


def _everyone(sides: Sides, follows: Sequence[KnockOn], horizon: str) -> tuple[int, int, int]:
    """Other products of which everyone else loses much, all refused at once."""
    place = sides.horizons.index(horizon)
    for one in follows:
        if one.partner.name == OTHERS:
            return _hits(sides, _others(sides, one, place))
    return _NONE


def held_cases(sides: Sides, products: Sequence[int]) -> list[Loss]:
    """What everyone else loses of every such product if it is refused, to be followed back."""
    buyers, builder = sides.bench.stack.buyers(), sides.everyone
    cases = []
    for place in products:
        refused = Removal(
            "group",
            "home",
            sides.attribute,
            "withheld",
            sides.bench.perspective.home,
            sides.name(place),
        )
        cuts = {bound: builder.cut(refused, bound) for bound in BOUNDS}
        cut = cuts["high"] if cuts["value"].nothing else cuts["value"]
        cases.append(Loss(cut, buyers[place], tie_of(sides.attribute)))
    return cases


def three(stem: str, bounds: Sequence[float | int] | Floats | None) -> RowCells:
    """Write bounds as three columns, empty where there are none."""
    low, middle, high = (None, None, None) if bounds is None else map(_plain, bounds)
    return {f"{stem}_low": low, stem: middle, f"{stem}_high": high}


def _plain(one: float) -> float | int:
    return int(one) if isinstance(one, int | np.integer) else float(one)
