"""A summary that fits a screen: the sentences on top of the page and the heaviest dependencies."""

from collections import Counter
from typing import Final

from valuechain.analysis.ranking import top_dependencies
from valuechain.presentation.names import Names
from valuechain.presentation.screen import WIDTH, wrapped
from valuechain.questions.nulmeting.dependencies import DependencyRow, counts_of, ten
from valuechain.questions.nulmeting.headline import headlines
from valuechain.questions.nulmeting.reader import Reader
from valuechain.questions.question import Asked, Reply
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, listing
from valuechain.texts.numbers import SPACE, date_text, number
from valuechain.vocab.words import RULES

HEIGHT: Final = 24
ROOM, CELL = 25, 8
CLASSES: Final = ("risky-strategic", "strategic", "watch")


def reply(asked: Asked) -> Reply:
    """Answer the command: measure, print the summary, and write tables and page."""
    from valuechain.questions.nulmeting.answer import nulmeting
    from valuechain.questions.nulmeting.brief import brief
    from valuechain.questions.nulmeting.page import document
    from valuechain.questions.nulmeting.planned import PlanAndTargets
    from valuechain.questions.nulmeting.sureness import Draws

    given = dict(asked.given)
    quick = given.pop("quick")
    rules = RULES[:1] if quick else RULES
    drawn = Draws(given.pop("draws"), given.pop("store"), given.pop("workers"))
    draws = None if quick or not drawn.count else drawn
    stored, targets = given.pop("plan", None), given.pop("targets", None)
    plan = None if stored is None else Result.read(stored)
    beside = PlanAndTargets(plan, targets) if stored or targets else None
    shown = ("nulmeting.html", *(["brief.html"] if given.pop("brief") else []))
    model = asked.loaded.model
    base = nulmeting(
        model,
        rules=rules,
        draws=draws,
        beside=beside,
        overlays=asked.loaded.log,
        progress=asked.progress,
        **given,
    )
    names, make = Names(model, asked.lang), {"nulmeting.html": document, "brief.html": brief}
    return Reply(
        summary(base, model, lang=asked.lang),
        result=base,
        pages={name: make[name](base, names) for name in shown},
    )


def summary(base: Result, model: Model, *, lang: Lang) -> str:
    """Sum up a nulmeting in plain text for a screen of 80 by 24.

    Parameters
    ----------
    base : Result
        The result.
    model : Model
        The model it was computed from.
    lang : str
        Language.

    Returns
    -------
    str
        Lines of at most 80 characters, at most 24 of them.
    """
    reader = Reader(base, Names(model, lang))
    lines = [reader.say("summary-title", home=reader.home, day=date_text(lang, base.as_of))]
    if base.marking is not None:
        lines[0] = f"{label(lang, base.marking, of='marking').upper()} · {lines[0]}"
    for head in headlines(reader):
        lines.extend(_wrapped(head.text))
    every = top_dependencies(base.verdicts, len(base.verdicts), inside=reader.ours)
    counts = Counter(dependency.klass for dependency in every)
    found = [
        f"{counts[klass]} {label(lang, klass, of='class')}" for klass in CLASSES if counts[klass]
    ]
    judged, undecided = counts_of(reader)
    told = {"n": number(lang, judged), "home": reader.home_said}
    if found:
        text = reader.say("summary-classes", counts=listing(lang, found))
    else:
        why = "unlisted" if len(base.exposure) else "unjudged"
        text = reader.say("summary-none" if judged > undecided else f"summary-{why}", **told)
    if undecided:
        open_ones = reader.say("summary-undecided", n=number(lang, undecided))
        text = f"{text} {open_ones}" if found or judged > undecided else open_ones
    lines.extend(_wrapped(text))
    rows = ten(reader).rows
    if rows:
        lines.extend(["", _line(_head(reader))])
    room = HEIGHT - len(lines) - 3
    lines.extend(_line(_cells(row)) for row in rows[: max(room, 3)])
    if rows:
        lines.append(reader.say("summary-without"))
    return "\n".join(line.replace(SPACE, " ") for line in lines)


def _wrapped(text: str) -> list[str]:
    return wrapped(text, "- ", at_hyphens=True)


def _head(reader: Reader) -> tuple[str, ...]:
    names = ("col-week", "col-quarter", "col-year", "col-three")
    return (
        reader.say("summary-ten"),
        *(reader.say(name) for name in names),
        reader.say("col-class"),
    )


def _cells(row: DependencyRow) -> tuple[str, ...]:
    room = ROOM - len(row.place) - 2
    product = row.product if len(row.product) <= room else row.product[: room - 1] + "…"
    return (f"{product}, {row.place}", *(cell.text for cell in row.losses), row.class_name)


def _line(cells: tuple[str, ...]) -> str:
    what, *numbers, klass = cells
    return f"{what:<{ROOM}}{''.join(f'{number:>{CELL}}' for number in numbers)}  {klass}"[:WIDTH]
