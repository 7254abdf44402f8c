"""Every use against every scenario: how deep, and from which week."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from valuechain.presentation.ink import BLUE, DARK, LIGHT, MIDDLE, SIZE, TITLE_LINE, title_lines
from valuechain.questions.what_if.words import WORDS
from valuechain.texts.languages import Lang
from valuechain.texts.numbers import percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAMES, WIDE, TALL = 2.9, 0.98, 0.54
"""Room for the names of the scenarios, and size of a cell, in inches."""
_DIFFERS: Final = 0.02
"""From this difference on the severe shocks are named."""
_DARK_CELL: Final = 0.45
"""From this loss on the text of a cell is white."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one use loses in one scenario; no week where it loses nothing."""

    loss: float
    week: int | None
    severe: float
    """Deepest loss if the shocks are severe."""
    perhaps: bool = False
    """Whether it loses something only if supply that is not listed is hit too."""


def use_matrix(
    cells: Mapping[tuple[str, str], MatrixCell],
    *,
    scenarios: Mapping[str, str],
    uses: Mapping[str, str],
    title: str,
    lang: Lang,
) -> "Figure":
    """Draw the deepest loss of every use in every scenario, with the week in which it starts.

    Parameters
    ----------
    cells : mapping of (scenario, use) to MatrixCell
        What is lost.
    scenarios, uses : mapping of str to str
        Titles by id, in the order in which they stand: a row per scenario, a column per use.
    title : str
        What the figure shows.
    lang : str
        Language.

    Returns
    -------
    matplotlib.figure.Figure
        Darker is deeper; the percentage is the deepest loss.
    """
    from matplotlib.figure import Figure

    width = NAMES + WIDE * len(uses) + 0.15
    heads = [textwrap.wrap(name, 14, break_long_words=False) for name in uses.values()]
    said = f"{WORDS.say(lang, 'matrix-note')} {WORDS.say(lang, 'matrix-note-severe')}"
    notes = textwrap.wrap(said, int(width * 14.5))
    foot = 0.17 + 0.16 * len(notes)
    titles = title_lines(title, width)
    head = 0.5 + 0.16 * max(map(len, heads)) + TITLE_LINE * (len(titles) - 1)
    height = head + TALL * len(scenarios) + foot
    figure = Figure(figsize=(width, height))
    for number, line in enumerate(titles):
        y = 1 - (0.2 + TITLE_LINE * number) / height
        figure.text(0.1 / width, y, line, size=SIZE + 2, weight="bold", color=DARK, va="center")
    axes = figure.add_axes(
        (
            NAMES / width,
            foot / height,
            WIDE * len(uses) / width,
            TALL * len(scenarios) / height,
        )
    )
    axes.set_xlim(0, len(uses))
    axes.set_ylim(len(scenarios), 0)
    axes.axis("off")
    for column, lines in enumerate(heads):
        axes.text(
            column + 0.5,
            -0.12,
            "\n".join(lines),
            size=SIZE - 1.5,
            color=DARK,
            ha="center",
            va="bottom",
        )
    for row, (scenario, name) in enumerate(scenarios.items()):
        lines = textwrap.wrap(name, 36, break_on_hyphens=False)
        axes.text(
            -0.1,
            row + 0.5,
            "\n".join(lines[:2]) + (" …" if len(lines) > 2 else ""),
            size=SIZE - 0.5,
            color=DARK,
            ha="right",
            va="center",
        )
        for column, use in enumerate(uses):
            _cell(axes, cells[scenario, use], at=(column, row), lang=lang)
    for number, line in enumerate(reversed(notes)):
        figure.text(
            0.1 / width,
            (0.14 + 0.16 * number) / height,
            line,
            size=SIZE - 1.5,
            color=MIDDLE,
            va="center",
        )
    return figure


def _cell(axes: "Axes", cell: MatrixCell, *, at: tuple[int, int], lang: Lang) -> None:
    from matplotlib.patches import Rectangle

    column, row = at
    place = (column + 0.02, row + 0.04)
    axes.add_patch(Rectangle(place, 0.96, 0.92, facecolor="white", edgecolor=LIGHT, linewidth=0.5))
    differs = cell.severe - cell.loss > _DIFFERS
    colour = "white" if cell.loss > _DARK_CELL else DARK
    if differs:
        axes.text(
            column + 0.5,
            row + 0.82,
            WORDS.say(lang, "matrix-severe", loss=percent(lang, cell.severe)),
            size=SIZE - 2,
            color=colour if cell.loss > _DARK_CELL else MIDDLE,
            ha="center",
            va="center",
            zorder=3,
        )
    if cell.week is None:
        mark = "?" if cell.perhaps else "-"
        axes.text(column + 0.5, row + 0.34, mark, color=DARK, ha="center", va="center")
        return
    # Loss to the power 0.7: small losses can still be told from none.
    strength = 0.06 + 0.94 * cell.loss**0.7
    axes.add_patch(Rectangle(place, 0.96, 0.92, facecolor=BLUE, alpha=strength, linewidth=0))
    axes.text(
        column + 0.5,
        row + (0.27 if differs else 0.36),
        percent(lang, cell.loss),
        size=SIZE + 0.5,
        weight="bold",
        color=colour,
        ha="center",
        va="center",
    )
    axes.text(
        column + 0.5,
        row + (0.56 if differs else 0.72),
        WORDS.say(lang, "matrix-cell", week=cell.week),
        size=SIZE - 2,
        color=colour,
        ha="center",
        va="center",
    )
