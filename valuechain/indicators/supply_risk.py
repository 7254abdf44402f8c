"""Supply risk of raw materials by the method of the European Commission.

References
----------
European Commission (2017), Methodology for establishing the EU list of critical raw materials,
doi:10.2873/769526; Blengini et al. (2017), Resources Policy 53:12. Used unchanged for the lists of
2020 and 2023: Grohol & Veeh (2023), doi:10.2873/725585.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from valuechain.errors import AnalysisError
from valuechain.schema import Model
from valuechain.stack.columns import BUYER, REMAINDER, UNKNOWN, Stack

Basis = Literal["both", "world", "union"]


@dataclass(frozen=True, slots=True)
class CountrySupply:
    """Part of a supply that comes from one country, 0..1.

    ``governance`` is (2.5 - mean of the six WGI estimates) x 2, from 0 (best) to 10; None if there
    is no estimate. ``trade`` is the parameter t: 0.8 for members and partners in a trade agreement,
    1 without restriction, up to 1.5 where exports are restricted.
    """

    country: str
    share: float
    governance: float | None
    trade: float = 1.0


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage (extraction or processing) of a material; fractions 0..1, None if not known.

    ``reliance`` is import reliance, ``recycling`` the end-of-life recycling input rate, and
    ``substitution`` the index that lowers risk where substitutes exist (1: none).
    """

    world: tuple[CountrySupply, ...] | None
    union: tuple[CountrySupply, ...] | None
    reliance: float | None
    recycling: float | None
    substitution: float | None
    basis: Basis = "both"


def governance_hhi(supply: Sequence[CountrySupply]) -> float:
    """Concentration of a supply weighted with governance and trade restrictions, 0..15.

    Raises
    ------
    AnalysisError
        VA657: a share outside 0..1, or a country without a governance estimate.

    Examples
    --------
    >>> mine = CountrySupply("CHN", 0.8, governance=5.5, trade=1.1)
    >>> round(governance_hhi([mine, CountrySupply("USA", 0.2, governance=3.5)]), 3)
    4.012
    """
    total = 0.0
    for one in supply:
        if not 0 <= one.share <= 1 or one.governance is None:
            remedy = "Give a share of 0 to 1 and a governance score to every country."
            message = f"supply risk: {one.country} has no governance score, or a wrong share."
            raise AnalysisError("VA657", message, remedy)
        total += one.share**2 * one.governance * one.trade
    return total


def lacking(stage: Stage) -> tuple[str, ...]:
    """What the formula needs and the stage does not have, in words."""
    mixes = {"both": ("world", "union"), "world": ("world",), "union": ("union",)}[stage.basis]
    needed = [(f"{mix} supply", getattr(stage, mix) or None) for mix in mixes]
    if stage.basis == "both":
        needed.append(("import reliance", stage.reliance))
    needed += [("recycling rate", stage.recycling), ("substitution index", stage.substitution)]
    return tuple(name for name, given in needed if given is None)


def supply_risk(stage: Stage) -> float:
    """Supply risk of one stage of a material, as the Commission computes it.

    Raises
    ------
    AnalysisError
        VA657: something that the formula needs is missing or out of range.

    Notes
    -----
    SR = [HHI(world) IR/2 + HHI(union) (1 - IR/2)] (1 - EoL-RIR) SI. Where only one of the supplies
    is known the Commission takes that one alone (``basis``). Shares are taken as printed: they are
    not scaled to sum to 1.
    """
    missing = lacking(stage)
    if missing:
        what = ", ".join(missing)
        raise AnalysisError("VA657", f"supply risk: not known: {what}.", "Give it, or leave it.")
    factors = {"import reliance": stage.reliance, "recycling rate": stage.recycling}
    factors["substitution index"] = stage.substitution
    for name, factor in factors.items():
        if factor is not None and not 0 <= factor <= 1:
            message = f"supply risk: {name} is {factor:g}."
            raise AnalysisError("VA657", message, "Fractions lie between 0 and 1.")
    if stage.basis == "both":
        half = (stage.reliance or 0.0) / 2
        mixed = governance_hhi(stage.world or ()) * half
        mixed += governance_hhi(stage.union or ()) * (1 - half)
    else:
        mixed = governance_hhi((stage.world if stage.basis == "world" else stage.union) or ())
    return mixed * (1 - (stage.recycling or 0.0)) * (stage.substitution or 0.0)


def highest_risk(stages: Mapping[str, Stage]) -> tuple[str, float]:
    """The stage that is reported for a material: the one with the highest supply risk.

    Raises
    ------
    AnalysisError
        VA657: no stage, or one that cannot be computed: the highest would then not be known.
    """
    if not stages:
        raise AnalysisError("VA657", "supply risk: there is no stage.", "Give at least one.")
    found = {name: supply_risk(stage) for name, stage in stages.items()}
    name = min(found, key=lambda key: (-found[key], key))
    return name, found[name]


def world_supply(
    model: Model, stack: Stack, *, product: str, trade: Mapping[str, float] | None = None
) -> tuple[CountrySupply, ...]:
    """World supply of a product of the stack by country of the site, for `Stage`.

    Parameters
    ----------
    model : Model
        For governance scores.
    stack : Stack
        The same model, compiled.
    product : str
        Product asked about.
    trade : mapping, optional
        Trade parameter by country; 1 where it is not given.

    Returns
    -------
    tuple of CountrySupply
        Named rows only; a remainder is left out, as the Commission leaves out who is not printed.
        A group of countries has no governance score of its own.

    Raises
    ------
    AnalysisError
        VA657: the stack has no such product.
    """
    if product not in stack.product_ids:
        message = f"supply risk: unknown product {product!r}."
        raise AnalysisError("VA657", message, "Name a product of the model.")
    mine = stack.producer_product == stack.product_ids.index(product)
    mine &= (stack.producer_kind != BUYER) & (stack.producer_kind != REMAINDER)
    totals: dict[str, float] = {}
    for row in np.flatnonzero(mine & (stack.producer_site > UNKNOWN)):
        place = stack.place_ids[stack.producer_site[row]]
        totals[place] = totals.get(place, 0.0) + float(stack.producer_share[row])
    known = {key: c.governance.value for key, c in model.countries.items() if c.governance}
    factor = trade or {}
    return tuple(
        CountrySupply(place, min(1.0, share), known.get(place), factor.get(place, 1.0))
        for place, share in sorted(totals.items())
    )
