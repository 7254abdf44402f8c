"""From files to a checked model, phase by phase: reading, keys, types, references, economics."""

import gc
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from valuechain.errors import FileProblems, Place, Problem
from valuechain.files.economics import economic_problems
from valuechain.files.evidence import without
from valuechain.files.keypaths import Keys, read_keys, write_keys
from valuechain.files.model_tree import Gathered, gather, gather_text
from valuechain.files.references import reference_problems, unused_sources
from valuechain.files.schema_problems import evidence_gaps, shape_problems
from valuechain.files.tree import Mapped, find_place, place_of
from valuechain.schema import MeasureFile, Model, Scenario, TargetFile, shape


@dataclass(frozen=True)
class Loaded:
    """A checked model, with the files that were read and what overlays changed."""

    model: Model
    """The model; its ``include`` is empty, for everything included is in it."""
    log: tuple[str, ...]
    """``path: old -> new`` for each value that an overlay changed."""
    paths: tuple[Path, ...]
    """The files that were read: the root, what it includes, the overlays."""
    defaults: tuple[str, ...]
    """Keys that the files do not state, for which the documented defaults stand."""
    tree: Mapped = field(repr=False, compare=False)
    """What was read, with the place of every key."""
    start: Place = field(repr=False, compare=False)
    """Start of the root file."""
    unexplained: tuple[Problem, ...] = field(default=(), repr=False, compare=False)
    """Figures that overlays replaced without saying why."""

    def place(self, keys: str) -> Place:
        """Find where a key stands, or the nearest key above it that does.

        Parameters
        ----------
        keys : str
            Its path, such as ``products.hbm.producers[1].site``.

        Returns
        -------
        Place
            File, line and column; the start of the root file if nothing of the path exists.
        """
        return find_place(self.tree, read_keys(keys), otherwise=self.start)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the meaning: file layout, key order, comments and notation do not count."""
        return digest(self.model)

    @cached_property
    def warnings(self) -> tuple[Problem, ...]:
        """What is odd but not wrong: sources that nothing points at, changes without a reason."""
        unused = (
            Problem(self.place(write_keys(keys)), "VC072", write_keys(keys), message)
            for keys, message in unused_sources(self.model)
        )
        return (*unused, *self.unexplained)


def digest(content: Model | Scenario | MeasureFile | TargetFile) -> str:
    """Give the SHA-256 of what a model, a scenario or a file of measures or targets says.

    Parameters
    ----------
    content : Model, Scenario, MeasureFile or TargetFile
        Any of them; how its files were laid out does not count.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    said = content.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude={"include"}
    )
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def load(path: str | Path, overlays: Sequence[str | Path] = ()) -> Loaded:
    """Read a model with its included files, lay overlays on it and check it.

    Parameters
    ----------
    path : str or Path
        The root file.
    overlays : sequence of (str or Path)
        Files that add to or replace named values, in this order.

    Returns
    -------
    Loaded
        The model, the place of every key, the log of the overlays and the digest.

    Raises
    ------
    FileProblems
        All problems of the first phase that has any: reading (VC001-VC025, VC090-VC094), keys
        (VC030-VC032), types and ranges (VC040-VC054), references (VC010-VC017, VC060-VC075),
        economics (VC080-VC087).
    """
    with _without_collector():
        return _check(gather(Path(path), [Path(overlay) for overlay in overlays]))


def load_text(text: str, shown: str = "<text>") -> Loaded:
    """Read and check a model that stands in one text.

    Parameters
    ----------
    text : str
        The model, as YAML.
    shown : str
        How its problems name it.

    Returns
    -------
    Loaded
        The model and the place of every key.

    Raises
    ------
    FileProblems
        As :func:`load`.
    """
    with _without_collector():
        return _check(gather_text(text, shown))


def _check(found: Gathered) -> Loaded:
    model = shape(Model, found.tree)
    if not isinstance(model, Model):
        problems = shape_problems(model, found.tree, start=found.root)
        _refuse([*found.problems, *(one for one in problems if one.code == "VC031")])
        lacking = {one.keys.rpartition(".")[0] for one in problems if one.code == "VC041"}
        gaps = [
            Problem(_place_of(found, keys), code, write_keys(keys), *words)
            for keys, code, *words in (without(*gap) for gap in evidence_gaps(found.tree))
            if write_keys(keys) in lacking
        ]
        raise FileProblems(tuple(sorted({*problems, *gaps})))
    _refuse(found.problems)
    for check in (reference_problems, economic_problems):
        _refuse(
            Problem(_place_of(found, keys), code, write_keys(keys), *words)
            for keys, code, *words in check(model)
        )
    return Loaded(
        model,
        tuple(found.log),
        tuple(found.paths),
        found.defaults,
        found.tree,
        found.root,
        unexplained=tuple(sorted(found.unexplained)),
    )


def _place_of(found: Gathered, keys: Keys) -> Place:
    """Where a problem is shown: what an overlay changed within it, or where it stands itself."""
    within = [
        mark
        for below, mark in found.laid.items()
        if below[: len(keys)] == keys and below[-1] not in {"note", "marking"}
    ]
    if within:
        return min(place_of(mark) for mark in within)
    return find_place(found.tree, keys, otherwise=found.root)


def _refuse(problems: "Iterator[Problem] | list[Problem]") -> None:
    found = tuple(sorted(set(problems)))
    if found:
        raise FileProblems(found)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Load without cyclic garbage collection: a tree has no cycles, and looking costs time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


__all__ = ["Keys", "Loaded", "digest", "load", "load_text"]
