"""Tables of positions: in which products others cannot do without home, and what follows."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from valuechain.indicators.citations import tie_of
from valuechain.indicators.evidence import Support
from valuechain.indicators.indispensable import Held, KnockOn
from valuechain.indicators.mutual import NEGLIGIBLE
from valuechain.kernels.arrays import Floats
from valuechain.kernels.levels import is_above
from valuechain.results.indispensable import INDISPENSABLE, KNOCK_ONS
from valuechain.shocks.counterparts import OTHERS
from valuechain.shocks.removals import BOUNDS, Removal
from valuechain.studies.leverage_sides import LIMIT, Row, Sides, frame_of, three
from valuechain.studies.supporting import Carried, support_columns
from valuechain.texts.languages import LANGUAGES, Lang
from valuechain.texts.leverage import held_reason

_NONE: Final = (0, 0, 0)


def knock_on_frame(sides: Sides, follows: Sequence[KnockOn]) -> pd.DataFrame:
    """What follows where one product is refused to one partner, where it can be more than 1 %."""
    model, ids = sides.bench.model, sides.bench.stack.product_ids
    rows: list[Row] = []
    for one in follows:
        for place, horizon in enumerate(sides.horizons):
            losses = _others(sides, one, place)
            if not losses.size or losses[2].max() <= NEGLIGIBLE:
                continue
            worst = int(np.lexsort((losses[2], losses[1]))[-1])
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
    sides: Sides, held: Sequence[Held], *, follows: Sequence[KnockOn], supports: Sequence[Support]
) -> pd.DataFrame:
    """One row per product of which home may supply more than the threshold."""
    rows = [
        _held_row(sides, one, [case for case in follows if sides.name(case.product) == one.product])
        | support_columns(support)
        for one, support in zip(held, supports, strict=True)
    ]
    return frame_of(INDISPENSABLE, rows)


def _held_row(sides: Sides, one: Held, follows: Sequence[KnockOn]) -> Row:
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


def _reason(sides: Sides, one: Held, lang: Lang) -> str:
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


def held_cases(sides: Sides, products: Sequence[int]) -> list[Carried]:
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
        cases.append(Carried(cut, buyers[place], tie_of(sides.attribute)))
    return cases
