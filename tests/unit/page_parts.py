"""Parts of a document, found by kind."""

from collections.abc import Iterator

from valuechain.presentation.blocks import (
    Beside,
    Block,
    Details,
    Heading,
    ListBlock,
    Paragraph,
    Section,
    TableBlock,
)


def every(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """All blocks, with those inside others."""
    for block in blocks:
        yield block
        if isinstance(block, Beside):
            for part in block.parts:
                yield from every(part)
        if isinstance(block, Details):
            yield from every(block.blocks)


def headings(section: Section) -> list[str]:
    """Texts of all headings."""
    return [block.text for block in every(section.blocks) if isinstance(block, Heading)]


def sentences(section: Section) -> list[str]:
    """Texts of all paragraphs and lists."""
    found = []
    for block in every(section.blocks):
        if isinstance(block, Paragraph):
            found.append(block.text)
        if isinstance(block, ListBlock):
            found.extend(block.entries)
    return found


def table(section: Section) -> TableBlock:
    """The first table."""
    return next(block for block in every(section.blocks) if isinstance(block, TableBlock))


def grid(section: Section) -> list[list[str]]:
    """Texts of the cells of the first table."""
    return [[cell.text for cell in row.cells] for row in table(section).rows]
