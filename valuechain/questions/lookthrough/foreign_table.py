"""Look-through by value in any input-output table: directly, in all, and by who earns it."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from valuechain.exchange.flow_tables import FlowTable, asked_about, read_flows, read_groups
from valuechain.indicators.lookthrough import (
    Table,
    from_coefficients,
    from_flows,
    look_through,
    sales_through,
)
from valuechain.kernels.arrays import Floats
from valuechain.questions.lookthrough.contracts import BOUGHT, SECTORS, SOLD
from valuechain.results.result import Result
from valuechain.results.settings import Provenance, Settings
from valuechain.results.supply import SOURCES
from valuechain.texts.languages import LANGUAGES
from valuechain.texts.questions import meaning, title

_QUESTION: Final = "lookthrough-table"


def lookthrough_table(
    path: str | Path,
    *,
    groups: str | Path | None = None,
    customers: str | Iterable[str] | None = None,
    coefficients: bool = False,
) -> Result:
    """Look through an input-output table: face value, Leontief gross, value added, Ghosh.

    Parameters
    ----------
    path : str or pathlib.Path
        CSV file (`valuechain.exchange.flow_tables`).
    groups : str or pathlib.Path, optional
        CSV file with sector and group; the table's own ``country`` if left out, and else every
        sector for itself.
    customers : str or iterable of str, optional
        Sectors or groups asked about; all if left out.
    coefficients : bool
        The entries are technical coefficients: no output is needed, there is no sales side.

    Returns
    -------
    Result
        Tables ``bought``, ``sold`` (unless of coefficients) and ``sectors``.

    Raises
    ------
    FileProblems
        VC001, VC002, VA710 to VA714: what is wrong with the files, with line and column.
    AnalysisError
        VA651, VA652: the table cannot supply itself, or a sector without output trades; VA715: an
        unknown sector or group; VA654: a sector that makes nothing.
    """
    read = read_flows(path, coefficients=coefficients)
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
        title={lang: title(lang, _QUESTION) for lang in LANGUAGES},
        meaning={lang: meaning(lang, _QUESTION) for lang in LANGUAGES},
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
            "groups": Path(groups).name if groups else None,
            "customers": list(named),
        },
        contracts=(*contracts, SOURCES),
        frames={**frames, "sources": pd.DataFrame(columns=list(SOURCES.names))},
    )


def _made(read: FlowTable) -> Table:
    if read.output is None:
        return from_coefficients(read.flows, names=read.names)
    return from_flows(read.flows, read.output, names=read.names)


def _pairs(
    who: str, names: Sequence[str], groups: Sequence[str], **columns: Floats
) -> pd.DataFrame:
    """Rows (sector, group) from arrays (sectors, groups)."""
    frame = {who: np.repeat(names, len(groups)), "group": np.tile(groups, len(names))}
    frame |= {name: np.where(np.abs(c) < 1e-15, 0.0, c).ravel() for name, c in columns.items()}
    return pd.DataFrame(frame).astype({who: object, "group": object})


def _sectors(table: Table, labels: Sequence[str] | None) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "sector": list(table.names),
            "group": list(labels or table.names),
            "output": table.output if table.output is not None else np.nan,
            "added": table.added,
            "idle": table.idle,
        }
    )
