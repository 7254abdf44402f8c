"""A model with measures written into it: what `vc.apply` gives, and the test of the columns."""

from collections.abc import Callable, Mapping, Sequence

from valuechain.errors import AnalysisError
from valuechain.plans.effects import reached, reached_time
from valuechain.plans.structure import add_alternative, gaining, inputs_of, put, with_maker
from valuechain.schema import (
    Alternative,
    Fallback,
    Input,
    Model,
    Product,
    Range,
    Sourcing,
    SpareCapacity,
    Use,
)
from valuechain.schema.measure import (
    AddAlternative,
    AddFallback,
    AddSpareCapacity,
    AddSupply,
    AtInput,
    Change,
    ChangeOwner,
    LowerNeed,
    Measure,
    RaiseBuffer,
    RaiseFallback,
    ShortenSubstitution,
    Trust,
)
from valuechain.schema.terms import WeeksRange
from valuechain.vocab.tolerances import EXACT
from valuechain.vocab.words import Reach

_NOTHING = Range(low=0.0, mode=0.0, high=0.0)


def amended(model: Model, measures: Mapping[str, Measure], *, reach: Reach = "mode") -> Model:
    """Write measures into a model as if they already worked wholly.

    Parameters
    ----------
    model : Model
        A checked model.
    measures : mapping of str to Measure
        What is taken, by name; their order does not matter.
    reach : str
        Which end of the range of what they do.

    Returns
    -------
    Model
        To be asked like any other. A need that falls stands in it as contracts that sum to less
        than 1, which a file cannot say.

    Raises
    ------
    AnalysisError
        VA732: more is taken from somebody than he has; VA738: a measure works in some countries
        only, which a model cannot say of an input.
    """
    writing = _MeasureWriting(model, reach)
    changes = [(name, one) for name in sorted(measures) for one in measures[name].changes]
    # An alternative that is added has the stock of its input as it was, so it comes first.
    for name, change in sorted(changes, key=lambda one: not isinstance(one[1], AddAlternative)):
        writing.write(name, change)
    return writing.model()


class _MeasureWriting:
    """A model while measures are written into it."""

    def __init__(self, model: Model, reach: Reach) -> None:
        self.old, self.reach = model, reach
        self.products, self.uses = dict(model.products), dict(model.uses)
        self.firms = dict(model.firms)
        self.trusted: list[str] = []
        self.supplies: list[AddSupply] = []
        self.needs: list[tuple[LowerNeed, float]] = []

    def write(self, name: str, change: Change) -> None:
        """Write one change; supply waits until all of it is known."""
        if isinstance(change, AddSupply):
            self.supplies.append(change)
            maker = change.maker
            if maker is not None:
                product = self.products[change.product]
                if maker.id not in [one.key for one in product.producers]:
                    self.products[change.product] = with_maker(product, maker, share=_NOTHING)
        elif isinstance(change, AddSpareCapacity):
            self._spare(change)
        elif isinstance(change, ChangeOwner):
            self._owner(change)
        elif isinstance(change, Trust):
            self.trusted.append(change.place)
        elif change.at is not None:
            raise AnalysisError(
                "VA738",
                f"{name} works in {', '.join(change.at)} only, which a model cannot say.",
                "Ask `valuechain plan --must`, which can; or leave it out here.",
            )
        elif isinstance(change, AddAlternative):
            capacity = reached(change.capacity, self.reach)
            add_alternative(
                self.products, self.uses, model=self.old, change=change, capacity=capacity
            )
        elif isinstance(change, LowerNeed) and change.part is not None:
            self.needs.append((change, reached(change.part, self.reach)))
        else:
            self._inputs(change)

    def _inputs(self, change: AtInput) -> None:
        for name in change.customers:
            owner: Product | Use = self.products.get(name) or self.uses[name]
            inputs = tuple(
                self._changed(entry, change, old) if change.input in old.options else entry
                for entry, old in zip(owner.inputs, inputs_of(self.old, name), strict=True)
            )
            changed = owner.model_copy(update={"inputs": inputs})
            put(self.products, self.uses, name=name, changed=changed)

    def _changed(self, entry: Input, change: AtInput, old: Input) -> Input:
        if isinstance(change, RaiseBuffer):
            return self._buffered(entry, change)
        if isinstance(change, ShortenSubstitution):
            return self._shortened(entry, change, old)
        if isinstance(change, RaiseFallback) and entry.fallback is not None:
            level = _raised(entry.fallback.level, reached(change.level, self.reach))
            return entry.model_copy(
                update={"fallback": entry.fallback.model_copy(update={"level": level})}
            )
        if isinstance(change, AddFallback) and old.fallback is None:
            to = reached(change.level, self.reach)
            level = Range(low=to, mode=to, high=to)
            if entry.fallback is not None:
                level = _raised(entry.fallback.level, to)
            made = Fallback.model_construct(level=level, after=change.after, title=None)
            return entry.model_copy(update={"fallback": made})
        if isinstance(change, LowerNeed) and entry.essentiality == "critical":
            return entry.model_copy(update={"essentiality": "important"})
        return entry

    def _buffered(self, entry: Input, change: RaiseBuffer) -> Input:
        more = reached(change.weeks, self.reach)
        if entry.any_of is None:
            return entry.model_copy(update={"buffer": _longer(entry.buffer, more)})
        options = tuple(
            # An alternative named only has the buffer of its input, and from now on one of its own.
            made.model_copy(update={"buffer": _longer(made.buffer or entry.buffer, more)})
            if made.product == change.input
            else one
            for one in entry.any_of
            for made in (Alternative(product=one) if isinstance(one, str) else one,)
        )
        return entry.model_copy(update={"any_of": options})

    def _shortened(self, entry: Input, change: ShortenSubstitution, old: Input) -> Input:
        now = None if entry.substitution is None else entry.substitution.mode
        if change.factor is not None:
            if now is None or old.substitution is None:
                return entry
            new = now * reached_time(change.factor, self.reach)
        else:
            to = reached_time(change.to, self.reach) if change.to is not None else 0.0
            new = to if now is None else min(now, to)
        return entry.model_copy(update={"substitution": _weeks(new)})

    def _spare(self, change: AddSpareCapacity) -> None:
        product = self.products[change.product]
        known = product.spare_capacity
        more = reached(change.spare, self.reach)
        mode = more + (known.mode if known else 0.0)
        made = SpareCapacity.model_construct(low=0.0, mode=mode, high=max(1.0, mode))
        self.products[change.product] = product.model_copy(update={"spare_capacity": made})

    def _owner(self, change: ChangeOwner) -> None:
        new = {"owner": change.to}
        if change.headquarters is not None:
            new["headquarters"] = change.headquarters
        if change.firm is not None:
            self.firms[change.firm] = self.firms[change.firm].model_copy(update=new)
            return
        key, _, name = str(change.producer).partition("/")
        product = self.products[key]
        producers = tuple(
            one.model_copy(update=new) if one.key == name else one for one in product.producers
        )
        self.products[key] = product.model_copy(update={"producers": producers})

    def model(self) -> Model:
        """Write the supply and the needs, and give the model."""
        for key in {one.product for one in self.supplies if one.customers is None}:
            self._market(key)
        for change in self.supplies:
            if change.customers is not None:
                self._contracts(change)
        for need, part in self.needs:
            self._lowered(need, part)
        stated = self.old.perspective.trusted
        trusted = (stated,) if isinstance(stated, str) else tuple(stated)
        perspective = self.old.perspective.model_copy(
            update={"trusted": (*trusted, *self.trusted)} if self.trusted else {}
        )
        return self.old.model_copy(
            update={
                "products": self.products,
                "uses": self.uses,
                "firms": self.firms,
                "perspective": perspective,
            }
        )

    def _shares(self, key: str) -> dict[str, float]:
        """Market shares before any measure, new producers at nothing."""
        old = {one.key: one.share.mode for one in self.old.products[key].producers}
        shares = {one.key: old.get(one.key, 0.0) for one in self.products[key].producers}
        return shares | {"remainder": self.old.products[key].remainder.share}

    def _moved(self, change: AddSupply, shares: Mapping[str, float]) -> dict[str, float]:
        who = gaining(change)
        amount = reached(change.share, self.reach)
        gives = {name: share for name, share in shares.items() if name != who}
        if change.from_ == ("largest",):
            largest = max(sorted(gives), key=lambda name: gives[name])
            gives = {largest: gives[largest]}
        elif change.from_ != ("all",):
            gives = {name: share for name, share in gives.items() if name in change.from_}
        total = sum(gives.values())
        if total <= 0:
            return {}
        return {who: amount} | {name: -amount * share / total for name, share in gives.items()}

    def _market(self, key: str) -> None:
        shares = self._shares(key)
        after = dict(shares)
        for change in self.supplies:
            if change.product == key and change.customers is None:
                for name, more in self._moved(change, shares).items():
                    after[name] += more
        after = {name: _held(f"{key}/{name}", share) for name, share in after.items()}
        product = self.products[key]
        producers = tuple(
            one.model_copy(update={"share": _share(after[one.key])}) for one in product.producers
        )
        remainder = product.remainder.model_copy(update={"share": after["remainder"]})
        self.products[key] = product.model_copy(
            update={"producers": producers, "remainder": remainder}
        )

    def _each(
        self,
        name: str,
        key: str,
        change: Callable[[str | None, dict[str, float]], dict[str, float] | None],
    ) -> None:
        """Rewrite from whom every maker of a product, or a use, buys another product."""
        owner: Product | Use = self.products.get(name) or self.uses[name]
        who: Sequence[str | None] = (None,)
        if isinstance(owner, Product):
            who = [one.key for one in owner.producers]
            who = [*who, *(["remainder"] if owner.remainder.share > 0 else [])]
        market = {
            one.key: one.share.mode for one in self.products[key].producers if one.share.mode > 0
        }
        if self.products[key].remainder.share > 0:
            market["remainder"] = self.products[key].remainder.share
        rows = [row for row in owner.sourcing if row.input != key]
        for customer in who:
            mine = [
                row
                for row in owner.sourcing
                if row.input == key and (customer is None or customer in row.customers)
            ]
            if any(row.none for row in mine):
                rows.append(Sourcing(producer=_one(customer), input=key, none=True))
                continue
            stated = {str(row.supplier): float(row.share or 0.0) for row in mine}
            found = change(customer, stated or market)
            if found is None:
                found = stated
            rows += [
                Sourcing.model_construct(
                    producer=_one(customer), input=key, supplier=one, share=share, none=False
                )
                for one, share in found.items()
            ]
        changed = owner.model_copy(update={"sourcing": tuple(rows)})
        put(self.products, self.uses, name=name, changed=changed)

    def _contracts(self, change: AddSupply) -> None:
        for name in change.customers or ():
            before = self.old.products.get(name) or self.old.uses[name]
            shares = self._shares(change.product)

            def moved(customer: str | None, now: dict[str, float]) -> dict[str, float]:
                stated = {
                    str(row.supplier): float(row.share or 0.0)
                    for row in before.sourcing  # noqa: B023
                    if row.input == change.product
                    and (customer is None or customer in row.customers)
                }
                first = stated or shares  # noqa: B023
                after = dict(now)
                for one, more in self._moved(change, first).items():
                    after[one] = after.get(one, 0.0) + more
                held = {one: _held(one, share) for one, share in after.items()}
                # A product that is listed wholly has no remainder to buy from.
                return {n: share for n, share in held.items() if share > 0 or n != "remainder"}

            self._each(name, change.product, moved)

    def _lowered(self, change: LowerNeed, part: float) -> None:
        for name in change.customers:
            self._each(
                name,
                change.input,
                lambda _, now: {one: share * (1.0 - part) for one, share in now.items()},
            )


def _one(customer: str | None) -> tuple[str, ...] | None:
    return None if customer is None else (customer,)


def _held(name: str, share: float) -> float:
    if share < -EXACT:
        raise AnalysisError(
            "VA732",
            f"the measures together take more from {name} than it has.",
            "Take fewer of them together.",
        )
    return max(0.0, share)


def _share(share: float) -> Range:
    return Range.model_construct(low=share, mode=share, high=share)


def _weeks(weeks: float) -> WeeksRange:
    return WeeksRange.model_construct(low=weeks, mode=weeks, high=weeks)


def _raised(level: Range, to: float) -> Range:
    """A level that is at least what is reached, at both ends of its range too."""
    return Range(low=max(level.low, to), mode=max(level.mode, to), high=max(level.high, to))


def _longer(buffer: WeeksRange | None, more: float) -> WeeksRange:
    return _weeks(more + (buffer.mode if buffer is not None else 0.0))
