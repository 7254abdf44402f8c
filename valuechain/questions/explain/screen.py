"""One result followed back, as a tree of lines for a screen."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from valuechain.presentation.names import Names
from valuechain.presentation.screen import plain
from valuechain.results.routes import CitedFigure, Route, RouteStep
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, capital, inline, listing
from valuechain.texts.numbers import duration, percent, percent_range
from valuechain.texts.scenarios import narrate

if TYPE_CHECKING:
    from valuechain.questions.explain.scenarios import ExplainedScenario

WIDTH: Final = 100
_SMALL: Final = 5e-7
_MAKERS: Final = 3
_BRANCHES: Final = 4
_DEEPEST: Final = 3

_Key = tuple[bool, str, str]
"""Whether it is an input of the subject itself, the customer and the product."""


@dataclass(slots=True)
class _Branch:
    """All steps of one customer and product: its producers differ in how much they miss."""

    worst: RouteStep
    depth: int
    makers: dict[str, float] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    figures: dict[CitedFigure, None] = field(default_factory=dict)
    waits: set[float] = field(default_factory=set)

    def add(self, step: RouteStep) -> None:
        """Take in one more step."""
        if (step.customer_level, -step.missing) < (self.worst.customer_level, -self.worst.missing):
            self.worst = step
        self.depth = min(self.depth, step.depth)
        for maker, missing in step.suppliers:
            self.makers[maker] = max(missing, self.makers.get(maker, 0.0))
        self.gone.update(step.removed)
        self.figures.update(dict.fromkeys(step.figures))
        if step.substitution_weeks is not None:
            self.waits.add(step.substitution_weeks)

    @property
    def order(self) -> tuple[float, float, str]:
        """Largest loss first."""
        return (self.worst.customer_level, -self.worst.missing, self.worst.product)


def _branches(steps: Iterable[RouteStep]) -> dict[_Key, _Branch]:
    found: dict[_Key, _Branch] = {}
    for step in steps:
        key = (step.depth == 0, step.customer, step.product)
        found.setdefault(key, _Branch(step, step.depth)).add(step)
    return found


@dataclass(slots=True)
class _Tree:
    """Lines of the tree, and the sources in the order in which they are met."""

    words: Names
    attribute: str
    gone: str
    """How those are spoken of at whom a route ends."""
    every: bool
    branches: dict[_Key, _Branch]
    sources: dict[str, int] = field(default_factory=dict)
    drawn: set[_Key] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)

    def draw(self, keys: list[_Key], *, depth: int) -> None:
        """Draw branches, largest first, each with what it rests on in turn."""
        keys = sorted(keys, key=lambda key: self.branches[key].order)
        kept = keys if self.every else keys[:_BRANCHES]
        for key in kept:
            self._branch(key, depth=depth)
        if len(keys) > len(kept):
            self._line(self.words.tell("more", count=len(keys) - len(kept)), depth, first="+ ")

    def _branch(self, key: _Key, *, depth: int) -> None:
        words, branch = self.words, self.branches[key]
        step = branch.worst
        lang = words.lang
        head = f"{words.title(step.customer)} <- {words.title(step.product)}"
        sort = f"{label(lang, step.kind, of='kind')}, "
        sort += label(lang, step.essentiality, of="essentiality")
        self._line(f"{head} ({sort})", depth, first="- ")
        again = key in self.drawn
        self.drawn.add(key)
        missed = words.tell(
            "misses",
            missing=percent(lang, step.missing),
            left=percent(lang, step.left),
            why=words.why(step),
            customer=inline(words.title(step.customer)),
            level=percent(lang, step.customer_level),
        )
        self._line(missed, depth)
        self._makers(branch, depth)
        if branch.waits:
            time = duration(lang, min(branch.waits))
            self._line(words.tell("replace", time=time), depth)
        else:
            self._line(words.tell("replace-unknown"), depth)
        if branch.figures:
            self._line(words.tell("rests", figures=self._figures(branch.figures)), depth)
        if not again:
            self._onward(branch, depth)

    def _onward(self, branch: _Branch, depth: int) -> None:
        product = branch.worst.product
        if branch.makers.keys() <= branch.gone:
            return
        ahead = [key for key in self.branches if not key[0] and key[1] == product]
        fresh = [k for k in ahead if k not in self.drawn and self.branches[k].depth > branch.depth]
        if ahead and not fresh:
            see = self.words.tell("see", product=inline(self.words.title(product)))
            self._line(see, depth + 1)
        elif fresh and depth + 1 > _DEEPEST and not self.every:
            self._line(self.words.tell("more", count=len(fresh)), depth + 1, first="+ ")
        else:
            self.draw(fresh, depth=depth + 1)

    def _makers(self, branch: _Branch, depth: int) -> None:
        for key, wanted in ((self.gone, True), ("less", False)):
            makers = [one for one in branch.makers.items() if (one[0] in branch.gone) is wanted]
            if makers:
                names = self._names(sorted(makers, key=lambda one: (-one[1], one[0])))
                self._line(self.words.tell(key, names=names), depth)

    def _names(self, makers: list[tuple[str, float]]) -> str:
        words = self.words
        kept = makers if self.every else makers[:_MAKERS]
        said = [
            f"{words.maker(maker)} ({words.countries(maker, attribute=self.attribute)}) "
            f"{percent(words.lang, missing)}"
            for maker, missing in kept
        ]
        rest = makers[len(kept) :]
        if rest:
            share = percent(words.lang, sum(missing for _, missing in rest))
            said.append(words.tell("others", count=len(rest), share=share))
        return "; ".join(said)

    def _figures(self, figures: Iterable[CitedFigure]) -> str:
        """Figures by source, each with its grade."""
        grouped: dict[tuple[str, str, str], list[str]] = {}
        for figure in figures:
            grade = f"{figure.reliability}{figure.credibility}"
            said = grouped.setdefault((figure.source, grade, figure.status), [])
            text = self.words.figure(figure)
            if text not in said:
                said.append(text)
        parts = []
        for (source, grade, status), said in grouped.items():
            number = self.sources.setdefault(source, len(self.sources) + 1)
            kept = said if self.every else said[:_MAKERS]
            dots = ", ..." if len(said) > len(kept) else ""
            how = label(self.words.lang, status, of="status")
            parts.append(f"[{number}] {', '.join(kept)}{dots} ({grade}, {how})")
        return "; ".join(parts)

    def _line(self, text: str, depth: int, *, first: str = "  ") -> None:
        indent = "   " * depth
        wrapped = textwrap.wrap(
            text,
            WIDTH,
            initial_indent=indent + first,
            subsequent_indent=indent + "    ",
            break_on_hyphens=False,
        )
        self.lines += map(plain, wrapped)


def route_text(
    route: Route,
    model: Model,
    *,
    bounds: tuple[float, float],
    at_most: Route,
    perspective: tuple[Iterable[str], Iterable[str]],
    lang: Lang = "nl",
    every: bool = False,
) -> str:
    """Tell in words and as a tree how a loss reaches a use or product.

    Parameters
    ----------
    route : Route
        The routes of the figure itself.
    model : Model
        The model, for names and sources.
    bounds : tuple of float
        Lower and upper bound of the exposure, 0..1.
    at_most : Route
        The routes at the upper bound, shown where the figure itself is 0.
    perspective : tuple of iterables of str
        Home and trusted, as asked.
    lang : str
        Language.
    every : bool
        Whether nothing is left out.

    Returns
    -------
    str
        The answer in one sentence, the routes layer by layer, largest first, and the sources.
    """
    words = Names(model, lang)
    answer = _answer(words, route, bounds=bounds)
    return _told(words, answer, route, at_most=at_most, perspective=perspective, every=every)


def scenario_route_text(
    found: "ExplainedScenario", model: Model, *, lang: Lang = "nl", every: bool = False
) -> str:
    """Tell in words and as a tree how the loss of a scenario reaches a use in one week.

    Parameters
    ----------
    found : ExplainedScenario
        The loss followed back.
    model : Model
        The model, for names and sources.
    lang : str
        Language.
    every : bool
        Whether nothing is left out.

    Returns
    -------
    str
        As :func:`route_text`.
    """
    words, route = Names(model, lang), found.route
    relief = "with-substitution" if found.scenario.substitution else "without-substitution"
    said: dict[str, object] = {
        "subject": words.subject(route),
        "week": route.week,
        "scenario": words.text(found.scenario.title),
        "relief": narrate(lang, relief),
    }
    if route.exposure > _SMALL:
        loss = percent_range(lang, found.bound_low, mode=route.exposure, high=found.bound_high)
        answer = [capital(words.tell("scenario-loses", loss=loss, **said))]
    else:
        nothing = capital(words.tell("scenario-nothing", **said))
        answer = [nothing, _nothing(words, found.bound_high)]
    perspective = (found.home, found.trusted)
    return _told(words, answer, route, at_most=found.at_most, perspective=perspective, every=every)


def _told(
    words: Names,
    lines: list[str],
    route: Route,
    *,
    at_most: Route,
    perspective: tuple[Iterable[str], Iterable[str]],
    every: bool,
) -> str:
    """Put the answer, the perspective, the tree and its sources together."""
    shown = route if route.steps else at_most
    home, trusted = ([words.place(name) for name in names] for names in perspective)
    key = "perspective" if trusted else "perspective-alone"
    lang = words.lang
    lines.insert(1, words.tell(key, home=listing(lang, home), trusted=listing(lang, trusted)))
    lines = [plain(part) for line in lines for part in textwrap.wrap(line, WIDTH)]
    if not shown.steps:
        return "\n".join(lines)
    gone = "hit" if shown.mode == "scenario" else "gone"
    tree = _Tree(words, shown.attribute, gone, every=every, branches=_branches(shown.steps))
    tree.draw([key for key in tree.branches if key[0]], depth=0)
    if route.steps:
        lines += ["", words.tell("routes")]
    lines += ["", *tree.lines, "", words.tell("sources")]
    lines += textwrap.wrap(words.tell("grade"), WIDTH)
    lines += _sources(words.model, tree.sources)
    return "\n".join(lines)


def _answer(words: Names, route: Route, *, bounds: tuple[float, float]) -> list[str]:
    low, high = bounds
    said = {"subject": words.subject(route), "when": words.when(route), "cause": words.cause(route)}
    if route.exposure > _SMALL:
        loss = percent_range(words.lang, low, mode=route.exposure, high=high)
        return [capital(words.tell("loses", loss=loss, **said))]
    nothing = capital(words.tell("loses-nothing", **said))
    return [nothing, _nothing(words, high)]


def _nothing(words: Names, high: float) -> str:
    """Say that there are no routes, and what they could be at the upper bound."""
    if high > _SMALL:
        most = words.tell("at-most", high=percent(words.lang, high))
        return f"{words.tell('no-routes')} {most}"
    return f"{words.tell('no-routes')} {words.tell('at-most-nothing')}"


def _sources(model: Model, numbers: dict[str, int]) -> list[str]:
    lines = []
    for key, number in numbers.items():
        source = model.sources.get(key)
        title = "" if source is None else source.title
        year = "" if source is None or source.year is None else f" ({source.year})"
        short = textwrap.shorten(title, WIDTH - 12 - len(key) - len(year), placeholder=" ...")
        lines.append(f"[{number}] {key}: {short}{year}")
    return lines
