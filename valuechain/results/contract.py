"""What a result table must look like: its columns, their units, meaning and allowed words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from valuechain.errors import AnalysisError
from valuechain.vocab.tolerances import EXACT

if TYPE_CHECKING:
    import pandas as pd

ColumnType = Literal["string", "number", "integer", "boolean"]

LIMIT: Final = "limit"
"""The word that stands for the end, where no stock or installed machine is left."""

RowCells = dict[str, object]
"""One row of a table, by the names of its columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type, unit, meaning in both languages and allowed words.

    ``optional`` columns may have empty cells: what is not known or does not apply is absent.
    ``unit`` is ``fraction`` (0..1), ``weeks``, ``count``, ``score`` or empty.
    """

    name: str
    type: ColumnType
    unit: str
    en: str
    nl: str
    words: tuple[str, ...] = ()
    optional: bool = False

    @property
    def horizon(self) -> bool:
        """Whether it holds weeks as text, and words such as ``limit``: numbers in frames."""
        return self.type == "string" and self.name.endswith("_weeks")


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, meaning, columns, key, and triples that must stand in order.

    ``key`` identifies a row and gives the order of the rows. Each of ``intervals`` names a lower
    bound, a figure and an upper bound.
    """

    name: str
    en: str
    nl: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    intervals: tuple[tuple[str, str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def check_table(table: Table, frame: "pd.DataFrame") -> None:
    """Hold a table to its contract before anyone reads it.

    Parameters
    ----------
    table : Table
        The contract.
    frame : pandas.DataFrame
        The rows, with exactly the columns of the contract in its order.

    Raises
    ------
    AnalysisError
        ``VA503``: a column is missing, unknown, out of order or of the wrong type; a cell is empty
        that may not be, holds a word outside its list or a number outside its range; bounds are
        out of order; or two rows have the same key.
    """
    found = [*_wrong_columns(table, frame)]
    if not found and len(frame):
        for column in table.columns:
            found.extend(_wrong_cells(column, frame[column.name]))
        if not found:
            found.extend(_wrong_rows(table, frame))
    if found:
        raise AnalysisError(
            "VA503",
            f"Table {table.name} breaks its contract: {'; '.join(found)}.",
            "This is a mistake of the program, not yours: please report it with these words.",
        )


def _wrong_columns(table: Table, frame: "pd.DataFrame") -> Iterable[str]:
    expected, given = list(table.names), [str(name) for name in frame.columns]
    if missing := [name for name in expected if name not in given]:
        yield f"missing columns {', '.join(missing)}"
    if unknown := [name for name in given if name not in expected]:
        yield f"unknown columns {', '.join(unknown)}"
    if not missing and not unknown and expected != given:
        yield f"columns not in the order {', '.join(expected)}"


def _wrong_cells(column: Column, cells: "pd.Series") -> Iterable[str]:
    if column.horizon:
        cells = cells.astype(object).map(str)
    empty = cells.isna()
    if column.type == "string":
        empty |= cells == ""
    if not column.optional and bool(empty.any()):
        yield f"{column.name} is empty in {int(empty.sum())} rows"
    filled = cells[~empty]
    if not _right_type(column.type, filled):
        yield f"{column.name} is not of type {column.type}"
    elif column.words:
        unknown = sorted(set(map(str, filled.unique())) - set(column.words))
        if unknown:
            yield f"{column.name} holds {', '.join(unknown)}, not one of {', '.join(column.words)}"
    elif column.unit in {"fraction", "weeks", "count"} and len(filled):
        low, high = float(filled.min()), float(filled.max())
        top = 1.0 if column.unit == "fraction" else float("inf")
        if low < -EXACT or high > top + EXACT or high == float("inf"):
            yield f"{column.name} runs from {low:g} to {high:g}, outside its range"


def _right_type(wanted: ColumnType, cells: "pd.Series") -> bool:
    from pandas.api import types

    if not len(cells):
        return True
    if wanted == "string":
        return all(isinstance(cell, str) for cell in cells.unique())
    if wanted == "boolean":
        return bool(types.is_bool_dtype(cells.dtype))
    if types.is_bool_dtype(cells.dtype) or not types.is_numeric_dtype(cells.dtype):
        return False
    return wanted == "number" or bool((cells == cells.round()).all())


def _wrong_rows(table: Table, frame: "pd.DataFrame") -> Iterable[str]:
    twice = frame.duplicated(list(table.key), keep=False)
    if bool(twice.any()):
        first = frame.loc[twice, list(table.key)].iloc[0]
        yield f"several rows for {', '.join(map(str, first))}"
    for names in table.intervals:
        rows = frame[list(names)].dropna()
        low, middle, high = (rows[name] for name in names)
        wrong = (low > middle + EXACT) | (middle > high + EXACT)
        if bool(wrong.any()):
            yield f"{' <= '.join(names)} does not hold in {int(wrong.sum())} rows"
