"""Who can stop a use: the smallest sets of countries, firms or producers that bring it down."""

from collections.abc import Iterable, Sequence
from typing import Final, TypedDict, Unpack

import pandas as pd

from valuechain.analysis.question_frame import (
    checked_theta,
    checked_weeks,
    chosen_uses,
    conclude,
    outside,
    refuse_unknown,
)
from valuechain.analysis.workbench import Progress, Workbench, prepare
from valuechain.errors import AnalysisError
from valuechain.files.nearest import nearest
from valuechain.questions.chokepoints.contracts import BYS, TABLES
from valuechain.questions.chokepoints.cut_search import (
    MOST_RESPONSES,
    Asked,
    effects_of,
    listed,
    search,
)
from valuechain.questions.chokepoints.routes import routes_of
from valuechain.questions.chokepoints.tables import Answer, coverage_table, set_table, single_table
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.shocks.joint import By
from valuechain.vocab.words import ATTRIBUTES, MODES, Attribute, Mode, Rule

LARGEST: Final = 3
SIZES: Final[dict[str, int]] = {"countries": 3, "firms": 2, "producers": 1}
"""Largest sets looked for if no size is asked."""
TIES: Final[dict[Mode, Attribute]] = {"withheld": "owner", "lost": "site"}
"""Which country counts if none is asked: who can refuse, and where something stops."""


class Seen(TypedDict, total=False):
    """From whose side it is asked, and how; all may be left out."""

    home: str | Iterable[str] | None
    trusted: str | Iterable[str] | None
    rule: Rule
    most_responses: int
    overlays: Sequence[str]
    progress: Progress | None


def chokepoints(
    model: Model | None = None,
    *,
    uses: str | Iterable[str] | None = None,
    by: str | Iterable[str] = ("countries", "firms"),
    attribute: str | None = None,
    mode: str = "both",
    theta: float | None = None,
    weeks: int = 52,
    size: int | None = None,
    **seen: Unpack[Seen],
) -> Result:
    """Find the smallest sets that together bring a use below a level.

    Parameters
    ----------
    model : Model, optional
        From :func:`valuechain.load`; the shipped model if left out.
    uses : str or iterable of str, optional
        Uses asked about; all of home if left out.
    by : str or iterable of str
        What is taken away: ``countries``, ``firms``, ``producers``.
    attribute : str, optional
        Which country of a supplier counts; if left out ``owner`` for what is withheld and
        ``site`` for what is lost. Firms and producers do not use it.
    mode : str
        ``lost``, ``withheld`` or ``both``.
    theta : float, optional
        Level below which a use is down; the model's own if left out.
    weeks : int
        Within how many weeks, from 1; 0 is the limit.
    size : int, optional
        Largest set, 1 to 3; if left out 3 for countries, 2 for firms, 1 for
        producers.
    **seen
        ``home`` and ``trusted`` as in :func:`valuechain.nulmeting`; ``rule``, the importance rule
        (``default``, ``strict`` or ``lenient``); ``most_responses``, the most sets tried in one
        search (``coverage`` says where that was not enough); ``overlays``, replaced figures;
        ``progress``, a callable that is told how far it is.

    Returns
    -------
    Result
        Tables ``sets``, ``single_points``, ``coverage`` and ``sources``.

    Raises
    ------
    AnalysisError
        VA601 to VA604, VA607, VA640 to VA643: a place, week, theta or use that cannot be, no use
        or nobody left, no convergence. VA670: unknown ``by``; VA671: size not 1 to 3; VA672:
        unknown mode; VA673: unknown attribute.
    """
    refuse_unknown(seen, Seen)
    kinds, modes = _kinds(by), _modes(mode)
    _check(size, attribute)
    bench = prepare(model, home=seen.get("home"), trusted=seen.get("trusted"))
    rule = seen.get("rule", "default")
    most_responses = seen.get("most_responses", MOST_RESPONSES)
    asked = Asked(
        uses=chosen_uses(bench, uses),
        theta=checked_theta(bench, theta),
        weeks=checked_weeks(weeks),
        effects=bench.effects(rule),
    )
    if "countries" in kinds and "withheld" in modes:
        outside(bench)
    answers = [
        _answer(
            bench,
            asked,
            by=kind,
            attribute=_tie(attribute, one),
            mode=one,
            size=size or SIZES[kind],
            most_responses=most_responses,
            progress=seen.get("progress"),
        )
        for kind in kinds
        for one in modes
    ]
    sets = set_table(bench, answers, asked=asked)
    frames = {
        "sets": sets,
        "single_points": single_table(bench, sets, asked=asked),
        "coverage": coverage_table(bench, answers, asked=asked),
    }
    options = {
        "uses": [bench.stack.producer_ids[row] for row in asked.uses],
        "by": list(kinds),
        "mode": list(modes),
        "attribute": {one: _tie(attribute, one) for one in modes},
        "theta": asked.theta,
        "weeks": asked.weeks or "limit",
        "size": {kind: size or SIZES[kind] for kind in kinds},
        "rule": rule,
        "most_responses": most_responses,
    }
    counts = {"responses": sum(one.cutting.losses.counts.total() for one in answers)}
    return conclude(
        bench,
        "chokepoints",
        contracts=TABLES,
        frames=frames,
        options=options,
        counts=counts,
        overlays=seen.get("overlays", ()),
    )


def single_points(
    bench: Workbench,
    *,
    by: Sequence[By] = ("countries", "firms"),
    theta: float | None = None,
    weeks: int = 52,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Rank the single points of failure of all uses of home, where the model is ready already.

    Returns
    -------
    pandas.DataFrame
        As the table ``single_points``; what is withheld by owner, what is lost by site.

    Raises
    ------
    AnalysisError
        VA604, VA607, VA640, VA642: as in :func:`chokepoints`.
    """
    asked = Asked(
        uses=chosen_uses(bench, None),
        theta=checked_theta(bench, theta),
        weeks=checked_weeks(weeks),
        effects=bench.effects(),
    )
    answers = [
        _answer(
            bench,
            asked,
            by=kind,
            attribute=TIES[mode],
            mode=mode,
            size=1,
            most_responses=MOST_RESPONSES,
            progress=progress,
        )
        for kind in by
        for mode in _modes("both")
    ]
    return single_table(bench, set_table(bench, answers, asked=asked), asked=asked)


def _answer(
    bench: Workbench,
    asked: Asked,
    *,
    by: By,
    attribute: Attribute,
    mode: Mode,
    size: int,
    most_responses: int,
    progress: Progress | None,
) -> Answer:
    cutting = search(
        bench,
        asked,
        by=by,
        attribute=attribute,
        mode=mode,
        size=size,
        most_responses=most_responses,
        progress=progress,
    )
    rows = listed(cutting, asked)
    effects = effects_of(cutting, rows, asked=asked)
    routes = routes_of(bench, cutting, rows=rows, effects=effects, asked=asked)
    return Answer(cutting, size, tuple(rows), tuple(effects), tuple(routes))


def _tie(attribute: str | None, mode: Mode) -> Attribute:
    return TIES[mode] if attribute is None else attribute  # type: ignore[return-value]


def _kinds(by: str | Iterable[str]) -> tuple[By, ...]:
    asked = [by] if isinstance(by, str) else list(by)
    for one in asked or [""]:
        if one not in BYS:
            remedy = nearest(one, BYS) or f"Use one of {', '.join(BYS)}."
            raise AnalysisError("VA670", f"sets of {one!r} are not looked for.", remedy)
    return tuple(one for one in BYS if one in asked)


def _modes(mode: str) -> tuple[Mode, ...]:
    if mode == "both":
        return tuple(reversed(MODES))
    for one in MODES:
        if mode == one:
            return (one,)
    raise AnalysisError("VA672", f"unknown mode {mode!r}.", "Use lost, withheld or both.")


def _check(size: int | None, attribute: str | None) -> None:
    if size is not None and not 1 <= size <= LARGEST:
        raise AnalysisError(
            "VA671", f"sets of {size} are not looked for.", f"Use a size of 1 to {LARGEST}."
        )
    if attribute is not None and attribute not in ATTRIBUTES:
        raise AnalysisError(
            "VA673", f"unknown attribute {attribute!r}.", f"Use one of {', '.join(ATTRIBUTES)}."
        )
