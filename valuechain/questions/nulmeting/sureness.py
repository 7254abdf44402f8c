"""How sure the nulmeting is: its draws, beside its figures as stated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from valuechain.analysis.ranking import top_dependencies
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.exposure import Exposures
from valuechain.indicators.verdicts import Verdict
from valuechain.presentation.names import Names
from valuechain.questions.nulmeting.headline import headlines
from valuechain.questions.nulmeting.reader import Reader
from valuechain.questions.registry import question
from valuechain.results.frames import arranged
from valuechain.results.result import Result
from valuechain.shocks.removals import Removal
from valuechain.vocab.words import Progress

if TYPE_CHECKING:
    import pandas as pd

_TEN: Final = 10
_LARGE: Final = 200
"""Producers from which processes are worth starting."""
_DEPENDENCY: Final = ["product", "country", "attribute", "question"]
COLUMNS: Final = ("sureness", "likeliest", "chance", "exposure_p05", "exposure_p95")
"""Columns of the verdicts that draws fill."""


@dataclass(frozen=True, slots=True)
class Draws:
    """How often every figure is drawn, and how that is computed."""

    count: int
    store: Path | None = None
    """Folder in which ensembles are kept and found again; nothing is kept if None."""
    workers: int = 1


def with_draws(
    base: Result,
    bench: Workbench,
    *,
    measured: tuple[Exposures, Exposures],
    judged: Sequence[Verdict],
    draws: Draws,
    progress: Progress | None = None,
) -> Result:
    """Add to a nulmeting how sure it is, from figures drawn many times within their ranges.

    Parameters
    ----------
    base : Result
        The nulmeting by the figures as stated.
    bench : Workbench
        The model made ready.
    measured : tuple of Exposures
        Exposures to countries, and to every country's part of one product.
    judged : sequence of Verdict
        What is judged of the latter.
    draws : Draws
        How often, unless a stored ensemble of this model has more.
    progress : callable, optional
        Called with (step, done, all).
    """
    if not bench.uses:
        return base
    found = _measured(base, bench, measured=measured, judged=judged, draws=draws, progress=progress)
    part = question("uncertainty").part("sureness")
    tables = {one.name: one for one in part.TABLES}
    frames = {name: arranged(tables[name], frame) for name, frame in found.frames.items()}
    asked = {
        "draws": found.n_draws,
        "other_draws": found.n_others,
        "seed": found.seed,
        "misjudged": found.misjudged,
    }
    return replace(
        base,
        frames={**base.frames, **frames, "verdicts": _judged(base.verdicts, frames)},
        contracts=(*base.contracts, *tables.values()),
        options={**base.options, **asked},
    )


def _measured(
    base: Result,
    bench: Workbench,
    *,
    measured: tuple[Exposures, Exposures],
    judged: Sequence[Verdict],
    draws: Draws,
    progress: Progress | None,
) -> Any:
    from valuechain.ensembles.executors import chosen_executor

    workers = draws.workers if bench.stack.n_producers >= _LARGE else 1
    work = (
        question("uncertainty")
        .part("study")
        .Work(executor=chosen_executor(workers), root=draws.store, progress=progress)
    )
    return (
        question("uncertainty")
        .part("sureness")
        .sureness(
            bench,
            measured=measured,
            judged=judged,
            needed=_needed(base, bench, measured),
            draws=draws.count,
            work=work,
        )
    )


def _needed(base: Result, bench: Workbench, measured: tuple[Exposures, Exposures]) -> list[Removal]:
    """Removals of which the page gives an interval or a word: its sentences and its table."""
    known = {
        (one.product or "", one.removed, one.attribute, one.mode): one
        for exposures in measured
        for one in exposures.removals
        if one.kind == "country"
    }
    heads = headlines(Reader(base, Names(bench.model, "en")))
    keys = [head.cell[1:5] for head in heads if head.cell is not None]
    top = top_dependencies(base.verdicts, _TEN, inside=bench.perspective.circle)
    keys += [(one.product, one.country, one.attribute, one.mode) for one in top]
    return [one for key, one in known.items() if key in keys and one.attribute != "any"]


def _judged(verdicts: "pd.DataFrame", frames: "dict[str, pd.DataFrame]") -> "pd.DataFrame":
    """Verdicts with the word, the likeliest class, its chance, and the interval of their loss."""
    import pandas as pd

    drawn = frames["uncertainty"]
    drawn = drawn[drawn["product"] != ""].rename(columns={"removed": "country"})
    drawn = drawn.assign(
        question=drawn["mode"].map({"lost": "disaster", "withheld": "coercion"}),
        horizon_weeks=drawn["horizon_weeks"].astype(str),
    )
    keys = ["use", *_DEPENDENCY]
    ends = drawn[[*keys, "horizon_weeks", "p05", "p95"]].rename(
        columns={"p05": "exposure_p05", "p95": "exposure_p95"}
    )
    sure = frames["certainty"][[*keys, "sureness", "likeliest", "chance"]]
    found = verdicts.drop(columns=list(COLUMNS)).reset_index(names="_row")
    found["horizon_weeks"] = found["horizon_weeks"].astype(str)
    found = found.merge(sure, how="left", on=keys)
    found = found.merge(ends, how="left", on=[*keys, "horizon_weeks"]).sort_values("_row")
    # What was drawn and is a class in no draw is surely none.
    followed = {tuple(key) for key in [*sure[_DEPENDENCY].values, *ends[_DEPENDENCY].values]}
    mine = [tuple(key) in followed for key in found[_DEPENDENCY].values]
    none = mine & found["sureness"].isna().to_numpy()
    found.loc[none, ["sureness", "likeliest"]] = ["firm", "none"]
    found.loc[none, "chance"] = 1.0
    added = {name: found[name].to_numpy() for name in COLUMNS}
    for name in ("sureness", "likeliest"):
        added[name] = pd.Series(added[name]).astype(object).fillna("").to_numpy()
    return verdicts.assign(**added)
