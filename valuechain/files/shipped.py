"""The model and the scenarios that come with the package."""

from pathlib import Path


def shipped_model() -> Path:
    """Find the root file of the model that comes with the package.

    Returns
    -------
    Path
        In an installation the copy inside the package, in a checkout ``models/stack.yaml``.
    """
    return _shipped("models") / "stack.yaml"


def shipped_scenarios() -> dict[str, Path]:
    """List the shipped scenarios: those that could happen, then those that did.

    Returns
    -------
    dict
        Name to path, each group in alphabetical order; a file is named after the scenario in it.
    """
    folder = _shipped("scenarios")
    found = [*sorted(folder.glob("*.yaml")), *sorted(folder.glob("history/*.yaml"))]
    return {path.stem: path for path in found}


def shipped_measures() -> tuple[Path, ...]:
    """List the shipped files of measures, in the order of the layers.

    Returns
    -------
    tuple of Path
        In an installation the copies inside the package, in a checkout ``measures/*.yaml``.
    """
    return tuple(sorted(_shipped("measures").glob("*.yaml")))


def shipped_notebooks() -> dict[str, Path]:
    """List the shipped notebooks, in the order of their numbers.

    Returns
    -------
    dict
        Name, without its number, to path: ``first-look`` is ``01_first_look.ipynb``.
    """
    found = sorted(_shipped("notebooks").glob("[0-9]*_*.ipynb"))
    return {path.stem.partition("_")[2].replace("_", "-"): path for path in found}


def variants() -> dict[str, Path]:
    """List the overlays that come with the shipped model: it, as it is planned or could be.

    Returns
    -------
    dict
        Name to path, for ``overlays`` of :func:`valuechain.load` and :func:`valuechain.compare`.
    """
    return {path.stem: path for path in sorted(_shipped("models").glob("variants/*.yaml"))}


def _shipped(name: str) -> Path:
    """Find a folder of the package, or in a checkout beside it."""
    package = Path(__file__).parents[1]
    installed = package / "shipped" / name
    return installed if installed.is_dir() else package.parent / name
