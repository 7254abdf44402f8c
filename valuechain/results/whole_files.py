"""Single files: written beside their place first, and given their name when they are whole."""

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from valuechain.errors import AnalysisError


def write_whole(out: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files beside their place first and move them there when all are complete.

    Parameters
    ----------
    out : pathlib.Path
        A file; or the folder of files that have names. What else is in it is left alone.
    files : mapping of str to bytes
        Content by name within the folder; an empty name is ``out`` itself.

    Returns
    -------
    list of pathlib.Path
        What was written.

    Raises
    ------
    OSError
        It cannot be written; what was there is unchanged.
    """
    paths = {(out / name if name else out): content for name, content in files.items()}
    with contextlib.ExitStack() as stack, _said_of(out, IsADirectoryError):
        staged = {}
        for path, content in paths.items():
            if path.is_dir():
                raise IsADirectoryError(21, "is a folder, not a file", str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            staged[path] = stack.enter_context(_beside(path, content))
        for path, beside in staged.items():
            beside.replace(path)
    return list(paths)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, in a folder that is.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    content : bytes
        All of it.

    Raises
    ------
    FileExistsError
        There is one of that name, or another process took the name meanwhile.
    OSError
        It cannot be written; nothing of it is left.
    """
    if path.exists() or path.is_symlink():
        raise FileExistsError(path)
    with _said_of(path, FileExistsError), _beside(path, content) as beside:
        _name(beside, path)


def unwritable(path: Path, problem: OSError) -> AnalysisError:
    """Say by its code that a place cannot be written.

    Parameters
    ----------
    path : pathlib.Path
        The file or folder that was asked for.
    problem : OSError
        Why not.

    Returns
    -------
    AnalysisError
        ``VA502``.
    """
    return AnalysisError(
        "VA502",
        f"{path} cannot be written: {problem.strerror or problem}.",
        "What was there is unchanged.",
    )


@contextlib.contextmanager
def _beside(path: Path, content: bytes) -> Iterator[Path]:
    """Write a file beside its place; what nobody moved away is gone in the end."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(_permissions(path))
        yield beside
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


@contextlib.contextmanager
def _said_of(path: Path, kept: type[OSError]) -> Iterator[None]:
    """Say what went wrong of the place that was asked for, not of a file beside it or above it."""
    try:
        yield
    except kept:
        raise
    except OSError as found:
        raise OSError(found.errno, found.strerror, str(path)) from None


def _name(beside: Path, path: Path) -> None:
    """Give a file that is whole its name; where there are no hard links, as nearly as can be."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(path) from None
        beside.rename(path)


def _permissions(path: Path) -> int:
    """Give a new file the permissions of the old one, or those any new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
