"""Who buys what: the part of a market that the State and vital bodies could move."""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from valuechain.analysis.workbench import Workbench

STATE: Final = ("government-services", "election", "defence")
"""How the names of uses begin that the State itself buys for; a judgement of ours."""
CITIZENS: Final = ("election-information", "election-campaign", "election-authenticity")
"""How the names of uses begin whose buyers are voters, parties and platforms and no body; ours."""
Body = Literal["state", "vital", "other"]
Carries = Literal["yes", "no", "unknown"]
"""Whether demand carries a supplier."""


@dataclass(frozen=True, slots=True)
class Customer:
    """How much of the demand for a product one use is, and who could buy together with it."""

    product: str
    use: str
    body: Body
    demand_share: float
    """Part of the demand for the product, as the model has it, 0..1."""
    outside_share: float
    """Part of what it buys whose owner is known and outside home and trusted, 0..1."""
    together_share: float = 0.0
    """Part of all demand that the State and all vital bodies could move, 0..1."""
    smallest_supplier: float | None = None
    """Share of the smallest firm that is listed, 0..1; None where none is."""

    @property
    def carries(self) -> Carries:
        """Whether what can be moved together is as much as the smallest firm serves."""
        if self.smallest_supplier is None:
            return "unknown"
        return "yes" if self.together_share >= self.smallest_supplier else "no"

    @property
    def movable_share(self) -> float:
        """Part of all demand that this use could move to others, 0..1."""
        return self.demand_share * self.outside_share


def launching_customers(bench: Workbench) -> tuple[Customer, ...]:
    """List what every use of home buys directly, the largest it could move first.

    Notes
    -----
    Shares of demand are those of the model; where it states none, customers count alike and a use
    for a hundredth of a product, which is a judgement. The size at which a supplier exists is that
    of the smallest firm that is listed; aggregates and unlisted suppliers say nothing of it.
    """
    stack = bench.stack
    inside = bench.perspective.inside(stack, stack.producer_owner, circle=bench.perspective.circle)
    outside = (stack.producer_owner >= 0) & ~inside
    found = []
    for row in bench.uses:
        use = stack.producer_ids[row]
        public = bench.model.uses[use].public_interest
        body: Body = "vital" if public == "vital" else "other"
        if use.startswith(STATE):
            body = "other" if use.startswith(CITIZENS) else "state"
        slots = np.arange(stack.slot_start[row], stack.slot_start[row + 1])
        for option in np.flatnonzero(np.isin(stack.alternative_slot, slots)).tolist():
            links = slice(int(stack.link_start[option]), int(stack.link_start[option + 1]))
            bought = stack.link_share[links]
            abroad = float(bought[outside[stack.link_supplier[links]]].sum())
            product = stack.product_ids[int(stack.alternative_product[option])]
            demand = float(stack.alternative_demand[option])
            found.append(Customer(product, use, body, demand, min(1.0, abroad)))
    together: dict[tuple[str, str], Customer] = {}
    for one in found:
        known = together.get((one.product, one.use))
        if known is None or one.demand_share > known.demand_share:
            together[one.product, one.use] = one
    movable: dict[str, float] = {}
    for one in together.values():
        if one.body != "other":
            movable[one.product] = movable.get(one.product, 0.0) + one.movable_share
    every = (
        replace(
            one,
            together_share=min(1.0, movable.get(one.product, 0.0)),
            smallest_supplier=_smallest(bench, one.product),
        )
        for one in together.values()
    )
    return tuple(sorted(every, key=lambda one: (-one.movable_share, one.product)))


def _smallest(bench: Workbench, product: str) -> float | None:
    """Share of the smallest firm of a product over all its sites; None where none is listed."""
    stack = bench.stack
    mine = (stack.producer_product == stack.product_ids.index(product)) & (stack.producer_firm >= 0)
    shares = np.bincount(stack.producer_firm[mine], weights=stack.producer_share[mine])
    some = shares[shares > 0]
    return float(some.min()) if len(some) else None
