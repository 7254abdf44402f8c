"""Models between two versions: the old one with some of the changes, and still one that works.

What a change belongs together with changes as one: all that is said of a fallback, the rows of one
input of the sourcing. Where only some shares of a product change, its remainder is what they
leave; if they pass 1 they are all made smaller. What a change names comes with it.
"""

import copy
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from valuechain.files.model_changes import MISSING, FigureChange, Path, named, tree_of, write_path
from valuechain.schema import Model
from valuechain.vocab.tolerances import WHOLE
from valuechain.vocab.words import CHANGE_CLASSES

_CLASS_OF: Final = {
    "world": "world",
    "corrected": "figure",
    "better-read": "figure",
    "scope": "scope",
}
_IDLE: Final = frozenset(("indicators", "lead_times", "published_figures", "uncertainty", "packs"))
"""Parts of a model on which no exposure and no verdict rests; packs are seen from home."""
_LISTS: Final = ("producers", "inputs", "sourcing", "hazards", "layers")


@dataclass(frozen=True, slots=True)
class Unit:
    """Changes of a model that are made together or not at all."""

    name: str
    klass: str
    """What they are put down to: ``world``, ``figure``, ``scope`` or ``unexplained``."""
    changes: tuple[FigureChange, ...]


def class_of(change: FigureChange) -> str:
    """What a change is put down to by its own reason."""
    return "unexplained" if change.reason is None else _CLASS_OF[change.reason.why]


def units_of(changes: Sequence[FigureChange]) -> tuple[Unit, ...]:
    """Gather changes into units; of several reasons in one unit the most frequent counts.

    Parameters
    ----------
    changes : sequence of FigureChange
        From `valuechain.files.model_changes.model_changes`.

    Returns
    -------
    tuple of Unit
        In the order of the changes; without those on which no exposure and no verdict rests.
    """
    held: dict[Path, list[FigureChange]] = {}
    for one in changes:
        if one.what != "evidence" and one.path[0] not in _IDLE:
            held.setdefault(_together(one.path), []).append(one)
    return tuple(
        Unit(some[0].name if len(some) == 1 else write_path(path), _most(some), tuple(some))
        for path, some in held.items()
    )


def _most(changes: Sequence[FigureChange]) -> str:
    counts = Counter(class_of(one) for one in changes)
    return max(counts, key=lambda name: (counts[name], -CHANGE_CLASSES.index(name)))


def _together(path: Path) -> Path:
    """What a change belongs to: the shortest path of which the parts fit each other."""
    if path[0] in {"parameters", "thresholds", "groups", "laws", "restrictions"}:
        return path[:2]
    if path[2:3] == ("sourcing",) and len(path) > 3:
        return (*path[:3], path[3].split("<-")[1])
    if path[2:3] == ("inputs",) and len(path) > 4:
        field = path[4]
        return (*path[:4], "kind" if field in {"kind", "lifetime", "any_of"} else field)
    if path[2:3] == ("remainder",):
        return path[:3]
    return path


class Mixer:
    """Makes the models that lie between two versions: some changes made, others not.

    Parameters
    ----------
    old, new : Model
        The versions, as home sees them.
    """

    def __init__(self, old: Model, new: Model) -> None:
        self.old, self.new = tree_of(old), tree_of(new)

    def mix(self, units: Sequence[Unit]) -> Model:
        """Give the old version with some units of changes, complete enough to be measured.

        Parameters
        ----------
        units : sequence of Unit
            The changes that are made.

        Returns
        -------
        Model
            Shares sum to 1; all that is named is there.
        """
        tree = copy.deepcopy(self.old)
        for unit in units:
            for change in unit.changes:
                _make(tree, change)
        self._complete(tree)
        for product in tree["products"].values():
            _balance(product)
        for customer in (*tree["products"].values(), *tree.get("uses", {}).values()):
            _settle(customer, tree)
        return Model.model_validate(tree)

    def _complete(self, tree: dict[str, Any]) -> None:
        """Bring what is named and missing, and leave out new and old products nobody needs."""
        both = self.old["products"].keys() & self.new["products"].keys()
        wanted = {key: one for key, one in tree["products"].items() if key in both}
        todo = [*wanted.values(), *tree.get("uses", {}).values()]
        while todo:
            for name in _bought(todo.pop()):
                if name not in wanted:
                    wanted[name] = tree["products"].get(name) or self._either("products", name)
                    todo.append(wanted[name])
        tree["products"] = wanted
        for section in ("firms", "groups", "sources", "use_groups"):
            known = tree.setdefault(section, {})
            for version in (self.new, self.old):
                for key, one in version.get(section, {}).items():
                    known.setdefault(key, one)
        layers = {one["id"] for one in tree["layers"]}
        tree["layers"] += [one for one in self.new["layers"] if one["id"] not in layers]

    def _either(self, section: str, name: str) -> Any:
        held = self.new[section] if name in self.new[section] else self.old[section]
        return copy.deepcopy(held[name])


def _bought(customer: Mapping[str, Any]) -> Iterator[str]:
    for entry in customer.get("inputs", ()):
        for one in entry.get("any_of") or [entry["product"]]:
            yield one if isinstance(one, str) else one["product"]


def _make(tree: dict[str, Any], change: FigureChange) -> None:
    """Make one change in a tree."""
    inner: Any = tree
    *above, last = change.path
    for depth, key in enumerate(above):
        path = tuple(above[:depth])
        if isinstance(inner, list):
            inner = inner[named(inner, path)[key]]
        else:
            inner = inner.setdefault(key, [] if _lists(key, depth) else {})
    if isinstance(inner, list):
        place = named(inner, tuple(above)).get(last)
        if change.after is MISSING:
            if place is not None:
                del inner[place]
        elif place is None:
            inner.append(copy.deepcopy(change.after))
        else:
            inner[place] = copy.deepcopy(change.after)
    elif change.after is MISSING:
        inner.pop(last, None)
    else:
        inner[last] = copy.deepcopy(change.after)


def _lists(key: str, depth: int) -> bool:
    return key in _LISTS and depth in {0, 2}


def _balance(product: dict[str, Any]) -> None:
    """Let the shares of a product sum to 1 where only some of them have changed."""
    producers, rest = product.get("producers", []), product["remainder"]
    listed = sum(_middle(one["share"]) for one in producers)
    if abs(listed + rest["share"] - 1.0) <= WHOLE:
        return
    if listed > 1.0:
        for one in producers:
            share = one["share"]
            one["share"] = {key: min(1.0, x / listed) for key, x in share.items()}
    product["remainder"] = {**rest, "share": max(0.0, 1.0 - listed)}


def _middle(share: Any) -> float:
    return float(share["mode"])


def _settle(customer: dict[str, Any], tree: Mapping[str, Any]) -> None:
    """Keep the rows of sourcing that still mean somebody, and let them sum to 1."""
    if "sourcing" not in customer:
        return
    makers = _makers(customer) if "remainder" in customer else None
    bought = set(_bought(customer))
    sums: dict[tuple[str, str], float] = {}
    kept = []
    for row in customer["sourcing"]:
        said = row.get("producer")
        who = [said] if isinstance(said, str) else list(said or ())
        here = who if makers is None else [one for one in who if one in makers]
        if row["input"] not in bought or (makers is not None and not here):
            continue
        if "supplier" in row and row["supplier"] not in _makers(tree["products"][row["input"]]):
            continue
        kept.append(row if here == who else {**row, "producer": here})
        for one in here or [""]:
            key = (one, row["input"])
            sums[key] = sums.get(key, 0.0) + float(row.get("share", 0.0))
    customer["sourcing"] = [_scaled(row, sums) for row in kept]


def _makers(product: Mapping[str, Any]) -> set[str]:
    names = {
        f"{one['firm']}/{one['site']}" if "firm" in one else str(one["id"])
        for one in product.get("producers", ())
    }
    return names | ({"remainder"} if product["remainder"]["share"] > 0 else set())


def _scaled(row: dict[str, Any], sums: Mapping[tuple[str, str], float]) -> dict[str, Any]:
    said = row.get("producer") or ""
    total = sums[said if isinstance(said, str) else said[0], row["input"]]
    if "share" not in row or total <= 0 or abs(total - 1.0) <= WHOLE:
        return row
    return {**row, "share": min(1.0, row["share"] / total)}
