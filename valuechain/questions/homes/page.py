"""What two home countries lose, side by side, as a page and as rows of a table."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from valuechain.presentation.blocks import (
    BodyRow,
    ColumnHead,
    Contents,
    Document,
    Heading,
    Paragraph,
    Section,
    TableBlock,
    TableCell,
)
from valuechain.presentation.names import Names
from valuechain.questions.homes.study import CASES, CAVEATS
from valuechain.questions.homes.words import WORDS
from valuechain.results.frames import known, rows_of
from valuechain.results.result import Result
from valuechain.texts.labels import label
from valuechain.texts.languages import capital, listing
from valuechain.texts.numbers import date_text, days, percent, percent_range

if TYPE_CHECKING:
    import pandas as pd

    from valuechain.presentation.cells import TableRow

_SHOWN: Final = 12
_NEARLY: Final = 0.005
"""From this difference on, two losses are said to differ."""


def document(result: Result, names: Names) -> Document:
    """Say everything that the page of two home countries side by side says.

    Parameters
    ----------
    result : Result
        The result of `valuechain.compare_homes`.
    names : Names
        Names in the reader's language.

    Returns
    -------
    Document
        What may be compared and what not, group by group, and the products of the shared stack.
    """
    lang = names.lang
    homes = homes_of(result)
    said = dict(zip(("first", "second"), (capital(names.place(one)) for one in homes), strict=True))
    title = WORDS.say(lang, "title", **said)
    model = result.model_title.get(lang) or result.model_title.get("en", names.model.id)
    top = (
        Paragraph(WORDS.say(lang, "lead"), "setting"),
        Contents(WORDS.say(lang, "nav-pairs")),
    )
    digest = result.provenance.digest[:12]
    return Document(
        lang=lang,
        title=title,
        kicker=WORDS.say(lang, "kicker", day=date_text(lang, result.as_of)),
        heading=heading(result, names),
        subject=model,
        marking="" if result.marking is None else label(lang, result.marking, of="marking"),
        skip=WORDS.say(lang, "skip"),
        sections=(
            Section("top", "", top),
            *(pairs_section(result, names, mode=mode) for mode, _ in CASES),
            products_section(result, names),
        ),
        footer=WORDS.say(lang, "footer", model=result.provenance.model_id, digest=digest),
    )


def homes_of(result: Result) -> tuple[str, str]:
    """The two homes, in the order in which they were named."""
    named = result.options["homes"]
    first, second = named if isinstance(named, list | tuple) else (named, named)
    return str(first), str(second)


def heading(result: Result, names: Names) -> str:
    """Count what may be compared, over the groups that both have and the worse of both cases."""
    pairs, lang = result["pairs"], names.lang
    shared = pairs[~pairs["caveats"].fillna("").str.contains("no-counterpart")]
    order = {"yes": 0, "care": 1, "no": 2}
    worst = shared["comparable"].map(order).groupby(shared["group"]).max()
    first, second = (capital(names.place(one)) for one in homes_of(result))
    if not len(worst):
        return WORDS.say(lang, "heading-none", first=first, second=second)
    counts = {word: int((worst == n).sum()) or WORDS.say(lang, "none") for word, n in order.items()}
    return WORDS.say(lang, "heading", first=first, second=second, n=len(worst), **counts)


def pairs_section(result: Result, names: Names, *, mode: str) -> Section:
    """One row per group of uses: what each home loses, whether it compares, and why not."""
    lang, homes = names.lang, homes_of(result)
    columns = (
        ColumnHead(WORDS.say(lang, "col-group")),
        *(ColumnHead(names.short(home)) for home in homes),
        ColumnHead(WORDS.say(lang, "col-may")),
        ColumnHead(WORDS.say(lang, "col-why")),
    )
    rows = tuple(
        BodyRow(
            (
                TableCell(group_title(names, str(row["group"]))),
                *(_cell(side(result, row, home=home), names) for home in homes),
                TableCell(WORDS.say(lang, str(row["comparable"]))),
                TableCell(why(result, names, row=row)),
            )
        )
        for row in rows_of(ordered(result), mode=mode).to_dict("records")
    )
    block = TableBlock(columns, rows, caption=WORDS.say(lang, "caption-pairs"))
    blocks = (
        Heading(WORDS.say(lang, f"pairs-{mode}")),
        block,
        Paragraph(WORDS.say(lang, "method"), "small"),
    )
    return Section(f"pairs-{mode}", WORDS.say(lang, f"pairs-{mode}"), blocks)


def ordered(result: Result) -> "pd.DataFrame":
    """The groups that both have first, in the order of the model."""
    pairs = result["pairs"]
    alone = pairs["caveats"].fillna("").str.contains("no-counterpart")
    return pairs.assign(alone=alone).sort_values(["alone", "group", "mode"])


def group_title(names: Names, group: str) -> str:
    """Name a group of uses, or a use that has none."""
    found = names.model.use_groups.get(group)
    return _use_title(names, group) if found is None else names.text(found.title)


def _use_title(names: Names, use: str) -> str:
    """Name a use without its country, which heads its column."""
    return names.text(names.model.uses[use].title)


def side(result: Result, row: "TableRow", *, home: str) -> "TableRow | None":
    """What one home loses in a row of the pairs; None if it has no such use."""
    rows = rows_of(result["sides"], group=str(row["group"]), mode=str(row["mode"]), home=home)
    return rows.to_dict("records")[0] if len(rows) else None


def _cell(found: "TableRow | None", names: Names) -> TableCell:
    """The loss of one home, with the country that takes it, the use and what was read."""
    lang = names.lang
    if found is None:
        return TableCell(WORDS.say(lang, "absent"))
    low, loss, high = (float(str(found[name])) for name in ("loss_low", "loss", "loss_high"))
    figures = sum(int(str(found[name])) for name in ("read", "recall", "judgement"))
    text = WORDS.say(lang, "nothing")
    if isinstance(found["removed"], str) and found["removed"]:
        depth = percent_range(lang, low, mode=loss, high=high)
        text = WORDS.say(lang, "side", place=names.short(found["removed"]), loss=depth)
    use = _use_title(names, str(found["use"]))
    note = WORDS.say(lang, "side-note", use=use, read=found["read"], figures=figures)
    return TableCell(text, loss, note=note if figures else use)


def why(result: Result, names: Names, *, row: "TableRow") -> str:
    """Say in words why two losses may not be compared, or with care."""
    homes = homes_of(result)
    sides = [side(result, row, home=home) for home in homes]
    places = [names.place(home) for home in homes]
    caveats = row["caveats"].split(";") if isinstance(row["caveats"], str) else []
    told = [
        _caveat(caveat, names, sides, places=places, threshold=result.settings.exposure_threshold)
        for caveat in CAVEATS
        if caveat in caveats
    ]
    return capital("; ".join(told)) + "." if told else ""


def _caveat(
    caveat: str,
    names: Names,
    sides: "Sequence[TableRow | None]",
    *,
    places: list[str],
    threshold: float,
) -> str:
    lang = names.lang
    said: dict[str, object] = {"first": places[0], "second": places[1]}
    if caveat == "no-counterpart":
        absent = [place for place, one in zip(places, sides, strict=True) if one is None]
        return WORDS.say(lang, "why-no-counterpart", absent=listing(lang, absent))
    both = [one for one in sides if one is not None]
    for name, one in zip(("first", "second"), both, strict=True):
        measured = one[f"measured_by_{lang}"]
        text = measured if isinstance(measured, str) and measured else WORDS.say(lang, "itself")
        said[f"measured_{name}"] = text
        n = int(str(one["uses"]))
        said[f"uses_{name}"] = WORDS.say(lang, "use-one" if n == 1 else "use-many", n=n)
        window = float(str(one["window_weeks"]))
        told = days(lang, window) if known(window) else WORDS.say(lang, "window-none")
        said[f"window_{name}"] = told
    judged = [place for place, one in zip(places, both, strict=True) if _mostly_judged(one)]
    opened = [place for place, one in zip(places, both, strict=True) if _open(one, threshold)]
    said |= {"judged": listing(lang, judged), "open": listing(lang, opened)}
    return WORDS.say(lang, f"why-{caveat}", threshold=percent(lang, threshold), **said)


def _mostly_judged(one: "TableRow") -> bool:
    read, recall, judgement = (int(str(one[name])) for name in ("read", "recall", "judgement"))
    return judgement > (read + recall + judgement) / 2


def _open(one: "TableRow", threshold: float) -> bool:
    return float(str(one["loss_low"])) <= threshold < float(str(one["loss_high"]))


def products_section(result: Result, names: Names) -> Section:
    """The heaviest products of the shared stack, for a buyer in each home."""
    lang, homes = names.lang, homes_of(result)
    rows = result["shared_products"]
    wide = rows.pivot(index="product", columns="home", values="loss")[list(homes)]
    differ = int(((wide[homes[0]] - wide[homes[1]]).abs() >= _NEARLY).sum())
    depth = wide.max(axis=1).round(6)
    first = sorted(depth.index, key=lambda product: (-depth[product], product))[:_SHOWN]
    cells = {(str(row["product"]), str(row["home"])): row for row in rows.to_dict("records")}
    block = TableBlock(
        (
            ColumnHead(WORDS.say(lang, "col-product")),
            *(ColumnHead(names.short(home)) for home in homes),
        ),
        tuple(
            BodyRow(
                (
                    TableCell(names.title(product)),
                    *(_product_cell(cells[product, home], names) for home in homes),
                )
            )
            for product in first
        ),
        caption=WORDS.say(lang, "caption-products"),
    )
    lead = WORDS.say(lang, "products-lead")
    key = "products-differ" if differ else "products-same"
    counted = WORDS.say(lang, key, differ=differ, n=len(wide))
    blocks = (
        Heading(WORDS.say(lang, "products-heading", n=len(wide))),
        Paragraph(f"{lead} {counted}"),
        block,
    )
    return Section("products", WORDS.say(lang, "nav-products"), blocks)


def _product_cell(row: "TableRow", names: Names) -> TableCell:
    lang = names.lang
    low, loss, high = (float(str(row[name])) for name in ("loss_low", "loss", "loss_high"))
    if not (isinstance(row["removed"], str) and row["removed"]):
        return TableCell(WORDS.say(lang, "nothing"), 0.0)
    depth = percent_range(lang, low, mode=loss, high=high)
    place = names.short(row["removed"])
    return TableCell(WORDS.say(lang, "side", place=place, loss=depth), loss)
