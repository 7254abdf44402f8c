"""From a path to text: what is refused before anything is parsed."""

import re
import stat
from pathlib import Path
from typing import Final

from valuechain.errors import FileProblems, Place, Problem

MAX_BYTES: Final = 32 * 2**20
"""Largest file that is read."""

CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that no text of a file may hold: they do not show, or end a line unseen."""
_AT_MOST: Final = 50
"""Tabs and control characters that are listed one by one."""


def read_bytes(
    path: Path,
    shown: str,
    *,
    most_bytes: int = MAX_BYTES,
    too_large: str = "Split it with `include:`.",
    example: str = "Name a model file, such as stack.yaml.",
) -> bytes:
    """Read a file, and refuse what is no ordinary file or far too large.

    Parameters
    ----------
    path : Path
        The file.
    shown : str
        How its problems name it.
    most_bytes : int
        Largest size that is read, in bytes.
    too_large, example : str
        What to do about a file that is larger, and about a name that is no file.

    Returns
    -------
    bytes
        Its content.

    Raises
    ------
    FileProblems
        VC001 not readable or not an ordinary file, VC002 too large.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            what = "this is a folder." if stat.S_ISDIR(mode) else "this is not an ordinary file."
            raise _refusal(shown, "VC001", what, example)
        with path.open("rb") as stream:
            content = stream.read(most_bytes + 1)
    except FileProblems:
        raise
    except FileNotFoundError:
        what = "this is a link to nothing" if path.is_symlink() else "this file does not exist"
        raise _refusal(shown, "VC001", f"{what}.", "Check the name and the folder.") from None
    except (OSError, ValueError) as found:
        reason = getattr(found, "strerror", None) or str(found)
        message = f"this file cannot be read: {reason}."
        raise _refusal(shown, "VC001", message, "Check the path and its permissions.") from None
    if len(content) > most_bytes:
        message = f"this file is larger than {most_bytes // 2**20} MiB."
        raise _refusal(shown, "VC002", message, too_large)
    return content


def decode(content: bytes, shown: str) -> str:
    """Read bytes as UTF-8, and refuse tabs and control characters.

    Parameters
    ----------
    content : bytes
        What the file holds.
    shown : str
        How its problems name it.

    Returns
    -------
    str
        Its text.

    Raises
    ------
    FileProblems
        VC004 not UTF-8, VC005 control characters, VC006 tabs.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refusal(shown, "VC004", "this file is UTF-16.", "Save the file as UTF-8.", 1, 1)
    if content.startswith(b"\xef\xbb\xbf"):
        remedy = "Save the file as UTF-8 without a byte order mark."
        raise _refusal(shown, "VC004", "this file starts with a byte order mark.", remedy, 1, 1)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as found:
        before = content[: found.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"this file is not UTF-8: byte 0x{content[found.start]:02X} stands alone."
        remedy = "Save the file as UTF-8."
        raise _refusal(shown, "VC004", message, remedy, line, column) from None
    problems = [*_tabs(text, shown), *_controls(text, shown)]
    if problems:
        raise FileProblems(tuple(sorted(problems)))
    return text


def _refusal(
    shown: str, code: str, message: str, remedy: str, line: int = 0, column: int = 0
) -> FileProblems:
    return FileProblems((Problem(Place(shown, line, column), code, "", message, remedy),))


def _tabs(text: str, shown: str) -> list[Problem]:
    if "\t" not in text:
        return []
    remedy = r"Put spaces in its place; inside double quotes a tab is written \t."
    return [
        Problem(
            Place(shown, number, line.index("\t") + 1), "VC006", "", "there is a tab here.", remedy
        )
        for number, line in enumerate(text.split("\n"), 1)
        if "\t" in line
    ][:_AT_MOST]


def _controls(text: str, shown: str) -> list[Problem]:
    found: list[Problem] = []
    for match in CONTROL.finditer(text):
        if len(found) == _AT_MOST:
            break
        start = match.start()
        line = text.count("\n", 0, start) + 1
        column = start - text.rfind("\n", 0, start)
        message = f"there is the invisible character U+{ord(match[0]):04X}."
        found.append(Problem(Place(shown, line, column), "VC005", "", message, "Remove it."))
    return found
