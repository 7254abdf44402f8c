"""How near is equal, how little is nothing: every tolerance, named once.

Figures come from division and addition, so nothing here compares them exactly. What is chosen by
judgement (a loss that nobody feels) stands apart from what makes up for rounding.
"""

from typing import Final

EXACT: Final = 1e-9
"""By how much two levels, losses, shares or numbers of weeks may differ and still count as equal.

Far above what rounding leaves after a thousand sums (1e-13), far below six digits."""

WHOLE: Final = 1e-6
"""By how much shares that people wrote may differ from a whole, or from a stated total."""

CONVERGED: Final = 1e-12
"""Largest error of a level that a kernel accepts before it calls a result converged."""

ROUNDING: Final = 1e-12
"""What is left where the sum of some floats should be nothing."""

UNIT_ROUNDING: Final = 2e-15
"""What one evaluation of the response may be off by rounding: some units in the last place of 1."""

STEP: Final = 1e-14
"""Largest step at which the plain loops of the references stop."""

NONZERO: Final = 1e-300
"""In the place of a zero by which would be divided, where the answer then does not matter."""

FEASIBLE: Final = 1e-10
"""What a linear programme may miss a bound by: the tightest that the solver takes; its own default
lets a small product go missing."""

SHOWN: Final = 5e-7
"""Half of the sixth digit: what is less is nothing in any table."""

TRACE: Final = 1e-6
"""Part of a demand below which it is nobody's: virtual buyers have a trace of it."""

UNFELT: Final = 1e-3
"""Loss, of a share or of weeks of output, that nobody would feel."""

UNFELT_GAIN: Final = 1e-4
"""Gain, or harm, that is not worth a line or a try of its own, in shares or weeks of output."""
