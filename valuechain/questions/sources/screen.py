"""The sources of a model, what their licences ask and what to check first, for a screen."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from valuechain.errors import Place
from valuechain.presentation.names import Names
from valuechain.presentation.screen import LIST_WIDTH, clipped, plain, wrapped
from valuechain.questions.question import Asked, Reply
from valuechain.questions.sources.obligations import Obligation, obligations
from valuechain.questions.sources.words import WORDS
from valuechain.results.routes import CitedFigure
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang
from valuechain.texts.numbers import number

if TYPE_CHECKING:
    import pandas as pd

FIRST: Final = 40
"""How many figures to check are shown."""


def reply(asked: Asked) -> Reply:
    """Answer the command: the sources and what they ask, or the figures to check first."""
    from valuechain.analysis.source_table import source_table
    from valuechain.questions.sources.tables import unverified

    loaded, lang, as_json = asked.loaded, asked.lang, asked.given["as_json"]
    if asked.given["to_check"]:
        figures = unverified(loaded.model)
        if as_json:
            rows = figures.to_dict("records")
            placed = [{**row, "place": str(loaded.place(row["keys"]))} for row in rows]
            return Reply(json.dumps({"check_first": placed}, ensure_ascii=False, indent=2))
        places = [loaded.place(keys) for keys in figures["keys"].head(FIRST)]
        return Reply(unverified_text(figures, loaded.model, places=places, lang=lang))
    table = source_table(loaded.model)
    owed = obligations(table)
    if as_json:
        rows = json.loads(table.to_json(orient="records"))
        answer = {"sources": rows, "obligations": [asdict(one) for one in owed]}
        return Reply(json.dumps(answer, ensure_ascii=False, indent=2))
    return Reply(sources_text(table, loaded.model, asked=owed, lang=lang))


def sources_text(
    sources: "pd.DataFrame", model: Model, *, asked: Sequence[Obligation], lang: Lang = "nl"
) -> str:
    """List every source, what rests on it, and the obligations of the model as a whole.

    Parameters
    ----------
    sources : pandas.DataFrame
        The table ``sources``.
    model : Model
        The model, for its title.
    asked : sequence of Obligation
        What the licences ask.
    lang : str
        Language.

    Returns
    -------
    str
        A table with the most used source first, the obligations and the attribution list.
    """
    words = Names(model, lang)
    known = ("figures", "read", "recall", "judgement")
    totals = {name: int(sources[name].sum()) for name in known}
    title = words.text(model.title)
    lines = _wrap(WORDS.say(words.lang, "list-title", count=len(sources), model=title, **totals))
    lines += ["", _head(words)]
    order = sources.sort_values(["figures", "source"], ascending=[False, True])
    for row in order.to_dict("records"):
        lines.append(_line(row, [str(row[name]) for name in known]))
    lines += ["", WORDS.say(words.lang, "obligations")]
    for one in asked:
        said = WORDS.say(
            words.lang,
            f"oblige-{one.kind}",
            licence=one.licence,
            sources=", ".join(one.sources),
            count=len(one.sources),
            figures=one.figures,
        )
        lines += _wrap(said, first="- ")
    lines += ["", WORDS.say(words.lang, "attribution"), *_attributions(sources, asked)]
    return plain("\n".join(lines))


def _attributions(sources: "pd.DataFrame", asked: Sequence[Obligation]) -> list[str]:
    named = {source for one in asked if one.named for source in one.sources}
    lines = []
    for row in sources[sources["source"].isin(named)].to_dict("records"):
        parts = (row["publisher"], row["title"], row["licence"], row["url"])
        lines += _wrap(". ".join(str(part) for part in parts if part), first="- ")
    return lines


def _line(row: Mapping[Any, Any], counts: Sequence[str]) -> str:
    numbers = "".join(f"{count:>8}" for count in counts)
    start = f"{row['source']:<27.27} {row['reliability']:<3}{numbers}  {row['licence']:<14.14}  "
    room = LIST_WIDTH - len(start)
    return f"{start}{clipped(row['title'], room)}".rstrip()


def _head(words: Names) -> str:
    names = ("figures", "read", "recall", "judgement")
    cells = {name: WORDS.say(words.lang, f"col-{name}") for name in ("source", "licence", "title")}
    cells["reliability"] = WORDS.say(words.lang, "col-grade")
    return _line(cells, [WORDS.say(words.lang, f"col-{name}") for name in names])


def unverified_text(
    figures: "pd.DataFrame", model: Model, *, places: Sequence[Place], lang: Lang = "nl"
) -> str:
    """List the recalled and judged figures on which most rests.

    Parameters
    ----------
    figures : pandas.DataFrame
        Figures with their rank, from :func:`valuechain.questions.sources.tables.unverified`.
    model : Model
        The model, for names.
    places : sequence of Place
        Where the first of them stand.
    lang : str
        Language.
    """
    words = Names(model, lang)
    effects = model.parameters
    rule = WORDS.say(
        words.lang,
        "check-rule",
        important=number(lang, effects.important_effect.value, digits=1),
        minor=number(lang, effects.minor_effect.value, digits=1),
    )
    shown = figures.head(len(places))
    lines = _wrap(WORDS.say(words.lang, "check-title", count=len(shown), all=len(figures)))
    lines += [*_wrap(rule), ""]
    for row, place in zip(shown.to_dict("records"), places, strict=True):
        how = label(lang, row["status"], of="status")
        what = _what(words, row["keys"])
        rank = number(lang, row["rank"], digits=2)
        lines += _wrap(f"{what} ({row['reliability']}{row['credibility']}, {how})", f"{rank:>5}  ")
        lines.append(f"       {_short(place)}  {row['source']}")
    return plain("\n".join(lines))


def _short(place: Place) -> str:
    """File and line, without the folder above the model's."""
    return f"{'/'.join(Path(place.path).parts[-2:])}:{place.line}"


def _what(words: Names, keys: str) -> str:
    """Say which figure it is."""
    table, _, rest = keys.partition(".")
    if table == "firms":
        return words.figure(_figure(keys))
    key, _, within = rest.partition(".")
    part, _, after = within.partition("[")
    place, _, field = after.partition("]")
    held = words.model.uses.get(key) or words.model.products[key]
    if part == "producers":
        return (
            f"{words.title(key)}: {words.figure(_figure(f'{table}.{key}.{part}[{place}].share'))}"
        )
    if part == "sourcing":
        stated = held.sourcing[int(place)]
        customers = ", ".join(words.maker(f"{key}/{one}") for one in stated.customers)
        said = words.figure(_figure(keys))
        if stated.supplier is not None:
            said += f", {words.maker(f'{stated.input}/{stated.supplier}')}"
        buyer = f"{words.title(key)} ({customers})" if customers else words.title(key)
        return f"{buyer} <- {words.title(stated.input)}: {said}"
    entry = held.inputs[int(place)]
    names = " / ".join(words.title(option) for option in entry.options)
    kind = label(words.lang, entry.kind, of="kind")
    needed = label(words.lang, entry.essentiality, of="essentiality")
    last = field.rpartition(".")[2]
    which = WORDS.say(words.lang, f"field-{last}") if last else f"{kind}, {needed}"
    return f"{words.title(key)} <- {names}: {which}"


def _figure(keys: str) -> CitedFigure:
    """A figure of which only the place is known."""
    return CitedFigure(keys, "", "", "", 6, "F")


def _wrap(text: str, first: str = "") -> list[str]:
    return wrapped(text, first, width=LIST_WIDTH)
