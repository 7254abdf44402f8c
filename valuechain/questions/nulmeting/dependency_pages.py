"""Half a page on each of the dependencies that matter most."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from valuechain.presentation.blocks import (
    Block,
    CitationList,
    Heading,
    ListBlock,
    Paragraph,
)
from valuechain.questions.nulmeting.chapter_words import CHAPTERS
from valuechain.questions.nulmeting.dependencies import DependencyRow, Ten
from valuechain.questions.nulmeting.reader import Reader
from valuechain.results.frames import known, rows_of
from valuechain.results.package import DIGITS
from valuechain.texts.languages import capital
from valuechain.texts.numbers import duration, percent, percent_range

if TYPE_CHECKING:
    from valuechain.presentation.cells import TableRow

SUPPLIERS = 4
"""At most this many suppliers are named, the largest first."""
STEPS = 3
"""At most this many steps of the route, from the use down."""
CITED = 4
"""At most this many figures, the least credible first."""


def one_by_one(reader: Reader, table: Ten) -> Iterator[Block]:
    """Say of each dependency what, who, why, how long, what in its place, how sure, and on what.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.
    table : Ten
        The dependencies.

    Yields
    ------
    Block
        A heading and labelled sentences for each; nothing if there is none.
    """
    if table.rows:
        yield Heading(CHAPTERS.say(reader.lang, "each-heading"), 3)
    for place, row in enumerate(table.rows, 1):
        yield Heading(f"{place}. {row.title}", 4)
        yield from _facts(reader, row)


def _facts(reader: Reader, row: DependencyRow) -> Iterator[Block]:
    def told(key: str, text: str) -> Paragraph:
        return Paragraph(text, label=CHAPTERS.say(reader.lang, key))

    def said(key: str, **parts: object) -> str:
        return CHAPTERS.say(reader.lang, key, **parts)

    what = said(
        "each-what-text", klass=capital(row.class_name), questions=row.questions, ties=row.ties
    )
    who = "; ".join(row.suppliers[:SUPPLIERS]) or said("each-who-none").rstrip(".")
    losses = dict(zip(("week", "quarter", "year", "three"), row.losses, strict=True))
    verdict = _verdict(reader, row)
    yield told("each-what", what)
    yield told("each-who", f"{who}.")
    yield told("each-why", said("each-why-text", uses=row.uses.text, names=row.use_names))
    yield told(
        "each-long",
        said("each-long-text", **{name: cell.text for name, cell in losses.items()}),
    )
    yield told("each-replace", _replacement(reader, verdict))
    yield told("each-sure", _certainty(reader, row, verdict=verdict))
    yield told("each-verdict", row.reason)
    if row.steps:
        yield Heading(f"{reader.say('route')}: {row.route_title}", 5)
        yield ListBlock(row.steps[:STEPS], ordered=True)
    if row.figures:
        weakest = sorted(row.figures, key=lambda one: (-one.credibility, one.keys))[:CITED]
        said_of = {"n": len(weakest), "of": len(row.figures)}
        all_shown = len(weakest) == len(row.figures)
        yield Heading(said("each-evidence" if all_shown else "each-evidence-first", **said_of), 5)
        yield CitationList(tuple(replace(one, note="") for one in weakest))


def _verdict(reader: Reader, row: DependencyRow) -> "TableRow":
    """Row of the verdicts that decides."""
    found = row.decides
    verdicts = rows_of(
        reader.result.verdicts,
        use=found.use,
        product=found.product,
        country=found.country,
        attribute=found.attribute,
        question=found.question,
    )
    first: TableRow = verdicts.to_dict("records")[0]
    return first


def _replacement(reader: Reader, verdict: "TableRow") -> str:
    """Say what could come in its place, how soon, and whether there is enough of it."""
    weeks, shares = (
        verdict["replacement_weeks"],
        (verdict["spare_elsewhere"], verdict["needed_share"]),
    )
    if not known(weeks):
        return CHAPTERS.say(reader.lang, "each-replace-unknown")
    time = duration(reader.lang, float(weeks))
    if not known(*shares):
        return CHAPTERS.say(reader.lang, "each-replace-time", time=time)
    # Who loses something needs something: a nought in the table is less than its last digit.
    spare, needed = (float(share) for share in shares)
    said = {"spare": percent(reader.lang, spare)}
    said["needed"] = percent(reader.lang, needed or 10.0**-DIGITS)
    return CHAPTERS.say(reader.lang, "each-replace-text", time=time, **said)


def _certainty(reader: Reader, row: DependencyRow, *, verdict: "TableRow") -> str:
    """Say between which bounds the loss lies, and on how many figures it rests."""
    low, loss, high = (float(verdict[f"exposure{end}"]) for end in ("_low", "", "_high"))
    bounded = percent_range(reader.lang, low, mode=loss, high=high)
    found = row.evidence
    if found is None:
        return CHAPTERS.say(reader.lang, "each-sure-plain", loss=bounded)
    counts = reader.say("sure-bar", read=found.read, recall=found.recall, judgement=found.judgement)
    return CHAPTERS.say(
        reader.lang, "each-sure-text", loss=bounded, figures=found.figures, counts=counts
    )
