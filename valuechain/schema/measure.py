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
    """Lowest plausible amount, in EUR."""
    mode: Annotated[Number, Field(ge=0)]
    """Most plausible amount, in EUR."""
    high: Annotated[Number, Field(ge=0)]
    """Highest plausible amount, in EUR."""

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
"""Money: one number of EUR, or ``{low, mode, high}`` where it is known only roughly."""


class Cost(Figure):
    """What a measure costs, all partners together; note what was netted and what was not."""

    capex: Eur
    """Money that is spent once, in EUR, spread evenly over the years until it works."""
    opex_per_year: Eur
    """Money that is spent every year from the moment that it works, in EUR a year."""
    price_year: Annotated[Whole, Field(ge=1990, le=2100)]
    """Year in whose prices the costs are stated."""
    own_share: ShareRange = Range(low=1.0, mode=1.0, high=1.0)
    """Part of the cost that home pays, 0 to 1; the whole unless it is done with others."""


class Lead(Figure):
    """How long it takes from the decision to a measure until it works."""

    time: Duration
    """Time from the decision to the first effect."""
    ramp: Weeks = 0.0
    """Time from the first effect to the full one, in a straight line; at once if left out."""


class Maker(Record):
    """A producer that does not exist yet and that a measure would bring about."""

    id: Id
    """Name of the new producer within its product."""
    title: Text
    """Name of the new producer for readers."""
    site: Place3
    """Country or group where the new producer will make the product."""
    headquarters: Place3
    """Country or group that the new producer will be led from."""
    owner: Place3
    """Country or group whose law can compel the owner of the new producer."""
    like: str | None = None
    """A producer of the product whose suppliers it will have; those of the market if left out."""
    without: tuple[Id, ...] = ()
    """Inputs of the product that the new producer does without."""


class _Change(Figure):
    """What every change to a model states: its sort, and on what its figures rest."""

    kind: ChangeKind
    """Sort of change that the measure makes in the model."""


class AddSupply(_Change):
    """A producer makes more of a product, and somebody else that much less of what is sold.

    What it needs itself is what its product needs: the model, not the author, says what it helps.
    """

    kind: Literal["add-supply"]
    """Sort of change that the measure makes in the model."""
    product: Id
    """The product of which a producer makes more."""
    producer: str | None = None
    """Who makes more, as named within the product: ``asml/NLD`` or the name of an aggregate."""
    maker: Maker | None = None
    """A producer that does not exist yet, in the place of one that does."""
    share: ShareRange
    """Part of the supply of the product that the producer gains, 0 to 1."""
    from_: Annotated[NameList, Field(alias="from")] = ("all",)
    """Who loses that part: ``all`` in proportion, the ``largest``, or producers by name."""
    customers: NameList | None = None
    """Only what these buy: uses, groups of uses, or makers of products; all who buy if left out."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.producer is None) == (self.maker is None):
            raise PydanticCustomError("producer_or_maker", "either producer or maker")
        return self


class _AtInput(_Change):
    """A change at one input of some customers; it says which input, and whose."""

    input: Id
    """The product that the customers need."""
    customers: NameList
    """Uses, groups of uses (those that need it), or products whose makers need it."""
    at: PlaceList | None = None
    """Countries or groups where customers must stand, by site; all of them if left out."""


class RaiseBuffer(_AtInput):
    """Customers hold more of an input in stock."""

    kind: Literal["raise-buffer"]
    """Sort of change that the measure makes in the model."""
    weeks: Duration
    """Stock on top of what the customers have, in weeks of normal use."""


class ShortenSubstitution(_AtInput):
    """Another supplier can step in sooner than today, and never later."""

    kind: Literal["shorten-substitution"]
    """Sort of change that the measure makes in the model."""
    factor: ShareRange | None = None
    """Part of the substitution time that is left, 0 to 1; the smallest is the largest effect."""
    to: Duration | None = None
    """The new substitution time, in the place of a part of the old."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.factor is None) == (self.to is None):
            raise PydanticCustomError("factor_or_to", "either factor or to")
        return self


class RaiseFallback(_AtInput):
    """A poorer way of working that exists keeps up more; the time before it is there stays."""

    kind: Literal["raise-fallback"]
    """Sort of change that the measure makes in the model."""
    level: ShareRange
    """Level that it keeps up with the measure, 0 to 1 (1 is today's use); a higher one stays."""


class AddFallback(_AtInput):
    """Customers get a poorer way of working without an input, where they had none."""

    kind: Literal["add-fallback"]
    """Sort of change that the measure makes in the model."""
    level: ShareRange
    """Level that the poorer way of working keeps up, 0 to 1 (1 is today's use)."""
    after: Weeks
    """Time without the input before the poorer way of working is there."""


class AddAlternative(_AtInput):
    """Another product can fill part of a need of customers."""

    kind: Literal["add-alternative"]
    """Sort of change that the measure makes in the model."""
    product: Id
    """The other product that can fill the need."""
    capacity: ShareRange
    """Part of the need that the other product can fill, 0 to 1; a larger one stays."""
    needed_as: Kind | None = None
    """Whether the other product is used up, wears out or is a service; as the first if left out."""
    buffer: Duration | None = None
    """Stock of the other product (of a service the grace period); as of the first if left out."""
    lifetime: Duration | None = None
    """Lifetime of the other product as a machine; as of the first if left out."""


class ChangeOwner(_Change):
    """A firm, or one producer, comes under the law of another country; its sites stay."""

    kind: Literal["change-owner"]
    """Sort of change that the measure makes in the model."""
    firm: Id | None = None
    """The firm that gets another owner, by its key."""
    producer: str | None = None
    """One producer instead of a whole firm, written ``product/firm/SITE`` or ``product/id``."""
    to: Place3
    """Country or group whose law can compel the new owner."""
    headquarters: Place3 | None = None
    """Country or group that the firm is led from afterwards, if that changes too."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.firm is None) == (self.producer is None):
            raise PydanticCustomError("firm_or_producer", "either firm or producer")
        return self


class LowerNeed(_AtInput):
    """Customers need less of an input than today, or it matters less to them."""

    kind: Literal["lower-need"]
    """Sort of change that the measure makes in the model."""
    part: ShareRange | None = None
    """Part of the need that is gone, 0 to 1."""
    essentiality: Literal["important"] | None = None
    """In the place of a smaller need: the input becomes ``important`` where it was critical."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.part is None) == (self.essentiality is None):
            raise PydanticCustomError("part_or_class", "either part or essentiality")
        return self


class AddSpareCapacity(_Change):
    """The producers of a product have more capacity to spare than today."""

    kind: Literal["add-spare-capacity"]
    """Sort of change that the measure makes in the model."""
    product: Id
    """The product whose producers get the spare capacity."""
    spare: ShareRange
    """Spare capacity added, relative to the output of the producers that are left, 0 to 1."""


class Trust(_Change):
    """A country is counted among the partners: a political choice, without a price.

    It may raise losses, for who is a partner can be refused with us.
    """

    kind: Literal["trust"]
    """Sort of change that the measure makes in the model."""
    place: Place3
    """Country or group that is counted among the partners."""


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
"""One change that a measure makes in the model; its sort says which keys it has."""
AtInput = (
    RaiseBuffer | ShortenSubstitution | RaiseFallback | AddFallback | AddAlternative | LowerNeed
)
"""The sorts of change that are made at an input of some customers."""


class Measure(Record):
    """Something that can be done about a dependency: its effect, price, time and who decides."""

    title: Text
    """Name of the measure for readers."""
    because: Text
    """What the measure is good for, and what is known of it."""
    layer: Id
    """Layer of the stack that the measure is about."""
    changes: Annotated[tuple[Change, ...], Field(min_length=1)]
    """What the measure changes in the model, one change or more."""
    cost: Cost
    """What the measure costs, all partners together."""
    lead: Lead
    """How long it takes from the decision until the measure works."""
    actor: Text
    """Who decides on the measure and who carries it out, in words."""
    actors: _Listed
    """Who decides and who carries it out, as short names to choose measures by."""
    levers: Annotated[tuple[Instrument, ...], Field(min_length=1)]
    """Instruments by which the measure is carried out, such as a subsidy or a treaty."""
    needs_first: tuple[Id, ...] = ()
    """Measures that must work before this one can start."""
    excludes: tuple[Id, ...] = ()
    """Measures that cannot be taken together with this one."""
    jointly_with: tuple[Place3, ...] = ()
    """Countries or groups that must take part; without them the measure cannot be taken."""
    until: Weeks | None = None
    """How long the measure works, where that ends: a stock is used up, a contract runs out."""
    marking: Marking | None = None
    """How far the measure may travel, from public to secret."""

    @property
    def political(self) -> bool:
        """Whether the measure changes who is trusted; if so, it is chosen only when asked for."""
        return any(change.kind == "trust" for change in self.changes)


class MeasureFile(Record):
    """A file of measures that could be taken, written for one model."""

    schema_: Annotated[Literal["valuechain/1"], Field(alias="schema")]
    """Version of the file format."""
    id: Id
    """Name of the file of measures."""
    title: Text
    """Name of the file for readers."""
    model: ModelPin
    """The model that the measures are written for."""
    sources: dict[Id, Source] = Field(default_factory=dict)
    """Sources that the measures rest on and that the model does not have, by key."""
    measures: Annotated[dict[Id, Measure], Field(min_length=1)]
    """The measures, by name."""
    marking: Marking | None = None
    """How far the whole file may travel, from public to secret."""


class Aim(Figure):
    """A target to be reached by a year: less exposure, or a smaller share in few hands."""

    title: Text
    """Name of the target for readers."""
    use: Id | None = None
    """The use whose exposure is to fall; without it a share of the product is."""
    product: Id | None = None
    """The product of which a share is to fall; with a use, only that product is taken away."""
    removed: Place3
    """Country or group on which less is to depend."""
    attribute: Literal["site", "headquarters", "owner", "any"] = "owner"
    """Which tie makes a supplier one of that country: its site, headquarters, owner, or any."""
    mode: Literal["lost", "withheld"] = "withheld"
    """Whether those suppliers stop for everybody (lost) or refuse us (withheld)."""
    weeks: Annotated[Whole, Field(ge=1, le=520)] = 52
    """Weeks after the removal at which the exposure is measured."""
    below: Annotated[Number, Field(ge=0, le=1)]
    """What the exposure or the share is to be below, 0 to 1."""
    by: Annotated[Whole, Field(ge=2000, le=2100)]
    """Year in which the target is to be reached."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.use is None and self.product is None:
            raise PydanticCustomError("use_or_product", "a use, a product, or both")
        return self


class TargetFile(Record):
    """A file of targets that a plan is held to, written for one model."""

    schema_: Annotated[Literal["valuechain/1"], Field(alias="schema")]
    """Version of the file format."""
    id: Id
    """Name of the file of targets."""
    model: ModelPin
    """The model that the targets are written for."""
    sources: dict[Id, Source] = Field(default_factory=dict)
    """Sources that the targets rest on and that the model does not have, by key."""
    targets: Annotated[dict[Id, Aim], Field(min_length=1)]
    """The targets, by name."""
