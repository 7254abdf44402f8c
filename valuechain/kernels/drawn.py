"""The response where every column of a batch has figures of its own: draws of one stack.

Draws change figures, never who supplies whom, so cells, plans and orders are those of the stack.
A batch holds some draws of some shocks: the column of shock r in draw d is ``d * shocks + r``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy import sparse

from valuechain.kernels.arrays import Columns, ConvergenceError, Effects, Floats, Shocks
from valuechain.kernels.fast import Engine, Trace
from valuechain.kernels.lump import Lumped
from valuechain.kernels.plan import AlternativeGroup, Gather, Marks, Plan, RowBlock, Rows, gathers
from valuechain.kernels.response import SERVICE, reduced
from valuechain.kernels.run import Run

_FEW: Final = 8


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

    @property
    def n_draws(self) -> int:
        """Number of times that the figures are drawn."""
        return int(self.supply.shape[1])

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


def _either(plan: Plan, block: RowBlock, may_be_minor: Marks) -> RowBlock:
    """The block with every slot as one that can bind, and also as minor where it may be so."""
    slots = np.arange(block.slots.start, block.slots.stop)
    row = plan.slot_row[slots] - block.rows.start
    weak = np.flatnonzero(may_be_minor[plan.slot_lumped[slots]])
    here = np.arange(len(slots))
    return replace(block, strong=gathers(row, here), minor=gathers(row[weak], weak))


@dataclass(frozen=True, slots=True)
class _DrawnLinks:
    """Links of a draw, sorted by what is drawn on."""

    entries: Rows
    supplier: Rows
    """Position among the suppliers of the draw."""
    starts: Rows
    supplies: Rows
    """Positions of the supplies that have any link."""
    n_supplies: int


@dataclass(frozen=True, slots=True)
class _Spots:
    """Rows of a block, counted from its first, that need more than the others do."""

    scaled: Rows
    """Alternatives that fill a part of the need only."""
    fallback: Rows
    """Slots with a fallback."""
    weak: Rows
    """Slots that may be minor."""
    minor: tuple[Gather, ...]
    """Slots of every row that may be minor, as positions in ``weak``."""


class DrawnRun(Run):
    """Weeks of a batch in which every column has figures of its own: some draws of some shocks.

    Parameters
    ----------
    plan : Plan
        From :meth:`DrawnEngine.begun`.
    figures : Figures
        One column per draw.
    """

    def __init__(self, plan: Plan, figures: Figures) -> None:
        super().__init__(plan, Effects(important=1.0, minor=1.0))
        figures.refuse_nan()
        self.figures = figures
        self.n_shocks = self.size // figures.n_draws
        self._set_figures(figures)
        lumped = plan.lumped
        numbers = np.arange(lumped.supply.nnz) + 1.0
        self.numbered = sparse.csr_array(
            (numbers, lumped.supply.indices, lumped.supply.indptr), shape=lumped.supply.shape
        )
        self.links: dict[int, _DrawnLinks] = {}
        self.spots = {block.slots.start: self._spots(block) for block in plan.blocks}
        self.late = np.flatnonzero(np.isfinite(self.lags).any(axis=1))

    def _spots(self, block: RowBlock) -> "_Spots":
        """Rows of a block that need more than the others do."""
        span, slots = block.alternatives, block.slots
        members = [one.members.ravel() for one in block.minor]
        weak = np.unique(np.concatenate([np.empty(0, np.intp), *members]))
        row = self.plan.slot_row[slots] - block.rows.start
        return _Spots(
            scaled=np.flatnonzero((self.scale[span] != 1).any(axis=1)),
            fallback=np.flatnonzero(np.isfinite(self.lags[slots]).any(axis=1)),
            weak=weak,
            minor=gathers(row[weak], np.arange(len(weak))),
        )

    def _set_figures(self, figures: Figures) -> None:
        """Take the figures of the rows of the plan, one column for every draw of every shock."""
        plan = self.plan
        option, slot = plan.alternative_lumped, plan.slot_lumped
        self.effect = self._wide(figures.effect[slot])
        self.minor_effect = self._wide(figures.minor_effect[slot])
        self.fallback = self._wide(figures.fallback[slot])
        after = np.where(figures.fallback[slot] > 0, figures.fallback_after[slot], np.inf)
        self.lags = self._wide(after)
        self.available = np.isfinite(self.lags)
        self.scale = self._wide(figures.capacity[option])
        self.scaled = bool((self.scale != 1).any())
        self.buffer = self._wide(figures.buffer[option])
        self.lifetime = self._wide(figures.lifetime[option])
        lumped = plan.lumped
        kind = np.asarray(lumped.columns.alternative_kind)[
            lumped.alternative_original[plan.alternative_lumped]
        ]
        self.stock = self.buffer.copy()
        service = np.flatnonzero(kind == SERVICE)
        self.stock[np.ix_(service, np.flatnonzero(~plan.shocks.grace))] = 0.0

    def _wide(self, table: Floats) -> Floats:
        """A column per draw as a column per draw and shock."""
        return np.repeat(table, self.size // self.figures.n_draws, axis=1)

    def begin(self, week: int) -> bool:
        """What holds in a week; whether it differs from the week before."""
        elapsed = week - self.start
        lags = self.lags[self.late]
        due = (lags < elapsed) & (lags >= elapsed - 1)
        self.fresh = np.asarray(due.any(axis=0))
        changed = week == 1 or bool(self.fresh.any())
        if changed:
            self.available = self.lags < elapsed
        return changed

    def shares(self, supplies: Rows) -> tuple[Rows, Rows, Floats]:
        """Links of some supplies: position, supplier and share, shape (links, batch)."""
        drawn = self.numbered[supplies].tocoo()
        entries = drawn.data.astype(np.intp) - 1
        return (
            drawn.row.astype(np.intp),
            drawn.col.astype(np.intp),
            self._wide(self.figures.supply[entries]),
        )

    def _links(self, draw: AlternativeGroup) -> _DrawnLinks:
        key = id(draw)
        if key not in self.links:
            lumped = self.plan.lumped
            mine = lumped.alternative_supply[self.plan.alternative_lumped[draw.alternatives]]
            distinct = np.unique(mine)
            drawn = self.numbered[distinct].tocoo()
            column = np.full(lumped.columns.n_producers, -1, dtype=np.intp)
            column[self.plan.touched[draw.suppliers]] = np.arange(len(draw.suppliers))
            keep = column[drawn.col] >= 0
            supplies, starts = np.unique(drawn.row[keep], return_index=True)
            self.links[key] = _DrawnLinks(
                drawn.data[keep].astype(np.intp) - 1,
                column[drawn.col[keep]],
                starts.astype(np.intp),
                supplies.astype(np.intp),
                len(distinct),
            )
        return self.links[key]

    def arrivals(self, draws: tuple[AlternativeGroup, ...]) -> None:
        """What arrives of some of the things bought, at the present levels of suppliers."""
        shape = (-1, self.figures.n_draws, self.n_shocks)
        for draw in draws:
            links = self._links(draw)
            lack = self.h[draw.suppliers]
            if draw.row:
                lack *= self.opening[draw.row, draw.suppliers]
            np.subtract(1.0, lack, out=lack)
            part = lack[links.supplier].reshape(shape)
            part *= self.figures.supply[links.entries][:, :, None]
            arrived = np.ones((links.n_supplies, self.size))
            if len(links.starts):
                missing = np.add.reduceat(part.reshape(-1, self.size), links.starts, axis=0)
                arrived[links.supplies] -= missing
            self.arrive[draw.place] = arrived[draw.supply]

    def usable(self, block: RowBlock, week: int | None) -> Floats:
        """What customers can use of each need: what arrives, stock, fallback."""
        span, spots = block.alternatives, self.spots[block.slots.start]
        if week is None:
            useful = self.arrive[span].copy()
        else:
            useful = self.arrive[span] + self.stock[span]
            np.minimum(useful, 1.0, out=useful)
            useful[block.installed - span.start] = self.base[block.installed]
        if len(spots.scaled):
            useful[spots.scaled] *= self.scale[span.start + spots.scaled]
        if block.options:
            chosen = np.take(useful, block.first, axis=0)
            for several in block.options:
                chosen[several.owners] = useful[several.members].max(axis=1)
            useful = chosen
        if len(spots.fallback):
            slots = block.slots.start + spots.fallback
            some = useful[spots.fallback]
            better = np.maximum(some, self.fallback[slots])
            useful[spots.fallback] = np.where(self.available[slots], better, some)
        return useful

    def evaluate(self, block: RowBlock, week: int | None) -> None:
        """Levels of a block from the levels of its suppliers."""
        self.arrivals(block.draws)
        useful, spots = self.usable(block, week), self.spots[block.slots.start]
        self.slot_usable[block.slots] = useful
        np.subtract(1.0, useful, out=useful)
        level = self.row_level[block.rows]
        level[:] = 1.0
        small = useful[spots.weak] * self.minor_effect[block.slots.start + spots.weak]
        useful *= self.effect[block.slots]
        for several in block.strong:
            level[several.owners] = 1.0 - reduced(np.maximum, useful, several=several)
        for several in spots.minor:
            kept = np.maximum(0.0, 1.0 - reduced(np.add, small, several=several))
            level[several.owners] = np.minimum(level[several.owners], kept)
        self.publish(block)

    def renew(self, stock: Floats, capital: Floats) -> None:
        """Take new stocks and installed bases; the old ones are left as they were."""
        # Installed bases wear on in nearly every week: a few columns mostly tell.
        few = slice(0, _FEW)
        if len(self.capital) and (capital[:, few] != self.base[self.capital, few]).any():
            self.base = self.base.copy()
            self.base[self.capital] = capital
            self.stock, self.moved = stock, True
            return
        super().renew(stock, capital)

    def state(self, week: int) -> Trace:
        """Everything as it stands; the arrays are those of the run, which goes on."""
        self.arrivals(self.plan.capital)
        return Trace(self.plan, week, self.h, self.row_level[:-1], self.slot_usable, self.arrive)


class DrawnEngine(Engine):
    """Follows shocks through many draws of one stack: other figures, the same suppliers.

    Parameters
    ----------
    columns : Columns
        The stack.
    lumped : Lumped
        Its cells; the members of each have the same figures in every draw.
    may_be_minor : ndarray of bool, shape (lumped slots,)
        Slots that are minor in any draw.
    """

    def __init__(self, columns: Columns, lumped: Lumped, *, may_be_minor: Marks) -> None:
        super().__init__(columns)
        self.__dict__["lumped"] = lumped  # in the place of the cells of equal figures
        self.may_be_minor = may_be_minor

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
            lumped=with_columns(self.lumped, columns, supply=supply),
            pattern=self.pattern,
            weekly_order=self.weekly_order,
            limit_order=self.limit_order,
        )
        return engine

    def begun(
        self, shocks: Shocks, figures: Figures, *, watch: Sequence[int], in_the_limit: bool = False
    ) -> DrawnRun:
        """Lay out a batch of draws and shocks, before its first week is computed.

        Parameters
        ----------
        shocks : Shocks
            Column ``d * shocks + r`` holds shock r of draw d.
        figures : Figures
            One column per draw.
        watch : sequence of int
            Rows whose levels are wanted.
        in_the_limit : bool
            Whether it is the limit that is asked.
        """
        plan = self._plan(shocks, watch, in_the_limit=in_the_limit)
        blocks = tuple(_either(plan, block, self.may_be_minor) for block in plan.blocks)
        return DrawnRun(replace(plan, blocks=blocks), figures)

    def drawn_weeks(
        self, shocks: Shocks, figures: Figures, *, watch: Sequence[int], n_weeks: int
    ) -> Floats:
        """Output of the watched producers week by week, shape (watched, weeks, batch).

        Raises
        ------
        ConvergenceError
            A circle did not settle within the tolerance.
        """
        run = self.begun(shocks, figures, watch=watch)
        levels = np.empty((len(watch), n_weeks, shocks.size))
        for week in range(1, n_weeks + 1):
            run.follow(week)
            levels[:, week - 1] = run.watched(watch)
            run.advance()
        return levels

    def drawn_limit(self, shocks: Shocks, figures: Figures, *, watch: Sequence[int]) -> Floats:
        """Level of the watched producers in the limit, shape (watched, batch).

        Raises
        ------
        ConvergenceError
            A circle did not settle within the tolerance.
        """
        run = self.begun(shocks, figures, watch=watch, in_the_limit=True)
        run.solve(None)
        return run.watched(watch)


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
