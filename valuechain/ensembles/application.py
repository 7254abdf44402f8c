"""Draws applied to the columns of a compiled stack, and to its cells: figures only.

Where a figure stands in the columns is found by compiling the model once with a number for each
figure in its place: so a column never disagrees with the compiler about what stands where.
"""

from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from valuechain.ensembles.factors import Factors
from valuechain.ensembles.written import written
from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.drawn import DrawnEngine, Figures, with_columns
from valuechain.kernels.fast import Engine
from valuechain.kernels.lump import lump
from valuechain.kernels.plan import Rows
from valuechain.schema import Model
from valuechain.stack import Stack, compile_model
from valuechain.stack.columns import CRITICAL, IMPORTANT, MINOR
from valuechain.stack.demand import demand_weights
from valuechain.vocab.countries import ALPHA2

_NUMBER: Final = 2.0**40
"""Above every figure: what is larger is the number of a figure."""
_COLUMNS: Final = (
    "producer_share",
    "product_spare",
    "slot_fallback",
    "slot_fallback_after",
    "slot_substitution",
    "alternative_capacity",
    "alternative_buffer",
    "alternative_lifetime",
    "link_share",
)
"""Columns whose entries are figures as they stand."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column as it is where nothing is drawn, and the figure of every other entry."""

    stated: Floats
    rows: Rows
    figures: Rows

    def drawn(self, figures: Floats) -> Floats:
        """The column in some draws, shape (entries, draws)."""
        table = np.repeat(self.stated[:, None], figures.shape[1], axis=1)
        table[self.rows] = figures[self.figures]
        return table

    def at(self, rows: Rows) -> "_Column":
        """Some entries of the column."""
        number = np.full(len(self.stated), -1, dtype=np.intp)
        number[self.rows] = self.figures
        chosen = number[rows]
        mine = np.flatnonzero(chosen >= 0)
        return _Column(self.stated[rows], mine, chosen[mine])


@dataclass(slots=True)
class Application:
    """The figures of a model in the columns of its stack.

    Parameters
    ----------
    model : Model
        The model.
    stack : Stack
        The same, compiled.
    factors : Factors
        Its figures.
    """

    model: Model
    stack: Stack
    factors: Factors
    engine: DrawnEngine = field(init=False)
    """The stack made ready for draws: its cells are the same in all of them."""
    _columns: dict[str, _Column] = field(init=False)
    _slots: _Column = field(init=False)
    _supply: _Column = field(init=False)
    _stated: dict[int, dict[str, int]] = field(init=False)
    _effects: tuple[int, int] = field(init=False)
    _national: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        numbers = [
            one.mode if one.sort == "essentiality" else _NUMBER + position
            for position, one in enumerate(self.factors.every)
        ]
        coded = compile_model(written(self.model, self.factors, figures=numbers))
        self._columns = {name: self._column(name, coded) for name in _COLUMNS}
        self._slots = self._essentialities()
        by_name = {one.name: position for position, one in enumerate(self.factors.every)}
        self._effects = (
            by_name["parameters.important_effect"],
            by_name["parameters.minor_effect"],
        )
        self._stated = {
            self.stack.product_ids.index(key): {
                customer: by_name.get(f"products.{key}.demand_weights[{customer}]", -1)
                for customer in product.demand_weights
            }
            for key, product in self.model.products.items()
            if product.demand_weights is not None
        }
        self._national = frozenset(
            self.stack.product_ids.index(key)
            for key, product in self.model.products.items()
            if product.market in ALPHA2
        )
        # Who shares an input may still differ in its importance: a buyer's is never drawn.
        importance = np.full(self.stack.n_slots, -1, dtype=np.int32)
        importance[self._slots.rows] = self._slots.figures
        cells = lump(replace(coded, slot_input=importance))
        codes = cells.supply.data
        number = np.where(codes >= _NUMBER, codes - _NUMBER, -1).astype(np.intp)
        mine = np.flatnonzero(number >= 0)
        modes = np.array([one.mode for one in self.factors.every])
        shares = codes.copy()
        shares[mine] = modes[number[mine]]
        self._supply = _Column(shares, mine, number[mine])
        lumped = with_columns(cells, self.stack, supply=shares)
        self.engine = DrawnEngine(self.stack, lumped)

    def _column(self, name: str, coded: Stack) -> _Column:
        codes = getattr(coded, name)
        rows = np.flatnonzero(np.isfinite(codes) & (codes >= _NUMBER))
        stated = np.asarray(getattr(self.stack, name), dtype=np.float64)
        return _Column(stated, rows, (codes[rows] - _NUMBER).astype(np.intp))

    def _essentialities(self) -> _Column:
        """Which figure is the essentiality of every slot."""
        position = {
            one.name: number
            for number, one in enumerate(self.factors.every)
            if one.sort == "essentiality"
        }
        lists: dict[str, list[int]] = {}
        for kind, customers in (("products", self.model.products), ("uses", self.model.uses)):
            for key, customer in customers.items():
                seen: dict[str, int] = {}
                found = []
                for entry in customer.inputs:
                    name = "+".join(entry.options)
                    seen[name] = seen.get(name, 0) + 1
                    again = f"#{seen[name]}" if seen[name] > 1 else ""
                    found.append(position[f"{kind}.{key}.inputs[{name}{again}].essentiality"])
                lists[f"{kind}.{key}"] = found
        stack = self.stack
        buyers = set(stack.buyers())
        rows, figures = [], []
        for slot, customer in enumerate(stack.slot_customer.tolist()):
            if customer in buyers:
                continue
            made = int(stack.producer_product[customer])
            key = (
                f"products.{stack.product_ids[made]}"
                if made >= 0
                else f"uses.{stack.producer_ids[customer]}"
            )
            rows.append(slot)
            figures.append(lists[key][int(stack.slot_input[slot])])
        return _Column(
            np.asarray(stack.slot_essentiality, dtype=np.float64),
            np.array(rows, dtype=np.intp),
            np.array(figures, dtype=np.intp),
        )

    def column(self, name: str, figures: Floats, *, rows: Rows | None = None) -> Floats:
        """One column of the stack in some draws, shape (entries, draws).

        Parameters
        ----------
        name : str
            Name of the column.
        figures : ndarray, shape (figures, draws)
            The draws.
        rows : ndarray of int, optional
            Its entries that are wanted; all of them if left out.
        """
        column = self._slots if name == "slot_essentiality" else self._columns[name]
        return (column if rows is None else column.at(rows)).drawn(figures)

    def effects(self, figures: Floats) -> tuple[Floats, Floats]:
        """Effect of an important and of a minor input in some draws, shape (draws,) each."""
        important, minor = self._effects
        return figures[important], figures[minor]

    def effects_of(self, figures: Floats) -> Effects:
        """Effects of an important and of a minor input in one draw."""
        important, minor = self._effects
        return Effects(float(figures[important]), float(figures[minor]))

    def drawn_stack(self, figures: Floats) -> Stack:
        """The stack in one draw, from figures of shape (figures,)."""
        table = figures[:, None]
        columns: dict[str, NDArray[np.generic]] = {
            name: one.drawn(table)[:, 0] for name, one in self._columns.items()
        }
        columns["slot_essentiality"] = self._slots.drawn(table)[:, 0].astype(np.int8)
        every = np.arange(len(self.stack.alternative_slot))
        columns["alternative_demand"] = self.demand(figures, every)
        for column in columns.values():
            column.flags.writeable = False
        return replace(self.stack, **columns)  # type: ignore[arg-type]

    def demand(self, figures: Floats, alternatives: Rows) -> Floats:
        """Demand weights of alternatives in one draw: all that are bought of some products.

        Parameters
        ----------
        figures : ndarray, shape (figures,)
            The draw.
        alternatives : ndarray of int
            The alternatives.
        """
        stack = self.stack
        stated = {
            product: {
                customer: float(figures[at]) if at >= 0 else 0.0 for customer, at in parts.items()
            }
            for product, parts in self._stated.items()
        }
        return demand_weights(
            alternative_slot=stack.alternative_slot[alternatives],
            alternative_product=stack.alternative_product[alternatives],
            slot_customer=stack.slot_customer,
            producer_kind=stack.producer_kind,
            producer_product=stack.producer_product,
            producer_share=self._columns["producer_share"].drawn(figures[:, None])[:, 0],
            names=(stack.producer_ids, stack.product_ids),
            stated=stated,
            national=self._national,
        )

    def drawn_engine(self, figures: Floats, stack: Stack) -> Engine:
        """An engine for the stack of one draw that reuses what no draw changes."""
        return self.engine.one(stack, self._supply.drawn(figures[:, None])[:, 0])

    def cells(self, figures: Floats) -> Figures:
        """Figures of the cells in some draws, from figures of shape (figures, draws)."""
        lumped = self.engine.lumped
        slot = lumped.slot_original.astype(np.intp)
        option = lumped.alternative_original.astype(np.intp)
        klass = self._slots.at(slot).drawn(figures)
        important, minor = self.effects(figures)
        effect = np.where(klass == CRITICAL, 1.0, np.where(klass == IMPORTANT, important, 0.0))

        def one(draw: int) -> tuple[Engine, Effects]:
            column = figures[:, draw]
            return self.drawn_engine(column, self.drawn_stack(column)), self.effects_of(column)

        def of(name: str, rows: Rows) -> Floats:
            return self._columns[name].at(rows).drawn(figures)

        return Figures(
            supply=self._supply.drawn(figures),
            effect=effect,
            minor_effect=np.where(klass == MINOR, minor, 0.0),
            fallback=of("slot_fallback", slot),
            fallback_after=of("slot_fallback_after", slot),
            capacity=of("alternative_capacity", option),
            buffer=of("alternative_buffer", option),
            lifetime=of("alternative_lifetime", option),
            one=one,
        )
