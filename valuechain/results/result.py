"""The answer to any question: its tables, on what they rest, and how it is kept and shown."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakValueDictionary

from valuechain.errors import AnalysisError
from valuechain.results.contract import CodedColumns, Table, check_table
from valuechain.results.frames import arranged
from valuechain.results.listing import MANIFEST, read_listed
from valuechain.results.manifest import Manifest, read_manifest
from valuechain.results.pictures import DRAW, REPORT, Pictures
from valuechain.results.routes import Route, RouteKey
from valuechain.results.scenario_facts import Played
from valuechain.results.settings import Provenance, Settings

if TYPE_CHECKING:
    import pandas as pd

    from valuechain.schema import Model
    from valuechain.texts.languages import Lang

    Content = str | bytes | pd.DataFrame
    """Content of a file beside the tables; a frame is written as they are."""

_HELD: "Final[WeakValueDictionary[tuple[int, Table], Any]]" = WeakValueDictionary()
"""Frames that were held to a contract and arranged: a result made of another has most of them."""


@dataclass(frozen=True, slots=True, eq=False, repr=False, weakref_slot=True)
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
    model: "Model | None" = None
    """The model that was asked, overlays included; none of a foreign table."""
    heading: str = ""
    """Title of the files, in English; the question and its side if left out."""

    def __post_init__(self) -> None:
        frames = {}
        for table in self.contracts:
            frame = self.frames[table.name]
            if _HELD.get((id(frame), table)) is not frame:
                columns = CodedColumns(frame)
                check_table(table, frame, columns=columns)
                frame = arranged(table, frame, columns=columns)
                _HELD[id(frame), table] = frame
            frames[table.name] = frame
        object.__setattr__(self, "frames", frames)

    @classmethod
    def read(cls, folder: str | Path) -> "Result":
        """Read a result back from the folder that it was written to.

        Parameters
        ----------
        folder : str or pathlib.Path
            A folder that a command or :meth:`write` filled. What is read must be as the manifest
            says; documents and pictures that lie beside it do not matter.

        Returns
        -------
        Result
            Tables, settings, options, routes, marking and model as they were written; numbers in
            tables have six digits after the point.

        Raises
        ------
        AnalysisError
            ``VA504``: the folder holds no result of ours; ``VA505``: its manifest cannot be read;
            ``VA506``: another version stored it in another way; ``VA507``: a file is missing or
            cannot be read; ``VA508``: a file has changed since; ``VA509``: a file does not fit its
            description.
        """
        place = Path(folder)
        told = read_manifest(place)
        contracts, frames = _tables(place, told)
        routes, model = _routes(place, told), _model(place, told)
        try:
            return cls(
                question=told.question,
                title=told.title,
                meaning=told.meaning,
                settings=told.settings,
                provenance=told.provenance,
                model_title=told.model.title,
                as_of=told.model.as_of,
                options=told.asked,
                contracts=contracts,
                frames=frames,
                marking=told.marking,
                warnings=told.warnings,
                scenarios=told.scenarios,
                routes=routes,
                heading=told.heading,
                model=model,
            )
        except (AnalysisError, ValueError, TypeError) as problem:
            raise _misfit(place, "a table", problem) from problem

    @property
    def summary(self) -> "pd.DataFrame":
        """The first table of the result, which answers the question in short."""
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

    def rounded(self, digits: int) -> "Result":
        """Give the result with so many digits after the point; the same one if it has no more."""
        frames = {}
        for table in self.contracts:
            frame = frames[table.name] = self.frames[table.name]
            numbers = frame[[column.name for column in table.columns if column.type == "number"]]
            short = numbers.round(digits)
            if not short.equals(numbers):
                frames[table.name] = frame.assign(**{str(name): short[name] for name in short})
                # Fewer digits leave types, ranges and order as they were: the contract is met.
                _HELD[id(frames[table.name]), table] = frames[table.name]
        same = all(frame is self.frames[name] for name, frame in frames.items())
        return self if same else dataclasses.replace(self, frames=frames)

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
            ``VA511``: no scenario was followed.
        """
        import pandas as pd

        if not self.scenarios:
            raise AnalysisError(
                "VA511",
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

    def plot(self, name: str | None = None, *, lang: "Lang" = "en") -> "Pictures":
        """Draw the pictures that the command of the question draws.

        Parameters
        ----------
        name : str, optional
            One picture only, such as a use; all of them if left out.
        lang : str
            ``nl`` or ``en``.

        Returns
        -------
        Pictures
            SVG and PNG by name; a notebook shows them, ``save(folder)`` writes them.

        Raises
        ------
        AnalysisError
            ``VA512``: there is nothing to draw, or nothing of that name.
        """
        files: dict[str, bytes] = {}
        for draw in DRAW:
            for key, content in draw(self, lang).items():
                if key.endswith((".svg", ".png")):
                    files[key] = content.encode() if isinstance(content, str) else content
        return Pictures(files).chosen(name, of=self.question)

    def report(
        self,
        folder: str | Path,
        *,
        formats: Sequence[str] = ("html", "pdf"),
        lang: "Lang" = "en",
        chapters: Sequence[str] = (),
        brief: bool = False,
    ) -> tuple[Path, ...]:
        """Write a nulmeting as a report to send on, in one or several formats.

        Parameters
        ----------
        folder : str or pathlib.Path
            Where to write; an earlier report there is replaced, anything else is left alone.
        formats : sequence of str, optional
            Some of ``html``, ``pdf``, ``docx``, ``xlsx`` and ``pptx``.
        lang : str, optional
            ``nl`` or ``en``.
        chapters : sequence of str, optional
            Only these chapters.
        brief : bool, optional
            Two pages for a director in the place of the report.

        Returns
        -------
        tuple of pathlib.Path
            The documents.

        Raises
        ------
        AnalysisError
            ``VA501``, ``VA502``: the folder cannot take it; ``VA513``: this is no nulmeting;
            ``VA520`` to ``VA522``, ``VA524``: a format, language or chapter that there is not.
        """
        (write,) = REPORT
        return write(self, folder, formats=formats, lang=lang, chapters=chapters, brief=brief)

    def write(
        self,
        folder: str | Path,
        *,
        documents: "Mapping[str, Content] | None" = None,
        csv: str = "plain",
    ) -> tuple[str, ...]:
        """Write tables, their description, the manifest and documents, all or nothing.

        Parameters
        ----------
        folder : str or pathlib.Path
            Where to write. It may be absent, empty, or hold an earlier result, which is replaced
            at the very end; anything else is left alone.
        documents : mapping of str to str, bytes or pandas.DataFrame, optional
            Further files by name, such as pictures.
        csv : str
            How tables are written: ``plain`` (commas, decimal point), or ``excel-nl``
            (semicolons, decimal comma, byte order mark), which Excel opens by a double click
            where the comma is the decimal mark.

        Returns
        -------
        tuple of str
            The files written, relative to the folder.

        Raises
        ------
        AnalysisError
            ``VA501`` if the folder holds something that is not an earlier result; ``VA502`` if it
            cannot be written.
        ValueError
            ``csv`` is none of those words.
        """
        from valuechain.results.folder import replace_folder

        files = self.files(documents or {}, csv=csv)
        replace_folder(Path(folder), files)
        return tuple(files)

    def files(self, documents: "Mapping[str, Content]", *, csv: str = "plain") -> dict[str, bytes]:
        """Turn the result into files: the tables, their description, documents, the manifest.

        Returns
        -------
        dict of str to bytes
            Content by relative file name; the same result gives the same bytes, but for the time
            in the manifest.
        """
        from valuechain.results.dialect import dialect_of
        from valuechain.results.package import frame_file, json_text, table_file

        dialect = dialect_of(csv)
        found = {
            f"tables/{table.name}.csv": table_file(table, self.frames[table.name], dialect=dialect)
            for table in self.contracts
        }
        found["datapackage.json"] = json_text(self.description(csv=csv)).encode()
        if self.routes:
            routes = [dataclasses.asdict(route) for route in self.routes.values()]
            found["routes.json"] = json_text(routes).encode()
        if self.model is not None:
            said = self.model.model_dump(
                mode="json", by_alias=True, exclude_defaults=True, exclude={"include"}
            )
            found["model.json"] = json_text(said).encode()
        for name, content in documents.items():
            if isinstance(content, str):
                found[name] = content.encode()
            elif isinstance(content, bytes):
                found[name] = content
            else:
                found[name] = frame_file(content, dialect=dialect)
        found[MANIFEST] = json_text(self._manifest(found)).encode()
        return found

    def description(self, *, csv: str = "plain") -> dict[str, object]:
        """Describe the tables for other programs, as a Frictionless ``tabular-data-package``.

        Returns
        -------
        dict
            The content of ``datapackage.json``: every field with its meaning in both languages,
            unit and limits; the sources of the figures; the licences they carry.
        """
        from valuechain.results.dialect import dialect_of
        from valuechain.results.package import described

        home = ", ".join(self.settings.home)  # a foreign table is seen from nobody's side
        return described(
            [(table, self.frames[table.name]) for table in self.contracts],
            name=self.question,
            title=self.heading or "; seen from ".join([self.title["en"], *([home] * bool(home))]),
            description=self.meaning["en"],
            day=self.as_of,
            marking=self.marking,
            dialect=dialect_of(csv),
        )

    def _manifest(self, files: Mapping[str, bytes]) -> dict[str, object]:
        from valuechain.results.manifest import FORMAT, content_part, made_with, model_part

        provenance = self.provenance
        # What of the question belongs to the calculation is said there too.
        how = {key: self.options[key] for key in ("substitution", "rule") if key in self.options}
        return {
            **made_with(),
            "result": FORMAT,
            "question": self.question,
            "title": dict(self.title),
            "meaning": dict(self.meaning),
            "heading": self.heading,
            "model": model_part(provenance, title=self.model_title, day=self.as_of),
            "scenarios": [_written(played) for played in self.scenarios],
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
            "tables": {
                table.name: {"key": table.key, "intervals": table.intervals}
                for table in self.contracts
            },
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


def _written(played: Played) -> dict[str, object]:
    """Write a scenario as the manifest has it."""
    found = dataclasses.asdict(played)
    found["as_of"] = None if played.as_of is None else played.as_of.isoformat()
    return found


def _misfit(place: Path, name: str, problem: Exception) -> AnalysisError:
    """Say that a stored file does not fit its description."""
    why = str(problem).splitlines()[0].rstrip(".")
    return AnalysisError(
        "VA509",
        f"{name} in {place} does not fit its description: {why}.",
        "Ask the question again.",
    )


def _tables(place: Path, told: Manifest) -> "tuple[tuple[Table, ...], dict[str, pd.DataFrame]]":
    """Read the tables of a stored result, described by the folder itself."""
    from valuechain.results.package import read_contracts, read_table

    name = "datapackage.json"
    try:
        contracts = read_contracts(read_listed(place, [name], files=told.files)[name], told.tables)
    except ValueError as problem:
        raise _misfit(place, name, problem) from problem
    content = read_listed(place, list(contracts), files=told.files)
    frames = {}
    for name, one in contracts.items():
        try:
            frames[one.table.name] = read_table(one, content[name])
        except (ValueError, TypeError) as problem:
            raise _misfit(place, name, problem) from problem
    return tuple(one.table for one in contracts.values()), frames


def _routes(place: Path, told: Manifest) -> dict[RouteKey, Route]:
    """Read the routes of a stored result, if it has any."""
    from pydantic import TypeAdapter

    name = "routes.json"
    if name not in told.files:
        return {}
    content = read_listed(place, [name], files=told.files)[name]
    try:
        return {route.key: route for route in TypeAdapter(list[Route]).validate_json(content)}
    except ValueError as problem:
        raise _misfit(place, name, problem) from problem


def _model(place: Path, told: Manifest) -> "Model | None":
    """Read the model of a stored result, if it has one."""
    from valuechain.files.loaded import digest
    from valuechain.schema import Model

    name = "model.json"
    if name not in told.files:
        return None
    content = read_listed(place, [name], files=told.files)[name]
    try:
        found = Model.model_validate_json(content)
        if digest(found) != told.model.digest:
            raise ValueError("the digest of the model is another")
    except ValueError as problem:
        raise _misfit(place, name, problem) from problem
    return found
