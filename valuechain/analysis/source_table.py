"""Sources: what rests on each, how it is known, and what its licence asks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from valuechain.indicators.citations import cite
from valuechain.results.routes import CitedFigure
from valuechain.schema import Evidence, Figure, Input, Model, Producer
from valuechain.schema.scenario import Scenario
from valuechain.schema.terms import Record

if TYPE_CHECKING:
    import pandas as pd


def _inside(model: Model, keys: str, record: Record, whole: Figure | None) -> Iterator[CitedFigure]:
    """All figures of a record and of what it holds."""
    if isinstance(record, Evidence):
        own = record if isinstance(record, Figure) else None
        yield cite(model, keys, text=_text(record), own=record, whole=whole)
        whole = own or whole
    for name in type(record).model_fields:
        yield from _below(model, f"{keys}.{name}" if keys else name, getattr(record, name), whole)


def _below(model: Model, keys: str, held: object, whole: Figure | None) -> Iterator[CitedFigure]:
    if isinstance(held, Record):
        yield from _inside(model, keys, held, whole)
    elif isinstance(held, dict):
        for key, one in held.items():
            yield from _below(model, f"{keys}.{key}", one, whole)
    elif isinstance(held, tuple):
        for number, one in enumerate(held):
            yield from _below(model, f"{keys}[{number}]", one, whole)


def _text(record: Record) -> str:
    if isinstance(record, Producer):
        return f"share {100 * record.share.mode:.4g} %"
    if isinstance(record, Input):
        return f"{record.kind}, {record.essentiality}"
    figure = getattr(record, "value", None)
    return "" if figure is None else str(figure)


def all_figures(model: Model) -> list[CitedFigure]:
    """Every figure of a model with its source, status and grade."""
    found = [
        figure
        for name in type(model).model_fields
        if name not in {"sources", "include"}
        for figure in _below(model, name, getattr(model, name), None)
    ]
    return [figure for figure in found if figure.source]


def scenario_figures(model: Model, scenario: Scenario) -> list[CitedFigure]:
    """Every figure of a scenario with its source, status and grade."""
    known = model.model_copy(update={"sources": {**model.sources, **scenario.sources}})
    found = _below(known, f"{scenario.id}.shocks", scenario.shocks, None)
    return [figure for figure in found if figure.source]


def source_table(model: Model, scenarios: Sequence[Scenario] = ()) -> "pd.DataFrame":
    """Every source with its licence, reliability and how many figures rest on it.

    Parameters
    ----------
    model : Model
        The model.
    scenarios : sequence of Scenario
        Scenarios whose shocks, and own sources, count too.
    """
    import pandas as pd

    figures = all_figures(model)
    sources = dict(model.sources)
    for scenario in scenarios:
        figures += scenario_figures(model, scenario)
        sources = {**scenario.sources, **sources}
    counts: Counter[tuple[str, str]] = Counter((one.source, one.status) for one in figures)
    rows = []
    for key, source in sorted(sources.items()):
        known = {status: counts[key, status] for status in ("read", "recall", "judgement")}
        rows.append(
            {
                "source": key,
                "title": source.title,
                "publisher": source.publisher or "",
                "year": source.year,
                "url": source.url or "",
                "licence": source.licence or "",
                "kind": source.kind or "",
                "reliability": source.reliability,
                "figures": sum(known.values()),
                **known,
            }
        )
    frame = pd.DataFrame(rows)
    frame["year"] = frame["year"].astype("Int64")
    return frame
