"""Survival: how long each use holds after a loss, and the stock that bridges the gap."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from valuechain.questions.question import STRATEGIC, Option, Question

if TYPE_CHECKING:
    from valuechain.results.result import Result
    from valuechain.schema import Model
    from valuechain.vocab.words import Attribute, Mode, Progress

WEEKS: Final = 520
"""Weeks that are followed unless asked otherwise, and at most: ten years."""

QUESTION: Final = Question(
    name="survival",
    package="survival",
    headline=True,
    help="""Show how long each use holds out after a loss, when others have taken over, and the gap.

    TTS is how long a use stays at its level with what is in stock, weeks to recovery how long it
    takes others to step in. Where there is a gap, the stock that would close it is found, or why
    none does.
    """,
    options=(
        *STRATEGIC,
        Option(
            name="by",
            form="choice",
            words=("countries", "firms", "producers", "parts"),
            several=True,
            default=("countries",),
            help="What is gone: a country, a firm, one producer, a country's part of one product.",
        ),
        Option(
            name="removed",
            several=True,
            metavar="NAME",
            help="Only this country, firm or producer; may be given more than once.",
        ),
        Option(
            name="attribute",
            form="choice",
            words=("site", "headquarters", "owner", "any", "all"),
            default="any",
            every="all",
            help="Which country of a supplier counts; all: each apart.",
        ),
        Option(
            name="mode",
            form="choice",
            words=("lost", "withheld"),
            help="Gone for everybody, or refused to us [default: both].",
        ),
        Option(
            name="weeks",
            form="count",
            least=1,
            most=WEEKS,
            default=WEEKS,
            help="Weeks that are followed.",
        ),
        Option(
            name="stocks",
            written=("--no-stocks",),
            form="flag",
            denies=True,
            help="Times only, which is faster.",
        ),
    ),
)


def survival(
    model: "Model | None" = None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    uses: str | Iterable[str] | None = None,
    by: str | Iterable[str] = "countries",
    removed: str | Iterable[str] = (),
    attribute: "Attribute | None" = None,
    mode: "Mode | None" = None,
    theta: float | None = None,
    weeks: int = WEEKS,
    stocks: bool = True,
    overlays: Sequence[str] = (),
    progress: "Progress | None" = None,
) -> "Result":
    """Find how long each use survives single losses, when it is back, and the stock in between.

    Parameters
    ----------
    model : Model, optional
        A checked model; the shipped one if left out.
    home, trusted : str or iterable of str, optional
        Countries or groups; the model's own if left out.
    uses : str or iterable of str, optional
        Uses asked about; all of home if left out.
    by : str or iterable of str
        Sorts of loss: ``countries``, ``firms``, ``producers``, ``parts`` (a country's part of one
        product).
    removed : str or iterable of str, optional
        Only losses of these countries, firms or producers.
    attribute : str, optional
        Which country of a supplier counts; all four if left out.
    mode : str, optional
        ``lost`` or ``withheld``; both if left out.
    theta : float, optional
        Level below which a use is down; the model's own if left out.
    weeks : int
        Weeks that are followed, 1 to 520.
    stocks : bool
        Whether to look for what closes the gaps.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.
    progress : callable, optional
        Called with a step, what is done of it, and all of it.

    Returns
    -------
    Result
        Tables ``survival``, ``stocks``, ``holding``.

    Raises
    ------
    AnalysisError
        VA601, VA602, VA603, VA640 to VA643: as in all questions; VA607: weeks out of range;
        VA700, VA701: an unknown sort, attribute, mode or loss.
    ConvergenceError
        A week did not settle.

    Notes
    -----
    TTS is without substitution, weeks to recovery with it: rules R95 to R97. What substitutes
    add is an upper bound, so recovery is at its most favourable.
    """
    from valuechain.analysis.workbench import prepare
    from valuechain.questions.survival.study import measure
    from valuechain.questions.survival.tables import result

    measured = measure(
        prepare(model, home=home, trusted=trusted),
        uses=uses,
        by=by,
        removed=removed,
        attribute=attribute,
        mode=mode,
        theta=theta,
        weeks=weeks,
        stocks=stocks,
        progress=progress,
    )
    return result(measured, overlays=overlays)
