"""The ten dependencies with what could change them, as a dot plot."""

from functools import partial
from typing import TYPE_CHECKING, Any

from valuechain.presentation.blocks import Block, FigureBlock, FigureGrid, Heading
from valuechain.presentation.dot_plot import DotWords, RangedLoss, dot_plot
from valuechain.questions.nulmeting.dependencies import DependencyRow, Ten
from valuechain.questions.nulmeting.reader import Reader
from valuechain.questions.nulmeting.words_figures import FIGURES, count_ending
from valuechain.results.frames import known, rows_of
from valuechain.texts.languages import inline
from valuechain.texts.numbers import percent, within

if TYPE_CHECKING:
    from collections.abc import Mapping


def dots_of_ten(reader: Reader, table: Ten) -> tuple[Block, ...]:
    """Show of each dependency the loss that was judged, and what could change it.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.
    table : Ten
        The dependencies.

    Returns
    -------
    tuple of Block
        Finding and plot; nothing where there is no dependency.
    """
    if not table.rows:
        return ()
    lang, settings = reader.lang, reader.result.settings
    limit = settings.exposure_threshold
    dots = [_dot(reader, row) for row in table.rows]
    firm = sum(min(dot.bounds[0], *(dot.interval or dot.bounds)) > limit for dot in dots)
    said = {"threshold": percent(lang, limit), "when": within(lang, settings.judged_weeks)}
    facts = (
        FIGURES.say(
            lang,
            "ten-fact",
            name=dot.name,
            loss=percent(lang, dot.amount),
            low=percent(lang, min(dot.bounds[0], *(dot.interval or dot.bounds))),
            high=percent(lang, max(dot.bounds[1], *(dot.interval or dot.bounds))),
        )
        for dot in dots
    )
    words = DotWords(
        *(FIGURES.say(lang, f"dot-{key}") for key in ("stated", "interval", "bounds", "axis"))
    )
    title = FIGURES.say(lang, "ten-title")
    figure = FigureBlock(
        name="ten",
        title=title,
        description="; ".join(facts),
        draw=partial(dot_plot, dots, words=words, lang=lang, threshold=limit),
    )
    return (
        Heading(
            FIGURES.say(
                lang, f"ten-heading{count_ending(firm, len(dots))}", n=firm, of=len(dots), **said
            ),
            3,
        ),
        FigureGrid((title,), (("", (figure,)),), FIGURES.say(lang, "ten-caption", **said)),
    )


def _dot(reader: Reader, row: DependencyRow) -> RangedLoss:
    """The verdict that decides, with its two ranges."""
    found = row.decides
    verdict: Mapping[Any, Any] = rows_of(
        reader.result.verdicts,
        use=found.use,
        product=found.product,
        country=found.country,
        attribute=found.attribute,
        question=found.question,
    ).to_dict("records")[0]
    drawn = known(verdict["exposure_p05"]) and known(verdict["exposure_p95"])
    return RangedLoss(
        name=FIGURES.say(
            reader.lang, "ten-name", what=row.title, use=inline(reader.names.title(found.use))
        ),
        amount=float(verdict["exposure"]),
        bounds=(float(verdict["exposure_low"]), float(verdict["exposure_high"])),
        interval=(float(verdict["exposure_p05"]), float(verdict["exposure_p95"]))
        if drawn
        else None,
    )
