"""Random measures about random models: every kind of change, a few measures each."""

from typing import Any

from tests.build import JUDGED
from tests.random_models import PLACES, Dice
from valuechain.files.measure_references import measure_problems
from valuechain.schema import Measure, MeasureFile, Model
from valuechain.schema.measure import Maker

COST = {
    "capex": {"low": 1e6, "mode": 2e6, "high": 3e6},
    "opex_per_year": {"low": 0, "mode": 0, "high": 0},
    "price_year": 2025,
    **JUDGED,
}
LEAD = {"time": "12 months", **JUDGED}
SAFE = (
    "raise-buffer",
    "shorten-substitution",
    "raise-fallback",
    "add-fallback",
    "add-alternative",
    "lower-need",
    "add-spare-capacity",
)
"""Kinds that never raise a loss."""
KINDS = (*SAFE, "add-supply", "change-owner")


def measure(*changes: dict[str, Any], **more: Any) -> Measure:
    """A measure of some changes, all judged."""
    return Measure.model_validate(
        {
            "title": {"en": "Trial"},
            "because": {"en": "To see."},
            "layer": "all",
            "changes": [{**JUDGED, **one} for one in changes],
            "cost": COST,
            "lead": LEAD,
            "actor": {"en": "We"},
            "actors": ["we"],
            "levers": ["rule"],
            **more,
        }
    )


def _pair(dice: Dice, model: Model) -> tuple[str, str] | None:
    """A customer and one of its inputs."""
    pairs = [
        (name, option)
        for name, one in [*model.products.items(), *model.uses.items()]
        for entry in one.inputs
        for option in entry.options
    ]
    return dice.among(pairs) if pairs else None


def change(dice: Dice, model: Model, kind: str) -> dict[str, Any] | None:
    """One change of a kind; None if the model has no place for it."""
    product = str(dice.among(sorted(model.products)))
    share = float(dice.among((0.05, 0.1, 0.3)))
    if kind == "add-supply":
        return _supply(dice, model, product, share)
    if kind == "add-spare-capacity":
        return {"kind": kind, "product": product, "spare": share}
    if kind == "change-owner" and model.firms:
        return {"kind": kind, "firm": dice.among(sorted(model.firms)), "to": dice.among(PLACES)}
    pair = _pair(dice, model)
    if pair is None or kind == "change-owner":
        return None
    more: dict[str, list[dict[str, Any]]] = {
        "raise-buffer": [{"weeks": f"{n} weeks"} for n in (1, 3, 9)],
        "shorten-substitution": [{"factor": 0.5}, {"to": "2 weeks"}],
        "raise-fallback": [{"level": 0.3}, {"level": 0.8}],
        "add-fallback": [{"level": level, "after": "1 week"} for level in (0.3, 0.8)],
        "lower-need": [{"part": 0.4}, {"essentiality": "important"}],
        "add-alternative": [
            {"product": product, "capacity": part, "needed_as": "service"} for part in (0.4, 1.0)
        ],
    }
    return {"kind": kind, "input": pair[1], "customers": [pair[0]], **dice.among(more[kind])}


def _supply(dice: Dice, model: Model, product: str, share: float) -> dict[str, Any]:
    one = model.products[product]
    found: dict[str, Any] = {"kind": "add-supply", "product": product, "share": share}
    if one.producers and dice.chance(0.4):
        found["producer"] = dice.among([p.key for p in one.producers])
    else:
        place = dice.among(PLACES)
        found["maker"] = Maker(
            id=f"new-{place.lower()}",
            title={"en": "New"},
            site=place,
            headquarters=place,
            owner=place,
        ).model_dump(exclude_defaults=True)
    found["from"] = dice.among((["all"], ["all"], ["largest"]))
    needing = [
        name
        for name, other in [*model.products.items(), *model.uses.items()]
        if any(product in entry.options for entry in other.inputs)
    ]
    if needing and dice.chance(0.3):
        found["customers"] = [dice.among(needing)]
    return found


def random_measures(
    dice: Dice, model: Model, count: int, kinds: tuple[str, ...] = KINDS
) -> dict[str, Measure]:
    """Some measures that fit a model."""
    found: dict[str, Measure] = {}
    for _ in range(20 * count):
        if len(found) == count:
            break
        made = change(dice, model, dice.among(kinds))
        if made is None:
            continue
        name = f"m-{len(found)}"
        one = measure(made)
        file = MeasureFile.model_validate(
            {
                "schema": "valuechain/1",
                "id": "trial",
                "title": {"en": "Trial"},
                "model": {"id": model.id},
                "measures": {
                    name: one.model_dump(by_alias=True, exclude_defaults=True, mode="json")
                },
            }
        )
        if not list(measure_problems(file, model)):
            found[name] = one
    return found
