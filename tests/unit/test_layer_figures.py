"""Figures of the page by layer, of the ten, and of what brings uses down: drawn from the tables."""

import dataclasses
import re
from collections.abc import Iterator

import pytest

import valuechain as vc
from tests.unit.results_sample import sample, tiny
from valuechain.presentation.blocks import EvidenceCount, FigureBlock, FigureGrid, Heading
from valuechain.presentation.cell_grid import GridCell, cell_grid
from valuechain.presentation.dot_plot import DotWords, RangedLoss, dot_plot
from valuechain.presentation.evidence_chart import evidence_chart
from valuechain.presentation.names import Names
from valuechain.presentation.picture_files import picture_of
from valuechain.presentation.world import SHADES
from valuechain.questions.chokepoints.figure import cuts_of_points, grids
from valuechain.questions.nulmeting.page import document
from valuechain.texts import LANGUAGES
from valuechain.texts.numbers import percent

TINY = "tests/models/tiny.yaml"


def parts(held: object, kind: type) -> Iterator[object]:
    """Every part of a kind, wherever it stands."""
    if isinstance(held, kind):
        yield held
    elif isinstance(held, tuple):
        for one in held:
            yield from parts(one, kind)
    elif dataclasses.is_dataclass(held):
        for one in dataclasses.fields(held):
            yield from parts(getattr(held, one.name), kind)


def filled():
    """The sample with its model."""
    return dataclasses.replace(sample(), model=tiny())


def told(base, lang):
    """Figures of a page by name, and the text of its smaller headings."""
    whole = document(base, Names(base.model, lang))
    figures = {one.name: one for one in parts(whole, FigureBlock)}
    return figures, [one.text for one in parts(whole, Heading) if one.level == 3]


@pytest.fixture(scope="module")
def measured():
    return vc.nulmeting(vc.load(TINY), rules=("default",))


def texts(figure):
    """All that a figure says."""
    axes = figure.axes[0]
    return [one.get_text() for one in axes.texts if one.get_text()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_grid_of_layers_says_the_loss_of_its_table(measured, lang):
    figures, _ = told(measured, lang)
    rows = measured.layers.query(
        "kind == 'country' and rule == 'default' and horizon_weeks == 52 and mode == 'lost' "
        "and attribute == 'site' and layer == 'chips'"
    ).set_index("removed")["value"]
    worst = rows[["TWN", "CHN", "JPN", "USA"]].idxmax()
    share = percent(lang, float(rows[worst]))
    drawn = figures["layers-lost"]
    assert f"{Names(measured.model, lang).short(worst)} {share}" in drawn.description
    assert share.rstrip("% \u00a0") in texts(drawn.draw())
    ours = Names(measured.model, lang).short("NLD")
    assert ours not in texts(drawn.draw())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_evidence_by_layer_counts_every_figure_of_its_products(lang):
    figures, headings = told(filled(), lang)
    counted = [int(n) for n in re.findall(r"\d+", figures["evidence-layers"].description)]
    uses, chips = counted[:3], counted[6:9]
    model = tiny()
    made = [key for key, one in model.products.items() if one.layer == "chips"]
    assert sum(chips) >= sum(
        len(model.products[key].producers) + len(model.products[key].inputs) for key in made
    )
    assert sum(uses) >= sum(len(use.inputs) for use in model.uses.values())
    assert any("%" in text for text in headings)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_ten_show_what_could_change_each(lang):
    figures, headings = told(filled(), lang)
    verdict = sample().verdicts.iloc[0]
    ends = [percent(lang, float(verdict[f"exposure_{end}"])) for end in ("low", "high")]
    for share in (percent(lang, float(verdict["exposure"])), *ends):
        assert share in figures["ten"].description
    assert any(percent(lang, 0.25) in text for text in headings)


def test_points_bring_down_the_uses_that_their_table_names():
    import pandas as pd

    points = pd.DataFrame(
        {
            "mode": ["withheld", "lost", "lost"],
            "what": ["USA", "TWN", "gallium/chn-all"],
            "uses": ["register;elections", "register", "register"],
        }
    )
    names = Names(tiny(), "en")
    withheld, lost = grids(cuts_of_points(points), names, stem="points")
    assert "US: " in withheld.description
    dots = [line for line in withheld.draw().axes[0].lines if line.get_marker() == "o"]
    assert len(dots) == 2
    assert len([line for line in lost.draw().axes[0].lines if line.get_marker() == "o"]) == 2
    assert grids({}, names, stem="points") == (None, None)


def test_chokepoints_draws_its_sets():
    found = vc.chokepoints(vc.load(TINY), by=["countries"])
    sure = found["sets"].query("standing != 'undecided'")
    assert len(sure)
    names = found.plot(lang="nl").names
    assert set(names) == {f"cut-sets-{mode}" for mode in sure["mode"]}


def test_darker_is_more_and_every_number_can_be_read_on_its_shade():
    cells = [[GridCell(0.004, ""), GridCell(0.05, "5"), GridCell(0.9, "90")]]
    axes = cell_grid(["a layer"], ["A", "B", "C"], cells=cells).axes[0]
    from matplotlib.colors import to_hex

    assert [to_hex(one.get_facecolor()) for one in axes.patches] == [
        "#ffffff",
        SHADES[0],
        SHADES[-1],
    ]
    inks = {one.get_text(): one.get_color() for one in axes.texts}
    assert (inks["5"], inks["90"]) == ("black", "white")


def test_ranges_are_drawn_apart_and_left_out_where_not_drawn():
    words = DotWords("stated", "interval", "bounds", "loss")
    both = [RangedLoss("a", 0.5, (0.4, 0.6), (0.3, 0.7)), RangedLoss("b", 0.2, (0.2, 0.3))]
    figure = dot_plot(both, words=words, lang="en")
    assert [t.get_text() for t in figure.legends[0].texts] == ["interval", "bounds", "stated"]
    figure = dot_plot(both[1:], words=words, lang="en")
    assert [t.get_text() for t in figure.legends[0].texts] == ["bounds", "stated"]


def test_bars_of_evidence_are_of_one_length_and_told_apart_without_colour():
    words = {"read": "read", "recall": "recalled", "judgement": "judged"}
    rows = [("a", EvidenceCount(1, 1, 2)), ("b", EvidenceCount(100, 0, 0))]
    axes = evidence_chart(rows, words=words, lang="en").axes[0]
    widths = [one.get_width() for one in axes.patches]
    assert sum(widths[:3]) == pytest.approx(1.0)
    assert sum(widths[3:]) == pytest.approx(1.0)
    looks = {(one.get_facecolor(), one.get_hatch()) for one in axes.patches}
    assert len(looks) == 3
    assert "100" in [one.get_text() for one in axes.texts]


def test_all_of_them_are_pictures_of_their_own():
    pictures = filled().plot(lang="en")
    assert {"layers-withheld", "evidence-layers", "ten"} <= set(pictures.names)
    whole = document(filled(), Names(tiny(), "en"))
    grids_there = [one for one in parts(whole, FigureGrid) if len(one.rows) == 1]
    for one in grids_there:
        ((_, figures),) = one.rows
        assert all(block is None or len(block.description) > 20 for block in figures)
    made = picture_of(
        dot_plot([RangedLoss("a", 0.5, (0.4, 0.6))], words=DotWords(*"abcd"), lang="nl"),
        None,
        lang="nl",
    )
    assert made["svg"].startswith(b"<?xml")
    assert made["png"].startswith(b"\x89PNG")
