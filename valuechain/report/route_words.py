"""Words for what stands on a route: products, makers, causes and figures."""

import re
from dataclasses import dataclass
from typing import Final

from valuechain.results.routes import CitedFigure, Route, RouteStep
from valuechain.schema import Input, Model, Text
from valuechain.schema.supply import Producer
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, inline
from valuechain.texts.numbers import SPACE, duration, percent
from valuechain.texts.places import in_sentence, short_place
from valuechain.texts.sentences_commands import tell
from valuechain.texts.ties import under_tie, who_refuses

_EXACT: Final = 1e-6
_ENTRY: Final = re.compile(r"(?:products|uses)\.([^.]+)\.(\w+)\[(\d+)\]\.?(\w*)")


@dataclass(frozen=True, slots=True)
class Words:
    """Names in the reader's language, from one model."""

    model: Model
    lang: Lang

    def text(self, text: Text) -> str:
        """Give a text of the model, in English where it lacks the language."""
        return (text.nl or text.en) if self.lang == "nl" else text.en

    def tell(self, key: str, **parts: object) -> str:
        """Say a sentence."""
        return tell(self.lang, key, **parts)

    def title(self, key: str) -> str:
        """Name a product or a use."""
        found = self.model.products.get(key) or self.model.uses.get(key)
        return key if found is None else self.text(found.title)

    @property
    def groups(self) -> dict[str, str]:
        """Titles of the groups of the model."""
        named = self.model.groups.items()
        return {key: self.text(group.title) for key, group in named if group.title is not None}

    def place(self, code: str) -> str:
        """Name a country or group, with its article."""
        return in_sentence(self.lang, code, titles=self.groups)

    def producer(self, supplier: str) -> Producer | None:
        """Record of a producer by its id in the stack; none for a remainder."""
        product, _, name = supplier.partition("/")
        held = self.model.products[product].producers
        return next((one for one in held if one.key == name), None)

    def maker(self, supplier: str) -> str:
        """Name a producer by its id in the stack."""
        found = self.producer(supplier)
        if found is None:
            return self.tell("remainder")
        if found.firm is not None:
            return self.model.firms[found.firm].name
        return self.text(found.title) if found.title is not None else str(found.id)

    def countries(self, supplier: str, *, attribute: str) -> str:
        """Name the countries of a producer by which it hangs on others."""
        found = self.producer(supplier)
        if found is None:
            product = supplier.partition("/")[0]
            stated = self.model.products[product].remainder.country
            return self.tell("unknown-place") if stated is None else self.short(stated)
        firm = self.model.firms[found.firm] if found.firm else None
        headquarters = found.headquarters or (firm.headquarters if firm else found.site)
        owner = found.owner or (firm.owner if firm else headquarters)
        parts = [("site", "place-site", found.site)]
        parts += [("headquarters", "place-led", headquarters), ("owner", "place-owner", owner)]
        asked = [part for part in parts if part[0] == "site" or attribute in {part[0], "any"}]
        if len({code for _, _, code in asked}) == 1:
            return self.short(found.site)
        return ", ".join(self.tell(key, place=self.short(code)) for _, key, code in asked)

    def short(self, code: str) -> str:
        """Name a country or group where there is little room."""
        return short_place(self.lang, code, titles=self.groups)

    def subject(self, route: Route) -> str:
        """Name what the answer is about."""
        head, _, product = route.subject.partition("/")
        if not product:
            return self.title(head)
        return self.tell("as-buyer", product=self.title(product))

    def when(self, route: Route) -> str:
        """Name the week."""
        return self.tell("in-week", week=route.week) if route.week else self.tell("in-the-end")

    def cause(self, route: Route) -> str:
        """Say what is taken away, as the condition of a sentence."""
        product, _, removed = route.removed.rpartition(" from ")
        everything = inline(self.title(product)) if product else self.tell("everything")
        suffix = "" if product else "-all"
        attribute, groups = route.attribute, self.groups
        if removed in self.model.firms:
            name = self.model.firms[removed].name
            key = "cause-firm-lost" if route.mode == "lost" else f"cause-firm{suffix}"
            return self.tell(key, who=name, what=everything)
        if route.mode == "lost":
            tie = under_tie(self.lang, removed, attribute=attribute, titles=groups)  # type: ignore[arg-type]
            return self.tell("cause-lost", what=everything, tie=tie)
        who = who_refuses(self.lang, removed, attribute=attribute, titles=groups)  # type: ignore[arg-type]
        return self.tell(f"cause-refused{suffix}", who=who, what=everything)

    def entry(self, customer: str, product: str) -> Input | None:
        """Record of an input by the customer's and the product's key."""
        found = self.model.uses.get(customer) or self.model.products.get(customer)
        if found is None:
            return None
        return next((one for one in found.inputs if product in one.options), None)

    def why(self, step: RouteStep) -> str:
        """Say why a customer has left what it has."""
        entry = None if step.customer == step.product else self.entry(step.customer, step.product)
        if not step.suppliers:
            return self.tell("why-recovering")
        if step.left <= 1 - step.missing + _EXACT:
            return self.tell("why-nothing")
        fallback = entry.fallback if entry else None
        if fallback is not None and abs(step.left - fallback.level.mode) < _EXACT:
            if fallback.title is None:
                return self.tell("why-fallback-plain")
            return self.tell("why-fallback", title=inline(self.text(fallback.title)))
        if entry is not None and len(entry.options) > 1:
            return self.tell("why-other")
        key = {"capital": "why-base", "service": "why-grace"}.get(step.kind, "why-stock")
        return self.tell(key)

    def figure(self, figure: CitedFigure) -> str:
        """Say a figure in a few words."""
        table, _, rest = figure.keys.partition(".")
        if table == "firms":
            return self.tell("figure-firm", name=self.model.firms[rest].name)
        found = _ENTRY.match(figure.keys)
        if found is None:
            return figure.text
        key, part, number, field = found.groups()
        held = self.model.uses.get(key) or self.model.products[key]
        if part == "sourcing":
            return self._bought(held.sourcing[int(number)].share)
        if part == "inputs":
            return self._of_input(held.inputs[int(number)], field, text=figure.text)
        producer = self.model.products[key].producers[int(number)]
        share = percent(self.lang, producer.share.mode)
        name = self.maker(f"{key}/{producer.key}")
        return self.tell(f"figure-{field}", name=name, share=share)

    def _bought(self, share: float | None) -> str:
        if share is None:
            return self.tell("figure-sourcing-row")
        return self.tell("figure-sourcing", share=percent(self.lang, share))

    def _of_input(self, entry: Input, field: str, *, text: str) -> str:
        if field == "essentiality":
            return label(self.lang, text, of="essentiality")
        if field == "fallback" and entry.fallback is not None:
            level = percent(self.lang, entry.fallback.level.mode)
            return self.tell("figure-fallback", level=level)
        amount = {"buffer": entry.buffer, "lifetime": entry.lifetime}.get(field)
        if amount is None:
            return text
        key = "figure-grace" if entry.kind == "service" else f"figure-{field}"
        return self.tell(key, time=duration(self.lang, amount.mode))


def plain(text: str) -> str:
    """Write a text for a screen: ordinary spaces."""
    return text.replace(SPACE, " ")
