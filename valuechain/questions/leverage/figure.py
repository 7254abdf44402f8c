"""One partner: what we lose by them to the left, what they lose by us to the right, per layer."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from valuechain.presentation.ink import BLUE, DARK, LIGHT, MIDDLE, ORANGE, PALE, SIZE
from valuechain.presentation.picture_files import PictureFiles, picture_of
from valuechain.presentation.teller import Teller
from valuechain.questions.leverage.screen import (
    after,
    asked_of,
    horizons_of,
    partner_name,
    shown_of,
    teller,
)
from valuechain.questions.leverage.words import WORDS, verb
from valuechain.results.frames import rows_of
from valuechain.results.result import Result
from valuechain.schema import Model, Text
from valuechain.texts.languages import Lang, capital
from valuechain.texts.numbers import percent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIDE, NAMES, ROW = 1.75, 2.35, 0.74
"""Length of an axis, room for the names of products, and height of a layer, in inches."""
_BAR: Final = 0.24
_FAINT: Final = 0.005
"""A loss below this gets no name."""
_PAINT: Final[dict[str, tuple[str, str]]] = {"our": (ORANGE, "#f3cda9"), "their": (BLUE, "#c5d7e8")}
"""Fill of the week asked about and of the limit."""


@dataclass(frozen=True, slots=True)
class ProductBar:
    """Loss of the worst product of a layer, with its bounds, 0..1."""

    product: str
    low: float
    loss: float
    high: float
    marked: bool = False
    """Whether exports of it are restricted already."""


@dataclass(frozen=True, slots=True)
class LayerBars:
    """What both sides lose of one layer, the worst product first; ``own`` is sold to us only.

    A side without bars has no product in the layer that both can buy.
    """

    title: str
    ours: Sequence[ProductBar]
    theirs: Sequence[ProductBar]
    own: ProductBar | None = None


def mutual(
    layers: Sequence[LayerBars],
    *,
    words: Mapping[str, str],
    threshold: float,
    lang: Lang,
) -> "Figure":
    """Draw both sides of every layer on one axis, the last layer on top.

    Parameters
    ----------
    layers : sequence of LayerBars
        Upstream to downstream.
    words : mapping of str to str
        ``title``, ``ours`` and ``theirs`` (what each side stands for) and ``note``.
    threshold : float
        Loss above which one depends, drawn as a line; 0..1.
    lang : str
        Language.

    Returns
    -------
    matplotlib.figure.Figure
        Above in each row the week asked about, below it the limit; a thin line spans the bounds.
    """
    from matplotlib.figure import Figure

    width = 2 * (SIDE + NAMES)
    notes = textwrap.wrap(words["note"], int(width * 15.5))
    head, foot = 0.72, 0.14 + 0.155 * len(notes)
    height = head + ROW * len(layers) + foot
    figure = Figure(figsize=(width, height))
    figure.text(
        0.1 / width,
        1 - 0.2 / height,
        words["title"],
        size=SIZE + 2,
        weight="bold",
        color=DARK,
        va="center",
    )
    axes = figure.add_axes(
        (NAMES / width, foot / height, 2 * SIDE / width, ROW * len(layers) / height)
    )
    axes.set_xlim(-1.006, 1.006)
    axes.set_ylim(0, len(layers))
    axes.axis("off")
    for side, place, align in (("ours", -0.04, "right"), ("theirs", 0.04, "left")):
        axes.text(
            place,
            len(layers) + 0.12,
            words[side],
            size=SIZE,
            color=DARK,
            ha=align,
            va="bottom",
        )
    for bottom, layer in enumerate(layers):
        _row(axes, layer, bottom=bottom, threshold=threshold, lang=lang)
    axes.plot([0, 0], [0, len(layers)], color=DARK, linewidth=0.9)
    for number, line in enumerate(reversed(notes)):
        figure.text(
            0.1 / width,
            (0.12 + 0.155 * number) / height,
            line,
            size=SIZE - 1.5,
            color=MIDDLE,
            va="center",
        )
    return figure


def _row(axes: "Axes", layer: LayerBars, *, bottom: int, threshold: float, lang: Lang) -> None:
    for edge in (-1, 1):
        axes.plot(
            [edge * threshold] * 2,
            [bottom + 0.06, bottom + 0.66],
            color=LIGHT,
            linewidth=0.7,
            dashes=(1.5, 1.5),
        )
        axes.plot([edge] * 2, [bottom + 0.06, bottom + 0.66], color=PALE, linewidth=0.7)
    axes.plot([-2.4, 2.4], [bottom, bottom], color=PALE, linewidth=0.7, clip_on=False)
    axes.text(
        -1 - NAMES / SIDE + 0.06,
        bottom + 0.86,
        layer.title,
        size=SIZE,
        weight="bold",
        color=DARK,
        va="center",
    )
    for who, sign, bars in (("our", -1, layer.ours), ("their", 1, layer.theirs)):
        if not bars:
            axes.text(
                sign * (1.06),
                bottom + 0.42,
                WORDS.say(lang, "figure-none"),
                size=SIZE - 1.5,
                color=MIDDLE,
                ha="left" if sign > 0 else "right",
                va="center",
            )
        for number, bar in enumerate(bars):
            _draw_bar(
                axes,
                bar,
                at=bottom + 0.5 - 0.3 * number,
                sign=sign,
                fill=_PAINT[who][number],
                lang=lang,
            )
    if layer.own is not None and layer.own.loss > _FAINT:
        name = _short(layer.own.product, _room(layer.title))
        axes.plot(
            [-layer.own.loss],
            [bottom + 0.5],
            marker="D",
            color="white",
            markeredgecolor=DARK,
            markersize=4.5,
            markeredgewidth=1.0,
            zorder=5,
            clip_on=False,
        )
        axes.text(
            -0.04,
            bottom + 0.86,
            f"\u25c7 {percent(lang, layer.own.loss)} {name}",
            size=SIZE - 1.5,
            color=DARK,
            ha="right",
            va="center",
        )


def _draw_bar(
    axes: "Axes", bar: ProductBar, *, at: float, sign: int, fill: str, lang: Lang
) -> None:
    axes.barh(at, sign * bar.loss, height=_BAR, color=fill, edgecolor=MIDDLE, linewidth=0.4)
    if bar.high - bar.low > _FAINT:
        axes.plot(
            [sign * bar.low, sign * bar.high],
            [at, at],
            color=DARK,
            linewidth=1.1,
            zorder=4,
            solid_capstyle="butt",
        )
        for end in (bar.low, bar.high):
            axes.plot([sign * end] * 2, [at - 0.06, at + 0.06], color=DARK, linewidth=1.1, zorder=4)
    if bar.high <= _FAINT:
        text = percent(lang, 0.0)
    elif bar.loss <= _FAINT:
        text = WORDS.say(lang, "figure-at-most", loss=percent(lang, bar.high))
    else:
        mark = "\u2020" if bar.marked else ""
        text = f"{percent(lang, bar.loss)} {_short(bar.product, 27)}{mark}"
    axes.text(
        sign * 1.06,
        at,
        text,
        size=SIZE - 1,
        color=DARK,
        ha="left" if sign > 0 else "right",
        va="center",
    )


def _room(title: str) -> int:
    """Letters that a product sold to us only may have beside the title of its layer."""
    inches = NAMES + SIDE - 0.25 - 0.078 * len(title)
    return max(8, int(inches / 0.06) - 7)


def _short(name: str, length: int) -> str:
    """Leave out what stands in brackets, then the last words, where there is no room."""
    if len(name) > length:
        name = name.split(" (", maxsplit=1)[0]
    return textwrap.shorten(name, length, placeholder=" …") if len(name) > length else name


def pictures(found: Result, model: Model, *, lang: Lang) -> dict[str, bytes]:
    """Draw what each partner loses if home refuses, beside what home loses if it does.

    Parameters
    ----------
    found : Result
        The answer to `leverage`.
    model : Model
        The model it was computed from.
    lang : str
        Language.

    Returns
    -------
    dict of str to bytes
        ``figures/<partner>.svg`` and ``.png``.
    """
    reader = teller(found, model, lang=lang)
    return {
        f"figures/{partner}.{kind}": content
        for partner in shown_of(reader)
        for kind, content in _picture(reader, partner).items()
    }


def _picture(reader: Teller, partner: str) -> PictureFiles:
    """Draw one partner."""
    rows = rows_of(reader.result["mutual"], partner=partner)
    layers = [
        _layer(reader, layer.title, rows_of(rows, layer=layer.id))
        for layer in reader.names.model.layers
        if layer.id in set(rows["layer"])
    ]
    name = partner_name(reader, partner)
    refuse = verb(reader.lang, "refuse", codes=[partner])
    words = {
        "title": capital(reader.say("figure-title", partner=name)),
        "ours": reader.say("figure-ours", partner=name, they_refuse=refuse),
        "theirs": reader.say("figure-theirs"),
        "note": _note(reader, rows_of(rows, horizon_weeks=asked_of(reader))),
    }
    threshold = reader.result.settings.exposure_threshold
    figure = mutual(layers, words=words, threshold=threshold, lang=reader.lang)
    return picture_of(figure, reader.result.marking, lang=reader.lang)


def _layer(reader: Teller, title: Text, rows: "pd.DataFrame") -> LayerBars:
    chosen = [rows_of(rows, horizon_weeks=horizon).iloc[0] for horizon in horizons_of(reader)]
    first = chosen[0]
    return LayerBars(
        title=reader.names.text(title),
        ours=[_bar(reader, row, "our") for row in chosen] if first["products"] else [],
        theirs=[_bar(reader, row, "their") for row in chosen] if first["products"] else [],
        own=_bar(reader, first, "our_own") if isinstance(first["our_own_product"], str) else None,
    )


def _bar(reader: Teller, row: "pd.Series", who: str) -> ProductBar:
    product = row[f"{who}_product"]
    low, loss, high = (float(row[f"{who}_loss{end}"]) for end in ("_low", "", "_high"))
    title = reader.names.title(product) if isinstance(product, str) else ""
    restricted = who == "their" and isinstance(row["their_restrictions"], str)
    return ProductBar(title, low, loss, high, marked=restricted)


def _note(reader: Teller, rows: "pd.DataFrame") -> str:
    note = reader.say("figure-note", when=after(reader, asked_of(reader)))
    restricted = rows["their_restrictions"].map(lambda one: isinstance(one, str)).any()
    return f"{note} {reader.say('figure-restricted')}" if restricted else note
