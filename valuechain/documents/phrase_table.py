"""All that is ever said, as one table to be reviewed by people who do not read code."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from valuechain.results.dialect import EXCEL_NL
from valuechain.texts.phrases import Phrases

PACKAGE: Final = Path(__file__).parents[1]
_CATALOGUE: Final = re.compile(r"^[A-Z_]+(: Final)? = Phrases\(", flags=re.MULTILINE)
HEADS: Final = ("catalogue", "key", "nl", "en", "where")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue of phrases and the file that it stands in."""

    words: Phrases
    path: Path

    @property
    def room(self) -> Path:
        """Folder in which its phrases are said: that of its question, or the whole package."""
        parts = self.path.relative_to(PACKAGE).parts
        own = parts[0] == "questions" and len(parts) == 3
        return self.path.parent if own else PACKAGE


def catalogues() -> dict[str, Catalogue]:
    """Find all sentences of the package, catalogue by catalogue.

    Returns
    -------
    dict of str to Catalogue
        In the order of the files; modules without a catalogue are not imported.
    """
    found: dict[str, Catalogue] = {}
    for module in pkgutil.walk_packages([str(PACKAGE)], "valuechain."):
        path = PACKAGE.joinpath(*module.name.split(".")[1:]).with_suffix(".py")
        if not path.is_file() or not _CATALOGUE.search(path.read_text(encoding="utf-8")):
            continue
        for held in vars(importlib.import_module(module.name)).values():
            if isinstance(held, Phrases):
                found.setdefault(held.name, Catalogue(held, path))
    return found


def phrase_rows() -> Iterator[tuple[str, str, str, str, str]]:
    """Go through all phrases: catalogue, key, Dutch, English, and the files that say it.

    A key that is put together while the program runs is said to stand in its catalogue.
    """
    files = {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
    for name, one in catalogues().items():
        near = {path: text for path, text in files.items() if path.is_relative_to(one.room)}
        for key, dutch, english in one.words.rows():
            said = [path for path, text in near.items() if f'"{key}"' in text and path != one.path]
            where = [path.relative_to(PACKAGE).as_posix() for path in said or [one.path]]
            yield name, key, dutch, english, " ".join(where)


def phrase_table() -> bytes:
    """Write all phrases as a table that a spreadsheet opens.

    Returns
    -------
    bytes
        CSV with semicolons and a byte order mark.
    """
    return EXCEL_NL.encoded([HEADS, *phrase_rows()])
