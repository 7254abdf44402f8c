"""What if, on a page: the shipped scenarios against the uses of home."""

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from valuechain.presentation.blocks import (
    Block,
    BodyRow,
    ColumnHead,
    Heading,
    Paragraph,
    Section,
    TableBlock,
    TableCell,
)
from valuechain.presentation.names import Names
from valuechain.questions.what_if.page_words import PAGE
from valuechain.questions.what_if.shipped_scenarios import not_followed
from valuechain.results.settings import Settings
from valuechain.texts.numbers import percent

if TYPE_CHECKING:
    import pandas as pd


def section(
    tables: "Mapping[str, pd.DataFrame]",
    names: Names,
    *,
    settings: Settings,  # noqa: ARG001  (every question is asked alike)
) -> Section | None:
    """Show the deepest loss of each use in each scenario, the deepest first.

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
        None if no scenario fits the model.
    """
    table, lang = tables["what_if"], names.lang
    if not len(table):
        return None
    order = ["deepest_loss", "deepest_loss_severe", "deepest_loss_bound_high"]
    deepest = table.groupby("scenario")[order].max().sort_values(order, ascending=False)
    hurt = int((deepest["deepest_loss"] > 0).sum())
    # What only a severe variant or unlisted supply takes is shown too: unknown is never safe.
    shown = deepest.index[(deepest > 0).any(axis=1)]
    titles = dict(zip(table["scenario"], table[f"title_{lang}"], strict=True))
    uses = tuple(dict.fromkeys(table["use"]))
    cells = {(row["scenario"], row["use"]): row for row in table.to_dict("records")}
    perhaps = len(shown) - hurt
    heading = PAGE.say(lang, "heading", hurt=hurt, all=len(deepest))
    if perhaps:
        heading = PAGE.say(lang, "heading-perhaps", base=heading, n=perhaps)
    block = TableBlock(
        columns=(
            ColumnHead(PAGE.say(lang, "scenario")),
            *(ColumnHead(names.title(use), "number") for use in uses),
        ),
        rows=tuple(
            BodyRow((TableCell(titles[one]), *(_cell(names, cells[one, use]) for use in uses)))
            for one in shown
        ),
        style="what-if",
        caption=PAGE.say(lang, "caption"),
    )
    blocks: list[Block] = [Heading(heading), Paragraph(PAGE.say(lang, "lead")), block]
    if unhurt := [titles[one] for one in deepest.index.difference(shown)]:
        blocks.append(Paragraph(PAGE.say(lang, "unhurt", names="; ".join(unhurt))))
    if unseen := [names.text(one.title) for one in not_followed(table)]:
        blocks.append(Paragraph(PAGE.say(lang, "unseen", names="; ".join(unseen))))
    blocks.append(Paragraph(PAGE.say(lang, "legend"), "small"))
    return Section("what-if", PAGE.say(lang, "nav"), tuple(blocks))


def _cell(names: Names, row: Mapping[Hashable, Any]) -> TableCell:
    lang = names.lang
    loss, severe = float(row["deepest_loss"]), float(row["deepest_loss_severe"])
    low, high = (float(row[f"deepest_loss_bound_{end}"]) for end in ("low", "high"))
    if not max(loss, severe, high) > 0:
        return TableCell("", 0.0)
    notes = []
    if percent(lang, low) != percent(lang, high):
        notes.append(PAGE.say(lang, "range", low=percent(lang, low), high=percent(lang, high)))
    if percent(lang, severe) != percent(lang, loss):
        notes.append(PAGE.say(lang, "severe", loss=percent(lang, severe)))
    if loss > 0:
        notes.insert(0, PAGE.say(lang, "week", week=int(row["first_loss_week"])))
    return TableCell(percent(lang, loss), loss, note="; ".join(notes))
