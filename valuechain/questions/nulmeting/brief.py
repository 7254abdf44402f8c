"""Two pages for a director: what the page of a nulmeting says, in its shortest form."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from valuechain.presentation.blocks import (
    Beside,
    Block,
    BodyRow,
    ColumnHead,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Section,
    TableBlock,
    TableCell,
)
from valuechain.presentation.names import Names
from valuechain.questions.nulmeting.dependencies import Ten, ten
from valuechain.questions.nulmeting.elections import in_short
from valuechain.questions.nulmeting.page import document
from valuechain.questions.nulmeting.reader import Reader, as_stored
from valuechain.results.frames import rows_of
from valuechain.results.result import Result
from valuechain.texts.numbers import percent

if TYPE_CHECKING:
    import pandas as pd

CASES: Final = (("withheld", "owner"), ("lost", "site"))
"""The two questions of the picture over time: mode and tie."""
SOON: Final = "13"
LATE: Final = "156"
SCENARIOS: Final = 3
HIT: Final = 3
"""Uses that are named of each scenario, those hit hardest first."""
CHECKS: Final = 2


def brief(result: Result, names: Names) -> Document:
    """Say on two pages what a director needs to know of a nulmeting.

    Parameters
    ----------
    result : Result
        The result of a nulmeting.
    names : Names
        Names in the reader's language, from the model that the result was computed from.

    Returns
    -------
    Document
        The titles and findings of the page, with its tables in their shortest form. No sentence
        or number is other than there.
    """
    reader = as_stored(result, names)
    whole = document(reader.result, names)
    found = {section.anchor: section for section in whole.sections}
    top = found["top"]
    sections = (
        Section("top", "", top.blocks[:-1]),
        _uses(reader, found["time"]),
        _heaviest(reader, ten(reader)),
        *(_heads(found[key]) for key in ("thread", "survive") if key in found),
        Section("elections", found["elections"].nav, in_short(reader)),
        *(_hardest_hit(reader, found[key]) for key in ("what-if",) if key in found),
        *(_heads(found[key]) for key in ("held", "partners", "others", "plan") if key in found),
        _sure(found["sure"]),
        Section("method", found["method"].nav, (Paragraph(reader.say("brief-method"), "small"),)),
    )
    title = reader.say("brief-title", title=whole.title)
    return replace(whole, title=title, sections=sections, form="brief")


def _heads(section: Section) -> Section:
    """Keep the first heading of a section: it says the finding."""
    return Section(section.anchor, section.nav, section.blocks[:1])


def _hardest_hit(reader: Reader, section: Section) -> Section:
    """Keep the heading, and of the first scenarios the uses that lose most: all do not fit."""
    tables = [block for block in section.blocks if isinstance(block, TableBlock)]
    rows = []
    for row in tables[0].rows[:SCENARIOS]:
        cells = zip(tables[0].columns[1:], row.cells[1:], strict=True)
        hit = sorted(
            ((head.text, cell) for head, cell in cells if cell.text),
            key=lambda one: -(one[1].amount or 0.0),
        )
        told = [
            f"{use} {cell.text}" + (f" ({cell.note})" if cell.note else "")
            for use, cell in hit[:HIT]
        ]
        if more := len(hit) - len(told):
            told.append(reader.say("brief-hit-more", n=more))
        rows.append(BodyRow((row.cells[0], TableCell("; ".join(told)))))
    heads = (tables[0].columns[0], ColumnHead(reader.say("brief-hit")))
    table = TableBlock(heads, tuple(rows), caption=tables[0].caption)
    return Section(section.anchor, section.nav, (section.blocks[0], table))


def _uses(reader: Reader, time: Section) -> Section:
    """Show per use who takes most, soon and late, if owners refuse and if production stops."""
    columns, cells = worst_takers(reader, dict.fromkeys(reader.result.exposure["use"]))
    rows = tuple(
        BodyRow((TableCell(reader.names.title(use)), *found)) for use, found in cells.items()
    )
    if not rows:
        return _heads(time)
    heads = (ColumnHead(reader.say("use")), *columns)
    table = TableBlock(heads, rows, caption=reader.say("brief-uses"))
    return Section(time.anchor, time.nav, (time.blocks[0], table))


def worst_takers(
    reader: Reader, uses: Iterable[str]
) -> tuple[tuple[ColumnHead, ...], dict[str, tuple[TableCell, ...]]]:
    """Find per use the country that takes most: soon and late, refused and stopped.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.
    uses : iterable of str
        The uses.

    Returns
    -------
    columns : tuple of ColumnHead
        Heads: owners refuse, after a quarter and after three years; production stops, the same.
    cells : dict of str to tuple of TableCell
        The cells below them, by use; the number is the loss, 0..1.
    """
    keys = [f"brief-{mode}-{when}" for mode, _ in CASES for when in (SOON, LATE)]
    cells = {
        use: tuple(
            _worst(reader, use, mode=mode, attribute=attribute, horizon=horizon)
            for mode, attribute in CASES
            for horizon in (SOON, LATE)
        )
        for use in uses
    }
    return tuple(ColumnHead(reader.say(key)) for key in keys), cells


def _worst(reader: Reader, use: str, *, mode: str, attribute: str, horizon: str) -> TableCell:
    """The country outside home and trusted that takes most of a use by then."""
    rows = rows_of(
        reader.result.exposure,
        use=use,
        mode=mode,
        attribute=attribute,
        kind="country",
        rule="default",
        horizon_weeks=horizon,
    )
    rows = rows[~rows["removed"].isin(reader.ours)].sort_values(
        ["value", "removed"], ascending=[False, True]
    )
    if not len(rows) or not float(rows["bound_high"].max()) > 0:
        return TableCell(reader.say("brief-nothing"), 0.0)
    first: pd.Series = rows.iloc[0]
    lost = float(first["value"])
    if not lost > 0:
        return TableCell(reader.say("brief-perhaps"), lost)
    place = reader.names.short(str(first["removed"]))
    return TableCell(f"{place} {percent(reader.lang, lost)}", lost)


def _heaviest(reader: Reader, table: Ten) -> Section:
    """The heaviest dependencies, one line each."""
    heading = Heading(table.heading)
    if not table.rows:
        return Section("ten", reader.say("nav-ten"), (heading,))
    keys = ("col-week", "col-quarter", "col-year", "col-three")
    block = TableBlock(
        columns=(
            ColumnHead(reader.say("col-what")),
            ColumnHead(reader.say("col-question")),
            *(ColumnHead(reader.say(key), "number") for key in keys),
            ColumnHead(reader.say("col-class")),
        ),
        rows=tuple(
            BodyRow(
                (
                    TableCell(row.title),
                    TableCell(row.questions),
                    *row.losses,
                    TableCell(row.class_name, note=row.sure),
                )
            )
            for row in table.rows
        ),
        caption=reader.say("ten-caption"),
    )
    return Section("ten", reader.say("nav-ten"), (heading, block))


def _sure(section: Section) -> Section:
    """Keep the finding and the first figures to check."""
    checks = [
        block
        for part in section.blocks
        if isinstance(part, Beside)
        for block in part.parts[0]
        if isinstance(block, ListBlock)
    ]
    kept: tuple[Block, ...] = (section.blocks[0],)
    if checks:
        kept += (ListBlock(checks[0].entries[:CHECKS], ordered=True),)
    return Section(section.anchor, section.nav, kept)
