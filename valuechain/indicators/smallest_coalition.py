"""The fewest countries that hold a level of every product of a layer: an exact set cover."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

from valuechain.errors import AnalysisError
from valuechain.indicators.holdings import holdings
from valuechain.kernels.arrays import Floats
from valuechain.shocks.remainders import Remainders
from valuechain.shocks.removals import BOUNDS, Bound
from valuechain.shocks.suppliers import attributes_of
from valuechain.stack.columns import BUYER, REMAINDER, UNKNOWN, USE, Stack
from valuechain.vocab.tolerances import EXACT, WHOLE
from valuechain.vocab.words import Attribute

if TYPE_CHECKING:
    from scipy.optimize import OptimizeResult

SECONDS: Final = 30.0
"""Longest that one cover may take before its gap is reported."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The fewest partners who with home hold theta of every product that is covered.

    ``missing`` are the products of which even all candidates hold less. ``gap`` is the number of
    members that an unseen cover could save at most; 0 is proof that none does.
    """

    bound: Bound
    members: tuple[str, ...]
    covered: tuple[int, ...]
    missing: tuple[int, ...]
    gap: float


class Covers:
    """Searches the fewest partners who with home hold enough of every product asked.

    Parameters
    ----------
    stack : Stack
        The stack.
    remainders : Remainders
        Who could be in its remainders.
    home : frozenset of str
        Always in, not counted.
    candidates : sequence of str
        Countries to choose from.
    preferred : frozenset of str
        Of equally small coalitions, one with most of these: whom home trusts already.
    attribute : str
        By which supply is held.
    """

    def __init__(
        self,
        stack: Stack,
        remainders: Remainders,
        *,
        home: frozenset[str],
        candidates: Sequence[str],
        preferred: frozenset[str],
        attribute: Attribute,
    ) -> None:
        self.stack = stack
        self.remainders = remainders
        self.home = home
        self.names = tuple(sorted(set(candidates) - home))
        self.preferred = preferred
        self.attribute: Attribute = attribute
        self.reach = self.held(self.names)

    def held(self, members: Sequence[str]) -> Floats:
        """Share that home and some members hold of every product, shape (products, 3)."""
        return holdings(
            self.stack,
            self.remainders,
            members=self.home | frozenset(members),
            attribute=self.attribute,
        )

    def cover(self, products: Sequence[int], *, theta: float, bound: Bound) -> Cover:
        """Fewest members that hold theta of every one of some products, as far as any can.

        Raises
        ------
        AnalysisError
            VA695: the solver gave no answer, or one that does not hold what it should.
        """
        side = BOUNDS.index(bound)
        within = self.reach[:, side] >= theta - EXACT
        covered = tuple(n for n in products if within[n])
        missing = tuple(n for n in products if not within[n])
        members, gap = self._solve(covered, theta=theta, bound=bound) if covered else ((), 0.0)
        if covered and (self.held(members)[list(covered), side] < theta - 2 * EXACT).any():
            raise _no_answer("a coalition was found that does not hold enough")
        return Cover(bound, members, covered, missing, gap)

    def _solve(
        self, covered: Sequence[int], *, theta: float, bound: Bound
    ) -> tuple[tuple[str, ...], float]:
        programme = _Programme(self, bound)
        for product in covered:
            programme.require(product, theta)
        # Fewest first; among equals most of those trusted already.
        each = len(self.names) + 1.0
        cost = [each + (name not in self.preferred) for name in self.names]
        found = programme.solve(cost)
        if found.x is None or found.status not in {0, 1}:
            raise _no_answer(str(found.message))
        chosen = found.x[: len(self.names)] > 0.5
        members = tuple(name for name, inside in zip(self.names, chosen, strict=True) if inside)
        proven = found.mip_dual_bound if found.mip_dual_bound is not None else found.fun
        fewest = int(np.ceil(proven / (each + 1.0) - WHOLE))
        gap = 0.0 if found.status == 0 else float(max(0, len(members) - fewest))
        return members, gap


def _no_answer(why: str) -> AnalysisError:
    return AnalysisError(
        "VA695",
        f"the smallest coalition was not found: {why}.",
        "No number is returned; ask with fewer candidates, or another theta.",
    )


class _Programme:
    """Rows of the mixed-integer programme while products are being required.

    The first variables are the candidates (0 or 1). A further variable, 0..1, is a place or a
    part of a remainder: at low and value a place is inside if all its members are, at high if
    one is.
    """

    def __init__(self, covers: Covers, bound: Bound) -> None:
        self.covers = covers
        self.bound = bound
        self.number = {name: n for n, name in enumerate(covers.names)}
        self.most = [1.0] * len(self.number)
        self.rows: list[dict[int, float]] = []
        self.least: list[float] = []
        self._known: dict[tuple[int, ...], int | None] = {}

    def _variable(self, most: float) -> int:
        self.most.append(most)
        return len(self.most) - 1

    def _at_most_sum(self, variable: int, parts: dict[int, float], constant: float = 0.0) -> None:
        """Hold a variable to at most a sum: ``sum - variable >= -constant``."""
        self.rows.append({**parts, variable: -1.0})
        self.least.append(-constant)

    def _place(self, place: int) -> int | None:
        """Variable that says a place is inside; None where it always is, -1 where it cannot be."""
        members, home = self.covers.stack.place_members[place], self.covers.home
        here = sorted(members & self.number.keys())
        high = self.bound == "high"
        if members & home if high else members <= home:
            return None
        if not here or not (high or members <= home | set(here)):
            return -1
        if len(here) == 1:
            return self.number[here[0]]
        variable = self._variable(1.0)
        for some in [here] if high else [[one] for one in here]:
            self._at_most_sum(variable, {self.number[one]: 1.0 for one in some})
        return variable

    def _inside(self, places: tuple[int, ...]) -> int | None:
        """Variable that says at least one of some places is inside."""
        if places not in self._known:
            if len(places) == 1:
                self._known[places] = self._place(places[0])
            else:
                each = [self._inside((one,)) for one in places]
                some = [one for one in each if one is not None and one >= 0]
                if None in each:
                    self._known[places] = None
                elif len(some) > 1:
                    variable = self._variable(1.0)
                    self._at_most_sum(variable, dict.fromkeys(some, 1.0))
                    self._known[places] = variable
                else:
                    self._known[places] = some[0] if some else -1
        return self._known[places]

    def require(self, product: int, theta: float) -> None:
        """Require that a level of a product is held."""
        stack, attribute = self.covers.stack, self.covers.attribute
        kind = stack.producer_kind
        supplies = (stack.producer_product == product) & (kind != USE) & (kind != BUYER)
        names = attributes_of(attribute)
        row: dict[int, float] = {}
        constant = unlisted = 0.0
        for n in np.flatnonzero(supplies).tolist():
            share = float(stack.producer_share[n])
            if kind[n] == REMAINDER and stack.producer_site[n] == UNKNOWN:
                unlisted += share
                continue
            if kind[n] == REMAINDER and self.bound == "low":
                continue
            places = {int(stack.attribute(name)[n]) for name in names}
            variable = self._inside(tuple(sorted(place for place in places if place >= 0)))
            if variable is None:
                constant += share
            elif variable >= 0:
                row[variable] = row.get(variable, 0.0) + share
        if self.bound == "high" and unlisted > 0:
            row[self._unlisted(product, unlisted)] = 1.0
        self.rows.append(row)
        self.least.append(theta - constant - EXACT)

    def _unlisted(self, product: int, most: float) -> int:
        """Variable of what the members could have of a remainder."""
        could = {
            name: self.covers.remainders.country(
                product, country=name, attribute=self.covers.attribute
            )
            for name in (*self.number, *sorted(self.covers.home))
        }
        variable = self._variable(most)
        parts = {self.number[name]: could[name] for name in self.number if could[name] > 0}
        self._at_most_sum(variable, parts, sum(could[name] for name in self.covers.home))
        return variable

    def solve(self, cost: Sequence[float]) -> "OptimizeResult":
        """Find the cheapest candidates that hold everything required."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # heavy, needed by few

        n_columns = len(self.most)
        entries = [
            (line, column, one) for line, row in enumerate(self.rows) for column, one in row.items()
        ]
        lines, columns, ones = zip(*entries, strict=True) if entries else ((), (), ())
        table = sparse.csr_array((ones, (lines, columns)), shape=(len(self.rows), n_columns))
        integer = np.zeros(n_columns, dtype=np.int8)
        integer[: len(cost)] = 1
        price = np.zeros(n_columns)
        price[: len(cost)] = cost
        return milp(
            price,
            constraints=LinearConstraint(table, np.array(self.least), np.inf),
            integrality=integer,
            bounds=Bounds(0.0, np.array(self.most)),
            options={"mip_rel_gap": 0.0, "time_limit": SECONDS},
        )
