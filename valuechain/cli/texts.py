"""`valuechain texts`: all that is ever said, in Dutch and English, as one table to review."""

from pathlib import Path

import click

from valuechain.cli._new_file import offer


@click.command(name="texts")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
def command(file: Path) -> None:
    """Write every phrase to FILE.csv: catalogue, key, Dutch, English, and where it is said.

    A spreadsheet opens it; what stands in braces is filled in. It never replaces a file.
    """
    from valuechain.documents.phrase_table import phrase_table

    offer(phrase_table().decode(), file)
