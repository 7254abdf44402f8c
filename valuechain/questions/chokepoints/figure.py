"""Cut sets as a picture: which uses each of them brings down."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Final

from valuechain.presentation.blocks import FigureBlock
from valuechain.presentation.cell_grid import GridCell, cell_grid
from valuechain.presentation.names import Names
from valuechain.presentation.picture_files import picture_of
from valuechain.questions.chokepoints.page_words import PAGE
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.languages import Lang, inline

if TYPE_CHECKING:
    import pandas as pd

MOST: Final = 9
"""Sets that are drawn."""
MODES: Final = ("withheld", "lost")
Cuts = dict[str, dict[tuple[str, ...], set[str]]]
"""Uses that are brought down, by mode and by the members of the set."""


def pictures(found: Result, model: Model, *, lang: Lang) -> dict[str, bytes]:
    """Draw which uses the smallest sets of countries and firms bring down.

    Parameters
    ----------
    found : Result
        The result of the question.
    model : Model
        The model it was computed from, for titles.
    lang : str
        Language.

    Returns
    -------
    dict of str to bytes
        ``figures/cut-sets-withheld`` and ``-lost``, as SVG and PNG; nothing where nothing cuts.
    """
    rows = found["sets"].to_dict("records")
    cuts = _cuts(
        (str(row["mode"]), str(row["members"]), str(row["use"]))
        for row in rows
        if row["standing"] != "undecided"
    )
    return {
        f"figures/{block.name}.{kind}": content
        for block in grids(cuts, Names(model, lang), stem="cut-sets")
        if block is not None
        for kind, content in picture_of(block.draw(), found.marking, lang=lang).items()
    }


def cuts_of_points(points: "pd.DataFrame") -> Cuts:
    """Read which uses each single point of failure brings down, from its table."""
    return _cuts(
        (str(row["mode"]), str(row["what"]), use)
        for row in points.to_dict("records")
        for use in str(row["uses"]).split(";")
    )


def _cuts(found: Iterable[tuple[str, str, str]]) -> Cuts:
    cuts: Cuts = {}
    for mode, members, use in found:
        cuts.setdefault(mode, {}).setdefault(tuple(members.split(";")), set()).add(use)
    return cuts


def grids(cuts: Cuts, names: Names, *, stem: str) -> tuple[FigureBlock | None, ...]:
    """Make a grid of uses by sets for each mode, in the order of `MODES`.

    Parameters
    ----------
    cuts : dict
        Uses by mode and by the members of the set.
    names : Names
        Names in the reader's language.
    stem : str
        How the figures are called.

    Returns
    -------
    tuple of FigureBlock or None
        None for a mode in which nothing cuts.
    """
    return tuple(_grid(cuts.get(mode, {}), names, name=f"{stem}-{mode}") for mode in MODES)


def _grid(cuts: dict[tuple[str, ...], set[str]], names: Names, *, name: str) -> FigureBlock | None:
    if not cuts:
        return None
    sets = sorted(cuts, key=lambda one: (-len(cuts[one]), len(one), one))[:MOST]
    down = set().union(*(cuts[one] for one in sets))
    uses = [use for use in names.model.uses if use in down]
    heads = [" + ".join(_member(names, one) for one in members) for members in sets]
    cells = [
        [GridCell(mark=True) if use in cuts[one] else GridCell() for one in sets] for use in uses
    ]
    told = "; ".join(
        PAGE.say(
            names.lang,
            "figure-fact",
            who=head,
            uses=", ".join(inline(names.title(use)) for use in uses if use in cuts[one]),
        )
        for head, one in zip(heads, sets, strict=True)
    )
    mode = name.rpartition("-")[2]
    return FigureBlock(
        name=name,
        title=PAGE.say(names.lang, f"figure-{mode}"),
        description=PAGE.say(names.lang, "figure-alt", facts=told),
        draw=partial(cell_grid, [names.title(use) for use in uses], heads, cells=cells),
    )


def _member(names: Names, member: str) -> str:
    if "/" in member:
        return names.supplier(member)
    firm = names.model.firms.get(member)
    return names.short(member) if firm is None else firm.name
