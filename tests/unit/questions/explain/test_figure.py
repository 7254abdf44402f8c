"""The routes of a loss as a figure: bands as wide as what is missed, each named with its part."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import valuechain as vc
from valuechain.cli import main
from valuechain.presentation.names import Names
from valuechain.questions.explain.figure import _Band, _inputs, _place
from valuechain.texts.numbers import percent

TINY = Path(__file__).parents[3] / "models" / "tiny.yaml"


@pytest.fixture(scope="module")
def found():
    return vc.explain("register", "owner:USA", model=vc.load(TINY), weeks=52)


def every(bands):
    for band in bands:
        yield band
        yield from every(band.behind)


def test_a_band_is_what_the_step_misses(found):
    names = Names(vc.load(TINY), "en")
    bands = _inputs(found.route, names)
    first = {names.title(step.product): step.missing for step in found.steps if step.depth == 0}
    assert bands
    assert {band.name: band.missing for band in bands} == first
    stopped = {
        step.product: sum(missing for maker, missing in step.suppliers if maker in step.removed)
        for step in found.steps
    }
    for band in bands:
        gone = sum(one.missing for one in band.behind if one.gone)
        assert gone == pytest.approx(
            stopped[next(k for k in stopped if names.title(k) == band.name)]
        )


def test_bars_do_not_overlap():
    band = _Band("use", 1.0, behind=[_Band("a", 0.9), _Band("b", 0.01), _Band("c", 1.0)])
    _place(band, 0.0)
    for above, below in zip(band.behind, band.behind[1:], strict=False):
        assert above.y + above.height / 2 < below.y - below.height / 2
    assert band.behind[0].y - band.behind[0].height / 2 > 0
    assert band.behind[-1].y + band.behind[-1].height / 2 < band.room


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_picture_says_the_sentence_and_the_parts(found, lang):
    (name,) = found.plot(lang).names
    drawn = found.plot(lang)[f"{name}.svg"].decode()
    assert percent(lang, found.exposure) in drawn
    assert percent(lang, found.steps[0].missing) in drawn
    assert found.plot(lang)[f"{name}.svg"] == found.plot(lang)[f"{name}.svg"]


def ask(*more):
    return CliRunner().invoke(
        main,
        ["explain", "register", "--without", "owner:USA", "--model", str(TINY), *map(str, more)],
    )


def test_the_command_draws_it(tmp_path):
    assert ask("--picture", tmp_path / "r.png").exit_code == 0
    first = (tmp_path / "r.png").read_bytes()
    assert first.startswith(b"\x89PNG")
    again = ask("--picture", tmp_path / "r.png")
    assert (again.exit_code, "exists already" in again.stderr) == (2, True)
    assert (tmp_path / "r.png").read_bytes() == first
    refused = ask("--picture", tmp_path / "r.bmp")
    assert refused.exit_code == 2
    assert ".svg or .png" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["r.png"]


def test_a_marked_model_marks_the_picture(tmp_path):
    marked = tmp_path / "model.yaml"
    text = TINY.read_text("utf-8")
    share = "share: 1.0, basis: units, year: 2024, source: survey, credibility: 1, status: read}"
    assert share in text
    marked.write_text(text.replace(share, share[:-1] + ", marking: confidential}"), "utf-8")
    drawn = vc.explain("register", "owner:USA", model=vc.load(marked), weeks=52).plot("en")
    assert b"CONFIDENTIAL" in drawn["routes.svg"]
