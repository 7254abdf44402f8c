"""The generated pages and the JSON Schema are those of the code, and the schema fits the files."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from valuechain.errors import CATALOGUE
from valuechain.files import load
from valuechain.files.prose import PHASES
from valuechain.files.reference import json_schema, measure_schema, pages, scenario_schema
from valuechain.files.scenarios import is_scenario
from valuechain.files.yaml_tree import parse
from valuechain.schema import MeasureFile, Model, Scenario

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


@pytest.mark.parametrize(
    ("name", "schema", "sort", "keys"),
    [
        ("model", json_schema(), Model, 150),
        ("scenario", scenario_schema(), Scenario, 100),
        ("measure", measure_schema(), MeasureFile, 80),
    ],
    ids=["model", "scenario", "measure"],
)
def test_every_key_is_explained(name, schema, sort, keys):
    page = pages()[f"reference/{name}-format.md"]
    for record in schema["$defs"]:
        assert f"\n## {record}\n" in page
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| `")]
    assert len(rows) > keys
    assert [row[0] for row in rows if not row[1].strip()] == []
    assert len(sort.model_fields) == len(schema["properties"])


def test_the_example_stands_on_the_page_as_a_model_that_is_right(tmp_path):
    _, page = pages()["reference/model-format.md"].split("\n## Example\n")
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)
    (tmp_path / "model.yaml").write_text(example, encoding="utf-8")
    assert load(tmp_path / "model.yaml").model.uses.keys() == {"register"}


def _violations(path: Path) -> list[str]:
    content, _ = parse(path.read_text(encoding="utf-8"), path.name)
    schema = scenario_schema() if is_scenario(path) else json_schema()
    if isinstance(content, dict) and "measures" in content:
        schema = measure_schema()
    checker = jsonschema.Draft202012Validator(schema)
    return [found.message for found in checker.iter_errors(content)]


GOOD = sorted({*CONFORMANCE.glob("*/good.yaml"), *CONFORMANCE.glob("*/good/**/[!o]*.yaml")})


@pytest.mark.parametrize("path", [*GOOD, ROOT / "tests" / "models" / "tiny.yaml"], ids=str)
def test_json_schema_accepts_what_the_loader_accepts(path):
    assert _violations(path) == []


@pytest.mark.parametrize("name", ["bad", "bad-scenario"])
@pytest.mark.parametrize("code", ["VC031", "VC040", "VC042", "VC044", "VC047", "VC048"])
def test_json_schema_refuses_what_an_editor_can_see(code, name):
    (bad,) = CONFORMANCE.glob(f"{code}-*/{name}.yaml")
    assert _violations(bad) != []


def test_an_editor_sees_an_empty_list_of_names():
    (bad,) = CONFORMANCE.glob("VC100-*/bad.yaml")
    assert len(_violations(bad)) == 2


@pytest.mark.parametrize("name", ["valuechain.schema.json", "valuechain-scenario.schema.json"])
def test_json_schema_is_itself_valid(name):
    jsonschema.Draft202012Validator.check_schema(json.loads(pages()[name]))
