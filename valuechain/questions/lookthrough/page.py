"""What can be said by value, on a page: little, where few cost shares are stated."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from valuechain.presentation.blocks import Block, Paragraph
from valuechain.presentation.names import Names
from valuechain.questions.lookthrough.page_words import PAGE

if TYPE_CHECKING:
    import pandas as pd


def blocks(tables: "Mapping[str, pd.DataFrame]", names: Names) -> tuple[Block, ...]:
    """Say of how many uses it can be said in which country their cost is earned.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        Tables of a nulmeting.
    names : Names
        Names in the reader's language.

    Returns
    -------
    tuple of Block
        A note; empty if it was not asked.
    """
    table = tables.get("lookthrough")
    if table is None:
        return ()
    uses = table[table["kind"] == "use"]
    blind = uses[~(uses["traced"] > 0)]
    lang = names.lang
    of_uses = PAGE.say(lang, "blind", blind=len(blind), uses=len(uses)) if len(uses) else ""
    stated, inputs = int(table["inputs_stated"].sum()), int(table["inputs"].sum())
    text = PAGE.say(lang, "value", inputs=inputs, stated=stated, blind=of_uses)
    return (Paragraph(text, "small"),)
