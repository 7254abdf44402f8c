"""What the schema refuses, in words: its errors become problems with a place and a remedy."""

import re
from collections.abc import Iterable, Iterator, Sequence
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from valuechain.errors import Place, Problem
from valuechain.files.keypaths import Keys, write_keys
from valuechain.files.nearest import nearest
from valuechain.files.overlays import GRADE, write_flow
from valuechain.files.refusals import ADD, ADD_TO_MEASURES, ADD_TO_SCENARIO, EXAMPLES, FIXED
from valuechain.files.tree import Mapped, find_place
from valuechain.schema import Figure, MeasureFile, Model, Record, Refusal, Scenario, TargetFile

_KINDS: Final = {
    "string_type": "a text",
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "`true` or `false`",
    "dict_type": "a mapping (`key: ...`)",
    "model_type": "a mapping (`key: ...`)",
    "model_attributes_type": "a mapping (`key: ...`)",
    "tuple_type": "a list (`[...]` or lines with `-`)",
    "date_type": "a date",
}
"""Errors about the sort of thing that stands in a file, with what is wanted."""
_RANGE: Final = ("low", "mode", "high")
_RIGHT: Final = "The reference page gives the range."
_SHOWN: Final = 60
_FIRST_KEYS: Final = {"ModelPin": "id", "Recovery": "shape", "Selector": "site", "Text": "en"}
"""Keys under which a text belongs that was written in the place of a mapping."""

_ADDING: Final = {
    "Scenario": ADD_TO_SCENARIO,
    "MeasureFile": ADD_TO_MEASURES,
    "TargetFile": ADD_TO_MEASURES,
}
"""What to do about a missing key, by what a file holds."""
FileSort = type[Model] | type[Scenario] | type[MeasureFile] | type[TargetFile]
"""What a file holds."""


def shape_problems(
    refusals: Sequence[Refusal], tree: Mapped, *, start: Place, sort: FileSort = Model
) -> list[Problem]:
    """Say in words what does not fit the format, at its line and column.

    Parameters
    ----------
    refusals : sequence of Refusal
        What does not fit.
    tree : Mapped
        What was read.
    start : Place
        Start of the root file, for keys that are missing at the top.
    sort : type
        What was wanted: a model or a scenario.

    Returns
    -------
    list of Problem
        One for each mistake, each once; unknown keys have code VC031.
    """
    found: dict[tuple[Keys, str], Problem] = {}
    wanted: dict[Keys, list[str]] = {}
    for detail, keys, content in _settled(refusals, tree):
        if detail.kind in _KINDS:
            wanted.setdefault(keys, []).append(_wanted(detail))
        code, full, message, remedy = _word(
            detail, keys, content=content, wanted=wanted.get(keys, []), sort=sort
        )
        place = find_place(tree, full, otherwise=start)
        found[full, code] = Problem(place, code, write_keys(full), message, remedy)
    return sorted(found.values())


def _settled(details: Iterable[Refusal], tree: Mapped) -> Iterator[tuple[Refusal, Keys, Any]]:
    """Give each error with its key path and content; of a choice, the branch that was meant."""
    walked = [(detail, *_walk(detail.steps, tree)) for detail in details]
    # A list whose entries are all refused is said to be empty too.
    walked = [one for one in walked if not (one[0].kind == "too_short" and one[2])]
    meant = {
        keys[:length]
        for detail, keys, _ in walked
        for length in range(len(keys) + (detail.kind not in _KINDS))
    }
    for detail, keys, content in walked:
        choice = len(detail.steps) > len(keys) and detail.steps[-1] not in _RANGE
        if not (choice and detail.kind in _KINDS and keys in meant):
            yield detail, keys, content


def _walk(loc: Iterable[str | int], tree: Mapped) -> tuple[Keys, Any]:
    """Follow a location through the tree, without the steps that only the schema knows."""
    keys: list[str | int] = []
    inner: Any = tree
    for step in loc:
        if isinstance(inner, str):
            break
        try:
            inner = inner[step]
        except (KeyError, IndexError, TypeError):
            continue
        keys.append(step)
    return tuple(keys), inner


def _word(
    detail: Refusal, keys: Keys, *, content: Any, wanted: list[str], sort: FileSort
) -> tuple[str, Keys, str, str]:
    """Give code, key path, what is wrong and what to do."""
    kind, last = detail.kind, detail.steps[-1]
    adding = ADD | _ADDING.get(sort.__name__, {})
    if kind in ("missing", "union_tag_not_found"):
        key = last if kind == "missing" else "kind"
        remedy = adding.get(str(key)) or _adding(str(key), detail.steps[:-1], sort)
        return "VC041", (*keys, key), f"'{key}' is missing.", remedy
    if kind == "union_tag_invalid":
        meant = Refusal(
            "literal_error", (*keys, "kind"), {"expected": detail.context["expected_tags"]}
        )
        return _outside(meant, (*keys, "kind"), content["kind"])
    if kind == "extra_forbidden":
        close = nearest(str(last), keys_at(detail.steps[:-1], sort))
        return "VC031", keys, f"there is no key '{last}' here.", close or "Remove it."
    if kind in _KINDS:
        message = f"{_show(content)} is not {' or '.join(dict.fromkeys(wanted))}."
        return "VC040", keys, message, _hint(detail, content)
    if kind in FIXED:
        code, message, remedy = FIXED[kind]
        given = str(keys[-1]) if last == "[key]" else _show(content).strip("'")
        return code, keys, message.format(given=given), remedy
    return _outside(detail, keys, content)


def _adding(key: str, steps: Sequence[str | int], sort: FileSort) -> str:
    """Say what a missing key is: its meaning, and what is written there."""
    for record in _records_at(steps, sort):
        for name, one in record.model_fields.items():
            if key in (name, one.alias):
                meaning = (one.description or "").split(". ")[0].rstrip(".").replace("``", "`")
                example = EXAMPLES.get(key)
                such = f", such as `{key}: {example}`" if example else ""
                return f"Add `{key}:` ({meaning[:1].lower()}{meaning[1:]}){such}."
    return f"Add `{key}:`."


_BOUNDS: Final = {
    ("ge", "0"): "Write 0 or more.",
    ("le", "1"): "Write fractions between 0 and 1: 50% is 0.5.",
}
"""What to do where a number is outside what is allowed."""


def _outside(detail: Refusal, keys: Keys, content: Any) -> tuple[str, Keys, str, str]:
    """Word an error about a value of the right sort that is not among those allowed."""
    context = detail.context
    if detail.kind == "literal_error":
        words = re.findall(r"'([^']*)'", str(context["expected"]))
        message = f"{_show(content)} is not one of {', '.join(words)}."
        if isinstance(content, dict | list):
            return "VC040", keys, message, "Write one of them."
        return "VC047", keys, message, nearest(str(content), words) or "Write one of them."
    for limit, word in (("ge", "less"), ("gt", "not more"), ("le", "more"), ("lt", "not less")):
        if limit in context:
            bound = f"{context[limit]:g}"
            remedy = _BOUNDS.get((limit, bound), _RIGHT)
            return "VC042", keys, f"{_show(content)} is {word} than {bound}.", remedy
    return "VC040", keys, f"{_show(content)} does not fit here.", "See the reference page."


def _wanted(detail: Refusal) -> str:
    name = detail.context.get("class_name")
    if name in ("Range", "FactorRange", "WeeksRange", "Amount"):
        return f"a {'duration' if name == 'WeeksRange' else 'number'} or {{low, mode, high}}"
    return _KINDS[detail.kind]


def _hint(detail: Refusal, content: Any) -> str:
    kind = detail.kind
    if kind == "string_type" and isinstance(content, bool | int | float):
        return "Put it between quotes."
    if kind in ("float_type", "int_type", "int_from_float") and isinstance(content, str):
        if "%" in content:
            return "Write fractions between 0 and 1: 50% is 0.5."
        return "Write it without quotes, with a point for the decimals."
    if kind == "tuple_type" and isinstance(content, str | int | float):
        return f"Write `[{write_flow(content)}]`."
    first = _FIRST_KEYS.get(str(detail.context.get("class_name")))
    if isinstance(content, str) and first is not None:
        return f"Write `{{{first}: {content[:_SHOWN]}}}`."
    return "Fill it in, or leave the key out." if content is None else "See the reference page."


def _show(content: Any) -> str:
    if content is None:
        return "an empty value"
    if isinstance(content, Mapped):
        ranged = {key: content[key] for key in _RANGE if key in content}
        return write_flow(ranged) if len(ranged) == len(_RANGE) else "a mapping"
    if isinstance(content, list):
        return "a list"
    shown = write_flow(content)
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."
    return f"'{shown}'" if isinstance(content, str) else shown


def keys_at(loc: Iterable[str | int], sort: FileSort = Model) -> list[str]:
    """List the keys that the schema knows at a location of a model or a scenario.

    Examples
    --------
    >>> keys_at(("products", "hbm", "title"))
    ['en', 'nl']
    """
    return [
        field.alias or name
        for record in _records_at(loc, sort)
        for name, field in record.model_fields.items()
    ]


def _records_at(loc: Iterable[str | int], sort: FileSort) -> list[type[Record]]:
    """Records that the schema allows at a location."""
    shape: Any = sort
    for step in loc:
        shape = _step(shape, step)
    return [one for one in _members(shape) if isinstance(one, type) and issubclass(one, Record)]


def evidence_gaps(tree: Mapped, sort: FileSort = Model) -> Iterator[tuple[Keys, str]]:
    """Find the figures of a file that lack a source, credibility or status, before it fits.

    So that what a record lacks is said at once, and not after its other keys are there.

    Yields
    ------
    tuple
        Key path of a figure, and which of the three it lacks.
    """
    yield from _gaps(tree, sort, ())


def _gaps(content: Any, shape: Any, keys: Keys) -> Iterator[tuple[Keys, str]]:
    if isinstance(content, Mapped):
        records = [
            one for one in _members(shape) if isinstance(one, type) and issubclass(one, Record)
        ]
        if any(issubclass(one, Figure) for one in records):
            yield from ((keys, name) for name in GRADE if name not in content)
        steps: Iterable[tuple[str | int, Any]] = content.items()
    elif isinstance(content, list):
        steps = enumerate(content)
    else:
        return
    for step, below in steps:
        inner = _step(shape, step)
        if inner is not None:
            yield from _gaps(below, inner, (*keys, step))


def _members(shape: Any) -> tuple[Any, ...]:
    """Give the members of a choice; a shape that is no choice is its own only member."""
    if get_origin(shape) is Annotated:
        return _members(get_args(shape)[0])
    if get_origin(shape) in (UnionType, Union):
        return tuple(inner for member in get_args(shape) for inner in _members(member))
    return (shape,)


def _kinds(record: type[Record]) -> tuple[Any, ...]:
    """Give the word that tells a kind of shock from the others."""
    kind = record.model_fields.get("kind")
    return () if kind is None else get_args(kind.annotation)


def _step(shape: Any, step: str | int) -> Any:
    """Go one step of a location down: into a field, an entry, an item or a branch."""
    for member in _members(shape):
        origin, args = get_origin(member), get_args(member)
        if origin is dict:
            return args[1]
        if origin is tuple and isinstance(step, int):
            return args[0]
        if isinstance(member, type) and issubclass(member, Record):
            if step in (member.__name__, *_kinds(member)):
                return member
            for name, field in member.model_fields.items():
                if step in (name, field.alias):
                    return field.annotation
    return None
