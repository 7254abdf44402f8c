"""The root of a model file, with its layers, groups, country packs and published figures."""

from collections.abc import Iterable
from html import escape
from typing import Annotated, Literal, Self

from pydantic import Field, PrivateAttr, model_validator

from valuechain.schema.risk import Country, Law, Parameters, Restriction, Thresholds
from valuechain.schema.supply import Firm, Input, Product, Sourcing, Use
from valuechain.schema.terms import (
    Alpha3,
    ChangeReason,
    Day,
    Figure,
    Id,
    Marking,
    Number,
    Period,
    Place3,
    Record,
    Source,
    Text,
    Year,
    in_order,
)
from valuechain.schema.uncertainty import Uncertainty
from valuechain.texts.places import place_name


class Perspective(Record):
    """From whose side the model is looked at: who counts as home, and who as partner."""

    home: tuple[Alpha3, ...]
    """Countries counted as our own."""
    trusted: Place3 | tuple[Place3, ...]
    """Partners, counted apart from home: a group, or a list of countries and groups."""


class Layer(Record):
    """One storey of the stack, from raw materials up to applications."""

    id: Id
    """Name of the layer."""
    title: Text
    """Name of the layer for readers."""


class Group(Figure):
    """A named set of countries, which can be named wherever a country can."""

    members: tuple[Alpha3, ...]
    """Countries that are members of the group."""
    title: Text | None = None
    """Name of the group for readers."""
    year: Year | None = None
    """Year of which the membership is stated."""


class UseGroup(Record):
    """A named group of uses; results stay per use, and the one that loses most is named."""

    title: Text
    """Name of the group of uses for readers."""
    description: Text | None = None
    """What the uses have in common."""


class Pack(Record):
    """What a country adds to a stack that it shares with others, for its own customers only."""

    title: Text
    """Name of the country for readers."""
    note: str | None = None
    """What a reader must know about the figures of this country."""
    inputs: dict[Id, tuple[Input, ...]] = Field(default_factory=dict)
    """Inputs that shared products need for customers of this country, added or replaced."""
    sourcing: dict[Id, tuple[Sourcing, ...]] = Field(default_factory=dict)
    """From whom makers of shared products buy these inputs, where known; by product."""


class Indicator(Figure):
    """A figure for context of one layer, such as investment; nothing is computed with it."""

    layer: Id
    """Layer of the stack that the figure is about."""
    name: str
    """What the figure measures."""
    geography: str
    """Country, group or region that the figure is about, as the source has it."""
    value: Number | str
    """The figure itself, in its unit; a text where the source gives a range or words."""
    unit: str
    """Unit of the figure, such as ``USD bn``."""
    year: Period | None = None
    """Year or years that the figure is about."""


class PublishedFigure(Figure):
    """A figure that others published on a dependency, to hold the model against."""

    use: Id
    """The use that the figure is about."""
    product: Id
    """The product that the use depends on."""
    statement: str
    """What was published, in a few words."""
    value: Number | None = None
    """The figure as published, in its unit."""
    unit: str | None = None
    """Unit of the figure, such as ``%``."""


class LeadTime(Figure):
    """A published time to build, to qualify or to deliver."""

    products: tuple[Id, ...]
    """Products that the time is about."""
    measure: str
    """What the time was measured for, such as building a factory."""
    low: Number
    """Shortest time, in the stated unit."""
    mode: Number
    """Most plausible time, in the stated unit."""
    high: Number
    """Longest time, in the stated unit."""
    unit: str
    """Unit of the three times, such as ``days``."""
    year: Period | None = None
    """Year or years in which the time was measured."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        in_order(self)
        return self


class Model(Record):
    """A model of the AI value chain: who makes what, who needs it, and how we know."""

    schema_: Annotated[Literal["valuechain/1"], Field(alias="schema")]
    """Version of the file format."""
    id: Id
    """Name of the model."""
    title: Text
    """Name of the model for readers."""
    as_of: Day
    """Day on which the model describes the world."""
    description: str | None = None
    """What the model is and is not."""
    perspective: Perspective
    """From whose side the model is looked at: home and its partners."""
    include: tuple[str, ...] = ()
    """Files of the same folder that belong to the model."""
    layers: tuple[Layer, ...]
    """Storeys of the stack, upstream to downstream."""
    groups: dict[str, Group] = Field(default_factory=dict)
    """Named sets of countries, by name."""
    sources: dict[Id, Source]
    """Publications, data sets and judgements that figures rest on, by key."""
    firms: dict[Id, Firm] = Field(default_factory=dict)
    """Firms that make products, by key."""
    products: dict[Id, Product]
    """Goods, services and knowledge that are bought and sold, by key."""
    uses: dict[Id, Use] = Field(default_factory=dict)
    """End uses that serve a public interest, by key."""
    use_groups: dict[Id, UseGroup] = Field(default_factory=dict)
    """Groups of uses that are asked about together, by key."""
    packs: dict[Alpha3, Pack] = Field(default_factory=dict)
    """Country packs, by country; uses and products sold in one country belong to its pack."""
    indicators: tuple[Indicator, ...] = ()
    """Figures for context, with which nothing is computed."""
    lead_times: tuple[LeadTime, ...] = ()
    """Published times to build, to qualify and to deliver."""
    published_figures: tuple[PublishedFigure, ...] = ()
    """Figures that others published on dependencies, to hold the model against."""
    parameters: Parameters
    """How much output is lost without an important or a minor input."""
    countries: dict[Alpha3, Country] = Field(default_factory=dict)
    """What makes supply problems likely in each country: governance and hazards."""
    restrictions: dict[Id, Restriction] = Field(default_factory=dict)
    """Restrictions on exports and imports, by key."""
    laws: dict[Id, Law] = Field(default_factory=dict)
    """Laws that reach suppliers abroad, by key."""
    thresholds: Thresholds
    """From where on something counts in a verdict."""
    uncertainty: Uncertainty | None = None
    """How wide figures without a range are, and how sure the class of an input."""
    vanished: dict[str, ChangeReason] = Field(default_factory=dict)
    """Why the model lacks what an earlier one had, by path as ``valuechain model diff`` has it."""
    marking: Marking | None = None
    """How far the model as a whole may travel, from public to secret."""

    def title_of_use(self, use: str) -> Text:
        """Name a use for readers, with its country where the model has uses of several."""
        found = self.uses[use]
        if all(one.country == found.country for one in self.uses.values()):
            return found.title
        en = f"{found.title.en} ({place_name('en', found.country)})"
        nl = f"{found.title.nl or found.title.en} ({place_name('nl', found.country)})"
        return Text(en=en, nl=nl)

    def named_customers(self, names: Iterable[str]) -> tuple[str, ...]:
        """Write out groups of uses among customers as the uses that are in them, each once."""
        found: dict[str, None] = {}
        for name in names:
            inside = [use for use, one in self.uses.items() if name in one.groups]
            found |= dict.fromkeys(inside if name in self.use_groups else [name])
        return tuple(found)

    def __repr__(self) -> str:
        return (
            f"<model {self.id} ({self.as_of:%Y-%m-%d}): {len(self.uses)} uses, "
            f"{len(self.products)} products in {len(self.layers)} layers, {len(self.firms)} firms, "
            f"{len(self.sources)} sources>"
        )

    def __str__(self) -> str:
        return repr(self)

    _others: dict[str, str] = PrivateAttr(default_factory=dict)
    _joined: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        # What home does not see helps to say what is wrong with a question; no model says it.
        return isinstance(other, Model) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]  # it holds mappings

    @property
    def uses_of_others(self) -> dict[str, str]:
        """Uses and groups of uses that home does not have, each with the countries that do.

        Empty before the model is seen from a home.
        """
        return dict(self._others)

    @property
    def joined_packs(self) -> tuple[str, ...]:
        """Countries of home whose packs were laid over the shared chain; empty before that."""
        return self._joined

    def _repr_html_(self) -> str:
        layers = [one.layer for one in self.products.values()]
        rows = "".join(
            f"<tr><td>{escape(layer.title.en)}</td><td>{layers.count(layer.id)}</td></tr>"
            for layer in self.layers
        )
        counts = escape(repr(self).partition(": ")[2].removesuffix(">"))
        return (
            f"<p><strong>{escape(self.title.en)}</strong>, {self.as_of:%Y-%m-%d}: {counts}.</p>"
            f"<table><thead><tr><th>layer</th><th>products</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )
