"""Where the cost of what we use is earned, on a screen, and of how much nothing can be said."""

from typing import TYPE_CHECKING, Final

from valuechain.presentation.names import Names
from valuechain.presentation.screen import columns, fitted, marked, plain, wrapped
from valuechain.questions.lookthrough import QUESTION, lookthrough_table
from valuechain.questions.lookthrough.words import WORDS
from valuechain.questions.question import Asked, Misasked, Reply
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, listing
from valuechain.texts.numbers import number, percent
from valuechain.vocab.tolerances import SHOWN

if TYPE_CHECKING:
    import pandas as pd

_NAME: Final = 32
_LAYOUT: Final = (f"<{_NAME}", ">11", ">9")
_PAIR: Final = ("<24", "<24", ">10", ">10", ">10")
_MOST: Final = 12


def reply(asked: Asked) -> Reply:
    """Answer the command: of the stack, or of an input-output table in its place.

    Raises
    ------
    Misasked
        Options of the one beside those of the other.
    """
    given = dict(asked.given)
    table = given.pop("table", None)
    names = ("groups", "customers", "coefficients", "rescale")
    of_table = {name: given.pop(name, None) for name in names}
    if table is not None:
        del given["attribute"]
        if given or asked.of_model:
            raise Misasked("a table has no model, overlay, home, trusted, use or theta.")
        found = lookthrough_table(table, **of_table)
        return Reply.of(found, table_text(found, lang=asked.lang))
    if any(of_table.values()):
        raise Misasked("--groups, --customer, --coefficients and --rescale belong to a --table.")
    found = QUESTION.ask(asked.loaded.model, overlays=asked.loaded.log, **given)
    return Reply.of(found, show(found, asked.loaded.model, lang=asked.lang))


def show(found: Result, model: Model, *, lang: Lang) -> str:
    """Tell in plain text where the cost of uses and products is earned.

    Parameters
    ----------
    found : Result
        Answer of `valuechain.lookthrough`.
    model : Model
        The model it was computed from.
    lang : str
        Language.

    Returns
    -------
    str
        Lines of at most 80 characters: what is stated, what can be said, the largest rows.
    """
    words, rows = Names(model, lang), found.summary
    lines = [
        *marked(lang, found.marking),
        f"{found.title[lang]} ({label(lang, str(found.options['attribute']), of='attribute')})",
        *wrapped(_stated(found, words)),
        *wrapped(_uses(rows, words)),
        *wrapped(_products(found, lang)),
        *_table(rows, words),
        "",
        *wrapped(found.meaning[lang]),
    ]
    return plain("\n".join(lines))


def _stated(found: Result, words: Names) -> str:
    named = found.options["cost_shares_stated"]
    stated = list(named) if isinstance(named, list) else []
    inputs, lang = found.options["inputs"], words.lang
    if not stated:
        return WORDS.say(lang, "stated-none", inputs=inputs)
    told = []
    for one in stated[:3]:
        owner, _, bought = str(one).partition(" <- ")
        told.append(f"{words.inline(owner)} <- {words.inline(bought)}")
    if len(stated) > len(told):
        told.append(WORDS.say(lang, "more", count=len(stated) - len(told)))
    key = "stated" if len(stated) > 1 else "stated-one"
    said = WORDS.say(lang, key, inputs=inputs, count=len(stated), names="; ".join(told))
    at_most = found.options.get("cost_shares_at_most")
    if not isinstance(at_most, dict) or not at_most:
        return said
    bases = [label(lang, str(basis), of="cost_basis") for basis in at_most]
    more = WORDS.say(lang, "at-most", count=sum(at_most.values()), bases=listing(lang, bases))
    return f"{said} {more}"


def _uses(rows: "pd.DataFrame", words: Names) -> str:
    lang = words.lang
    uses = rows[rows["kind"] == "use"]
    if not len(uses):
        return WORDS.say(lang, "uses-none")
    some = int((uses["added_low"].fillna(0.0) > SHOWN).sum())
    key = "uses-some" if some else "uses-nothing" if len(uses) > 1 else "uses-nothing-one"
    name = words.inline(str(uses["subject"].iloc[0]))
    return WORDS.say(lang, key, count=len(uses), some=some, name=name)


def _products(found: Result, lang: Lang) -> str:
    rows = found.summary[found.summary["kind"] == "product"]
    sure = rows[rows["added_low"].fillna(0.0) > SHOWN]
    return WORDS.say(
        lang,
        "products" if len(sure) else "products-none",
        count=len(rows),
        some=len(sure),
        bare=int((sure["inputs"] == 0).sum()),
        tie=label(lang, str(found.options["attribute"]), of="attribute"),
    )


def _table(rows: "pd.DataFrame", words: Names) -> list[str]:
    """Uses and products with inputs of which something is sure, the most telling first."""
    lang = words.lang
    rows = rows[rows["added_low"].fillna(0.0) > SHOWN]
    uses = rows[rows["kind"] == "use"]
    products = rows[(rows["kind"] == "product") & (rows["inputs"] > 0)]
    order = ["added_low", "subject"]
    shown = [
        *uses.sort_values(order, ascending=[False, True]).to_dict("records"),
        *products.sort_values(order, ascending=[False, True]).to_dict("records"),
    ][:_MOST]
    if not shown:
        return []
    heads = ("head", "col-unstated", "col-traced", "col-country")
    lines = ["", columns([WORDS.say(lang, key) for key in heads], _LAYOUT)]
    for row in shown:
        name = fitted(words.title(str(row["subject"])), _NAME)
        traced = "" if row["traced"] != row["traced"] else percent(lang, row["traced"])
        where = WORDS.say(lang, "nothing")
        if isinstance(row["largest"], str) and row["largest"]:
            low, high = percent(lang, row["added_low"]), percent(lang, row["added_high"])
            between = low if low == high else WORDS.say(lang, "between", low=low, high=high)
            where = f"{words.short(row['largest'])} {between}"
        lines.append(columns([name, percent(lang, row["unstated"]), traced, where], _LAYOUT))
    return lines


def table_text(found: Result, *, lang: Lang) -> str:
    """Tell in plain text what sectors of a table buy, directly and in all, from whom.

    Parameters
    ----------
    found : Result
        Answer of `valuechain.lookthrough_table`.
    lang : str
        Language.

    Returns
    -------
    str
        Lines of at most 80 characters; the definition stands under the numbers.
    """
    bought, sectors = found["bought"], found["sectors"]
    lines = wrapped(
        WORDS.say(
            lang,
            "table-title",
            name=found.provenance.model_id,
            sectors=len(sectors),
            groups=sectors["group"].nunique(),
        )
    )
    own = dict(zip(sectors["sector"], sectors["group"], strict=True))
    foreign = bought[bought["customer"].map(own) != bought["group"]]
    lines += wrapped(_hidden(foreign, lang))
    heads = [WORDS.say(lang, f"col-{n}") for n in ("customer", "group", "face", "gross", "added")]
    lines += ["", _line(heads)]
    order = foreign if len(bought) > _MOST else bought
    order = order.sort_values(["added", "customer", "group"], ascending=[False, True, True])
    for row in order.head(_MOST).to_dict("records"):
        numbers = [number(lang, float(row[n]), digits=4) for n in ("face", "gross", "added")]
        lines.append(_line([str(row["customer"]), str(row["group"]), *numbers]))
    if len(bought) > _MOST:
        lines.append(WORDS.say(lang, "rest", count=len(bought) - min(_MOST, len(order))))
    return plain("\n".join([*lines, "", *wrapped(found.meaning[lang])]))


def _hidden(foreign: "pd.DataFrame", lang: Lang) -> str:
    """Where value added passes face value most, outside the customer's own group."""
    if not len(foreign) or float(foreign["added"].max()) <= SHOWN:
        return WORDS.say(lang, "alone")
    gap = foreign["added"] - foreign["face"]
    if float(gap.max()) <= SHOWN:
        return WORDS.say(lang, "open")
    most = foreign.loc[gap.sort_values(ascending=False, kind="stable").index[0]]
    return WORDS.say(
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
    return columns([fitted(customer, 24), fitted(group, 24), *numbers], _PAIR)
