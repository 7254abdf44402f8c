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
    StoreOption,
)

DRAWS: Final = 200
"""Draws unless asked otherwise."""

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
            help="Leave out the strict and lenient importance rules, and how sure it is.",
        ),
        Option(
            name="draws",
            form="count",
            least=0,
            most=1_000_000,
            default=DRAWS,
            help="How often every figure is drawn to say how sure the result is, unless an "
            "ensemble of this model is stored; 0: not.",
        ),
        Option(
            name="workers",
            form="count",
            least=1,
            most=4096,
            default=2,
            help="Processes of this machine for the draws of a large model.",
        ),
        Option(
            name="plan",
            form="path",
            metavar="FOLDER",
            help="Show this plan of the same model too, from a folder of `valuechain plan`.",
        ),
        Option(
            name="targets",
            form="path",
            metavar="FILE",
            help="Targets to hold it to, with the plan if there is one.",
        ),
        StoreOption(
            name="store",
            form="path",
            metavar="DIR",
            help="Folder in which ensembles are kept and found again [default: that of the user].",
        ),
        Option(
            name="brief",
            form="flag",
            help="Write two pages for a director too: brief.html.",
        ),
    ),
)
