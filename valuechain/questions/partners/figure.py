"""What stays exposed of every use with each partner trusted."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from valuechain.presentation.ink import BLUE, DARK, LIGHT, MIDDLE, SIZE, TITLE_LINE, title_lines
from valuechain.presentation.names import Names
from valuechain.presentation.picture_files import picture_of
from valuechain.presentation.teller import Teller
from valuechain.questions.partners.screen import SEEN, asked, partner_name, people, sums
from valuechain.questions.partners.words import WORDS
from valuechain.results.frames import rows_of
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.languages import Lang
from valuechain.texts.numbers import percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAMES, WIDE, TALL = 2.3, 1.02, 0.5
"""Room for the names of the partners, and size of a cell, in inches."""
_DARK_CELL: Final = 0.45
"""From this exposure on the text of a cell is white."""
_SEEN: Final = 0.005
"""A difference below this is not told."""
_STRONG: Final[dict[str, Any]] = {"weight": "bold", "size": SIZE - 0.5}


@dataclass(frozen=True, slots=True)
class Left:
    """Exposure of one use that is left, its upper bound, and how much less that is than now."""

    exposure: float
    high: float
    gain: float


def trust_matrix(
    rows: Sequence[tuple[str, Sequence[Left]]],
    *,
    uses: Sequence[str],
    title: str,
    notes: Sequence[str],
    lang: Lang,
) -> "Figure":
    """Draw the exposure of every use with each partner trusted.

    Parameters
    ----------
    rows : sequence of (str, sequence of Left)
        Name of the partner, and what is left of each use; the first row is the circle as it is.
    uses : sequence of str
        Titles of the uses: a column each.
    title : str
        What the figure shows.
    notes : sequence of str
        Sentences below it.
    lang : str
        Language.

    Returns
    -------
    matplotlib.figure.Figure
        Darker is more exposed.

    Examples
    --------
    >>> figure = trust_matrix(
    ...     [("now", [Left(0.7, 0.7, 0.0)])], uses=["A use"], title="Trust", notes=[], lang="en"
    ... )
    >>> len(figure.axes)
    1
    """
    from matplotlib.figure import Figure

    width = NAMES + WIDE * len(uses) + 0.15
    heads = [textwrap.wrap(name, 14, break_long_words=False) for name in uses]
    said = [line for note in notes for line in textwrap.wrap(note, int(width * 15.5))]
    titles = title_lines(title, width)
    foot, head = 0.17 + 0.16 * len(said), 0.5 + 0.16 * max(map(len, heads))
    head += TITLE_LINE * (len(titles) - 1)
    height = head + TALL * len(rows) + foot
    figure = Figure(figsize=(width, height))
    for number, line in enumerate(titles):
        y = 1 - (0.2 + TITLE_LINE * number) / height
        figure.text(0.1 / width, y, line, size=SIZE + 2, weight="bold", color=DARK, va="center")
    box = (NAMES / width, foot / height, WIDE * len(uses) / width, TALL * len(rows) / height)
    axes = figure.add_axes(box)
    axes.set_xlim(0, len(uses))
    axes.set_ylim(len(rows), 0)
    axes.axis("off")
    for column, lines in enumerate(heads):
        text = "\n".join(lines)
        axes.text(column + 0.5, -0.12, text, size=SIZE - 1.5, color=DARK, ha="center", va="bottom")
    for number, (name, cells) in enumerate(rows):
        short = textwrap.shorten(name, 32, placeholder="…")
        axes.text(
            -0.1,
            number + 0.5,
            short,
            size=SIZE - 0.5,
            color=DARK,
            ha="right",
            va="center",
            weight="normal" if number else "bold",
        )
        for column, cell in enumerate(cells):
            _cell(axes, cell, at=(column, number), lang=lang)
    for number, line in enumerate(reversed(said)):
        y = (0.14 + 0.16 * number) / height
        figure.text(0.1 / width, y, line, size=SIZE - 1.5, color=MIDDLE, va="center")
    return figure


def _cell(axes: "Axes", cell: Left, *, at: tuple[int, int], lang: Lang) -> None:
    from matplotlib.patches import Rectangle

    column, row = at
    place = (column + 0.02, row + 0.04)
    axes.add_patch(Rectangle(place, 0.96, 0.92, facecolor="white", edgecolor=LIGHT, linewidth=0.5))
    # To the power 0.7: little can still be told from nothing.
    strength = 0.0 if cell.exposure <= 0 else 0.06 + 0.94 * cell.exposure**0.7
    axes.add_patch(Rectangle(place, 0.96, 0.92, facecolor=BLUE, alpha=strength, linewidth=0))
    dark = cell.exposure > _DARK_CELL
    said = percent(lang, cell.exposure)
    if cell.high - cell.exposure > _SEEN:
        said += WORDS.say(lang, "up-to", high=f"{100 * cell.high:.0f}")
    changed = abs(cell.gain) > _SEEN
    words: dict[str, Any] = {"ha": "center", "va": "center", "color": "white" if dark else DARK}
    axes.text(column + 0.5, row + (0.34 if changed else 0.5), said, **words, **_STRONG)
    if changed:
        sign, points = "−" if cell.gain > 0 else "+", f"{100 * abs(cell.gain):.0f}"
        key = "points-1" if points == "1" else "points"
        change = WORDS.say(lang, key, sign=sign, points=points)
        axes.text(column + 0.5, row + 0.72, change, **words, size=SIZE - 2)


_MOST = 8


def pictures(found: Result, model: Model, *, lang: Lang) -> dict[str, bytes]:
    """Draw what stays exposed of every use with each partner that makes a difference.

    Parameters
    ----------
    found : Result
        The answer of :func:`valuechain.partners`.
    model : Model
        The model it was computed from.
    lang : str
        Language.

    Returns
    -------
    dict of str to bytes
        ``figures/partners.svg`` and ``.png``; nothing where home has no uses.
    """
    if not len(found.summary):
        return {}
    teller = Teller(found, Names(model, lang), WORDS)
    joint = rows_of(found.summary, measure="joint", starting_from="circle")
    uses = [str(name) for name in joint["use"].unique()]
    total = sums(teller, "circle")
    felt = total[total["gain"].abs() > SEEN]
    shown = [*felt[felt["kind"] == "country"]["candidate"][:_MOST]]
    shown += [*felt[felt["kind"] == "coalition"]["candidate"]]
    first = rows_of(joint, candidate=str(total["candidate"].iloc[0])).set_index("use")
    now = [
        Left(float(first["without"][one]), float(first["without_high"][one]), 0.0) for one in uses
    ]
    friends = people(teller, ";".join(found.settings.trusted_countries))
    key = "figure-now" if found.settings.trusted_countries else "figure-now-alone"
    rows = [(teller.say(key, trusted=friends), now)]
    for name in shown:
        mine = rows_of(joint, candidate=str(name)).set_index("use")
        cells = [
            Left(float(mine["with"][one]), float(mine["with_high"][one]), float(mine["gain"][one]))
            for one in uses
        ]
        rows.append((partner_name(teller, str(name)), cells))
    figure = trust_matrix(
        rows,
        uses=[teller.names.title(one) for one in uses],
        title=teller.say("figure-title"),
        notes=[teller.say("figure-note"), asked(teller)],
        lang=lang,
    )
    made = picture_of(figure, found.marking, lang=lang)
    return {f"figures/partners.{kind}": content for kind, content in made.items()}
