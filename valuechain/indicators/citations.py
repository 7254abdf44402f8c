"""Which figures of the model stand behind a slot or a producer, and on what they rest."""

from dataclasses import dataclass, field
from typing import Literal

from valuechain.results.routes import CitedFigure
from valuechain.schema import Evidence, Figure, Input, Model, Producer
from valuechain.stack.columns import BUYER, USE, Stack
from valuechain.stack.compile import producer_name
from valuechain.vocab.durations import format_weeks
from valuechain.vocab.words import Attribute

Tie = Literal["", "site", "control", "any"]
"""Which fact ties a producer to what is removed: where it makes, who controls it, or either."""


def _percent(share: float) -> str:
    return f"{100 * share:.4g} %"


def cite(
    model: Model, keys: str, *, text: str, own: Evidence, whole: Figure | None = None
) -> CitedFigure:
    """One figure with its evidence; what it does not say itself it takes from the whole."""
    source = own.source or (whole.source if whole else None) or ""
    known = model.sources.get(source)
    return CitedFigure(
        keys=keys,
        text=text,
        source=source,
        status=own.status or (whole.status if whole else None) or "judgement",
        credibility=own.credibility or (whole.credibility if whole else None) or 6,
        reliability=known.reliability if known else "F",
        note=own.note or (whole.note if whole else None) or "",
    )


def input_figures(model: Model, keys: str, *, entry: Input) -> list[CitedFigure]:
    """The figures of one input that decide how fast and how deep it bites."""
    fields = [("essentiality", str(entry.essentiality))]
    if entry.kind == "capital" and entry.lifetime:
        fields.append(("lifetime", f"lifetime {format_weeks(entry.lifetime.mode)}"))
    if entry.buffer:
        fields.append(("buffer", f"buffer {format_weeks(entry.buffer.mode)}"))
    found = [
        cite(
            model,
            f"{keys}.{name}",
            text=text,
            own=entry.evidence.get(name, entry),  # type: ignore[call-overload]
            whole=entry,
        )
        for name, text in fields
    ]
    if entry.fallback:
        text = f"fallback {_percent(entry.fallback.level.mode)}"
        found.append(cite(model, f"{keys}.fallback", text=text, own=entry.fallback, whole=entry))
    return found


@dataclass(slots=True)
class Citations:
    """Figures of a model, reachable from the rows of its stack.

    Parameters
    ----------
    model : Model
        The model.
    stack : Stack
        The same model, compiled.
    """

    model: Model
    stack: Stack
    _slots: dict[int, tuple[CitedFigure, ...]] = field(default_factory=dict)
    _producers: dict[tuple[int, Tie], tuple[CitedFigure, ...]] = field(default_factory=dict)

    def customer(self, row: int) -> tuple[str, str | None]:
        """Key of the product or use that a row belongs to, and the producer's name within it."""
        stack = self.stack
        name = stack.producer_ids[row]
        if stack.producer_kind[row] == USE:
            return name, None
        product = stack.product_ids[stack.producer_product[row]]
        return product, name[len(product) + 1 :]

    def entry(self, slot: int) -> tuple[str, Input]:
        """Place in the model and record of the input behind a slot."""
        row = int(self.stack.slot_customer[slot])
        key, _ = self.customer(row)
        number = int(self.stack.slot_input[slot])
        if self.stack.producer_kind[row] == USE:
            return f"uses.{key}.inputs[{number}]", self.model.uses[key].inputs[number]
        return f"products.{key}.inputs[{number}]", self.model.products[key].inputs[number]

    def of_slot(self, slot: int) -> tuple[CitedFigure, ...]:
        """Figures of the input behind a slot, and of its stated sourcing."""
        if slot not in self._slots:
            row = int(self.stack.slot_customer[slot])
            if self.stack.producer_kind[row] == BUYER:
                self._slots[slot] = ()
            else:
                keys, entry = self.entry(slot)
                figures = input_figures(self.model, keys, entry=entry)
                self._slots[slot] = (*figures, *self._sourcing(row, slot))
        return self._slots[slot]

    def _sourcing(self, row: int, slot: int) -> list[CitedFigure]:
        key, name = self.customer(row)
        is_use = self.stack.producer_kind[row] == USE
        place = f"uses.{key}" if is_use else f"products.{key}"
        rows = self.model.uses[key].sourcing if is_use else self.model.products[key].sourcing
        first, last = self.stack.alternative_start[slot : slot + 2]
        bought = {
            self.stack.product_ids[p] for p in self.stack.alternative_product[first:last].tolist()
        }
        found = []
        for number, stated in enumerate(rows):
            names = (stated.producer,) if isinstance(stated.producer, str) else stated.producer
            mine = (names is None and name is None) or (names is not None and name in names)
            if mine and stated.input in bought and stated.share is not None:
                text = f"{_percent(stated.share)} from {stated.supplier}"
                found.append(cite(self.model, f"{place}.sourcing[{number}]", text=text, own=stated))
        return found

    def of_producer(self, row: int, *, tie: Tie = "") -> tuple[CitedFigure, ...]:
        """Share of a producer and, where it is removed for its tie, what that tie rests on."""
        if (row, tie) not in self._producers:
            self._producers[row, tie] = tuple(self._producer(row, tie))
        return self._producers[row, tie]

    def _producer(self, row: int, tie: Tie) -> list[CitedFigure]:
        key, name = self.customer(row)
        if self.stack.producer_kind[row] in (USE, BUYER) or name == "remainder":
            return []
        for number, producer in enumerate(self.model.products[key].producers):
            if producer_name(producer) == name:
                text = f"{_percent(producer.share.mode)} of {key} ({producer.year})"
                place = f"products.{key}.producers[{number}].share"
                found = [cite(self.model, place, text=text, own=producer)]
                return [*found, *self._tie(producer, f"products.{key}.producers[{number}]", tie)]
        return []

    def _tie(self, producer: Producer, keys: str, tie: Tie) -> list[CitedFigure]:
        """On what the country of a producer rests; a proxy is our judgement."""
        assumed = Evidence(source=producer.source, status="judgement", credibility=6)
        found = []
        if tie in {"site", "any"} and producer.site_basis == "proxy":
            text = f"site {producer.site}: only the headquarters is known"
            found.append(cite(self.model, f"{keys}.site", text=text, own=assumed))
        if tie in {"control", "any"} and producer.firm:
            firm = self.model.firms[producer.firm]
            text = f"{firm.name}: headquarters {firm.headquarters}, owner {firm.owner}"
            found.append(cite(self.model, f"firms.{producer.firm}", text=text, own=firm))
        if tie in {"control", "any"} and producer.owner_basis == "proxy":
            text = f"owner {producer.owner}: assumed for the whole group"
            found.append(cite(self.model, f"{keys}.owner", text=text, own=assumed))
        return found


def tie_of(attribute: Attribute) -> Tie:
    """The fact behind an attribute: the site, who controls it, or either."""
    if attribute in {"headquarters", "owner"}:
        return "control"
    return "site" if attribute == "site" else "any"
