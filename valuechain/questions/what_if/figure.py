"""Pictures of what scenarios do: one per use, and all uses against all scenarios."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from valuechain.presentation.names import Names
from valuechain.presentation.picture_files import PictureFiles, picture_of
from valuechain.questions.what_if.matrix_figure import MatrixCell, use_matrix
from valuechain.questions.what_if.paths_figure import Panel, use_paths
from valuechain.questions.what_if.screen import home_of, perhaps_lost, title_of
from valuechain.questions.what_if.words import WORDS
from valuechain.results.frames import rows_of
from valuechain.results.result import Result
from valuechain.results.scenario_facts import Played
from valuechain.schema import Model
from valuechain.texts.languages import Lang, inline
from valuechain.vocab.tolerances import WHOLE

if TYPE_CHECKING:
    import pandas as pd

_MOST_FALLBACKS = 2


def pictures(outcome: Result, model: Model, *, lang: Lang) -> dict[str, bytes]:
    """Draw every use, and the matrix where there are several scenarios.

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
    dict of str to bytes
        ``figures/<use>.svg`` and ``.png``, ``figures/matrix.svg`` and ``.png``.
    """
    words = Names(model, lang)
    drawn = {use: _of_use(outcome, words, use) for use in _uses(outcome, model)}
    if drawn and len(outcome.scenarios) > 1:
        drawn["matrix"] = _matrix(outcome, words, list(drawn))
    return {
        f"figures/{name}.{kind}": content
        for name, picture in drawn.items()
        for kind, content in picture.items()
    }


def _uses(outcome: Result, model: Model) -> list[str]:
    """Uses of the outcome, in the order of the model."""
    found = set(rows_of(outcome.summary, subject_kind="use")["subject"])
    return [use for use in model.uses if use in found]


def _of_use(outcome: Result, words: Names, use: str) -> PictureFiles:
    rows = rows_of(outcome.paths, subject_kind="use", subject=use)
    panels = [
        _panel(played, words, use, rows_of(rows, scenario=played.id))
        for played in outcome.scenarios
    ]
    title = WORDS.say(words.lang, "figure-title", use=words.title(use))
    figure = use_paths(panels, title=title, theta=outcome.settings.theta, lang=words.lang)
    return picture_of(figure, outcome.marking, lang=words.lang)


def _panel(played: Played, words: Names, use: str, rows: "pd.DataFrame") -> Panel:
    binding = set(rows["binding_input"])
    helped = sorted(
        {
            (one.week, inline(one.title.get(words.lang, "")))
            for one in played.fallbacks
            if one.use == use and one.product in binding
        }
    )
    return Panel(
        title=title_of(played, words.lang),
        rows=rows,
        start=played.start_week,
        end=played.end_weeks,
        fallbacks=tuple(helped[:_MOST_FALLBACKS]),
        window=_window(words.model, use, rows),
    )


def _window(model: Model, use: str, rows: "pd.DataFrame") -> tuple[int, int] | None:
    """Where the critical window of a use would lose most, if it loses anything."""
    from valuechain.indicators.consequence import worst_window

    weeks = model.uses[use].critical_window
    level = rows.sort_values("week")["level"].to_numpy(dtype=float)
    if weeks is None or not len(level) or level.min() > 1 - WHOLE:
        return None
    long = min(max(1, round(weeks)), len(level))
    first = worst_window(level, weeks=long)
    return first, first + long - 1


def _matrix(outcome: Result, words: Names, uses: list[str]) -> PictureFiles:
    every = rows_of(outcome.summary, subject_kind="use")
    rows = rows_of(every, variant="stated")
    severe = {
        (str(row["scenario"]), str(row["subject"])): float(row["deepest_loss"])
        for row in rows_of(every, variant="severe").to_dict("records")
    }
    cells: Mapping[tuple[str, str], MatrixCell] = {
        (str(row["scenario"]), str(row["subject"])): MatrixCell(
            loss=float(row["deepest_loss"]),
            week=int(row["first_loss_week"]) if row["deepest_loss"] > 0 else None,
            severe=severe[str(row["scenario"]), str(row["subject"])],
            perhaps=perhaps_lost(row),
        )
        for row in rows.to_dict("records")
    }
    figure = use_matrix(
        cells,
        scenarios={one.id: title_of(one, words.lang) for one in outcome.scenarios},
        uses={use: words.title(use) for use in uses},
        title=WORDS.say(
            words.lang, "matrix-title", home=home_of(outcome, words.model, lang=words.lang)
        ),
        lang=words.lang,
    )
    return picture_of(figure, outcome.marking, lang=words.lang)
