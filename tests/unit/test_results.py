"""Results: the contract of the tables, and writing them whole or not at all."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.unit.results_sample import rows, sample
from valuechain.analysis.ranking import most_telling, top_dependencies
from valuechain.errors import AnalysisError
from valuechain.questions.nulmeting.contracts import EXPOSURE, TABLES, VERDICTS
from valuechain.results import folder as folders
from valuechain.results.contract import check_table
from valuechain.results.frames import arranged
from valuechain.results.listing import digest_of
from valuechain.results.package import table_file


def contents(folder: Path) -> dict[str, bytes]:
    return {
        found.relative_to(folder).as_posix(): found.read_bytes()
        for found in folder.rglob("*")
        if found.is_file()
    }


def test_results_can_be_imported_without_pandas() -> None:
    program = (
        "import sys, valuechain.results.result, valuechain.results.supply; "
        "print('pandas' in sys.modules, 'numpy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]


def test_every_column_says_what_it_is() -> None:
    for table in TABLES:
        assert len(set(table.names)) == len(table.names)
        assert set(table.key) <= set(table.names)
        for column in table.columns:
            assert column.en, column
            assert column.nl, column


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f.drop(columns="use"), "missing columns use"),
        (lambda f: f.assign(extra=1), "unknown columns extra"),
        (lambda f: f[list(reversed(f.columns))], "not in the order"),
        (lambda f: f.assign(mode="stolen"), "mode holds stolen"),
        (lambda f: f.assign(value="0.5"), "value is not of type number"),
        (lambda f: f.assign(value=float("nan")), "value is empty"),
        (lambda f: f.assign(bound_high=1.5), "outside its range"),
        (lambda f: f.assign(bound_low=0.99), "bound_low <= value <= bound_high"),
        (lambda f: pd.concat([f, f]), "several rows for"),
        (lambda f: f.assign(capped=1), "capped is not of type boolean"),
        (lambda f: f.assign(horizon_weeks=53), "horizon_weeks holds 53"),
    ],
)
def test_a_wrong_table_is_refused(change, said: str) -> None:
    base = sample()
    check_table(EXPOSURE, base.exposure)
    with pytest.raises(AnalysisError, match=said) as caught:
        check_table(EXPOSURE, change(base.exposure))
    assert caught.value.code == "VA503"


def test_a_result_with_a_wrong_table_is_never_made() -> None:
    told = rows()["exposure"]
    with pytest.raises(AnalysisError, match="VA503"):
        sample({"exposure": [row | {"rule": "mild"} for row in told]})


def test_tables_are_written_in_one_way() -> None:
    base = sample()
    text = table_file(EXPOSURE, base.exposure).decode()
    mixed = arranged(EXPOSURE, base.exposure.sample(frac=1, random_state=1))
    assert text == table_file(EXPOSURE, mixed).decode()
    assert text.endswith("\n")
    assert "\r" not in text
    told = list(csv.DictReader(text.splitlines()))
    assert [row["horizon_weeks"] for row in told[:5]] == ["1", "13", "52", "156", "limit"]
    assert {row["capped"] for row in told} == {"false"}
    first = table_file(VERDICTS, base.verdicts).decode().splitlines()[1]
    assert ",104,,0.9," in first, "whole numbers are short, unknown cells empty"


def test_a_result_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    out = tmp_path / "deep" / "out"
    names = sample().write(out, documents={"nulmeting.html": "<!doctype html>"})
    first = contents(out)
    assert set(names) == set(first)
    assert {f"tables/{table.name}.csv" for table in TABLES} < set(first)
    manifest = json.loads(first["manifest.json"])
    assert manifest["made"] == "1970-01-01T00:00:00Z"
    assert manifest["calculation"]["substitution"] is False
    assert manifest["non_commercial_sources"] == ["survey"]
    for name, told in manifest["files"].items():
        assert digest_of(first[name]) == told["sha256"]
    sample().write(out, documents={"nulmeting.html": "<!doctype html>"})
    assert contents(out) == first, "the same result gives the same bytes"
    assert [found.name for found in out.parent.iterdir()] == ["out"]


def test_an_earlier_result_is_replaced_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    sample().write(out, documents={"summary.txt": "old"})
    sample().write(out, documents={"matrix.csv": "new"})
    assert (out / "matrix.csv").exists()
    assert not (out / "summary.txt").exists()


def test_an_empty_folder_is_filled_and_a_link_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir(mode=0o750)
    link.symlink_to(real)
    sample().write(link)
    assert link.is_symlink()
    assert (real / "manifest.json").exists()
    assert real.stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("name", ["notes.txt", "tables/mine.csv", ".hidden"])
def test_what_is_not_ours_is_left_alone(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    sample().write(out)
    (out / name).write_text("mine")
    before = contents(out)
    with pytest.raises(AnalysisError, match="VA501") as caught:
        sample().write(out)
    assert name in caught.value.message
    assert contents(out) == before


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"program": {"name": "other"}}'])
def test_a_folder_of_something_else_is_refused(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(AnalysisError, match="VA501"):
        sample().write(tmp_path)
    with pytest.raises(AnalysisError, match=r"VA501.*is a file"):
        sample().write(tmp_path / "manifest.json")
    assert contents(tmp_path) == {"manifest.json": manifest.encode()}


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("earlier", [False, True])
def test_a_failed_run_leaves_what_there_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: BaseException, earlier: bool
) -> None:
    out = tmp_path / "new" / "out"
    if earlier:
        sample().write(out, documents={"nulmeting.html": "earlier"})
    before = contents(tmp_path)
    written = []
    write = folders._write

    def break_off(path: Path, content: bytes) -> None:
        if len(written) == 5:
            raise problem
        written.append(path)
        write(path, content)

    monkeypatch.setattr(folders, "_write", break_off)
    expected = AnalysisError if isinstance(problem, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        sample().write(out)
    assert contents(tmp_path) == before
    assert list(tmp_path.iterdir()) == ([tmp_path / "new"] if earlier else [])


@pytest.mark.parametrize("in_one_step", [True, False])
def test_a_failed_swap_puts_the_earlier_result_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool
) -> None:
    out = tmp_path / "out"
    sample().write(out)
    before = contents(tmp_path)
    rename = Path.rename

    def fail(self: Path, to: Path) -> Path:
        if Path(to) == out and "-old-" not in self.name:
            raise PermissionError(13, "Permission denied")
        return rename(self, to)

    def exchange(_one: Path, _other: Path) -> bool:
        if in_one_step:
            raise PermissionError(13, "Permission denied")
        return False

    monkeypatch.setattr(Path, "rename", fail)
    monkeypatch.setattr(folders, "exchange", exchange)
    with pytest.raises(AnalysisError, match="VA502"):
        sample().write(out)
    assert contents(tmp_path) == before
    assert os.listdir(tmp_path) == ["out"]  # noqa: PTH208 - hidden folders too


def test_the_package_describes_every_field() -> None:
    told = sample().description()
    assert told["profile"] == "tabular-data-package"
    names = [resource["path"] for resource in told["resources"]]
    assert names == [f"tables/{table.name}.csv" for table in TABLES]
    for resource, table in zip(told["resources"], TABLES, strict=True):
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(table.names)
        assert all(field["description"] and field["description_nl"] for field in fields)
    licences = {licence["name"] for licence in told["licenses"]}
    assert licences == {"CC-BY-NC-4.0", "none-stated"}
    assert {source["name"] for source in told["sources"]} == {"survey", "analysts"}
    assert "not a probability" in told["description"]


def test_one_row_per_product_and_country() -> None:
    found = top_dependencies(sample().verdicts)
    assert [(one.product, one.country) for one in found] == [("hosting-global", "USA")]
    assert set(found[0].uses) == {"register", "elections"}
    assert found[0].mode == "withheld"


def test_no_dependency_that_is_left_out_is_heavier_than_one_that_is_shown() -> None:
    verdict = rows()["verdicts"][0]
    many = [
        verdict | {"product": f"p{n}", "exposure": 0.6 + n / 200, "class": "strategic"}
        for n in range(12)
    ]
    other = verdict | {"product": "gallium", "country": "CHN", "class": "watch", "exposure": 0.7}
    base = sample({"verdicts": [other, *many]})
    found = top_dependencies(base.verdicts, 6)
    assert [one.product for one in found] == [f"p{n}" for n in range(11, 5, -1)]
    every = top_dependencies(base.verdicts, 99)
    assert every[:6] == found
    assert every[-1].product == "gallium", "a lighter class comes after, however deep"


def test_the_most_telling_countries_come_first() -> None:
    assert most_telling(sample().paths) == ("USA", "TWN")


def test_a_result_shows_itself() -> None:
    base = sample(home="<script>alert(1)</script>")
    assert repr(base).startswith("<nulmeting of tiny for <script>")
    assert "exposure" in repr(base)
    assert "\n" not in repr(base)
    assert "<script>" not in base._repr_html_()
    assert "exposure" in base._repr_html_()
