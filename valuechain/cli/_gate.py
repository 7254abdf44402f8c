"""The one gate to the screen: what is printed carries the highest marking of what it rests on."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from valuechain.schema.terms import Record
    from valuechain.texts.languages import Lang


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
