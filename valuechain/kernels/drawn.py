"""The response where every column of a batch has figures of its own: draws of one stack.

Draws change figures, never who supplies whom, so cells, plans and orders are those of the stack.
A batch holds some draws of some shocks: the column of shock r in draw d is ``d * shocks + r``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from valuechain.kernels.arrays import (
    Columns,
    ConvergenceError,
    Effects,
    Floats,
    Shocks,
)
from valuechain.kernels.fast import Engine, Trace, kept_trace
from valuechain.kernels.lump import Lumped
from valuechain.kernels.plan import Plan
from valuechain.kernels.units import Followed, PlanFigures, follow


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of the cells of a stack in several draws; the draws are the last axis."""

    supply: Floats
    """Shape (entries of ``lumped.supply``, draws): shares, 0..1."""
    effect: Floats
    """Shape (lumped slots, draws): loss of output when a critical or important slot is empty;
    0 for one that is minor in that draw."""
    minor_effect: Floats
    """Shape (lumped slots, draws): the same of a minor slot; 0 for one that is not."""
    fallback: Floats
    """Shape (lumped slots, draws): level, 0..1."""
    fallback_after: Floats
    """Shape (lumped slots, draws): weeks, infinite where there is none."""
    capacity: Floats
    """Shape (lumped alternatives, draws): part of the need that each can fill."""
    buffer: Floats
    """Shape (lumped alternatives, draws): weeks."""
    lifetime: Floats
    """Shape (lumped alternatives, draws): weeks."""
    one: Callable[[int], tuple[Engine, Effects]]
    """An ordinary engine for the stack of one draw, and its effects of importance."""

    @property
    def n_draws(self) -> int:
        """Number of times that the figures are drawn."""
        return int(self.supply.shape[1])

    def of_plan(self, plan: Plan) -> PlanFigures:
        """Figures of the slots and alternatives of a plan, draw by draw."""
        slot, option = plan.slot_lumped, plan.alternative_lumped
        fallback = self.fallback[slot]
        lag = np.where(fallback > 0, self.fallback_after[slot], np.inf)
        slots = self.effect[slot], self.minor_effect[slot], fallback, lag
        return PlanFigures(
            supply=self.supply.T,
            slots=np.stack([one.T for one in slots], axis=-1),
            scale=self.capacity[option].T,
            buffer=self.buffer[option].T,
            lifetime=self.lifetime[option].T,
        )

    def refuse_nan(self) -> None:
        """Refuse what is not a number: comparisons would lose it on the way to a level.

        Raises
        ------
        ConvergenceError
            VA604: a drawn figure is not a number.
        """
        tables = (self.supply, self.effect, self.minor_effect, self.fallback, self.fallback_after)
        if any(np.isnan(one).any() for one in (*tables, self.capacity, self.buffer, self.lifetime)):
            raise ConvergenceError("a drawn figure is not a number")


@dataclass(frozen=True, slots=True)
class DrawnState:
    """Some columns of a batch of draws in one week."""

    columns: Sequence[int]
    """Positions in the batch."""
    trace: Trace
    """Their state; its batch is these columns."""
    effect: Floats
    """Shape (slots of the plan, columns): loss of output when a slot is empty that is not minor."""
    minor_effect: Floats
    """Shape (slots of the plan, columns): the same of a minor slot."""


class DrawnEngine(Engine):
    """Follows shocks through many draws of one stack: other figures, the same suppliers.

    Parameters
    ----------
    columns : Columns
        The stack.
    lumped : Lumped
        Its cells; the members of each have the same figures in every draw.
    """

    def __init__(self, columns: Columns, lumped: Lumped) -> None:
        super().__init__(columns)
        self.__dict__["lumped"] = lumped  # in the place of the cells of equal figures

    def one(self, columns: Columns, supply: Floats) -> Engine:
        """An ordinary engine for the stack of one draw, which reuses what no draw changes.

        Parameters
        ----------
        columns : Columns
            The stack of the draw.
        supply : ndarray, shape (entries of ``lumped.supply``,)
            The shares in that draw.
        """
        engine = Engine(columns)
        engine.__dict__.update(
            compiled=self.compiled,
            lumped=with_columns(self.lumped, columns, supply=supply),
            pattern=self.pattern,
            weekly_order=self.weekly_order,
            limit_order=self.limit_order,
        )
        return engine

    def drawn_weeks(
        self, shocks: Shocks, figures: Figures, *, watch: Sequence[int], n_weeks: int
    ) -> Floats:
        """Output of the watched producers week by week, shape (watched, weeks, batch).

        Parameters
        ----------
        shocks : Shocks
            Column ``d * shocks + r`` holds shock r of draw d.
        figures : Figures
            One column per draw.
        watch : sequence of int
            Rows of the producer table.
        n_weeks : int
            Weeks, from 1.

        Raises
        ------
        ConvergenceError
            A circle did not settle within the tolerance.
        """
        return self._drawn(shocks, figures, watch=watch, n_weeks=n_weeks)

    def drawn_limit(self, shocks: Shocks, figures: Figures, *, watch: Sequence[int]) -> Floats:
        """Level of the watched producers in the limit, shape (watched, batch).

        Parameters and errors as in :meth:`drawn_weeks`.
        """
        return self._drawn(shocks, figures, watch=watch, n_weeks=0)[:, 0]

    def _drawn(
        self, shocks: Shocks, figures: Figures, *, watch: Sequence[int], n_weeks: int
    ) -> Floats:
        found = self._followed(shocks, figures, watch=watch, n_weeks=n_weeks)
        if found is None:
            levels = np.empty((len(watch), max(n_weeks, 1), shocks.size))
        else:
            levels = found.levels
        for d, columns in _apart(found, shocks, figures):
            engine, effects = figures.one(d)
            some = shocks.narrowed(columns)
            if n_weeks:
                levels[:, :, columns] = engine.weeks(some, effects, watch=watch, n_weeks=n_weeks)
            else:
                levels[:, 0, columns] = engine.limit(some, effects, watch=watch)
        return levels

    def drawn_states(
        self,
        shocks: Shocks,
        figures: Figures,
        *,
        watch: Sequence[int],
        wanted: Mapping[int, Sequence[int]],
    ) -> Iterator[DrawnState]:
        """Give the state of some columns in some weeks, to follow their losses back.

        Parameters
        ----------
        shocks, figures, watch
            As in :meth:`drawn_weeks`.
        wanted : mapping
            Columns of the batch, by week from 1.

        Raises
        ------
        ConvergenceError
            A circle did not settle within the tolerance.
        """
        if not wanted:
            return
        keep = sorted((column, week) for week, columns in wanted.items() for column in columns)
        found = self._followed(shocks, figures, watch=watch, n_weeks=max(wanted), keep=keep)
        apart = dict(_apart(found, shocks, figures))
        n_shocks = shocks.size // figures.n_draws
        for week, asked in sorted(wanted.items()):
            rows = [
                k
                for k, (column, kept) in enumerate(keep)
                if kept == week and column // n_shocks not in apart
            ]
            if found is not None and rows:
                columns = [keep[k][0] for k in rows]
                trace = kept_trace(found.plan.narrowed(columns), found.states, week=week, rows=rows)
                yield _state(figures, columns, trace, n_shocks)
            for d, mine in apart.items():
                columns = [one for one in sorted(asked) if one in mine]
                if columns:
                    engine, effects = figures.one(d)
                    trace = engine.trace(shocks.narrowed(columns), effects, week=week)
                    yield _state(figures, columns, trace, n_shocks)

    def _followed(
        self,
        shocks: Shocks,
        figures: Figures,
        *,
        watch: Sequence[int],
        n_weeks: int,
        keep: Sequence[tuple[int, int]] = (),
    ) -> Followed | None:
        """Follow all draws at once, in compiled loops; nothing where there are none."""
        self.refuse(shocks, Effects(important=1.0, minor=1.0))
        figures.refuse_nan()
        if self.compiled is None:
            return None
        plan = self._plan(shocks, watch, in_the_limit=n_weeks == 0)
        drawn = figures.of_plan(plan)
        return follow(self.compiled, plan, figures=drawn, watch=watch, n_weeks=n_weeks, keep=keep)


def _apart(found: Followed | None, shocks: Shocks, figures: Figures) -> Iterator[tuple[int, range]]:
    """Draws that are followed one by one, with their columns: all, or those with a slow circle."""
    n_shocks = shocks.size // figures.n_draws
    draws = range(figures.n_draws) if found is None else np.unique(found.slow // n_shocks).tolist()
    for d in draws:
        yield d, range(d * n_shocks, (d + 1) * n_shocks)


def _state(figures: Figures, columns: Sequence[int], trace: Trace, n_shocks: int) -> DrawnState:
    at = np.ix_(trace.plan.slot_lumped, np.array(columns) // n_shocks)
    return DrawnState(columns, trace, figures.effect[at], figures.minor_effect[at])


def with_columns(lumped: Lumped, columns: Columns, *, supply: Floats) -> Lumped:
    """Give the groups of equal producers of a stack the figures of a draw.

    Parameters
    ----------
    lumped : Lumped
        Cells whose members have the same figures in every draw.
    columns : Columns
        The stack with other figures.
    supply : ndarray, shape (entries of ``lumped.supply``,)
        The shares in those columns.
    """
    table = sparse.csr_array(
        (supply, lumped.supply.indices, lumped.supply.indptr), shape=lumped.supply.shape
    )
    return replace(lumped, columns=columns, supply=table)
