"""How much of a product's remainder could belong to what is removed (method section 2).

Unknown is never safe, nor wildly dangerous: each country or firm takes at most what someone
who is not listed can have. The assumption that who is not listed is smaller than who is listed
is printed with the results.
"""

from collections.abc import Iterable

import numpy as np

from valuechain.stack.columns import AGGREGATE, BUYER, REMAINDER, UNKNOWN, Stack
from valuechain.vocab.words import Attribute

_SINGLE = ("site", "headquarters", "owner")
Totals = dict[str, float]


class Remainders:
    """The remainders of a stack and who could be in them; answers are kept.

    Parameters
    ----------
    stack : Stack
        The stack.
    """

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        listed = (stack.producer_kind != BUYER) & (stack.producer_kind != REMAINDER)
        order = np.flatnonzero(listed)
        self._rows: dict[int, list[int]] = {}
        for row in order.tolist():
            self._rows.setdefault(int(stack.producer_product[row]), []).append(row)
        at = stack.product_remainder
        self._shares: list[float] = np.where(at >= 0, stack.producer_share[at], 0.0).tolist()
        self._sellers: dict[int, tuple[frozenset[int], float]] = {}
        self._totals: dict[tuple[int, Attribute, bool | None], Totals] = {}
        self._parts: dict[tuple[int, str, Attribute], float] = {}

    def totals(
        self, product: int, attribute: Attribute, *, aggregates: bool | None = None
    ) -> Totals:
        """Share of a product that the listed suppliers of every country have together.

        ``aggregates`` keeps country aggregates only (True), or leaves them out (False).
        """
        key = (product, attribute, aggregates)
        if key not in self._totals:
            names = _SINGLE if attribute == "any" else (attribute,)
            columns = [self.stack.attribute(name) for name in names]
            found: Totals = {}
            for row in self._rows.get(product, ()):
                is_aggregate = bool(self.stack.producer_kind[row] == AGGREGATE)
                if aggregates is not None and is_aggregate != aggregates:
                    continue
                for place in {int(column[row]) for column in columns} - {UNKNOWN}:
                    name = self.stack.place_ids[place]
                    found[name] = found.get(name, 0.0) + float(self.stack.producer_share[row])
            self._totals[key] = found
        return self._totals[key]

    def _unlisted(self, product: int) -> float:
        """Share of the remainder where nobody knows its country, else 0."""
        row = int(self.stack.product_remainder[product])
        known = row >= 0 and self.stack.producer_site[row] != UNKNOWN
        return 0.0 if known else self._shares[product]

    def country(self, product: int, *, country: str, attribute: Attribute) -> float:
        """Part of the remainder of a product that could belong to one country.

        Parameters
        ----------
        product : int
            Position of the product.
        country : str
            ISO 3166-1 alpha-3.
        attribute : str
            By site, headquarters, owner or any.

        Returns
        -------
        float
            A share of supply, 0 to the remainder.
        """
        key = (product, country, attribute)
        if key not in self._parts:
            self._parts[key] = self._country(product, country=country, attribute=attribute)
        return self._parts[key]

    def _country(self, product: int, *, country: str, attribute: Attribute) -> float:
        if attribute == "any":
            # At least one of the three: never less than any of them.
            return max(
                self.country(product, country=country, attribute=one)
                for one in ("site", "headquarters", "owner")
            )
        remainder = self._unlisted(product)
        if remainder == 0 or country in self.stack.product_excludes[product]:
            return 0.0
        if country in self.totals(product, attribute, aggregates=True):
            return 0.0
        at_most = float(self.stack.product_at_most[product])
        if np.isfinite(at_most):
            return min(remainder, at_most)
        if country in self.totals(product, attribute, aggregates=False):
            return remainder
        totals = self.totals(product, attribute)
        return min([remainder, *(share for share in totals.values() if share > 0)])

    def firm(self, product: int, *, firm: int) -> float:
        """Part of the remainder of a product that could belong to a firm it does not list.

        A stated country of the remainder says where it is made, not by whom.
        """
        remainder = self._shares[product]
        if remainder == 0:
            return 0.0
        if product not in self._sellers:
            self._sellers[product] = self._listed(product)
        listed, smallest = self._sellers[product]
        return 0.0 if firm in listed else min(remainder, smallest)

    def _listed(self, product: int) -> tuple[frozenset[int], float]:
        """Firms that a product lists, and the smallest share of one of its suppliers."""
        shares: dict[tuple[int, int], float] = {}
        for row in self._rows.get(product, []):
            who = int(self.stack.producer_firm[row])
            key = (who, -1) if who >= 0 else (-1, row)
            shares[key] = shares.get(key, 0.0) + float(self.stack.producer_share[row])
        smallest = min((share for share in shares.values() if share > 0), default=np.inf)
        return frozenset(who for who, _ in shares), smallest

    def left(
        self,
        products: Iterable[int],
        *,
        members: frozenset[str],
        firm: int | None,
        attribute: Attribute,
    ) -> dict[int, float]:
        """What is left of each remainder after the most that the removed could have in it.

        Returns
        -------
        dict
            Row of the remainder to the part that is left, 0..1; untouched remainders are absent.
        """
        found: dict[int, float] = {}
        countries = sorted(members)
        for product in products:
            share = self._shares[product]
            if share == 0:
                continue
            taken = 0.0 if firm is None else self.firm(product, firm=firm)
            for one in () if firm is not None else countries:
                taken += self.country(product, country=one, attribute=attribute)
                if taken >= share:
                    break
            if taken > 0:
                row = int(self.stack.product_remainder[product])
                found[row] = 1.0 - min(share, taken) / share
        return found
