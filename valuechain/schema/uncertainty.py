"""How wide a figure without a range is, and how sure a class of importance: data of the model."""

from typing import Annotated, Final, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from valuechain.schema.terms import Figure, Number, Record, Share
from valuechain.vocab.tolerances import EXACT
from valuechain.vocab.words import Reliability, Status

WidthFactor = Annotated[Number, Field(ge=1, le=10)]
"""How many times larger or smaller a figure can be: 1 (sure) to 10."""


class Widths(Figure):
    """How wide a figure is that states no range, by how well it is known: three factors together.

    A figure of mode x lies between x / f and x * f, where the square of ln f is the sum of the
    squares of the logarithms of the three factors; of a fraction the odds do.
    """

    by_status: dict[Status, WidthFactor]
    """Factor by how the figure is known: read, recall and judgement, 1 (sure) to 10 each."""
    by_reliability: dict[Reliability, WidthFactor]
    """Factor by the reliability of the source: A to F, 1 (sure) to 10 each."""
    by_credibility: tuple[WidthFactor, ...]
    """Factors by the credibility of the figure, 1 to 6 in that order, 1 (sure) to 10 each."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        lists = ((self.by_status, 3), (self.by_reliability, 6), (self.by_credibility, 6))
        if any(len(factors) != count for factors, count in lists):
            raise PydanticCustomError("widths_incomplete", "a factor for every grade")
        return self


class ClassChange(Figure):
    """Chances that an input is more or less essential than stated; they sum to 1."""

    stays: Share
    """Chance that the input is as essential as stated, 0 to 1."""
    up: Share
    """Chance that it is a class more essential, 0 to 1; added to `stays` where there is none."""
    down: Share
    """Chance that it is a class less essential, 0 to 1; added to `stays` where there is none."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if abs(self.stays + self.up + self.down - 1) > EXACT:
            raise PydanticCustomError("chances_sum", "stays + up + down = 1")
        return self


class ClassChanges(Record):
    """Chances that inputs are more or less essential than stated, by how that is known."""

    read: ClassChange
    """Chances where the class was read in a source."""
    recall: ClassChange
    """Chances where the class is general knowledge."""
    judgement: ClassChange
    """Chances where the class was set by us."""


class Uncertainty(Record):
    """How unsure figures without a range are; the documented defaults hold where none is stated."""

    widths: Widths | None = None
    """How wide figures without a range are."""
    essentiality: ClassChanges | None = None
    """Chances that an input is more or less essential than stated."""


_OURS: Final = {"status": "judgement", "credibility": 6}
DEFAULT_WIDTHS: Final = Widths.model_validate(
    {
        "by_status": {"read": 1.0, "recall": 1.2, "judgement": 1.5},
        "by_reliability": {"A": 1.0, "B": 1.05, "C": 1.1, "D": 1.2, "E": 1.5, "F": 1.5},
        "by_credibility": [1.0, 1.05, 1.1, 1.2, 1.5, 1.5],
        "note": "factors of the pedigree matrix (Weidema & Wesnaes 1996), its scores 1 to 5 laid "
        "on the Admiralty grades by us",
        **_OURS,
    }
)
"""How wide figures without a range are, where a model does not say: our judgement."""
DEFAULT_CLASS_CHANGES: Final = ClassChanges.model_validate(
    {
        "read": {"stays": 1.0, "up": 0.0, "down": 0.0, **_OURS},
        "recall": {"stays": 0.7, "up": 0.1, "down": 0.2, **_OURS},
        "judgement": {"stays": 0.7, "up": 0.1, "down": 0.2, **_OURS},
    }
)
"""Chances that an input is more or less essential, where a model does not say: our judgement."""
