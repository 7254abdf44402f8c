"""Evidence: on which source does each figure rest, and does that source exist."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from valuechain.files.geography import Finding
from valuechain.files.keypaths import Keys
from valuechain.files.nearest import nearest
from valuechain.schema import CostShare, Evidence, Figure, Input, Model, Source

Cited = tuple[Keys, Evidence]
_WHOLE: Final = frozenset(
    (
        "critical_window_evidence",
        "demand_evidence",
        "grade_evidence",
        "market_evidence",
        *("low", "mode", "high"),
    )
)
"""Evidence that has no figure above it from which to take its source."""


def citation_problems(model: Model) -> Iterator[Finding]:
    """Check that every figure says on which source it rests and how it is known.

    Parameters
    ----------
    model : Model
        A model whose types and ranges are right.

    Yields
    ------
    tuple
        VC063 unknown source, VC067 no source, VC068 no status, VC069 a judgement stated as read.
    """
    yield from evidence_problems(evidence_of(model), model.sources)


def evidence_problems(
    evidence: Iterable[Cited], sources: Mapping[str, Source], *, complete: bool = True
) -> Iterator[Finding]:
    """Check that each of some figures says on what it rests.

    Parameters
    ----------
    evidence : iterable of tuple
        Key paths and what rests on a source.
    sources : mapping
        The sources that there are, by key.
    complete : bool
        Whether there are no others; if not, an unknown source is no problem.

    Yields
    ------
    tuple
        VC063 unknown source, VC067 no source, VC068 no status, VC069 a judgement stated as read.
    """
    judged = {key for key, source in sources.items() if source.kind == "judgement"}
    for keys, cited in evidence:
        source = cited.source
        if source is None:
            if isinstance(cited, Figure) or keys[-1] in _WHOLE:
                yield without(keys, "source")
        elif source not in sources:
            if complete:
                yield _unknown(sources, (*keys, "source"), source)
        elif cited.status == "read" and source in judged:
            message = f"`status: read`, but '{source}' is a judgement."
            yield (*keys, "status"), "VC069", message, "Write `status: judgement`."
        if isinstance(cited, Figure):
            yield from _of_figure(keys, cited, sources, complete=complete)


def _of_figure(
    keys: Keys, figure: Figure, sources: Mapping[str, Source], *, complete: bool
) -> Iterator[Finding]:
    for position, also in enumerate(figure.also_sources):
        if complete and also not in sources:
            yield _unknown(sources, (*keys, "also_sources", position), also)
    if figure.credibility is None or figure.status is None:
        yield without(keys, "status" if figure.status is None else "credibility")


def without(keys: Keys, name: str) -> Finding:
    """Word that a figure lacks its source, status or credibility."""
    if name == "source":
        return keys, "VC067", "this figure has no source.", "Add `source:`."
    remedy = f"Add `{name}:`; the reference page lists its values."
    return keys, "VC068", f"this figure has no {name}.", remedy


def unused_sources(model: Model) -> Iterator[tuple[Keys, str]]:
    """List the sources that no figure points at: odd, but not wrong.

    Yields
    ------
    tuple
        Key path and what is odd.
    """
    used = {cited.source for _, cited in evidence_of(model)}
    for _, cited in evidence_of(model):
        if isinstance(cited, Figure):
            used.update(cited.also_sources)
    for key in model.sources:
        if key not in used:
            yield ("sources", key), "no figure points at this source."


def evidence_of(model: Model) -> Iterator[Cited]:
    """Give everything in a model that rests on a source, with its key path.

    Yields
    ------
    tuple
        Key path and evidence, in the order of the reference page.
    """
    for name, group in model.groups.items():
        yield ("groups", name), group
    for key, firm in model.firms.items():
        yield ("firms", key), firm
    yield from _of_products(model)
    yield from _of_uses(model)
    for field in ("indicators", "lead_times", "published_figures"):
        for position, figure in enumerate(getattr(model, field)):
            yield (field, position), figure
    yield from _of_risks(model)


def _of_uses(model: Model) -> Iterator[Cited]:
    """Give what uses and country packs rest on."""
    for name, use in model.uses.items():
        yield ("uses", name), use
        for position, provision in enumerate(use.law):
            yield ("uses", name, "law", position), provision
        if use.critical_window_evidence is not None:
            yield ("uses", name, "critical_window_evidence"), use.critical_window_evidence
        yield from _of_inputs(("uses", name, "inputs"), use.inputs)
        for position, row in enumerate(use.sourcing):
            yield ("uses", name, "sourcing", position), row
    for code, pack in model.packs.items():
        for name, inputs in pack.inputs.items():
            yield from _of_inputs(("packs", code, "inputs", name), inputs)
        for name, rows in pack.sourcing.items():
            for position, row in enumerate(rows):
                yield ("packs", code, "sourcing", name, position), row


def _of_products(model: Model) -> Iterator[Cited]:
    for name, product in model.products.items():
        keys = ("products", name)
        for position, producer in enumerate(product.producers):
            yield (*keys, "producers", position), producer
        yield from _of_inputs((*keys, "inputs"), product.inputs)
        for position, row in enumerate(product.sourcing):
            yield (*keys, "sourcing", position), row
        for field in ("market_evidence", "spare_capacity", "demand_evidence"):
            evidence = getattr(product, field)
            if evidence is not None:
                yield (*keys, field), evidence


def _of_inputs(keys: Keys, inputs: tuple[Input, ...]) -> Iterator[Cited]:
    for position, entry in enumerate(inputs):
        yield (*keys, position), entry
        if entry.fallback is not None:
            yield (*keys, position, "fallback"), entry.fallback
            for end, origin in entry.fallback.origins.items():
                yield (*keys, position, "fallback", "origins", end), origin
        if isinstance(entry.cost_share, CostShare):
            yield (*keys, position, "cost_share"), entry.cost_share
        for field, evidence in entry.evidence.items():
            yield (*keys, position, "evidence", field), evidence


def _of_risks(model: Model) -> Iterator[Cited]:
    for field in ("important_effect", "minor_effect"):
        yield ("parameters", field), getattr(model.parameters, field)
    yield from _of_uncertainty(model)
    for code, country in model.countries.items():
        if country.governance is not None:
            yield ("countries", code, "governance"), country.governance
        for position, hazard in enumerate(country.hazards):
            yield ("countries", code, "hazards", position), hazard
    for name, restriction in model.restrictions.items():
        yield ("restrictions", name), restriction
    for name, law in model.laws.items():
        yield ("laws", name), law
        if law.grade_evidence is not None:
            yield ("laws", name, "grade_evidence"), law.grade_evidence
    for field in type(model.thresholds).model_fields:
        threshold = getattr(model.thresholds, field)
        if threshold is not None:
            yield ("thresholds", field), threshold


def _of_uncertainty(model: Model) -> Iterator[Cited]:
    stated = model.uncertainty
    if stated is None:
        return
    if stated.widths is not None:
        yield ("uncertainty", "widths"), stated.widths
    if stated.essentiality is not None:
        for status in type(stated.essentiality).model_fields:
            change = getattr(stated.essentiality, status)
            yield ("uncertainty", "essentiality", status), change


def _unknown(sources: Mapping[str, Source], keys: Keys, name: str) -> Finding:
    remedy = nearest(name, sources) or "List it under `sources:`."
    return keys, "VC063", f"unknown source '{name}'.", remedy
