"""Explain: one loss followed back to the makers that miss and the figures it rests on."""

from typing import Final

from valuechain.questions.question import (
    HOME,
    JSON,
    LANG,
    MODEL,
    OVERLAYS,
    TRUSTED,
    Option,
    Question,
)

QUESTION: Final = Question(
    name="explain",
    package="explain",
    help="""Follow a loss back: which inputs bind, from whom they miss, on what that rests.

    For example, what refusal by American owners does to elections within a quarter:
    valuechain explain elections --without owner:USA --weeks 13
    or what a scenario does in one of its weeks:
    valuechain explain elections --scenario FILE --week 12
    """,
    options=(
        Option(name="subject", argument=True, required=True, metavar="USE|GROUP|PRODUCT"),
        Option(
            name="without",
            metavar="TIE:NAME",
            help="What is taken away: site, headquarters, owner or any, with a country or group; "
            "or firm.",
        ),
        Option(
            name="scenario",
            metavar="SCENARIO",
            help="In the place of --without: a shipped scenario by name, or a file.",
        ),
        Option(name="product", metavar="PRODUCT", help="Only their part of this product."),
        Option(
            name="mode",
            form="choice",
            words=("lost", "withheld"),
            default="withheld",
            help="Stops for everybody, or is refused to us.",
        ),
        Option(
            name="weeks",
            written=("--weeks", "--week"),
            form="week",
            metavar="WEEK",
            help="Week looked at, from 1; or limit [default: 52; of a use with a critical window "
            "the deepest within it; of a scenario, the deepest].",
        ),
        Option(
            name="draw",
            form="count",
            least=0,
            metavar="K",
            help="Open this draw of `valuechain uncertainty` in the place of the figures as "
            "stated.",
        ),
        Option(name="seed", form="count", least=0, default=0, help="Of the draw."),
        HOME,
        TRUSTED,
        MODEL,
        OVERLAYS,
        LANG,
        Option(
            name="picture",
            form="path",
            metavar="FILE",
            help="Draw the routes too, as .svg or .png; never over a file that is there.",
        ),
        Option(name="every", written=("--all",), form="flag", help="Leave nothing out."),
        JSON,
    ),
)
