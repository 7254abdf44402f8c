"""Compare: what moved between two nulmetingen or two versions of a model, and why."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from valuechain.questions.question import LANG, OUT, Option, Question

if TYPE_CHECKING:
    from pathlib import Path

    from valuechain.results.result import Result
    from valuechain.schema import Model
    from valuechain.vocab.words import Progress

LEAST: Final = 0.01
"""Smallest move of an exposure that is listed."""

QUESTION: Final = Question(
    name="compare",
    package="change",
    function="compare",
    help="""Say what moved from OLD to NEW, and why: two nulmetingen, or two versions of a model.

    OLD and NEW are folders that a nulmeting was written to, or root files of models. Each
    difference is split exactly: the world changed, a figure was corrected or better read, the
    model covers something else, the program changed, or nobody explains it.
    """,
    options=(
        Option(name="old", form="path", argument=True, required=True),
        Option(name="new", form="path", argument=True, required=True),
        Option(
            name="over",
            written=("--overlay",),
            form="path",
            several=True,
            metavar="FILE",
            help="Lay this file over NEW, a root file; may be given more than once.",
        ),
        Option(name="home", metavar="PLACES", help="Of two models: own countries or groups."),
        Option(name="trusted", metavar="PLACES", help="Of two models: partners counted apart."),
        Option(
            name="least",
            form="number",
            metavar="FRACTION",
            default=LEAST,
            help="Smallest move of an exposure that is listed, above 0 and below 1.",
        ),
        LANG,
        OUT,
    ),
)


def compare(
    old: "str | Path | Result | Model",
    new: "str | Path | Result | Model",
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    least: float = LEAST,
    overlays: "Sequence[str | Path]" = (),
    progress: "Progress | None" = None,
) -> "Result":
    """Say what moved from one nulmeting or model to the next, and why.

    Parameters
    ----------
    old, new : str, pathlib.Path, Result or Model
        Folders of nulmetingen or root files of models, or what was read of them.
    home, trusted : str or iterable of str, optional
        Of two models: from whose side; the new model's own if left out.
    least : float
        Smallest move of an exposure that is listed, a fraction above 0 and below 1.
    overlays : sequence of str or pathlib.Path, optional
        Files laid over the new model, if it is read from its root file.
    progress : callable, optional
        Called with (step, done, all).

    Returns
    -------
    Result
        Tables ``change`` (per use what moved most), ``moves``, ``verdict_changes`` and
        ``figure_changes``. The parts of a difference sum exactly to it.

    Raises
    ------
    FileProblems
        What is wrong with a file.
    AnalysisError
        VA504 to VA509: a folder holds no result of ours, or one that is not whole; VA750 to
        VA755: the two cannot be compared.
    """
    from valuechain.analysis.versions import version_of
    from valuechain.questions.change.study import measure
    from valuechain.questions.change.tables import result

    found = measure(
        version_of(old),
        version_of(new, overlays),
        home=_names(home),
        trusted=_names(trusted),
        least=least,
        progress=progress,
    )
    return result(found)


def _names(given: str | Iterable[str] | None) -> tuple[str, ...] | None:
    if given is None:
        return None
    words = given.replace(",", " ").split() if isinstance(given, str) else given
    return tuple(words)
