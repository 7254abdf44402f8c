"""The checkout as the house tests see it."""

import ast
import functools
import importlib.util
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "valuechain"
TEXT = {".cff", ".cfg", ".css", ".csv", ".html", ".ini", ".j2", ".js", ".json", ".lock", ".md"}
TEXT |= {".py", ".rst", ".sh", ".toml", ".txt", ".yaml", ".yml", ""}


@functools.cache
def files() -> tuple[Path, ...]:
    """Every file that git tracks or would add."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = sorted({ROOT / name for name in listed.split("\0") if name})
    return tuple(path for path in found if path.is_file())


def name(path: Path) -> str:
    """Name of a file from the top of the checkout."""
    return path.relative_to(ROOT).as_posix()


def texts() -> Iterator[tuple[str, str]]:
    """Name and content of every text file."""
    for path in files():
        if path.suffix in TEXT:
            # Some examples of bad files are not UTF-8.
            yield name(path), path.read_text(encoding="utf-8", errors="replace")


def python_files() -> list[Path]:
    """Every Python file."""
    return [path for path in files() if path.suffix == ".py"]


def package_files() -> list[Path]:
    """Every Python file of the package."""
    return [path for path in python_files() if path.is_relative_to(PACKAGE)]


@functools.cache
def tree(path: Path) -> ast.Module:
    """Syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def hold(found: Mapping[Path | str, Iterable[str]], rule: str) -> None:
    """Fail with every place that breaks a rule, and with the rule."""
    lines = [
        f"{name(path) if isinstance(path, Path) else path}: {', '.join(sorted(faults))}"
        for path, faults in found.items()
        if faults
    ]
    if lines:
        pytest.fail("\n".join([rule, *lines]), pytrace=False)


def dev_module() -> ModuleType:
    """The module of dev.py."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


DEV = dev_module()
