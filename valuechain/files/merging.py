"""Joining files: parts that make one model, and overlays that change it."""

import json
from typing import Any, Final

from valuechain.errors import Place, Problem
from valuechain.files.keypaths import Keys, write_keys
from valuechain.files.tree import Listed, Mapped, Mark, place_of

_RANGE: Final = frozenset(("low", "mode", "high"))
_SHOWN: Final = 80


def join(whole: Mapped, part: Mapped) -> list[Problem]:
    """Add an included file to a model: mappings are merged, lists continued.

    Parameters
    ----------
    whole : Mapped
        The model so far; it is changed.
    part : Mapped
        What the included file defines.

    Returns
    -------
    list of Problem
        VC032 for each key that both define.
    """
    problems: list[Problem] = []
    for key, content in part.items():
        mark = part.marks[key]
        known = whole.get(key)
        if key not in whole:
            _put(whole, key, content, mark)
        elif isinstance(known, Mapped) and isinstance(content, Mapped):
            for name, entry in content.items():
                if name in known:
                    problems.append(_twice((key, name), known.marks[name], content.marks[name]))
                else:
                    _put(known, name, entry, content.marks[name])
        elif isinstance(known, Listed) and isinstance(content, Listed):
            known.extend(content)
            known.marks.extend(content.marks)
        else:
            problems.append(_twice((key,), whole.marks[key], mark))
    return problems


class Overlaid:
    """A model while overlays are laid on it, one after another.

    Attributes
    ----------
    log : list of str
        ``path: old -> new`` for every value that an overlay changed.
    problems : list of Problem
        VC093 for every value that two overlays set.
    """

    def __init__(self, whole: Mapped) -> None:
        self.whole: Final = whole
        self.log: list[str] = []
        self.problems: list[Problem] = []
        self._set: dict[Keys, Mark] = {}
        self._above: dict[Keys, Mark] = {}
        self._now: dict[Keys, Mark] = {}

    def lay(self, overlay: Mapped) -> None:
        """Lay one overlay on the model."""
        self._now = {}
        self._merge(self.whole, overlay, ())
        for keys, mark in self._now.items():
            self._set[keys] = mark
            for length in range(1, len(keys)):
                self._above.setdefault(keys[:length], mark)

    def _merge(self, old: Mapped, new: Mapped, keys: Keys) -> None:
        for key, content in new.items():
            below = (*keys, key)
            known = old.get(key)
            if isinstance(known, Mapped) and isinstance(content, Mapped):
                if not (_RANGE.issuperset(known) and _RANGE.issuperset(content)):
                    self._merge(known, content, below)
                    continue
            elif isinstance(known, Listed) and _mergeable(key, known, content):
                self._merge_records(known, content, below)
                continue
            self._replace(old, key, content, new.marks[key], below)

    def _merge_records(self, old: Listed, new: Listed, keys: Keys) -> None:
        positions = {_record_key(str(keys[-1]), entry): at for at, entry in enumerate(old)}
        for entry, mark in zip(new, new.marks, strict=True):
            at = positions.get(_record_key(str(keys[-1]), entry))
            if at is not None:
                self._merge(old[at], _without(entry, _IDENTITY[str(keys[-1])]), (*keys, at))
                continue
            below = (*keys, len(old))
            self._note(below, mark, "absent", entry)
            old.append(entry)
            old.marks.append(mark)

    def _replace(self, old: Mapped, key: str, content: Any, mark: Mark, keys: Keys) -> None:
        if key not in old or old[key] != content:
            self._note(keys, mark, write_flow(old[key]) if key in old else "absent", content)
        else:
            self._claim(keys, mark)
        _put(old, key, content, mark)

    def _note(self, keys: Keys, mark: Mark, old: str, new: Any) -> None:
        self._claim(keys, mark)
        self.log.append(f"{write_keys(keys)}: {_short(old)} -> {_short(write_flow(new))}")

    def _claim(self, keys: Keys, mark: Mark) -> None:
        """Note who sets a value, and refuse a second overlay that sets it too."""
        self._now[keys] = mark
        first = self._above.get(keys)
        for length in range(1, len(keys) + 1):
            first = first or self._set.get(keys[:length])
        if first is not None:
            message = f"two overlays set this; the other is at {place_of(first)}."
            remedy = "Remove it from one of the two."
            self.problems.append(
                Problem(place_of(mark), "VC093", write_keys(keys), message, remedy)
            )


def write_flow(content: Any) -> str:
    """Write a value on one line, as a file could have it."""
    if isinstance(content, dict):
        return "{" + ", ".join(f"{key}: {write_flow(one)}" for key, one in content.items()) + "}"
    if isinstance(content, list | tuple):
        return "[" + ", ".join(write_flow(one) for one in content) + "]"
    return content if isinstance(content, str) else json.dumps(content)


def _put(mapping: Mapped, key: str, content: Any, mark: Mark) -> None:
    mapping[key] = content
    mapping.marks[key] = mark


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."


def _twice(keys: Keys, first: Mark, again: Mark) -> Problem:
    place: Place = place_of(first)
    message = f"this key already stands at {place}."
    remedy = "Keep it in one of the two files."
    return Problem(place_of(again), "VC032", write_keys(keys), message, remedy)


def _without(entry: Mapped, names: frozenset[str]) -> Mapped:
    """Give a record without what only says which record is meant."""
    rest = Mapped()
    for key, content in entry.items():
        if key not in names:
            _put(rest, key, content, entry.marks[key])
    return rest


def _mergeable(key: str, old: Listed, new: Any) -> bool:
    if key not in _RECORD_KEYS or not isinstance(new, Listed):
        return False
    return all(isinstance(entry, Mapped) for entry in (*old, *new))


def _input_key(entry: Mapped) -> object:
    product = entry.get("product")
    if product is not None:
        return product
    alternatives = entry.get("any_of")
    if not isinstance(alternatives, Listed):
        return None
    return tuple(
        str(one.get("product")) if isinstance(one, Mapped) else str(one) for one in alternatives
    )


def _producer_key(entry: Mapped) -> object:
    return str(entry.get("firm")), str(entry.get("id")), str(entry.get("site"))


def _layer_key(entry: Mapped) -> object:
    return str(entry.get("id"))


_IDENTITY: Final = {
    "producers": frozenset(("firm", "id", "site")),
    "inputs": frozenset(("product", "any_of")),
    "layers": frozenset(("id",)),
}
_RECORD_KEYS: Final = {"producers": _producer_key, "inputs": _input_key, "layers": _layer_key}


def _record_key(name: str, entry: Mapped) -> object:
    """Give what tells one record of a list from the others."""
    return _RECORD_KEYS[name](entry)
