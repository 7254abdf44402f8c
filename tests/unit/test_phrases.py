"""Catalogues of phrases: complete in both languages, the same parts in both, every key used."""

import ast
import csv
import io
import re
from functools import cache
from pathlib import Path

import pytest

import valuechain
from valuechain.documents.phrase_table import HEADS, catalogues, phrase_table
from valuechain.texts.phrases import Phrases, parts_of

PACKAGE = Path(valuechain.__file__).parent
ALL = catalogues()
BY_CODE = ("adjectives", "brief places", "notebooks")
"""Catalogues whose keys are codes of countries, or are said in notebooks: tests/notebooks."""


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


def test_there_are_catalogues() -> None:
    assert {"leverage", "survival"} <= set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_every_phrase_is_there_in_both_languages_with_the_same_parts(name: str) -> None:
    for key, dutch, english in ALL[name].words.rows():
        assert dutch.strip(), key
        assert english.strip(), key
        assert parts_of(dutch) == parts_of(english), key


@pytest.mark.parametrize("name", [name for name in ALL if name not in BY_CODE])
def test_every_phrase_is_used(name: str) -> None:
    words = ALL[name].words
    plain, patterns = used(ALL[name].room)
    assert [key for key in words if key not in plain and not patterns.fullmatch(key)] == []


def test_all_phrases_are_one_table_for_people_who_review_them() -> None:
    found = list(csv.reader(io.StringIO(phrase_table().decode("utf-8-sig")), delimiter=";"))
    assert tuple(found[0]) == HEADS
    assert len(found) == 1 + sum(len(one.words) for one in ALL.values())
    rows = {(row[0], row[1]): row[2:] for row in found[1:]}
    assert len(rows) == len(found) - 1
    dutch, english, where = rows["chapters", "summary-heading"]
    assert (dutch[:7], english[:7]) == ("Wat u i", "What to")
    assert where == "questions/nulmeting/chapters.py"
    assert all((PACKAGE / one).is_file() for row in found[1:] for one in row[4].split())


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
