"""What trusting one more partner takes away, on a page."""

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
from valuechain.presentation.cells import TableRow, share_range, worded
from valuechain.presentation.names import Names
from valuechain.questions.partners.page_words import PAGE
from valuechain.results.settings import Settings
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, inline
from valuechain.texts.numbers import percent

if TYPE_CHECKING:
    import pandas as pd

_LITTLE: Final = 0.005
"""A change of less than half a per cent is not shown as one."""


def section(
    tables: "Mapping[str, pd.DataFrame]",
    names: Names,
    *,
    settings: Settings,  # noqa: ARG001  (every question is asked alike)
) -> Section | None:
    """Show what trusting one more country or group takes away.

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
    table = tables.get("partners")
    if table is None:
        return None
    lang = names.lang
    told = (_partner(names, str(name), part) for name, part in table.groupby("candidate"))
    rows = sorted((one for one in told if one is not None), key=lambda one: one[0])
    heading = _heading(names, table)
    lead = PAGE.say(lang, "lead", tie=label(lang, "owner", of="attribute"))
    block = TableBlock(
        columns=(
            ColumnHead(PAGE.say(lang, "who")),
            ColumnHead(PAGE.say(lang, "sure"), "number"),
            ColumnHead(PAGE.say(lang, "left", n=table["use"].nunique()), "number"),
            ColumnHead(PAGE.say(lang, "best")),
            ColumnHead(PAGE.say(lang, "worse")),
        ),
        rows=tuple(row for _, row in rows),
        caption=heading,
    )
    return Section("partners", PAGE.say(lang, "nav"), (Heading(heading), Paragraph(lead), block))


def _heading(names: Names, table: "pd.DataFrame") -> str:
    lang = names.lang
    alone = table[(table["kind"] == "country") & (table["effect"] == "reduces")]
    if not len(alone):
        unsure = table.loc[table["effect"] == "undecided", "candidate"].nunique()
        return PAGE.say(lang, "heading-open" if unsure else "heading-none", n=unsure)
    best = _most(alone)
    if not _shows(lang, best):
        return PAGE.say(lang, "heading-little")
    return PAGE.say(
        lang,
        "heading",
        who=names.place(str(best["candidate"])),
        use=inline(names.title(str(best["use"]))),
        before=percent(lang, float(best["without"])),
        after=share_range(lang, best, stem="with").text,
    )


def _shows(lang: Lang, best: TableRow) -> bool:
    """Whether what trust takes away is to be seen in whole per cents."""
    before, after = (percent(lang, float(best[name])) for name in ("without", "with"))
    return float(best["gain"]) > 0 and before != after


def _most(rows: "pd.DataFrame") -> TableRow:
    """The row with the largest gain."""
    first: TableRow = rows.sort_values("gain", ascending=False, kind="stable").to_dict("records")[0]
    return first


def _partner(
    names: Names, name: str, part: "pd.DataFrame"
) -> tuple[tuple[float, str], BodyRow] | None:
    """Row of one candidate, with what to sort by; None where trust changes nothing for sure."""
    lang = names.lang
    sure, worse = part[part["effect"] == "reduces"], part[part["gain"] < -_LITTLE]
    if not len(sure) and not (part["effect"] == "raises").any():
        return None
    before, left = float(part["without"].mean()), float(part["with"].mean())
    best = _most(part)
    change = PAGE.say(
        lang,
        "change",
        use=names.title(str(best["use"])),
        before=percent(lang, float(best["without"])),
        after=share_range(lang, best, stem="with").text,
    )
    none = "little-change" if float(best["gain"]) > 0 else "no-change"
    shown = "+".join(names.removed(one) for one in name.split("+"))
    means = (percent(lang, one) for one in (before, left))
    losing = (
        inline(names.title(str(use)))
        if effect == "raises"
        else PAGE.say(lang, "perhaps", use=inline(names.title(str(use))))
        for use, effect in zip(worse["use"], worse["effect"], strict=True)
    )
    return (left, name), BodyRow(
        (
            TableCell(PAGE.say(lang, "like-minded") if name == "like-minded" else shown),
            TableCell(f"{len(sure)} / {len(part)}", len(sure)),
            TableCell(" → ".join(means), left),
            *worded(
                change if _shows(lang, best) else PAGE.say(lang, none),
                ", ".join(losing) or PAGE.say(lang, "no-use"),
            ),
        )
    )
