"""What every question must have, so that commands, documents and ensembles can ask it alike."""

import ast
import inspect
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import valuechain
from valuechain.questions.question import FRAME, Question
from valuechain.questions.registry import PACKAGES, question, questions
from valuechain.results.contract import Table

ROOM = Path(valuechain.__file__).parent / "questions"
ALL = {one.package: one for one in questions()}
PLAIN = [
    one
    for one in questions()
    if not hasattr(one.part("screen"), "reply") and hasattr(one.part("study"), "measure")
]
"""Questions whose command does no more than measure and show the result."""
TABLED = [one for one in questions() if one.has("tables") and one.has("study")]
HEAVY = ("matplotlib", "networkx", "pandas", "scipy.optimize")


def names(one: Question) -> str:
    return one.name


def test_every_package_is_registered_or_has_no_command() -> None:
    found = {path.parent.name for path in ROOM.glob("*/__init__.py")}
    assert found - set(PACKAGES) == {"backtest"}


def test_names_and_packages_are_unique() -> None:
    assert len({one.name for one in questions()}) == len(questions())
    assert set(ALL) == set(PACKAGES)
    assert len(PACKAGES) == len(set(PACKAGES))
    assert question("comparison").name == "compare-indicators"
    with pytest.raises(KeyError):
        question("compare-indicators")


@pytest.mark.parametrize("one", questions(), ids=names)
def test_a_description_needs_the_standard_library_only(one: Question) -> None:
    tree = ast.parse((ROOM / one.package / "__init__.py").read_text(encoding="utf-8"))
    imported = [item for item in tree.body if isinstance(item, ast.Import | ast.ImportFrom)]
    tops = {
        (item.module if isinstance(item, ast.ImportFrom) else item.names[0].name)
        for item in imported
    }
    outside = {top for top in tops if top and top.split(".")[0] not in sys.stdlib_module_names}
    assert outside <= {"valuechain.questions.question"}


@pytest.mark.parametrize("one", PLAIN, ids=names)
def test_every_option_is_a_keyword_of_the_function_and_the_reverse(one: Question) -> None:
    function = getattr(import_module(one.place), one.function or one.package)
    keywords = set(inspect.signature(function).parameters) - {"model", "overlays", "progress"}
    options = {option.name for option in one.options} - FRAME
    assert options <= keywords
    assert keywords - options <= {"most_responses"}


# An ensemble is measured for a compiled question, which its function makes from what is asked.
@pytest.mark.parametrize("one", [one for one in PLAIN if one.package != "uncertainty"], ids=names)
def test_measuring_takes_what_the_function_takes(one: Question) -> None:
    function = getattr(import_module(one.place), one.function or one.package)
    asked = set(inspect.signature(function).parameters)
    measured = set(inspect.signature(one.part("study").measure).parameters)
    assert asked - measured == {"home", "model", "overlays", "trusted"}
    assert measured - asked == {"bench"}


@pytest.mark.parametrize("one", [one for one in questions() if one.headline], ids=names)
def test_a_headline_declares_its_tables(one: Question) -> None:
    tables = one.part("tables")
    assert tables.HEADLINE
    assert all(isinstance(table, Table) for table in tables.HEADLINE)
    assert "bench" in inspect.signature(tables.headline).parameters


STARTED = """
import importlib, json, sys
for name in sys.argv[1].split():
    importlib.import_module(f"valuechain.questions.{name}.study")
print(json.dumps(sorted(sys.modules)))
"""


def test_numbers_need_no_tables_no_pictures_and_no_sentences() -> None:
    quick = "chokepoints comparison explain leverage lookthrough partners survival what_if"
    done = subprocess.run(
        [sys.executable, "-c", STARTED, quick], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stdout))
    assert loaded & set(HEAVY) == set()
    parts = {name.rsplit(".", 1)[-1] for name in loaded if name.startswith("valuechain.questions")}
    assert parts & {"figure", "page", "screen", "tables", "words"} == set()
