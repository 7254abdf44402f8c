"""Look-through by value in the stack, with bounds where cost shares are not known.

References
----------
Face value and value added: `valuechain.indicators.lookthrough`. Bounds: the largest probability
of ending in a set, by policy iteration: Puterman (1994), Markov Decision Processes, ch. 7.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array, eye_array
from scipy.sparse.linalg import SuperLU, splu

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats
from valuechain.schema import Input, Model
from valuechain.shocks.remainders import Remainders
from valuechain.stack.columns import BUYER, REMAINDER, UNKNOWN, Stack
from valuechain.vocab.tolerances import EXACT, ROUNDING
from valuechain.vocab.words import ATTRIBUTES, Attribute

_SINGLE = ("site", "headquarters", "owner")


@dataclass(frozen=True, slots=True)
class ValueShare:
    """Part of the cost of a use or product that goes to one country; (low, high), 0..1.

    ``face`` is bought there directly, ``added`` earned there along the whole chain. ``unstated``
    is the part of the cost of the use, or of the product's producers, that no cost share speaks
    of; bounds of (0, 1) say nothing at all.
    """

    kind: Literal["use", "product"]
    subject: str
    country: str
    attribute: Attribute
    unstated: float
    face: tuple[float, float]
    added: tuple[float, float]

    @property
    def says_nothing(self) -> bool:
        """Whether any part of the cost could be earned there, all and none included."""
        return self.added[0] <= 0.0 and self.added[1] >= 1.0 - EXACT


@dataclass(frozen=True, slots=True)
class _Costs:
    """Who pays whom: the stated part of every cost, and where the rest may go."""

    stated: csr_array
    """(producers, producers): part of the customer's cost (row) that goes to a supplier."""
    open_slots: csr_array
    """(slots without a share of the price, producers): shares of suppliers."""
    open_customer: NDArray[np.int64]
    """Customer of every such slot, in order."""
    open_most: Floats
    """Largest part of the price that every such slot can be; 1 where nothing is known."""
    rest: Floats
    """(producers): part of the cost that is not stated; own value added where all inputs are."""

    def most(self, own: Floats) -> Floats:
        """Largest part that can end where ``own`` says, (producers, columns).

        Every producer may split what is not stated over itself and its open inputs in any way.
        """
        stated = _factors(self.stated)
        return np.column_stack([self._most(column, stated) for column in own.T])

    def _most(self, own: Floats, stated: SuperLU) -> Floats:
        """Policy iteration for one column: each customer fills what pays best, up to its most.

        It starts with all value added at home and moves only to what is strictly better, so it
        never enters a circle in which nobody earns anything. ``stated`` are the factors of what
        is stated alone, from which it starts.
        """
        size, slots = own.size, np.arange(len(self.open_customer))
        spent = np.zeros(slots.size)
        kept, factors = self.rest.copy(), stated
        while True:
            found = factors.solve(kept * own)
            offered = self.open_slots @ found
            best, left = self._filled(offered, own)
            now = np.bincount(self.open_customer, spent * offered, size) + kept * own
            then = np.bincount(self.open_customer, best * offered, size) + left * own
            better = then > now + ROUNDING
            if not better.any():
                return np.where(found < ROUNDING, 0.0, np.minimum(found, 1.0))
            mine = better[self.open_customer] if slots.size else np.zeros(0, dtype=bool)
            spent = np.where(mine, best, spent)
            kept = np.where(better, left, kept)
            matrix = csr_array((spent, (self.open_customer, slots)), shape=(size, slots.size))
            factors = _factors(self.stated + matrix @ self.open_slots)

    def _filled(self, offered: Floats, own: Floats) -> tuple[Floats, Floats]:
        """Split what is not stated so that most is had: part of each slot, and what is kept."""
        customer = self.open_customer
        part = np.zeros(customer.size)
        if not customer.size:
            return part, self.rest.copy()
        # of several that offer the same the later one is filled first, as it is written last
        order = np.lexsort((-np.arange(customer.size), -offered, customer))
        who, gains = customer[order], (offered > own[customer])[order]
        most = np.where(gains, self.open_most[order], 0.0)
        total = np.cumsum(most)
        first = np.searchsorted(who, who)
        before = total - most - (total[first] - most[first])
        part[order] = np.clip(self.rest[who] - before, 0.0, most)
        return part, self.rest - np.bincount(customer, part, self.rest.size)

    def face(self, inside: Floats) -> tuple[Floats, Floats]:
        """Least and most that is bought directly from those inside, (producers, columns)."""
        low = self.stated @ inside
        high = low.copy()
        nothing = np.zeros(self.rest.size)
        for column, here in enumerate(inside.T):
            offered = self.open_slots @ here
            part, _ = self._filled(offered, nothing)
            high[:, column] += np.bincount(self.open_customer, part * offered, self.rest.size)
        return low, high


def _factors(paid: csr_array) -> SuperLU:
    """Solve what ends where it was earned, when every producer passes on what it pays."""
    try:
        return splu(csc_array(eye_array(paid.shape[0]) - paid))
    except RuntimeError as singular:
        raise AnalysisError(
            "VA655",
            "in a circle of products all cost is stated as bought from each other.",
            "Somebody earns something: lower their cost shares.",
        ) from singular


def _input(model: Model, stack: Stack, *, slot: int) -> Input | None:
    """The input a slot stands for; None for the one slot of a virtual buyer."""
    customer = int(stack.slot_customer[slot])
    if stack.producer_kind[customer] == BUYER:
        return None
    product = int(stack.producer_product[customer])
    owner = (
        model.products[stack.product_ids[product]]
        if product >= 0
        else model.uses[stack.producer_ids[customer]]
    )
    return owner.inputs[int(stack.slot_input[slot])]


def _costs(model: Model, stack: Stack) -> _Costs:
    rows: list[tuple[int, int, float]] = []
    gaps: list[tuple[int, int, float]] = []
    customers: list[int] = []
    most: list[float] = []
    rest = np.ones(stack.n_producers)
    for slot in range(stack.n_slots):
        entry = _input(model, stack, slot=slot)
        customer = int(stack.slot_customer[slot])
        share = 1.0 if entry is None else entry.cost
        first = int(stack.alternative_start[slot])
        links = range(int(stack.link_start[first]), int(stack.link_start[first + 1]))
        whole = float(stack.link_share[links.start : links.stop].sum())
        for link in links:
            supplier, part = int(stack.link_supplier[link]), float(stack.link_share[link]) / whole
            if share is None:
                gaps.append((len(customers), supplier, part))
            else:
                rows.append((customer, supplier, share * part))
        if share is None:
            customers.append(customer)
            known = entry.cost_at_most if entry is not None else None
            most.append(1.0 if known is None else known)
        else:
            rest[customer] -= share
    size = stack.n_producers
    return _Costs(
        stated=_sparse(rows, size, size),
        open_slots=_sparse(gaps, len(customers), size),
        open_customer=np.array(customers, dtype=np.int64),
        open_most=np.array(most, dtype=np.float64),
        rest=np.clip(rest, 0.0, 1.0),
    )


def _sparse(entries: list[tuple[int, int, float]], rows: int, columns: int) -> csr_array:
    at = np.array([entry[:2] for entry in entries], dtype=np.int64).reshape(-1, 2)
    parts = np.array([entry[2] for entry in entries], dtype=np.float64)
    return csr_array((parts, (at[:, 0], at[:, 1])), shape=(rows, columns))


def _belonging(
    stack: Stack, countries: Sequence[str], attribute: Attribute
) -> tuple[Floats, Floats]:
    """How far each row surely belongs, and may belong, to each country: (producers, countries).

    A place that is a group may be any of its members; of a remainder without a country a country
    may have what `Remainders.country` allows; surely, none of it.
    """
    names = _SINGLE if attribute == "any" else (attribute,)
    sure = np.zeros((stack.n_producers, len(countries)))
    may = np.zeros_like(sure)
    for name in names:
        column = stack.attribute(name)
        for place, members in enumerate(stack.place_members):
            rows = column == place
            for c, country in enumerate(countries):
                if country in members:
                    may[rows, c] = 1.0
                    sure[rows, c] = np.maximum(sure[rows, c], float(len(members) == 1))
    remainders = Remainders(stack)
    for product, row in enumerate(stack.product_remainder.tolist()):
        if row < 0:
            continue
        sure[row] = 0.0
        if stack.producer_site[row] == UNKNOWN:
            share = float(stack.producer_share[row])
            for c, country in enumerate(countries):
                could = remainders.country(product, country=country, attribute=attribute)
                may[row, c] = min(1.0, could / share)
    return sure, may


def _named(stack: Stack, attribute: Attribute) -> tuple[str, ...]:
    names = _SINGLE if attribute == "any" else (attribute,)
    listed = stack.producer_kind != REMAINDER
    places = {int(p) for name in names for p in stack.attribute(name)[listed] if p >= 0}
    found = {one for place in places for one in stack.place_members[place]}
    return tuple(sorted(found))


def stack_look_through(
    model: Model,
    stack: Stack,
    *,
    attributes: Sequence[Attribute] = ATTRIBUTES,
    countries: Sequence[str] | None = None,
) -> list[ValueShare]:
    """Part of the cost of every use and product that is bought, and earned, in each country.

    Parameters
    ----------
    model : Model
        For the cost shares of inputs.
    stack : Stack
        The same model, compiled.
    attributes : sequence of str, optional
        Site, headquarters, owner or any.
    countries : sequence of str, optional
        Countries asked about; all that a producer names by that attribute if left out.

    Returns
    -------
    list of ValueShare
        Rows in which nothing can go to the country are left out. Under ``any`` a row counts for
        up to three countries, so the sum over countries can pass 1.

    Raises
    ------
    AnalysisError
        VA655: in a circle of products all cost is bought from each other.

    Notes
    -----
    Let c be the stated cost share of an input and s a supplier's share of it (today's
    alternative). What is not stated, 1 - sum c, is split in an unknown way over the customer's own
    value added and its inputs without a share of the price; with none of those it is all its own.
    An input of which only a part of some of the cost is known (of investment, of making) gets at
    most that part of the whole. The high
    bound lets every producer for itself split it so that most ends in the country, the low bound
    so that most ends elsewhere: low = 1 - most(elsewhere). Producers of one product may so split
    differently, which makes the bounds outer ones. A producer's profit counts as its value added.
    With no cost share known at all the low bound is 0 wherever a customer can earn all itself,
    and only the high bound says something: it is 0, or small, where a country stands outside the
    chain or behind other suppliers.
    """
    costs = _costs(model, stack)
    unstated = np.minimum(
        costs.rest, np.bincount(costs.open_customer, costs.open_most, stack.n_producers)
    )
    # a virtual buyer has no cost of its own: what its suppliers leave unstated
    buyers = list(stack.buyers())
    unstated[buyers] = (costs.stated @ unstated)[buyers]
    subjects = [*stack.uses(), *stack.buyers()]
    found: list[ValueShare] = []
    for attribute in attributes:
        asked = tuple(countries) if countries is not None else _named(stack, attribute)
        sure, may = _belonging(stack, asked, attribute)
        high = costs.most(may)
        low = 1.0 - costs.most(1.0 - sure)
        face_low, face_high = costs.face(sure)[0], costs.face(may)[1]
        for row in subjects:
            for c in np.flatnonzero(high[row] > 0):
                is_use = stack.producer_kind[row] != BUYER
                name = (
                    stack.producer_ids[row]
                    if is_use
                    else stack.product_ids[stack.producer_product[row]]
                )
                found.append(
                    ValueShare(
                        "use" if is_use else "product",
                        name,
                        asked[c],
                        attribute,
                        unstated=float(unstated[row]),
                        face=_ordered(face_low[row, c], face_high[row, c]),
                        added=_ordered(low[row, c], high[row, c]),
                    )
                )
    return found


def _ordered(low: float, high: float) -> tuple[float, float]:
    """Bounds between 0 and 1, in order; what rounding put past each other is one number."""
    first = min(max(float(low), 0.0), 1.0)
    if first < ROUNDING:
        first = 0.0
    return first, max(first, min(float(high), 1.0))
