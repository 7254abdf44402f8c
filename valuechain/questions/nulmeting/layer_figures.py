"""Figures by layer: which country takes how much of it, and how its figures are known."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from valuechain.analysis.source_table import all_figures
from valuechain.presentation.blocks import (
    Block,
    EvidenceCount,
    FigureBlock,
    FigureGrid,
    Heading,
)
from valuechain.presentation.cell_grid import GridCell, cell_grid
from valuechain.presentation.evidence_chart import evidence_chart
from valuechain.presentation.world import STEPS, shade_of
from valuechain.questions.nulmeting.reader import Reader
from valuechain.questions.nulmeting.words_figures import FIGURES, count_ending
from valuechain.questions.nulmeting.words_map import MAP
from valuechain.results.frames import rows_of
from valuechain.texts.labels import label
from valuechain.texts.languages import inline
from valuechain.texts.numbers import percent, within

if TYPE_CHECKING:
    import pandas as pd

CASES: Final = (("withheld", ("owner", "any")), ("lost", ("site", "any")))
"""Per grid its mode, and the attributes to show, the first that was measured."""
COUNTRIES: Final = 8
_OF_A_LAYER: Final = "products."
_OF_USES: Final = "uses."


def by_country(reader: Reader) -> tuple[Block, ...]:
    """Show per layer and country what the product that loses most loses.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.

    Returns
    -------
    tuple of Block
        Finding and grids; nothing where no country outside home and trusted was measured.
    """
    lang, settings = reader.lang, reader.result.settings
    rows = rows_of(
        reader.result.layers,
        kind="country",
        rule="default",
        horizon_weeks=str(settings.judged_weeks),
    )
    rows = rows[~rows["removed"].isin(reader.ours)]
    if not len(rows):
        return ()
    cases = {}
    for mode, wanted in CASES:
        there = rows_of(rows, mode=mode)
        attribute = next((word for word in wanted if word in set(there["attribute"])), None)
        if attribute is not None:
            key = mode if attribute != "any" else f"{mode}-any"
            cases[key] = rows_of(there, attribute=attribute)
    losses = {key: _losses(found) for key, found in cases.items()}
    shown = _costliest(losses.values())[:COUNTRIES]
    measured = {str(layer) for found in cases.values() for layer in found["layer"]}
    layers = [layer.id for layer in reversed(reader.model.layers) if layer.id in measured]
    when = within(lang, settings.judged_weeks)
    figures = tuple(
        _grid(reader, found, name=key, layers=layers, countries=shown)
        for key, found in losses.items()
    )
    least = settings.exposure_threshold
    reached = {
        layer for found in losses.values() for (layer, _), loss in found.items() if loss > least
    }
    deep = len(reached)
    said = {"n": deep, "of": len(layers), "when": when, "least": percent(lang, least)}
    heading = FIGURES.say(lang, f"layers-heading{count_ending(deep, len(layers))}", **said)
    caption = FIGURES.say(
        lang, "layers-caption", when=when, n=len(shown), least=percent(lang, STEPS[0])
    )
    columns = tuple(MAP.say(lang, key) for key in losses)
    return (Heading(heading, 3), FigureGrid(columns, (("", figures),), caption))


def _costliest(losses: Iterable[Mapping[tuple[str, str], float]]) -> list[str]:
    """Order the countries by what they cost over all layers, the costliest first."""
    total: dict[str, float] = {}
    for found in losses:
        for (_, country), loss in found.items():
            total[country] = total.get(country, 0.0) + loss
    return sorted(total, key=lambda country: (-total[country], country))


def _losses(rows: "pd.DataFrame") -> dict[tuple[str, str], float]:
    """Loss of the worst product by layer and country."""
    cells = zip(rows["layer"], rows["removed"], rows["value"], strict=True)
    return {(str(layer), str(country)): float(loss) for layer, country, loss in cells}


def _grid(
    reader: Reader,
    losses: dict[tuple[str, str], float],
    *,
    name: str,
    layers: list[str],
    countries: list[str],
) -> FigureBlock:
    lang, least = reader.lang, percent(reader.lang, STEPS[0])
    cells = [
        [_cell(reader, losses.get((layer, country), 0.0)) for country in countries]
        for layer in layers
    ]
    facts = []
    for layer in layers:
        country = max(countries, key=lambda code: losses.get((layer, code), 0.0))
        loss = losses.get((layer, country), 0.0)
        key = "layers-fact" if loss >= STEPS[0] else "layers-fact-none"
        said = {"country": reader.names.short(country), "loss": percent(lang, loss)}
        layer_name = reader.names.layer(layer)
        facts.append(FIGURES.say(lang, key, layer=layer_name, least=least, **said))
    return FigureBlock(
        name=f"layers-{name}",
        title=MAP.say(lang, name),
        description=FIGURES.say(lang, "layers-alt", facts="; ".join(facts)),
        draw=partial(
            cell_grid,
            [reader.names.layer(layer) for layer in layers],
            [reader.names.short(country) for country in countries],
            cells=cells,
        ),
    )


def _cell(reader: Reader, loss: float) -> GridCell:
    """A cell with its percentage; without its sign, which the caption says."""
    text = "" if shade_of(loss) is None else percent(reader.lang, loss)
    return GridCell(loss, text.rstrip("%\u00a0 "))


def evidence_by_layer(reader: Reader) -> tuple[Block, ...]:
    """Show per layer how its figures are known.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.

    Returns
    -------
    tuple of Block
        Finding and bars; nothing of a model without figures.
    """
    lang = reader.lang
    counts: Counter[tuple[str, str]] = Counter()
    for one in all_figures(reader.model):
        counts[_layer_of(reader, one.keys), one.status] += 1
    order = ["", *(layer.id for layer in reversed(reader.model.layers))]
    rows = []
    for layer in order:
        read, recall, judged = (counts[layer, one] for one in ("read", "recall", "judgement"))
        found = EvidenceCount(read, recall, judged)
        if found.figures:
            uses = FIGURES.say(lang, "evidence-uses")
            rows.append((reader.names.layer(layer) if layer else uses, found))
    if not rows:
        return ()
    ranked = sorted(rows, key=lambda one: one[1].read / one[1].figures)
    (worst, low), (best, high) = ranked[0], ranked[-1]
    said = {
        "best": inline(best),
        "worst": inline(worst),
        "high": percent(lang, high.read / high.figures),
        "low": percent(lang, low.read / low.figures),
    }
    key = "evidence-heading" if len(rows) > 1 else "evidence-heading-one"
    facts = (
        FIGURES.say(
            lang,
            "evidence-fact",
            name=name,
            **dict[str, object](found.parts),
        )
        for name, found in rows
    )
    words: dict[str, str] = {status: label(lang, status, of="status") for status, _ in high.parts}
    title = FIGURES.say(lang, "evidence-title")
    figure = FigureBlock(
        name="evidence-layers",
        title=title,
        description="; ".join(facts),
        draw=partial(evidence_chart, rows, words=words, lang=lang),
    )
    caption = FIGURES.say(lang, "evidence-caption")
    return (
        Heading(FIGURES.say(lang, key, **said), 3),
        FigureGrid((title,), (("", (figure,)),), caption),
    )


def _layer_of(reader: Reader, keys: str) -> str:
    """Layer of what a figure is about; empty for a use, a dash for what has none."""
    if keys.startswith(_OF_USES):
        return ""
    if not keys.startswith(_OF_A_LAYER):
        return "-"
    name = keys.removeprefix(_OF_A_LAYER).partition(".")[0]
    found = reader.model.products.get(name)
    return "-" if found is None else found.layer
