"""Exposure of uses, products and layers as tables."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from valuechain.analysis.workbench import Workbench
from valuechain.indicators.exposure import Exposures
from valuechain.indicators.layers import layer_exposures
from valuechain.questions.nulmeting.loss_contracts import LAYERS
from valuechain.questions.nulmeting.study import MeasuredExposures
from valuechain.vocab.tolerances import EXACT
from valuechain.vocab.words import HORIZONS, Rule

HORIZON_WORDS = (*(str(h) for h in HORIZONS), "limit")
_NEGLIGIBLE = 0.01


def _frame(
    found: Exposures,
    subjects: Sequence[str],
    places: slice,
    rule: Rule,
    *,
    effect: float,
    keep: np.ndarray,
) -> pd.DataFrame:
    """Rows (removal, subject, horizon) of the combinations to keep."""
    at = found.at[:, :, places]
    removal, subject = np.nonzero(keep)
    count, n_horizons = len(removal), len(HORIZON_WORDS)
    three = at[removal, :, subject, :]
    every = np.repeat(np.arange(count), n_horizons)
    middle = three[:, 1].ravel()
    frame = pd.DataFrame(
        {
            "subject": _words(subjects, subject[every]),
            "product": _words([one.product or "" for one in found.removals], removal[every]),
            "removed": _words([one.removed for one in found.removals], removal[every]),
            "kind": _words([one.kind for one in found.removals], removal[every]),
            "attribute": _words([one.attribute for one in found.removals], removal[every]),
            "mode": _words([one.mode for one in found.removals], removal[every]),
            "horizon_weeks": _words(HORIZON_WORDS, np.tile(np.arange(n_horizons), count)),
            "rule": rule,
            "bound_low": np.minimum(three[:, 0].ravel(), middle),
            "value": middle,
            "bound_high": np.maximum(three[:, 2].ravel(), middle),
        }
    )
    frame["capped"] = (0 < effect < 1) & (np.abs(frame["value"] - effect) < EXACT)
    return frame


def _words(words: Sequence[str], place: np.ndarray) -> ExtensionArray:
    """The word of every row, by its place in a list."""
    return pd.array(list(words), dtype="str").take(place)


def exposure_table(bench: Workbench, found: MeasuredExposures) -> pd.DataFrame:
    """Exposure of every use to every country, group and firm, under every rule."""
    names = [bench.stack.producer_ids[row] for row in bench.uses]
    frames = []
    for rule, one in found.whole.items():
        keep = np.ones((len(one.removals), found.n_uses), dtype=bool)
        effect = bench.effects(rule).important
        places = slice(0, found.n_uses)
        frames.append(_frame(one, names, places, rule, effect=effect, keep=keep))
    return pd.concat(frames, ignore_index=True).rename(columns={"subject": "use"})


def dependency_table(bench: Workbench, found: MeasuredExposures) -> pd.DataFrame:
    """Exposure of every use to every country's part of one product.

    Combinations without any route, even in the limit and at the upper bound, are left out.
    """
    names = [bench.stack.producer_ids[row] for row in bench.uses]
    reached = found.parts["default"].at[:, 2].max(axis=2) > 0
    frames = [
        _frame(
            one,
            names,
            slice(0, found.n_uses),
            rule,
            effect=bench.effects(rule).important,
            keep=reached,
        )
        for rule, one in found.parts.items()
    ]
    return pd.concat(frames, ignore_index=True).rename(columns={"subject": "use"})


def product_table(bench: Workbench, found: MeasuredExposures) -> pd.DataFrame:
    """Exposure of a virtual buyer of every product, where more than 1 % can be lost in the end.

    Who is not listed could have a small part of nearly every remainder: rows that only say so are
    left out. A firm has rows where its named supply costs more than 1 % within three years.
    """
    one = found.whole["default"]
    at = one.at[:, :, found.n_uses :]
    firm = np.array([r.kind == "firm" for r in one.removals])
    keep = np.where(
        firm[:, None],
        at[:, 1, :, :-1].max(axis=2, initial=0) > _NEGLIGIBLE,
        at[:, 2].max(axis=2, initial=0) > _NEGLIGIBLE,
    )
    places = slice(found.n_uses, None)
    frame = _frame(one, bench.stack.product_ids, places, "default", effect=0.0, keep=keep)
    return frame.drop(columns=["product", "capped"]).rename(columns={"subject": "product"})


def layer_table(bench: Workbench, found: MeasuredExposures) -> pd.DataFrame:
    """Worst product of every layer, and how many products are down, for countries and groups."""
    one = found.whole["default"]
    chosen = [i for i, r in enumerate(one.removals) if r.kind in {"country", "group"}]
    buyers = Exposures(
        removals=tuple(one.removals[i] for i in chosen),
        watch=one.watch[found.n_uses :],
        at=one.at[chosen][:, :, found.n_uses :],
        first_week=one.first_week[chosen][:, :, found.n_uses :],
        paths={},
    )
    rows = layer_exposures(
        buyers,
        {key: product.layer for key, product in bench.model.products.items()},
        products=bench.stack.product_ids,
        theta=bench.model.thresholds.theta.value,
    )
    return pd.DataFrame(
        [
            {
                "layer": row.layer,
                "removed": (removal := buyers.removals[row.removal]).removed,
                "kind": removal.kind,
                "attribute": removal.attribute,
                "mode": removal.mode,
                "horizon_weeks": HORIZON_WORDS[row.horizon],
                "rule": "default",
                "worst_product": row.worst_product,
                "bound_low": row.bounds[0],
                "value": row.bounds[1],
                "bound_high": row.bounds[2],
                "products_below_theta": row.below_theta,
                "products": row.products,
            }
            for row in rows
        ],
        columns=list(LAYERS.names),
    )


def path_table(bench: Workbench, found: MeasuredExposures, *, shown: Sequence[str]) -> pd.DataFrame:
    """Loss of every use week by week, for the countries and groups shown."""
    one = found.whole["default"]
    names = [bench.stack.producer_ids[row] for row in bench.uses]
    places = [place for place in one.paths if one.removals[place].removed in shown]
    columns = ["use", "removed", "kind", "attribute", "mode", "week", "bound_low", "value"]
    if not places or not names:
        return pd.DataFrame({name: [] for name in [*columns, "bound_high"]})
    removals = [one.removals[place] for place in places]
    low, middle, high = np.moveaxis(np.array([one.paths[place] for place in places]), 1, 0)
    n_weeks = middle.shape[2]

    removal = np.repeat(np.arange(len(places)), len(names) * n_weeks)
    use = np.tile(np.repeat(np.arange(len(names)), n_weeks), len(places))

    return pd.DataFrame(
        {
            "use": _words(names, use),
            "removed": _words([one.removed for one in removals], removal),
            "kind": _words([one.kind for one in removals], removal),
            "attribute": _words([one.attribute for one in removals], removal),
            "mode": _words([one.mode for one in removals], removal),
            "week": np.tile(np.arange(1, n_weeks + 1), len(places) * len(names)),
            "bound_low": np.minimum(low, middle).ravel(),
            "value": middle.ravel(),
            "bound_high": np.maximum(high, middle).ravel(),
        }
    )


def shown_places(exposure: pd.DataFrame, outside: frozenset[str], *, count: int = 12) -> list[str]:
    """Countries outside home and trusted that matter most, by loss over uses and horizons."""
    rows = exposure[
        (exposure["kind"] == "country")
        & exposure["removed"].isin(list(outside))
        & (exposure["rule"] == "default")
        & (exposure["horizon_weeks"] != "limit")
        & exposure["attribute"].isin(["site", "owner"])
    ]
    worst = rows.groupby(["removed", "use", "horizon_weeks"])["value"].max()
    weight = worst.groupby("removed").mean().sort_values(ascending=False, kind="stable")
    return [str(name) for name in weight.index[weight > 0][:count]]
