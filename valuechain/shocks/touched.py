"""What the shocks of a scenario touch: product by product, and whether they touch anything."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats, Ints
from valuechain.schema import Model
from valuechain.schema.scenario import DemandSurge, Outage, Scenario, Shock, Stockpile, Takeover
from valuechain.shocks.ownership import Owners, periods
from valuechain.shocks.parts import EVERY_KIND, KINDS_OF, Part, Parts
from valuechain.shocks.perspective import HomeAndTrusted
from valuechain.shocks.selection import products_of
from valuechain.shocks.stockpiles import holders
from valuechain.shocks.suppliers import BOUNDS, Bound
from valuechain.shocks.variants import Variant, force_of
from valuechain.stack.columns import Flags, Stack
from valuechain.vocab.tolerances import TRACE
from valuechain.vocab.words import KINDS, ShockKind

_SHOWN: Final = 6
"""Places of customers that an error names."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What one shock touches of one product, at its stated variant and full force."""

    shock: int
    """Position in the scenario, from 1."""
    kind: ShockKind
    """Kind of shock."""
    product: str
    """The product."""
    share_low: float
    """Share of its supply that some customer loses, or that changes hands: without remainders."""
    share: float
    """With remainders of which the country is stated."""
    share_high: float
    """With all that could be theirs."""
    n_customers: int
    """Uses and producers that buy from those suppliers what is touched; no virtual buyers."""
    kinds: tuple[str, ...]
    """Kinds in which they buy it."""
    spared: tuple[str, ...] = ()
    """Where it touches no customer: places of those who buy the product; an empty name
    where that is not known."""


def touched(
    scenario: Scenario, stack: Stack, *, perspective: HomeAndTrusted, model: Model
) -> tuple[Touched, ...]:
    """What the shocks of a scenario touch, by shock and product.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    stack : Stack
        The stack.
    perspective : HomeAndTrusted
        Who is home, who is trusted.
    model : Model
        The model, for its groups, firms and layers.

    Raises
    ------
    AnalysisError
        VA601, VA623: an unknown name; VA620: a shock touches nothing; VA621: nobody wants more;
        VA622: two takeovers of one firm start at once.
    """
    parts = Parts(stack, perspective, model)
    refuse_empty(scenario, parts)
    found: list[Touched] = []
    for number, shock in enumerate(scenario.shocks, start=1):
        if isinstance(shock, Stockpile):
            continue
        held = {
            bound: _parts(shock, scenario, parts, bound=bound, variant="stated") for bound in BOUNDS
        }
        losses = [_loss(held[bound], parts) for bound in BOUNDS]
        bought = [_bought(part, parts) for part in held["value"]]
        reached = np.logical_or.reduce([np.zeros(len(stack.alternative_slot), bool), *bought])
        for product in np.unique(stack.producer_product[losses[-1] > 0]).tolist():
            rows = (stack.producer_product == product) & parts.suppliers(frozenset()).supplies
            low, middle, high = (
                float((stack.producer_share * lost)[rows].sum()) for lost in losses
            )
            here = np.flatnonzero(reached & (stack.alternative_product == product))
            if high == 0 and not len(here):
                continue  # its suppliers are listed with no share, and nobody names them
            customers = stack.slot_customer[stack.alternative_slot[here]]
            real = ~parts.buyers[customers]
            one = np.array([product], dtype=np.int32)
            spared = () if real.any() else _customers_in(one, shock, parts)
            kinds = np.unique(stack.alternative_kind[here][real]).tolist()
            found.append(
                Touched(
                    shock=number,
                    kind=shock.kind,
                    product=stack.product_ids[product],
                    share_low=low,
                    share=middle,
                    share_high=high,
                    n_customers=len(np.unique(customers[real])),
                    kinds=tuple(KINDS[kind] for kind in kinds),
                    spared=spared,
                )
            )
    return tuple(found)


def refuse_empty(scenario: Scenario, parts: Parts) -> None:
    """Refuse a scenario of which a shock touches nothing even at the upper bound.

    Raises
    ------
    AnalysisError
        VA620: a shock touches nothing; VA621: nobody wants more.
    """
    for number, shock in enumerate(scenario.shocks, start=1):
        if isinstance(shock, DemandSurge):
            products = products_of(shock, parts.model, stack=parts.stack)
            if parts.surging_part(shock, "high")[products].max() < TRACE:
                raise AnalysisError(
                    "VA621",
                    f"shock {number} of {scenario.id!r}: nobody wants more of its products.",
                    "State by and customers so that someone who buys them is meant.",
                )
            if shock.factor.high == 1:
                continue
        if isinstance(shock, Stockpile):
            some = holders(shock, parts.stack, perspective=parts.perspective, model=parts.model)
            if not some.any():
                raise AnalysisError(
                    "VA620",
                    f"shock {number} of {scenario.id!r} ({shock.kind}) touches nothing.",
                    "Look at its products, by and customers: nobody there buys them as goods.",
                )
            continue
        high = _parts(shock, scenario, parts, bound="high", variant="severe")
        if not any(_bought(part, parts).any() for part in high):
            raise AnalysisError(
                "VA620",
                f"shock {number} of {scenario.id!r} ({shock.kind}) touches nothing.",
                "Look at its products, from, to and customers: nobody there buys from them."
                + _elsewhere(shock, parts),
            )


def _elsewhere(shock: Shock, parts: Parts) -> str:
    """Say where the customers of what a shock is about are, if it closes routes."""
    if isinstance(shock, Takeover | Outage):
        return ""
    places = _customers_in(products_of(shock, parts.model, stack=parts.stack), shock, parts)
    known = [place for place in places if place]
    if not known:
        return ""
    more = ", ..." if len(known) > _SHOWN else ""
    return f" Those who buy them are in {', '.join(known[:_SHOWN])}{more}."


def _parts(
    shock: Shock, scenario: Scenario, parts: Parts, *, bound: Bound, variant: Variant
) -> tuple[Part, ...]:
    """Parts of a shock under every owner there is while it is in force."""
    if isinstance(shock, Takeover):
        return _hands(shock, parts)
    found = [
        part
        for owners in _owners(shock, scenario)
        for part in parts.of(shock, bound=bound, variant=variant, owners=owners)
    ]
    return tuple(part for part in found if part.touches not in ("wear", "wish"))


def _owners(shock: Shock, scenario: Scenario) -> list[Owners]:
    takeovers = [one for one in scenario.shocks if isinstance(one, Takeover)]
    weeks = int(scenario.horizon)
    force = force_of(shock, "severe", n_weeks=weeks)
    split = periods(takeovers, variant="stated", n_weeks=weeks)
    during = [one.owners for one in split if force[one.first - 1 : one.last].any()]
    return during or [one.owners for one in split]


def _hands(takeover: Takeover, parts: Parts) -> tuple[Part, ...]:
    """Everything that changes hands, for everyone."""
    suppliers = parts.suppliers(frozenset())
    rows = [suppliers.firm_row(firm) for firm in takeover.firm]
    mine = np.flatnonzero(np.isin(parts.stack.producer_firm, rows)).astype(np.int32)
    everyone = np.ones(parts.stack.n_producers, dtype=bool)
    return (Part("opening", EVERY_KIND, everyone, mine, np.ones(len(mine))),)


def _customers_in(products: Ints, shock: Shock, parts: Parts) -> tuple[str, ...]:
    """Where those are who buy some products in a kind that a shock closes, whoever supplies them.

    Countries and groups; an empty name where that is not known.
    """
    stack = parts.stack
    here = np.isin(stack.alternative_product, products)
    here &= np.isin(stack.alternative_kind, KINDS_OF.get(shock.kind, EVERY_KIND))
    customers = np.unique(stack.slot_customer[stack.alternative_slot[here]])
    sites = stack.producer_site[customers[~parts.buyers[customers]]].tolist()
    return tuple(sorted({stack.place_ids[site] if site >= 0 else "" for site in sites}))


def _bought(part: Part, parts: Parts) -> Flags:
    """Alternatives that are filled, in part, by those who lose, for customers who feel it."""
    stack = parts.stack
    loses = np.zeros(stack.n_producers, dtype=bool)
    loses[part.producers] = True
    filled = np.zeros(len(stack.alternative_slot), dtype=bool)
    filled[stack.link_alternative[loses[stack.link_supplier] & (stack.link_share > 0)]] = True
    customer = stack.slot_customer[stack.alternative_slot]
    kind = np.isin(stack.alternative_kind, part.kinds) | parts.buyers[customer]
    felt: Flags = filled & kind & part.customers[customer]
    return felt


def _loss(held: tuple[Part, ...], parts: Parts) -> Floats:
    """Most that any customer loses of every producer, at full force."""
    lost = np.zeros(parts.stack.n_producers)
    for part in held:
        lost[part.producers] = np.maximum(lost[part.producers], part.depth)
    return lost
