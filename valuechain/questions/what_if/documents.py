"""What goes with the tables of a what-if: pictures, the summary in words, and the matrix."""

import textwrap
from collections.abc import Hashable, Mapping
from typing import Any, Final

from valuechain.presentation.names import Names
from valuechain.presentation.screen import plain
from valuechain.questions.what_if.case import home_of, title_of
from valuechain.questions.what_if.pictures import perhaps_lost, pictures
from valuechain.questions.what_if.screen import WIDTH, outcome_text
from valuechain.results.frames import rows_of
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.languages import Lang
from valuechain.texts.numbers import percent
from valuechain.texts.scenarios import narrate

_NAME: Final = 30
_CELL: Final = 7
_FELT: Final = 0.005
"""A loss from which on severe shocks are marked."""


def documents(outcome: Result, model: Model, *, lang: Lang) -> dict[str, str | bytes]:
    """Give the files that go with the tables.

    Parameters
    ----------
    outcome : Result
        The result.
    model : Model
        The model it was computed from.
    lang : str
        Language.

    Returns
    -------
    dict of str to str or bytes
        ``summary.txt``, a picture of every use, and ``matrix.csv`` with its picture where there
        are several scenarios.
    """
    found: dict[str, str | bytes] = {"summary.txt": outcome_text(outcome, model, lang=lang) + "\n"}
    found |= pictures(outcome, model, lang=lang)
    if len(outcome.scenarios) > 1:
        text = outcome.matrix().to_csv(index=False, lineterminator="\n", float_format="%.6g")
        found["matrix.csv"] = text
    return found


def screen(outcome: Result, model: Model, *, lang: Lang, matrix: bool) -> str:
    """Give what stands on the screen: each scenario in words, or all in one matrix.

    Parameters
    ----------
    outcome : Result
        The result.
    model : Model
        The model it was computed from.
    lang : str
        Language.
    matrix : bool
        Whether the matrix of uses and scenarios is shown; without uses there is none.
    """
    rows = rows_of(outcome.summary, subject_kind="use", variant="stated")
    if not matrix or not len(rows):
        return outcome_text(outcome, model, lang=lang)
    words = Names(model, lang)
    uses = [use for use in model.uses if use in set(rows["subject"])]
    title = narrate(lang, "matrix-title", home=home_of(outcome, model, lang=lang))
    numbered = [f"{number} {words.title(use)}" for number, use in enumerate(uses, start=1)]
    lines = textwrap.wrap(title, WIDTH)
    lines += textwrap.wrap(narrate(lang, "matrix-columns", names=", ".join(numbered)), WIDTH)
    head = "".join(f"{number:>{_CELL}}" for number in range(1, len(uses) + 1))
    lines += ["", f"{narrate(lang, 'matrix-scenario'):<{_NAME}}{head}"]
    for played in outcome.scenarios:
        every = rows_of(rows, scenario=played.id).to_dict("records")
        mine = {str(row["subject"]): row for row in every}
        name = textwrap.wrap(title_of(played, lang), _NAME - 1, max_lines=2, placeholder=" …")
        hard = rows_of(
            outcome.summary, subject_kind="use", variant="severe", scenario=played.id
        ).set_index("subject")["deepest_loss"]
        depth = "".join(
            f"{_loss(mine[use], lang, severe=float(hard[use])):>{_CELL}}" for use in uses
        )
        weeks = "".join(f"{_week(mine[use], lang):>{_CELL}}" for use in uses)
        more = name[1] if len(name) > 1 else ""
        lines += [f"{name[0]:<{_NAME}}{depth}", f"{more:<{_NAME}}{weeks}"]
    lines += ["", *textwrap.wrap(narrate(lang, "matrix-note"), WIDTH)]
    return plain("\n".join(line.rstrip() for line in lines))


def _loss(row: Mapping[Hashable, Any], lang: Lang, *, severe: float) -> str:
    loss = float(row["deepest_loss"])
    if loss > 0:
        return percent(lang, loss)
    mark = "?" if perhaps_lost(row) else "-"
    return f"{mark}*" if severe >= _FELT else mark


def _week(row: Mapping[Hashable, Any], lang: Lang) -> str:
    if float(row["deepest_loss"]) == 0:
        return ""
    return narrate(lang, "week-short", week=int(row["first_loss_week"]))
