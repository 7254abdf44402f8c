"""Files of a result: which names it may have, their digests, and reading them with care."""

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from valuechain.errors import AnalysisError
from valuechain.vocab.words import MARKINGS

MANIFEST: Final = "manifest.json"
PROGRAM: Final = "valuechain"
NAMES: Final = re.compile(
    r"(manifest|datapackage|routes|model)\.json"
    r"|tables/[a-z][a-z0-9_]*\.csv"
    r"|figures/[^\x00-\x20./\\][^\x00-\x1f/\\]*\.(svg|png)"  # a group may be called D9+
    r"|(nulmeting|brief|change|compare-homes)\.html|summary\.txt|matrix\.csv"
    rf"|(report|brief)(-({'|'.join(MARKINGS)}))?\.(html|pdf|docx|xlsx|pptx)"
)
"""Every name that a file of a result may have: others are never ours to replace."""
MANIFEST_BYTES: Final = 16 * 2**20
"""Most that a manifest may hold; one with 100,000 replaced figures has half of it."""
FILE_BYTES: Final = 2**30
"""Most that any other file of a result may hold."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What a manifest says of one file: its SHA-256 and its length."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Program:
    """The program that made a result: its name and version."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a manifest of any version says: who made the result, and of which files it is."""

    program: Program
    files: Mapping[str, Digest]


def digest_of(content: bytes) -> str:
    """Digest by which a file can be told to be unchanged, as the manifest lists it.

    Examples
    --------
    >>> digest_of(b"")[:12]
    'e3b0c44298fc'
    """
    return hashlib.sha256(content).hexdigest()


def digests(files: Mapping[str, bytes]) -> dict[str, dict[str, object]]:
    """List files with their digests, as the manifest has them."""
    return {
        name: {"sha256": digest_of(content), "bytes": len(content)}
        for name, content in files.items()
    }


def read_bounded(path: Path, limit: int) -> bytes:
    """Read an ordinary file that is not too large, and nothing else.

    Parameters
    ----------
    path : pathlib.Path
        The file; a link is not followed, and a pipe or device is not waited for.
    limit : int
        Most bytes it may have.

    Raises
    ------
    OSError
        It is absent, unreadable, no ordinary file, or too large.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _NO_LINK)
    with os.fdopen(handle, "rb") as stream:
        found = os.fstat(stream.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError(0, "not an ordinary file")
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise OSError(0, f"larger than {limit} bytes")
    return content


_NO_LINK: Final[int] = getattr(os, "O_NOFOLLOW", 0)


def read_listing(place: Path) -> Listing:
    """Read which files a folder's manifest lists, whatever version wrote it.

    Raises
    ------
    AnalysisError
        ``VA504``: there is no manifest of ours; ``VA505``: it cannot be read.
    """
    from pydantic import TypeAdapter, ValidationError

    content = read_manifest_bytes(place)
    try:
        found = TypeAdapter(Listing).validate_json(content)
    except ValidationError as problem:
        if any(detail["type"] == "json_invalid" for detail in problem.errors(include_url=False)):
            raise damaged(place, "it is no JSON, or nested too deep") from problem
        raise foreign(place) from problem
    if found.program.name != PROGRAM:
        raise foreign(place)
    return found


def read_manifest_bytes(place: Path) -> bytes:
    """Read the manifest of a folder as it stands, without understanding it.

    Raises
    ------
    AnalysisError
        ``VA504``: there is none; ``VA505``: it cannot be read.
    """
    try:
        return read_bounded(place / MANIFEST, MANIFEST_BYTES)
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise foreign(place) from problem
    except OSError as problem:
        raise damaged(place, problem.strerror or str(problem)) from problem


def foreign(place: Path) -> AnalysisError:
    """Say that a folder holds no result of this program."""
    return AnalysisError(
        "VA504",
        f"{place} holds no result of {PROGRAM}.",
        "Name a folder that a command or write() has filled.",
    )


def damaged(place: Path, why: str) -> AnalysisError:
    """Say that the manifest of a result cannot be read."""
    return AnalysisError(
        "VA505",
        f"the manifest of {place} cannot be read: {why}.",
        "Ask the question again with a new --out.",
    )


def is_ours(place: Path, name: str, *, listing: Listing) -> bool:
    """Tell whether a file is as the manifest lists it, under a name that a result has.

    Parameters
    ----------
    place : pathlib.Path
        The folder.
    name : str
        Relative name of the file.
    listing : Listing
        What the manifest says.
    """
    stated = listing.files.get(name)
    if name == MANIFEST or stated is None or not NAMES.fullmatch(name):
        return name == MANIFEST
    try:
        content = read_bounded(place / name, min(max(stated.bytes, 0), FILE_BYTES))
    except OSError:
        return False
    return len(content) == stated.bytes and digest_of(content) == stated.sha256


def read_listed(
    place: Path, names: Iterable[str], *, files: Mapping[str, Digest]
) -> dict[str, bytes]:
    """Read files of a result, each as its manifest says it is.

    Parameters
    ----------
    place : pathlib.Path
        The folder.
    names : iterable of str
        Relative names of the files.
    files : mapping of str to Digest
        What the manifest says.

    Raises
    ------
    AnalysisError
        ``VA507``: a file is missing or cannot be read; ``VA508``: one has changed since.
    """
    found: dict[str, bytes] = {}
    missing, changed = [], []
    for name in names:
        stated = files.get(name)
        try:
            if stated is None or not NAMES.fullmatch(name):
                raise OSError(0, "not in the manifest")
            content = read_bounded(place / name, FILE_BYTES)
        except OSError as problem:
            missing.append(f"{name} ({problem.strerror or problem})")
            continue
        if digest_of(content) != stated.sha256:
            changed.append(name)
        found[name] = content
    if missing:
        raise AnalysisError(
            "VA507",
            f"the result in {place} is not whole: {'; '.join(missing)}.",
            "Copy the folder again, or ask the question again.",
        )
    if changed:
        raise AnalysisError(
            "VA508",
            f"files of the result in {place} have changed since: {', '.join(changed)}.",
            "Put them back as they were, or ask the question again: numbers are not read from "
            "files that somebody edited.",
        )
    return found
