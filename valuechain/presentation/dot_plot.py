"""What is lost, row by row, with what could change it: a dot, a bar and two ticks."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from valuechain.presentation.ink import BLUE, DARK, MIDDLE, ORANGE, PALE, SIZE, title_lines
from valuechain.texts.languages import Lang
from valuechain.texts.numbers import percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH: Final = 6.4
NAMES: Final = 3.4
"""Inches: the figure, and room for the names of its rows."""


@dataclass(frozen=True, slots=True)
class RangedLoss:
    """One row, fractions 0..1: as stated, and the two ranges that are never merged.

    ``bounds`` is what suppliers that are not listed could change, ``interval`` what the figures
    could (5-95 %), None where they were not drawn.
    """

    name: str
    amount: float
    bounds: tuple[float, float]
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class DotWords:
    """What dot, bar, ticks and axis are called."""

    stated: str
    interval: str
    bounds: str
    axis: str


def dot_plot(
    dots: Sequence[RangedLoss],
    *,
    words: DotWords,
    lang: Lang,
    title: str = "",
    threshold: float | None = None,
) -> "Figure":
    """Draw losses with their ranges, the first row on top.

    Parameters
    ----------
    dots : sequence of RangedLoss
        The rows.
    words : DotWords
        The legend.
    lang : str
        Language.
    title : str, optional
        Stands above.
    threshold : float, optional
        Loss 0..1 at which a line stands.
    """
    from matplotlib.figure import Figure

    lines = title_lines(title, WIDTH) if title else []
    head, foot = 0.2 * len(lines) + 0.15, 0.75
    height = 0.4 * len(dots) + 0.15 + foot + head
    figure = Figure(figsize=(WIDTH, height))
    for number, line in enumerate(lines):
        at = 1 - (0.14 + 0.2 * number) / height
        figure.text(0.015, at, line, size=SIZE + 2, weight="bold", color=DARK, va="center")
    tall = (height - head - foot) / height
    wide = (WIDTH - NAMES - 0.3) / WIDTH
    axes = figure.add_axes((NAMES / WIDTH, foot / height, wide, tall))
    if threshold is not None:
        axes.axvline(threshold, color=DARK, linewidth=0.8, dashes=(2, 2), zorder=1)
    for place, dot in enumerate(dots):
        _row(axes, place, dot, words=words)
    _frame(axes, [dot.name for dot in dots], axis=words.axis, lang=lang)
    figure.legend(
        *axes.get_legend_handles_labels(),
        loc="lower left",
        ncols=3,
        frameon=False,
        fontsize=SIZE - 1,
        labelcolor=DARK,
        bbox_to_anchor=(0.0, 0.0),
    )
    return figure


def _row(axes: "Axes", place: int, dot: RangedLoss, *, words: DotWords) -> None:
    named = axes.get_legend_handles_labels()[1]

    def once(word: str) -> str | None:
        return None if word in named else word

    if dot.interval is not None:
        axes.plot(
            list(dot.interval), [place, place], color=MIDDLE, linewidth=4, solid_capstyle="butt",
            label=once(words.interval),
        )  # fmt: skip
    for number, end in enumerate(dot.bounds):
        axes.plot(
            [end, end], [place - 0.3, place + 0.3], color=ORANGE, linewidth=1.6,
            label=once(words.bounds) if not number else None,
        )  # fmt: skip
    axes.plot(dot.amount, place, "o", color=BLUE, markersize=5, label=once(words.stated))


def _frame(axes: "Axes", names: Sequence[str], *, axis: str, lang: Lang) -> None:
    """Names at the left, fractions below."""
    lines = [
        "\n".join(line for part in name.split("\n") for line in textwrap.wrap(part, 52)[:2])
        for name in names
    ]
    axes.set_yticks(range(len(names)), lines)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(-0.01, 1.01)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], [percent(lang, one / 4) for one in range(5)])
    axes.grid(visible=True, axis="x", color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.set_xlabel(axis, size=SIZE - 1, color=DARK)
    axes.tick_params(labelsize=SIZE - 1, colors=DARK, length=3)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(MIDDLE)
