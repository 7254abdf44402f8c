"""Ensembles in a folder: chunks that are written whole, checked when read, and never mixed up.

An ensemble is a folder with `manifest.json`, `quantities.parquet` and one file per chunk of draws.
Its name is a digest of the model, the question, the seed and the code, so that what was measured
otherwise has another name.
"""

import errno
import hashlib
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from valuechain.ensembles.executors import DrawRange
from valuechain.ensembles.quantity import Measurable, Quantity
from valuechain.errors import AnalysisError
from valuechain.kernels.arrays import Floats
from valuechain.results.manifest import made_with
from valuechain.results.whole_files import write_whole

MANIFEST: Final = "manifest.json"
_QUANTITIES: Final = "quantities.parquet"
_OURS: Final = (MANIFEST, _QUANTITIES, "draws-", "model.yaml", "question.json")
"""How the files of an ensemble begin, those in the making too."""
_ROOMS: Final = ("analysis", "ensembles", "indicators", "kernels", "questions", "shocks", "stack")
ChunkState = Literal["good", "missing", "corrupt", "foreign"]
"""How a chunk of draws stands: sound, absent, damaged, or of another ensemble."""


def _arrow() -> tuple[Any, Any]:
    """PyArrow and its Parquet files: heavy to import, and without types."""
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    return pa, pq


def code_digest() -> str:
    """SHA-256 of the code that numbers come from, so that other code has other ensembles."""
    package = Path(__file__).parents[1]
    sha = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted((package / room).rglob("*.py")):
            sha.update(path.relative_to(package).as_posix().encode())
            sha.update(path.read_bytes())
    return sha.hexdigest()


def default_folder() -> Path:
    """Folder where draws are kept unless another is named."""
    named = os.environ.get("VALUECHAIN_ENSEMBLES")
    if named:
        return Path(named)
    shared = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(shared or Path.home() / ".local" / "share") / "valuechain" / "ensembles"


def name_of(measure: Measurable) -> str:
    """Name of the ensemble of a measure."""
    return hashlib.sha256(f"{measure.digest}|{code_digest()}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Stored:
    """An ensemble in its folder: what was asked, and the draws computed so far."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Name of a stored ensemble: what it measures, as a short code."""
        return self.folder.name

    @property
    def n_draws(self) -> int:
        """Number of draws that a stored ensemble is to have."""
        return int(self.manifest["draws"])

    @property
    def spans(self) -> tuple[DrawRange, ...]:
        """Draws of each chunk in which the ensemble is kept."""
        return spans_of(self.n_draws, int(self.manifest["chunk"]))

    @property
    def n_bytes(self) -> int:
        """Size of all files of the ensemble, in bytes."""
        return sum(path.stat().st_size for path in self.folder.iterdir() if path.is_file())

    def quantities(self) -> tuple[Quantity, ...]:
        """What a stored ensemble measures in every draw.

        Raises
        ------
        AnalysisError
            VA722: the list is damaged.
        """
        pq = _arrow()[1]
        try:
            rows = pq.read_table(self.folder / _QUANTITIES).to_pylist()
        except (OSError, ValueError) as found:
            raise AnalysisError(
                "VA722",
                f"{self.folder / _QUANTITIES} cannot be read: {found}.",
                f"Remove the ensemble: valuechain ensembles remove {self.name}",
            ) from None
        names = [one.name for one in fields(Quantity)]
        return tuple(Quantity(**{name: row[name] for name in names}) for row in rows)

    def state(self, span: DrawRange) -> ChunkState:
        """Whether a chunk is there and sound."""
        return self._read(span)[0]

    def states(self) -> dict[DrawRange, ChunkState]:
        """Say of every chunk of draws how it stands."""
        return {span: self.state(span) for span in self.spans}

    def chunk(self, span: DrawRange) -> Floats | None:
        """Numbers of a chunk, shape (quantities, draws); None if it is not there and sound."""
        return self._read(span)[1]

    def _read(self, span: DrawRange) -> tuple[ChunkState, Floats | None]:
        pa, pq = _arrow()
        path = self.folder / chunk_file(span)
        try:
            table = pq.read_table(path)
        except FileNotFoundError:
            return "missing", None
        except (OSError, ValueError, pa.ArrowException):
            return "corrupt", None
        said = {key.decode(): one.decode() for key, one in (table.schema.metadata or {}).items()}
        if said.get("ensemble") != self.name or said.get("draws") != f"{span[0]}-{span[1]}":
            return "foreign", None
        amounts = table.column("amount").to_numpy()
        if said.get("checksum") != checksum(amounts):
            return "corrupt", None
        return "good", amounts.reshape(-1, span[1] - span[0])

    def write_chunk(self, span: DrawRange, numbers: Floats) -> None:
        """Write some draws to a file, whole or not at all.

        Raises
        ------
        AnalysisError
            VA722: the disk is full or the folder cannot be written; what is there stays.
        """
        pa, pq = _arrow()
        amounts = np.ascontiguousarray(numbers, dtype=np.float64).ravel()
        count = span[1] - span[0]
        table = pa.table(
            {
                "draw": pa.array(np.tile(np.arange(*span, dtype=np.int32), len(numbers))),
                "quantity": pa.array(np.repeat(np.arange(len(numbers), dtype=np.int32), count)),
                "amount": pa.array(amounts),
            }
        ).replace_schema_metadata(
            {
                "ensemble": self.name,
                "draws": f"{span[0]}-{span[1]}",
                "checksum": checksum(amounts),
            }
        )
        buffer = io.BytesIO()
        pq.write_table(table, buffer, compression="zstd")
        _write(self.folder / chunk_file(span), buffer.getvalue())


def spans_of(n_draws: int, chunk: int) -> tuple[DrawRange, ...]:
    """Draws in chunks; the last may be shorter."""
    return tuple((start, min(start + chunk, n_draws)) for start in range(0, n_draws, chunk))


def chunk_file(span: DrawRange) -> str:
    """Name of the file of a chunk."""
    return f"draws-{span[0]:07d}-{span[1]:07d}.parquet"


def checksum(amounts: Floats) -> str:
    """SHA-256 of the numbers of a chunk."""
    return hashlib.sha256(np.ascontiguousarray(amounts, dtype="<f8").tobytes()).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    AnalysisError
        VA722: the disk is full, or the folder cannot be written.
    """
    try:
        write_whole(path, {"": content})
    except OSError as found:
        raise _unwritable(path, found) from None


def _unwritable(path: Path, found: OSError) -> AnalysisError:
    full = found.errno in (errno.ENOSPC, errno.EDQUOT)
    return AnalysisError(
        "VA722",
        f"the disk is full: {path.name} was not written."
        if full
        else f"{path} cannot be written: {found.strerror or found}.",
        "Chunks that were finished are kept: make room and ask again, and it goes on from there.",
    )


def opened(
    measure: Measurable,
    root: Path,
    *,
    draws: int,
    chunk: int,
    about: Mapping[str, object],
    files: Callable[[], Mapping[str, bytes]],
) -> Stored:
    """The ensemble of a measure in a folder, made if it is not there.

    Parameters
    ----------
    measure : Measurable
        What is measured.
    root : pathlib.Path
        Folder of all ensembles.
    draws, chunk : int
        Draws asked for, and how many stand in one file.
    about : mapping of str to object
        What else the manifest says: digest and title of the model, seed.
    files : callable
        Gives what is needed to ask the same question again, by file name; called where the
        ensemble is new, or says something else.
    """
    pa, pq = _arrow()
    folder = root / name_of(measure)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as found:
        raise _unwritable(folder, found) from None
    try:
        known = _manifest(folder)
        draws, chunk = max(draws, int(known["draws"])), int(known["chunk"])
    except (OSError, ValueError, KeyError):
        known = {}
    manifest = {
        **{key: said for key, said in made_with().items() if key != "made"},
        "ensemble": folder.name,
        "measure": measure.digest,
        "code": code_digest(),
        "draws": draws,
        "chunk": chunk,
        "quantities": len(measure.quantities),
        **about,
    }
    manifest["checksum"] = _said(manifest)
    if manifest != known:
        table = pa.Table.from_pylist([asdict(one) for one in measure.quantities])
        buffer = io.BytesIO()
        pq.write_table(table, buffer, compression="zstd")
        for name, content in {**files(), _QUANTITIES: buffer.getvalue()}.items():
            _write(folder / name, content)
        text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False)
        _write(folder / MANIFEST, f"{text}\n".encode())
    return Stored(folder, manifest)


def _said(manifest: Mapping[str, object]) -> str:
    """Checksum of what a manifest says."""
    said = {key: one for key, one in manifest.items() if key != "checksum"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _manifest(folder: Path) -> dict[str, Any]:
    """Manifest of an ensemble.

    Raises
    ------
    ValueError
        It is damaged.
    """
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if manifest.get("checksum") != _said(manifest) or manifest.get("ensemble") != folder.name:
        raise ValueError("the manifest is damaged")
    return manifest


def stored(root: Path) -> Iterator[Stored]:
    """All ensembles in a folder; what is none is passed over."""
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        try:
            yield Stored(folder, _manifest(folder))
        except (OSError, ValueError):
            continue


def find_stored(root: Path, name: str) -> Stored:
    """Find a stored ensemble by the start of its name.

    Raises
    ------
    AnalysisError
        VA721: there is none, or there are several.
    """
    found = [one for one in stored(root) if one.name.startswith(name)]
    if len(found) != 1:
        problem = "there is no ensemble" if not found else "there are several ensembles"
        raise AnalysisError(
            "VA721",
            f"{problem} {name!r} in {root}.",
            "valuechain ensembles list names them all.",
        )
    return found[0]


def remove(one: Stored) -> None:
    """Remove an ensemble and its folder; a file in it that no ensemble has stays there."""
    kept = False
    for path in sorted(one.folder.iterdir()):
        if path.name.removeprefix(".").startswith(_OURS) and not path.is_dir():
            path.unlink()
        else:
            kept = True
    if not kept:
        one.folder.rmdir()


def fitting(root: Path, measure: Measurable) -> Stored | None:
    """The ensemble of a measure that is stored, if there is one."""
    name = name_of(measure)
    return next((one for one in stored(root) if one.name == name), None)


def missing(one: Stored, spans: Sequence[DrawRange]) -> list[DrawRange]:
    """Chunks that must be computed: absent, damaged or of another ensemble."""
    return [span for span in spans if one.state(span) != "good"]
