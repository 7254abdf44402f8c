"""The worst verdict on every product, without measuring what cannot matter."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from valuechain.indicators.disagreement import RISKY
from valuechain.indicators.evidence import Support, support
from valuechain.indicators.exposure import Exposures, exposures
from valuechain.indicators.likelihood import Answer
from valuechain.indicators.verdicts import Verdict
from valuechain.shocks.catalogue import part_removals
from valuechain.shocks.removals import Removal
from valuechain.studies.fallbacks import spread
from valuechain.studies.judging import Case, follow, judged_at, judged_weeks, verdicts
from valuechain.studies.measuring import Progress
from valuechain.studies.workbench import Workbench
from valuechain.vocab.words import HORIZONS, Attribute

_ORDER: Final = ("none", "watch", "undecided", "strategic", "risky-strategic")
_STEPS: Final = ("losses", "refusals")


@dataclass(slots=True)
class Worst:
    """Our worst verdict on one product, or on one product for one use.

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
        """The verdict as columns of a table."""
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
class Judged:
    """The worst verdicts, by product and by (use, product)."""

    products: dict[str, Worst]
    pairs: dict[tuple[str, str], Worst]
    removals: int
    """How many removals were measured."""


def screen(
    bench: Workbench,
    uses: Sequence[int],
    *,
    attribute: Attribute,
    progress: Progress | None = None,
) -> Judged:
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
    Judged
        The same verdicts as the whole measurement gives.

    Notes
    -----
    First every country's part of every product is lost. A refusal closes no more than such a loss
    takes, so where even the upper bound stays at or below the threshold at the judged horizon no
    verdict can be above none: such parts are not measured again. Of the others the refusal is
    measured too, and the same by site alone.
    """
    parts = [
        one
        for one in part_removals(bench.removals, bench.stack.product_ids)
        if not one.members & bench.perspective.home and one.attribute in {attribute, "site"}
    ]
    # any is at least each of the three: what it clears is clear by site too
    screened = {attribute} if attribute == "any" else {attribute, "site"}
    lost = [one for one in parts if one.mode == "lost" and one.attribute in screened]
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
        for tie in ({"any", "site"} if one.attribute == "any" else {one.attribute})
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
) -> Judged:
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
    result = Judged({key: Worst() for key in bench.stack.product_ids}, {}, len(found.removals))
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


def _count(result: Judged, one: Verdict, *, attribute: Attribute, threshold: float) -> None:
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
        if found.exposure[2] > threshold:
            worst.crucial = _most(worst.crucial, one.crucial)


def _answer(klass: str) -> Answer:
    return "yes" if klass in RISKY else "unknown" if klass == "undecided" else "no"


def _most(first: Answer, second: Answer) -> Answer:
    return max(first, second, key=("no", "unknown", "yes").index)


def _support(bench: Workbench, result: Judged, found: Exposures) -> None:
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
            key = (product, of.country, of.attribute, mode[of.question])
            cases[product] = Case(place[key], number[of.use])
    followed = follow(bench, found, cases=list(cases.values()), effects=bench.effects())
    for product, case in cases.items():
        result.products[product].support = followed.support[case]
