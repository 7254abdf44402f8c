"""Single points of failure on a page: who can bring a use down alone."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from valuechain.presentation.blocks import (
    Block,
    BodyRow,
    CellKind,
    ColumnHead,
    FigureGrid,
    Heading,
    Paragraph,
    Section,
    TableBlock,
    TableCell,
)
from valuechain.presentation.cells import TableRow, counted, named, rests_on, share_range
from valuechain.presentation.names import Names
from valuechain.questions.chokepoints.figure import MODES, MOST, cuts_of_points, grids
from valuechain.questions.chokepoints.page_words import PAGE
from valuechain.results.frames import known
from valuechain.results.settings import Settings
from valuechain.texts.labels import label
from valuechain.texts.numbers import number, percent

if TYPE_CHECKING:
    import pandas as pd

SHOWN: Final = 10


def section(
    tables: "Mapping[str, pd.DataFrame]", names: Names, *, settings: Settings
) -> Section | None:
    """Show the countries and firms that alone bring a use down, the worst first.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        Tables of a nulmeting.
    names : Names
        Names in the reader's language.
    settings : Settings
        From whose side it is seen, judged how.

    Returns
    -------
    Section or None
        None if it was not asked of this home.
    """
    table = tables.get("single_points")
    if table is None:
        return None
    lang = names.lang
    sure = table[table["standing"] != "undecided"].sort_values("rank")
    open_ones = len(table) - len(sure)
    notes = []
    if len(sure) > SHOWN:
        more = len(sure) - SHOWN
        notes.append(PAGE.say(lang, "more" if more > 1 else "more-one", n=more))
    if open_ones:
        notes.append(PAGE.say(lang, "undecided" if open_ones > 1 else "undecided-one", n=open_ones))
    key = "heading" if len(sure) else ("heading-open" if open_ones else "heading-none")
    heading = PAGE.say(
        lang,
        f"{key}-one" if sure["what"].nunique() == 1 else key,
        n=number(lang, sure["what"].nunique()),
        theta=percent(lang, settings.theta),
    )
    columns: dict[str, CellKind] = {
        "who": "text",
        "case": "text",
        "uses": "number",
        "loss": "number",
        "week": "number",
        "through": "text",
        "rests": "number",
    }
    block = TableBlock(
        columns=tuple(ColumnHead(PAGE.say(lang, key), kind) for key, kind in columns.items()),
        rows=tuple(
            _point(names, row, settings=settings) for row in sure.head(SHOWN).to_dict("records")
        ),
        caption=heading,
    )
    drawn = _drawn(names, sure, theta=percent(lang, settings.theta))
    blocks: tuple[Block, ...] = (Heading(heading), Paragraph(PAGE.say(lang, "lead")), *drawn, block)
    return Section(
        "thread", PAGE.say(lang, "nav"), (*blocks, *(Paragraph(note, "small") for note in notes))
    )


def _drawn(names: Names, sure: "pd.DataFrame", *, theta: str) -> tuple[FigureGrid, ...]:
    """Show which uses each point brings down; nothing where none does."""
    lang, cuts = names.lang, cuts_of_points(sure)
    modes = [mode for mode in MODES if mode in cuts]
    if not modes:
        return ()
    figures = tuple(one for one in grids(cuts, names, stem="points") if one is not None)
    most = max(min(len(cuts[mode]), MOST) for mode in modes)
    caption = PAGE.say(lang, "figure-caption", theta=theta, n=most)
    return (FigureGrid(tuple(one.title for one in figures), (("", figures),), caption),)


def _point(names: Names, row: TableRow, *, settings: Settings) -> BodyRow:
    lang = names.lang
    case = PAGE.say(lang, _case(names, row, settings=settings))
    if row["by"] == "countries":
        case = f"{case} ({label(lang, str(row['attribute']), of='attribute')})"
    what = str(row["what"])
    name = names.supplier(what) if row["by"] == "producers" else names.removed(what)
    week = row["earliest_week"]
    return BodyRow(
        (
            TableCell(name),
            TableCell(case),
            counted(lang, int(row["uses_cut"])),
            share_range(lang, row, stem="deepest_loss"),
            counted(lang, int(week)) if known(week) else TableCell("–"),
            named(names, row["through"]),
            rests_on(row),
        )
    )


def _case(names: Names, row: TableRow, *, settings: Settings) -> str:
    """Say what happens: it is lost to everybody, refuses us, or is ours and supplies no more."""
    if row["mode"] == "lost":
        return "case-lost"
    firm = names.model.firms.get(str(row["what"]))
    owner = str(row["what"]) if firm is None else firm.owner
    return "case-own" if owner in settings.home_countries else "case-withheld"
