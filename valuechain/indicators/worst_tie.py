"""The verdict on a country whatever the tie: each tie is judged by itself, and the worst counts.

What is lost with a country's sites and what its law can reach through owners are different losses;
joined, they would make a dependency that exists by no tie.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from valuechain.indicators.verdicts import Verdict
from valuechain.vocab.words import ATTRIBUTES

_FROM_BEST: Final = ("none", "watch", "strategic", "risky-strategic")


def worst_tie(verdicts: Sequence[Verdict]) -> Verdict:
    """Worst of the verdicts on one dependency by site, by headquarters and by owner.

    Parameters
    ----------
    verdicts : sequence of Verdict
        At least one, each by one tie.

    Returns
    -------
    Verdict
        That of the tie that decides, under ``any``. Undecided where an undecided tie could still
        be worse than all that are decided: then that tie says what would have to be known.
    """
    by_tie = sorted(verdicts, key=lambda one: ATTRIBUTES.index(one.tie))
    best = [min(_FROM_BEST.index(klass) for klass in one.possible) for one in by_tie]
    worst = [max(_FROM_BEST.index(klass) for klass in one.possible) for one in by_tie]
    least, most = max(best), max(worst)
    open_ = most > least
    reached = zip(by_tie, worst if open_ else best, strict=True)
    telling = [one for one, rank in reached if rank == (most if open_ else least)]
    deepest = max(telling, key=lambda one: one.dependency.exposure[1])
    possible = {k for one in verdicts for k in one.possible if _FROM_BEST.index(k) >= least}
    return replace(
        deepest,
        dependency=replace(deepest.dependency, attribute="any"),
        klass="undecided" if open_ else _FROM_BEST[least],
        possible=frozenset(possible),
    )
