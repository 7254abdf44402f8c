"""The compiled stack: producers, slots, alternatives and links as frozen arrays."""

import hashlib
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from valuechain.kernels.arrays import Floats, Ints

Codes = NDArray[np.int8]
Flags = NDArray[np.bool_]
Texts = NDArray[np.object_]

FIRM, GROUP_OF_FIRMS, AGGREGATE, REMAINDER, USE, BUYER = range(6)
"""Kinds of row in the producer table; uses and virtual buyers are customers only."""
CONSUMABLE, CAPITAL, SERVICE = range(3)
"""Kinds of input."""
CRITICAL, IMPORTANT, MINOR = range(3)
"""Importance of an input."""
UNKNOWN, HOME = -1, -2
"""Places that are no country: of a remainder; of a virtual buyer, who is never removed."""


@dataclass(frozen=True, slots=True)
class Stack:
    """A supplier graph as read-only columns, sorted so that equal models give equal columns.

    Supplier graph: *producer* rows (uses and virtual buyers included) have *slots*, a slot has
    one or more *alternatives*, an alternative is filled through *links* from producers. Slots are
    sorted by customer, alternatives by slot, links by alternative, each with a CSR pointer.

    Notes
    -----
    Places (countries, and groups that own something) are indexes into ``place_ids``; -1 is
    unknown, -2 a virtual buyer at home. Durations are weeks, shares and levels 0..1.
    Absence is a mask or an empty range, never NaN.
    """

    producer_ids: tuple[str, ...]
    product_ids: tuple[str, ...]
    firm_ids: tuple[str, ...]
    place_ids: tuple[str, ...]
    place_members: tuple[frozenset[str], ...]
    """Countries of each place: itself, or the members of a group."""
    producer_kind: Codes
    producer_product: Ints
    """Product made; -1 for uses; for a virtual buyer the product it buys."""
    producer_firm: Ints
    """Firm, or -1."""
    producer_site: Ints
    producer_headquarters: Ints
    producer_owner: Ints
    producer_share: Floats
    """Share of the product's supply (mode), 0..1; 0 for uses and buyers."""
    product_remainder: Ints
    """Row of the product's remainder, or -1."""
    product_excludes: tuple[frozenset[str], ...]
    """Countries known to have no part in the remainder of each product."""
    product_at_most: Floats
    """Largest part of the remainder that one country can have; infinite where not stated."""
    product_spare: Floats
    """Spare capacity of its producers (mode), relative to their own output; 0 if not known."""
    slot_customer: Ints
    slot_essentiality: Codes
    slot_fallback: Floats
    """Level that the fallback keeps up, 0 where there is none."""
    slot_fallback_after: Floats
    """Weeks before the fallback is available, infinite where there is none."""
    slot_input: Ints
    """Position of the input in its product's or use's list, for evidence."""
    slot_substitution: Floats
    """Weeks until another qualified supplier can step in (mode)."""
    slot_substitution_known: Flags
    alternative_slot: Ints
    alternative_product: Ints
    alternative_capacity: Floats
    alternative_kind: Codes
    alternative_buffer: Floats
    alternative_lifetime: Floats
    """Weeks, at least 1; 1 where it is not capital."""
    alternative_demand: Floats
    """Part of the demand for its product, 0..1; what is left of a product is final demand."""
    alternative_sourced: Flags
    """Whether its suppliers are stated; if not they are the market at large."""
    link_alternative: Ints
    link_supplier: Ints
    link_share: Floats
    slot_start: Ints
    """CSR: slots of producer n are slot_start[n]:slot_start[n+1]."""
    alternative_start: Ints
    """CSR: alternatives of slot s."""
    link_start: Ints
    """CSR: links of alternative a."""

    @property
    def n_producers(self) -> int:
        """Rows of the producer table, uses and virtual buyers included."""
        return len(self.producer_ids)

    @property
    def n_slots(self) -> int:
        """Number of slots: needs of all producers and uses together."""
        return len(self.slot_customer)

    @property
    def digest(self) -> str:
        """SHA-256 of all columns: equal for equal graphs, whatever files they came from."""
        sha = hashlib.sha256()
        for field in fields(self):
            column = getattr(self, field.name)
            if isinstance(column, np.ndarray):
                sha.update(f"{field.name}{column.dtype}{column.shape}".encode())
                sha.update(column.tobytes())
            else:
                text = repr([sorted(c) if isinstance(c, frozenset) else c for c in column])
                sha.update(f"{field.name}{text}".encode())
        return sha.hexdigest()

    def attribute(self, name: str) -> Ints:
        """Where every producer makes, is led from or is owned: the place by one tie."""
        column: Ints = getattr(self, f"producer_{name}")
        return column

    def position(self, producer: str) -> int:
        """Find the row of a producer, use or virtual buyer by its id.

        Raises
        ------
        KeyError
            There is no such row.
        """
        try:
            return self.producer_ids.index(producer)
        except ValueError:
            raise KeyError(producer) from None

    def uses(self) -> tuple[int, ...]:
        """Rows of the producer table that are end uses, whose losses are what is asked about."""
        return tuple(np.flatnonzero(self.producer_kind == USE).tolist())

    def buyers(self) -> tuple[int, ...]:
        """Rows of the virtual buyers, one at home for each product, in the order of products."""
        return tuple(np.flatnonzero(self.producer_kind == BUYER).tolist())
