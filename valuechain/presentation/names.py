"""Names for what stands on a route: products, makers, causes and figures."""

import re
from dataclasses import dataclass
from typing import Final

from valuechain.results.routes import CitedFigure, Route, RouteStep
from valuechain.schema import Input, Model, Text
from valuechain.schema.supply import Producer
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, inline
from valuechain.texts.names import NAMES
from valuechain.texts.numbers import duration, percent
from valuechain.texts.places import in_sentence, place_name, short_place
from valuechain.texts.ties import under_tie, who_refuses
from valuechain.vocab.tolerances import WHOLE

_ENTRY: Final = re.compile(r"(?:products|uses)\.([^.]+)\.(\w+)\[(\d+)\]\.?(\w*)")


@dataclass(frozen=True, slots=True)
class Names:
    """What countries, products, uses and firms of a model are called in a language."""

    model: Model
    lang: Lang

    def text(self, text: Text) -> str:
        """Give a text of the model, in English where it lacks the language."""
        return (text.nl or text.en) if self.lang == "nl" else text.en

    def title(self, key: str) -> str:
        """Name a product or a use, as a heading or a cell does."""
        if key in self.model.uses:
            return self.text(self.model.title_of_use(key))
        found = self.model.products.get(key)
        return key if found is None else self.text(found.title)

    def inline(self, key: str) -> str:
        """Name a product or a use as the inside of a sentence does."""
        return inline(self.title(key))

    def lost(self, removed: str, *, kind: str, product: str = "") -> tuple[str, str]:
        """Name what is lost as sentences need it: its name, and the product it is limited to.

        Parameters
        ----------
        removed : str
            Country, firm or producer: ``JPN``, ``tsmc``, ``foundry-all/tsmc/TWN``.
        kind : str
            ``country``, ``firm`` or ``producer``.
        product : str
            Product of which only that part is taken away; empty: everything.

        Returns
        -------
        name : str
            The code of a country; of a firm or producer its name.
        product_title : str
            Title of the product; empty if everything is taken away.
        """
        name = removed
        if kind == "firm" and removed in self.model.firms:
            name = self.model.firms[removed].name
        if kind == "producer":
            product, name = self._made_by(removed)
        known = product in self.model.products
        return name, self.title(product) if known else ""

    def _made_by(self, row: str) -> tuple[str, str]:
        """Product and maker of a producer: ``foundry-all/tsmc/TWN``, ``gallium/chn-all``."""
        product, _, rest = row.partition("/")
        firm, _, site = rest.partition("/")
        if firm in self.model.firms:
            return product, f"{self.model.firms[firm].name} ({short_place(self.lang, site)})"
        for one in self.model.products[product].producers:
            if one.id == rest and one.title is not None:
                return product, self.text(one.title)
            if one.id == rest:
                return product, short_place(self.lang, one.site)
        return product, rest

    @property
    def groups(self) -> dict[str, str]:
        """What the groups of countries of the model are called."""
        named = self.model.groups.items()
        return {key: self.text(group.title) for key, group in named if group.title is not None}

    def place(self, code: str) -> str:
        """Name a country or group as a sentence does, with its article."""
        return in_sentence(self.lang, code, titles=self.groups)

    def producer(self, supplier: str) -> Producer | None:
        """Record of a producer by its id in the stack; none for a remainder."""
        product, _, name = supplier.partition("/")
        held = self.model.products[product].producers
        return next((one for one in held if one.key == name), None)

    def maker(self, supplier: str) -> str:
        """Name a producer for readers by its id in the stack."""
        found = self.producer(supplier)
        if found is None:
            return NAMES.say(self.lang, "remainder")
        if found.firm is not None:
            return self.model.firms[found.firm].name
        return self.text(found.title) if found.title is not None else str(found.id)

    def countries(self, supplier: str, *, attribute: str) -> str:
        """Name the countries of a producer by which it hangs on others."""
        found = self.producer(supplier)
        if found is None:
            product = supplier.partition("/")[0]
            stated = self.model.products[product].remainder.country
            return NAMES.say(self.lang, "unknown-place") if stated is None else self.short(stated)
        firm = self.model.firms[found.firm] if found.firm else None
        headquarters = found.headquarters or (firm.headquarters if firm else found.site)
        owner = found.owner or (firm.owner if firm else headquarters)
        parts = [("site", "place-site", found.site)]
        parts += [("headquarters", "place-led", headquarters), ("owner", "place-owner", owner)]
        asked = [part for part in parts if part[0] == "site" or attribute in {part[0], "any"}]
        if len({code for _, _, code in asked}) == 1:
            return self.short(found.site)
        return ", ".join(
            NAMES.say(self.lang, key, place=self.short(code)) for _, key, code in asked
        )

    def short(self, code: str) -> str:
        """Name a country or group where there is little room."""
        return short_place(self.lang, code, titles=self.groups)

    def layer(self, layer: str) -> str:
        """Name a layer of the stack, as its heading does."""
        titles = {found.id: self.text(found.title) for found in self.model.layers}
        return titles.get(layer, layer)

    def removed(self, removed: str) -> str:
        """Name what is taken away: a country, a group or a firm."""
        firm = self.model.firms.get(removed)
        if firm is not None:
            return firm.name
        return place_name(self.lang, removed, titles=self.groups)

    def supplier(self, supplier: str) -> str:
        """Name a producer (``cloud-eu/sap/DEU``, ``gallium/chn-all``), or a use, for readers."""
        product, _, rest = supplier.partition("/")
        firm, _, site = rest.partition("/")
        if firm in self.model.firms:
            name = self.model.firms[firm].name
            return f"{name} ({self.short(site)})" if site else name
        found = self.model.products.get(product)
        if found is None:
            return self.title(supplier)
        for producer in found.producers:
            if producer.id == rest:
                if producer.title is not None:
                    return self.text(producer.title)
                return self.removed(producer.site)
        return (
            NAMES.say(self.lang, "unlisted-suppliers")
            if rest == "remainder"
            else self.title(product)
        )

    def subject(self, route: Route) -> str:
        """Name the use, product or layer that an answer is about."""
        head, _, product = route.subject.partition("/")
        if not product:
            return self.title(head)
        return NAMES.say(self.lang, "as-buyer", product=self.title(product))

    def when(self, route: Route) -> str:
        """Say which week is meant, or that it is the limit."""
        return (
            NAMES.say(self.lang, "in-week", week=route.week)
            if route.week
            else NAMES.say(self.lang, "in-the-end")
        )

    def cause(self, route: Route) -> str:
        """Say what is taken away, as the condition of a sentence."""
        product, _, removed = route.removed.rpartition(" from ")
        everything = inline(self.title(product)) if product else NAMES.say(self.lang, "everything")
        suffix = "" if product else "-all"
        attribute, groups = route.attribute, self.groups
        if removed in self.model.firms:
            name = self.model.firms[removed].name
            key = "cause-firm-lost" if route.mode == "lost" else f"cause-firm{suffix}"
            return NAMES.say(self.lang, key, who=name, what=everything)
        if route.mode == "lost":
            tie = under_tie(self.lang, removed, attribute=attribute, titles=groups)  # type: ignore[arg-type]
            return NAMES.say(self.lang, "cause-lost", what=everything, tie=tie)
        who = who_refuses(self.lang, removed, attribute=attribute, titles=groups)  # type: ignore[arg-type]
        return NAMES.say(self.lang, f"cause-refused{suffix}", who=who, what=everything)

    def entry(self, customer: str, product: str) -> Input | None:
        """Record of an input by the customer's and the product's key."""
        found = self.model.uses.get(customer) or self.model.products.get(customer)
        if found is None:
            return None
        return next((one for one in found.inputs if product in one.options), None)

    def why(self, step: RouteStep) -> str:
        """Say why a customer still has what it has, such as a fallback, or that it has nothing."""
        entry = None if step.customer == step.product else self.entry(step.customer, step.product)
        if not step.suppliers:
            return NAMES.say(self.lang, "why-recovering")
        if step.left <= 1 - step.missing + WHOLE:
            return NAMES.say(self.lang, "why-nothing")
        fallback = entry.fallback if entry else None
        if fallback is not None and abs(step.left - fallback.level.mode) < WHOLE:
            if fallback.title is None:
                return NAMES.say(self.lang, "why-fallback-plain")
            return NAMES.say(self.lang, "why-fallback", title=inline(self.text(fallback.title)))
        if entry is not None and len(entry.options) > 1:
            return NAMES.say(self.lang, "why-other")
        key = {"capital": "why-base", "service": "why-grace"}.get(step.kind, "why-stock")
        return NAMES.say(self.lang, key)

    def figure(self, figure: CitedFigure) -> str:
        """Say what a figure of the model is, in a few words."""
        table, _, rest = figure.keys.partition(".")
        if table == "firms":
            return NAMES.say(self.lang, "figure-firm", name=self.model.firms[rest].name)
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
        return NAMES.say(self.lang, f"figure-{field}", name=name, share=share)

    def _bought(self, share: float | None) -> str:
        if share is None:
            return NAMES.say(self.lang, "figure-sourcing-row")
        return NAMES.say(self.lang, "figure-sourcing", share=percent(self.lang, share))

    def _of_input(self, entry: Input, field: str, *, text: str) -> str:
        if field == "essentiality":
            return label(self.lang, text, of="essentiality")
        if field == "fallback" and entry.fallback is not None:
            level = percent(self.lang, entry.fallback.level.mode)
            return NAMES.say(self.lang, "figure-fallback", level=level)
        amount = {"buffer": entry.buffer, "lifetime": entry.lifetime}.get(field)
        if amount is None:
            return text
        key = "figure-grace" if entry.kind == "service" else f"figure-{field}"
        return NAMES.say(self.lang, key, time=duration(self.lang, amount.mode))
