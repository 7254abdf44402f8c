"""Positions: what home, its partners and Europe supply, and how long others would need."""

from dataclasses import dataclass

import numpy as np

from valuechain.schema import Input, Model
from valuechain.shocks.perspective import HomeAndTrusted
from valuechain.shocks.remainders import Remainders
from valuechain.stack.columns import BUYER, REMAINDER, UNKNOWN, Flags, Stack
from valuechain.vocab.words import ATTRIBUTES, Attribute

_SINGLE = ("site", "headquarters", "owner")


@dataclass(frozen=True, slots=True)
class Position:
    """What part of one product home, its partners or Europe supply.

    ``share`` is (low, figure, high), 0..1. ``substitution_weeks`` is the shortest time in which
    one of the customers can turn elsewhere, None where no time is known.
    """

    product: str
    layer: str
    circle: str
    attribute: Attribute
    share: tuple[float, float, float]
    substitution_weeks: tuple[float, float, float] | None
    customers: tuple[str, ...]


def needed_by(model: Model) -> dict[str, list[tuple[str, Input]]]:
    """Every product with the products and uses that need it, and the input that says so."""
    found: dict[str, list[tuple[str, Input]]] = {key: [] for key in model.products}
    customers = [(key, product.inputs) for key, product in model.products.items()]
    customers += [(key, use.inputs) for key, use in model.uses.items()]
    for customer, inputs in customers:
        for entry in inputs:
            options = entry.any_of if entry.any_of is not None else (str(entry.product),)
            for option in options:
                found[option if isinstance(option, str) else option.product].append(
                    (customer, entry)
                )
    return found


def _share(
    stack: Stack,
    perspective: HomeAndTrusted,
    mine: Flags,
    circle: frozenset[str],
    names: list[str],
    most: float,
) -> tuple[float, float, float]:
    """Share of a circle, which has at most so much of the unlisted part."""
    inside = np.zeros(stack.n_producers, dtype=bool)
    partly = np.zeros(stack.n_producers, dtype=bool)
    for name in names:
        column = stack.attribute(name)
        inside |= perspective.inside(stack, column, circle=circle)
        touches = np.array([bool(members & circle) for members in stack.place_members] or [False])
        partly |= (column >= 0) & touches[np.maximum(column, 0)]
    stated = (stack.producer_kind == REMAINDER) & (stack.producer_site != UNKNOWN)
    share = stack.producer_share
    low = float(share[mine & inside & ~stated].sum())
    middle = float(share[mine & inside].sum())
    unlisted = float(share[mine & (stack.producer_kind == REMAINDER) & ~stated].sum())
    high = float(share[mine & (inside | partly)].sum()) + min(most, unlisted)
    return low, middle, min(1.0, high)


def positions(model: Model, stack: Stack, *, perspective: HomeAndTrusted) -> list[Position]:
    """Share of every product that each circle supplies, by every attribute.

    Parameters
    ----------
    model : Model
        For layers and substitution times.
    stack : Stack
        The same model, compiled.
    perspective : HomeAndTrusted
        The circles: home; home with trusted; Europe with home.

    Returns
    -------
    list of Position
        Only where the share can be above 0.
    """
    circles = {
        "home": perspective.home,
        "trusted": perspective.circle,
        "europe": perspective.europe | perspective.home,
    }
    users = needed_by(model)
    holding = Remainders(stack)
    found = []
    for number, product in enumerate(stack.product_ids):
        mine = (stack.producer_product == number) & (stack.producer_kind != BUYER)
        times = [e.substitution for _, e in users[product] if e.substitution is not None]
        weeks = (
            (min(t.low for t in times), min(t.mode for t in times), min(t.high for t in times))
            if times
            else None
        )
        customers = tuple(sorted({customer for customer, _ in users[product]}))
        for circle, members in circles.items():
            for attribute in ATTRIBUTES:
                names: list[str] = list(_SINGLE) if attribute == "any" else [attribute]
                most = sum(
                    holding.country(number, country=one, attribute=attribute)
                    for one in sorted(members)
                )
                share = _share(stack, perspective, mine, members, names, most)
                if share[2] > 0:
                    layer = model.products[product].layer
                    found.append(
                        Position(product, layer, circle, attribute, share, weeks, customers)
                    )
    return found


def layer_shares(
    model: Model, stack: Stack, *, perspective: HomeAndTrusted, named: int = 2
) -> list[tuple[str, str, str, str, float]]:
    """Where the supply of each layer comes from: unweighted mean over its products.

    Returns
    -------
    list of tuple
        (layer, attribute, segment, country, mean share). Segments are home, europe, trusted,
        other and unknown; the ``named`` largest countries of each are named, the rest is "".
        Each part of the supply is counted once, in the first segment that holds it.
    """
    segments = (
        ("home", perspective.home),
        ("europe", perspective.europe),
        ("trusted", perspective.trusted),
    )
    found = []
    for layer in [one.id for one in model.layers]:
        products = [i for i, p in enumerate(stack.product_ids) if model.products[p].layer == layer]
        if not products:
            continue
        mine = np.isin(stack.producer_product, products) & (stack.producer_kind != BUYER)
        for attribute in ("site", "owner"):
            column = stack.attribute(attribute)
            totals: dict[tuple[str, str], float] = {}
            for row in np.flatnonzero(mine):
                place = int(column[row])
                members = stack.place_members[place] if place >= 0 else frozenset()
                segment = next((s for s, c in segments if place >= 0 and members <= c), "other")
                if place < 0:
                    segment = "unknown"
                name = stack.place_ids[place] if place >= 0 else ""
                key = (segment, name)
                totals[key] = totals.get(key, 0.0) + stack.producer_share[row] / len(products)
            found += _name_largest(layer, attribute, totals, named)
    return found


def _name_largest(
    layer: str, attribute: str, totals: dict[tuple[str, str], float], named: int
) -> list[tuple[str, str, str, str, float]]:
    rows = []
    for segment in ("home", "europe", "trusted", "other", "unknown"):
        inside = sorted(
            ((share, name) for (s, name), share in totals.items() if s == segment),
            key=lambda pair: (-pair[0], pair[1]),
        )
        rest = sum(share for share, name in inside[named:] if name) + sum(
            share for share, name in inside[:named] if not name
        )
        rows += [
            (layer, attribute, segment, name, float(share))
            for share, name in inside[:named]
            if name
        ]
        if rest > 0:
            rows.append((layer, attribute, segment, "", float(rest)))
    return rows
