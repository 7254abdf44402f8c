"""A map of the world on which every area keeps its size, coloured by how much is at stake."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, TypedDict

import numpy as np

from valuechain.presentation.ink import DARK, LIGHT, MIDDLE, PALE, SIZE
from valuechain.vocab.tolerances import EXACT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH: Final = 4.6
"""Width of the map, in inches."""
SHADES: Final = ("#fbdcc0", "#f2a565", "#d1620a", "#7a3503")
"""From light to dark, so that their order survives a printer without colour."""
STEPS: Final = (0.01, 0.10, 0.25, 0.50)
"""Least loss of each shade, 0..1; a smaller loss is not coloured."""
_A: Final = (1.340264, -0.081106, 0.000893, 0.003796)
_SOUTH, _DOT = -56.0, 14.0


Ring = Sequence[Sequence[float]]
"""Border of a piece of land: longitude and latitude of its corners."""


class _World(TypedDict):
    """What the file of shapes holds, by country code; ``without_code`` is land without one."""

    shapes: dict[str, list[Ring]]
    without_code: list[Ring]
    points: dict[str, Sequence[float]]


@cache
def _world() -> _World:
    read: _World = json.loads((files("valuechain.presentation") / "world.json").read_text("utf-8"))
    return read


def equal_earth(degrees: "Sequence[Sequence[float]] | np.ndarray") -> np.ndarray:
    """Project places on earth so that areas keep their size.

    Parameters
    ----------
    degrees : array of float, shape (n, 2)
        Longitude and latitude, -180..180 and -90..90 degrees.

    Returns
    -------
    numpy.ndarray of float, shape (n, 2)
        Place on the map, in units of the radius of the earth.

    References
    ----------
    Šavrič, Patterson and Jenny (2019), The Equal Earth map projection, International Journal of
    Geographical Information Science 33, DOI 10.1080/13658816.2018.1504949, equations 9 and 10.

    Examples
    --------
    >>> equal_earth([(0.0, 0.0), (180.0, 0.0), (0.0, 90.0)]).round(4).tolist()
    [[0.0, 0.0], [2.7066, 0.0], [0.0, 1.3174]]
    """
    longitude, latitude = np.radians(np.asarray(degrees, dtype=float)).T
    a1, a2, a3, a4 = _A
    angle = np.arcsin(np.sqrt(3) / 2 * np.sin(latitude))
    squared = angle**2
    sixth = squared**3
    y = angle * (a1 + a2 * squared + sixth * (a3 + a4 * squared))
    slope = a1 + 3 * a2 * squared + sixth * (7 * a3 + 9 * a4 * squared)
    x = 2 * np.sqrt(3) / 3 * longitude * np.cos(angle) / slope
    return np.column_stack((x, y))


def shade_of(loss: float) -> int | None:
    """Tell which shade a loss has, from 0 for the lightest; none if it is too small to show.

    Examples
    --------
    >>> shade_of(0.004), shade_of(0.01), shade_of(0.3), shade_of(1.0)
    (None, 0, 2, 3)
    """
    reached = [rank for rank, least in enumerate(STEPS) if loss >= least - EXACT]
    return reached[-1] if reached else None


def world_map(
    losses: Mapping[str, float], *, home: Sequence[str], steps: Sequence[str], home_name: str
) -> "Figure":
    """Draw a map of the world on which a country is darker the more is lost by it.

    Parameters
    ----------
    losses : mapping of str to float
        Loss 0..1 by country code; countries that are not there lose nothing that is known.
    home : sequence of str
        Countries of home, drawn apart.
    steps : sequence of str
        Words for each shade, in the order of ``SHADES``.
    home_name : str
        What home is called in the legend.

    Returns
    -------
    matplotlib.figure.Figure
        The map with its legend. Countries too small for their shape have a dot.
    """
    from matplotlib.figure import Figure

    world = _world()
    edge = equal_earth([(-180, 0), (180, 0), (0, 83.7), (0, _SOUTH)])
    left, right = edge[0, 0], edge[1, 0]
    top, bottom = edge[2, 1], edge[3, 1]
    map_height = WIDTH * (top - bottom) / (right - left)
    height = map_height + 0.26
    figure = Figure(figsize=(WIDTH, height))
    axes = figure.add_axes((0.0, 0.26 / height, 1.0, map_height / height))
    axes.set_xlim(left, right)
    axes.set_ylim(bottom, top)
    axes.axis("off")
    _lands(axes, world["without_code"], PALE)
    for code, rings in world["shapes"].items():
        _lands(axes, rings, _colour(code, losses, home))
    _dots(axes, losses, home)
    _legend(figure, height, steps, home_name)
    return figure


def _colour(code: str, losses: Mapping[str, float], home: Sequence[str]) -> str:
    if code in home:
        return MIDDLE
    shade = shade_of(losses.get(code, 0.0))
    return PALE if shade is None else SHADES[shade]


def _lands(axes: "Axes", rings: "Sequence[Ring]", colour: str) -> None:
    from matplotlib.collections import PolyCollection

    drawn = [equal_earth(ring) for ring in rings]
    axes.add_collection(
        PolyCollection(drawn, facecolors=colour, edgecolors="white", linewidths=0.25)
    )


def _dots(axes: "Axes", losses: Mapping[str, float], home: Sequence[str]) -> None:
    """Show countries without a shape of their own, where there is something to show."""
    for code, place in _world()["points"].items():
        if code in home or shade_of(losses.get(code, 0.0)) is not None:
            (x, y), *_ = equal_earth([place])
            colour = _colour(code, losses, home)
            axes.scatter([x], [y], s=_DOT, color=colour, edgecolors=DARK, linewidths=0.4, zorder=3)


def _legend(figure: "Figure", height: float, steps: Sequence[str], home_name: str) -> None:
    from matplotlib.patches import Rectangle

    shown = [*zip(SHADES, steps, strict=True), (MIDDLE, home_name)]
    x = 0.06
    for colour, word in shown:
        figure.add_artist(
            Rectangle(
                (x / WIDTH, 0.06 / height),
                0.13 / WIDTH,
                0.11 / height,
                facecolor=colour,
                edgecolor=LIGHT,
                linewidth=0.4,
                transform=figure.transFigure,
            )
        )
        figure.text(
            (x + 0.18) / WIDTH, 0.115 / height, word, size=SIZE - 2, color=DARK, va="center"
        )
        x += 0.34 + 0.056 * len(word)


def countries_drawn() -> frozenset[str]:
    """List the countries that the map can show, by shape or by dot."""
    world = _world()
    return frozenset(world["shapes"]) | frozenset(world["points"])
