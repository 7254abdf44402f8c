"""The model that comes with the package."""

from pathlib import Path


def shipped_model() -> Path:
    """Give the path of the shipped model.

    Returns
    -------
    Path
        In an installation the copy inside the package, in a checkout ``models/stack.yaml``.
    """
    package = Path(__file__).parents[1]
    installed = package / "shipped" / "models" / "stack.yaml"
    return installed if installed.is_file() else package.parent / "models" / "stack.yaml"
