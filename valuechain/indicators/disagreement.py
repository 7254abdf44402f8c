"""Where our verdicts and the indicators of others differ, and why.

References
----------
Thresholds: Commission (2017), doi:10.2873/769526 (supply risk from 1.0); SWD(2021) 352 (core
dependency); Regulation (EU) 2024/1252, art. 5 (65% of one third country); U.S. DoJ & FTC (2010),
Horizontal Merger Guidelines, 5.3 (HHI above .25 is highly concentrated).
"""

from dataclasses import dataclass
from typing import Final

from valuechain.vocab.comparison import DifferenceReason, ForeignIndicator, Relation
from valuechain.vocab.words import Answer

THRESHOLDS: Final[dict[ForeignIndicator, float]] = {
    "hhi-country": 0.25,
    "hhi-firm": 0.25,
    "hhi-wgi": 1.0,
    "crma-65": 0.65,
    "ec-sr": 1.0,
    "ec-list": 1.0,
    "cdi": 0.4,
}
"""From here on an indicator flags a product; above it for ``crma-65`` and ``cdi`` (CDI1)."""
_ABOVE: Final = frozenset({"crma-65", "cdi"})
RISKY: Final = ("risky-strategic", "strategic")
"""Classes of ours that count as a dependency; ``watch`` does not."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """One indicator of others for one product; None where it says nothing.

    ``flagged`` is their answer, ``unknown`` where their bounds lie on both sides of the threshold,
    None where they do not know the product, or (with a figure) only as part of something broader;
    ``points_at`` the country (or countries, of a firm) that weighs most in it, if it says so.
    """

    name: ForeignIndicator
    low: float | None
    figure: float | None
    high: float | None
    flagged: Answer | None
    points_at: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ours:
    """Our worst verdict on one product, from outside home, and what explains a difference.

    ``countries`` are those on which there is a dependency. ``by_site`` is the answer of our own
    verdicts on them if only the place of making counted, ``one_law`` whether the supply is
    concentrated (HHI from .25) by the tie that was asked about.
    ``exposed`` says whether any use loses more than the threshold at the horizon, ``in_the_end``
    the same in the limit, ``used`` whether any use loses anything at all, ever: each at the upper
    bound. ``crucial`` is the most that the uses that are exposed are.
    """

    product: str
    klass: str
    countries: frozenset[str]
    by_site: Answer
    one_law: Answer
    used: bool
    exposed: bool
    in_the_end: bool
    crucial: Answer
    largest_at_home: bool

    @property
    def flagged(self) -> Answer:
        """Whether the product is a risky dependency by our rules."""
        if self.klass in RISKY:
            return "yes"
        return "unknown" if self.klass == "undecided" else "no"


def flagged(
    name: ForeignIndicator, *, low: float | None, high: float | None, threshold: float | None = None
) -> Answer | None:
    """Whether bounds pass a threshold: unknown where they lie on both sides; None without any.

    Examples
    --------
    >>> flagged("hhi-country", low=0.25, high=0.4), flagged("crma-65", low=0.6, high=0.7)
    ('yes', 'unknown')
    """
    if low is None or high is None:
        return None
    limit = THRESHOLDS[name] if threshold is None else threshold
    passed = [end > limit if name in _ABOVE else end >= limit for end in (low, high)]
    if passed[0] == passed[1]:
        return "yes" if passed[0] else "no"
    return "unknown"


def relation(ours: Ours, theirs: Theirs) -> Relation:
    """How our answer and that of a foreign indicator stand to each other."""
    if theirs.flagged is None:
        return "not-covered"
    if "unknown" in {theirs.flagged, ours.flagged}:
        return "open"
    if ours.flagged == "no":
        return "alone" if theirs.flagged == "yes" else "neither"
    if theirs.flagged == "no":
        return "missed"
    apart = theirs.points_at and not theirs.points_at & ours.countries
    return "elsewhere" if apart else "both"


def differs(
    ours: Ours, theirs: Theirs, *, every: dict[ForeignIndicator, Theirs]
) -> DifferenceReason | None:
    """Why they differ: the first reason that holds; None where they do not.

    Parameters
    ----------
    ours : Ours
        Our verdict on the product.
    theirs : Theirs
        One indicator of the same product.
    every : dict of str to Theirs
        All indicators of the product, by name.
    """
    found = relation(ours, theirs)
    if found == "not-covered":
        if theirs.figure is not None:
            return "category-too-broad"
        return "no-rows" if theirs.name == "cdi" else "other-goods-only"
    if found == "open":
        return "ours-undecided" if ours.flagged == "unknown" else "theirs-unknown"
    if found == "elsewhere":
        hidden = theirs.name != "hhi-firm" and ours.by_site == "no"
        return "location-hides-ownership" if hidden else "another-country"
    if found == "missed":
        return _missed(ours, theirs, every)
    return _alone(ours) if found == "alone" else None


def _missed(ours: Ours, theirs: Theirs, every: dict[ForeignIndicator, Theirs]) -> DifferenceReason:
    """Why they do not see what we see."""
    concentrated = every["hhi-country"].flagged == "yes"
    if theirs.name != "hhi-firm" and ours.by_site == "no":
        return "location-hides-ownership"
    if theirs.name in {"hhi-wgi", "ec-sr", "ec-list"} and concentrated:
        return "well-governed"
    if theirs.name == "hhi-firm" and ours.one_law == "yes":
        return "one-law-many-firms"
    return "part-is-enough"


def _alone(ours: Ours) -> DifferenceReason:
    """Why we do not count what they flag."""
    if not ours.used:
        return "no-use"
    if ours.largest_at_home:
        return "concentrated-at-home"
    if not ours.exposed:
        return "slow" if ours.in_the_end else "small"
    return "use-not-crucial" if ours.crucial != "yes" else "not-likely"
