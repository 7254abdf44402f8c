"""Who supplies what to whom: firms, products, their producers and inputs, and end uses."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from valuechain.schema.terms import (
    Alpha3,
    ChangeReason,
    Duration,
    Evidence,
    Figure,
    Flag,
    Id,
    Marking,
    Place3,
    Record,
    Share,
    ShareRange,
    Text,
    Weeks,
    WeeksRange,
    Whole,
    Year,
    in_order,
)
from valuechain.vocab.words import CostBasis, Essentiality, Kind, Origin, PublicInterest


class Firm(Figure):
    """A firm and the countries whose law reaches it."""

    name: str
    """Name of the firm as readers know it."""
    headquarters: Place3
    """Country of the head office, or a group for a body of several states."""
    owner: Place3
    """Country whose law can compel the ultimate owner."""
    owner_name: str | None = None
    """Name of the ultimate owner, or that the firm is widely held."""
    second_reach: tuple[Alpha3, ...] = ()
    """Other countries whose law also reaches the firm; nothing is computed with them."""
    read_part: str | None = None
    """Which facts about the firm were read, where not all of them were: ``hq``, ``hq+listing``."""


class Producer(Figure):
    """Who makes a product in one country: a firm, or an aggregate of firms."""

    firm: Id | None = None
    """Key of the firm that makes it; of an aggregate, ``id`` and ``kind`` are stated instead."""
    id: Id | None = None
    """Name of an aggregate within its product."""
    kind: Literal["country-aggregate", "firm-group"] | None = None
    """Sort of aggregate: all producers of a country, or several firms taken together."""
    title: Text | None = None
    """Name of the aggregate for readers."""
    site: Place3
    """Country or group where the producer makes the product."""
    site_basis: Literal["read", "proxy"] = "read"
    """Whether the site was read, or is taken to be the country of the headquarters (proxy)."""
    headquarters: Place3 | None = None
    """Country that an aggregate is led from; a firm has its own."""
    owner: Place3 | None = None
    """Country whose law can compel the owner of an aggregate; a firm has its own."""
    owner_basis: Literal["read", "proxy"] = "read"
    """Whether the country of an aggregate's owner was read, or is taken to be its site (proxy)."""
    share: ShareRange
    """Part of the supply of the product that the producer makes, 0 to 1."""
    basis: Literal["revenue", "capacity", "tonnage", "units", "compute", "generation", "unstated"]
    """What the share is a share of; ``unstated`` where an overlay replaced it without saying."""
    year: Annotated[Whole, Field(ge=1990, le=2100)]
    """Year of which the share is stated."""

    @property
    def key(self) -> str:
        """Name of the producer within its product: ``asml/NLD``, or the name of an aggregate."""
        return f"{self.firm}/{self.site}" if self.firm else str(self.id)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.firm is None) == (self.id is None):
            raise PydanticCustomError("firm_or_aggregate", "either firm or id")
        if (self.id is None) != (self.kind is None):
            raise PydanticCustomError("aggregate_kind", "id and kind belong together")
        if self.firm is not None and (self.headquarters or self.owner):
            raise PydanticCustomError("firm_countries", "a firm has its own countries")
        return self


class Remainder(Record):
    """What no listed producer supplies: by whom is unknown, so it widens results to a range."""

    share: Share
    """Part of the supply that is not listed, 0 to 1: one minus the listed shares."""
    country: Place3 | None = None
    """Country that the unlisted supply comes from, where it is known."""
    excludes: tuple[Place3, ...] = ()
    """Countries known to have no part in the unlisted supply."""
    at_most_each: Share | None = None
    """Largest part of the whole supply that one unlisted country can have, 0 to 1."""
    note: str | None = None
    """What is known about the unlisted supply."""
    changed_because: ChangeReason | None = None
    """Why the unlisted supply is another than in an earlier version."""


class SpareCapacity(Figure):
    """How much more the producers of a product could make, relative to their own output."""

    low: Share
    """Lowest plausible addition to output."""
    mode: Share
    """Most plausible addition to output; 0.1 is a tenth more than today."""
    high: Share
    """Highest plausible addition to output."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        in_order(self)
        return self


class LevelOrigin(Evidence):
    """Where one of the levels of a fallback comes from: its lowest, most plausible or highest."""

    origin: Origin
    """Measured for this level (read), for something near it (proxy), or set by us (judged)."""
    shown_by: Text | None = None
    """What shows the level, in the reader's words: an event, a count, a rule."""


class Fallback(Figure):
    """A poorer way of working, for when an input is missing."""

    level: ShareRange
    """Level that it keeps up (1 is today's use); of a range, verdicts say at which level they
    turn."""
    origins: dict[Literal["low", "mode", "high"], LevelOrigin] = Field(default_factory=dict)
    """Where each of the three levels comes from; all are needed where the level is a range."""
    after: Weeks
    """Time without the input before the poorer way of working is there."""
    title: Text | None = None
    """What is done instead, for readers."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.level.low < self.level.high and len(self.origins) < 3:
            raise PydanticCustomError("origins_missing", "a range needs the origin of all three")
        return self


class CostShare(Figure):
    """Part of the customer's cost that goes to an input, and which cost that is."""

    low: Share
    """Lowest plausible part of the cost."""
    mode: Share
    """Most plausible part of the cost."""
    high: Share
    """Highest plausible part of the cost."""
    basis: CostBasis
    """Of which cost it is a part; only parts of price or revenue are parts of all that is paid."""
    year: Year | None = None
    """Year that the part of the cost is about."""

    @property
    def of_whole(self) -> bool:
        """Whether it is a part of all that is paid; else it is at most that part."""
        return self.basis in {"price", "revenue"}

    @model_validator(mode="after")
    def _check(self) -> Self:
        in_order(self)
        return self


class Alternative(Record):
    """One of several products that can fill the same need."""

    product: Id
    """The product that can fill the need."""
    capacity: Share = 1.0
    """Part of the need that it can fill; 1 is an upper bound."""
    kind: Kind | None = None
    """Whether it is used up, wears out or is a service; as the input if left out."""
    buffer: Duration | None = None
    """Stock of this product (of a service the grace period); as of the input if left out."""
    lifetime: Duration | None = None
    """Lifetime of this product as a machine; as of the input if left out."""


def _check_lifetime(kind: Kind, lifetime: WeeksRange | None) -> None:
    if kind == "capital" and lifetime is None:
        raise PydanticCustomError("lifetime_missing", "capital needs a lifetime")
    if kind != "capital" and lifetime is not None:
        raise PydanticCustomError("lifetime_unwanted", "only capital has a lifetime")
    if lifetime is not None and lifetime.low < 1:
        raise PydanticCustomError("lifetime_short", "a lifetime is at least one week")


class Input(Figure):
    """A product that is needed to make another or to serve a use."""

    product: Id | None = None
    """The product that is needed; where several can fill the need, ``any_of`` is stated instead."""
    any_of: tuple[Id | Alternative, ...] | None = None
    """Products that can each fill the need, the one used today first."""
    kind: Kind
    """How it is needed: used up (consumable), wearing out (capital), or every moment (service)."""
    essentiality: Essentiality
    """What its loss does: stops the work (critical), slows it (important), or hinders (minor)."""
    buffer: Duration | None = None
    """Stock in weeks of normal use; for a service its grace period; none if left out."""
    lifetime: Duration | None = None
    """Lifetime of the machines in use; only for capital."""
    substitution: Duration | None = None
    """Time until another qualified supplier can step in; unknown if left out."""
    fallback: Fallback | None = None
    """A poorer way of working without the input, where there is one."""
    cost_share: Share | CostShare | None = None
    """Part of the customer's price that it is, 0 to 1, or of another cost that is named."""
    role: Text | None = None
    """What the input does for the customer, in the reader's words."""
    measured_by: Text | None = None
    """What the figure measures, where that is not the input itself but something near it."""
    evidence: dict[
        Literal["kind", "essentiality", "buffer", "lifetime", "substitution", "cost_share"],
        Evidence,
    ] = Field(default_factory=dict)
    """On what single keys rest, where that is not what the whole input rests on."""

    @property
    def cost(self) -> float | None:
        """Part of the price that the input is, 0..1; None where no share of the price is stated."""
        if isinstance(self.cost_share, CostShare):
            return self.cost_share.mode if self.cost_share.of_whole else None
        return self.cost_share

    @property
    def cost_at_most(self) -> float | None:
        """Largest part of the price, 0..1, where only its part of some of the cost is stated."""
        if isinstance(self.cost_share, CostShare) and not self.cost_share.of_whole:
            return self.cost_share.mode
        return None

    @property
    def options(self) -> tuple[str, ...]:
        """The products that can fill the need, the one used today first."""
        if self.product is not None:
            return (self.product,)
        return tuple(
            entry.product if isinstance(entry, Alternative) else entry
            for entry in self.any_of or ()
        )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.product is None) == (self.any_of is None):
            raise PydanticCustomError("product_or_any_of", "either product or any_of")
        if self.any_of is not None and len(self.any_of) < 2:
            raise PydanticCustomError("single_alternative", "any_of needs two or more")
        _check_lifetime(self.kind, self.lifetime)
        for entry in self.any_of or ():
            if isinstance(entry, Alternative):
                kind = entry.kind or self.kind
                _check_lifetime(
                    kind, entry.lifetime or (self.lifetime if kind == "capital" else None)
                )
        return self


class Sourcing(Figure):
    """From whom a customer buys one input, where that is not from the market at large."""

    producer: str | tuple[str, ...] | None = None
    """Who buys: producers as ``smic/CHN``, an aggregate or ``remainder``; left out for a use."""
    input: Id
    """The product that is bought."""
    supplier: str | None = None
    """Who sells it, as named among the producers of that product."""
    share: Share | None = None
    """Part bought from this supplier, 0 to 1; those of one customer and input sum to 1."""
    none: Flag = False
    """Whether the customer does without this input."""

    @property
    def customers(self) -> tuple[str, ...]:
        """Producers that buy, as a tuple; empty for a use."""
        if self.producer is None:
            return ()
        return (self.producer,) if isinstance(self.producer, str) else self.producer

    @model_validator(mode="after")
    def _check(self) -> Self:
        stated = (self.supplier is not None, self.share is not None)
        if self.none and any(stated):
            raise PydanticCustomError("sourcing_none", "none excludes supplier and share")
        if not self.none and not all(stated):
            raise PydanticCustomError("sourcing_incomplete", "supplier and share, or none")
        return self


class Product(Record):
    """A good, service or body of knowledge supplied on one market."""

    layer: Id
    """Layer of the stack that the product belongs to."""
    title: Text
    """Name of the product for readers."""
    description: str | None = None
    """What the product is and what it is for."""
    unit: str | None = None
    """What the shares of its producers are shares of, in words."""
    measured_by: Text | None = None
    """What the shares measure, where that is not the product itself but something near it."""
    market: str
    """Where the product is bought and sold: ``world``, a group or a country."""
    market_evidence: Evidence | None = None
    """On what it rests that this is the market."""
    producers: tuple[Producer, ...] = ()
    """Who makes the product, and how much of it."""
    remainder: Remainder
    """Supply of the product that no listed producer makes."""
    spare_capacity: SpareCapacity | None = None
    """How much more the producers could make; unknown if left out."""
    demand_weights: dict[str, Share] | None = None
    """How the world's use of it splits over customers, 0 to 1 each; ``final`` is final demand."""
    demand_evidence: Evidence | None = None
    """On what the demand weights rest."""
    inputs: tuple[Input, ...] = ()
    """What producers of the product need."""
    sourcing: tuple[Sourcing, ...] = ()
    """Which producers buy what from whom, where that is known."""
    marking: Marking | None = None
    """How far the figures of the product may travel, from public to secret."""
    changed_because: ChangeReason | None = None
    """Why its figures differ from an earlier version's, where they say nothing of their own."""


class Provision(Figure):
    """What a law says of a use: what must happen, by when, and what stands if something fails."""

    article: str | None = None
    """The law and its article, as lawyers cite them."""
    says: Text
    """What the law says, in the reader's words."""


class Use(Figure):
    """An end use in one country that serves a public interest, such as a register or elections."""

    country: Alpha3
    """Country that the use belongs to."""
    title: Text
    """Name of the use for readers."""
    description: str | None = None
    """What the use covers, and what it does not."""
    public_interest: PublicInterest
    """How much the public interest hangs on the use: vital, essential or valuable."""
    public_interest_note: str | None = None
    """Why the use has that class of public interest."""
    groups: tuple[Id, ...] = ()
    """Groups of uses that the use belongs to, by key."""
    law: tuple[Provision, ...] = ()
    """What the law says of the use, the provision that matters most first."""
    critical_window: Weeks | None = None
    """Weeks in which the use matters: only a loss within them counts."""
    critical_window_title: Text | None = None
    """From when to when the critical window runs, in words."""
    critical_window_evidence: Evidence | None = None
    """On what the critical window rests."""
    inputs: tuple[Input, ...]
    """What the use needs."""
    sourcing: tuple[Sourcing, ...] = ()
    """From whom the use buys, where it is not the market at large."""
