"""What if: scenarios followed week by week, with what helped and what did not."""

from pathlib import Path
from typing import Final

from valuechain.questions.question import HOME, LANG, MODEL, OVERLAYS, TRUSTED, Option, Question

QUESTION: Final = Question(
    name="run",
    package="what_if",
    function="run",
    help="""Follow scenarios week by week: when does it start to hurt, how deep, how long, and why.

    SCENARIO is the name of a shipped scenario or the path of a file. With --all the shipped
    scenarios that could happen stand in one matrix.
    """,
    options=(
        Option(name="scenarios", argument=True, several=True, metavar="SCENARIO..."),
        Option(
            name="every",
            written=("--all",),
            form="flag",
            help="All shipped scenarios that could happen.",
        ),
        MODEL,
        HOME,
        TRUSTED,
        LANG,
        Option(
            name="out",
            form="path",
            default=Path("what-if"),
            help="Folder for tables, manifest and pictures; an earlier result there is replaced.",
        ),
        Option(
            name="rule",
            form="choice",
            words=("default", "strict", "lenient"),
            default="default",
            help="Variant of the importance rule.",
        ),
        Option(
            name="allocation",
            form="choice",
            words=("contractual", "reallocate", "home-first", "home-last"),
            help="What becomes of supply that a stopped customer leaves [default: the scenario's].",
        ),
        Option(
            name="weeks",
            form="count",
            metavar="WEEKS",
            help="Weeks to follow, 1 to 520 [default: the horizon of each scenario].",
        ),
        Option(
            name="alone",
            written=("--no-substitution",),
            form="flag",
            help="Nobody steps in for who stops.",
        ),
        OVERLAYS,
    ),
)
