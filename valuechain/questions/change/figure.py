"""Change since last time: what each use lost then and loses now, and of what the gap is made."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from valuechain.presentation.ink import BLUE, DARK, LIGHT, MIDDLE, ORANGE, PALE, SIZE
from valuechain.presentation.names import Names
from valuechain.presentation.picture_files import picture_of
from valuechain.questions.change.telling import Teller
from valuechain.questions.change.words import WORDS
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang
from valuechain.vocab.words import CHANGE_CLASSES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH, _NAMES, _GAP, _RIGHT, _ROW = 8.2, 2.35, 0.3, 0.25, 0.46
"""Inches: figure, room for names, between the panels, at the right, a row."""
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


def shift_chart(shifts: Sequence[Shift], *, lang: Lang) -> "Figure":
    """Draw losses then and now beside the causes of the difference.

    Parameters
    ----------
    shifts : sequence of Shift
        One a row.
    lang : str
        Language.

    Returns
    -------
    matplotlib.figure.Figure
        Left the losses, right the parts of the difference in percentage points.
    """
    from matplotlib.figure import Figure

    tall, foot, head = _ROW * len(shifts), 0.62, 0.62
    height = head + tall + foot
    figure = Figure(figsize=(_WIDTH, height))
    panel = (_WIDTH - _NAMES - _GAP - _RIGHT) / 2
    left, right = (
        figure.add_axes((x / _WIDTH, foot / height, panel / _WIDTH, tall / height))
        for x in (_NAMES, _NAMES + panel + _GAP)
    )
    for row, shift in enumerate(shifts):
        name = "\n".join(textwrap.wrap(shift.name, 36)[:2])
        left.text(
            -0.03, row, name, ha="right", va="center", size=SIZE - 0.5, color=DARK,
            transform=left.get_yaxis_transform(), linespacing=1.05,
        )  # fmt: skip
        _losses(left, row, shift)
        _parts(right, row, shift)
    present = [name for name in CHANGE_CLASSES if any(one.parts[name] for one in shifts)]
    most = max(_reach(one) for one in shifts)
    left.set_xlim(-0.02, 1.02)
    left.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100%"])
    right.set_xlim(-1.08 * most, 1.08 * most)
    _scale(left, len(shifts), WORDS.say(lang, "figure-loss"))
    _scale(right, len(shifts), WORDS.say(lang, "figure-points"))
    right.axvline(0, color=DARK, linewidth=0.8)
    _legend(figure, present, lang=lang, height=height)
    return figure


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


def _legend(figure: "Figure", present: Sequence[str], *, lang: Lang, height: float) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    hollow = Line2D(
        [], [], marker="o", linestyle="", markerfacecolor="white", markeredgecolor=DARK,
        label=WORDS.say(lang, "figure-old"),
    )  # fmt: skip
    full = Line2D([], [], marker="o", linestyle="", color=DARK, label=WORDS.say(lang, "figure-now"))
    patches = [
        Patch(
            facecolor=_LOOKS[name][0], hatch=_LOOKS[name][1], edgecolor=DARK, linewidth=0.6,
            label=label(lang, name, of="change"),
        )
        for name in present
    ]  # fmt: skip
    figure.legend(
        handles=[hollow, full, *patches],
        loc="upper left",
        bbox_to_anchor=(0, 1 - 0.06 / height),
        ncols=2 + len(patches),
        frameon=False,
        fontsize=SIZE - 1,
        labelcolor=DARK,
        columnspacing=1.2,
        handletextpad=0.5,
    )


def shifts_of(teller: Teller) -> list[Shift]:
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
    """Draw what moved most of each use.

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
        ``figures/change.svg`` and ``.png``; nothing where nothing moved.
    """
    shifts = shifts_of(Teller(found, Names(model, lang)))
    if not shifts:
        return {}
    drawn = picture_of(shift_chart(shifts, lang=lang))
    return {f"figures/change.{kind}": content for kind, content in drawn.items()}
