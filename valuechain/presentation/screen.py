"""How an answer is laid out on a terminal: width, wrapping, columns, blocks."""

import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

from valuechain.texts.labels import label
from valuechain.texts.languages import Lang
from valuechain.texts.numbers import SPACE

WIDTH: Final = 80
"""Characters of a line, unless a screen needs more."""
TREE_WIDTH: Final = 100
"""Characters of a line of a tree, which is indented."""
LIST_WIDTH: Final = 120
"""Characters of a line of a list of sources, which names files and titles."""


def plain(text: str) -> str:
    r"""Write a text with ordinary spaces only, as a terminal shows them best.

    Examples
    --------
    >>> plain("2\u00a0weeks")
    '2 weeks'
    """
    return text.replace(SPACE, " ")


def wrapped(
    text: str,
    first: str = "",
    *,
    rest: str | None = None,
    width: int = WIDTH,
    at_hyphens: bool = False,
) -> list[str]:
    """Break a sentence into lines that fit the screen.

    Parameters
    ----------
    text : str
        The sentence.
    first : str
        What the first line starts with, such as a dash.
    rest : str, optional
        What the others start with; as many spaces if left out.
    width : int
        Characters of a line.
    at_hyphens : bool
        Whether a word may be broken after a hyphen.

    Examples
    --------
    >>> wrapped("one two three", "- ", width=10)
    ['- one two', '  three']
    """
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_on_hyphens=at_hyphens,
        break_long_words=False,
    )


def columns(cells: Sequence[str], layout: Sequence[str]) -> str:
    """Set cells in columns; a cell more than there are columns stands behind, after two spaces.

    Parameters
    ----------
    cells : sequence of str
        What stands in the columns.
    layout : sequence of str
        Side and width of each column: ``<21`` to the left, ``>8`` to the right.

    Examples
    --------
    >>> columns(["cloud", "66%", "elections"], ["<8", ">5"])
    'cloud     66%  elections'
    """
    text = "".join(f"{cell:{side}}" for cell, side in zip(cells, layout, strict=False))
    return "  ".join([text, *cells[len(layout) :]]).rstrip()


def fitted(text: str, room: int) -> str:
    """Cut a text that would touch the next column, and mark that it was cut.

    Examples
    --------
    >>> fitted("elections", 10), fitted("elections", 9)
    ('elections', 'electio…')
    """
    return text if len(text) < room else f"{text[: room - 2]}…"


def clipped(text: str, room: int = WIDTH) -> str:
    """Cut a text that is wider than its room, and mark that it was cut.

    Examples
    --------
    >>> clipped("elections", 9), clipped("elections", 8)
    ('elections', 'electio…')
    """
    return text if len(text) <= room else f"{text[: room - 1]}…"


def marked(lang: Lang, marking: str | None) -> list[str]:
    """Give the line that stands on top of what not everybody may see; none if all may.

    Examples
    --------
    >>> marked("en", "internal"), marked("en", None)
    (['INTERNAL'], [])
    """
    return [] if marking is None else [label(lang, marking, of="marking").upper()]


def stacked(blocks: Iterable[Sequence[str]]) -> str:
    r"""Put blocks of lines under each other with a blank line between; empty ones are left out.

    Examples
    --------
    >>> stacked([["a", "b"], [], ["c"]])
    'a\nb\n\nc'
    """
    return plain("\n\n".join("\n".join(lines) for lines in blocks if lines))
