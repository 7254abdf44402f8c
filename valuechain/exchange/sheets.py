"""CSV files as people save them: cells with their place, and numbers as spreadsheets write them."""

import csv
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from valuechain.errors import FileProblems, Place, Problem
from valuechain.files.reading import read_bytes

_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
MOST: Final = 50
"""Problems of one file that are listed one by one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it holds, and where; columns count cells, as a spreadsheet does."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV file: its cells by row, none of them wholly empty.

    ``comma`` says that a comma is a decimal mark, which it is where semicolons part the cells.
    """

    path: str
    rows: tuple[tuple[Cell, ...], ...]
    comma: bool

    def problem(self, cell: Cell | None, code: str, *, message: str, remedy: str) -> Problem:
        """Make a problem of a cell, or of the file as a whole."""
        place = Place(self.path, cell.line, cell.column) if cell else Place(self.path)
        return Problem(place, code, "", message, remedy)

    def number(self, cell: Cell) -> float | None:
        """The number in a cell; None if it is none, or not finite.

        Thousands are not parted: 1.234,5 is refused rather than guessed at.
        """
        text = cell.text.replace(",", ".") if self.comma else cell.text
        if not _NUMBER.fullmatch(text):
            return None
        found = float(text)
        return found if math.isfinite(found) else None


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
    content = read_bytes(Path(path), shown)

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
                cells = (Cell(c.strip(), reader.line_num, i + 1) for i, c in enumerate(row))
                rows.append(tuple(cells))
    except csv.Error as found:
        remedy = "Look for a quotation mark that is not closed."
        message = f"this is no CSV table: {found}."
        raise refused(message, remedy, reader.line_num) from None
    return Sheet(shown, tuple(rows), comma=semicolons)
