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


def catalogues() -> dict[str, Phrases]:
    """All catalogues of the package by name."""
    found: dict[str, Phrases] = {}
    for module in pkgutil.walk_packages([str(PACKAGE)], "valuechain."):
        path = PACKAGE.joinpath(*module.name.split(".")[1:]).with_suffix(".py")
        if not path.is_file() or not CATALOGUE.search(path.read_text(encoding="utf-8")):
            continue
        held = vars(importlib.import_module(module.name)).values()
        found |= {one.name: one for one in held if isinstance(one, Phrases)}
    return found


ALL = catalogues()


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
def used() -> tuple[set[str], re.Pattern[str]]:
    """Texts that the package uses, and what the patterns of the others match."""
    plain: set[str] = set()
    patterns: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        found = spoken(without_keys(ast.parse(path.read_text(encoding="utf-8"))))
        plain |= found[0]
        patterns |= found[1]
    for path in PACKAGE.rglob("*.jinja*"):
        plain |= set(re.findall(r"[\"']([\w-]+)[\"']", path.read_text(encoding="utf-8")))
    return plain, re.compile("|".join(sorted(patterns)))


def test_there_are_catalogues() -> None:
    assert {"leverage", "survival"} <= set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_every_phrase_is_there_in_both_languages_with_the_same_parts(name: str) -> None:
    for key, dutch, english in ALL[name].rows():
        assert dutch.strip(), key
        assert english.strip(), key
        assert parts_of(dutch) == parts_of(english), key


@pytest.mark.parametrize("name", ALL)
def test_every_phrase_is_used(name: str) -> None:
    plain, patterns = used()
    assert [key for key in ALL[name] if key not in plain and not patterns.fullmatch(key)] == []


def test_a_phrase_without_its_part_is_refused() -> None:
    words = Phrases("weather", {"rain": ("Regen in {place}", "Rain in {place}")})
    with pytest.raises(KeyError):
        words.say("nl", "rain")
    assert words.get("nl", "snow") is None
