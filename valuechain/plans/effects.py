"""What measures do to the columns of a compiled stack, whatever their order.

References
----------
Method section 6, rules R120 to R124.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats, Ints
from valuechain.plans.structure import TRACE, demand_of, gaining, with_candidates
from valuechain.schema import Model
from valuechain.schema.measure import (
    AddAlternative,
    AddFallback,
    AddSpareCapacity,
    AddSupply,
    AtInput,
    Change,
    ChangeOwner,
    Measure,
    RaiseBuffer,
    RaiseFallback,
    ShortenSubstitution,
    Trust,
)
from valuechain.schema.terms import Ranged
from valuechain.shocks.perspective import countries_of
from valuechain.stack import Stack, compile_model
from valuechain.stack.columns import BUYER, IMPORTANT, USE, Flags
from valuechain.vocab.tolerances import EXACT
from valuechain.vocab.words import Reach

TakenMeasures = Mapping[str, float]
"""Measures that are taken, by name, each with how far it works: 0 not yet, 1 wholly."""
FULL: Final = 1.0
"""How far a measure works that works wholly."""


def reached(figure: Ranged, reach: Reach) -> float:
    """Give the end of a range at which a measure does least, its mode, or where it does most."""
    return float({"low": figure.low, "mode": figure.mode, "high": figure.high}[reach])


def reached_time(figure: Ranged, reach: Reach) -> float:
    """Give the longest time of a range, where a measure does least, its mode, or the shortest."""
    return float({"low": figure.high, "mode": figure.mode, "high": figure.low}[reach])


@dataclass(frozen=True, slots=True)
class Prepared:
    """A model and its measures, compiled together before any measure is taken.

    Parameters
    ----------
    model : Model
        The model with every candidate at a trace.
    stack : Stack
        Its columns with every candidate at nothing: the response of the model as it is.
    measures : mapping of str to Measure
        The measures by name.
    """

    model: Model
    stack: Stack
    measures: Mapping[str, Measure]
    needs: Mapping[str, tuple[tuple[str, ...], ...]]
    """What every input of a product or use can be, as the model has it without measures."""

    def fillings(self, change: AtInput) -> frozenset[str]:
        """Products with which customers may fill an input: the one named and those beside it."""
        found = {
            one
            for name in change.customers
            for options in self.needs[name]
            if change.input in options
            for one in options
        }
        return frozenset(found | {change.input})

    def changes(self, taken: TakenMeasures) -> Iterator[tuple[Change, float]]:
        """Go through what is changed and how far, in the order of names."""
        for name in sorted(taken):
            if taken[name] > 0:
                for change in self.measures[name].changes:
                    yield change, taken[name]

    def trusted(self, taken: TakenMeasures) -> tuple[str, ...]:
        """Countries and groups that are trusted too under some measures."""
        return tuple(
            change.place
            for change, part in self.changes(taken)
            if isinstance(change, Trust) and part >= FULL
        )

    def apply(self, taken: TakenMeasures, *, reach: Reach = "mode", ideal: bool = False) -> Stack:
        """Change the figures of a stack as a set of measures does.

        Parameters
        ----------
        taken : mapping of str to float
            Measures and how far each works, 0..1.
        reach : str
            Which end of the range of every change.
        ideal : bool
            Whether what is gained is supplied by somebody who never fails, and what is given away
            beyond what there is does not matter: the floor of every smaller set.

        Raises
        ------
        AnalysisError
            VA732: two measures that cannot go together.
        """
        changes = list(self.changes(taken))
        if not changes:
            return self.stack
        worked = _ChangingColumns(self, reach)
        for change, part in changes:
            worked.take(change, part)
        return worked.stack(ideal=ideal)


def prepare_measures(model: Model, measures: Mapping[str, Measure]) -> Prepared:
    """Compile a model with everybody whom some measures would add.

    Raises
    ------
    AnalysisError
        VA733: two measures describe a new producer differently.
    """
    plain = compile_model(model)
    known = {
        name
        for name, share in zip(plain.producer_ids, plain.producer_share, strict=True)
        if share > 0
    }
    wider = with_candidates(model, measures.values())
    stack = _with_places(compile_model(wider), wider, measures)
    absent = np.array([name not in known for name in stack.producer_ids])
    share = np.where(absent, 0.0, stack.producer_share)
    stated = stack.alternative_sourced[stack.link_alternative]
    trace = np.where(stated, stack.link_share == TRACE, absent[stack.link_supplier])
    links = np.where(trace, 0.0, stack.link_share)
    base = replace(stack, producer_share=_fixed(share), link_share=_fixed(links))
    base = replace(base, alternative_demand=demand_of(base, wider))
    needs = {
        name: tuple(entry.options for entry in one.inputs)
        for customers in (model.products, model.uses)
        for name, one in customers.items()
    }
    return Prepared(model=wider, stack=base, measures=dict(measures), needs=needs)


def _with_places(stack: Stack, model: Model, measures: Mapping[str, Measure]) -> Stack:
    """Add the countries of new owners to the places that are known."""
    wanted: list[str] = []
    for measure in measures.values():
        for change in measure.changes:
            if isinstance(change, ChangeOwner):
                wanted += [change.to, *([change.headquarters] if change.headquarters else [])]
    new = [one for one in dict.fromkeys(wanted) if one not in stack.place_ids]
    return replace(
        stack,
        place_ids=(*stack.place_ids, *new),
        place_members=(*stack.place_members, *(countries_of(model, [one]) for one in new)),
    )


def _fixed(column: NDArray[Any]) -> NDArray[Any]:
    column.flags.writeable = False
    return column


class _ChangingColumns:
    """The columns of a stack while measures change them; every effect commutes."""

    def __init__(self, prepared: Prepared, reach: Reach) -> None:
        self.prepared, self.base, self.reach = prepared, prepared.stack, reach
        base = self.base
        self.row = {name: n for n, name in enumerate(base.producer_ids)}
        self.product = {name: n for n, name in enumerate(base.product_ids)}
        self.supply = np.zeros(base.n_producers)
        self.delta = np.zeros(len(base.link_share))
        self.gained = np.zeros(len(base.link_share))
        """What links gain: what is left of their change is loss."""
        self.contracts = np.zeros(len(base.alternative_slot), dtype=bool)
        self.need = np.ones(len(base.alternative_slot))
        self.buffer = base.alternative_buffer.copy()
        self.capacity = base.alternative_capacity.copy()
        self.essentiality = base.slot_essentiality.copy()
        self.fallback = base.slot_fallback.copy()
        self.after = base.slot_fallback_after.copy()
        self.factor = np.ones(base.n_slots)
        self.lag = np.where(base.slot_substitution_known, base.slot_substitution, np.inf)
        self.spare = base.product_spare.copy()
        self.owner, self.headquarters = (
            base.producer_owner.copy(),
            base.producer_headquarters.copy(),
        )

    def take(self, change: Change, part: float) -> None:
        """Let one change work, as far as it does by now."""
        if isinstance(change, AddSupply):
            self._add_supply(change, part)
        elif isinstance(change, AddSpareCapacity):
            self.spare[self.product[change.product]] += part * reached(change.spare, self.reach)
        elif isinstance(change, ChangeOwner):
            if part >= FULL:
                self._change_owner(change)
        elif not isinstance(change, Trust):
            self._at_input(change, part)

    def _at_input(self, change: AtInput, part: float) -> None:
        options, slots = self._inputs(change)
        if isinstance(change, RaiseBuffer):
            self.buffer[options] += part * reached(change.weeks, self.reach)
        elif isinstance(change, ShortenSubstitution):
            self._shorten(change, slots, part)
        elif isinstance(change, RaiseFallback):
            there = slots[np.isfinite(self.base.slot_fallback_after[slots])]
            self._raise(there, reached(change.level, self.reach), part)
        elif isinstance(change, AddFallback):
            self._add_fallback(change, slots, part)
        elif isinstance(change, AddAlternative):
            beside = np.isin(self.base.alternative_slot, slots)
            beside &= self.base.alternative_product == self.product[change.product]
            capacity = part * reached(change.capacity, self.reach)
            self.capacity[beside] = np.maximum(self.capacity[beside], capacity)
        elif change.part is not None:
            self.need[options] *= 1.0 - part * reached(change.part, self.reach)
        elif part >= FULL:
            self.essentiality[slots] = np.maximum(self.essentiality[slots], IMPORTANT)

    def _rows(self, names: Sequence[str], at: Sequence[str] | None) -> Flags:
        """Customers by name and site."""
        base = self.base
        found = np.zeros(base.n_producers, dtype=bool)
        for name in names:
            if name in self.product:
                found |= (base.producer_product == self.product[name]) & (
                    base.producer_kind != BUYER
                )
            else:
                found[self.row[name]] = True
        if at is not None:
            places = countries_of(self.prepared.model, at)
            inside = np.array([members <= places for members in base.place_members])
            found &= (base.producer_site >= 0) & inside[base.producer_site]
        return found

    def _inputs(self, change: AtInput) -> tuple[Ints, Ints]:
        """Slots of an input of some customers, whatever they fill it with, and its alternatives."""
        base = self.base
        mine = np.zeros(base.n_slots, dtype=bool)
        for name in change.customers:
            named = [change.input in options for options in self.prepared.needs[name]]
            slots = np.flatnonzero(self._rows([name], change.at)[base.slot_customer])
            mine[slots] |= np.array(named, dtype=bool)[base.slot_input[slots]]
        options = np.flatnonzero(
            mine[base.alternative_slot] & (base.alternative_product == self.product[change.input])
        )
        return options.astype(np.int32), np.flatnonzero(mine).astype(np.int32)

    def _shorten(self, change: ShortenSubstitution, slots: Ints, part: float) -> None:
        if change.factor is not None:
            self.factor[slots] *= 1.0 - part * (1.0 - reached_time(change.factor, self.reach))
        elif change.to is not None:
            new = reached_time(change.to, self.reach)
            now = np.where(
                self.base.slot_substitution_known[slots],
                self.base.slot_substitution[slots],
                np.inf if part < FULL else new,
            )
            with np.errstate(invalid="ignore"):
                later = np.where(np.isfinite(now), now - part * np.maximum(0.0, now - new), np.inf)
            self.lag[slots] = np.minimum(self.lag[slots], later)

    def _raise(self, slots: Ints, level: float, part: float) -> None:
        old = self.base.slot_fallback[slots]
        raised = old + part * np.maximum(0.0, level - old)
        self.fallback[slots] = np.maximum(self.fallback[slots], raised)

    def _add_fallback(self, change: AddFallback, slots: Ints, part: float) -> None:
        free = slots[~np.isfinite(self.base.slot_fallback_after[slots])]
        taken = free[np.isfinite(self.after[free]) & (self.after[free] != change.after)]
        if len(taken):
            customer = self.base.producer_ids[self.base.slot_customer[taken[0]]]
            raise AnalysisError(
                "VA732",
                f"two measures add a fallback for {change.input} at {customer}, after different "
                "times.",
                "Take one of the two, or give both the same time.",
            )
        self.after[free] = change.after
        level = part * reached(change.level, self.reach)
        self.fallback[free] = np.maximum(self.fallback[free], level)

    def _change_owner(self, change: ChangeOwner) -> None:
        base = self.base
        if change.firm is not None:
            rows = base.producer_firm == base.firm_ids.index(change.firm)
        else:
            rows = np.arange(base.n_producers) == self.row[str(change.producer)]
        pairs = [(self.owner, base.producer_owner, change.to)]
        if change.headquarters is not None:
            pairs.append((self.headquarters, base.producer_headquarters, change.headquarters))
        for column, before, to in pairs:
            place = base.place_ids.index(to)
            if ((column[rows] != before[rows]) & (column[rows] != place)).any():
                raise AnalysisError(
                    "VA732",
                    f"two measures give {change.firm or change.producer} different owners.",
                    "Take one of the two.",
                )
            column[rows] = place

    def _add_supply(self, change: AddSupply, part: float) -> None:
        amount = part * reached(change.share, self.reach)
        base, gains = self.base, self.row[f"{change.product}/{gaining(change)}"]
        if change.customers is None:
            mine = base.producer_product == self.product[change.product]
            mine &= (base.producer_kind != BUYER) & (base.producer_kind != USE)
            rows = np.flatnonzero(mine).astype(np.int32)
            moved = self._moved(change, rows, base.producer_share[rows], amount)
            self.supply[rows] += moved
            market = ~base.alternative_sourced[base.link_alternative]
            self.gained[market & (base.link_supplier == gains)] += max(0.0, float(moved.max()))
            return
        customers = self._rows(change.customers, None)
        for option in np.flatnonzero(
            customers[base.slot_customer[base.alternative_slot]]
            & (base.alternative_product == self.product[change.product])
        ).tolist():
            links = slice(int(base.link_start[option]), int(base.link_start[option + 1]))
            suppliers = base.link_supplier[links]
            if gains in suppliers:
                moved = self._moved(change, suppliers, base.link_share[links], amount)
                self.delta[links] += moved
                self.gained[links] += np.maximum(moved, 0.0)
                self.contracts[option] = True

    def _moved(self, change: AddSupply, rows: Ints, share: Floats, amount: float) -> Floats:
        """What each supplier gains and loses."""
        base = self.base
        gains = rows == self.row[f"{change.product}/{gaining(change)}"]
        gives = np.where(gains, 0.0, share)
        if change.from_ == ("largest",):
            gives = np.where(np.arange(len(rows)) == gives.argmax(), gives, 0.0)
        elif change.from_ != ("all",):
            named = {f"{change.product}/{name}" for name in change.from_}
            gives = np.where([base.producer_ids[n] in named for n in rows.tolist()], gives, 0.0)
        total = float(gives.sum())
        if total <= 0:
            return np.zeros(len(rows))
        moved: Floats = amount * (gains - gives / total)
        return moved

    def stack(self, *, ideal: bool) -> Stack:
        """Give the changed stack."""
        base = self.base
        share = base.producer_share + self.supply
        option = base.link_alternative
        market = ~base.alternative_sourced[option]
        moved = np.where(market, self.supply[base.link_supplier], 0.0) + self.delta
        if ideal:
            # Nobody gains a link, so what was given away never fails; all who sell go on selling.
            moved, share = moved - self.gained, base.producer_share + np.maximum(self.supply, 0.0)
        else:
            self._refuse(share, base.producer_ids)
            names = [base.producer_ids[n] for n in base.link_supplier.tolist()]
            self._refuse(base.link_share + moved, names)
        share = np.maximum(share, 0.0)
        links = np.maximum(base.link_share + moved, 0.0) * self.need[option]
        known = np.isfinite(self.lag)
        lag = np.where(known, self.lag, 0.0)
        first = np.where(base.slot_substitution_known, base.slot_substitution, np.inf) * self.factor
        lag = np.where(known, np.minimum(lag, np.where(np.isfinite(first), first, lag)), 0.0)
        changed = replace(
            base,
            producer_share=_fixed(share),
            producer_owner=_fixed(self.owner),
            producer_headquarters=_fixed(self.headquarters),
            product_spare=_fixed(self.spare),
            slot_essentiality=_fixed(self.essentiality),
            slot_fallback=_fixed(self.fallback),
            slot_fallback_after=_fixed(self.after),
            slot_substitution=_fixed(lag),
            slot_substitution_known=_fixed(known),
            alternative_capacity=_fixed(self.capacity),
            alternative_buffer=_fixed(self.buffer),
            alternative_sourced=_fixed(base.alternative_sourced | self.contracts),
            link_share=_fixed(links),
        )
        return replace(changed, alternative_demand=demand_of(changed, self.prepared.model))

    def _refuse(self, share: Floats, names: Sequence[str]) -> None:
        """Refuse shares below nothing."""
        if (share < -EXACT).any():
            name = names[int(share.argmin())]
            raise AnalysisError(
                "VA732",
                f"the measures together take more from {name} than it has.",
                "Take fewer of them together, or let one of them take from others.",
            )
