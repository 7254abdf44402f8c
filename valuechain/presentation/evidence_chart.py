"""On what figures rest, row by row: the part that is read, recalled and judged."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from valuechain.presentation.blocks import EvidenceCount
from valuechain.presentation.ink import DARK, LIGHT, SIZE
from valuechain.texts.languages import Lang
from valuechain.texts.numbers import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, NAMES, RIGHT, ROW, HEAD = 6.4, 2.75, 0.5, 0.24, 0.32
"""Inches: figure, room for names, for totals, a row, the legend."""
LOOKS: Final[dict[str, tuple[str, str, str]]] = {
    "read": (DARK, "", "white"),
    "recall": (LIGHT, "////", DARK),
    "judgement": ("white", "", DARK),
}
"""Fill, hatching and ink of each part, from dark to light as in the signs of the tables."""
LEGIBLE: Final = 0.045
"""Least part of a row in which its number fits."""


def evidence_chart(
    rows: Sequence[tuple[str, EvidenceCount]], *, words: Mapping[str, str], lang: Lang
) -> "Figure":
    """Draw of which part of the figures we know how.

    Parameters
    ----------
    rows : sequence of (str, EvidenceCount)
        Name and figures of each row, from top to bottom.
    words : mapping of str to str
        Name of each part: ``read``, ``recall``, ``judgement``.
    lang : str
        Language.

    Returns
    -------
    matplotlib.figure.Figure
        Bars of equal length with the number of figures in each part, and all at the right.
    """
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    height = HEAD + ROW * len(rows) + 0.05
    figure = Figure(figsize=(WIDTH, height))
    axes = figure.add_axes(
        (NAMES / WIDTH, 0.05 / height, (WIDTH - NAMES - RIGHT) / WIDTH, ROW * len(rows) / height)
    )
    axes.set_xlim(0, 1)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.axis("off")
    for place, (name, found) in enumerate(rows):
        axes.text(-0.015, place, name, ha="right", va="center", size=SIZE - 1, color=DARK)
        total = number(lang, found.figures)
        axes.text(1.015, place, total, ha="left", va="center", size=SIZE - 1, color=DARK)
        left = 0.0
        for status, count in found.parts:
            fill, hatch, ink = LOOKS[status]
            part = count / max(found.figures, 1)
            axes.barh(
                place, part, left=left, height=0.72, facecolor=fill, hatch=hatch, edgecolor=DARK,
                linewidth=0.6,
            )  # fmt: skip
            if part > LEGIBLE and not hatch:
                axes.text(
                    left + part / 2, place, number(lang, count), ha="center", va="center",
                    size=SIZE - 2, color=ink,
                )  # fmt: skip
            left += part
    handles = [
        Patch(facecolor=fill, hatch=hatch, edgecolor=DARK, linewidth=0.6, label=words[status])
        for status, (fill, hatch, _) in LOOKS.items()
    ]
    figure.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(NAMES / WIDTH - 0.02, 1.0), ncols=3,
        frameon=False, fontsize=SIZE - 1, labelcolor=DARK, borderpad=0.1, columnspacing=1.2,
    )  # fmt: skip
    return figure
