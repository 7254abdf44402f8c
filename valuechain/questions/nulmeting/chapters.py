"""The report: the sections of the page as chapters, with what a reader on paper needs beside."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from valuechain.errors import AnalysisError
from valuechain.files.nearest import nearest
from valuechain.presentation.blocks import (
    Block,
    BodyRow,
    ColumnHead,
    Contents,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Section,
    SourceBlock,
    TableBlock,
    TableCell,
)
from valuechain.presentation.names import Names
from valuechain.questions.nulmeting.brief import worst_takers
from valuechain.questions.nulmeting.chapter_words import CHAPTERS, TERMS
from valuechain.questions.nulmeting.dependencies import ten
from valuechain.questions.nulmeting.dependency_pages import one_by_one
from valuechain.questions.nulmeting.page import document
from valuechain.questions.nulmeting.reader import Reader, as_stored
from valuechain.results.result import Result
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, capital
from valuechain.texts.numbers import SPACE, number, percent

NAMES: Final = {
    "ten": "dependencies",
    "thread": "chokepoints",
    "survive": "survival",
    "held": "mutual",
    "others": "indicators",
}
"""Names of chapters that are not those of the sections of the page."""
READING: Final = (
    "exposure",
    "questions",
    "countries",
    "time",
    "bounds",
    "classes",
    "evidence",
    "rounding",
)
LIMITS: Final = 5
UNION: Final = ("EU", "EU27")
"""What sources call the Union."""
LOOKED_UP: Final = frozenset(
    {"contents", "reading", "interests", "indicators", "method", "sources", "glossary"}
)
"""Chapters that have no slide."""
TERMS_SHOWN: Final = tuple(term for term in TERMS if "/" not in term)


def report(result: Result, names: Names, *, chapters: Sequence[str] = ()) -> Document:
    """Say in chapters what a ministry can send on to parliament.

    Parameters
    ----------
    result : Result
        The result of a nulmeting.
    names : Names
        Names in the reader's language, from the model that the result was computed from.
    chapters : sequence of str, optional
        Names of the chapters wanted, all if left out; they stand in the order of the report.

    Returns
    -------
    Document
        The findings, tables and figures of the page, every section of it as a chapter. No number
        is other than there.

    Raises
    ------
    AnalysisError
        ``VA522``: there is no such chapter in the report of this result.
    """
    reader = as_stored(result, names)
    whole = document(reader.result, names)
    every = tuple(_chapters(reader, whole))
    known = [chapter.anchor for chapter in every]
    for wanted in chapters:
        if wanted not in known:
            hint = nearest(wanted, known)
            raise AnalysisError(
                "VA522",
                f"the report has no chapter {wanted!r}.",
                hint or f"Use {', '.join(known)}.",
            )
    kept = tuple(one for one in every if not chapters or one.anchor in chapters)
    provenance = result.provenance
    return replace(
        whole,
        title=CHAPTERS.say(reader.lang, "report-title", title=whole.title),
        kicker=CHAPTERS.say(reader.lang, "kicker", kicker=whole.kicker),
        sections=(Section("contents", "", (Contents(reader.say("contents")),)), *kept),
        footer=CHAPTERS.say(
            reader.lang, "footer", model=provenance.model_id, digest=provenance.digest[:12]
        ),
        form="report",
    )


def slides(told: Document) -> Document:
    """Keep of a report the chapters that have a slide.

    Parameters
    ----------
    told : Document
        The whole report.

    Returns
    -------
    Document
        Without the chapters to look things up in: what is left says the findings.
    """
    kept = tuple(section for section in told.sections if section.anchor not in LOOKED_UP)
    return replace(told, sections=kept)


def _chapters(reader: Reader, whole: Document) -> Iterator[Section]:
    """Go through the chapters: those of the page, and between them those that it does not have.

    A section that the page gets later becomes a chapter by itself, in its place.
    """
    top, *sections = whole.sections
    yield _summary(reader, top, sections)
    yield _reading(reader)
    there = {section.anchor for section in sections}
    for section in sections:
        name = NAMES.get(section.anchor, section.anchor)
        if section.anchor == "held":
            yield from _interests(reader)
        if section.anchor == "sure" and "others" not in there:
            yield from _context(reader)
        if section.anchor == "ten":
            yield _dependencies(reader, section)
        elif section.anchor == "method":
            yield from _method(reader, section)
        elif section.anchor == "others":
            blocks = [block for one in _context(reader) for block in one.blocks]
            yield replace(section, anchor=name, blocks=(*section.blocks, *_deeper(blocks)))
        else:
            yield replace(section, anchor=name)
    yield _glossary(reader)


def _summary(reader: Reader, top: Section, sections: Sequence[Section]) -> Section:
    """Put on one page the sentences on top, and the finding of every chapter."""
    findings = tuple(
        _told(reader, section.nav, finding=first.text.rstrip("."))
        for section in sections
        for first in section.blocks[:1]
        if isinstance(first, Heading) and section.anchor != "method"
    )
    blocks = (
        Heading(CHAPTERS.say(reader.lang, "summary-heading")),
        *(block for block in top.blocks if not isinstance(block, Contents)),
        Heading(CHAPTERS.say(reader.lang, "summary-findings"), 3),
        ListBlock(findings),
    )
    return Section("summary", CHAPTERS.say(reader.lang, "nav-summary"), blocks)


def _told(reader: Reader, nav: str, *, finding: str) -> str:
    """Say the finding of a chapter after its name, unless it begins with that."""
    finding = capital(finding.removeprefix(f"{nav}: "))
    return CHAPTERS.say(reader.lang, "summary-item", nav=nav, finding=finding)


def _reading(reader: Reader) -> Section:
    told = (
        Paragraph(
            CHAPTERS.say(reader.lang, f"read-{key}-text"),
            label=CHAPTERS.say(reader.lang, f"read-{key}"),
        )
        for key in READING
    )
    heading = Heading(CHAPTERS.say(reader.lang, "reading-heading"))
    return Section("reading", CHAPTERS.say(reader.lang, "nav-reading"), (heading, *told))


def _dependencies(reader: Reader, section: Section) -> Section:
    """Put the table first, without what its rows open to, and then each on half a page."""
    blocks = tuple(
        replace(block, rows=tuple(BodyRow(row.cells) for row in block.rows), style="answers")
        if isinstance(block, TableBlock)
        else block
        for block in section.blocks
        if not isinstance(block, Paragraph) or block.tone == "small"
    )
    each = tuple(one_by_one(reader, ten(reader)))
    return replace(section, anchor="dependencies", blocks=(*blocks, *each))


def _interests(reader: Reader) -> Iterator[Section]:
    """Show the uses without a critical window, by the weight of the public interest."""
    uses = reader.use_rows(critical=False)
    if not uses:
        return
    columns, cells = worst_takers(reader, uses)
    threshold = reader.result.settings.exposure_threshold
    hit = sum((found[1].amount or 0.0) > threshold for found in cells.values())
    interests = {
        use: label(reader.lang, reader.model.uses[use].public_interest, of="public_interest")
        for use in uses
    }
    rows = tuple(
        BodyRow((TableCell(reader.subject(use)), TableCell(interests[use]), *cells[use]))
        for use in uses
    )
    said = {"n": hit, "of": len(uses), "threshold": percent(reader.lang, threshold)}
    heading = CHAPTERS.say(reader.lang, "interests-heading", **said)
    interest = ColumnHead(CHAPTERS.say(reader.lang, "col-interest"))
    yield Section(
        "interests",
        CHAPTERS.say(reader.lang, "nav-interests"),
        (
            Heading(heading),
            Paragraph(CHAPTERS.say(reader.lang, "interests-lead")),
            TableBlock(
                (ColumnHead(reader.say("use")), interest, *columns),
                rows,
                caption=reader.say("brief-uses"),
            ),
        ),
    )


def _context(reader: Reader) -> Iterator[Section]:
    """Show the context figures of home and of the Union, as their sources have them."""
    frame = reader.result.frames["indicators"]
    ours = [*reader.homes, *reader.result.settings.home_countries, *UNION]
    shown = frame[frame["geography"].isin(ours)]
    if not len(shown):
        return
    keys = ("layer", "name", "place", "amount", "year", "source")
    rows = tuple(
        BodyRow(
            (
                TableCell(reader.names.layer(str(row["layer"]))),
                TableCell(str(row["name"])),
                TableCell(reader.names.short(str(row["geography"]))),
                _amount(reader.lang, str(row["value"]), unit=str(row["unit"])),
                TableCell(_year(row["year"])),
                TableCell(str(row["source"])),
            )
        )
        for row in shown.to_dict("records")
    )
    key = "context-heading" if len(rows) > 1 else "context-heading-one"
    heading = CHAPTERS.say(reader.lang, key, n=len(rows))
    yield Section(
        "indicators",
        CHAPTERS.say(reader.lang, "nav-indicators"),
        (
            Heading(heading),
            Paragraph(CHAPTERS.say(reader.lang, "context-lead", of=len(frame))),
            TableBlock(
                tuple(ColumnHead(CHAPTERS.say(reader.lang, f"context-{key}")) for key in keys),
                rows,
                caption=heading,
            ),
        ),
    )


def _amount(lang: Lang, figure: str, *, unit: str) -> TableCell:
    """Write a figure and its unit in the marks of the language; a range stays as it is."""
    try:
        amount = float(figure)
    except ValueError:
        return TableCell(f"{figure} {unit}")
    digits = next(n for n in range(7) if n == 6 or round(amount, n) == amount)
    said = number(lang, amount, digits=digits)
    return TableCell(f"{said}{SPACE if lang == 'nl' or unit != '%' else ''}{unit}", amount)


def _year(cell: object) -> str:
    text = str(cell).removesuffix(".0")
    return "–" if text in {"nan", "None", "not stated", ""} else text


def _method(reader: Reader, section: Section) -> Iterator[Section]:
    """Tell method and limits from the sources, which are an annex."""
    cut = next(
        (
            place
            for place, block in enumerate(section.blocks)
            if isinstance(block, Heading) and block.anchor == "sources-h"
        ),
        len(section.blocks),
    )
    limits = tuple(CHAPTERS.say(reader.lang, f"limit-{n}") for n in range(1, LIMITS + 1))
    blocks = (
        *section.blocks[:cut],
        Heading(CHAPTERS.say(reader.lang, "limits-heading"), 3),
        ListBlock(limits),
    )
    yield replace(section, nav=CHAPTERS.say(reader.lang, "nav-method"), blocks=blocks)
    rest = tuple(
        replace(block, level=2) if isinstance(block, Heading) else block
        for block in section.blocks[cut:]
    )
    if any(isinstance(block, SourceBlock) for block in rest):
        yield Section("sources", CHAPTERS.say(reader.lang, "nav-sources"), rest)


def _glossary(reader: Reader) -> Section:
    terms = sorted(
        (
            (TERMS.say(reader.lang, term), TERMS.say(reader.lang, f"{term}/means"))
            for term in TERMS_SHOWN
        ),
        key=lambda pair: pair[0].casefold(),
    )
    heading = Heading(CHAPTERS.say(reader.lang, "glossary-heading"))
    told = (Paragraph(means, label=term) for term, means in terms)
    return Section("glossary", CHAPTERS.say(reader.lang, "nav-glossary"), (heading, *told))


def _deeper(blocks: Collection[Block]) -> tuple[Block, ...]:
    """Put a section below the heading of another."""
    return tuple(
        replace(block, level=block.level + 1) if isinstance(block, Heading) else block
        for block in blocks
    )
