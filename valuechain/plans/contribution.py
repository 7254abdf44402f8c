"""What each measure of a plan is worth: Shapley values, and what the next money buys.

References
----------
Shapley, L. S. (1953). A value for n-person games. *Contributions to the Theory of Games* II,
307-317, doi 10.1515/9781400881970-018. Castro, J., Gomez, D. & Tejada, J. (2009). Polynomial
calculation of the Shapley value based on sampling. *Computers & Operations Research* 36(5),
1726-1730, doi 10.1016/j.cor.2008.04.004.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

import numpy as np

from valuechain.plans.programme import MeasureSet

EXACT_UP_TO: Final = 4
"""Measures up to which every order is tried."""
MANY: Final = 8
"""Measures from which fewer orders are drawn: each takes a run of the model for every measure."""
SEED: Final = 20261129
"""Seed of the orders that are drawn."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one measure takes off the loss, and how sure that is."""

    value: float
    """Loss-weeks."""
    error: float
    """Standard error of the sampling; 0 where every order was tried."""


def shapley(
    taken: Sequence[str],
    loss: Callable[[MeasureSet], float],
    *,
    orders: int | None = None,
) -> dict[str, Contribution]:
    """Divide what a set takes off the loss over its measures.

    Parameters
    ----------
    taken : sequence of str
        The measures.
    loss : callable
        Loss under a set of them.
    orders : int, optional
        Orders drawn where there are more than :data:`EXACT_UP_TO` measures; each is also taken
        backwards. Four if left out, two of more than :data:`MANY`.

    Returns
    -------
    dict of str to Contribution
        The values sum to the loss without less the loss with all of them, in every order drawn.

    Examples
    --------
    >>> shares = shapley(["a", "b"], lambda some: 10.0 - 3.0 * len(some))
    >>> shares["a"].value
    3.0
    """
    names = sorted(taken)
    if not names:
        return {}
    if len(names) <= EXACT_UP_TO:
        drawn = list(permutations(names))
        pairs = [[one] for one in drawn]
    else:
        random = np.random.default_rng(SEED)
        count = orders or (4 if len(names) <= MANY else 2)
        forward = [tuple(random.permutation(names).tolist()) for _ in range(max(2, count))]
        pairs = [[one, one[::-1]] for one in forward]
    gains = np.zeros((len(pairs), len(names)))
    for number, both in enumerate(pairs):
        for order in both:
            before, so_far = loss(frozenset()), frozenset[str]()
            for name in order:
                so_far = so_far | {name}
                after = loss(so_far)
                gains[number, names.index(name)] += (before - after) / len(both)
                before = after
    exact = len(names) <= EXACT_UP_TO
    error = np.zeros(len(names)) if exact else gains.std(axis=0, ddof=1) / np.sqrt(len(pairs))
    mean = gains.mean(axis=0)
    return {name: Contribution(float(mean[n]), float(error[n])) for n, name in enumerate(names)}


@dataclass(frozen=True, slots=True)
class Step:
    """A measure that could join a plan or leave it, at what price, and what that changes."""

    measure: str
    price_eur: float
    gain: float
    """Loss-weeks that it takes off on top of the plan; what is lost without it for one less."""


def next_steps(
    taken: MeasureSet,
    others: Sequence[str],
    *,
    loss: Callable[[MeasureSet], float],
    prices: Mapping[str, float],
    closed: Callable[[MeasureSet], MeasureSet],
) -> tuple[Step, ...]:
    """List what could be added to a plan, the most for its money first.

    Parameters
    ----------
    taken : frozenset of str
        The plan.
    others : sequence of str
        Measures that could be added, each with what it needs.
    loss, prices, closed
        Loss of a set; price by measure; a set with all that it needs first.
    """
    now, steps = loss(taken), []
    for name in others:
        wider = closed(taken | {name})
        price = sum(prices[one] for one in wider - taken)
        after = loss(wider)
        if np.isfinite(after):
            steps.append(Step(name, price, now - after))
    return tuple(sorted(steps, key=lambda one: -one.gain / max(one.price_eur, 1.0)))
