"""How long each use holds after its worst losses, and how long until others have taken over."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from valuechain.presentation.ink import BLUE, DARK, LIGHT, MIDDLE, ORANGE, PALE, SIZE
from valuechain.presentation.names import Names
from valuechain.presentation.picture_files import picture_of
from valuechain.questions.survival.screen import gone_name, worst_losses
from valuechain.questions.survival.words import WORDS
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.languages import Lang

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH, _NAMES, _RIGHT, _ROW, _HEAD = 8.2, 2.6, 0.35, 0.25, 0.34
"""Inches: figure, room for names, room at the right, a row, the head of a use."""
_TICKS: Final = (1, 4, 13, 26, 52, 104, 208, 312, 520)


@dataclass(frozen=True, slots=True)
class LossBar:
    """One loss of one use, in weeks; None: not within the weeks followed."""

    name: str
    held: int | None
    held_low: int | None
    back: int | None
    undecided: bool


def survival_bars(
    uses: Mapping[str, Sequence[LossBar]], *, horizon: int, title: str, lang: Lang
) -> "Figure":
    """Draw a bar per loss: solid while it holds, hatched until others have taken over.

    Parameters
    ----------
    uses : mapping of str to sequence of LossBar
        Bars by title of the use, in the order in which they stand.
    horizon : int
        Weeks that were followed.
    title : str
        What the figure shows.
    lang : str
        Language.

    Returns
    -------
    matplotlib.figure.Figure
        Weeks on a square-root scale, so that the first weeks can be told apart.
    """
    from matplotlib.figure import Figure

    notes = textwrap.wrap(WORDS.say(lang, "figure-note", weeks=horizon), 112)
    rows = sum(len(bars) for bars in uses.values())
    tall = _HEAD * len(uses) + _ROW * rows
    foot = 0.62 + 0.16 * len(notes)
    height = 0.72 + tall + foot
    figure = Figure(figsize=(_WIDTH, height))
    figure.text(
        0.1 / _WIDTH, 1 - 0.2 / height, title, size=SIZE + 2, weight="bold", color=DARK, va="center"
    )
    axes = figure.add_axes(
        (
            _NAMES / _WIDTH,
            foot / height,
            (_WIDTH - _NAMES - _RIGHT) / _WIDTH,
            tall / height,
        )
    )
    _scale(axes, horizon, tall, lang)
    y = 0.0
    for use, bars in uses.items():
        axes.text(
            -0.01, y + _HEAD * 0.62, use, ha="right", va="center", size=SIZE, weight="bold",
            color=DARK, transform=axes.get_yaxis_transform(),
        )  # fmt: skip
        y += _HEAD
        for bar in bars:
            _draw(axes, bar, y + _ROW / 2, horizon)
            y += _ROW
    _legend(figure, height, lang)
    for number, line in enumerate(notes):
        low = (0.1 + 0.16 * (len(notes) - 1 - number)) / height
        figure.text(0.1 / _WIDTH, low, line, size=SIZE - 1.5, color=MIDDLE, va="center")
    return figure


def _scale(axes: "Axes", horizon: int, tall: float, lang: Lang) -> None:
    axes.set_xlim(0, horizon**0.5)
    axes.set_ylim(tall, 0)
    ticks = [tick for tick in _TICKS if tick <= horizon]
    axes.set_xticks([tick**0.5 for tick in ticks], [str(tick) for tick in ticks])
    axes.set_yticks([])
    axes.tick_params(axis="x", labelsize=SIZE - 1, colors=DARK, length=3)
    axes.set_xlabel(WORDS.say(lang, "figure-weeks"), size=SIZE - 1, color=DARK)
    axes.grid(visible=True, axis="x", color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(MIDDLE)


def _draw(axes: "Axes", bar: LossBar, y: float, horizon: int) -> None:
    edge = horizon**0.5
    held = edge if bar.held is None else bar.held**0.5
    back = edge if bar.back is None else bar.back**0.5
    axes.text(
        -0.01, y, f"{bar.name}{' ?' if bar.undecided else ''}", ha="right", va="center",
        size=SIZE - 0.5, color=DARK, transform=axes.get_yaxis_transform(),
    )  # fmt: skip
    sure = held if bar.held_low is None else min(held, bar.held_low**0.5)
    if sure:
        axes.barh(y, sure, height=0.6 * _ROW, color=BLUE)
    else:
        axes.plot([0, 0], [y - 0.3 * _ROW, y + 0.3 * _ROW], color=BLUE, linewidth=4, clip_on=False)
    if held > sure:
        axes.barh(
            y, held - sure, left=sure, height=0.6 * _ROW, facecolor=LIGHT, edgecolor=BLUE,
            linewidth=0.8,
        )  # fmt: skip
    if back > held:
        axes.barh(
            y, back - held, left=held, height=0.6 * _ROW, facecolor="white", edgecolor=ORANGE,
            hatch="////", linewidth=0.8,
        )  # fmt: skip
    if None in {bar.back, bar.held}:
        colour = ORANGE if bar.back is None else BLUE
        axes.plot([edge], [y], marker=">", color=colour, markersize=6, clip_on=False)


def _legend(figure: "Figure", height: float, lang: Lang) -> None:
    from matplotlib.patches import Patch

    gap = Patch(
        facecolor="white", edgecolor=ORANGE, hatch="////", label=WORDS.say(lang, "figure-recovery")
    )
    low = Patch(facecolor=LIGHT, edgecolor=BLUE, label=WORDS.say(lang, "figure-low"))
    figure.legend(
        handles=[Patch(facecolor=BLUE, label=WORDS.say(lang, "figure-tts")), low, gap],
        loc="upper left",
        bbox_to_anchor=(0.1 / _WIDTH - 0.01, 1 - 0.34 / height),
        ncols=3,
        frameon=False,
        fontsize=SIZE - 1,
        labelcolor=DARK,
        borderaxespad=0,
    )


_EACH: Final = 6


def pictures(found: Result, model: Model, *, lang: Lang) -> dict[str, bytes]:
    """Draw of each use the losses it holds out against least, and when others step in.

    Parameters
    ----------
    found : Result
        The result.
    model : Model
        The model it was computed from, for titles.
    lang : str
        Language.

    Returns
    -------
    dict of str to bytes
        ``figures/survival.svg`` and ``.png``; nothing where no use falls.
    """
    names = Names(model, lang)
    uses: dict[str, list[LossBar]] = {}
    for use in model.uses:
        worst = worst_losses(found.summary, use=use, own=found.settings.home_countries)
        for row in worst.head(_EACH).to_dict("records"):
            uses.setdefault(names.title(use), []).append(
                LossBar(
                    gone_name(names, row),
                    _weeks(row["tts"]),
                    _weeks(row["tts_low"]),
                    _weeks(row["weeks_to_recovery"]),
                    row["verdict"] == "undecided",
                )
            )
    if not uses:
        return {}
    horizon = int(str(found.options["weeks"]))
    figure = survival_bars(uses, horizon=horizon, title=WORDS.say(lang, "figure-title"), lang=lang)
    return {
        f"figures/survival.{kind}": text
        for kind, text in picture_of(figure, found.marking, lang=lang).items()
    }


def _weeks(cell: object) -> int | None:
    return int(str(cell)) if str(cell).isdecimal() else None
