"""The look-through by value on a screen: what can be said, and of how much nothing can."""

import textwrap
from typing import TYPE_CHECKING, Final

from valuechain.report.route_words import Words, plain
from valuechain.results.findings import Findings
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, inline, listing
from valuechain.texts.lookthrough import trace
from valuechain.texts.numbers import number, percent

if TYPE_CHECKING:
    import pandas as pd

WIDTH: Final = 80
_NAME: Final = 32
_MOST: Final = 12
_SEEN: Final = 5e-7


def lookthrough_text(found: Findings, model: Model, *, lang: Lang) -> str:
    """Tell in plain text where the cost of uses and products is earned.

    Parameters
    ----------
    found : Findings
        Answer of `valuechain.studies.lookthrough.lookthrough`.
    model : Model
        The model it was computed from.
    lang : str
        Language.

    Returns
    -------
    str
        Lines of at most 80 characters: what is stated, what can be said, the largest rows.
    """
    words, rows = Words(model, lang), found.summary
    marking = [] if found.marking is None else [label(lang, found.marking, of="marking").upper()]
    lines = [
        *marking,
        f"{found.title[lang]} ({label(lang, str(found.options['attribute']), of='attribute')})",
        *_wrapped(_stated(found, words)),
        *_wrapped(_uses(rows, words)),
        *_wrapped(_products(found, lang)),
        *_table(rows, words),
        "",
        *_wrapped(found.meaning[lang]),
    ]
    return plain("\n".join(lines))


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_on_hyphens=False)


def _stated(found: Findings, words: Words) -> str:
    named = found.options["cost_shares_stated"]
    stated = list(named) if isinstance(named, list) else []
    inputs, lang = found.options["inputs"], words.lang
    if not stated:
        return trace(lang, "stated-none", inputs=inputs)
    told = []
    for one in stated[:3]:
        owner, _, bought = str(one).partition(" <- ")
        told.append(f"{inline(words.title(owner))} <- {inline(words.title(bought))}")
    if len(stated) > len(told):
        told.append(trace(lang, "more", count=len(stated) - len(told)))
    key = "stated" if len(stated) > 1 else "stated-one"
    said = trace(lang, key, inputs=inputs, count=len(stated), names="; ".join(told))
    at_most = found.options.get("cost_shares_at_most")
    if not isinstance(at_most, dict) or not at_most:
        return said
    bases = [label(lang, str(basis), of="cost_basis") for basis in at_most]
    more = trace(lang, "at-most", count=sum(at_most.values()), bases=listing(lang, bases))
    return f"{said} {more}"


def _uses(rows: "pd.DataFrame", words: Words) -> str:
    lang = words.lang
    uses = rows[rows["kind"] == "use"]
    if not len(uses):
        return trace(lang, "uses-none")
    some = int((uses["added_low"].fillna(0.0) > _SEEN).sum())
    key = "uses-some" if some else "uses-nothing" if len(uses) > 1 else "uses-nothing-one"
    name = inline(words.title(str(uses["subject"].iloc[0])))
    return trace(lang, key, count=len(uses), some=some, name=name)


def _products(found: Findings, lang: Lang) -> str:
    rows = found.summary[found.summary["kind"] == "product"]
    sure = rows[rows["added_low"].fillna(0.0) > _SEEN]
    return trace(
        lang,
        "products" if len(sure) else "products-none",
        count=len(rows),
        some=len(sure),
        bare=int((sure["inputs"] == 0).sum()),
        tie=label(lang, str(found.options["attribute"]), of="attribute"),
    )


def _table(rows: "pd.DataFrame", words: Words) -> list[str]:
    """Uses and products with inputs of which something is sure, the most telling first."""
    lang = words.lang
    rows = rows[rows["added_low"].fillna(0.0) > _SEEN]
    uses = rows[rows["kind"] == "use"]
    products = rows[(rows["kind"] == "product") & (rows["inputs"] > 0)]
    order = ["added_low", "subject"]
    shown = [
        *uses.sort_values(order, ascending=[False, True]).to_dict("records"),
        *products.sort_values(order, ascending=[False, True]).to_dict("records"),
    ][:_MOST]
    if not shown:
        return []
    head = [trace(lang, key) for key in ("col-unstated", "col-traced", "col-country")]
    lines = ["", f"{trace(lang, 'head'):<{_NAME}}{head[0]:>11}{head[1]:>9}  {head[2]}"]
    for row in shown:
        name = words.title(str(row["subject"]))
        name = name if len(name) < _NAME else f"{name[: _NAME - 2]}…"
        traced = "" if row["traced"] != row["traced"] else percent(lang, row["traced"])
        where = trace(lang, "nothing")
        if isinstance(row["largest"], str) and row["largest"]:
            low, high = percent(lang, row["added_low"]), percent(lang, row["added_high"])
            between = low if low == high else trace(lang, "between", low=low, high=high)
            where = f"{words.short(row['largest'])} {between}"
        lines.append(f"{name:<{_NAME}}{percent(lang, row['unstated']):>11}{traced:>9}  {where}")
    return lines


def table_text(found: Findings, *, lang: Lang) -> str:
    """Tell in plain text what sectors of a table buy, directly and in all, from whom.

    Parameters
    ----------
    found : Findings
        Answer of `valuechain.studies.lookthrough.lookthrough_table`.
    lang : str
        Language.

    Returns
    -------
    str
        Lines of at most 80 characters; the definition stands under the numbers.
    """
    bought, sectors = found["bought"], found["sectors"]
    lines = _wrapped(
        trace(
            lang,
            "table-title",
            name=found.provenance.model_id,
            sectors=len(sectors),
            groups=sectors["group"].nunique(),
        )
    )
    own = dict(zip(sectors["sector"], sectors["group"], strict=True))
    foreign = bought[bought["customer"].map(own) != bought["group"]]
    lines += _wrapped(_hidden(foreign, lang))
    heads = [trace(lang, f"col-{n}") for n in ("customer", "group", "face", "gross", "added")]
    lines += ["", _line(heads)]
    order = foreign if len(bought) > _MOST else bought
    order = order.sort_values(["added", "customer", "group"], ascending=[False, True, True])
    for row in order.head(_MOST).to_dict("records"):
        numbers = [number(lang, float(row[n]), digits=4) for n in ("face", "gross", "added")]
        lines.append(_line([str(row["customer"]), str(row["group"]), *numbers]))
    if len(bought) > _MOST:
        lines.append(trace(lang, "rest", count=len(bought) - min(_MOST, len(order))))
    return plain("\n".join([*lines, "", *_wrapped(found.meaning[lang])]))


def _hidden(foreign: "pd.DataFrame", lang: Lang) -> str:
    """Where value added passes face value most, outside the customer's own group."""
    if not len(foreign) or float(foreign["added"].max()) <= _SEEN:
        return trace(lang, "alone")
    gap = foreign["added"] - foreign["face"]
    if float(gap.max()) <= _SEEN:
        return trace(lang, "open")
    most = foreign.loc[gap.sort_values(ascending=False, kind="stable").index[0]]
    return trace(
        lang,
        "hidden",
        customer=most["customer"],
        group=most["group"],
        face=percent(lang, float(most["face"])),
        added=percent(lang, float(most["added"])),
        gross=percent(lang, float(most["gross"])),
    )


def _line(cells: list[str]) -> str:
    customer, group, *numbers = cells
    cut = [one if len(one) < 24 else f"{one[:22]}…" for one in (customer, group)]
    return f"{cut[0]:<24}{cut[1]:<24}{''.join(f'{one:>10}' for one in numbers)}"
