"""What an ensemble looks at: the dependencies that matter most, and the places behind them."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from valuechain.analysis.evidence import judged_at, judged_weeks, verdicts
from valuechain.analysis.question_frame import outside
from valuechain.analysis.ranking import top_dependencies
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.exposure import exposures
from valuechain.indicators.verdicts import Verdict
from valuechain.indicators.windows import window_weeks
from valuechain.kernels.arrays import Floats
from valuechain.shocks.catalogue import country_removals, part_removals
from valuechain.shocks.removals import Removal
from valuechain.vocab.words import HORIZONS, Rule

Progress = Callable[[str, int, int], None]
DEPENDENCIES = 15
"""Dependencies that are followed: the ten that are shown, and those that could take their place."""
PLACES = 5
"""Countries that are followed as a whole."""


def headline_removals(
    bench: Workbench,
    *,
    dependencies: int = DEPENDENCIES,
    places: int = PLACES,
    progress: Progress | None = None,
) -> tuple[Removal, ...]:
    """Choose what is taken away in every draw, by the figures as stated.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    dependencies : int
        How many dependencies (a country's part of one product), the worst first.
    places : int
        How many countries: each lost by site, and withheld by owner.
    progress : callable, optional
        Called with (step, done, all).

    Returns
    -------
    tuple of Removal
        Countries first, then dependencies, worst first; no one of home or trusted.
    """
    abroad = outside(bench)
    return (
        *_places(bench, abroad, places, progress),
        *_dependencies(bench, abroad, dependencies, progress),
    )


def _places(
    bench: Workbench, abroad: frozenset[str], count: int, progress: Progress | None
) -> list[Removal]:
    kinds = {("site", "lost"), ("owner", "withheld")}
    asked = [
        one
        for one in country_removals(bench.removals)
        if one.removed in abroad and (one.attribute, one.mode) in kinds
    ]
    if not asked or not count:
        return []
    found = exposures(
        bench.engine,
        asked,
        builder=bench.removals,
        effects=bench.effects(),
        watch=bench.uses,
        threshold=bench.model.thresholds.exposure.value,
        progress=(lambda done, of: progress("countries", done, of)) if progress else None,
    )
    depth = found.at[:, 1, :, :-1].mean(axis=(1, 2))
    worst: dict[str, float] = {}
    for one, mean in zip(asked, depth.tolist(), strict=True):
        worst[one.removed] = max(worst.get(one.removed, 0.0), round(mean, 9))
    order = sorted(worst, key=lambda name: (-worst[name], name))[:count]
    return [one for name in order if worst[name] > 0 for one in asked if one.removed == name]


def _dependencies(
    bench: Workbench, abroad: frozenset[str], count: int, progress: Progress | None
) -> list[Removal]:
    asked = [
        one
        for one in part_removals(bench.removals, bench.stack.product_ids)
        if one.attribute != "any" and one.removed in abroad
    ]
    if not asked or not count:
        return []
    weeks = judged_weeks(bench)
    found = exposures(
        bench.engine,
        asked,
        builder=bench.removals,
        effects=bench.effects(),
        watch=bench.uses,
        threshold=bench.model.thresholds.exposure.value,
        horizons=HORIZONS[: HORIZONS.index(weeks) + 1],
        windows=bench.windows,
        progress=(lambda done, of: progress("dependencies", done, of)) if progress else None,
    )
    judged, _ = verdicts(bench, found)
    top = top_dependencies(_table(judged), count, inside=bench.perspective.circle)
    known = {
        (str(one.product), one.removed, str(one.attribute), str(one.mode)): one for one in asked
    }
    chosen = [known[one.product, one.country, one.attribute, one.mode] for one in top]
    # Where few are judged worth watching, those that cost most follow.
    depth = judged_at(bench, found)[:, 1].max(axis=1)
    taken = {(one.product, one.removed) for one in chosen}
    for number in np.argsort(-depth, kind="stable").tolist():
        one = asked[number]
        if len(chosen) >= count or depth[number] <= 0:
            break
        if (one.product, one.removed) not in taken:
            taken.add((one.product, one.removed))
            chosen.append(one)
    return chosen


def _table(judged: Sequence[Verdict]) -> pd.DataFrame:
    """Verdicts as they are ranked: their class and exposure, without reasons."""
    rows = []
    for one in judged:
        found = one.dependency
        low, middle, high = found.exposure
        rows.append(
            {
                "use": found.use,
                "product": found.product,
                "country": found.country,
                "attribute": found.attribute,
                "question": found.question,
                "class": one.klass,
                "exposure_low": low,
                "exposure": middle,
                "exposure_high": high,
                "replacement_weeks": found.replacement_weeks,
                "reason_nl": "",
                "reason_en": "",
            }
        )
    return pd.DataFrame(rows)


def stated_exposures(
    bench: Workbench,
    removals: Sequence[Removal],
    *,
    watch: Sequence[int],
    weeks: Sequence[int],
    rule: Rule = "default",
) -> Floats:
    """Exposure by the figures as stated.

    Returns
    -------
    ndarray, shape (removals, bounds, watched, weeks and limit and window)
        The last is the deepest loss within the critical window, 0 for a use without one.
    """
    names = (bench.stack.producer_ids[row] for row in watch)
    found = exposures(
        bench.engine,
        removals,
        builder=bench.removals,
        effects=bench.effects(rule),
        watch=watch,
        threshold=bench.model.thresholds.exposure.value,
        horizons=weeks,
        windows=[window_weeks(bench.model.uses[name]) for name in names],
    )
    within = np.zeros_like(found.at[..., 0]) if found.in_window is None else found.in_window
    return np.concatenate([found.at, within[..., None]], axis=-1)
