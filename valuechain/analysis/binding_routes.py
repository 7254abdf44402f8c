"""From what a use loses back along the inputs that bind to the suppliers that miss."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from valuechain.indicators.reach import Reached, Routes
from valuechain.kernels.arrays import Effects, Shocks
from valuechain.kernels.fast import Engine

_Origin = TypeVar("_Origin")


@dataclass(frozen=True, slots=True)
class FollowedBack(Generic[_Origin]):
    """One loss of a batch, with the inputs and producers that carry it."""

    asked: _Origin
    """What was asked, as the asker knows it."""
    routes: Routes
    reached: Reached
    """What carries the loss of that row, for every column of the batch."""
    column: int
    """The column that was asked about."""


def followed_back(
    engine: Engine,
    shocks: Shocks,
    *,
    asked: Iterable[tuple[int, int, _Origin]],
    effects: Effects,
    week: int,
) -> Iterator[FollowedBack[_Origin]]:
    """Follow losses of one batch of shocks back along what binds, each row of the stack once.

    Parameters
    ----------
    engine : Engine
        The stack, made ready.
    shocks : Shocks
        The batch.
    asked : iterable of tuple
        Column of the batch, row of the producer table, and what the asker calls it.
    effects : Effects
        The importance rule.
    week : int
        Week looked at, from 1; 0 is the limit.

    Raises
    ------
    ConvergenceError
        VA604: a response did not converge.
    """
    by_row: dict[int, list[tuple[int, _Origin]]] = {}
    for column, row, one in asked:
        by_row.setdefault(row, []).append((column, one))
    routes = Routes(engine.trace(shocks, effects, week=week), effects)
    for row in sorted(by_row):
        reached = routes.reached_from(row)
        for column, one in by_row[row]:
            yield FollowedBack(one, routes, reached, column)
