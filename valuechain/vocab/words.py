"""The closed lists of the file format, in the order in which they are shown."""

from collections.abc import Callable
from typing import Final, Literal, get_args

Attribute = Literal["site", "headquarters", "owner", "any"]
"""Which country of a supplier counts: where it makes, where it is led from, whose law it obeys."""

Kind = Literal["consumable", "capital", "service"]
Essentiality = Literal["critical", "important", "minor"]
Status = Literal["read", "recall", "judgement"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
PublicInterest = Literal["vital", "essential", "valuable"]
Mode = Literal["lost", "withheld"]
Allocation = Literal["contractual", "reallocate", "home-first", "home-last"]
RecoveryShape = Literal["step", "linear", "s-curve", "points"]
ShockKind = Literal[
    "outage",
    "export-ban",
    "access-denial",
    "capital-stop",
    "demand-surge",
    "takeover",
    "stockpile",
]
Answer = Literal["yes", "no", "unknown"]
"""What can be said of a test: it holds, it does not, or too little is known."""
Bounds = tuple[float, float, float]
"""A number as it may be at least, as the model has it, and as it may be at most."""
Progress = Callable[[str, int, int], None]
"""Called while work goes on: with the step, how much of it is done, and how much there is."""
RiskQuestion = Literal["disaster", "coercion"]
Rule = Literal["default", "strict", "lenient"]
Lever = Literal["goods", "technology", "service", "assets", "data", "ownership", "other"]
Standing = Literal["in-force", "unknown", "proposed", "ended", "physical"]
Origin = Literal["read", "proxy", "judged"]
"""Where a level comes from: measured for this, measured for something near it, or set by us."""
CostBasis = Literal[
    "price", "revenue", "annual-cost", "manufacturing-cost", "capex", "development-cost"
]
LawGrade = Literal["used", "exists", "contractable"]
"""How hard a law bites: used against an ally since 2018, exists, can be contracted around."""
LawReach = Literal["site", "headquarters", "owner"]
ChangeWhy = Literal["world", "corrected", "better-read", "scope"]
"""Why a figure is another than before: the world changed, it was wrong, it was read better, or the
model covers something else."""
Instrument = Literal["procurement", "subsidy", "stake", "rule", "stock", "treaty", "norm"]
"""By what a measure is carried out."""
ChangeKind = Literal[
    "add-supply",
    "raise-buffer",
    "shorten-substitution",
    "raise-fallback",
    "add-fallback",
    "add-alternative",
    "change-owner",
    "lower-need",
    "add-spare-capacity",
    "trust",
]
"""What a measure changes in a model."""
Reach = Literal["low", "mode", "high"]
"""Which end of the range of what a measure does: least, most plausible, most."""
Objective = Literal["mean", "worst", "cvar"]
"""What of the losses of many cases a plan makes small."""

ATTRIBUTES: Final[tuple[Attribute, ...]] = ("site", "headquarters", "owner", "any")
MODES: Final[tuple[Mode, ...]] = ("lost", "withheld")
RULES: Final[tuple[Rule, ...]] = ("default", "strict", "lenient")
KINDS: Final[tuple[Kind, ...]] = ("consumable", "capital", "service")
ESSENTIALITIES: Final[tuple[Essentiality, ...]] = ("critical", "important", "minor")
STATUSES: Final[tuple[Status, ...]] = ("read", "recall", "judgement")
PUBLIC_INTERESTS: Final[tuple[PublicInterest, ...]] = ("vital", "essential", "valuable")
LAW_GRADES: Final[tuple[LawGrade, ...]] = ("used", "exists", "contractable")
"""Grades of law, the hardest first."""
MARKINGS: Final[tuple[str, ...]] = ("public", "internal", "dep-v", "confidential", "secret")
"""Markings from low to high: an output carries the highest marking it rests on."""
CHANGE_WHYS: Final[tuple[ChangeWhy, ...]] = get_args(ChangeWhy)
CHANGE_CLASSES: Final = ("world", "figure", "scope", "unexplained", "program")
"""What a difference between two results is put down to; ``figure`` is corrected or better read,
``program`` the method or the program."""
INSTRUMENTS: Final[tuple[Instrument, ...]] = get_args(Instrument)
REACHES: Final[tuple[Reach, ...]] = get_args(Reach)
OBJECTIVES: Final[tuple[Objective, ...]] = get_args(Objective)
HORIZONS: Final[tuple[int, ...]] = (1, 13, 52, 156)
"""Weeks at which exposure is reported; the limit comes after the last."""
WINDOW: Final = "window"
"""Word for the critical window of a use in the place of a horizon."""
