"""Plain mappings and lists that know the place of every key."""

from typing import Any, Final, Protocol

from valuechain.errors import Place
from valuechain.files.keypaths import Keys


class Mark(Protocol):
    """Where something starts, as the parser notes it: lines and columns count from 0."""

    name: str
    line: int
    column: int


class Mapped(dict[str, Any]):
    """A mapping of a file, with the mark of each key."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        super().__init__()
        self.marks: Final[dict[str, Mark]] = {}


class MarkedList(list[Any]):
    """A list of a file, with the mark of each item."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        super().__init__()
        self.marks: Final[list[Mark]] = []


def place_of(mark: Mark) -> Place:
    """Give the place of a mark; lines and columns from 1."""
    return Place(mark.name, mark.line + 1, mark.column + 1)


def find_place(tree: Mapped, keys: Keys, *, otherwise: Place) -> Place:
    """Find where a key stands, or the nearest key above it that does.

    Parameters
    ----------
    tree : Mapped
        The content of a model.
    keys : Keys
        From the top down.
    otherwise : Place
        What to give where not even the first key stands in the tree.

    Returns
    -------
    Place
        File, line and column.
    """
    inner: Any = tree
    mark: Mark | None = None
    for key in keys:
        try:
            mark = inner.marks[key]
            inner = inner[key]
        except (KeyError, IndexError, TypeError, AttributeError):
            break
    return otherwise if mark is None else place_of(mark)
