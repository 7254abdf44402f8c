"""The picture of loss over time: a panel per use and question, its finding and its figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from valuechain.analysis.ranking import most_telling
from valuechain.presentation.blocks import (
    BodyRow,
    ColumnHead,
    Details,
    FigureBlock,
    FigureGrid,
    Heading,
    ListBlock,
    Paragraph,
    Section,
    TableBlock,
    TableCell,
)
from valuechain.presentation.ink import STROKES
from valuechain.questions.nulmeting.headline_words import finding_of_countries
from valuechain.questions.nulmeting.reader import Reader
from valuechain.questions.nulmeting.time_figure import UNSEEN, time_panel
from valuechain.results.frames import rows_of
from valuechain.texts.languages import alternatives
from valuechain.texts.numbers import percent

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = (("withheld", ("owner", "any")), ("lost", ("site", "any")))
"""Per column its mode, and the attributes to show, the first that the paths have."""
WEEKS: Final = (1, 13, 52, 156)


@dataclass(frozen=True, slots=True)
class PanelColumn:
    """One column of the picture of loss over time: one mode and tie, under one heading."""

    mode: str
    attribute: str
    heading: str


def timeline(reader: Reader) -> Section:
    """Draw what every use still has, week by week after a removal.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.

    Returns
    -------
    Section
        Panels, finding and figures.
    """
    paths = reader.result.paths
    nav = reader.say("nav-time")
    if not len(paths):
        heading = Heading(reader.say("time-heading-plain"))
        return Section("time", nav, (heading, Paragraph(reader.say("time-none"))))
    shown = reader.result.settings.shown or most_telling(
        paths[~paths["removed"].isin(reader.homes)]
    )
    columns = _columns(reader, paths)
    drawn = {column.mode: _of(paths, column) for column in columns}
    parts = {
        (mode, str(use)): rows
        for mode, frame in drawn.items()
        for use, rows in frame.groupby("use", sort=False)
    }
    uses = [use for use in reader.model.uses if any((mode, use) in parts for mode in drawn)]
    grid = FigureGrid(
        columns=tuple(column.heading for column in columns),
        rows=tuple(
            (
                reader.names.title(use),
                tuple(
                    _picture(reader, parts.get((column.mode, use)), use, column=column, shown=shown)
                    for column in columns
                ),
            )
            for use in uses
        ),
        caption=_caption(reader, drawn.values(), shown=shown),
    )
    lead = reader.say(
        "time-lead", threshold=percent(reader.lang, reader.result.settings.exposure_threshold)
    )
    table = [
        line
        for use in uses
        for column in columns
        if (column.mode, use) in parts
        for line in _figures(
            reader, parts[column.mode, use], (reader.names.title(use), column.heading), shown=shown
        )
    ]
    blocks = (Heading(_heading(reader, drawn, len(uses))), Paragraph(lead), grid)
    return Section("time", nav, (*blocks, *_numbers(reader, table), *_measured(reader, uses)))


def _measured(reader: Reader, uses: list[str]) -> tuple[Details, ...]:
    """Say of every figure that measures something near what a use needs what it measures."""
    entries = [(use, entry) for use in uses for entry in reader.model.uses[use].inputs]
    told = tuple(
        dict.fromkeys(text for use, entry in entries for text in reader.measured(entry, use=use))
    )
    return (Details(reader.say("measured-heading"), (ListBlock(told),)),) if told else ()


def _caption(reader: Reader, frames: "Iterable[pd.DataFrame]", *, shown: tuple[str, ...]) -> str:
    """Say how to read the picture, and why a line falls if one does."""
    caption = reader.say("time-caption")
    for frame in frames:
        rows = frame[frame["removed"].isin(list(shown))].sort_values("week")
        steps = rows.groupby(["removed", "use"])["value"].diff()
        if (steps < -UNSEEN).any():
            return f"{caption} {reader.say('falls')}"
    return caption


def _numbers(reader: Reader, rows: list[BodyRow]) -> tuple[Details, ...]:
    """Put the figures behind the picture in a table that opens."""
    if not rows:
        return ()
    heads = tuple(ColumnHead(reader.say(key)) for key in ("use", "case", "country"))
    weeks = tuple(ColumnHead(reader.say(f"after-{week}"), "number") for week in WEEKS)
    return (
        Details(reader.say("time-table"), (TableBlock((*heads, *weeks), tuple(rows), "figures"),)),
    )


def _columns(reader: Reader, paths: "pd.DataFrame") -> tuple[PanelColumn, ...]:
    columns = []
    for mode, wanted in COLUMNS:
        there = set(paths.loc[paths["mode"] == mode, "attribute"].unique())
        attribute = next((word for word in wanted if word in there), None)
        if attribute is not None:
            key = f"time-{mode}" if attribute != "any" else f"time-{mode}-any"
            columns.append(PanelColumn(mode, attribute, reader.say(key)))
    return tuple(columns)


def _of(paths: "pd.DataFrame", column: PanelColumn) -> "pd.DataFrame":
    return rows_of(paths, mode=column.mode, attribute=column.attribute)


def _picture(
    reader: Reader,
    rows: "pd.DataFrame | None",
    use: str,
    *,
    column: PanelColumn,
    shown: tuple[str, ...],
) -> FigureBlock | None:
    if rows is None:
        return None
    names = {code: reader.names.short(code) for code in rows["removed"].unique()}
    facts = [
        f"{line.cells[0].text} {line.cells[1].text}, {line.cells[-1].text}"
        for line in _figures(reader, rows, (), shown=shown[: len(STROKES)])
    ]
    return FigureBlock(
        name=f"t-{column.mode}-{use}",
        title=reader.say("time-panel", use=reader.names.title(use), column=column.heading),
        description=reader.say("time-panel-desc", facts="; ".join(facts) or "–"),
        draw=partial(time_panel, rows, shown=shown, names=names, lang=reader.lang),
    )


def _heading(reader: Reader, drawn: dict[str, "pd.DataFrame"], uses: int) -> str:
    """State the finding: who hits most within a quarter, and who only after three years.

    Who hits as many is named too. The slow ones are those that add most after a quarter, without
    the fast ones.
    """
    if set(drawn) != {"withheld", "lost"}:
        return reader.say("time-heading-plain")
    fast = _hits(reader, drawn["withheld"], week=13)
    early = _hits(reader, drawn["lost"], week=13)
    slow = {
        removed: late - early.get(removed, 0)
        for removed, late in _hits(reader, drawn["lost"], week=156).items()
    }
    first = _most(fast)
    if not first:
        return reader.say("time-heading-plain")
    start = finding_of_countries(
        reader.lang, first, hits=fast[first[0]], uses=uses, horizon=13, titles=reader.names.groups
    )
    second = _most({removed: hits for removed, hits in slow.items() if removed not in first})
    if not second:
        return reader.say("time-heading-one", fast=start)
    places = alternatives(reader.lang, [reader.names.place(code) for code in second])
    end = reader.say("time-slow", place=places, hits=slow[second[0]])
    return reader.say("time-heading-two", fast=start, slow=end)


def _most(counts: dict[str, int]) -> list[str]:
    """All that have the highest count; none if that is nothing."""
    top = max(counts.values(), default=0)
    return sorted(removed for removed, count in counts.items() if count == top > 0)


def _hits(reader: Reader, paths: "pd.DataFrame", *, week: int) -> dict[str, int]:
    """Count the uses that each country hits by a week."""
    rows = paths[(paths["week"] == week) & (paths["kind"] == "country")]
    rows = rows[~rows["removed"].isin(reader.ours)]
    hit = rows["value"] > reader.result.settings.exposure_threshold
    return {str(removed): int(n) for removed, n in hit.groupby(rows["removed"]).sum().items()}


def _figures(
    reader: Reader, rows: "pd.DataFrame", head: tuple[str, ...], *, shown: tuple[str, ...]
) -> list[BodyRow]:
    """List the figures behind one panel, for those who want or need numbers."""
    table = []
    chosen = rows[rows["week"].isin(WEEKS)]
    found = {
        (str(removed), int(week)): float(loss)
        for removed, week, loss in zip(
            chosen["removed"], chosen["week"], chosen["value"], strict=True
        )
    }
    for removed in shown:
        losses = [found.get((removed, week), 0.0) for week in WEEKS]
        if max(losses) >= UNSEEN:
            words = (TableCell(text) for text in (*head, reader.names.removed(removed)))
            cells = (TableCell(percent(reader.lang, loss), loss) for loss in losses)
            table.append(BodyRow((*words, *cells)))
    return table
