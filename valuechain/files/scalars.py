"""Scalars as YAML 1.2 reads them (its core schema): ``NO`` is text, ``1e3`` a number."""

import math
import re
from typing import Final

Scalar = str | int | float | bool | None

_WORDS: Final[dict[str, Scalar]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **{
        sign + word: value
        for sign, value in (("", math.inf), ("+", math.inf), ("-", -math.inf))
        for word in (".inf", ".Inf", ".INF")
    },
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_FIRST: Final = frozenset("0123456789+-.")
_INT: Final = re.compile(r"[-+]?[0-9]{1,300}")
_BASE: Final = re.compile(r"0o[0-7]{1,300}|0x[0-9a-fA-F]{1,300}")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def read_scalar(text: str) -> Scalar:
    """Read one value that is written without quotes: a number, a truth, or a text.

    Parameters
    ----------
    text : str
        As it stands in the file.

    Returns
    -------
    str, int, float, bool or None
        What it means under the core schema of YAML 1.2.

    Examples
    --------
    >>> [read_scalar(text) for text in ("NO", "0.5", "1e3", "12:30", "2026-01-31", "0o17", "")]
    ['NO', 0.5, 1000.0, '12:30', '2026-01-31', 15, None]

    References
    ----------
    YAML 1.2.2, section 10.3.2, table "core schema tag resolution".
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _FIRST:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _BASE.fullmatch(text):
        return int(text, 0)
    return text
