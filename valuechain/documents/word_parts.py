"""Parts of a text-processor file that its library does not make: fields, footnotes, heads."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from valuechain.presentation.blocks import Document

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

LANGUAGES: Final = {"nl": "nl-NL", "en": "en-GB"}
WordPicture = tuple[bytes, str, str]
"""A PNG with its title and its alternative text."""
W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
FONT: Final = "Arial"


def set_up(word: "Word", told: Document) -> None:
    """Set paper, styles, language, properties, and the running head with the marking."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = word.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2.0)
    _styles(word)
    spoken = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    for key in ("w:val", "w:eastAsia"):
        spoken.set(qn(key), LANGUAGES[told.lang])
    about = word.core_properties
    about.title, about.subject, about.language = told.title, told.subject, LANGUAGES[told.lang]
    about.author, about.comments, about.keywords = "valuechain", told.footer, told.marking
    head = section.header.paragraphs[0]
    if told.marking:
        head.text = told.marking.upper()
        head.runs[0].bold = True
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        head = section.header.add_paragraph()
    head.text = told.kicker
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_field(foot, "PAGE", shown="1")
    foot.add_run(" / ")
    add_field(foot, "NUMPAGES", shown="1")
    for paragraph in (*section.header.paragraphs, foot):
        for run in paragraph.runs:
            run.font.size = Pt(8)


def _styles(word: "Word") -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    sizes = {"Title": 16, "Heading 1": 15, "Heading 2": 12, "Heading 3": 10.5, "Heading 4": 10}
    sizes |= {"Heading 5": 9, "Caption": 8.5, "List Bullet": 9, "List Number": 9.5}
    added = {"Kicker": 9.0, "Small": 8.0, "Notice": 9.5, "Picture": 9.0, "Cell": 7.5}
    for name in added:
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
    word.styles["Normal"].font.size = Pt(9.5)
    word.styles["Normal"].paragraph_format.space_after = Pt(5)
    for name, size in {**sizes, **added}.items():
        style = word.styles[name]
        style.font.size = Pt(size)
        if name.startswith(("Heading", "Title")):
            style.font.color.rgb = RGBColor(0x1C, 0x1C, 0x1C)
            style.font.italic, style.font.bold = False, True
            style.paragraph_format.space_before = Pt(size * 0.9)
            style.paragraph_format.space_after = Pt(4)
            style.paragraph_format.keep_with_next = True
    word.styles["Heading 1"].font.color.rgb = RGBColor(0x0B, 0x4F, 0x8A)
    word.styles["Caption"].font.color.rgb = RGBColor(0x5F, 0x5F, 0x5F)
    word.styles["Cell"].paragraph_format.space_after = Pt(0)
    word.styles["Picture"].paragraph_format.space_after = Pt(2)
    word.styles["Picture"].paragraph_format.keep_with_next = True
    for name in ("Small", "List Bullet", "List Number"):
        word.styles[name].paragraph_format.space_after = Pt(2.5)
    word.styles["Small"].font.color.rgb = RGBColor(0x5F, 0x5F, 0x5F)
    for style in word.styles:
        if style.type != WD_STYLE_TYPE.PARAGRAPH:
            continue
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):  # the theme's fonts would win from the one that is set
            del fonts.attrib[key]
        for key in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(key), FONT)


def styled(paragraph: "Paragraph", name: str) -> "Paragraph":
    """Give a paragraph a style, by its id: the library looks through all styles for a name."""
    paragraph._p.style = name.replace(" ", "")  # noqa: SLF001
    return paragraph


def add_field(paragraph: "Paragraph", instruction: str, *, shown: str) -> None:
    """Add a field with what it shows until the text processor computes it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "instr", "separate", "shown", "end"):
        run = paragraph.add_run()
        if kind == "instr":
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = instruction
            run._r.append(part)  # noqa: SLF001 - the library offers no fields
        elif kind == "shown":
            run.text = shown
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
            run._r.append(part)  # noqa: SLF001


def bookmarked(paragraph: "Paragraph", anchor: str) -> None:
    """Name a paragraph of a Word file so that links can lead to it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    held = paragraph._p  # noqa: SLF001
    number = str(abs(hash_of(anchor)))
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:name"), f"_{anchor}".replace("-", "_"))
    for part in (start, end):
        part.set(qn("w:id"), number)
    held.insert(1 if held.pPr is not None else 0, start)
    held.append(end)


def hash_of(text: str) -> int:
    """Number a text, the same in every run.

    Examples
    --------
    >>> hash_of("a") == hash_of("a")
    True
    """
    import zlib

    return zlib.crc32(text.encode()) % 2**30


def contents(word: "Word", title: str, *, entries: Sequence[tuple[str, str]]) -> None:
    """Add a table of contents: a field that shows the chapters until it is brought up to date."""
    from docx.oxml import parse_xml

    heading = word.add_paragraph(title)
    heading.paragraph_format.page_break_before = True
    heading.runs[0].bold = True
    named = [(anchor, nav) for anchor, nav in entries if nav]
    for place, (anchor, nav) in enumerate(named):
        made = word.add_paragraph()
        held = made._p  # noqa: SLF001
        if place == 0:
            add_field(made, r'TOC \o "1-2" \h \z \u', shown="")
            last = made.runs[-1]._r  # noqa: SLF001
            held.remove(last)
        name = f"_{anchor}".replace("-", "_")
        held.append(
            parse_xml(
                f'<w:hyperlink xmlns:w="{W}" w:anchor="{name}" w:history="1">'
                f"<w:r><w:t>{escape(nav)}</w:t></w:r></w:hyperlink>"
            )
        )
        if place == len(named) - 1:
            end = parse_xml(f'<w:r xmlns:w="{W}"><w:fldChar w:fldCharType="end"/></w:r>')
            held.append(end)


def captioned(paragraph: "Paragraph", word: str, *, number: int, text: str) -> None:
    """Number a caption with a field, so that a list of tables or figures can be made."""
    paragraph.add_run(f"{word} ")
    add_field(paragraph, f"SEQ {word} \\* ARABIC", shown=str(number))
    paragraph.add_run(f". {text}")


def table(
    word: "Word",
    *,
    heads: Sequence[str],
    right: Sequence[bool],
    rows: Sequence[tuple[Sequence[tuple[str, str]], str]],
    widths: Sequence[float],
) -> None:
    """Add a table of which the heads are repeated on every page and no row is broken.

    Each row has cells, of which a second line may stand below, and a reason below them all.
    """
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    made = word.add_table(rows=1, cols=len(heads))
    made.autofit = False
    _lines(made)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    every = [([(head, "") for head in heads], ""), *rows]
    for place, (cells, reason) in enumerate(every):
        row = made.rows[0] if place == 0 else made.add_row()
        _row_property(row, "w:cantSplit")
        if place == 0:
            _row_property(row, "w:tblHeader")
        for n, (found, (text, note)) in enumerate(zip(row.cells, cells, strict=False)):
            found.width = Cm(widths[n])
            held = found.paragraphs[0]
            styled(held, "Cell")
            held.add_run(text).bold = place == 0 or n == 0
            if note:
                held.add_run().add_break()
                held.add_run(note)
            if right[n]:
                held.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if reason:
            whole = made.add_row().cells
            joined = whole[0].merge(whole[-1])
            joined.text = reason
            styled(joined.paragraphs[0], "Cell")


def _lines(table: Any) -> None:
    """Draw thin lines between rows, none between columns, and leave more room for words."""
    from docx.oxml import parse_xml

    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
        for side, size, colour in (
            ("top", 8, "1C1C1C"),
            ("bottom", 4, "1C1C1C"),
            ("insideH", 4, "C9C9C9"),
        )
    )
    sides = "".join(f'<w:{side} w:w="45" w:type="dxa"/>' for side in ("left", "right"))
    held = table._tbl.tblPr  # noqa: SLF001
    for name, inside, later in (
        ("tblBorders", lines, ("w:tblLayout", "w:tblLook")),
        ("tblCellMar", sides, ("w:tblLook",)),
    ):
        made = parse_xml(f'<w:{name} xmlns:w="{W}">{inside}</w:{name}>')
        held.insert_element_before(made, *later)


def _row_property(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001


def turn(word: "Word", *, across: bool) -> None:
    """Go on on a page that lies across, or stands."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Cm

    section = word.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    short, long = Cm(21.0), Cm(29.7)
    section.page_width, section.page_height = (long, short) if across else (short, long)


def picture(
    paragraph: "Paragraph", content: bytes, *, width: float, title: str, description: str
) -> None:
    """Add a picture with its alternative text; the width is in centimetres."""
    from docx.shared import Cm

    shape = paragraph.add_run().add_picture(io.BytesIO(content), width=Cm(width))
    told = shape._inline.docPr  # noqa: SLF001
    told.set("descr", description)
    told.set("title", title)


def picture_grid(
    word: "Word",
    *,
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[WordPicture | None]]],
    width: float,
) -> None:
    """Add small pictures side by side: a row per subject, below its name."""
    from docx.shared import Cm

    grid = word.add_table(rows=1, cols=len(columns))
    room = width / len(columns)
    _row_property(grid.rows[0], "w:tblHeader")
    for cell, column in zip(grid.rows[0].cells, columns, strict=True):
        styled(cell.paragraphs[0], "Picture")
        cell.paragraphs[0].add_run(column).bold = True
    for title, pictures in rows:
        row = grid.add_row()
        _row_property(row, "w:cantSplit")
        for n, (cell, made) in enumerate(zip(row.cells, pictures, strict=True)):
            cell.width = Cm(room)
            held = cell.paragraphs[0]
            styled(held, "Cell")
            if title:
                held.add_run(title if n == 0 else "").bold = True
            if made is not None:
                if title:
                    held.add_run().add_break()
                content, name, description = made
                held.paragraph_format.keep_with_next = len(rows) == 1  # with its caption
                picture(held, content, width=room - 0.5, title=name, description=description)


def numbering(word: "Word") -> int:
    """Start a numbered list at 1 and give its number."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    held = word.part.numbering_part.element
    style = word.styles["List Number"].element
    used = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
    kind = held.find(f"./{qn('w:num')}[@{qn('w:numId')}='{used}']/{qn('w:abstractNumId')}")
    number = max(int(one.get(qn("w:numId"))) for one in held.findall(qn("w:num"))) + 1
    held.append(
        parse_xml(
            f'<w:num xmlns:w="{W}" w:numId="{number}">'
            f'<w:abstractNumId w:val="{kind.get(qn("w:val"))}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    return number


def numbered(paragraph: "Paragraph", number: int) -> None:
    """Put a paragraph of a Word file in a numbered list."""
    held = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
    held.get_or_add_ilvl().val = 0
    held.get_or_add_numId().val = number


def linked(paragraph: "Paragraph", address: str) -> None:
    """Add a web address to a Word file that can be followed."""
    from docx.oxml import parse_xml

    key = paragraph.part.relate_to(address, f"{_RELATION}hyperlink", is_external=True)
    paragraph._p.append(  # noqa: SLF001
        parse_xml(
            f'<w:hyperlink xmlns:w="{W}" xmlns:r="{_RELATION[:-1]}" r:id="{key}">'
            f"<w:r><w:t>{escape(address)}</w:t></w:r></w:hyperlink>"
        )
    )


def footnote_mark(paragraph: "Paragraph", number: int) -> None:
    """Put the mark of a footnote in a Word file."""
    from docx.oxml import parse_xml

    paragraph._p.append(  # noqa: SLF001
        parse_xml(
            f'<w:r xmlns:w="{W}"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:footnoteReference w:id="{number}"/></w:r>'
        )
    )


def add_footnotes(word: "Word", notes: Sequence[str]) -> None:
    """Add the texts of all footnotes to a Word file."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    if not notes:
        return
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{sign}/></w:r></w:p>'
        "</w:footnote>"
        for kind, number, sign in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    texts = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        '<w:footnoteRef/></w:r><w:r><w:rPr><w:sz w:val="15"/></w:rPr>'
        f'<w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(notes, 1)
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:footnotes xmlns:w="{W}">{rules}{texts}</w:footnotes>'
    )
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, content.encode(), word.part.package)
    word.part.relate_to(part, f"{_RELATION}footnotes")
