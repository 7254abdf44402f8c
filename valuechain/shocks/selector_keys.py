"""The keys of a selector: suppliers by country, by firm and by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from valuechain.kernels.arrays import Floats, Ints
from valuechain.shocks.suppliers import NOBODY, Bound, Suppliers, attributes_of
from valuechain.stack.columns import Flags
from valuechain.vocab.words import Attribute

Claims = Mapping[tuple[str, ...], Mapping[int, float]]
"""By who may hold it: parts of remainders, 0..1 of each, by row of the producer table."""


@dataclass(frozen=True, slots=True, eq=False)
class Selected:
    """Suppliers that a line of a scenario means, and what part of each remainder."""

    matched: Flags
    """Shape (producers,): rows that are meant as a whole."""
    taken: Floats
    """Shape (producers,): part of each row that is meant, 0..1; 1 for those, and of a remainder
    what could belong to the selected."""
    claims: Claims = field(default_factory=dict)
    """Who takes what of the remainders that are meant in part."""


class SelectorKey(Protocol):
    """What one key of a selector means (a country, a firm, a product), under one bound."""

    @property
    def width(self) -> int:
        """Columns of what a customer can have in common with the selected."""

    def common(self) -> Ints:
        """What every row has in common with the selected, shape (producers, some)."""

    def closed(self, own: Ints) -> Selected:
        """Supply that is closed to a customer who has that much in common with them."""


@dataclass(frozen=True, slots=True)
class Countries:
    """What the key of a country or group means: suppliers that are there by an attribute."""

    suppliers: Suppliers
    bound: Bound
    products: Ints
    attribute: Attribute
    members: frozenset[str]

    @property
    def width(self) -> int:
        """Number of facts by which a customer can belong to who is named: one for each tie."""
        return len(attributes_of(self.attribute))

    def common(self) -> Ints:
        """What every row has in common with them, shape (producers, width)."""
        places = self.suppliers.places(self.members, self.bound)
        return self.suppliers.common(places, self.attribute, bound=self.bound)

    def closed(self, own: Ints) -> Selected:
        """Supply that is closed to a customer who has that much in common with them."""
        places = self.suppliers.places(self.members, self.bound)
        shut = self.suppliers.shut(places, own=own, attribute=self.attribute)
        matched = shut & self.suppliers.scope(self.bound)
        taken = matched.astype(np.float64)
        claims: dict[tuple[str, ...], dict[int, float]] = {}
        if self.bound == "high":
            products = self.products.tolist()
            for country in sorted(self.members - self.suppliers.spared(own)):
                left = self.suppliers.left_by_countries(
                    products, members=frozenset({country}), attribute=self.attribute
                )
                if left:
                    claims[self.attribute, country] = {n: 1.0 - one for n, one in left.items()}
            _raise(taken, claims)
        return Selected(matched, taken, claims)


@dataclass(frozen=True, slots=True)
class Firms:
    """What the key of a firm means: its rows, wherever they are."""

    suppliers: Suppliers
    bound: Bound
    products: Ints
    names: tuple[str, ...]

    @property
    def width(self) -> int:
        """Number of facts by which a customer can belong to who is named: its firm."""
        return 1

    def common(self) -> Ints:
        """What every row has in common with them, shape (producers, width)."""
        rows = [self.suppliers.firm_row(name) for name in self.names]
        firm = self.suppliers.stack.producer_firm
        return _column(np.where(np.isin(firm, rows), firm, NOBODY))

    def closed(self, own: Ints) -> Selected:
        """Supply that is closed to a customer who has that much in common with them."""
        mine, firm = int(own[0]), self.suppliers.stack.producer_firm
        others = [n for n in self.names if mine == NOBODY or self.suppliers.firm_row(n) != mine]
        rows = [self.suppliers.firm_row(name) for name in others]
        matched = np.isin(firm, rows) & self.suppliers.scope(self.bound)
        taken = matched.astype(np.float64)
        claims: dict[tuple[str, ...], dict[int, float]] = {}
        if self.bound == "high":
            for name in others:
                left = self.suppliers.left_by_firm(self.products.tolist(), firm=name)
                if left:
                    claims["firm", name] = {n: 1.0 - one for n, one in left.items()}
            _raise(taken, claims)
        return Selected(matched, taken, claims)


@dataclass(frozen=True, slots=True)
class NamedProducers:
    """Producers by name, remainders too; none refuses its own firm."""

    suppliers: Suppliers
    rows: Ints

    @property
    def width(self) -> int:
        """Number of facts by which a customer can belong to who is named: itself, its firm."""
        return 2

    def common(self) -> Ints:
        """What every row has in common with them, shape (producers, width)."""
        stack = self.suppliers.stack
        row: Ints = np.arange(stack.n_producers, dtype=np.int32)
        firm = stack.producer_firm
        theirs = firm[self.rows]
        own_firm = np.isin(firm, theirs[theirs >= 0])
        return np.column_stack(
            [np.where(np.isin(row, self.rows), row, NOBODY), np.where(own_firm, firm, NOBODY)]
        ).astype(np.int32)

    def closed(self, own: Ints) -> Selected:
        """Supply that is closed to a customer who has that much in common with them."""
        matched = np.zeros(self.suppliers.stack.n_producers, dtype=bool)
        matched[self.rows] = True
        if own[0] >= 0:
            matched[own[0]] = False
        if own[1] >= 0:
            matched &= self.suppliers.stack.producer_firm != own[1]
        return Selected(matched, matched.astype(np.float64))


def _column(entries: Ints) -> Ints:
    return entries.astype(np.int32)[:, None]


def _raise(taken: Floats, claims: Claims) -> None:
    """Take from remainders what could belong to the selected: together at most all of them."""
    total: dict[int, float] = {}
    for parts in claims.values():
        for row, part in parts.items():
            total[row] = total.get(row, 0.0) + part
    for row, part in total.items():
        taken[row] = max(taken[row], min(1.0, part))
