"""Files to start from: written whole or not at all, and never over a file that is there."""

from pathlib import Path

import click

from valuechain.cli._gate import say, shown


def offer(text: str, file: Path | None) -> None:
    """Write a text to a new file and name it, or to the screen.

    Parameters
    ----------
    text : str
        The text.
    file : pathlib.Path or None
        The file; None for the screen.

    Raises
    ------
    click.UsageError
        The file is there already.
    AnalysisError
        ``VA502``: it cannot be written; nothing of it is left.
    """
    if file is None:
        say(text, nl=False)
        return
    from valuechain.results.whole_files import unwritable, write_new

    try:
        write_new(file, text.encode())
    except FileExistsError:
        raise click.UsageError(f"{shown(file)} exists already: name another file.") from None
    except OSError as found:
        raise unwritable(file, found) from None
    say(file)
