"""What the indicators of others say of the products of a stack."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from valuechain.analysis.workbench import Workbench
from valuechain.exchange.eucrm2023 import Published, published
from valuechain.exchange.trade import TradeRow
from valuechain.indicators.concentration import Concentration, concentration, country_totals
from valuechain.indicators.core_dependency import (
    CoreDependency,
    Persistence,
    TradeFlow,
    core_dependencies,
    persistence,
)
from valuechain.indicators.disagreement import Theirs, flagged
from valuechain.indicators.governance_concentration import (
    GovernedSupply,
    governance_concentration,
)
from valuechain.stack.columns import BUYER, FIRM, REMAINDER, UNKNOWN
from valuechain.vocab.comparison import ForeignIndicator
from valuechain.vocab.tolerances import ROUNDING
from valuechain.vocab.words import Attribute

_UNION: Final = "EU27"
_NONE: Final = (None, None, None)
Pointers = dict[ForeignIndicator, frozenset[str]]
Concentrations = dict[tuple[str, str, Attribute], Concentration]
Three = tuple[float | None, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Scored:
    """A raw material of the stack as the Commission would score it from the stack's own shares.

    ``risk`` is (low, figure, high) of SR, with the stack's shares as the world's supply (trade
    parameter 1) and all else as the Commission printed it; None where theirs is broader. ``basis``
    says whether the union's supply is in it.
    """

    product: str
    material: Published
    risk: Three

    @property
    def basis(self) -> str:
        """World and union (``both``), or the world alone."""
        mixed = self.material.reliance is not None and self.material.union_hhi is not None
        return "both" if mixed else "world"


@dataclass(frozen=True, slots=True)
class Others:
    """All that others say: indicators by product and name, and what is behind them."""

    theirs: dict[str, dict[ForeignIndicator, Theirs]]
    concentration: Concentrations
    governed: tuple[GovernedSupply, ...]
    scored: tuple[Scored, ...]
    trade: tuple[CoreDependency, ...]
    lasting: dict[tuple[str, int], Persistence]


def others(bench: Workbench, trade: Sequence[TradeRow] = ()) -> Others:
    """Compute the indicators of others for every product of the stack.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    trade : sequence of TradeRow
        Trade of home; the circle counts as inside.
    """
    held = {
        (c.product, c.by, c.attribute): c for c in concentration(bench.stack, bench.perspective)
    }
    governed = tuple(governance_concentration(bench.model, bench.stack))
    by_site = {one.product: one for one in governed if one.attribute == "site"}
    scored = _scored(by_site)
    found, lasting = _trade(bench, trade)
    theirs = {}
    for number, product in enumerate(bench.stack.product_ids):
        said: dict[ForeignIndicator, Three] = {
            "hhi-country": held[product, "country", "site"].hhi,
            "hhi-firm": held[product, "firm", "any"].hhi,
            "hhi-wgi": _three(by_site[product]),
            "crma-65": largest_third_country(bench, number),
            "ec-sr": _together([s.risk for s in scored if s.product == product]),
        }
        points = _pointers(bench, number, held)
        answers = {name: _theirs(name, three, points) for name, three in said.items()}
        answers["ec-list"] = _listed(
            [s.material for s in scored if s.product == product], points["ec-list"]
        )
        answers["cdi"] = _core(product, found, lasting)
        theirs[product] = answers
    return Others(theirs, held, governed, scored, found, lasting)


def _three(found: GovernedSupply) -> Three:
    return found.low, found.figure, found.high


def _theirs(name: ForeignIndicator, three: Three, points: Pointers) -> Theirs:
    low, figure, high = three
    answer = flagged(name, low=low, high=high)
    return Theirs(name, low, figure, high, answer, points[name])


def _pointers(bench: Workbench, product: int, held: Concentrations) -> Pointers:
    """Which country weighs most in each indicator: by share, or by share and government."""
    stack = bench.stack
    mine = (stack.producer_product == product) & (stack.producer_kind != BUYER)
    shares = country_totals(stack, mine, attribute="site")
    known = {key: c.governance.value for key, c in bench.model.countries.items() if c.governance}
    weighted = {one: share**2 * known.get(one, 0.0) for one, share in shares.items()}
    union = _members(bench)
    third = {one: share for one, share in shares.items() if one not in union}
    name = stack.product_ids[product]
    firms = np.flatnonzero(mine & (stack.producer_kind == FIRM)).tolist()
    firm = held[name, "firm", "any"].largest_name
    led = {
        stack.place_ids[place]
        for row in firms
        if stack.firm_ids[stack.producer_firm[row]] == firm
        for tie in ("site", "headquarters", "owner")
        if (place := int(stack.attribute(tie)[row])) > UNKNOWN
    }
    governed = _largest(weighted)
    return {
        "hhi-country": _largest(shares),
        "hhi-firm": frozenset(led),
        "hhi-wgi": governed,
        "crma-65": _largest(third),
        "ec-sr": governed,
        "ec-list": governed,
    }


def _largest(parts: dict[str, float]) -> frozenset[str]:
    most = max(parts.values(), default=0.0)
    return frozenset(one for one, part in parts.items() if part > 0 and part >= most - ROUNDING)


def _members(bench: Workbench) -> frozenset[str]:
    """The union, whose members are no third countries."""
    if _UNION in bench.model.groups:
        return frozenset(bench.model.groups[_UNION].members)
    return bench.perspective.circle


def largest_third_country(bench: Workbench, product: int) -> Three:
    """Largest share of one country outside the union by site; (low, figure, high), 0..1.

    The union is EU27 where the model has that group, else home and trusted. A group of countries
    that reaches outside it may be any of its members in the upper bound.
    """
    stack, union = bench.stack, _members(bench)
    mine = (stack.producer_product == product) & (stack.producer_kind != BUYER)
    sure: dict[str, float] = {}
    named: dict[str, float] = {}
    may: dict[str, float] = {}
    for row in np.flatnonzero(mine & (stack.producer_site > UNKNOWN)).tolist():
        members = stack.place_members[stack.producer_site[row]]
        share = float(stack.producer_share[row])
        for country in members - union:
            may[country] = may.get(country, 0.0) + share
            if len(members) == 1:
                named[country] = named.get(country, 0.0) + share
                if stack.producer_kind[row] != REMAINDER:
                    sure[country] = sure.get(country, 0.0) + share
    holding = bench.removals.suppliers.remainders
    every = {c for members in stack.place_members for c in members} - union
    most = [
        may.get(c, 0.0) + holding.country(product, country=c, attribute="site")
        for c in sorted(every)
    ]
    figure = max(named.values(), default=0.0)
    return max(sure.values(), default=0.0), figure, min(1.0, max([figure, *most]))


def _scored(by_site: dict[str, GovernedSupply]) -> tuple[Scored, ...]:
    """Supply risk of the raw materials that the Commission scored, from the stack's own shares."""
    found = []
    for one in published():
        supply = by_site.get(one.product)
        if supply is None:
            continue
        risk: Three = _NONE
        if one.match != "broader" and one.substitution is not None:
            kept, (least, most) = 1.0 - one.recycling, one.substitution
            figure = supply.figure if least == most else None
            risk = (
                _mixed(supply.low, one) * kept * least,
                None if figure is None else _mixed(figure, one) * kept * most,
                _mixed(supply.high, one) * kept * most,
            )
        found.append(Scored(one.product, one, risk))
    return tuple(found)


def _mixed(world: float, one: Published) -> float:
    """Weigh the world's supply with the union's as the Commission does (R73)."""
    if one.reliance is None or one.union_hhi is None:
        return world
    return world * one.reliance / 2 + one.union_hhi * (1 - one.reliance / 2)


def _together(risks: Sequence[Three]) -> Three:
    """Take of several materials in one product the highest risk, at each bound."""
    lows = [low for low, _, _ in risks if low is not None]
    highs = [high for _, _, high in risks if high is not None]
    figures = [figure for _, figure, _ in risks if figure is not None]
    if not lows or not highs:
        return _NONE
    return max(lows), max(figures) if len(figures) == len(lows) else None, max(highs)


def _listed(materials: Sequence[Published], points: frozenset[str]) -> Theirs:
    """The published list: critical or not, with the highest score as it was printed."""
    if not materials:
        return Theirs("ec-list", *_NONE, flagged=None)
    risk = max(one.risk for one in materials)
    if all(one.match == "broader" for one in materials):
        return Theirs("ec-list", risk, risk, risk, None)
    critical = any(one.listed == "critical" for one in materials)
    return Theirs("ec-list", risk, risk, risk, "yes" if critical else "no", points)


def _trade(
    bench: Workbench, rows: Sequence[TradeRow]
) -> tuple[tuple[CoreDependency, ...], dict[tuple[str, int], Persistence]]:
    flows = [TradeFlow(r.product, r.year, r.flow, r.partner, r.amount) for r in rows]
    found = core_dependencies(flows, bench.perspective.circle)
    return tuple(found), {(one.product, one.year): one for one in persistence(found)}


def _core(
    product: str,
    found: Sequence[CoreDependency],
    lasting: dict[tuple[str, int], Persistence],
) -> Theirs:
    """Core dependency of the last year, which must persist."""
    mine = [one for one in found if one.product == product]
    if not mine:
        return Theirs("cdi", *_NONE, flagged=None)
    last = max(mine, key=lambda one: one.year)
    figure = last.concentration
    return Theirs("cdi", figure, figure, figure, lasting[product, last.year].persistent)
