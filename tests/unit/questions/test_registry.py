"""What every question must have, so that commands, documents and ensembles can ask it alike."""

import ast
import inspect
import json
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

import valuechain
from valuechain.analysis.workbench import Workbench, prepare
from valuechain.kernels.arrays import Floats
from valuechain.questions.question import FRAME, Question
from valuechain.questions.registry import PACKAGES, question, questions
from valuechain.results.contract import Table
from valuechain.stack import Stack

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
loaded = {}
for name in sys.argv[1].split():
    importlib.import_module(f"valuechain.questions.{name}.study")
    loaded[name] = sorted(sys.modules)
print(json.dumps(loaded))
"""


def test_numbers_need_no_tables_no_pictures_and_no_sentences() -> None:
    measured = [path.parent.name for path in ROOM.glob("*/study.py")]
    # Rank correlations of an ensemble load much of scipy: it comes last.
    measured.sort(key=lambda name: name == "uncertainty")
    done = subprocess.run(
        [sys.executable, "-c", STARTED, " ".join(measured)],
        capture_output=True,
        text=True,
        check=True,
    )
    found = {name: set(modules) for name, modules in json.loads(done.stdout).items()}
    assert {"nulmeting", "plan", "survival"} <= found.keys()
    assert found[measured[-2]] & set(HEAVY) == set()
    loaded = found["uncertainty"]
    assert loaded & {*HEAVY, "valuechain.presentation"} <= {"scipy.optimize"}
    parts = {name.rsplit(".", 1)[-1] for name in loaded if name.startswith("valuechain.questions")}
    assert parts & {"figure", "page", "screen", "tables"} == set()
    assert [name for name in parts if "words" in name] == []


TINY = Path(__file__).parents[2] / "models" / "tiny.yaml"
ASKED_AGAIN: dict[str, dict[str, object]] = {
    "chokepoints": {"by": "countries", "mode": "lost", "attribute": "site"},
    "comparison": {},
    "leverage": {},
    "lookthrough": {},
    "partners": {"candidates": "DEU, USA"},
    "survival": {"by": "countries", "mode": "lost", "attribute": "site"},
}


def with_less_stock(stack: Stack) -> Stack:
    """Columns of the same shape with other figures."""
    return replace(
        stack,
        alternative_buffer=stack.alternative_buffer / 2,
        slot_fallback=stack.slot_fallback / 2,
        link_share=stack.link_share * 0.9,
    )


@pytest.mark.parametrize("package", ASKED_AGAIN)
def test_a_question_is_asked_again_of_other_columns(package: str) -> None:
    """What was found before, and of other figures, is no part of an answer."""
    bench = prepare(valuechain.load(TINY))
    study, tables = question(package).part("study"), question(package).part("tables")

    def answer(asked: Workbench) -> dict[str, str]:
        frames = tables.result(study.measure(asked, **ASKED_AGAIN[package])).frames
        return {name: frame.to_csv() for name, frame in frames.items()}

    first = answer(bench)
    other = answer(bench.with_columns(with_less_stock(bench.stack)))
    assert answer(bench) == first
    if package != "comparison":
        assert other != first
    assert answer(bench.with_columns(with_less_stock(bench.stack))) == other


def test_a_nulmeting_is_measured_again_of_other_columns() -> None:
    bench = prepare(valuechain.load(TINY))
    measure = question("nulmeting").part("study").measure

    def losses(asked: Workbench) -> Floats:
        found = measure(asked, rules=("default",))
        assert found.verdicts
        return np.concatenate([one.at.ravel() for one in found.exposures.whole.values()])

    first, other = losses(bench), losses(bench.with_columns(with_less_stock(bench.stack)))
    assert (first != other).any()
    np.testing.assert_array_equal(losses(bench), first)
