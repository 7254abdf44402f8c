"""Leverage: what others lose when home withholds, beside what home loses by them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from valuechain.analysis.question_frame import checked_theta, checked_weeks, chosen_uses
from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.indicators.indispensable import (
    HeldProduct,
    KnockOn,
    held_products,
    judge_held,
    knock_ons,
    reroutings,
)
from valuechain.indicators.leverage import (
    Leverage,
    measure_leverage,
)
from valuechain.indicators.market_access import (
    SharedMarkets,
    makers_buy,
    markets_of,
    restrictions_on,
    sold_to,
)
from valuechain.indicators.mutual import SideLosses
from valuechain.kernels.arrays import Floats
from valuechain.kernels.plan import Rows
from valuechain.shocks.counterparts import find_partners, outside_countries
from valuechain.shocks.removals import Removals
from valuechain.vocab.words import ATTRIBUTES, HORIZONS, Attribute, Progress

LIMIT: Final = "limit"


@dataclass(frozen=True)
class Sides:
    """What both sides lose, partner by partner and week by week."""

    bench: Workbench
    found: Leverage
    markets: SharedMarkets
    attribute: Attribute
    weeks: int
    theta: float
    _restricted: dict[frozenset[str], dict[str, tuple[str, ...]]] = field(
        default_factory=dict, repr=False
    )
    _sold: dict[frozenset[str], NDArray[np.bool_]] = field(default_factory=dict, repr=False)

    @property
    def horizons(self) -> tuple[str, ...]:
        """Names of the weeks at which losses are kept, the limit last."""
        return (*map(str, self.found.horizons), LIMIT)

    @property
    def asked(self) -> tuple[str, ...]:
        """Positions of the week that was asked about, and of the limit."""
        return (str(self.weeks), LIMIT) if self.weeks else (LIMIT,)

    @property
    def threshold(self) -> float:
        """Loss above which a side counts as dependent, 0..1."""
        return self.bench.model.thresholds.exposure.value

    @property
    def n_uses(self) -> int:
        """Uses of home; watched on our side before the products."""
        return len(self.bench.uses)

    @cached_property
    def layers(self) -> dict[str, Rows]:
        """Positions of the products of every layer that has any, upstream to downstream."""
        model, ids = self.bench.model, self.bench.stack.product_ids
        found = {
            layer.id: np.array(
                [n for n, key in enumerate(ids) if model.products[key].layer == layer.id],
                dtype=np.intp,
            )
            for layer in model.layers
        }
        return {layer: places for layer, places in found.items() if len(places)}

    @cached_property
    def _used(self) -> dict[frozenset[str], NDArray[np.bool_]]:
        sides = {self.bench.perspective.home, *(one.members for one in self.found.partners)}
        used = {members: makers_buy(self.bench.stack, countries=members) for members in sides}
        stack = self.bench.stack
        at_home = np.isin(stack.slot_customer[stack.alternative_slot], self.bench.uses)
        used[self.bench.perspective.home][stack.alternative_product[at_home]] = True
        return used

    def theirs(self, partner: int, horizon: str) -> SideLosses:
        """What a partner loses of every product if home refuses to sell to it."""
        at, first = self.found.theirs.at, self.found.theirs.first_week
        return SideLosses(
            at[partner, :, :, self.horizons.index(horizon)],
            self.found.their_direct[partner],
            self._used[self.found.partners[partner].members],
            first[partner, 1],
        )

    def ours(self, partner: int, horizon: str) -> SideLosses:
        """What home loses of every product if a partner refuses to sell to it."""
        at, first = self.found.ours.at, self.found.ours.first_week
        return SideLosses(
            at[partner, :, self.n_uses :, self.horizons.index(horizon)],
            self.found.our_direct[partner],
            self._used[self.bench.perspective.home],
            first[partner, 1, self.n_uses :],
        )

    def uses(self, partner: int, horizon: str) -> Floats:
        """What the uses of home lose by a partner, shape (bounds, uses)."""
        losses: Floats = self.found.ours.at[partner, :, : self.n_uses, self.horizons.index(horizon)]
        return losses

    def compared(self, partner: int) -> Rows:
        """Products that home and the partner can both buy, so that their losses compare."""
        return np.flatnonzero(self.markets.compared[partner])

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """Countries outside home that the model names, whatever partners are asked about."""
        return outside_countries(self.bench.stack, self.bench.perspective.home)

    @cached_property
    def everyone(self) -> Removals:
        """Builder of what is refused to everyone outside home at once."""
        seen = replace(self.bench.perspective, home=frozenset(self.countries), trusted=frozenset())
        return Removals(self.bench.stack, seen)

    def sold_to(self, members: frozenset[str]) -> NDArray[np.bool_]:
        """Which products all of some countries can buy, shape (products,)."""
        if members not in self._sold:
            _, every = sold_to(self.bench.model, self.bench.stack, countries=members)
            self._sold[members] = every
        return self._sold[members]

    def restrictions(self, partner: int, place: int | None) -> str | None:
        """Restrictions by home towards a partner on a product, as their names."""
        members = self.found.partners[partner].members
        if members not in self._restricted:
            self._restricted[members] = restrictions_on(
                self.bench.model, by=self.bench.perspective.home, towards=members
            )
        names = () if place is None else self._restricted[members].get(self.name(place), ())
        return ";".join(names) or None

    def name(self, place: int) -> str:
        """Name of a product by its position."""
        return self.bench.stack.product_ids[place]

    def product(self, place: int | None) -> str | None:
        """Name of a product by its position; empty where there is none."""
        return None if place is None else self.name(place)


@dataclass(frozen=True, slots=True)
class MeasuredLeverage:
    """What both sides lose, the positions of home, and how it was asked."""

    sides: Sides
    held: Sequence[HeldProduct]
    """Products of which home may supply more than the threshold."""
    follows: Sequence[KnockOn]
    """What follows where one of them is refused."""
    options: Mapping[str, object]
    """How it was asked, for the manifest."""


def measure(
    bench: Workbench,
    *,
    partners: str | Iterable[str] | None = None,
    uses: str | Iterable[str] | None = None,
    attribute: Attribute = "any",
    weeks: int = 52,
    theta: float | None = None,
    progress: Progress | None = None,
) -> MeasuredLeverage:
    """Measure what partners lose by home and home by them; with few partners it is cheap.

    Parameters
    ----------
    bench : Workbench
        The model made ready, with its home and trusted.
    partners, uses, attribute, weeks, theta, progress
        As for `valuechain.leverage`.

    Raises
    ------
    AnalysisError, ConvergenceError
        As `valuechain.leverage`, but for home and trusted.
    """
    level, week = checked_theta(bench, theta), checked_weeks(weeks)
    if attribute not in ATTRIBUTES:
        raise AnalysisError(
            "VA606",
            f"unknown attribute {attribute!r}.",
            f"Use one of {', '.join(ATTRIBUTES)}.",
        )
    if uses is not None:
        bench = replace(bench, uses=chosen_uses(bench, uses))
    names = None if partners is None else _named(partners)
    found = _both_sides(
        bench, names, attribute=attribute, theta=level, weeks=week, progress=progress
    )
    held, follows = _positions(bench, found, attribute=attribute, theta=level, progress=progress)
    markets = markets_of(
        bench.model,
        bench.stack,
        home=bench.perspective.home,
        partners=[one.members for one in found.partners],
    )
    return MeasuredLeverage(
        Sides(bench, found, markets, attribute=attribute, weeks=week, theta=level),
        held,
        follows,
        options={
            "uses": [bench.stack.producer_ids[row] for row in bench.uses],
            "attribute": attribute,
            "weeks": week,
            "theta": level,
            "partners": list(names) if names else "all",
            "horizons": list(found.horizons),
        },
    )


def _named(partners: str | Iterable[str]) -> tuple[str, ...]:
    if isinstance(partners, str):
        partners = [partners]
    names = (name for one in partners for name in one.replace(",", " ").split())
    return tuple(dict.fromkeys(names))


def _both_sides(
    bench: Workbench,
    names: Sequence[str] | None,
    *,
    attribute: Attribute,
    theta: float,
    weeks: int,
    progress: Progress | None,
) -> Leverage:
    partners = find_partners(bench.model, bench.stack, home=bench.perspective.home, names=names)
    return measure_leverage(
        bench.engine,
        partners,
        stack=bench.stack,
        perspective=bench.perspective,
        attribute=attribute,
        effects=bench.effects(),
        theta=theta,
        uses=bench.uses,
        horizons=tuple(sorted({*HORIZONS, weeks} - {0})),
        progress=(lambda done, of: progress("partners", done, of)) if progress else None,
    )


def _positions(
    bench: Workbench,
    found: Leverage,
    *,
    attribute: Attribute,
    theta: float,
    progress: Progress | None,
) -> tuple[list[HeldProduct], list[KnockOn]]:
    """Products in which home has a strong position, and what follows where one is refused."""
    stack, model, perspective = bench.stack, bench.model, bench.perspective
    every = held_products(
        model,
        stack,
        perspective=perspective,
        attribute=attribute,
        least=model.thresholds.exposure.value,
    )
    times = reroutings(model, stack, home=perspective.home)
    held = [
        judge_held(model, name, share=share, rerouting=times[name])
        for name, share in ((stack.product_ids[place], share) for place, share in every)
    ]
    # Countries are counted one by one whatever partners are asked about.
    countries = find_partners(model, stack, home=perspective.home)
    asked = [one for one in countries if one.kind != "group"]
    asked += [one for one in found.partners if one not in countries or one.kind == "group"]
    follows = knock_ons(
        bench.engine,
        [place for place, _ in every],
        partners=asked,
        stack=stack,
        perspective=perspective,
        attribute=attribute,
        effects=bench.effects(),
        theta=theta,
        horizons=found.horizons,
        progress=(lambda done, of: progress("positions", done, of)) if progress else None,
    )
    return held, follows
