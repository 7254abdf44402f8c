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

import importlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from valuechain.questions.chokepoints import chokepoints
    from valuechain.questions.comparison import compare_indicators
    from valuechain.questions.leverage import leverage
    from valuechain.questions.lookthrough import lookthrough, lookthrough_table
    from valuechain.questions.partners import partners
    from valuechain.questions.plan import plan
    from valuechain.questions.plan.answer import apply
    from valuechain.questions.survival import survival
    from valuechain.questions.uncertainty import uncertainty, what_to_find_out
    from valuechain.results.result import Result
    from valuechain.results.routes import Route
    from valuechain.schema import Measure, Model, Scenario
    from valuechain.vocab.words import Allocation, Mode, Rule

__version__ = "0.1.0"
__all__ = [
    "Result",
    "apply",
    "chokepoints",
    "compare_indicators",
    "explain",
    "leverage",
    "load",
    "lookthrough",
    "lookthrough_table",
    "measures",
    "nulmeting",
    "partners",
    "plan",
    "run",
    "scenario",
    "shock",
    "survival",
    "uncertainty",
    "what_to_find_out",
]

_QUESTIONS = {
    "apply": "valuechain.questions.plan.answer",
    "chokepoints": "valuechain.questions.chokepoints",
    "compare_indicators": "valuechain.questions.comparison",
    "leverage": "valuechain.questions.leverage",
    "lookthrough": "valuechain.questions.lookthrough",
    "lookthrough_table": "valuechain.questions.lookthrough",
    "partners": "valuechain.questions.partners",
    "plan": "valuechain.questions.plan",
    "Result": "valuechain.results.result",
    "survival": "valuechain.questions.survival",
    "uncertainty": "valuechain.questions.uncertainty",
    "what_to_find_out": "valuechain.questions.uncertainty",
}
"""The strategic questions, and where each is answered; imported when they are asked."""


def __getattr__(name: str) -> Any:
    """Give the function that answers a strategic question."""
    if name in _QUESTIONS:
        return getattr(importlib.import_module(_QUESTIONS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


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


def nulmeting(
    model: "Model | None" = None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    rules: "Sequence[Rule]" = ("default", "strict", "lenient"),
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

    Returns
    -------
    Result
        Tables as pandas frames (``base.exposure``, ``base.verdicts`` and so on), without
        substitution.

    Raises
    ------
    AnalysisError
        VA601 to VA604, VA608, VA609: an unknown country or group, an empty home, no convergence,
        a horizon at which nothing is measured, or rules without the default.
    """
    from valuechain.questions.nulmeting.study import nulmeting as measure

    return measure(model or load(), home=home, trusted=trusted, rules=rules)


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
) -> "Route":
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

    Raises
    ------
    AnalysisError
        VA601 to VA607: a name, attribute or question that cannot be answered.
    """
    from valuechain.analysis.workbench import prepare
    from valuechain.errors import AnalysisError
    from valuechain.questions.explain.study import measure_scenario, route_of

    if (without is None) == (scenario is None) or (scenario is not None and product is not None):
        raise AnalysisError(
            "VA606",
            "it is not clear what happens.",
            "Give what is taken away, with a product or without, or a scenario: not both.",
        )
    bench = prepare(model, home=home, trusted=trusted)
    if scenario is not None:
        return measure_scenario(bench, subject, scenario=scenario, week=weeks).route
    return route_of(
        bench,
        subject,
        without=without or "",
        product=product,
        mode=mode,
        weeks=weeks,
    )


def run(
    model: "Model | None",
    scenarios: "str | Path | Scenario | Iterable[str | Path | Scenario]",
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
    model : Model or None
        From :func:`load`; the shipped model if None.
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

    measured = measure(
        prepare(model, home=home, trusted=trusted),
        scenarios,
        rule=rule,
        instead=Instead(allocation=allocation, substitution=substitution, horizon=horizon),
        products=products,
    )
    return result(measured)


def shock(
    kind: str,
    *,
    product: str | Sequence[str] | None = None,
    to: str | Sequence[str] | None = None,
    severity: "float | tuple[float, float, float] | None" = None,
    weeks: "float | tuple[float, float, float] | None" = None,
    start: float = 0.0,
    horizon: int = 104,
    **more: object,
) -> "Scenario":
    """Make a what-if of one shock, without a file; its evidence is the analyst's judgement.

    Parameters
    ----------
    kind : str
        ``outage``, ``export-ban``, ``access-denial``, ``capital-stop``, ``demand-surge`` or
        ``takeover``.
    product : str or sequence of str, optional
        Products; all if neither this nor ``layer`` is given.
    to : str or sequence of str, optional
        Countries or groups that are refused; of a takeover, the new owner's.
    severity : float or (low, mode, high), optional
        Part that is lost, 0..1; all of it if left out.
    weeks : float or (low, mode, high), optional
        Weeks in force; to the horizon if left out.
    start : float
        Weeks before it starts.
    horizon : int
        Weeks that are computed.
    **more
        What else a shock of that kind states: ``from_site``, ``from_headquarters``,
        ``from_owner``, ``from_any``, ``from_firm``, ``from_producer``, ``layer``, ``except_``,
        ``customers``, ``lifetime`` (weeks), ``factor``, ``by``, ``firm``, and ``recovery_weeks``
        for a recovery in a straight line.

    Returns
    -------
    Scenario
        For :func:`run`, or to be put together with others by :func:`scenario`.

    Raises
    ------
    AnalysisError
        VA633: this is no shock.

    Examples
    --------
    >>> ban = shock("export-ban", product="gallium", from_site="CHN", to="EU27", weeks=26)
    >>> ban.title.en, ban.shocks[0].duration.mode
    ('Export ban: gallium from China', 26.0)
    """
    from valuechain.analysis.scenario_maker import shock as make

    return make(
        kind,
        product=product,
        to=to,
        severity=severity,
        weeks=weeks,
        start=start,
        horizon=horizon,
        **more,
    )


def scenario(
    shocks: "Iterable[Scenario]",
    *,
    name: str | None = None,
    title: str | None = None,
    horizon: int | None = None,
) -> "Scenario":
    """Put what-ifs together as one scenario, in which all of them happen.

    Parameters
    ----------
    shocks : iterable of Scenario
        From :func:`shock`.
    name, title : str, optional
        What it is called; made from its parts if left out.
    horizon : int, optional
        Weeks that are computed; the longest of the parts if left out.

    Raises
    ------
    AnalysisError
        VA634: there is none; VA635: they differ in allocation, substitution or grace.

    Examples
    --------
    >>> both = scenario([shock("outage", from_site="TWN"), shock("outage", from_site="KOR")])
    >>> both.title.en, len(both.shocks)
    ('Outage: everything from Taiwan + Outage: everything from South Korea', 2)
    """
    from valuechain.analysis.scenario_maker import scenario as combine

    return combine(shocks, name=name, title=title, horizon=horizon)
