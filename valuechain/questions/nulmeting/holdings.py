"""What we hold ourselves: products of which home or Europe has more than half."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from valuechain.presentation.blocks import (
    Block,
    BodyRow,
    ColumnHead,
    Heading,
    Paragraph,
    TableBlock,
    TableCell,
)
from valuechain.questions.nulmeting.headline import HALF, traded
from valuechain.questions.nulmeting.headline_words import HEADLINES
from valuechain.questions.nulmeting.reader import Reader
from valuechain.results.frames import known, rows_of
from valuechain.texts.languages import capital, inline
from valuechain.texts.numbers import duration_range, percent

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 15
"""At most this many rows, those that others need longest to do without."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One product of which home or Europe makes a large part."""

    product: str
    layer: str
    shares: tuple[TableCell, ...]
    ours: bool
    without: str
    order: float
    needed: int


def holdings(reader: Reader) -> tuple[Block, ...]:
    """Show the products of which home or Europe makes a large part.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.

    Returns
    -------
    tuple of Block
        Products sold on a market larger than home, those of home first, then those that others
        need longest to do without.
    """
    positions = reader.result.positions
    strong = rows_of(positions[positions["share"] > HALF], attribute="owner")
    strong = rows_of(strong, circle=("home", "europe"))
    products = [p for p in dict.fromkeys(strong["product"]) if traded(reader, p)]
    every = sorted(
        (_holding(reader, rows_of(positions, product=product)) for product in products),
        key=lambda row: (not row.ours, -row.order, row.product),
    )
    if not every:
        return (Heading(reader.say("held-heading-none")),)
    own = [row for row in every if row.ours]
    first = own or every
    heading = reader.say(
        "held-heading" if len(first) > 1 else "held-heading-one",
        place=capital(reader.home_said) if own else HEADLINES.say(reader.lang, "europe"),
        n=len(first),
        example=inline(first[0].product),
    )
    notes = [reader.say("held-legend", home=reader.home_said)]
    if len(every) > SHOWN:
        notes.append(reader.say("held-shown", shown=SHOWN, n=len(every)))
    return (
        Heading(heading),
        Paragraph(reader.say("held-lead")),
        _table(reader, every[:SHOWN]),
        Paragraph(" ".join(notes), "small"),
    )


def _table(reader: Reader, rows: list[Holding]) -> TableBlock:
    keys = ("col-home-site", "col-home-owner", "col-europe-site", "col-europe-owner")
    return TableBlock(
        columns=(
            *(ColumnHead(reader.say(key), sorts=True) for key in ("col-product", "col-layer")),
            *(ColumnHead(reader.say(key, home=reader.home), "number") for key in keys),
            *(
                ColumnHead(reader.say(key), "number", sorts=True)
                for key in ("col-without", "col-needed")
            ),
        ),
        rows=tuple(
            BodyRow(
                (
                    TableCell(row.product, word="ours" if row.ours else ""),
                    TableCell(row.layer),
                    *row.shares,
                    TableCell(row.without, order=row.order),
                    TableCell(str(row.needed), row.needed),
                )
            )
            for row in rows
        ),
        style="held",
        caption=reader.say("held-caption"),
    )


def _holding(reader: Reader, rows: "pd.DataFrame") -> Holding:
    shares = {
        (circle, attribute): float(share)
        for circle, attribute, share in zip(
            rows["circle"], rows["attribute"], rows["share"], strict=True
        )
    }
    wanted = (("home", "site"), ("home", "owner"), ("europe", "site"), ("europe", "owner"))
    low = rows["substitution_weeks_low"].min()
    high = rows["substitution_weeks_high"].max()
    bounded = known(low, high)
    customers = str(rows["customers"].dropna().max() or "")
    count = len([name for name in customers.split(";") if name and name != "nan"])
    first = rows.iloc[0]
    return Holding(
        product=reader.names.title(first["product"]),
        layer=reader.names.layer(first["layer"]),
        shares=tuple(
            TableCell(percent(reader.lang, shares[key]), shares[key])
            if key in shares
            else TableCell("–")
            for key in wanted
        ),
        ours=shares.get(("home", "owner"), 0.0) > HALF,
        without=duration_range(reader.lang, float(low), high=float(high))
        if bounded
        else reader.say("unknown"),
        order=float(high) if bounded else 0.0,
        needed=count,
    )
