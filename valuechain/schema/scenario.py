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
    """Which producers: all stated keys must hold, each for at least one of its names."""

    site: PlaceList | None = None
    """Made in one of these countries or groups."""
    headquarters: PlaceList | None = None
    """Led from one of these countries or groups."""
    owner: PlaceList | None = None
    """Owned in one of these countries or groups, at that moment."""
    any: PlaceList | None = None
    """One of the three above."""
    firm: NameList | None = None
    """One of these firms of the model."""
    producer: NameList | None = None
    """One of these producers, written ``product/firm/SITE`` as the model's tables name them."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked: every producer then matches."""
        return not any(getattr(self, name) for name in type(self).model_fields)


class FactorRange(Record):
    """A factor that is known only roughly: low <= mode <= high."""

    low: Annotated[Number, Field(ge=1)]
    """Lowest plausible."""
    mode: Annotated[Number, Field(ge=1)]
    """Most plausible."""
    high: Annotated[Number, Field(ge=1)]
    """Highest plausible."""

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
"""A factor of 1 or more: one number, or ``{low, mode, high}``."""


class RecoveryPoint(Record):
    """One point of a recovery that was observed or is assumed."""

    after: Weeks
    """Weeks after the end of the shock."""
    recovered: Share
    """Part of what was lost that is back from then on, 0..1."""


class Recovery(Record):
    """How what was lost comes back after the duration."""

    shape: RecoveryShape
    """At once, in a straight line, slowly-fast-slowly, or along stated points."""
    over: Weeks | None = None
    """Weeks from the end of the shock until all is back; for linear and s-curve."""
    points: tuple[RecoveryPoint, ...] = ()
    """Straight lines between these, from nothing at the end of the shock; then all is back."""

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
    """What every kind of shock states; source, credibility and status are its evidence."""

    kind: ShockKind
    """Kind of shock."""
    start: Duration = _AT_ONCE
    """Weeks from the start of the scenario; in force from the week after."""
    because: Text | None = None
    """What this shock stands for."""


class _Lasting(_Shock):
    """A shock that is in force for some time."""

    duration: Duration | None = None
    """Weeks in force; to the horizon where not stated."""


class _Selecting(_Lasting):
    """A shock that names what it is about and whose it is."""

    product: NameList | None = None
    """Products; all if neither product nor layer is stated."""
    layer: NameList | None = None
    """Layers: every product of them."""
    from_: Annotated[Selector, Field(alias="from")] = Selector()
    """Whose supply: all producers of those products where not stated."""
    severity: ShareRange = _WHOLLY
    """Part that is lost while in force, 0..1."""
    recovery: Recovery = Recovery(shape="step")
    """How it comes back."""


class Outage(_Selecting):
    """Selected producers lose capacity, for every customer."""

    kind: Literal["outage"]
    """Kind of shock."""


class _Refusing(_Selecting):
    """A shock that closes routes to some customers and leaves the rest of the world served."""

    to: PlaceList
    """Countries or groups of the customers, by site; ``all`` for everyone outside ``from``."""
    except_: Annotated[PlaceList | None, Field(alias="except")] = None
    """Countries or groups of customers that are spared."""
    customers: NameList | None = None
    """Only these uses, those of these groups of uses, or producers of these products; all customers
    there if not stated."""


class ExportBan(_Refusing):
    """Routes from some producers to customers in some countries close."""

    kind: Literal["export-ban"]
    """Kind of shock."""


class AccessDenial(_Refusing):
    """A service is refused to customers in some countries, wherever it is run."""

    kind: Literal["access-denial"]
    """Kind of shock."""


class CapitalStop(_Refusing):
    """No new machines: the installed base wears out at its lifetime, or faster."""

    kind: Literal["capital-stop"]
    """Kind of shock."""
    lifetime: Duration | None = None
    """Lifetime of the machines without spare parts and field service, where those stop too."""

    @field_validator("lifetime")
    @classmethod
    def _lasting(cls, lifetime: WeeksRange | None) -> WeeksRange | None:
        if lifetime is not None and lifetime.low < 1:
            raise PydanticCustomError("lifetime_short", "a lifetime is at least one week")
        return lifetime


RefusingShock = ExportBan | AccessDenial | CapitalStop
"""Shocks that close routes to some customers."""


class DemandSurge(_Lasting):
    """Others want more of a product, so the part that is left for home shrinks."""

    kind: Literal["demand-surge"]
    """Kind of shock."""
    product: NameList
    """Products."""
    factor: FactorOrRange
    """Growth of the others' demand; 1 is today's."""
    by: PlaceList | None = None
    """Countries or groups whose customers want more; everyone outside home if not stated."""
    customers: NameList | None = None
    """Only these uses, or producers of these products, want more."""
    recovery: Recovery = Recovery(shape="step")
    """How demand falls back."""


class Takeover(_Lasting):
    """The owner of a firm changes, so that later shocks find it under other law."""

    kind: Literal["takeover"]
    """Kind of shock."""
    firm: NameList
    """Firms."""
    to: Place3
    """Country or group of the new owner."""


class Stockpile(_Shock):
    """Customers have bought stock beforehand, or buy it at once, and keep it until they need it."""

    kind: Literal["stockpile"]
    """Kind of shock."""
    product: NameList
    """Products."""
    weeks: Duration
    """Weeks of normal use that they hold on top of what the model says."""
    by: PlaceList | None = None
    """Countries or groups of the customers that hold it; home if not stated."""
    customers: NameList | None = None
    """Only these uses, those of these groups of uses, or producers of these products; all customers
    there if not stated."""


Shock = Annotated[
    Outage | ExportBan | AccessDenial | CapitalStop | DemandSurge | Takeover | Stockpile,
    Field(discriminator="kind"),
]
"""One shock of a scenario."""


class ModelPin(Record):
    """The model that a scenario was written for."""

    id: Id
    """Its name."""
    digest: str | None = None
    """Its digest, as ``valuechain validate`` prints it: another state of the model then warns."""


class Scenario(Record):
    """A scenario: shocks over time, with the reasons for them."""

    schema_: Annotated[Literal["valuechain/1"], Field(alias="schema")]
    """Version of the format."""
    id: Id
    """Name of the scenario."""
    title: Text
    """Name for readers."""
    because: Text
    """What it stands for and why it is plausible."""
    as_of: Day | None = None
    """Date of the scenario; of the event, for one that happened."""
    model: ModelPin
    """The model it was written for."""
    horizon: Weeks
    """Weeks that are computed, 1 to 520; whole weeks."""
    allocation: Allocation = "contractual"
    """What becomes of supply that a stopped customer no longer takes."""
    substitution: Flag = True
    """Whether others step in after their lag, from spare capacity."""
    grace: Flag | None = None
    """Whether grace periods of services help; not if there is an outage, unless stated."""
    sources: dict[Id, Source] = Field(default_factory=dict)
    """Sources that the model does not have."""
    shocks: Annotated[tuple[Shock, ...], Field(min_length=1)]
    """What happens; their order does not matter."""
    marking: Marking | None = None
    """How far the scenario may travel."""

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
        """Whether grace periods of services help."""
        if self.grace is not None:
            return self.grace
        return not any(shock.kind == "outage" for shock in self.shocks)
