"""What may stand in the files of the checkout."""

import ast
import re

import pytest

from tests.house.checkout import PACKAGE, ROOT, files, hold, name, python_files, texts, tree

SOFT, HARD = 400, 600
BANNED_MODULES = {"base", "common", "helper", "helpers", "manager", "util", "utils"}
# Not preceded by what makes it a part of an address or of a longer path.
MACHINE_PATH = re.compile(
    r"(?<![\w/.:%-])(?:/(?:root|work|home|mnt|opt|tmp|Users)/\w|[A-Z]:\\Users)"
)
SIBLING = re.compile(r"\.\./" + "shared")
HOSTS = re.compile(
    "|".join((r"pypi\." + "org", "python" + "hosted", r"npmjs\.", r"deb\." + "debian"))
)
UNFINISHED = re.compile("|".join(("Not" + "Implemented", r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b")))


def found(pattern: re.Pattern[str]) -> list[str]:
    """Every place where a pattern stands."""
    return [
        f"{file}:{number}: {line.strip()[:100]}"
        for file, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize(
    ("pattern", "guilty", "innocent"),
    [
        (MACHINE_PATH, "see /ho" + "me/me/x.csv", "https://example.eu/home/x or a/tmp/b"),
        (SIBLING, "../sha" + "red/facts", "shared/facts"),
        (HOSTS, "https://pypi" + ".org/simple", "from a package registry"),
        (UNFINISHED, "# TO" + "DO: later", "to do"),
    ],
    ids=["machine path", "sibling", "host", "unfinished"],
)
def test_patterns_catch_what_they_should(
    pattern: re.Pattern[str], guilty: str, innocent: str
) -> None:
    assert pattern.search(guilty)
    assert not pattern.search(innocent)


@pytest.mark.parametrize(
    "pattern",
    [MACHINE_PATH, SIBLING, HOSTS, UNFINISHED],
    ids=["machine path", "sibling", "host", "unfinished"],
)
def test_no_machine_path_host_or_unfinished_work(pattern: re.Pattern[str]) -> None:
    places = found(pattern)
    assert not places, "\n".join(places)


def test_python_files_stay_small(capsys: pytest.CaptureFixture[str]) -> None:
    lines = {name(p): len(p.read_text(encoding="utf-8").splitlines()) for p in python_files()}
    assert lines
    with capsys.disabled():
        for file, number in lines.items():
            if SOFT < number <= HARD:
                print(f"\n{file} has {number} lines: think of splitting it", end="")
    found = {file: [f"{number} lines"] for file, number in lines.items() if number > HARD}
    hold(found, f"split what is longer than {HARD} lines")


def test_no_module_is_named_after_nothing() -> None:
    parts = {path: set(path.relative_to(ROOT).with_suffix("").parts) for path in python_files()}
    found = {path: words & BANNED_MODULES for path, words in parts.items()}
    hold(found, "name a module after what it does")


def is_stub(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function does nothing at all."""
    body = [s for s in function.body if not isinstance(s, ast.Pass)]
    return all(isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant) for s in body)


def stubs(module: ast.Module) -> list[str]:
    """Functions without a body, but for those that only declare a type."""
    allowed = set()
    for item in ast.walk(module):
        if isinstance(item, ast.ClassDef) and "Protocol" in ast.dump(ast.List(item.bases)):
            allowed |= set(item.body)
        if isinstance(item, ast.FunctionDef) and "overload" in ast.dump(
            ast.List(item.decorator_list)
        ):
            allowed.add(item)
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        f"{item.name} (line {item.lineno})"
        for item in ast.walk(module)
        if isinstance(item, functions) and item not in allowed and is_stub(item)
    ]


def test_a_stub_is_seen() -> None:
    assert stubs(ast.parse("def f():\n    'x'\n    ...\n")) == ["f (line 1)"]
    assert stubs(ast.parse("class P(Protocol):\n    def f(self): ...\n")) == []
    assert stubs(ast.parse("def f():\n    return 1\n")) == []


def test_the_package_has_no_stubs() -> None:
    package = [path for path in python_files() if path.is_relative_to(PACKAGE)]
    # A click group has no body of its own: click runs its commands.
    found = {path: [s for s in stubs(tree(path)) if s[:5] != "main "] for path in package}
    hold(found, "write what is called, or take it out")


def test_fragments_of_the_changelog_have_a_known_kind() -> None:
    fragments = [
        p.name for p in files() if p.parent.name == "changelog.d" and p.name != "README.md"
    ]
    wanted = re.compile(r"(\d+|\+[\w-]+)(\.\d+)?\.(results|added|changed|fixed)\.md")
    assert [fragment for fragment in fragments if not wanted.fullmatch(fragment)] == []


def test_the_licence_text_is_there_twice_and_the_same() -> None:
    assert (ROOT / "LICENSE").read_bytes() == (ROOT / "LICENSES/EUPL-1.2.txt").read_bytes()
