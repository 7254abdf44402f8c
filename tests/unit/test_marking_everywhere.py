"""What a command prints or writes carries the marking of what it rests on, and no log the figure.

Built from the commands there are: a new one is asked here by itself, and fails until it is marked.
"""

import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from valuechain.cli import main

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "models" / "tiny.yaml"
SECRET = "0.8912"  # noqa: S105 - of a figure
OVERLAY = f"""schema: valuechain/1
overlay: tiny
sources:
  own: {{title: Own survey, kind: primary, reliability: B, marking: confidential}}
products:
  hosting-global:
    producers:
      - {{firm: triad, site: NLD, share: {SECRET}, basis: revenue, year: 2026, source: own, credibility: 2, status: read, marking: confidential}}
    remainder: {{share: 0.1088, country: DEU}}
"""  # noqa: E501
SCENARIO = """schema: valuechain/1
id: stop
title: {en: A stop}
because: {en: To see}
model: {id: tiny}
horizon: 30 weeks
shocks:
  - {kind: access-denial, product: hosting-global, from: {owner: USA}, to: NLD, source: analysts, credibility: 6, status: judgement}
"""  # noqa: E501
SAYS_NOTHING_OF_THE_MODEL = {"country", "ensembles", "texts", "compare-homes"}
"""What writes a file to start from, keeps house, or needs two homes, of which tiny has one."""
CASE = "owner:USA/hosting-global/withheld"
MORE = {
    "briefing": ["how-sure", "--set", "draws=20"],
    "chokepoints": ["--size", "1"],
    "measure": ["trial-stock", "--measures", "{measures}", "--cases", CASE],
    "model": ["diff", "{tiny}"],
    "nulmeting": ["--quick", "--brief"],
    "explain": ["elections", "--without", "owner:USA", "--weeks", "1"],
    "partners": ["--candidates", "DEU,BEL", "--size", "1"],
    "plan": ["--budget", "1M", "--cases", CASE, "--no-frontier"],
    "compare": ["{tiny}", "{whole}"],
    "report": ["--format", "html,xlsx"],
    "run": ["{scenario}"],
    "scenario": ["check", "{scenario}"],
    "uncertainty": ["--draws", "20", "--store", "{store}"],
    "what-to-find-out": ["--draws", "20", "--store", "{store}"],
}
"""What a command needs to be asked; one that is not here is asked without."""
CTX = click.Context(main)
COMMANDS = [name for name in main.list_commands(CTX) if name not in SAYS_NOTHING_OF_THE_MODEL]


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """Where the overlay and the scenario are, and ask a command about the marked model."""
    folder = tmp_path_factory.mktemp("marked")
    (folder / "overlay.yaml").write_text(OVERLAY, encoding="utf-8")
    (folder / "scenario.yaml").write_text(SCENARIO, encoding="utf-8")
    share = "share: 1.0, basis: units, year: 2024, source: survey"
    whole = TINY.read_text("utf-8").replace(share, f"{share}, marking: confidential")
    (folder / "whole.yaml").write_text(whole, "utf-8")
    words = ["measures", "new", str(folder / "trial.yaml"), "--model", str(TINY)]
    assert CliRunner().invoke(main, words).exit_code == 0
    places = {
        "whole": folder / "whole.yaml",
        "measures": folder / "trial.yaml",
        "tiny": TINY,
        "scenario": folder / "scenario.yaml",
        "store": folder / "store",
    }

    def ask(name, *words):
        command = main.get_command(CTX, name)
        more = [word.format(**places) for word in MORE.get(name, [])]
        within = isinstance(command, click.Group) and more
        inner = command.commands[more[0]] if within else command
        takes = {option for one in inner.params for option in one.opts}
        given = ["--overlay", str(folder / "overlay.yaml")] if "--overlay" in takes else []
        given += ["--model", str(TINY)] if "--model" in takes and name != "validate" else []
        given += ["--lang", "en"] if "--lang" in takes else []
        arguments = {one.name for one in inner.params if isinstance(one, click.Argument)}
        first = [str(TINY)] if "model" in arguments else []
        answer = CliRunner().invoke(main, [name, *more, *first, *given, *words])
        assert answer.exit_code == 0, answer.output
        return answer, takes

    return ask


def no_secret(text):
    """No log names the value of a marked figure."""
    assert SECRET not in text
    assert SECRET.replace(".", ",") not in text


def test_every_command_is_asked_or_says_nothing_of_the_model():
    assert set(MORE) <= set(COMMANDS)
    assert set(COMMANDS) | SAYS_NOTHING_OF_THE_MODEL == set(main.list_commands(CTX))


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "export"])
def test_what_a_command_says_and_writes_is_marked(marked, tmp_path, name):
    out = tmp_path / "out"
    takes = {o for one in main.get_command(CTX, name).params for o in one.opts}
    answer, takes = marked(name, *(["--out", str(out)] if "--out" in takes else []))
    no_secret(answer.stderr)
    assert re.match(r"CONFIDENTIAL\b", answer.stdout), answer.stdout[:200]
    if "--json" in takes:
        answer, _ = marked(name, "--json")
        assert json.loads(answer.stdout)["marking"] == "confidential"
    if "--out" in takes:
        files = [path for path in out.rglob("*") if path.is_file()]
        assert files
        for path in files:
            carries(path)


def carries(path):
    """Hold a file to its marking; tables and the model carry it in their description."""
    content = path.read_bytes()
    if path.name in {"manifest.json", "datapackage.json"}:
        told = json.loads(content)
        assert told["marking"] == "confidential"
        no_secret(json.dumps(told.get("model", {}).get("overlays", [])))
    elif path.suffix in {".html", ".svg", ".txt"}:
        text = content.decode("utf-8")
        assert re.search("confidential", text, flags=re.IGNORECASE), path
        if path.suffix == ".txt":
            assert text.startswith("CONFIDENTIAL"), path
    elif path.suffix in {".pdf", ".docx", ".xlsx", ".pptx"}:
        assert path.stem.endswith("-confidential"), path
    elif path.suffix == ".png":
        assert path.with_suffix(".svg").exists(), path
    else:
        assert path.suffix == ".csv" or path.name in {"model.json", "routes.json"}, path


@pytest.mark.parametrize("form", ["json", "graphml", "csv"])
def test_every_export_is_marked(marked, tmp_path, form):
    answer, _ = marked("export", "--format", form, "--out", str(tmp_path / form))
    no_secret(answer.stderr)
    place = tmp_path / form
    told = place / "datapackage.json" if form == "csv" else place
    assert "confidential" in told.read_text(encoding="utf-8")


def test_a_picture_shows_its_marking():
    from matplotlib.figure import Figure

    from valuechain.presentation.picture_files import picture_of

    def size(content):
        return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])

    plain = picture_of(Figure(figsize=(4, 2)), None, lang="nl")
    marked = picture_of(Figure(figsize=(4, 2)), "confidential", lang="nl")
    assert b"VERTROUWELIJK" in marked["svg"]
    assert b"VERTROUWELIJK" not in plain["svg"]
    wide, high = size(plain["png"])
    assert size(marked["png"]) == (wide, high + 54)
    assert marked["png"] != plain["png"]
