"""A measure file: what could be done about a dependency, for what money, by whom, from when."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from valuechain.schema.scenario import ModelPin, NameList, PlaceList
from valuechain.schema.terms import (
    Duration,
    Figure,
    Id,
    Marking,
    Number,
    Place3,
    Range,
    Record,
    ShareRange,
    Source,
    Text,
    Weeks,
    Whole,
    in_order,
)
from valuechain.vocab.words import ChangeKind, Instrument, Kind

_Listed = Annotated[tuple[Id, ...], Field(min_length=1)]


class Amount(Record):
    """Money that is known only roughly: low <= mode <= high."""

    low: Annotated[Number, Field(ge=0)]
    """Lowest plausible, in EUR."""
    mode: Annotated[Number, Field(ge=0)]
    """Most plausible, in EUR."""
    high: Annotated[Number, Field(ge=0)]
    """Highest plausible, in EUR."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        in_order(self)
        return self


def _as_amount(raw: object) -> object:
    """Read one number as an amount without width."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return {"low": raw, "mode": raw, "high": raw}
    return raw


Eur = Annotated[Amount, BeforeValidator(_as_amount, json_schema_input_type=Number | Amount)]
"""Money: one number of EUR, or ``{low, mode, high}``."""


class Cost(Figure):
    """What a measure costs, all partners together; note what was netted and what was not."""

    capex: Eur
    """Money spent once, spread over the years of the lead."""
    opex_per_year: Eur
    """Money for every year from the moment that it works."""
    price_year: Annotated[Whole, Field(ge=1990, le=2100)]
    """Year of the prices."""
    own_share: ShareRange = Range(low=1.0, mode=1.0, high=1.0)
    """Part of it that home pays; the whole unless it is done with others."""


class Lead(Figure):
    """How long it takes from the decision until it works."""

    time: Duration
    """From the decision to the first effect."""
    ramp: Weeks = 0.0
    """Then in a straight line to the full effect; at once if left out."""


class Maker(Record):
    """A producer that does not exist yet."""

    id: Id
    """Name within its product."""
    title: Text
    """Name for readers."""
    site: Place3
    """Country where it will make the product."""
    headquarters: Place3
    """Country that it will be led from."""
    owner: Place3
    """Country whose law can compel its owner."""
    like: str | None = None
    """A producer of the same product whose suppliers it will have; the market if left out."""
    without: tuple[Id, ...] = ()
    """Inputs of the product that it does without."""


class _Change(Figure):
    """What every change states."""

    kind: ChangeKind
    """Sort of change."""


class AddSupply(_Change):
    """A producer makes more of a product, and somebody else that much less of what is sold.

    What it needs itself is what its product needs: the model, not the author, says what it helps.
    """

    kind: Literal["add-supply"]
    """Sort of change."""
    product: Id
    """The product."""
    producer: str | None = None
    """Who makes more, as named within the product: ``asml/NLD`` or the id of an aggregate."""
    maker: Maker | None = None
    """In its place a producer that does not exist yet."""
    share: ShareRange
    """Part of the supply that it gains."""
    from_: Annotated[NameList, Field(alias="from")] = ("all",)
    """Who loses it: ``all`` in proportion, the ``largest``, or producers by name."""
    customers: NameList | None = None
    """Only for these uses, those of these groups of uses that need it, or makers of these products;
    everybody who buys on the market if left out."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.producer is None) == (self.maker is None):
            raise PydanticCustomError("producer_or_maker", "either producer or maker")
        return self


class _AtInput(_Change):
    """A change at one input of some customers."""

    input: Id
    """The product that is needed."""
    customers: NameList
    """Uses, groups of uses (those that need it), or products whose makers need it."""
    at: PlaceList | None = None
    """Only customers in these countries or groups, by site."""


class RaiseBuffer(_AtInput):
    """Customers hold more of an input in stock."""

    kind: Literal["raise-buffer"]
    """Sort of change."""
    weeks: Duration
    """Weeks of normal use on top of what they have."""


class ShortenSubstitution(_AtInput):
    """Another supplier can step in sooner; never later than today."""

    kind: Literal["shorten-substitution"]
    """Sort of change."""
    factor: ShareRange | None = None
    """Part of the time that is left; the smallest is the largest effect."""
    to: Duration | None = None
    """In its place the new time."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.factor is None) == (self.to is None):
            raise PydanticCustomError("factor_or_to", "either factor or to")
        return self


class RaiseFallback(_AtInput):
    """A poorer way of working that exists keeps up more; when it is there does not change."""

    kind: Literal["raise-fallback"]
    """Sort of change."""
    level: ShareRange
    """Level that it keeps up from then on, where it was less."""


class AddFallback(_AtInput):
    """A poorer way of working where there is none."""

    kind: Literal["add-fallback"]
    """Sort of change."""
    level: ShareRange
    """Level that it keeps up."""
    after: Weeks
    """Time before it is available."""


class AddAlternative(_AtInput):
    """Another product can fill part of a need."""

    kind: Literal["add-alternative"]
    """Sort of change."""
    product: Id
    """The other product."""
    capacity: ShareRange
    """Part of the need that it can fill, where it was less."""
    needed_as: Kind | None = None
    """Sort of input, where it differs from the first."""
    buffer: Duration | None = None
    """Stock or grace period, where it differs from the first."""
    lifetime: Duration | None = None
    """Lifetime of the installed base, where it differs from the first."""


class ChangeOwner(_Change):
    """A firm, or one producer, comes under the law of another country; its sites stay."""

    kind: Literal["change-owner"]
    """Sort of change."""
    firm: Id | None = None
    """The firm."""
    producer: str | None = None
    """In its place one producer, written ``product/firm/SITE`` or ``product/id``."""
    to: Place3
    """Country or group of the new owner."""
    headquarters: Place3 | None = None
    """Country or group that it is led from afterwards, if that changes too."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.firm is None) == (self.producer is None):
            raise PydanticCustomError("firm_or_producer", "either firm or producer")
        return self


class LowerNeed(_AtInput):
    """Customers need an input less."""

    kind: Literal["lower-need"]
    """Sort of change."""
    part: ShareRange | None = None
    """Part of the need that is gone."""
    essentiality: Literal["important"] | None = None
    """In its place: what was critical becomes important."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.part is None) == (self.essentiality is None):
            raise PydanticCustomError("part_or_class", "either part or essentiality")
        return self


class AddSpareCapacity(_Change):
    """The producers of a product could make more than they do."""

    kind: Literal["add-spare-capacity"]
    """Sort of change."""
    product: Id
    """The product."""
    spare: ShareRange
    """How much more, relative to the output of the producers that are left."""


class Trust(_Change):
    """A country is counted among the partners: a political choice, without a price.

    It may raise losses, for who is a partner can be refused with us.
    """

    kind: Literal["trust"]
    """Sort of change."""
    place: Place3
    """Country or group."""


Change = Annotated[
    AddSupply
    | RaiseBuffer
    | ShortenSubstitution
    | RaiseFallback
    | AddFallback
    | AddAlternative
    | ChangeOwner
    | LowerNeed
    | AddSpareCapacity
    | Trust,
    Field(discriminator="kind"),
]
"""One change of a measure."""
AtInput = (
    RaiseBuffer | ShortenSubstitution | RaiseFallback | AddFallback | AddAlternative | LowerNeed
)
"""A change at an input of some customers."""


class Measure(Record):
    """Something that can be done: what it changes, its price, its time, who decides."""

    title: Text
    """Name for readers."""
    because: Text
    """What it is good for, and what is known of it."""
    layer: Id
    """Layer of the stack that it is about."""
    changes: Annotated[tuple[Change, ...], Field(min_length=1)]
    """What it changes in the model."""
    cost: Cost
    """What it costs."""
    lead: Lead
    """How long it takes."""
    actor: Text
    """Who decides and who carries it out, in words."""
    actors: _Listed
    """The same as short names, to choose by."""
    levers: Annotated[tuple[Instrument, ...], Field(min_length=1)]
    """By what it is carried out."""
    needs_first: tuple[Id, ...] = ()
    """Measures that must work before this one starts."""
    excludes: tuple[Id, ...] = ()
    """Measures that cannot be taken with it."""
    jointly_with: tuple[Place3, ...] = ()
    """Countries that must take part."""
    until: Weeks | None = None
    """How long it works, where it ends: a stock is used up, a contract runs out."""
    marking: Marking | None = None
    """How far it may travel."""

    @property
    def political(self) -> bool:
        """Whether it only changes who is trusted: never chosen unless asked for."""
        return any(change.kind == "trust" for change in self.changes)


class MeasureFile(Record):
    """A file of measures about one model."""

    schema_: Annotated[Literal["valuechain/1"], Field(alias="schema")]
    """Version of the format."""
    id: Id
    """Name of the file."""
    title: Text
    """Name for readers."""
    model: ModelPin
    """The model they are written for."""
    sources: dict[Id, Source] = Field(default_factory=dict)
    """Sources that the model does not have."""
    measures: Annotated[dict[Id, Measure], Field(min_length=1)]
    """The measures by name."""
    marking: Marking | None = None
    """How far the file may travel."""


class Aim(Figure):
    """Something to be reached by a day: less exposure, or a smaller share in few hands."""

    title: Text
    """Name for readers."""
    use: Id | None = None
    """A use whose exposure is to fall."""
    product: Id | None = None
    """A product of which a share is to fall; with a use, only that part is taken away."""
    removed: Place3
    """Country or group that it is about."""
    attribute: Literal["site", "headquarters", "owner", "any"] = "owner"
    """By which tie its suppliers are found."""
    mode: Literal["lost", "withheld"] = "withheld"
    """Whether they stop for everybody or refuse us."""
    weeks: Annotated[Whole, Field(ge=1, le=520)] = 52
    """Weeks after which the exposure is taken."""
    below: Annotated[Number, Field(ge=0, le=1)]
    """What it is to be below, 0..1."""
    by: Annotated[Whole, Field(ge=2000, le=2100)]
    """Year in which it is to be reached."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.use is None and self.product is None:
            raise PydanticCustomError("use_or_product", "a use, a product, or both")
        return self


class TargetFile(Record):
    """A file of targets about one model."""

    schema_: Annotated[Literal["valuechain/1"], Field(alias="schema")]
    """Version of the format."""
    id: Id
    """Name of the file."""
    model: ModelPin
    """The model they are written for."""
    sources: dict[Id, Source] = Field(default_factory=dict)
    """Sources that the model does not have."""
    targets: Annotated[dict[Id, Aim], Field(min_length=1)]
    """The targets by name."""
