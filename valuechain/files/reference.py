"""Pages made from the code: the file reference, the problems and the JSON Schema.

``python -m valuechain.files.reference docs`` writes them anew; a test holds them equal.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from valuechain.errors import CATALOGUE
from valuechain.files.prose import EXAMPLE, INTRODUCTION, OPENING, PHASES
from valuechain.files.prose_measures import MEASURE_INTRODUCTION, TARGET_INTRODUCTION
from valuechain.files.prose_scenarios import SCENARIO_INTRODUCTION
from valuechain.schema import Figure, MeasureFile, Model, Scenario, TargetFile
from valuechain.texts.model_template import model_template
from valuechain.vocab.durations import WRITTEN

_SHARED: Final = frozenset(Figure.model_fields)
DEFAULTED: Final = {"parameters": "Parameters", "thresholds": "Thresholds"}
"""Keys of a model for which the documented defaults stand where a file leaves them out."""
_WORDS: Final = {
    f"^{WRITTEN}$": "duration, such as `8 weeks`",
    "^[a-z0-9]+(-[a-z0-9]+)*$": "name in kebab-case",
    "^[A-Z]{3}$": "country (alpha-3)",
    "country-or-group": "country (alpha-3) or group",
    "date": "day, such as `2026-01-31`",
}
"""How the page calls the strings that the schema knows by a pattern or format."""


def json_schema() -> dict[str, Any]:
    """Make the JSON Schema that editors use to complete and check a model file.

    Returns
    -------
    dict
        JSON Schema, draft 2020-12. What a model must have is asked only of a file with an ``id``
        and without ``include``, so that the files of a model that is split pass one by one.
    """
    made = _tidy(Model.model_json_schema(by_alias=True))
    required = [key for key in made.pop("required") if key not in DEFAULTED]
    for name in DEFAULTED.values():
        made["$defs"][name].pop("required")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "valuechain model file",
        **{key: content for key, content in made.items() if key != "title"},
        "if": {"required": ["id"], "not": {"required": ["include"]}},
        "then": {"required": required},
    }


def scenario_schema() -> dict[str, Any]:
    """Make the JSON Schema that editors use to complete and check a scenario file.

    Returns
    -------
    dict
        JSON Schema, draft 2020-12.
    """
    made = _tidy(Scenario.model_json_schema(by_alias=True))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "valuechain scenario file",
        **{key: content for key, content in made.items() if key != "title"},
    }


def measure_schema() -> dict[str, Any]:
    """Make the JSON Schema that editors use to complete and check a file of measures.

    Returns
    -------
    dict
        JSON Schema, draft 2020-12.
    """
    made = _tidy(MeasureFile.model_json_schema(by_alias=True))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "valuechain file of measures",
        **{key: content for key, content in made.items() if key != "title"},
    }


def _tidy(schema: Any) -> Any:
    """Leave out what only pydantic needs: titles of fields, nulls and empty defaults."""
    if isinstance(schema, list):
        return [_tidy(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    tidy: dict[str, Any] = {}
    for key, content in schema.items():
        if key == "properties":
            tidy[key] = {name: _untitled(_tidy(one)) for name, one in content.items()}
        elif key == "anyOf":
            some = [_tidy(one) for one in content if one != {"type": "null"}]
            tidy.update(some[0] if len(some) == 1 else {"anyOf": some})
        elif key == "default":
            stated = _stated(content)
            if stated not in (None, {}):
                tidy[key] = stated
        elif key != "discriminator":
            tidy[key] = _tidy(content)
    return tidy


def _stated(default: Any) -> Any:
    """Write a default as a file would: without what is empty, a range without width as one."""
    if not isinstance(default, dict):
        return default
    if default.keys() == {"low", "mode", "high"} and len(set(default.values())) == 1:
        return default["mode"]
    return {key: one for key, one in default.items() if one not in (None, [])}


def _untitled(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: content for key, content in schema.items() if key != "title"}


def type_words(schema: dict[str, Any]) -> str:
    """Say in words what a key of a file wants: a share, a duration, a list of names.

    Examples
    --------
    >>> type_words({"type": "number", "minimum": 0, "maximum": 1})
    'fraction, 0 to 1'
    """
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema or "oneOf" in schema:
        some = schema.get("anyOf") or schema["oneOf"]
        return " or ".join(dict.fromkeys(type_words(one) for one in some))
    if "const" in schema or "enum" in schema:
        words = schema.get("enum") or [schema["const"]]
        return ", ".join(f"`{word}`" for word in words)
    return _KINDS[schema["type"]](schema)


def _number(schema: dict[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low == 0 and high == 1:
        return "fraction, 0 to 1"
    kind = "whole number" if schema["type"] == "integer" else "number"
    if high is not None:
        return f"{kind}, {low:g} to {high:g}"
    return kind if low is None else f"{kind}, at least {low:g}"


def _string(schema: dict[str, Any]) -> str:
    return _WORDS.get(schema.get("pattern") or schema.get("format", ""), "text")


def _object(schema: dict[str, Any]) -> str:
    entries = [*schema.get("patternProperties", {}).values()]
    entries = entries or [schema["additionalProperties"]]
    return f"mapping of keys to {type_words(entries[0])}"


_KINDS: Final[dict[str, Callable[[dict[str, Any]], str]]] = {
    "array": lambda schema: f"list of {type_words(schema['items'])}",
    "boolean": lambda _schema: "`true` or `false`",
    "integer": _number,
    "number": _number,
    "object": _object,
    "string": _string,
}


def format_page() -> str:
    """Write the reference page of the model format.

    Returns
    -------
    str
        Every class and every key with its meaning, type, unit and default.
    """
    schema = json_schema()
    whole = {**schema, "required": schema["then"]["required"]}
    example = f"{EXAMPLE}{model_template('en').rstrip()}\n```\n"
    return "\n".join([INTRODUCTION, "## A model", "", *_classes(whole), example])


def scenario_page() -> str:
    """Write the reference page of scenario files.

    Returns
    -------
    str
        What the shocks mean, and every class and every key.
    """
    lines = [SCENARIO_INTRODUCTION, "## A scenario", "", *_classes(scenario_schema())]
    return "\n".join(lines).rstrip() + "\n"


def measure_page() -> str:
    """Write the reference of files of measures and of targets, in MyST.

    Returns
    -------
    str
        What the changes mean, and every class and every key.
    """
    targets = _tidy(TargetFile.model_json_schema(by_alias=True))
    lines = [MEASURE_INTRODUCTION, "## A file of measures", "", *_classes(measure_schema())]
    lines += ["", TARGET_INTRODUCTION, "## A file of targets", ""]
    lines += [
        *_table(targets, targets["$defs"]),
        "## Aim",
        "",
        targets["$defs"]["Aim"]["description"],
        "",
    ]
    lines += _table(targets["$defs"]["Aim"], targets["$defs"], _SHARED)
    return "\n".join(lines).rstrip() + "\n"


def _classes(schema: dict[str, Any]) -> Iterator[str]:
    """Write the table of the top of a file and of every class below it."""
    records = schema["$defs"]
    yield from _table(schema, records)
    for name in _in_order(schema):
        record = records[name]
        inherits = name != "Figure" and record["properties"].keys() >= _SHARED
        yield from (f"## {name}", "", record["description"], "")
        yield from _table(record, records, _SHARED if inherits else frozenset())
        if inherits:
            yield from ("It is a figure, so it also has the keys of [Figure](#figure).", "")
    figure = _tidy(Figure.model_json_schema())
    yield from ("## Figure", "", figure["description"], "", *_table(figure, records))


def _in_order(schema: dict[str, Any]) -> list[str]:
    """List the records in the order in which a reader of the page meets them."""
    found: list[str] = []
    waiting = [schema["properties"]]
    while waiting:
        for name in _references(waiting.pop(0)):
            if name not in found:
                found.append(name)
                waiting.append(schema["$defs"][name]["properties"])
    return found


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield schema["$ref"].rpartition("/")[2]
        for content in schema.values():
            yield from _references(content)
    elif isinstance(schema, list):
        for content in schema:
            yield from _references(content)


def _table(
    record: dict[str, Any], records: dict[str, Any], without: frozenset[str] = frozenset()
) -> Iterator[str]:
    yield "| key | meaning | type and unit | if left out |"
    yield "|---|---|---|---|"
    for name, field in record["properties"].items():
        if name in without:
            continue
        if name in record.get("required", ()):
            absent = "**required**"
        else:
            absent = f"`{json.dumps(field['default'])}`" if field.get("default") else ""
            if field.get("$ref", "").rpartition("/")[2] in DEFAULTED.values():
                absent = "the documented defaults"
        meaning = _meaning(field, records).replace("``", "`").replace("\n", " ")
        yield f"| `{name}` | {meaning} | {type_words(field)} | {absent} |"
    yield ""


def _meaning(field: dict[str, Any], records: dict[str, Any]) -> str:
    """Give the description of a key, or else that of the record it holds."""
    if "description" not in field and "$ref" in field:
        field = records[field["$ref"].rpartition("/")[2]]
    return str(field.get("description", ""))


def problems_page() -> str:
    """Write the page of all problems that a file can have, in MyST.

    Returns
    -------
    str
        Every code with its title and the rule behind it, by phase.
    """
    lines = [OPENING]
    for title, first, last in PHASES:
        lines += [f"## {title}", "", "| code | problem | rule |", "|---|---|---|"]
        for code, (name, rule) in CATALOGUE.items():
            if first <= code <= last:
                lines.append(f"| {code} | {name} | {rule} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def pages() -> dict[str, str]:
    """Make all reference pages and editor schemas, by their path below ``docs/``."""
    return {
        "reference/measure-format.md": measure_page(),
        "reference/model-format.md": format_page(),
        "reference/problems.md": problems_page(),
        "reference/scenario-format.md": scenario_page(),
        "valuechain-measures.schema.json": _json(measure_schema()),
        "valuechain-scenario.schema.json": _json(scenario_schema()),
        "valuechain.schema.json": _json(json_schema()),
    }


def _json(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_pages(folder: Path) -> None:
    """Write all reference pages and editor schemas below a folder."""
    for name, text in pages().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
