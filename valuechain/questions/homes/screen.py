"""What two home countries lose, side by side on a screen."""

from typing import TYPE_CHECKING, Final

from valuechain.presentation.names import Names
from valuechain.presentation.screen import columns, fitted, marked, plain, wrapped
from valuechain.questions.homes.page import group_title, heading, homes_of, ordered, side, why
from valuechain.questions.homes.study import CASES
from valuechain.questions.homes.words import WORDS
from valuechain.questions.question import Asked, Reply
from valuechain.results.frames import rows_of
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.languages import Lang
from valuechain.texts.numbers import percent

if TYPE_CHECKING:
    from valuechain.presentation.cells import TableRow

_LAYOUT: Final = ("<26", "<18", "<18", "<16")
_ROOM: Final = 25


def reply(asked: Asked) -> Reply:
    """Answer the command: measure both, print the table, and write tables and page."""
    from valuechain.questions.homes import compare_homes
    from valuechain.questions.homes.page import document

    model = asked.loaded.model
    found = compare_homes(model, **asked.keywords)
    text = show(found, model, lang=asked.lang)
    page = {"compare-homes.html": document(found, Names(model, asked.lang))}
    return Reply(text, result=found, pages=page, documents={"summary.txt": f"{text}\n"})


def show(found: Result, model: Model, *, lang: Lang) -> str:
    """Tell in plain text what may be compared, and what each home loses.

    Parameters
    ----------
    found : Result
        Answer of `valuechain.compare_homes`.
    model : Model
        The model it was computed from.
    lang : str
        Language.

    Returns
    -------
    str
        Lines of at most 80 characters.
    """
    names = Names(model, lang)
    lines = [*marked(lang, found.marking), *wrapped(heading(found, names))]
    heads = [WORDS.say(lang, "col-group"), *(names.short(one) for one in homes_of(found))]
    for mode, _ in CASES:
        lines += ["", WORDS.say(lang, f"pairs-{mode}")]
        lines.append(columns([*heads, WORDS.say(lang, "col-may")], _LAYOUT))
        for row in rows_of(ordered(found), mode=mode).to_dict("records"):
            sides = [_said(side(found, row, home=home), names) for home in homes_of(found)]
            title = fitted(group_title(names, str(row["group"])), _ROOM)
            lines.append(columns([title, *sides, WORDS.say(lang, str(row["comparable"]))], _LAYOUT))
            if reason := why(found, names, row=row):
                lines += wrapped(reason, "    ", rest="    ")
    return plain("\n".join(lines))


def _said(one: "TableRow | None", names: Names) -> str:
    if one is None:
        return WORDS.say(names.lang, "absent")
    if not (isinstance(one["removed"], str) and one["removed"]):
        return WORDS.say(names.lang, "nothing")
    loss = percent(names.lang, float(str(one["loss"])))
    return WORDS.say(names.lang, "side", place=names.short(one["removed"]), loss=loss)
