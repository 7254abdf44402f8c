"""A supply chain with its bill of materials, and the linear programme that it is."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats
from valuechain.vocab.tolerances import FEASIBLE


@dataclass(frozen=True, slots=True)
class Making:
    """One way of making a product at a site, and what one unit takes."""

    site: str
    product: str
    inputs: Mapping[str, float] = field(default_factory=dict)
    """Units of each product that one unit takes, above 0."""
    load: float = 1.0
    """Part of the site's capacity that one unit takes, at least 0."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A supply chain with its bill of materials; one unit of time throughout.

    Two ways of making one product, with other inputs or at another site, are alternatives.
    """

    capacity: Mapping[str, float]
    """By site, units per unit of time; infinite where it never limits."""
    makings: tuple[Making, ...]
    """Who can make what, and of what."""
    demand: Mapping[str, float]
    """By product sold, units per unit of time."""
    unit_loss: Mapping[str, float]
    """By product sold, what one unit not delivered costs."""
    stock: Mapping[str, float] = field(default_factory=dict)
    """By product, sold or used, units at hand when the disruption starts."""

    def __post_init__(self) -> None:
        """Refuse what is no chain (VA662)."""
        figures = {
            "capacity": self.capacity,
            "demand": self.demand,
            "unit loss": self.unit_loss,
            "stock": self.stock,
            "load": {f"{one.product} at {one.site}": one.load for one in self.makings},
        }
        for what, by_name in figures.items():
            for name, figure in by_name.items():
                at_least_0(f"{what} of {name}", figure, infinite=what == "capacity")
        for one in self.makings:
            if one.site not in self.capacity:
                raise refuse(f"site {one.site!r} has no capacity", "State it, or infinity.")
            for name, units in one.inputs.items():
                at_least_0(f"input {name} of {one.product}", units)
        free = sorted(self.demand.keys() - self.unit_loss.keys())
        if free:
            raise refuse(f"product {free[0]!r} has no unit loss", "State what a lost unit costs.")


def every_site_makes(
    capacity: Mapping[str, float], products: Collection[str]
) -> tuple[Making, ...]:
    """Ways of making where every site can make every product, of nothing that can be short."""
    return tuple(Making(site, product) for site in capacity for product in products)


def refuse(message: str, remedy: str) -> AnalysisError:
    """Error VA662 for a chain that cannot be solved, with what is wrong and what to do."""
    return AnalysisError("VA662", f"supply chain: {message}.", remedy)


def at_least_0(what: str, figure: float, *, infinite: bool = False) -> None:
    """Refuse a figure that is below 0, not a number, or infinite where that means nothing.

    Raises
    ------
    AnalysisError
        VA662.
    """
    if not figure >= 0 or (math.isinf(figure) and not infinite):
        raise refuse(f"{what} is {figure}", "It is a number of at least 0.")


@dataclass(frozen=True, slots=True)
class ChainProgramme:
    """Rows: balance of every product, then capacity of every limited site; in scaled units."""

    products: list[str]
    sold: list[str]
    uses: Floats
    """What one unit made takes of each row, less what it adds (rows, makings)."""
    drain: Floats
    """What a unit of time asks of each row: demand, less capacity (rows,)."""
    stock: Floats
    """What is at hand (rows,)."""
    most_made: Floats
    """0 for what a site that is down would make, else infinite (makings,)."""
    scale: float


def programme(chain: Chain, down: Collection[str]) -> ChainProgramme:
    """Write a chain of sites, some of them down, as a linear programme.

    Raises
    ------
    AnalysisError
        VA662: a site that is down is not in the chain.
    """
    unknown = sorted(set(down) - chain.capacity.keys())
    if unknown:
        raise refuse(f"site {unknown[0]!r} is down but not in it", "Name a site of the chain.")
    made = {one.product for one in chain.makings}
    used = {name for one in chain.makings for name in one.inputs}
    products = sorted(made | used | chain.demand.keys() | chain.stock.keys())
    limited = sorted(site for site, most in chain.capacity.items() if math.isfinite(most))
    row = {("product", name): n for n, name in enumerate(products)}
    row |= {("site", name): len(products) + n for n, name in enumerate(limited)}
    uses = np.zeros((len(row), len(chain.makings)))
    for column, one in enumerate(chain.makings):
        uses[row["product", one.product], column] = -1.0
        for name, units in one.inputs.items():
            uses[row["product", name], column] += units
        if ("site", one.site) in row:
            uses[row["site", one.site], column] = one.load
    # The solver's tolerances are absolute: let the largest demand be about 1, without rounding.
    largest = max(chain.demand.values(), default=0.0)
    scale = 2.0 ** math.frexp(largest)[1]
    asked = [chain.demand.get(name, 0.0) for name in products]
    offered = [-chain.capacity[name] for name in limited]
    at_hand = [chain.stock.get(name, 0.0) for name in products] + [0.0] * len(limited)
    return ChainProgramme(
        products=products,
        sold=sorted(chain.demand),
        uses=uses,
        drain=np.array(asked + offered, dtype=np.float64) / scale,
        stock=np.array(at_hand, dtype=np.float64) / scale,
        most_made=np.array([0.0 if m.site in down else np.inf for m in chain.makings]),
        scale=scale,
    )


def solve(costs: Floats, rows: Floats, *, room: Floats, most: Floats) -> Floats:
    """Find the cheapest solution of a linear programme.

    Raises
    ------
    AnalysisError
        VA663: the solver found none.
    """
    from scipy.optimize import linprog  # the heaviest import of all, needed by few

    if not len(costs):  # nothing is made and nothing sold
        return np.zeros(0)
    bounds = [(0.0, None if math.isinf(limit) else float(limit)) for limit in most]
    found = linprog(
        costs,
        A_ub=rows,
        b_ub=room,
        bounds=bounds,
        method="highs-ds",
        options={
            "primal_feasibility_tolerance": FEASIBLE,
            "dual_feasibility_tolerance": FEASIBLE,
        },
    )
    if found.status != 0 or found.x is None or not np.isfinite(found.x).all():
        message = f"linear programme not solved: {found.message}"
        raise AnalysisError("VA663", message, "No number is returned: look at its magnitudes.")
    return np.maximum(0.0, np.asarray(found.x, dtype=np.float64))
