"""From a model or a scenario back to one YAML text."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from valuechain.files.scalars import read_scalar
from valuechain.schema import MeasureFile, Model, Scenario, TargetFile

_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./+-]*(?: [A-Za-z0-9_./+()-]+)*")
_UNSEEN: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WIDTH: Final = 88


def dump(content: Model | Scenario | MeasureFile | TargetFile) -> str:
    """Write a model or a scenario as one YAML text that reads back as the same.

    Parameters
    ----------
    content : Model, Scenario, MeasureFile or TargetFile
        Any of them; ``include`` is left out, for the text is whole.

    Returns
    -------
    str
        YAML, in the order of the reference page; keys that have their default are left out.
    """
    said = content.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude={"include"}
    )
    return "\n".join(_lines(_narrow(said), "")) + "\n"


def _narrow(content: Any) -> Any:
    """Write ranges without width as one figure, and plain alternatives by name."""
    if isinstance(content, dict):
        ranged = content.keys() == {"low", "mode", "high"}
        if ranged and not isinstance(content["mode"], dict) and len({*content.values()}) == 1:
            return content["mode"]
        return {key: _narrow(one) for key, one in content.items()}
    return [_narrow(one) for one in content] if isinstance(content, list) else content


def _lines(content: dict[str, Any], indent: str) -> Iterator[str]:
    for key, one in content.items():
        start = f"{indent}{write_scalar(key)}:"
        flow = _flow(one)
        if not one or not isinstance(one, dict | list) or len(start) + len(flow) < _WIDTH:
            yield f"{start} {flow}"
        elif isinstance(one, dict):
            yield start
            yield from _lines(one, f"{indent}  ")
        else:
            yield start
            yield from _items(one, f"{indent}  ")


def _items(content: list[Any], indent: str) -> Iterator[str]:
    for one in content:
        flow = _flow(one)
        if isinstance(one, dict) and len(indent) + len(flow) > _WIDTH:
            first, *others = _lines(one, f"{indent}  ")
            yield f"{indent}- {first.lstrip()}"
            yield from others
        else:
            yield f"{indent}- {flow}"


def _flow(content: Any) -> str:
    if isinstance(content, dict):
        return (
            "{"
            + ", ".join(f"{write_scalar(key)}: {_flow(one)}" for key, one in content.items())
            + "}"
        )
    if isinstance(content, list):
        return "[" + ", ".join(_flow(one) for one in content) + "]"
    return write_scalar(content)


def write_scalar(content: Any) -> str:
    """Write a text, number or flag so that it reads back as it is."""
    if isinstance(content, str):
        if _PLAIN.fullmatch(content) and isinstance(read_scalar(content), str):
            return content
        quoted = json.dumps(content, ensure_ascii=False)
        return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
    return json.dumps(content)
