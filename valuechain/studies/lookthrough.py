"""Look-through by value in the stack: who earns what we pay, with bounds."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import pandas as pd

from valuechain.errors import AnalysisError
from valuechain.indicators.citations import cite, tie_of
from valuechain.indicators.evidence import Support, support
from valuechain.indicators.stack_lookthrough import ValueShare, stack_look_through
from valuechain.results.findings import Findings
from valuechain.results.lookthrough import COUNTRIES, SUBJECTS
from valuechain.results.routes import CitedFigure
from valuechain.schema import CostShare, Input, Model
from valuechain.stack.columns import BUYER, REMAINDER
from valuechain.studies.accounting import no_uses
from valuechain.studies.finding import checked_theta, chosen_uses, conclude
from valuechain.studies.supporting import support_columns
from valuechain.studies.workbench import Workbench, prepare
from valuechain.vocab.words import ATTRIBUTES, Attribute

_QUESTION: Final = "lookthrough"


def lookthrough(
    model: Model | None = None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    uses: str | Iterable[str] | None = None,
    attribute: Attribute = "site",
    theta: float | None = None,
    overlays: Sequence[str] = (),
) -> Findings:
    """Look through the cost of uses and products: in which countries is it bought, and earned.

    Parameters
    ----------
    model : Model, optional
        The shipped model if left out.
    home, trusted : str or iterable of str, optional
        Own countries and partners; the model's own if left out.
    uses : str or iterable of str, optional
        Uses asked about, with the products they buy; all of home, and all products, if left out.
    attribute : str
        Which country of a supplier counts.
    theta : float, optional
        Part of the cost from which a country counts as where it is earned, above 0 and at most 1;
        the model's theta if left out.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.

    Returns
    -------
    Findings
        Tables ``lookthrough`` (per use and product) and ``lookthrough_countries``, with bounds:
        what no cost share speaks of may be earned by the customer or by any such input (R72).

    Raises
    ------
    AnalysisError
        VA601, VA602: home or trusted is unknown or empty; VA640: theta; VA641, VA642: a use that
        home does not have; VA655: in a circle of products all cost is bought from each other;
        VA718: an unknown attribute.
    """
    if attribute not in ATTRIBUTES:
        message = f"unknown attribute {attribute!r}."
        raise AnalysisError("VA718", message, f"Use one of {', '.join(ATTRIBUTES)}.")
    bench = prepare(model, home=home, trusted=trusted)
    return lookthrough_of(bench, uses=uses, attribute=attribute, theta=theta, overlays=overlays)


def lookthrough_of(
    bench: Workbench,
    *,
    uses: str | Iterable[str] | None = None,
    attribute: Attribute = "site",
    theta: float | None = None,
    overlays: Sequence[str] = (),
) -> Findings:
    """Answer :func:`lookthrough` where the model is ready already."""
    asked = chosen_uses(bench, uses) if uses or bench.uses else ()
    enough = checked_theta(bench, theta)
    found = stack_look_through(bench.model, bench.stack, attributes=[attribute])
    kept = _kept(bench, asked, only=uses is not None)
    rows = [one for one in found if (one.kind, one.subject) in kept]
    return conclude(
        bench,
        _QUESTION,
        contracts=[SUBJECTS, COUNTRIES],
        frames={
            "lookthrough": _subjects(bench, rows, kept, attribute),
            "lookthrough_countries": _countries(rows, enough),
        },
        options={
            "attribute": attribute,
            "theta": enough,
            "uses": [bench.stack.producer_ids[row] for row in asked],
            "cost_shares_stated": _stated(bench.model),
            "cost_shares_at_most": _at_most(bench.model),
            "inputs": sum(len(one) for _, one in _inputs(bench.model)),
        },
        overlays=overlays,
        warnings=no_uses(bench),
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


def _inputs(model: Model) -> list[tuple[str, tuple[Input, ...]]]:
    """Inputs of every product and use, with their place in the model."""
    found = [(f"products.{key}", one.inputs) for key, one in model.products.items()]
    return found + [(f"uses.{key}", one.inputs) for key, one in model.uses.items()]


def _stated(model: Model) -> list[str]:
    """Inputs that state which part of the cost they are, as ``product <- input``."""
    return [
        f"{place.partition('.')[2]} <- {entry.options[0]}"
        for place, inputs in _inputs(model)
        for entry in inputs
        if entry.cost is not None
    ]


def _at_most(model: Model) -> dict[str, int]:
    """How many inputs state a part of some of the cost only, by what it is a part of."""
    bases = [
        entry.cost_share.basis
        for _, inputs in _inputs(model)
        for entry in inputs
        if isinstance(entry.cost_share, CostShare) and not entry.cost_share.of_whole
    ]
    return {basis: bases.count(basis) for basis in sorted(set(bases))}


def _countries(rows: Sequence[ValueShare], theta: float) -> pd.DataFrame:
    names = list(COUNTRIES.names)
    return pd.DataFrame(
        [
            (
                one.kind,
                one.subject,
                one.country,
                one.attribute,
                one.unstated,
                *one.face,
                *one.added,
                one.says_nothing,
                _reaches(one.added, theta),
            )
            for one in rows
        ],
        columns=names,
    ).astype({"says_nothing": bool})


def _reaches(bounds: tuple[float, float], theta: float) -> str:
    if bounds[0] >= theta:
        return "yes"
    return "no" if bounds[1] < theta else "unknown"


def _subjects(
    bench: Workbench,
    rows: Sequence[ValueShare],
    kept: set[tuple[str, str]],
    attribute: Attribute,
) -> pd.DataFrame:
    """One row per use and product: what is surely known of where its cost is earned."""
    mine: dict[tuple[str, str], list[ValueShare]] = {key: [] for key in kept}
    for one in rows:
        mine[one.kind, one.subject].append(one)
    found = []
    for (kind, subject), shares in sorted(mine.items()):
        inputs = (bench.model.uses if kind == "use" else bench.model.products)[subject].inputs
        telling = [one for one in shares if not one.says_nothing]
        first = max(telling, key=lambda s: (*s.added, s.country), default=None)
        sure = sum(one.added[0] for one in shares)
        found.append(
            {
                "kind": kind,
                "subject": subject,
                "attribute": attribute,
                "inputs": len(inputs),
                "inputs_stated": sum(entry.cost is not None for entry in inputs),
                "inputs_at_most": sum(entry.cost_at_most is not None for entry in inputs),
                "unstated": shares[0].unstated if shares else _unstated(inputs),
                "traced": None if attribute == "any" else min(1.0, sure),
                "largest": first.country if first else None,
                "added_low": first.added[0] if first else None,
                "added_high": first.added[1] if first else None,
                "countries": len(shares),
                "countries_open": sum(one.says_nothing for one in shares),
                **support_columns(_support(bench, kind, subject, attribute)),
            }
        )
    frame = pd.DataFrame(found, columns=list(SUBJECTS.names))
    numbers = ["traced", "added_low", "added_high"]
    frame[numbers] = frame[numbers].astype(float)
    frame["weakest_credibility"] = frame["weakest_credibility"].astype("Int64")
    return frame


def _unstated(inputs: Sequence[Input]) -> float:
    """Part of the cost not stated, of who buys only from who has no country at all."""
    left = 1.0 - sum(entry.cost or 0.0 for entry in inputs)
    most = [
        1.0 if one is None else one for one in (e.cost_at_most for e in inputs if e.cost is None)
    ]
    return min(left, sum(most))


def _support(bench: Workbench, kind: str, subject: str, attribute: Attribute) -> Support:
    """Figures that carry the sure part: cost shares that are stated, and shares behind them."""
    model, stack, figures = bench.model, bench.stack, list[CitedFigure]()
    owners = {f"{kind}s.{subject}"}
    todo = list(owners)
    inputs_of = dict(_inputs(model))
    while todo:
        place = todo.pop()
        for number, entry in enumerate(inputs_of[place]):
            if entry.cost is None:
                continue
            stated = entry.cost_share
            keys, own = (
                f"{place}.inputs[{number}].cost_share",
                stated
                if isinstance(stated, CostShare)
                else entry.evidence.get("cost_share", entry),
            )
            text = f"cost share {entry.cost:.4g}"
            figures.append(cite(model, keys, text=text, own=own, whole=entry))
            behind = f"products.{entry.options[0]}"
            if behind not in owners:
                owners.add(behind)
                todo.append(behind)
    products = [stack.product_ids.index(o[9:]) for o in sorted(owners) if o.startswith("products.")]
    rows = np.isin(stack.producer_product, products)
    rows &= (stack.producer_kind != BUYER) & (stack.producer_kind != REMAINDER)
    for row in np.flatnonzero(rows).tolist():
        figures += bench.citations.of_producer(row, tie=tie_of(attribute))
    return support(figures)
