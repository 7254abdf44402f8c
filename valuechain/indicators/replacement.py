"""What has to be replaced of one product when a part of its supply is taken away.

Lost, all of it is missed by the world. Withheld, only those who are refused miss it: what others
could add is then held against their demand alone, as in the weekly response (method, R42).
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from valuechain.kernels.arrays import Floats
from valuechain.shocks.removals import Bound, Cut, Removal, Removals
from valuechain.stack.columns import BUYER, Stack


@dataclass(frozen=True, slots=True)
class TakenSupply:
    """Part of a product's supply that is taken away, and what of it must come from others.

    Both are parts of the world's supply of the product, 0..1.
    """

    share: float
    """What its suppliers make, or made."""
    needed: float
    """What those who go without it bought of it."""


class Replacement:
    """What removals of a country's part of a product leave to be replaced; answers are kept.

    Parameters
    ----------
    removals : Removals
        The stack, and who is refused.
    """

    def __init__(self, removals: Removals) -> None:
        self.removals = removals
        self._links: dict[int, sparse.csr_array] = {}
        self._found: dict[tuple[Removal, Bound], TakenSupply] = {}

    def taken(self, removal: Removal, bound: Bound) -> TakenSupply:
        """What a removal takes of its product, under one bound on the remainders."""
        if (removal, bound) not in self._found:
            self._found[removal, bound] = self._taken(removal, bound)
        return self._found[removal, bound]

    def _taken(self, removal: Removal, bound: Bound) -> TakenSupply:
        share = self.removals.stack.producer_share
        gone = self.removals.cut(replace(removal, mode="lost"), bound)
        rows = [n for n, left in gone.capacity if left == 0.0]
        unlisted = sum(
            (1.0 - left) * float(share[n]) for _, part in gone.classes for n, left in part
        )
        lost = min(1.0, float(share[rows].sum()) + unlisted)
        if removal.mode == "lost":
            return TakenSupply(lost, lost)
        product = self.removals.product[str(removal.product)]
        cut = self.removals.cut(removal, bound)
        return TakenSupply(lost, min(lost, self._missed(cut, product)))

    def _missed(self, cut: Cut, product: int) -> float:
        """Part of the demand for a product that is closed to those who are refused."""
        stack, total = self.removals.stack, 0.0
        options = bought(stack, product)
        customer = stack.slot_customer[stack.alternative_slot[options]]
        links = self._drawn(product, options)
        for customers, closed in cut.classes:
            mine = np.isin(customer, customers)
            taken = np.zeros(stack.n_producers)
            for row, left in closed:
                taken[row] = 1.0 - left
            missing: Floats = (links @ taken)[mine]
            total += float(stack.alternative_demand[options[mine]] @ missing)
        return total

    def _drawn(self, product: int, options: np.ndarray) -> sparse.csr_array:
        """What the customers of a product draw on, shape (alternatives, producers)."""
        if product not in self._links:
            stack = self.removals.stack
            place = np.full(len(stack.alternative_slot), -1, dtype=np.intp)
            place[options] = np.arange(len(options))
            row = place[stack.link_alternative]
            mine = row >= 0
            self._links[product] = sparse.csr_array(
                (stack.link_share[mine], (row[mine], stack.link_supplier[mine])),
                shape=(len(options), stack.n_producers),
            )
        return self._links[product]


def bought(stack: Stack, product: int) -> np.ndarray:
    """Alternatives that are bought of a product by customers other than virtual buyers."""
    customer = stack.slot_customer[stack.alternative_slot]
    real = stack.producer_kind[customer] != BUYER
    return np.flatnonzero(real & (stack.alternative_product == product))


def slowest(stack: Stack, slots: np.ndarray, *, enough: float) -> float | None:
    """Largest substitution time among some slots; None: unknown, or no slots.

    A need for all of them waits for the slowest. Where a slot has no stated time the largest is
    unknown too, unless another is slow enough to decide.

    Parameters
    ----------
    stack : Stack
        The stack.
    slots : ndarray of int
        The slots.
    enough : float, weeks
        A time above this decides that replacement is slow.
    """
    known = slots[stack.slot_substitution_known[slots]]
    longest = float(stack.slot_substitution[known].max(initial=0.0))
    sure = len(known) == len(slots) or longest > enough
    return longest if sure and len(known) else None
