"""Cells of documents, made from the cells of the tables of a result."""

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from valuechain.presentation.blocks import BodyRow, TableCell
from valuechain.presentation.names import Names
from valuechain.texts.languages import Lang, inline
from valuechain.texts.numbers import number, percent_range

if TYPE_CHECKING:
    import pandas as pd

TableRow = Mapping[Hashable, Any]
"""A row of a table, by column."""


def worded(*texts: str) -> tuple[TableCell, ...]:
    """Make cells of a table from texts.

    Examples
    --------
    >>> [cell.text for cell in worded("gallium", "China")]
    ['gallium', 'China']
    """
    return tuple(TableCell(text) for text in texts)


def counted(lang: Lang, count: int) -> TableCell:
    """Make a cell of a table from a count.

    Examples
    --------
    >>> counted("nl", 1234)
    TableCell(text='1.234', amount=1234, order=None, note='', word='', evidence=None)
    """
    return TableCell(number(lang, count), count)


def share_range(lang: Lang, row: TableRow, *, stem: str) -> TableCell:
    """Make a cell of a fraction with its bounds, from three columns of a table."""
    low, middle, high = (float(row[stem + end]) for end in ("_low", "", "_high"))
    return TableCell(percent_range(lang, low, mode=middle, high=high), middle)


def named(names: Names, cell: object, *, most: int = 3) -> TableCell:
    """Name in a cell what it lists by id (``a;b;c``), the first few."""
    listed = [name for name in str(cell).split(";") if name and name != "nan"]
    shown = ", ".join(inline(names.title(name)) for name in listed[:most])
    return TableCell(f"{shown} …" if len(listed) > most else shown)


def rests_on(row: TableRow) -> TableCell:
    """Say how many figures a row rests on: read, recalled and judged."""
    return TableCell(", ".join(str(int(row[status])) for status in ("read", "recall", "judgement")))


def counted_range(row: "pd.Series", stem: str) -> TableCell:
    """Make a cell of a count with its bounds, from three columns of a table."""
    low, middle, high = (int(row[stem + end]) for end in ("_low", "", "_high"))
    return TableCell(str(middle) if low == high else f"{middle} ({low}–{high})", middle)


def body(*cells: TableCell) -> BodyRow:
    """Make a row of a table from its cells."""
    return BodyRow(cells)
