"""Versions of a model that are held against each other: from files, or from a stored result."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from valuechain.errors import AnalysisError, Place
from valuechain.files import Loaded, load
from valuechain.files.keypaths import Keys, write_keys
from valuechain.results.result import Result
from valuechain.schema import Model


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a model, with the result that was measured of it, if it comes from one."""

    name: str
    """The path it was read from."""
    model: Model
    result: Result | None = None
    loaded: Loaded | None = None
    overlays: tuple[str, ...] = ()
    """The figures that overlays replaced."""

    def place(self, keys: Keys) -> Place:
        """Find where a key stands: in its file, or only that it is in a stored result."""
        if self.loaded is None:
            return Place(f"{self.name}/model.json")
        return self.loaded.place(write_keys(keys))


def read_version(path: str | Path, overlays: Sequence[str | Path] = ()) -> Version:
    """Read a version of a model from its root file, or from the folder of a result.

    Parameters
    ----------
    path : str or pathlib.Path
        A root file, or a folder.
    overlays : sequence of str or pathlib.Path
        Files laid over the model; a stored result takes none.

    Returns
    -------
    Version
        The model and what is known of it.

    Raises
    ------
    FileProblems
        What is wrong with the files.
    AnalysisError
        VA504 to VA509: the folder holds no result of ours, or one that is not whole; VA750: its
        question is about no model; VA751: overlays for a stored result.
    """
    place = Path(path)
    if not place.is_dir():
        loaded = load(place, overlays)
        return Version(str(path), loaded.model, loaded=loaded, overlays=loaded.log)
    if overlays:
        raise AnalysisError(
            "VA751",
            f"{place} is a stored result, and no file can be laid over it.",
            "Name the root file of the model.",
        )
    result = Result.read(place)
    if result.model is None:
        raise _no_model(f"in {place}")
    return Version(str(path), result.model, result=result, overlays=result.provenance.overlays)


def version_of(given: str | Path | Result | Model, overlays: Sequence[str | Path] = ()) -> Version:
    """Give a version of a model, read from its place or as it is at hand.

    Parameters
    ----------
    given : str, pathlib.Path, Result or Model
        A root file, a folder, or what was read or measured.
    overlays : sequence of str or pathlib.Path
        Files laid over a model that is read.

    Raises
    ------
    FileProblems, AnalysisError
        As :func:`read_version`.
    """
    if isinstance(given, str | Path):
        return read_version(given, overlays)
    if isinstance(given, Model):
        return Version(f"{given.id} ({given.as_of})", given)
    if given.model is None:
        raise _no_model(f"of {given.question}")
    name = f"the {given.question} of {given.as_of}"
    return Version(name, given.model, given, overlays=given.provenance.overlays)


def _no_model(which: str) -> AnalysisError:
    return AnalysisError(
        "VA750",
        f"the result {which} is about no model.",
        "Name a nulmeting, or the root file of a model.",
    )
