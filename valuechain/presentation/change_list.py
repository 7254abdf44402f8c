"""The figures that differ between two versions of a model, for a screen and for machines."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

from valuechain.errors import Place
from valuechain.files.model_changes import FigureChange
from valuechain.presentation.screen import LIST_WIDTH, plain, wrapped
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang
from valuechain.texts.model_changes import CHANGES

Find = Callable[[FigureChange], Place]
"""Finds where a figure stands in one of the two versions."""
_INDENT: Final = "    "


def change_list(changes: Sequence[FigureChange], before: Find, *, after: Find, lang: Lang) -> str:
    """List changes in plain text: figure, old and new, where both stand, and the reason.

    Parameters
    ----------
    changes : sequence of FigureChange
        From `valuechain.files.model_changes.model_changes`.
    before, after : callable
        Find where a figure stands in the old and in the new version.
    lang : str
        Language.

    Returns
    -------
    str
        Two or three lines a figure, after a line that counts them.
    """
    if not changes:
        return CHANGES.say(lang, "none")
    counts = Counter(one.what for one in changes)
    told = sum(one.reason is not None for one in changes)
    kinds = {what: counts[what] for what in ("changed", "new", "vanished", "evidence")}
    count = len(changes)
    lines = wrapped(CHANGES.say(lang, "count", count=count, told=told, **kinds), width=LIST_WIDTH)
    lines.append("")
    for one in changes:
        lines += _lines(one, before, after=after, lang=lang)
    if told < count:
        said = CHANGES.say(lang, "ask", count=count - told)
        lines += ["", *wrapped(said, width=LIST_WIDTH)]
    return plain("\n".join(lines))


def change_rows(
    changes: Sequence[FigureChange], before: Find, *, after: Find
) -> list[dict[str, Any]]:
    """Give the changes between two models as rows for other programs.

    Parameters
    ----------
    changes, before, after
        As in :func:`change_list`.

    Returns
    -------
    list of dict
        Path, what happened, old and new, places, sources, why and text.
    """
    return [
        {
            "path": one.name,
            "what": one.what,
            "old": one.shown[0],
            "new": one.shown[1],
            "place_old": None if one.what == "new" else _place(before(one)),
            "place_new": None if one.what == "vanished" else _place(after(one)),
            "source_old": one.source_before,
            "source_new": one.source_after,
            "why": None if one.reason is None else one.reason.why,
            "text": None if one.reason is None else one.reason.text.model_dump(exclude_none=True),
        }
        for one in changes
    ]


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "column": place.column}


def _lines(one: FigureChange, before: Find, *, after: Find, lang: Lang) -> list[str]:
    nothing = CHANGES.say(lang, "nothing")
    old, new = (text or nothing for text in one.shown)
    lines = [f"{CHANGES.say(lang, one.what)}: {one.name}: {old} -> {new}"]
    places = [] if one.what == "new" else [_cited(before(one), one.source_before)]
    places += [] if one.what == "vanished" else [_cited(after(one), one.source_after)]
    lines.append(_INDENT + " -> ".join(places))
    if one.reason is None:
        lines.append(_INDENT + CHANGES.say(lang, "no-reason"))
        return lines
    text = (one.reason.text.nl or one.reason.text.en) if lang == "nl" else one.reason.text.en
    said = f"{label(lang, one.reason.why, of='why')}: {text}"
    return lines + wrapped(said, _INDENT, rest=_INDENT, width=LIST_WIDTH)


def _cited(place: Place, source: str) -> str:
    return f"{place} ({source})" if source else str(place)
