"""How tables are written as CSV: as every program reads them, or as a Dutch Excel opens them."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Dialect:
    r"""What stands between cells, what marks decimals, and whether a byte order mark comes first.

    Examples
    --------
    >>> EXCEL_NL.number("0.25"), EXCEL_NL.encoded([["use", "loss"], ["care", "0,25"]])
    ('0,25', b'\xef\xbb\xbfuse;loss\ncare;0,25\n')
    """

    name: str
    delimiter: str
    decimal: str
    encoding: str
    """As Python and Frictionless call it."""

    def number(self, text: str) -> str:
        """Write a number that has a point with the decimal mark of the dialect."""
        return text.replace(".", self.decimal)

    def encoded(self, rows: Iterable[Sequence[object]]) -> bytes:
        """Write rows of cells as the bytes of a CSV file."""
        stream = io.StringIO()
        csv.writer(stream, delimiter=self.delimiter, lineterminator="\n").writerows(rows)
        return stream.getvalue().encode(self.encoding)

    def cell(self, text: str) -> str:
        """Write one cell of a row: as it is, or in quotes where it would else be taken for more."""
        if text and not any(mark in text for mark in (self.delimiter, '"', "\n", "\r")):
            return text
        stream = io.StringIO()
        csv.writer(stream, delimiter=self.delimiter, lineterminator="\n").writerow([text, ""])
        return stream.getvalue()[: -len(self.delimiter) - 1]

    def joined(self, names: Sequence[str], columns: Sequence[Sequence[str]]) -> bytes:
        """Write columns of cells from :meth:`cell` as a file, their names first."""
        if len(columns) == 1:  # a row of one empty cell is not an empty row
            columns = [[cell or '""' for cell in columns[0]]]
        lines = map(self.delimiter.join, zip(*columns, strict=True))
        head = self.delimiter.join(map(self.cell, names))
        return "\n".join([head, *lines, ""]).encode(self.encoding)

    def described(self) -> dict[str, object]:
        """Describe the dialect as a resource of a Frictionless data package does."""
        return {
            "encoding": self.encoding,
            "dialect": {"lineTerminator": "\n", "delimiter": self.delimiter, "header": True},
        }

    def described_number(self) -> dict[str, str]:
        """Describe how numbers are written in a CSV file, for who reads it."""
        return {} if self.decimal == "." else {"decimalChar": self.decimal}


PLAIN: Final = Dialect("plain", ",", ".", "utf-8")
"""Commas and a decimal point, without a byte order mark."""
EXCEL_NL: Final = Dialect("excel-nl", ";", ",", "utf-8-sig")
"""What Excel opens by a double click where the comma is the decimal mark: semicolons, decimal
commas, and a byte order mark, without which it reads another alphabet than UTF-8."""
DIALECTS: Final = {one.name: one for one in (PLAIN, EXCEL_NL)}


def dialect_of(name: str) -> Dialect:
    """Find how a CSV file is written (commas, or as Dutch Excel reads it) by name.

    Raises
    ------
    ValueError
        There is none of that name.
    """
    if name not in DIALECTS:
        raise ValueError(f"csv is {' or '.join(DIALECTS)}, not {name!r}")
    return DIALECTS[name]
