"""The generated pages and the JSON Schema are those of the code, and the schema fits the files."""

import json
from pathlib import Path

import jsonschema
import pytest

from valuechain.errors import CATALOGUE
from valuechain.files.parsing import parse
from valuechain.files.prose import PHASES
from valuechain.files.reference import json_schema, pages
from valuechain.schema import Model

ROOT = Path(__file__).parents[2]
CONFORMANCE = ROOT / "tests" / "conformance"


@pytest.mark.parametrize("name", sorted(pages()))
def test_committed_page_equals_the_generated_one(name):
    committed = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert committed == pages()[name], "run `python -m valuechain.files.reference docs`"


def test_every_code_is_on_the_page_of_problems_once():
    page = pages()["reference/problems.md"]
    assert [page.count(f"| {code} |") for code in CATALOGUE] == [1] * len(CATALOGUE)
    assert all(first in CATALOGUE for _, first, _ in PHASES)


def test_every_key_of_the_model_is_explained():
    page = pages()["reference/model-format.md"]
    records = json_schema()["$defs"]
    for name in records:
        assert f"\n## {name}\n" in page
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| `")]
    assert len(rows) > 150
    assert [row[0] for row in rows if not row[1].strip()] == []
    assert len(Model.model_fields) == len(json_schema()["properties"])


def _violations(path: Path) -> list[str]:
    content, _ = parse(path.read_text(encoding="utf-8"), path.name)
    checker = jsonschema.Draft202012Validator(json_schema())
    return [found.message for found in checker.iter_errors(content)]


GOOD = sorted({*CONFORMANCE.glob("*/good.yaml"), *CONFORMANCE.glob("*/good/**/[!o]*.yaml")})


@pytest.mark.parametrize("path", [*GOOD, ROOT / "tests" / "models" / "tiny.yaml"], ids=str)
def test_json_schema_accepts_what_the_loader_accepts(path):
    assert _violations(path) == []


@pytest.mark.parametrize("code", ["VC031", "VC040", "VC042", "VC044", "VC047", "VC048"])
def test_json_schema_refuses_what_an_editor_can_see(code):
    (bad,) = CONFORMANCE.glob(f"{code}-*/bad.yaml")
    assert _violations(bad) != []


def test_json_schema_is_itself_valid():
    jsonschema.Draft202012Validator.check_schema(json.loads(pages()["valuechain.schema.json"]))
