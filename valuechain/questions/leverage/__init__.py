"""Leverage: what others lose if home refuses, beside what home loses if they do."""

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
    name="leverage",
    package="leverage",
    headline=True,
    help="""What home can stop elsewhere, where dependence is mutual, in what home is indispensable.

    Buyers at each partner are refused by home alone, and home by each partner alone. The folder of
    --out gets the tables and a picture per partner.
    """,
    options=(
        *STRATEGIC,
        Option(
            name="partners",
            written=("--partner",),
            several=True,
            metavar="PARTNER",
            help="Country, group or others (everyone outside home); may be given more than once "
            "[default: all in the tables, the most telling on the screen].",
        ),
        attribute_option("any"),
        weeks_option(52),
    ),
)


def leverage(
    model: "Model | None" = None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    partners: str | Iterable[str] | None = None,
    uses: str | Iterable[str] | None = None,
    attribute: "Attribute" = "any",
    weeks: int = 52,
    theta: float | None = None,
    overlays: Sequence[str] = (),
    progress: "Progress | None" = None,
) -> "Result":
    """Measure what partners lose when home withholds, beside what home loses by them.

    Parameters
    ----------
    model : Model, optional
        From :func:`valuechain.load`; the shipped model if left out.
    home, trusted : str or iterable of str, optional
        Countries (ISO 3166-1 alpha-3) or groups of the model; the model's own if left out. A
        trusted partner is a partner like any other: for our loss by it, it is not trusted.
    partners : str or iterable of str, optional
        Countries, groups or ``others``; all countries that the model names, all its groups and
        ``others`` if left out.
    uses : str or iterable of str, optional
        Uses of home that are looked at beside its products; all if left out.
    attribute : str
        Which country of a supplier counts, on both sides: ``site``, ``headquarters``, ``owner`` or
        ``any``.
    weeks : int
        Weeks after the refusal, from 1; 0 is the limit.
    theta : float, optional
        Level below which a product counts as down, above 0 and at most 1; the model's own if left
        out.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.
    progress : callable, optional
        Called with (step, done, all).

    Returns
    -------
    Result
        Tables ``leverage`` (per partner, at ``weeks`` and in the limit), ``mutual`` (per partner
        and layer), ``indispensable`` (products that others cannot do without), ``knock_ons`` (what
        follows where one of them is refused), ``products``. Without substitution.

    Raises
    ------
    AnalysisError
        VA601, VA602: an unknown country or group, an empty home; VA606: an unknown attribute;
        VA607, VA640: weeks or theta out of range; VA680: home is everyone; VA681: a partner inside
        home; VA682: no partner.
    ConvergenceError
        A response did not converge: no result is returned.

    Notes
    -----
    Rules R85 to R88 of the method.
    """
    from valuechain.analysis.workbench import prepare
    from valuechain.questions.leverage.study import measure
    from valuechain.questions.leverage.tables import result

    measured = measure(
        prepare(model, home=home, trusted=trusted),
        partners=partners,
        uses=uses,
        attribute=attribute,
        weeks=weeks,
        theta=theta,
        progress=progress,
    )
    return result(measured, overlays=overlays)
