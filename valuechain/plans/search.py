"""The best set of measures for a budget: branch and bound whose floors are runs of the model.

A set that takes nothing beyond another loses at least what that other one loses if everything it
gains never failed: such a run is the floor of every branch inside it, and becomes a row of a
mixed-integer programme that HiGHS branches on. Its answer is run through the model; where the
model says more than the programme, floors are added, until both agree.

References
----------
Hooker, J. N. & Ottosson, G. (2003). Logic-based Benders decomposition. *Mathematical Programming*
96, 33-60, doi 10.1007/s10107-003-0375-9. Rockafellar, R. T. & Uryasev, S. (2000). Optimization of
conditional value-at-risk. *Journal of Risk* 2(3), 21-41, doi 10.21314/JOR.2000.038.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Final

import numpy as np

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats
from valuechain.plans.effects import FULL
from valuechain.plans.losses import Losses
from valuechain.plans.programme import Floor, MeasureSet, Programme, Solution, worth
from valuechain.schema.measure import Measure
from valuechain.vocab.tolerances import UNFELT, UNFELT_GAIN, WHOLE
from valuechain.vocab.words import Objective

RUNS: Final = 50
"""Sets run through the model for the search at one budget, unless asked otherwise."""
PARTS: Final = (0.0, 0.02, 0.1, 0.3, 0.6)
"""What measures may do for a use alone, as a part of what all do, to join each next wider set."""
LIGHT: Final = 0.05
"""Part of the gap below which the floors of the lightest cases wait."""
CLIMBED: Final = 0.98
"""Part of what all measures take off, by whose cases a set is built up."""
MOST_USES: Final = 3
"""Uses of a case for which wider sets are tried at a time: those that miss most."""


@dataclass(frozen=True, slots=True)
class BestSet:
    """A set of measures, what it leaves, and how much better any other could be."""

    taken: MeasureSet
    cost: float
    budget: float
    losses: Floats
    """Loss-weeks with the set taken, shape (cases, uses), run through the model."""
    value: float
    """Loss-weeks that the set leaves, put together by the goal that was asked for."""
    bound: float
    """Loss-weeks that every set within the budget leaves at least."""
    banned: MeasureSet = frozenset()
    """Measures that the budget does not allow."""

    @property
    def gap(self) -> float:
        """How far the best possible may lie below, in loss-weeks; 0 is proof."""
        return max(0.0, self.value - self.bound)


@dataclass(slots=True)
class Search:
    """Looks for the best set of some measures, remembering every floor found."""

    losses: Losses
    names: Sequence[str]
    """Names of the measures that may be taken."""
    prices: Mapping[str, float]
    """What each measure costs home over the years that are planned, EUR."""
    objective: Objective = "mean"
    must: MeasureSet = frozenset()
    tolerance: float = UNFELT
    """Gap at which the search ends, loss-weeks."""
    floors: list[Floor] = field(default_factory=list)
    clashes: list[MeasureSet] = field(default_factory=list)
    tried: dict[MeasureSet, Floats] = field(default_factory=dict)
    _ideals: dict[MeasureSet, Floats] = field(default_factory=dict)
    _weighs: list[int] | None = None
    _apart: dict[MeasureSet, "Search"] = field(default_factory=dict)

    @property
    def lowest(self) -> Floats:
        """What is lost at least whatever is taken, shape (cases, uses)."""
        return self.ideal(frozenset(self.names))

    def ideal(self, taken: MeasureSet) -> Floats:
        """Floor of every set inside a set, shape (cases, uses)."""
        if taken not in self._ideals:
            full = dict.fromkeys(taken, FULL)
            self._ideals[taken] = self.losses.by_use(full, ideal=True)
        return self._ideals[taken]

    def run(self, taken: MeasureSet) -> Floats:
        """Loss-weeks of one set, shape (cases, uses), run through the model and remembered.

        Raises
        ------
        AnalysisError
            VA732: measures that cannot go together.
        """
        if taken not in self.tried:
            self.tried[taken] = self.losses.by_use(dict.fromkeys(taken, FULL))
        return self.tried[taken]

    def left(self, taken: MeasureSet) -> float:
        """Loss-weeks that a set leaves, by the goal asked for; infinite if it is impossible."""
        try:
            lost = self.run(taken)
        except AnalysisError as clash:
            if clash.code != "VA732":
                raise
            self.clashes.append(self._clash(taken))
            return np.inf
        return worth(
            lost @ self.losses.use_weight, self.losses.case_weight, objective=self.objective
        )

    def cost(self, taken: Iterable[str]) -> float:
        """What a set of measures costs together, in euro."""
        return sum(self.prices[name] for name in taken)

    def best(self, budget: float, *, runs: int = RUNS, banned: MeasureSet = frozenset()) -> BestSet:
        """Find the best set within a budget, or the best found with so much work, and its gap.

        Parameters
        ----------
        budget : float
            EUR over all years.
        runs : int
            Sets run through the model after which the best found so far is given with its gap.
            Work is counted and not timed, so that every machine finds the same.
        banned : frozenset of str
            Measures that this budget does not allow.

        Raises
        ------
        AnalysisError
            VA735: what must be taken does not fit the budget or each other.
        """
        if self.loose:
            return self._each_apart(budget, runs=runs, banned=banned)
        bound, last = -np.inf, self.losses.runs + runs
        self._climb(budget, last - runs // 2, banned)
        while True:
            answer = self._master(budget, banned)
            bound = max(bound, answer.bound)
            if np.isinf(self.left(answer.taken)):
                continue
            found, value = self._best_tried(budget, banned)
            done = value - bound <= self.tolerance or self.losses.runs >= last
            if done or not self._deepen(answer, value - bound, last=last):
                break
        found = self.trim(found)
        value = self.left(found)
        return BestSet(
            found, self.cost(found), budget, self.run(found), value, min(bound, value), banned
        )

    @property
    def loose(self) -> list[str]:
        """Measures that change owners and may be left out: no floor holds with and without."""
        return [
            name
            for name in self.names
            if name not in self.must
            and any(one.kind == "change-owner" for one in self._measure(name).changes)
        ]

    def _measure(self, name: str) -> Measure:
        return self.losses.prepared.measures[name]

    def _each_apart(self, budget: float, *, runs: int, banned: MeasureSet) -> BestSet:
        """Search with every choice of new owners apart, and take the best."""
        loose = self.loose
        chosen = [frozenset(one) for n in range(len(loose) + 1) for one in combinations(loose, n)]
        found: list[BestSet] = []
        for owners in chosen:
            if owners & banned or self.cost(self.closed(self.must | owners)) > budget:
                continue
            if owners not in self._apart:
                self._apart[owners] = replace(
                    self,
                    names=[n for n in self.names if n not in loose or n in owners],
                    must=self.must | owners,
                    floors=[],
                    _ideals={},
                    _weighs=None,
                    _apart={},
                )
            each = max(1, runs // len(chosen))
            found.append(self._apart[owners].best(budget, runs=each, banned=banned))
        if not found:
            raise AnalysisError(
                "VA735",
                "no set of measures fits what is asked.",
                "Give more money, or ask less of --must.",
            )
        best = min(found, key=lambda one: (one.value, one.cost))
        return replace(best, bound=min(one.bound for one in found))

    def again(self, found: Sequence[BestSet]) -> tuple[BestSet, ...]:
        """Take for each budget the best of everything run by now, and the best bound.

        Parameters
        ----------
        found : sequence of BestSet
            From little money to much: what no set for more money undercuts, none for less does.
        """
        bound, better = -np.inf, []
        for one in reversed(found):
            bound = max(bound, one.bound)
            taken, value = self._best_tried(one.budget, one.banned)
            better.append(
                replace(
                    one,
                    taken=taken,
                    cost=self.cost(taken),
                    losses=self.run(taken),
                    value=value,
                    bound=min(bound, value),
                )
            )
        return tuple(reversed(better))

    def trim(self, taken: MeasureSet) -> MeasureSet:
        """Leave out, dearest first, what takes nothing off and nothing else needs."""
        measures = self.losses.prepared.measures
        for name in sorted(taken - self.must, key=lambda one: (-self.prices[one], one)):
            fewer = taken - {name}
            if any(name in measures[other].needs_first for other in fewer):
                continue
            useless = self._roughly(fewer) <= self._roughly(taken) + UNFELT_GAIN
            if useless and self.left(fewer) <= self.left(taken) + UNFELT_GAIN:
                taken = fewer
        return taken

    def _best_tried(self, budget: float, banned: MeasureSet) -> tuple[MeasureSet, float]:
        """The best of all sets run so far that fit; of those about equal the cheapest."""
        fits = [
            one
            for one in self.tried
            if self.must <= one and not one & banned and self.cost(one) <= budget + 0.5
            if one <= frozenset(self.names) and one == self.closed(one)
        ]
        if not fits:
            return frozenset(), np.inf
        ranked = {one: self.left(one) for one in fits}
        least = min(ranked.values())
        # What a measure adds within half the tolerance is not worth its money.
        equal = [one for one in fits if ranked[one] <= least + 0.5 * self.tolerance]
        best = min(equal, key=lambda one: (self.cost(one), sorted(one)))
        return best, ranked[best]

    def _climb(self, budget: float, last: int, banned: MeasureSet) -> None:
        """Build the best set so far up, each time by the measure that brings most for its money."""
        self.left(self.closed(self.must))
        taken, _ = self._best_tried(budget, banned)
        now = self._roughly(taken)
        stale = {name: self._density(name) for name in self.names}
        while self.losses.runs < last:
            open_ones = [
                name
                for name in stale
                if name not in taken
                and not self.closed(frozenset({name})) & banned
                and self.cost(self.closed(taken | {name})) <= budget
            ]
            open_ones.sort(key=lambda name: -stale[name])
            best = None
            for name in open_ones:
                if (best is not None and stale[name] <= best[0]) or self.losses.runs >= last:
                    break
                wider = self.closed(taken | {name})
                gain = now - self._roughly(wider)
                stale[name] = gain / max(1.0, self.cost(wider) - self.cost(taken))
                if gain > WHOLE and (best is None or stale[name] > best[0]):
                    best = (stale[name], wider)
            if best is None:
                break
            taken, now = best[1], self._roughly(best[1])
        self.left(taken)

    def _roughly(self, taken: MeasureSet) -> float:
        """What a set leaves by the cases that weigh: enough to build up by, never to decide."""
        none = self.run(frozenset())
        if self._weighs is None:
            span = (none - self.lowest) @ self.losses.use_weight * self.losses.case_weight
            order = np.argsort(-span, kind="stable")
            enough = int(np.searchsorted(np.cumsum(span[order]), CLIMBED * span.sum())) + 1
            self._weighs = sorted(order[:enough].tolist())
        lost = none @ self.losses.use_weight
        full = dict.fromkeys(taken, FULL)
        try:
            lost[self._weighs] = self.losses.of(self._weighs, full) @ self.losses.use_weight
        except AnalysisError as clash:
            if clash.code != "VA732":
                raise
            return np.inf
        return worth(lost, self.losses.case_weight, objective=self.objective)

    def _density(self, name: str) -> float:
        """What a measure takes off by itself for its money; endless if it was not tried alone."""
        alone = self.closed(frozenset({name}))
        if alone not in self.tried or frozenset() not in self.tried:
            return np.inf
        return (self.left(frozenset()) - self.left(alone)) / max(1.0, self.cost(alone))

    def closed(self, taken: MeasureSet) -> MeasureSet:
        """A set with everything that it needs first, as far as it may be taken."""
        found, waiting = set(taken), list(taken)
        while waiting:
            for need in self.losses.prepared.measures[waiting.pop()].needs_first:
                if need in self.prices and need not in found:
                    found.add(need)
                    waiting.append(need)
        return frozenset(found)

    def _clash(self, taken: MeasureSet) -> MeasureSet:
        """Find a smallest part of a set that cannot go together."""
        kept = sorted(taken)
        for name in list(kept):
            fewer = [one for one in kept if one != name]
            try:
                self.losses.prepared.apply(dict.fromkeys(fewer, FULL), reach=self.losses.reach)
            except AnalysisError:
                kept = fewer
        return frozenset(kept)

    def _deepen(self, answer: Solution, gap: float, *, last: int) -> bool:
        """Add floors where the model says more than the programme; whether there was any."""
        before, exact = len(self.floors), self.run(answer.taken)
        miss = np.maximum(0.0, exact - answer.theta) * self.losses.use_weight
        heavy = miss.sum(axis=1) * self.losses.case_weight
        chains: list[tuple[int, list[MeasureSet]]] = []
        left = float(heavy.sum())
        # What weighs most first, down to what cannot matter while the gap is so wide.
        for case in np.argsort(-heavy, kind="stable").tolist():
            uses = [use for use in np.argsort(-miss[case]).tolist() if miss[case, use] > WHOLE]
            if not uses or (chains and left <= LIGHT * gap):
                break
            left -= float(heavy[case])
            counts = self.losses.bearing[case].counts & frozenset(self.names)
            inside = answer.taken & counts
            chains += [(case, one) for one in self._chains(case, inside, uses[:MOST_USES])]
            if doubtful := self.losses.bearing[case].doubtful & inside:
                self._fix(case, exact[case], counts - inside, doubtful, uses)
        self._add(chains, answer.theta, most=max(1, last - self.losses.runs))
        return len(self.floors) > before

    def _fix(
        self,
        case: int,
        exact: Floats,
        beyond: MeasureSet,
        doubtful: MeasureSet,
        uses: Sequence[int],
    ) -> None:
        """Say what a set loses exactly, as long as the same measures that may harm are taken."""
        for use in uses:
            fall = float(exact[use] - self.lowest[case, use])
            drops = dict.fromkeys(beyond, fall)
            self.floors.append(Floor(case, use, float(exact[use]), drops, doubtful, fall))

    def _chains(self, case: int, inside: MeasureSet, uses: Sequence[int]) -> list[list[MeasureSet]]:
        """Sets from one to all that counts, by use: first with what does least for it alone."""
        counts = self.losses.bearing[case].counts & frozenset(self.names)
        none = self.ideal(frozenset())[case]
        found = []
        for use in uses:
            span = float(none[use] - self.lowest[case, use])
            gains = {
                name: float(none[use] - self.ideal(frozenset({name}))[case, use])
                for name in counts - inside
            }
            chain = [inside]
            for part in PARTS:
                wider = inside | {n for n, gain in gains.items() if gain <= part * span + WHOLE}
                if wider != chain[-1]:
                    chain.append(wider)
            if chain not in found:
                found.append(chain)
        return found

    def _add(
        self, chains: Sequence[tuple[int, list[MeasureSet]]], theta: Floats, *, most: int
    ) -> None:
        """Run chains of sets, and add a floor for every use of which a chain says more."""
        asked = [(case, one) for case, chain in chains for one in chain]
        found = dict(zip(asked, self.losses.floors(asked, most=most), strict=False))
        for case, chain in chains:
            if (case, chain[0]) not in found:
                continue
            known = [(one, found[case, one]) for one in chain if (case, one) in found]
            counts = self.losses.bearing[case].counts & frozenset(self.names)
            for use, value in enumerate(known[0][1].tolist()):
                if value <= theta[case, use] + WHOLE:
                    continue
                lowest = float(self.lowest[case, use])
                drops = dict.fromkeys(counts - chain[0], value - lowest)
                for one, floor in reversed(known):
                    fall = max(0.0, value - max(lowest, float(floor[use])))
                    drops |= dict.fromkeys(one - chain[0], fall)
                self.floors.append(Floor(case, use, value, drops))

    def _master(self, budget: float, banned: MeasureSet) -> Solution:
        """Solve the programme of all floors so far, of the measures that fit the budget at all."""
        fits = frozenset(
            name
            for name in self.names
            if not self.closed(frozenset({name})) & banned
            and self.cost(self.closed(self.must | {name})) <= budget + 0.5
        )
        programme = Programme(
            names=tuple(self.names),
            prices=self.prices,
            measures=self.losses.prepared.measures,
            lowest=self.ideal(fits | self.must),
            floors=self.floors,
            clashes=self.clashes,
            objective=self.objective,
            case_weight=self.losses.case_weight,
            use_weight=self.losses.use_weight,
            must=self.must,
            banned=banned,
            tolerance=self.tolerance,
        )
        return programme.solve(budget)
