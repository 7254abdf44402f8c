"""The model and the scenarios that come with the package."""

from pathlib import Path


def shipped_model() -> Path:
    """Give the path of the shipped model.

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


def _shipped(name: str) -> Path:
    """Find a folder of the package, or in a checkout beside it."""
    package = Path(__file__).parents[1]
    installed = package / "shipped" / name
    return installed if installed.is_dir() else package.parent / name
