"""Results read back from their folders, and folders that are no result of ours."""

import dataclasses
import hashlib
import json
import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

import valuechain as vc
from tests.unit.results_sample import sample, tiny
from valuechain.documents.html import nulmeting_page
from valuechain.errors import AnalysisError
from valuechain.files.loaded import digest
from valuechain.questions.nulmeting.contracts import EXPOSURE
from valuechain.results.frames import arranged, rows_of
from valuechain.results.listing import NAMES
from valuechain.results.result import Result

TINY = Path(__file__).parents[1] / "models" / "tiny.yaml"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        found.relative_to(folder).as_posix(): found.read_bytes()
        for found in folder.rglob("*")
        if found.is_file()
    }


def made() -> Result:
    """The sample with a model, a text that a spreadsheet would run, and a marking."""
    base = sample(marking="confidential")
    model = tiny()
    sources = base.sources.assign(title="=HYPERLINK(1)")
    known = dataclasses.replace(base.provenance, digest=digest(model))
    return dataclasses.replace(
        base, frames={**base.frames, "sources": sources}, model=model, provenance=known
    )


@pytest.fixture
def stored(tmp_path):
    made().write(tmp_path / "out", documents={"summary.txt": "in short\n"})
    return tmp_path / "out"


def edit(folder: Path, change, name: str = "manifest.json") -> None:
    """Change a JSON file; if it is not the manifest, with the right digest in that."""
    content = json.loads((folder / name).read_text(encoding="utf-8"))
    changed = change(content)
    put(folder, name, json.dumps(content if changed is None else changed).encode())


def put(folder: Path, name: str, content: bytes) -> None:
    """Write a file and its digest: what somebody does who wants to be believed."""
    (folder / name).write_bytes(content)
    if name != "manifest.json":
        stated = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        edit(folder, lambda manifest: manifest["files"].update({name: stated}))


def same(one: Result, other: Result) -> None:
    """Hold two results to be one and the same, tables to the printed digits."""
    for entry in dataclasses.fields(Result):
        if entry.name not in {"frames", "options"}:
            assert getattr(one, entry.name) == getattr(other, entry.name), entry.name
    assert json.loads(json.dumps(dict(one.options))) == other.options
    for name, frame in one.tables():
        pd.testing.assert_frame_equal(frame.round(6), other[name])


# ---- what is written is read back


def test_a_result_is_read_back_as_it_was_written(stored):
    found = Result.read(stored)
    same(made(), found)
    assert found.marking == "confidential"
    assert set(found.sources["title"]) == {"=HYPERLINK(1)"}


def test_what_is_read_back_is_written_with_the_same_bytes(stored, tmp_path):
    Result.read(stored).write(tmp_path / "again", documents={"summary.txt": "in short\n"})
    first, second = contents(stored), contents(tmp_path / "again")
    manifests = [json.loads(one.pop("manifest.json")) for one in (first, second)]
    assert first == second
    for one in manifests:
        del one["made"]
    assert manifests[0] == manifests[1]


QUESTIONS = {
    "survival": vc.survival,
    "leverage": vc.leverage,
    "chokepoints": lambda model: vc.chokepoints(model, size=1),
    "comparison": vc.compare_indicators,
    "lookthrough": vc.lookthrough,
    "what-if": lambda model: vc.run(model, [vc.shock("outage", from_site="CHN", weeks=8)]),
    "nulmeting": lambda model: vc.nulmeting(model, rules=("default",)),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_read_back(question, tmp_path):
    answer = QUESTIONS[question](vc.load(TINY))
    answer.write(tmp_path / "out")
    found = vc.open(tmp_path / "out")
    same(answer, found)
    assert found.model == answer.model


def test_a_table_of_another_version_is_read_by_its_own_description(stored):
    """A column more, a table more: what the folder says of itself is what is read."""

    def wider(package):
        exposure = package["resources"][0]
        extra = {"name": "note", "type": "string", "description": "A", "description_nl": "B"}
        exposure["schema"]["fields"].append(extra)

    lines = (stored / "tables/exposure.csv").read_text().splitlines()
    told = [f"{lines[0]},note", *(f"{line},new" for line in lines[1:])]
    put(stored, "tables/exposure.csv", ("\n".join(told) + "\n").encode())
    edit(stored, wider, "datapackage.json")
    assert set(Result.read(stored).exposure["note"]) == {"new"}


def test_documents_beside_the_tables_do_not_matter(stored):
    (stored / "summary.txt").unlink()
    (stored / "notes.txt").write_text("mine")
    same(made(), Result.read(stored))


# ---- horizons and unknown cells


def test_horizons_are_numbers_with_one_word_for_the_limit(stored):
    for base in (sample(), Result.read(stored)):
        frame = base.exposure
        assert set(frame.query("horizon_weeks == 52")["value"]) == {0.6, 0.3}
        soon = frame.query("horizon_weeks <= 52")["horizon_weeks"]
        assert set(soon) == {1, 13, 52}
        assert len(frame[frame["horizon_weeks"] == "limit"]) == len(frame) / 5
        wide = frame.pivot_table(index=["use", "removed"], columns="horizon_weeks", values="value")
        assert list(wide) == [1, 13, 52, 156, "limit"]
    written = pd.read_csv(stored / "tables/exposure.csv")["horizon_weeks"]
    assert set(written) == {"1", "13", "52", "156", "limit"}


def test_rows_of_a_horizon_are_found_by_number_and_by_text():
    frame = sample().exposure
    assert len(rows_of(frame, horizon_weeks=52)) == len(rows_of(frame, horizon_weeks="52")) == 4
    assert len(rows_of(frame, horizon_weeks=(1, "limit"), use="register")) == 4


def test_frames_have_the_types_of_their_contract():
    base = sample()
    assert arranged(EXPOSURE, base.exposure).equals(base.exposure)
    assert base.what_if["first_loss_week"].dtype == "Int64"
    assert base.verdicts["replacement_weeks"].dtype == "float64"
    assert base.exposure["capped"].dtype == "bool"
    empty = base.layer_shares
    assert set(empty[empty["segment"] == "unknown"]["country"]) == {""}


# ---- what is no result, or no longer


def refused(folder: Path, code: str, *said: str) -> None:
    with pytest.raises(AnalysisError) as caught:
        Result.read(folder)
    assert caught.value.code == code, str(caught.value)
    for words in said:
        assert words in str(caught.value)


def test_a_folder_that_is_no_result_is_refused(tmp_path):
    refused(tmp_path / "absent", "VA504")
    refused(tmp_path, "VA504")
    (tmp_path / "manifest.json").write_text('{"name": "of a web page"}')
    refused(tmp_path, "VA504")
    (tmp_path / "manifest.json").write_text(
        '{"program": {"name": "other", "version": "1"}, "files": {}}'
    )
    refused(tmp_path, "VA504")
    refused(tmp_path / "manifest.json", "VA504")


DAMAGED = {
    "empty": b"",
    "no JSON": b'{"program": ',
    "not text": b"\xff\xfe{}",
    "too deep": b"[" * 100_000 + b"]" * 100_000,
    "deep in a field": b'{"program": ' + b'{"a":' * 50_000 + b"1" + b"}" * 50_001,
    "too large": b" " * (16 * 2**20 + 1),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_manifest_that_cannot_be_read_is_refused(stored, name):
    (stored / "manifest.json").write_bytes(DAMAGED[name])
    refused(stored, "VA505")
    before = contents(stored)
    with pytest.raises(AnalysisError, match="VA501"):
        sample().write(stored)
    assert contents(stored) == before


def test_a_manifest_that_is_no_ordinary_file_is_refused_and_not_waited_for(stored):
    (stored / "manifest.json").unlink()
    os.mkfifo(stored / "manifest.json")
    refused(stored, "VA505", "not an ordinary file")
    with pytest.raises(AnalysisError, match="VA501"):
        sample().write(stored)


def test_a_manifest_behind_a_link_is_refused(stored, tmp_path):
    shutil.move(stored / "manifest.json", tmp_path / "elsewhere.json")
    (stored / "manifest.json").symlink_to(tmp_path / "elsewhere.json")
    refused(stored, "VA505")
    with pytest.raises(AnalysisError, match="VA501"):
        sample().write(stored)


def test_another_way_of_storing_is_refused(stored):
    edit(stored, lambda manifest: manifest.update(result=2))
    refused(stored, "VA506", "newer")
    edit(stored, lambda manifest: manifest.pop("result") and None)
    refused(stored, "VA506", "Ask the question again")


@pytest.mark.parametrize(
    ("keys", "content"),
    [
        (("settings", "theta"), "half"),
        (("model", "as_of"), "yesterday"),
        (("scenarios",), {"id": 1}),
        (("tables", "exposure", "key"), 5),
        (("files", "datapackage.json"), "gone"),
    ],
)
def test_a_manifest_with_a_wrong_field_names_it(stored, keys, content):
    def spoil(manifest):
        for key in keys[:-1]:
            manifest = manifest[key]
        manifest[keys[-1]] = content

    edit(stored, spoil)
    code = "VA504" if keys[0] == "files" else "VA505"
    refused(stored, code, *([keys[-1]] if code == "VA505" else []))


def test_missing_files_are_named_all_at_once(stored):
    (stored / "tables/exposure.csv").unlink()
    (stored / "tables/paths.csv").unlink()
    refused(stored, "VA507", "tables/exposure.csv", "tables/paths.csv")


@pytest.mark.parametrize("name", ["tables/exposure.csv", "routes.json", "model.json"])
def test_a_file_that_has_changed_is_not_read(stored, name):
    (stored / name).write_bytes((stored / name).read_bytes() + b" ")
    refused(stored, "VA508", name)


def test_a_changed_description_is_not_read(stored):
    (stored / "datapackage.json").write_text("{}")
    refused(stored, "VA508", "datapackage.json")


def believed(name: str, content: bytes):
    return lambda stored: put(stored, name, content)


MISFITS = {
    "no description": believed("datapackage.json", b"{}"),
    "a description that is too deep": believed("datapackage.json", b"[" * 100_000),
    "no table": believed("tables/exposure.csv", b""),
    "other columns": believed("tables/exposure.csv", b"use,loss\nregister,1\n"),
    "not text": believed("tables/exposure.csv", b"\xff\xfe\x00"),
    "routes without an end": believed("routes.json", b"["),
    "routes of another shape": believed("routes.json", b'[{"subject": 1}]'),
    "no model": believed("model.json", b"{}"),
}


@pytest.mark.parametrize("name", MISFITS)
def test_what_does_not_fit_its_description_is_refused(stored, name):
    MISFITS[name](stored)
    refused(stored, "VA509")


@pytest.mark.parametrize(
    ("column", "cell"),
    [("value", "much"), ("value", "2"), ("capped", "maybe"), ("mode", "stolen"), ("use", "")],
)
def test_a_cell_that_breaks_the_contract_is_refused(stored, column, cell):
    frame = pd.read_csv(stored / "tables/exposure.csv", dtype=str)
    frame.loc[0, column] = cell
    put(stored, "tables/exposure.csv", frame.to_csv(index=False, lineterminator="\n").encode())
    refused(stored, "VA509", "exposure")


def test_another_model_than_the_manifest_names_is_refused(stored):
    edit(stored, lambda model: model.update(id="other"), "model.json")
    refused(stored, "VA509", "model.json")


def test_a_name_that_leads_out_of_the_folder_is_not_followed(stored, tmp_path):
    (tmp_path / "secret.csv").write_bytes((stored / "tables/exposure.csv").read_bytes())

    def lead_out(package):
        package["resources"][0]["path"] = "../secret.csv"

    edit(stored, lead_out, "datapackage.json")
    edit(
        stored,
        lambda manifest: manifest["files"].update(
            {"../secret.csv": manifest["files"]["tables/exposure.csv"]}
        ),
    )
    with pytest.raises(AnalysisError, match=r"VA50[79]"):
        Result.read(stored)


# ---- what is ours to replace


def test_a_manifest_that_claims_a_users_file_does_not_make_it_ours(tmp_path):
    """The attack: a folder that comes with a manifest of ours which lists the user's own file."""
    mine = tmp_path / "thesis.docx"
    mine.write_bytes(b"years of work")
    stated = {"sha256": hashlib.sha256(b"years of work").hexdigest(), "bytes": 13}
    manifest = {"program": {"name": "valuechain", "version": "0.1.0"}, "files": {}}
    for name in ("thesis.docx", "./thesis.docx", "../thesis.docx", str(mine)):
        manifest["files"][name] = stated
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    before = contents(tmp_path)
    with pytest.raises(AnalysisError, match=r"VA501.*thesis\.docx"):
        sample().write(tmp_path)
    assert contents(tmp_path) == before


def test_a_file_of_ours_that_somebody_edited_stays(stored):
    (stored / "tables/exposure.csv").write_text("my own sums")
    before = contents(stored)
    with pytest.raises(AnalysisError, match=r"VA501.*tables/exposure\.csv"):
        sample().write(stored)
    assert contents(stored) == before


def test_a_result_that_lacks_a_file_is_still_replaced(stored):
    (stored / "tables/exposure.csv").unlink()
    sample().write(stored)
    assert (stored / "tables/exposure.csv").exists()


def test_what_appears_while_a_result_is_replaced_is_not_lost(stored, monkeypatch):
    """Between the check and the swap somebody saves a file: it stays, and is named."""
    from valuechain.results import folder

    checks = []
    strangers = folder._strangers

    def slow(place: Path) -> list[str]:
        found = strangers(place)
        if not checks:
            (place / "notes.txt").write_text("just saved")
        checks.append(place)
        return found

    monkeypatch.setattr(folder, "_strangers", slow)
    with pytest.raises(AnalysisError, match=r"VA501.*notes\.txt"):
        sample().write(stored)
    assert (stored / "notes.txt").read_text() == "just saved"
    assert (stored / "manifest.json").exists()
    assert [one.name for one in stored.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["notes.txt", "../summary.txt", "tables/Mine.csv", "/x.svg"])
def test_a_document_under_another_name_is_not_written(tmp_path, name):
    with pytest.raises(AnalysisError, match="VA510"):
        sample().write(tmp_path / "out", documents={name: "mine"})
    assert list(tmp_path.iterdir()) == []


def test_names_of_results_stay_inside_the_folder():
    for name in ("../manifest.json", "tables/../x.csv", "figures/..", "tables/a/b.csv", "/x"):
        assert not NAMES.fullmatch(name)
    for name in ("manifest.json", "tables/single_points.csv", "figures/matrix.svg"):
        assert NAMES.fullmatch(name)


# ---- what is made of a stored result


def test_the_page_of_a_stored_nulmeting_is_that_of_the_one_measured(tmp_path):
    """A report needs no second measurement: routes, settings and model are kept."""
    base = vc.nulmeting(vc.load(TINY), rules=("default",))
    base.write(tmp_path / "out")
    opened = vc.open(tmp_path / "out")
    for lang in ("nl", "en"):
        told = [nulmeting_page(one, model=one.model, lang=lang) for one in (base, opened)]
        assert told[0] == told[1]
    assert opened.plot().names == base.plot().names
