"""One result followed back, as a tree of lines for a screen."""

import json
import textwrap
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Final

from valuechain.presentation.names import Names
from valuechain.presentation.screen import TREE_WIDTH, plain, wrapped
from valuechain.questions.explain.study import Explained, ExplainedScenario
from valuechain.questions.explain.words import WORDS
from valuechain.questions.question import Asked, Misasked, Reply
from valuechain.results.routes import CitedFigure, Route, RouteStep
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, capital, inline, listing
from valuechain.texts.numbers import days, duration, percent, percent_range
from valuechain.vocab.tolerances import SHOWN

if TYPE_CHECKING:
    from pathlib import Path

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
            self._line(
                WORDS.say(self.words.lang, "more", count=len(keys) - len(kept)), depth, first="+ "
            )

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
        missed = WORDS.say(
            words.lang,
            "misses",
            missing=percent(lang, step.missing),
            left=percent(lang, step.left),
            why=words.why(step),
            customer=words.inline(step.customer),
            level=percent(lang, step.customer_level),
        )
        self._line(missed, depth)
        self._makers(branch, depth)
        if branch.waits:
            time = duration(lang, min(branch.waits))
            self._line(WORDS.say(words.lang, "replace", time=time), depth)
        else:
            self._line(WORDS.say(words.lang, "replace-unknown"), depth)
        if branch.figures:
            self._line(WORDS.say(words.lang, "rests", figures=self._figures(branch.figures)), depth)
        if not again:
            self._onward(branch, depth)

    def _onward(self, branch: _Branch, depth: int) -> None:
        product = branch.worst.product
        if branch.makers.keys() <= branch.gone:
            return
        ahead = [key for key in self.branches if not key[0] and key[1] == product]
        fresh = [k for k in ahead if k not in self.drawn and self.branches[k].depth > branch.depth]
        if ahead and not fresh:
            see = WORDS.say(self.words.lang, "see", product=inline(self.words.title(product)))
            self._line(see, depth + 1)
        elif fresh and depth + 1 > _DEEPEST and not self.every:
            self._line(WORDS.say(self.words.lang, "more", count=len(fresh)), depth + 1, first="+ ")
        else:
            self.draw(fresh, depth=depth + 1)

    def _makers(self, branch: _Branch, depth: int) -> None:
        for key, wanted in ((self.gone, True), ("less", False)):
            makers = [one for one in branch.makers.items() if (one[0] in branch.gone) is wanted]
            if makers:
                names = self._names(sorted(makers, key=lambda one: (-one[1], one[0])))
                self._line(WORDS.say(self.words.lang, key, names=names), depth)

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
            key = "another" if len(rest) == 1 else "others"
            said.append(WORDS.say(words.lang, key, count=len(rest), share=share))
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
        lines = wrapped(text, indent + first, rest=indent + "    ", width=TREE_WIDTH)
        self.lines += map(plain, lines)


def reply(asked: Asked) -> Reply:
    """Answer the command: after something is taken away, or in one week of a scenario.

    Raises
    ------
    Misasked
        Neither or both of them are given, or what only the other has.
    """
    from valuechain.analysis.workbench import prepare
    from valuechain.ensembles.written import drawn_model
    from valuechain.questions.explain.study import measure, measure_scenario

    given = dict(asked.given)
    picture = _picture_file(given.pop("picture", None))
    every, as_json = given.pop("every", False), given.pop("as_json", False)
    without, scenario = given.get("without"), given.pop("scenario", None)
    if (without is None) == (scenario is None):
        raise Misasked("give either --without or --scenario.")
    if scenario is not None and ("product" in given or given.get("weeks") == 0):
        raise Misasked("a scenario has weeks from 1, no limit and no --product.")
    model, subject = asked.loaded.model, given.pop("subject")
    draw, seed = given.pop("draw", None), given.pop("seed", 0)
    if draw is not None:
        model = drawn_model(model, draw, seed=seed)
    bench = prepare(model, home=given.pop("home", None), trusted=given.pop("trusted", None))
    if scenario is not None:
        course = measure_scenario(bench, subject, scenario=scenario, week=given.get("weeks"))
        text = (
            _as_json(course)
            if as_json
            else scenario_route_text(course, model, lang=asked.lang, every=every)
        )
        drawn = _drawn(picture, course, model, lang=asked.lang)
        return Reply(text, warnings=course.warnings, scenario=course.scenario, files=drawn)
    found = measure(bench, subject, **given)
    text = _as_json(found) if as_json else route_text(found, model, lang=asked.lang, every=every)
    return Reply(text, files=_drawn(picture, found, model, lang=asked.lang))


def _picture_file(asked: "Path | None") -> "Path | None":
    """Refuse a picture of a kind that is not drawn, or that is there, before computing anything."""
    if asked is not None and asked.suffix not in (".svg", ".png"):
        raise Misasked("--picture is a file that ends in .svg or .png.")
    if asked is not None and (asked.exists() or asked.is_symlink()):
        raise Misasked(f"{asked.name} exists already: name another file for --picture.")
    return asked


def _drawn(
    picture: "Path | None", found: Explained, model: Model, *, lang: Lang
) -> "dict[Path, bytes]":
    """Draw the routes for a file that was asked for."""
    if picture is None:
        return {}
    from valuechain.questions.explain.figure import drawn

    return {picture: drawn(found, model, lang=lang)[picture.suffix[1:]]}


def _as_json(found: Explained) -> str:
    """Write an answer for machines."""
    if isinstance(found, ExplainedScenario):
        said = {name: getattr(found, name) for name in ("bound_low", "bound_high", "home")}
        said |= {"scenario": found.scenario.id, "trusted": found.trusted}
        said |= {"substitution": found.scenario.substitution, "route": asdict(found.route)}
        said["at_most"] = asdict(found.at_most)
    else:
        said = {"substitution": "none", **asdict(found)}
    return json.dumps(said, ensure_ascii=False, indent=2)


def _wrapped(text: str) -> list[str]:
    return wrapped(text, width=TREE_WIDTH, at_hyphens=True)


def route_text(found: Explained, model: Model, *, lang: Lang = "nl", every: bool = False) -> str:
    """Tell in words and as a tree how a loss reaches a use or product.

    Parameters
    ----------
    found : Explained
        The loss followed back; where the figure itself is 0, the routes at the upper bound are
        shown.
    model : Model
        The model, for names and sources.
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
    answer = answered(words, found)
    notes = [plain(part) for line in _notes(words, found) for part in _wrapped(line)]
    return "\n".join([*notes, _told(words, answer, found, every=every)])


def _notes(words: Names, found: Explained) -> list[str]:
    """Say which week and which use of a group is followed, and what near figures measure."""
    lang, route = words.lang, found.route
    notes = []
    if found.group:
        use = words.inline(route.subject)
        key = "worst-of" if len(found.group) > 1 else "worst-of-one"
        notes.append(WORDS.say(lang, key, use=use, count=len(found.group)))
    if found.window_weeks is not None:
        use, window = words.title(route.subject), days(lang, found.window_weeks)
        notes.append(WORDS.say(lang, "in-window", use=use, window=window, week=route.week))
    return notes + _measured_on(words, route)


def _measured_on(words: Names, route: Route) -> list[str]:
    """Say of every product and input on a route that is fed by a near figure what it measures."""
    said: dict[str, None] = {}
    for step in route.steps:
        title = words.inline(step.product)
        near = words.model.products[step.product].measured_by
        entry = words.entry(step.customer, step.product)
        for key, text in (("measured", near), ("kept-up", entry.measured_by if entry else None)):
            if text is not None:
                by = words.text(text).rstrip(".")
                said[WORDS.say(words.lang, key, title=title, by=by)] = None
    return list(said)


def scenario_route_text(
    found: ExplainedScenario, model: Model, *, lang: Lang = "nl", every: bool = False
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
    words = Names(model, lang)
    return _told(words, answered(words, found), found, every=every)


def answered(words: Names, found: Explained) -> list[str]:
    """Say the loss in one sentence; where nothing is lost, what there could be in another."""
    if not isinstance(found, ExplainedScenario):
        return _answer(words, found.route, bounds=(found.bound_low, found.bound_high))
    lang, route = words.lang, found.route
    relief = "with-substitution" if found.scenario.substitution else "without-substitution"
    said: dict[str, object] = {
        "subject": words.subject(route),
        "week": route.week,
        "scenario": words.text(found.scenario.title),
        "relief": WORDS.say(lang, relief),
    }
    if route.exposure > SHOWN:
        loss = percent_range(lang, found.bound_low, mode=route.exposure, high=found.bound_high)
        return [capital(WORDS.say(words.lang, "scenario-loses", loss=loss, **said))]
    nothing = capital(WORDS.say(words.lang, "scenario-nothing", **said))
    return [nothing, _nothing(words, found.bound_high)]


def _told(words: Names, lines: list[str], found: Explained, *, every: bool) -> str:
    """Put the answer, the perspective, the tree and its sources together."""
    route = found.route
    shown = route if route.steps else found.at_most
    home, trusted = ([words.place(name) for name in names] for names in (found.home, found.trusted))
    key = "perspective" if trusted else "perspective-alone"
    lang = words.lang
    lines.insert(
        1, WORDS.say(words.lang, key, home=listing(lang, home), trusted=listing(lang, trusted))
    )
    lines = [plain(part) for line in lines for part in _wrapped(line)]
    if not shown.steps:
        return "\n".join(lines)
    gone = "hit" if shown.mode == "scenario" else "gone"
    tree = _Tree(words, shown.attribute, gone, every=every, branches=_branches(shown.steps))
    tree.draw([key for key in tree.branches if key[0]], depth=0)
    if route.steps:
        lines += ["", WORDS.say(words.lang, "routes")]
    lines += ["", *tree.lines, "", WORDS.say(words.lang, "sources")]
    lines += _wrapped(WORDS.say(words.lang, "grade"))
    lines += _sources(words.model, tree.sources)
    return "\n".join(lines)


def _answer(words: Names, route: Route, *, bounds: tuple[float, float]) -> list[str]:
    low, high = bounds
    said = {"subject": words.subject(route), "when": words.when(route), "cause": words.cause(route)}
    if route.exposure > SHOWN:
        loss = percent_range(words.lang, low, mode=route.exposure, high=high)
        return [capital(WORDS.say(words.lang, "loses", loss=loss, **said))]
    nothing = capital(WORDS.say(words.lang, "loses-nothing", **said))
    return [nothing, _nothing(words, high)]


def _nothing(words: Names, high: float) -> str:
    """Say that there are no routes, and what they could be at the upper bound."""
    if high > SHOWN:
        most = WORDS.say(words.lang, "at-most", high=percent(words.lang, high))
        return f"{WORDS.say(words.lang, 'no-routes')} {most}"
    return f"{WORDS.say(words.lang, 'no-routes')} {WORDS.say(words.lang, 'at-most-nothing')}"


def _sources(model: Model, numbers: dict[str, int]) -> list[str]:
    lines = []
    for key, number in numbers.items():
        source = model.sources.get(key)
        title = "" if source is None else source.title
        year = "" if source is None or source.year is None else f" ({source.year})"
        short = textwrap.shorten(title, TREE_WIDTH - 12 - len(key) - len(year), placeholder=" ...")
        lines.append(f"[{number}] {key}: {short}{year}")
    return lines
