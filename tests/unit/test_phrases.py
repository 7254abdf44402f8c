"""Catalogues of phrases: complete in both languages, the same parts in both, every key used."""

import ast
import importlib
import pkgutil
import re
from functools import cache
from pathlib import Path

import pytest

import valuechain
from valuechain.texts.phrases import Phrases, parts_of

PACKAGE = Path(valuechain.__file__).parent
CATALOGUE = re.compile(r"^[A-Z_]+(: Final)? = Phrases\(", flags=re.MULTILINE)


def catalogues() -> dict[str, tuple[Phrases, Path]]:
    """All catalogues of the package by name, with the room they stand in."""
    found: dict[str, tuple[Phrases, Path]] = {}
    for module in pkgutil.walk_packages([str(PACKAGE)], "valuechain."):
        path = PACKAGE.joinpath(*module.name.split(".")[1:]).with_suffix(".py")
        if not path.is_file() or not CATALOGUE.search(path.read_text(encoding="utf-8")):
            continue
        held = vars(importlib.import_module(module.name)).values()
        mine = {one.name: (one, path) for one in held if isinstance(one, Phrases)}
        found |= {name: pair for name, pair in mine.items() if name not in found}
    return found


ALL = catalogues()
BY_CODE = ("adjectives", "brief places")
"""Catalogues whose keys are codes of countries."""


def spoken(tree: ast.AST) -> tuple[set[str], set[str]]:
    """Texts of a file as they stand, and as patterns where something is filled in."""
    plain, patterns = set(), set()
    for item in ast.walk(tree):
        if isinstance(item, ast.Constant) and isinstance(item.value, str):
            plain.add(item.value)
        elif isinstance(item, ast.JoinedStr):
            parts = [
                re.escape(part.value) if isinstance(part, ast.Constant) else ".*"
                for part in item.values
            ]
            if any(part != ".*" for part in parts):
                patterns.add("".join(parts))
    return plain, patterns


def without_keys(tree: ast.Module) -> ast.Module:
    """A file without the keys of its catalogues, which are no use of them."""
    for item in ast.walk(tree):
        if isinstance(item, ast.Dict) and all(
            isinstance(one, ast.Tuple) and len(one.elts) == 2 for one in item.values
        ):
            item.keys = [None for _ in item.keys]
    return tree


@cache
def used(room: Path) -> tuple[set[str], re.Pattern[str]]:
    """Texts that the package uses, and what is put together in the room of a catalogue."""
    plain: set[str] = set()
    patterns: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        found = spoken(without_keys(ast.parse(path.read_text(encoding="utf-8"))))
        plain |= found[0]
        if path.is_relative_to(room):
            patterns |= found[1]
    return plain, re.compile("|".join(sorted(patterns)) or "(?!)")


def room_of(path: Path) -> Path:
    """Where the keys of a catalogue may be put together: its question, or anywhere."""
    parts = path.relative_to(PACKAGE).parts
    return path.parent if parts[0] == "questions" and len(parts) == 3 else PACKAGE


def test_there_are_catalogues() -> None:
    assert {"leverage", "survival"} <= set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_every_phrase_is_there_in_both_languages_with_the_same_parts(name: str) -> None:
    for key, dutch, english in ALL[name][0].rows():
        assert dutch.strip(), key
        assert english.strip(), key
        assert parts_of(dutch) == parts_of(english), key


@pytest.mark.parametrize("name", [name for name in ALL if name not in BY_CODE])
def test_every_phrase_is_used(name: str) -> None:
    words, path = ALL[name]
    plain, patterns = used(room_of(path))
    assert [key for key in words if key not in plain and not patterns.fullmatch(key)] == []


def test_languages_are_told_apart_in_catalogues_only() -> None:
    choice = re.compile(r'lang == "(en|nl)"\]')
    found = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if path.name != "phrases.py" and choice.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_a_phrase_without_its_part_is_refused() -> None:
    words = Phrases("weather", {"rain": ("Regen in {place}", "Rain in {place}")})
    with pytest.raises(KeyError):
        words.say("nl", "rain")
    assert words.get("nl", "snow") is None
