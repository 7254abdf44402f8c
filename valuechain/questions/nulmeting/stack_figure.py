"""The storeys of the stack: where supply is made and who controls it, as two thin bars."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from valuechain.presentation.ink import BLUE, DARK, LIGHT, MIDDLE, ORANGE, PALE, SIZE
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang
from valuechain.texts.numbers import percent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BARS: Final = ("site", "owner")
ORDER: Final = ("home", "europe", "trusted", "other", "unknown")
PAINT: Final[dict[str, tuple[str, str, str]]] = {
    "home": (BLUE, "white", ""),
    "europe": ("#7ba3c9", DARK, ""),
    "trusted": ("#c5d7e8", DARK, ""),
    "other": (ORANGE, "white", ""),
    "rest": ("#f3cda9", DARK, ""),
    "unknown": ("white", MIDDLE, "////"),
}
"""Fill, colour of the text on it, and hatching of each segment."""
WIDTH, HEIGHT = 5.2, 0.66
"""Size of one storey, in inches."""
LEGIBLE: Final = 0.045
"""Least width per five characters for a name inside a segment."""


def stack_storey(
    shares: "pd.DataFrame", *, names: Mapping[str, str], lang: Lang, title: str = ""
) -> "Figure":
    """Draw one storey: a bar by site over a bar by control, on the same axis.

    Parameters
    ----------
    shares : pandas.DataFrame
        Rows of the table ``layer_shares`` for one layer.
    names : mapping of str to str
        Short names of countries.
    lang : str
        Language.
    title : str, optional
        Title above the bars.

    Returns
    -------
    matplotlib.figure.Figure
        Two bars, each split into home, rest of Europe, trusted, others (the largest named) and
        unknown.
    """
    from matplotlib.figure import Figure

    extra = 0.2 if title else 0.0
    figure = Figure(figsize=(WIDTH, HEIGHT + extra))
    axes = figure.add_axes((0.18, 0.0, 0.815, HEIGHT / (HEIGHT + extra)))
    _draw(axes, shares, names, lang)
    if title:
        axes.set_title(title, loc="left", size=SIZE, color=DARK, pad=2)
    return figure


def _draw(axes: "Axes", shares: "pd.DataFrame", names: Mapping[str, str], lang: Lang) -> None:
    axes.set_xlim(0, 1)
    axes.set_ylim(1.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks(range(len(BARS)), [label(lang, bar, of="attribute") for bar in BARS])
    axes.tick_params(length=0, labelsize=SIZE - 0.5, labelcolor=DARK, pad=4)
    for spine in axes.spines.values():
        spine.set_visible(False)
    for place, attribute in enumerate(BARS):
        left = 0.0
        rows = shares[shares["attribute"] == attribute]
        axes.barh(place, 1, height=0.62, color=PALE, linewidth=0)
        for segment, country, share in _in_order(rows):
            paint = "rest" if segment == "other" and not country else segment
            fill, ink, hatch = PAINT[paint]
            axes.barh(
                place,
                share,
                left=left,
                height=0.62,
                color=fill,
                hatch=hatch,
                edgecolor="white" if not hatch else LIGHT,
                linewidth=0.6,
            )
            text = _inside(segment, country, share, names=names, lang=lang)
            if text:
                axes.text(
                    left + share / 2,
                    place,
                    text,
                    size=SIZE - 1.5,
                    color=ink,
                    va="center",
                    ha="center",
                )
            left += share


def _in_order(rows: "pd.DataFrame") -> Sequence[tuple[str, str, float]]:
    """Put segments in their order, within each the named countries first, largest first."""
    found = [
        (str(segment), country if isinstance(country, str) else "", float(share))
        for segment, country, share in zip(
            rows["segment"], rows["country"], rows["share"], strict=True
        )
    ]
    return sorted(found, key=lambda row: (ORDER.index(row[0]), not row[1], -row[2], row[1]))


def _inside(
    segment: str, country: str, share: float, *, names: Mapping[str, str], lang: Lang
) -> str:
    """Give the text inside a segment: its name and share if there is room, or nothing."""
    if segment == "home":
        country = country or "home"
    name = names.get(country, country)
    part = percent(lang, share)
    for text in (f"{name} {part}", name, part):
        if name and share > LEGIBLE * len(text) / 3:
            return text
    return ""
