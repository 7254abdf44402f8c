"""Look-through by value in the stack: who earns what we pay, with bounds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from valuechain.analysis.question_frame import checked_theta, chosen_uses
from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.indicators.stack_lookthrough import ValueShare, stack_look_through
from valuechain.schema import CostShare, Input, Model
from valuechain.vocab.words import ATTRIBUTES, Attribute


@dataclass(frozen=True, slots=True)
class MeasuredValue:
    """Where the cost of uses and products is bought and earned, and how it was asked."""

    bench: Workbench
    shares: tuple[ValueShare, ...]
    subjects: frozenset[tuple[str, str]]
    """Uses asked about and products, each with its kind."""
    attribute: Attribute
    theta: float
    options: Mapping[str, object]
    """How it was asked, for the manifest."""


def measure(
    bench: Workbench,
    *,
    uses: str | Iterable[str] | None = None,
    attribute: Attribute = "site",
    theta: float | None = None,
) -> MeasuredValue:
    """Follow the cost of uses and products to the countries where it is earned.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    uses, attribute, theta
        As for `valuechain.lookthrough`.

    Raises
    ------
    AnalysisError
        As `valuechain.lookthrough`, but for home and trusted.
    """
    if attribute not in ATTRIBUTES:
        message = f"unknown attribute {attribute!r}."
        raise AnalysisError("VA718", message, f"Use one of {', '.join(ATTRIBUTES)}.")
    asked = chosen_uses(bench, uses) if uses or bench.uses else ()
    enough = checked_theta(bench, theta)
    kept = _kept(bench, asked, only=uses is not None)
    found = stack_look_through(bench.model, bench.stack, attributes=[attribute])
    return MeasuredValue(
        bench,
        tuple(one for one in found if (one.kind, one.subject) in kept),
        frozenset(kept),
        attribute,
        enough,
        options={
            "attribute": attribute,
            "theta": enough,
            "uses": [bench.stack.producer_ids[row] for row in asked],
            "cost_shares_stated": _stated(bench.model),
            "cost_shares_at_most": _at_most(bench.model),
            "inputs": sum(len(one) for _, one in inputs_of(bench.model)),
        },
    )


def _kept(bench: Workbench, asked: Sequence[int], *, only: bool) -> set[tuple[str, str]]:
    """Uses asked about, and all products, or those that these uses buy."""
    names = [bench.stack.producer_ids[row] for row in asked]
    products = (
        {
            option
            for name in names
            for one in bench.model.uses[name].inputs
            for option in one.options
        }
        if only
        else set(bench.model.products)
    )
    return {("use", name) for name in names} | {("product", name) for name in products}


def inputs_of(model: Model) -> list[tuple[str, tuple[Input, ...]]]:
    """Inputs of every product and use, with their place in the model."""
    found = [(f"products.{key}", one.inputs) for key, one in model.products.items()]
    return found + [(f"uses.{key}", one.inputs) for key, one in model.uses.items()]


def _stated(model: Model) -> list[str]:
    """Inputs that state which part of the cost they are, as ``product <- input``."""
    return [
        f"{place.partition('.')[2]} <- {entry.options[0]}"
        for place, inputs in inputs_of(model)
        for entry in inputs
        if entry.cost is not None
    ]


def _at_most(model: Model) -> dict[str, int]:
    """How many inputs state a part of some of the cost only, by what it is a part of."""
    bases = [
        entry.cost_share.basis
        for _, inputs in inputs_of(model)
        for entry in inputs
        if isinstance(entry.cost_share, CostShare) and not entry.cost_share.of_whole
    ]
    return {basis: bases.count(basis) for basis in sorted(set(bases))}
