"""Risky strategic dependencies: crucial, likely, and hard to replace.

References
----------
Dutch framework for risky strategic dependencies (cabinet policy; crucial for a public interest
and supply problems likely); limited replacement as in the Geo-economic monitor. Method section 3.
"""

from dataclasses import dataclass
from functools import cache
from itertools import product as combinations
from typing import Final, Literal

from valuechain.indicators.likelihood import Ground, likelihood
from valuechain.kernels.levels import is_above
from valuechain.schema import Model
from valuechain.vocab.words import PUBLIC_INTERESTS, Answer, Attribute, Origin, RiskQuestion

_CHOICES: Final[dict[Answer, tuple[bool, ...]]] = {
    "yes": (True,),
    "no": (False,),
    "unknown": (True, False),
}


_Outcomes = dict[tuple[bool, bool, bool], str]
Need = Literal["fallback", "unlisted", "place", "likelihood", "replacement", "spare"]
"""What would decide: how much a fallback keeps up, who the unlisted are, where those stand of whom
only a group is known, the grounds that are unknown, how long replacement takes, and what is spare
elsewhere."""


@dataclass(frozen=True, slots=True)
class TurningFallback:
    """A fallback whose level decides a verdict by itself: above it the loss stays below.

    ``levels`` and their ``origins`` are low, most plausible and high.
    """

    product: str
    at: float
    levels: tuple[float, float, float]
    origins: tuple[Origin, Origin, Origin]


@dataclass(frozen=True, slots=True)
class Dependency:
    """One use's dependency on a country's part of one product, as measured.

    ``exposure`` is (low, figure, high) at the horizon; ``replacement_weeks`` the largest
    substitution time among the slots of the product on the binding routes; ``lost_share`` the
    part of the supply that is removed; ``spare`` what the others could add. None is unknown.
    """

    use: str
    product: str
    country: str
    attribute: Attribute
    question: RiskQuestion
    exposure: tuple[float, float, float]
    replacement_weeks: float | None
    lost_share: float
    spare: float | None
    lost_high: float | None = None
    """Part of the supply that may be removed at the upper bound; as the figure if left out."""
    needed: float | None = None
    """Part of the supply that must come from others; as ``lost_share`` if left out."""
    needed_high: float | None = None
    """Part that must come from others at the upper bound; as ``lost_high`` if left out."""
    window_weeks: float | None = None
    """Critical window within which the exposure stands; None: it is that at the horizon."""
    judged_week: int = 0
    """Week in which the exposure stands; 0: the horizon of the model."""
    at_fallback_ends: tuple[tuple[float, float, float], ...] = ()
    """Exposure at the lowest and at the highest level of the fallbacks, where they are ranges."""
    flips: tuple[TurningFallback, ...] = ()
    """Fallbacks that decide by themselves whether it is exposed."""

    @property
    def to_replace(self) -> tuple[float, float]:
        """What must come from others, as a part of the supply: the figure and the upper bound."""
        middle = self.lost_share if self.needed is None else self.needed
        most = self.lost_high if self.needed_high is None else self.needed_high
        return middle, middle if most is None else most


@dataclass(frozen=True, slots=True)
class Verdict:
    """The class of one dependency, with the codes and figures of its reason."""

    dependency: Dependency
    klass: str
    crucial: Answer
    likely: Answer
    limited: Answer
    interest: bool
    """Whether the public interest of the use is high enough to make it crucial."""
    grounds: tuple[Ground, ...]
    """What makes supply problems likely, or else what is unknown of it."""
    needs: tuple[Need, ...]
    """What would have to be known to decide; empty where it is decided."""
    possible: frozenset[str]
    """Classes that it may have; one, unless it is undecided."""
    tie: Attribute
    """By which country of the suppliers it was judged: under ``any`` the one that decides."""
    at_horizon: "Verdict | None" = None
    """The verdict at the horizon of the model, where this one is of a critical window."""


def classify(*, interest: bool, exposed: bool, likely: bool, limited: bool) -> str:
    """Class of a dependency by the rule of the method.

    Examples
    --------
    >>> classify(interest=True, exposed=True, likely=True, limited=False)
    'strategic'
    >>> classify(interest=False, exposed=True, likely=True, limited=True)
    'watch'
    """
    crucial = interest and exposed
    if crucial and likely and limited:
        return "risky-strategic"
    if crucial and (likely or limited):
        return "strategic"
    if crucial or (exposed and likely):
        return "watch"
    return "none"


def _exposed(found: Dependency, threshold: float) -> Answer:
    levels = [level for three in (found.exposure, *found.at_fallback_ends) for level in three]
    if is_above(min(levels), threshold):
        return "yes"
    return "unknown" if is_above(max(levels), threshold) else "no"


def _limited(model: Model, found: Dependency) -> Answer:
    """Whether replacement takes long and the others have too little to spare."""
    slow: Answer = "unknown"
    if found.replacement_weeks is not None:
        longer = found.replacement_weeks > model.thresholds.replacement.value
        slow = "yes" if longer else "no"
    short: Answer = "unknown"
    if found.spare is not None:
        high = found.lost_share if found.lost_high is None else found.lost_high
        left = (1.0 - high) / (1.0 - found.lost_share) if found.lost_share < 1 else 0.0
        middle, most = found.to_replace
        answers = {found.spare < middle, found.spare * left < most}
        short = "unknown" if len(answers) > 1 else ("yes" if answers.pop() else "no")
    if "no" in {slow, short}:
        return "no"
    return "unknown" if "unknown" in {slow, short} else "yes"


class VerdictRule:
    """The rule that judges dependencies on one model; what it looks up is kept.

    Parameters
    ----------
    model : Model
        Thresholds and risk components.
    circle : frozenset of str
        Home and trusted.
    """

    def __init__(self, model: Model, *, circle: frozenset[str]) -> None:
        self.model = model
        self.circle = circle
        lowest = PUBLIC_INTERESTS.index(model.thresholds.public_interest.value)
        self._interest = {
            key: PUBLIC_INTERESTS.index(use.public_interest) <= lowest
            for key, use in model.uses.items()
        }
        self._likely = cache(self._likelihood)

    def judge(self, found: Dependency, *, at_horizon: Verdict | None = None) -> Verdict:
        """Judge one dependency; where an unknown decides, it is undecided.

        Parameters
        ----------
        found : Dependency
            What was measured.
        at_horizon : Verdict, optional
            The verdict at the horizon, of one that is judged within a critical window.
        """
        interest = self._interest[found.use]
        exposed = _exposed(found, self.model.thresholds.exposure.value)
        likely, grounds = self.likely(found)
        limited = _limited(self.model, found)
        klass, possible, decides = _class_of((exposed, likely, limited), interest=interest)
        needs = _needs(self.model, found, decides) if klass == "undecided" else ()
        crucial: Answer = exposed if interest else "no"
        return Verdict(
            found,
            klass,
            crucial,
            likely,
            limited,
            interest,
            grounds,
            needs,
            possible=possible,
            tie=found.attribute,
            at_horizon=at_horizon,
        )

    def likely(self, found: Dependency) -> tuple[Answer, tuple[Ground, ...]]:
        """Whether supply problems are likely, and every ground that says so."""
        return self._likely(found.country, found.product, found.attribute, found.question)

    def _likelihood(
        self, country: str, product: str, attribute: Attribute, question: RiskQuestion
    ) -> tuple[Answer, tuple[Ground, ...]]:
        return likelihood(
            self.model,
            country=country,
            product=product,
            attribute=attribute,
            question=question,
            circle=self.circle,
        )


@cache
def _class_of(
    answers: tuple[Answer, Answer, Answer], *, interest: bool
) -> tuple[str, frozenset[str], tuple[bool, bool, bool]]:
    """Class, those that are possible, and whether each of the three answers can change it."""
    outcomes = _outcomes(answers, interest=interest)
    classes = set(outcomes.values())
    klass = next(iter(classes)) if len(classes) == 1 else "undecided"
    return klass, frozenset(classes), _deciding(outcomes)


def _outcomes(answers: tuple[Answer, Answer, Answer], *, interest: bool) -> _Outcomes:
    """Class under every answer that what is unknown may have."""
    return {
        (exposed, likely, limited): classify(
            interest=interest, exposed=exposed, likely=likely, limited=limited
        )
        for exposed, likely, limited in combinations(*(_CHOICES[answer] for answer in answers))
    }


def _deciding(outcomes: _Outcomes) -> tuple[bool, bool, bool]:
    """Whether exposed, likely and limited can each change the class by itself."""

    def decides(place: int) -> bool:
        others: dict[tuple[bool, ...], set[str]] = {}
        for case, klass in outcomes.items():
            others.setdefault(case[:place] + case[place + 1 :], set()).add(klass)
        return any(len(classes) > 1 for classes in others.values())

    return decides(0), decides(1), decides(2)


def _needs(model: Model, found: Dependency, decides: tuple[bool, bool, bool]) -> tuple[Need, ...]:
    """What would have to be known to decide."""
    exposed, likely, limited = decides
    needs: list[Need] = []
    known = found.replacement_weeks is not None and found.spare is not None
    turning = model.thresholds.exposure.value
    ends = {bool(is_above(found.exposure[end], turning)) for end in (0, 2)}
    if exposed and found.flips:
        needs.append("fallback")
    if (exposed and (len(ends) > 1 or not found.flips)) or (limited and known):
        needs.append("unlisted")
        if any(one.site in model.groups for one in model.products[found.product].producers):
            needs.append("place")
    if likely:
        needs.append("likelihood")
    if limited and found.replacement_weeks is None:
        needs.append("replacement")
    if limited and found.spare is None:
        needs.append("spare")
    return tuple(needs)
