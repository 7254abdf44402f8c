"""What is measured in every draw: one number each, and of what it is a number."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal, Protocol

from valuechain.kernels.arrays import Floats

QuantityKind = Literal[
    "exposure",
    "in-window",
    "survival",
    "class",
    "deepest-loss",
    "loss-weeks",
    "first-loss-week",
    "other",
]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a draw. What does not apply is empty, or week 0."""

    kind: QuantityKind
    use: str = ""
    product: str = ""
    removed: str = ""
    attribute: str = ""
    mode: str = ""
    week: int = 0
    """Horizon in weeks; of an exposure 0 is the limit."""
    scenario: str = ""

    @property
    def name(self) -> str:
        """All that tells a measured quantity from others, as one text."""
        return "|".join(str(one) for one in asdict(self).values())


class Measurable(Protocol):
    """Anything that can be measured in some draws at once.

    Measures that are sent to other processes must be able to be pickled before
    :meth:`ready` is called.
    """

    @property
    def digest(self) -> str:
        """SHA-256 of the model and of all that is asked of it: equal for equal answers."""

    @property
    def quantities(self) -> Sequence[Quantity]:
        """What is measured in every draw, in order."""

    def ready(self) -> Callable[[Sequence[int]], Floats]:
        """Prepare; what is returned takes numbers of draws and gives (quantities, draws)."""
