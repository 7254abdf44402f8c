"""The closed lists of the comparison with indicators of others."""

from typing import Final, Literal, get_args

ForeignIndicator = Literal[
    "hhi-country", "hhi-firm", "hhi-wgi", "crma-65", "ec-sr", "ec-list", "cdi"
]
"""An indicator of others, in the order in which they are shown."""

Relation = Literal["both", "elsewhere", "missed", "alone", "neither", "open", "not-covered"]
"""How our answer and theirs stand to each other.

Seen from their side: elsewhere flags the product, but for another country; missed and alone differ.
"""

DifferenceReason = Literal[
    "location-hides-ownership",
    "well-governed",
    "one-law-many-firms",
    "part-is-enough",
    "another-country",
    "no-use",
    "concentrated-at-home",
    "slow",
    "small",
    "use-not-crucial",
    "not-likely",
    "ours-undecided",
    "theirs-unknown",
    "other-goods-only",
    "category-too-broad",
    "no-rows",
]
"""Why they differ, or cannot be compared."""

INDICATORS: Final[tuple[ForeignIndicator, ...]] = get_args(ForeignIndicator)
RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)
REASONS: Final[tuple[DifferenceReason, ...]] = get_args(DifferenceReason)
