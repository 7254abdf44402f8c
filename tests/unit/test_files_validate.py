"""`valuechain validate` as a user meets it: text, machine text, exit status, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from valuechain.cli import main
from valuechain.files import load

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "models" / "tiny.yaml"
BAD = ROOT / "tests" / "conformance" / "VC012-unknown-country" / "bad.yaml"


def _run(*arguments):
    return CliRunner().invoke(main, ["validate", *map(str, arguments)])


def test_a_right_model_is_summed_up_in_one_line():
    answer = _run(TINY)
    assert answer.exit_code == 0
    assert answer.stdout == (
        "tiny is valid: 6 products, 9 producers, 9 inputs, 2 uses, 4 sources; digest "
        f"{load(TINY).digest}\n"
    )


def test_problems_are_listed_and_the_status_is_2():
    answer = _run(BAD)
    assert answer.exit_code == 2
    expected = BAD.with_suffix(".txt").read_text(encoding="utf-8")
    assert answer.stdout.replace(str(BAD), "bad.yaml") == expected
    assert answer.stderr == "5 problems.\n"


def test_json_says_the_same_to_machines():
    good, bad = _run(TINY, "--json"), _run(BAD, "--json")
    assert (good.exit_code, bad.exit_code) == (0, 2)
    said = json.loads(good.stdout)
    assert said["valid"] is True
    assert said["counts"] == {
        "products": 6, "producers": 9, "inputs": 9, "uses": 2, "sources": 4
    }  # fmt: skip
    first = json.loads(bad.stdout)["problems"][0]
    assert first == {
        "path": str(BAD),
        "line": 12,
        "column": 24,
        "code": "VC012",
        "keys": "groups.EU3.members[1]",
        "message": "unknown country 'DEE'.",
        "remedy": "Write an ISO 3166-1 alpha-3 code such as 'NLD'.",
    }


def test_overlay_is_laid_and_logged(tmp_path):
    overlay = tmp_path / "o.yaml"
    text = "schema: valuechain/1\noverlay: tiny\nfirms:\n  lithos: {owner: USA, "
    text += "source: survey, credibility: 2, status: read}\n"
    overlay.write_text(text, encoding="utf-8")
    answer = _run(TINY, "--overlay", overlay)
    assert answer.exit_code == 0
    assert answer.stdout.startswith("firms.lithos.owner: NLD -> USA\ntiny is valid")
    said = json.loads(_run(TINY, "--overlay", overlay, "--json").stdout)
    assert said["overlaid"] == ["firms.lithos.owner: NLD -> USA"]


def test_without_a_model_the_shipped_one_is_checked():
    answer = _run()
    assert answer.exit_code == 0
    assert answer.stdout.startswith("ai-stack is valid")


def _odd_paths(folder):
    os.mkfifo(folder / "fifo")
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "broken").symlink_to(folder / "absent")
    (folder / "file").write_text("x", encoding="utf-8")
    return {
        "a folder": folder,
        "nothing": folder / "absent",
        "a pipe": folder / "fifo",
        "a device": Path("/dev/zero"),
        "a link to itself": folder / "loop",
        "a link to nothing": folder / "broken",
        "below a file": folder / "file" / "below",
        "a name too long": folder / ("x" * 5000),
        "a name with a line end": folder / "a\nb",
    }


@pytest.mark.parametrize("overlay", [False, True], ids=["model", "overlay"])
def test_paths_that_are_no_readable_file(tmp_path, overlay):
    for what, path in _odd_paths(tmp_path).items():
        answer = _run(TINY, "--overlay", path) if overlay else _run(path)
        assert (answer.exit_code, "VC001" in answer.stdout) == (2, True), what
        assert isinstance(answer.exception, SystemExit), what


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission(tmp_path):
    path = tmp_path / "secret.yaml"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)
    answer = _run(path)
    assert (answer.exit_code, "VC001" in answer.stdout) == (2, True)


def test_included_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "part.yaml")
    root = tmp_path / "model.yaml"
    root.write_text("schema: valuechain/1\nid: x\ninclude: [part.yaml]\n", encoding="utf-8")
    answer = _run(root)
    assert answer.exit_code == 2
    assert "part.yaml: VC001 this is not an ordinary file." in answer.stdout


def test_what_a_terminal_cannot_show_is_spelled_out(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff.yaml"
    text = TINY.read_text(encoding="utf-8").replace("layer: chips", "layer: ch\u0457ps", 1)
    Path(os.fsdecode(path)).write_text(text, encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, "-c", "from valuechain.cli import main; main()", "validate", path],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )
    assert answer.returncode == 2
    assert b"'ch\\u0457ps' is not in kebab-case" in answer.stdout
    assert answer.stderr == b"1 problem.\n"


def test_an_unknown_command_is_named():
    answer = CliRunner().invoke(main, ["validat"])
    assert answer.exit_code == 2
    assert "No such command 'validat'" in answer.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["validate", "--help"], ["validate", str(TINY)]])
def test_start_up_is_light(arguments):
    heavy = ("numpy", "scipy", "pandas", "networkx", "matplotlib", "numba", "dask", "jinja2")
    program = (
        "import sys\n"
        "from valuechain.cli import main\n"
        f"main({arguments!r}, standalone_mode=False)\n"
        f"print(sorted(set({heavy!r}) & set(sys.modules)))\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert answer.stdout.splitlines()[-1] == "[]"
