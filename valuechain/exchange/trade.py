"""Trade of home with other countries, from CSV.

Columns ``year, product, flow, partner, amount``, in any order: product is one of the model, flow is
``import`` or ``export``, partner an ISO 3166-1 alpha-3 code, amount is money in one currency. An
amount that is confidential or not reported is an empty cell or ``c``: it stays unknown. A partner
without a row did not trade.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast

from valuechain.errors import Problem
from valuechain.exchange.sheets import Sheet, SheetCell, read_sheet, refuse
from valuechain.vocab.countries import ALPHA2

COLUMNS: Final = ("year", "product", "flow", "partner", "amount")
_UNKNOWN: Final = ("", "c", "C")


@dataclass(frozen=True, slots=True)
class TradeRow:
    """What was bought from or sold to one partner in one year; None where it is not known."""

    product: str
    year: int
    flow: Literal["import", "export"]
    partner: str
    amount: float | None


def read_trade(
    path: str | Path, *, products: Collection[str], home: Collection[str] = ()
) -> tuple[TradeRow, ...]:
    """Read what home trades with whom, one row per product and partner, from a CSV file.

    Parameters
    ----------
    path : str or pathlib.Path
        CSV file.
    products : collection of str
        Products of the model.
    home : collection of str
        Countries of home: no partners, since the rows are home's trade added up.

    Returns
    -------
    tuple of TradeRow
        In the order of the file.

    Raises
    ------
    FileProblems
        All that is wrong at once: VA710 no table; VA716 columns that are missing or unknown; VA717
        a cell that is wrong, an unknown product or partner, or a row that is there twice.
    """
    sheet = read_sheet(path)
    head, body = sheet.rows[0], sheet.rows[1:]
    place = {cell.text.lower(): cell.column - 1 for cell in head}
    problems: list[Problem] = []

    def wrong(cell: SheetCell | None, code: str, message: str, remedy: str) -> None:
        problems.append(sheet.problem(cell, code, message=message, remedy=remedy))

    refuse(_wrong_columns(sheet))
    if not body:
        wrong(None, "VA710", "this table has no rows.", "Give it a row per flow.")
    rows: dict[tuple[object, ...], tuple[TradeRow, SheetCell]] = {}
    for cells in body:
        if len(cells) != len(head):
            message = f"this row has {len(cells)} cells, the first row has {len(head)}."
            wrong(cells[0], "VA717", message, "Give it all columns.")
            continue
        by_name = {name: cells[place[name]] for name in COLUMNS}
        if found := _wrong(sheet, by_name, products=products, home=home):
            problems += found
            continue
        row = _row(sheet, by_name)
        key = (row.product, row.year, row.flow, row.partner)
        if key in rows:
            message = f"this flow is there already, on line {rows[key][1].line}."
            wrong(cells[0], "VA717", message, "Give each flow once.")
        rows.setdefault(key, (row, cells[0]))
    refuse(problems)
    return tuple(row for row, _ in rows.values())


def _wrong_columns(sheet: Sheet) -> list[Problem]:
    head, remedy = sheet.rows[0], f"The columns are {', '.join(COLUMNS)}."
    named = {cell.text.lower() for cell in head}
    said = [(head[0], f"there is no column {name!r}.") for name in COLUMNS if name not in named]
    said += [
        (cell, f"column {cell.text!r} is not known.")
        for cell in head
        if cell.text.lower() not in COLUMNS
    ]
    return [sheet.problem(cell, "VA716", message=text, remedy=remedy) for cell, text in said]


def _row(sheet: Sheet, cells: dict[str, SheetCell]) -> TradeRow:
    return TradeRow(
        product=cells["product"].text,
        year=int(cells["year"].text),
        flow=cast("Literal['import', 'export']", cells["flow"].text.lower()),
        partner=cells["partner"].text,
        amount=sheet.number(cells["amount"]),
    )


def _wrong(
    sheet: Sheet, cells: dict[str, SheetCell], *, products: Collection[str], home: Collection[str]
) -> list[Problem]:
    """What is wrong with one row, cell by cell."""
    found: list[Problem] = []

    def wrong(name: str, message: str, remedy: str) -> None:
        found.append(sheet.problem(cells[name], "VA717", message=message, remedy=remedy))

    year, amount = cells["year"].text, sheet.number(cells["amount"])
    if not (year.isascii() and year.isdecimal() and 1900 <= int(year) <= 2100):
        wrong("year", f"{year!r} is no year.", "Write it in four digits.")
    if cells["product"].text not in products:
        message = f"the model has no product {cells['product'].text!r}."
        wrong("product", message, "Use the ids of the model's products.")
    if cells["flow"].text.lower() not in {"import", "export"}:
        wrong("flow", f"{cells['flow'].text!r} is no flow.", "Write import or export.")
    if cells["partner"].text not in ALPHA2:
        message = f"{cells['partner'].text!r} is no country."
        wrong("partner", message, "Use ISO 3166-1 alpha-3 codes, in capitals.")
    elif cells["partner"].text in home:
        message = f"{cells['partner'].text} is home itself."
        wrong("partner", message, "Give trade of home with others, added up over its members.")
    if doubt := sheet.doubtful(cells["amount"]):
        message = f"amount is {cells['amount'].text}, and {doubt}."
        wrong("amount", message, "Write thousands without a mark: 1900, not 1.900.")
    elif cells["amount"].text not in _UNKNOWN and (amount is None or amount < 0):
        message = f"amount is {cells['amount'].text}, which is not a number of at least 0."
        wrong("amount", message, "Leave it empty, or write c, where it is not known.")
    return found
