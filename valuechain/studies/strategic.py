"""The strategic questions in a nulmeting: their headline tables, as far as they can be asked."""

from collections.abc import Callable, Sequence
from typing import Final

import pandas as pd

from valuechain.errors import AnalysisError
from valuechain.indicators.exposure import Exposures
from valuechain.indicators.verdicts import Verdict
from valuechain.results.law_readings import LAW_READINGS
from valuechain.results.leverage import LEVERAGE
from valuechain.studies.chokepoints import single_points
from valuechain.studies.comparing import headline as agreement
from valuechain.studies.law_readings import law_readings
from valuechain.studies.leverage import leverage_of
from valuechain.studies.lookthrough import lookthrough_of
from valuechain.studies.measuring import Progress
from valuechain.studies.partners import partner_gains
from valuechain.studies.survival import survival_of
from valuechain.studies.workbench import Workbench
from valuechain.vocab.words import HORIZONS

_UNASKED: Final = frozenset({"VA642", "VA643", "VA680", "VA682", "VA692"})
"""Nobody to ask it of: home has no uses, or nobody is left outside it."""
_STEP: Final = "strategic"
Made = dict[str, pd.DataFrame]


def strategic_tables(
    bench: Workbench,
    judged: Sequence[Verdict],
    *,
    parts: Exposures,
    partners: Sequence[str],
    progress: Progress | None = None,
) -> Made:
    """Ask the strategic questions whose answers a nulmeting shows.

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
        By name (`valuechain.results.tables.STRATEGIC`); without what cannot be asked of this home.

    Raises
    ------
    ConvergenceError
        A response did not converge: there is no number to return.
    """

    def by_leverage() -> Made:
        found = leverage_of(bench, partners=partners or None)
        shown = found["leverage"]
        if not partners:
            shown = shown[shown["partner"].isin(list(_shown(found.options["shown"])))]
        return {LEVERAGE.name: shown, "indispensable": found["indispensable"]}

    questions: tuple[Callable[[], Made], ...] = (
        lambda: {"single_points": single_points(bench)},
        by_leverage,
        lambda: {"partners": partner_gains(bench)},
        lambda: {
            "survival": survival_of(
                bench, attribute="any", weeks=HORIZONS[-1], stocks=False
            ).summary
        },
        lambda: {"lookthrough": lookthrough_of(bench).summary},
        lambda: {"agreement": agreement(bench, judged, found=parts)} if bench.uses else {},
        lambda: {LAW_READINGS.name: law_readings(bench, judged)} if bench.uses else {},
    )
    found: Made = {}
    for done, ask in enumerate(questions):
        if progress:
            progress(_STEP, done, len(questions))
        try:
            found |= ask()
        except AnalysisError as refused:
            if refused.code not in _UNASKED:
                raise
    if progress:
        progress(_STEP, len(questions), len(questions))
    return found


def _shown(names: object) -> list[str]:
    return [str(name) for name in names] if isinstance(names, list) else []
