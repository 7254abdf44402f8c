"""What the customers of a product miss together, and what its producers could add."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from valuechain.kernels.arrays import Floats
from valuechain.kernels.course import Course
from valuechain.kernels.plan import Marks, Plan, Rows


@dataclass(frozen=True, slots=True)
class Group:
    """Demand that is served alike: one row of ``opening``, reserved or not, stated or not."""

    row: int
    reserved: bool
    stated: bool
    matrix: sparse.csr_array
    """Shape (distinct supplies, suppliers of the market)."""
    demand: Floats
    """Shape (distinct supplies, batch): demand weight of the customers."""


@dataclass(frozen=True, slots=True)
class Market:
    """One product: its producers that can lose something, and the demand for it."""

    suppliers: Rows
    """Positions among the touched producers."""
    share: Floats
    """Shape (suppliers, 1)."""
    untouched: float
    """Share of the producers that lose nothing."""
    spare: float
    final: float
    """Part of the demand that no customer of the stack stands for."""
    part: float
    """W: part of the demand of the reserved customers."""
    groups: tuple[Group, ...]
    rows: Rows
    """Rows of ``opening`` for which a pool is asked."""


def lacks(market: Market, h: Floats, *, opening: Floats, matrix: sparse.csr_array) -> Floats:
    """1 - sum of share * r * h for some supplies, at the levels of the producers."""
    lack: Floats = matrix @ (1.0 - opening * h[market.suppliers])
    return lack


def allocated(rule: str, lack: Floats, *, made_lack: Floats, part: float, reserved: bool) -> Floats:
    """What customers get of a market; see :func:`reference_course.allocate`."""
    brings = np.maximum(0.0, 1.0 - lack)
    own = part if reserved else 1.0 - part
    gathered = np.minimum(1.0, brings / own) if own > 0 else np.ones_like(brings)
    if rule == "reallocate":
        return np.minimum(1.0 - made_lack, gathered) if reserved else 1.0 - lack
    if reserved == (rule == "home-first"):
        return gathered
    left = np.maximum(0.0, 1.0 - made_lack / max(own, 1e-300))
    return np.minimum(gathered, left)


def make_markets(plan: Plan, course: Course) -> dict[int, Market]:
    """Markets of all products of which the plan holds an alternative."""
    columns, lumped = plan.lumped.columns, plan.lumped
    position = np.full(columns.n_producers, -1, dtype=np.intp)
    position[plan.touched] = np.arange(len(plan.touched))
    original = lumped.alternative_original[plan.alternative_lumped]
    bought = np.asarray(columns.alternative_product)
    made = np.asarray(columns.producer_product)
    share = np.asarray(columns.producer_share)
    return {
        product: _market(
            plan, course, position, product, np.flatnonzero((made == product) & (share > 0))
        )
        for product in np.unique(bought[original]).tolist()
    }


def _market(plan: Plan, course: Course, position: Rows, product: int, makers: Rows) -> Market:
    columns = plan.lumped.columns
    touched = position[makers] >= 0
    suppliers = position[makers[touched]]
    share = np.asarray(columns.producer_share)
    mine = np.flatnonzero(np.asarray(columns.alternative_product) == product)
    slot = np.searchsorted(np.asarray(columns.alternative_start), mine, side="right") - 1
    customer = np.asarray(columns.slot_customer)[slot]
    reserved = np.zeros(len(mine), dtype=bool)
    if course.reserved is not None:
        reserved = course.reserved[customer]
    demand = np.asarray(columns.alternative_demand)[mine]
    kind = np.asarray(columns.alternative_kind)[mine]
    rows = plan.shocks.rows[course.customer_class[customer], kind[:, None]]
    groups = []
    stated = np.asarray(columns.alternative_sourced)[mine].astype(bool)
    column = np.full(columns.n_producers, -1, dtype=np.intp)
    column[makers[touched]] = np.arange(len(suppliers))
    for row in np.unique(rows).tolist():
        for reserve in (False, True):
            for listed in (False, True):
                held: Marks = (reserved == reserve) & (stated == listed)
                if (held[:, None] & (rows == row)).any():
                    groups.append(
                        _group(
                            plan,
                            (row, reserve, listed),
                            mine[held],
                            demand[held, None] * (rows[held] == row),
                            column,
                        )
                    )
    return Market(
        suppliers=suppliers,
        share=share[makers[touched]][:, None],
        untouched=float(share[makers[~touched]].sum()),
        spare=float(columns.product_spare[product]),
        final=max(0.0, 1.0 - float(demand.sum())),
        part=min(1.0, float(demand[reserved].sum())),
        groups=tuple(groups),
        rows=np.unique(rows).astype(np.intp),
    )


def _group(
    plan: Plan, key: tuple[int, bool, bool], alternatives: Rows, demand: Floats, column: Rows
) -> Group:
    lumped = plan.lumped
    distinct, back = np.unique(lumped.supply_of[alternatives], return_inverse=True)
    matrix = lumped.supply[distinct].tocoo()
    keep = column[matrix.col] >= 0
    small = sparse.csr_array(
        (matrix.data[keep], (matrix.row[keep], column[matrix.col[keep]])),
        shape=(len(distinct), int(column.max()) + 1),
    )
    weights = np.zeros((len(distinct), demand.shape[1]))
    np.add.at(weights, back, demand)
    row, reserve, listed = key
    return Group(row, reserve, listed, small, weights)
