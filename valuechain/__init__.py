"""Where does our AI hang by a thread: the AI value chain as a weighted supplier graph.

Examples
--------
The first question of an analyst::

    import valuechain as vc

    model = vc.load()
    base = vc.nulmeting(model, home="NLD")
    base.exposure

What if::

    ban = vc.shock("export-ban", product="gallium", from_site="CHN", to="EU27", weeks=52)
    vc.run(model, [ban]).summary

Who holds the thread, and what we hold::

    vc.chokepoints(model, uses="elections")["single_points"]
    vc.leverage(model, home="EU27").summary
"""

import functools
import importlib
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from valuechain.results import pictures

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from valuechain.analysis.ranking import top_dependencies
    from valuechain.analysis.scenario_choice import NameOrScenario
    from valuechain.analysis.scenario_maker import scenario, shock
    from valuechain.documents.formats import report
    from valuechain.errors import AnalysisError, FileProblems
    from valuechain.files.shipped import variants
    from valuechain.indicators.esri import esri, esri_of, read_firms
    from valuechain.indicators.spread import spread
    from valuechain.indicators.supply_risk import (
        CountrySupply,
        Stage,
        highest_risk,
        supply_risk,
        world_supply,
    )
    from valuechain.kernels.cascade import Cascade
    from valuechain.kernels.firms import FirmNetwork
    from valuechain.presentation.blocks import Document, TableBlock
    from valuechain.questions.change import compare
    from valuechain.questions.chokepoints import chokepoints
    from valuechain.questions.comparison import compare_indicators
    from valuechain.questions.homes import compare_homes
    from valuechain.questions.leverage import leverage
    from valuechain.questions.lookthrough import lookthrough, lookthrough_table
    from valuechain.questions.partners import partners
    from valuechain.questions.plan import plan
    from valuechain.questions.plan.answer import apply
    from valuechain.questions.question import Question
    from valuechain.questions.registry import answer
    from valuechain.questions.survival import survival
    from valuechain.questions.uncertainty import uncertainty, what_to_find_out
    from valuechain.results.result import Result
    from valuechain.results.routes import Explanation
    from valuechain.schema import Measure, Model, Scenario
    from valuechain.stack import Stack, compile_model
    from valuechain.stack.from_tables import stack_from_tables
    from valuechain.stack.views import to_frames, to_networkx
    from valuechain.texts import in_sentence, percent, place_name
    from valuechain.texts.languages import Lang
    from valuechain.texts.notebooks import say
    from valuechain.vocab.words import Allocation, Mode, Rule

__version__ = "0.1.0"
_P = ParamSpec("_P")
_R = TypeVar("_R")
__all__ = [
    "AnalysisError",
    "Cascade",
    "CountrySupply",
    "FileProblems",
    "FirmNetwork",
    "Model",
    "Result",
    "Scenario",
    "Stack",
    "Stage",
    "TableBlock",
    "answer",
    "apply",
    "chokepoints",
    "compare",
    "compare_homes",
    "compare_indicators",
    "compile_model",
    "esri",
    "esri_of",
    "explain",
    "highest_risk",
    "in_sentence",
    "leverage",
    "load",
    "lookthrough",
    "lookthrough_table",
    "measures",
    "nulmeting",
    "open",
    "page",
    "partners",
    "percent",
    "place_name",
    "plan",
    "read_firms",
    "report",
    "run",
    "say",
    "scenario",
    "shock",
    "sources",
    "spread",
    "stack_from_tables",
    "supply_risk",
    "survival",
    "to_frames",
    "to_networkx",
    "top_dependencies",
    "uncertainty",
    "variants",
    "what_to_find_out",
    "world_supply",
]

_PLACES = {
    "AnalysisError": "errors",
    "Cascade": "kernels.cascade",
    "CountrySupply": "indicators.supply_risk",
    "FileProblems": "errors",
    "FirmNetwork": "kernels.firms",
    "Model": "schema",
    "Result": "results.result",
    "Scenario": "schema",
    "Stack": "stack",
    "Stage": "indicators.supply_risk",
    "TableBlock": "presentation.blocks",
    "answer": "questions.registry",
    "apply": "questions.plan.answer",
    "compile_model": "stack",
    "esri": "indicators.esri",
    "esri_of": "indicators.esri",
    "highest_risk": "indicators.supply_risk",
    "in_sentence": "texts",
    "lookthrough_table": "questions.lookthrough",
    "percent": "texts",
    "place_name": "texts",
    "read_firms": "indicators.esri",
    "report": "documents.formats",
    "say": "texts.notebooks",
    "scenario": "analysis.scenario_maker",
    "shock": "analysis.scenario_maker",
    "spread": "indicators.spread",
    "stack_from_tables": "stack.from_tables",
    "supply_risk": "indicators.supply_risk",
    "to_frames": "stack.views",
    "to_networkx": "stack.views",
    "top_dependencies": "analysis.ranking",
    "variants": "files.shipped",
    "what_to_find_out": "questions.uncertainty",
    "world_supply": "indicators.supply_risk",
}
"""Where the front door finds what is no question; imported when it is asked for."""


@functools.cache
def __getattr__(name: str) -> Any:
    """Give what the front door offers: the function of a question, a class, an indicator."""
    described = {} if name.startswith("_") else _questions()
    if name in described:
        found = getattr(importlib.import_module(described[name].place), name)
    elif name in _PLACES:
        found = getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _checked(found) if inspect.isfunction(found) else found


def __dir__() -> list[str]:
    return sorted({*__all__, *_questions(), "__version__"})


def _questions() -> "dict[str, Question]":
    """Questions by the name of their function."""
    from valuechain.questions.registry import questions

    return {one.function or one.package: one for one in questions()}


def _checked(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Let a function name itself, and the nearest keyword, where one is wrong."""
    known = inspect.signature(function).parameters
    if any(one.kind is inspect.Parameter.VAR_KEYWORD for one in known.values()):
        return function

    @functools.wraps(function)
    def ask(*given: _P.args, **named: _P.kwargs) -> _R:
        wrong = [name for name in named if name not in known]
        if wrong:
            from valuechain.files.nearest import nearest

            hint = nearest(wrong[0], known) or f"Use {', '.join(known)}."
            raise TypeError(f"{function.__name__}() has no keyword {wrong[0]!r}. {hint}")
        return function(*given, **named)

    return ask


def _draw(result: "Result", lang: "Lang") -> "Mapping[str, str | bytes]":
    """Draw a result as the command of its question does."""
    from valuechain.questions.registry import questions

    if result.model is None:
        return {}
    for one in questions():
        asks = result.question in {one.name, one.package.replace("_", "-")}
        if asks and one.has("figure"):
            figure = one.part("figure")
            found: Mapping[str, str | bytes] = figure.pictures(result, result.model, lang=lang)
            return found
    return {}


def _report(result: "Result", folder: "str | Path", **asked: Any) -> "tuple[Path, ...]":
    """Write a report of a result as the command does."""
    from valuechain.documents.formats import write_report

    return write_report(result, folder, **asked)


pictures.DRAW[:] = [_draw]
pictures.REPORT[:] = [_report]


@_checked
def load(path: "str | Path | None" = None, overlays: "Sequence[str | Path]" = ()) -> "Model":
    """Read and check a model; the shipped model of the AI stack if no file is named.

    Parameters
    ----------
    path : str or pathlib.Path, optional
        Root file of a model.
    overlays : sequence of str or pathlib.Path, optional
        Files laid over it, such as an analyst's own survey.

    Returns
    -------
    Model
        The checked model.

    Raises
    ------
    FileProblems
        Everything that is wrong with the files, each with its place and code.
    """
    from valuechain.files import load as read
    from valuechain.files import shipped_model

    return read(path or shipped_model(), overlays).model


@_checked
def open(folder: "str | Path") -> "Result":  # noqa: A001 - as in vc.open(folder)
    """Open a result that a command or ``write`` has put in a folder.

    Parameters
    ----------
    folder : str or pathlib.Path
        The folder.

    Returns
    -------
    Result
        The tables as they were written, with settings, options, routes, model and marking.

    Raises
    ------
    AnalysisError
        VA504 to VA509: the folder holds no result of ours, or one that is not whole, was stored
        in another way, or has changed since.
    """
    from valuechain.results.result import Result

    return Result.read(folder)


@_checked
def page(result: "Result", *, lang: "Lang" = "en") -> "Document":
    """Say what the page of a nulmeting says, as blocks of text, tables and figures.

    Parameters
    ----------
    result : Result
        A nulmeting, measured now or opened from its folder.
    lang : str
        ``nl`` or ``en``.

    Returns
    -------
    Document
        Title, findings and sections, in the order of the page.

    Raises
    ------
    AnalysisError
        VA513: the result is no nulmeting.
    """
    from valuechain.errors import AnalysisError
    from valuechain.presentation.names import Names
    from valuechain.questions.nulmeting.page import document

    if result.model is None or result.question != "nulmeting":
        raise AnalysisError(
            "VA513", f"the result of {result.question} has no page.", "Ask for a nulmeting."
        )
    return document(result, Names(result.model, lang))


@_checked
def measures(
    model: "Model | None" = None, files: "Sequence[str | Path]" = ()
) -> "dict[str, Measure]":
    """List what could be done about the dependencies of a model.

    Parameters
    ----------
    model : Model, optional
        The shipped model if left out.
    files : sequence of str or pathlib.Path, optional
        Files of measures beside the shipped ones.

    Returns
    -------
    dict of str to Measure
        By name, for :func:`plan` (``must=``, ``never=``) and :func:`apply`.

    Raises
    ------
    FileProblems
        Everything that is wrong with the files.
    """
    from valuechain.files.measures import all_measures

    return all_measures(model or load(), files)


@_checked
def nulmeting(
    model: "Model | None" = None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    rules: "Sequence[Rule]" = ("default", "strict", "lenient"),
    draws: int = 0,
    store: "str | Path | None" = None,
    workers: int = 1,
    plan: "Result | str | Path | None" = None,
    aims: "str | Path | None" = None,
) -> "Result":
    """Measure on whom home depends: which uses, how fast, how deep, and on what evidence.

    Parameters
    ----------
    model : Model, optional
        From :func:`load`; the shipped model if left out.
    home, trusted : str or iterable of str, optional
        Countries (ISO 3166-1 alpha-3) or groups of the model; the model's own if left out.
    rules : sequence of str, optional
        Importance rules; ``default`` must be among them.
    draws : int, optional
        How often every figure is drawn to say how sure the result is; 0 leaves that out. The
        command draws 200 times.
    store : str or pathlib.Path, optional
        Folder in which ensembles are kept; one that is there and has more draws is used.
    workers : int, optional
        Processes of this machine for the draws of a large model.
    plan : Result, str or pathlib.Path, optional
        A plan of the same model and side to show beside it, or its folder.
    aims : str or pathlib.Path, optional
        A file of targets to hold it to, with the plan if there is one.

    Returns
    -------
    Result
        Tables as pandas frames (``base.exposure``, ``base.verdicts`` and so on), without
        substitution.

    Raises
    ------
    AnalysisError
        VA601 to VA604, VA608, VA609: an unknown country or group, an empty home, no convergence,
        a horizon at which nothing is measured, or rules without the default; VA743: a plan of
        another model or side.
    """
    from pathlib import Path

    from valuechain.questions.nulmeting.answer import nulmeting as measure
    from valuechain.questions.nulmeting.planned import PlanAndTargets
    from valuechain.questions.nulmeting.sureness import Draws

    made = open(plan) if isinstance(plan, str | Path) else plan
    held_to = None if aims is None else Path(aims)
    beside = PlanAndTargets(made, held_to) if made is not None or aims is not None else None
    asked = Draws(draws, None if store is None else Path(store), workers) if draws else None
    return measure(
        model or load(), home=home, trusted=trusted, rules=rules, draws=asked, beside=beside
    )


@_checked
def explain(
    subject: str,
    without: str | None = None,
    *,
    scenario: "str | Path | Scenario | None" = None,
    model: "Model | None" = None,
    product: str | None = None,
    mode: "Mode" = "withheld",
    weeks: int | None = None,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    lang: "Lang" = "en",
) -> "Explanation":
    """Follow a loss back: which inputs bind, from whom they miss, on what figures that rests.

    Parameters
    ----------
    subject : str
        A use (``election-count``), a group of uses (``elections``: the one that loses most) or a
        product as a buyer at home sees it (``gallium``).
    without : str, optional
        ``attribute:name``, such as ``owner:USA``, ``site:CHN``, ``any:EU27`` or ``firm:asml``.
    scenario : str, pathlib.Path or Scenario, optional
        In its place: what happens, as in :func:`run`; it knows no product, mode or limit.
    model : Model, optional
        The shipped model if left out.
    product : str, optional
        Only their part of this product.
    mode : str
        ``lost``: stops for everybody; ``withheld``: is refused to us.
    weeks : int, optional
        Week looked at, from 1; 0 is the limit. Left out: 52; of a use with a critical window the
        deepest within it; of a scenario the deepest.
    home, trusted
        As in :func:`nulmeting`.
    lang : str
        Language in which it is printed, ``nl`` or ``en``.

    Returns
    -------
    Explanation
        ``print()`` shows what the command shows; ``explanation.steps`` has it for a program.

    Raises
    ------
    AnalysisError
        VA601 to VA607: a name, attribute or question that cannot be answered.
    """
    from valuechain.analysis.workbench import prepare
    from valuechain.errors import AnalysisError
    from valuechain.questions.explain import screen
    from valuechain.questions.explain.figure import drawn
    from valuechain.questions.explain.study import measure, measure_scenario
    from valuechain.results.routes import Explanation

    if (without is None) == (scenario is None) or (scenario is not None and product is not None):
        raise AnalysisError(
            "VA606",
            "it is not clear what happens.",
            "Give what is taken away, with a product or without, or a scenario: not both.",
        )
    bench = prepare(model, home=home, trusted=trusted)
    if scenario is not None:
        week = measure_scenario(bench, subject, scenario=scenario, week=weeks)
        parts = (week.route, week.at_most, week.bound_low, week.bound_high)
        told = functools.partial(screen.scenario_route_text, week, bench.model)
        pictured = functools.partial(drawn, week, bench.model)
        return Explanation(*parts, lambda one: told(lang=one), lang, lambda one: pictured(lang=one))
    found = measure(
        bench,
        subject,
        without=without or "",
        product=product,
        mode=mode,
        weeks=weeks,
    )
    parts = (found.route, found.at_most, found.bound_low, found.bound_high)
    shown = functools.partial(screen.route_text, found, bench.model)
    picture = functools.partial(drawn, found, bench.model)
    return Explanation(*parts, lambda one: shown(lang=one), lang, lambda one: picture(lang=one))


@_checked
def run(
    model: "Model | NameOrScenario | Iterable[NameOrScenario] | None" = None,
    scenarios: "NameOrScenario | Iterable[NameOrScenario] | None" = None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    rule: "Rule" = "default",
    allocation: "Allocation | None" = None,
    substitution: bool | None = None,
    horizon: int | None = None,
    products: bool = True,
) -> "Result":
    """Follow scenarios week by week: when does it start to hurt, how deep, how long, and why.

    Parameters
    ----------
    model : Model, optional
        From :func:`load`; the shipped model if left out, as in ``run("taiwan-blockade")``.
    scenarios : str, pathlib.Path, Scenario or iterable of them
        Names of shipped scenarios, paths of files, or what :func:`shock` and :func:`scenario`
        make; each is followed by itself.
    home, trusted : str or iterable of str, optional
        As in :func:`nulmeting`.
    rule : str
        Importance rule: ``default``, ``strict`` or ``lenient``.
    allocation : str, optional
        What becomes of supply that a stopped customer leaves: ``contractual``, ``reallocate``,
        ``home-first`` or ``home-last``; what each scenario says if left out.
    substitution : bool, optional
        Whether others step in; what each scenario says if left out.
    horizon : int, optional
        Weeks that are followed, 1 to 520; what each scenario says if left out.
    products : bool
        Whether products and layers are followed too.

    Returns
    -------
    Result
        Tables as pandas frames: ``summary``, ``paths``, ``contributions``, ``shocks``,
        ``sources``; ``matrix()`` sets uses against scenarios, ``write(folder)`` saves all.

    Raises
    ------
    FileProblems
        Everything that is wrong with a scenario.
    AnalysisError
        VA601, VA602, VA604, VA620 to VA623, VA631, VA632: an unknown place or an empty home, no
        convergence, a shock that touches nothing, takeovers that clash, nothing asked, a horizon
        that cannot be followed.
    """
    from valuechain.analysis.scenario_choice import Instead
    from valuechain.analysis.workbench import prepare
    from valuechain.questions.what_if.study import measure
    from valuechain.questions.what_if.tables import result
    from valuechain.schema import Model

    if isinstance(model, Model):
        asked, wanted = model, scenarios
    else:  # what stands first are the scenarios, unless they stand second
        asked, wanted = load(), model if scenarios is None else scenarios
        if model is not None and scenarios is not None:
            raise TypeError("run() takes a model from load(), then scenarios.")
    measured = measure(
        prepare(asked, home=home, trusted=trusted),
        () if wanted is None else wanted,
        rule=rule,
        instead=Instead(allocation=allocation, substitution=substitution, horizon=horizon),
        products=products,
    )
    return result(measured)


@_checked
def sources(model: "Model | None" = None, *, to_check: bool = False) -> "pd.DataFrame":
    """List the sources of a model, or what to check first.

    Parameters
    ----------
    model : Model, optional
        From :func:`load`; the shipped model if left out.
    to_check : bool
        Recalled and judged figures instead, those on which most rests first.

    Returns
    -------
    pandas.DataFrame
        Sources with their licence and the figures that rest on them; or figures.
    """
    from valuechain.analysis.source_table import source_table
    from valuechain.questions.sources.tables import unverified

    asked = model or load()
    return unverified(asked) if to_check else source_table(asked)
