"""A measure of concentration against what a use loses: which products it would single out."""

import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from valuechain.presentation.ink import BLUE, DARK, LIGHT, MIDDLE, ORANGE, SIZE
from valuechain.presentation.names import Names
from valuechain.presentation.picture_files import picture_of
from valuechain.questions.comparison.words import WORDS
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.languages import Lang

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DotSort = Literal["ours", "watch", "none"]
_COLOURS: Final[dict[DotSort, str]] = {"ours": ORANGE, "watch": BLUE, "none": MIDDLE}
_MARKS: Final[dict[DotSort, str]] = {"ours": "o", "watch": "s", "none": "."}
_APART: Final = 0.028
"""Least distance between names, as part of the height of the axes."""
_LETTER, _GAP, _RIGHT = 0.0092, 0.012, 0.7
"""Room for a letter and before a name, and from where names stand left; parts of the width."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One product: its score, what is lost without it, and its name where it is worth one."""

    score: float
    loss: float
    sort: DotSort
    elsewhere: bool
    name: str = ""


def comparing_scatter(
    dots: Sequence[Dot], *, limits: tuple[float, float], weeks: int, lang: Lang
) -> "Figure":
    """Draw every product by HHI x WGI and by what the use that is hit hardest loses.

    Parameters
    ----------
    dots : sequence of Dot
        The products.
    limits : (float, float)
        Thresholds of the score and of the loss.
    weeks : int
        Horizon of the loss.
    lang : str
        Language.

    Returns
    -------
    matplotlib.figure.Figure
        Hollow where the measure points at another country than our verdict does.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.0, 5.6))
    axes = figure.add_axes((0.09, 0.15, 0.88, 0.72))
    for spine in ("top", "right"):
        axes.spines[spine].set_visible(False)
    axes.axvline(limits[0], color=LIGHT, linewidth=1.0, zorder=0)
    axes.axhline(limits[1], color=LIGHT, linewidth=1.0, zorder=0)
    for sort in ("none", "watch", "ours"):
        _dots(axes, [one for one in dots if one.sort == sort], sort, lang)
    axes.set_xlim(0.0, 1.12 * max([limits[0], *(one.score for one in dots)]))
    axes.set_ylim(-0.03, 1.02)
    _names(axes, [one for one in dots if one.name])
    axes.set_xlabel(WORDS.say(lang, "figure-x"), size=SIZE, color=DARK)
    axes.set_ylabel(WORDS.say(lang, "figure-y", weeks=weeks), size=SIZE, color=DARK)
    ticks = [0.0, 0.25, 0.5, 0.75, 1.0]
    sign = " %" if lang == "nl" else "%"
    axes.set_yticks(ticks, [f"{100 * tick:.0f}{sign}" for tick in ticks])
    axes.tick_params(labelsize=SIZE - 1, colors=DARK)
    axes.legend(
        frameon=False, fontsize=SIZE - 1, ncols=3, loc="lower left", bbox_to_anchor=(-0.02, 1.0)
    )
    figure.text(
        0.09, 0.95, WORDS.say(lang, "figure-title"), size=SIZE + 2, weight="bold", color=DARK
    )
    note = "\n".join(textwrap.wrap(WORDS.say(lang, "figure-note"), 120))
    figure.text(0.09, 0.02, note, size=SIZE - 1.5, color=MIDDLE)
    return figure


def _dots(axes: "Axes", dots: Sequence[Dot], sort: DotSort, lang: Lang) -> None:
    colour = _COLOURS[sort]
    for hollow in (False, True):
        mine = [one for one in dots if one.elsewhere == hollow]
        axes.scatter(
            [one.score for one in mine],
            [one.loss for one in mine],
            s=42 if sort != "none" else 22,
            marker=_MARKS[sort] if sort != "none" else "o",
            facecolors="white" if hollow else colour,
            edgecolors=colour,
            linewidths=1.2 if sort != "none" else 0.6,
            alpha=1.0 if sort != "none" else 0.55,
            label=WORDS.say(lang, f"figure-{sort}") if not hollow else None,
            zorder=3 if sort != "none" else 2,
        )


def _names(axes: "Axes", dots: Sequence[Dot]) -> None:
    """Names beside their dots, moved as little as keeps them off each other and off other dots."""
    width = axes.get_xlim()[1]
    taken = [(d.score - _GAP * width / 2, d.score + _GAP * width / 2, d.loss) for d in dots]
    for one in sorted(dots, key=lambda dot: (-dot.loss, dot.score)):
        long, right = _LETTER * width * len(one.name), one.score < _RIGHT * width
        start = one.score + _GAP * width if right else one.score - _GAP * width - long
        steps = sorted((_APART / 4 * n for n in range(-24, 25)), key=abs)
        height = next(
            (
                one.loss + step
                for step in steps
                if one.loss + step >= 0
                and not any(
                    first < start + long and start < last and abs(y - one.loss - step) < _APART
                    for first, last, y in taken
                )
            ),
            one.loss,
        )
        taken.append((start, start + long, height))
        axes.annotate(
            one.name,
            (one.score, one.loss),
            xytext=(one.score + (_GAP if right else -_GAP) * width, height),
            size=SIZE - 1.5,
            color=DARK,
            ha="left" if right else "right",
            va="center",
        )


_NAMED: Final = 5
"""How many products that only the measure singles out are named."""


def pictures(found: Result, model: Model, *, lang: Lang) -> dict[str, bytes]:
    """Draw every product by its governance-weighted concentration and by what uses lose of it.

    Returns
    -------
    dict of str to bytes
        ``figures/comparison.svg`` and ``.png``.
    """
    words, products = Names(model, lang), found["products"].set_index("product")
    rows = found["comparison"]
    rows = rows[(rows["indicator"] == "hhi-wgi") & rows["theirs"].notna()]
    limits = (1.0, found.settings.exposure_threshold)
    alone = rows[rows["class"] == "none"].sort_values("theirs", ascending=False)
    lost = products[products["exposure"] > found.settings.exposure_threshold]
    named = set(alone["product"].head(_NAMED)) | set(lost.index[lost["class"] != "none"])
    named |= set(lost["exposure"].sort_values(ascending=False).index[:1])
    names = _short({one: words.title(one) for one in named})
    dots = [
        _dot(row, products.loc[row["product"]], names.get(row["product"], ""))
        for _, row in rows.iterrows()
    ]
    figure = comparing_scatter(dots, limits=limits, weeks=found.settings.judged_weeks, lang=lang)
    return {
        f"figures/comparison.{kind}": content
        for kind, content in picture_of(figure, found.marking, lang=lang).items()
    }


def _short(titles: dict[str, str]) -> dict[str, str]:
    """Titles without what stands in brackets, where that still tells them apart."""
    short = {one: title.partition(" (")[0] for one, title in titles.items()}
    seen = Counter(short.values())
    return {one: short[one] if seen[short[one]] == 1 else titles[one] for one in titles}


def _dot(row: "pd.Series", verdict: "pd.Series", name: str) -> Dot:
    sorts: dict[str, DotSort] = {"watch": "watch", "undecided": "watch", "none": "none"}
    return Dot(
        score=float(row["theirs"]),
        loss=float(verdict["exposure"]),
        sort=sorts.get(str(row["class"]), "ours"),
        elsewhere=row["relation"] == "elsewhere",
        name=name,
    )
