"""What the uses survive on a page: of each use the loss that it survives least."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from valuechain.presentation.blocks import (
    BodyRow,
    CellKind,
    ColumnHead,
    Heading,
    Paragraph,
    Section,
    TableBlock,
    TableCell,
)
from valuechain.presentation.cells import TableRow, named, rests_on
from valuechain.presentation.names import Names
from valuechain.questions.survival.page_words import PAGE
from valuechain.questions.survival.screen import gone_name, worst_losses
from valuechain.results.settings import Settings
from valuechain.texts.labels import label
from valuechain.texts.languages import capital, inline, listing
from valuechain.texts.numbers import duration, duration_range, percent
from valuechain.texts.ties import under_tie, who_refuses

if TYPE_CHECKING:
    import pandas as pd

    from valuechain.vocab.words import Attribute


def section(
    tables: "Mapping[str, pd.DataFrame]", names: Names, *, settings: Settings
) -> Section | None:
    """Show of each use the loss of another country that it survives least.

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
    table = tables.get("survival")
    if table is None:
        return None
    lang = names.lang
    uses: list[str] = tables["exposure"]["use"].unique().tolist()
    worst: list[TableRow] = []
    for use in uses:
        mine = worst_losses(table, use=use, own=settings.home_countries)
        worst += mine.head(1).to_dict("records")
    worst.sort(key=lambda row: (row["verdict"] == "undecided", _weeks(row["tts"])))
    unhurt = [names.title(use) for use in uses if use not in {row["use"] for row in worst}]
    theta, heading = percent(lang, settings.theta), _heading(names, worst, settings=settings)
    lead = PAGE.say(lang, "lead", theta=theta, tie=label(lang, "any", of="attribute"))
    columns: dict[str, CellKind] = {
        "use": "text",
        "what": "text",
        "holds": "number",
        "back": "number",
        "verdict": "text",
        "missing": "text",
        "rests": "number",
    }
    block = TableBlock(
        columns=tuple(ColumnHead(PAGE.say(lang, key), kind) for key, kind in columns.items()),
        rows=tuple(_endured(names, row) for row in worst),
        caption=heading,
    )
    listed = listing(lang, [inline(name) for name in unhurt])
    note = (
        (Paragraph(PAGE.say(lang, "unhurt", names=listed, theta=theta), "small"),) if unhurt else ()
    )
    return Section(
        "survive", PAGE.say(lang, "nav"), (Heading(heading), Paragraph(lead), block, *note)
    )


def _heading(names: Names, worst: list[TableRow], *, settings: Settings) -> str:
    """Name all uses that go below the level first, each with what is gone and how."""
    lang, theta = names.lang, percent(names.lang, settings.theta)
    sure = [row for row in worst if row["verdict"] != "undecided"]
    if not sure:
        key = "heading-open" if worst else "heading-none"
        return PAGE.say(lang, key, theta=theta, n=len(worst))
    weeks = min(_weeks(row["tts"]) for row in sure)
    first = [row for row in sure if _weeks(row["tts"]) == weeks]
    cases: dict[str, list[str]] = {}
    for row in first:
        use = inline(names.title(str(row["use"])))
        cases.setdefault(_cause(names, row), []).append(use)
    told = (
        PAGE.say(lang, "heading-case", uses=listing(lang, uses), cause=cause)
        for cause, uses in cases.items()
    )
    when = PAGE.say(lang, "after", weeks=duration(lang, weeks)) if weeks else ""
    return PAGE.say(
        lang,
        "heading",
        theta=theta,
        when=when or PAGE.say(lang, "at-once"),
        cases="; ".join(told),
    )


def _cause(names: Names, row: TableRow) -> str:
    """Say what is gone, by which tie and how."""
    lang, removed, groups = names.lang, str(row["removed"]), names.groups
    attribute = cast("Attribute", str(row["attribute"]) or "any")
    if row["mode"] == "withheld":
        who = who_refuses(lang, removed, attribute=attribute, titles=groups)
        return PAGE.say(lang, "if-withheld", who=who)
    tie = under_tie(lang, removed, attribute=attribute, titles=groups)
    return PAGE.say(lang, "if-lost", tie=tie)


def _weeks(cell: Any) -> float:
    found = _plain(cell)
    return float("inf") if found is None else found


def _plain(cell: Any) -> float | None:
    """Read a cell of a column of whole numbers that may be empty."""
    import pandas as pd

    return None if pd.isna(cell) else float(cell)


def _endured(names: Names, row: TableRow) -> BodyRow:
    lang = names.lang
    return BodyRow(
        (
            TableCell(names.title(str(row["use"]))),
            TableCell(capital(gone_name(names, row, room=60))),
            _time(names, row, stem="tts"),
            _time(names, row, stem="weeks_to_recovery"),
            TableCell(PAGE.say(lang, str(row["verdict"]))),
            named(names, row["binding"]),
            rests_on(row),
        )
    )


def _time(names: Names, row: TableRow, *, stem: str) -> TableCell:
    lang = names.lang
    low, middle, high = (_plain(row[stem + end]) for end in ("_low", "", "_high"))
    never = PAGE.say(lang, "never-falls" if stem == "tts" else "never")
    told = [never if one is None else duration(lang, one) for one in (middle, low, high)]
    if told[1] == told[0] == told[2]:
        return TableCell(told[0], middle)
    if low is not None and high is not None:
        return TableCell(told[0], middle, note=duration_range(lang, low, high=high))
    return TableCell(told[0], middle, note=f"{told[1]} – {told[2]}")
