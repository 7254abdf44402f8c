"""A grid of cells, things by things: how much is lost in shades and numbers, or only whether."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from valuechain.presentation.ink import DARK, LIGHT, PALE, SIZE
from valuechain.presentation.world import SHADES, shade_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAMES, CELL, TALL, LINE, FOOT = 1.58, 0.29, 0.2, 0.13, 0.1
"""Inches: room for names, width of a cell, height of a row, of each further line, and below."""
_WIDEST: Final = 4.2
_LETTERS: Final = 23
"""Letters that fit on one line of a row's name."""
_HEAD: Final = 26
"""Letters of the name of a column."""
_LETTER: Final = 0.062
"""Width of a letter of a head, in inches."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: what is lost, 0..1, with its text; or a mark where only whether it is matters."""

    amount: float = 0.0
    text: str = ""
    mark: bool = False


def cell_grid(
    rows: Sequence[str], columns: Sequence[str], *, cells: Sequence[Sequence[GridCell]]
) -> "Figure":
    """Draw a grid of cells, darker for more, each with its number.

    Parameters
    ----------
    rows, columns : sequence of str
        Names, as they stand from top to bottom and from left to right.
    cells : sequence of sequence of GridCell
        One sequence per row.

    Returns
    -------
    matplotlib.figure.Figure
        The shades of the map of the world, which keep their order without colour; a mark is a
        filled dot.
    """
    from matplotlib.figure import Figure

    names = [_lines(name) for name in rows]
    tall = [TALL + LINE * (len(lines) - 1) for lines in names]
    heads = [textwrap.shorten(name, _HEAD, placeholder=" …") for name in columns]
    head = _LETTER * max(map(len, heads)) + 0.12
    wide = min(CELL, (_WIDEST - NAMES) / len(columns))
    width, height = _WIDEST, head + sum(tall) + FOOT
    figure = Figure(figsize=(width, height))
    axes = figure.add_axes(
        (NAMES / width, FOOT / height, wide * len(columns) / width, sum(tall) / height)
    )
    axes.set_xlim(0, len(columns))
    axes.set_ylim(sum(tall), 0)
    axes.axis("off")
    for place, name in enumerate(heads):
        axes.text(
            place + 0.5,
            -0.06,
            name,
            rotation=90,
            ha="center",
            va="bottom",
            size=SIZE - 1,
            color=DARK,
        )
    top = 0.0
    for lines, high, found in zip(names, tall, cells, strict=True):
        axes.text(
            -0.06 / wide, top + high / 2, "\n".join(lines), ha="right", va="center",
            size=SIZE - 1, color=DARK, linespacing=1.0,
        )  # fmt: skip
        for place, cell in enumerate(found):
            _cell(axes, cell, at=(place, top, high), wide=wide)
        top += high
    return figure


def _lines(name: str) -> list[str]:
    """Break a name into two lines at most; what is left out is seen to be."""
    lines = textwrap.wrap(name, _LETTERS, break_on_hyphens=False)
    return lines if len(lines) < 3 else [lines[0], f"{lines[1]} …"]


def _cell(axes: "Axes", cell: GridCell, *, at: tuple[int, float, float], wide: float) -> None:
    from matplotlib.patches import Rectangle

    left, top, high = at
    shade = None if cell.mark else shade_of(cell.amount)
    axes.add_patch(
        Rectangle(
            (left, top),
            1,
            high,
            facecolor="white" if shade is None else SHADES[shade],
            edgecolor=LIGHT if shade is None else "white",
            linewidth=0.5,
        )
    )
    middle = (left + 0.5, top + high / 2)
    if cell.mark:
        axes.plot(*middle, "o", color=DARK, markersize=5.5)
    elif shade is not None:
        ink = "white" if shade == len(SHADES) - 1 else "black"
        small = SIZE - 1.5 if wide > 0.24 else SIZE - 2.5
        axes.text(*middle, cell.text, ha="center", va="center", size=small, color=ink)
    else:
        axes.plot(*middle, ".", color=PALE, markersize=3)
