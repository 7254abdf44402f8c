"""The strategic questions in a nulmeting: their headline tables, as far as they can be asked."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.indicators.exposure import Exposures
from valuechain.indicators.verdicts import Verdict
from valuechain.questions.nulmeting.law_readings import LAW_READINGS, law_readings
from valuechain.questions.registry import questions
from valuechain.vocab.words import Progress

_UNASKED: Final = frozenset({"VA642", "VA643", "VA680", "VA682", "VA692"})
"""Nobody to ask it of: home has no uses, or nobody is left outside it."""
Made = dict[str, pd.DataFrame]


def strategic_tables(
    bench: Workbench,
    judged: Sequence[Verdict],
    *,
    parts: Exposures,
    partners: Sequence[str],
    progress: Progress | None = None,
) -> Made:
    """Ask the other questions whose first answers a nulmeting shows, such as partners and survival.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    judged : sequence of Verdict
        All verdicts.
    parts : Exposures
        Exposures to every country's part of one product, on which the verdicts rest.
    partners : sequence of str
        Countries outside home and trusted that are shown.
    progress : callable, optional
        Called with (step, done, all).

    Returns
    -------
    dict of str to pandas.DataFrame
        By name (`valuechain.questions.nulmeting.contracts.STRATEGIC`); without what cannot be
        asked of this home.

    Raises
    ------
    ConvergenceError
        A response did not converge: there is no number to return.
    """
    asked = [one for one in questions() if one.headline]
    found: Made = {}
    for one in asked:
        if progress:
            progress(one.package, 0, 1)
        headline = one.part("tables").headline
        try:
            found |= headline(bench, judged=judged, parts=parts, partners=partners)
        except AnalysisError as refused:
            if refused.code not in _UNASKED:
                raise
        if progress:
            progress(one.package, 1, 1)
    if bench.uses:
        found[LAW_READINGS.name] = law_readings(bench, judged)
    return found
