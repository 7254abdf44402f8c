"""Who can stop a use: the smallest sets of countries, firms or producers that bring it down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from valuechain.analysis.question_frame import (
    checked_theta,
    checked_weeks,
    chosen_uses,
    outside,
)
from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.files.nearest import nearest
from valuechain.questions.chokepoints import MOST_RESPONSES
from valuechain.questions.chokepoints.cut_search import FoundCutSets, SearchTerms, answer
from valuechain.shocks.joint_removals import SetSort
from valuechain.vocab.words import ATTRIBUTES, MODES, Attribute, Mode, Progress, Rule

BYS: Final[tuple[SetSort, ...]] = ("countries", "firms", "producers")
LARGEST: Final = 3
SIZES: Final[dict[str, int]] = {"countries": 3, "firms": 2, "producers": 1}
"""Largest sets looked for if no size is asked."""
TIES: Final[dict[Mode, Attribute]] = {"withheld": "owner", "lost": "site"}
"""Which country counts if none is asked: who can refuse, and where something stops."""


@dataclass(frozen=True, slots=True)
class MeasuredChokepoints:
    """Every search with what it found, and how it was asked."""

    bench: Workbench
    asked: SearchTerms
    answers: tuple[FoundCutSets, ...]
    options: Mapping[str, object]
    """How it was asked, for the manifest."""


def measure(
    bench: Workbench,
    *,
    uses: str | Iterable[str] | None = None,
    by: str | Iterable[str] = ("countries", "firms"),
    attribute: str | None = None,
    mode: str = "both",
    theta: float | None = None,
    weeks: int = 52,
    size: int | None = None,
    rule: Rule = "default",
    most_responses: int = MOST_RESPONSES,
    progress: Progress | None = None,
) -> MeasuredChokepoints:
    """Search for the smallest sets that together bring a use below a level.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    uses, by, attribute, mode, theta, weeks, size, rule, most_responses, progress
        As for `valuechain.chokepoints`.

    Raises
    ------
    AnalysisError, ConvergenceError
        As `valuechain.chokepoints`, but for home and trusted.
    """
    kinds, modes = _kinds(by), _modes(mode)
    _check(size, attribute)
    asked = SearchTerms(
        uses=chosen_uses(bench, uses),
        theta=checked_theta(bench, theta),
        weeks=checked_weeks(weeks),
        effects=bench.effects(rule),
    )
    if "countries" in kinds and "withheld" in modes:
        outside(bench)
    answers = tuple(
        answer(
            bench,
            asked,
            by=kind,
            attribute=_tie(attribute, one),
            mode=one,
            size=size or SIZES[kind],
            most_responses=most_responses,
            progress=progress,
        )
        for kind in kinds
        for one in modes
    )
    return MeasuredChokepoints(
        bench,
        asked,
        answers,
        options={
            "uses": [bench.stack.producer_ids[row] for row in asked.uses],
            "by": list(kinds),
            "mode": list(modes),
            "attribute": {one: _tie(attribute, one) for one in modes},
            "theta": asked.theta,
            "weeks": asked.weeks or "limit",
            "size": {kind: size or SIZES[kind] for kind in kinds},
            "rule": rule,
            "most_responses": most_responses,
        },
    )


def _tie(attribute: str | None, mode: Mode) -> Attribute:
    return TIES[mode] if attribute is None else attribute  # type: ignore[return-value]


def _kinds(by: str | Iterable[str]) -> tuple[SetSort, ...]:
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
