"""Reading the frames of a result: the rows that hold certain words, and cells that may be empty."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


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
