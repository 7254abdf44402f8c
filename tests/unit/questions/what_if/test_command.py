"""`valuechain run` and `explain --scenario` from the command to the files, on the tiny model."""

import csv
import dataclasses
import errno
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import valuechain as vc
from valuechain.cli import main
from valuechain.presentation.screen import WIDTH
from valuechain.questions.what_if import screen
from valuechain.questions.what_if.screen import matrix_text, show
from valuechain.results import folder as folders
from valuechain.results.scenario_contracts import OUTCOME_TABLES

TINY = Path(__file__).parents[3] / "models" / "tiny.yaml"
SCENARIO = """
schema: valuechain/1
id: hosting-refused
title: {en: A global host refuses, nl: Een wereldspeler weigert}
because: {en: For a test., nl: Voor een test.}
model: {id: tiny}
horizon: 26 weeks
shocks:
  - kind: access-denial
    product: hosting-global
    from: {owner: USA}
    to: NLD
    severity: {low: 0.5, mode: 0.8, high: 1.0}
    start: 1 week
    duration: 8 weeks
    source: analysts
    credibility: 6
    status: judgement
"""
CHIPS = (
    SCENARIO.replace("hosting-refused", "no-gallium")
    .replace("A global host refuses", "No gallium from China")
    .replace("access-denial", "export-ban")
    .replace("hosting-global", "gallium")
    .replace("owner: USA", "site: CHN")
    .replace("to: NLD", "to: all")
)


def invoke(*words):
    return CliRunner().invoke(main, list(map(str, words)))


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scenarios")
    found = []
    for text in (SCENARIO, CHIPS):
        path = folder / f"{re.search('^id: (.*)$', text, flags=re.MULTILINE)[1]}.yaml"
        path.write_text(text, encoding="utf-8")
        found.append(path)
    return found


@pytest.fixture(scope="module")
def dutch(files, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "deep" / "result"
    return out, invoke("run", files[0], "--model", TINY, "--out", out)


@pytest.fixture(scope="module")
def both(files):
    """Two scenarios at once, with the model they were asked of."""
    model = vc.load(TINY)
    return vc.run(model, files), model


def table(folder, name):
    with (folder / f"tables/{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def names(folder):
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_it_writes_tables_pictures_and_summary(dutch):
    out, done = dutch
    assert (done.exit_code, done.stderr.strip()) == (0, "")
    pictures = {
        f"figures/{use}.{kind}" for use in ("elections", "register") for kind in ("svg", "png")
    }
    tables = {f"tables/{one.name}.csv" for one in OUTCOME_TABLES}
    assert names(out) == {
        "datapackage.json", "manifest.json", "model.json", "summary.txt", *pictures, *tables,
    }  # fmt: skip
    assert done.stdout.splitlines()[-1] == str(out)
    assert done.stdout.startswith((out / "summary.txt").read_text(encoding="utf-8").rstrip("\n"))


def test_the_tables_say_what_happens(dutch):
    out, _ = dutch
    (found,) = (
        row
        for row in table(out, "summary")
        if (row["subject"], row["variant"]) == ("elections", "stated")
    )
    # 72 % of an important service is refused from week 2; its grace of 3 days helps at first.
    assert found["first_loss_week"] == "2"
    assert float(found["deepest_loss"]) == pytest.approx(0.5 * 0.8 * 0.9)
    assert (found["recovery_weeks"], found["ttr_weeks"]) == ("0", "9")
    assert found["tts_weeks"] == ""
    paths = [row for row in table(out, "paths") if row["subject"] == "elections"]
    assert [row["week"] for row in paths] == [str(week) for week in range(1, 27)]
    assert paths[4]["binding_input"] == "hosting-global"
    assert paths[4]["binding_supplier"] == "hosting-global/triad/NLD"


def test_the_manifest_names_model_scenario_and_every_file(dutch):
    out, _ = dutch
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["files"]) == names(out) - {"manifest.json"}
    (played,) = manifest["scenarios"]
    assert (played["id"], played["horizon_weeks"], played["start_week"]) == (
        "hosting-refused",
        26,
        2,
    )
    assert re.fullmatch("[0-9a-f]{64}", played["digest"])
    assert re.fullmatch("[0-9a-f]{64}", manifest["model"]["digest"])
    assert manifest["calculation"]["rule"] == "default"


def test_the_description_fits_the_tables(dutch):
    out, _ = dutch
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert package["name"] == "what-if"
    for resource in package["resources"]:
        with (out / resource["path"]).open(encoding="utf-8", newline="") as stream:
            head = next(csv.reader(stream))
        fields = resource["schema"]["fields"]
        assert head == [field["name"] for field in fields]
        assert all(field["description"] and field["description_nl"] for field in fields)


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        (
            "nl",
            ["Wat als: Een wereldspeler weigert", "Als eerste geraakt: verkiezingen, in week 2."],
        ),
        (
            "en",
            [
                "What if: A global host refuses",
                "Hit hardest: the land register; 40% is gone in week 3",
            ],
        ),
    ],
)
def test_the_summary_is_plain_and_fits(both, lang, wanted):
    outcome, model = both
    text = show(outcome, model, lang=lang)
    assert max(map(len, text.splitlines())) <= WIDTH
    blocks = text.split("\n\n")
    assert len(blocks) == 3
    assert all(len(block.splitlines()) <= 22 for block in blocks)
    flat = " ".join(blocks[0].split())
    assert all(words in flat for words in wanted)


def test_what_loses_nothing_says_so_and_what_it_was_saved_by(both):
    outcome, model = both
    text = " ".join(show(outcome, model, lang="en").split("\n\n")[1].split())
    assert "Within these weeks nothing is lost." in text


def test_the_matrix_stands_on_the_screen_and_in_a_file(files, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "valuechain.analysis.scenario_choice.forward_scenarios", lambda: tuple(map(str, files))
    )
    done = invoke("run", "--all", "--model", TINY, "--out", tmp_path / "all", "--lang", "en")
    assert done.exit_code == 0
    assert max(map(len, done.stdout.splitlines()[:-1])) <= WIDTH
    assert re.search(r"A global host refuses +\d+% +\d+%", done.stdout)
    assert re.search(r"No gallium from China +- +-", done.stdout)
    with (tmp_path / "all/matrix.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["use"] for row in rows] == ["elections", "register"]
    assert float(rows[0]["hosting-refused_deepest_loss"]) == pytest.approx(0.36)
    assert rows[0]["hosting-refused_first_loss_week"] == "2"
    assert rows[0]["no-gallium_first_loss_week"] == ""
    assert {"figures/matrix.svg", "figures/matrix.png"} <= names(tmp_path / "all")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_loss_through_unlisted_supply_alone_is_undecided_in_the_matrix(both, lang):
    outcome, model = both
    summary = outcome.summary.copy()
    unhurt = (summary["scenario"] == "no-gallium") & (summary["subject_kind"] == "use")
    assert (summary.loc[unhurt, "deepest_loss"] == 0).all()
    for use, high in (("elections", 0.2), ("register", 0.004)):
        summary.loc[unhurt & (summary["subject"] == use), "deepest_loss_bound_high"] = high
    perhaps = dataclasses.replace(outcome, frames={**outcome.frames, "summary": summary})
    text = matrix_text(perhaps, model, lang=lang)
    assert re.search(r" - +\?\n", text)
    assert f"?: {'onbeslist' if lang == 'nl' else 'undecided'}" in text


def test_a_home_without_uses_has_no_matrix_but_products(both, files):
    _, model = both
    outcome = vc.run(model, files, home="BEL")
    text = matrix_text(outcome, model, lang="en")
    assert "What if: A global host refuses" in text
    assert "product " in text


def test_options_reach_the_calculation(files, tmp_path):
    out = tmp_path / "out"
    words = ("--no-substitution", "--allocation", "reallocate", "--rule", "strict")
    assert invoke("run", files[0], "--model", TINY, "--out", out, *words).exit_code == 0
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    (played,) = manifest["scenarios"]
    assert (played["substitution"], played["allocation"]) == (False, "reallocate")
    assert manifest["calculation"]["rule"] == "strict"


def test_weeks_take_the_place_of_the_horizon(dutch, files, tmp_path):
    out = tmp_path / "out"
    assert invoke("run", files[0], "--model", TINY, "--out", out, "--weeks", 5).exit_code == 0
    use = [
        [one for one in table(folder, "paths") if one["subject_kind"] == "use"]
        for folder in (out, dutch[0])
    ]
    short, longer = use
    assert {one["week"] for one in short} == set("12345")
    assert short == [one for one in longer if one["week"] in set("12345")]


@pytest.mark.parametrize("weeks", [0, -3, 521, 1])
def test_weeks_that_cannot_be_followed_are_refused(weeks, files, tmp_path):
    out = tmp_path / "out"  # the shock starts after a week: in one week it would seem harmless
    done = invoke("run", files[0], "--model", TINY, "--out", out, "--weeks", weeks)
    assert done.exit_code == 2
    assert "VA632" in done.stderr
    assert not out.exists()


def test_a_range_of_starts_is_said_to_be_followed_from_its_mode(files, tmp_path):
    path = tmp_path / "later.yaml"
    text = files[0].read_text(encoding="utf-8")
    path.write_text(
        text.replace("start: 1 week", "start: {low: 0 weeks, mode: 1 week, high: 3 weeks}")
    )
    done = invoke("run", path, "--model", TINY, "--out", tmp_path / "out")
    assert "shock 1 may start after 0 to 3 weeks and is followed from 1" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "nowhere.yaml", "--model", TINY), "VC001"),
        (("run",), "name a scenario"),
        (("run", "x", "--all"), "give scenarios, or --all"),
        (("explain", "elections"), "either --without or --scenario"),
        (("explain", "elections", "--scenario", "x", "--without", "CHN"), "either"),
        (("explain", "elections", "--scenario", "x", "--week", "limit"), "no limit"),
    ],
    ids=["no file", "nothing", "too much", "neither", "both", "limit"],
)
def test_what_is_wrong_is_said_with_status_2(words, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = invoke(*words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_a_full_disk_or_an_interrupt_leaves_what_there_was(failure, dutch, files, monkeypatch):
    out, _ = dutch
    before = {name: (out / name).read_bytes() for name in names(out)}

    def fails(*_):
        raise failure

    monkeypatch.setattr(folders, "_write", fails)
    done = invoke("run", files[1], "--model", TINY, "--out", out)
    assert done.exit_code != 0
    assert {name: (out / name).read_bytes() for name in names(out)} == before
    assert [path.name for path in out.parent.iterdir()] == ["result"]


def explain(*words):
    return invoke("explain", *words, "--model", TINY)


def test_a_week_of_a_scenario_is_followed_back(files):
    done = explain("elections", "--scenario", files[0], "--week", 5, "--lang", "en")
    assert done.exit_code == 0
    flat = " ".join(done.stdout.split())
    assert "Elections: in week 5 of “A global host refuses” 36% is gone." in flat
    assert "- Elections <- Hosting by a global firm (service, important)" in flat
    assert "hit by a shock: Triad Hosting" in flat


def test_before_the_shock_nothing_is_gone(files):
    done = explain("elections", "--scenario", files[0], "--week", 1)
    assert "is niets weg" in " ".join(done.stdout.split())


def test_the_machine_answer_of_a_scenario(files):
    words = ("elections", "--scenario", files[0], "--week", 5, "--json")
    answer = json.loads(explain(*words).stdout)
    assert answer["scenario"] == "hosting-refused"
    assert answer["route"]["exposure"] == pytest.approx(0.36)
    assert answer["route"]["steps"][0]["product"] == "hosting-global"
    assert answer["bound_low"] <= answer["route"]["exposure"] <= answer["bound_high"]


def test_the_route_agrees_with_the_path(both, files):
    outcome, _ = both
    rows = outcome.paths
    rows = rows[(rows["scenario"] == "hosting-refused") & (rows["subject"] == "register")]
    for week in (2, 4, 9, 10):
        words = ("register", "--scenario", files[0], "--week", week, "--json")
        route = json.loads(explain(*words).stdout)["route"]
        level = rows.set_index("week")["level"][week]
        assert route["exposure"] == pytest.approx(1 - level)
        assert bool(route["steps"]) == (level < 1 - 1e-6)


def test_a_week_after_the_horizon_is_refused(files):
    done = explain("elections", "--scenario", files[0], "--week", 27)
    assert (done.exit_code, done.stderr[:5]) == (2, "VA607")


def test_without_a_week_the_deepest_is_followed_back(files):
    answer = json.loads(explain("register", "--scenario", files[0], "--json").stdout)
    assert answer["route"]["week"] == 3
    assert answer["route"]["exposure"] == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("high", "severe", "shown"),
    [(0.0, 0.0, "-"), (0.0, 0.85, "-*"), (0.07, 0.0, "?"), (0.07, 0.85, "?*")],
)
def test_no_loss_as_stated_is_not_shown_as_safe_where_severe_shocks_cost(high, severe, shown):
    row = {"deepest_loss": 0.0, "deepest_loss_bound_high": high}
    assert screen._loss(row, "en", severe=severe) == shown
