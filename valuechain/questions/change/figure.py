"""Change since last time: what each use lost then and loses now, and of what the gap is made."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from valuechain.presentation.ink import BLUE, DARK, LIGHT, MIDDLE, ORANGE, PALE, SIZE
from valuechain.presentation.names import Names
from valuechain.presentation.picture_files import picture_of
from valuechain.questions.change.sentences import ChangeTeller
from valuechain.questions.change.words import WORDS
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang
from valuechain.vocab.words import CHANGE_CLASSES

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH, _NAMES, _RIGHT, _ROW, _HEAD, _FOOT = 4.6, 1.75, 0.25, 0.46, 0.36, 0.56
"""Inches: figure, room for names, at the right, a row, the legend, the scale."""
MOST: Final = 12
"""Uses that are drawn."""
_LOOKS: Final[dict[str, tuple[str, str]]] = {
    "world": (BLUE, ""),
    "figure": (ORANGE, "////"),
    "scope": (LIGHT, ""),
    "unexplained": ("white", ""),
    "program": (MIDDLE, "...."),
}
"""Colour and hatching of each class of changes: apart in black and white too."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What one use lost and loses, 0..1, and the parts of the difference."""

    name: str
    old: float
    new: float
    parts: Mapping[str, float]


def loss_chart(shifts: Sequence[Shift], *, lang: Lang) -> "Figure":
    """Draw what each use lost in the old version beside what it loses in the new one.

    Parameters
    ----------
    shifts : sequence of Shift
        One a row.
    lang : str
        Language.
    """
    from matplotlib.lines import Line2D

    figure, axes = _panel(shifts)
    for row, shift in enumerate(shifts):
        _losses(axes, row, shift)
    axes.set_xlim(-0.02, 1.02)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100%"])
    _scale(axes, len(shifts), WORDS.say(lang, "figure-loss"))
    then, now = (WORDS.say(lang, key) for key in ("figure-old", "figure-now"))
    look: dict[str, Any] = {"marker": "o", "linestyle": ""}
    hollow = Line2D([], [], markerfacecolor="white", markeredgecolor=DARK, label=then, **look)
    _legend(figure, [hollow, Line2D([], [], color=DARK, label=now, **look)])
    return figure


def cause_chart(shifts: Sequence[Shift], *, lang: Lang) -> "Figure":
    """Draw of which parts the differences are made, in percentage points.

    Parameters
    ----------
    shifts : sequence of Shift
        One a row.
    lang : str
        Language.
    """
    from matplotlib.patches import Patch

    figure, axes = _panel(shifts)
    for row, shift in enumerate(shifts):
        _parts(axes, row, shift)
    most = max(_reach(one) for one in shifts)
    axes.set_xlim(-1.08 * most, 1.08 * most)
    _scale(axes, len(shifts), WORDS.say(lang, "figure-points"))
    axes.axvline(0, color=DARK, linewidth=0.8)
    patches = [
        Patch(
            facecolor=_LOOKS[name][0],
            hatch=_LOOKS[name][1],
            edgecolor=DARK,
            linewidth=0.6,
            label=label(lang, name, of="change"),
        )
        for name in CHANGE_CLASSES
        if any(one.parts[name] for one in shifts)
    ]
    _legend(figure, patches)
    return figure


def _panel(shifts: Sequence[Shift]) -> "tuple[Figure, Axes]":
    """Start a figure with the names of the uses at the left."""
    from matplotlib.figure import Figure

    tall = _ROW * len(shifts)
    height = _HEAD + tall + _FOOT
    figure = Figure(figsize=(_WIDTH, height))
    wide = (_WIDTH - _NAMES - _RIGHT) / _WIDTH
    axes = figure.add_axes((_NAMES / _WIDTH, _FOOT / height, wide, tall / height))
    for row, shift in enumerate(shifts):
        name = "\n".join(textwrap.wrap(shift.name, 28)[:3])
        axes.text(
            -0.03, row, name, ha="right", va="center", size=SIZE - 0.5, color=DARK,
            transform=axes.get_yaxis_transform(), linespacing=1.05,
        )  # fmt: skip
    return figure, axes


def _reach(shift: Shift) -> float:
    up = 100 * sum(part for part in shift.parts.values() if part > 0)
    down = -100 * sum(part for part in shift.parts.values() if part < 0)
    return max(up, down, 1.0)


def _losses(axes: "Axes", row: int, shift: Shift) -> None:
    axes.plot([shift.old, shift.new], [row, row], color=MIDDLE, linewidth=1.4, zorder=2)
    axes.plot(
        [shift.old],
        [row],
        "o",
        markersize=7,
        markerfacecolor="white",
        markeredgecolor=DARK,
        zorder=3,
    )
    axes.plot([shift.new], [row], "o", markersize=7, color=DARK, zorder=4)


def _parts(axes: "Axes", row: int, shift: Shift) -> None:
    """Stack what makes it more to the right of nothing, what makes it less to the left."""
    ends = {True: 0.0, False: 0.0}
    for name in CHANGE_CLASSES:
        part = 100 * shift.parts[name]
        if not part:
            continue
        colour, hatch = _LOOKS[name]
        axes.barh(
            row, part, left=ends[part > 0], height=0.5, facecolor=colour, edgecolor=DARK,
            linewidth=0.6, hatch=hatch,
        )  # fmt: skip
        ends[part > 0] += part


def _scale(axes: "Axes", rows: int, name: str) -> None:
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_yticks([])
    axes.tick_params(axis="x", labelsize=SIZE - 1, colors=DARK, length=3)
    axes.set_xlabel(name, size=SIZE - 1, color=DARK)
    axes.grid(visible=True, axis="x", color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(MIDDLE)


def _legend(figure: "Figure", handles: Sequence["Artist"]) -> None:
    figure.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0, 1),
        ncols=len(handles),
        frameon=False,
        fontsize=SIZE - 1,
        labelcolor=DARK,
        columnspacing=1.0,
        handletextpad=0.4,
        handlelength=1.6,
        borderpad=0.2,
    )


def shifts_of(teller: ChangeTeller) -> list[Shift]:
    """Give what is drawn of a comparison: per use what moved most, the largest first."""
    return [
        Shift(
            teller.say(
                "figure-row", use=teller.title(row), who=teller.names.place(str(row["removed"]))
            ),
            float(row["old"]),
            float(row["new"]),
            {name: float(row[name]) for name in CHANGE_CLASSES},
        )
        for row in teller.tops()[:MOST]
    ]


def pictures(found: Result, model: Model, *, lang: Lang) -> dict[str, bytes]:
    """Draw what uses lose before and after a change, and what caused the difference.

    Parameters
    ----------
    found : Result
        The result of a comparison.
    model : Model
        The new model, for titles.
    lang : str
        Language.

    Returns
    -------
    dict of str to bytes
        ``figures/change-loss`` and ``change-causes``, as SVG and PNG; nothing where nothing moved.
    """
    shifts = shifts_of(ChangeTeller(found, Names(model, lang)))
    if not shifts:
        return {}
    charts = {"loss": loss_chart(shifts, lang=lang), "causes": cause_chart(shifts, lang=lang)}
    return {
        f"figures/change-{name}.{kind}": content
        for name, chart in charts.items()
        for kind, content in picture_of(chart, found.marking, lang=lang).items()
    }
