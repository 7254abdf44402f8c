"""What to do first: the best measures for a budget, by whom, from when, and what stays unsolved."""

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
)

if TYPE_CHECKING:
    from valuechain.results.result import Result
    from valuechain.schema import Model

QUESTION: Final = Question(
    name="plan",
    package="plan",
    help="""Find what to do first: the best measures for a budget, by whom, from when.

    Every set of measures is run through the whole model; how much better any other could be is
    told beside it. What stays unsolved is named with the reason.
    """,
    options=(
        MODEL,
        OVERLAYS,
        HOME,
        TRUSTED,
        Option(
            name="budget",
            default="250M/year",
            metavar="EUR",
            help="Money: 250M/year, or 2B in all.",
        ),
        Option(name="years", metavar="YEARS", help="Such as 2027-2034 [default: eight years]."),
        Option(
            name="cases",
            several=True,
            metavar="CASE",
            help="risky, strategic, undecided, scenarios, or a scenario, use, group or dependency.",
        ),
        USES,
        Option(
            name="weights",
            form="path",
            metavar="FILE",
            help="YAML: weight by case; a weight is no probability.",
        ),
        Option(
            name="objective",
            form="choice",
            words=("mean", "worst", "cvar"),
            default="mean",
            help="What of the losses is made small.",
        ),
        Option(name="must", several=True, metavar="NAME", help="A measure that is taken."),
        Option(name="never", several=True, metavar="NAME", help="A measure that is not taken."),
        Option(
            name="actor",
            several=True,
            metavar="NAME",
            help="Only measures in which this one takes part.",
        ),
        Option(
            name="lever",
            several=True,
            metavar="NAME",
            help="Only measures that use this lever.",
        ),
        Option(
            name="coalition",
            several=True,
            metavar="PLACE",
            help="A country or group that takes part, beside home and trusted.",
        ),
        Option(
            name="measures",
            several=True,
            metavar="FILE",
            help="A file of measures beside the shipped ones.",
        ),
        Option(name="targets", form="path", metavar="FILE", help="Targets to hold the plan to."),
        Option(
            name="weeks",
            form="count",
            least=1,
            most=520,
            default=156,
            help="Weeks that a lasting loss is followed.",
        ),
        Option(
            name="runs",
            form="count",
            least=1,
            most=1_000_000,
            default=50,
            help="Sets of measures that are run for each budget: more closes the gap.",
        ),
        Option(
            name="frontier",
            written=("--no-frontier",),
            form="flag",
            denies=True,
            help="This budget only, which is faster.",
        ),
        Option(name="robust", form="flag", help="The best plan under other readings too."),
        Option(
            name="draws",
            form="count",
            least=0,
            most=1000,
            default=0,
            help="The best plan in so many draws of all figures too.",
        ),
        Option(name="seed", form="count", least=0, default=0, help="Of those draws."),
        LANG,
        OUT,
    ),
)


def plan(model: "Model | None" = None, **asked: Any) -> "Result":
    """Find the best measures for a budget, when they start, and what they do not solve.

    Parameters
    ----------
    model : Model, optional
        A checked model; the shipped one if left out.
    **asked
        How it is asked, by keyword: :func:`valuechain.questions.plan.answer.plan` says what each
        means. Most of all ``budget`` (EUR, ``"250M/year"`` or ``"2B"``), ``years``
        (``"2027-2034"``), ``cases``, ``must``, ``never``, ``coalition``, ``objective``.

    Returns
    -------
    Result
        Tables ``plan``, ``years``, ``uses``, ``cases``, ``frontier``, ``measures``,
        ``next_steps``, ``launching_customer``, ``readings``, ``targets``.

    Raises
    ------
    AnalysisError
        VA601, VA602: unknown or empty home or trusted; VA730 to VA742: cases, weights, budget,
        years or wishes that cannot be.
    FileProblems
        What is wrong with a file.
    """
    from valuechain.questions.plan.answer import plan as answer

    return answer(model, **asked)
