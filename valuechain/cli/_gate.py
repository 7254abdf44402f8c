"""The one gate to the screen: what is printed carries the highest marking of what it rests on."""

import json
import re
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from valuechain.schema.terms import Record
    from valuechain.texts.languages import Lang


_CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
"""What steers a terminal or turns the direction of writing; not tabs and line ends."""


def shown(text: object) -> str:
    r"""Spell out what would steer a terminal: names of files and folders can hold anything.

    Examples
    --------
    >>> print(shown("a\x1b[31mb"))
    a\u001b[31mb
    """
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", str(text))


def say(text: object = "", *, err: bool = False, nl: bool = True) -> None:
    """Print a text: all that commands print goes through here."""
    click.echo(shown(text), err=err, nl=nl)


def marking_of(*held: "Record | None") -> str | None:
    """Give the highest marking of models and scenarios; None if nothing in them is marked."""
    from valuechain.analysis.markings import highest_marking

    return highest_marking(*(one for one in held if one is not None))


def marked(text: str, marking: str | None, *, lang: "Lang", as_json: bool = False) -> str:
    """Put a marking on what is printed: as first line, or as first key of an answer for machines.

    Parameters
    ----------
    text : str
        What is printed.
    marking : str or None
        The highest marking of what it rests on; None leaves the text as it is.
    lang : str
        Language of the line.
    as_json : bool
        Whether the text is one JSON value.
    """
    if marking is None:
        return text
    if as_json:
        answer = json.loads(text)
        whole = answer if isinstance(answer, dict) else {"answer": answer}
        return json.dumps({"marking": marking, **whole}, ensure_ascii=False, indent=2)
    from valuechain.texts.labels import label

    line = label(lang, marking, of="marking").upper()
    return text if text.startswith(line) else f"{line}\n{text}"
