"""From a matplotlib figure to a picture inside a page: small, self-contained and readable aloud."""

import io
import re
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FONTS: Final = "'Segoe UI',system-ui,-apple-system,Roboto,'Helvetica Neue',Arial,sans-serif"
"""The typeface of the page and its pictures: what the reader's machine has."""


def inline_svg(figure: "Figure", *, title: str, description: str, prefix: str) -> str:
    """Write a figure as SVG for use inside a page.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The figure.
    title, description : str
        What it is and what it shows, for those who do not see it.
    prefix : str
        Makes its identifiers unique within the page.

    Returns
    -------
    str
        An ``svg`` element: text stays text, nothing is fetched, and the same figure gives the same
        characters.
    """
    import matplotlib as mpl

    stream = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": prefix}):
        figure.savefig(
            stream, format="svg", transparent=True, metadata={"Date": None, "Creator": None}
        )
    drawn = stream.getvalue()
    drawn = drawn[drawn.index("<svg") :]
    drawn = re.sub(r"<metadata>.*?</metadata>", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"<!--.*?-->", "", drawn, flags=re.DOTALL)
    drawn = re.sub(
        r"(font(?:-family)?: [^;\"]*?)(?:'[^']*'|[A-Z][\w ]+)(?:, [^;\"]*)?(?=[;\"])",
        rf"\1{FONTS}",
        drawn,
    )
    drawn = _own_names(drawn.replace("xlink:href", "href"), prefix)
    drawn = re.sub(r">\s+<", "><", drawn)
    box = re.search(r'viewBox="([^"]+)"', drawn)
    frame = box[1] if box else "0 0 100 100"
    opening = (
        f'<svg viewBox="{frame}" role="img" aria-labelledby="{prefix}-t {prefix}-d">'
        f'<title id="{prefix}-t">{escape(title)}</title>'
        f'<desc id="{prefix}-d">{escape(description)}</desc>'
    )
    return opening + drawn[drawn.index(">") + 1 :].strip()


def _own_names(drawn: str, prefix: str) -> str:
    """Keep only identifiers that are referred to, and make them the picture's own."""
    used = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', drawn))

    def keep(found: re.Match[str]) -> str:
        return f' id="{prefix}-{found[1]}"' if found[1] in used else ""

    drawn = re.sub(r' id="([^"]*)"', keep, drawn)
    return re.sub(r'(url\(#|href="#)([^)"]+)', rf"\g<1>{prefix}-\g<2>", drawn)
