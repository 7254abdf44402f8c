"""Mutual dependence on a page: what partners lose by us beside what we lose by them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from valuechain.presentation.blocks import (
    Block,
    BodyRow,
    ColumnHead,
    Heading,
    ListBlock,
    Paragraph,
    TableBlock,
    TableCell,
)
from valuechain.presentation.cells import counted_range
from valuechain.presentation.names import Names
from valuechain.questions.leverage.page_words import PAGE
from valuechain.results.frames import rows_of
from valuechain.results.settings import Settings
from valuechain.texts.languages import listing
from valuechain.texts.numbers import percent

if TYPE_CHECKING:
    import pandas as pd

SHOWN: Final = 5


def blocks(
    tables: "Mapping[str, pd.DataFrame]", names: Names, *, settings: Settings
) -> tuple[Block, ...]:
    """Show who depends on whom, and where others cannot do without home.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        Tables of a nulmeting.
    names : Names
        Names in the reader's language.
    settings : Settings
        From whose side it is seen, judged how.

    Returns
    -------
    tuple of Block
        A part of the section on what home holds; empty if it was not asked of this home.
    """
    table, lang = tables.get("leverage"), names.lang
    if table is None or not len(table):
        return ()
    rows = []
    for name in dict.fromkeys(table["partner"]):
        cells = [TableCell(names.removed(str(name)))]
        for horizon in (str(settings.judged_weeks), "limit"):
            row = rows_of(table, partner=str(name), horizon_weeks=horizon).iloc[0]
            cells += [counted_range(row, "their_hit"), counted_range(row, "our_hit")]
        rows.append(BodyRow(tuple(cells)))
    heading = PAGE.say(lang, "heading", threshold=percent(lang, settings.exposure_threshold))
    products = sorted({int(count) for count in table["products"]})
    spread = "–".join(str(count) for count in dict.fromkeys((products[0], products[-1])))
    block = TableBlock(
        columns=(
            ColumnHead(PAGE.say(lang, "who")),
            *(
                ColumnHead(PAGE.say(lang, key), "number")
                for key in ("they", "we", "they-end", "we-end")
            ),
        ),
        rows=tuple(rows),
        caption=heading,
    )
    note = Paragraph(PAGE.say(lang, "note", products=spread))
    return (Heading(heading, 3, "mutual-h"), note, block, *_positions(tables, names, settings))


def _positions(
    tables: "Mapping[str, pd.DataFrame]", names: Names, settings: Settings
) -> tuple[Block, ...]:
    """Products in which home is indispensable, each with the reason."""
    lang, every = names.lang, tables["indispensable"]
    unsure = int((every["verdict"] == "undecided").sum())
    held = every[every["verdict"] == "yes"].sort_values(
        ["countries_hit_limit", "share"], ascending=False, kind="stable"
    )
    told = [
        f"{names.title(str(row['product']))}. {row[f'reason_{lang}']}"
        for row in held.head(SHOWN).to_dict("records")
    ]
    if more := len(held) - len(told):
        told.append(PAGE.say(lang, "indispensable-more", n=more))
    if unsure:
        told.append(PAGE.say(lang, f"indispensable-open{'-one' if unsure == 1 else ''}", n=unsure))
    if not told:
        return ()
    home = listing(lang, [names.place(code) for code in settings.home])
    heading = Heading(PAGE.say(lang, "indispensable-heading", home=home), 3)
    return (heading, ListBlock(tuple(told)))
