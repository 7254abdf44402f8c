"""Minimal cut sets: the smallest things that, taken away together, bring something down.

Exact for any monotone answer: a larger set never undoes a cut. Dominators of a graph are right
only where every supplier can stand in for every other; here levels, shares and alternatives count.
"""

import itertools
import random
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from valuechain.stack.columns import Flags

Oracle = Callable[[Sequence[int]], Flags]
"""Tells which watched things each set cuts, shape (sets, watched); bit e of a set is member e."""
SetSearch = Generator[list[int], list[bool] | None, None]
MOST_RESPONSES: Final = 30_000
MOST_SETS: Final = 1_000
_WORTH: Final = 32
"""Candidates per element below which asking all of them is cheaper than growing."""
_COUNTED: Final = 12_000
_BATCH: Final = 2_000
_SAMPLE: Final = 24
_GROWING: Final = 16
_SCREEN: Final = 100


@dataclass(slots=True)
class CutSets:
    """Smallest sets that together bring one use down, as far as was searched.

    ``sets`` are sorted by size, then by elements. ``complete[k - 1]`` says whether those of size k
    are all there are; what is not complete is some of them, never passed off as all.
    """

    sets: list[tuple[int, ...]]
    complete: list[bool]
    stopped: str = ""
    """Which maximum ended the search: ``responses`` or ``sets``; empty if none did."""
    never: bool = False
    """Not even everything together cuts: there are no sets of any size."""

    def is_complete(self, size: int) -> bool:
        """Whether all smallest sets of one size were found."""
        return self.never or (size <= len(self.complete) and self.complete[size - 1])

    def of_size(self, size: int) -> int:
        """Count the smallest sets that have so many members."""
        return sum(len(one) == size for one in self.sets)


def cut_sets(
    oracle: Oracle,
    n_elements: int,
    *,
    n_watched: int = 1,
    most: int = 3,
    order: Sequence[int] | None = None,
    most_responses: int = MOST_RESPONSES,
    most_sets: int = MOST_SETS,
) -> list[CutSets]:
    """Find all minimal cut sets up to some size, of several watched things at once.

    Parameters
    ----------
    oracle : callable
        Says of sets of elements, as whole numbers with bit e for element e, which watched things
        each cuts. It must be monotone: whatever contains a cut cuts.
    n_elements : int
        Elements that can be taken away.
    n_watched : int
        Things that are watched; they share the oracle's answers.
    most : int
        Largest size, from 1.
    order : sequence of int, optional
        Elements from the least to the most harmful: a guess that saves answers, and changes
        no result.
    most_responses, most_sets : int
        Most answers asked in all, and most sets of more than one element per watched thing. Where
        one is reached the result says which sizes are not complete.

    Returns
    -------
    list of CutSets
        One per watched thing.

    Notes
    -----
    Sets that do not cut are grown until nothing can be added. Every cut must take something from
    outside each of them, so only sets that hit all their complements are candidates; some that do
    not cut are grown in turn, until few are left or growing settles fewer than it asks. Then all
    that are left are asked. It is wrong where the oracle is not monotone.

    References
    ----------
    Gunopulos, Khardon, Mannila, Saluja, Toivonen & Sharma (2003), Discovering all most specific
    sentences, ACM TODS 28(2), 140, doi 10.1145/777943.777945 (Dualize and Advance).
    Fredman & Khachiyan (1996), J. Algorithms 21, 618, doi 10.1006/jagm.1996.0062.

    Examples
    --------
    Elements 0 to 2; cut by 0, or by 1 and 2 together:

    >>> import numpy as np
    >>> def down(sets):
    ...     return np.array([[bool(s & 1) or s & 6 == 6] for s in sets])
    >>> cut_sets(down, 3)[0].sets
    [(0,), (1, 2)]
    """
    ranked = list(range(n_elements)) if order is None else list(order)
    found = [CutSets([], [False] * most) for _ in range(n_watched)]
    searches = {w: _search(one, ranked, most, most_sets) for w, one in enumerate(found)}
    known: dict[int, Flags] = {}
    wanted = {w: next(search) for w, search in searches.items()}
    while wanted:
        fresh = list(dict.fromkeys(s for sets in wanted.values() for s in sets if s not in known))
        enough = len(known) + len(fresh) <= most_responses
        if fresh and enough:
            known.update(zip(fresh, oracle(fresh), strict=True))
        for w, sets in list(wanted.items()):
            have = all(s in known for s in sets)
            try:
                wanted[w] = searches[w].send([bool(known[s][w]) for s in sets] if have else None)
            except StopIteration:
                del wanted[w]
    return found


def members(one: int) -> tuple[int, ...]:
    """Elements of a set that is written as the bits of a whole number, in order."""
    return tuple(e for e in range(one.bit_length()) if one >> e & 1)


def _search(found: CutSets, ranked: list[int], most: int, most_sets: int) -> SetSearch:
    """Search for one watched thing: asks for sets, is told whether each cuts, None to give up."""
    singles = [1 << e for e in ranked]
    everything = sum(singles)
    answers = yield [0, everything, *singles]
    if answers is None:
        found.stopped = "responses"
        return
    if answers[0] or not answers[1]:
        # Down before anything is taken away: there is nothing to cut.
        found.never = not answers[1]
        found.complete[:] = [True] * most
        return
    alone = [s for s, cuts in zip(singles, answers[2:], strict=True) if cuts]
    found.sets += sorted(members(s) for s in alone)
    found.complete[0] = True
    if most == 1:
        return
    rest = [e for e in ranked if 1 << e not in alone]
    hunt = _Hunt(rest)
    if not (yield from hunt.grow([0])):
        found.stopped = "responses"
        return
    for size in range(2, most + 1):
        found.complete[size - 1] = yield from hunt.all_of(size, most_sets)
        found.sets += sorted(members(s) for s in hunt.cuts if s.bit_count() == size)
        if not found.complete[size - 1]:
            found.stopped = "sets" if len(hunt.cuts) > most_sets else "responses"
            return


class _Hunt:
    """The sets that do not cut, grown as large as they go, and what lies outside each."""

    def __init__(self, rest: list[int]) -> None:
        self.rest = rest
        self.whole = sum(1 << e for e in rest)
        self.outside: list[int] = []
        """Complements of the largest sets that do not cut; each cut hits all of them."""
        self.cuts: set[int] = set()
        """Minimal cuts found so far."""
        self.held: set[int] = set()
        """Sets that were tried by themselves and do not cut."""
        self.asked = 0
        """Answers asked to grow sets."""
        self.random = random.Random(0)  # noqa: S311 - spreads guesses, the same every time

    def all_of(self, size: int, most_sets: int) -> Generator[list[int], list[bool] | None, bool]:
        """Collect all minimal cuts of a size, smaller ones being known; False: not all."""
        spent, before = 0, 0
        while True:
            unsettled = list(itertools.islice(self.candidates(size), _COUNTED + 1))
            if not unsettled:
                return True
            count = len(unsettled)
            poor = spent > 0 and before <= _COUNTED and before - count < spent
            direct = poor or count <= _WORTH * len(self.rest)
            asked = unsettled[:_BATCH] if direct else self.random.sample(unsettled, _SAMPLE)
            answers = yield asked
            if answers is None:
                return False
            # What cuts, of sets that hold no smaller cut, is minimal.
            self.cuts |= {one for one, cut in zip(asked, answers, strict=True) if cut}
            held = [one for one in asked if one not in self.cuts]
            self.held.update(held)
            if len(self.cuts) > most_sets:
                return False
            if direct:
                continue
            start, before = self.asked, count
            if held and not (yield from self.grow(held[:_GROWING])):
                return False
            spent = self.asked - start

    def candidates(self, size: int) -> Iterator[int]:
        """Sets of a size that hit every complement, hold no smaller cut, and are not settled."""
        smaller = [one for one in self.cuts if one.bit_count() < size]
        seen = self.cuts | self.held
        outside = sorted(self.outside, key=lambda c: (c.bit_count(), c))
        for one in _hitting(0, outside, size):
            for whole in _extended(one, self.rest, size - one.bit_count()):
                if whole not in seen:
                    seen.add(whole)
                    if not any(whole & cut == cut for cut in smaller):
                        yield whole

    def grow(self, seeds: Sequence[int]) -> Generator[list[int], list[bool] | None, bool]:
        """Grow sets that do not cut until nothing can be added; False: no more answers."""
        growing = [_Growth(seed, self.shuffled(seed)) for seed in seeds]
        while any(one.left for one in growing):
            active = [one for one in growing if one.left]
            asked = [one.probes() for one in active]
            answers = yield [s for sets in asked for s in sets]
            if answers is None:
                return False
            self.asked += len(answers)
            for one, sets in zip(active, asked, strict=True):
                one.learn(answers[: len(sets)])
                answers = answers[len(sets) :]
        fresh = {self.whole & ~one.held for one in growing}
        kept = [c for c in self.outside if not any(f & c == f for f in fresh)]
        self.outside = [*kept, *sorted(fresh)]
        return True

    def shuffled(self, seed: int) -> list[int]:
        """What may be added to a set, about the least harmful first: never quite the same."""
        ranks = {e: n + self.random.random() * len(self.rest) / 2 for n, e in enumerate(self.rest)}
        return sorted((e for e in self.rest if not seed >> e & 1), key=lambda e: ranks[e])


class _Growth:
    """A set that does not cut, and the elements that may still be added, in order."""

    def __init__(self, held: int, left: list[int]) -> None:
        self.held, self.left = held, left
        self.step = max(1, len(left) // 4)
        self.safe, self.unsafe = 0, len(left) + 1
        """The first ``safe`` of what is left can be added, the first ``unsafe`` cannot."""
        self.screened = False
        """Whether each of what is left was tried by itself since an element was dropped first."""

    def probes(self) -> list[int]:
        """Sets to ask about, as whole numbers: this one with more of what is left."""
        if not self.screened and self.unsafe == 0:
            return [self.held | 1 << e for e in self.left]
        if self.unsafe > len(self.left):
            self.tried = {min(len(self.left), self.safe + n * self.step) for n in (1, 3)}
        else:
            gap = self.unsafe - self.safe
            self.tried = {self.safe + max(1, gap * n // 3) for n in (1, 2)}
        self.tried = {n for n in self.tried if self.safe < n < self.unsafe}
        return [self.with_first(n) for n in sorted(self.tried)]

    def with_first(self, count: int) -> int:
        """The set with the first few of what is left."""
        return self.held | sum(1 << e for e in self.left[:count])

    def learn(self, cuts: Sequence[bool]) -> None:
        """Add what can be added, and drop what cannot, once it is known."""
        if not self.screened and self.unsafe == 0:
            self.screened = True
            self.left = [e for e, cut in zip(self.left, cuts, strict=True) if not cut]
            self.restart(max(1, len(self.left) // 4))
            return
        for count, cut in zip(sorted(self.tried), cuts, strict=True):
            if cut:
                self.unsafe = min(self.unsafe, count)
            else:
                self.safe = max(self.safe, count)
        self.step = 4 * self.step
        if self.safe == len(self.left) or self.unsafe == self.safe + 1:
            self.held = self.with_first(self.safe)
            self.left = self.left[self.safe + 1 :]
            self.restart(1)
            if not self.screened and len(self.left) <= _SCREEN:
                self.unsafe = 0

    def restart(self, step: int) -> None:
        """Nothing is known of what is left."""
        self.step, self.safe, self.unsafe = step, 0, len(self.left) + 1


def _hitting(chosen: int, unhit: list[int], room: int) -> Iterator[int]:
    """Sets that hit all of some sets (smallest first), with at most ``room`` more elements."""
    if not unhit:
        yield chosen
        return
    if room == 1:
        common = unhit[0]
        for other in unhit[1:]:
            common &= other
        for e in members(common):
            yield chosen | 1 << e
        return
    for e in members(unhit[0]):
        yield from _hitting(chosen | 1 << e, [c for c in unhit if not c >> e & 1], room - 1)


def _extended(one: int, rest: Sequence[int], more: int) -> Iterator[int]:
    """Sets that hold some elements more."""
    if more == 0:
        yield one
        return
    for extra in itertools.combinations([e for e in rest if not one >> e & 1], more):
        yield one | sum(1 << e for e in extra)
