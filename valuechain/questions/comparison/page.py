"""What the indicators of others see of our dependencies, on a page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from valuechain.presentation.blocks import (
    BodyRow,
    ColumnHead,
    Heading,
    Paragraph,
    Section,
    TableBlock,
    TableCell,
)
from valuechain.presentation.names import Names
from valuechain.questions.comparison.page_words import PAGE
from valuechain.questions.comparison.words import WORDS
from valuechain.results.settings import Settings
from valuechain.texts.languages import listing

if TYPE_CHECKING:
    import pandas as pd

_FEATURED: Final = "hhi-wgi"
_COUNTS: Final = {
    "both": "both",
    "elsewhere": "elsewhere",
    "missed": "missed",
    "alone": "alone",
    "open": "open",
    "blind": "not_covered",
}
"""Head of each column, and the column of the table behind it."""


def section(
    tables: "Mapping[str, pd.DataFrame]", names: Names, *, settings: Settings
) -> Section | None:
    """Show beside our dependencies what the indicators of others see of them.

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
    Section or None
        None if it was not asked of this home.
    """
    table, lang = tables.get("agreement"), names.lang
    if table is None or not len(table):
        return None
    featured = table[table["indicator"] == _FEATURED].iloc[0]
    ours = int(featured[["both", "elsewhere", "missed", "not_covered", "open_ours"]].sum())
    verdicts = tables["verdicts"]
    elsewhere = ~verdicts["country"].isin(list(settings.home_countries))
    unsure = int((elsewhere & (verdicts["class"] == "undecided")).sum())
    none = "none" if elsewhere.any() else "unjudged"
    heading = PAGE.say(lang, f"heading-{'open' if unsure else none}", n=unsure)
    if ours:
        name, both = WORDS.say(lang, _FEATURED), int(featured["both"])
        key = "heading" if ours > 1 else ("heading-one" if both else "heading-one-not")
        heading = PAGE.say(lang, key, ours=ours, name=name, both=both)
    block = TableBlock(
        columns=(
            ColumnHead(PAGE.say(lang, "name")),
            *(ColumnHead(PAGE.say(lang, key), "number") for key in _COUNTS),
        ),
        rows=tuple(
            BodyRow(
                (
                    TableCell(WORDS.say(lang, row["indicator"])),
                    *(TableCell(str(int(row[key])), int(row[key])) for key in _COUNTS.values()),
                )
            )
            for row in table.to_dict("records")
        ),
        caption=heading,
    )
    home = listing(lang, [names.place(one) for one in settings.home])
    lead = PAGE.say(lang, "lead", home=home)
    if ours:
        lead = f"{lead} {PAGE.say(lang, 'rest', ours=ours)}"
    return Section("others", PAGE.say(lang, "nav"), (Heading(heading), Paragraph(lead), block))
