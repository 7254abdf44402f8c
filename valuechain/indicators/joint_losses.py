"""What is left of uses after sets are taken away together: the answers that cut sets rest on."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from valuechain.kernels.arrays import Effects, Floats, Shocks
from valuechain.kernels.batches import answered, batches
from valuechain.kernels.fast import Engine
from valuechain.kernels.levels import is_below
from valuechain.kernels.unfold import CourseEngine
from valuechain.shocks.joint_removals import JointRemovals
from valuechain.shocks.removal_course import lasting_course
from valuechain.shocks.suppliers import Bound
from valuechain.stack.columns import Flags

_MOST: Final = 96
"""Sets that are followed at once."""


class JointLosses:
    """Lowest levels of some watched rows within some weeks, for sets of elements; kept.

    Parameters
    ----------
    engine, effects
        The stack made ready, and the importance rule.
    elements : JointRemovals
        What can be taken away.
    watch : sequence of int
        Rows of uses or virtual buyers.
    weeks : int
        Weeks that count, from 1; 0 is the limit.
    """

    def __init__(
        self,
        engine: Engine,
        elements: JointRemovals,
        *,
        effects: Effects,
        watch: Sequence[int],
        weeks: int,
    ) -> None:
        self.engine, self.elements, self.effects = engine, elements, effects
        self.courses = CourseEngine(engine)
        self.watch, self.weeks = tuple(watch), weeks
        self.counts: Counter[Bound] = Counter()
        """Responses computed so far, by bound."""
        self._known: dict[tuple[int, Bound], Floats] = {}

    def lowest(self, sets: Sequence[int], bound: Bound) -> Floats:
        """Lowest output of each watched use after each set is gone, shape (sets, watched), 0..1.

        Raises
        ------
        ConvergenceError
            A response did not converge: there is no number to return.
        """
        fresh = [s for s in dict.fromkeys(sets) if (s, bound) not in self._known]
        fresh.sort(key=lambda s: (s.bit_count(), s))
        # What fills half a batch is halved, so that both threads have work.
        halved = _MOST // 2 <= len(fresh) <= _MOST
        runs = batches(fresh, (len(fresh) + 1) // 2 if halved else _MOST)
        for some, levels in answered(runs, lambda run: self._respond(run, bound)):
            self._known.update(((s, bound), row) for s, row in zip(some, levels, strict=True))
        self.counts[bound] += len(fresh)
        return np.array([self._known[s, bound] for s in sets]).reshape(len(sets), len(self.watch))

    def below(self, sets: Sequence[int], bound: Bound, *, theta: float) -> Flags:
        """Which watched rows fall below theta within the weeks, shape (sets, watched)."""
        found: Flags = is_below(self.lowest(sets, bound), theta)
        return found

    def paths(self, sets: Sequence[int], bound: Bound, *, n_weeks: int) -> Floats:
        """Output week by week after each set is gone, shape (sets, watched, weeks), 0..1.

        Raises
        ------
        ConvergenceError
            A response did not converge.
        """
        return self._in_batches(
            sets,
            n_weeks,
            lambda shocks: self.engine.weeks(
                shocks, self.effects, watch=self.watch, n_weeks=n_weeks
            ),
            bound,
        )

    def with_substitution(self, sets: Sequence[int], bound: Bound, *, n_weeks: int) -> Floats:
        """Level week by week if others step in, shape (sets, watched, weeks), 0..1.

        What others add is an upper bound: the inputs of added output are not traced.

        Raises
        ------
        ConvergenceError
            A response did not converge.
        """

        def follow(shocks: Shocks) -> Floats:
            course = lasting_course(shocks, n_weeks=n_weeks, substitution=True)
            return self.courses.unfold(course, self.effects, watch=self.watch).level

        return self._in_batches(sets, n_weeks, follow, bound)

    def _in_batches(
        self,
        sets: Sequence[int],
        n_weeks: int,
        respond: Callable[[Shocks], Floats],
        bound: Bound,
    ) -> Floats:
        nothing = np.empty((0, len(self.watch), n_weeks))
        found = [
            np.moveaxis(respond(self.elements.shocks(some, bound)), 2, 0)
            for some in batches(sets, _MOST)
        ]
        levels: Floats = np.clip(np.concatenate([nothing, *found]), 0.0, 1.0)
        return levels

    def _respond(self, sets: Sequence[int], bound: Bound) -> Floats:
        shocks = self.elements.shocks(sets, bound)
        if self.weeks == 0:
            found = self.engine.limit(shocks, self.effects, watch=self.watch)
        else:
            found = self.engine.weeks(
                shocks, self.effects, watch=self.watch, n_weeks=self.weeks
            ).min(axis=1)
        return np.ascontiguousarray(found.T)
