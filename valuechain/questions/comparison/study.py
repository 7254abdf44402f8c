"""Our worst verdict on every product, beside what the indicators of others say of it."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from valuechain.analysis.evidence import UseAndRemoval, follow, judged_at, judged_weeks, verdicts
from valuechain.analysis.fallbacks import spread
from valuechain.analysis.question_frame import checked_theta, chosen_uses
from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.exchange.trade import read_trade
from valuechain.indicators.disagreement import RISKY
from valuechain.indicators.evidence import Support, support
from valuechain.indicators.exposure import Exposures, exposures
from valuechain.indicators.verdicts import Verdict
from valuechain.kernels.levels import is_above
from valuechain.questions.comparison.foreign_indicators import Others, others
from valuechain.schema import Model
from valuechain.shocks.catalogue import part_removals
from valuechain.shocks.removals import Removal
from valuechain.vocab.words import ATTRIBUTES, HORIZONS, Answer, Attribute, Progress

_ORDER: Final = ("none", "watch", "undecided", "strategic", "risky-strategic")
_STEPS: Final = ("losses", "refusals")


@dataclass(slots=True)
class Worst:
    """Our worst verdict on one product, or on what it does to one use.

    ``countries`` are those of its verdicts that are strategic or worse, ``sites`` the answers by
    country if only the place of making counted. ``deepest`` and ``ever``
    are the most that any use asked about loses at the judged horizon and in the end, at the upper
    bound; ``crucial`` is the most that any exposed use is.
    """

    verdict: Verdict | None = None
    countries: set[str] = field(default_factory=set)
    sites: dict[str, Answer] = field(default_factory=dict)
    crucial: Answer = "no"
    deepest: float = 0.0
    ever: float = 0.0
    support: Support = field(default_factory=lambda: support([]))

    @property
    def by_site(self) -> Answer:
        """Whether it is a dependency on those countries (on any, without them) by site alone."""
        found: Answer = "no"
        for country, answer in self.sites.items():
            if country in self.countries or not self.countries:
                found = _most(found, answer)
        return found

    @property
    def klass(self) -> str:
        """Class of the verdict; none where nothing is ever lost."""
        return self.verdict.klass if self.verdict else "none"

    def columns(self) -> dict[str, object]:
        """The verdict and the loss it rests on, as columns of a table."""
        if self.verdict is None:
            nothing = dict.fromkeys(("use", "country", "question"))
            exposed = dict.fromkeys(("exposure_low", "exposure", "exposure_high"), 0.0)
            return {"class": "none", **nothing, **exposed}
        found = self.verdict.dependency
        low, middle, high = found.exposure
        return {
            "class": self.klass,
            "use": found.use,
            "country": found.country,
            "question": found.question,
            "exposure_low": low,
            "exposure": middle,
            "exposure_high": high,
        }


@dataclass(frozen=True, slots=True)
class WorstVerdicts:
    """Our worst verdict on every product, and on every product for every use."""

    products: dict[str, Worst]
    pairs: dict[tuple[str, str], Worst]
    removals: int
    """How many removals were measured."""


@dataclass(frozen=True, slots=True)
class MeasuredComparison:
    """Our verdicts, the indicators of others, and how it was asked."""

    bench: Workbench
    uses: tuple[int, ...]
    judged: WorstVerdicts
    said: Others
    attribute: Attribute
    traded: bool
    """Whether trade of home was given."""
    replaced: tuple[str, ...]
    """What was asked in the place of the model's own threshold."""
    options: Mapping[str, object]
    """How it was asked, for the manifest."""


def measure(
    bench: Workbench,
    *,
    uses: str | Iterable[str] | None = None,
    attribute: Attribute = "any",
    theta: float | None = None,
    trade: str | Path | None = None,
    progress: Progress | None = None,
) -> MeasuredComparison:
    """Judge every product, and compute the indicators of others for it.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    uses, attribute, theta, trade, progress
        As for `valuechain.compare_indicators`.

    Raises
    ------
    FileProblems, AnalysisError, ConvergenceError
        As `valuechain.compare_indicators`, but for home and trusted.
    """
    if attribute not in ATTRIBUTES:
        message = f"unknown attribute {attribute!r}."
        raise AnalysisError("VA718", message, f"Use one of {', '.join(ATTRIBUTES)}.")
    bench, replaced = _with_threshold(bench, theta)
    asked = chosen_uses(bench, uses)
    _somebody_else(bench)
    products, home = bench.stack.product_ids, bench.perspective.home
    said = others(bench, read_trade(trade, products=products, home=home) if trade else ())
    return MeasuredComparison(
        bench,
        asked,
        screen(bench, asked, attribute=attribute, progress=progress),
        said,
        attribute,
        bool(trade),
        replaced,
        options={
            "attribute": attribute,
            "theta": 1.0 - bench.model.thresholds.exposure.value,
            "uses": [bench.stack.producer_ids[row] for row in asked],
            "weeks": judged_weeks(bench),
            "trade": Path(trade).name if trade else None,
        },
    )


def _with_threshold(bench: Workbench, theta: float | None) -> tuple[Workbench, tuple[str, ...]]:
    """Give the workbench another exposure threshold, and say what that replaces."""
    if theta is None:
        return bench, ()
    limits = bench.model.thresholds
    asked = 1.0 - checked_theta(bench, theta)
    exposure = limits.exposure.model_copy(update={"value": asked})
    thresholds = limits.model_copy(update={"exposure": exposure})
    model = bench.model.model_copy(update={"thresholds": thresholds})
    changed = f"thresholds.exposure.value: {limits.exposure.value:g} -> {asked:g}"
    return replace(bench, model=model), (changed,)


def _somebody_else(bench: Workbench) -> None:
    named = frozenset[str]().union(*bench.stack.place_members)
    if named <= bench.perspective.home:
        raise AnalysisError(
            "VA643",
            "home holds every country that the model names: nobody is left to depend on.",
            "Choose a smaller home.",
        )


def screen(
    bench: Workbench,
    uses: Sequence[int],
    *,
    attribute: Attribute,
    progress: Progress | None = None,
) -> WorstVerdicts:
    """Judge the dependencies of some uses on countries outside home.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    uses : sequence of int
        Rows of the uses that count.
    attribute : str
        Which country of a supplier counts.
    progress : callable, optional
        Called with (step, done, all).

    Returns
    -------
    WorstVerdicts
        The same verdicts as the whole measurement gives.

    Notes
    -----
    First every country's part of every product is lost. A refusal closes no more than such a loss
    takes, so where even the upper bound stays at or below the threshold at the judged horizon no
    verdict can be above none: such parts are not measured again. Of the others the refusal is
    measured too, and the same by site alone; under ``any`` by each tie, as the worst counts.
    """
    ties = set(ATTRIBUTES) if attribute == "any" else {attribute, "site"}
    parts = [
        one
        for one in part_removals(bench.removals, bench.stack.product_ids)
        if not one.members & bench.perspective.home and one.attribute in ties
    ]
    lost = [one for one in parts if one.mode == "lost"]
    first = _measured(bench, lost, step=_STEPS[0], progress=progress)
    places = [bench.uses.index(row) for row in uses]
    ends = spread(bench, first, horizons=_weeks(bench))[0].ends
    deepest = judged_at(bench, first)[:, 2, places].max(axis=1, initial=0.0)
    for (position, use), (worst, _) in ends.items():
        if use in places:
            deepest[position] = max(deepest[position], worst[2])
    limit = bench.model.thresholds.exposure.value
    deep = {
        (tie, one.product, one.removed)
        for one, most in zip(lost, deepest.tolist(), strict=True)
        if most > limit
        # any is at least each of the three: what it clears is clear by every tie
        for tie in (ties if one.attribute == "any" else {one.attribute})
    }
    done = set(lost)
    more = [
        one
        for one in parts
        if (one.attribute, one.product, one.removed) in deep and one not in done
    ]
    second = _measured(bench, more, step=_STEPS[1], progress=progress)
    found = _joined(first, second)
    every, _ = verdicts(bench, found)
    result = tally(bench, every, found=found, uses=uses, attribute=attribute)
    _support(bench, result, found)
    return result


def tally(
    bench: Workbench,
    every: Sequence[Verdict],
    *,
    found: Exposures,
    uses: Sequence[int],
    attribute: Attribute,
) -> WorstVerdicts:
    """Gather verdicts that are there already by product and use; their support is left out.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    every : sequence of Verdict
        Verdicts by the attribute and by site, at least.
    found : Exposures
        The exposures they rest on, of countries' parts of products.
    uses : sequence of int
        Rows of the uses that count.
    attribute : str
        Which country of a supplier counts.
    """
    home, limit = bench.perspective.home, bench.model.thresholds.exposure.value
    asked = {bench.stack.producer_ids[row] for row in uses}
    result = WorstVerdicts(
        {key: Worst() for key in bench.stack.product_ids}, {}, len(found.removals)
    )
    for one in every:
        if one.dependency.use in asked and one.dependency.country not in home:
            _count(result, one, attribute=attribute, threshold=limit)
    places = [bench.uses.index(row) for row in uses]
    most = judged_at(bench, found)[:, 2, places].max(axis=1, initial=0.0)
    ever = found.at[:, 2, places, -1].max(axis=1, initial=0.0)
    for removal, deepest, last in zip(found.removals, most, ever, strict=True):
        lost = removal.mode == "lost" and removal.attribute == attribute
        if lost and removal.product is not None and not removal.members & home:
            worst = result.products[removal.product]
            worst.deepest = max(worst.deepest, float(deepest))
            worst.ever = max(worst.ever, float(last))
    return result


def _measured(
    bench: Workbench, removals: Sequence[Removal], *, step: str, progress: Progress | None
) -> Exposures:
    return exposures(
        bench.engine,
        removals,
        builder=bench.removals,
        effects=bench.effects(),
        watch=bench.uses,
        threshold=bench.model.thresholds.exposure.value,
        horizons=_weeks(bench),
        windows=bench.windows,
        progress=(lambda done, of: progress(step, done, of)) if progress else None,
    )


def _weeks(bench: Workbench) -> list[int]:
    return [week for week in HORIZONS if week <= judged_weeks(bench)]


def _joined(first: Exposures, second: Exposures) -> Exposures:
    return Exposures(
        removals=first.removals + second.removals,
        watch=first.watch,
        at=np.concatenate([first.at, second.at]),
        first_week=np.concatenate([first.first_week, second.first_week]),
        paths={},
        windows=first.windows,
        in_window=_both(first.in_window, second.in_window),
        window_week=_both(first.window_week, second.window_week),
    )


def _both(first: NDArray[Any] | None, second: NDArray[Any] | None) -> NDArray[Any] | None:
    return None if first is None or second is None else np.concatenate([first, second])


def _rank(one: Verdict | None) -> tuple[int, float, float]:
    if one is None:
        return (-1, 0.0, 0.0)
    _, middle, high = one.dependency.exposure
    return (_ORDER.index(one.klass), middle, high)


def _count(result: WorstVerdicts, one: Verdict, *, attribute: Attribute, threshold: float) -> None:
    """Let one verdict count for its product, and for its use and product."""
    found = one.dependency
    pair = result.pairs.setdefault((found.use, found.product), Worst())
    for worst in (result.products[found.product], pair):
        if found.attribute == "site":
            answer = _most(worst.sites.get(found.country, "no"), _answer(one.klass))
            worst.sites[found.country] = answer
        if found.attribute != attribute:
            continue
        if _rank(one) > _rank(worst.verdict):
            worst.verdict = one
        if one.klass in RISKY:
            worst.countries.add(found.country)
        if is_above(found.exposure[2], threshold):
            worst.crucial = _most(worst.crucial, one.crucial)


def _answer(klass: str) -> Answer:
    return "yes" if klass in RISKY else "unknown" if klass == "undecided" else "no"


def _most(first: Answer, second: Answer) -> Answer:
    return max(first, second, key=("no", "unknown", "yes").index)


def _support(bench: Workbench, result: WorstVerdicts, found: Exposures) -> None:
    """Follow the worst verdict of every product back to what carries it."""
    place = {
        (one.product, one.removed, one.attribute, one.mode): n
        for n, one in enumerate(found.removals)
    }
    number = {bench.stack.producer_ids[row]: n for n, row in enumerate(bench.uses)}
    mode: dict[str, Literal["lost", "withheld"]] = {"disaster": "lost", "coercion": "withheld"}
    cases = {}
    for product, worst in result.products.items():
        if worst.verdict is not None:
            of = worst.verdict.dependency
            key = (product, of.country, worst.verdict.tie, mode[of.question])
            cases[product] = UseAndRemoval(place[key], number[of.use])
    followed = follow(bench, found, cases=list(cases.values()), effects=bench.effects())
    for product, case in cases.items():
        result.products[product].support = followed.support[case]


def steps_below(model: Model, use: str) -> dict[str, int]:
    """How many steps below a use each product lies: 1 for what it buys, alternatives included."""
    found: dict[str, int] = {}
    todo = deque(((1, model.uses[use].inputs),))
    while todo:
        step, inputs = todo.popleft()
        for product in (option for entry in inputs for option in entry.options):
            if product not in found:
                found[product] = step
                todo.append((step + 1, model.products[product].inputs))
    return found
