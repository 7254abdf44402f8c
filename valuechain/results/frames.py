"""Frames of a result: their types and order, rows that hold certain words, empty cells."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from valuechain.results.contract import LIMIT, CodedColumns, Column, Table, key_numbers

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from valuechain.results.contract import Table


def rows_of(frame: "pd.DataFrame", **wanted: str | int | Sequence[str | int]) -> "pd.DataFrame":
    """Choose the rows of a table whose columns hold a word, or one of several.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table.
    **wanted : str, int or sequence of them
        By column; weeks of a horizon as number or text.

    Returns
    -------
    pandas.DataFrame
        The rows, in the order of the table.
    """
    import numpy as np

    rows = np.arange(len(frame))
    for column, words in wanted.items():
        several: list[object] = [words] if isinstance(words, str | int) else list(words)
        cells = frame[column].take(rows)
        if cells.dtype == "category":  # horizons: numbers, with one word for the limit
            several = [int(str(word)) if str(word).isdecimal() else word for word in several]
        rows = rows[cells.isin(several)]
    return frame.take(rows)


def known(*numbers: float | None) -> bool:
    """Tell whether none of several cells of a table is empty.

    Examples
    --------
    >>> known(1.0, 2.0), known(1.0, None), known(float("nan"))
    (True, False, False)
    """
    import pandas as pd

    return not any(pd.isna(number) for number in numbers)


def arranged(
    table: Table, frame: "pd.DataFrame", *, columns: CodedColumns | None = None
) -> "pd.DataFrame":
    """Give a table the types of its contract and the order of its key.

    Text that is not known is empty, a number that is not known is missing (``NaN``, ``<NA>`` for
    whole numbers). A horizon is a number of weeks or a word, ``limit`` for the end, so that
    ``frame.query("horizon_weeks <= 52")`` finds its rows.

    Parameters
    ----------
    table : Table
        The contract, which the frame meets.
    frame : pandas.DataFrame
        The rows, in any order.
    columns : CodedColumns, optional
        Its columns, where their contents were told apart already.

    Returns
    -------
    pandas.DataFrame
        A new frame, with an index from 0.
    """
    import pandas as pd

    columns = columns or CodedColumns(frame)
    order = key_numbers(table, columns).argsort(kind="stable")
    made = {column.name: _typed(column, columns, order) for column in table.columns}
    return pd.DataFrame(made, columns=list(table.names))


def _typed(column: Column, columns: CodedColumns, order: "NDArray[np.intp]") -> Any:
    """Cells of a column in some order, of the type of its contract."""
    import pandas as pd

    cells = columns.frame[column.name]
    if column.horizon:
        return _horizons(column, cells.take(order))
    if column.type == "string":
        codes, contents = columns[column.name]
        texts = pd.array([*map(str, contents), ""], dtype="str")
        return texts.take(codes[order])
    kind: Any = {
        "number": "float64",
        "integer": "Int64" if column.optional else "int64",
        "boolean": "boolean" if column.optional else "bool",
    }[column.type]
    return cells.astype(kind).array.take(order)


def _horizons(column: Column, cells: "pd.Series") -> "pd.Categorical":
    import numpy as np
    import pandas as pd

    found, contents = pd.factorize(cells, use_na_sentinel=False)
    texts = [str(content) for content in contents.tolist()]
    known = list(dict.fromkeys((*column.words, *sorted(texts), LIMIT)))
    numbers = sorted(int(text) for text in known if text.isdecimal())
    order = [*numbers, *(text for text in known if not text.isdecimal())]
    places = {str(one): place for place, one in enumerate(order)}
    codes = np.array([places[text] for text in texts], dtype=np.intp)[found]
    kind = pd.CategoricalDtype(order, ordered=True)
    return pd.Categorical.from_codes(codes, dtype=kind)


def frame_of(
    table: "Table", rows: Iterable[Mapping[str, object]], *, sort: bool = False
) -> "pd.DataFrame":
    """Make a table of rows, its columns in the order and of the types of its contract.

    Parameters
    ----------
    table : Table
        The contract.
    rows : iterable of mapping
        Cells by column.
    sort : bool
        Whether rows are put in the order of the key.

    Returns
    -------
    pandas.DataFrame
        Whole numbers are whole where cells are empty too.
    """
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=list(table.names))
    for column in table.columns:
        if column.type == "number":
            frame[column.name] = frame[column.name].astype("float64")
        elif column.type == "integer":
            frame[column.name] = frame[column.name].astype("Int64")
        elif column.type == "boolean":
            frame[column.name] = frame[column.name].astype(bool)
    if sort:
        frame = frame.sort_values(list(table.key), kind="stable").reset_index(drop=True)
    return frame


def empty(cell: object) -> bool:
    """Tell whether a cell of a table is empty, whatever its column holds.

    Examples
    --------
    >>> empty(None), empty(float("nan")), empty(0), empty("")
    (True, True, False, False)
    """
    import pandas as pd

    return bool(pd.isna(cell))  # type: ignore[call-overload]
