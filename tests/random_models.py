"""Random models: circles, alternatives, fallbacks, stated sourcing, three-country suppliers."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from tests.build import buys, country, firm, make_model, need, product, use
from valuechain.kernels.arrays import Shocks
from valuechain.schema import Model
from valuechain.shocks.removals import BOUNDS, Removal, Removals, to_shocks
from valuechain.stack import Stack
from valuechain.vocab.words import ATTRIBUTES, MODES

HOME, TRUSTED, ABROAD = "NLD", ("BEL", "DEU"), ("CHN", "JPN", "TWN", "USA")
PLACES = (HOME, *TRUSTED, *ABROAD)
KINDS = ("consumable", "capital", "service")
GROUPS = {"EAST": ("CHN", "JPN", "TWN"), "MIXED": ("DEU", "NLD", "USA")}


class Dice:
    """Draws from one seed."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def among(self, options: Any) -> Any:
        """One of some options."""
        return options[int(self.rng.integers(len(options)))]

    def chance(self, probability: float) -> bool:
        """Yes, with a probability."""
        return bool(self.rng.random() < probability)

    def split(self, count: int) -> list[float]:
        """Shares that sum to 1, in whole percents."""
        cuts = np.sort(self.rng.integers(0, 101, size=count - 1))
        return list((np.diff([0, *cuts, 100]) / 100).tolist())


def _makers(dice: Dice, firms: dict[str, dict[str, str]]) -> tuple[list[dict[str, Any]], float]:
    count = int(dice.rng.integers(1, 5))
    *shares, rest = dice.split(count + 1)
    if dice.chance(0.5):
        shares[0] += rest
        rest = 0.0
    rows, seen = [], set()
    for share in shares:
        if dice.chance(0.3):
            row = country(dice.among(PLACES), share)
            name = row["id"]
        else:
            who = f"firm-{int(dice.rng.integers(6))}"
            places = firms.setdefault(who, {"led": dice.among(PLACES), "owned": dice.among(PLACES)})
            row = firm(who, dice.among(PLACES), share, **places)
            name = f"{who}/{row['site']}"
        if name in seen:
            rest += share
        else:
            rows.append(row)
        seen.add(name)
    return rows, round(rest, 10)


def _need(dice: Dice, options: list[str]) -> dict[str, Any]:
    kind = dice.among(KINDS)
    importance = dice.among(("critical", "critical", "important", "minor"))
    more: dict[str, Any] = {}
    if kind == "capital":
        more["lifetime"] = float(dice.among((1.0, 2.5, 20.0)))
    if dice.chance(0.5):
        more["buffer"] = float(dice.among((0.5, 1.0, 2.25, 6.0)))
    if dice.chance(0.25):
        more["fallback"] = (float(dice.among((0.0, 0.2, 0.7))), float(dice.among((0.0, 2.0, 3.5))))
    if len(options) == 1:
        return need(options[0], kind, importance, **more)
    second: dict[str, Any] = {"product": options[1], "capacity": float(dice.among((0.3, 0.8, 1.0)))}
    if dice.chance(0.4):
        second["kind"] = "service" if kind == "consumable" else "consumable"
        second["buffer"] = "3 weeks"
    return need([options[0], second, *options[2:]], kind, importance, **more)


def _needs(dice: Dice, products: list[str], most: int) -> list[dict[str, Any]]:
    found, free = [], list(dice.rng.permutation(products))
    for _ in range(int(dice.rng.integers(0, most + 1))):
        count = min(len(free), int(dice.among((1, 1, 1, 2, 3))))
        if count:
            found.append(_need(dice, [str(free.pop()) for _ in range(count)]))
    return found


def _options(inputs: list[dict[str, Any]]) -> list[str]:
    named: list[Any] = []
    for one in inputs:
        named += one.get("any_of", [one.get("product")])
    return [one if isinstance(one, str) else one["product"] for one in named]


def _sourcing(
    dice: Dice, goods: dict[str, Any], customers: list[str | None], inputs: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    rows = []
    for customer in customers:
        for bought in _options(inputs):
            if not dice.chance(0.2):
                continue
            if dice.chance(0.2):
                rows += buys(customer, bought)
                continue
            suppliers = [
                one.get("id") or f"{one['firm']}/{one['site']}" for one in goods[bought][0]
            ]
            if goods[bought][1] > 0:
                suppliers.append("remainder")
            shares = dice.split(len(suppliers))
            rows += [
                {**buys(customer, bought, x=share)[0], "supplier": supplier}
                for supplier, share in zip(suppliers, shares, strict=True)
            ]
    return rows


def random_model(seed: int, n_products: int = 5) -> Model:
    """One random model, seen from NLD with BEL and DEU trusted."""
    dice = Dice(seed)
    names = [f"p{number}" for number in range(n_products)]
    firms: dict[str, dict[str, str]] = {}
    goods = {name: _makers(dice, firms) for name in names}
    products = {}
    for name, (rows, rest) in goods.items():
        inputs = _needs(dice, names, 2 + dice.chance(0.3))
        customers: list[str | None] = [
            row.get("id") or f"{row['firm']}/{row['site']}" for row in rows
        ]
        remainder: dict[str, Any] = {"remainder": rest}
        if rest and dice.chance(0.2):
            remainder["country"] = dice.among(PLACES)
        elif rest and dice.chance(0.3):
            remainder["excludes"] = [dice.among(ABROAD)]
        elif rest and dice.chance(0.3):
            remainder["at_most_each"] = round(rest / 2, 10)
        sourcing = _sourcing(dice, goods, [*customers, *["remainder"] * (rest > 0)], inputs)
        products[name] = product(*rows, inputs=inputs, sourcing=sourcing, **remainder)
    uses = {}
    for number in range(2):
        inputs = _needs(dice, names, 3) or [need(names[0])]
        sourcing = _sourcing(dice, goods, [None], inputs)
        uses[f"use-{number}"] = use(*inputs, sourcing=sourcing, at=dice.among((HOME, "DEU", "USA")))
    return make_model(products, uses, home=(HOME,), trusted=TRUSTED, groups=GROUPS)


def removals_of(builder: Removals) -> list[Removal]:
    """Every question that can be asked about a random model."""
    stack = builder.stack
    found = []
    for mode in MODES:
        for attribute in ATTRIBUTES:
            found += [Removal("country", c, attribute, mode, frozenset({c})) for c in PLACES]
            found += [
                Removal("group", name, attribute, mode, frozenset(members))
                for name, members in GROUPS.items()
            ]
        found += [Removal("firm", name, "any", mode) for name in stack.firm_ids]
    part = frozenset({"CHN"})
    found.append(Removal("country", "CHN", "owner", "withheld", part, product="p0"))
    found.append(Removal("remainder", "all-remainders", "any", "lost"))
    return [one for one in found if builder.defined(one)]


def sampled_shocks(builder: Removals, seed: int, size: int) -> Shocks:
    """Some removals, each under a bound, and at times a partial loss of everything's capacity."""
    rng = np.random.default_rng(seed)
    asked = removals_of(builder)
    cuts = [
        builder.cut(asked[int(rng.integers(len(asked)))], BOUNDS[int(rng.integers(3))])
        for _ in range(size)
    ]
    shocks = to_shocks(builder.stack, cuts)
    partial = rng.random((builder.stack.n_producers, size)) < 0.1
    uses = list(builder.stack.uses()) + list(builder.stack.buyers())
    partial[uses] = False
    shocks.capacity[partial] *= rng.random(int(partial.sum()))
    return shocks


def everyone(stack: Stack) -> list[int]:
    """All rows."""
    return list(range(stack.n_producers))


seeds = st.integers(0, 2**32 - 1)
sizes = st.integers(1, 7)
