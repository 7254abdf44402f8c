"""Positions in which others cannot do without home, and how long they need to route around it.

Home is indispensable in a product if buyers elsewhere lose more than the exposure threshold when
home withholds it, if even the quickest of its customers needs longer than the replacement
threshold to turn to another supplier, and if the spare capacity elsewhere is less than home's
part. Where an unknown decides, it is undecided (method section 3, rule R88).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from valuechain.indicators.exposure import exposures
from valuechain.indicators.leverage import (
    above,
    below,
    direct_shares,
    in_order,
)
from valuechain.indicators.market_access import makers_buy, sold_to
from valuechain.indicators.positions import needed_by
from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.fast import Engine
from valuechain.schema import Model
from valuechain.shocks.counterparts import Counterpart
from valuechain.shocks.perspective import HomeAndTrusted
from valuechain.shocks.removals import BOUNDS, Removal, Removals
from valuechain.shocks.suppliers import Suppliers
from valuechain.stack.columns import BUYER, USE, Flags, Stack
from valuechain.vocab.tolerances import EXACT
from valuechain.vocab.words import Answer, Attribute

ThreeWay = Literal["yes", "no", "undecided"]


@dataclass(frozen=True, slots=True)
class Rerouting:
    """Customers elsewhere of one product and the weeks in which each can turn to another supplier.

    ``shortest`` and ``longest`` are over the customers whose time is known, None if there are
    none; ``unknown`` counts those without a stated time.
    """

    customers: tuple[str, ...]
    shortest: float | None
    longest: float | None
    unknown: int


@dataclass(frozen=True, slots=True)
class HeldProduct:
    """A product of which home supplies much, and whether others could do without.

    ``share`` is home's part of supply (low, value, high), ``spare`` what the others could add as a
    part of all supply, None if not known. ``needed``, ``slow`` and ``short`` are the three parts
    of the verdict.
    """

    product: str
    share: tuple[float, float, float]
    rerouting: Rerouting
    spare: float | None
    needed: Answer
    slow: Answer
    short: Answer
    verdict: ThreeWay


def held_products(
    model: Model, stack: Stack, *, perspective: HomeAndTrusted, attribute: Attribute, least: float
) -> list[tuple[int, Floats]]:
    """Products sold outside home of which home may supply more than some part.

    Parameters
    ----------
    model, stack, perspective, attribute
        Home and how a supplier belongs to it.
    least : float
        Part of supply at the upper bound, 0..1.

    Returns
    -------
    list of (int, numpy.ndarray)
        Position of the product and home's part (low, value, high).
    """
    others = _everyone_else(stack, perspective.home)
    builder = Removals(stack, replace(perspective, home=others, trusted=frozenset()))
    whole = Removal("group", "home", attribute, "withheld", perspective.home)
    shares = np.array([direct_shares(stack, builder.cut(whole, bound)) for bound in BOUNDS])
    shares = in_order(shares, axis=0)
    some, _ = sold_to(model, stack, countries=others)
    return [
        (product, shares[:, product])
        for product in range(len(stack.product_ids))
        if some[product] and shares[2, product] > least
    ]


def _everyone_else(stack: Stack, home: frozenset[str]) -> frozenset[str]:
    every: frozenset[str] = frozenset().union(*stack.place_members)
    return every - home


def reroutings(model: Model, stack: Stack, *, home: frozenset[str]) -> Mapping[str, Rerouting]:
    """Customers of every product that are not at home, and how long they need.

    A product is a customer where one of its makers is, or may be, outside home.
    """
    inside = np.array([members <= home for members in stack.place_members] or [False])
    site = stack.producer_site
    makes = (stack.producer_kind != BUYER) & (stack.producer_kind != USE)
    abroad: Flags = makes & ~((site >= 0) & inside[np.maximum(site, 0)])
    elsewhere = {stack.product_ids[p] for p in stack.producer_product[abroad].tolist()}
    elsewhere |= {key for key, use in model.uses.items() if use.country not in home}
    found = {}
    for product, customers in needed_by(model).items():
        mine = [(who, entry) for who, entry in customers if who in elsewhere]
        known = [entry.substitution.mode for _, entry in mine if entry.substitution is not None]
        found[product] = Rerouting(
            customers=tuple(sorted({who for who, _ in mine})),
            shortest=min(known, default=None),
            longest=max(known, default=None),
            unknown=len(mine) - len(known),
        )
    return found


def judge_held(model: Model, product: str, *, share: Floats, rerouting: Rerouting) -> HeldProduct:
    """Judge whether others could do without what home makes.

    Parameters
    ----------
    model : Model
        Thresholds and spare capacity.
    product : str
        The product.
    share : numpy.ndarray, shape (3,)
        Home's part of supply low, value, high; 0..1.
    rerouting : Rerouting
        Its customers elsewhere.
    """
    spare = model.products[product].spare_capacity
    answers = (
        above(share, model.thresholds.exposure.value),
        _slow(rerouting, model.thresholds.replacement.value),
        _short(share, None if spare is None else spare.mode),
    )
    low, middle, high = (float(one) for one in share)
    return HeldProduct(
        product,
        (low, middle, high),
        rerouting,
        None if spare is None else spare.mode * (1.0 - middle),
        *answers,
        verdict=combine(answers),
    )


def combine(answers: Sequence[Answer]) -> ThreeWay:
    """All three must hold; one that does not hold settles it whatever is unknown.

    Examples
    --------
    >>> combine(["yes", "unknown", "no"]), combine(["yes", "unknown", "yes"])
    ('no', 'undecided')
    """
    if "no" in answers:
        return "no"
    return "undecided" if "unknown" in answers else "yes"


def _slow(rerouting: Rerouting, threshold: float) -> Answer:
    """Whether even the quickest customer needs longer than the threshold."""
    if rerouting.shortest is not None and rerouting.shortest <= threshold:
        return "no"
    return "unknown" if rerouting.unknown or rerouting.shortest is None else "yes"


def _short(share: Floats, spare: float | None) -> Answer:
    """Whether what the others have to spare is less than what home supplies, at every bound."""
    if spare is None:
        # Whoever supplies all of it leaves nobody who could have something to spare.
        return "yes" if float(share[0]) >= 1.0 - EXACT else "unknown"
    answers = {bool(spare * (1.0 - one) < one) for one in share.tolist()}
    if len(answers) > 1:
        return "unknown"
    return "yes" if answers.pop() else "no"


@dataclass(frozen=True, slots=True)
class KnockOn:
    """What follows where one product of home is refused to one partner.

    ``at``, shape (bounds, products, horizons), is what buyers there lose of every product, the
    refused one included; ``first_week``, shape (products,), at the figure.
    """

    product: int
    partner: Counterpart
    at: Floats
    first_week: NDArray[np.int16]


def knock_ons(
    engine: Engine,
    products: Sequence[int],
    *,
    partners: Sequence[Counterpart],
    stack: Stack,
    perspective: HomeAndTrusted,
    attribute: Attribute,
    effects: Effects,
    theta: float,
    horizons: tuple[int, ...],
    progress: Callable[[int, int], None] | None = None,
) -> list[KnockOn]:
    """What each partner loses if home refuses it one product and goes on with the rest.

    Partners without a maker that buys the product are left out: their buyers lose the product
    itself and nothing follows.

    Parameters
    ----------
    engine : Engine
        The stack, made ready.
    products : sequence of int
        Positions of the products of home.
    partners : sequence of Counterpart
        Who is refused, one at a time.
    stack, perspective, attribute, effects, theta, horizons, progress
        As for :func:`valuechain.indicators.leverage.measure_leverage`.
    """
    bought = {one: makers_buy(stack, countries=one.members) for one in partners}
    cases = [
        (product, partner)
        for product in products
        for partner in partners
        if bought[partner][product]
    ]
    suppliers = Suppliers(stack)
    builders = {
        one: Removals(stack, replace(perspective, home=one.members, trusted=frozenset()), suppliers)
        for one in {partner for _, partner in cases}
    }
    removals = [
        Removal(
            "group",
            "home",
            attribute,
            "withheld",
            perspective.home,
            stack.product_ids[product],
        )
        for product, _ in cases
    ]
    found = exposures(
        engine,
        removals,
        builder=[builders[partner] for _, partner in cases],
        effects=effects,
        watch=stack.buyers(),
        threshold=below(theta),
        horizons=horizons,
        progress=progress,
    )
    at = in_order(found.at, axis=1)
    return [
        KnockOn(product, partner, at[place], found.first_week[place, 1])
        for place, (product, partner) in enumerate(cases)
    ]
