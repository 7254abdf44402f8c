"""Files to start from: written whole or not at all, and never over a file that is there."""

import contextlib
import os
import tempfile
from pathlib import Path

import click

from valuechain.cli._gate import say, shown


def offer(text: str, file: Path | None) -> None:
    """Write a text to a new file and name it, or to the screen.

    Parameters
    ----------
    text : str
        The text.
    file : pathlib.Path or None
        The file; None for the screen.

    Raises
    ------
    click.UsageError
        The file is there already.
    OSError
        It cannot be written; nothing of it is left.
    """
    if file is None:
        say(text, nl=False)
        return
    try:
        _write(file, text.encode())
    except FileExistsError:
        raise click.UsageError(f"{shown(file)} exists already: name another file.") from None
    say(file)


def _write(file: Path, content: bytes) -> None:
    """Write beside the place first, then give it its name, which another may not have taken."""
    if file.exists() or file.is_symlink():
        raise FileExistsError(file)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    except OSError as found:
        raise OSError(found.errno, found.strerror, str(file)) from None
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        mask = os.umask(0)
        os.umask(mask)
        beside.chmod(0o666 & ~mask)
        _name(beside, file)
    except FileExistsError:
        raise
    except OSError as found:
        raise OSError(found.errno, found.strerror, str(file)) from None
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def _name(beside: Path, file: Path) -> None:
    """Give a file that is whole its name; where there are no hard links, as nearly as can be."""
    try:
        file.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:
        if file.exists():
            raise FileExistsError(file) from None
        beside.rename(file)
