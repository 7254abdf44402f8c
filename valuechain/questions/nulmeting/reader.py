"""What every part of the page needs: names in the reader's language, and rows of the tables."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from valuechain.questions.nulmeting.words import say
from valuechain.results.result import Result
from valuechain.schema import Model, Text
from valuechain.texts.languages import Lang
from valuechain.texts.places import in_sentence, place_name, short_place

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Reader:
    """A result, its model and a language: what a part of the page is made from."""

    base: Result
    model: Model
    lang: Lang

    def text(self, text: Text) -> str:
        """Give a text of the model in the reader's language, in English where it lacks that."""
        return (text.nl or text.en) if self.lang == "nl" else text.en

    def say(self, key: str, **parts: object) -> str:
        """Say a sentence of the page."""
        return say(self.lang, key, **parts)

    def use(self, use: str) -> str:
        """Give the title of a use."""
        found = self.model.uses.get(use)
        return use if found is None else self.text(found.title)

    def product(self, product: str) -> str:
        """Give the title of a product, or of a use."""
        found = self.model.products.get(product)
        return self.use(product) if found is None else self.text(found.title)

    def layer(self, layer: str) -> str:
        """Give the title of a layer."""
        titles = {found.id: self.text(found.title) for found in self.model.layers}
        return titles.get(layer, layer)

    @property
    def groups(self) -> dict[str, str]:
        """Titles of the groups of the model."""
        return {
            key: self.text(group.title)
            for key, group in self.model.groups.items()
            if group.title is not None
        }

    def removed(self, removed: str) -> str:
        """Name what is taken away: a country, a group or a firm."""
        firm = self.model.firms.get(removed)
        if firm is not None:
            return firm.name
        return place_name(self.lang, removed, titles=self.groups)

    def place(self, code: str) -> str:
        """Name a place with its article."""
        return in_sentence(self.lang, code, titles=self.groups)

    def short(self, code: str) -> str:
        """Name a place where there is little room."""
        return short_place(self.lang, code, titles=self.groups)

    @property
    def home(self) -> str:
        """Name of home."""
        names = [place_name(self.lang, code, titles=self.groups) for code in self.homes]
        return ", ".join(names)

    @property
    def homes(self) -> tuple[str, ...]:
        """Home as it was asked for."""
        return self.base.settings.home

    @property
    def ours(self) -> frozenset[str]:
        """Countries and groups inside home and trusted: no threat is judged from them."""
        settings = self.base.settings
        return frozenset(
            (
                *settings.home,
                *settings.home_countries,
                *settings.trusted,
                *settings.trusted_countries,
            )
        )

    def supplier(self, supplier: str) -> str:
        """Name a producer (``cloud-eu/sap/DEU``, ``gallium/chn-all``), or a use, for readers."""
        product, _, rest = supplier.partition("/")
        firm, _, site = rest.partition("/")
        if firm in self.model.firms:
            name = self.model.firms[firm].name
            return f"{name} ({self.short(site)})" if site else name
        found = self.model.products.get(product)
        if found is None:
            return self.use(supplier)
        for producer in found.producers:
            if producer.id == rest:
                if producer.title is not None:
                    return self.text(producer.title)
                return self.removed(producer.site)
        return self.say("rest") if rest == "remainder" else self.product(product)

    def use_rows(self, *, critical: bool) -> list[str]:
        """List the uses of home that have a critical window, or those that have none."""
        judged = set(self.base.exposure["use"])
        return [
            use
            for use, found in self.model.uses.items()
            if use in judged and (found.critical_window is not None) == critical
        ]
