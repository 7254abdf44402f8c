"""What all documents on paper share: nothing to open, nothing beside, headings without a gap."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from valuechain.presentation.blocks import (
    Beside,
    Block,
    Contents,
    Details,
    Document,
    FigureBlock,
    Heading,
    TableBlock,
    TableCell,
)
from valuechain.presentation.picture_files import png_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MARKS: Final = {"read": "■", "recall": "◧", "judgement": "□"}
"""Signs for how a figure is known, as the legends say."""
WORD: Final = 13
"""Letters of a word that are never broken."""
_WRITTEN: "Final[WeakKeyDictionary[Figure, bytes]]" = WeakKeyDictionary()
LONG: Final = 140
"""Letters of a text beyond which its column gets no wider."""
WIDE: Final = 12
"""Columns from which a table stands across."""


def kind_of(part: object) -> str:
    """Name the kind of a block as renderers call it.

    Examples
    --------
    >>> from valuechain.presentation.blocks import ListBlock
    >>> kind_of(ListBlock(()))
    'list_block'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(part).__name__).lower()


def on_paper(told: Document) -> Document:
    """Lay out a document for paper, where nothing can be opened or followed.

    Parameters
    ----------
    told : Document
        What it says.

    Returns
    -------
    Document
        The same without parts to be opened or beside each other: what they hold follows in its
        place, but for tables of numbers behind a figure, which the workbook has. No heading is
        more than one level below the one before, as readers that speak ask.
    """
    sections = tuple(
        replace(section, blocks=tuple(stepped(_laid(section.blocks)))) for section in told.sections
    )
    return replace(told, sections=sections)


def drawn_once(part: Any) -> Any:
    """Let each figure of a document be drawn once, for all kinds of document it is shown in."""
    if isinstance(part, FigureBlock):
        return replace(part, draw=cache(part.draw))
    if isinstance(part, tuple):
        made = tuple(drawn_once(one) for one in part)
        return made if any(new is not old for new, old in zip(made, part, strict=True)) else part
    if is_dataclass(part) and not isinstance(part, type):
        held = {one.name: getattr(part, one.name) for one in fields(part)}
        other = {name: drawn_once(one) for name, one in held.items()}
        changed = {name: one for name, one in other.items() if one is not held[name]}
        return replace(part, **changed) if changed else part
    return part


def png(block: FigureBlock) -> bytes:
    """Write a figure as PNG; one that is drawn once is written once."""
    figure = block.draw()
    if figure not in _WRITTEN:
        _WRITTEN[figure] = png_of(figure)
    return _WRITTEN[figure]


def contents_title(told: Document) -> str:
    """Title above the table of contents; empty if the document has none."""
    every = (block for section in told.sections for block in section.blocks)
    return next((block.title for block in every if isinstance(block, Contents)), "")


def cell_text(cell: TableCell) -> str:
    """Say what a cell shows, its evidence in signs."""
    if cell.evidence is None:
        return cell.text
    return "  ".join(f"{MARKS[status]} {count}" for status, count in cell.evidence.parts)


def column_weights(block: TableBlock) -> tuple[float, ...]:
    """Divide the width of a table over its columns, by what they hold.

    Parameters
    ----------
    block : TableBlock
        The table.

    Returns
    -------
    tuple of float
        Shares of the width: none is narrower than its longest word, up to what may be hyphenated,
        and long texts get more, but less than in proportion, since they fill lines.
    """
    found = []
    for place, column in enumerate(block.columns):
        cells = [row.cells[place] for row in block.rows if place < len(row.cells)]
        texts = [column.text, column.over, *(cell_text(cell) for cell in cells)]
        texts += [cell.note[: int(0.85 * len(cell.note))] for cell in cells]
        word = max(len(part) for text in texts for part in re.split("[ -]", text))
        longest = max(map(len, texts))
        room = max(min(word, WORD), 3.0 if place or column.kind == "number" else 8.0)
        if column.kind in {"text", "class"}:
            room = max(room, 2.6 * min(longest, LONG) ** 0.5)
        else:
            room = max(room, min(max((len(cell_text(cell)) for cell in cells), default=0), WORD))
        found.append(room + 1.5)
    return tuple(found)


def _laid(blocks: Iterable[Block]) -> Iterator[Block]:
    """Put what can be opened, and what stands beside, in line."""
    for block in blocks:
        if isinstance(block, Beside):
            for part in block.parts:
                yield from _laid(part)
        elif isinstance(block, Details):
            if not isinstance(block.blocks[0], TableBlock):
                yield from _laid(block.blocks)
        else:
            yield block


def stepped(blocks: Iterable[Block]) -> Iterator[Block]:
    """Let no heading be more than one level below the one before; a chapter is the first level."""
    return _below(blocks, [1])


def _below(blocks: Iterable[Block], before: list[int]) -> Iterator[Block]:
    """Go through blocks, parts that stand beside each other too; ``before`` is the last level."""
    for block in blocks:
        if isinstance(block, Heading):
            before[0] = min(block.level, before[0] + 1)
            yield replace(block, level=before[0])
        elif isinstance(block, Beside):
            yield replace(block, parts=tuple(tuple(_below(one, before)) for one in block.parts))
        else:
            yield block
