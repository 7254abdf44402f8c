"""Critical windows: weeks in which a use matters, and in which alone a loss of it counts."""

import math

from valuechain.schema import Use
from valuechain.vocab.tolerances import EXACT


def window_weeks(use: Use) -> int:
    """Whole weeks that the critical window of a use touches; 0 where it has none.

    Parameters
    ----------
    use : Use
        A use of the model.

    Returns
    -------
    int
        The window starts with the week of the removal, the worst placed start that leaves no time
        to prepare; a part of a week counts as a week, the grain of the response.

    Examples
    --------
    >>> from types import SimpleNamespace as Of
    >>> [window_weeks(Of(critical_window=weeks)) for weeks in (None, 1 / 7, 1.0, 6.3)]
    [0, 1, 1, 7]
    """
    if use.critical_window is None:
        return 0
    return max(1, math.ceil(use.critical_window - EXACT))
