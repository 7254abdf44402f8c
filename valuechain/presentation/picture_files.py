"""From a matplotlib figure to files: the same figure gives the same bytes."""

import io
from typing import TYPE_CHECKING, Any, Final

from valuechain.texts.labels import label
from valuechain.texts.languages import Lang

if TYPE_CHECKING:
    from matplotlib.figure import Figure


PictureFiles = dict[str, bytes]
"""A picture as files: content by kind, ``svg`` and ``png``."""
_BAND: Final = 0.3
"""Height in inches of the band in which a marking stands, above all that is drawn."""


def picture_of(figure: "Figure", marking: str | None, *, lang: Lang) -> PictureFiles:
    """Write a figure as SVG in which text stays text, and as PNG sharp enough for print.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The figure.
    marking : str or None
        How far it may travel: a picture is passed on without what stood around it, so the marking
        stands in it, above the rest.
    lang : str
        Language of the marking.
    """
    more = {} if marking is None else _marked(figure, label(lang, marking, of="marking").upper())
    return {"svg": svg_of(figure, **more), "png": png_of(figure, **more)}


def _marked(figure: "Figure", text: str) -> dict[str, Any]:
    """Put a marking in a band above a figure; what the canvas must then hold."""
    from matplotlib.transforms import Bbox

    width, height = figure.get_size_inches()
    above = 1 + _BAND / height / 2
    figure.text(
        *(0.5, above, text),
        ha="center",
        va="center",
        fontsize=9,
        fontweight="bold",
        in_layout=False,
    )
    return {"bbox_inches": Bbox([[0, 0], [width, height + _BAND]])}


def svg_of(figure: "Figure", **more: Any) -> bytes:
    """Write a figure as SVG whose text can be read and searched."""
    import matplotlib as mpl

    stream = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "valuechain"}):
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None}, **more)
    return stream.getvalue()


def png_of(figure: "Figure", **more: Any) -> bytes:
    """Write a figure as PNG, sharp enough for print."""
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=180, metadata={"Software": None}, **more)
    return stream.getvalue()
