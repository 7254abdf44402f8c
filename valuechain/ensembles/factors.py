"""Every figure of a model that can be drawn: its range, its grade and the name of its draws.

A figure is named by where it stands (`products.gallium.producers[chn-all].share`), never by its
position in a list: a figure that is added leaves the names, and so the draws, of the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from valuechain.ensembles.grades import check_ranges, grade_factor, spread
from valuechain.ensembles.scales import Scale
from valuechain.schema import (
    Alternative,
    Evidence,
    Input,
    Model,
    Product,
    Sourcing,
    Use,
    WeeksRange,
)
from valuechain.schema.terms import Ranged
from valuechain.schema.uncertainty import DEFAULT_CLASS_CHANGES, DEFAULT_WIDTHS
from valuechain.vocab.words import ESSENTIALITIES

FactorSort = Literal[
    "share",
    "sourcing",
    "demand",
    "buffer",
    "lifetime",
    "substitution",
    "fallback-level",
    "fallback-after",
    "capacity",
    "spare",
    "effect",
    "essentiality",
]
"""What a figure is a figure of."""
WEEKS_SORTS: Final = ("buffer", "lifetime", "substitution", "fallback-after")
"""Sorts of figures that are weeks."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One figure that may be otherwise: what it is, its range, and on what it rests."""

    name: str
    """Where it stands in the model."""
    sort: FactorSort
    low: float
    mode: float
    high: float
    scale: Scale
    """The scale on which its range is a PERT."""
    source: str
    status: str
    credibility: int
    reliability: str
    ranged: bool
    """Whether the model states the range; if not it has a width by its grade."""
    stream: str
    """Name of its draws: the same for one source figure that is used in several places."""
    chances: tuple[float, float] = (0.0, 0.0)
    """Chance that an input is a class more essential than stated, and a class less."""

    @property
    def fixed(self) -> bool:
        """Whether it is the same in every draw."""
        return self.low == self.high and not any(self.chances)


@dataclass(frozen=True, slots=True)
class WholeOfShares:
    """Shares that together make one amount in every draw, such as those of a product's makers."""

    name: str
    """Of what they are shares, such as ``products.gallium``."""
    members: tuple[int, ...]
    """Positions among the factors."""
    total: float


@dataclass(slots=True)
class Factors:
    """All figures of a model that can be drawn, with their ranges.

    ``wholes`` are the sets of shares that sum to one amount; every other factor is by itself.
    """

    every: list[Factor] = field(default_factory=list)
    wholes: list[WholeOfShares] = field(default_factory=list)

    def add(self, factor: Factor) -> int:
        """Add a figure that can be drawn, and give its position."""
        self.every.append(factor)
        return len(self.every) - 1

    def __len__(self) -> int:
        return len(self.every)

    def position(self, name: str) -> int:
        """Find the position of a figure by its name.

        Raises
        ------
        KeyError
            There is none of that name.
        """
        for position, one in enumerate(self.every):
            if one.name == name:
                return position
        raise KeyError(name)

    def drawn(self) -> list[int]:
        """Positions of the figures that differ between draws."""
        return [position for position, one in enumerate(self.every) if not one.fixed]


def factors_of(model: Model) -> Factors:
    """List the figures of a model that can be drawn.

    Parameters
    ----------
    model : Model
        A checked model.

    Returns
    -------
    Factors
        In an order that depends on names only.

    Raises
    ------
    AnalysisError
        VA720: the ranges of one product's shares leave no shares that sum to 1.

    Notes
    -----
    Sites and owners that are proxies are not drawn: no alternative to them is stated. Severity
    and duration of scenarios are not drawn either: they are the mild and severe variants.
    """
    return _Listing(model).listed()


@dataclass(frozen=True, slots=True)
class _Grade:
    source: str
    status: str
    credibility: int
    reliability: str
    note: str


class _Listing:
    """A model while its figures are being listed."""

    def __init__(self, model: Model) -> None:
        stated = model.uncertainty
        self.model = model
        self.widths = (stated.widths if stated else None) or DEFAULT_WIDTHS
        self.changes = (stated.essentiality if stated else None) or DEFAULT_CLASS_CHANGES
        self.found = Factors()

    def listed(self) -> Factors:
        for key in sorted(self.model.products):
            self._product(f"products.{key}", self.model.products[key])
        for key in sorted(self.model.uses):
            self._customer(f"uses.{key}", self.model.uses[key])
        for name in ("important_effect", "minor_effect"):
            effect = getattr(self.model.parameters, name)
            self._figure(f"parameters.{name}", "effect", effect.value, own=effect)
        return self.found

    def _grade(self, *evidence: Evidence | None) -> _Grade:
        """What a figure rests on; what the first does not say, the next one does."""
        every = [one for one in evidence if one is not None]

        def first(name: str) -> object:
            said = (getattr(one, name) for one in every)
            return next((one for one in said if one is not None), None)

        source = str(first("source") or "")
        known = self.model.sources.get(source)
        return _Grade(
            source,
            str(first("status") or "judgement"),
            int(str(first("credibility") or 6)),
            known.reliability if known else "F",
            str(every[0].note or "") if every else "",
        )

    def _figure(
        self,
        name: str,
        sort: FactorSort,
        figure: Ranged | float,
        *,
        own: Evidence | None,
        whole: Evidence | None = None,
    ) -> int:
        """Add a figure by itself or as one share of several."""
        grade = self._grade(own, whole)
        weeks = sort in WEEKS_SORTS
        scale: Scale = "weeks" if weeks else "plain"
        if isinstance(figure, float):
            low = mode = high = figure
        else:
            low, mode, high = figure.low, figure.mode, figure.high
        ranged = low < high
        if not ranged:
            factor = grade_factor(
                self.widths,
                status=grade.status,
                reliability=grade.reliability,
                credibility=grade.credibility,
            )
            low, high = spread(mode, factor, fraction=not weeks)
        if sort == "lifetime":
            low = max(low, 1.0)
        stream = name
        if grade.status != "judgement" and sort not in ("share", "sourcing", "demand"):
            # Read or recalled: the same figure of one source is one, wherever it is used.
            said = f"{low:.9g}|{mode:.9g}|{high:.9g}|{grade.note}"
            stream = f"{grade.source}:{sort}:{said}"
        return self.found.add(
            Factor(
                name, sort, low, mode, high, scale,
                grade.source, grade.status, grade.credibility, grade.reliability,
                ranged=ranged, stream=stream,
            )
        )  # fmt: skip

    def _product(self, name: str, product: Product) -> None:
        members = [
            self._figure(f"{name}.producers[{one.key}].share", "share", one.share, own=one)
            for one in sorted(product.producers, key=lambda one: one.key)
            if one.share.mode > 0
        ]
        self._remainder(name, product, members)
        if product.spare_capacity is not None:
            spare = product.spare_capacity
            self._figure(f"{name}.spare_capacity", "spare", spare, own=spare)
        weights = product.demand_weights or {}
        parts = [
            self._figure(
                f"{name}.demand_weights[{key}]", "demand", weights[key], own=product.demand_evidence
            )
            for key in sorted(weights)
            if weights[key] > 0
        ]
        self._whole(f"{name}.demand_weights", parts)
        self._customer(name, product)

    def _remainder(self, name: str, product: Product, members: list[int]) -> None:
        """Shares of a product; the remainder is whatever the listed leave."""
        rest = product.remainder.share
        if rest > 0:
            listed = [self.found.every[one] for one in members]
            total = rest + sum(one.mode for one in listed)
            low = max(0.0, total - sum(one.high for one in listed))
            high = min(total, total - sum(one.low for one in listed))
            members.append(
                self.found.add(
                    Factor(
                        f"{name}.remainder.share", "share", min(low, rest), rest, max(high, rest),
                        "plain", listed[0].source if listed else "", "judgement", 6, "F",
                        ranged=False, stream=f"{name}.remainder.share",
                    )
                )
            )  # fmt: skip
        self._whole(name, members)

    def _whole(self, name: str, members: list[int]) -> None:
        """Say that some shares sum to what they sum to in the model."""
        if not members:
            return
        some = [self.found.every[one] for one in members]
        total = sum(one.mode for one in some)
        check_ranges(
            name, low=[one.low for one in some], high=[one.high for one in some], total=total
        )
        self.found.wholes.append(WholeOfShares(name, tuple(members), total))

    def _customer(self, name: str, customer: Product | Use) -> None:
        seen: dict[str, int] = {}
        for entry in customer.inputs:
            key = "+".join(entry.options)
            seen[key] = seen.get(key, 0) + 1
            again = f"#{seen[key]}" if seen[key] > 1 else ""
            self._input(f"{name}.inputs[{key}{again}]", entry)
        for at, rows in sourcing_lists(customer).items():
            members = [
                self._figure(
                    f"{name}.sourcing[{at}].{row.supplier}", "sourcing", row.share, own=row
                )
                for row in sorted(rows, key=lambda row: str(row.supplier))
                if row.share
            ]
            self._whole(f"{name}.sourcing[{at}]", members)

    def _input(self, name: str, entry: Input) -> None:
        for at in ("buffer", "lifetime", "substitution"):
            stated: WeeksRange | None = getattr(entry, at)
            if stated is not None and (stated.mode > 0 or stated.high > 0):
                self._figure(f"{name}.{at}", at, stated, own=entry.evidence.get(at), whole=entry)
        if entry.fallback is not None:
            fallback = entry.fallback
            levels: tuple[tuple[FactorSort, str, Ranged | float, float], ...] = (
                ("fallback-level", "level", fallback.level, fallback.level.high),
                ("fallback-after", "after", fallback.after, fallback.after),
            )
            for sort, at, figure, most in levels:
                if most > 0:
                    self._figure(f"{name}.fallback.{at}", sort, figure, own=fallback, whole=entry)
        for number, option in enumerate(entry.any_of or ()):
            if isinstance(option, Alternative):
                self._option(f"{name}.any_of[{option.product}]", option, entry, first=number == 0)
        self._essentiality(name, entry)

    def _option(self, name: str, option: Alternative, entry: Input, *, first: bool) -> None:
        if not first and option.capacity > 0:
            self._figure(f"{name}.capacity", "capacity", option.capacity, own=entry)
        for at in ("buffer", "lifetime"):
            stated: WeeksRange | None = getattr(option, at)
            if stated is not None and stated.high > 0:
                self._figure(f"{name}.{at}", at, stated, own=entry)

    def _essentiality(self, name: str, entry: Input) -> None:
        grade = self._grade(entry.evidence.get("essentiality"), entry)
        change = getattr(self.changes, grade.status)
        code = ESSENTIALITIES.index(entry.essentiality)
        up = change.up if code > 0 else 0.0
        down = change.down if code < len(ESSENTIALITIES) - 1 else 0.0
        at = f"{name}.essentiality"
        self.found.add(
            Factor(
                at, "essentiality", code - (up > 0), code, code + (down > 0), "class",
                grade.source, grade.status, grade.credibility, grade.reliability,
                ranged=False, stream=at, chances=(up, down),
            )
        )  # fmt: skip


def sourcing_lists(customer: Product | Use) -> Mapping[str, list[Sourcing]]:
    """Stated sourcing by `customers, input`: customers with the same rows share one list."""
    rows: dict[tuple[str, str], list[int]] = {}
    for position, row in enumerate(customer.sourcing):
        for name in row.customers or ("",):
            if row.share is not None:
                rows.setdefault((name, row.input), []).append(position)
    lists: dict[tuple[tuple[int, ...], str], list[str]] = {}
    for (name, bought), positions in rows.items():
        lists.setdefault((tuple(positions), bought), []).append(name)
    return {
        ", ".join([*sorted(filter(None, names)), bought]): [customer.sourcing[p] for p in positions]
        for (positions, bought), names in sorted(lists.items(), key=lambda one: sorted(one[1]))
    }
