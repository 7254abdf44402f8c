"""What if: the shipped scenarios against the uses of home, deepest loss and first week."""

from dataclasses import dataclass

from valuechain.questions.nulmeting.reader import Reader
from valuechain.results.frames import rows_of
from valuechain.texts.numbers import percent


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The table: heads are uses; every row is a scenario with a cell per use."""

    heading: str
    uses: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Title, and for every use the deepest loss and what there is to say about it."""
    unhurt: str
    """Scenarios in which no use loses anything."""


def what_if(reader: Reader) -> WhatIf | None:
    """Make the table, the scenarios with the deepest loss first.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.

    Returns
    -------
    WhatIf or None
        None if no scenario fits the model.
    """
    table = reader.base.what_if
    if not len(table):
        return None
    order = ["deepest_loss", "deepest_loss_bound_high"]
    deepest = table.groupby("scenario")[order].max().sort_values(order, ascending=False)
    hurt = deepest.index[deepest["deepest_loss"] > 0]
    # What only unlisted supply could take is shown too: unknown is never safe.
    shown = deepest.index[deepest["deepest_loss_bound_high"] > 0]
    titles = dict(zip(table["scenario"], table[f"title_{reader.lang}"], strict=True))
    uses = tuple(dict.fromkeys(table["use"]))
    unhurt = [titles[name] for name in deepest.index.difference(shown)]
    return WhatIf(
        heading=reader.say("what-if-heading", hurt=len(hurt), all=len(deepest)),
        uses=tuple(reader.use(use) for use in uses),
        rows=tuple(
            (titles[name], tuple(_cell(reader, name, use) for use in uses)) for name in shown
        ),
        unhurt=reader.say("what-if-unhurt", names="; ".join(unhurt)) if unhurt else "",
    )


def _cell(reader: Reader, scenario: str, use: str) -> tuple[str, str]:
    row = rows_of(reader.base.what_if, scenario=scenario, use=use).iloc[0]
    low, high = (
        percent(reader.lang, float(row[f"deepest_loss_bound_{end}"])) for end in ("low", "high")
    )
    if high == percent(reader.lang, 0.0):
        return "", ""
    most = percent(reader.lang, float(row["deepest_loss"]))
    if not row["deepest_loss"] > 0:
        return reader.say("what-if-perhaps", high=high), ""
    week = reader.say("what-if-week", week=int(row["first_loss_week"]))
    return most, week if low == high else reader.say("what-if-range", low=low, high=high, week=week)
