"""CSV files as people save them: cells with their place, and numbers as spreadsheets write them."""

import csv
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from valuechain.errors import FileProblems, Place, Problem
from valuechain.files.raw_text import read_bytes

_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_MARKED: Final = re.compile(r"[+-]?\d*([.,])(\d*)([eE][+-]?\d+)?")
_THOUSANDS: Final = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
MOST: Final = 50
"""Problems of one file that are listed one by one."""
MOST_BYTES: Final = 512 * 2**20
"""Largest table that is read: one of 2,400 sectors is some 40 MiB."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: what it holds, and where; columns count cells, as a spreadsheet does."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV file: its cells by row, none of them wholly empty, and how it writes numbers.

    ``separator`` parts the cells; ``decimal`` is the mark before the decimals. Where cells are
    parted by semicolons it is a comma, as Excel has it in most of Europe, unless the numbers
    themselves say that it is a point.
    """

    path: str
    rows: tuple[tuple[SheetCell, ...], ...]
    separator: str
    decimal: str
    unsure: bool = False
    """Nothing in the file tells 1.234 from 1234: every mark stands before three digits."""

    @property
    def dialect(self) -> str:
        """How a table was read: its separator and decimal mark, in words."""
        marks = {",": "comma", ";": "semicolon", ".": "point"}
        return f"cells parted by {marks[self.separator]}, decimal {marks[self.decimal]}"

    def problem(self, cell: SheetCell | None, code: str, *, message: str, remedy: str) -> Problem:
        """Make a problem of a cell, or of the file as a whole."""
        place = Place(self.path, cell.line, cell.column) if cell else Place(self.path)
        return Problem(place, code, "", message, remedy)

    def number(self, cell: SheetCell) -> float | None:
        """The number in a cell; None if it is none, is not finite, or could be two numbers.

        Thousands are not parted: 1.234,5 is refused rather than guessed at, and so are 1.700 where
        the comma is the decimal mark, and 1.700 where nothing tells whether it is 1700.
        """
        if self.doubtful(cell):
            return None
        text = cell.text.replace(",", ".") if self.decimal == "," else cell.text
        if not _NUMBER.fullmatch(text):
            return None
        found = float(text)
        return found if math.isfinite(found) else None

    def doubtful(self, cell: SheetCell) -> str:
        """Why a cell that looks like a number could be two; empty where it could not."""
        found = _MARKED.fullmatch(cell.text)
        if found is None:
            return ""
        if found[1] != self.decimal:
            told = "comma" if self.decimal == "," else "point"
            return f"the decimal mark of this table is a {told}"
        if self.unsure and _THOUSANDS.fullmatch(cell.text):
            return "nothing in this table says whether that mark parts thousands or decimals"
        return ""

    def decimals(self, cell: SheetCell) -> int:
        """Number of digits after the decimal mark that a cell shows."""
        found = _MARKED.fullmatch(cell.text)
        return len(found[2]) if found is not None and found[3] is None else 0


def _decimal_mark(rows: Iterable[tuple[SheetCell, ...]], separator: str) -> tuple[str, bool]:
    """Which mark stands before the decimals of a file, and whether nothing tells.

    Only numbers that can be read in one way count: 0.25, 1,5 or 1234.5, not 1.234. Where every
    number shows three digits behind its mark, these are decimals: among thousands there would be
    numbers without a mark.
    """
    clear: set[str] = set()
    seen: set[str] = set()
    plain = False
    for row in rows:
        for cell in row:
            found = _MARKED.fullmatch(cell.text)
            if found is not None and any(sign.isdigit() for sign in cell.text):
                seen.add(found[1])
                if not _THOUSANDS.fullmatch(cell.text):
                    clear.add(found[1])
            elif cell.text.lstrip("+-").isdecimal() and cell.text.strip("+-0"):
                plain = True
    if separator == ";":
        if clear == {"."}:
            return ".", False
        return ",", False
    return ".", plain and "." in seen and "." not in clear


def refuse(problems: Iterable[Problem]) -> None:
    """Raise all problems there are, in order of their place, at most `MOST`.

    Raises
    ------
    FileProblems
        If there is any.
    """
    found = sorted(problems)
    if found:
        more = len(found) - MOST
        kept = found[:MOST]
        if more > 0:
            last, remedy = kept[-1], "Mend these first."
            message = f"and {more} problems more."
            kept.append(Problem(Place(last.place.path), last.code, "", message, remedy))
        raise FileProblems(tuple(kept))


def read_sheet(path: str | Path) -> Sheet:
    """Read a CSV file: UTF-8, cells parted by commas or, as in Dutch Excel, by semicolons.

    Parameters
    ----------
    path : str or pathlib.Path
        The file; a byte order mark is taken away, empty lines and lines that start with # are
        left out.

    Returns
    -------
    Sheet
        At least one row.

    Raises
    ------
    FileProblems
        VC001, VC002: it cannot be read; VA710: it is no CSV file, or has no rows.
    """
    shown = str(path)
    content = read_bytes(
        Path(path),
        shown,
        most_bytes=MOST_BYTES,
        too_large="Add up sectors or years that are not asked about.",
        example="Name a CSV file.",
    )

    def refused(message: str, remedy: str, line: int = 0) -> FileProblems:
        place = Place(shown, line, 1 if line else 0)
        return FileProblems((Problem(place, "VA710", "", message, remedy),))

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as found:
        line = content[: found.start].count(b"\n") + 1
        remedy = "Save it as CSV UTF-8 (comma or semicolon delimited)."
        raise refused("this file is not UTF-8 text.", remedy, line) from None
    told = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not told or "\x00" in text:
        raise refused("this table has no rows.", "Save the table as a CSV file.")
    semicolons = told[0].count(";") > told[0].count(",")
    reader = csv.reader(text.splitlines(), delimiter=";" if semicolons else ",", strict=True)
    rows = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row) and not row[0].startswith("#"):
                cells = (SheetCell(c.strip(), reader.line_num, i + 1) for i, c in enumerate(row))
                rows.append(tuple(cells))
    except csv.Error as found:
        remedy = "Look for a quotation mark that is not closed."
        message = f"this is no CSV table: {found}."
        raise refused(message, remedy, reader.line_num) from None
    separator = ";" if semicolons else ","
    decimal, unsure = _decimal_mark(rows[1:], separator)
    return Sheet(shown, tuple(rows), separator, decimal, unsure)
