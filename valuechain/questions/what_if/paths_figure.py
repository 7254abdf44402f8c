"""What is left of one use, week by week, in each of some scenarios."""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from valuechain.presentation.ink import BLUE, DARK, LIGHT, MIDDLE, ORANGE, PALE, SIZE
from valuechain.questions.what_if.words import WORDS
from valuechain.texts.languages import Lang
from valuechain.texts.numbers import duration, percent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDE, TALL = 7.4, 2.5
"""Size of a single panel with its margins, in inches."""
NARROW, SHORT = 3.75, 1.85
"""Size of a panel with its margins where several stand two beside each other, in inches."""
LINE: Final = 0.165
"""Height of a line of text, in inches."""
CHARACTER: Final = 0.0645
"""Width of a character beside a point, on average, in inches."""
UNSEEN: Final = 0.02
"""What loses less than this in every case is named, not drawn."""
SEEN: Final = 0.005
"""From this loss on the deepest week is named."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What one scenario leaves of a use, week by week, as one panel of a figure.

    ``rows`` are those of the table ``paths`` of the use in this scenario. ``end`` is None where a
    shock lasts; ``window`` holds the first and last week of the critical window at its worst.
    """

    title: str
    rows: "pd.DataFrame"
    start: int
    end: float | None
    fallbacks: tuple[tuple[int, str], ...] = ()
    """First week and name of what is fallen back on."""
    window: tuple[int, int] | None = None

    @property
    def worst(self) -> float:
        """Largest loss in any week, in the severest case."""
        return 1.0 - float(self.rows[["level_bound_low", "level_severe"]].min().min())


def use_paths(panels: Sequence[Panel], *, title: str, theta: float, lang: Lang) -> "Figure":
    """Draw what is left of a use in each scenario.

    Parameters
    ----------
    panels : sequence of Panel
        One per scenario; those in which nothing is lost are named below the others.
    title : str
        What the figure shows.
    theta : float
        Level below which the use counts as down, 0..1.
    lang : str
        Language.

    Returns
    -------
    matplotlib.figure.Figure
        A panel per scenario: level by week with the band of what is unknown, weeks of shock in
        grey, a bar from the mild to the severe shocks in their deepest week, the critical window
        at its worst, and what is fallen back on.
    """
    from matplotlib.figure import Figure

    drawn = [panel for panel in panels if panel.worst >= UNSEEN]
    calm = [panel.title for panel in panels if panel.worst < UNSEEN]
    columns = min(2, max(1, len(drawn)))
    rows = math.ceil(len(drawn) / columns)
    wide, tall = (WIDE, TALL) if columns == 1 else (NARROW, SHORT)
    width = WIDE if columns == 1 else 2 * NARROW
    heads = [_heads(panel, lang, wide=wide) for panel in drawn]
    rooms = [max(map(len, heads[r * columns : (r + 1) * columns])) * LINE for r in range(rows)]
    notes = _notes(drawn, calm, width=width, lang=lang)
    height = 0.42 + sum(rooms) + rows * (tall + 0.12) + LINE * len(notes) + 0.12
    figure = Figure(figsize=(width, height))
    figure.text(
        0.1 / width, 1 - 0.2 / height, title, size=SIZE + 3, weight="bold", va="center", color=DARK
    )
    top = height - 0.42
    for number, panel in enumerate(drawn):
        row, column = divmod(number, columns)
        if column == 0 and row:
            top -= rooms[row - 1] + tall + 0.12
        left = column * NARROW
        _head(figure, heads[number], at=(left + 0.1, top), size=(width, height))
        bottom = top - rooms[row] - tall
        place = (left + 0.5, bottom + 0.3, wide - 0.65, tall - 0.36)
        axes = figure.add_axes(
            (place[0] / width, place[1] / height, place[2] / width, place[3] / height)
        )
        _draw(axes, panel, theta=theta, lang=lang, wide=columns == 1)
    for number, line in enumerate(reversed(notes)):
        figure.text(
            0.1 / width,
            (0.14 + number * LINE) / height,
            line,
            size=SIZE - 1.5,
            color=MIDDLE,
            va="center",
        )
    return figure


def _heads(panel: Panel, lang: Lang, *, wide: float) -> list[tuple[str, bool]]:
    """Title of a panel in lines, then what is fallen back on; whether each is bold."""
    lines = [(line, True) for line in textwrap.wrap(panel.title, int(wide * 11.2))]
    for week, name in panel.fallbacks:
        key = "figure-fallback" if name else "figure-fallback-plain"
        said = WORDS.say(lang, key, week=week, title=name)
        lines.append((textwrap.shorten(said, int(wide * 15.5), placeholder=" …"), False))
    return lines


def _head(
    figure: "Figure",
    lines: Sequence[tuple[str, bool]],
    *,
    at: tuple[float, float],
    size: tuple[float, float],
) -> None:
    for number, (line, bold) in enumerate(lines):
        figure.text(
            at[0] / size[0],
            (at[1] - (number + 0.5) * LINE) / size[1],
            line,
            size=SIZE if bold else SIZE - 1,
            weight="bold" if bold else "normal",
            color=DARK if bold else MIDDLE,
            va="center",
        )


def _notes(drawn: Sequence[Panel], calm: Sequence[str], *, width: float, lang: Lang) -> list[str]:
    said = [WORDS.say(lang, "figure-legend")] if drawn else []
    if calm:
        said.append(
            WORDS.say(lang, "figure-none", least=percent(lang, UNSEEN), names="; ".join(calm))
        )
    return [line for text in said for line in textwrap.wrap(text, int(width * 16))]


def _draw(axes: "Axes", panel: Panel, *, theta: float, lang: Lang, wide: bool) -> None:
    rows = panel.rows.sort_values("week")
    horizon = int(rows["week"].max())
    _frame(axes, horizon, lang, most=6.5 if wide else 4.5)
    end = horizon if panel.end is None else min(panel.end, horizon)
    axes.axvspan(panel.start - 1, end, color=PALE, linewidth=0)
    axes.axhline(theta, color=MIDDLE, linewidth=0.8, linestyle=(0, (2, 2)))
    # A level holds for a whole week, so the line is a staircase: week t covers t - 1 to t.
    edges = [0, *rows["week"]]
    low, middle, high = (
        [rows[name].iloc[0], *rows[name]]
        for name in ("level_bound_low", "level", "level_bound_high")
    )
    axes.fill_between(edges, low, high, step="pre", color=BLUE, alpha=0.16, linewidth=0)
    axes.step(
        edges,
        middle,
        where="pre",
        color=BLUE,
        linewidth=2.2,
        zorder=4,
        solid_capstyle="butt",
        clip_on=False,
    )
    covers = _deepest(axes, rows, lang, windowed=panel.window is not None)
    aside = covers is not None and covers[1] > 0.7 and covers[2] < theta < covers[3] + 0.1
    axes.text(
        0 if aside else horizon,
        theta - 0.015,
        WORDS.say(lang, "figure-half", theta=percent(lang, theta)),
        size=SIZE - 2,
        color=MIDDLE,
        ha="left" if aside else "right",
        va="top",
    )
    if panel.window is not None:
        _window(axes, panel.window, horizon=horizon, lang=lang)


def _frame(axes: "Axes", horizon: int, lang: Lang, *, most: float) -> None:
    every = next((step for step in (4, 13, 26, 52) if horizon / step <= most), 104)
    ticks = list(range(0, horizon + 1, every))
    axes.set_xlim(0, horizon)
    axes.set_ylim(0, 1.02)
    names = [str(tick) for tick in ticks]
    names[-1] = f"{names[-1]} {WORDS.say(lang, 'figure-axis')}"
    axes.set_xticks(ticks, names)
    if ticks[-1] == horizon:
        axes.get_xticklabels()[-1].set_horizontalalignment("right")
    axes.set_yticks((0, 0.5, 1), [percent(lang, tick) for tick in (0, 0.5, 1)])
    axes.tick_params(length=0, labelsize=SIZE - 1, labelcolor=MIDDLE, pad=3)
    axes.grid(axis="y", color=LIGHT, linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(LIGHT)


def _deepest(
    axes: "Axes", rows: "pd.DataFrame", lang: Lang, *, windowed: bool
) -> tuple[float, float, float, float] | None:
    """Name the deepest week, and show how much the range of the shocks changes it.

    Returns the left, right, bottom and top of its name, as parts of the panel, if it has one.
    """
    place = int(rows["level"].to_numpy().argmin())
    level, week = float(rows["level"].iloc[place]), int(rows["week"].iloc[place])
    if 1 - level < SEEN:
        # What is lost only if the shocks are severe is named at its own deepest week.
        place = int(rows["level_severe"].to_numpy().argmin())
        if 1 - float(rows["level_severe"].iloc[place]) < SEEN:
            return None
        level, week = 1.0, int(rows["week"].iloc[place])
    x, horizon = week - 0.5, int(rows["week"].max())
    mild, severe = float(rows["level_mild"].min()), float(rows["level_severe"].min())
    if mild - severe > SEEN:
        axes.errorbar(
            [x],
            [level],
            yerr=[[max(0.0, level - severe)], [max(0.0, mild - level)]],
            color=ORANGE,
            linewidth=1.4,
            capsize=3,
            clip_on=False,
            zorder=5,
        )
    axes.plot([x], [level], "o", color=BLUE, markersize=4.5, clip_on=False, zorder=6)
    said = WORDS.say(lang, "figure-deepest", level=percent(lang, level), week=week)
    if mild - severe > SEEN:
        ends = {"mild": percent(lang, mild), "severe": percent(lang, severe)}
        said += f"\n({WORDS.say(lang, 'figure-range', **ends)})"
    below = level > 0.13 * len(said.splitlines()) + (0.14 if windowed else 0.02)
    left, right, bottom, top = _room(axes, said, at=(x / horizon, level), below=below)
    axes.annotate(
        said,
        (left if x < 0.55 * horizon else right, level),
        xycoords=("axes fraction", "data"),
        xytext=(0, -4 if below else 6),
        textcoords="offset points",
        ha="left" if x < 0.55 * horizon else "right",
        va="top" if below else "bottom",
        size=SIZE - 0.5,
        color=DARK,
        linespacing=1.25,
        bbox={"facecolor": "white", "alpha": 0.6, "edgecolor": "none", "pad": 0.5},
        zorder=3,
    )
    return left, right, bottom, top


def _room(
    axes: "Axes", said: str, *, at: tuple[float, float], below: bool
) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a text beside a point, within the panel, as parts of it."""
    (x, y), panel = at, axes.get_window_extent()
    across, up = panel.width / axes.figure.dpi, panel.height / axes.figure.dpi
    gap = 7 / 72 / across
    wide = max(map(len, said.splitlines())) * CHARACTER / across
    tall = len(said.splitlines()) * LINE / up
    left = min(x + gap, 1.0 - wide) if x < 0.55 else max(x - gap - wide, 0.0)
    bottom = y - tall if below else y
    return left, left + wide, bottom, bottom + tall


def _window(axes: "Axes", window: tuple[int, int], *, horizon: int, lang: Lang) -> None:
    first, last = window
    axes.plot((first - 1, last), (0.035, 0.035), color=ORANGE, linewidth=4, solid_capstyle="butt")
    right = first < 0.55 * horizon
    axes.text(
        first - 1 if right else last,
        0.065,
        WORDS.say(lang, "figure-window", weeks=duration(lang, last - first + 1)),
        size=SIZE - 1.5,
        color=ORANGE,
        ha="left" if right else "right",
        va="bottom",
        bbox={"facecolor": "white", "alpha": 0.6, "edgecolor": "none", "pad": 0.5},
    )
