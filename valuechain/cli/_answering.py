"""How a strategic question is answered: a summary on the screen, a folder if one is asked for."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from valuechain.results.result import Result


def deliver(
    found: "Result", *, screen: str, out: Path | None, documents: Mapping[str, str | bytes]
) -> None:
    """Print the summary, and write tables, manifest and documents if a folder is named."""
    for warning in found.warnings:
        click.echo(warning, err=True)
    if out is not None:
        found.write(out, documents={"summary.txt": f"{screen}\n", **documents})
    click.echo(screen)
    if out is not None:
        click.echo(f"\n{out}")
