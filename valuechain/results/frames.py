"""Reading the frames of a result: the rows that hold certain words, and cells that may be empty."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from valuechain.results.contract import Table


def rows_of(frame: "pd.DataFrame", **wanted: str | Sequence[str]) -> "pd.DataFrame":
    """Choose the rows of a table whose columns hold a word, or one of several.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table.
    **wanted : str or sequence of str
        By column.

    Returns
    -------
    pandas.DataFrame
        The rows, in the order of the table.
    """
    for column, words in wanted.items():
        if isinstance(words, str):
            frame = frame[frame[column] == words]
        else:
            frame = frame[frame[column].isin(list(words))]
    return frame


def known(*numbers: float | None) -> bool:
    """Tell whether none of several cells of a table is empty.

    Examples
    --------
    >>> known(1.0, 2.0), known(1.0, None), known(float("nan"))
    (True, False, False)
    """
    return all(number is not None and not math.isnan(number) for number in numbers)


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
