"""Joining files: parts that make one model, and overlays that change it."""

import json
from typing import Any, Final

from valuechain.errors import Place, Problem
from valuechain.files.keypaths import Keys, write_keys
from valuechain.files.tree import Mapped, Mark, MarkedList, place_of

_RANGE: Final = frozenset(("low", "mode", "high"))
_SHOWN: Final = 80
GRADE: Final = ("source", "credibility", "status")
"""Keys that say on what a figure rests and how sure it is."""
REASON: Final = "changed_because"
_EVIDENCE: Final = frozenset((*GRADE, "note", "also_sources", "marking", "evidence", REASON))
_TEXTS: Final = frozenset(
    ("title", "name", "description", "unit", "role", "because", "public_interest_note", "read_part")
)
_OF_INPUTS: Final = frozenset(
    ("kind", "essentiality", "buffer", "lifetime", "substitution", "cost_share")
)
_APART: Final = {"demand_weights": "demand_evidence", "market": "market_evidence"}
"""Figures of a product whose evidence stands under a key of its own."""


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
        elif isinstance(known, MarkedList) and isinstance(content, MarkedList):
            known.extend(content)
            known.marks.extend(content.marks)
        else:
            problems.append(_twice((key,), whole.marks[key], mark))
    return problems


class Overlaid:
    """A model while overlays are laid on it, one after another."""

    def __init__(self, whole: Mapped) -> None:
        self.whole: Final = whole
        self.problems: list[Problem] = []
        """VC093 for every value that two overlays set; VC095 for every figure that is replaced
        without evidence of its own."""
        self.unexplained: list[Problem] = []
        """VC097 for every figure that is replaced without saying why."""
        self._set: dict[Keys, Mark] = {}
        self._above: dict[Keys, Mark] = {}
        self._now: dict[Keys, Mark] = {}
        self._changes: list[tuple[Keys, str, str]] = []
        self._sources: Any = None
        self._explained: set[Keys] = set()

    @property
    def places(self) -> dict[Keys, Mark]:
        """Where in an overlay each value is set that it changes."""
        return dict(self._set)

    @property
    def log(self) -> list[str]:
        """What every overlay changed, one line a value: ``path: old -> new``.

        Of what is marked only the marking is shown: a log travels further than its figures.
        """
        told = []
        for keys, old, new in self._changes:
            marking = self._marking(keys)
            shown = f"{old} -> {new}" if marking is None else f"changed ({marking})"
            told.append(f"{write_keys(keys)}: {shown}")
        return told

    def _marking(self, keys: Keys) -> str | None:
        """Marking of a value: of what it stands in, or of its source; None if there is none.

        Of several any will do: none of them is shown.
        """
        sources = self.whole.get("sources")
        inner: Any = self.whole
        for key in keys:
            try:
                inner = inner[key]
            except (KeyError, IndexError, TypeError):
                return None
            for one in (inner, _source_of(inner, sources)):
                if isinstance(one, Mapped) and isinstance(one.get("marking"), str):
                    return str(one["marking"])
        if keys[2:3] == ("remainder",):  # what marked shares leave gives them away
            return _marking_within(self.whole["products"][keys[1]].get("producers"), sources)
        return _marking_within(inner, sources)

    def lay(self, overlay: Mapped) -> None:
        """Lay one overlay on the model: its values take the place of the model's."""
        self._now = {}
        self._explained = set()
        self._sources = overlay.get("sources")
        self._merge(self.whole, overlay, ())
        for keys, mark in self._now.items():
            self._set[keys] = mark
            for length in range(1, len(keys)):
                self._above.setdefault(keys[:length], mark)

    def _merge(self, old: Mapped, new: Mapped, keys: Keys) -> None:
        if REASON in new:
            self._explained.add(keys)
        new = self._with_evidence(old, new, keys)
        for key, content in new.items():
            below = (*keys, key)
            known = old.get(key)
            if isinstance(known, Mapped) and isinstance(content, Mapped):
                if not (_RANGE.issuperset(known) and _RANGE.issuperset(content)):
                    self._merge(known, content, below)
                    continue
            elif isinstance(known, MarkedList) and _mergeable(key, known, content):
                self._merge_records(known, content, below)
                continue
            self._replace(old, key, content, new.marks[key], below)

    def _with_evidence(self, old: Mapped, new: Mapped, keys: Keys) -> Mapped:
        """Hold replaced figures to evidence of their own; that of the old ones does not survive.

        Of an input it is written beside the fields that are replaced: the others keep theirs.
        """
        changed = _replaced(old, new)
        for key in changed:
            if key in _APART and _APART[key] not in new:
                self._without_evidence(new, key, keys, [_APART[key]])
        if "source" not in old or not changed:
            if keys[2:] == ("remainder",) and "share" in changed:
                self._forget(old, new, keys, ("note",))
            return new
        stated = new.get("evidence")
        covered = stated if isinstance(stated, Mapped) else Mapped()
        self._ask_why(new, changed, covered=covered, keys=keys)
        bare = [key for key in changed if key not in covered]
        if not bare:
            return new
        missing = [name for name in GRADE if name not in new]
        if "share" in bare and "basis" in old:
            new = self._dated(new)
            missing += [name for name in ("year",) if name not in new]
        if missing:
            self._without_evidence(new, bare[0], keys, missing)
            return new
        if "essentiality" in old and _OF_INPUTS.issuperset(bare):
            return _beside(new, bare)
        self._forget(old, new, keys, ("note", "also_sources", REASON))
        return new

    def _ask_why(self, new: Mapped, changed: list[str], *, covered: Mapped, keys: Keys) -> None:
        """Ask why a figure is another than before, once for all that a record replaces.

        What it stands in may say it for all within it.
        """
        if any(keys[:length] in self._explained for length in range(1, len(keys))):
            return
        told = [covered[key] for key in changed if isinstance(covered.get(key), Mapped)]
        if REASON in new or (len(told) == len(changed) and all(REASON in one for one in told)):
            return
        message = "this replaces a figure and does not say why it is another."
        remedy = f"Add `{REASON}: {{why: world, text: {{en: ...}}}}`."
        place = place_of(new.marks[changed[0]])
        self.unexplained.append(
            Problem(place, "VC097", write_keys((*keys, changed[0])), message, remedy)
        )

    def _forget(self, old: Mapped, new: Mapped, keys: Keys, names: tuple[str, ...]) -> None:
        """Take away what was said of a figure that is replaced."""
        for name in names:
            if name in old and name not in new:
                self._changes.append(((*keys, name), _short(write_flow(old.pop(name))), "absent"))

    def _dated(self, new: Mapped) -> Mapped:
        """Give a share that does not state them the year of its source, and an unstated basis."""
        made = _without(new, frozenset())
        mark = new.marks["share"]
        year = None
        for sources in (self._sources, self.whole.get("sources")):
            source = _source_of(new, sources)
            year = source.get("year") if year is None and isinstance(source, Mapped) else year
        if "year" not in made and year is not None:
            _put(made, "year", year, mark)
        if "basis" not in made:
            _put(made, "basis", "unstated", mark)
        return made

    def _without_evidence(self, new: Mapped, key: str, keys: Keys, missing: list[str]) -> None:
        names = ", ".join(f"`{name}:`" for name in missing)
        message = f"this replaces a figure and gives no {names} of its own."
        remedy = f"Add {names}: those of the figure that it replaces do not hold for it."
        self.problems.append(
            Problem(place_of(new.marks[key]), "VC095", write_keys((*keys, key)), message, remedy)
        )

    def _merge_records(self, old: MarkedList, new: MarkedList, keys: Keys) -> None:
        positions = {_record_key(str(keys[-1]), entry): at for at, entry in enumerate(old)}
        for entry, mark in zip(new, new.marks, strict=True):
            at = positions.get(_record_key(str(keys[-1]), entry))
            if at is not None:
                self._merge(old[at], _without(entry, _IDENTITY[str(keys[-1])]), (*keys, at))
                continue
            below = (*keys, len(old))
            self._not_found(old, entry, mark, below)
            self._note(below, mark, "absent", entry)
            old.append(entry)
            old.marks.append(mark)

    def _not_found(self, old: MarkedList, entry: Mapped, mark: Mark, keys: Keys) -> None:
        """Refuse what names no record of a list and is no whole record either."""
        name = str(keys[-2])
        if not _WHOLE[name] - entry.keys():
            return
        known = ", ".join(_named(name, one) for one in old) or "none"
        message = f"there is no {_named(name, entry)} among the {name} here."
        remedy = f"There are {known}: name one of them, or give the whole of a new one."
        self.problems.append(Problem(place_of(mark), "VC096", write_keys(keys), message, remedy))

    def _replace(self, old: Mapped, key: str, content: Any, mark: Mark, keys: Keys) -> None:
        if key not in old or old[key] != content:
            self._note(keys, mark, write_flow(old[key]) if key in old else "absent", content)
        else:
            self._claim(keys, mark)
        _put(old, key, content, mark)

    def _note(self, keys: Keys, mark: Mark, old: str, new: Any) -> None:
        self._claim(keys, mark)
        self._changes.append((keys, _short(old), _short(write_flow(new))))

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


def _mergeable(key: str, old: MarkedList, new: Any) -> bool:
    if key not in _RECORD_KEYS or not isinstance(new, MarkedList):
        return False
    return all(isinstance(entry, Mapped) for entry in (*old, *new))


def _input_key(entry: Mapped) -> object:
    product = entry.get("product")
    if product is not None:
        return product
    alternatives = entry.get("any_of")
    if not isinstance(alternatives, MarkedList):
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
_WHOLE: Final = {
    "producers": frozenset(("site", "basis", "year")),
    "inputs": frozenset(("kind", "essentiality")),
    "layers": frozenset(("id", "title")),
}
"""Keys that only a whole record has: what lacks one is meant to change another."""
_RECORD_KEYS: Final = {"producers": _producer_key, "inputs": _input_key, "layers": _layer_key}


def _named(name: str, entry: Mapped) -> str:
    """Name a record as a reader knows it."""
    if name == "producers":
        return f"{entry.get('firm') or entry.get('id')}/{entry.get('site')}"
    if name == "inputs":
        return " or ".join(_options(entry))
    return str(entry.get("id"))


def _options(entry: Mapped) -> list[str]:
    alternatives = entry.get("any_of")
    if not isinstance(alternatives, MarkedList):
        return [str(entry.get("product"))]
    return [str(one.get("product") if isinstance(one, Mapped) else one) for one in alternatives]


def _record_key(name: str, entry: Mapped) -> object:
    """Give what tells one record of a list from the others."""
    return _RECORD_KEYS[name](entry)


def _replaced(old: Mapped, new: Mapped) -> list[str]:
    """Keys of the figures that an overlay gives another value than they have."""
    return [
        key
        for key, content in new.items()
        if key not in _EVIDENCE | _TEXTS and (key in _APART or not _holds_records(content))
        if old.get(key) != content
    ]


def _holds_records(content: Any) -> bool:
    """Whether a value is no figure but a place for further records."""
    if isinstance(content, Mapped):
        return not _RANGE.issuperset(content)
    return isinstance(content, MarkedList) and any(isinstance(one, Mapped) for one in content)


def _beside(new: Mapped, fields: list[str]) -> Mapped:
    """Move the evidence of a changed input to the fields that change."""
    moved = [name for name in (*GRADE, "note", "marking", REASON) if name in new]
    made = Mapped()
    for key, content in new.items():
        if key not in moved and key != "evidence":
            _put(made, key, content, new.marks[key])
    stated = new.get("evidence")
    evidence = Mapped()
    if isinstance(stated, Mapped):
        for key, content in stated.items():
            _put(evidence, key, content, stated.marks[key])
    for field in fields:
        one = Mapped()
        for name in moved:
            _put(one, name, new[name], new.marks[name])
        _put(evidence, field, one, new.marks[field])
    _put(made, "evidence", evidence, new.marks[fields[0]])
    return made


def _source_of(record: Any, sources: Any) -> Any:
    """Record of the source that a record rests on, where there is one."""
    if isinstance(record, Mapped) and isinstance(sources, Mapped):
        return sources.get(str(record.get("source")))
    return None


def _marking_within(content: Any, sources: Any) -> str | None:
    """Marking of anything inside a value; None if nothing is marked."""
    if isinstance(content, Mapped):
        for one in (content, _source_of(content, sources)):
            if isinstance(one, Mapped) and isinstance(one.get("marking"), str):
                return str(one["marking"])
        parts: Any = content.values()
    elif isinstance(content, MarkedList):
        parts = content
    else:
        return None
    found = (_marking_within(one, sources) for one in parts)
    return next((marking for marking in found if marking is not None), None)
