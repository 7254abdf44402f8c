"""The manifest: what made a result, from what, and the digest of every file of it."""

import datetime as dt
import os
import platform
from collections.abc import Mapping
from importlib import metadata
from typing import TYPE_CHECKING, Final

from valuechain.results.folder import PROGRAM, digest_of
from valuechain.results.licences import LICENCE_NOTE, non_commercial
from valuechain.results.settings import Provenance

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
    """Say which model a result rests on."""
    return {
        "id": provenance.model_id,
        "title": dict(title),
        "as_of": day.isoformat(),
        "digest": provenance.digest,
        "overlays": list(provenance.overlays),
    }


def content_part(
    tables: Mapping[str, "pd.DataFrame"], files: Mapping[str, bytes]
) -> dict[str, object]:
    """Say what a result consists of, and what the licences of its sources ask."""
    return {
        "licence_note": LICENCE_NOTE["en"],
        "non_commercial_sources": non_commercial(tables["sources"]),
        "rows": {name: len(frame) for name, frame in tables.items()},
        "files": {
            name: {"sha256": digest_of(content), "bytes": len(content)}
            for name, content in files.items()
        },
    }


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
