"""What an ensemble looks at: the dependencies that matter most, and the places behind them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from valuechain.analysis.evidence import judged_at, judged_weeks, verdicts
from valuechain.analysis.question_frame import outside
from valuechain.analysis.ranking import top_dependencies
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.exposure import Exposures, exposures
from valuechain.indicators.verdicts import Verdict
from valuechain.indicators.windows import window_weeks
from valuechain.kernels.arrays import Floats
from valuechain.shocks.catalogue import country_removals, part_removals
from valuechain.shocks.removals import Removal
from valuechain.vocab.words import HORIZONS, Progress, Rule

if TYPE_CHECKING:
    import pandas as pd

DEPENDENCIES = 15
"""Dependencies that are followed: the ten that are shown, and those that could take their place."""
PLACES = 5
"""Countries that are followed as a whole."""


def headline_removals(bench: Workbench, *, progress: Progress | None = None) -> tuple[Removal, ...]:
    """Choose what is taken away in every draw, by the figures as stated.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    progress : callable, optional
        Called with (step, done, all).

    Returns
    -------
    tuple of Removal
        As :func:`chosen_removals` has it.
    """
    abroad = outside(bench)

    def found(name: str, asked: Sequence[Removal], horizons: Sequence[int]) -> Exposures:
        return exposures(
            bench.engine,
            asked,
            builder=bench.removals,
            effects=bench.effects(),
            watch=bench.uses,
            threshold=bench.model.thresholds.exposure.value,
            horizons=horizons,
            windows=bench.windows,
            progress=(lambda done, of: progress(name, done, of)) if progress else None,
        )

    countries = [one for one in country_removals(bench.removals) if _counts(one, abroad)]
    parts = [
        one
        for one in part_removals(bench.removals, bench.stack.product_ids)
        if _counts(one, abroad)
    ]
    judged_last = HORIZONS[: HORIZONS.index(judged_weeks(bench)) + 1]
    whole = found("countries", countries, HORIZONS)
    of_parts = found("dependencies", parts, judged_last)
    judged, _ = verdicts(bench, of_parts)
    return chosen_removals(bench, whole=whole, parts=of_parts, judged=judged)


def chosen_removals(
    bench: Workbench,
    *,
    whole: Exposures,
    parts: Exposures,
    judged: Sequence[Verdict],
    dependencies: int = DEPENDENCIES,
    places: int = PLACES,
) -> tuple[Removal, ...]:
    """Choose what is taken away in every draw from what was measured by the figures as stated.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    whole : Exposures
        Exposure of the uses to countries.
    parts : Exposures
        Exposure of the uses to every country's part of one product.
    judged : sequence of Verdict
        What is judged of the latter.
    dependencies : int
        How many dependencies (a country's part of one product), the worst first.
    places : int
        How many countries: each lost by site, and withheld by owner.

    Returns
    -------
    tuple of Removal
        Countries first, then dependencies, worst first; no one of home or trusted.
    """
    return (*_places(bench, whole, places), *_dependencies(bench, parts, judged, dependencies))


def _counts(one: Removal, abroad: frozenset[str]) -> bool:
    """Whether a removal may be chosen."""
    if one.kind != "country" or one.removed not in abroad:
        return False
    if one.product is None:
        return (one.attribute, one.mode) in {("site", "lost"), ("owner", "withheld")}
    return one.attribute != "any"


def _places(bench: Workbench, found: Exposures, count: int) -> list[Removal]:
    abroad = outside(bench)
    asked = [n for n, one in enumerate(found.removals) if _counts(one, abroad)]
    depth = found.at[:, 1, : len(bench.uses), : len(HORIZONS)]
    worst: dict[str, float] = {}
    for n in asked:
        name, mean = found.removals[n].removed, float(depth[n].mean()) if bench.uses else 0.0
        worst[name] = max(worst.get(name, 0.0), round(mean, 9))
    order = sorted(worst, key=lambda name: (-worst[name], name))[:count]
    return [
        found.removals[n]
        for name in order
        if worst[name] > 0
        for n in asked
        if found.removals[n].removed == name
    ]


def _dependencies(
    bench: Workbench, found: Exposures, judged: Sequence[Verdict], count: int
) -> list[Removal]:
    abroad = outside(bench)
    asked = [n for n, one in enumerate(found.removals) if _counts(one, abroad)]
    if not asked or not bench.uses:
        return []
    exact = [one for one in judged if one.dependency.attribute != "any"]
    top = top_dependencies(_table(exact), count, inside=bench.perspective.circle)
    known = {
        (str(one.product), one.removed, str(one.attribute), str(one.mode)): one
        for one in (found.removals[n] for n in asked)
    }
    chosen = [known[one.product, one.country, one.attribute, one.mode] for one in top]
    # Where few are judged worth watching, those that cost most follow.
    depth = judged_at(bench, found)[asked, 1].max(axis=1)
    taken = {(one.product, one.removed) for one in chosen}
    for number in np.argsort(-depth, kind="stable").tolist():
        one = found.removals[asked[number]]
        if len(chosen) >= count or depth[number] <= 0:
            break
        if (one.product, one.removed) not in taken:
            taken.add((one.product, one.removed))
            chosen.append(one)
    return chosen


def _table(judged: Sequence[Verdict]) -> "pd.DataFrame":
    """Verdicts as they are ranked: their class and exposure, without reasons."""
    import pandas as pd

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
                "judged_week": found.judged_week,
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
    """What uses lose by the figures as the model states them, before any is drawn.

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
