"""Texts in cells: none that a spreadsheet would run, and all of them back as they were."""

import re
from typing import Final

_RUNS: Final = re.compile(r"'*[=+\-@\t\r\n]")


def safe_text(text: str) -> str:
    """Write a text so that a spreadsheet shows it and does not run it as a formula.

    What begins with ``=``, ``+``, ``-``, ``@`` or a control character gets an apostrophe before
    it, and so does what already begins with apostrophes before one of those, so that
    :func:`plain_text` gives every text back.

    Examples
    --------
    >>> safe_text("=HYPERLINK(1)"), safe_text("'+1"), safe_text("ASML")
    ("'=HYPERLINK(1)", "''+1", 'ASML')

    References
    ----------
    OWASP, CSV Injection, owasp.org/www-community/attacks/CSV_Injection.
    """
    return f"'{text}" if _RUNS.match(text) else text


def plain_text(cell: str) -> str:
    """Give back a text as it was before it was made safe for spreadsheets.

    Examples
    --------
    >>> plain_text("'=HYPERLINK(1)"), plain_text("ASML"), plain_text("'s-Gravenhage")
    ('=HYPERLINK(1)', 'ASML', "'s-Gravenhage")
    """
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell
