"""The tables of a nulmeting: stable, documented names of files and columns."""

from typing import Final

from valuechain.results.chokepoints import SINGLE_POINTS
from valuechain.results.comparing import AGREEMENT
from valuechain.results.contract import Table
from valuechain.results.indispensable import INDISPENSABLE
from valuechain.results.judgements import EVIDENCE, VERDICTS
from valuechain.results.law_readings import LAW_READINGS
from valuechain.results.leverage import LEVERAGE
from valuechain.results.lookthrough import SUBJECTS
from valuechain.results.losses import DEPENDENCIES, EXPOSURE, LAYERS, PATHS, PRODUCTS
from valuechain.results.partners import PARTNERS
from valuechain.results.supply import CONCENTRATION, INDICATORS, LAYER_SHARES, POSITIONS, SOURCES
from valuechain.results.survival import SURVIVAL
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
"""The tables of every nulmeting, in the order in which they are described."""

STRATEGIC: Final[tuple[Table, ...]] = (
    SINGLE_POINTS,
    LEVERAGE,
    INDISPENSABLE,
    PARTNERS,
    SURVIVAL,
    SUBJECTS,
    AGREEMENT,
    LAW_READINGS,
)
"""Headline tables of the strategic questions, as far as they can be asked of a home."""

TABLES_BY_NAME: Final[dict[str, Table]] = {table.name: table for table in (*TABLES, *STRATEGIC)}
"""The same, by name."""
