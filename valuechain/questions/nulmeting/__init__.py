"""Nulmeting: the whole of one baseline measurement, from its numbers to its page."""

from pathlib import Path
from typing import Final

from valuechain.questions.question import (
    HOME,
    LANG,
    MODEL_FILE,
    OVERLAYS,
    TRUSTED,
    Option,
    Question,
)

QUESTION: Final = Question(
    name="nulmeting",
    package="nulmeting",
    help="""Measure on whom home depends: which uses, how fast, how deep, and on what evidence.

    MODEL is the root file of a model; the shipped model of the AI stack if left out. PLACES are
    ISO 3166-1 alpha-3 codes or groups of the model, separated by commas: NLD, EU27, "NLD,BEL".
    """,
    options=(
        MODEL_FILE,
        HOME,
        TRUSTED,
        LANG,
        Option(
            name="out",
            form="path",
            default=Path("nulmeting"),
            help="Folder for tables, manifest and page; an earlier result there is replaced at "
            "the end.",
        ),
        OVERLAYS,
        Option(
            name="quick",
            form="flag",
            help="Leave out the strict and lenient importance rules.",
        ),
        Option(
            name="brief",
            form="flag",
            help="Write two pages for a director too: brief.html.",
        ),
    ),
)
