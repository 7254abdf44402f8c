"""Chokepoints: which countries, firms or products can stop a use, alone or in small sets."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from valuechain.questions.question import STRATEGIC, Option, Question, weeks_option

if TYPE_CHECKING:
    from valuechain.results.result import Result
    from valuechain.schema import Model
    from valuechain.vocab.words import Progress, Rule

MOST_RESPONSES: Final = 30_000
"""The most sets that are tried in one search, unless asked otherwise."""

QUESTION: Final = Question(
    name="chokepoints",
    package="chokepoints",
    headline=True,
    help="""Who can stop a use: the smallest sets that together bring it below a level.

    For example, which countries could stop elections within a quarter by refusing us:
    valuechain chokepoints --use elections --by countries --mode withheld --weeks 13
    """,
    options=(
        *STRATEGIC,
        Option(
            name="by",
            several=True,
            form="choice",
            words=("countries", "firms", "producers"),
            help="What is taken away; may be given more than once [default: countries and firms].",
        ),
        Option(
            name="attribute",
            form="choice",
            words=("site", "headquarters", "owner", "any"),
            help="Which country of a supplier counts "
            "[default: owner where withheld, site where lost].",
        ),
        Option(
            name="mode",
            form="choice",
            words=("withheld", "lost", "both"),
            default="both",
            help="Is refused to us, or stops for everybody.",
        ),
        weeks_option(52),
        Option(
            name="size",
            form="count",
            metavar="1-3",
            help="Largest set [default: 3 countries, 2 firms, 1 producer].",
        ),
        Option(
            name="rule",
            form="choice",
            words=("default", "strict", "lenient"),
            default="default",
            help="Variant of the importance rule.",
        ),
    ),
)


def chokepoints(
    model: "Model | None" = None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    uses: str | Iterable[str] | None = None,
    by: str | Iterable[str] = ("countries", "firms"),
    attribute: str | None = None,
    mode: str = "both",
    theta: float | None = None,
    weeks: int = 52,
    size: int | None = None,
    rule: "Rule" = "default",
    most_responses: int = MOST_RESPONSES,
    overlays: Sequence[str] = (),
    progress: "Progress | None" = None,
) -> "Result":
    """Find the smallest sets that together bring a use below a level.

    Parameters
    ----------
    model : Model, optional
        From :func:`valuechain.load`; the shipped model if left out.
    home, trusted : str or iterable of str, optional
        As in :func:`valuechain.nulmeting`.
    uses : str or iterable of str, optional
        Uses asked about; all of home if left out.
    by : str or iterable of str
        What is taken away: ``countries``, ``firms``, ``producers``.
    attribute : str, optional
        Which country of a supplier counts; if left out ``owner`` for what is withheld and
        ``site`` for what is lost. Firms and producers do not use it.
    mode : str
        ``lost``, ``withheld`` or ``both``.
    theta : float, optional
        Level below which a use is down; the model's own if left out.
    weeks : int
        Within how many weeks, from 1; 0 is the limit.
    size : int, optional
        Largest set, 1 to 3; if left out 3 for countries, 2 for firms, 1 for
        producers.
    rule : str
        Importance rule: ``default``, ``strict`` or ``lenient``.
    most_responses : int
        The most sets tried in one search; ``coverage`` says where that was not enough.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.
    progress : callable, optional
        Called with (step, done, all).

    Returns
    -------
    Result
        Tables ``sets``, ``single_points``, ``coverage`` and ``sources``.

    Raises
    ------
    AnalysisError
        VA601 to VA604, VA607, VA640 to VA643: a place, week, theta or use that cannot be, no use
        or nobody left, no convergence. VA670: unknown ``by``; VA671: size not 1 to 3; VA672:
        unknown mode; VA673: unknown attribute.
    """
    from valuechain.analysis.workbench import prepare
    from valuechain.questions.chokepoints.study import measure
    from valuechain.questions.chokepoints.tables import result

    measured = measure(
        prepare(model, home=home, trusted=trusted),
        uses=uses,
        by=by,
        attribute=attribute,
        mode=mode,
        theta=theta,
        weeks=weeks,
        size=size,
        rule=rule,
        most_responses=most_responses,
        progress=progress,
    )
    return result(measured, overlays=overlays)
