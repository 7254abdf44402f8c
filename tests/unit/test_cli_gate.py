"""Everything that is printed or exported carries the marking of what it rests on."""

import json

import pytest
from click.testing import CliRunner

from valuechain.cli import main
from valuechain.cli._gate import marked

MARKED = """schema: valuechain/1
overlay: ai-stack
sources:
  our-survey-2026: {title: Supplier survey, publisher: Ministry, year: 2026, kind: primary, reliability: B, marking: confidential}
products:
  cloud-nl-public-sector:
    producers:
      - {firm: microsoft, site: NLD, share: 0.6012, source: our-survey-2026, credibility: 2, status: read, marking: confidential}
      - {firm: amazon, site: EU27, share: 0.0488, source: our-survey-2026, credibility: 2, status: read, marking: confidential}
"""  # noqa: E501
EXPLAIN = ("explain", "government-services", "--without", "owner:USA", "--weeks", "1")


@pytest.fixture
def overlay(tmp_path):
    path = tmp_path / "overlay.yaml"
    path.write_text(MARKED, encoding="utf-8")
    return str(path)


def run(*words):
    answer = CliRunner().invoke(main, list(words))
    assert answer.exit_code == 0, answer.output
    return answer


@pytest.mark.parametrize(
    "words",
    [EXPLAIN, ("sources",), ("scenario", "check", "taiwan-blockade"), ("list", "uses")],
    ids=["explain", "sources", "scenario check", "list"],
)
def test_what_is_printed_carries_the_marking(overlay, words):
    assert run(*words, "--overlay", overlay, "--lang", "en").stdout.startswith("CONFIDENTIAL\n")
    said = json.loads(run(*words, "--overlay", overlay, "--json").stdout)
    assert said["marking"] == "confidential"
    plain = run(*words, "--json").stdout
    assert "marking" not in json.loads(plain) if plain.startswith("{") else True


def test_an_exported_graph_carries_the_marking(overlay, tmp_path):
    run("export", "--overlay", overlay, "--format", "json", "--out", str(tmp_path / "g.json"))
    graph = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
    assert graph["graph"] == {"marking": "confidential"}
    run("export", "--overlay", overlay, "--format", "csv", "--out", str(tmp_path / "t"))
    package = json.loads((tmp_path / "t/datapackage.json").read_text(encoding="utf-8"))
    assert package["marking"] == "confidential"
    run("export", "--overlay", overlay, "--format", "graphml", "--out", str(tmp_path / "g.xml"))
    assert ">confidential</data>" in (tmp_path / "g.xml").read_text(encoding="utf-8")


def test_no_log_shows_a_marked_figure(overlay):
    answer = run(*EXPLAIN, "--overlay", overlay)
    assert "0.6012" not in answer.stderr
    assert "changed (confidential)" in answer.stderr


def test_an_answer_of_several_values_keeps_them():
    assert json.loads(marked("[1, 2]", "internal", lang="en", as_json=True)) == {
        "marking": "internal",
        "answer": [1, 2],
    }
    assert marked("text", None, lang="en") == "text"
