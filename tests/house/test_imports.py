"""Which room may import which library, and what stays cheap to start."""

import ast
import json
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

from tests.house.checkout import PACKAGE, ROOT, hold, package_files, tree

ARRAYS = {"numpy", "scipy"}
TABLES = {"numpy", "pandas"}
# The third column of the table of rooms; a room may also use what a type of a lower room needs.
ROOMS = {
    "__init__": {"pandas"},  # for a type
    "__main__": set(),
    "cli": {"click", "rich"},
    "documents": {
        "bs4",  # nbconvert cannot be without it
        "docx",
        "jinja2",
        "matplotlib",
        "nbconvert",
        "nbformat",
        "pptx",
        "typst",
        "xlsxwriter",
    }
    | TABLES,
    "explorer": {"jinja2"} | TABLES,
    "questions": {"matplotlib"} | ARRAYS | TABLES,
    "plans": {"highspy"} | ARRAYS | TABLES,
    "ensembles": {"distributed", "pyarrow"} | ARRAYS,
    "analysis": TABLES,
    "indicators": {"networkx"} | ARRAYS,
    "shocks": {"numpy"},
    "exchange": {"networkx"} | TABLES,
    "stack": {"networkx", "pandas"} | ARRAYS,
    "presentation": {"matplotlib"} | TABLES,
    "results": {"pydantic"} | TABLES,
    "files": {"yaml"},
    "kernels": {"numba"} | ARRAYS,
    "schema": {"pydantic", "pydantic_core"},
    "texts": {"babel"},
    "vocab": set(),
    "errors": set(),
}
LAZY = {
    "__init__": {"pandas"},
    "results": {"pandas", "pydantic"},
    "plans": {"highspy"},
    "documents": {"docx", "matplotlib", "pandas", "pptx", "typst", "xlsxwriter"},
    "ensembles": {"distributed", "pyarrow"},
}
HEAVY = {"dask", "matplotlib", "networkx", "numba", "numpy", "pandas", "scipy"}


def room(path: Path) -> str:
    """Room of a file of the package."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(item: ast.AST, *, at_start: bool = False) -> set[str]:
    """Full names that a piece of code imports; at start: not inside functions or for types only."""
    if isinstance(item, ast.Import):
        return {alias.name for alias in item.names}
    if isinstance(item, ast.ImportFrom):
        module = f"{'.' * item.level}{item.module or ''}"
        if module in {"valuechain", "."}:  # what follows is a room, or what the front door offers
            return {f"{module}.{alias.name}".replace("..", ".") for alias in item.names}
        return {module}
    if at_start and isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef):
        return set()
    if at_start and isinstance(item, ast.If) and "TYPE_CHECKING" in ast.dump(item.test):
        return set()
    children = [imports(child, at_start=at_start) for child in ast.iter_child_nodes(item)]
    return set().union(*children)


def foreign(path: Path, *, at_start: bool = False) -> set[str]:
    """Libraries that a file imports."""
    tops = {full.split(".")[0] for full in imports(tree(path), at_start=at_start)}
    return tops - sys.stdlib_module_names - {"valuechain", "", "__future__"}


def at_front_door(full: str) -> bool:
    """Whether an import is relative, or of what the package as a whole offers to others."""
    top, _, rest = full.partition(".")
    return top == "" or (top == "valuechain" and rest.split(".")[0] not in {*ROOMS, "__version__"})


def test_the_front_door_is_seen() -> None:
    code = (
        "import valuechain, valuechain.files\nfrom valuechain import load, texts\nfrom . import x"
    )
    assert {n for n in imports(ast.parse(code)) if at_front_door(n)} == {
        "valuechain",
        "valuechain.load",
        ".x",
    }


def test_imports_are_seen_wherever_they_stand() -> None:
    code = "import a.b\nif TYPE_CHECKING:\n    import c\ndef f():\n    from d import e"
    assert imports(ast.parse(code)) == {"a.b", "c", "d"}
    assert imports(ast.parse(code), at_start=True) == {"a.b"}


def test_every_room_is_known() -> None:
    found = {path: {room(path)} - ROOMS.keys() for path in package_files()}
    hold(found, "a new room needs a row in ROOMS here and in the layers of pyproject.toml")


def test_rooms_import_only_their_libraries() -> None:
    found = {path: foreign(path) - ROOMS.get(room(path), set()) for path in package_files()}
    hold(found, "a room imports only the libraries that ROOMS gives it")


def test_lazy_libraries_are_imported_where_they_are_used() -> None:
    found = {p: foreign(p, at_start=True) & LAZY.get(room(p), set()) for p in package_files()}
    hold(found, "import these inside the function that needs them")


def test_rooms_import_each_other_by_full_name_and_never_the_front_door() -> None:
    inner = [path for path in package_files() if room(path) not in {"__main__", "cli"}]
    found = {path: [n for n in imports(tree(path)) if at_front_door(n)] for path in inner}
    hold(found, "import valuechain.<room>.<module>: the front door leads to higher rooms")


def at_start(module: ast.Module) -> list[ast.stmt]:
    """Statements at the start of a module, those for type checkers only included."""
    inner = [one for item in module.body if isinstance(item, ast.If) for one in item.body]
    return [*module.body, *inner]


def in_circles(graph: dict[str, set[str]]) -> set[str]:
    """Modules that import themselves, by way of others."""
    left = dict(graph)
    while True:
        ends = {name for name, wanted in left.items() if not wanted & left.keys()}
        starts = left.keys() - {one for wanted in left.values() for one in wanted}
        if not ends | starts:
            return set(left)
        left = {name: wanted for name, wanted in left.items() if name not in ends | starts}


def test_a_circle_is_seen() -> None:
    assert in_circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == {"b", "c"}
    assert in_circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == set()


def test_modules_do_not_import_each_other() -> None:
    """Who reads one of two that import each other has to read both at once."""
    names = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in package_files()
    }
    graph = {
        name: {
            found
            for item in at_start(tree(path))
            if isinstance(item, ast.ImportFrom) and item.module in names
            for one in item.names
            if (found := f"{item.module}.{one.name}") in names or (found := str(item.module))
        }
        for name, path in names.items()
    }
    # The front door has types of what it offers; the version is all that is asked of it.
    graph["valuechain"] = set()
    assert in_circles(graph) == set()


def test_every_question_is_held_apart_from_the_others() -> None:
    held = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (
        one for one in held["tool"]["importlinter"]["contracts"] if one["type"] == "independence"
    )
    packages = {path.parent.name for path in package_files() if path.parents[1].name == "questions"}
    assert set(contract["modules"]) == {f"valuechain.questions.{name}" for name in packages}


def test_dev_needs_the_standard_library_only() -> None:
    assert foreign(ROOT / "dev.py") == set()


STARTED = """
import json, sys
sys.argv = ["valuechain", *sys.argv[1:]]
status = 0
try:
    from valuechain.cli import main
    main()
except SystemExit as stop:
    status = stop.code or 0
sys.stderr.write("\\n" + json.dumps([status, sorted(n for n in sys.modules if "." not in n)]))
"""


def loaded(*arguments: str) -> tuple[int, set[str]]:
    """Exit status of a command and the modules it has loaded."""
    command = [sys.executable, "-P", "-c", STARTED, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    status, modules = json.loads(done.stderr.splitlines()[-1])
    return status, set(modules)


@pytest.mark.parametrize("arguments", [["--help"], ["validate"]])
def test_starting_stays_cheap(arguments: list[str]) -> None:
    status, modules = loaded(*arguments)
    assert status == 0
    assert "valuechain" in modules
    assert modules & HEAVY == set()


def test_the_built_wheel_is_tested() -> None:
    import valuechain

    where = Path(valuechain.__file__).resolve()
    assert where.is_relative_to(Path(sysconfig.get_path("purelib")).resolve())
