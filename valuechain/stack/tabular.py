"""Columns of foreign tables, read into arrays; what is wrong with them is said with its row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats, Ints
from valuechain.stack.columns import Codes, Flags, Texts

Wholes = NDArray[np.int64]
Shown = Sequence[Any] | NDArray[Any] | Callable[[int], object]
"""What of each row a message shows."""
_MOST: Final = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True)
class Tabular:
    """A table of somebody else, and the columns that it may have.

    Parameters
    ----------
    name : str
        Its name in messages.
    frame : pandas.DataFrame
        The table.
    required, optional : sequence of str
        Names of columns.

    Raises
    ------
    AnalysisError
        VA610: a column is missing, unknown or there twice.
    """

    name: str
    frame: pd.DataFrame
    required: Sequence[str]
    optional: Sequence[str] = ()

    def __post_init__(self) -> None:
        given = [str(column) for column in self.frame.columns]
        known = (*self.required, *self.optional)
        absent = [column for column in self.required if column not in given]
        strange = [column for column in given if column not in known]
        twice = sorted({column for column in given if given.count(column) > 1})
        for columns, fault in ((absent, "lacks"), (strange, "has unknown"), (twice, "has twice")):
            if columns:
                raise AnalysisError(
                    "VA610",
                    f"table {self.name} {fault} {', '.join(map(repr, columns))}.",
                    f"Its columns are {', '.join(known)}.",
                )

    def __len__(self) -> int:
        return len(self.frame)

    def refuse(
        self, wrong: Flags, code: str, *, message: str, shown: Shown, remedy: str = ""
    ) -> None:
        """Refuse the table if any row is wrong; the first is named by its place, from 1."""
        rows = np.flatnonzero(wrong)
        if not len(rows):
            return
        more = f" (and {len(rows) - 1} more rows)" if len(rows) > 1 else ""
        first = int(rows[0])
        one = shown(first) if callable(shown) else shown[first]
        said = message.format(one.item() if isinstance(one, np.generic) else one)
        raise AnalysisError(code, f"table {self.name}, row {first + 1}: {said}{more}.", remedy)

    def texts(self, column: str, *, needed: bool = True) -> Texts:
        """Read a column of ids; empty where there is none.

        Raises
        ------
        AnalysisError
            VA611: a needed cell is empty, or not a text.
        """
        if column not in self.frame:
            return np.full(len(self), "", dtype=object)
        held = self.frame[column].astype(object)
        empty = held.isna().to_numpy(dtype=bool)
        found: Texts = held.to_numpy(dtype=object, copy=True)
        found[empty] = ""
        no_text = np.fromiter((not isinstance(one, str) for one in found), bool, len(found))
        self.refuse(no_text, "VA611", message=f"{column} {{!r}} is not a text", shown=found)
        if needed:
            self.refuse(found == "", "VA611", message=f"{column} is empty", shown=found)
        return found

    def numbers(
        self, column: str, *, high: float = 1.0, low: float = 0.0, absent: float | None = None
    ) -> Floats:
        """Read a column of numbers, and refuse what lies outside its range.

        ``absent`` stands for an empty cell or a column that is not there; without it every cell
        must be a number.

        Raises
        ------
        AnalysisError
            VA611: a cell is empty or no number; VA615: it is out of range.
        """
        if column not in self.frame and absent is not None:
            return np.full(len(self), absent)
        held = self.frame[column]
        found: Floats = pd.to_numeric(held, errors="coerce").to_numpy(
            dtype=np.float64, na_value=np.nan
        )
        shown = held.tolist()
        missing = held.isna().to_numpy(dtype=bool) if absent is not None else np.False_
        message = f"{column} {{!r}} is not a number"
        self.refuse(np.isnan(found) & ~missing, "VA611", message=message, shown=shown)
        outside = ~((found >= low) & (found <= high) & np.isfinite(found)) & ~missing
        span = f"{low:g} to {high:g}" if np.isfinite(high) else f"at least {low:g} and finite"
        message = f"{column} {{!r}} is out of range ({span})"
        self.refuse(outside, "VA615", message=message, shown=shown)
        return found if absent is None else np.where(np.isnan(found), absent, found)

    def wholes(self, column: str, *, absent: int | None = None) -> Wholes:
        """Read a column of whole numbers, and refuse what is negative.

        Raises
        ------
        AnalysisError
            VA611, VA615: as :meth:`numbers`; VA615 also where it is not whole.
        """
        found = self.numbers(column, high=float(_MOST), absent=absent)
        message = f"{column} {{!r}} is not a whole number"
        self.refuse(found % 1 != 0, "VA615", message=message, shown=found)
        return found.astype(np.int64)

    def codes(self, column: str, words: Sequence[str]) -> Codes:
        """Read a column of words, and refuse what is not in the closed list.

        Raises
        ------
        AnalysisError
            VA614: a word is not in the list.
        """
        held = self.texts(column)
        found = pd.Index(list(words), dtype=object).get_indexer(
            pd.Index(held.tolist(), dtype=object)
        )
        remedy = f"Use one of {', '.join(words)}."
        message = f"{column} {{!r}} is not one of the words"
        self.refuse(found < 0, "VA614", message=message, shown=held, remedy=remedy)
        return found.astype(np.int8)

    def positions(
        self, column: str, ids: Sequence[str], *, needed: bool = True, unknown: str = "unknown"
    ) -> Ints:
        """Read a column of ids as positions in a list of them; -1 where there is none.

        Raises
        ------
        AnalysisError
            VA612: an id is not in the list.
        """
        held = self.texts(column, needed=needed)
        found = pd.Index(list(ids), dtype=object).get_indexer(pd.Index(held.tolist(), dtype=object))
        wrong = (found < 0) & (held != "")
        self.refuse(wrong, "VA612", message=f"{column} {{!r}} is {unknown}", shown=held)
        return found.astype(np.int32)

    def once(self, keys: Wholes, names: Callable[[int], str]) -> None:
        """Refuse a table in which a key occurs twice.

        Raises
        ------
        AnalysisError
            VA613: it does.
        """
        order = np.argsort(keys, kind="stable")
        again = np.zeros(len(keys), dtype=bool)
        again[order[1:]] = keys[order[1:]] == keys[order[:-1]]
        rows = np.flatnonzero(again)
        if len(rows):
            raise AnalysisError(
                "VA613",
                f"table {self.name}, row {rows[0] + 1}: {names(int(rows[0]))} is there twice.",
                "Give each once.",
            )
