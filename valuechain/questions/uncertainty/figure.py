"""Pictures: a profile per use with two bands told apart, a dot plot, and a tornado per use."""

import textwrap
from typing import TYPE_CHECKING, Final

from valuechain.presentation.dot_plot import DotWords, RangedLoss, dot_plot
from valuechain.presentation.ink import BLUE, DARK, LIGHT, MIDDLE, ORANGE, PALE, SIZE, title_lines
from valuechain.presentation.names import Names
from valuechain.presentation.picture_files import picture_of
from valuechain.questions.uncertainty.screen import what_text
from valuechain.questions.uncertainty.words import WORDS
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.languages import Lang, capital
from valuechain.texts.numbers import percent, within
from valuechain.vocab.words import WINDOW

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH: Final = 6.4
_KEYS: Final = ["product", "removed", "attribute", "mode"]
_SHOWN: Final = 10


def pictures(found: Result, model: Model, *, lang: Lang) -> dict[str, bytes]:
    """Draw an answer on how sure figures are, or on what to find out.

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
        Pictures by file name, in ``figures/``.
    """
    if found.question == "what-to-find-out":
        return _tornados(found, Names(model, lang))
    return _profiles(found, Names(model, lang))


def _profiles(found: Result, names: Names) -> dict[str, bytes]:
    """Draw the worst dependency of each use over the weeks, and the ten worst of all."""
    lang = names.lang
    rows = found["uncertainty"]
    week = str(found.settings.judged_weeks)
    drawn: dict[str, bytes] = {}
    for use, mine in rows.groupby("use", sort=True):
        then = mine[(mine["horizon_weeks"].astype(str) == week) & (mine["p95"] > 0)]
        parts = then[then["product"] != ""]
        worst = (parts if len(parts) else then).sort_values(
            ["value", *_KEYS], ascending=[False, True, True, True, True], kind="stable"
        )
        if not len(worst):
            continue
        key = worst.iloc[0][_KEYS]
        weekly = ~mine["horizon_weeks"].isin(["limit", WINDOW])
        path = mine[(mine[_KEYS] == key).all(axis=1) & weekly]
        title = WORDS.say(
            lang,
            "profile",
            use=capital(names.inline(str(use))),
            what=what_text(names, product=str(key["product"]), country=str(key["removed"])),
        )
        drawn |= _named(found, f"profile_{use}", profile(path, title=title, lang=lang), lang=lang)
    top = rows[(rows["horizon_weeks"].astype(str) == week) & (rows["product"] != "")]
    if len(top):
        title = WORDS.say(lang, "dots", within=within(lang, week))
        drawn |= _named(found, "dependencies", dots(top, names, title=title), lang=lang)
    return drawn


def _tornados(found: Result, names: Names) -> dict[str, bytes]:
    """Draw for each use which figures move its worst dependency."""
    lang = names.lang
    drawn: dict[str, bytes] = {}
    for use, mine in found["tornado"].groupby("use", sort=True):
        title = WORDS.say(lang, "tornado", use=capital(names.inline(str(use))))
        drawn |= _named(found, f"tornado_{use}", tornado(mine, title=title, lang=lang), lang=lang)
    return drawn


def _named(found: Result, name: str, figure: "Figure", *, lang: Lang) -> dict[str, bytes]:
    made = picture_of(figure, found.marking, lang=lang)
    return {f"figures/{name}.{kind}": content for kind, content in made.items()}


def _drawn(title: str, height: float, left: float) -> "tuple[Figure, Axes]":
    """A figure with its title and bare axes; inches."""
    from matplotlib.figure import Figure

    lines = title_lines(title, _WIDTH)
    head = 0.2 * len(lines) + 0.15
    figure = Figure(figsize=(_WIDTH, height + head))
    for number, line in enumerate(lines):
        at = 1 - (0.14 + 0.2 * number) / (height + head)
        figure.text(0.015, at, line, size=SIZE + 2, weight="bold", color=DARK, va="center")
    foot = 0.75
    axes = figure.add_axes(
        (
            left / _WIDTH,
            foot / (height + head),
            (_WIDTH - left - 0.3) / _WIDTH,
            (height - foot) / (height + head),
        )
    )
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(MIDDLE)
    axes.tick_params(labelsize=SIZE - 1, colors=DARK, length=3)
    axes.set_axisbelow(True)
    return figure, axes


def _legend(figure: "Figure", axes: "Axes") -> None:
    figure.legend(
        *axes.get_legend_handles_labels(),
        loc="lower left",
        ncols=3,
        frameon=False,
        fontsize=SIZE - 1,
        labelcolor=DARK,
        bbox_to_anchor=(0.0, 0.0),
    )


def profile(path: "pd.DataFrame", *, title: str, lang: Lang) -> "Figure":
    """Loss over the weeks: the band of the figures filled, that of the unlisted by its edges."""
    figure, axes = _drawn(title, 3.2, 0.6)
    rows = path.assign(week=path["horizon_weeks"].astype(str).astype(int)).sort_values("week")
    weeks = rows["week"].to_numpy() ** 0.5
    axes.fill_between(
        weeks,
        rows["p05"],
        rows["p95"],
        color=LIGHT,
        linewidth=0,
        label=WORDS.say(lang, "figure-band"),
    )
    for number, name in enumerate(("bound_low", "bound_high")):
        axes.plot(
            weeks, rows[name], color=ORANGE, linewidth=1.2, dashes=(4, 2),
            label=WORDS.say(lang, "figure-unlisted") if not number else None,
        )  # fmt: skip
    axes.plot(
        weeks, rows["value"], color=BLUE, linewidth=2.2, label=WORDS.say(lang, "figure-stated")
    )
    ticks = [1, 4, 13, 26, 52, 104, 156]
    axes.set_xticks([tick**0.5 for tick in ticks], [str(tick) for tick in ticks])
    axes.set_ylim(0, 1)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], [percent(lang, one / 4) for one in range(5)])
    axes.grid(visible=True, axis="y", color=PALE, linewidth=0.8)
    axes.set_xlabel(WORDS.say(lang, "figure-weeks"), size=SIZE - 1, color=DARK)
    _legend(figure, axes)
    return figure


def dots(rows: "pd.DataFrame", names: Names, *, title: str) -> "Figure":
    """The worst dependencies: a dot as stated, a bar of the figures, ticks of the unlisted."""
    lang = names.lang
    top = (
        rows.sort_values(
            ["value", "p50", *_KEYS, "use"], ascending=[False, False, *[True] * 5], kind="stable"
        )
        .drop_duplicates(_KEYS)
        .head(_SHOWN)
    )
    said = [
        RangedLoss(
            f"{names.inline(str(row['use']))}: "
            f"{what_text(names, product=str(row['product']), country=str(row['removed']))}",
            float(row["value"]),
            (float(row["bound_low"]), float(row["bound_high"])),
            (float(row["p05"]), float(row["p95"])),
        )
        for row in top.to_dict("records")
    ]
    words = DotWords(
        *(WORDS.say(lang, f"figure-{key}") for key in ("stated", "band", "unlisted", "loss"))
    )
    return dot_plot(said, words=words, lang=lang, title=title)


def _rows(axes: "Axes", names: list[str], lang: Lang) -> None:
    """Names at the left, fractions below, the first row on top."""
    lines = [
        "\n".join(line for part in name.split("\n") for line in textwrap.wrap(part, 50)[:2])
        for name in names
    ]
    axes.set_yticks(range(len(names)), lines)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], [percent(lang, one / 4) for one in range(5)])
    axes.grid(visible=True, axis="x", color=PALE, linewidth=0.8)
    axes.set_xlabel(WORDS.say(lang, "figure-loss"), size=SIZE - 1, color=DARK)


def tornado(rows: "pd.DataFrame", *, title: str, lang: Lang) -> "Figure":
    """What we assume (orange) beside what we do not know (blue): ranges around what is stated."""
    order = {"assumption": 0, "unlisted": 1, "all-figures": 2, "figure": 3}
    shown = rows.assign(_order=rows["kind"].map(order), _width=rows["low"] - rows["high"])
    shown = shown.sort_values(["_order", "_width", "name"], kind="stable")
    figure, axes = _drawn(title, 0.4 * len(shown) + 0.9, 3.2)
    for place, row in enumerate(shown.to_dict("records")):
        colour = ORANGE if row["kind"] == "assumption" else BLUE
        axes.barh(
            place, row["high"] - row["low"], left=row["low"], height=0.6,
            color=LIGHT if row["kind"] == "unlisted" else colour,
        )  # fmt: skip
    axes.axvline(float(shown["value"].iloc[0]), color=DARK, linewidth=1.2)
    _rows(axes, [str(name) for name in shown[f"figure_{lang}"]], lang)
    return figure
