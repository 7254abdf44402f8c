"""Documents as PDF, set by typst: tagged, with bookmarks, fit for PDF/UA-1."""

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Final

from valuechain.documents.paper import WIDE, column_weights, contents_title, kind_of, on_paper
from valuechain.presentation.blocks import Document, FigureBlock, SourceBlock, TableBlock
from valuechain.presentation.picture_files import svg_of

TEMPLATE: Final = Path(__file__).parent / "templates" / "document.typ"


def pdf(told: Document) -> bytes:
    """Set a document as a PDF that screen readers can follow.

    Parameters
    ----------
    told : Document
        What it says.

    Returns
    -------
    bytes
        A file that needs nothing else: the fonts are inside, and no text of a model becomes
        markup, because it reaches the page as text only. The same document gives the same bytes.
    """
    import matplotlib as mpl
    import typst

    pictures: dict[str, bytes] = {}
    laid = on_paper(told)
    sources = [
        source.key
        for section in laid.sections
        for block in section.blocks
        if isinstance(block, SourceBlock)
        for source in block.sources
    ]
    whole = {
        "document": _plain(laid, pictures),
        "sources": sources,
        "contents": contents_title(told),
    }
    content: dict[str, bytes] = {
        "main.typ": TEMPLATE.read_bytes(),
        "document.json": json.dumps(whole, ensure_ascii=False).encode(),
        **pictures,
    }
    compiled: Any = typst.compile  # what it declares leaves out that files may be given by name
    made: bytes = compiled(
        content,
        format="pdf",
        font_paths=[str(Path(mpl.get_data_path()) / "fonts" / "ttf")],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    return made


def _plain(part: object, pictures: dict[str, bytes]) -> object:
    """Write blocks as the template reads them: their kind, and pictures as files beside it."""
    if isinstance(part, FigureBlock):
        name = f"figures/{len(pictures)}.svg"
        pictures[name] = _drawn(part)
        return {"title": part.title, "description": part.description, "file": name}
    if isinstance(part, tuple):
        return [_plain(one, pictures) for one in part]
    if is_dataclass(part):
        found = {one.name: _plain(getattr(part, one.name), pictures) for one in fields(part)}
        if isinstance(part, TableBlock):
            found |= {"widths": column_weights(part), "wide": len(part.columns) > WIDE}
        return {"kind": kind_of(part), **found}
    return part


def _drawn(figure: FigureBlock) -> bytes:
    return svg_of(figure.draw())
