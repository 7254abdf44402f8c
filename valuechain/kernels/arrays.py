"""What a kernel takes: columns of a stack, a batch of shocks, and the effects of importance."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from valuechain.errors import AnalysisError

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


class Columns(Protocol):
    """The columns of a stack that the computation of levels reads."""

    @property
    def n_producers(self) -> int:
        """Number of producers, uses and virtual buyers counted in."""

    @property
    def slot_customer(self) -> Ints:
        """Producer whose need every slot is: a slot is one thing that one producer needs."""

    @property
    def slot_start(self) -> Ints:
        """Where the alternatives of every slot begin, and the end (CSR pointer)."""

    @property
    def alternative_start(self) -> Ints:
        """Where the alternatives of every slot begin (a CSR pointer)."""

    @property
    def link_start(self) -> Ints:
        """Where the links of every alternative begin, and the end (a CSR pointer)."""

    @property
    def slot_essentiality(self) -> Any:
        """Importance of every slot: 0 critical, 1 important, 2 minor."""

    @property
    def slot_fallback(self) -> Floats:
        """Level at which every slot goes on if nothing arrives, by its fallback; 0..1."""

    @property
    def slot_fallback_after(self) -> Floats:
        """Weeks before the fallback of every slot is there; infinite where there is none."""

    @property
    def slot_input(self) -> Ints:
        """Place of every slot's input in the list of inputs of its product."""

    @property
    def producer_product(self) -> Ints:
        """Product that every producer makes."""

    @property
    def alternative_capacity(self) -> Floats:
        """Part of the need of its slot that every alternative can fill alone; 0..1."""

    @property
    def alternative_kind(self) -> Any:
        """Kind of every alternative: 0 consumable, 1 capital, 2 service."""

    @property
    def alternative_buffer(self) -> Floats:
        """Weeks of normal use that the customer holds of every alternative."""

    @property
    def alternative_lifetime(self) -> Floats:
        """Weeks that machines of every alternative last; what is bought replaces what wears out."""

    @property
    def alternative_product(self) -> Ints:
        """Product with which every alternative fills its slot."""

    @property
    def alternative_demand(self) -> Floats:
        """Part of the world's demand for its product that every alternative stands for."""

    @property
    def alternative_sourced(self) -> Any:
        """Whether the suppliers of an alternative are stated, not the market at large."""

    @property
    def slot_substitution(self) -> Floats:
        """Weeks until another qualified supplier can step in."""

    @property
    def slot_substitution_known(self) -> Any:
        """Whether that is known; where it is not, nobody steps in."""

    @property
    def product_spare(self) -> Floats:
        """Spare capacity of the producers of a product, relative to their own output."""

    @property
    def producer_share(self) -> Floats:
        """Share of every producer in the supply of its product."""

    @property
    def link_supplier(self) -> Ints:
        """Producer from whom every link buys."""

    @property
    def link_share(self) -> Floats:
        """Part of the need that arrives by every link in normal times."""


@dataclass(frozen=True, slots=True)
class Shocks:
    """A batch of lasting shocks; the batch is the last axis.

    ``capacity`` is psi: remaining own capacity, shape (producers, batch), 0..1.
    ``customer_class`` says which row of ``opening`` holds for what a customer buys, shape
    (producers, batch); class 0 is fully open. ``opening`` is r: the part of a supplier's output
    that still reaches customers of a class, shape (classes, producers, batch), 0..1.
    ``grace`` says whether grace periods of services help, shape (batch,).
    """

    capacity: Floats
    customer_class: NDArray[np.int16]
    opening: Floats
    grace: NDArray[np.bool_]
    class_rows: Ints | None = None
    """Shape (classes, 3): row of ``opening`` for what a class buys as consumable, as capital and
    as service; the class itself where absent."""

    @property
    def size(self) -> int:
        """Number of shocks in the batch: each is one column, computed beside the others."""
        return int(self.capacity.shape[1])

    def narrowed(self, columns: Sequence[int]) -> "Shocks":
        """Some shocks of the batch, as a batch of their own."""
        some = list(columns)
        return replace(
            self,
            capacity=self.capacity[:, some],
            customer_class=self.customer_class[:, some],
            opening=self.opening[:, :, some],
            grace=self.grace[some],
        )

    @property
    def rows(self) -> Ints:
        """Which openings hold for every class of customer and kind of input, shape (classes, 3)."""
        if self.class_rows is not None:
            return self.class_rows
        return np.repeat(np.arange(len(self.opening), dtype=np.int32)[:, None], 3, axis=1)


@dataclass(frozen=True, slots=True)
class Effects:
    """Loss of output when an important, or a minor, input is wholly missing; 0..1."""

    important: float
    minor: float


class ConvergenceError(AnalysisError):
    """VA604: a fixed point was not reached within the tolerance; there is no number to return."""

    def __init__(self, message: str) -> None:
        super().__init__(
            "VA604", f"{message}.", "No number is returned: look at the model's circles."
        )


def refuse_nan(columns: Columns, shocks: Shocks, *, effects: Effects) -> None:
    """Refuse what is not a number: comparisons would lose it on the way to a level.

    Raises
    ------
    ConvergenceError
        An entry of the stack, of the shocks or of the effects is not a number.
    """
    read = (
        columns.slot_fallback,
        columns.slot_fallback_after,
        columns.alternative_capacity,
        columns.alternative_buffer,
        columns.alternative_lifetime,
        columns.link_share,
        shocks.capacity,
        shocks.opening,
        np.array([effects.important, effects.minor]),
    )
    if any(np.isnan(column).any() for column in read):
        raise ConvergenceError("a figure is not a number")
