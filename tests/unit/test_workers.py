"""Tests that share a long measurement run in one worker, so that it is made once."""

import ast

from tests.house.checkout import ROOT
from tests.workers import kept_together


def test_who_asks_for_the_shipped_nulmeting_stays_together() -> None:
    asking = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for item in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(item, ast.FunctionDef) and item.name.startswith("test_"):
                wanted = {argument.arg for argument in item.args.args}
                if "shipped_nulmeting" in wanted or path.parent.name == "golden":
                    asking.append(f"{path.relative_to(ROOT).as_posix()}::{item.name}[x]")
    assert len(asking) > 20
    assert {kept_together(one) for one in asking} == {"shipped model"}


def test_a_file_or_a_folder_of_fixtures_stays_together_and_the_rest_is_shared_out() -> None:
    one, other = (f"tests/unit/questions/change/test_{name}.py::test_a" for name in "ab")
    assert kept_together(one) == kept_together(other)
    one, other = (f"tests/unit/test_stack.py::test_{name}[a/b]" for name in "ab")
    assert kept_together(one) == kept_together(other)
    one, other = (f"tests/property/test_courses.py::test_{name}" for name in "ab")
    assert kept_together(one) != kept_together(other)
