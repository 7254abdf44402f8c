"""What changed since the last nulmeting, and why: the parts sum exactly, and can be trusted."""

import shutil

import pandas as pd
import pypdf
import pytest
from click.testing import CliRunner

import valuechain as vc
from tests.unit.questions.change.conftest import CAPACITY, OWNER, REST, SHARE, TEXT, version
from valuechain.analysis.versions import version_of
from valuechain.cli import main
from valuechain.documents.html import html_page
from valuechain.errors import AnalysisError
from valuechain.files import load_text
from valuechain.presentation.names import Names
from valuechain.questions.change.page import document
from valuechain.questions.change.sentences import ChangeTeller
from valuechain.questions.change.two_results import RemovalKey, WantedRows, measure_model
from valuechain.texts.languages import LANGUAGES
from valuechain.vocab.words import CHANGE_CLASSES

PARTS = list(CHANGE_CLASSES)


def losses(model, taken):
    """Loss of every use by what is taken away, at every horizon, in millionths."""
    wanted = WantedRows(frozenset(taken), frozenset())
    return measure_model(model, home=("NLD",), trusted=("EU3",), wanted=wanted).rows


def test_parts_sum_to_the_difference_in_every_printed_row(found):
    for name in ("moves", "change"):
        frame = found[name].dropna(subset=["old"])
        whole = (frame[PARTS] * 1e6).round().astype(int).sum(axis=1)
        assert (whole == (frame["difference"] * 1e6).round().astype(int)).all()
        assert ((frame["new"] - frame["old"] - frame["difference"]).abs() < 1e-12).all()
    assert (found["verdict_changes"][PARTS].sum(axis=1).round(6) == 1.0).all()


def test_the_split_is_the_mean_over_orders_of_versions_edited_by_hand(found):
    """Three classes: six orders, from eight models that are edited as text, not mixed."""
    edits = {"world": [OWNER], "figure": [SHARE, REST], "unexplained": [CAPACITY]}
    orders = [
        ("world", "figure", "unexplained"),
        ("world", "unexplained", "figure"),
        ("figure", "world", "unexplained"),
        ("figure", "unexplained", "world"),
        ("unexplained", "world", "figure"),
        ("unexplained", "figure", "world"),
    ]
    moves = found["moves"].query("horizon_weeks == 52 and removed in ('CHN', 'USA', 'TWN')")
    keys = ["product", "removed", "kind", "attribute", "mode"]
    taken = {RemovalKey(*row) for row in moves[keys].itertuples(index=False)}
    rows = {
        frozenset(some): losses(version(*(edit for name in some for edit in edits[name])), taken)
        for order in orders
        for some in (order[:0], order[:1], order[:2], order)
    }
    checked = 0
    for row in moves.to_dict("records"):
        which = RemovalKey(*(row[key] for key in keys))
        at = {some: one.get((row["use"], which), (0,) * 5)[2] for some, one in rows.items()}
        for name in edits:
            steps = [
                at[frozenset(order[: order.index(name) + 1])]
                - at[frozenset(order[: order.index(name)])]
                for order in orders
            ]
            assert 1e6 * row[name] == pytest.approx(sum(steps) / 6, abs=1.01)
            checked += abs(sum(steps)) > 0
    assert checked > 50


def test_an_order_of_changes_would_give_another_split(found):
    """Otherwise the test above would prove nothing: the causes work on each other."""
    row = (
        found["moves"]
        .query(
            "use == 'register' and product == '' and removed == 'CHN' and attribute == 'owner'"
            " and mode == 'withheld' and horizon_weeks == 52"
        )
        .iloc[0]
    )
    taken = RemovalKey("", "CHN", "country", "owner", "withheld")
    before, alone = (losses(one, [taken]) for one in (version(), version(OWNER)))
    key = ("register", taken)
    first = alone[key][2] - before.get(key, (0,) * 5)[2]
    assert abs(1e6 * row["world"] - first) > 1000


def test_a_stored_result_of_an_earlier_version_is_read_and_todays_program_says_the_same(found):
    assert found.options["old"]["stored"]
    assert found["moves"]["program"].abs().max() <= 2e-6
    assert set(found["moves"]["use"]) == {"elections", "register"}


def test_what_the_program_computes_otherwise_is_put_down_to_the_program(earlier):
    """An older program that found a tenth less everywhere."""
    old = vc.open(earlier)
    frames = {name: frame.copy() for name, frame in old.tables()}
    for name in ("exposure", "dependencies"):
        for bound in ("bound_low", "value", "bound_high"):
            frames[name][bound] *= 0.9
    object.__setattr__(old, "frames", frames)
    found = vc.compare(old, old.model)
    moves = found["moves"]
    assert len(moves)
    assert (moves["difference"] == moves["program"]).all()
    assert found["figure_changes"].empty
    assert "program" in ChangeTeller(found, Names(found.model, "en")).because(found.summary.iloc[0])


def test_the_same_twice_has_nothing_to_say(earlier):
    found = vc.compare(earlier, earlier)
    assert [len(found[name]) for name in ("moves", "verdict_changes", "figure_changes")] == [0] * 3
    text = html_page(document(found, Names(found.model, "en")))
    assert "Nothing changed by 1% or more" in text


def test_a_verdict_hangs_on_the_figure_that_changed_it(found):
    sold = found["verdict_changes"].query("use == 'elections' and attribute == 'owner'")
    assert set(sold["country"]) == {"CHN", "USA"}
    assert set(sold["hangs_on"]) == {"firms.triad.owner"}
    assert set(sold["how"]) == {"alone"}
    assert (sold["world"] == 1.0).all()


SPARE = (
    "    remainder: {share: 0.1, country: DEU}\n",
    (
        "    remainder: {share: 0.1, country: DEU}\n"
        "    spare_capacity: {low: 0.0, mode: 0.0, high: 0.0, source: survey, credibility: 2,"
        " status: read}\n"
    ),
)
SLOW = ("buffer: 3 days, source", "buffer: 3 days, substitution: 3 years, source")


@pytest.mark.parametrize("word", ["new", "vanished"])
def test_risky_dependencies_that_are_new_or_vanished_are_told(word):
    """Nobody else has room, and it takes three years: without one of the two it is undecided."""
    models = [version(), version(SPARE, SLOW)]
    found = vc.compare(*(models if word == "new" else models[::-1]))
    rows = found["verdict_changes"].query("risky == @word")
    assert set(rows["use"]) == {"elections"}
    assert set(rows["country"]) == {"USA"}
    assert set(rows["how"]) == {"alone" if word == "new" else "enough"}
    at = "uses.elections.inputs.hosting-global.substitution"
    assert set(rows["hangs_on"]) == {f"products.hosting-global.spare_capacity;{at}"}
    assert (rows["unexplained"] == 1.0).all()
    assert found["moves"].empty
    count = {"new": "Newly risky strategic: 1; no longer so: 0"}
    count["vanished"] = "Newly risky strategic: 0; no longer so: 1"
    assert ChangeTeller(found, Names(found.model, "en")).heading() == count[word]


def test_uses_of_one_of_the_two_are_listed_and_not_dropped(earlier):
    start, end = TEXT.index("  register:\n"), TEXT.index("  elections:\n")
    shorter = load_text(TEXT[:start] + TEXT[end:]).model
    found = vc.compare(earlier, shorter)
    there = dict(zip(found.summary["use"], found.summary["there"], strict=True))
    assert there == {"elections": "both", "register": "old"}
    assert found.warnings == ("Measured in the old version only: register.",)
    assert "register" not in set(found["moves"]["use"])
    assert any(
        "old measurement only" in one for one in ChangeTeller(found, Names(shorter, "en")).summary()
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_of_the_letter_are_those_of_the_tables(found, lang):
    teller = ChangeTeller(found, Names(found.model, lang))
    text = html_page(document(found, teller.names))
    for row in teller.tops():
        for name in CHANGE_CLASSES:
            if row[name]:
                assert teller.points(float(row[name])) in text
    for row in teller.turned():
        assert teller.hangs(row) in text
    why = {"nl": "Het is verkocht", "en": "It was sold"}[lang]
    assert why in text


def test_a_comparison_is_kept_and_opened(found, tmp_path):
    found.write(tmp_path / "out")
    again = vc.open(tmp_path / "out")
    pd.testing.assert_frame_equal(again["moves"], found["moves"].round(6))
    assert sorted(again.plot()) == sorted(found.plot())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_letter_comes_on_paper_too(found, tmp_path, lang):
    made = vc.report(found, tmp_path / "out", formats=["html", "pdf", "docx", "pptx"], lang=lang)
    assert [path.name for path in made] == [
        f"report.{one}" for one in ("html", "pdf", "docx", "pptx")
    ]
    heading = document(found, Names(found.model, lang)).heading
    text = "".join(page.extract_text() for page in pypdf.PdfReader(made[1]).pages)
    assert "".join(heading.split()) in "".join(text.split())
    with pytest.raises(AnalysisError, match="VA513"):
        vc.report(found, tmp_path / "two", brief=True)
    with pytest.raises(AnalysisError, match="VA522"):
        vc.report(found, tmp_path / "two", chapters=["elections"])


def test_the_command_writes_a_letter_with_pictures(earlier, tmp_path):
    other = tmp_path / "new.yaml"
    other.write_text(TEXT.replace(*OWNER), encoding="utf-8")
    out = tmp_path / "out"
    asked = ["compare", str(earlier), str(other), "--lang", "en", "--out", str(out)]
    answer = CliRunner().invoke(main, asked)
    assert answer.exit_code == 0, answer.output
    assert "without the United States (control" in answer.output
    assert (out / "change.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert {path.name for path in (out / "figures").iterdir()} == {
        f"change-{name}.{kind}" for name in ("loss", "causes") for kind in ("svg", "png")
    }


def test_an_overlay_is_laid_over_the_new_model(tmp_path):
    model, overlay = tmp_path / "tiny.yaml", tmp_path / "ours.yaml"
    model.write_text(TEXT, encoding="utf-8")
    overlay.write_text(
        "schema: valuechain/1\noverlay: tiny\nfirms:\n  triad: {owner: CHN, source: survey,"
        " credibility: 2, status: read, marking: confidential}\n",
        encoding="utf-8",
    )
    found = vc.compare(model, model, overlays=[overlay])
    assert list(found["figure_changes"]["figure"]) == ["firms.triad.owner"]
    assert found.marking == "confidential"
    assert (found["moves"]["difference"] == found["moves"]["unexplained"]).all()


def test_results_of_another_side_or_question_are_refused(earlier, new, tmp_path):
    with pytest.raises(AnalysisError, match="VA753 home is BEL in what is asked and NLD in"):
        vc.compare(earlier, new, home="BEL")
    with pytest.raises(AnalysisError, match=r"VA752 .* answer to survival"):
        vc.compare(vc.survival(new), new)
    shutil.copytree(earlier, tmp_path / "other")
    (tmp_path / "other" / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(AnalysisError, match="VA504"):
        vc.compare(tmp_path / "other", new)
    with pytest.raises(AnalysisError, match="VA755"):
        vc.compare(earlier, new, least=0.0)
    with pytest.raises(AnalysisError, match="VA754"):
        vc.compare(new, new, home="BEL")
    assert version_of(new).model is new
