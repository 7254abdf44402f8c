"""Without libyaml everything is read that is read with it, and the same is refused."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from valuechain.errors import FileProblems
from valuechain.files import yaml_tree

ROOT = Path(__file__).parents[2]
FAST = getattr(yaml, "CSafeLoader", None)
pytestmark = pytest.mark.skipif(FAST is None, reason="no libyaml here: there is nothing to compare")
PIECES = (
    *("a", "b: ", "- ", "{", "}", "[", "]", ", ", ",", "?", "? ", ": ", ":", "#", " # c", '"x"'),
    *("'y'", "\n", "\n  ", " ", "http://a.b/c?d=e", "x?", "?x", ":x", "x:y", "-", "--", "*a"),
    *("&a ", "|\n  t", ">\n  t", "!!str ", "%", "@", "`", "1", "é", "---\n", "...\n", "<<: ", "~"),
)


def marked(tree):
    """What was read, and where each of its keys and items stands."""
    if isinstance(tree, dict):
        return {key: (marked(one), tree.marks[key].line) for key, one in tree.items()}
    if isinstance(tree, list):
        return [(marked(one), mark.line) for one, mark in zip(tree, tree.marks, strict=True)]
    return tree


def read(text, loader, monkeypatch):
    monkeypatch.setattr(yaml_tree, "_LOADER", loader)
    try:
        tree, twice = yaml_tree.parse(text, "x")
    except FileProblems as found:
        return [one.code for one in found.problems]
    return marked(tree), twice


def shipped():
    folders = ("models", "scenarios", "tests/models", "tests/conformance")
    every = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.yaml"))]
    return [path for path in every if path.stat().st_size < 300_000]


def test_every_file_there_is_reads_alike(monkeypatch):
    urls = 0
    for path in shipped():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        urls += text.count("?")
        one, other = (read(text, loader, monkeypatch) for loader in (FAST, yaml_tree.SlowLoader))
        assert one == other, path
    assert urls > 10


def test_an_address_with_a_question_mark_needs_no_quotes(monkeypatch):
    text = "a: {url: https://a.b/c?d=e&f, more: [x?, ?y: 1, z]}\n"
    tree, _ = read(text, yaml_tree.SlowLoader, monkeypatch)
    assert tree["a"][0]["url"] == ("https://a.b/c?d=e&f", 0)
    assert read(text, FAST, monkeypatch) == read(text, yaml_tree.SlowLoader, monkeypatch)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join))
@settings(max_examples=200)
def test_what_libyaml_reads_is_read_without_it(some):
    for text in (f"k: {{a: {some}}}\n", f"k: [a, {some}]\n", f"k: {some}\n"):
        with pytest.MonkeyPatch.context() as patch:
            fast, slow = (read(text, one, patch) for one in (FAST, yaml_tree.SlowLoader))
        if isinstance(fast, tuple):
            assert slow == fast, text
        else:
            assert isinstance(slow, list), text
