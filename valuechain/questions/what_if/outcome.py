"""The answer to a what-if: its tables, the scenarios behind them, and how it shows itself."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from valuechain.analysis.scenario_facts import Played
from valuechain.results.contract import check_table
from valuechain.results.scenario_contracts import OUTCOME_TABLES
from valuechain.results.settings import Provenance, Settings

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Outcome:
    """What ``run`` returns: one table per question, with what each rests on.

    The columns are described in :mod:`valuechain.results.scenario_contracts`. Tables are held
    to that contract when the result is made.

    Raises
    ------
    AnalysisError
        ``VA503`` if a table breaks its contract.
    """

    settings: Settings
    provenance: Provenance
    model_title: Mapping[str, str]
    as_of: date
    rule: str
    scenarios: tuple[Played, ...]
    summary: "pd.DataFrame"
    paths: "pd.DataFrame"
    contributions: "pd.DataFrame"
    shocks: "pd.DataFrame"
    sources: "pd.DataFrame"
    marking: str | None = None
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for table in OUTCOME_TABLES:
            check_table(table, getattr(self, table.name))

    def tables(self) -> Iterator[tuple[str, "pd.DataFrame"]]:
        """Go through the tables by name, in the order in which they are described."""
        for table in OUTCOME_TABLES:
            yield table.name, getattr(self, table.name)

    def matrix(self) -> "pd.DataFrame":
        """Set uses against scenarios: deepest loss and first week of each, one row per use.

        Returns
        -------
        pandas.DataFrame
            Columns ``use`` and for every scenario ``<scenario>_deepest_loss`` (0..1) and
            ``<scenario>_first_loss_week`` (empty where nothing is lost).
        """
        import pandas as pd

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
            Further files by name, such as the pictures.

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

        tables = [(table, getattr(self, table.name)) for table in OUTCOME_TABLES]
        names = ", ".join(played.id for played in self.scenarios)
        files = packed(
            tables,
            description=described(
                tables,
                name="what-if",
                title=f"What if: {names}; seen from {', '.join(self.settings.home)}",
                description=(
                    "What is left of today's output while a scenario unfolds; a loss is not a "
                    "probability. Whether substitution is counted stands with each scenario in "
                    "the manifest."
                ),
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
            "model": model_part(provenance, title=self.model_title, day=self.as_of),
            "scenarios": [_as_written(played) for played in self.scenarios],
            "marking": self.marking,
            "settings": dataclasses.asdict(self.settings),
            "calculation": {
                "rule": self.rule,
                "tolerance": provenance.tolerance,
                "counts": dict(provenance.counts),
            },
            "warnings": list(self.warnings),
            **content_part(dict(self.tables()), files),
        }

    def __repr__(self) -> str:
        home = ", ".join(self.settings.home)
        names = ", ".join(played.id for played in self.scenarios)
        return f"<what if {names}: {self.provenance.model_id} for {home}>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td><code>{table.name}</code></td><td>{len(getattr(self, table.name))}</td>"
            f"<td>{escape(table.en)}</td></tr>"
            for table in OUTCOME_TABLES
        )
        names = escape(", ".join(played.title.get("en", played.id) for played in self.scenarios))
        return (
            f"<p><strong>What if: {names}</strong>, home "
            f"{escape(', '.join(self.settings.home))}.</p>"
            f"<table><thead><tr><th>table</th><th>rows</th><th>what it says</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )


def _as_written(played: Played) -> dict[str, object]:
    """Write a scenario as the manifest has it."""
    found = dataclasses.asdict(played)
    del found["fallbacks"]
    found["as_of"] = None if played.as_of is None else played.as_of.isoformat()
    return found
