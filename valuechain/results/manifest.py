"""The manifest: what made a result, from what, and the digest of every file of it."""

import datetime as dt
import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from valuechain.errors import AnalysisError
from valuechain.results.licences import LICENCE_NOTE, non_commercial
from valuechain.results.listing import (
    PROGRAM,
    Digest,
    damaged,
    digests,
    read_listing,
    read_manifest_bytes,
)
from valuechain.results.package import Ordering
from valuechain.results.scenario_facts import Played
from valuechain.results.settings import Provenance, Settings

if TYPE_CHECKING:
    import pandas as pd

LIBRARIES: Final = (
    "babel",
    "jinja2",
    "matplotlib",
    "networkx",
    "numpy",
    "pandas",
    "pydantic",
    "pyyaml",
    "scipy",
)


FORMAT: Final = 1
"""How results are stored; another number is another way, which older programs cannot read."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a result is stored; what has no number is older than the first."""

    result: int = 0
    report: dict[str, Any] | None = None
    """How a report was asked for; of a report only."""


@dataclass(frozen=True, slots=True)
class ModelPart:
    """What the manifest of a result says of the model."""

    id: str
    title: dict[str, str]
    as_of: dt.date
    digest: str
    overlays: tuple[str, ...] = ()
    defaults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calculation:
    """What the manifest of a result says of how it was computed."""

    tolerance: float = 0.0
    iterations: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    cycles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a stored result says of itself: question, settings, files and origin."""

    question: str
    title: dict[str, str]
    meaning: dict[str, str]
    heading: str
    model: ModelPart
    settings: Settings
    asked: dict[str, Any]
    calculation: Calculation
    scenarios: tuple[Played, ...]
    marking: str | None
    warnings: tuple[str, ...]
    tables: dict[str, Ordering]
    files: dict[str, Digest]

    @property
    def provenance(self) -> Provenance:
        """Which model and which calculation the result rests on."""
        return Provenance(
            model_id=self.model.id,
            digest=self.model.digest,
            overlays=self.model.overlays,
            defaults=self.model.defaults,
            tolerance=self.calculation.tolerance,
            iterations=self.calculation.iterations,
            counts=self.calculation.counts,
            cycles=self.calculation.cycles,
        )


def made_with() -> dict[str, object]:
    """Say which program, libraries and Python made a result, and when."""
    from valuechain import __version__

    return {
        "program": {"name": PROGRAM, "version": __version__},
        "made": _time().isoformat().replace("+00:00", "Z"),
        "python": platform.python_version(),
        "libraries": {name: found for name in LIBRARIES if (found := _version(name))},
    }


def model_part(
    provenance: Provenance, *, title: Mapping[str, str], day: dt.date
) -> dict[str, object]:
    """Say on which model a result rests: its name, date and digest."""
    return {
        "id": provenance.model_id,
        "title": dict(title),
        "as_of": day.isoformat(),
        "digest": provenance.digest,
        "overlays": list(provenance.overlays),
        "defaults": list(provenance.defaults),
    }


def content_part(
    tables: Mapping[str, "pd.DataFrame"], files: Mapping[str, bytes]
) -> dict[str, object]:
    """Say what a result consists of, and what the licences of its sources ask."""
    return {
        "licence_note": LICENCE_NOTE["en"],
        "non_commercial_sources": non_commercial(tables["sources"]),
        "rows": {name: len(frame) for name, frame in tables.items()},
        "files": digests(files),
    }


def read_manifest(place: Path) -> Manifest:
    """Read the manifest of a stored result.

    Parameters
    ----------
    place : pathlib.Path
        The folder.

    Raises
    ------
    AnalysisError
        ``VA504``: there is no manifest of ours; ``VA505``: it cannot be read; ``VA506``: a version
        wrote it that stored results otherwise; ``VA525``: it is that of a report.
    """
    from pydantic import TypeAdapter, ValidationError

    made_by = read_listing(place).program.version
    content = read_manifest_bytes(place)
    kind = TypeAdapter(_Kind).validate_json(content)
    if kind.report is not None:
        raise AnalysisError(
            "VA525",
            f"{place} holds a report, not a result.",
            "Name the folder of the result that the report was made from.",
        )
    if kind.result != FORMAT:
        newer = kind.result > FORMAT
        raise AnalysisError(
            "VA506",
            f"the result in {place} was stored by valuechain {made_by} in another way.",
            "Read it with that version or a newer one." if newer else "Ask the question again.",
        )
    try:
        return TypeAdapter(Manifest).validate_json(content)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        keys = ".".join(map(str, first["loc"]))
        raise damaged(place, f"{keys}: {first['msg']}") from problem


def _time() -> dt.datetime:
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if fixed.isdigit():
        return dt.datetime.fromtimestamp(int(fixed), tz=dt.UTC)
    return dt.datetime.now(tz=dt.UTC).replace(microsecond=0)


def _version(library: str) -> str | None:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return None
