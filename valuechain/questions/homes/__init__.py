"""Homes: two countries measured with the same stack, side by side, and what may be compared."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from valuechain.questions.question import LANG, MODEL, OUT, OVERLAYS, TRUSTED, Option, Question

if TYPE_CHECKING:
    from valuechain.results.result import Result
    from valuechain.schema import Model
    from valuechain.vocab.words import Progress

QUESTION: Final = Question(
    name="compare-homes",
    package="homes",
    function="compare_homes",
    help="""Set the dependencies of two homes side by side, and say what may be compared.

    HOME HOME are two countries or groups with uses in the model: NLD EST. The measure is the same
    for both; whether the figures are is said of every pair, from the data.
    """,
    options=(
        Option(name="homes", argument=True, several=True, required=True, metavar="HOME HOME"),
        MODEL,
        OVERLAYS,
        TRUSTED,
        LANG,
        OUT,
    ),
)


def compare_homes(
    model: "Model | None" = None,
    *,
    homes: Sequence[str] = ("NLD", "EST"),
    trusted: str | Iterable[str] | None = None,
    overlays: Sequence[str] = (),
    progress: "Progress | None" = None,
) -> "Result":
    """Measure two homes with the same stack, and say of every pair whether it may be compared.

    Parameters
    ----------
    model : Model, optional
        The shipped model if left out.
    homes : sequence of str
        Two countries (ISO 3166-1 alpha-3) or groups of the model.
    trusted : str or iterable of str, optional
        Partners of both; the model's own if left out.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.
    progress : callable, optional
        Called with (step, done, all).

    Returns
    -------
    Result
        Tables ``pairs`` (of every group of uses whether it may be compared, and why not),
        ``sides`` (what each home loses, to whom, on what evidence) and ``shared_products``.

    Raises
    ------
    AnalysisError
        VA601, VA602: an unknown or empty home or circle; VA644: not two different homes; VA643:
        nobody is left outside.
    ConvergenceError
        A response did not converge.
    """
    from valuechain.questions.homes.study import measure
    from valuechain.questions.homes.tables import result

    found = measure(model, homes=homes, trusted=trusted, progress=progress)
    return result(found, overlays=overlays)
