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
    """Name as readers know it."""
    headquarters: Place3
    """Country of the head office, or a group for a body of several states."""
    owner: Place3
    """Country whose law can compel the ultimate owner."""
    owner_name: str | None = None
    """The ultimate owner, or that it is widely held."""
    second_reach: tuple[Alpha3, ...] = ()
    """Other countries whose law also reaches it."""
    read_part: str | None = None
    """Which part was read, where not all of it was."""


class Producer(Figure):
    """Who makes a product in one country: a firm, or an aggregate of firms."""

    firm: Id | None = None
    """Key of the firm; for an aggregate, leave it out and give ``id`` and ``kind``."""
    id: Id | None = None
    """Name of an aggregate within its product."""
    kind: Literal["country-aggregate", "firm-group"] | None = None
    """Sort of aggregate: all producers of a country, or several firms taken together."""
    title: Text | None = None
    """Name of an aggregate for readers."""
    site: Place3
    """Country where it makes the product."""
    site_basis: Literal["read", "proxy"] = "read"
    """``proxy`` where only the country of the headquarters is known."""
    headquarters: Place3 | None = None
    """Country of the headquarters; only for an aggregate, a firm has its own."""
    owner: Place3 | None = None
    """Country whose law reaches the owner; only for an aggregate, a firm has its own."""
    owner_basis: Literal["read", "proxy"] = "read"
    """``proxy`` where an aggregate's owner country is only assumed to be its site."""
    share: ShareRange
    """Part of the supply of the product."""
    basis: Literal["revenue", "capacity", "tonnage", "units", "compute", "generation", "unstated"]
    """What the share is a share of; ``unstated`` where an overlay replaced it without saying."""
    year: Annotated[Whole, Field(ge=1990, le=2100)]
    """Year of the share."""

    @property
    def key(self) -> str:
        """Name within its product: ``asml/NLD`` for a firm, its id for an aggregate."""
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
    """What no listed producer supplies: unknown, so shown as an interval."""

    share: Share
    """One minus the listed shares."""
    country: Place3 | None = None
    """Country, where it is known."""
    excludes: tuple[Place3, ...] = ()
    """Countries known to have no part in it."""
    at_most_each: Share | None = None
    """Largest part that one unlisted country can have."""
    note: str | None = None
    """What is known about it."""
    changed_because: ChangeReason | None = None
    """Why it is another than before."""


class SpareCapacity(Figure):
    """How much more the producers could make, relative to their own output."""

    low: Share
    """Lowest plausible."""
    mode: Share
    """Most plausible."""
    high: Share
    """Highest plausible."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        in_order(self)
        return self


class LevelOrigin(Evidence):
    """Where one end of a range, or its most plausible figure, comes from."""

    origin: Origin
    """Measured for this (read), measured for something near it (proxy), or set by us (judged)."""
    shown_by: Text | None = None
    """What shows it, in the reader's words: an event, a count, a rule."""


class Fallback(Figure):
    """A poorer way of working without the input."""

    level: ShareRange
    """Level that it keeps up; a range says at which level verdicts turn."""
    origins: dict[Literal["low", "mode", "high"], LevelOrigin] = Field(default_factory=dict)
    """Where each of the levels comes from; all three are needed where the level is a range."""
    after: Weeks
    """Time before it is available."""
    title: Text | None = None
    """What is done instead."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.level.low < self.level.high and len(self.origins) < 3:
            raise PydanticCustomError("origins_missing", "a range needs the origin of all three")
        return self


class CostShare(Figure):
    """Part of the customer's cost that an input is, and which cost that is."""

    low: Share
    """Lowest plausible."""
    mode: Share
    """Most plausible."""
    high: Share
    """Highest plausible."""
    basis: CostBasis
    """Of what it is a part; only parts of the price or the revenue are parts of the whole."""
    year: Year | None = None
    """Year."""

    @property
    def of_whole(self) -> bool:
        """Whether it is a part of all that is paid; else the part of the whole is at most it."""
        return self.basis in {"price", "revenue"}

    @model_validator(mode="after")
    def _check(self) -> Self:
        in_order(self)
        return self


class Alternative(Record):
    """One of several products that can fill the same need."""

    product: Id
    """The product."""
    capacity: Share = 1.0
    """Part of the need that it can fill; 1 is an upper bound."""
    kind: Kind | None = None
    """Sort of input, where it differs from the first."""
    buffer: Duration | None = None
    """Stock or grace period, where it differs from the first."""
    lifetime: Duration | None = None
    """Lifetime of the installed base, where it differs from the first."""


def _check_lifetime(kind: Kind, lifetime: WeeksRange | None) -> None:
    if kind == "capital" and lifetime is None:
        raise PydanticCustomError("lifetime_missing", "capital needs a lifetime")
    if kind != "capital" and lifetime is not None:
        raise PydanticCustomError("lifetime_unwanted", "only capital has a lifetime")
    if lifetime is not None and lifetime.low < 1:
        raise PydanticCustomError("lifetime_short", "a lifetime is at least one week")


class Input(Figure):
    """What is needed to make a product or to serve a use."""

    product: Id | None = None
    """The product needed; or give ``any_of``."""
    any_of: tuple[Id | Alternative, ...] | None = None
    """Alternatives, today's first."""
    kind: Kind
    """Used up (consumable), wearing out (capital) or stopping at once (service)."""
    essentiality: Essentiality
    """Stops the work (critical), slows it (important), or is a convenience (minor)."""
    buffer: Duration | None = None
    """Weeks of normal use in stock; for a service its grace period; none if left out."""
    lifetime: Duration | None = None
    """Lifetime of the installed base; only for capital."""
    substitution: Duration | None = None
    """Time until another qualified supplier can step in; unknown if left out."""
    fallback: Fallback | None = None
    """A poorer way of working."""
    cost_share: Share | CostShare | None = None
    """Part of the customer's cost: of its price, or of what the basis says."""
    role: Text | None = None
    """What it does for the customer, in the reader's words."""
    measured_by: Text | None = None
    """What the figure measures, where that is not the input itself but something near it."""
    evidence: dict[
        Literal["kind", "essentiality", "buffer", "lifetime", "substitution", "cost_share"],
        Evidence,
    ] = Field(default_factory=dict)
    """Evidence of single fields where it differs from that of the whole."""

    @property
    def cost(self) -> float | None:
        """Part of the price that the input is, 0..1; None where no share of the price is stated."""
        if isinstance(self.cost_share, CostShare):
            return self.cost_share.mode if self.cost_share.of_whole else None
        return self.cost_share

    @property
    def cost_at_most(self) -> float | None:
        """Largest part of the price, where only its part of some of the cost is stated."""
        if isinstance(self.cost_share, CostShare) and not self.cost_share.of_whole:
            return self.cost_share.mode
        return None

    @property
    def options(self) -> tuple[str, ...]:
        """The products that can fill the need, today's first."""
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
    """From whom one producer buys one input, where it is not the market at large."""

    producer: str | tuple[str, ...] | None = None
    """The customers: ``smic/CHN``, an aggregate's id, ``remainder``; leave out for a use."""
    input: Id
    """The product bought."""
    supplier: str | None = None
    """Its supplier among the producers of that product."""
    share: Share | None = None
    """Part bought from this supplier; the rows of one customer and input sum to 1."""
    none: Flag = False
    """The customer does without this input."""

    @property
    def customers(self) -> tuple[str, ...]:
        """Its customers as a tuple; empty for a use."""
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
    """The layer it belongs to."""
    title: Text
    """Name for readers."""
    description: str | None = None
    """What it is and what it is for."""
    unit: str | None = None
    """What its shares are shares of, in words."""
    measured_by: Text | None = None
    """What its shares measure, where that is not the product itself but something near it."""
    market: str
    """Where it is bought and sold: ``world``, a group or a country."""
    market_evidence: Evidence | None = None
    """On what the market rests."""
    producers: tuple[Producer, ...] = ()
    """Who makes it."""
    remainder: Remainder
    """What the listed producers leave."""
    spare_capacity: SpareCapacity | None = None
    """Spare capacity of its producers."""
    demand_weights: dict[str, Share] | None = None
    """How the world's use of it splits over its customers; ``final`` is final demand."""
    demand_evidence: Evidence | None = None
    """On what the demand weights rest."""
    inputs: tuple[Input, ...] = ()
    """What its producers need."""
    sourcing: tuple[Sourcing, ...] = ()
    """Who buys from whom, where known."""
    marking: Marking | None = None
    """How far the product may travel."""
    changed_because: ChangeReason | None = None
    """Why figures of the product that say nothing of their own are others than before."""


class Provision(Figure):
    """What a law says of a use: what must happen, by when, and what stands if something fails."""

    article: str | None = None
    """The law and its article, as lawyers cite them."""
    says: Text
    """What it says, in the reader's words."""


class Use(Figure):
    """An end use in one country that serves a public interest."""

    country: Alpha3
    """Country of the use."""
    title: Text
    """Name for readers."""
    description: str | None = None
    """What it covers."""
    public_interest: PublicInterest
    """How much the public interest hangs on it."""
    public_interest_note: str | None = None
    """Why it has that class."""
    groups: tuple[Id, ...] = ()
    """Groups of uses that it belongs to."""
    law: tuple[Provision, ...] = ()
    """What the law says of it, the provision that matters most first."""
    critical_window: Weeks | None = None
    """Weeks in which it matters: a loss counts as it stands within them."""
    critical_window_title: Text | None = None
    """From when to when the window runs."""
    critical_window_evidence: Evidence | None = None
    """On what the window rests."""
    inputs: tuple[Input, ...]
    """What it needs."""
    sourcing: tuple[Sourcing, ...] = ()
    """From whom it buys, where it is not the market at large."""
