"""Pictures of a plan: money against loss, the years, loss before and after, and contributions."""

import textwrap
from typing import TYPE_CHECKING, Any, Final, Literal

from valuechain.presentation.ink import BLUE, DARK, LIGHT, MIDDLE, ORANGE, PALE, SIZE, title_lines
from valuechain.presentation.picture_files import picture_of
from valuechain.questions.plan.words import tell
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.languages import Lang
from valuechain.texts.numbers import number
from valuechain.vocab.tolerances import UNFELT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

_WIDTH: Final = 7.2
_ROW: Final = 0.36
_NAMES: Final = 3.1
_SIDES: Final = {"coercion": BLUE, "disaster": ORANGE, "scenario": MIDDLE}


def pictures(found: Result, model: Model, *, lang: Lang) -> dict[str, bytes]:
    """Draw which measures a plan takes when, and what loss is left.

    Parameters
    ----------
    found : Result
        The tables of a plan.
    model : Model
        The model, for the names of uses.
    lang : str
        Language.

    Returns
    -------
    dict of str to bytes
        ``figures/*.svg`` and ``.png``: frontier, roadmap, years, contributions; those that a plan
        without measures has no use for are left out.
    """
    drawn = {"plan-years": _years(found, model, lang)}
    if len(found["frontier"]) > 2:  # more than nothing and the plan itself
        drawn["plan-frontier"] = _frontier(found, lang)
    if found["plan"]["start"].notna().any():
        drawn["plan-roadmap"] = _roadmap(found, lang)
    if len(found["plan"]):
        drawn["plan-contributions"] = _contributions(found, lang)
    return {
        f"figures/{name}.{kind}": content
        for name, figure in sorted(drawn.items())
        for kind, content in picture_of(figure, found.marking, lang=lang).items()
    }


def _page(height: float, title: str) -> "tuple[Figure, float]":
    from matplotlib.figure import Figure

    lines = title_lines(title, _WIDTH)
    figure = Figure(figsize=(_WIDTH, height))
    figure.text(
        0.1 / _WIDTH, 1 - 0.12 / height, "\n".join(lines), size=SIZE + 2, weight="bold",
        color=DARK, va="top",
    )  # fmt: skip
    return figure, 0.2 + 0.2 * len(lines)


def _plain(axes: "Axes", *, grid: Literal["x", "y"]) -> None:
    axes.tick_params(labelsize=SIZE - 1, colors=DARK, length=3)
    axes.grid(visible=True, axis=grid, color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("bottom", "left") if grid == "y" else side == "bottom")
        spine.set_color(MIDDLE)


def _decimals(axis: "Axis", lang: Lang) -> None:
    """Numbers at an axis with the decimal mark of a language."""
    mark = "," if lang == "nl" else "."
    axis.set_major_formatter(lambda amount, _: f"{round(amount, 9):g}".replace(".", mark))


def _frontier(found: Result, lang: Lang) -> "Figure":
    height = 3.8
    figure, head = _page(height, tell(lang, "figure-frontier"))
    axes = figure.add_axes((0.1, 0.16, 0.86, 1 - (head + 0.35) / height - 0.14))
    rows = found["frontier"]
    money = rows["budget_eur"] / 1e6
    axes.plot(
        money,
        rows["bound"],
        color=MIDDLE,
        linewidth=1.2,
        dashes=(4, 2),
        label=tell(lang, "figure-bound"),
    )
    axes.plot(
        money,
        rows["loss"],
        color=BLUE,
        linewidth=2.2,
        marker="o",
        markersize=5,
        label=tell(lang, "figure-run"),
    )
    axes.fill_between(money, rows["bound"], rows["loss"], color=PALE, zorder=0)
    axes.set_xscale("symlog", linthresh=max(1.0, float(money[money > 0].min())))
    axes.set_xticks(money.tolist(), [number(lang, one) for one in money], rotation=30)
    axes.minorticks_off()
    axes.set_ylim(0, float(rows["loss"].max()) * 1.08)
    _decimals(axes.yaxis, lang)
    axes.set_xlabel(tell(lang, "axis-money"), size=SIZE - 1, color=DARK)
    axes.set_ylabel(tell(lang, "axis-loss"), size=SIZE - 1, color=DARK)
    axes.legend(frameon=False, fontsize=SIZE - 1, loc="lower left", labelcolor=DARK)
    _plain(axes, grid="y")
    return figure


def _name(row: dict[Any, Any], lang: Lang) -> str:
    lines = textwrap.wrap(str(row[f"title_{lang}"]), 42)
    return "\n".join(
        [lines[0], textwrap.shorten(" ".join(lines[1:]), 42, placeholder=" …")]
    ).strip()


def _rows(count: int, title: str, foot: float) -> "tuple[Figure, Axes]":
    height = 0.4 + _ROW * count + foot + 0.3
    figure, head = _page(height, title)
    tall = _ROW * count
    axes = figure.add_axes(
        (_NAMES / _WIDTH, foot / height, (_WIDTH - _NAMES - 0.35) / _WIDTH, tall / height)
    )
    del head
    axes.set_ylim(count - 0.5, -0.5)
    return figure, axes


def _roadmap(found: Result, lang: Lang) -> "Figure":
    rows = found["plan"][found["plan"]["start"].notna()].to_dict("records")
    figure, axes = _rows(len(rows), tell(lang, "figure-roadmap"), 0.75)
    years = found["years"]["year"].tolist()
    end = years[-1] + 1
    for place, row in enumerate(rows):
        start, works = float(row["start"]), float(row["works_from"])
        axes.barh(
            place,
            min(works, end) - start,
            left=start,
            height=0.6,
            facecolor="white",
            edgecolor=ORANGE,
            hatch="////",
            linewidth=0.8,
        )
        if works < end:
            axes.barh(place, end - works, left=works, height=0.6, color=BLUE)
    axes.set_yticks(range(len(rows)), [_name(row, lang) for row in rows], linespacing=0.95)
    axes.set_xlim(years[0], end)
    axes.set_xticks(years, [str(year) for year in years])
    _plain(axes, grid="x")
    from matplotlib.patches import Patch

    axes.legend(
        handles=[
            Patch(facecolor="white", edgecolor=ORANGE, hatch="////",
                  label=tell(lang, "figure-prepare")),
            Patch(facecolor=BLUE, label=tell(lang, "figure-works")),
        ],
        loc="upper right", bbox_to_anchor=(1.0, -0.32 / (_ROW * len(rows))), ncols=2,
        frameon=False, fontsize=SIZE - 1, labelcolor=DARK, borderaxespad=0,
    )  # fmt: skip
    return figure


def _contributions(found: Result, lang: Lang) -> "Figure":
    frame = found["plan"].sort_values("contribution", ascending=False)
    rows = frame.to_dict("records")
    figure, axes = _rows(len(rows), tell(lang, "figure-worth"), 0.8)
    values = frame["contribution"].tolist()
    colours = [BLUE if one >= 0 else ORANGE for one in values]
    axes.barh(
        range(len(rows)),
        values,
        height=0.6,
        color=colours,
        xerr=frame["contribution_error"].tolist(),
        error_kw={"ecolor": DARK, "elinewidth": 1.0, "capsize": 2},
    )
    axes.set_yticks(range(len(rows)), [_name(row, lang) for row in rows], linespacing=0.95)
    axes.axvline(0, color=MIDDLE, linewidth=0.8)
    _decimals(axes.xaxis, lang)
    axes.set_xlabel(
        f"{tell(lang, 'axis-worth')}; {tell(lang, 'figure-error')}", size=SIZE - 1, color=DARK
    )
    _plain(axes, grid="x")
    return figure


def _years(found: Result, model: Model, lang: Lang) -> "Figure":
    frame = found["uses"]
    most = frame.groupby("use")["loss"].max()
    uses = sorted(most.index[most >= UNFELT].tolist()) or sorted(most.index.tolist())
    across = 2
    down = -(-len(uses) // across)
    height = 0.75 + 1.55 * down
    figure, head = _page(height, tell(lang, "figure-years"))
    years = sorted(year for year in frame["year"].unique().tolist() if year)
    step = (1 - (head + 0.3) / height) / down
    handles = {}
    for place, use in enumerate(uses):
        left = 0.08 + (place % across) * 0.49
        top = 1 - (head + 0.3) / height - (place // across) * step
        axes = figure.add_axes((left, top - 0.72 * step, 0.42, 0.56 * step))
        mine = frame[frame["use"] == use]
        for side, colour in _SIDES.items():
            rows = mine[mine["side"] == side].sort_values("year")
            if not len(rows):
                continue
            before = float(rows["loss"].iloc[0])
            axes.axhline(before, color=colour, linewidth=0.9, dashes=(3, 2))
            (handles[side],) = axes.plot(
                years, rows["loss"].iloc[1:], color=colour, linewidth=2, marker="o", markersize=2.5
            )
        title = (found.model or model).title_of_use(use)
        name = (title.nl or title.en) if lang == "nl" else title.en
        axes.set_title(name, size=SIZE - 0.5, color=DARK, loc="left", pad=3)
        axes.set_ylim(0, max(0.1, float(mine["loss"].max()) * 1.15))
        _decimals(axes.yaxis, lang)
        axes.set_xticks([years[0], years[-1]], [str(years[0]), str(years[-1])])
        _plain(axes, grid="y")
    labels = [tell(lang, side) for side in handles]
    from matplotlib.lines import Line2D

    figure.legend(
        [*handles.values(), Line2D([], [], color=LIGHT, dashes=(3, 2), linewidth=1.2)],
        [*labels, tell(lang, "figure-before")], loc="upper left",
        bbox_to_anchor=(0.06, 1 - (head - 0.02) / height), ncols=4, frameon=False,
        fontsize=SIZE - 1, labelcolor=DARK, borderaxespad=0,
    )  # fmt: skip
    return figure
