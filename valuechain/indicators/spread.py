"""How evenly a supply is spread, in the measures that other studies print.

References
----------
Hirschman (1964), Am. Econ. Rev. 54:761. Shannon (1948), Bell Syst. Tech. J. 27:379. Theil (1967),
Economics and Information Theory. Hill (1973), Ecology 54:427.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from valuechain.errors import AnalysisError
from valuechain.indicators.concentration import hhi
from valuechain.vocab.tolerances import WHOLE


@dataclass(frozen=True, slots=True)
class Spread:
    """How evenly a list of shares is spread: concentration and entropy, in six measures.

    ``normalised`` is 0 for equal and 1 for a single supplier (None if there is only one), in the
    way of Hirschman; ``shannon`` is in nats; ``theil`` is 0 for equal shares; ``number`` and
    ``number_by_shannon`` are how many equally large suppliers would be as concentrated.
    """

    hhi: float
    normalised: float | None
    shannon: float
    theil: float
    number: float
    number_by_shannon: float


def spread(shares: Sequence[float]) -> Spread:
    """Measure a complete list of shares; suppliers with a share of 0 do not count.

    Raises
    ------
    AnalysisError
        VA658: a share below 0, or shares that do not sum to 1: what is not listed cannot be left
        out here (`valuechain.indicators.concentration` gives bounds for it).

    Notes
    -----
    Normalised = (HHI - 1/n) / (1 - 1/n); Shannon H = -sum s ln s; Theil = ln n - H; numbers 1/HHI
    and exp(H), the Hill numbers of order 2 and 1.

    Examples
    --------
    >>> round(spread([0.5, 0.25, 0.25]).normalised, 9)
    0.0625
    """
    if not all(share >= 0 for share in shares) or abs(math.fsum(shares) - 1) > WHOLE:
        message = "these are not all shares of a supply: each is 0 or more and they sum to 1."
        raise AnalysisError("VA658", message, "Add what is not listed.")
    held = [share for share in shares if share > 0]
    count, index = len(held), hhi(held)
    entropy = -math.fsum(share * math.log(share) for share in held)
    return Spread(
        hhi=index,
        normalised=(index - 1 / count) / (1 - 1 / count) if count > 1 else None,
        shannon=entropy,
        theil=math.log(count) - entropy,
        number=1 / index,
        number_by_shannon=math.exp(entropy),
    )
