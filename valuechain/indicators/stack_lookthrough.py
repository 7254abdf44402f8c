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
from scipy.sparse import csc_array, csr_array, eye_array
from scipy.sparse.linalg import splu

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats
from valuechain.schema import Input, Model
from valuechain.shocks.remainders import Remainders
from valuechain.stack.columns import BUYER, REMAINDER, UNKNOWN, Stack
from valuechain.vocab.words import ATTRIBUTES, Attribute

_SINGLE = ("site", "headquarters", "owner")
_BETTER = 1e-12
_ROUNDING = 1e-12
"""Parts below this are rounding: exchanging rows in the solver puts 1e-17 where no route leads."""


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
        return self.added[0] <= 0.0 and self.added[1] >= 1.0 - 1e-9


@dataclass(frozen=True, slots=True)
class _Costs:
    """Who pays whom: the stated part of every cost, and where the rest may go."""

    stated: csr_array
    """(producers, producers): part of the customer's cost (row) that goes to a supplier."""
    open_slots: csr_array
    """(slots without a stated cost share, producers): shares of suppliers."""
    open_customer: list[int]
    """Customer of every such slot, in order."""
    rest: Floats
    """(producers): part of the cost that is not stated; own value added where all inputs are."""

    def most(self, own: Floats) -> Floats:
        """Largest part that can end where ``own`` says, (producers, columns).

        Every producer may split what is not stated over itself and its open inputs in any way.
        """
        return np.column_stack([self._most(column) for column in own.T])

    def _most(self, own: Floats) -> Floats:
        """Policy iteration for one column: all of the rest goes to one place at a time.

        It starts with all value added at home and moves only to what is strictly better, so it
        never enters a circle in which nobody earns anything.
        """
        customer = np.array(self.open_customer, dtype=np.int64)
        chosen = np.full(own.size, -1, dtype=np.int64)
        while True:
            picked = np.flatnonzero(chosen >= 0)
            spent = csr_array(
                (self.rest[picked], (picked, chosen[picked])), shape=(own.size, customer.size)
            )
            earned = np.where(chosen < 0, self.rest * own, 0.0)
            found = _solved(self.stated + spent @ self.open_slots, earned)
            offered = self.open_slots @ found
            kept = np.where(chosen >= 0, offered[chosen] if customer.size else 0.0, own)
            better = np.flatnonzero(
                (offered > kept[customer] + _BETTER) & (self.rest[customer] > 0)
            )
            if not better.size:
                return np.where(found < _ROUNDING, 0.0, np.minimum(found, 1.0))
            # of several better ones the best: it is written last
            better = better[np.argsort(offered[better], kind="stable")]
            chosen[customer[better]] = better

    def _choice(self, own: Floats, found: Floats) -> Floats:
        best = own.copy()
        if self.open_customer:
            np.maximum.at(best, self.open_customer, self.open_slots @ found)
        return best

    def face(self, inside: Floats) -> tuple[Floats, Floats]:
        """Least and most that is bought directly from those inside, (producers, columns)."""
        low = self.stated @ inside
        best = self._choice(np.zeros_like(inside), inside)
        return low, low + self.rest[:, None] * best


def _solved(paid: csr_array, earned: Floats) -> Floats:
    """What ends where it was earned, when every producer passes on what it pays."""
    try:
        factors = splu(csc_array(eye_array(earned.size) - paid))
    except RuntimeError as singular:
        raise AnalysisError(
            "VA655",
            "in a circle of products all cost is stated as bought from each other.",
            "Somebody earns something: lower their cost shares.",
        ) from singular
    return factors.solve(earned)


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
    rest = np.ones(stack.n_producers)
    for slot in range(stack.n_slots):
        entry = _input(model, stack, slot=slot)
        customer = int(stack.slot_customer[slot])
        share = 1.0 if entry is None else entry.cost_share
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
        else:
            rest[customer] -= share
    size = stack.n_producers
    return _Costs(
        stated=_sparse(rows, size, size),
        open_slots=_sparse(gaps, len(customers), size),
        open_customer=customers,
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
    value added and its inputs without a cost share; with none of those it is all its own. The high
    bound lets every producer for itself split it so that most ends in the country, the low bound
    so that most ends elsewhere: low = 1 - most(elsewhere). Producers of one product may so split
    differently, which makes the bounds outer ones. A producer's profit counts as its value added.
    With no cost share known at all the low bound is 0 wherever a customer can earn all itself,
    and only the high bound says something: it is 0, or small, where a country stands outside the
    chain or behind other suppliers.
    """
    costs = _costs(model, stack)
    unstated = np.zeros(stack.n_producers)
    unstated[costs.open_customer] = costs.rest[costs.open_customer]
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
    if first < _ROUNDING:
        first = 0.0
    return first, max(first, min(float(high), 1.0))
