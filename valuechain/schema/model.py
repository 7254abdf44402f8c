"""The root of a model file."""

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
    """From whose side the model is looked at."""

    home: tuple[Alpha3, ...]
    """Countries counted as own."""
    trusted: Place3 | tuple[Place3, ...]
    """Partners counted apart: a group, or countries and groups."""


class Layer(Record):
    """One storey of the stack."""

    id: Id
    """Name of the layer."""
    title: Text
    """Name for readers."""


class Group(Figure):
    """A named set of countries, usable wherever a country is."""

    members: tuple[Alpha3, ...]
    """Its members."""
    title: Text | None = None
    """Name for readers."""
    year: Year | None = None
    """Year of the membership."""


class UseGroup(Record):
    """A named group of uses; results stay per use, the worst of them is said by name."""

    title: Text
    """Name for readers."""
    description: Text | None = None
    """What the uses have in common."""


class Pack(Record):
    """What a country adds to a stack that it shares with others, for its own customers only."""

    title: Text
    """Name of the country for readers."""
    note: str | None = None
    """What a reader must know about it."""
    inputs: dict[Id, tuple[Input, ...]] = Field(default_factory=dict)
    """Inputs of shared products for customers of this country; the same input is replaced."""
    sourcing: dict[Id, tuple[Sourcing, ...]] = Field(default_factory=dict)
    """From whom makers of shared products buy these inputs, where known."""


class Indicator(Figure):
    """A context figure of a layer: investment, patents, compute, talent."""

    layer: Id
    """The layer."""
    name: str
    """What is measured."""
    geography: str
    """Country, group or region, as the source has it."""
    value: Number | str
    """The figure; a text where the source gives a range or words."""
    unit: str
    """Unit."""
    year: Period | None = None
    """Year or years."""


class PublishedFigure(Figure):
    """A published dependence figure that holds the model to account."""

    use: Id
    """The use it is about."""
    product: Id
    """The input it is about."""
    statement: str
    """What was published, in a few words."""
    value: Number | None = None
    """The figure."""
    unit: str | None = None
    """Unit."""


class LeadTime(Figure):
    """A published time to build, to qualify or to deliver."""

    products: tuple[Id, ...]
    """What it is about."""
    measure: str
    """What was measured."""
    low: Number
    """Lowest."""
    mode: Number
    """Most plausible."""
    high: Number
    """Highest."""
    unit: str
    """Unit of the three."""
    year: Period | None = None
    """Year or years."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        in_order(self)
        return self


class Model(Record):
    """A model of the AI value chain."""

    schema_: Annotated[Literal["valuechain/1"], Field(alias="schema")]
    """Version of the format."""
    id: Id
    """Name of the model."""
    title: Text
    """Name for readers."""
    as_of: Day
    """Date of the model."""
    description: str | None = None
    """What the model is and is not."""
    perspective: Perspective
    """From whose side it is looked at."""
    include: tuple[str, ...] = ()
    """Files of the same folder that belong to the model."""
    layers: tuple[Layer, ...]
    """Storeys of the stack, upstream to downstream."""
    groups: dict[str, Group] = Field(default_factory=dict)
    """Named sets of countries."""
    sources: dict[Id, Source]
    """Sources, by key."""
    firms: dict[Id, Firm] = Field(default_factory=dict)
    """Firms, by key."""
    products: dict[Id, Product]
    """Products, by key."""
    uses: dict[Id, Use] = Field(default_factory=dict)
    """End uses, by key."""
    use_groups: dict[Id, UseGroup] = Field(default_factory=dict)
    """Groups of uses, by key."""
    packs: dict[Alpha3, Pack] = Field(default_factory=dict)
    """Country packs, by country; uses and products sold in one country belong to its pack."""
    indicators: tuple[Indicator, ...] = ()
    """Context figures."""
    lead_times: tuple[LeadTime, ...] = ()
    """Published times to build, qualify and deliver."""
    published_figures: tuple[PublishedFigure, ...] = ()
    """Published dependence figures."""
    parameters: Parameters
    """Parameters of the importance rule."""
    countries: dict[Alpha3, Country] = Field(default_factory=dict)
    """Risk components, by country."""
    restrictions: dict[Id, Restriction] = Field(default_factory=dict)
    """Export restrictions, by key."""
    laws: dict[Id, Law] = Field(default_factory=dict)
    """Statutes with reach abroad, by key."""
    thresholds: Thresholds
    """Thresholds of the verdict rule."""
    uncertainty: Uncertainty | None = None
    """Width of figures without a range, and chances of another class of importance."""
    vanished: dict[str, ChangeReason] = Field(default_factory=dict)
    """Why the model lacks what an earlier version had, by path as `model diff` writes it."""
    marking: Marking | None = None
    """Marking of the model as a whole."""

    def title_of_use(self, use: str) -> Text:
        """Title of a use; with its country, if the model has uses of more than one."""
        found = self.uses[use]
        if all(one.country == found.country for one in self.uses.values()):
            return found.title
        en = f"{found.title.en} ({place_name('en', found.country)})"
        nl = f"{found.title.nl or found.title.en} ({place_name('nl', found.country)})"
        return Text(en=en, nl=nl)

    def named_customers(self, names: Iterable[str]) -> tuple[str, ...]:
        """Put the uses of each group of uses that is named in its place, each once."""
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
        """Countries by use or group of uses that only packs of other countries than home hold.

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
