"""How losses spread through a stack in plain loops: slow, and meant to be obviously right.

Every other form is tested against this one. Equations: method sections 2 and 4.
"""

from collections.abc import Sequence

import numpy as np

from valuechain.kernels.arrays import (
    Columns,
    ConvergenceError,
    Effects,
    Floats,
    Shocks,
    refuse_nan,
)
from valuechain.vocab.tolerances import STEP

CAPITAL, SERVICE = 1, 2
CRITICAL, IMPORTANT = 0, 1
_MOST_ITERATIONS = 200_000


def _fill(
    columns: Columns, shocks: Shocks, b: int, alternative: int, customer: int, h: Floats
) -> float:
    """What arrives of one alternative: 1 - sum of share * (1 - r * h)."""
    opening = shocks.opening[shocks.customer_class[customer, b]]
    missing = 0.0
    for link in range(columns.link_start[alternative], columns.link_start[alternative + 1]):
        supplier = columns.link_supplier[link]
        missing += columns.link_share[link] * (1.0 - opening[supplier, b] * h[supplier])
    return 1.0 - missing


def _level(
    columns: Columns,
    effects: Effects,
    customer: int,
    usable: Floats,
    capacity: float,
    elapsed: float,
) -> float:
    """Level of one customer from what it can use of every alternative."""
    level, minor_loss = capacity, 0.0
    for slot in range(columns.slot_start[customer], columns.slot_start[customer + 1]):
        first, last = columns.alternative_start[slot], columns.alternative_start[slot + 1]
        best = max(columns.alternative_capacity[a] * usable[a] for a in range(first, last))
        if elapsed > columns.slot_fallback_after[slot]:
            best = max(best, columns.slot_fallback[slot])
        if columns.slot_essentiality[slot] == CRITICAL:
            level = min(level, best)
        elif columns.slot_essentiality[slot] == IMPORTANT:
            level = min(level, 1.0 - effects.important * (1.0 - best))
        else:
            minor_loss += effects.minor * (1.0 - best)
    return min(level, max(0.0, 1.0 - minor_loss))


def _settle(
    columns: Columns,
    shocks: Shocks,
    effects: Effects,
    b: int,
    stock: Floats | None,
    base: Floats,
    elapsed: float,
) -> tuple[Floats, Floats]:
    """Largest fixed point from 1 of one week; ``stock`` is None in the limit.

    Returns the level of every producer and what arrives of every alternative.
    """
    h = np.ones(columns.n_producers)
    arrive = np.ones(len(base))
    usable = np.ones(len(base))
    for _ in range(_MOST_ITERATIONS):
        largest = 0.0
        for customer in range(columns.n_producers):
            first = columns.alternative_start[columns.slot_start[customer]]
            last = columns.alternative_start[columns.slot_start[customer + 1]]
            for a in range(first, last):
                arrive[a] = _fill(columns, shocks, b, a, customer, h)
                if stock is None:
                    usable[a] = arrive[a]
                elif columns.alternative_kind[a] == CAPITAL:
                    usable[a] = base[a]
                else:
                    usable[a] = min(1.0, arrive[a] + stock[a])
            level = _level(
                columns, effects, customer, usable, shocks.capacity[customer, b], elapsed
            )
            largest = max(largest, h[customer] - level)
            h[customer] = level
        if largest <= STEP:
            return h, arrive
    raise ConvergenceError(f"no fixed point after {_MOST_ITERATIONS} iterations")


def limit(columns: Columns, shocks: Shocks, *, effects: Effects, watch: Sequence[int]) -> Floats:
    """Level of the watched producers in the limit, shape (watched, batch).

    Parameters
    ----------
    columns : Columns
        The stack.
    shocks : Shocks
        Lasting shocks.
    effects : Effects
        Effects of important and minor inputs.
    watch : sequence of int
        Rows of the producer table.

    Returns
    -------
    ndarray
        Levels, 0..1.

    Raises
    ------
    ConvergenceError
        The iteration did not settle.
    """
    refuse_nan(columns, shocks, effects=effects)
    nothing = np.ones(len(columns.alternative_kind))
    found = [
        _settle(columns, shocks, effects, b, None, nothing, np.inf)[0][list(watch)]
        for b in range(shocks.size)
    ]
    # Shares that sum to a little over 1 would leave a little less than nothing.
    return np.maximum(0.0, np.array(found).T.reshape(len(watch), shocks.size))


def weeks(
    columns: Columns, shocks: Shocks, *, effects: Effects, watch: Sequence[int], n_weeks: int
) -> Floats:
    """Level of the watched producers week by week, shape (watched, weeks, batch).

    Parameters and errors as in :func:`limit`; week t stands at index t - 1.
    """
    refuse_nan(columns, shocks, effects=effects)
    levels = np.empty((len(watch), n_weeks, shocks.size))
    for b in range(shocks.size):
        stock = columns.alternative_buffer.copy()
        if not shocks.grace[b]:
            stock[np.asarray(columns.alternative_kind) == SERVICE] = 0.0
        base = np.ones(len(stock))
        for week in range(1, n_weeks + 1):
            h, arrive = _settle(columns, shocks, effects, b, stock, base, float(week))
            levels[:, week - 1, b] = np.maximum(0.0, h[list(watch)])
            for a, kind in enumerate(columns.alternative_kind):
                if kind == CAPITAL:
                    topped = min(1.0, arrive[a] + stock[a])
                    base[a] += (topped - base[a]) / columns.alternative_lifetime[a]
                stock[a] = min(max(stock[a] + arrive[a] - 1.0, 0.0), columns.alternative_buffer[a])
    return levels
