"""Sources: on what a model rests, what its licences ask, and what to check first."""

from typing import Final

from valuechain.questions.question import JSON, LANG, MODEL_FILE, OVERLAYS, Option, Question

QUESTION: Final = Question(
    name="sources",
    package="sources",
    help="""List the sources of MODEL (the shipped model if left out) and what their licences ask.

    Counts the figures that rest on each source, and how they are known: read in the source,
    recalled from general knowledge, or judged.
    """,
    options=(
        MODEL_FILE,
        OVERLAYS,
        Option(
            name="to_check",
            written=("--unverified",),
            form="flag",
            help="List the recalled and judged figures on which most rests: what to check first.",
        ),
        LANG,
        JSON,
    ),
)
