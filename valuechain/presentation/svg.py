"""From a matplotlib figure to a picture inside a page: small, self-contained and readable aloud."""

import io
import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure


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
    drawn = re.sub(r"font-family: [^;\"]*;? ?", "", drawn)
    drawn = re.sub(r"(?<![\w#.-])-?\d+\.\d{2,}", _short, drawn)
    drawn = re.sub(r'(?<= d=")[^"]*', lambda path: _thin(path[0]), drawn)
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


def _short(number: re.Match[str]) -> str:
    """Write a coordinate to a tenth of a point: finer than anyone sees."""
    return f"{float(number[0]):.1f}".removesuffix(".0")


def _thin(path: str) -> str:
    """Leave out points of a path that say nothing: those that repeat, or lie on a level line."""
    kept: list[list[str]] = []
    for line in path.strip().splitlines():
        step = line.split()
        if kept and step == kept[-1]:
            continue
        if len(kept) > 1 and step[0] == kept[-1][0] == "L" and _level(kept[-2], kept[-1], step):
            kept[-1] = step
        else:
            kept.append(step)
    return "".join(" ".join(step) for step in kept)


def _level(first: list[str], second: list[str], third: list[str]) -> bool:
    return len(first) == 3 and first[2] == second[2] == third[2]


def _own_names(drawn: str, prefix: str) -> str:
    """Keep only identifiers that are referred to, and make them the picture's own."""
    used = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', drawn))

    def keep(found: re.Match[str]) -> str:
        return f' id="{prefix}-{found[1]}"' if found[1] in used else ""

    drawn = re.sub(r' id="([^"]*)"', keep, drawn)
    return re.sub(r'(url\(#|href="#)([^)"]+)', rf"\g<1>{prefix}-\g<2>", drawn)
