"""The routes that carry one loss, drawn as bands from whoever stops to the use that loses."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from valuechain.analysis.markings import highest_marking
from valuechain.presentation.ink import (
    BLUE,
    DARK,
    LIGHT,
    MIDDLE,
    ORANGE,
    SIZE,
    TITLE_LINE,
    title_lines,
)
from valuechain.presentation.names import Names
from valuechain.presentation.picture_files import PictureFiles, picture_of
from valuechain.questions.explain.screen import answered
from valuechain.questions.explain.study import Explained, ExplainedScenario
from valuechain.questions.explain.words import WORDS
from valuechain.results.routes import Route, RouteStep
from valuechain.schema import Model
from valuechain.texts.languages import Lang
from valuechain.texts.numbers import percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH: Final = 7.6
"""Width of the figure, in inches: a page of A4 between its margins."""
BRANCHES: Final = 4
"""Most inputs of one customer that are drawn, those that miss most first."""
MAKERS: Final = 4
"""Most countries of makers that are drawn for one product."""
DEEPEST: Final = 3
"""Most products between a maker and the use."""
_BAR, _GAP, _LEAST, _TALL = 0.10, 0.34, 0.10, 0.9


@dataclass(slots=True)
class _Band:
    """A product that is missed, or makers that stop: how much of it, and what is behind it."""

    name: str
    missing: float
    gone: bool = False
    behind: "list[_Band]" = field(default_factory=list)
    y: float = 0.0

    @property
    def height(self) -> float:
        """Height of its bar, in inches."""
        return max(self.missing * _TALL, 0.02)

    @property
    def room(self) -> float:
        """Height that it needs with all that is behind it."""
        own = max(self.height, _LEAST) + _GAP
        return max(own, sum(band.room for band in self.behind))

    @property
    def columns(self) -> int:
        """Number of columns from here outward."""
        return 1 + max((band.columns for band in self.behind), default=0)


def drawn(found: Explained, model: Model, *, lang: Lang) -> PictureFiles:
    """Draw the routes of a loss under its own sentence, with the marking of what it rests on.

    Parameters
    ----------
    found : Explained
        The loss followed back; where it is 0, the routes at the upper bound are drawn.
    model : Model
        The model, for names and markings.
    lang : str
        Language.

    Returns
    -------
    dict of str to bytes
        The figure by kind, ``svg`` and ``png``.
    """
    names = Names(model, lang)
    scenario = (found.scenario,) if isinstance(found, ExplainedScenario) else ()
    marking = highest_marking(model, *scenario)
    route = found.route if found.route.steps else found.at_most
    figure = route_figure(route, names, title=" ".join(answered(names, found)))
    return picture_of(figure, marking, lang=lang)


def route_figure(route: Route, names: Names, *, title: str) -> "Figure":
    """Draw how a loss reaches a use: bands from the makers that stop, by country, to the use.

    Parameters
    ----------
    route : Route
        The loss followed back.
    names : Names
        Names in the reader's language.
    title : str
        What the figure shows.

    Returns
    -------
    matplotlib.figure.Figure
        A band is as wide as the part of that product which its customer misses. Bands of one
        customer are not added up: the input that hurts most decides. The largest four inputs of
        each customer are drawn, three products deep.
    """
    from matplotlib.figure import Figure

    use = _Band(names.title(route.subject), route.exposure, behind=_inputs(route, names))
    titles = title_lines(title, WIDTH)
    notes = textwrap.wrap(WORDS.say(names.lang, "figure-note"), int(WIDTH * 14.5))
    head, foot = 0.3 + TITLE_LINE * len(titles), 0.12 + 0.16 * len(notes)
    height = head + max(use.room, _LEAST + _GAP) + foot
    figure = Figure(figsize=(WIDTH, height))
    for number, line in enumerate(titles):
        y = 1 - (0.2 + TITLE_LINE * number) / height
        figure.text(0.1 / WIDTH, y, line, size=SIZE + 2, weight="bold", color=DARK, va="center")
    for number, line in enumerate(reversed(notes)):
        y = (0.14 + 0.16 * number) / height
        figure.text(0.1 / WIDTH, y, line, size=SIZE - 1.5, color=MIDDLE, va="center")
    axes = figure.add_axes((0, foot / height, 1, (height - foot - head) / height))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height - foot - head, 0)
    axes.axis("off")
    _place(use, 0.0)
    step = (WIDTH - 0.2) / use.columns
    _draw(axes, use, column=0, step=step, names=names)
    return figure


def _inputs(route: Route, names: Names) -> list[_Band]:
    """Find what the use misses, with what is behind it."""
    first = [step for step in route.steps if step.depth == 0]
    return [_product(route, step, names, depth=1, met=()) for step in _largest(first)]


def _largest(steps: Iterable[RouteStep]) -> list[RouteStep]:
    """Choose of each product the step that misses most, and of those the largest."""
    worst: dict[str, RouteStep] = {}
    for step in sorted(steps, key=lambda step: (-step.missing, step.customer)):
        worst.setdefault(step.product, step)
    return list(worst.values())[:BRANCHES]


def _product(
    route: Route, step: RouteStep, names: Names, *, depth: int, met: tuple[str, ...]
) -> _Band:
    band = _Band(names.title(step.product), step.missing)
    stopped: dict[str, float] = {}
    hit = 0.0
    for maker, missing in step.suppliers:
        if maker in step.removed:
            country = names.countries(maker, attribute=route.attribute)
            stopped[country] = stopped.get(country, 0.0) + missing
        else:
            hit += missing
    largest = sorted(stopped.items(), key=lambda one: (-one[1], one[0]))
    band.behind = [_Band(country, missing, gone=True) for country, missing in largest[:MAKERS]]
    if len(largest) > MAKERS:
        rest = sum(missing for _, missing in largest[MAKERS:])
        count = len(largest) - MAKERS
        key = "figure-other" if count == 1 else "figure-others"
        others = WORDS.say(names.lang, key, count=count)
        band.behind.append(_Band(others, rest, gone=True))
    met = (*met, step.product)
    if hit > 0 and depth < DEEPEST:
        ahead = [
            one
            for one in route.steps
            if one.depth > 0 and one.customer == step.product and one.product not in met
        ]
        band.behind += [
            _product(route, one, names, depth=depth + 1, met=met) for one in _largest(ahead)
        ]
    return band


def _place(band: _Band, top: float) -> None:
    """Give a band and all behind it their height on the page: each in the middle of its own."""
    room = band.room
    below = top + (room - sum(one.room for one in band.behind)) / 2
    for one in band.behind:
        _place(one, below)
        below += one.room
    ends = [one.y for one in band.behind]
    band.y = (ends[0] + ends[-1]) / 2 if ends else top + room / 2


def _draw(axes: "Axes", band: _Band, *, column: int, step: float, names: Names) -> None:
    from matplotlib.patches import Rectangle

    x = 0.1 + column * step
    colour = ORANGE if band.gone else (DARK if column == 0 else BLUE)
    top = band.y - band.height / 2
    for one, (low, high) in zip(band.behind, _shares(band), strict=True):
        ends = (one.y - one.height / 2, one.y + one.height / 2)
        _ribbon(axes, (x + _BAR, low, high), (x + step, *ends), gone=one.gone)
        _draw(axes, one, column=column + 1, step=step, names=names)
    axes.add_patch(Rectangle((x, top), _BAR, band.height, facecolor=colour, linewidth=0))
    lines = textwrap.wrap(band.name, int((step - 0.3) * 14.5), max_lines=2, placeholder=" …")
    axes.text(
        x,
        top - 0.03,
        "\n".join([*lines[:-1], f"{lines[-1]} {percent(names.lang, band.missing)}"]),
        size=SIZE - 1,
        color=DARK,
        va="bottom",
        ha="left",
        zorder=3,
        linespacing=1.05,
    )


def _shares(band: _Band) -> Sequence[tuple[float, float]]:
    """Cut the bar of a band into where those behind it arrive, as large as they are."""
    whole = sum(one.missing for one in band.behind) or 1.0
    cuts, at = [], band.y - band.height / 2
    for one in band.behind:
        wide = band.height * one.missing / whole
        cuts.append((at, at + wide))
        at += wide
    return cuts


def _ribbon(
    axes: "Axes",
    start: tuple[float, float, float],
    end: tuple[float, float, float],
    *,
    gone: bool,
) -> None:
    """Draw a band between two bars, with smooth sides."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    (x, top, bottom), (far, far_top, far_bottom) = start, end
    middle = (x + far) / 2
    corners = [
        (x, top), (middle, top), (middle, far_top), (far, far_top),
        (far, far_bottom), (middle, far_bottom), (middle, bottom), (x, bottom), (x, top),
    ]  # fmt: skip
    curve, line = Path.CURVE4, Path.LINETO
    codes = [Path.MOVETO, curve, curve, curve, line, curve, curve, curve, Path.CLOSEPOLY]
    colour, alpha = (ORANGE, 0.35) if gone else (LIGHT, 0.6)
    axes.add_patch(PathPatch(Path(corners, codes), facecolor=colour, alpha=alpha, linewidth=0))
