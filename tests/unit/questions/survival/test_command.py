"""`valuechain survival` from the command to the files, on the tiny model."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from valuechain.cli import main
from valuechain.presentation.screen import WIDTH

TINY = Path(__file__).parents[3] / "models" / "tiny.yaml"


def invoke(*words):
    return CliRunner().invoke(main, ["survival", "--model", str(TINY), *map(str, words)])


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("survival") / "out"
    said = invoke(
        "--by", "countries", "--by", "firms", "--weeks", 60, "--lang", "en", "--out", folder
    )
    assert said.exit_code == 0, said.output
    return folder, said.output


def rows(folder, name):
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_answer_is_a_data_package_with_a_manifest_and_a_picture(answered):
    folder, said = answered
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["question"] == "survival"
    assert manifest["asked"]["weeks"] == 60
    assert manifest["asked"]["attribute"] == "any"
    assert set(manifest["rows"]) == {"survival", "stocks", "holding", "sources"}
    assert (folder / "figures" / "survival.png").exists()
    assert (folder / "summary.txt").read_text().strip() in said


def test_the_register_falls_when_its_host_at_home_is_lost(answered):
    """Of a total loss nobody has a grace period, and the fallback (0.3) is below theta."""
    folder, _ = answered
    (found,) = [
        row
        for row in rows(folder, "survival")
        if (row["use"], row["removed"], row["mode"]) == ("elections", "polder", "lost")
    ]
    assert (found["verdict"], found["tts"], found["weeks_to_recovery"]) == ("gap", "0", "")
    assert found["gap_at_least"] == "60"
    assert "falls at once" in found["reason_en"]
    assert "valt meteen" in found["reason_nl"]
    assert found["sources"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_screen_fits(lang):
    said = invoke("--weeks", 30, "--lang", lang, "--no-stocks")
    assert said.exit_code == 0
    assert max(map(len, said.stdout.splitlines())) <= WIDTH


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--theta", "1.5"), "VA640"),
        (("--theta", "0"), "VA640"),
        (("--use", "registr"), "VA641"),
        (("--home", "DEU"), "VA642"),
        (("--home", "NLD,USA,TWN,CHN,JPN,DEU,IRL,BEL", "--mode", "withheld"), "VA643"),
        (("--home", "Holland"), "VA601"),
        (("--removed", "USB"), "VA701"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_code(words, code):
    said = invoke(*words)
    assert said.exit_code == 2
    assert code in said.output
    assert "Traceback" not in said.output


@pytest.mark.parametrize("words", [("--weeks", "0"), ("--weeks", "521"), ("--by", "planets")])
def test_what_is_no_option_is_refused(words):
    said = invoke(*words)
    assert said.exit_code == 2
    assert "Traceback" not in said.output


def test_a_folder_with_something_else_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    said = invoke("--out", tmp_path)
    assert said.exit_code == 2
    assert "VA501" in said.output
    assert (tmp_path / "mine.txt").read_text() == "mine"
