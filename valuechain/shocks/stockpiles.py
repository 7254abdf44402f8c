"""Stock that a scenario lets customers hold: who holds how much of what, and from when."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from valuechain.kernels.arrays import Ints
from valuechain.kernels.course import Pile
from valuechain.schema import Model
from valuechain.schema.scenario import Scenario, Stockpile
from valuechain.shocks.perspective import HomeAndTrusted, countries_of
from valuechain.shocks.selection import named_customers, products_of
from valuechain.shocks.variants import Variant, one_of
from valuechain.stack.columns import BUYER, SERVICE, Flags, Stack


@dataclass(frozen=True, slots=True)
class HeldStock:
    """How much of one product a shock lets customers hold on top of what the model says."""

    shock: int
    """Position in the scenario, from 1."""
    product: str
    """The product."""
    weeks_low: float
    """Fewest weeks of normal use."""
    weeks: float
    """Most plausible."""
    weeks_high: float
    """Most."""
    n_customers: int
    """Uses and producers that hold it; no virtual buyers."""


def holders(shock: Stockpile, stack: Stack, *, perspective: HomeAndTrusted, model: Model) -> Flags:
    """Customers that hold a stock: those meant who buy some of its products as goods.

    Parameters
    ----------
    shock : Stockpile
        The shock.
    stack : Stack
        The stack.
    perspective : HomeAndTrusted
        Who is home.
    model : Model
        The model, for its groups.

    Returns
    -------
    ndarray
        Shape (producers,); never a virtual buyer, who keeps no stock (R7).

    Raises
    ------
    AnalysisError
        VA623: an unknown product or customer.
    """
    circle = perspective.home if shock.by is None else countries_of(model, shock.by)
    found: Flags = perspective.inside(stack, stack.producer_site, circle=circle)
    found &= stack.producer_kind != BUYER
    if shock.customers is not None:
        found &= named_customers(stack, shock.customers)
    return found & _buying(stack, products_of(shock, model, stack=stack))


def _buying(stack: Stack, products: Ints) -> Flags:
    """Customers that buy some products as goods, not as a service."""
    goods = np.isin(stack.alternative_product, products) & (stack.alternative_kind != SERVICE)
    found: Flags = np.zeros(stack.n_producers, dtype=bool)
    found[stack.slot_customer[stack.alternative_slot[goods]]] = True
    return found


def held(
    scenario: Scenario, stack: Stack, *, perspective: HomeAndTrusted, model: Model
) -> tuple[HeldStock, ...]:
    """What the shocks of a scenario let customers hold, by shock and product."""
    found = []
    for number, shock in enumerate(scenario.shocks, start=1):
        if not isinstance(shock, Stockpile):
            continue
        mine = holders(shock, stack, perspective=perspective, model=model)
        for product in products_of(shock, model, stack=stack).tolist():
            some = mine & _buying(stack, np.array([product], dtype=np.int32))
            weeks = shock.weeks
            name = stack.product_ids[product]
            count = int(some.sum())
            found.append(HeldStock(number, name, weeks.low, weeks.mode, weeks.high, count))
    return tuple(found)


@dataclass(slots=True)
class Piles:
    """Stocks of the columns of a course, and the classes of the customers who hold them."""

    stack: Stack
    perspective: HomeAndTrusted
    model: Model
    class_rows: list[Sequence[int]]
    """Rows that hold for every class; classes of holders are added behind."""
    piles: list[Pile] = field(default_factory=list)
    _split: dict[tuple[int, tuple[int, ...]], int] = field(default_factory=dict)
    _holders: dict[int, Flags] = field(default_factory=dict)

    def add(
        self,
        column: int,
        shocks: Sequence[Stockpile],
        *,
        classes: NDArray[np.int16],
        variant: Variant,
    ) -> NDArray[np.int16]:
        """Add the stocks of one column; the class of every customer in it.

        Who holds the same and was of one class stays of one class, also in other columns.
        """
        if not shocks:
            return classes
        mine = np.array([self._of(shock) for shock in shocks])
        groups, which = np.unique(
            np.vstack([classes, mine]).T.astype(np.int64), axis=0, return_inverse=True
        )
        numbers = []
        for old, *holds in groups.tolist():
            kept = tuple(id(shocks[n]) for n in np.flatnonzero(holds).tolist())
            numbers.append(self._class(old, kept) if kept else old)
        for n, shock in enumerate(shocks):
            some = [one for one, group in zip(numbers, groups, strict=True) if group[1 + n]]
            self.piles.append(
                Pile(
                    column=column,
                    classes=np.array(some, dtype=np.int32),
                    products=products_of(shock, self.model, stack=self.stack),
                    weeks=one_of(shock.weeks, variant, longer_is_milder=True),
                    week=math.ceil(shock.start.mode) + 1,
                )
            )
        return np.array(numbers, dtype=np.int16)[which.ravel()]

    def _of(self, shock: Stockpile) -> Flags:
        if id(shock) not in self._holders:
            self._holders[id(shock)] = holders(
                shock, self.stack, perspective=self.perspective, model=self.model
            )
        return self._holders[id(shock)]

    def _class(self, old: int, kept: tuple[int, ...]) -> int:
        """Number of the class of those of an old one who hold some stocks."""
        if (old, kept) not in self._split:
            self._split[old, kept] = len(self.class_rows)
            self.class_rows.append(self.class_rows[old])
        return self._split[old, kept]
