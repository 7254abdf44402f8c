"""What a result table must look like: its columns, their units, meaning and allowed words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from valuechain.errors import AnalysisError
from valuechain.vocab.tolerances import EXACT

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

ColumnType = Literal["string", "number", "integer", "boolean"]

LIMIT: Final = "limit"
"""The word that stands for the end, where no stock or installed machine is left."""

RowCells = dict[str, object]
"""One row of a table, by the names of its columns."""
Coded = tuple["NDArray[np.intp]", list[Any]]
"""Which of the different contents of a column each cell is, -1 if empty; and those contents."""
_MOST: Final = 2**62
"""Above the numbers of rows."""


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
        """Whether the column holds weeks, and words such as ``limit``: numbers in frames."""
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
        """Names of the columns of a table, in their order."""
        return tuple(column.name for column in self.columns)


class CodedColumns:
    """The columns of a table, the different contents of each told apart once.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table; it does not change any more.
    """

    def __init__(self, frame: "pd.DataFrame") -> None:
        self.frame = frame
        self._known: dict[str, Coded] = {}

    def __getitem__(self, name: str) -> Coded:
        """Which of its contents each cell of a column is, and those contents (:func:`coded`)."""
        if name not in self._known:
            self._known[name] = coded(self.frame[name])
        return self._known[name]


def check_table(
    table: Table, frame: "pd.DataFrame", *, columns: CodedColumns | None = None
) -> None:
    """Hold a table to its contract before anyone reads it.

    Parameters
    ----------
    table : Table
        The contract.
    frame : pandas.DataFrame
        The rows, with exactly the columns of the contract in its order.
    columns : CodedColumns, optional
        Its columns, for who goes on with them.

    Raises
    ------
    AnalysisError
        ``VA503``: a column is missing, unknown, out of order or of the wrong type; a cell is empty
        that may not be, holds a word outside its list or a number outside its range; bounds are
        out of order; or two rows have the same key.
    """
    found = [*_wrong_columns(table, frame)]
    if not found and len(frame):
        columns = columns or CodedColumns(frame)
        for column in table.columns:
            wrong = _wrong_texts if column.type == "string" else _wrong_numbers
            found.extend(wrong(column, columns))
        if not found:
            found.extend(_wrong_rows(table, columns))
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


def _wrong_texts(column: Column, columns: CodedColumns) -> Iterable[str]:
    codes, contents = columns[column.name]
    if column.horizon:
        contents = [str(content) for content in contents]
    nothing = [place for place, one in enumerate(contents) if one == ""]
    empty = int((codes < 0).sum()) + (int((codes == nothing[0]).sum()) if nothing else 0)
    if not column.optional and empty:
        yield f"{column.name} is empty in {empty} rows"
    filled = [one for one in contents if one != ""]
    if not all(isinstance(one, str) for one in filled):
        yield f"{column.name} is not of type string"
    elif column.words and (unknown := sorted(set(filled) - set(column.words))):
        yield f"{column.name} holds {', '.join(unknown)}, not one of {', '.join(column.words)}"


def _wrong_numbers(column: Column, columns: CodedColumns) -> Iterable[str]:
    cells = columns.frame[column.name]
    empty = int(cells.isna().sum())
    if not column.optional and empty:
        yield f"{column.name} is empty in {empty} rows"
    if empty == len(cells):
        return
    if not _right_type(column.type, cells):
        yield f"{column.name} is not of type {column.type}"
    elif column.unit in {"fraction", "weeks", "count"}:
        low, high = float(cells.min()), float(cells.max())
        top = 1.0 if column.unit == "fraction" else float("inf")
        if low < -EXACT or high > top + EXACT or high == float("inf"):
            yield f"{column.name} runs from {low:g} to {high:g}, outside its range"


def _right_type(wanted: ColumnType, cells: "pd.Series") -> bool:
    from pandas.api import types

    if wanted == "boolean":
        return bool(types.is_bool_dtype(cells.dtype))
    if types.is_bool_dtype(cells.dtype) or not types.is_numeric_dtype(cells.dtype):
        return False
    return wanted == "number" or bool((cells.dropna() % 1 == 0).all())


def _wrong_rows(table: Table, columns: CodedColumns) -> Iterable[str]:
    frame, numbers = columns.frame, key_numbers(table, columns)
    numbers.sort()
    if (numbers[1:] == numbers[:-1]).any():
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


def key_numbers(table: Table, columns: CodedColumns) -> "NDArray[np.int64]":
    """One number for every row: equal where keys are equal, rising in the order of the key."""
    import numpy as np

    described = {column.name: column for column in table.columns}
    numbers = np.zeros(len(columns.frame), dtype=np.int64)
    for name in table.key:
        ranks = _ranks(described[name], columns[name])
        size = int(ranks.max(initial=0)) + 1
        if int(numbers.max(initial=0)) >= _MOST // size:
            numbers = np.unique(numbers, return_inverse=True)[1].astype(np.int64)
        numbers = numbers * size + ranks
    return numbers


def coded(cells: "pd.Series") -> Coded:
    """Tell the different contents of a column, and which of them each cell is: -1 if empty.

    Most cells of a table say what others say too: so what is worked out for each content is worked
    out once.

    Examples
    --------
    >>> import pandas as pd
    >>> codes, contents = coded(pd.Series(["care", "power", None, "care"]))
    >>> codes.tolist(), contents
    ([0, 1, -1, 0], ['care', 'power'])
    """
    import pandas as pd

    codes, contents = pd.factorize(cells)
    return codes, contents.tolist()


def _ranks(column: Column, found: Coded) -> "NDArray[np.int64]":
    """Place of every cell of a column in the order of its contents, from 0."""
    import numpy as np

    codes, contents = found
    if column.type == "string":
        texts = [*map(str, contents), ""]
        order = column.words or sorted({text for text, _ in zip(texts, contents, strict=False)})
        places = {text: place for place, text in enumerate(order, 1)}
        # What is empty, or in no list, comes first.
        return np.array([places.get(text, 0) for text in texts], dtype=np.int64)[codes]
    places = {content: place for place, content in enumerate(sorted(contents))}
    return np.array([*(places[one] for one in contents), len(contents)], dtype=np.int64)[codes]
