"""A result as a Frictionless tabular data package: tables as text, described field by field."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from valuechain.results.cells import plain_text, safe_text
from valuechain.results.contract import Column, ColumnType, Table, coded
from valuechain.results.dialect import DIALECTS, PLAIN, Dialect
from valuechain.results.licences import LICENCE_NOTE, licences_of

if TYPE_CHECKING:
    import pandas as pd

DIGITS: Final = 6
"""Digits after the point in every table: more than any figure of the model can bear."""


def json_text(content: object) -> str:
    """Write JSON as every file of a result has it."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def table_file(table: Table, frame: "pd.DataFrame", *, dialect: Dialect = PLAIN) -> bytes:
    """Write a table as CSV: six digits, empty where unknown.

    Parameters
    ----------
    table : Table
        Its contract.
    frame : pandas.DataFrame
        Its rows, arranged as the contract says.
    dialect : Dialect
        How numbers and rows are written.

    Returns
    -------
    bytes
        The file.
    """
    columns = [_cells(column.type, frame[column.name], dialect) for column in table.columns]
    return dialect.joined(table.names, columns)


def frame_file(frame: "pd.DataFrame", *, dialect: Dialect = PLAIN) -> bytes:
    """Write a table that has no contract as CSV, such as one that turns another on its side.

    Parameters
    ----------
    frame : pandas.DataFrame
        Its rows; what is neither number nor truth is text.
    dialect : Dialect
        How numbers and rows are written.
    """
    kinds: dict[str, ColumnType] = {"f": "number", "i": "integer", "u": "integer", "b": "boolean"}
    columns = [
        _cells(kinds.get(frame[name].dtype.kind, "string"), frame[name], dialect) for name in frame
    ]
    return dialect.joined([str(name) for name in frame], columns)


def _cells(kind: ColumnType, cells: "pd.Series", dialect: Dialect) -> list[str]:
    """Write a column, ready to be joined with others: every content once."""
    import numpy as np

    write = _WRITE[kind]
    codes, contents = coded(cells)
    finish = {"number": dialect.number, "string": dialect.cell}.get(kind, str)
    texts = [finish(write(content)) for content in contents]
    written = np.array([*texts, ""], dtype=object)
    found: list[str] = written[codes].tolist()
    return found


def _number(cell: float) -> str:
    text = f"{cell:.{DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _whole(cell: float) -> str:
    return str(int(cell))


def _truth(cell: object) -> str:
    return "true" if cell else "false"


def _text(cell: object) -> str:
    return safe_text(str(cell))


_WRITE: Final[dict[str, Callable[[Any], str]]] = {
    "number": _number,
    "integer": _whole,
    "boolean": _truth,
    "string": _text,
}


def described(
    tables: "Sequence[tuple[Table, pd.DataFrame]]",
    *,
    name: str,
    title: str,
    description: str,
    day: date,
    marking: str | None,
    dialect: Dialect = PLAIN,
) -> dict[str, object]:
    """Describe tables for other programs, as a Frictionless ``tabular-data-package``.

    Parameters
    ----------
    tables : sequence of (Table, pandas.DataFrame)
        Contracts and rows; ``sources`` is among them.
    name, title, description : str
        What the package is called and what its numbers mean.
    day : datetime.date
        Date of the model.
    marking : str or None
        How far it may travel.
    dialect : Dialect
        How the tables are written.
    """
    sources = next(frame for table, frame in tables if table.name == "sources")
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "description": f"{description} {LICENCE_NOTE['en']}",
        "created": f"{day:%Y-%m-%d}T00:00:00Z",
        "keywords": ["strategic dependencies", "digital autonomy", "value chain"],
        **({"marking": marking} if marking else {}),
        "licenses": licences_of(sources),
        "sources": _sources(sources),
        "resources": [_resource(table, frame, dialect) for table, frame in tables],
    }


def _sources(frame: "pd.DataFrame") -> list[dict[str, str]]:
    found = []
    for row in frame.sort_values("source").to_dict("records"):
        entry = {"name": row["source"], "title": row["title"]}
        for key, column in (("path", "url"), ("publisher", "publisher"), ("licence", "licence")):
            if isinstance(row[column], str) and row[column]:
                entry[key] = row[column]
        found.append(entry)
    return found


def _resource(table: Table, frame: "pd.DataFrame", dialect: Dialect) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": f"tables/{table.name}.csv",
        "title": table.en,
        "title_nl": table.nl,
        "format": "csv",
        "mediatype": "text/csv",
        **dialect.described(),
        "rows": len(frame),
        "schema": {
            "fields": [_field(column, dialect) for column in table.columns],
            "missingValues": [""],
            **(
                {}
                if any(c.optional for c in table.columns if c.name in table.key)
                else {"primaryKey": list(table.key)}
            ),
        },
    }


def _field(column: Column, dialect: Dialect) -> dict[str, object]:
    limits: dict[str, object] = {} if column.optional else {"required": True}
    if column.words:
        limits["enum"] = list(column.words)
    if column.unit in {"fraction", "weeks", "count"}:
        limits["minimum"] = 0
    if column.unit == "fraction":
        limits["maximum"] = 1
    return {
        "name": column.name,
        "type": column.type,
        **(dialect.described_number() if column.type == "number" else {}),
        "description": column.en,
        "description_nl": column.nl,
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": limits} if limits else {}),
    }


@dataclass(frozen=True, slots=True)
class _Limits:
    required: bool = False
    enum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    type: ColumnType
    description: str
    description_nl: str
    unit: str = ""
    constraints: _Limits = _Limits()
    decimalChar: str = "."  # noqa: N815 - as Frictionless calls it


@dataclass(frozen=True, slots=True)
class _Schema:
    fields: tuple[_Field, ...]


@dataclass(frozen=True, slots=True)
class _Dialect:
    delimiter: str


@dataclass(frozen=True, slots=True)
class _Resource:
    path: str
    title: str
    title_nl: str
    rows: int
    encoding: str
    dialect: _Dialect
    schema: _Schema

    def written(self) -> Dialect:
        """Tell how the table is written.

        Raises
        ------
        ValueError
            In no way that is ours.
        """
        for known in DIALECTS.values():
            marks = {told.decimalChar for told in self.schema.fields if told.type == "number"}
            stated = (self.dialect.delimiter, self.encoding)
            if stated == (known.delimiter, known.encoding) and marks <= {known.decimal}:
                return known
        raise ValueError(f"{self.path} is written in a way that is not known")


@dataclass(frozen=True, slots=True)
class _Package:
    """What is read back of ``datapackage.json``."""

    resources: tuple[_Resource, ...]


@dataclass(frozen=True, slots=True)
class Ordering:
    """What a manifest adds to the description of a table: its key and its intervals."""

    key: tuple[str, ...]
    intervals: tuple[tuple[str, str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Described:
    """A table as its package describes it, and how it is written."""

    table: Table
    dialect: Dialect


def read_contracts(description: bytes, orders: Mapping[str, Ordering]) -> dict[str, Described]:
    """Read back what each table of a package must look like.

    Parameters
    ----------
    description : bytes
        Content of ``datapackage.json``.
    orders : mapping of str to Ordering
        Key and intervals of every table, by name.

    Returns
    -------
    dict of str to Described
        By relative name of the file, in the order of the description.

    Raises
    ------
    ValueError
        It does not describe tables as :func:`described` does.
    """
    from pydantic import TypeAdapter

    found = {}
    for one in TypeAdapter(_Package).validate_json(description).resources:
        name = one.path.removeprefix("tables/").removesuffix(".csv")
        columns = tuple(
            Column(
                name=told.name,
                type=told.type,
                unit=told.unit,
                en=told.description,
                nl=told.description_nl,
                words=told.constraints.enum,
                optional=not told.constraints.required,
            )
            for told in one.schema.fields
        )
        if name not in orders:
            raise ValueError(f"the manifest does not know table {name}")
        order = orders[name]
        if unknown := {*order.key, *sum(order.intervals, ())} - {one.name for one in columns}:
            raise ValueError(f"{name} has no column {min(unknown)}")
        table = Table(
            name, one.title, one.title_nl, columns, key=order.key, intervals=order.intervals
        )
        found[one.path] = Described(table, one.written())
    return found


def read_table(told: Described, content: bytes) -> "pd.DataFrame":
    """Read a table back as it was written; whether it meets its contract is not asked here.

    Parameters
    ----------
    told : Described
        Its contract, and how it is written.
    content : bytes
        Its CSV.

    Raises
    ------
    ValueError
        The text is not that table.
    """
    import pandas as pd

    table, dialect = told.table, told.dialect
    frame = pd.read_csv(
        io.BytesIO(content),
        dtype={column.name: str for column in table.columns},
        keep_default_na=False,
        na_filter=False,
        sep=dialect.delimiter,
        encoding=dialect.encoding,
    )
    if tuple(frame.columns) != table.names:
        raise ValueError(f"columns {', '.join(map(str, frame.columns))}")
    cells = {column.name: _read(column, frame[column.name], dialect) for column in table.columns}
    return pd.DataFrame(cells, columns=list(table.names))


def _read(column: Column, cells: "pd.Series", dialect: Dialect) -> "pd.Series":
    import pandas as pd

    codes, contents = coded(cells)
    if column.type == "string":
        texts = pd.array([plain_text(content) for content in contents], dtype="str")
        return pd.Series(texts.take(codes))
    if column.type == "boolean":
        known = {"true": True, "false": False, "": None}
        if unknown := set(contents) - set(known):
            raise ValueError(f"{column.name} holds {min(unknown)}, not true or false")
        return cells.map(known)
    if dialect.decimal != ".":
        contents = [content.replace(dialect.decimal, ".") for content in contents]
    numbers = pd.to_numeric(pd.Series(contents, dtype="str").replace("", None))
    return numbers.take(codes).reset_index(drop=True)
