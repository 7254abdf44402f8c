"""References of a scenario: does everything that it names exist in its model, and once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from valuechain.files.evidence import evidence_problems
from valuechain.files.geography import Finding, repeated_places, unknown_place
from valuechain.files.keypaths import Keys
from valuechain.files.nearest import nearest
from valuechain.files.scenario_supply import BY_COUNTRY
from valuechain.schema import (
    DemandSurge,
    Model,
    Scenario,
    Selector,
    Shock,
    Source,
    Stockpile,
    Takeover,
)
from valuechain.vocab.countries import COUNTRIES

EVERYONE: Final = "all"
"""In ``to``: everyone outside the countries of ``from``."""
_EVERYBODY: Final = frozenset(("any", "everyone", "everybody", "everywhere", "world"))


def scenario_references(scenario: Scenario, model: Model | None) -> Iterator[Finding]:
    """Check that every product, firm and country that a scenario names is in its model.

    Parameters
    ----------
    scenario : Scenario
        A scenario whose types and ranges are right.
    model : Model, optional
        Its model; only what can be told without it if left out.

    Yields
    ------
    tuple
        VC103 another model, and then nothing else; VC010 to VC017 countries, VC060 to VC070
        names and evidence, VC104 a source that the model has, VC105 no customer.
    """
    if model is not None and scenario.model.id != model.id:
        message = f"the scenario is about '{scenario.model.id}', and the model is '{model.id}'."
        remedy = f"Give its own model with `--model`, or write `{model.id}` if it fits that too."
        yield ("model", "id"), "VC103", message, remedy
        return
    yield from _evidence(scenario, model)
    for position, shock in enumerate(scenario.shocks):
        keys: Keys = ("shocks", position)
        for at, names in _places(keys, shock):
            yield from repeated_places(at, names)
            if model is not None:
                # only who is refused may be everyone: a takeover has one new owner
                everyone = at[-1] == "to" and not isinstance(shock, Takeover)
                yield from _unknown_places(at, names, model, everyone=everyone)
        for at, names in _names(keys, shock):
            yield from _repeated(at, names)
            if model is not None:
                yield from _unknown_names(at, names, model)


def _unknown_places(
    keys: Keys, names: Sequence[str], model: Model, *, everyone: bool
) -> Iterator[Finding]:
    for position, name in enumerate(names):
        known = name in COUNTRIES or name in model.groups or (everyone and name == EVERYONE)
        if not known and everyone and name.lower() in _EVERYBODY:
            message = f"unknown group '{name}'."
            remedy = f"Write '{EVERYONE}' for everyone outside `from`."
            yield (*keys, position), "VC013", message, remedy
        elif not known:
            yield unknown_place(model, (*keys, position), code=name, group_too=True)


def _evidence(scenario: Scenario, model: Model | None) -> Iterator[Finding]:
    known: Mapping[str, Source] = {} if model is None else model.sources
    for key in scenario.sources:
        if key in known:
            message = f"the model has a source '{key}'."
            remedy = "Remove it, for shocks may point at the model's; or give it another key."
            yield ("sources", key), "VC104", message, remedy
    figures = [(("shocks", position), shock) for position, shock in enumerate(scenario.shocks)]
    both = {**known, **scenario.sources}
    yield from evidence_problems(figures, both, complete=model is not None)


def unused_scenario_sources(scenario: Scenario) -> Iterator[tuple[Keys, str]]:
    """List the scenario's own sources that no shock points at."""
    used = {source for shock in scenario.shocks for source in (shock.source, *shock.also_sources)}
    for key in scenario.sources:
        if key not in used:
            yield ("sources", key), "no shock points at this source."


def _places(keys: Keys, shock: Shock) -> Iterator[tuple[Keys, tuple[str, ...]]]:
    if isinstance(shock, Takeover):
        yield (*keys, "to"), (shock.to,)
        return
    if isinstance(shock, DemandSurge | Stockpile):
        yield (*keys, "by"), shock.by or ()
        return
    for name in BY_COUNTRY:
        yield (*keys, "from", name), getattr(shock.from_, name) or ()
    yield (*keys, "to"), getattr(shock, "to", ())
    yield (*keys, "except"), getattr(shock, "except_", None) or ()


def _names(keys: Keys, shock: Shock) -> Iterator[tuple[Keys, tuple[str, ...]]]:
    chosen: Selector | None = getattr(shock, "from_", None)
    for name in ("product", "layer", "firm", "customers"):
        yield (*keys, name), getattr(shock, name, None) or ()
    if chosen is not None:
        yield (*keys, "from", "firm"), chosen.firm or ()
        yield (*keys, "from", "producer"), chosen.producer or ()


def _repeated(keys: Keys, names: Sequence[str]) -> Iterator[Finding]:
    for position, name in enumerate(names):
        if name in names[:position]:
            yield (*keys, position), "VC070", f"'{name}' stands here twice.", "Remove one."


def _unknown_names(keys: Keys, names: Sequence[str], model: Model) -> Iterator[Finding]:
    sort = str(keys[-1])
    if sort == "producer":
        yield from _unknown_producers(keys, names, model)
        return
    code, known = {
        "product": ("VC060", list(model.products)),
        "layer": ("VC062", [layer.id for layer in model.layers]),
        "firm": ("VC061", list(model.firms)),
        "customers": (
            "VC105",
            [*model.uses, *model.products, *(g for g in model.use_groups if _held(model, g))],
        ),
    }[sort]
    for position, name in enumerate(names):
        if name not in known:
            message = f"unknown {sort} '{name}'."
            if sort == "customers":
                message = f"'{name}' is neither a use nor a product."
            remedy = nearest(name, known) or "Use a name that the model has."
            yield (*keys, position), code, message, remedy


def _held(model: Model, group: str) -> bool:
    """Whether a group of uses has any that home sees."""
    return any(group in use.groups for use in model.uses.values())


def _unknown_producers(keys: Keys, names: Sequence[str], model: Model) -> Iterator[Finding]:
    for position, name in enumerate(names):
        product, _, key = name.partition("/")
        found = model.products.get(product)
        made = [] if found is None else [producer.key for producer in found.producers]
        if found is not None and found.remainder.share > 0:
            made.append("remainder")
        if key not in made:
            known = [f"{product}/{one}" for one in made] or list(model.products)
            remedy = (
                nearest(name, known) or "Write product/firm/SITE, or product/id of an aggregate."
            )
            yield (*keys, position), "VC065", f"'{name}' is no producer of the model.", remedy
