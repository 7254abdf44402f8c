"""From a path to one tree: a file alone, or a root with what it includes and overlays."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from valuechain.errors import FileProblems, Place, Problem
from valuechain.files.includes import included
from valuechain.files.keypaths import Keys
from valuechain.files.overlays import Overlaid, join
from valuechain.files.raw_text import decode, read_bytes
from valuechain.files.tree import Mapped, Mark, place_of
from valuechain.files.yaml_tree import parse
from valuechain.schema.risk import Parameters, Thresholds

VERSION: Final = "valuechain/1"
"""The version of the format that is read."""


@dataclass(slots=True)
class Gathered:
    """All that the files of a model say together, before it is given a meaning."""

    tree: Mapped
    root: Place
    paths: list[Path] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """Problems of the phase of keys: duplicates and clashes."""
    defaults: tuple[str, ...] = ()
    """Keys that the model does not state, for which the documented defaults stand."""
    unexplained: list[Problem] = field(default_factory=list)
    """Figures that overlays replaced without saying why: warnings."""
    laid: dict[Keys, Mark] = field(default_factory=dict)
    """What overlays set, and where they do."""


def gather(path: Path, overlays: Sequence[Path]) -> Gathered:
    """Read the root file of a model, what it includes, and what is laid over it.

    Parameters
    ----------
    path : Path
        The root file.
    overlays : sequence of Path
        Overlays, in the order in which they are laid.

    Returns
    -------
    Gathered
        One tree and the problems of the phase of keys.

    Raises
    ------
    FileProblems
        All problems with reading the files: VC001 to VC025 and VC090 to VC094.
    """
    content = _parse_file(path)
    return _complete(content, str(path), path, overlays)


def gather_text(text: str, shown: str) -> Gathered:
    """Read a model from a text that includes no files.

    Raises
    ------
    FileProblems
        All problems with reading it: VC002 to VC025, and VC090 where it includes files.
    """
    content = parse(decode(text.encode("utf-8", "surrogatepass"), shown), shown)
    if "include" in content[0] and content[0]["include"]:
        message = "a text has no folder to include files from."
        place = place_of(content[0].marks["include"])
        problem = Problem(place, "VC090", "include", message, "Load it from a file.")
        raise FileProblems((problem,))
    return _complete(content, shown, None, ())


def gather_alone(path: Path) -> Gathered:
    """Read a file that includes no others and has no overlays, such as a scenario.

    Raises
    ------
    FileProblems
        All problems with reading it: VC001 to VC025.
    """
    return _alone(_parse_file(path), str(path), path)


def gather_text_alone(text: str, shown: str) -> Gathered:
    """Read a model that is given as a text and includes nothing.

    Raises
    ------
    FileProblems
        All problems with reading it: VC002 to VC025.
    """
    content = parse(decode(text.encode("utf-8", "surrogatepass"), shown), shown)
    return _alone(content, shown, None)


def _alone(content: tuple[Mapped, tuple[Problem, ...]], shown: str, path: Path | None) -> Gathered:
    tree, duplicates = content
    root = Place(shown, 1, 1)
    fatal = tuple(_version(tree, root, required=True))
    if fatal:
        raise FileProblems(fatal)
    paths = [] if path is None else [path]
    return Gathered(tree, root, paths=paths, problems=list(duplicates))


def _complete(
    content: tuple[Mapped, tuple[Problem, ...]],
    shown: str,
    path: Path | None,
    overlays: Iterable[Path],
) -> Gathered:
    tree, duplicates = content
    fatal = list(_version(tree, Place(shown, 1, 1), required=True))
    if fatal:
        raise FileProblems(tuple(fatal))
    whole = Gathered(tree, Place(shown, 1, 1), problems=list(duplicates))
    if path is not None:
        whole.paths.append(path)
        fatal.extend(_include(whole, path))
    tree.pop("include", None)
    whole.defaults = _fill(tree)
    laid = Overlaid(tree)
    for overlay in overlays:
        fatal.extend(_lay(whole, overlay, laid))
    if fatal:
        raise FileProblems(tuple(sorted(fatal)))
    whole.log.extend(laid.log)
    whole.problems.extend(laid.problems)
    whole.unexplained.extend(laid.unexplained)
    whole.laid = laid.places
    return whole


def _fill(tree: Mapped) -> tuple[str, ...]:
    """Give a model that states no parameters or thresholds the documented defaults.

    What it states itself stays; a default comes with its source.
    """
    lacking = {
        part: [
            key
            for key in record.model_fields
            if part not in tree or (isinstance(tree[part], Mapped) and key not in tree[part])
        ]
        for part, record in (("parameters", Parameters), ("thresholds", Thresholds))
    }
    if not any(lacking.values()):
        return ()
    path = Path(__file__).with_name("defaults.yaml")
    defaults, _ = parse(path.read_text(encoding="utf-8"), "defaults of valuechain")
    for part, keys in lacking.items():
        if keys and part not in tree:
            tree[part] = Mapped()
            tree.marks[part] = defaults.marks[part]
        for key in keys:
            tree[part][key] = defaults[part][key]
            tree[part].marks[key] = defaults[part].marks[key]
    if isinstance(tree.get("sources"), Mapped):
        join(tree["sources"], defaults["sources"])
    return tuple(f"{part}.{key}" for part, keys in lacking.items() for key in keys)


def _include(whole: Gathered, path: Path) -> list[Problem]:
    files, fatal = included(whole.tree, path)
    for file, _mark in files:
        try:
            part, duplicates = _parse_file(file)
        except FileProblems as found:
            fatal.extend(found.problems)
            continue
        fatal.extend(_version(part, Place(str(file), 1, 1), required=False))
        if "include" in part:
            message = "an included file includes no others."
            place = place_of(part.marks["include"])
            remedy = "List all files in the root file."
            fatal.append(Problem(place, "VC091", "include", message, remedy))
        for key in ("schema", "include"):
            part.pop(key, None)
        whole.paths.append(file)
        whole.problems.extend((*duplicates, *join(whole.tree, part)))
    return fatal


def _lay(whole: Gathered, path: Path, laid: Overlaid) -> list[Problem]:
    try:
        part, duplicates = _parse_file(path)
    except FileProblems as found:
        return list(found.problems)
    fatal = list(_version(part, Place(str(path), 1, 1), required=True))
    about, model = part.pop("overlay", None), whole.tree.get("id")
    if about != model:
        place = (
            place_of(part.marks["overlay"]) if "overlay" in part.marks else Place(str(path), 1, 1)
        )
        message = f"an overlay of '{about}'." if about else "this overlay does not name its model."
        remedy = f"The model here is '{model}': write `overlay: {model}` if it is meant for it."
        fatal.append(Problem(place, "VC094", "overlay", message, remedy))
    part.pop("schema", None)
    for key in ("id", "include"):
        if part.pop(key, None) is not None:
            message = f"an overlay has no key '{key}'."
            place = place_of(part.marks[key])
            whole.problems.append(Problem(place, "VC031", key, message, "Remove it."))
    whole.paths.append(path)
    whole.problems.extend(duplicates)
    if not fatal:
        laid.lay(part)
    return fatal


def _parse_file(path: Path) -> tuple[Mapped, tuple[Problem, ...]]:
    shown = str(path)
    return parse(decode(read_bytes(path, shown), shown), shown)


def _version(top: Mapped, start: Place, *, required: bool) -> Iterator[Problem]:
    """Refuse a file whose format is not this one, before anything else is said about it."""
    if "schema" not in top:
        if required:
            remedy = f"Start with `schema: {VERSION}`."
            yield Problem(start, "VC008", "schema", "the file does not say its format.", remedy)
        return
    said, place = top["schema"], place_of(top.marks["schema"])
    if said != VERSION:
        future = re.fullmatch(r"valuechain/([0-9]{1,6})", said) if isinstance(said, str) else None
        if future and int(future[1]) > 1:
            message = f"the file is in format '{said}'; this valuechain reads up to '{VERSION}'."
            yield Problem(place, "VC009", "schema", message, "Upgrade valuechain.")
        else:
            message = f"'{said}' is not a format of valuechain."
            yield Problem(place, "VC008", "schema", message, f"Write `schema: {VERSION}`.")
