"""Look-through by value in any input-output table: directly, in all, and by who earns it."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from valuechain.exchange.flow_tables import FlowTable, asked_about, read_flows, read_groups
from valuechain.indicators import lookthrough as through
from valuechain.indicators.lookthrough import (
    from_coefficients,
    from_flows,
    look_through,
    sales_through,
)
from valuechain.kernels.arrays import Floats
from valuechain.questions.lookthrough.words import FOREIGN
from valuechain.results.columns import ids
from valuechain.results.contract import Column, Table
from valuechain.results.result import Result
from valuechain.results.settings import Provenance, Settings
from valuechain.results.supply import SOURCES
from valuechain.texts.languages import LANGUAGES
from valuechain.vocab.tolerances import UNIT_ROUNDING

_QUESTION: Final = "lookthrough-table"

_GROUP: Final = ids(
    "group",
    "Group of sectors: country, or the sector itself",
    "Groep sectoren: land, of de sector zelf",
)


def _amount(name: str, *meaning: str, optional: bool = False) -> Column:
    """Declare a column of numbers per unit of output, which may pass 1."""
    en, nl = meaning
    return Column(name, "number", "", en, nl, optional=optional)


BOUGHT: Final = Table(
    "bought",
    "What each sector of the table buys from each group, per unit of its output",
    "Wat elke sector van de tabel bij elke groep koopt, per eenheid van zijn productie",
    (
        ids("customer", "Sector that buys", "Sector die koopt"),
        _GROUP,
        _amount(
            "face",
            "Face value: bought there directly (sum of technical coefficients)",
            "Direct: daar gekocht (som van technische coëfficiënten)",
        ),
        _amount(
            "gross",
            "Leontief gross: output needed there in all; counts each time it passes a hand, own "
            "output included",
            "Leontief bruto: productie die daar in totaal nodig is; telt bij elke hand opnieuw, "
            "eigen productie inbegrepen",
        ),
        _amount(
            "added",
            "Value added: part of the price that is earned there; sums to 1 over groups",
            "Toegevoegde waarde: deel van de prijs dat daar verdiend wordt; telt op tot 1",
        ),
    ),
    ("customer", "group"),
)
"""The headline of the look-through of an input-output table."""

SOLD: Final = Table(
    "sold",
    "Where the output of each sector goes: Ghosh, an account of today's sales",
    "Waar de productie van elke sector heen gaat: Ghosh, een beeld van de huidige verkoop",
    (
        ids("supplier", "Sector that sells", "Sector die verkoopt"),
        _GROUP,
        _amount(
            "face",
            "Sold there directly, part of output",
            "Daar direct verkocht, deel van de productie",
        ),
        _amount(
            "final",
            "Part that in the end leaves the table through the group; sums to 1 over groups",
            "Deel dat uiteindelijk via de groep de tabel verlaat; telt over groepen op tot 1",
        ),
    ),
    ("supplier", "group"),
)

SECTORS: Final = Table(
    "sectors",
    "The sectors of the table",
    "De sectoren van de tabel",
    (
        ids("sector", "Sector", "Sector"),
        ids("group", "Its group", "Zijn groep"),
        _amount(
            "output",
            "Total output, in the money of the table",
            "Totale productie, in het geld van de tabel",
            optional=True,
        ),
        _amount(
            "added",
            "Value added per unit of output, and all else not bought from a sector of the table",
            "Toegevoegde waarde per eenheid productie, en al wat niet bij een sector is gekocht",
        ),
        Column("idle", "boolean", "", "Makes nothing: left out", "Maakt niets: weggelaten"),
    ),
    ("sector",),
)


def look(
    path: str | Path,
    *,
    groups: str | Path | None = None,
    customers: str | Iterable[str] | None = None,
    coefficients: bool = False,
    rescale: bool = False,
) -> Result:
    """Look through an input-output table, as `valuechain.lookthrough_table` says."""
    read = read_flows(path, coefficients=coefficients, rescale=rescale)
    labels = read_groups(groups, read.names) if groups else read.countries
    named = (customers,) if isinstance(customers, str) else tuple(customers or ())
    asked = asked_about(read.names, named, groups=labels)
    table = _made(read)
    bought = look_through(table, labels, customers=asked)
    frames = {
        "bought": _pairs("customer", bought.customers, bought.groups, face=bought.face.T,
                         gross=bought.gross.T, added=bought.added.T),
        "sectors": _sectors(table, labels),
    }  # fmt: skip
    contracts = [BOUGHT, SECTORS]
    if not coefficients:
        sold = sales_through(table, labels, suppliers=asked)
        pairs = _pairs("supplier", sold.suppliers, sold.groups, face=sold.face, final=sold.final)
        frames["sold"] = pairs
        contracts.insert(1, SOLD)
    content, made = Path(path).read_bytes(), Path(path).stat().st_mtime
    return Result(
        question=_QUESTION,
        title=FOREIGN.both("asks"),
        meaning=FOREIGN.both("meaning"),
        settings=Settings(home=(), home_countries=()),
        provenance=Provenance(
            model_id=Path(path).name,
            digest=hashlib.sha256(content).hexdigest(),
            counts={"sectors": len(table.names), "groups": len(bought.groups)},
        ),
        model_title={lang: Path(path).name for lang in LANGUAGES},
        as_of=datetime.fromtimestamp(made, tz=UTC).date(),
        options={
            "coefficients": coefficients,
            "rescale": rescale,
            "groups": Path(groups).name if groups else None,
            "customers": list(named),
        },
        contracts=(*contracts, SOURCES),
        warnings=read.notes,
        frames={**frames, "sources": pd.DataFrame(columns=list(SOURCES.names))},
    )


def _made(read: FlowTable) -> through.CoefficientTable:
    if read.output is None:
        return from_coefficients(read.flows, names=read.names)
    return from_flows(read.flows, read.output, names=read.names)


def _pairs(
    who: str, names: Sequence[str], groups: Sequence[str], **columns: Floats
) -> pd.DataFrame:
    """Rows (sector, group) from arrays (sectors, groups)."""
    frame = {who: np.repeat(names, len(groups)), "group": np.tile(groups, len(names))}
    for name, cells in columns.items():
        frame[name] = np.where(np.abs(cells) < UNIT_ROUNDING, 0.0, cells).ravel()
    return pd.DataFrame(frame).astype({who: object, "group": object})


def _sectors(table: through.CoefficientTable, labels: Sequence[str] | None) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "sector": list(table.names),
            "group": list(labels or table.names),
            "output": table.output if table.output is not None else np.nan,
            "added": table.added,
            "idle": table.idle,
        }
    )
