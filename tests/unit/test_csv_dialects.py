"""Tables as a Dutch Excel opens them: the same numbers, described, and read back equal."""

import csv
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from tests.unit.test_stored_results import edit, made, same
from valuechain import open as open_result
from valuechain.cli import main
from valuechain.errors import AnalysisError
from valuechain.exchange.flow_tables import read_flows
from valuechain.questions.registry import questions
from valuechain.results.dialect import DIALECTS, EXCEL_NL, PLAIN

TINY = Path(__file__).parents[1] / "models" / "tiny.yaml"


@pytest.fixture
def written(tmp_path):
    """The same result in both dialects."""
    base = made()
    tables = {"matrix.csv": pd.DataFrame({"use": ["a", "=b"], "x_loss": [0.5, np.nan]})}
    for name in DIALECTS:
        base.write(tmp_path / name, documents=tables, csv=name)
    return tmp_path


def test_what_is_written_for_excel_is_read_back_equal(written):
    same(made(), open_result(written / "excel-nl"))
    one, other = (open_result(written / name) for name in DIALECTS)
    for name, frame in one.tables():
        pd.testing.assert_frame_equal(frame, other[name])


def test_every_table_is_written_for_excel(written):
    files = sorted((written / "excel-nl").rglob("*.csv"))
    assert len(files) > 10
    for path in files:
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf"), path
        rows = list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
        plain = written / "plain" / path.relative_to(written / "excel-nl")
        names, *other = csv.reader(plain.read_text(encoding="utf-8").splitlines())
        assert rows[0] == names
        assert len(rows) == len(other) + 1
        for row, told in zip(rows[1:], other, strict=True):
            assert len(row) == len(told)
    text = (written / "excel-nl/matrix.csv").read_text(encoding="utf-8-sig")
    assert text == "use;x_loss\na;0,5\n'=b;\n"


def test_the_description_says_how_tables_are_written(written):
    from frictionless import Package

    place = written / "excel-nl" / "datapackage.json"
    for resource in json.loads(place.read_text(encoding="utf-8"))["resources"]:
        assert resource["dialect"]["delimiter"] == ";"
        assert resource["encoding"] == "utf-8-sig"
        for field in resource["schema"]["fields"]:
            assert (field["type"] == "number") == (field.get("decimalChar") == ",")
    package = Package(str(place))
    exposure = package.get_resource("exposure").read_rows()
    stated = open_result(written / "plain").exposure["value"].to_list()
    assert [float(row["value"]) for row in exposure] == stated


def test_a_dialect_that_is_not_ours_is_refused(written):
    def other(package):
        package["resources"][0]["dialect"]["delimiter"] = "|"

    edit(written / "excel-nl", other, "datapackage.json")
    with pytest.raises(AnalysisError, match="VA509"):
        open_result(written / "excel-nl")
    with pytest.raises(ValueError, match="plain or excel-nl"):
        made().files({}, csv="excel")


def test_export_for_excel_is_sound(tmp_path):
    from frictionless import Package

    words = ["export", str(TINY), "--format", "csv", "--level", "producer", "--csv", "excel-nl"]
    assert CliRunner().invoke(main, [*words, "--out", str(tmp_path)]).exit_code == 0
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type"])[:5]
    found = pd.read_csv(tmp_path / "links.csv", sep=";", decimal=",", encoding="utf-8-sig")
    CliRunner().invoke(main, [*words[:-2], "--out", str(tmp_path / "plain")])
    pd.testing.assert_frame_equal(found, pd.read_csv(tmp_path / "plain/links.csv"))


def test_a_table_for_excel_is_looked_through_as_any_other(tmp_path):
    rows = [["sector", "country", "a", "b", "final"]]
    rows += [["a", "NLD", "1.5", "200.25", "98.25"], ["b", "DEU", "30", "4.125", "265.875"]]
    for dialect in (PLAIN, EXCEL_NL):
        cells = [[dialect.number(cell) for cell in row] for row in rows]
        (tmp_path / dialect.name).write_bytes(dialect.encoded(cells))
    one, other = (read_flows(tmp_path / name) for name in DIALECTS)
    assert one.names == other.names
    assert one.countries == other.countries
    np.testing.assert_array_equal(one.flows, other.flows)
    np.testing.assert_array_equal(one.output, other.output)


def test_whatever_writes_tables_can_write_them_for_excel():
    commands = [main.get_command(None, name) for name in main.list_commands(None)]
    for command in commands:
        options = {name for option in command.params for name in option.opts}
        writes = "--out" in options and command.name not in {"briefing", "report"}  # no CSV
        assert ("--csv" in options) == writes, command.name
    assert sum(any(o.name == "out" for o in one.options) for one in questions()) > 8


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=list(DIALECTS))
@pytest.mark.parametrize("width", [1, 3])
def test_joined_cells_are_what_the_csv_library_writes(dialect, width):
    words = ["", "a", 'say "no"', "x;y", "x,y", "two\nlines", "one\rline", " ", "'=b", '"']
    columns = [[words[(row * step) % len(words)] for row in range(30)] for step in range(1, 4)]
    rows = list(zip(*columns[:width], strict=True))
    names = ["name", "a,b", "c;d"][:width]
    cells = [[dialect.cell(text) for text in column] for column in columns[:width]]
    written = dialect.joined(names, cells)
    assert written == dialect.encoded([names, *rows])
