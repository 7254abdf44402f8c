"""The answer to any question: its tables, on what they rest, and how it is kept and shown."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from valuechain.errors import AnalysisError
from valuechain.results.contract import Table, check_table
from valuechain.results.routes import Route, RouteKey
from valuechain.results.scenario_facts import Played
from valuechain.results.settings import Provenance, Settings

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Result:
    """The answer to a question: one table or several, the headline first.

    A table is reached by its name, as ``result["exposure"]`` or ``result.exposure``; the headline
    is ``result.summary``. Tables are held to their contracts when the result is made, so that no
    reader meets a wrong column.

    Raises
    ------
    AnalysisError
        ``VA503`` if a table breaks its contract.
    """

    question: str
    """Name of the question: ``nulmeting``, ``what-if``, ``chokepoints``."""
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
    scenarios: tuple[Played, ...] = ()
    """The scenarios that were followed; of what-ifs only."""
    routes: Mapping[RouteKey, Route] = field(default_factory=dict)
    """Routes behind the worst dependencies; of a nulmeting only."""
    heading: str = ""
    """Title of the files, in English; the question and its side if left out."""

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

    def __getattr__(self, name: str) -> "pd.DataFrame":
        # Not through self: while a copy is being made there are no frames to look in.
        frames: Mapping[str, pd.DataFrame] = object.__getattribute__(self, "frames")
        if name in frames:
            return frames[name]
        raise AttributeError(f"the result has no table {name!r}; it has {', '.join(frames)}")

    def __dir__(self) -> list[str]:
        return sorted({*object.__dir__(self), *self.frames})

    def tables(self) -> "Iterator[tuple[str, pd.DataFrame]]":
        """Go through the tables by name, in the order in which they are described."""
        for table in self.contracts:
            yield table.name, self.frames[table.name]

    def matrix(self) -> "pd.DataFrame":
        """Set uses against scenarios: deepest loss and first week of each, one row per use.

        Returns
        -------
        pandas.DataFrame
            Columns ``use`` and for every scenario ``<scenario>_deepest_loss`` (0..1) and
            ``<scenario>_first_loss_week`` (empty where nothing is lost).

        Raises
        ------
        AnalysisError
            ``VA507``: no scenario was followed.
        """
        import pandas as pd

        if not self.scenarios:
            raise AnalysisError(
                "VA507",
                f"{self.question} follows no scenarios, so it has no matrix of them.",
                "Use valuechain.run for scenarios.",
            )
        rows = self.summary
        rows = rows[(rows["subject_kind"] == "use") & (rows["variant"] == "stated")]
        rows = rows.set_index(["subject", "scenario"])
        columns: dict[str, pd.Series] = {}
        for played in self.scenarios:
            for name in ("deepest_loss", "first_loss_week"):
                columns[f"{played.id}_{name}"] = rows[name].xs(played.id, level="scenario")
        return pd.DataFrame(columns).rename_axis("use").sort_index().reset_index()

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

        files = self.files(documents or {})
        replace_folder(Path(folder), files)
        return tuple(files)

    def files(self, documents: Mapping[str, str | bytes]) -> dict[str, bytes]:
        """Turn the result into files: the tables, their description, documents, the manifest.

        Returns
        -------
        dict of str to bytes
            Content by relative file name; the same result gives the same bytes, but for the time
            in the manifest.
        """
        from valuechain.results.package import packed

        return packed(
            [(table, self.frames[table.name]) for table in self.contracts],
            description=self.description(),
            documents=documents,
            manifest=self._manifest,
        )

    def description(self) -> dict[str, object]:
        """Describe the result as a Frictionless ``tabular-data-package``.

        Returns
        -------
        dict
            The content of ``datapackage.json``: every field with its meaning in both languages,
            unit and limits; the sources of the figures; the licences they carry.
        """
        from valuechain.results.package import described

        home = ", ".join(self.settings.home)  # a foreign table is seen from nobody's side
        return described(
            [(table, self.frames[table.name]) for table in self.contracts],
            name=self.question,
            title=self.heading or "; seen from ".join([self.title["en"], *([home] * bool(home))]),
            description=self.meaning["en"],
            day=self.as_of,
            marking=self.marking,
        )

    def _manifest(self, files: Mapping[str, bytes]) -> dict[str, object]:
        from valuechain.results.manifest import content_part, made_with, model_part

        provenance = self.provenance
        # What of the question belongs to the calculation is said there too.
        how = {key: self.options[key] for key in ("substitution", "rule") if key in self.options}
        return {
            **made_with(),
            "question": self.question,
            "model": model_part(provenance, title=self.model_title, day=self.as_of),
            "scenarios": [played.as_written() for played in self.scenarios],
            "marking": self.marking,
            "settings": dataclasses.asdict(self.settings),
            "asked": dict(self.options),
            "calculation": {
                **how,
                "tolerance": provenance.tolerance,
                "iterations": provenance.iterations,
                "counts": dict(provenance.counts),
                "cycles": list(provenance.cycles),
            },
            "warnings": list(self.warnings),
            **content_part(dict(self.tables()), files),
        }

    def __repr__(self) -> str:
        home = ", ".join(self.settings.home)
        seen = f" for {home}" if home else ""
        of = ", ".join(played.id for played in self.scenarios) or self.provenance.model_id
        told = ", ".join(f"{name} {len(frame)}" for name, frame in self.tables())
        return f"<{self.question} of {of}{seen}: rows of {told}>"

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
