"""Put small faults into kernels, shocks and indicators and list those that no test notices.

In a checkout, with the Python that runs the tests::

    python -m tests.mutation.sweep --sample 60 --seed 1 valuechain/kernels valuechain/shocks

Each fault changes one operator, number or comparison in one module, in memory only. The tests are
those that import the module and those of its room, with few examples each; a survivor is to be
looked at by hand: either no number changes, or a test is missing.
"""

import argparse
import ast
import importlib.abc
import importlib.util
import os
import random
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
SECONDS: Final = 240
"""After so long a fault counts as noticed: it made something hang."""
_COMPARED: Final = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COMBINED: Final = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_NAMED: Final = {
    "minimum": "maximum",
    "maximum": "minimum",
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "argmin": "argmax",
    "argmax": "argmin",
}
FIRST: Final = {
    "kernels": (
        "unit/test_kernels_limit.py",
        "unit/test_kernels_weeks.py",
        "unit/test_surges.py",
        "unit/test_courses.py",
        "oracle/test_slow_circles.py",
        "oracle/test_course_is_reference.py",
        "oracle/test_fast_is_reference.py",
    ),
    "shocks": (
        "unit/test_selecting.py",
        "unit/test_removals.py",
        "unit/test_remainders.py",
        "unit/test_courses.py",
        "unit/test_surges.py",
        "unit/test_takeovers.py",
        "oracle/test_joint_removals.py",
    ),
    "indicators": (),
}


class _Faults(ast.NodeTransformer):
    """Counts the places where a fault can be put, and puts one there."""

    def __init__(self, at: int = -1) -> None:
        self.at, self.seen, self.said = at, -1, ""

    def _here(self, spot: ast.AST, said: str) -> bool:
        self.seen += 1
        if self.seen == self.at:
            self.said = f"{getattr(spot, 'lineno', 0)}: {said}"
        return self.seen == self.at

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Leave the decorators of classes as they are."""
        return node if getattr(node, "shielded", False) else self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Move or turn a comparison."""
        self.generic_visit(node)
        for place, one in enumerate(node.ops):
            other = _COMPARED[type(one)]
            if self._here(node, f"{type(one).__name__} -> {other.__name__}"):
                node.ops[place] = other()
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """Turn an operator."""
        self.generic_visit(node)
        other = _COMBINED.get(type(node.op))
        said = f"{type(node.op).__name__} -> {other.__name__ if other else ''}"
        if other and not isinstance(node.left, ast.Constant) and self._here(node, said):
            node.op = other()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """Turn and into or."""
        self.generic_visit(node)
        if self._here(node, "and <-> or"):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """Leave out a not, a minus or a complement."""
        self.generic_visit(node)
        return node.operand if self._here(node, "without its sign") else node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """Take the other end: the least for the largest."""
        self.generic_visit(node)
        if node.attr in _NAMED and self._here(node, f"{node.attr} -> {_NAMED[node.attr]}"):
            node.attr = _NAMED[node.attr]
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """The same for what is built in."""
        if node.id in _NAMED and self._here(node, f"{node.id} -> {_NAMED[node.id]}"):
            node.id = _NAMED[node.id]
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Change a number, or turn true into false."""
        if isinstance(node.value, bool):
            if self._here(node, f"{node.value} -> {not node.value}"):
                return ast.copy_location(ast.Constant(not node.value), node)
        elif isinstance(node.value, int | float) and self._here(node, f"{node.value} + 1"):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node


def places(path: Path) -> int:
    """How many faults can be put into a module."""
    found = _Faults()
    found.visit(_code(path))
    return found.seen + 1


def _code(path: Path) -> ast.Module:
    """A module without annotations and decorators, in which a fault changes no number."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for spot in ast.walk(tree):
        if isinstance(spot, ast.arg):
            spot.annotation = None
        elif isinstance(spot, ast.FunctionDef):
            spot.returns = None
        elif isinstance(spot, ast.ClassDef):
            for decorator in spot.decorator_list:
                decorator.shielded = True  # type: ignore[attr-defined]
    return tree


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module with a fault in it."""

    def __init__(self, name: str, path: Path, at: int) -> None:
        self.name, self.path = name, path
        self.faults = _Faults(at)
        self.tree = ast.fix_missing_locations(self.faults.visit(_code(path)))

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        """Answer for that module only."""
        del path, target
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code."""
        exec(compile(self.tree, str(self.path), "exec"), module.__dict__)  # noqa: S102, our own


class _Few:
    """Keeps property tests to a few examples."""

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Change the settings of what was collected."""
        from hypothesis import settings

        for item in items:
            asked = getattr(item.obj, "_hypothesis_internal_use_settings", None)
            if asked is not None:
                few = settings(parent=asked, max_examples=min(4, asked.max_examples))
                item.obj._hypothesis_internal_use_settings = few


def tests_of(path: Path) -> list[str]:
    """Tests that import a module, then those of its room; each once, the slow ones left out."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    asked = re.compile(rf"{re.escape(name)}\b")
    folders = ("unit", "property", "oracle", "regression")
    every = [one for folder in folders for one in sorted((ROOT / "tests" / folder).glob("*.py"))]
    own = [str(one) for one in every if asked.search(one.read_text(encoding="utf-8"))]
    room = [str(ROOT / "tests" / one) for one in FIRST[path.parent.name]]
    return list(dict.fromkeys([*own, *room]))


def noticed(path: Path, at: int) -> tuple[bool, str]:
    """Whether a test fails for one fault, and what the fault is; in a process of its own."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    changed = _Changed(name, path, at)
    child = os.fork()
    if child == 0:
        os.setsid()
        sys.meta_path.insert(0, changed)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        import pytest

        options = ["-x", "-q", "-m", "not tools"]
        os._exit(int(pytest.main([*options, *tests_of(path)], plugins=[_Few()])) != 0)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.alarm(SECONDS)
    _, status = os.waitpid(child, 0)
    signal.alarm(0)
    return status != 0, changed.faults.said


def faults(folders: list[str]) -> Iterator[tuple[Path, int]]:
    """Every fault that can be put into the modules of some folders, or into some modules."""
    for folder in folders:
        top = (ROOT / folder).resolve()
        for path in sorted(top.rglob("*.py")) if top.is_dir() else [top]:
            if path.name != "__init__.py":
                yield from ((path, at) for at in range(places(path)))


def main() -> int:
    """Sweep, and print the survivors."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument(
        "folders", nargs="+", help="folders or modules, from the top of the checkout"
    )
    asked.add_argument("--sample", type=int, default=0, help="so many faults; all if left out")
    asked.add_argument("--seed", type=int, default=0)
    given = asked.parse_args()
    every = list(faults(given.folders))
    if given.sample:
        every = random.Random(given.seed).sample(every, min(given.sample, len(every)))  # noqa: S311
    survivors = 0
    for number, (path, at) in enumerate(every, start=1):
        seen, said = noticed(path, at)
        survivors += not seen
        if not seen:
            sys.stdout.write(f"survives: {path.relative_to(ROOT)}:{said}\n")
        if number % 10 == 0 or number == len(every):
            sys.stdout.write(f"{number} of {len(every)}: {survivors} survive\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
