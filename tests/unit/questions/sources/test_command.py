"""`valuechain sources` as a user meets it, and the rank of what to check first."""

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from tests.build import country, make_model, need, product, use
from valuechain.cli import main
from valuechain.files import load, shipped_model
from valuechain.questions.sources.obligations import obligations
from valuechain.questions.sources.study import steps_to_uses
from valuechain.questions.sources.tables import unverified

ROOT = Path(__file__).parents[4]
TINY = ROOT / "tests" / "models" / "tiny.yaml"


def run(*arguments):
    return CliRunner().invoke(main, ["sources", *map(str, arguments)])


def test_every_source_is_listed_with_what_rests_on_it():
    answer = run(TINY, "--lang", "en")
    assert answer.exit_code == 0
    assert answer.stdout.startswith("4 sources of A tiny stack;")
    for source in load(TINY).model.sources:
        assert f"\n{source} " in answer.stdout
    assert "Name the source (CC-BY-4.0): survey." in answer.stdout
    assert "- Bureau. Survey of makers. CC-BY-4.0" in answer.stdout
    assert "No licence stated: 3 sources" in answer.stdout


def test_the_obligations_of_the_shipped_model():
    answer = run("--json")
    found = json.loads(answer.stdout)
    model = load(shipped_model()).model
    assert {row["source"] for row in found["sources"]} == set(model.sources)
    bound = [one for one in found["obligations"] if one["kind"] == "nc"]
    figures = {source: one["figures"] for one in bound for source in one["sources"]}
    # of the source of the Estonian voting system only its parts are named
    assert set(figures) == {"cset-eto-2026", "ee-ivxv-repo"}
    assert figures["cset-eto-2026"] > 100
    alike = {s for one in found["obligations"] if one["kind"] == "sa" for s in one["sources"]}
    assert {"statcounter-ai-2026", "statcounter-search-2025"} <= alike
    counted = sum(one["figures"] for one in found["obligations"])
    assert counted == sum(row["figures"] for row in found["sources"])


def test_what_non_commercial_and_share_alike_mean_is_said():
    english, dutch = run("--lang", "en").stdout, run("--lang", "nl").stdout
    assert "may not be used commercially" in english
    assert "Share alike (CC BY-SA 3.0): statcounter" in english
    assert "mogen niet commercieel worden gebruikt" in dutch.replace("\n  ", " ")
    assert max(map(len, english.splitlines())) < 200


def test_sources_that_nothing_rests_on_oblige_to_nothing():
    rows = [("a", "CC BY-NC 4.0", 0), ("b", "CC0", 2), ("c", None, 1)]
    found = obligations(pd.DataFrame(rows, columns=["source", "licence", "figures"]))
    assert [(one.kind, one.sources, one.figures) for one in found] == [
        ("none", ("c",), 1),
        ("free", ("b",), 2),
    ]


def chain():
    """ore -> metal -> two uses; one of them takes the metal only as important."""
    return make_model(
        {
            "ore": product(country("CHN", 0.6), country("DEU", 0.4)),
            "metal": product(country("CHN", 1.0), inputs=[need("ore")]),
        },
        {"task": use(need("metal")), "game": use(need("metal", importance="important"))},
    )


def test_steps_are_counted_to_every_use():
    assert steps_to_uses(chain()) == {
        "ore": {"task": 2, "game": 2},
        "metal": {"task": 1, "game": 1},
        "task": {"task": 0},
        "game": {"game": 0},
    }


def test_the_rank_is_share_or_importance_over_steps():
    found = unverified(chain()).set_index("keys")["rank"]
    assert found["products.ore.producers[0]"] == pytest.approx(0.6 * (1 / 2 + 1 / 2))
    assert found["products.metal.producers[0]"] == pytest.approx(1.0 * 2)
    assert found["products.metal.inputs[0]"] == pytest.approx(1 / 2 + 1 / 2)
    assert found["uses.task.inputs[0]"] == pytest.approx(1.0)
    assert found["uses.game.inputs[0]"] == pytest.approx(0.5)


def test_what_to_check_first_has_its_place_in_the_file():
    answer = run("--unverified", "--lang", "en")
    lines = answer.stdout.splitlines()
    assert lines[0].startswith("Check first: 40 of ")
    ranks = [float(line[:5]) for line in lines if line[:1] == " " and line[1:2].isdigit()]
    assert len(ranks) == 40
    assert ranks == sorted(ranks, reverse=True)
    first = json.loads(run("--unverified", "--json").stdout)["check_first"][0]
    path, line, _ = first["place"].rsplit(":", 2)
    assert Path(path).is_file()
    assert int(line) > 1
    assert first["status"] in {"recall", "judgement"}


def test_a_wrong_model_is_refused_without_traceback(tmp_path):
    answer = run(tmp_path / "none.yaml")
    assert answer.exit_code == 2
    assert "VC001" in answer.stderr
    assert "Traceback" not in answer.output
