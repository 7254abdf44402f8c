"""Which files a model includes: all in its own folder, each once, under exactly its name."""

import difflib
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from valuechain.errors import Problem
from valuechain.files.keypaths import write_keys
from valuechain.files.tree import Mapped, Mark, MarkedList, place_of

MAX_FILES: Final = 500
"""Most files that one model includes."""

Refused = tuple[str, str, str]
"""Code, message and remedy of an include that is refused."""


def included(top: Mapped, root: Path) -> tuple[list[tuple[Path, Mark]], list[Problem]]:
    """List the files that the root of a model includes.

    Parameters
    ----------
    top : Mapped
        The root file.
    root : Path
        Its path.

    Returns
    -------
    list of (Path, Mark)
        Each included file and where it is listed.
    list of Problem
        VC002 too many, VC090 outside the folder, VC091 in a loop, VC092 missing.
    """
    names = top.get("include")
    if not isinstance(names, MarkedList):
        return [], []
    if len(names) > MAX_FILES:
        message = f"{len(names)} files; a model includes at most {MAX_FILES}."
        place = place_of(top.marks["include"])
        return [], [Problem(place, "VC002", "include", message, "Join some of them.")]
    paths: list[tuple[Path, Mark]] = []
    problems: list[Problem] = []
    seen = {root.resolve(): "the file itself"}
    for position, (name, mark) in enumerate(zip(names, names.marks, strict=True)):
        if not isinstance(name, str):
            continue
        refused = _refuse(root.parent, name)
        real = (root.parent / name).resolve() if refused is None else None
        if real is not None and real in seen:
            message = f"'{name}' is {seen[real]}."
            refused = ("VC091", message, "List each file once, and never the root itself.")
        if refused is None and real is not None:
            seen[real] = f"already listed on line {mark.line + 1}"
            paths.append((root.parent / name, mark))
        elif refused is not None:
            code, message, remedy = refused
            keys = write_keys(("include", position))
            problems.append(Problem(place_of(mark), code, keys, message, remedy))
    return paths, problems


def _refuse(folder: Path, name: str) -> Refused | None:
    """Say why a name in ``include:`` is refused; None if it is not."""
    pure = PurePosixPath(name)
    remedy = "Put the file in the folder of the model and write its path from there."
    if pure.is_absolute() or PureWindowsPath(name).drive or "\\" in name or ".." in pure.parts:
        return "VC090", f"'{name}' is not a path inside the model's folder.", remedy
    try:
        missing = _missing(folder, pure.parts)
        if missing is not None:
            return missing
        if not (folder / name).resolve().is_relative_to(folder.resolve()):
            return "VC090", f"'{name}' is a link that leads out of the model's folder.", remedy
    except (OSError, ValueError, RuntimeError) as found:
        reason = getattr(found, "strerror", None) or "not a usable name"
        return "VC092", f"{name!r} cannot be read: {reason}.", "Check the name and permissions."
    return None


def _missing(folder: Path, parts: tuple[str, ...]) -> Refused | None:
    if not parts:
        return "VC092", "an empty name.", "Name a file of the model's folder."
    here = folder
    for part in parts:
        names = sorted(one.name for one in here.iterdir()) if here.is_dir() else []
        if part not in names:
            wanted = str(PurePosixPath(*parts))
            close = [name for name in names if name.lower() == part.lower()]
            close = close or difflib.get_close_matches(part, names, 1)
            remedy = f"Did you mean '{close[0]}'?" if close else "Check the name."
            return "VC092", f"there is no file '{wanted}' in the model's folder.", remedy
        here /= part
    return None
