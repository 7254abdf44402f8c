"""Documents for a text processor: real styles, headings, captions, footnotes, alternative texts."""

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from valuechain.documents import word_parts as parts
from valuechain.documents.paper import (
    WIDE,
    cell_text,
    column_weights,
    contents_title,
    on_paper,
    png,
)
from valuechain.presentation.blocks import (
    Block,
    CitationList,
    Contents,
    Document,
    EntryList,
    EvidenceBars,
    FigureBlock,
    FigureGrid,
    Heading,
    Illustrations,
    KeyFindings,
    ListBlock,
    Paragraph,
    Prose,
    SourceBlock,
    SourceEntry,
    TableBlock,
)
from valuechain.texts.documents import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph as WordParagraph

WIDTH: Final = 17.0
"""Width of the text on a page of A4, in centimetres."""
ACROSS: Final = 25.7
"""Width of the text on a page of A4 that lies across, in centimetres."""


@dataclass(slots=True)
class _Writer:
    """A file being written, with what its parts refer to."""

    word: "Word"
    told: Document
    sources: dict[str, SourceEntry]
    notes: dict[str, str] = field(default_factory=dict)
    """Footnotes by the source that they tell, each at its first mention."""
    counts: dict[str, int] = field(default_factory=dict)
    nav: str = ""
    """Name of the chapter."""
    heading: str = ""
    """The last heading."""

    def say(self, key: str, **filled: object) -> str:
        return DOCUMENTS.say(self.told.lang, key, **filled)

    def text(self, text: str = "", style: str = "Normal") -> "WordParagraph":
        return parts.styled(self.word.add_paragraph(text), style)


def docx(told: Document) -> bytes:
    """Write a document as a Word file with headings, tables and footnotes of its own.

    Parameters
    ----------
    told : Document
        What it says.

    Returns
    -------
    bytes
        An Office Open XML file with real headings, captions, a table of contents, footnotes for
        sources, and the marking on every page.
    """
    import docx as library

    laid = on_paper(told)
    sources = {
        source.key: source
        for section in laid.sections
        for block in section.blocks
        if isinstance(block, SourceBlock)
        for source in block.sources
    }
    writer = _Writer(library.Document(), laid, sources)
    parts.set_up(writer.word, laid)
    if laid.form != "report":  # which has it in its running head
        writer.text(laid.kicker, "Kicker")
    writer.text(laid.heading, "Title")
    chapters = [section for section in laid.sections if section.nav or _says(section.blocks)]
    for place, section in enumerate(chapters):
        writer.nav = section.nav
        if section.nav:
            parts.bookmarked(writer.word.add_heading(section.nav, 1), section.anchor)
        for block in section.blocks:
            _RENDERS[type(block)](writer, block)
        if place == 0 and laid.form == "report":
            parts.contents(
                writer.word,
                contents_title(told),
                entries=[(one.anchor, one.nav) for one in chapters],
            )
    writer.text(laid.footer, "Small")
    parts.add_footnotes(writer.word, tuple(writer.notes.values()))
    stream = io.BytesIO()
    writer.word.save(stream)
    return stream.getvalue()


def _says(blocks: tuple[Block, ...]) -> bool:
    return any(not isinstance(block, Contents) for block in blocks)


def _heading(writer: _Writer, block: Heading) -> None:
    writer.heading = block.text
    writer.word.add_heading(block.text, block.level)


def _paragraph(writer: _Writer, block: Paragraph) -> None:
    style = {"plain": "Normal", "notice": "Notice"}.get(block.tone, "Small")
    made = writer.text(style=style)
    if block.label:
        made.add_run(f"{block.label}: ").bold = True
    made.add_run(block.text)


def _prose(writer: _Writer, block: Prose) -> None:
    for paragraph in block.paragraphs:
        writer.text(paragraph)


def _findings(writer: _Writer, block: KeyFindings) -> None:
    start = parts.numbering(writer.word)
    for finding in block.findings:
        parts.numbered(writer.text(finding.text, "List Number"), start)
        if finding.rests:
            writer.text(finding.rests, "Small")


def _list(writer: _Writer, block: ListBlock) -> None:
    start = parts.numbering(writer.word) if block.ordered else None
    for entry in block.entries:
        made = writer.text(entry, "List Number" if block.ordered else "List Bullet")
        if start is not None:
            parts.numbered(made, start)


def _entries(writer: _Writer, block: EntryList) -> None:
    for entry in block.entries:
        made = writer.text()
        made.add_run(entry.title).bold = True
        for text in (entry.about, *entry.facts):
            made.add_run().add_break()
            made.add_run(text)


def _citations(writer: _Writer, block: CitationList) -> None:
    for one in block.citations:
        made = writer.text(f"{one.about}: " if one.about else "", "List Bullet")
        made.add_run(one.text).bold = True
        made.add_run(f", {one.status_name}, {one.source} {one.reliability}{one.credibility}")
        source = writer.sources.get(one.source)
        if source is not None and one.source not in writer.notes:
            writer.notes[one.source] = _cited(writer, source)
            parts.footnote_mark(made, len(writer.notes))


def _cited(writer: _Writer, source: SourceEntry) -> str:
    facts = ", ".join(fact for fact in (source.publisher, source.year) if fact)
    return writer.say(
        "cited",
        title=source.title,
        facts=facts or source.key,
        licence=source.licence,
        reliability=source.reliability,
    )


def _bars(writer: _Writer, block: EvidenceBars) -> None:
    for bar in block.bars:
        made = writer.text()
        made.add_run(f"{bar.name}: ").bold = True
        made.add_run(bar.text)


def _caption(writer: _Writer, kind: str, text: str) -> None:
    writer.counts[kind] = writer.counts.get(kind, 0) + 1
    made = writer.text(style="Caption")
    made.paragraph_format.keep_with_next = kind == "table"
    parts.captioned(made, writer.say(kind), number=writer.counts[kind], text=text)


def _table(writer: _Writer, block: TableBlock) -> None:
    if not block.rows:
        return
    across = len(block.columns) > WIDE
    if across:
        parts.turn(writer.word, across=True)
    if block.caption:
        said = block.caption == writer.heading
        _caption(writer, "table", writer.nav if said else block.caption)
    parts.table(
        writer.word,
        heads=[" ".join(filter(None, (one.over, one.text))) for one in block.columns],
        right=[one.kind in {"number", "loss"} for one in block.columns],
        rows=[
            ([(cell_text(cell), cell.note) for cell in row.cells], row.reason) for row in block.rows
        ],
        widths=_widths(column_weights(block), ACROSS if across else WIDTH),
    )
    writer.text(style="Small")
    if across:
        parts.turn(writer.word, across=False)


def _widths(weights: tuple[float, ...], room: float) -> list[float]:
    return [room * weight / sum(weights) for weight in weights]


def _sources(writer: _Writer, block: SourceBlock) -> None:
    for source in block.sources:
        made = writer.text(style="Small")
        made.add_run(f"{source.key} ").bold = True
        made.add_run(_cited(writer, source))
        if source.link:
            made.add_run(" ")
            parts.linked(made, source.link)


def _picture(writer: _Writer, figure: FigureBlock, width: float) -> None:
    made = writer.text(style="Picture")
    parts.picture(
        made,
        png(figure),
        width=width,
        title=figure.title,
        description=writer.say("alt", title=figure.title, description=figure.description),
    )


def _grid(writer: _Writer, block: FigureGrid) -> None:
    pictures = [
        (title, [None if one is None else (png(one), one) for one in figures])
        for title, figures in block.rows
    ]
    parts.picture_grid(
        writer.word,
        columns=block.columns,
        rows=[
            (
                title,
                [
                    None
                    if one is None
                    else (
                        one[0],
                        one[1].title,
                        writer.say("alt", title=one[1].title, description=one[1].description),
                    )
                    for one in made
                ],
            )
            for title, made in pictures
        ],
        width=WIDTH,
    )
    _caption(writer, "figure", block.caption)


def _illustrations(writer: _Writer, block: Illustrations) -> None:
    for part in block.parts:
        made = writer.text(style="Picture")
        made.add_run(part.title).bold = True
        _picture(writer, part.figure, WIDTH * 0.75)
        _caption(writer, "figure", part.text)


def _nothing(writer: _Writer, block: Contents) -> None:
    del writer, block


_RENDERS: Final[dict[type, "Callable[[_Writer, Any], None]"]] = {
    CitationList: _citations,
    Contents: _nothing,
    EntryList: _entries,
    EvidenceBars: _bars,
    FigureGrid: _grid,
    Heading: _heading,
    Illustrations: _illustrations,
    KeyFindings: _findings,
    ListBlock: _list,
    Paragraph: _paragraph,
    Prose: _prose,
    SourceBlock: _sources,
    TableBlock: _table,
}
"""How each kind of block is written."""
