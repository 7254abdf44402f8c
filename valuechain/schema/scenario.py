"""A scenario file: what is cut off, when, for how long, and for which reasons."""

from html import escape
from itertools import pairwise
from typing import Annotated, Final, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from valuechain.schema.terms import (
    Day,
    Duration,
    Figure,
    Flag,
    Id,
    Marking,
    Number,
    Place3,
    Range,
    Record,
    Share,
    ShareRange,
    Source,
    Text,
    Weeks,
    WeeksRange,
    in_order,
)
from valuechain.vocab.words import Allocation, RecoveryShape, ShockKind

_AT_ONCE: Final = WeeksRange.model_validate(dict.fromkeys(("low", "mode", "high"), "0 weeks"))
_WHOLLY: Final = Range(low=1.0, mode=1.0, high=1.0)


def _listed(raw: object) -> object:
    """Read one name as a list of one."""
    return [raw] if isinstance(raw, str) else raw


_SomeNames = Annotated[tuple[str, ...], Field(min_length=1)]
_SomePlaces = Annotated[tuple[Place3, ...], Field(min_length=1)]
NameList = Annotated[_SomeNames, BeforeValidator(_listed, json_schema_input_type=str | _SomeNames)]
"""One name, or a list of names."""
PlaceList = Annotated[
    _SomePlaces, BeforeValidator(_listed, json_schema_input_type=Place3 | _SomePlaces)
]
"""One country or group, or a list of them."""


class Selector(Record):
    """Whose supply is meant: all stated keys must hold, each for at least one of its names."""

    site: PlaceList | None = None
    """Countries or groups where the producer makes."""
    headquarters: PlaceList | None = None
    """Countries or groups that the producer is led from."""
    owner: PlaceList | None = None
    """Countries or groups whose law can compel the owner, at that moment of the scenario."""
    any: PlaceList | None = None
    """Countries or groups where the producer makes, is led from or is owned, one of the three."""
    firm: NameList | None = None
    """Firms of the model, by key."""
    producer: NameList | None = None
    """Single producers, written ``product/firm/SITE`` as the model's tables name them."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked, so that every producer is meant."""
        return not any(getattr(self, name) for name in type(self).model_fields)


class FactorRange(Record):
    """A factor that is known only roughly: low <= mode <= high."""

    low: Annotated[Number, Field(ge=1)]
    """Lowest plausible factor."""
    mode: Annotated[Number, Field(ge=1)]
    """Most plausible factor."""
    high: Annotated[Number, Field(ge=1)]
    """Highest plausible factor."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        in_order(self)
        return self


def _as_factor(raw: object) -> object:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return {"low": raw, "mode": raw, "high": raw}
    return raw


FactorOrRange = Annotated[
    FactorRange, BeforeValidator(_as_factor, json_schema_input_type=Number | FactorRange)
]
"""A factor of 1 or more: one number, or ``{low, mode, high}`` where it is known only roughly."""


class RecoveryPoint(Record):
    """One point on the way back from a shock, observed or assumed."""

    after: Weeks
    """Time from the end of the shock."""
    recovered: Share
    """Part of what was lost that is back by then, 0 to 1."""


class Recovery(Record):
    """How what was lost comes back after the end of a shock."""

    shape: RecoveryShape
    """Whether all is back at once, in a straight line, slowly-fast-slowly, or by stated points."""
    over: Weeks | None = None
    """Time from the end of the shock until all is back; for linear and s-curve."""
    points: tuple[RecoveryPoint, ...] = ()
    """Points joined by straight lines, from nothing at the end of the shock; the last has all."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        shaped = self.shape in ("linear", "s-curve")
        if shaped != (self.over is not None) or (self.shape == "points") != bool(self.points):
            raise PydanticCustomError("recovery_shape", "over or points, as the shape asks")
        order = [(point.after, point.recovered) for point in self.points]
        rising = all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(order))
        if not rising:
            raise PydanticCustomError("recovery_points", "points rise in time and level")
        return self


class _Shock(Figure):
    """What every shock states: its kind, its start, what it stands for, and on what it rests."""

    kind: ShockKind
    """Kind of shock, which says what keys it has."""
    start: Duration = _AT_ONCE
    """Time from the start of the scenario to that of the shock, in force from the week after."""
    because: Text | None = None
    """What this shock stands for."""


class _Lasting(_Shock):
    """A shock that is in force for some time."""

    duration: Duration | None = None
    """Time that the shock is in force; to the end of the scenario if left out."""


class _Selecting(_Lasting):
    """A shock that names the products it is about, and whose supply of them."""

    product: NameList | None = None
    """Products that the shock is about; all if neither products nor layers are stated."""
    layer: NameList | None = None
    """Layers of the stack: the shock is about every product in them."""
    from_: Annotated[Selector, Field(alias="from")] = Selector()
    """Whose supply is hit: all producers of those products if left out."""
    severity: ShareRange = _WHOLLY
    """Part of the supply that is lost while the shock is in force, 0 to 1."""
    recovery: Recovery = Recovery(shape="step")
    """How what was lost comes back; all at once if left out."""


class Outage(_Selecting):
    """Selected producers lose capacity, so that every customer gets less."""

    kind: Literal["outage"]
    """Kind of shock, which says what keys it has."""


class _Refusing(_Selecting):
    """A shock that closes routes to some customers and leaves the rest of the world served."""

    to: PlaceList
    """Countries or groups of the customers, by site; ``all`` for everyone outside ``from``."""
    except_: Annotated[PlaceList | None, Field(alias="except")] = None
    """Countries or groups whose customers are spared."""
    customers: NameList | None = None
    """Only these uses, groups of uses, or makers of these products; all there if left out."""


class ExportBan(_Refusing):
    """Some producers deliver nothing more to customers in some countries."""

    kind: Literal["export-ban"]
    """Kind of shock, which says what keys it has."""


class AccessDenial(_Refusing):
    """A service is refused to customers in some countries, wherever it is run."""

    kind: Literal["access-denial"]
    """Kind of shock, which says what keys it has."""


class CapitalStop(_Refusing):
    """No new machines are sold: what is installed wears out at its lifetime, or faster."""

    kind: Literal["capital-stop"]
    """Kind of shock, which says what keys it has."""
    lifetime: Duration | None = None
    """Lifetime of machines without spare parts and field service, where those stop too."""

    @field_validator("lifetime")
    @classmethod
    def _lasting(cls, lifetime: WeeksRange | None) -> WeeksRange | None:
        if lifetime is not None and lifetime.low < 1:
            raise PydanticCustomError("lifetime_short", "a lifetime is at least one week")
        return lifetime


RefusingShock = ExportBan | AccessDenial | CapitalStop
"""The shocks by which some producers refuse some customers."""


class DemandSurge(_Lasting):
    """Others want more of a product, so the part that is left for the rest shrinks."""

    kind: Literal["demand-surge"]
    """Kind of shock, which says what keys it has."""
    product: NameList
    """Products of which others want more."""
    factor: FactorOrRange
    """How many times as much the others want; 1 is as much as today."""
    by: PlaceList | None = None
    """Countries or groups whose customers want more; everyone outside home if not stated."""
    customers: NameList | None = None
    """Only these uses, groups of uses, or makers of these products; all there if left out."""
    recovery: Recovery = Recovery(shape="step")
    """How demand falls back to what it was; all at once if left out."""


class Takeover(_Lasting):
    """A firm gets another owner, so that later shocks find it under other law."""

    kind: Literal["takeover"]
    """Kind of shock, which says what keys it has."""
    firm: NameList
    """Firms that get another owner, by key."""
    to: Place3
    """Country or group whose law can compel the new owner."""


class Stockpile(_Shock):
    """Customers have bought stock beforehand, or buy it at once, and keep it until they need it."""

    kind: Literal["stockpile"]
    """Kind of shock, which says what keys it has."""
    product: NameList
    """Products of which stock is held."""
    weeks: Duration
    """Stock on top of what the model says, in weeks of normal use."""
    by: PlaceList | None = None
    """Countries or groups of the customers that hold it; home if not stated."""
    customers: NameList | None = None
    """Only these uses, groups of uses, or makers of these products; all there if left out."""


Shock = Annotated[
    Outage | ExportBan | AccessDenial | CapitalStop | DemandSurge | Takeover | Stockpile,
    Field(discriminator="kind"),
]
"""One thing that happens in a scenario; its kind says which keys it has."""


class ModelPin(Record):
    """The model that a file was written for, and in which state."""

    id: Id
    """Name of the model."""
    digest: str | None = None
    """Digest of the model, as ``valuechain validate`` prints it: another state of it then warns."""


class Scenario(Record):
    """A scenario: what happens over time, with the reasons for it."""

    schema_: Annotated[Literal["valuechain/1"], Field(alias="schema")]
    """Version of the file format."""
    id: Id
    """Name of the scenario."""
    title: Text
    """Name of the scenario for readers."""
    because: Text
    """What the scenario stands for and why it is plausible."""
    as_of: Day | None = None
    """Day of the scenario, or of the event if it happened."""
    model: ModelPin
    """The model that the scenario was written for."""
    horizon: Weeks
    """Length of the scenario: whole weeks, 1 to 520."""
    allocation: Allocation = "contractual"
    """What becomes of supply that a stopped customer no longer takes."""
    substitution: Flag = True
    """Whether other suppliers step in, from spare capacity and after the substitution time."""
    grace: Flag | None = None
    """Whether grace periods of services help; if left out, they do unless there is an outage."""
    sources: dict[Id, Source] = Field(default_factory=dict)
    """Sources that the shocks rest on and that the model does not have, by key."""
    shocks: Annotated[tuple[Shock, ...], Field(min_length=1)]
    """What happens, one shock or more; their order does not matter."""
    marking: Marking | None = None
    """How far the scenario may travel, from public to secret."""

    @field_validator("horizon")
    @classmethod
    def _whole(cls, horizon: float) -> float:
        if not (1 <= horizon <= 520 and horizon == int(horizon)):
            raise PydanticCustomError("horizon", "1 to 520 whole weeks")
        return horizon

    def __repr__(self) -> str:
        count = len(self.shocks)
        return f"<scenario {self.id}: {count} shock{'s' * (count > 1)}, {self.horizon:.0f} weeks>"

    def __str__(self) -> str:
        return repr(self)

    def _repr_html_(self) -> str:
        return (
            f"<p><strong>{escape(self.title.en)}</strong> ({escape(self.id)}), "
            f"{len(self.shocks)} shocks in {self.horizon:.0f} weeks. {escape(self.because.en)}</p>"
        )

    @property
    def has_grace(self) -> bool:
        """Whether grace periods of services help in this scenario."""
        if self.grace is not None:
            return self.grace
        return not any(shock.kind == "outage" for shock in self.shocks)
