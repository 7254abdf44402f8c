"""Input-output tables from CSV: sectors in the first row and column, and what they sell each other.

The format, the simplest that a spreadsheet can hold::

    sector,agriculture,manufacturing,final demand
    agriculture,150,500,350
    manufacturing,200,100,1700

Sellers are rows, buyers columns. Columns that are no sector: ``output`` (what a sector makes in
all), any that starts with ``final`` (what leaves the table; several are added up) and ``country``
(the group of the sector of that row). ``output`` and ``country`` may be rows instead. Output is
needed: stated, or as sales plus final demand; where both are there they must agree, as far as the
digits that are shown allow.

A total is no sector: a row or column that adds up the others is refused, by its name or by its
numbers, and so is a column of final demand that adds up the other ones.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from valuechain.errors import AnalysisError, Problem
from valuechain.exchange.sheets import Sheet, SheetCell, read_sheet, refuse
from valuechain.kernels.arrays import Floats
from valuechain.vocab.tolerances import NONZERO, WHOLE

_TOTALS: Final = re.compile(
    r"(sub)?(total|totaal|totals|totalen|sum|som|gesamt|insgesamt|summe|ensemble)\b.*|"
    r"all (sectors|industries)|alle sectoren",
    re.IGNORECASE,
)
_OUTPUT: Final = "output"
_COUNTRY: Final = "country"
_FINAL: Final = "final"
_ROWS: Final = (_OUTPUT, _COUNTRY)


@dataclass(frozen=True, slots=True)
class FlowTable:
    """What a file says: who sells how much to whom.

    ``flows`` is (sectors, sectors), money, or coefficients where ``output`` was not asked for;
    ``countries`` has one entry per sector, or is None where the file does not say. ``notes`` are
    what a reader must know of how it was read: the dialect, rounding that was allowed, rows that
    were rescaled, sectors whose value added is negative.
    """

    names: tuple[str, ...]
    flows: Floats
    output: Floats | None
    countries: tuple[str, ...] | None
    notes: tuple[str, ...] = ()


def _kind(name: str) -> str:
    """Sort of row or column: output, country, final, or nothing special."""
    lower = name.lower()
    if lower.startswith(_FINAL):
        return _FINAL
    return lower if lower in {_OUTPUT, _COUNTRY} else ""


@dataclass(slots=True)
class _Reader:
    """One file on its way to a table; problems are gathered."""

    sheet: Sheet
    problems: list[Problem]
    rescale: bool = False
    notes: list[str] = field(default_factory=list)

    def wrong(self, cell: SheetCell | None, code: str, message: str, remedy: str) -> None:
        self.problems.append(self.sheet.problem(cell, code, message=message, remedy=remedy))

    def axis(self, cells: list[SheetCell], what: str) -> dict[str, SheetCell]:
        """Names of one axis; none is empty or there twice."""
        found: dict[str, SheetCell] = {}
        for cell in cells:
            if not cell.text:
                self.wrong(cell, "VA711", f"this {what} has no name.", "Name its sector.")
            elif cell.text in found:
                first = found[cell.text].line if what == "row" else found[cell.text].column
                message = f"{cell.text!r} is there twice, also as {what} {first}."
                self.wrong(cell, "VA711", message, "Name country and sector together.")
            else:
                found[cell.text] = cell
        return found

    def same(self, rows: dict[str, SheetCell], columns: dict[str, SheetCell]) -> None:
        """Rows and columns are the same sectors."""
        for mine, others, what in ((rows, columns, "column"), (columns, rows, "row")):
            for name, cell in mine.items():
                if name not in others:
                    message = f"sector {name!r} has no {what}."
                    remedy = "Rows and columns are the same sectors, under the same names."
                    self.wrong(cell, "VA711", message, remedy)

    def number(self, cell: SheetCell, what: str, *, negative: bool = False) -> float:
        """A number, at least 0 unless negative ones are allowed; 0 where it is wrong."""
        found = self.sheet.number(cell)
        if doubt := self.sheet.doubtful(cell):
            plain = cell.text.replace(",", "").replace(".", "")
            remedy = f"Write {plain} for thousands, or the decimals with the mark of the table."
            self.wrong(cell, "VA712", f"{what} is {cell.text}, and {doubt}.", remedy)
            return 0.0
        if found is None or (found < 0 and not negative):
            shown = cell.text or "nothing"
            rule = "a number" if negative else "a number of at least 0"
            remedy = "Write 0 for nothing, and book what is negative as final demand."
            self.wrong(cell, "VA712", f"{what} is {shown}, which is not {rule}.", remedy)
            return 0.0
        return found


def read_flows(path: str | Path, *, coefficients: bool = False, rescale: bool = False) -> FlowTable:
    """Read an input-output table: what sectors sell each other, in money or as coefficients.

    Parameters
    ----------
    path : str or pathlib.Path
        CSV file as described above.
    coefficients : bool
        The entries are technical coefficients (per unit of the buyer's output), not sales: no
        output is needed, and there is no sales side.
    rescale : bool
        Where stated output is not what sales and final demand come to by more than rounding, take
        the sum in its place, and say so; refused if False.

    Returns
    -------
    FlowTable
        Sectors in the order of their columns.

    Raises
    ------
    FileProblems
        All that is wrong at once: VA710 no table; VA711 rows and columns that are not the same
        sectors; VA712 a cell that is not a number, negative, or could be two numbers; VA713 outputs
        that are unknown, do not agree, or are less than sales; VA719 a total among the sectors or
        the columns of final demand.
    """
    sheet = read_sheet(path)
    reader = _Reader(sheet, [], rescale)
    head, body = sheet.rows[0], sheet.rows[1:]
    for row in body:
        if len(row) != len(head):
            message = f"this row has {len(row)} cells, the first row has {len(head)}."
            reader.wrong(row[0], "VA711", message, "Give every row all columns.")
    refuse(reader.problems)
    columns = reader.axis([c for c in head[1:] if not _kind(c.text)], "column")
    rows = reader.axis([r[0] for r in body if _kind(r[0].text) not in _ROWS], "row")
    reader.same(rows, columns)
    if not columns and not reader.problems:
        reader.wrong(None, "VA711", "this table has no sectors.", "Name them in the first row.")
    for cell in (*columns.values(), *rows.values()):
        if _TOTALS.fullmatch(cell.text):
            _refuse_total(reader, cell)
    refuse(reader.problems)
    of_row = {row[0].text: row for row in body if row[0].text in columns}
    names = tuple(columns)
    place = {name: columns[name].column - 1 for name in names}
    flows = np.array(
        [
            [
                reader.number(of_row[seller][place[buyer]], f"what {seller!r} sells to {buyer!r}")
                for buyer in names
            ]
            for seller in names
        ]
    )
    if not reader.problems:
        _refuse_sums(reader, columns, flows)
    output = None if coefficients else _output(reader, names, flows, of_row=of_row)
    countries = _countries(reader, names, of_row=of_row)
    refuse(reader.problems)
    _note_negative(reader, names, flows, output=output)
    return FlowTable(names, flows, output, countries, (sheet.dialect, *reader.notes))


def _refuse_total(reader: _Reader, cell: SheetCell) -> None:
    message = f"{cell.text!r} is a total, not a sector: it would count everything twice."
    reader.wrong(cell, "VA719", message, "Leave its row and its column out.")


def _refuse_sums(reader: _Reader, columns: dict[str, SheetCell], flows: Floats) -> None:
    """Refuse a sector that, as seller and as buyer, is the sum of all the others."""
    if len(flows) < 3:
        return
    as_seller, as_buyer = flows.sum(axis=0) - flows, flows.sum(axis=1)[:, None] - flows
    for n, name in enumerate(columns):
        others = np.arange(len(flows)) != n
        both = (
            (flows[n, others], as_seller[n, others]),
            (flows[others, n], as_buyer[others, n]),
        )
        if all(one.any() and np.allclose(one, rest, rtol=WHOLE) for one, rest in both):
            _refuse_total(reader, columns[name])


def _note_negative(
    reader: _Reader, names: tuple[str, ...], flows: Floats, *, output: Floats | None
) -> None:
    """Name the sectors that pay more for their inputs than they make."""
    made = np.ones(len(flows)) if output is None else output
    added = made - flows.sum(axis=0)
    small = WHOLE * np.maximum(made, NONZERO)
    said = [f"{names[n]} ({added[n]:g} of {made[n]:g})" for n in np.flatnonzero(added < -small)]
    if said:
        shown = ", ".join(said[:5]) + (f" and {len(said) - 5} more" if len(said) > 5 else "")
        reader.notes.append(
            f"value added is negative in {shown}: what they buy costs more than they make, so that "
            "others earn more than the whole of their price, and they less than nothing"
        )


def _special(
    reader: _Reader, kind: str, *, of_row: dict[str, tuple[SheetCell, ...]]
) -> Iterator[dict[str, SheetCell]]:
    """Columns, then rows, of one kind: sector to cell."""
    head, body = reader.sheet.rows[0], reader.sheet.rows[1:]
    for cell in head[1:]:
        if _kind(cell.text) == kind:
            yield {name: row[cell.column - 1] for name, row in of_row.items()}
    for row in body:
        if _kind(row[0].text) == kind and kind != _FINAL:
            yield {c.text: row[c.column - 1] for c in head[1:] if not _kind(c.text)}


def _output(
    reader: _Reader,
    names: tuple[str, ...],
    flows: Floats,
    *,
    of_row: dict[str, tuple[SheetCell, ...]],
) -> Floats:
    """Output of every sector: stated, or as sales plus final demand."""

    def numbers(cells: dict[str, SheetCell], what: str, *, negative: bool = False) -> Floats:
        made = [reader.number(cells[n], f"{what} of {n!r}", negative=negative) for n in names]
        return np.array(made)

    finals = [
        numbers(cells, "final demand", negative=True)
        for cells in _special(reader, _FINAL, of_row=of_row)
    ]
    stated = list(_special(reader, _OUTPUT, of_row=of_row))
    sold: Floats = flows.sum(axis=1)
    leaves: Floats = sold + np.sum(finals, axis=0) if finals else sold
    if not stated and not finals:
        remedy = "Add a column `output` or `final demand`, or say that these are coefficients."
        reader.wrong(None, "VA713", "it does not say what sectors make in all.", remedy)
        return sold
    _refuse_final_total(reader, finals)
    refuse(reader.problems)
    if not stated:
        return leaves
    made = numbers(stated[0], "output")
    refuse(reader.problems)
    slack = _rounding(reader, names, of_row=of_row)
    for cells in stated[1:]:
        _agree(reader, names, (made, numbers(cells, "output")), cells=cells, slack=slack)
    if finals:
        made = _agree(reader, names, (made, leaves), cells=stated[0], slack=slack)
    for n, name in enumerate(names):
        if not finals and sold[n] > made[n] * (1 + WHOLE) + slack[n]:
            message = f"{name!r} sells {sold[n]:g} to sectors and makes {made[n]:g}."
            remedy = "Give all its output, or a column `final demand` (which may be negative)."
            reader.wrong(stated[0][name], "VA713", message, remedy)
    return made


def _refuse_final_total(reader: _Reader, finals: list[Floats]) -> None:
    """Refuse a column of final demand that is the sum of the other ones."""
    heads = [cell for cell in reader.sheet.rows[0][1:] if _kind(cell.text) == _FINAL]
    if len(finals) < 2:
        return
    whole = np.sum(finals, axis=0)
    for cell, one in zip(heads, finals, strict=False):
        named = any(_TOTALS.fullmatch(word) for word in re.split(r"[\s:_-]+", cell.text))
        alike = np.allclose(one, whole - one, rtol=WHOLE) and bool(one.any())
        if alike and (named or len(finals) > 2):
            message = f"{cell.text!r} is the sum of the other columns of final demand."
            reader.wrong(cell, "VA719", message, "Leave it out: they are added up.")


def _rounding(
    reader: _Reader, names: tuple[str, ...], *, of_row: dict[str, tuple[SheetCell, ...]]
) -> Floats:
    """How much each row may miss its output because its cells are rounded to the digits shown.

    Half a unit of the last digit for every cell that is not 0, output included.
    """
    found = []
    for name in names:
        shown = [c for c in of_row[name][1:] if reader.sheet.number(c) not in (None, 0.0)]
        digits = min((reader.sheet.decimals(cell) for cell in shown), default=0)
        cells = len(shown) if any("." in c.text or "," in c.text for c in shown) else 0
        found.append(0.5 * (cells + 1) * 10.0**-digits if cells else 0.0)
    return np.array(found)


def _agree(
    reader: _Reader,
    names: tuple[str, ...],
    two: tuple[Floats, Floats],
    *,
    cells: dict[str, SheetCell],
    slack: Floats,
) -> Floats:
    """Hold stated output to another one; give the output to go on with.

    What differs by no more than rounding is noted and the second, which is a sum, is taken; what
    differs by more is refused, or taken too where rescaling was asked for.
    """
    first, second = two
    scale = np.maximum(np.maximum(np.abs(first), np.abs(second)), NONZERO)
    apart = np.abs(first - second)
    off = apart > WHOLE * scale
    if not off.any():
        return first
    rounded = off & (apart <= slack)
    for n in np.flatnonzero(off & ~rounded).tolist():
        if reader.rescale:
            reader.notes.append(
                f"output of {names[n]} is stated as {first[n]:.10g} and taken as {second[n]:.10g}, "
                "what its sales come to, as was asked"
            )
            continue
        message = (
            f"output of {names[n]!r} is {first[n]:.10g}, elsewhere it comes to {second[n]:.10g}."
        )
        remedy = (
            "Output is what a sector sells to sectors and to final demand. "
            "Or add `--rescale` (`rescale=True`): then the sum is taken."
        )
        reader.wrong(cells[names[n]], "VA713", message, remedy)
    if rounded.any():
        reader.notes.append(
            f"{int(rounded.sum())} outputs miss what they add up to by rounding, at most "
            f"{float(apart[rounded].max()):.3g}: the sums are taken"
        )
    return np.where(off, second, first)


def _countries(
    reader: _Reader, names: tuple[str, ...], *, of_row: dict[str, tuple[SheetCell, ...]]
) -> tuple[str, ...] | None:
    for cells in _special(reader, _COUNTRY, of_row=of_row):
        for name in names:
            if not cells[name].text:
                reader.wrong(cells[name], "VA714", f"{name!r} has no country.", "Give it one.")
        found = tuple(cells[name].text for name in names)
        _one_spelling(reader, found, cells=[cells[name] for name in names])
        return found
    return None


def _one_spelling(reader: _Reader, groups: tuple[str, ...], *, cells: list[SheetCell]) -> None:
    """Refuse names of groups that differ by capitals only: they would be two groups."""
    first: dict[str, str] = {}
    for group, cell in zip(groups, cells, strict=True):
        known = first.setdefault(group.casefold(), group)
        if known != group:
            message = f"{group!r} and {known!r} differ by capitals only, and would be two."
            reader.wrong(cell, "VA714", message, "Write each country or group in one way.")


def read_groups(path: str | Path, names: tuple[str, ...]) -> tuple[str, ...]:
    """Read from a CSV file to which country or group each sector belongs.

    Parameters
    ----------
    path : str or pathlib.Path
        The file; its first row is a heading.
    names : tuple of str
        Sectors of the table.

    Returns
    -------
    tuple of str
        One group per sector.

    Raises
    ------
    FileProblems
        VA714: a sector that is missing, unknown or there twice, or has no group.
    """
    sheet = read_sheet(path)
    found: dict[str, str] = {}
    problems: list[Problem] = []

    def wrong(cell: SheetCell | None, message: str, remedy: str) -> None:
        problems.append(sheet.problem(cell, "VA714", message=message, remedy=remedy))

    for row in sheet.rows[1:]:
        name = row[0].text
        if len(row) < 2 or not row[1].text:
            wrong(row[0], f"{name!r} has no group.", "Write sector and group in two columns.")
        elif name not in names:
            wrong(row[0], f"the table has no sector {name!r}.", "Use the names of the table.")
        elif name in found:
            wrong(row[0], f"{name!r} is there twice.", "Give every sector one group.")
        else:
            found[name] = row[1].text
    missing = [name for name in names if name not in found]
    if missing and not problems:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        wrong(None, f"sector {missing[0]!r}{more} has no group.", "Give every sector one.")
    refuse(problems)
    return tuple(found[name] for name in names)


def asked_about(
    names: tuple[str, ...], asked: tuple[str, ...], *, groups: tuple[str, ...] | None
) -> tuple[str, ...] | None:
    """Sectors meant by names of sectors or groups; None where none is named.

    Raises
    ------
    AnalysisError
        VA715: a name is neither.
    """
    if not asked:
        return None
    found: list[str] = []
    for name in asked:
        members = [one for one, of in zip(names, groups or (), strict=False) if of == name]
        meant = [name] if name in names else members
        if not meant:
            known = ", ".join(sorted({*names, *(groups or ())})[:8])
            message = f"the table has no sector or group {name!r}."
            raise AnalysisError("VA715", message, f"It has, among others: {known}.")
        found += [one for one in meant if one not in found]
    return tuple(found)
