"""Workbooks: a sheet per table with meanings and units, and one with the findings."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from valuechain.documents.paper import cell_text
from valuechain.presentation.blocks import (
    Beside,
    Block,
    Details,
    Document,
    Heading,
    KeyFindings,
    ListBlock,
    Paragraph,
    Prose,
    Section,
    SourceBlock,
    TableBlock,
    TableCell,
)
from valuechain.texts.documents import DOCUMENTS

if TYPE_CHECKING:
    import pandas as pd
    import xlsxwriter  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from valuechain.results.contract import Column, Table

MOST_ROWS: Final = 10_000
"""Longer tables are named and left where they are."""
NAME: Final = 31
"""Most letters that the name of a sheet may have."""
LINE: Final = 15
"""Height of a line, in points."""
_LETTER: Final = 1.1
"""Width of a letter that counts on words that do not fill their line."""
FORMATS: Final = {
    "link": {"font_color": "#0b4f8a", "underline": 1, "valign": "top"},
    "title": {"bold": True, "font_size": 14},
    "marking": {"bold": True, "font_color": "#b8540a"},
    "head": {"bold": True, "bottom": 2, "text_wrap": True, "valign": "bottom"},
    "note": {"font_color": "#5f5f5f", "text_wrap": True, "valign": "top", "italic": True},
    "text": {"text_wrap": True, "valign": "top"},
    "percent": {"num_format": "0%", "valign": "top"},
    "nearly-none": {"num_format": '"<1%"', "valign": "top", "align": "right"},
    "nearly-all": {"num_format": '">99%"', "valign": "top", "align": "right"},
    "whole": {"num_format": "#,##0", "valign": "top"},
    "fraction": {"num_format": "0.0%"},
    "decimal": {"num_format": "#,##0.0##"},
}
_PERCENT: Final = re.compile(r"([<>]?)(\d+)\s?%")
_WHOLE: Final = re.compile(r"\d{1,3}([.,]\d{3})*")


@dataclass(slots=True)
class _Book:
    """A workbook being written."""

    made: "xlsxwriter.Workbook"
    told: Document
    formats: "dict[str, Format]"
    listed: list[tuple[str, str, str]] = field(default_factory=list)
    """Name of each sheet (empty if there is none), what it says, and how many rows."""

    def say(self, key: str, **filled: object) -> str:
        return DOCUMENTS.say(self.told.lang, key, **filled)

    def sheet(self, name: str, title: str, *, rows: int) -> "Worksheet":
        """Add a sheet with its title, a link back and the marking."""
        free = _free(name, {found.lower() for found, _, _ in self.listed})
        self.listed.append((free, title, str(rows)))
        made = self.made.add_worksheet(free)
        made.write_string(0, 0, title, self.formats["title"])
        contents = self.say("sheet-contents")
        back = self.say("back")
        made.write_url(1, 0, f"internal:'{contents}'!A1", self.formats["link"], back)
        if self.told.marking:
            made.write_string(1, 1, self.told.marking.upper(), self.formats["marking"])
            made.set_header(f"&C&B{self.told.marking.upper()}")
        _on_paper(made)
        return made


def xlsx(told: Document, tables: "Sequence[tuple[Table, pd.DataFrame]]" = ()) -> bytes:
    """Write a document and its tables as an Excel workbook with a page of contents.

    Parameters
    ----------
    told : Document
        What it says: its findings and every table of it become sheets.
    tables : sequence of (Table, pandas.DataFrame), optional
        Tables of the result behind it, each on a sheet with the meaning and unit of its columns.

    Returns
    -------
    bytes
        An Office Open XML file: a contents with links, frozen heads, filters, number formats and a
        defined name for each table. No text is ever taken for a formula.
    """
    import xlsxwriter

    stream = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    made = xlsxwriter.Workbook(stream, safe)
    about = {"title": told.title, "subject": told.subject, "comments": told.footer}
    made.set_properties({**about, "author": "valuechain", "keywords": told.marking})
    book = _Book(made, told, {name: made.add_format(form) for name, form in FORMATS.items()})
    contents = made.add_worksheet(book.say("sheet-contents"))
    _findings(book)
    for section in told.sections:
        for title, shown in _tables(section):
            _shown(book, section.nav or section.anchor, title=title, block=shown)
        for block in section.blocks:
            if isinstance(block, SourceBlock):
                _sources(book, section.nav, block=block)
    for table, frame in tables:
        _stored(book, table, frame=frame)
    _contents(book, contents)
    made.close()
    return stream.getvalue()


def _on_paper(sheet: "Worksheet") -> None:
    """Print a sheet across A4, as wide as one page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _tall(sheet: "Worksheet", place: int, texts: Sequence[str], widths: Sequence[float]) -> None:
    """Give a row the height of its longest text: not every program does so by itself."""
    pairs = zip(texts, widths, strict=False)
    lines = max(-(-len(text) * _LETTER // max(width, 1)) for text, width in pairs)
    if lines > 1:
        sheet.set_row(place, LINE * lines)


def _free(name: str, taken: set[str]) -> str:
    """Name a sheet as sheets may be named, and as no other is.

    Examples
    --------
    >>> _free("Wat als: [x]", {"wat als- -x-"})
    'Wat als- -x- 2'
    """
    plain = re.sub(r"[\[\]:*?/\\]", "-", name).strip("'")[:NAME] or "-"
    found, n = plain, 1
    while found.lower() in taken:
        n += 1
        found = f"{plain[: NAME - len(str(n)) - 1]} {n}"
    return found


def _tables(section: Section) -> Iterator[tuple[str, TableBlock]]:
    """Every table of a section with its title: its caption, or the heading before it."""
    title = section.nav
    for block in _flat(section.blocks):
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, TableBlock) and block.rows:
            yield block.caption or title, block


def _flat(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Beside):
            for part in block.parts:
                yield from _flat(part)
        elif isinstance(block, Details):
            yield from _flat(block.blocks)
        else:
            yield block


def _findings(book: _Book) -> None:
    """Put all headings and sentences on one sheet."""
    lines = [(book.told.title, book.told.heading)]
    for section in book.told.sections:
        for block in _flat(section.blocks):
            lines += [(section.nav, text) for text in _sentences(block)]
    name = book.say("sheet-findings")
    sheet = book.sheet(name, name, rows=len(lines))
    heads = [book.say("chapter"), book.say("finding")]
    for n, (head, width) in enumerate(zip(heads, (24, 130), strict=True)):
        sheet.set_column(n, n, width)
        sheet.write_string(3, n, head, book.formats["head"])
    for place, line in enumerate(lines, 4):
        for n, text in enumerate(line):
            sheet.write_string(place, n, text, book.formats["text"])
        _tall(sheet, place, line, (24, 130))
    sheet.freeze_panes(4, 0)
    sheet.autofilter(3, 0, 3 + len(lines), 1)


def _sentences(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.text
    elif isinstance(block, Paragraph):
        yield f"{block.label}: {block.text}" if block.label else block.text
    elif isinstance(block, Prose):
        yield from block.paragraphs
    elif isinstance(block, ListBlock):
        yield from block.entries
    elif isinstance(block, KeyFindings):
        for finding in block.findings:
            yield from filter(None, (finding.text, finding.rests))


def _shown(book: _Book, name: str, *, title: str, block: TableBlock) -> None:
    """Put a table of the document on a sheet: numbers as numbers, shown as in the document."""
    sheet = book.sheet(name, title, rows=len(block.rows))
    noted = any(cell.note for row in block.rows for cell in row.cells)
    over, widths = "", []
    for n, column in enumerate(block.columns):
        over = column.over or (over if column.kind == "loss" else "")
        head = f"{over} {column.text}" if over else column.text
        sheet.write_string(3, n, head, book.formats["head"])
        longest = max([len(row.cells[n].text) for row in block.rows], default=0)
        widths.append(min(max(longest, len(head) // 2, 9) + 1, 60))
        sheet.set_column(n, n, widths[-1])
    for place, row in enumerate(block.rows, 4):
        _tall(sheet, place, [cell_text(cell) for cell in row.cells], widths)
        for n, cell in enumerate(row.cells):
            _cell(book, sheet, (place, n), cell=cell)
            if noted and cell.note:
                sheet.write_comment(place, n, cell.note)
        if row.reason:
            sheet.write_string(place, len(row.cells), row.reason, book.formats["note"])
    _frame(book, sheet, head=3, rows=len(block.rows), columns=len(block.columns))


def _frame(book: _Book, sheet: "Worksheet", *, head: int, rows: int, columns: int) -> None:
    """Freeze the heads, offer filters, repeat heads in print, and name the table."""
    sheet.freeze_panes(head + 1, 1)
    sheet.repeat_rows(head)
    if not rows:
        return
    sheet.autofilter(head, 0, head + rows, columns - 1)
    plain = re.sub(r"\W", "_", sheet.get_name()).lower()
    last = f"${_letters(columns - 1)}${head + rows + 1}"
    quoted = sheet.get_name().replace("'", "''")
    book.made.define_name(f"t_{plain}", f"='{quoted}'!$A${head + 1}:{last}")


def _letters(column: int) -> str:
    """Name a column as sheets do.

    Examples
    --------
    >>> _letters(0), _letters(27)
    ('A', 'AB')
    """
    from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

    return str(xl_col_to_name(column))


def _cell(book: _Book, sheet: "Worksheet", at: tuple[int, int], *, cell: TableCell) -> None:
    """Write a cell: a number where its text is only that number, else its text."""
    text = cell_text(cell)
    form = None if cell.amount is None else _format(text)
    if form is None or cell.amount is None:
        sheet.write_string(*at, text, book.formats["text"])
    else:
        sheet.write_number(*at, cell.amount, book.formats[form])


def _format(text: str) -> str | None:
    """Choose the format that shows a number as its text does; None: it says more."""
    if found := _PERCENT.fullmatch(text):
        return {"<": "nearly-none", ">": "nearly-all"}.get(found[1], "percent")
    return "whole" if _WHOLE.fullmatch(text) else None


def _sources(book: _Book, name: str, *, block: SourceBlock) -> None:
    sheet = book.sheet(name, block.caption, rows=len(block.sources))
    widths = (26, 70, 30, 8, 30, 8, 9)
    heads = ["", *(column.text for column in block.columns)]
    for n, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(n, n, width)
        sheet.write_string(3, n, head, book.formats["head"])
    for place, one in enumerate(block.sources, 4):
        texts = (one.key, one.title, one.publisher, one.year, one.licence, one.reliability)
        for n, text in enumerate(texts):
            sheet.write_string(place, n, text, book.formats["text"])
        sheet.write_number(place, len(texts), one.figures, book.formats["whole"])
        _tall(sheet, place, texts, widths)
    _frame(book, sheet, head=3, rows=len(block.sources), columns=len(heads))


def _stored(book: _Book, table: "Table", *, frame: "pd.DataFrame") -> None:
    """Put a table of the result on a sheet, below the meaning and unit of each column."""
    lang = book.told.lang
    says = table.nl if lang == "nl" else table.en
    if len(frame) > MOST_ROWS:
        why = book.say("too-large", name=table.name)
        book.listed.append(("", f"{says}. {why}", str(len(frame))))
        return
    sheet = book.sheet(table.name, says, rows=len(frame))
    for n, column in enumerate(table.columns):
        meaning = column.nl if lang == "nl" else column.en
        sheet.write_string(2, n, meaning, book.formats["note"])
        sheet.write_string(3, n, book.say(f"unit/{column.unit}"), book.formats["note"])
        sheet.write_string(4, n, column.name, book.formats["head"])
        sheet.set_column(n, n, 18)
        cells = frame[column.name].tolist()
        for place, found in enumerate(cells, 5):
            _stored_cell(book, sheet, (place, n), column=column, found=found)
    _frame(book, sheet, head=4, rows=len(frame), columns=len(table.columns))


def _stored_cell(
    book: _Book, sheet: "Worksheet", at: tuple[int, int], *, column: "Column", found: Any
) -> None:
    """Write a cell of a stored table; what is not known stays empty."""
    from valuechain.results.frames import known

    if not known(found) or found == "":
        return
    if isinstance(found, str):
        sheet.write_string(*at, found)
    elif column.type == "boolean":
        sheet.write_boolean(*at, bool(found))
    else:
        form = {"fraction": "fraction", "count": "whole"}.get(column.unit, "decimal")
        sheet.write_number(*at, float(found), book.formats[form])


def _contents(book: _Book, sheet: "Worksheet") -> None:
    """List all sheets, with links."""
    told = book.told
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 110)
    _on_paper(sheet)
    sheet.write_string(0, 0, told.title, book.formats["title"])
    sheet.write_string(1, 0, told.kicker, book.formats["note"])
    _tall(sheet, 1, [told.kicker], [34])
    if told.marking:
        sheet.write_string(1, 1, told.marking.upper(), book.formats["marking"])
        sheet.set_header(f"&C&B{told.marking.upper()}")
    for n, key in enumerate(("sheet", "says", "rows")):
        sheet.write_string(3, n, book.say(key), book.formats["head"])
    for place, (name, says, rows) in enumerate(book.listed, 4):
        if name:
            quoted = name.replace("'", "''")
            link = f"internal:'{quoted}'!A1"
            sheet.write_url(place, 0, link, book.formats["link"], name)
        sheet.write_string(place, 1, says, book.formats["text"])
        _tall(sheet, place, [says], [110])
        sheet.write_number(place, 2, int(rows), book.formats["whole"])
    sheet.write_string(5 + len(book.listed), 0, told.footer, book.formats["note"])
    sheet.freeze_panes(4, 0)
