"""What has to be replaced, and how long that takes, in many draws at once.

As `valuechain.indicators.replacement` has it for one model.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from valuechain.ensembles.application import Application
from valuechain.indicators.replacement import bought
from valuechain.kernels.arrays import Floats, Ints
from valuechain.kernels.plan import Rows
from valuechain.shocks.removals import Bound, Cut, Removal, Removals
from valuechain.stack.columns import Flags


@dataclass(slots=True)
class _ProductLinks:
    """Links of one product, and of the links the customers and suppliers."""

    options: Rows
    """Alternatives that are bought of it."""
    link: Rows
    option: Rows
    """Place of the thing bought by each link among the options."""
    customer: Ints
    supplier: Ints


@dataclass(slots=True)
class DrawnReplacement:
    """What removals of a country's part of a product leave to be replaced in each draw.

    Parameters
    ----------
    application : Application
        The figures of a model in its columns.
    """

    application: Application
    _links: dict[int, _ProductLinks] = field(default_factory=dict)
    _demand: tuple[object, int, Floats] | None = None

    def taken(
        self,
        removal: Removal,
        builders: Sequence[Removals],
        *,
        figures: Floats,
        bound: Bound,
    ) -> tuple[Floats, Floats]:
        """What a removal takes of the supply of its product, and what must come from others.

        Parameters
        ----------
        removal : Removal
            A country's part of one product.
        builders : sequence of Removals
            One for every draw, with its shares.
        figures : ndarray, shape (figures, draws)
            All figures.
        bound : str
            Bound on the remainders.

        Returns
        -------
        lost, needed : ndarray, shape (draws,)
            Parts of the supply of the product, 0..1.
        """
        share = self.application.column("producer_share", figures)
        gone = replace(removal, mode="lost")
        lost = np.array(
            [_lost(one.cut(gone, bound), share[:, draw]) for draw, one in enumerate(builders)]
        )
        if removal.mode == "lost":
            return lost, lost
        cuts = [one.cut(removal, bound) for one in builders]
        product = builders[0].product[str(removal.product)]
        return lost, np.minimum(lost, self._missed(cuts, product, figures=figures))

    def _missed(self, cuts: Sequence[Cut], product: int, *, figures: Floats) -> Floats:
        """Part of the demand for a product that is closed to those who are refused."""
        links = self._of(product)
        share = self.application.column("link_share", figures, rows=links.link)
        share *= self._demanded(links.options, product, figures)[links.option]
        mine: dict[tuple[int, ...], Flags] = {}
        total = np.zeros(len(cuts))
        taken = np.zeros(self.application.stack.n_producers)
        for draw, cut in enumerate(cuts):
            for customers, closed in cut.classes:
                if customers not in mine:
                    mine[customers] = np.isin(links.customer, customers)
                taken[:] = 0.0
                for row, left in closed:
                    taken[row] = 1.0 - left
                total[draw] += float(
                    (share[:, draw] * taken[links.supplier])[mine[customers]].sum()
                )
        return total

    def _demanded(self, options: Rows, product: int, figures: Floats) -> Floats:
        """Demand weights of the alternatives of one product, shape (alternatives, draws)."""
        if self._demand is None or self._demand[0] is not figures or self._demand[1] != product:
            found = [self.application.demand(column, options) for column in figures.T]
            self._demand = (figures, product, np.stack(found, axis=1))
        return self._demand[2]

    def _of(self, product: int) -> _ProductLinks:
        if product not in self._links:
            stack = self.application.stack
            options = bought(stack, product)
            place = np.full(len(stack.alternative_slot), -1, dtype=np.intp)
            place[options] = np.arange(len(options))
            link = np.flatnonzero(place[stack.link_alternative] >= 0)
            self._links[product] = _ProductLinks(
                options=options,
                link=link,
                option=place[stack.link_alternative[link]],
                customer=stack.slot_customer[stack.alternative_slot[stack.link_alternative[link]]],
                supplier=stack.link_supplier[link],
            )
        return self._links[product]

    def anywhere(self, product: int, figures: Floats, *, enough: float) -> Floats:
        """Largest substitution time of a product among all its customers, shape (draws,)."""
        stack = self.application.stack
        slots = stack.alternative_slot[bought(stack, product)]
        counts = np.ones((len(slots), figures.shape[1]), dtype=bool)
        return self.times(slots, figures).slowest(counts, enough=enough)

    def times(self, slots: Ints, figures: Floats) -> "SlotTimes":
        """Substitution times of some slots in the draws of all figures, (figures, draws)."""
        known = self.application.stack.slot_substitution_known[slots][:, None]
        rows = slots.astype(np.intp)
        return SlotTimes(self.application.column("slot_substitution", figures, rows=rows), known)


@dataclass(frozen=True, slots=True)
class SlotTimes:
    """How long it takes to replace a supplier in each of some slots, in many draws."""

    weeks: Floats
    """Shape (slots, draws)."""
    known: Flags
    """Shape (slots, 1): of which slots that is known."""

    def slowest(self, counts: Flags, *, enough: float) -> Floats:
        """Largest substitution time of the slots that count in each draw.

        Parameters
        ----------
        counts : ndarray of bool, shape (slots, draws)
            Which of them count.
        enough : float, weeks
            A time above this decides that replacement is slow.

        Returns
        -------
        ndarray, shape (draws,)
            Weeks; not a number where it is not known.
        """
        timed = counts & self.known
        longest = np.where(timed, self.weeks, 0.0).max(axis=0, initial=0.0)
        sure = ~(counts & ~self.known).any(axis=0) | (longest > enough)
        return np.where(sure & timed.any(axis=0), longest, np.nan)


def _lost(cut: Cut, share: Floats) -> float:
    """Part of the supply that a cut takes away, as a part of the whole, 0..1."""
    rows = [n for n, left in cut.capacity if left == 0.0]
    unlisted = sum((1.0 - left) * float(share[n]) for _, part in cut.classes for n, left in part)
    return min(1.0, float(share[rows].sum()) + unlisted)
