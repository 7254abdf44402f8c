"""What a model file may say: frozen classes whose attribute docstrings are the file reference."""

from valuechain.schema.model import Model
from valuechain.schema.risk import Country, Hazard, Law, Parameters, Restriction, Thresholds
from valuechain.schema.shaping import Refusal, shape
from valuechain.schema.supply import (
    Alternative,
    Fallback,
    Firm,
    Input,
    Producer,
    Product,
    Remainder,
    Sourcing,
    SpareCapacity,
    Use,
)
from valuechain.schema.terms import Evidence, Figure, Range, Record, Source, Text, WeeksRange

__all__ = [
    "Alternative",
    "Country",
    "Evidence",
    "Fallback",
    "Figure",
    "Firm",
    "Hazard",
    "Input",
    "Law",
    "Model",
    "Parameters",
    "Producer",
    "Product",
    "Range",
    "Record",
    "Refusal",
    "Remainder",
    "Restriction",
    "Source",
    "Sourcing",
    "SpareCapacity",
    "Text",
    "Thresholds",
    "Use",
    "WeeksRange",
    "shape",
]
