"""From a matplotlib figure to files: the same figure gives the same bytes."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure


Picture = dict[str, bytes]
"""A picture as files: content by kind, ``svg`` and ``png``."""


def picture_of(figure: "Figure") -> Picture:
    """Write a figure as SVG in which text stays text, and as PNG sharp enough for print."""
    return {"svg": svg_of(figure), "png": png_of(figure)}


def svg_of(figure: "Figure") -> bytes:
    """Write a figure as SVG in which text stays text."""
    import matplotlib as mpl

    stream = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "valuechain"}):
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return stream.getvalue()


def png_of(figure: "Figure") -> bytes:
    """Write a figure as PNG, sharp enough for print."""
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=180, metadata={"Software": None})
    return stream.getvalue()
