"""The tables of a nulmeting: stable, documented names of files and columns."""

from typing import Final

from valuechain.results.contract import Table
from valuechain.results.judgements import EVIDENCE, VERDICTS
from valuechain.results.losses import DEPENDENCIES, EXPOSURE, LAYERS, PATHS, PRODUCTS
from valuechain.results.supply import CONCENTRATION, INDICATORS, LAYER_SHARES, POSITIONS, SOURCES
from valuechain.results.what_if import WHAT_IF

TABLES: Final[tuple[Table, ...]] = (
    EXPOSURE,
    DEPENDENCIES,
    PRODUCTS,
    LAYERS,
    CONCENTRATION,
    POSITIONS,
    LAYER_SHARES,
    VERDICTS,
    EVIDENCE,
    INDICATORS,
    PATHS,
    WHAT_IF,
    SOURCES,
)
"""All tables, in the order in which they are described."""

TABLES_BY_NAME: Final[dict[str, Table]] = {table.name: table for table in TABLES}
"""The same, by name."""
