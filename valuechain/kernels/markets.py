"""What the customers of products miss together, and what their producers could add.

All products are computed at once: a market by itself is small, and there are many.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from valuechain.kernels.arrays import Floats
from valuechain.kernels.course import Course, WantedSupply
from valuechain.kernels.plan import Marks, Plan, Rows
from valuechain.vocab.tolerances import NONZERO, TRACE


@dataclass(frozen=True, slots=True)
class Balance:
    """What of some products is missing, and what their producers could add, in one week."""

    made_lack: Floats
    """Shape (products, batch): what is not made, of all there was."""
    need: Floats
    """Shape (products, batch): what all customers miss together."""
    pool: Floats
    """Shape (rows of opening, products, batch): what producers can add for customers of a row."""

    def unserved(self) -> Floats:
        """Part of what is missing that nobody adds, shape (rows of opening x products, batch)."""
        with np.errstate(divide="ignore", invalid="ignore"):
            served = np.where(self.pool >= self.need, 1.0, self.pool / self.need)
        return (1.0 - served).reshape(-1, self.pool.shape[2])

    def left(self) -> Floats:
        """What producers can add beyond what is missing, shaped alike."""
        return np.maximum(0.0, self.pool - self.need).reshape(-1, self.pool.shape[2])


@dataclass(frozen=True, slots=True)
class Markets:
    """Some products: their producers that can lose something, and the demand for them.

    Demand is a list of lots: customers of one product that draw on the same supply and are served
    alike.
    """

    products: Rows
    """Shape (products,): positions in the stack's list of products, ascending."""
    suppliers: Rows
    """Positions among the touched producers."""
    shares: sparse.csr_array
    """Shape (products, suppliers)."""
    untouched: Floats
    """Shape (products, 1): share of the producers that lose nothing."""
    spare: Floats
    """Shape (products, 1)."""
    final: Floats
    """Shape (products, 1): part of the demand that no customer of the stack stands for."""
    part: Floats
    """Shape (products, 1): W, part of the demand of the reserved customers."""
    rows: Rows
    """Rows of ``opening`` that hold for any lot, ascending."""
    links: sparse.csr_array
    """Shape (lots, rows x suppliers): what a lot draws on."""
    adds: sparse.csr_array
    """Shape (products, lots), 0 or 1: which lots are of a product."""
    lot_product: Rows
    """Position among the products."""
    lot_row: Rows
    """Position among ``rows``."""
    lot_reserved: Marks
    lot_stated: Marks
    demand: Floats
    """Shape (lots, batch): demand weight of the customers of a lot."""

    def of(self, products: Rows) -> "Markets":
        """Take the markets of some of the products only."""
        mine = np.isin(self.products, products)
        place = np.cumsum(mine) - 1
        lots = np.flatnonzero(mine[self.lot_product])
        keep = np.zeros(len(self.suppliers), dtype=bool)
        keep[self.shares[np.flatnonzero(mine)].indices] = True
        keep[self.links[lots].indices % len(keep)] = True
        columns = np.flatnonzero(np.tile(keep, len(self.rows)))
        return Markets(
            products=self.products[mine],
            suppliers=self.suppliers[keep],
            shares=self.shares[np.flatnonzero(mine)][:, np.flatnonzero(keep)],
            untouched=self.untouched[mine],
            spare=self.spare[mine],
            final=self.final[mine],
            part=self.part[mine],
            rows=self.rows,
            links=self.links[lots][:, columns],
            adds=_adds(place[self.lot_product[lots]], int(mine.sum())),
            lot_product=place[self.lot_product[lots]],
            lot_row=self.lot_row[lots],
            lot_reserved=self.lot_reserved[lots],
            lot_stated=self.lot_stated[lots],
            demand=self.demand[lots],
        )

    def balance(
        self, h: Floats, opening: Floats, *, rule: str, demand: "Demand | None" = None
    ) -> Balance:
        """Supply and demand at some levels and openings of the touched producers.

        Where some want more, ``demand`` says so; what suppliers add is then shared with them.
        """
        level = h[self.suppliers]
        reached = opening[self.rows[:, None], self.suppliers] * level
        made_lack: Floats = self.shares @ (1.0 - level)
        lack: Floats = self.links @ (1.0 - reached).reshape(-1, h.shape[1])
        if rule != "contractual":
            shared = allocated(
                rule,
                lack,
                made_lack=made_lack[self.lot_product],
                part=self.part[self.lot_product],
                reserved=self.lot_reserved[:, None],
            )
            lack = np.where(self.lot_stated[:, None], lack, 1.0 - shared)
        short, final = np.maximum(0.0, lack), made_lack
        if demand is not None:
            short, final = self._wanted(demand.wanted, short=short, made_lack=made_lack)
            reached = demand.free[self.rows[:, None], self.suppliers] * level
        need = self.final * final + self.adds @ (self.demand * short)
        pool = np.stack([self.spare * (self.untouched + self.shares @ one) for one in reached])
        return Balance(made_lack, need, pool)

    def _wanted(
        self, wanted: WantedSupply, *, short: Floats, made_lack: Floats
    ) -> tuple[Floats, Floats]:
        """What lots and final demand miss of what they want, in what they bought before."""
        lot = self.rows[self.lot_row], self.products[self.lot_product]
        times = wanted.times[lot]
        grown = times * (1.0 - (1.0 - short) / wanted.short[lot])
        market, final = wanted.market[self.products], wanted.final[self.products]
        rest = final * (1.0 - (1.0 - made_lack) / market)
        return np.where(times > 1.0, grown, short), np.where(market > 1.0, rest, made_lack)


@dataclass(frozen=True, slots=True)
class Demand:
    """What is wanted in a week in which some want more, and what is open to what is added."""

    wanted: WantedSupply
    free: Floats
    """Shape (rows of opening, touched producers, batch)."""


def _adds(product: Rows, count: int) -> sparse.csr_array:
    ones, lots = np.ones(len(product)), np.arange(len(product))
    return sparse.csr_array((ones, (product, lots)), shape=(count, len(product)))


def allocated(
    rule: str, lack: Floats, *, made_lack: Floats, part: Floats, reserved: Marks
) -> Floats:
    """What customers get of a market that cannot serve all of them, by a named rule."""
    brings = np.maximum(0.0, 1.0 - lack)
    own = np.where(reserved, part, 1.0 - part)
    gathered = np.where(brings >= own, 1.0, brings / np.maximum(own, NONZERO))
    if rule == "reallocate":
        return np.where(reserved, np.minimum(1.0 - made_lack, gathered), 1.0 - lack)
    left = np.maximum(0.0, 1.0 - made_lack / np.where(own < TRACE, 1.0, own))
    first = reserved == (rule == "home-first")
    return np.where(first, gathered, np.minimum(gathered, left))


def make_markets(plan: Plan, course: Course) -> Markets:
    """Markets of all products of which the plan holds an alternative."""
    columns = plan.lumped.columns
    original = plan.lumped.alternative_original[plan.alternative_lumped]
    bought, made = np.asarray(columns.alternative_product), np.asarray(columns.producer_product)
    products = np.unique(bought[original]).astype(np.intp)
    place = np.full(len(columns.product_spare) + 1, -1, dtype=np.intp)
    place[products] = np.arange(len(products))  # a use makes product -1: the last place
    share = np.asarray(columns.producer_share)
    suppliers = np.flatnonzero(place[made[plan.touched]] >= 0)
    makers = plan.touched[suppliers]
    others = np.setdiff1d(np.flatnonzero(place[made] >= 0), makers)
    mine = np.flatnonzero(place[bought] >= 0)
    reserved = _reserved(plan, course, mine)
    demand = np.asarray(columns.alternative_demand)[mine]

    def total(of: Rows, amount: Floats) -> Floats:
        sums: Floats = np.bincount(of, weights=amount, minlength=len(products)).astype(np.float64)
        return sums[:, None]

    lots = _lots(plan, course, mine, reserved=reserved, product=place[bought[mine]])
    return Markets(
        products=products,
        suppliers=suppliers,
        shares=sparse.csr_array(
            (share[makers], (place[made[makers]], np.arange(len(makers)))),
            shape=(len(products), len(makers)),
        ),
        untouched=total(place[made[others]], share[others]),
        spare=np.asarray(columns.product_spare)[products][:, None],
        final=np.maximum(0.0, 1.0 - total(place[bought[mine]], demand)),
        part=np.minimum(1.0, total(place[bought[mine]], demand * reserved)),
        rows=lots.rows,
        links=_links(plan, lots, makers),
        adds=_adds(lots.product, len(products)),
        lot_product=lots.product,
        lot_row=lots.opening,
        lot_reserved=lots.reserved,
        lot_stated=lots.stated,
        demand=lots.demand,
    )


def _customers(plan: Plan, alternatives: Rows) -> Rows:
    columns = plan.lumped.columns
    slot = np.searchsorted(np.asarray(columns.alternative_start), alternatives, side="right") - 1
    found: Rows = np.asarray(columns.slot_customer)[slot].astype(np.intp)
    return found


def _reserved(plan: Plan, course: Course, alternatives: Rows) -> Marks:
    if course.reserved is None:
        return np.zeros(len(alternatives), dtype=bool)
    return course.reserved[_customers(plan, alternatives)]


@dataclass(frozen=True, slots=True)
class _Lots:
    """Lots in the order of their products; ``opening`` is a position in ``rows``."""

    rows: Rows
    opening: Rows
    supply: Rows
    product: Rows
    reserved: Marks
    stated: Marks
    demand: Floats


def _lots(
    plan: Plan, course: Course, alternatives: Rows, *, reserved: Marks, product: Rows
) -> _Lots:
    """Group alternatives of the stack that nothing tells apart; the rest adds their demand."""
    columns = plan.lumped.columns
    kind = np.asarray(columns.alternative_kind)[alternatives]
    stated = np.asarray(columns.alternative_sourced)[alternatives].astype(bool)
    customer_class = course.customer_class[_customers(plan, alternatives)]
    opening = plan.class_rows[customer_class, kind[:, None]]
    supply = plan.lumped.supply_of[alternatives]
    alike, back = np.unique(
        np.column_stack([product, supply, reserved, stated]), axis=0, return_inverse=True
    )
    demand = np.asarray(columns.alternative_demand)[alternatives]
    shape = (len(alike), len(alternatives))
    adds = sparse.csr_array((demand, (back.ravel(), np.arange(len(alternatives)))), shape=shape)
    rows = np.unique(opening).astype(np.intp)
    amount = np.stack([adds @ (opening == row).astype(np.float64) for row in rows.tolist()], axis=1)
    lot, at = np.nonzero(amount.any(axis=2))
    return _Lots(
        rows=rows,
        opening=at,
        supply=alike[lot, 1],
        product=alike[lot, 0],
        reserved=alike[lot, 2].astype(bool),
        stated=alike[lot, 3].astype(bool),
        demand=amount[lot, at],
    )


def _links(plan: Plan, lots: _Lots, makers: Rows) -> sparse.csr_array:
    """What lots draw on, shape (lots, rows x suppliers)."""
    column = np.full(plan.lumped.columns.n_producers, -1, dtype=np.intp)
    column[makers] = np.arange(len(makers))
    drawn = plan.lumped.supply[lots.supply].tocoo()
    keep = column[drawn.col] >= 0
    lot = drawn.row[keep]
    place = lots.opening[lot] * len(makers) + column[drawn.col[keep]]
    shape = (len(lots.supply), len(lots.rows) * len(makers))
    return sparse.csr_array((drawn.data[keep], (lot, place)), shape=shape)
