"""Sets of countries, firms or producers taken away together: many sets at once, as arrays.

Each member of a set is judged by itself: refusing together, each goes on serving its own. So a
wider set never spares anybody. :mod:`valuechain.shocks.removals` and the selectors of scenarios
say the same of one set at a time; tests hold them to be equal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from valuechain.kernels.arrays import Floats, Ints, Shocks
from valuechain.shocks.catalogue import countries
from valuechain.shocks.perspective import HomeAndTrusted
from valuechain.shocks.suppliers import Bound, Suppliers, attributes_of
from valuechain.stack.columns import REMAINDER, Flags, Stack
from valuechain.vocab.words import Attribute, Mode

_NO_KIN: Final = -8
"""Kin of a row of which only a group is known, where that spares nobody."""
SetSort = Literal["countries", "firms", "producers"]


@dataclass(frozen=True, slots=True)
class _Tie:
    """One way in which rows belong to elements.

    A row is meant when at least ``least`` of the elements in ``of_unit`` of its unit are taken
    away; as a customer it is spared by rows with the same ``kin``.
    """

    unit: Ints
    """Shape (producers,): unit of every row, -1 for none."""
    of_unit: Floats
    """Shape (elements, units): 1 where an element is part of a unit."""
    least: Floats
    """Shape (units,): how many of its elements make a unit."""
    kin: Ints
    """Shape (producers,)."""
    element_kin: Ints
    """Shape (elements,): kin of the rows that an element spares."""


class JointRemovals:
    """What can be taken away in sets, of one kind, in one mode.

    Parameters
    ----------
    stack, perspective
        The stack, and who is home and trusted.
    by : str
        ``countries``, ``firms`` or ``producers``.
    attribute : str
        Of countries: by site, headquarters, owner or any.
    mode : str
        ``lost``: stops for everybody; ``withheld``: is refused to home and trusted.
    """

    def __init__(
        self,
        stack: Stack,
        perspective: HomeAndTrusted,
        *,
        by: SetSort,
        attribute: Attribute,
        mode: Mode,
    ) -> None:
        self.stack, self.by, self.mode = stack, by, mode
        self.attribute: Attribute = attribute if by == "countries" else "any"
        self.suppliers = Suppliers(stack)
        self.reached = perspective.inside(stack, stack.producer_site, circle=perspective.circle)
        self.ids: tuple[str, ...]
        if by == "countries":
            refused = perspective.circle if mode == "withheld" else frozenset[str]()
            self.ids = tuple(c for c in countries(stack) if c not in refused)
        elif by == "firms":
            self.ids = stack.firm_ids
        else:
            listed = self.suppliers.supplies & (stack.producer_kind != REMAINDER)
            self.ids = tuple(stack.producer_ids[n] for n in np.flatnonzero(listed))
        self._ties: dict[Bound, tuple[_Tie, ...]] = {}
        self._parts: Floats | None = None

    @property
    def size(self) -> int:
        """Number of countries, firms or producers of which sets are made."""
        return len(self.ids)

    def shocks(self, sets: Sequence[int], bound: Bound) -> Shocks:
        """What is left after each set is taken away for good.

        Parameters
        ----------
        sets : sequence of int
            Sets as whole numbers, bit e for element e.
        bound : str
            Bound on the remainders.

        Returns
        -------
        Shocks
            One column per set.
        """
        taken = self._table(sets)
        return self._lost(taken, bound) if self.mode == "lost" else self._withheld(taken, bound)

    def _table(self, sets: Sequence[int]) -> Floats:
        """Sets as a table, shape (sets, elements), 0 or 1."""
        width = (self.size + 7) // 8
        raw = b"".join(one.to_bytes(width, "little") for one in sets)
        packed = np.frombuffer(raw, dtype=np.uint8).reshape(len(sets), width)
        return np.unpackbits(packed, axis=1, count=self.size, bitorder="little").astype(np.float64)

    def _lost(self, taken: Floats, bound: Bound) -> Shocks:
        n, size = self.stack.n_producers, len(taken)
        gone = np.zeros((n, size), dtype=bool)
        for tie in self._tied(bound):
            gone |= self._meant(tie, taken, bound)
        capacity = np.where(gone, 0.0, 1.0)
        rest = np.where(gone, 1.0, 1.0 - self._part_taken(taken, bound))
        partly = bool((rest < 1.0).any())
        opening = np.stack([np.ones_like(rest), rest]) if partly else np.ones((1, n, size))
        classes = np.full((n, size), int(partly), dtype=np.int16)
        return Shocks(capacity, classes, opening, np.zeros(size, dtype=bool))

    def _withheld(self, taken: Floats, bound: Bound) -> Shocks:
        """Closed routes; customers who are kin of a refuser are classes of their own."""
        n, size = self.stack.n_producers, len(taken)
        ties = self._tied(bound)
        some: Flags = np.any(taken > 0, axis=0)
        own = np.column_stack([self._own(tie, some) for tie in ties])
        customers = np.flatnonzero(self.reached)
        kinds, which = np.unique(own[customers], axis=0, return_inverse=True)
        number = np.zeros(n, dtype=np.int16)
        number[customers] = 1 + which.ravel()
        meant = [self._meant(tie, taken, bound) for tie in ties]
        opening = np.ones((1 + len(kinds), n, size))
        whole = self._part_taken(taken, bound)
        for place, kin in enumerate(kinds, start=1):
            shut = np.zeros((n, size), dtype=bool)
            # Who is kin of a refuser by any of the ties is served by all that are its kin.
            for tie, rows in zip(ties, meant, strict=True):
                shut |= rows & ~np.isin(tie.kin, kin)[:, None]
            part = whole
            if bound == "high" and (kin >= 0).any():
                others = np.where(np.isin(ties[0].element_kin, kin), 0.0, taken)
                part = self._part_taken(others, bound)
            opening[place] = np.where(shut, 0.0, 1.0 - part)
        classes = np.repeat(number[:, None], size, axis=1)
        return Shocks(np.ones((n, size)), classes, opening, np.ones(size, dtype=bool))

    def _meant(self, tie: _Tie, taken: Floats, bound: Bound) -> Flags:
        """Rows that belong to each set, shape (producers, sets)."""
        units: Flags = (taken @ tie.of_unit >= tie.least) & (tie.least > 0)
        rows = units[:, np.maximum(tie.unit, 0)].T & (tie.unit >= 0)[:, None]
        found: Flags = rows & self.suppliers.scope(bound)[:, None]
        return found

    def _own(self, tie: _Tie, some: Flags) -> Ints:
        """Kin of every row, -9 where it is kin of nobody in any of the sets."""
        units = (some.astype(np.float64) @ tie.of_unit >= tie.least) & (tie.least > 0)
        kin = {int(k) for k in tie.element_kin[some].tolist()}
        if self.by == "countries":
            kin |= set(np.flatnonzero(units).tolist())
        found: Ints = np.where(np.isin(tie.kin, sorted(kin)), tie.kin, -9).astype(np.int32)
        return found

    def _part_taken(self, taken: Floats, bound: Bound) -> Floats:
        """Part of each row that could be theirs, shape (producers, sets): of remainders only."""
        if bound != "high" or self.by == "producers":
            return np.zeros((self.stack.n_producers, len(taken)))
        if self._parts is None:
            self._parts = self._shares()
        found: Floats = np.minimum(1.0, taken @ self._parts).T
        return found

    def _shares(self) -> Floats:
        """Part of each row that could belong to each element, shape (elements, producers)."""
        products = range(len(self.stack.product_ids))
        found = np.zeros((self.size, self.stack.n_producers))
        for e, name in enumerate(self.ids):
            left = (
                self.suppliers.left_by_firm(products, firm=name)
                if self.by == "firms"
                else self.suppliers.left_by_countries(
                    products, members=frozenset({name}), attribute=self.attribute
                )
            )
            for row, one in left.items():
                found[e, row] = 1.0 - one
        return found

    def _tied(self, bound: Bound) -> tuple[_Tie, ...]:
        if bound not in self._ties:
            make = {
                "countries": self._by_country,
                "firms": self._by_firm,
                "producers": self._by_producer,
            }
            self._ties[bound] = make[self.by](bound)
        return self._ties[bound]

    def _by_country(self, bound: Bound) -> tuple[_Tie, ...]:
        """Rows by place; a place that is a group is meant as in a removal of its members."""
        position = {name: e for e, name in enumerate(self.ids)}
        known = self.stack.place_members
        of_unit = np.zeros((self.size, max(1, len(known))))
        for place, inside in enumerate(known):
            of_unit[[position[c] for c in inside if c in position], place] = 1.0
        whole = np.array([len(one) for one in known] or [1], dtype=np.float64)
        least = np.ones_like(whole) if bound == "high" else whole
        kin = np.array([self.stack.place_ids.index(c) for c in self.ids], dtype=np.int32)
        columns = [self.stack.attribute(name) for name in attributes_of(self.attribute)]
        several = bound == "high" and whole[np.maximum(columns, 0)] > 1
        kinned = np.where(several, _NO_KIN, columns).astype(np.int32)
        return tuple(
            _Tie(column, of_unit, least, own, kin)
            for column, own in zip(columns, kinned, strict=True)
        )

    def _by_firm(self, bound: Bound) -> tuple[_Tie, ...]:
        del bound
        firm = self.stack.producer_firm
        every = np.arange(self.size, dtype=np.int32)
        return (_Tie(firm, *self._each(), firm, every),)

    def _each(self) -> tuple[Floats, Floats]:
        """Every element a unit of its own; one unit that nobody is part of where there are none."""
        width = max(1, self.size)
        return np.eye(self.size, width), np.ones(width)

    def _by_producer(self, bound: Bound) -> tuple[_Tie, ...]:
        """Rows by themselves; none refuses its own firm."""
        del bound
        position = {name: e for e, name in enumerate(self.ids)}
        names = self.stack.producer_ids
        unit = np.array([position.get(name, -1) for name in names], dtype=np.int32)
        firm = self.stack.producer_firm
        row = np.arange(len(names), dtype=np.int32)
        kin = np.where(firm >= 0, firm, len(self.stack.firm_ids) + row).astype(np.int32)
        mine = kin[[n for n in row.tolist() if unit[n] >= 0]]
        return (_Tie(unit, *self._each(), kin, mine),)
