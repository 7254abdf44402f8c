"""Partners: what trusting a country or coalition is worth, and what it leaves exposed."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from valuechain.questions.question import (
    STRATEGIC,
    Option,
    Question,
    attribute_option,
    weeks_option,
)

if TYPE_CHECKING:
    from valuechain.results.result import Result
    from valuechain.schema import Model
    from valuechain.vocab.words import Attribute, Progress

QUESTION: Final = Question(
    name="partners",
    package="partners",
    headline=True,
    help="""Whom to trust: what each partner or coalition takes off our exposure, and what it
    covers.

    PLACES are ISO 3166-1 alpha-3 codes or groups of the model, separated by commas. Who is
    like-minded is a political choice: name the candidates yourself if yours is another.
    """,
    options=(
        *STRATEGIC,
        Option(
            name="candidates",
            metavar="PLACES",
            help="Countries or groups that could be trusted "
            "[default: like-minded groups of the model].",
        ),
        Option(
            name="coalitions",
            written=("--coalition",),
            several=True,
            metavar="PLACES",
            help="A group, or places joined by + or commas; may be given more than once "
            "[default: D9+, Semicon-Coalition, EU27+EFTA and G7].",
        ),
        Option(
            name="size",
            form="count",
            default=3,
            metavar="K",
            help="Most members of the best coalitions, 1 to 4.",
        ),
        attribute_option("owner"),
        weeks_option(52),
    ),
)


def partners(
    model: "Model | None" = None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    candidates: str | Iterable[str] | None = None,
    coalitions: str | Iterable[str] | None = None,
    size: int = 3,
    uses: str | Iterable[str] | None = None,
    attribute: "Attribute" = "owner",
    weeks: int = 52,
    theta: float | None = None,
    overlays: Sequence[str] = (),
    progress: "Progress | None" = None,
) -> "Result":
    """Measure what trusting a country or coalition is worth, and what it leaves.

    Parameters
    ----------
    model : Model, optional
        A checked model; the shipped one if left out.
    home, trusted : str or iterable of str, optional
        Countries (ISO 3166-1 alpha-3) or groups of the model; the model's own if left out.
    candidates : str or iterable of str, optional
        Countries or groups that could be trusted; the like-minded groups of the model if left
        out, which is a political choice.
    coalitions : str or iterable of str, optional
        Each a group, or names joined by ``+`` or commas; D9+, Semicon-Coalition, EU27+EFTA and G7
        if left out.
    size : int
        Most members of the best coalitions, 1 to 4.
    uses : str or iterable of str, optional
        Uses of home; all if left out.
    attribute : str
        Which country of a supplier counts.
    weeks : int
        Week looked at, from 1; 0 is the limit.
    theta : float, optional
        Share from which a product counts as supplied; the model's own if left out.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.
    progress : callable, optional
        Called with (step, done, all).

    Returns
    -------
    Result
        Tables partners, pairs, coalitions, capacities, product_shares, smallest and missing.

    Raises
    ------
    AnalysisError
        VA601, VA602: unknown or empty places; VA607: the week; VA640: theta; VA641, VA642: uses;
        VA643: nobody is outside; VA690 to VA693: candidates, coalitions and size; VA695: a cover
        was not found.
    ConvergenceError
        VA604: a response did not converge.
    """
    from valuechain.analysis.workbench import prepare
    from valuechain.questions.partners.study import measure
    from valuechain.questions.partners.tables import result

    measured = measure(
        prepare(model, home=home, trusted=trusted),
        candidates=candidates,
        coalitions=coalitions,
        size=size,
        uses=uses,
        attribute=attribute,
        weeks=weeks,
        theta=theta,
        progress=progress,
    )
    return result(measured, overlays=overlays)
