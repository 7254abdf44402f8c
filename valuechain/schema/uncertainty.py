"""How wide a figure without a range is, and how sure a class of importance: data of the model."""

from typing import Annotated, Final, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from valuechain.schema.terms import Figure, Number, Record, Share
from valuechain.vocab.tolerances import EXACT
from valuechain.vocab.words import Reliability, Status

WidthFactor = Annotated[Number, Field(ge=1, le=10)]
"""A factor of 1 or more; 1 is no width."""


class Widths(Figure):
    """Width of a figure that states no range, by its grade: three factors, taken together.

    A figure of mode x lies between x / f and x * f, where the square of ln f is the sum of the
    squares of the logarithms of the three factors; of a fraction the odds do.
    """

    by_status: dict[Status, WidthFactor]
    """Factor by status: read, recall, judgement."""
    by_reliability: dict[Reliability, WidthFactor]
    """Factor by the reliability of the source: A to F."""
    by_credibility: tuple[WidthFactor, ...]
    """Factors by the credibility of the figure: six, of 1 to 6 in that order."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        lists = ((self.by_status, 3), (self.by_reliability, 6), (self.by_credibility, 6))
        if any(len(factors) != count for factors, count in lists):
            raise PydanticCustomError("widths_incomplete", "a factor for every grade")
        return self


class ClassChange(Figure):
    """Chances that the essentiality of an input is another than stated; they sum to 1."""

    stays: Share
    """Chance that it is as stated."""
    up: Share
    """Chance that it is one class more essential; added to `stays` where there is none."""
    down: Share
    """Chance that it is one class less essential; added to `stays` where there is none."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if abs(self.stays + self.up + self.down - 1) > EXACT:
            raise PydanticCustomError("chances_sum", "stays + up + down = 1")
        return self


class ClassChanges(Record):
    """Chances of another class of essentiality, by the status of the figure."""

    read: ClassChange
    """Of a class that was read in a source."""
    recall: ClassChange
    """Of a class from general knowledge."""
    judgement: ClassChange
    """Of a class set by us."""


class Uncertainty(Record):
    """Parameters of the uncertainty; the documented defaults hold where a model has none."""

    widths: Widths | None = None
    """Width of figures without a range."""
    essentiality: ClassChanges | None = None
    """Chances of another class of essentiality."""


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
"""Widths where a model states none: our judgement."""
DEFAULT_CLASS_CHANGES: Final = ClassChanges.model_validate(
    {
        "read": {"stays": 1.0, "up": 0.0, "down": 0.0, **_OURS},
        "recall": {"stays": 0.7, "up": 0.1, "down": 0.2, **_OURS},
        "judgement": {"stays": 0.7, "up": 0.1, "down": 0.2, **_OURS},
    }
)
"""Chances where a model states none: our judgement."""
