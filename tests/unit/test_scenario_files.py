"""Scenario files as their reader meets them, and the commands that write and check them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from valuechain.cli import main
from valuechain.errors import FileProblems
from valuechain.files import (
    dump,
    find_scenario,
    load,
    load_scenario,
    load_scenario_text,
    shipped_model,
    shipped_scenarios,
)
from valuechain.files.scenarios import is_scenario, scenario_digest
from valuechain.texts import LANGUAGES

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "models" / "tiny.yaml"
MODEL = load(TINY).model
HEAD = """\
schema: valuechain/1
id: case
title: {en: A case, nl: Een geval}
because: {en: To show one rule}
model: {id: tiny}
horizon: 52 weeks
shocks:
"""
CITED = "source: analysts, credibility: 6, status: judgement"
BAN = "kind: export-ban, product: gallium, from: {site: CHN}, to: EU3, duration: 26 weeks"
ELSEWHERE = BAN.replace("EU3", "TWN")  # where the model has a customer
CHIPS = "customers: logic-chips"
NAMED = "kind: outage, product: photoresist, from: {producer: photoresist/jpn-all"


def _text(*shocks: str) -> str:
    return HEAD + "".join(f"  - {{{shock}, {CITED}}}\n" for shock in shocks)


def _codes(*shocks: str) -> list[tuple[str, str]]:
    """Codes and key paths of what is wrong with some shocks on the tiny model."""
    try:
        load_scenario_text(_text(*shocks), model=MODEL)
    except FileProblems as found:
        return [(problem.code, problem.keys) for problem in found.problems]
    return []


def _file(folder: Path, *shocks: str, name: str = "case.yaml") -> Path:
    path = folder / name
    path.write_text(_text(*shocks), encoding="utf-8")
    return path


def _run(*arguments: object):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


# reading


def test_a_loaded_scenario_knows_its_file_places_and_digest(tmp_path):
    path = _file(tmp_path, BAN)
    loaded = load_scenario(path, model=MODEL)
    assert (loaded.path, loaded.paths, loaded.warnings) == (path, (path,), ())
    place = loaded.place("shocks[0].from.site")
    assert (place.path, place.line, place.column) == (str(path), 8, 49)
    assert loaded.place("nowhere").line == 1
    assert loaded.digest == scenario_digest(loaded.scenario)
    assert len(loaded.digest) == 64
    assert load_scenario_text(_text(BAN)).path is None


def test_notation_does_not_change_the_digest_and_meaning_does():
    said = load_scenario_text(_text(BAN)).digest
    same = BAN.replace("26 weeks", "6 months").replace("to: EU3", "to: [EU3], start: 0 days")
    assert load_scenario_text(_text(same)).digest == said
    assert load_scenario_text(_text(BAN.replace("26", "27"))).digest != said


def test_without_a_model_references_are_left_alone_and_sense_is_not():
    elsewhere = BAN.replace("gallium", "unobtainium").replace("CHN", "ATLANTIS")
    assert load_scenario_text(_text(elsewhere)).scenario.shocks[0].product == ("unobtainium",)
    with pytest.raises(FileProblems, match="VC106"):
        load_scenario_text(_text(f"{elsewhere}, start: 60 weeks"))
    with pytest.raises(FileProblems, match="VC067"):
        load_scenario_text(HEAD + "  - {kind: outage, credibility: 6, status: recall}\n")


def test_a_model_is_no_scenario_and_a_broken_file_is_neither(tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("shocks: [", encoding="utf-8")
    assert is_scenario(_file(tmp_path, BAN))
    assert not is_scenario(TINY)
    assert not is_scenario(broken)
    assert not is_scenario(tmp_path / "absent.yaml")


def test_names_that_python_has_for_keys_are_unknown_in_files():
    python = BAN.replace("from:", "from_:") + ", except_: [BEL]"
    assert _codes(python) == [("VC031", "shocks[0].from_"), ("VC031", "shocks[0].except_")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "  - outage\n", "VC040 shocks[0]: 'outage' is not a mapping (`key: ...`)."),
        (HEAD + "  - {kind: 5}\n", "VC047 shocks[0].kind: 5 is not one of outage, export-ban"),
        (HEAD + "  - {kind: [a]}\n", "VC040 shocks[0].kind: a list is not one of"),
        (HEAD + "  - {kind: }\n", "VC047 shocks[0].kind: an empty value is not one of"),
        (HEAD.replace("shocks:\n", "shocks: []\n"), "VC100 shocks: this list is empty."),
        (HEAD.replace("shocks:\n", ""), "VC041 shocks: 'shocks' is missing. List what happens"),
        (HEAD.replace("{id: tiny}", "tiny"), "is not a mapping (`key: ...`). Write `{id: tiny}`."),
    ],
    ids=["no mapping", "number", "list", "nothing", "no shocks", "no key", "model by name"],
)  # fmt: skip
def test_what_does_not_fit_is_said_in_words(text, said):
    with pytest.raises(FileProblems) as refused:
        load_scenario_text(text, model=MODEL)
    assert said in str(refused.value)
    assert "Input should" not in str(refused.value)


def test_a_shock_that_does_not_fit_does_not_make_the_list_empty():
    assert _codes(BAN.replace("to: EU3", "to: []")) == [("VC100", "shocks[0].to")]


def test_all_problems_of_a_phase_come_at_once():
    found = _codes(
        BAN.replace("gallium", "galium").replace("CHN", "CN"), "kind: takeover, firm: x, to: USA"
    )
    assert found == [
        ("VC060", "shocks[0].product"),
        ("VC010", "shocks[0].from.site"),
        ("VC061", "shocks[1].firm"),
    ]


# aim


@pytest.mark.parametrize(
    ("shock", "code"),
    [
        ("kind: outage, layer: chips, from: {site: TWN}", None),
        ("kind: outage, layer: chips, from: {site: CHN}", "VC112"),
        # the remainder of gallium has no country, but it is not in the Netherlands
        ("kind: outage, product: gallium, from: {site: RUS}", None),
        ("kind: outage, product: gallium, from: {site: NLD}", "VC112"),
        # a firm that is not listed could be in the remainder
        ("kind: outage, product: gallium, from: {firm: lithos}", None),
        ("kind: outage, product: scanners, from: {firm: polder}", "VC112"),
        (f"{NAMED}}}", None),
        (f"{NAMED}, site: DEU}}", "VC112"),
        ("kind: outage, product: gallium, from: {producer: gallium/remainder}", None),
        ("kind: outage, product: scanners, from: {producer: scanners/remainder}", "VC065"),
        # a stated country of a remainder
        ("kind: outage, product: hosting-global, from: {site: DEU}", None),
        ("kind: outage, product: hosting-global, from: {headquarters: NLD}", "VC112"),
        ("kind: outage, product: hosting-global, from: {any: EU3}", None),
        (f"{ELSEWHERE}, customers: scanners", "VC105"),
        (f"{ELSEWHERE}, {CHIPS}", None),
        (f"{BAN.replace('EU3', 'JPN')}, {CHIPS}", "VC113"),
        (f"{BAN.replace('EU3', 'all')}, except: [TWN, DEU, USA], {CHIPS}", "VC113"),
        ("kind: demand-surge, product: logic-chips, factor: 2, by: USA", "VC113"),
        ("kind: demand-surge, product: logic-chips, factor: 2, by: NLD", None),
        ("kind: capital-stop, product: gallium, to: all", "VC114"),
        ("kind: capital-stop, layer: chips, to: all", None),
        ("kind: access-denial, layer: chips, to: all", "VC114"),
        ("kind: access-denial, to: all", None),
    ],
)  # fmt: skip
def test_a_shock_has_somebody_to_hit(shock, code):
    assert [found for found, _ in _codes(shock)] == ([code] if code else [])


def test_owners_after_a_takeover_can_be_selected():
    outage = "kind: outage, product: hosting-global, from: {owner: CHN}"
    assert [code for code, _ in _codes(outage)] == ["VC112"]
    assert _codes(outage, "kind: takeover, firm: triad, to: CHN") == []


def test_a_layer_without_products_is_nothing_to_cut(tmp_path):
    text = TINY.read_text(encoding="utf-8")
    text = text.replace("layers:\n", "layers:\n  - {id: empty, title: {en: Empty}}\n", 1)
    path = tmp_path / "model.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblems, match=r"VC112 shocks\[0\].layer: no product is in this"):
        load_scenario_text(_text("kind: outage, layer: empty"), model=load(path).model)


def test_a_pin_that_fits_does_not_warn():
    now = load(TINY).digest
    pinned = _text(BAN).replace("{id: tiny}", f"{{id: tiny, digest: {now}}}")
    assert load_scenario_text(pinned, model=MODEL).warnings == ()
    other = _text(BAN).replace("{id: tiny}", "{id: tiny, digest: other}")
    (warning,) = load_scenario_text(other, model=MODEL).warnings
    assert warning.code == "VC115"
    assert "with digest other; it now has " + now in warning.message
    assert warning.message.endswith("now: shocks[0] gallium 0.8.")


# shipped scenarios


def test_every_shipped_scenario_is_right_and_named_after_its_file():
    model, shipped = load(shipped_model()).model, shipped_scenarios()
    assert "taiwan-blockade" in shipped
    for name, path in shipped.items():
        loaded = load_scenario(path, model=model)
        assert (name, loaded.warnings) == (loaded.scenario.id, ())


def test_a_scenario_is_found_by_name_or_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = _file(tmp_path, BAN, name="taiwan-blockade")
    assert find_scenario("taiwan-blockade") == shipped_scenarios()["taiwan-blockade"]
    assert find_scenario("./taiwan-blockade") == Path("taiwan-blockade")
    assert find_scenario(path) == path
    with pytest.raises(FileProblems, match=r"VC001 .* Did you mean 'taiwan-blockade'\?"):
        find_scenario("taiwan-blokade")


# commands


@pytest.mark.parametrize("lang", LANGUAGES)
def test_new_writes_a_scenario_that_loads(tmp_path, lang):
    path = tmp_path / "gallium-stop.yaml"
    answer = _run("scenario", "new", path, "--lang", lang)
    assert (answer.exit_code, answer.stdout) == (0, f"{path}\n")
    loaded = load_scenario(path, model=load(shipped_model()).model)
    assert (loaded.scenario.id, loaded.warnings) == ("gallium-stop", ())
    assert ("hele weken" in path.read_text(encoding="utf-8")) == (lang == "nl")
    again = load_scenario_text(dump(loaded.scenario))
    assert again.scenario == loaded.scenario


def test_new_is_about_the_model_asked_for_and_prints_without_a_file():
    answer = _run("scenario", "new", "--model", TINY)
    assert answer.exit_code == 0
    loaded = load_scenario_text(answer.stdout, model=MODEL)
    assert loaded.scenario.model.id == "tiny"
    assert load(TINY).digest in answer.stdout


def test_new_never_replaces_a_file(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("mine", encoding="utf-8")
    answer = _run("scenario", "new", path)
    assert answer.exit_code == 2
    assert "exists already" in answer.stderr
    assert path.read_text(encoding="utf-8") == "mine"


def test_new_names_a_folder_that_is_not_there(tmp_path):
    answer = _run("scenario", "new", tmp_path / "absent" / "mine.yaml")
    assert answer.exit_code == 2
    assert "No such file" in answer.stderr


def test_check_says_what_each_shock_touches(tmp_path):
    path = _file(tmp_path, ELSEWHERE, "kind: takeover, firm: triad, to: CHN")
    answer = _run("scenario", "check", path, "--model", TINY, "--lang", "en")
    assert answer.exit_code == 0
    assert answer.stdout.splitlines() == [
        "case: A case (52\N{NO-BREAK SPACE}weeks, model tiny)",
        "  1. Export ban",
        "     gallium: 80%, 1 customer as consumable",
        "  2. Takeover",
        "     hosting-global: 90%, 2 customers as service",
    ]
    dutch = _run("scenario", "check", path, "--model", TINY)
    assert dutch.stdout.startswith("case: Een geval (52\N{NO-BREAK SPACE}weken, model tiny)")


def test_check_sees_it_from_another_home(tmp_path):
    path = _file(tmp_path, BAN)
    assert _run("scenario", "check", path, "--model", TINY, "--home", "BEL").exit_code == 0
    answer = _run("scenario", "check", path, "--model", TINY, "--home", "Atlantis")
    assert (answer.exit_code, "VA601" in answer.stderr) == (2, True)


def test_check_goes_on_after_a_file_that_is_wrong(tmp_path):
    good, bad = _file(tmp_path, BAN), _file(tmp_path, BAN.replace("CHN", "CHX"), name="bad.yaml")
    answer = _run("scenario", "check", bad, good, "nowhere", "--model", TINY)
    assert answer.exit_code == 2
    lines = answer.stdout.splitlines()
    assert lines[0].startswith("case: Een geval")
    assert lines[-2].startswith(f"{bad}:8:49: VC012 shocks[0].from.site: unknown country 'CHX'.")
    assert lines[-1].startswith("nowhere: VC001 this is no file")


def test_check_tells_a_shock_that_nobody_feels(tmp_path):
    path = _file(tmp_path, BAN.replace("EU3", "BRA"))
    answer = _run("scenario", "check", path, "taiwan-blockade", "--model", TINY)
    assert answer.exit_code == 2
    first, second = answer.stdout.splitlines()
    assert first.startswith(f"{path}: VA620 shock 1 of 'case' (export-ban) touches nothing.")
    assert "VC103 model.id" in second


def test_check_answers_machines(tmp_path):
    good, bad = (
        _file(tmp_path, ELSEWHERE),
        _file(tmp_path, BAN.replace("CHN", "CHX"), name="bad.yaml"),
    )
    said = json.loads(_run("scenario", "check", good, "--model", TINY, "--json").stdout)
    assert (said["valid"], said["problems"]) == (True, [])
    (scenario,) = said["scenarios"]
    assert scenario["scenario"] == "case"
    assert scenario["digest"] == load_scenario(good).digest
    assert scenario["touched"] == [
        {
            "shock": 1,
            "kind": "export-ban",
            "product": "gallium",
            "share_low": pytest.approx(0.8),
            "share": pytest.approx(0.8),
            "share_high": pytest.approx(0.8),
            "n_customers": 1,
            "kinds": ["consumable"],
            "spared": [],
        }
    ]
    answer = _run("scenario", "check", bad, "--model", TINY, "--json")
    refused = json.loads(answer.stdout)
    assert (answer.exit_code, refused["valid"], refused["scenarios"]) == (2, False, [])
    assert refused["problems"][0]["keys"] == "shocks[0].from.site"


def test_validate_takes_a_scenario_too(tmp_path):
    path = _file(tmp_path, BAN)
    digest = load_scenario(path).digest
    answer = _run("validate", path, "--model", TINY)
    assert answer.exit_code == 0
    assert answer.stdout == f"case is valid: 1 shock on tiny, 52 weeks; digest {digest}\n"
    said = json.loads(_run("validate", path, "--model", TINY, "--json").stdout)
    assert (said["valid"], said["counts"]) == (True, {"shocks": 1, "weeks": 52})
    shipped = _run("validate", path)
    assert shipped.exit_code == 2
    assert (
        "VC103 model.id: the scenario is about 'tiny', and the model is 'ai-stack'."
        in shipped.stdout
    )
    assert _run("validate", TINY, "--model", TINY).exit_code == 2


def test_an_overlay_is_laid_on_the_model_of_a_scenario(tmp_path):
    overlay = tmp_path / "o.yaml"
    text = "schema: valuechain/1\noverlay: tiny\nfirms:\n  triad: {owner: CHN, "
    text += "source: survey, credibility: 2, status: read}\n"
    overlay.write_text(text, encoding="utf-8")
    path = _file(tmp_path, "kind: outage, product: hosting-global, from: {owner: CHN}")
    assert _run("validate", path, "--model", TINY).exit_code == 2
    for command in (["validate"], ["scenario", "check"]):
        answer = _run(*command, path, "--model", TINY, "--overlay", overlay)
        assert answer.exit_code == 0
        assert "firms.triad.owner: USA -> CHN" in answer.stderr


STARTED = """
import json, sys
from valuechain.cli import main
status = 0
try:
    main(sys.argv[1:])
except SystemExit as stop:
    status = stop.code or 0
sys.stderr.write("\\n" + json.dumps([status, sorted(n for n in sys.modules if "." not in n)]))
"""
HEAVY = {"dask", "matplotlib", "networkx", "numba", "pandas"}


@pytest.mark.parametrize(
    ("words", "spared"),
    [
        (["scenario", "--help"], HEAVY | {"numpy", "pydantic"}),
        (["scenario", "new"], HEAVY | {"numpy"}),
        (["scenario", "check", "taiwan-blockade"], HEAVY),
    ],
    ids=["help", "new", "check"],
)
def test_scenario_commands_stay_light(words, spared):
    command = [sys.executable, "-P", "-c", STARTED, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    status, modules = json.loads(done.stderr.splitlines()[-1])
    assert (status, set(modules) & spared) == (0, set())


def test_customers_may_be_a_group_of_uses():
    """The uses of the group are hit as if each were named, and no other."""
    import valuechain as vc

    model = vc.load()
    refused = {
        "kind": "access-denial",
        "product": "telecom-access-nl",
        "from_owner": "USA",
        "to": "NLD",
        "weeks": 4,
    }
    space = [name for name, one in model.uses.items() if "election-information-space" in one.groups]
    one, other = (
        vc.run(model, [vc.shock(**refused, customers=named)]).summary
        for named in ("election-information-space", space)
    )
    columns = ["use", "deepest_loss"]
    assert one[columns].equals(other[columns])
    hit = set(one.loc[one["deepest_loss"] > 0, "use"])
    assert hit
    assert hit <= set(space)
