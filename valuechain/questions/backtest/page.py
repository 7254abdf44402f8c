"""The page that holds what the model says of past events against what was observed.

``python -m valuechain.questions.backtest.page docs`` writes it anew.
"""

import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from valuechain.files.loaded import load
from valuechain.files.shipped import shipped_model
from valuechain.questions.backtest.observations import ComparedObservation, Interval, Observed
from valuechain.questions.backtest.study import measure
from valuechain.schema import Model
from valuechain.schema.scenario import Scenario
from valuechain.vocab.tolerances import WHOLE

NAME: Final = "backtest.md"
_INTRODUCTION: Final = """\
# Back-test: what the model says of what happened

Made by `python -m valuechain.questions.backtest.page docs`; a test holds it equal to what the
code says.
The cases are the files of `scenarios/history`, the observations those of `observed.csv` there.

Read it with this in mind:

* No parameter is tuned to a case, and no case or observation is left out because it does not fit.
  Misses stay in the table.
* The model is that of today, not the world of the year of a case: other suppliers, other shares,
  other stocks. Agreement is no proof, and a difference need not be a mistake of the model.
* An event without harm downstream is a weak test: a model in which nothing ever hurts would pass
  it too. It catches only a model that exaggerates.
* The width of what the model says is that of its bounds and of the ranges of the scenario: a wide
  interval agrees easily. The stated case stands before it, so that this can be seen.
* Some observations are general knowledge and were not read anywhere; these are marked *recall*,
  and our own readings *judgement*.

## The rule

Fixed before the results were looked at. What the model says is an interval: the lowest and the
highest of the stated case, the bounds on unlisted suppliers, and the mild and severe variants. What
was observed is one too; an open end is infinite.

* **Agrees**: the two have a point in common.
* **Differs**: they have not.
* **Cannot tell**: the figure was *put in* (the scenario was made with it, so the model cannot but
  follow it), the observation is *vague* (no exact figure, or of something else than the model has),
  or it is *not in the model*.

A time is known to the week: a loss that is first felt in week 3 starts after 2 to 3 weeks. Shares
are of those who are hit, before the severity; where a share was put in, with the severity. Flows
and capacities are averages of the week in which the day falls.
"""
_MEASURES: Final = {
    "capacity_at_week": "capacity of the plant",
    "deepest_loss": "deepest loss",
    "flow_at_week": "flow from those hit",
    "lost_output_of_those_hit": "lost output of those hit",
    "price_ratio": "price, times that of before",
    "share_from_selected_after": "share that remains with those hit",
    "share_touched": "share of those hit",
    "weeks_survived": "weeks without loss",
    "weeks_to_first_effect": "weeks to the first effect",
    "weeks_until_whole": "weeks until whole",
}
_FRACTIONS: Final = frozenset(
    {
        "capacity_at_week",
        "deepest_loss",
        "flow_at_week",
        "share_from_selected_after",
        "share_touched",
    }
)


def page(model: Model) -> str:
    """Write the page that holds the model against real events, in MyST.

    Parameters
    ----------
    model : Model
        A checked model.

    Returns
    -------
    str
        Introduction, counts, and one table for each case.
    """
    found = measure(model)
    lines = [
        _INTRODUCTION,
        "## The count",
        "",
        *_counts([one for _, some in found for one in some]),
    ]
    for case, some in found:
        lines += ["", *_case(case, some)]
    return "\n".join(lines) + "\n"


def _counts(every: Sequence[ComparedObservation]) -> Iterator[str]:
    verdicts = Counter(one.verdict for one in every)
    reasons = Counter(one.reason for one in every)
    tests = verdicts["agrees"] + verdicts["differs"]
    calm = sum(one.verdict == "agrees" and one.observed.measure == "deepest_loss" for one in every)
    yield "| verdict | observations |"
    yield "|---|--:|"
    yield f"| agrees | {verdicts['agrees']} |"
    yield f"| differs | {verdicts['differs']} |"
    yield f"| cannot tell: put in | {reasons['put in']} |"
    yield f"| cannot tell: vague | {reasons['vague']} |"
    yield f"| cannot tell: not in the model | {reasons['not in the model']} |"
    yield ""
    yield (
        f"So {tests} of {len(every)} observations are tests. Of the {verdicts['agrees']} that "
        f"agree, {calm} are of the weak kind: a loss that was not there."
    )


def _case(case: Scenario, some: Sequence[ComparedObservation]) -> Iterator[str]:
    yield f"## {case.title.en}"
    yield ""
    yield f"`{case.id}`. {case.because.en}"
    yield ""
    yield "| what | seen from | observed | the model: stated (lowest to highest) | verdict | why |"
    yield "|---|---|--:|--:|---|---|"
    for one in some:
        row = one.observed
        when = "" if row.week is None else f", week {row.week:g}"
        what = f"{_MEASURES[row.measure]}{when}: `{row.subject}`" if row.subject else row.measure
        yield (
            f"| {what} | {row.home} | {_seen(row)} | {_said(one.said, row.measure)} "
            f"| {one.verdict} | {_why(one)} |"
        )


def _seen(row: Observed) -> str:
    if row.low is None and row.high is None:
        return "no figure"
    if row.high is None:
        return f"at least {_figure(row.low or 0.0, row.measure)}"
    if row.low is None:
        return f"at most {_figure(row.high, row.measure)}"
    return _between(row.low, row.high, row.measure)


def _said(said: Interval | None, measure: str) -> str:
    if said is None:
        return "no number"
    stated = _figure(said.stated, measure)
    between = _between(said.low, said.high, measure)
    return stated if stated == between else f"{stated} ({between})"


def _between(low: float, high: float, measure: str) -> str:
    ends = [_figure(one, measure) for one in (low, high)]
    return " to ".join(dict.fromkeys(ends))


def _figure(figure: float, measure: str) -> str:
    """Write a figure: fractions as percentages, what never happens as never."""
    if math.isinf(figure):
        return "never"
    if measure in _FRACTIONS:
        return f"{100 * figure:.3g}%" if figure >= 0.0005 or figure <= 0 else "below 0.1%"
    return f"{figure:.3g}"


def _why(one: ComparedObservation) -> str:
    row = one.observed
    source = f"[{row.source}]({row.url})" if row.url else row.source or "no source"
    said = row.observed.rstrip(".")
    kind = "" if row.status == "read" else f", *{row.status}*"
    return f"{_REASONS[one.reason]}{_direction(one)}. {said} ({source}{kind})".replace("|", "/")


_REASONS: Final = {
    "apart": "The intervals have no point in common",
    "not in the model": "Not in the model",
    "overlap": "The intervals overlap",
    "put in": "Put in",
    "vague": "Vague, or of something else",
}


def _direction(one: ComparedObservation) -> str:
    """Say which way a difference goes, and where only the ends of the range agree."""
    row, said = one.observed, one.said
    if said is None or one.verdict == "cannot tell":
        return ""
    low = -math.inf if row.low is None else row.low
    high = math.inf if row.high is None else row.high
    if one.verdict == "differs":
        return ": the model says more" if said.low > high else ": the model says less"
    inside = low <= said.stated <= high
    wide = said.low < low - WHOLE or said.high > high + WHOLE
    return ", though not all that the model allows was seen" if inside and wide else ""


def main(folder: str) -> None:
    """Write the page on real events into a folder of the documentation."""
    text = page(load(shipped_model()).model)
    (Path(folder) / NAME).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])
