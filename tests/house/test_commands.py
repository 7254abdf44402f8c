"""The commands, the locks they install from and what CI calls."""

import itertools
import re
import subprocess
import sys
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from tests.house.checkout import DEV, ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PINNED = re.compile(r"([a-z0-9.-]+)==[\w.]+( ; [^\\]+)? \\")
HASHED = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def faults(lock: str) -> list[str]:
    """Lines of a lock that are neither a pinned release nor a hash, and releases without one."""
    lines = lock.splitlines()
    found = [line for line in lines if not (PINNED.fullmatch(line) or HASHED.fullmatch(line))]
    pairs = itertools.pairwise([*lines, ""])
    return found + [a for a, b in pairs if a.endswith("\\") and not HASHED.fullmatch(b)]


def test_a_fault_in_a_lock_is_seen() -> None:
    good = f"a==1.0 ; python_full_version < '3.12' \\\n    --hash=sha256:{'0' * 64}\n"
    assert faults(good) == []
    assert faults("--index-url https://example.org/simple\n" + good)
    assert faults("a==1.0\n")
    assert faults("a==1.0 \\\nb==1.0 \\\n")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_locks_pin_and_hash_everything_and_name_no_address(lock: Path) -> None:
    assert faults(lock.read_text(encoding="utf-8")) == []


def test_every_lock_is_made_by_the_lock_command() -> None:
    assert {lock.stem for lock in LOCKS} == set(DEV.RELOCK)


def test_locks_name_what_the_project_requires() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {
        "runtime": project["dependencies"],
        "dev": project["dependencies"] + project["optional-dependencies"]["test"],
    }
    for lock, requirements in wanted.items():
        text = (ROOT / f"requirements/{lock}.lock").read_text(encoding="utf-8")
        names = {re.split(r"[<>=!~]", requirement)[0] for requirement in requirements}
        assert names - {line.split("==")[0] for line in text.splitlines()} == set()


@pytest.mark.tools
@pytest.mark.parametrize("tool", DEV.TOOLS)
def test_tool_finds_nothing(tool: str) -> None:
    word, *words = DEV.TOOLS[tool]
    command = [str(Path(sys.executable).parent / word), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)


def test_ci_calls_the_test_command_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    for command in ("python3 dev.py nulmeting", "python3 dev.py test"):
        assert command in readme
    assert re.search(r"^python3 dev\.py test\b", script, flags=re.MULTILINE)


def test_help_names_every_command() -> None:
    listed = re.findall(r"^(\w+) {2,}\w", DEV.__doc__ or "", flags=re.MULTILINE)
    assert listed == list(DEV.COMMANDS)


@pytest.mark.parametrize(
    ("words", "expected"),
    [(["--home", "DEU"], "DEU"), (["x.yaml", "--home=EU27"], "EU27"), (["--lang", "nl"], None)],
)
def test_options_that_are_passed_on_are_seen(words: list[str], expected: str | None) -> None:
    assert DEV.given(words, "--home") == expected


def test_the_wheel_carries_the_model_and_the_scenarios() -> None:
    shipped = resources.files("valuechain") / "shipped"
    assert (shipped / "models/stack.yaml").is_file()
    assert (shipped / "scenarios").is_dir()
    assert (shipped / "notebooks/01_first_look.ipynb").is_file()
