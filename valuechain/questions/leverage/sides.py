"""What both sides of leverage lose, looked up by partner and week."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from valuechain.analysis.workbench import Workbench
from valuechain.indicators.buying import Markets, makers_buy, restrictions_on, sold_to
from valuechain.indicators.leverage import Leverage
from valuechain.indicators.mutual import Losses, Places
from valuechain.kernels.arrays import Floats
from valuechain.results.contract import Table
from valuechain.shocks.counterparts import outside_countries
from valuechain.shocks.removals import Removals
from valuechain.vocab.words import Attribute

LIMIT: Final = "limit"
Row = dict[str, object]


@dataclass(frozen=True)
class Sides:
    """What both sides lose, partner by partner and week by week."""

    bench: Workbench
    found: Leverage
    markets: Markets
    attribute: Attribute
    weeks: int
    theta: float
    _restricted: dict[frozenset[str], dict[str, tuple[str, ...]]] = field(
        default_factory=dict, repr=False
    )
    _sold: dict[frozenset[str], NDArray[np.bool_]] = field(default_factory=dict, repr=False)

    @property
    def horizons(self) -> tuple[str, ...]:
        """Names of the horizons, the limit last."""
        return (*map(str, self.found.horizons), LIMIT)

    @property
    def asked(self) -> tuple[str, ...]:
        """The horizon asked about, and the limit."""
        return (str(self.weeks), LIMIT) if self.weeks else (LIMIT,)

    @property
    def threshold(self) -> float:
        """Loss above which one depends."""
        return self.bench.model.thresholds.exposure.value

    @property
    def n_uses(self) -> int:
        """Uses of home; watched on our side before the products."""
        return len(self.bench.uses)

    @cached_property
    def layers(self) -> dict[str, Places]:
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

    def theirs(self, partner: int, horizon: str) -> Losses:
        """What a partner loses by home."""
        at, first = self.found.theirs.at, self.found.theirs.first_week
        return Losses(
            at[partner, :, :, self.horizons.index(horizon)],
            self.found.their_direct[partner],
            self._used[self.found.partners[partner].members],
            first[partner, 1],
        )

    def ours(self, partner: int, horizon: str) -> Losses:
        """What home loses by a partner, of products."""
        at, first = self.found.ours.at, self.found.ours.first_week
        return Losses(
            at[partner, :, self.n_uses :, self.horizons.index(horizon)],
            self.found.our_direct[partner],
            self._used[self.bench.perspective.home],
            first[partner, 1, self.n_uses :],
        )

    def uses(self, partner: int, horizon: str) -> Floats:
        """What the uses of home lose by a partner, shape (bounds, uses)."""
        losses: Floats = self.found.ours.at[partner, :, : self.n_uses, self.horizons.index(horizon)]
        return losses

    def compared(self, partner: int) -> Places:
        """Products that both sides can buy."""
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
        """Name of a product."""
        return self.bench.stack.product_ids[place]

    def product(self, place: int | None) -> str | None:
        """Name of a product, if there is one."""
        return None if place is None else self.name(place)


def three(stem: str, bounds: Sequence[float | int] | Floats | None) -> Row:
    """Write bounds as three columns, empty where there are none."""
    low, middle, high = (None, None, None) if bounds is None else map(_plain, bounds)
    return {f"{stem}_low": low, stem: middle, f"{stem}_high": high}


def _plain(one: float) -> float | int:
    return int(one) if isinstance(one, int | np.integer) else float(one)


def frame_of(table: Table, rows: Sequence[Row]) -> pd.DataFrame:
    """Make a table of rows, with the types of its contract."""
    frame = pd.DataFrame(list(rows), columns=list(table.names))
    for column in table.columns:
        if column.type == "number":
            frame[column.name] = frame[column.name].astype(float)
        elif column.type == "integer":
            frame[column.name] = frame[column.name].astype("Int64")
        elif column.type == "boolean":
            frame[column.name] = frame[column.name].astype(bool)
    return frame
