"""Uncertainty: how sure each headline is, and which figures to find first."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from valuechain.questions.question import (
    HOME,
    LANG,
    MODEL,
    OUT,
    OVERLAYS,
    TRUSTED,
    USES,
    Option,
    Question,
    StoreOption,
)

if TYPE_CHECKING:
    from valuechain.analysis.scenario_choice import NameOrScenario
    from valuechain.questions.uncertainty.study import Uncertain
    from valuechain.results.result import Result
    from valuechain.schema import Model
    from valuechain.vocab.words import Progress

DRAWS: Final = 1000
"""Draws unless asked otherwise."""
COUNT: Final = 10
"""Figures to find first, unless asked otherwise."""


_ASKED: Final = (
    MODEL,
    OVERLAYS,
    HOME,
    TRUSTED,
    USES,
    LANG,
    OUT,
    Option(
        name="draws",
        form="count",
        least=20,
        most=1_000_000,
        default=DRAWS,
        help="How many times every figure is drawn.",
    ),
    Option(name="seed", form="count", least=0, default=0, help="Another seed gives other draws."),
    Option(
        name="workers",
        form="count",
        least=1,
        most=4096,
        default=1,
        help="Processes of this machine.",
    ),
    Option(
        name="dask",
        metavar="ADDRESS",
        help="Compute on the Dask cluster of this scheduler; local: on one of its own.",
    ),
    StoreOption(
        name="store",
        form="path",
        metavar="DIR",
        help="Folder in which ensembles are kept and found again [default: that of the user].",
    ),
)
"""What both can be asked; theta is the model's own, which holds throughout."""

QUESTION: Final = Question(
    name="uncertainty",
    package="uncertainty",
    help="""Show how sure each headline is: what the figures we have could change.

    Every figure of the model is drawn from its range, many times; each draw is measured. The
    5-95 % interval stands beside the bounds of unlisted suppliers and is never merged with them.
    A verdict is firm if one class has at least 0.9, leaning from 0.6, else open.
    """,
    options=(
        *_ASKED,
        Option(
            name="scenarios",
            written=("--scenario",),
            several=True,
            metavar="NAME",
            help="Follow this scenario too, by name or path; may be given more than once.",
        ),
        Option(name="limit", form="flag", help="Measure the limit too, which takes twice as long."),
    ),
)
FIND_OUT: Final = Question(
    name="what-to-find-out",
    package="uncertainty",
    function="what_to_find_out",
    help="""Show which figures to find first: those that would take away most wrong verdicts.

    An ensemble that is stored is used; else one is drawn, as `valuechain uncertainty` does. With
    each figure: who could know it, a sentence for a data request, and the level at which it alone
    flips a verdict.
    """,
    options=(
        *_ASKED,
        Option(
            name="count",
            form="count",
            least=1,
            most=1000,
            default=COUNT,
            help="How many figures.",
        ),
        Option(
            name="interactions",
            form="count",
            least=0,
            most=100_000,
            default=0,
            metavar="N",
            help="Total indices from N base draws; fourteen times as many are measured.",
        ),
    ),
)
QUESTIONS: Final = (QUESTION, FIND_OUT)


def uncertainty(
    model: "Model | None" = None,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    uses: str | Iterable[str] | None = None,
    scenarios: "NameOrScenario | Iterable[NameOrScenario]" = (),
    limit: bool = False,
    workers: int = 1,
    dask: str | None = None,
    store: str | Path | None = None,
    overlays: Sequence[str] = (),
    progress: "Progress | None" = None,
) -> "Result":
    """Say how sure each headline is: quantiles of exposures, chances of classes, ranks.

    Parameters
    ----------
    model : Model, optional
        A checked model; the shipped one if left out.
    draws : int
        How many draws, 20 or more.
    seed : int
        Another seed gives other draws.
    home, trusted : str or iterable of str, optional
        Countries or groups; the model's own if left out.
    uses : str or iterable of str, optional
        Uses asked about; all of home if left out.
    scenarios : str, Path, Scenario or iterable of them
        Scenarios that are followed too.
    limit : bool
        Whether the limit is measured, which takes twice as long.
    workers : int
        Processes of this machine.
    dask : str, optional
        Address of a Dask scheduler; ``local``: one of its own.
    store : str or pathlib.Path, optional
        Folder in which ensembles are kept and found again; nothing is kept if left out.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.
    progress : callable, optional
        Called with a step, what is done of it, and all of it.

    Returns
    -------
    Result
        Tables ``uncertainty``, ``certainty``, ``survival_draws``, ``ranks``, ``scenario_draws``,
        ``assumed``, ``drawn``.

    Raises
    ------
    AnalysisError
        VA601, VA602, VA641 to VA643: as in all questions; VA720 to VA725: ranges that leave no
        shares, a full disk, no workers or scheduler, too few draws.
    ConvergenceError
        VA604: a response did not settle in some draw.
    """
    from valuechain.questions.uncertainty.tables import result

    found = _measured(
        model,
        draws,
        seed=seed,
        home=home,
        trusted=trusted,
        uses=uses,
        scenarios=scenarios,
        limit=limit,
        work=(workers, dask, store, progress),
    )
    return result(found, overlays=overlays)


def what_to_find_out(
    model: "Model | None" = None,
    *,
    draws: int = DRAWS,
    count: int = COUNT,
    interactions: int = 0,
    seed: int = 0,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    uses: str | Iterable[str] | None = None,
    workers: int = 1,
    dask: str | None = None,
    store: str | Path | None = None,
    overlays: Sequence[str] = (),
    progress: "Progress | None" = None,
) -> "Result":
    """Say which figures to find first: those that would take away most wrong verdicts.

    Parameters
    ----------
    model : Model, optional
        A checked model; the shipped one if left out.
    draws : int
        How many draws, 20 or more; an ensemble that is stored is used.
    count : int
        How many figures.
    interactions : int
        Base draws for total indices, 0 for none; fourteen times as many are measured.
    seed, home, trusted, uses, workers, dask, store, overlays, progress
        As for :func:`uncertainty`.

    Returns
    -------
    Result
        Tables ``find_out``, ``surveys``, ``break_even``, ``tornado``, ``interactions``.

    Raises
    ------
    AnalysisError, ConvergenceError
        As :func:`uncertainty`.
    """
    from valuechain.questions.uncertainty.decisive import decisive
    from valuechain.questions.uncertainty.find_out_tables import result

    found = _measured(
        model,
        draws,
        seed=seed,
        home=home,
        trusted=trusted,
        uses=uses,
        work=(workers, dask, store, progress),
    )
    decided = decisive(found, progress=progress, sobol=interactions)
    return result(found, decided, count=count, overlays=overlays)


def _measured(
    model: "Model | None",
    draws: int,
    *,
    work: "tuple[int, str | None, str | Path | None, Progress | None]",
    **asked: Any,
) -> "Uncertain":
    """Measure what both questions rest on."""
    from valuechain.ensembles.executors import chosen_executor
    from valuechain.questions.uncertainty.study import Work, uncertain

    workers, dask, store, progress = work
    return uncertain(
        model,
        draws,
        work=Work(
            executor=chosen_executor(workers, dask),
            root=None if store is None else Path(store),
            progress=progress,
        ),
        **asked,
    )
