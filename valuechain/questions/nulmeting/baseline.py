"""A nulmeting: its tables, the routes behind them, its settings, and how it shows itself."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from valuechain.questions.nulmeting.contracts import STRATEGIC, TABLES
from valuechain.results.contract import Table, check_table
from valuechain.results.manifest import content_part, made_with, model_part
from valuechain.results.package import described, packed
from valuechain.results.routes import Route
from valuechain.results.settings import Provenance, Settings

if TYPE_CHECKING:
    import pandas as pd

RouteKey = tuple[str, str, str, str, int]
"""Subject, what is removed (``USA``, ``gallium from CHN``), attribute, mode, week (0: limit)."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Baseline:
    """What ``nulmeting`` returns: one table per question, with what each rests on.

    The columns are described in :mod:`valuechain.questions.nulmeting.contracts`. Tables are
    held to that contract when the result is made, so that no reader meets a wrong column.

    Raises
    ------
    AnalysisError
        ``VA503`` if a table breaks its contract.
    """

    settings: Settings
    provenance: Provenance
    model_title: Mapping[str, str]
    as_of: date
    exposure: "pd.DataFrame"
    dependencies: "pd.DataFrame"
    products: "pd.DataFrame"
    layers: "pd.DataFrame"
    concentration: "pd.DataFrame"
    positions: "pd.DataFrame"
    layer_shares: "pd.DataFrame"
    verdicts: "pd.DataFrame"
    evidence: "pd.DataFrame"
    indicators: "pd.DataFrame"
    paths: "pd.DataFrame"
    what_if: "pd.DataFrame"
    sources: "pd.DataFrame"
    strategic: "Mapping[str, pd.DataFrame]" = field(default_factory=dict)
    """Headline tables of the strategic questions, by name."""
    routes: Mapping[RouteKey, Route] = field(default_factory=dict)
    marking: str | None = None
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for table, frame in self.contracts():
            check_table(table, frame)

    def contracts(self) -> "Iterator[tuple[Table, pd.DataFrame]]":
        """Go through the tables with what each must look like, in the order of description."""
        for table in TABLES:
            yield table, getattr(self, table.name)
        for table in STRATEGIC:
            if table.name in self.strategic:
                yield table, self.strategic[table.name]

    def tables(self) -> Iterator[tuple[str, "pd.DataFrame"]]:
        """Go through the tables by name, in the order in which they are described."""
        for table, frame in self.contracts():
            yield table.name, frame

    def write(
        self, folder: str | Path, *, documents: Mapping[str, str] | None = None
    ) -> tuple[str, ...]:
        """Write tables, their description, the manifest and documents, all or nothing.

        Parameters
        ----------
        folder : str or pathlib.Path
            Where to write. It may be absent, empty, or hold an earlier result, which is replaced
            at the very end; anything else is left alone.
        documents : mapping of str to str, optional
            Text of further files by name, such as ``nulmeting.html``.

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

        files = files_of(self, documents=documents or {})
        replace_folder(Path(folder), files)
        return tuple(files)

    def __repr__(self) -> str:
        home = ", ".join(self.settings.home)
        rows = sum(len(frame) for _, frame in self.tables())
        return (
            f"<nulmeting of {self.provenance.model_id} ({self.as_of:%Y-%m-%d}) for {home}: "
            f"{self.exposure['use'].nunique()} uses, {self.products['product'].nunique()} "
            f"products, {rows} rows; without substitution>"
        )

    def _repr_html_(self) -> str:
        title = escape(self.model_title.get("en", self.provenance.model_id))
        rows = "".join(
            f"<tr><td><code>{table.name}</code></td><td>{len(frame)}</td>"
            f"<td>{escape(table.en)}</td></tr>"
            for table, frame in self.contracts()
        )
        return (
            f"<p><strong>{title}</strong>, {self.as_of:%Y-%m-%d}, home "
            f"{escape(', '.join(self.settings.home))}. Without substitution.</p>"
            f"<table><thead><tr><th>table</th><th>rows</th><th>what it says</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )


def files_of(baseline: Baseline, *, documents: Mapping[str, str]) -> dict[str, bytes]:
    """Turn a nulmeting into files: the tables, their description, documents and the manifest.

    Parameters
    ----------
    baseline : Baseline
        The result.
    documents : mapping of str to str
        Further texts by file name.

    Returns
    -------
    dict of str to bytes
        Content by relative file name; the same result gives the same bytes, but for the time in
        the manifest.
    """
    return packed(
        list(baseline.contracts()),
        description=describe(baseline),
        documents=documents,
        manifest=lambda files: manifest_of(baseline, files),
    )


def describe(baseline: Baseline) -> dict[str, object]:
    """Describe a nulmeting as a Frictionless ``tabular-data-package``.

    Returns
    -------
    dict
        The content of ``datapackage.json``: every field with its meaning in both languages, unit
        and limits; the sources of the figures; the licences they carry.
    """
    title = baseline.model_title.get("en", baseline.provenance.model_id)
    home = ", ".join(baseline.settings.home)
    return described(
        list(baseline.contracts()),
        name="nulmeting",
        title=f"Nulmeting of {title} for {home}",
        description=(
            "Exposure is the part of today's output that is lost, without substitution, after "
            "something is taken away for good; it is not a probability."
        ),
        day=baseline.as_of,
        marking=baseline.marking,
    )


def manifest_of(baseline: Baseline, files: Mapping[str, bytes]) -> dict[str, object]:
    """Say what made a nulmeting, from what, and what it consists of.

    Parameters
    ----------
    baseline : Baseline
        The result.
    files : mapping of str to bytes
        The other files of the result.

    Returns
    -------
    dict
        The content of ``manifest.json``. Its one moving part is ``made``: the time now, or that of
        ``SOURCE_DATE_EPOCH`` where it is set.
    """
    provenance = baseline.provenance
    return {
        **made_with(),
        "model": model_part(provenance, title=baseline.model_title, day=baseline.as_of),
        "marking": baseline.marking,
        "settings": dataclasses.asdict(baseline.settings),
        "calculation": {
            "substitution": False,
            "tolerance": provenance.tolerance,
            "iterations": provenance.iterations,
            "counts": dict(provenance.counts),
            "cycles": list(provenance.cycles),
        },
        "warnings": list(baseline.warnings),
        **content_part(dict(baseline.tables()), files),
    }
