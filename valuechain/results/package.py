"""A result as a Frictionless tabular data package: tables as text, described field by field."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from valuechain.results.cells import safe_text
from valuechain.results.contract import Column, Table
from valuechain.results.folder import MANIFEST
from valuechain.results.licences import LICENCE_NOTE, licences_of

if TYPE_CHECKING:
    import pandas as pd

DIGITS: Final = 6
"""Digits after the point in every table: more than any figure of the model can bear."""


def packed(
    tables: "Sequence[tuple[Table, pd.DataFrame]]",
    *,
    description: Mapping[str, object],
    documents: Mapping[str, str] | Mapping[str, str | bytes],
    manifest: Callable[[Mapping[str, bytes]], Mapping[str, object]],
) -> dict[str, bytes]:
    """Put tables, their description, documents and the manifest together as files.

    Parameters
    ----------
    tables : sequence of (Table, pandas.DataFrame)
        Contracts and rows.
    description : mapping
        Content of ``datapackage.json``.
    documents : mapping of str to str or bytes
        Further files by name.
    manifest : callable
        Gives the content of the manifest from the other files.

    Returns
    -------
    dict of str to bytes
        Content by relative file name.
    """
    files = {
        f"tables/{table.name}.csv": table_text(table, frame).encode() for table, frame in tables
    }
    files["datapackage.json"] = json_text(description).encode()
    for name, content in documents.items():
        files[name] = content.encode() if isinstance(content, str) else content
    files[MANIFEST] = json_text(manifest(files)).encode()
    return files


def json_text(content: object) -> str:
    """Write JSON as every file of a result has it."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def table_text(table: Table, frame: "pd.DataFrame") -> str:
    """Write a table as CSV: rows in order of its key, six digits, empty where unknown.

    Parameters
    ----------
    table : Table
        Its contract.
    frame : pandas.DataFrame
        Its rows, which meet the contract.

    Returns
    -------
    str
        The text, the same for the same rows in any order.
    """
    rows = in_order(table, frame)
    columns = [_cells(column, rows[column.name]) for column in table.columns]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.names)
    writer.writerows(zip(*columns, strict=True))
    return stream.getvalue()


def in_order(table: Table, frame: "pd.DataFrame") -> "pd.DataFrame":
    """Put the rows of a table in the order of its key, words in the order of their list."""
    if not len(frame):
        return frame
    import pandas as pd

    words = {column.name: column.words for column in table.columns if column.words}

    def place(cells: pd.Series) -> pd.Series:
        name = str(cells.name)
        if name not in words and not isinstance(cells.iloc[0], str):
            return cells
        cells = cells.fillna("")
        order = words.get(name) or sorted(cells.unique())
        return pd.Series(pd.Categorical(cells, categories=order).codes, index=cells.index)

    return frame.sort_values(list(table.key), key=place, kind="stable", ignore_index=True)


def _cells(column: Column, cells: "pd.Series") -> list[str]:
    write = _WRITE[column.type]
    return [
        "" if empty else write(cell)
        for cell, empty in zip(cells.tolist(), cells.isna().tolist(), strict=True)
    ]


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
) -> dict[str, object]:
    """Describe tables as a Frictionless ``tabular-data-package``.

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
        "resources": [_resource(table, frame) for table, frame in tables],
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


def _resource(table: Table, frame: "pd.DataFrame") -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": f"tables/{table.name}.csv",
        "title": table.en,
        "title_nl": table.nl,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n", "delimiter": ",", "header": True},
        "rows": len(frame),
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            **(
                {}
                if any(c.optional for c in table.columns if c.name in table.key)
                else {"primaryKey": list(table.key)}
            ),
        },
    }


def _field(column: Column) -> dict[str, object]:
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
        "description": column.en,
        "description_nl": column.nl,
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": limits} if limits else {}),
    }
