"""The nearest known name to a misspelled one."""

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """Ask whether the known word that looks most like a wrong one was meant.

    Examples
    --------
    >>> nearest("gallum", ["gallium", "chips"])
    "Did you mean 'gallium'?"
    """
    names = list(known)
    close = difflib.get_close_matches(word, names, 1, 0.5)
    if not close:
        lower = {name.lower(): name for name in names}
        close = [lower[found] for found in difflib.get_close_matches(word.lower(), lower, 1, 0.6)]
    return f"Did you mean '{close[0]}'?" if close else ""
