"""The answer to a strategic question: its tables, on what they rest, and how it shows itself."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from valuechain.results.columns import SUPPORT
from valuechain.results.contract import Table, check_table
from valuechain.results.settings import Provenance, Settings

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SUPPORT", "Findings"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Findings:
    """What a strategic question returns: one table or several, the headline first.

    Tables are held to their contracts when the result is made. ``found["name"]`` is a table by
    name, ``found.summary`` the first.

    Raises
    ------
    AnalysisError
        ``VA503`` if a table breaks its contract.
    """

    question: str
    """Name of the question, which is that of the command: ``chokepoints``."""
    title: Mapping[str, str]
    """What is asked, by language."""
    meaning: Mapping[str, str]
    """What the numbers mean, by language, in a sentence or two."""
    settings: Settings
    provenance: Provenance
    model_title: Mapping[str, str]
    as_of: date
    options: Mapping[str, object]
    """How it was asked: threshold, weeks, tie; plain values, for the manifest."""
    contracts: tuple[Table, ...]
    frames: "Mapping[str, pd.DataFrame]"
    marking: str | None = None
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for table in self.contracts:
            check_table(table, self.frames[table.name])

    @property
    def summary(self) -> "pd.DataFrame":
        """The headline table."""
        return self.frames[self.contracts[0].name]

    def __getitem__(self, name: str) -> "pd.DataFrame":
        """Give a table by its name.

        Raises
        ------
        KeyError
            There is no such table.
        """
        return self.frames[name]

    def tables(self) -> "Iterator[tuple[str, pd.DataFrame]]":
        """Go through the tables by name, in the order in which they are described."""
        for table in self.contracts:
            yield table.name, self.frames[table.name]

    def write(
        self, folder: str | Path, *, documents: Mapping[str, str | bytes] | None = None
    ) -> tuple[str, ...]:
        """Write tables, their description, the manifest and documents, all or nothing.

        Parameters
        ----------
        folder : str or pathlib.Path
            Where to write. It may be absent, empty, or hold an earlier result, which is replaced
            at the very end; anything else is left alone.
        documents : mapping of str to str or bytes, optional
            Further files by name, such as pictures.

        Returns
        -------
        tuple of str
            The files written, relative to the folder.

        Raises
        ------
        AnalysisError
            ``VA501`` if the folder holds something that is not an earlier result; ``VA502`` if it
            cannot be written.
        """
        from valuechain.results.folder import replace_folder
        from valuechain.results.package import described, packed

        tables = [(table, self.frames[table.name]) for table in self.contracts]
        home = ", ".join(self.settings.home)  # a foreign table is seen from nobody's side
        files = packed(
            tables,
            description=described(
                tables,
                name=self.question,
                title="; seen from ".join([self.title["en"], *([home] if home else [])]),
                description=self.meaning["en"],
                day=self.as_of,
                marking=self.marking,
            ),
            documents=documents or {},
            manifest=self._manifest,
        )
        replace_folder(Path(folder), files)
        return tuple(files)

    def _manifest(self, files: Mapping[str, bytes]) -> dict[str, object]:
        from valuechain.results.manifest import content_part, made_with, model_part

        provenance = self.provenance
        return {
            **made_with(),
            "question": self.question,
            "model": model_part(provenance, title=self.model_title, day=self.as_of),
            "marking": self.marking,
            "settings": dataclasses.asdict(self.settings),
            "asked": dict(self.options),
            "calculation": {
                "tolerance": provenance.tolerance,
                "counts": dict(provenance.counts),
            },
            "warnings": list(self.warnings),
            **content_part(dict(self.tables()), files),
        }

    def __repr__(self) -> str:
        home = ", ".join(self.settings.home)
        seen = f" for {home}" if home else ""
        rows = len(self.summary)
        return f"<{self.question} of {self.provenance.model_id}{seen}: {rows} rows>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td><code>{table.name}</code></td><td>{len(self.frames[table.name])}</td>"
            f"<td>{escape(table.en)}</td></tr>"
            for table in self.contracts
        )
        home = ", ".join(self.settings.home)
        seen = f", home {escape(home)}" if home else ""
        return (
            f"<p><strong>{escape(self.title['en'])}</strong>{seen}. "
            f"{escape(self.meaning['en'])}</p>"
            f"<table><thead><tr><th>table</th><th>rows</th><th>what it says</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )
