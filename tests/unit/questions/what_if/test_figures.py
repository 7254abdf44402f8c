"""Pictures of what-ifs: what they name, all of it inside, and the same twice."""

import re

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from valuechain.presentation.picture_files import picture_of
from valuechain.questions.partners.figure import Left, trust_matrix
from valuechain.questions.what_if.matrix_figure import MatrixCell, use_matrix
from valuechain.questions.what_if.paths_figure import Panel, use_paths


def panel(title, levels, **more):
    """A scenario with these levels; mild 10 points better, severe 20 points worse."""
    level = pd.Series(levels, dtype=float)
    lost = level < 1
    rows = pd.DataFrame(
        {
            "week": range(1, len(levels) + 1),
            "level": level,
            "level_bound_low": level - 0.05 * lost,
            "level_bound_high": level,
            "level_mild": (level + 0.1 * lost).clip(upper=1),
            "level_severe": (level - 0.2 * lost).clip(lower=0),
        }
    )
    return Panel(title, rows, start=2, end=6.0, **more)


def drawn(*panels, lang="en"):
    return use_paths(panels, title="Elections: what is left", theta=0.5, lang=lang)


DEEP = [1.0] * 2 + [0.3] * 6 + [1.0] * 18
LONG = "American cloud and office software are refused to Dutch government for a year"


def texts(figure):
    return [found.get_text() for found in figure.findobj(Text) if found.get_text()]


def _inside(box, width, height):
    return min(box.x0, box.y0) >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1


def outside(figure):
    """Texts that stick out of the picture."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    width, height = canvas.get_width_height()
    return [
        found.get_text()
        for found in figure.findobj(Text)
        if found.get_text()
        and found.get_visible()
        and not _inside(found.get_window_extent(), width, height)
    ]


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("count", [1, 2, 5])
def test_everything_stands_inside_the_picture(lang, count):
    fallbacks = ((3, "phone, desk, letters and emergency mail to all who need it"),)
    some = [panel(f"{LONG} {n}", DEEP, fallbacks=fallbacks, window=(3, 10)) for n in range(count)]
    assert outside(drawn(*some, lang=lang)) == []


@pytest.mark.parametrize("week", [1, 18, 40, 50, 55, 60, 85, 104])
def test_the_deepest_week_is_named_within_its_panel(week):
    """Also in its middle, where there is little room on either side; the threshold beside it."""
    levels = [1.0] * 104
    levels[week - 1] = 0.55
    figure = drawn(*(panel(f"{LONG} {n}", levels) for n in range(2)))
    FigureCanvasAgg(figure).draw()
    for axes in figure.axes:
        room = axes.get_window_extent()
        name, threshold = (
            next(one for one in axes.texts if text in one.get_text()).get_window_extent()
            for text in ("left in week", "down below")
        )
        assert room.x0 - 6 <= name.x0
        assert name.x1 <= room.x1 + 6
        assert not name.overlaps(threshold)


def test_the_deepest_week_the_range_and_the_window_are_named():
    said = " ".join(texts(drawn(panel("Refusal", DEEP, fallbacks=((3, "paper"),), window=(3, 10)))))
    assert "30% left in week 3" in said
    assert "(40% mild, 10% severe)" in said
    assert "critical window of 8\u00a0weeks" in said
    assert "fallback from week 3: paper" in said


def test_what_only_severe_shocks_take_is_shown():
    calm = panel("Quake", [1.0] * 20)
    rows = calm.rows.assign(level_severe=[1.0] * 9 + [0.4] + [1.0] * 10)
    said = " ".join(texts(drawn(Panel("Quake", rows, start=1, end=3.0))))
    assert "100% left in week 10" in said
    assert "40% severe" in said


def test_scenarios_that_lose_nothing_are_named_not_drawn():
    figure = drawn(panel("Refusal", DEEP), panel("Calm", [1.0] * 20))
    assert len(figure.axes) == 1
    assert any(re.search("less than 2% lost in: Calm", text) for text in texts(figure))


def test_a_use_that_never_loses_has_a_picture_without_panels():
    figure = drawn(panel("Calm", [1.0] * 20))
    assert figure.axes == []
    assert outside(figure) == []


def matrix(lang="en"):
    cells = {
        ("a", "u"): MatrixCell(0.72, 3, 0.9),
        ("a", "v"): MatrixCell(0.0, None, 0.0, perhaps=True),
        ("b", "u"): MatrixCell(0.0, None, 0.3),
        ("b", "v"): MatrixCell(0.004, 12, 0.01),
    }
    return use_matrix(
        cells,
        scenarios={"a": LONG, "b": "Quake"},
        uses={"u": "Government services", "v": "Elections"},
        title="Deepest loss",
        lang=lang,
    )


def test_the_matrix_names_loss_week_and_severe_shocks():
    said = texts(matrix())
    assert {"72%", "from week 3", "severe: 90%", "severe: 30%", "<1%", "from week 12"} <= set(said)
    assert {"?", "-"} <= set(said)
    assert outside(matrix()) == []


@pytest.mark.parametrize("uses", [1, 2, 7])
def test_the_title_of_a_matrix_stays_inside_however_few_uses_there_are(uses):
    columns = {str(number): "Elections" for number in range(uses)}
    title = "What stays exposed of each use with each partner trusted, seen from the Netherlands"
    losses = use_matrix(
        {("a", use): MatrixCell(0.5, 3, 0.5) for use in columns},
        scenarios={"a": "Quake"},
        uses=columns,
        title=title,
        lang="en",
    )
    trust = trust_matrix(
        [("now", [Left(0.7, 0.7, 0.0)] * uses)],
        uses=list(columns.values()),
        title=title,
        notes=[],
        lang="en",
    )
    for figure in (losses, trust):
        assert outside(figure) == []
        assert title in " ".join(texts(figure))


def test_the_same_figure_gives_the_same_files():
    first, second = (picture_of(drawn(panel("Refusal", DEEP)), None, lang="en") for _ in range(2))
    assert first == second
    assert first["png"].startswith(b"\x89PNG")
    assert b"Refusal" in first["svg"]
