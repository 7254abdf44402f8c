"""What was observed of past cases, and the rule by which it is compared with what a model says."""

import csv
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from valuechain.vocab.tolerances import WHOLE

ObservationVerdict = Literal["agrees", "differs", "cannot tell"]
ObservationReason = Literal["overlap", "apart", "put in", "vague", "not in the model"]


@dataclass(frozen=True, slots=True)
class Observed:
    """What was observed in a real event, as one row of the table of observations."""

    scenario: str
    subject_kind: str
    subject: str
    home: str
    measure: str
    week: float | None
    low: float | None
    """Lowest figure that was observed; None where nothing bounds it."""
    high: float | None
    unit: str
    role: str
    """``outcome``: a test; ``input``: the scenario was made with it; ``cannot-tell``: no figure."""
    observed: str
    source: str
    url: str
    status: str


@dataclass(frozen=True, slots=True)
class Interval:
    """What the model says: stated case, and lowest and highest over bounds and ranges."""

    stated: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ComparedObservation:
    """One observation, what the model says of it, and the verdict."""

    observed: Observed
    said: Interval | None
    verdict: ObservationVerdict
    reason: ObservationReason


def judge(
    observed: Observed, said: Interval | None
) -> tuple[ObservationVerdict, ObservationReason]:
    """Compare what the model says of an event with what was observed then.

    Parameters
    ----------
    observed : Observed
        The observation.
    said : Interval or None
        What the model says; None where it has no number for the measure.

    Returns
    -------
    tuple
        Agrees if the two intervals have a point in common, else differs. Cannot tell where the
        figure was put into the scenario, where nothing exact was observed, or where the model has
        no such number.

    Examples
    --------
    >>> row = Observed("fire", "product", "chips", "NLD", "deepest_loss", None, 0.0, 0.0,
    ...                "fraction", "outcome", "", "", "", "read")
    >>> judge(row, Interval(0.2, 0.1, 0.3))
    ('differs', 'apart')
    """
    if observed.role == "input":
        return "cannot tell", "put in"
    if observed.role != "outcome" or (observed.low is None and observed.high is None):
        return "cannot tell", "vague"
    if said is None:
        return "cannot tell", "not in the model"
    low = -math.inf if observed.low is None else observed.low
    high = math.inf if observed.high is None else observed.high
    if said.low <= high + WHOLE and low <= said.high + WHOLE:
        return "agrees", "overlap"
    return "differs", "apart"


def read_observed(path: Path) -> tuple[Observed, ...]:
    """Read a table of observations, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(_observed(row) for row in csv.DictReader(handle))


def _observed(row: dict[str, str]) -> Observed:
    week, low, high = (
        float(row[name]) if row[name] else None
        for name in ("week", "observed_low", "observed_high")
    )
    words = {name: row[name] for name in Observed.__slots__ if name not in ("week", "low", "high")}
    return Observed(**words, week=week, low=low, high=high)
