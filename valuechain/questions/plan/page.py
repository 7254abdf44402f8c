"""What to do first, and whether targets are reached, on a page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from valuechain.presentation.blocks import (
    Block,
    BodyRow,
    ColumnHead,
    Heading,
    ListBlock,
    Paragraph,
    Section,
    TableBlock,
    TableCell,
)
from valuechain.presentation.names import Names
from valuechain.questions.plan.page_words import PAGE
from valuechain.questions.plan.words import money, needed, tell, weeks
from valuechain.results.frames import known
from valuechain.texts.languages import Lang, listing
from valuechain.texts.numbers import percent

if TYPE_CHECKING:
    import pandas as pd

    from valuechain.presentation.cells import TableRow

_REASONS: Final = ("nobody", "none", "time", "money")
_CUSTOMERS: Final = 8
_PROVED: Final = 0.0015
_SIDES: Final = ("coercion", "disaster", "scenario")


def section(
    tables: "Mapping[str, pd.DataFrame]", names: Names, *, asked: Mapping[str, object]
) -> Section | None:
    """Show a plan, what it leaves, and where targets stand.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        Tables of a nulmeting.
    names : Names
        Names in the reader's language.
    asked : mapping of str to object
        How it was asked: what is said of the plan.

    Returns
    -------
    Section or None
        None where neither a plan nor targets were given.
    """
    plan, targets = tables.get("plan"), tables.get("targets")
    if plan is None and targets is None:
        return None
    lang = names.lang
    blocks: list[Block] = []
    if plan is not None:
        said: Mapping[str, Any] = asked["plan"]  # type: ignore[assignment]
        blocks += _plan(tables, names, said)
    if targets is not None and len(targets):
        blocks += _targets(targets, lang, level=2 if plan is None else 3)
    if plan is not None:
        blocks += _customers(tables["launching_customer"], names)
    return Section("plan", PAGE.say(lang, "nav"), tuple(blocks)) if blocks else None


def _plan(
    tables: "Mapping[str, pd.DataFrame]", names: Names, said: Mapping[str, Any]
) -> list[Block]:
    lang = names.lang
    before, after = float(said["loss_before"]), float(said["loss_after"])
    told = {
        "budget": money(lang, float(said["budget_eur"]))
        + (PAGE.say(lang, "a-year") if said["a_year"] else ""),
        "years": f"{said['years'][0]}-{said['years'][-1]}",
        "before": weeks(lang, before),
        "after": weeks(lang, after),
        "drop": percent(lang, (before - after) / before if before else 0.0),
    }
    rows = tables["plan"]
    if not len(rows):
        return [Heading(PAGE.say(lang, "heading-nothing", **told))]
    gap = float(said["gap"])
    key = "proof" if gap <= _PROVED else "gap"
    lead = [
        tell(lang, "unit", cases=len(tables["plan_cases"])),
        tell(lang, key, gap=weeks(lang, gap), bound=weeks(lang, float(said["bound"]))),
        tell(
            lang,
            "range",
            low=weeks(lang, float(said["loss_low_effect"])),
            high=weeks(lang, float(said["loss_high_effect"])),
        ),
    ]
    return [
        Heading(PAGE.say(lang, "heading", **told)),
        Paragraph(" ".join(lead)),
        _measures(rows, names),
        *_always(tables, names),
        Heading(PAGE.say(lang, "uses"), 3),
        _uses(tables["plan_uses"], names),
        *_stays(tables["plan_cases"], names),
    ]


def _measures(rows: "pd.DataFrame", names: Names) -> TableBlock:
    """The measures in the order in which they start."""
    lang = names.lang
    text = ("measure", "who", "effect")
    ordered = rows.sort_values("order").to_dict("records")
    others = needed(ordered)
    columns = tuple(
        ColumnHead(PAGE.say(lang, f"col-{key}"), "text" if key in text else "number")
        for key in ("measure", "who", "effect", "start", "works", "cost", "takes")
    )
    return TableBlock(
        columns,
        tuple(_measure(row, names, others) for row in ordered),
        caption=tell(lang, "plan"),
    )


def _measure(row: "TableRow", names: Names, others: frozenset[str]) -> BodyRow:
    """One measure; what others need may take nothing off by itself, which is said."""
    lang, fits = names.lang, known(row["start"])
    title = str(row[f"title_{lang}"])
    if row["measure"] in others:
        title += tell(lang, "needed")
    cost, takes = float(str(row["cost_eur"])), float(str(row["contribution"]))
    return BodyRow(
        (
            TableCell(title),
            TableCell(str(row["actors"]).replace(";", ", ")),
            TableCell(tell(lang, str(row["effect_status"]))),
            TableCell(str(row["start"]) if fits else PAGE.say(lang, "no-year")),
            TableCell(str(int(float(str(row["works_from"])))) if fits else "–"),
            TableCell(money(lang, cost), cost),
            TableCell(weeks(lang, takes), takes),
        )
    )


def _always(tables: "Mapping[str, pd.DataFrame]", names: Names) -> tuple[Block, ...]:
    """Which measures are in every plan of the frontier; nothing where one budget was tried."""
    lang, rows = names.lang, tables["plan_measures"]
    titles = dict(zip(tables["plan"]["measure"], tables["plan"][f"title_{lang}"], strict=True))
    always = [str(titles.get(name, name)) for name in rows.loc[rows["no_regret"], "measure"]]
    count = int((tables["plan_frontier"]["n_measures"] > 0).sum())
    if count < 2:
        return ()
    text = tell(lang, "regret", count=count, names=listing(lang, always))
    return (Paragraph(text if always else tell(lang, "no-regret"), "small"),)


def _uses(rows: "pd.DataFrame", names: Names) -> TableBlock:
    """Loss of every use without the plan and at its end, by side."""
    lang = names.lang
    last = int(rows["year"].max())
    sides = [side for side in _SIDES if (rows["side"] == side).any()]
    at = rows.set_index(["use", "side", "year"])["loss"]
    columns = [ColumnHead(PAGE.say(lang, "col-use"))]
    columns += [
        # On a narrow page each number stands beside its head alone.
        ColumnHead(f"{tell(lang, side)}, {PAGE.say(lang, key, year=last)}", "number")
        for side in sides
        for key in ("col-now", "col-then")
    ]
    body = []
    for use in dict.fromkeys(rows["use"]):
        lost = [float(at[use, side, year]) for side in sides for year in (0, last)]
        cells = (TableCell(weeks(lang, one), one) for one in lost)
        body.append(BodyRow((TableCell(names.title(str(use))), *cells)))
    return TableBlock(tuple(columns), tuple(body), caption=PAGE.say(lang, "uses-caption"))


def _stays(rows: "pd.DataFrame", names: Names) -> list[Block]:
    """How many cases stay unsolved, by what they would need."""
    lang, counts = names.lang, rows["why"].value_counts()
    entries = tuple(
        PAGE.say(lang, f"stays-{why}", n=int(counts[why])) for why in _REASONS if why in counts
    )
    solved = int(counts.get("solved", 0))
    heading = Heading(PAGE.say(lang, "stays", n=solved, of=len(rows)), 3)
    return [heading, ListBlock(entries)] if entries else [heading]


def _targets(rows: "pd.DataFrame", lang: Lang, *, level: int) -> list[Block]:
    """Targets with where they stand."""
    counts = rows["verdict"].value_counts()
    told = [
        f"{counts[word]} {tell(lang, word)}"
        for word in ("reached", "on-track", "off-track", "cannot-tell")
        if word in counts
    ]
    heading = PAGE.say(lang, "targets", n=len(rows), told=listing(lang, told))
    columns = (
        ColumnHead(PAGE.say(lang, "col-target")),
        ColumnHead(PAGE.say(lang, "col-stands")),
        ColumnHead(PAGE.say(lang, "col-below"), "number"),
        ColumnHead(PAGE.say(lang, "col-by"), "number"),
        ColumnHead(PAGE.say(lang, "col-today"), "number"),
        ColumnHead(PAGE.say(lang, "col-planned"), "number"),
    )
    body = tuple(_target(row, lang) for row in rows.to_dict("records"))
    table = TableBlock(columns, body, caption=PAGE.say(lang, "targets-caption"))
    return [Heading(heading, level), table]


def _target(row: "TableRow", lang: Lang) -> BodyRow:
    below, now = float(str(row["below"])), float(str(row["now"]))
    then = TableCell("–")
    if known(row["then"]):
        value = float(str(row["then"]))
        then = TableCell(percent(lang, value), value)
    return BodyRow(
        (
            TableCell(str(row[f"title_{lang}"])),
            TableCell(tell(lang, str(row["verdict"]))),
            TableCell(percent(lang, below), below),
            TableCell(str(row["by"]), float(str(row["by"]))),
            TableCell(percent(lang, now), now),
            then,
        )
    )


def _customers(rows: "pd.DataFrame", names: Names) -> list[Block]:
    """What the State and vital bodies could move, and whether that carries a supplier."""
    lang = names.lang
    public = rows[rows["body"].isin(["state", "vital"]) & (rows["movable_share"] > 0)]
    if not len(public):
        return []
    first = (
        public.sort_values(["together_share", "product"], ascending=[False, True], kind="stable")
        .drop_duplicates("product")
        .head(_CUSTOMERS)
    )
    columns = (
        ColumnHead(PAGE.say(lang, "col-product")),
        ColumnHead(PAGE.say(lang, "col-carries")),
        ColumnHead(PAGE.say(lang, "col-movable"), "number"),
        ColumnHead(PAGE.say(lang, "col-smallest"), "number"),
    )
    body = []
    for row in first.to_dict("records"):
        movable = float(str(row["together_share"]))
        smallest = TableCell("–")
        if known(row["smallest_supplier"]):
            share = float(str(row["smallest_supplier"]))
            smallest = TableCell(percent(lang, share), share)
        body.append(
            BodyRow(
                (
                    TableCell(names.title(str(row["product"]))),
                    TableCell(PAGE.say(lang, f"carries-{row['viable_supplier']}")),
                    TableCell(percent(lang, movable), movable),
                    smallest,
                )
            )
        )
    carried = int((public.drop_duplicates("product")["viable_supplier"] == "yes").sum())
    count = public["product"].nunique()
    heading = PAGE.say(lang, "customers", n=carried, of=count)
    table = TableBlock(columns, tuple(body), caption=PAGE.say(lang, "customers-caption"))
    return [Heading(heading, 3), Paragraph(PAGE.say(lang, "customers-lead")), table]
