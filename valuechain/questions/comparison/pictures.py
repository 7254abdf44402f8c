"""What goes with the tables of the comparison: its picture."""

from collections import Counter
from typing import TYPE_CHECKING, Final

from valuechain.presentation.names import Names
from valuechain.presentation.picture_files import picture_of
from valuechain.questions.comparison.figure import Dot, Sort, comparing_scatter
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.languages import Lang

if TYPE_CHECKING:
    import pandas as pd

_NAMED: Final = 5
"""How many products that only the measure singles out are named."""


def documents(found: Result, model: Model, *, lang: Lang) -> dict[str, str | bytes]:
    """Draw the products by HHI x WGI and by loss.

    Returns
    -------
    dict of str to bytes
        ``figures/comparison.svg`` and ``.png``.
    """
    words, products = Names(model, lang), found["products"].set_index("product")
    rows = found["comparison"]
    rows = rows[(rows["indicator"] == "hhi-wgi") & rows["theirs"].notna()]
    limits = (1.0, found.settings.exposure_threshold)
    alone = rows[rows["class"] == "none"].sort_values("theirs", ascending=False)
    lost = products[products["exposure"] > found.settings.exposure_threshold]
    named = set(alone["product"].head(_NAMED)) | set(lost.index[lost["class"] != "none"])
    named |= set(lost["exposure"].sort_values(ascending=False).index[:1])
    names = _short({one: words.title(one) for one in named})
    dots = [
        _dot(row, products.loc[row["product"]], names.get(row["product"], ""))
        for _, row in rows.iterrows()
    ]
    figure = comparing_scatter(dots, limits=limits, weeks=found.settings.judged_weeks, lang=lang)
    return {f"figures/comparison.{kind}": content for kind, content in picture_of(figure).items()}


def _short(titles: dict[str, str]) -> dict[str, str]:
    """Titles without what stands in brackets, where that still tells them apart."""
    short = {one: title.partition(" (")[0] for one, title in titles.items()}
    seen = Counter(short.values())
    return {one: short[one] if seen[short[one]] == 1 else titles[one] for one in titles}


def _dot(row: "pd.Series", verdict: "pd.Series", name: str) -> Dot:
    sorts: dict[str, Sort] = {"watch": "watch", "undecided": "watch", "none": "none"}
    return Dot(
        score=float(row["theirs"]),
        loss=float(verdict["exposure"]),
        sort=sorts.get(str(row["class"]), "ours"),
        elsewhere=row["relation"] == "elsewhere",
        name=name,
    )
