"""Two versions of a model held against each other: figures, places and reasons."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from valuechain.cli import main
from valuechain.files import load_text
from valuechain.files.model_changes import model_changes

TINY = Path(__file__).parents[1] / "models" / "tiny.yaml"
TEXT = TINY.read_text(encoding="utf-8")
OLD = load_text(TEXT).model
CHINA = "share: {low: 0.7, mode: 0.8, high: 0.9}"
REST = "{share: 0.2, excludes: [NLD]"
GALLIUM = "product: gallium, kind: consumable, essentiality: minor, buffer: 26 weeks"
RESIST = "product: photoresist, kind: consumable"
WHY = "changed_because: {{why: {}, text: {{en: Because, nl: Daarom}}}}"


def version(*edits: tuple[str, str]):
    text = TEXT
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return load_text(text).model


def changes(*edits: tuple[str, str]):
    return {one.name: one for one in model_changes(OLD, version(*edits))}


def test_the_same_model_has_no_changes_whatever_its_order():
    first = TEXT.index("  photoresist:\n")
    second, after = TEXT.index("  scanners:\n"), TEXT.index("  logic-chips:\n")
    turned = TEXT[:first] + TEXT[second:after] + TEXT[first:second] + TEXT[after:]
    assert model_changes(OLD, load_text(turned).model) == ()


def test_a_changed_figure_has_old_and_new_and_the_nearest_reason():
    found = changes(
        (CHINA, f"share: {{low: 0.6, mode: 0.7, high: 0.8}}\n        {WHY.format('world')}"),
        (REST, "{share: 0.3, excludes: [NLD]"),
        (GALLIUM, GALLIUM.replace("26", "20")),
        (RESIST, RESIST.replace("consumable", "capital, lifetime: 1 year")),
        ("logic-chips:\n    layer", f"logic-chips:\n    {WHY.format('better-read')}\n    layer"),
    )
    share = found["products.gallium.producers.chn-all.share"]
    assert share.shown == ("{low: 0.7, mode: 0.8, high: 0.9}", "{low: 0.6, mode: 0.7, high: 0.8}")
    assert (share.reason.why, share.source_before) == ("world", "survey")
    rest = found["products.gallium.remainder.share"]
    assert rest.reason.why == "world"  # what is left follows from the shares
    buffer = found["products.logic-chips.inputs.gallium.buffer"]
    assert buffer.shown == ("26 weeks", "20 weeks")
    assert buffer.reason.why == "better-read"  # that of the product counts for all in it
    assert found["products.logic-chips.inputs.photoresist.lifetime"].what == "new"
    assert len(found) == 5


def test_the_evidence_of_a_field_says_why_before_that_of_the_record():
    apart = f", evidence: {{buffer: {{source: survey, {WHY.format('corrected')}}}}}"
    found = changes(
        (GALLIUM, f"{GALLIUM.replace('26', '20').replace('minor', 'important')}{apart}"),
        ("logic-chips:\n    layer", f"logic-chips:\n    {WHY.format('scope')}\n    layer"),
    )
    at = "products.logic-chips.inputs.gallium."
    assert found[f"{at}buffer"].reason.why == "corrected"
    assert found[f"{at}buffer"].source_after == "survey"
    assert found[f"{at}essentiality"].reason.why == "scope"


def test_a_reason_that_already_stood_there_is_of_an_earlier_change():
    told = f"share: {{low: 0.5, mode: 0.8, high: 0.9}}\n        {WHY.format('world')}"
    old = version((CHINA, told))
    again = version((CHINA, told.replace("0.8", "0.7")), (REST, REST.replace("0.2", "0.3")))
    by_name = {one.name: one for one in model_changes(old, again)}
    assert by_name["products.gallium.producers.chn-all.share"].reason is None


def test_what_vanished_is_explained_under_its_path():
    maker = next(line for line in TEXT.splitlines() if "id: usa-all" in line)
    path = "products.logic-chips.producers.usa-all"
    vanished = f"vanished:\n  {path}: {{why: corrected, text: {{en: Never there}}}}\nproducts:\n"
    share = "share: 0.7, basis: capacity"
    new = version((maker + "\n", ""), (share, share.replace("7", "9")), ("products:\n", vanished))
    by_name = {one.name: one for one in model_changes(OLD, new)}
    assert by_name[path].what == "vanished"
    assert by_name[path].reason.text.en == "Never there"
    assert by_name["products.logic-chips.producers.twn-all.share"].reason is None


def test_a_figure_that_rests_on_something_else_is_told_apart():
    one, two = "units, year: 2024, source: survey, credibility: 1", "credibility: 2"
    found = changes((one, one.replace("credibility: 1", two)))
    (change,) = found.values()
    assert (change.what, change.shown) == (
        "evidence",
        ("1, read, units, 2024", "2, read, units, 2024"),
    )


def test_a_range_is_one_figure():
    spare = "spare_capacity: {low: 0.0, mode: 0.1, high: 0.2"
    found = changes((spare, spare.replace("0.1", "0.15").replace("0.2", "0.3")))
    assert [one.shown[1] for one in found.values()] == ["{low: 0.0, mode: 0.15, high: 0.3}"]


def test_words_are_no_figures():
    assert changes(("note: Several small producers", "note: Small ones")) == {}


@pytest.fixture
def other(tmp_path):
    made = tmp_path / "new.yaml"
    told = f"share: {{low: 0.6, mode: 0.7, high: 0.8}}\n        {WHY.format('world')}"
    made.write_text(
        TEXT.replace(CHINA, told)
        .replace(REST, REST.replace("0.2", "0.3"))
        .replace(GALLIUM, GALLIUM.replace("26", "20")),
        encoding="utf-8",
    )
    return made


def test_the_command_shows_both_places_and_asks_for_reasons(other):
    answer = CliRunner().invoke(main, ["model", "diff", str(TINY), str(other), "--lang", "en"])
    assert answer.exit_code == 0, answer.output
    line = TEXT[: TEXT.index(CHINA)].count("\n") + 1
    assert f"{TINY}:{line}:9 (survey) -> {other}:{line}:9 (survey)" in answer.output
    assert "the world changed: Because" in answer.output
    assert "Without a reason: 1." in answer.output  # a buffer; the remainder follows its makers


def test_the_command_answers_machines_and_tells_what_an_overlay_changes(tmp_path):
    overlay = tmp_path / "ours.yaml"
    overlay.write_text(
        "schema: valuechain/1\noverlay: tiny\nproducts:\n  gallium:\n    producers:\n"
        "      - {id: chn-all, site: CHN, share: 0.75, year: 2026, source: survey,"
        " credibility: 2, status: read, marking: confidential}\n    remainder: {share: 0.25}\n"
    )
    asked = ["model", "diff", str(TINY), "--overlay", str(overlay), "--json"]
    answer = CliRunner().invoke(main, asked)
    assert answer.exit_code == 0, answer.output
    told = json.loads(answer.output)
    assert told["marking"] == "confidential"
    by_path = {row["path"]: row for row in told["changes"]}
    row = by_path["products.gallium.producers.chn-all.share"]
    assert row["place_new"]["path"] == str(overlay)
    assert row["place_old"]["path"] == str(TINY)
    assert row["why"] is None


def test_a_version_against_nothing_is_refused():
    answer = CliRunner().invoke(main, ["model", "diff", str(TINY)])
    assert answer.exit_code == 2
    assert "nothing to hold OLD against" in answer.output


OVERLAY = """schema: valuechain/1
overlay: tiny
products:
  logic-chips:{reason}
    inputs:
      - {{product: gallium, buffer: 20 weeks, source: survey, credibility: 2, status: read}}
"""


@pytest.mark.parametrize("reason", ["", f"\n    {WHY.format('world')}"])
def test_what_a_figure_stands_in_says_why_for_all_within(tmp_path, reason):
    laid = tmp_path / "laid.yaml"
    laid.write_text(OVERLAY.format(reason=reason), encoding="utf-8")
    told = CliRunner().invoke(main, ["validate", str(TINY), "--overlay", str(laid)])
    assert told.exit_code == 0
    assert ("VC097" in told.output) == (not reason)
