"""A notebook that was run as blocks: its texts, tables and pictures, for any kind of document."""

import base64
import io
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from valuechain.presentation.blocks import (
    Block,
    BodyRow,
    ColumnHead,
    Contents,
    Document,
    FigureBlock,
    FigureGrid,
    Heading,
    ListBlock,
    Paragraph,
    Prose,
    Section,
    TableBlock,
    TableCell,
)
from valuechain.texts.documents import DOCUMENTS
from valuechain.texts.languages import Lang

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Cell = dict[str, Any]
_MARKUP: Final = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[([^\]]+)\]\([^)]+\)")
_LABEL: Final = re.compile(r"\*\*(.+?)[.:]\*\*\s*")
_ALIGNED: Final = re.compile(r"\s{2,}")
_NUMBER: Final = re.compile(r"[-–]?[<>]?[\d.,]+\s?(%|\(.*\))?")
_DOTS: Final = 144.0
"""Dots of a picture to an inch."""


def notebook_document(
    cells: Sequence[Cell], *, lang: Lang, marking: str, footer: str, kicker: str
) -> Document:
    """Say in blocks what a notebook says: no code, no prompts.

    Parameters
    ----------
    cells : sequence of dict
        Its cells, with their outputs.
    lang : str
        Language of its texts.
    marking : str
        Stands on every page; empty if there is none.
    footer, kicker : str
        What it was made by, and with what.

    Returns
    -------
    Document
        A section per heading of the second level; the first heading is the title.
    """
    title, sections = "", [_Draft("")]
    for cell in cells:
        if cell["cell_type"] == "markdown":
            for level, text in _texts(_source(cell)):
                if level == 1:
                    title = title or text
                elif level == 2:
                    sections.append(_Draft(text))
                else:
                    sections[-1].blocks += _told(text)
        else:
            for out in cell.get("outputs", ()):
                heading = sections[-1].heading or title
                sections[-1].blocks += _shown(out, name=heading)
    made = tuple(
        Section(f"part-{n}", one.heading, tuple(one.blocks))
        for n, one in enumerate(sections)
        if one.blocks
    )
    contents = (Section("contents", "", (Contents(DOCUMENTS.say(lang, "sheet-contents")),)),)
    return Document(
        lang=lang,
        title=title,
        kicker=kicker,
        heading=title,
        subject=title,
        marking=marking,
        skip="",
        sections=(*contents, *made),
        footer=footer,
    )


def on_slides(told: Document) -> Document:
    """Give every table, picture and answer of a notebook a slide of its own.

    Parameters
    ----------
    told : Document
        What `notebook_document` made.
    """
    sections = []
    for section in told.sections:
        title = Heading(section.nav or told.title)
        slides: list[list[Block]] = [[]]
        for block in section.blocks:
            if isinstance(block, Contents):
                continue
            slides[-1].append(block)
            if isinstance(block, FigureGrid | ListBlock | Prose | TableBlock):
                slides.append([])
        for part, blocks in enumerate(filter(None, slides)):
            sections.append(Section(f"{section.anchor}-{part}", title.text, (title, *blocks)))
    return replace(told, sections=tuple(sections))


@dataclass(slots=True)
class _Draft:
    """A section being read."""

    heading: str
    blocks: list[Block] = field(default_factory=list)


def _source(cell: Cell) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _texts(source: str) -> Iterator[tuple[int, str]]:
    """Read a text: headings with their level, and what stands between with none."""
    for part in re.split(r"\n\s*\n", source):
        lines = []
        for line in part.splitlines():
            found = re.match(r"(#+) (.+)", line)
            if found:
                yield len(found[1]), _plain(found[2])
            else:
                lines.append(line)
        if lines:
            yield 0, "\n".join(lines)


def _plain(text: str) -> str:
    """Take marks of emphasis out of a text.

    Examples
    --------
    >>> _plain("*Mild* takes `home` and **all** of [it](x)")
    'Mild takes home and all of it'
    """
    return _MARKUP.sub(lambda found: next(filter(None, found.groups())), text)


def _told(text: str) -> list[Block]:
    lines = text.splitlines()
    if all(line.startswith(("- ", "* ")) for line in lines):
        return [ListBlock(tuple(_plain(line[2:]) for line in lines))]
    label = _LABEL.match(text)
    said = _plain(" ".join((text[label.end() :] if label else text).split()))
    return [Paragraph(said, label=label[1] if label else "")]


def _shown(out: Cell, *, name: str) -> list[Block]:
    """Turn one output into blocks; what was said to who programs is left out."""
    if out["output_type"] == "stream":
        return [] if out["name"] == "stderr" else list(_printed(_joined(out["text"])))
    data = out.get("data", {})
    if "image/png" in data:
        content = base64.b64decode(_joined(data["image/png"]))
        return [_pictured(content, name=name)]
    if "text/html" in data:
        return list(_tables(_joined(data["text/html"])))
    plain = _joined(data.get("text/plain", ""))
    hidden = not plain or plain.startswith("<") or plain == "None"
    return [] if hidden else list(_printed(plain))


def _joined(text: str | Sequence[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _printed(text: str) -> Iterator[Block]:
    """Read printed text: paragraphs, lists, and columns that were set with spaces."""
    for part in re.split(r"\n\s*\n", text.strip("\n")):
        lines = part.splitlines()
        rows = [_ALIGNED.split(line.strip()) for line in lines]
        if len(rows) > 2 and len(rows[0]) > 2 and all(len(row) == len(rows[0]) for row in rows):
            yield _table(rows[0], rows[1:])
        elif any(line.startswith("- ") for line in lines):
            first, *entries = re.split(r"(?:^|\n)- ", part)
            if first.strip():
                yield Paragraph(" ".join(first.split()))
            yield ListBlock(tuple(" ".join(one.split()) for one in entries))
        elif len(lines) > 1 and all(line.rstrip().endswith(".") for line in lines):
            yield ListBlock(tuple(line.strip() for line in lines))
        elif part.strip():
            yield Prose((" ".join(part.split()),))


def _pictured(content: bytes, *, name: str) -> FigureGrid:
    block = FigureBlock(f"picture-{zlib.crc32(content):08x}", name, name, partial(_figure, content))
    return FigureGrid((name,), (("", (block,)),), "")


def _figure(content: bytes) -> "Figure":
    """A figure that is one picture, as large as it was."""
    from matplotlib.figure import Figure
    from matplotlib.image import imread

    picture = imread(io.BytesIO(content))
    height, width = picture.shape[:2]
    figure = Figure(figsize=(width / _DOTS, height / _DOTS), dpi=_DOTS)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.imshow(picture, interpolation="none", aspect="auto")
    axes.axis("off")
    return figure


def _tables(html: str) -> Iterator[Block]:
    """Read the tables of an output; cells that span others are said in each."""
    from bs4 import BeautifulSoup

    for table in BeautifulSoup(html, "html.parser").find_all("table"):
        rows = table.find_all("tr")
        heads = [row for row in rows if row.find("td") is None]
        body = [row for row in rows if row.find("td") is not None]
        over = zip(*_grid(heads), strict=False)
        columns = [" ".join(dict.fromkeys(filter(None, one))) for one in over]
        said = table.find("caption")
        caption = said.get_text(" ", strip=True) if said else ""
        if body:
            yield _table(columns, _grid(body), caption=caption)


def _cells(row: Any) -> list[tuple[str, int, int]]:
    """Text of each cell of a row, and how far down and across it reaches."""
    return [
        (one.get_text(" ", strip=True), int(one.get("rowspan", 1)), int(one.get("colspan", 1)))
        for one in row.find_all(["th", "td"])
    ]


def _grid(rows: Sequence[Any]) -> list[list[str]]:
    """Lay out rows so that each has a text in every column."""
    laid: list[list[str]] = []
    reaching: dict[int, tuple[int, str]] = {}
    for row in rows:
        line: list[str] = []
        waiting = _cells(row)
        while waiting or len(line) in reaching:
            column = len(line)
            if column in reaching:
                more, text = reaching.pop(column)
                line.append(text)
                if more > 1:
                    reaching[column] = (more - 1, text)
                continue
            text, down, across = waiting.pop(0)
            for _ in range(across):
                if down > 1:
                    reaching[len(line)] = (down - 1, text)
                line.append(text)
        laid.append(line)
    return laid


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str = "") -> TableBlock:
    width = max(len(row) for row in rows)
    named = [*heads, *[""] * (width - len(heads))][:width]
    columns = tuple(
        ColumnHead(head, "number" if n and _numeric(rows, n) else "text")
        for n, head in enumerate(named)
    )
    filled = tuple(
        BodyRow(tuple(TableCell(text) for text in [*row, *[""] * (width - len(row))]))
        for row in rows
    )
    return TableBlock(columns, filled, caption=caption)


def _numeric(rows: Sequence[Sequence[str]], column: int) -> bool:
    cells = [row[column] for row in rows if column < len(row) and row[column]]
    return bool(cells) and all(_NUMBER.fullmatch(cell) for cell in cells)
