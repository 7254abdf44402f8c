"""The tables of a nulmeting: stable, documented names of files and columns."""

from typing import Final

from valuechain.questions.nulmeting.judgement_contracts import EVIDENCE, VERDICTS
from valuechain.questions.nulmeting.law_readings import LAW_READINGS
from valuechain.questions.nulmeting.loss_contracts import (
    DEPENDENCIES,
    EXPOSURE,
    LAYERS,
    PATHS,
    PRODUCTS,
)
from valuechain.questions.registry import question, questions
from valuechain.results.contract import Table
from valuechain.results.supply import CONCENTRATION, INDICATORS, LAYER_SHARES, POSITIONS, SOURCES

WHAT_IF: Final[Table] = question("what_if").part("shipped_scenarios").WHAT_IF

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
    *(table for one in questions() if one.headline for table in one.part("tables").HEADLINE),
    LAW_READINGS,
)
"""Headline tables of the strategic questions, as far as they can be asked of a home."""
