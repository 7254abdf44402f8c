"""Small models from short literals, and what is left of them after something is taken away.

``lab(products, uses)`` compiles; ``Lab.limit`` and ``Lab.weeks`` ask the fast kernel, and the
plain loops too, and refuse to answer where the two differ.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from valuechain.kernels import reference
from valuechain.kernels.arrays import Effects, Floats, Shocks
from valuechain.kernels.fast import Engine
from valuechain.schema import Model
from valuechain.shocks.perspective import make_perspective
from valuechain.shocks.removals import Bound, Removal, Removals, to_shocks
from valuechain.stack import Stack, compile_model

JUDGED = {"source": "us", "credibility": 6, "status": "judgement"}
HALF = Effects(important=0.5, minor=0.1)
SAME = 1e-12


def firm(
    name: str, site: str, share: float, *, led: str | None = None, owned: str | None = None
) -> dict[str, Any]:
    """One firm at one site; led from and owned by its site's country unless said otherwise."""
    countries = {"headquarters": led or site, "owner": owned or led or site}
    return {"firm": name, "site": site, "share": share, "_countries": countries}


def country(
    site: str, share: float, *, led: str | None = None, owned: str | None = None
) -> dict[str, Any]:
    """All producers of a country, as ``chn-all``."""
    places = {"site": site, "headquarters": led or site, "owner": owned or led or site}
    return {"id": f"{site.lower()}-all", "kind": "country-aggregate", "share": share, **places}


def need(
    product: str | Sequence[str | Mapping[str, Any]],
    kind: str = "consumable",
    importance: str = "critical",
    *,
    buffer: float | None = None,
    lifetime: float | None = None,
    fallback: tuple[float, float] | None = None,
) -> dict[str, Any]:
    """One input, or one of several alternatives; durations in weeks, fallback (level, after)."""
    entry: dict[str, Any] = {"kind": kind, "essentiality": importance, **JUDGED}
    if isinstance(product, str):
        entry["product"] = product
    else:
        entry["any_of"] = [one if isinstance(one, str) else dict(one) for one in product]
    if buffer is not None:
        entry["buffer"] = weeks(buffer)
    if lifetime is not None:
        entry["lifetime"] = weeks(lifetime)
    if fallback is not None:
        entry["fallback"] = {"level": fallback[0], "after": weeks(fallback[1]), **JUDGED}
    return entry


def weeks(number: float) -> str:
    """A duration as files write it."""
    return f"{number:.20f} weeks"


def buys(customer: str | None, bought: str, **suppliers: float) -> list[dict[str, Any]]:
    """Stated sourcing: suppliers by name, ``asml__NLD`` for asml/NLD; without any, none at all."""
    row: dict[str, Any] = {"input": bought, **JUDGED}
    if customer is not None:
        row["producer"] = customer
    if not suppliers:
        return [{**row, "none": True}]
    return [
        {**row, "supplier": name.replace("__", "/").replace("_", "-"), "share": share}
        for name, share in suppliers.items()
    ]


def product(
    *producers: dict[str, Any],
    inputs: Sequence[dict[str, Any]] = (),
    sourcing: Sequence[dict[str, Any]] = (),
    **remainder: Any,
) -> dict[str, Any]:
    """One product; ``remainder=0.2`` or what else the remainder says (country, excludes ...)."""
    rest = {"share": remainder.pop("remainder", 0.0), **remainder}
    return {
        "producers": list(producers),
        "remainder": rest,
        "inputs": list(inputs),
        "sourcing": list(sourcing),
    }


def use(
    *inputs: dict[str, Any], at: str = "NLD", sourcing: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    """One end use."""
    return {"country": at, "inputs": list(inputs), "sourcing": list(sourcing)}


def make_model(
    products: Mapping[str, dict[str, Any]],
    uses: Mapping[str, dict[str, Any]],
    *,
    home: Iterable[str] = ("NLD",),
    trusted: Iterable[str] = (),
    groups: Mapping[str, Sequence[str]] | None = None,
) -> Model:
    """A model of these products and uses, all figures judged."""
    firms: dict[str, Any] = {}
    goods: dict[str, Any] = {}
    for key, one in products.items():
        rows = []
        for maker in one["producers"]:
            row = {"basis": "units", "year": 2024, **JUDGED, **maker}
            countries = row.pop("_countries", None)
            if countries:
                firms[row["firm"]] = {"name": row["firm"], **countries, **JUDGED}
            rows.append(row)
        goods[key] = {"layer": "all", "title": {"en": key}, "market": "world", **one}
        goods[key]["producers"] = rows
    tasks = {
        key: {"title": {"en": key}, "public_interest": "vital", **JUDGED, **one}
        for key, one in uses.items()
    }
    effect = {"value": 0.5, "strict": 1.0, "lenient": 0.0, **JUDGED}
    thresholds = {
        "exposure": 0.25,
        "horizon": "52 weeks",
        "replacement": "12 months",
        "theta": 0.5,
        "public_interest": "essential",
        "governance": 5.0,
        "law_levers": ["data"],
    }
    members = {key: {"members": list(names), **JUDGED} for key, names in (groups or {}).items()}
    return Model.model_validate(
        {
            "schema": "valuechain/1",
            "id": "small",
            "title": {"en": "Small"},
            "as_of": "2026-01-31",
            "perspective": {"home": list(home), "trusted": list(trusted)},
            "layers": [{"id": "all", "title": {"en": "All"}}],
            "sources": {"us": {"title": "Us", "kind": "judgement", "reliability": "F"}},
            "groups": members,
            "firms": firms,
            "products": goods,
            "uses": tasks,
            "parameters": {"important_effect": effect, "minor_effect": effect},
            "thresholds": {key: {"value": one, **JUDGED} for key, one in thresholds.items()},
        }
    )


def removal(
    removed: str,
    by: str = "site",
    mode: str = "lost",
    *,
    part: str | None = None,
    members: Iterable[str] | None = None,
) -> Removal:
    """A country (alpha-3), a group (with its members), or a firm (in small letters)."""
    if removed == "all-remainders":
        return Removal("remainder", removed, "any", "lost")
    if removed.islower():
        return Removal("firm", removed, "any", mode, product=part)  # type: ignore[arg-type]
    kind = "country" if members is None else "group"
    inside = frozenset([removed] if members is None else members)
    return Removal(kind, removed, by, mode, inside, part)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Lab:
    """A compiled model that answers what is left."""

    model: Model
    stack: Stack
    engine: Engine
    removals: Removals
    effects: Effects = field(default=HALF)

    def shocks(self, *asked: Removal, bound: Bound = "value") -> Shocks:
        """One column per removal."""
        return to_shocks(self.stack, [self.removals.cut(one, bound) for one in asked])

    def left(self, **capacity: float) -> Shocks:
        """Remaining own capacity by producer: ``asml__NLD`` style, ``q__x_all`` for q/x-all."""
        psi = np.ones((self.stack.n_producers, 1))
        for name, one in capacity.items():
            psi[self.stack.position(name.replace("__", "/").replace("_", "-"))] = one
        return plain_shocks(psi)

    def _rows(self, watch: Sequence[str]) -> list[int]:
        return [self.stack.position(one) for one in watch]

    def limit(self, asked: Removal | Shocks, *watch: str, bound: Bound = "value") -> Any:
        """Level in the limit: a number for one watched row, an array for several."""
        shocks = asked if isinstance(asked, Shocks) else self.shocks(asked, bound=bound)
        rows = self._rows(watch)
        found = self.engine.limit(shocks, self.effects, watch=rows)[:, 0]
        slow = reference.limit(self.stack, shocks, effects=self.effects, watch=rows)[:, 0]
        np.testing.assert_allclose(found, slow, rtol=0, atol=SAME)
        return found if len(watch) > 1 else float(found[0])

    def weeks(
        self, asked: Removal | Shocks, watch: str, n_weeks: int, *, bound: Bound = "value"
    ) -> Floats:
        """Level of one row in weeks 1 to n."""
        shocks = asked if isinstance(asked, Shocks) else self.shocks(asked, bound=bound)
        rows = self._rows([watch])
        found = self.engine.weeks(shocks, self.effects, watch=rows, n_weeks=n_weeks)[0, :, 0]
        slow = reference.weeks(
            self.stack, shocks, effects=self.effects, watch=rows, n_weeks=n_weeks
        )[0, :, 0]
        np.testing.assert_allclose(found, slow, rtol=0, atol=SAME)
        return found


def plain_shocks(capacity: Floats) -> Shocks:
    """Shocks that touch own capacity only: shape (producers, batch)."""
    count, size = capacity.shape
    return Shocks(
        capacity=capacity,
        customer_class=np.zeros((count, size), dtype=np.int16),
        opening=np.ones((1, count, size)),
        grace=np.ones(size, dtype=bool),
    )


def lab(
    products: Mapping[str, dict[str, Any]],
    uses: Mapping[str, dict[str, Any]],
    *,
    important: float = 0.5,
    minor: float = 0.1,
    **more: Any,
) -> Lab:
    """Compile a small model; more: home, trusted, groups."""
    return open_lab(make_model(products, uses, **more), important=important, minor=minor)


def open_lab(model: Model, *, important: float = 0.5, minor: float = 0.1) -> Lab:
    """Compile a model and look at it from its own perspective."""
    stack = compile_model(model)
    removals = Removals(stack, make_perspective(model))
    return Lab(model, stack, Engine(stack), removals, Effects(important, minor))
