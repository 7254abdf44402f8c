"""`valuechain nulmeting` from the command to the files, on the tiny model."""

import csv
import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from click.testing import Result as Invoked

import valuechain as vc
from valuechain.cli import main
from valuechain.errors import AnalysisError
from valuechain.questions.nulmeting.contracts import STRATEGIC, TABLES
from valuechain.results.result import Result

TINY = Path(__file__).parents[1] / "models" / "tiny.yaml"
# Nobody is a candidate for trust in the small model.
FILES = {
    "datapackage.json",
    "manifest.json",
    "model.json",
    "nulmeting.html",
    *(f"tables/{table.name}.csv" for table in (*TABLES, *STRATEGIC) if table.name != "partners"),
}
DRAWN = {
    f"tables/{name}.csv"
    for name in ("uncertainty", "certainty", "find_out", "surveys", "break_even")
}
"""How sure it is, where figures are drawn."""
FROM_HOME = FILES | DRAWN | {"routes.json"}
"""Where home has uses, with the routes behind the worst dependencies."""
OF_USES = {
    f"tables/{name}.csv" for name in ("single_points", "survival", "agreement", "law_readings")
}
"""What cannot be asked of a home without uses."""


def run(out: Path, *words: str, model: Path = TINY) -> Invoked:
    """The command without draws, unless they are asked for."""
    command = ["nulmeting", str(model), "--draws", "0", "--out", str(out), *words]
    return CliRunner().invoke(main, command)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones included."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"tables/{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def untimed(found: dict[str, bytes]) -> dict[str, object]:
    """Files, with the manifest read and its time left out."""
    manifest = json.loads(found["manifest.json"])
    assert manifest.pop("made").endswith("Z")
    return {**found, "manifest.json": manifest}


@pytest.fixture(scope="module")
def dutch(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The command as a user runs it, in a folder that is not there yet."""
    out = tmp_path_factory.mktemp("dutch") / "deep" / "result"
    command = [sys.executable, "-m", "valuechain", "nulmeting", str(TINY), "--out", str(out)]
    command += ["--draws", "20", "--store", str(tmp_path_factory.mktemp("store"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    return out, done


@pytest.fixture(scope="module")
def belgian(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Invoked]:
    """From Belgium, which has no uses; in English, with the default rule only."""
    out = tmp_path_factory.mktemp("belgian") / "result"
    return out, run(out, "--home", "BEL", "--lang", "en", "--quick")


@pytest.fixture(scope="module")
def measured() -> Result:
    """What the command would compute for Belgium."""
    return vc.nulmeting(vc.load(TINY), home="BEL", rules=("default",))


@pytest.fixture
def at_once(measured, monkeypatch):
    """Let the command have its numbers at once, for tests of what it does with them."""
    monkeypatch.setattr(
        "valuechain.questions.nulmeting.answer.nulmeting", lambda *_, **__: measured
    )


def test_it_writes_all_files_and_says_where(dutch):
    out, done = dutch
    assert (done.returncode, done.stderr.strip()) == (0, "")
    assert set(contents(out)) == FROM_HOME
    assert done.stdout.splitlines()[-1] == str(out / "nulmeting.html")
    assert {path.name for path in out.parent.iterdir()} == {"result"}


@pytest.mark.usefixtures("at_once")
def test_two_pages_are_written_on_request_and_say_nothing_else(tmp_path):
    done = run(tmp_path / "result", "--brief", "--lang", "en")
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[-1] == str(tmp_path / "result" / "brief.html")
    short, long = (
        (tmp_path / "result" / name).read_text(encoding="utf-8")
        for name in ("brief.html", "nulmeting.html")
    )
    heading = re.compile(r"<h[12][^>]*>(.*?)</h[12]>")
    assert set(heading.findall(short)) <= set(heading.findall(long))
    assert "<svg" not in short


def test_the_summary_fits_a_screen(dutch):
    _, done = dutch
    lines = done.stdout.splitlines()
    assert len(lines) <= 50
    assert "kadaster" in done.stdout


def test_dutch_unless_asked_otherwise(dutch, belgian):
    for (out, _), lang in ((dutch, "nl"), (belgian, "en")):
        page = (out / "nulmeting.html").read_text(encoding="utf-8")
        assert f'<html lang="{lang}"' in page


def test_the_description_names_the_columns_of_every_table(dutch):
    out, _ = dutch
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["path"] for resource in package["resources"]} == {
        name for name in FROM_HOME if name.startswith("tables/")
    }
    for resource in package["resources"]:
        with (out / resource["path"]).open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        fields = resource["schema"]["fields"]
        assert rows[0] == [field["name"] for field in fields]
        assert len(rows) - 1 == resource["rows"]
        assert all(field["description"] and field["description_nl"] for field in fields)
        for key, field in enumerate(fields):
            allowed = field.get("constraints", {}).get("enum")
            if allowed:
                optional = "required" not in field["constraints"]
                assert {row[key] for row in rows[1:]} <= {*allowed, *[""][: int(optional)]}


def test_the_tables_say_what_was_measured(dutch):
    out, _ = dutch
    exposure = table(out, "exposure")
    assert {row["rule"] for row in exposure} == {"default", "strict", "lenient"}
    (row,) = (
        row
        for row in exposure
        if (row["use"], row["removed"], row["attribute"]) == ("elections", "USA", "owner")
        and (row["mode"], row["horizon_weeks"], row["rule"]) == ("lost", "1", "default")
    )
    assert (row["bound_low"], row["value"], row["bound_high"]) == ("0.45", "0.45", "0.45")


def test_the_manifest_lists_and_digests_every_other_file(dutch):
    import hashlib

    out, _ = dutch
    found = contents(out)
    manifest = json.loads(found.pop("manifest.json"))
    assert set(manifest["files"]) == set(found)
    for name, content in found.items():
        stated = manifest["files"][name]
        assert stated["sha256"] == hashlib.sha256(content).hexdigest()
        assert stated["bytes"] == len(content)
    assert manifest["model"]["id"] == "tiny"
    assert manifest["settings"]["home"] == ["NLD"]
    assert manifest["settings"]["trusted_countries"] == ["BEL", "DEU"]
    assert manifest["calculation"]["substitution"] is False


def test_a_home_without_uses_has_products_layers_and_a_page_that_says_so(belgian):
    out, result = belgian
    assert result.exit_code == 0, result.output
    assert set(contents(out)) == FILES - OF_USES
    for name in ("exposure", "dependencies", "verdicts", "evidence", "paths"):
        assert table(out, name) == []
    assert {row["rule"] for row in table(out, "products")} == {"default"}
    assert {row["product"] for row in table(out, "products")} >= {"gallium", "logic-chips"}
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["settings"]["home_countries"] == ["BEL"]
    assert any("BEL" in warning for warning in manifest["warnings"])


def test_a_second_run_replaces_the_first_with_the_same_bytes(belgian):
    out, _ = belgian
    before = contents(out)
    result = run(out, "--home", "BEL", "--lang", "en", "--quick")
    assert result.exit_code == 0
    assert untimed(contents(out)) == untimed(before)
    assert [path.name for path in out.parent.iterdir()] == ["result"]


@pytest.mark.usefixtures("at_once")
def test_the_time_can_be_fixed(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert run(tmp_path / "out", "--home", "BEL", "--quick").exit_code == 0
    manifest = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))
    assert manifest["made"] == "1970-01-02T00:00:00Z"


def test_without_a_folder_it_writes_beside_the_user_and_logs_an_overlay(tmp_path, monkeypatch):
    overlay = tmp_path / "survey.yaml"
    overlay.write_text(
        "schema: valuechain/1\noverlay: tiny\nproducts: {gallium: {remainder: {share: 0.2}}}\n"
        "thresholds: {theta: {value: 0.4, source: analysts, credibility: 6, status: judgement}}\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    words = ["nulmeting", str(TINY), "--overlay", str(overlay), "--home", "BEL", "--quick"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    assert set(contents(tmp_path / "nulmeting")) == FILES - OF_USES
    assert "thresholds.theta.value: 0.5 -> 0.4" in result.stderr
    manifest = json.loads((tmp_path / "nulmeting/manifest.json").read_text(encoding="utf-8"))
    assert any("thresholds.theta.value" in line for line in manifest["model"]["overlays"])
    assert manifest["settings"]["theta"] == 0.4


# ---- what is refused


REFUSED = {
    "unknown home": (["--home", "NL"], "VA601"),
    "unknown partner": (["--trusted", "EU4"], "VA601"),
    "empty home": (["--home", ","], "VA602"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_question_that_cannot_be_answered_ends_with_status_2_and_no_folder(tmp_path, name):
    words, code = REFUSED[name]
    result = run(tmp_path / "made" / "out", *words)
    assert result.exit_code == 2
    assert code in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_model_with_mistakes_ends_with_status_2(tmp_path):
    model = tmp_path / "model.yaml"
    model.write_text("schema: valuechain/1\nlayer: x\n", encoding="utf-8")
    result = run(tmp_path / "out", model=model)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "VC0" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["model.yaml"]


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    mine = tmp_path / "thesis" / "chapter.txt"
    mine.parent.mkdir()
    mine.write_text("years of work", encoding="utf-8")
    before = contents(tmp_path)
    result = run(tmp_path / "thesis")
    assert result.exit_code == 2
    assert "VA501" in result.stderr
    assert "chapter.txt" in result.stderr
    assert contents(tmp_path) == before


def test_a_stray_file_in_an_earlier_result_is_left_alone(belgian, tmp_path):
    import shutil

    out, _ = belgian
    copy = tmp_path / "copy"
    shutil.copytree(out, copy)
    (copy / "notes.md").write_text("mine", encoding="utf-8")
    before = contents(copy)
    result = run(copy)
    assert result.exit_code == 2
    assert "VA501" in result.stderr
    assert contents(copy) == before


# ---- what fails half-way


def fails(problem):
    def instead(*_args, **_words):
        raise problem

    return instead


FAILURES = {
    "no convergence": (
        "valuechain.questions.nulmeting.answer.nulmeting",
        AnalysisError("VA604", "circle does not settle."),
        "VA604",
    ),
    "no room": ("os.fsync", OSError(errno.ENOSPC, "No space left on device"), "VA502"),
    "no memory": ("valuechain.questions.nulmeting.page.document", MemoryError(), "memory"),
}


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("name", FAILURES)
def test_a_run_that_fails_leaves_what_there_was(belgian, tmp_path, monkeypatch, name):
    """Nothing where there was nothing; the earlier result where there was one."""
    place, problem, words = FAILURES[name]
    monkeypatch.setattr(place, fails(problem))
    result = run(tmp_path / "made" / "out", "--home", "BEL", "--quick")
    assert result.exit_code == 2
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []
    out, _ = belgian
    before = contents(out.parent)
    assert run(out, "--home", "BEL", "--quick").exit_code == 2
    assert contents(out.parent) == before


@pytest.mark.usefixtures("at_once")
def test_a_mistake_of_the_program_leaves_nothing_either(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "valuechain.questions.nulmeting.page.document", fails(RuntimeError("mistake"))
    )
    result = run(tmp_path / "made" / "out", "--home", "BEL", "--quick")
    assert isinstance(result.exception, RuntimeError)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("at_once")
@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not hold for root")
def test_a_folder_that_may_not_be_written_has_a_code(tmp_path):
    tmp_path.chmod(0o500)
    try:
        result = run(tmp_path / "out", "--home", "BEL", "--quick")
    finally:
        tmp_path.chmod(0o700)
    assert result.exit_code == 2
    assert "VA502" in result.stderr


def test_as_a_module_it_names_its_commands():
    done = subprocess.run(
        [sys.executable, "-m", "valuechain", "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "nulmeting" in done.stdout
