"""From a matplotlib figure to files: the same figure gives the same bytes."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def svg(figure: "Figure") -> bytes:
    """Write a figure as SVG in which text stays text."""
    import matplotlib as mpl

    stream = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "valuechain"}):
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return stream.getvalue()


def png(figure: "Figure") -> bytes:
    """Write a figure as PNG, sharp enough for print."""
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=180, metadata={"Software": None})
    return stream.getvalue()
