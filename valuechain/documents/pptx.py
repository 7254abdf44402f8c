"""Slides: one finding each, with the table or figure that shows it."""

import io
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from valuechain.documents.paper import WIDE, cell_text, column_weights, on_paper, png
from valuechain.presentation.blocks import (
    Block,
    BodyRow,
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
    Section,
    SourceBlock,
    TableBlock,
)
from valuechain.texts.documents import DOCUMENTS

if TYPE_CHECKING:
    from pptx.dml.color import RGBColor
    from pptx.presentation import Presentation
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

WIDTH: Final = 33.867
"""Width of a slide, in centimetres: 16 to 9."""
HEIGHT: Final = 19.05
MARGIN: Final = 1.3
TOP: Final = 4.3
"""Where the body of a slide begins."""
ROWS, COLUMNS, ENTRIES, GRID = 9, 15, 8, 3
"""Most rows and columns of a table, entries of a list and rows of small figures on a slide."""
POINT: Final = 2.54 / 72
"""Centimetres of a point."""
NARROW: Final = 11
"""Columns above which the heads of a table stand upright."""
UPRIGHT, SLIM = 3.2, 1.6
"""Height of heads that stand upright, and width of their columns, in centimetres."""
SEVERAL: Final = 3
"""Findings of one chapter from which a slide lists them."""
BLUE: Final = (0x0B, 0x4F, 0x8A)
WHITE: Final = (0xFF, 0xFF, 0xFF)
INK: Final = (0x1C, 0x1C, 0x1C)
FONT: Final = "Arial"
LANGUAGES: Final = {"nl": "nl-NL", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class _Room:
    """Where something stands on a slide, in centimetres."""

    left: float
    top: float
    width: float
    height: float


BODY: Final = _Room(MARGIN, TOP, WIDTH - 2 * MARGIN, HEIGHT - TOP - 1.6)


@dataclass(slots=True)
class _Deck:
    """A deck being made."""

    made: "Presentation"
    told: Document

    def say(self, key: str, **filled: object) -> str:
        return DOCUMENTS.say(self.told.lang, key, **filled)


def pptx(told: Document) -> bytes:
    """Make slides of a document, one for each section with its finding as the title.

    Parameters
    ----------
    told : Document
        What it says. Every section becomes a slide: its finding as the title, and the first table,
        figure or list of it, with what is left out named. Further sentences stand in the notes.

    Returns
    -------
    bytes
        An Office Open XML file with native tables and figures with alternative texts; the marking
        stands on every slide.
    """
    import pptx as library
    from pptx.util import Cm

    laid = on_paper(told)
    deck = _Deck(library.Presentation(), laid)
    deck.made.slide_width, deck.made.slide_height = Cm(WIDTH), Cm(HEIGHT)
    about = deck.made.core_properties
    about.title, about.subject, about.language = laid.title, laid.subject, LANGUAGES[laid.lang]
    about.author, about.keywords, about.comments = "valuechain", laid.marking, laid.footer
    first = _slide(deck, laid.heading, chapter="", size=32)
    _write(deck, first, _Room(MARGIN, 12.0, BODY.width, 2.0), texts=[laid.kicker], size=16)
    for section in laid.sections:
        _of_section(deck, section)
    stream = io.BytesIO()
    deck.made.save(stream)
    return stream.getvalue()


def _of_section(deck: _Deck, section: Section) -> None:
    """Make the slide of a section; none of a section that only lists contents."""
    shown = next((block for block in section.blocks if type(block) in _RENDERS), None)
    headings = [
        block.text for block in section.blocks if isinstance(block, Heading) and block.level == 2
    ]
    if len(headings) >= SEVERAL:
        shown = ListBlock(tuple(headings))
        headings = [section.nav]
    if not headings and shown is None:
        return
    slide = _slide(deck, headings[0] if headings else section.nav, chapter=section.nav)
    if shown is None:
        told = [block for block in section.blocks if isinstance(block, Paragraph)]
        texts = [f"{one.label}: {one.text}" if one.label else one.text for one in told]
        _texts(deck, slide, texts)
    else:
        _RENDERS[type(shown)](deck, slide, shown)
    said = "\n".join(_sentences(section.blocks))
    if said and slide.notes_slide.notes_text_frame is not None:
        slide.notes_slide.notes_text_frame.text = said


def _slide(deck: _Deck, title: str, *, chapter: str, size: float = 22) -> "Slide":
    """Add a slide with its title, the name of its chapter, the marking, and its number."""
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Cm

    slide: Slide = deck.made.slides.add_slide(deck.made.slide_layouts[5])
    head = slide.shapes.title
    if head is None:  # pragma: no cover - the layout of the library has a title
        return slide
    big = not chapter
    head.left, head.top, head.width = Cm(MARGIN), Cm(3.5 if big else 1.5), Cm(BODY.width)
    head.height = Cm(7.5 if big else 2.6)
    head.text_frame.text = title
    head.text_frame.word_wrap = True
    head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE if big else MSO_ANCHOR.TOP
    _look(head.text_frame, deck, size=size if len(title) < 130 else size - 4, bold=True)
    marking = deck.told.marking.upper()
    top = _Room(MARGIN, 0.5, BODY.width, 0.9)
    if chapter or marking:
        _write(deck, slide, top, texts=["  ·  ".join(filter(None, (marking, chapter)))], size=12)
    foot = f"{deck.told.title}  ·  {len(deck.made.slides)}"
    _write(deck, slide, _Room(MARGIN, HEIGHT - 1.2, BODY.width, 0.8), texts=[foot], size=10)
    return slide


def _look(frame: "TextFrame", deck: _Deck, *, size: float, bold: bool = False) -> None:
    """Set font, size and language of all that a frame says."""
    from pptx.enum.lang import MSO_LANGUAGE_ID
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    spoken = {"nl": MSO_LANGUAGE_ID.DUTCH, "en": MSO_LANGUAGE_ID.ENGLISH_UK}[deck.told.lang]
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
            run.font.language_id = spoken


def _write(deck: _Deck, slide: "Slide", room: _Room, *, texts: Iterable[str], size: float) -> None:
    """Write paragraphs in a box."""
    from pptx.util import Cm, Pt

    box = slide.shapes.add_textbox(*(Cm(n) for n in (room.left, room.top, room.width, room.height)))
    frame = box.text_frame
    frame.word_wrap = True
    for place, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text = text
        paragraph.space_after = Pt(size * 0.5)
    _look(frame, deck, size=size)


def _texts(deck: _Deck, slide: "Slide", texts: list[str]) -> None:
    """Write as many texts as a slide holds, and how many there are if that is not all."""
    size = 18 if sum(map(len, texts[:ENTRIES])) < 700 else 14
    shown = texts[: fitting(texts[:ENTRIES], size)]
    _write(deck, slide, BODY, texts=shown, size=size)
    _left_out(deck, slide, shown=len(shown), of=len(texts))


def fitting(texts: Sequence[str], size: float) -> int:
    """Count the texts, from the first, that a slide holds at a size in points; one at least.

    A letter is taken to be half as wide as it is high, and a line 1.2 times as high.
    """
    letters = int(BODY.width / (size * 0.5 * POINT))
    lines = (max(1, math.ceil(len(text) / letters)) for text in texts)
    heights = accumulate((1.2 * n + 0.5) * size * POINT for n in lines)
    return max(1, sum(height <= BODY.height for height in heights))


def _left_out(deck: _Deck, slide: "Slide", *, shown: int, of: int) -> None:
    if shown < of:
        room = _Room(MARGIN, HEIGHT - 1.9, BODY.width, 0.8)
        _write(deck, slide, room, texts=[deck.say("first-of", shown=shown, of=of)], size=11)


def _findings(deck: _Deck, slide: "Slide", block: KeyFindings) -> None:
    texts = [f"{n}. {one.text}" for n, one in enumerate(block.findings, 1)]
    _write(deck, slide, BODY, texts=texts, size=20 if sum(map(len, texts)) < 700 else 17)


def _list(deck: _Deck, slide: "Slide", block: ListBlock) -> None:
    _texts(deck, slide, [f"• {entry}" for entry in block.entries])


def _entries(deck: _Deck, slide: "Slide", block: EntryList) -> None:
    _texts(deck, slide, [f"• {one.title}. {' '.join(one.facts)}" for one in block.entries])


def _bars(deck: _Deck, slide: "Slide", block: EvidenceBars) -> None:
    _texts(deck, slide, [f"{one.name}: {one.text}" for one in block.bars])


def _prose(deck: _Deck, slide: "Slide", block: Prose) -> None:
    _texts(deck, slide, list(block.paragraphs))


def _table(deck: _Deck, slide: "Slide", block: TableBlock) -> None:
    """Add a native table with its heads and first rows."""
    from pptx.util import Cm

    columns = block.columns[:COLUMNS]
    rows = block.rows[: ROWS if len(columns) <= WIDE else ROWS - 3]
    size = 13 if len(columns) <= 6 else 11 if len(columns) <= 11 else 9
    place = (Cm(n) for n in (BODY.left, BODY.top, BODY.width, 0.8 * (len(rows) + 1)))
    shape = slide.shapes.add_table(len(rows) + 1, len(columns), *place)
    shape.name = block.caption or deck.told.title
    made = shape.table
    weights = column_weights(TableBlock(columns, rows))
    if len(columns) > NARROW:
        # Heads that stand upright leave numbers no wider than each other, and the rest to names.
        weights = (BODY.width / SLIM - (len(columns) - 1), *[1.0] * (len(columns) - 1))
    for n, weight in enumerate(weights):
        made.columns[n].width = Cm(BODY.width * weight / sum(weights))
    heads = [" ".join(filter(None, (one.over, one.text))) for one in columns]
    right = [one.kind in {"number", "loss"} for one in columns]
    _row(deck, made, 0, texts=heads, right=right, size=size - 1)
    if len(columns) > NARROW:
        made.rows[0].height = Cm(UPRIGHT)
        for cell in [*made.rows[0].cells][1:]:
            cell._tc.get_or_add_tcPr().set("vert", "vert270")  # noqa: SLF001 - no public way
    for n, row in enumerate(rows, 1):
        _row(deck, made, n, texts=_cells(row, len(columns)), right=right, size=size)
    _left_out(deck, slide, shown=len(rows), of=len(block.rows))


def _cells(row: BodyRow, most: int) -> list[str]:
    return [cell_text(cell) for cell in row.cells[:most]]


def _row(
    deck: _Deck, made: Any, n: int, *, texts: list[str], right: list[bool], size: float
) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Cm

    for place, text in enumerate(texts):
        cell = made.cell(n, place)
        cell.margin_left = cell.margin_right = Cm(0.12)
        cell.margin_top = cell.margin_bottom = Cm(0.06)
        cell.text_frame.text = text
        _look(cell.text_frame, deck, size=size, bold=n == 0 or place == 0)
        cell.fill.solid()
        cell.fill.fore_color.rgb = _colour(BLUE if n == 0 else WHITE)
        for paragraph in cell.text_frame.paragraphs:
            paragraph.alignment = PP_ALIGN.RIGHT if right[place] else PP_ALIGN.LEFT
            for run in paragraph.runs:
                run.font.color.rgb = _colour(WHITE if n == 0 else INK)


def _colour(parts: tuple[int, int, int]) -> "RGBColor":
    from pptx.dml.color import RGBColor

    made: RGBColor = RGBColor(*parts)  # type: ignore[no-untyped-call]
    return made


def _grid(deck: _Deck, slide: "Slide", block: FigureGrid) -> None:
    """Put small figures side by side: the first rows."""
    rows, wide = block.rows[:GRID], BODY.width / len(block.columns)
    high = (BODY.height - 0.9) / len(rows)
    for n, column in enumerate(block.columns):
        _write(deck, slide, _Room(MARGIN + n * wide, TOP - 0.3, wide, 0.8), texts=[column], size=13)
    for line, (title, figures) in enumerate(rows):
        top = TOP + 0.7 + line * high
        if title:
            _write(deck, slide, _Room(MARGIN, top, BODY.width, 0.7), texts=[title], size=12)
        for n, figure in enumerate(figures):
            if figure is not None:
                room = _Room(MARGIN + n * wide, top + 0.7, wide - 0.6, high - 0.9)
                _picture(deck, slide, figure, room=room)
    _left_out(deck, slide, shown=len(rows), of=len(block.rows))


def _illustrations(deck: _Deck, slide: "Slide", block: Illustrations) -> None:
    """Put the figures in two columns, each below its title."""
    lines = -(-len(block.parts) // 2)
    wide, high = BODY.width / 2, BODY.height / max(lines, 1)
    for place, part in enumerate(block.parts):
        column, line = divmod(place, lines)
        left, top = MARGIN + column * wide, TOP + line * high
        _write(deck, slide, _Room(left, top, wide - 0.5, 0.7), texts=[part.title], size=12)
        room = _Room(left, top + 0.75, wide - 0.8, high - 0.9)
        _picture(deck, slide, part.figure, room=room)


def _picture(deck: _Deck, slide: "Slide", figure: FigureBlock, *, room: _Room) -> None:
    """Add a picture as large as its room allows, with its alternative text."""
    from pptx.util import Cm, Length

    content = io.BytesIO(png(figure))
    shape = slide.shapes.add_picture(content, Cm(room.left), Cm(room.top))
    scale = min(Cm(room.width) / shape.width, Cm(room.height) / shape.height)
    shape.width = Length(int(shape.width * scale))
    shape.height = Length(int(shape.height * scale))
    parts: Any = shape._element  # noqa: SLF001 - the library offers no alternative text
    told = parts.nvPicPr.cNvPr
    told.set("descr", deck.say("alt", title=figure.title, description=figure.description))
    told.set("title", figure.title)


def _sentences(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield f"{block.label}: {block.text}" if block.label else block.text
        elif isinstance(block, KeyFindings):
            yield from (one.rests for one in block.findings if one.rests)
        elif isinstance(block, FigureGrid):
            yield block.caption


_RENDERS: Final[dict[type, "Callable[[_Deck, Slide, Any], None]"]] = {
    EntryList: _entries,
    EvidenceBars: _bars,
    FigureGrid: _grid,
    Illustrations: _illustrations,
    KeyFindings: _findings,
    ListBlock: _list,
    Prose: _prose,
    TableBlock: _table,
}
"""How each kind of block that fills a slide is shown; of the others the sentences are notes."""
UNSHOWN: Final = (CitationList, Contents, Heading, Paragraph, SourceBlock)
"""Kinds that do not fill a slide."""
