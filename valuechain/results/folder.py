"""Folders of results: written whole or not at all, and never over something else."""

import contextlib
import ctypes
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from valuechain.errors import AnalysisError
from valuechain.results.listing import NAMES, digest_of, is_ours, read_listing
from valuechain.results.whole_files import unwritable

ABANDONED: Final = 60.0
"""Seconds after which a folder in the making that nobody holds is one of a process that died."""


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files to a folder so that it holds all of them or is left as it was.

    They are written beside the folder first; only when all are there do the new folder and the old
    one change places, in one step where the system can. A failure, a full disk, an interrupt, a
    kill at any moment or another process that writes there too leaves one whole result.

    Parameters
    ----------
    folder : pathlib.Path
        The folder; a link is followed.
    files : mapping of str to bytes
        Content by relative name; one of them is the manifest, which lists the others.

    Raises
    ------
    AnalysisError
        ``VA501`` if the folder holds something else than an earlier result, ``VA502`` if it cannot
        be written, ``VA510`` if a file has a name that no result has.
    """
    if unnamed := [name for name in files if not NAMES.fullmatch(name)]:
        raise AnalysisError(
            "VA510",
            f"a result has no file {unnamed[0]!r}.",
            "Write files of your own elsewhere: here they could not be told from yours later.",
        )
    place = Path(os.path.realpath(folder))
    _refuse_strangers(place, folder)
    made = _make_ancestors(place, folder)
    try:
        with _beside(place) as fresh:
            for name, content in files.items():
                _write(fresh / name, content)
            fresh.chmod(_permissions(place))
            _swap(fresh, place, folder)
    except BaseException as problem:
        for ancestor in made:
            with contextlib.suppress(OSError):
                ancestor.rmdir()
        if isinstance(problem, OSError):
            raise unwritable(folder, problem) from problem
        raise


def check_folder(folder: Path) -> None:
    """Refuse a folder that could not take a result, before there is one.

    Raises
    ------
    AnalysisError
        ``VA501`` if the folder holds something else than an earlier result; ``VA502`` if no folder
        can be made there.
    """
    place = Path(os.path.realpath(folder))
    _refuse_strangers(place, folder)
    above = next(ancestor for ancestor in place.parents if ancestor.exists())
    if not above.is_dir() or not os.access(above, os.W_OK):
        raise unwritable(folder, NotADirectoryError(f"nothing can be made in {above}"))


def _refuse_strangers(place: Path, folder: Path) -> None:
    """Refuse a folder that holds files no earlier result wrote."""
    if place.is_dir():
        strangers = _strangers(place)
    elif place.exists():
        raise AnalysisError(
            "VA501", f"{folder} is a file, not a folder.", "Name a new or empty folder."
        )
    else:
        return
    if strangers:
        raise AnalysisError(
            "VA501",
            f"{folder} holds {strangers[0]!r}, which no earlier result wrote there as it is now.",
            "Name a new or empty folder, or move that file away first.",
        )


def _files_in(place: Path) -> list[str]:
    """List what is in a folder: files, links and empty folders, by relative name."""
    return [
        found.relative_to(place).as_posix()
        for found in place.rglob("*")
        if not found.is_dir() or found.is_symlink() or not any(found.iterdir())
    ]


def _strangers(place: Path) -> list[str]:
    """List the files that are not, or no longer, what an earlier result wrote there."""
    found = sorted(_files_in(place))
    if not found:
        return []
    try:
        listing = read_listing(place)
    except AnalysisError:
        return found
    return [name for name in found if not is_ours(place, name, listing=listing)]


def _make_ancestors(place: Path, folder: Path) -> list[Path]:
    """Make the folders above a folder; return those that were not there, deepest first."""
    absent = []
    for ancestor in place.parents:
        if ancestor.exists():
            break
        absent.append(ancestor)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise unwritable(folder, problem) from problem
    return absent


def _permissions(place: Path) -> int:
    """Give the new folder the permissions of the old one, or those any new folder gets."""
    if place.is_dir():
        return place.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o777 & ~mask


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


@contextlib.contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """Make a hidden folder beside a place for as long as it is needed; what it holds then goes.

    It is held by a lock, so that what a killed process left can be told from what another one is
    writing.
    """
    start = f".valuechain-{digest_of(place.name.encode(errors='surrogateescape'))[:12]}-"
    for found in place.parent.glob(f"{start}*"):
        _clear(found)
    fresh = Path(tempfile.mkdtemp(prefix=start, dir=place.parent))
    held = os.open(fresh, os.O_RDONLY)
    try:
        _lock(held)
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        os.close(held)


def _clear(found: Path) -> None:
    """Remove what a process that died was writing."""
    with contextlib.suppress(OSError):
        if time.time() - found.stat().st_mtime < ABANDONED:
            return
        held = os.open(found, os.O_RDONLY)
        try:
            if _lock(held):
                shutil.rmtree(found, ignore_errors=True)
        finally:
            os.close(held)


def _lock(held: int) -> bool:
    """Lock an open folder unless another process has; False too where there are no locks."""
    try:
        import fcntl
    except ImportError:  # pragma: no cover - other systems
        return False
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _swap(fresh: Path, place: Path, folder: Path) -> None:
    """Let the new folder and the one that is there change places."""
    if not place.exists():
        try:
            fresh.rename(place)
        except OSError:
            if not place.exists():
                raise  # else another process made it meanwhile
        else:
            return
    if not exchange(fresh, place):
        _swap_in_steps(fresh, place, folder)
        return
    try:
        _refuse_strangers(fresh, folder)  # what somebody put there meanwhile
    except BaseException:
        exchange(fresh, place)
        raise


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot.

    Parameters
    ----------
    one, other : pathlib.Path
        The folders, on one file system.

    Raises
    ------
    OSError
        They cannot be moved.
    """
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if _POSIX else None
    if rename is None:
        return False
    here, both = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    if rename(here, os.fsencode(one), here, os.fsencode(other), both) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(other))


_POSIX: Final = os.name == "posix"


def _swap_in_steps(fresh: Path, place: Path, folder: Path) -> None:
    """Put the new folder in the place of the old one; if that fails, put the old one back."""
    old = Path(tempfile.mkdtemp(prefix=f"{fresh.name}-old-", dir=place.parent))
    place.rename(old)
    try:
        _refuse_strangers(old, folder)
        fresh.rename(place)
    except BaseException:
        old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
