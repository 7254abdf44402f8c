"""Loss over time, one panel per use: the fast dependencies and the slow ones, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from valuechain.presentation.ink import LIGHT, MIDDLE, PALE, REST, SIZE, STROKES, Stroke
from valuechain.texts.languages import Lang
from valuechain.texts.numbers import percent
from valuechain.vocab.tolerances import ROUNDING

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TICKS: Final = (1, 13, 52, 156)
TICK_NAMES: Final[dict[Lang, tuple[str, ...]]] = {
    "nl": ("week", "kwartaal", "jaar", "3 jaar"),
    "en": ("week", "quarter", "year", "3 years"),
}
WIDTH, HEIGHT, LABELS = 4.6, 1.62, 1.0
"""Size of one panel and of its room for labels, in inches."""
APART: Final = 0.1
"""Least distance between two labels, as a part of the height of a panel."""
UNSEEN: Final = 0.02
"""A line that ends below this gets no label."""
SEEN: Final = 0.25
"""A grey line that ends above this gets one after all."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a panel, with where it ends."""

    name: str
    stroke: Stroke
    weeks: "pd.Series"
    low: "pd.Series"
    loss: "pd.Series"
    high: "pd.Series"

    @property
    def end(self) -> float:
        """What is lost in the end."""
        return float(self.loss.iloc[-1])

    @property
    def least(self) -> float:
        """From what loss on the line is named."""
        return SEEN if self.stroke is REST else UNSEEN


def time_panel(
    paths: "pd.DataFrame", *, shown: Sequence[str], names: Mapping[str, str], lang: Lang
) -> "Figure":
    """Draw what one use loses, week by week, after each of several countries is taken away.

    Parameters
    ----------
    paths : pandas.DataFrame
        Rows of the table ``paths`` for one use, attribute and mode.
    shown : sequence of str
        The countries and groups that matter, most telling first; the rest is grey.
    names : mapping of str to str
        Names of countries and groups.
    lang : str
        Language.

    Returns
    -------
    matplotlib.figure.Figure
        One panel: a logarithmic axis of weeks, loss from 0 to 100 %, a line per country with its
        name at its end, and a band for what is unknown.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, HEIGHT))
    _draw(figure.add_axes(_room(WIDTH, HEIGHT)), _lines(paths, shown, names), lang)
    return figure


def _room(width: float, height: float) -> tuple[float, float, float, float]:
    """Leave room for ticks at the left and below, and for labels at the right."""
    left, bottom, top = 0.42 / width, 0.24 / height, 0.07 / height
    return (left, bottom, 1 - left - LABELS / width, 1 - bottom - top)


def _lines(paths: "pd.DataFrame", shown: Sequence[str], names: Mapping[str, str]) -> list[_Line]:
    """Make the lines, those in grey first so that the others lie over them."""
    ranks = {removed: rank for rank, removed in enumerate(shown[: len(STROKES)])}
    lines = []
    for removed, rows in paths.sort_values("week").groupby("removed"):
        rank = ranks.get(str(removed))
        if rank is None and float(rows["value"].max()) < UNSEEN:
            continue
        line = _Line(
            name=names.get(str(removed), str(removed)),
            stroke=REST if rank is None else STROKES[rank],
            weeks=rows["week"],
            low=rows["bound_low"],
            loss=rows["value"],
            high=rows["bound_high"],
        )
        lines.append((99 if rank is None else rank, line))
    return [line for _, line in sorted(lines, key=lambda ranked: -ranked[0])]


def _draw(axes: "Axes", lines: Sequence[_Line], lang: Lang) -> None:
    _frame(axes, lang)
    for line in lines:
        if line.stroke is not REST:
            axes.fill_between(
                line.weeks,
                line.low,
                line.high,
                color=line.stroke.colour,
                alpha=0.14 if line.stroke in STROKES[:2] else 0.05,
                linewidth=0,
            )
    for line in lines:
        style = (0, line.stroke.dashes) if line.stroke.dashes else "solid"
        axes.plot(
            line.weeks,
            line.loss,
            color=line.stroke.colour,
            linewidth=line.stroke.width,
            linestyle=style,
            solid_capstyle="butt",
            clip_on=False,
        )
    _labels(axes, [line for line in lines if line.end >= line.least], lang)


def _frame(axes: "Axes", lang: Lang) -> None:
    axes.set_xscale("log")
    axes.set_xlim(1, 156)
    axes.set_ylim(0, 1)
    axes.set_xticks(TICKS, TICK_NAMES[lang])
    axes.set_xticks([], minor=True)
    axes.set_yticks((0, 0.5, 1), [percent(lang, tick) for tick in (0, 0.5, 1)])
    axes.tick_params(length=0, labelsize=SIZE - 1, labelcolor=MIDDLE, pad=3)
    axes.grid(axis="x", color=PALE, linewidth=0.8)
    axes.grid(axis="y", color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(LIGHT)


def _labels(axes: "Axes", lines: Sequence[_Line], lang: Lang) -> None:
    """Name each line at its end; labels that would overlap move apart."""
    lines = sorted(lines, key=lambda line: (line.end, line.name))
    for line, height in zip(lines, spread([line.end for line in lines]), strict=True):
        colour = MIDDLE if line.stroke is REST else line.stroke.colour
        axes.plot(
            (1.005, 1.03),
            (line.end, height),
            color=colour,
            linewidth=0.6,
            transform=axes.transAxes,
            clip_on=False,
        )
        axes.text(
            1.038,
            height,
            f"{line.name} {percent(lang, line.end)}",
            color=colour,
            transform=axes.transAxes,
            size=SIZE - 1,
            va="center",
            ha="left",
        )


def spread(heights: Sequence[float]) -> list[float]:
    """Move labels apart until none overlaps, as little as needed, inside the panel.

    Parameters
    ----------
    heights : sequence of float
        Where the lines end, 0..1, in rising order.

    Returns
    -------
    list of float
        Where the labels stand.

    Examples
    --------
    >>> [round(height, 3) for height in spread([0.5, 0.5, 0.9])]
    [0.45, 0.55, 0.9]
    """
    blocks: list[tuple[float, int]] = []
    for height in heights:
        blocks.append((height, 1))
        while len(blocks) > 1 and _touch(blocks[-2], blocks[-1]):
            (below, n_below), (above, n_above) = blocks[-2:]
            together = n_below + n_above
            middle = (below * n_below + above * n_above) / together
            blocks[-2:] = [(middle, together)]
    placed: list[float] = []
    for middle, count in blocks:
        half = (count - 1) * APART / 2
        lowest = min(max(middle - half, 0.03), 0.99 - 2 * half)
        lowest = max(lowest, placed[-1] + APART) if placed else lowest
        placed.extend(lowest + step * APART for step in range(count))
    return placed


def _touch(below: tuple[float, int], above: tuple[float, int]) -> bool:
    return above[0] - below[0] < (below[1] + above[1]) * APART / 2 - ROUNDING
