"""Two versions of a model held against each other: which figures changed, and the reasons given.

Records are told apart by what they are about, not by where they stand: a producer by its firm and
site, an input by its products. So the order of files, lists and keys does not matter.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from valuechain.files.keypaths import Keys
from valuechain.files.overlays import write_flow
from valuechain.schema import ChangeReason, Model

Path = tuple[str, ...]
"""Keys from the top down, with the names of records in the place of their positions."""
What = Literal["changed", "new", "vanished", "evidence"]
"""What happened to a figure; ``evidence``: the figure stands, it rests on something else."""

MISSING: Final = object()
"""What stands where a version has nothing."""
_SHOWN: Final = 80
_RANGE: Final = frozenset(("low", "mode", "high"))
_GRADE: Final = ("source", "credibility", "status", "also_sources", "basis", "year", "origin")
"""On what a figure rests, and what it is a figure of."""
_SAID: Final = frozenset(
    (
        *("title", "name", "description", "note", "role", "because", "public_interest_note"),
        *("read_part", "unit", "marking", "changed_because", "evidence", "measured_by"),
        *("critical_window_title", "coercion_note", "towards_note", "owner_name"),
    )
)
"""Words, and what is looked at beside the figures."""
_PASSED: Final = frozenset(
    ("schema", "id", "as_of", "include", "sources", "vanished", "perspective", "use_groups")
)
"""Keys at the top that hold no figures."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure that differs between two versions of a model."""

    path: Path
    what: What
    before: Any
    """What the old version says, as JSON; MISSING where it says nothing."""
    after: Any
    keys_before: Keys
    """Where it stands in the old version, or what is nearest above it."""
    keys_after: Keys
    reason: ChangeReason | None
    """The reason that the new version gives; None if none, or only that of an earlier change."""
    source_before: str
    source_after: str

    @property
    def name(self) -> str:
        """Place of the figure as people write it: ``products.hbm.producers.sk-hynix/KOR.share``."""
        return write_path(self.path)

    @property
    def shown(self) -> tuple[str, str]:
        """Both figures on one line each, without words and evidence; empty where there is none.

        Where only the evidence differs it is the evidence: status, credibility and the like.
        """
        if self.what == "evidence":
            return _rests(self.before), _rests(self.after)
        return _shown(self.before), _shown(self.after)


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where the walk is, in both versions, and which records it went through."""

    path: Path = ()
    keys_before: Keys = ()
    keys_after: Keys = ()
    records_before: tuple[Mapping[str, Any], ...] = ()
    records_after: tuple[Mapping[str, Any], ...] = ()

    def below(self, key: str) -> "_Stand":
        return _Stand(
            (*self.path, key),
            (*self.keys_before, key),
            (*self.keys_after, key),
            self.records_before,
            self.records_after,
        )


@dataclass(slots=True)
class _Walk:
    """The changes found so far, and what the new version says of what vanished."""

    vanished: Mapping[str, Any]
    found: list[FigureChange] = field(default_factory=list)

    def mapping(self, old: Mapping[str, Any], new: Mapping[str, Any], at: _Stand) -> None:
        """Compare two mappings key by key, a record's own evidence last."""
        inside = _Stand(
            at.path,
            at.keys_before,
            at.keys_after,
            (*at.records_before, old),
            (*at.records_after, new),
        )
        count = len(self.found)
        for key in [*new, *(key for key in old if key not in new)]:
            passed = _SAID | (_PASSED if not at.path else frozenset(_GRADE))
            if key not in passed:
                self.one(old.get(key, MISSING), new.get(key, MISSING), inside.below(key))
        touched = {one.path[len(at.path)] for one in self.found[count:]}
        held, holds = old.get("evidence", {}), new.get("evidence", {})
        for name in sorted({*held, *holds} - touched):
            if _grade(held.get(name, old)) != _grade(holds.get(name, new)):
                self._note(
                    "evidence", held.get(name, old), holds.get(name, new), inside.below(name)
                )
                touched.add(name)
        if not touched and "source" in {*old, *new} and _grade(old) != _grade(new):
            self._note("evidence", old, new, inside)

    def one(self, old: Any, new: Any, at: _Stand) -> None:
        """Compare what stands at one place."""
        if old == new:
            return
        old, new = _as_alike(old, new, at.path), _as_alike(new, old, at.path)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            if not (_is_range(old) and _is_range(new) and _bare(old) != _bare(new)):
                self.mapping(old, new, at)
                return
        elif _records(old, at.path) and _records(new, at.path):
            self._list(old, new, at)
            return
        what: What = "new" if old is MISSING else "vanished" if new is MISSING else "changed"
        self._note(what, old, new, at)

    def _list(self, old: list[Any], new: list[Any], at: _Stand) -> None:
        before, after = named(old, at.path), named(new, at.path)
        for name in [*after, *(name for name in before if name not in after)]:
            place, placed = before.get(name), after.get(name)
            below = _Stand(
                (*at.path, name),
                at.keys_before if place is None else (*at.keys_before, place),
                at.keys_after if placed is None else (*at.keys_after, placed),
                at.records_before,
                at.records_after,
            )
            self.one(
                MISSING if place is None else old[place],
                MISSING if placed is None else new[placed],
                below,
            )

    def _note(self, what: What, old: Any, new: Any, at: _Stand) -> None:
        self.found.append(
            FigureChange(
                at.path,
                what,
                old,
                new,
                at.keys_before,
                at.keys_after,
                self._reason(what, old, new, at),
                _source(old, at.records_before, at.path),
                _source(new, at.records_after, at.path),
            )
        )

    def _reason(self, what: What, old: Any, new: Any, at: _Stand) -> ChangeReason | None:
        """Nearest reason of the new version; what the old one said already is of another change."""
        if what == "vanished":
            for length in range(len(at.path), 0, -1):
                stated = self.vanished.get(write_path(at.path[:length]))
                if stated is not None:
                    return ChangeReason.model_validate(stated)
        earlier = [_said_why(one, at.path) for one in (old, *reversed(at.records_before))]
        for one in (new, *reversed(at.records_after)):
            stated = _said_why(one, at.path)
            if stated is not None and stated not in earlier:
                return ChangeReason.model_validate(stated)
        return None


def model_changes(old: Model, new: Model) -> tuple[FigureChange, ...]:
    """List every figure that differs between two versions of a model.

    Parameters
    ----------
    old, new : Model
        The versions.

    Returns
    -------
    tuple of FigureChange
        In the order of the new version, what vanished after what stands beside it. Titles, notes
        and other words are left out, and so are sources that nothing else changed with.
    """
    walk = _Walk(tree_of(new).get("vanished", {}))
    walk.mapping(tree_of(old), tree_of(new), _Stand())
    return tuple(_follow(walk.found))


def _follow(found: list[FigureChange]) -> Iterator[FigureChange]:
    """Give a remainder that says nothing itself the reason of the shares that it is left by."""
    shares: dict[str, list[FigureChange]] = {}
    for one in found:
        if one.path[2:3] == ("producers",) and (len(one.path) == 4 or one.path[-1] == "share"):
            shares.setdefault(one.path[1], []).append(one)
    for one in found:
        follows = one.path[2:] == ("remainder", "share") and one.reason is None
        makers = shares.get(one.path[1], []) if follows else []
        told = [maker.reason for maker in makers if maker.what != "evidence"]
        yield replace(one, reason=told[0]) if told and all(told) else one


def tree_of(model: Model) -> dict[str, Any]:
    """Give a model as plain mappings and lists, without what has its default."""
    tree: dict[str, Any] = model.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude={"include"}
    )
    return tree


def still_there(model: Model) -> Iterator[str]:
    """Name what a model lists as vanished and still has."""
    tree = tree_of(model)
    there = {write_path(path) for path in _paths(tree, ())} if model.vanished else set()
    yield from (name for name in model.vanished if name in there)


def write_path(path: Path) -> str:
    """Write the place of a figure as people do, with names in the place of numbers.

    Examples
    --------
    >>> write_path(("products", "hbm", "producers", "sk-hynix/KOR", "share"))
    'products.hbm.producers.sk-hynix/KOR.share'
    """
    return ".".join(path)


def named(records: list[Any], path: Path) -> dict[str, int]:
    """Give the position of each record of a list by its name; a second of a name is ``name#2``."""
    found: dict[str, int] = {}
    for position, record in enumerate(records):
        name = first = _NAMES[_list_name(path)](record)
        again = 1
        while name in found:
            again += 1
            name = f"{first}#{again}"
        found[name] = position
    return found


def _paths(held: Any, path: Path) -> Iterator[Path]:
    if path:
        yield path
    if isinstance(held, Mapping):
        for key, one in held.items():
            yield from _paths(one, (*path, key))
    elif _records(held, path):
        for name, position in named(held, path).items():
            yield from _paths(held[position], (*path, name))


def _list_name(path: Path) -> str:
    """What a list holds: of a pack the inputs and sourcing stand under a product."""
    if path[:1] == ("packs",) and len(path) == 4:
        return path[2]
    return path[-1] if path else ""


def _records(held: Any, path: Path) -> bool:
    return isinstance(held, list) and _list_name(path) in _NAMES


def _as_alike(one: Any, other: Any, path: Path) -> Any:
    """Read what is missing as empty, where the other version has a place for records."""
    if one is not MISSING:
        return one
    if _records(other, path):
        return []
    holds = isinstance(other, Mapping) and all(
        isinstance(e, Mapping | list) for e in other.values()
    )
    return {} if holds and len(path) < 2 else one


def _is_range(held: Mapping[str, Any]) -> bool:
    """Whether it is one figure with a lowest and a highest, evidence included."""
    return "low" in held and "high" in held and not isinstance(held.get("mode"), Mapping)


def _input_name(record: Mapping[str, Any]) -> str:
    options = record.get("any_of") or [record.get("product")]
    return "|".join(one if isinstance(one, str) else str(one["product"]) for one in options)


def _producer_name(record: Mapping[str, Any]) -> str:
    return f"{record['firm']}/{record['site']}" if "firm" in record else str(record.get("id"))


def _sourcing_name(record: Mapping[str, Any]) -> str:
    customer = record.get("producer") or ""
    who = customer if isinstance(customer, str) else "+".join(customer)
    return "<-".join((who, str(record["input"]), str(record.get("supplier", "none"))))


def _lead_time_name(record: Mapping[str, Any]) -> str:
    return f"{'|'.join(record['products'])}, {record['measure']}"


_NAMES: Final[dict[str, Callable[[Mapping[str, Any]], str]]] = {
    "producers": _producer_name,
    "inputs": _input_name,
    "sourcing": _sourcing_name,
    "hazards": lambda record: str(record["title"]["en"]),
    "layers": lambda record: str(record["id"]),
    "indicators": lambda record: ", ".join(
        str(record.get(key, "")) for key in ("layer", "name", "geography", "year")
    ),
    "lead_times": _lead_time_name,
    "published_figures": lambda record: (
        f"{record['use']}<-{record['product']}, {record['statement']}"
    ),
}
"""What names a record, by the list that it stands in."""


def _grade(record: Any) -> tuple[Any, ...]:
    return tuple(record.get(key) for key in _GRADE) if isinstance(record, Mapping) else ()


def _own(record: Any, path: Path) -> Iterator[Mapping[str, Any]]:
    """What a record says of one of its fields, if anything, and then of all it holds."""
    if isinstance(record, Mapping):
        field_evidence = record.get("evidence", {}).get(path[-1] if path else "")
        if field_evidence:
            yield field_evidence
        for apart in (f"{path[-1]}_evidence" if path else "", _APART.get(path[-1] if path else "")):
            if apart and isinstance(record.get(apart), Mapping):
                yield record[apart]
        yield record


_APART: Final = {"demand_weights": "demand_evidence"}


def _said_why(record: Any, path: Path) -> Any:
    said = (one.get("changed_because") for one in _own(record, path))
    return next((one for one in said if one is not None), None)


def _source(figure: Any, records: tuple[Mapping[str, Any], ...], path: Path) -> str:
    if figure is MISSING:
        return ""
    for record in (figure, *reversed(records)):
        for one in _own(record, path):
            if "source" in one:
                return str(one["source"])
    return ""


def _rests(record: Any) -> str:
    held = record if isinstance(record, Mapping) else {}
    return ", ".join(write_flow(held[key]) for key in _GRADE[1:] if key in held)


def _shown(figure: Any) -> str:
    if figure is MISSING or figure is None:
        return ""
    text = write_flow(_bare(figure))
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."


def _bare(figure: Any) -> Any:
    """Leave out words and evidence, and write a range without width as one figure."""
    if isinstance(figure, Mapping):
        if figure.keys() == _RANGE and len({*map(str, figure.values())}) == 1:
            return figure["mode"]
        left_out = _SAID | {*_GRADE} - {"basis", "year"}
        return {key: _bare(one) for key, one in figure.items() if key not in left_out}
    return [_bare(one) for one in figure] if isinstance(figure, list) else figure
