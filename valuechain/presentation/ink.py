"""The look of every figure: two accents, three greys, and line styles that survive black and white.

The accents are a blue and an orange that people with any common colour blindness tell apart, and
that differ in lightness on a printer without colour.
"""

import textwrap
from dataclasses import dataclass
from typing import Final

BLUE: Final = "#0b4f8a"
ORANGE: Final = "#d1620a"
DARK: Final = "#2b2b2b"
MIDDLE: Final = "#767676"
LIGHT: Final = "#c9c9c9"
PALE: Final = "#ececec"
SIZE: Final = 9.0
"""Size of the text in points."""
TITLE_LINE: Final = 0.2
"""Height of a line of a title, in inches."""


def title_lines(title: str, width: float) -> list[str]:
    """Break a title, bold and two points above the text, into lines; the width is in inches.

    Examples
    --------
    >>> title_lines("What stays exposed of each use", 2.0)
    ['What stays', 'exposed of each', 'use']
    """
    return textwrap.wrap(title, max(1, int((width - 0.2) * 9)), break_on_hyphens=False)


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line of a figure is drawn: colour, width and dashes."""

    colour: str
    width: float
    dashes: tuple[float, ...] = ()


STROKES: Final[tuple[Stroke, ...]] = (
    Stroke(BLUE, 2.2),
    Stroke(ORANGE, 2.2, (5.0, 1.4)),
    Stroke(DARK, 1.4),
    Stroke(DARK, 1.3, (1.2, 1.4)),
    Stroke(MIDDLE, 1.4, (6.0, 1.6, 1.2, 1.6)),
)
"""Strokes of the lines that matter, the most telling first."""
REST: Final = Stroke(LIGHT, 0.8)
"""Stroke of all other lines."""
