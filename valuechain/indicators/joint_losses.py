"""What is left of uses after sets are taken away together: the answers that cut sets rest on."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np

from valuechain.kernels.arrays import Effects, Floats, Shocks
from valuechain.kernels.fast import Engine
from valuechain.kernels.levels import is_below
from valuechain.kernels.unfold import CourseEngine
from valuechain.shocks.joint import Elements
from valuechain.shocks.lasting import lasting_course
from valuechain.shocks.suppliers import Bound
from valuechain.stack.columns import Flags

_CHUNK: Final = 96
_WORKERS: Final = 2


class JointLosses:
    """Lowest levels of some watched rows within some weeks, for sets of elements; kept.

    Parameters
    ----------
    engine, effects
        The stack made ready, and the importance rule.
    elements : Elements
        What can be taken away.
    watch : sequence of int
        Rows of uses or virtual buyers.
    weeks : int
        Weeks that count, from 1; 0 is the limit.
    """

    def __init__(
        self,
        engine: Engine,
        elements: Elements,
        *,
        effects: Effects,
        watch: Sequence[int],
        weeks: int,
    ) -> None:
        self.engine, self.elements, self.effects = engine, elements, effects
        self.watch, self.weeks = tuple(watch), weeks
        self.counts: Counter[Bound] = Counter()
        """Responses computed so far, by bound."""
        self._known: dict[tuple[int, Bound], Floats] = {}

    def lowest(self, sets: Sequence[int], bound: Bound) -> Floats:
        """Lowest level within the weeks, shape (sets, watched), 0..1.

        Raises
        ------
        ConvergenceError
            A response did not converge: there is no number to return.
        """
        fresh = [s for s in dict.fromkeys(sets) if (s, bound) not in self._known]
        fresh.sort(key=lambda s: (s.bit_count(), s))
        chunks = [fresh[i : i + _CHUNK] for i in range(0, len(fresh), _CHUNK)]
        if len(chunks) == 1 and len(fresh) >= _CHUNK // 2:
            chunks = [fresh[: len(fresh) // 2], fresh[len(fresh) // 2 :]]
        with ThreadPoolExecutor(_WORKERS) as pool:
            for some, levels in zip(
                chunks, pool.map(lambda c: self._respond(c, bound), chunks), strict=True
            ):
                self._known.update(((s, bound), row) for s, row in zip(some, levels, strict=True))
        self.counts[bound] += len(fresh)
        return np.array([self._known[s, bound] for s in sets]).reshape(len(sets), len(self.watch))

    def below(self, sets: Sequence[int], bound: Bound, *, theta: float) -> Flags:
        """Which watched rows fall below theta within the weeks, shape (sets, watched)."""
        found: Flags = is_below(self.lowest(sets, bound), theta)
        return found

    def paths(self, sets: Sequence[int], bound: Bound, *, n_weeks: int) -> Floats:
        """Level week by week, shape (sets, watched, weeks), 0..1.

        Raises
        ------
        ConvergenceError
            A response did not converge.
        """
        return self._in_chunks(
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
        engine = CourseEngine(self.engine)

        def follow(shocks: Shocks) -> Floats:
            course = lasting_course(shocks, n_weeks=n_weeks, substitution=True)
            return engine.unfold(course, self.effects, watch=self.watch).level

        return self._in_chunks(sets, n_weeks, follow, bound)

    def _in_chunks(
        self,
        sets: Sequence[int],
        n_weeks: int,
        respond: Callable[[Shocks], Floats],
        bound: Bound,
    ) -> Floats:
        found = np.ones((len(sets), len(self.watch), n_weeks))
        for start in range(0, len(sets), _CHUNK):
            some = slice(start, start + _CHUNK)
            found[some] = np.moveaxis(respond(self.elements.shocks(sets[some], bound)), 2, 0)
        return np.clip(found, 0.0, 1.0)

    def _respond(self, sets: Sequence[int], bound: Bound) -> Floats:
        shocks = self.elements.shocks(sets, bound)
        if self.weeks == 0:
            found = self.engine.limit(shocks, self.effects, watch=self.watch)
        else:
            found = self.engine.weeks(
                shocks, self.effects, watch=self.watch, n_weeks=self.weeks
            ).min(axis=1)
        return np.ascontiguousarray(found.T)
