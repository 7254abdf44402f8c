"""Concentration weighted with governance, two tiers deep: who supplies us, and who supplies them.

References
----------
HHI x WGI: European Commission (2017), doi:10.2873/769526, without its trade parameter, and its use
on two successive stages in Dutch monitors of critical materials, known to us as quoted.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from valuechain.schema import Input, Model
from valuechain.shocks.remainders import Remainders
from valuechain.stack.columns import BUYER, REMAINDER, UNKNOWN, Stack
from valuechain.vocab.words import Attribute

SINGLE: tuple[Attribute, ...] = ("site", "headquarters", "owner")
"""Attributes by which a row has one country; under ``any`` shares would count double."""
_WORST = 10.0


@dataclass(frozen=True, slots=True)
class GovernedSupply:
    """Sum over countries of share^2 x governance score, 0 (best) to 10, of one product.

    ``figure`` is None if a country of a named row has no governance score; it then counts as 0 in
    ``low`` and as the worst possible score in ``high``. ``unscored`` lists such countries.
    """

    product: str
    attribute: Attribute
    low: float
    figure: float | None
    high: float
    unscored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TierScore:
    """The worst product in one tier below a use or product.

    Tier 1 of a use is what it needs, tier 1 of a product its own market; tier 2 is what the
    producers of tier 1 need. ``worst`` has the highest figure, or the highest upper bound where a
    figure is missing; the bounds are the highest in the tier, not those of ``worst`` alone.
    """

    kind: Literal["use", "product"]
    subject: str
    tier: int
    attribute: Attribute
    worst: str
    low: float
    figure: float | None
    high: float
    products: int


@dataclass(frozen=True, slots=True)
class _Place:
    """A place of the stack: its lowest and middle score, and who in it has none."""

    low: float
    figure: float | None
    unscored: tuple[str, ...]


def _places(model: Model, stack: Stack) -> list[_Place]:
    known = {key: c.governance.value for key, c in model.countries.items() if c.governance}
    found = []
    for members in stack.place_members:
        scores = [known[one] for one in sorted(members) if one in known]
        whole = len(scores) == len(members)
        found.append(
            _Place(
                # a group may be spread over its members without end
                min(scores) if whole and len(members) == 1 else 0.0,
                float(np.mean(scores)) if whole else None,
                tuple(sorted(members - known.keys())),
            )
        )
    return found


def _high(
    shares: Iterable[tuple[frozenset[str], float]],
    scores: Mapping[str, float],
    *,
    rooms: Callable[[str], float],
    unlisted: float,
) -> float:
    """Upper bound when nobody knows which member of a group, or which unlisted country, has it.

    Score x (share + x)^2 lies below its chord on 0 <= x <= room, so filling countries in the order
    of their chords' slopes gives no less than the true maximum.
    """
    totals = dict.fromkeys(scores, 0.0)
    room = {one: rooms(one) for one in scores}
    for members, part in shares:
        if len(members) == 1:
            totals[next(iter(members))] += part
            continue
        unlisted += part
        for one in members:
            room[one] += part
    found = sum(totals[one] ** 2 * score for one, score in scores.items())
    slopes = ((score * (2 * totals[one] + room[one]), room[one]) for one, score in scores.items())
    for slope, most in sorted(slopes, reverse=True):
        taken = min(most, unlisted)
        found += slope * taken
        unlisted -= taken
    return found


def _governed(
    stack: Stack,
    product: int,
    attribute: Attribute,
    *,
    places: list[_Place],
    known: dict[str, float],
    holding: Remainders,
) -> GovernedSupply:
    column, share = stack.attribute(attribute), stack.producer_share
    mine = (stack.producer_product == product) & (stack.producer_kind != BUYER)
    shares: dict[int, float] = {}
    named: dict[int, float] = {}
    for row in np.flatnonzero(mine & (column > UNKNOWN)):
        place = int(column[row])
        shares[place] = shares.get(place, 0.0) + float(share[row])
        if stack.producer_kind[row] != REMAINDER:
            named[place] = named.get(place, 0.0) + float(share[row])
    low = sum(part**2 * places[place].low for place, part in named.items())
    unscored = tuple(sorted({one for place in shares for one in places[place].unscored}))
    figure = None
    if not any(places[place].figure is None for place in shares):
        figure = float(sum(part**2 * (places[p].figure or 0.0) for p, part in shares.items()))
    unlisted = float(share[mine & (column <= UNKNOWN)].sum())
    high = _high(
        [(stack.place_members[place], part) for place, part in shares.items()],
        known | dict.fromkeys(unscored, _WORST),
        rooms=lambda one: holding.country(product, country=one, attribute=attribute),
        unlisted=unlisted,
    )
    return GovernedSupply(
        stack.product_ids[product],
        attribute,
        min(low, low if figure is None else figure),
        figure,
        max(high, high if figure is None else figure),
        unscored,
    )


def governance_concentration(model: Model, stack: Stack) -> list[GovernedSupply]:
    """Governance-weighted concentration of every product by site, headquarters and owner.

    Parameters
    ----------
    model : Model
        For governance scores, (2.5 - mean of the six WGI estimates) x 2.
    stack : Stack
        The same model, compiled.

    Returns
    -------
    list of GovernedSupply
        Low: named rows alone. Figure: a remainder counts only where its country is stated; a group
        of countries counts as one place with the mean score. High: each country also gets what it
        could have of the remainder, where that adds most (an upper bound of that maximum); an
        unlisted country is taken to be one of those that the model scores.
    """
    places = _places(model, stack)
    known = {key: c.governance.value for key, c in model.countries.items() if c.governance}
    holding = Remainders(stack)
    return [
        _governed(stack, product, attribute, places=places, known=known, holding=holding)
        for product in range(len(stack.product_ids))
        for attribute in SINGLE
    ]


def _needs(inputs: tuple[Input, ...]) -> tuple[str, ...]:
    """Products that are needed, alternatives included: each is a market that can be poor."""
    return tuple(sorted({option for entry in inputs for option in entry.options}))


def governance_tiers(
    model: Model, found: list[GovernedSupply], *, attribute: Attribute = "site"
) -> list[TierScore]:
    """Worst governance-weighted concentration in the first and second tier of uses and products.

    Parameters
    ----------
    model : Model
        Who needs what.
    found : list of GovernedSupply
        From `governance_concentration`.
    attribute : str
        Site, headquarters or owner.

    Returns
    -------
    list of TierScore
        A tier without products has no row. Alternatives count as needed, so the worst of a tier
        may be one that is not bought today. Two tiers see no further: a gallium mine three steps
        below a use is not in them.
    """
    scores = {one.product: one for one in found if one.attribute == attribute}
    needs = {key: _needs(product.inputs) for key, product in model.products.items()}
    first: dict[tuple[Literal["use", "product"], str], tuple[str, ...]] = {}
    first |= {("use", key): _needs(use.inputs) for key, use in model.uses.items()}
    first |= {("product", key): (key,) for key in model.products}
    rows = []
    for (kind, subject), nearest in sorted(first.items()):
        second = tuple(sorted({one for product in nearest for one in needs[product]}))
        for tier, products in ((1, nearest), (2, second)):
            if not products:
                continue
            parts = [scores[one] for one in products]
            worst = max(parts, key=lambda one: one.high if one.figure is None else one.figure)
            figures = [one.figure for one in parts if one.figure is not None]
            unknown = [one.high for one in parts if one.figure is None]
            # who has no figure leaves that of the tier open only if it could be the highest
            settled = figures and max(figures) >= max(unknown, default=0.0)
            rows.append(
                TierScore(
                    kind,
                    subject,
                    tier,
                    attribute,
                    worst.product,
                    max(one.low for one in parts),
                    max(figures) if settled else None,
                    max(one.high for one in parts),
                    len(products),
                )
            )
    return rows
